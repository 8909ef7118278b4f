package specimen_test

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"math/rand"
	"os"
	"path/filepath"
	"testing"

	"hecha/document"
	"hecha/specimen"
)

func paper(side int) *image.RGBA {
	img := image.NewRGBA(image.Rect(0, 0, side, side))
	draw.Draw(img, img.Rect, image.NewUniform(color.White), image.Point{}, draw.Src)
	return img
}

var sealSpecs = map[string]specimen.SealSpec{
	"company":  {Text: "湖南样本建筑工程有限公司", Code: "4301050123456", Centre: "star"},
	"finance":  {Text: "长沙市样本科技股份有限公司", Inner: "财务专用章\n(1)", Code: "4301050123457", Centre: "star", Type: document.SealFinance},
	"invoice":  {Text: "湖南样本贸易有限公司", Inner: "91430100MA4L00001X\n发票专用章", Shape: "ellipse", Type: document.SealInvoice},
	"office":   {Text: "样本县人力资源和社会保障局", Centre: "star"},
	"emblem":   {Text: "样本县人民政府", Centre: "emblem"},
	"party":    {Text: "中共样本县委员会", Centre: "party"},
	"personal": {Text: "张样本印", Shape: "square", Type: document.SealPersonal},
	"blue":     {Text: "样本大学", Inner: "学历专用章", Color: "blue", Type: document.SealEducation},
	"contract": {Text: "湖南样本建设集团有限公司第二分公司", Inner: "合同专用章", Type: document.SealContract, Unseen: true},
}

func TestDrawSealLeavesInkInsideItsQuad(t *testing.T) {
	for name, spec := range sealSpecs {
		t.Run(name, func(t *testing.T) {
			img := paper(700)
			spec.Angle = 12
			truth := specimen.DrawSeal(img, spec, document.Point{X: 350, Y: 340}, 300, rand.New(rand.NewSource(1)))
			ink := 0
			for y := range 700 {
				for x := range 700 {
					c := img.RGBAAt(x, y)
					if int(c.R)+int(c.G)+int(c.B) > 600 {
						continue
					}
					ink++
					if !grown(truth.Quad).Contains(document.Point{X: float64(x), Y: float64(y)}) {
						t.Fatalf("ink at %d,%d outside %v", x, y, truth.Quad)
					}
				}
			}
			if ink < 3000 {
				t.Errorf("only %d pixels of ink", ink)
			}
			if dir := os.Getenv("SEAL_PNG"); dir != "" {
				save(t, filepath.Join(dir, fmt.Sprintf("draw-%s.png", name)), img)
			}
		})
	}
}

// grown allows for ink that creeps beyond the rim.
func grown(q document.Quad) document.Quad {
	c := q.Center()
	for i := range q {
		q[i] = c.Lerp(q[i], 1.02)
	}
	return q
}

func save(t *testing.T, path string, img image.Image) {
	t.Helper()
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if err := png.Encode(f, img); err != nil {
		t.Fatal(err)
	}
}

func TestDrawSealCopies(t *testing.T) {
	draw := func(f specimen.SealForgery, seed int64) []uint8 {
		img := paper(600)
		spec := sealSpecs["company"]
		spec.Forgery = f
		specimen.DrawSeal(img, spec, document.Point{X: 300, Y: 300}, 300, rand.New(rand.NewSource(seed)))
		return img.Pix
	}
	if !bytes.Equal(draw(specimen.SealCopied, 1), draw(specimen.SealCopied, 2)) {
		t.Error("copied impressions differ")
	}
	if bytes.Equal(draw(specimen.SealHonest, 1), draw(specimen.SealHonest, 2)) {
		t.Error("honest impressions are equal")
	}
	if !bytes.Equal(draw(specimen.SealHonest, 3), draw(specimen.SealHonest, 3)) {
		t.Error("the same seed draws another impression")
	}
}

func TestDrawSealInEveryTypeface(_ *testing.T) {
	spec := sealSpecs["company"]
	for _, spec.Unseen = range []bool{false, true} {
		for seed := range int64(30) {
			specimen.DrawSeal(paper(300), spec, document.Point{X: 150, Y: 150}, 150, rand.New(rand.NewSource(seed)))
		}
	}
}

func TestDrawSealCutOffByThePage(t *testing.T) {
	img := paper(300)
	truth := specimen.DrawSeal(img, sealSpecs["company"], document.Point{X: 290, Y: 150}, 200, rand.New(rand.NewSource(1)))
	if _, _, x1, _ := truth.Quad.Bounds(); x1 < 400 {
		t.Errorf("truth ends at %.0f, want the whole impression", x1)
	}
}
