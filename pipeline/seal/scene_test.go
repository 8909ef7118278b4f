package seal_test

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/jpeg"
	"math"
	"math/rand"
	v2 "math/rand/v2"
	"os"
	"strings"

	"golang.org/x/image/font"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/math/fixed"

	"hecha/document"
	"hecha/pipeline/preprocess"
	"hecha/specimen"
)

// scene is a page of text with seals on it.
type scene struct {
	img   *image.RGBA
	dpi   float64
	seals []specimen.SealTruth
	angle float64 // of the first seal
	gray  bool
	name  string // the degradation
}

// words make up the names of organisations; the second half of each list is
// kept for the unseen split.
var words = struct{ places, names, trades, forms, offices []string }{
	places: strings.Fields(`湖南省 长沙市 株洲市 湘潭县 衡阳市 岳阳县 常德市 益阳市 郴州市 永州市 怀化市 娄底市
		浙江 江西省 广东 深圳市 武汉 重庆市 贵州 四川省 陕西 山东 福州市 南宁市 合肥市 郑州`),
	names: strings.Fields(`样本 华天 宏远 金鹰 恒信 中泰 鑫盛 立达 博雅 创世 三湘 远大
		样品 瑞丰 嘉德 顺通 凯旋 万隆 昌顺 兴业 清泉 晨曦 鹏程 翰林`),
	trades: strings.Fields(`建筑工程 科技 工程咨询 房地产开发 机电设备安装 环保 信息技术 园林绿化 路桥建设 教育咨询
		人力资源服务 医药 水利水电勘测设计 消防技术服务 劳务派遣 工程监理 造价咨询 物业管理 市政 能源`),
	forms: strings.Fields(`有限公司 股份有限公司 有限责任公司 集团有限公司 有限公司第二分公司 （集团）有限公司
		有限公司 设计研究院 有限公司长沙分公司 建设集团有限公司 实业有限公司 事务所（普通合伙）`),
	offices: strings.Fields(`人力资源和社会保障局 大学 职业技术学院 市政公用事业管理局 人民医院 住房和城乡建设局
		第一中学 审计局 科技大学 疾病预防控制中心 师范学院 自然资源和规划局 教育考试院`),
}

func pick(rng *rand.Rand, list []string, unseen bool) string {
	half := len(list) / 2
	if unseen {
		return list[half+rng.Intn(len(list)-half)]
	}
	return list[rng.Intn(half)]
}

func organisation(rng *rand.Rand, unseen bool) string {
	place := pick(rng, words.places, unseen)
	if rng.Intn(4) == 0 {
		return place + pick(rng, words.offices, unseen)
	}
	return place + pick(rng, words.names, unseen) + pick(rng, words.trades, unseen) + pick(rng, words.forms, unseen)
}

// spec is a round seal as they stand on work certificates and diplomas.
func spec(rng *rand.Rand, unseen bool) specimen.SealSpec {
	s := specimen.SealSpec{
		Text: organisation(rng, unseen), Centre: "star", Angle: rng.NormFloat64() * 9, Unseen: unseen,
		DiameterMM: []float64{38, 40, 42, 45}[rng.Intn(4)], Type: document.SealOfficial,
	}
	if rng.Intn(2) == 0 {
		s.Code = fmt.Sprintf("43%02d%02d%07d", 1+rng.Intn(13), 1+rng.Intn(30), rng.Intn(10000000))
	}
	switch rng.Intn(6) {
	case 0:
		s.Inner, s.Type = "财务专用章", document.SealFinance
	case 1:
		s.Inner, s.Type, s.Centre = "合同专用章", document.SealContract, "blank"
	case 2:
		s.Inner, s.Type = "人事专用章", document.SealPersonnel
	}
	if rng.Intn(12) == 0 {
		s.Color = "blue"
	}
	return s
}

var textFont = func() *opentype.Font {
	data, err := os.ReadFile("/usr/share/fonts/opentype/noto/NotoSerifCJK-Medium.ttc")
	if err != nil {
		panic(err)
	}
	c, err := opentype.ParseCollection(data)
	if err != nil {
		panic(err)
	}
	f, err := c.Font(2)
	if err != nil {
		panic(err)
	}
	return f
}()

func write(img *image.RGBA, s string, x, y, em float64, c color.Color) {
	face, err := opentype.NewFace(textFont, &opentype.FaceOptions{Size: em, DPI: 72})
	if err != nil {
		panic(err)
	}
	defer face.Close()
	d := font.Drawer{Dst: img, Src: image.NewUniform(c), Face: face, Dot: fixed.P(int(x), int(y))}
	d.DrawString(s)
}

func whitePaper(w, h int, c color.Color) *image.RGBA {
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	draw.Draw(img, img.Rect, image.NewUniform(c), image.Point{}, draw.Src)
	return img
}

// letter is a quarter of an A4 full of text.
func letter(rng *rand.Rand, dpi float64) *image.RGBA {
	mm := dpi / 25.4
	tint := uint8(rng.Intn(10))
	img := whitePaper(int(130*mm), int(100*mm), color.RGBA{255, 255 - tint/2, 255 - tint, 255})
	ink := color.Gray{uint8(20 + rng.Intn(40))}
	for i := range 10 {
		if rng.Intn(3) == 0 {
			continue
		}
		var b strings.Builder
		for b.Len() < 3*22 {
			b.WriteString(organisation(rng, rng.Intn(2) == 0))
		}
		write(img, b.String()[:3*22], 10*mm, (10+9*float64(i))*mm, 4.8*mm, ink)
	}
	return img
}

// sceneOf draws one seal over text and degrades the page.
func sceneOf(seed int64, unseen bool) scene {
	rng := rand.New(rand.NewSource(seed))
	dpi := []float64{200, 200, 250, 300}[rng.Intn(4)]
	mm := dpi / 25.4
	s := scene{img: letter(rng, dpi), dpi: dpi}
	sp := spec(rng, unseen)
	s.angle = sp.Angle
	center := document.Point{X: (35 + 60*rng.Float64()) * mm, Y: (35 + 30*rng.Float64()) * mm}
	s.seals = append(s.seals, specimen.DrawSeal(s.img, sp, center, dpi, rng))
	s.degrade(rng)
	return s
}

// pageOf is the sheet of a specimen on which seals are, upright, after one of the
// degradations.
func pageOf(seed int64, unseen bool) scene {
	split := specimen.Tune
	if unseen {
		split = specimen.Unseen
	}
	kinds := []document.Kind{document.WorkCertificate, document.Diploma, document.CHSIRegistration,
		document.DegreeCertificate, document.TitleCertificate, document.AppointmentLetter}
	ways := []specimen.Degradation{specimen.Scan, specimen.JPEG, specimen.BWCopy, specimen.LowRes, specimen.Photo, specimen.Moire, specimen.Crumple}
	d := ways[seed%int64(len(ways))]
	for _, p := range specimen.Draw(kinds[seed/int64(len(ways))%int64(len(kinds))], split, uint64(seed)) {
		p = specimen.DegradeFor(split, p, d, v2.New(v2.NewPCG(uint64(seed), 1)))
		for _, sheet := range preprocess.Sheets(p.Image, p.DPI) {
			toSheet, ok := sheet.ToPage.Inverse()
			if !ok || sheet.Rest {
				continue
			}
			s := scene{img: sheet.Image, dpi: sheet.DPI, name: string(d), gray: d == specimen.BWCopy}
			for _, doc := range p.Documents {
				for _, truth := range doc.Seals {
					truth.Quad = toSheet.MapQuad(truth.Quad)
					if c := truth.Quad.Center(); image.Pt(int(c.X), int(c.Y)).In(s.img.Rect) {
						s.seals = append(s.seals, truth)
					}
				}
			}
			if len(s.seals) > 0 {
				return s
			}
		}
	}
	return scene{img: whitePaper(400, 400, color.White), name: "none"}
}

// degrade is a flatbed, a phone, a strong JPEG or a photocopy.
func (s *scene) degrade(rng *rand.Rand) {
	switch rng.Intn(4) {
	case 0:
		s.name = "scan"
		s.img = viaJPEG(noisy(blurred(s.img, 0.4+0.4*rng.Float64()), 2+3*rng.Float64(), rng), 80+rng.Intn(15))
	case 1:
		s.name = "photo"
		lit := shaded(blurred(s.img, 0.5+0.6*rng.Float64()), rng)
		s.img = viaJPEG(noisy(lit, 4+5*rng.Float64(), rng), 70+rng.Intn(20))
	case 2:
		s.name = "jpeg"
		s.img = viaJPEG(blurred(s.img, 0.4), 45+rng.Intn(30))
	case 3:
		s.name, s.gray = "copy", true
		g := grayed(blurred(s.img, 0.4+0.5*rng.Float64()), 0.9+0.5*rng.Float64())
		s.img = viaJPEG(noisy(g, 3+5*rng.Float64(), rng), 70+rng.Intn(20))
	}
}

func viaJPEG(img *image.RGBA, quality int) *image.RGBA {
	var b bytes.Buffer
	if err := jpeg.Encode(&b, img, &jpeg.Options{Quality: quality}); err != nil {
		panic(err)
	}
	back, err := jpeg.Decode(&b)
	if err != nil {
		panic(err)
	}
	out := image.NewRGBA(img.Rect)
	draw.Draw(out, out.Rect, back, image.Point{}, draw.Src)
	return out
}

func noisy(img *image.RGBA, sigma float64, rng *rand.Rand) *image.RGBA {
	gray := img.Pix[0] == img.Pix[1] && img.Pix[1] == img.Pix[2]
	var table [4096]float64
	for i := range table {
		table[i] = rng.NormFloat64() * sigma
	}
	for i := 0; i < len(img.Pix); i += 4 {
		bits := rng.Uint64()
		n := table[bits&4095]
		for c := range 3 {
			bits >>= 12
			if !gray {
				n += 0.4 * table[bits&4095]
			}
			img.Pix[i+c] = uint8(math.Max(0, math.Min(255, float64(img.Pix[i+c])+n)))
		}
	}
	return img
}

// shaded gives the light of a lamp on one side, and its warmth.
func shaded(img *image.RGBA, rng *rand.Rand) *image.RGBA {
	turn, depth, warm := rng.Float64()*2*math.Pi, 0.3*rng.Float64(), 0.12*rng.Float64()
	sin, cos := math.Sincos(turn)
	w, h := float64(img.Rect.Dx()), float64(img.Rect.Dy())
	for y := range img.Rect.Dy() {
		for x := range img.Rect.Dx() {
			l := 1 - depth*(0.5+0.5*((float64(x)/w-0.5)*cos+(float64(y)/h-0.5)*sin)*1.4)
			p := img.Pix[img.PixOffset(x, y):]
			p[0] = uint8(float64(p[0]) * l)
			p[1] = uint8(float64(p[1]) * l * (1 - warm/2))
			p[2] = uint8(float64(p[2]) * l * (1 - warm))
		}
	}
	return img
}

// grayed is a photocopy with the given contrast.
func grayed(img *image.RGBA, contrast float64) *image.RGBA {
	for i := 0; i < len(img.Pix); i += 4 {
		l := 0.299*float64(img.Pix[i]) + 0.587*float64(img.Pix[i+1]) + 0.114*float64(img.Pix[i+2])
		v := uint8(math.Max(0, math.Min(255, 250-(250-l)*contrast)))
		img.Pix[i], img.Pix[i+1], img.Pix[i+2] = v, v, v
	}
	return img
}

func blurred(img *image.RGBA, sigma float64) *image.RGBA {
	r := int(math.Ceil(2 * sigma))
	kernel, sum := make([]float64, 2*r+1), 0.0
	for i := range kernel {
		kernel[i] = math.Exp(-float64((i-r)*(i-r)) / (2 * sigma * sigma))
		sum += kernel[i]
	}
	weights := make([]int, len(kernel))
	for i, k := range kernel {
		weights[i] = int(k/sum*4096 + 0.5)
	}
	return convolved(convolved(img, weights, 4), weights, img.Stride)
}

// convolved weighs the bytes step apart from each other, in 1/4096; what would
// need bytes beyond the picture is left as it is.
func convolved(src *image.RGBA, weights []int, step int) *image.RGBA {
	dst := image.NewRGBA(src.Rect)
	copy(dst.Pix, src.Pix)
	reach := len(weights) / 2 * step
	for i := reach; i < len(src.Pix)-reach; i++ {
		v := 2048
		for k, w := range weights {
			v += w * int(src.Pix[i-reach+k*step])
		}
		dst.Pix[i] = uint8(min(255, v>>12))
	}
	return dst
}
