package seal_test

import (
	"image"
	"image/color"
	"image/draw"
	"math"
	"math/rand"
	"slices"
	"testing"

	"hecha/document"
	"hecha/pipeline/pyramid"
	"hecha/pipeline/seal"
	"hecha/specimen"
)

// hits tells whether imp is the round seal that truth describes.
func hits(imp seal.Impression, truth specimen.SealTruth, dpi float64) bool {
	r := truth.DiameterMM / 2 / 25.4 * dpi
	return imp.Center.Dist(truth.Quad.Center()) < 0.03*r && math.Abs(imp.A/r-1) < 0.05
}

func TestFindOnDegradedPages(t *testing.T) {
	n := int64(setting("SEAL_N", 24))
	missed, extra := 0, 0
	for seed := range n {
		s := sceneOf(seed, seed%2 == 1)
		found := false
		for _, imp := range seal.Find(pyramid.Of(s.img), s.dpi) {
			if hits(imp, s.seals[0], s.dpi) {
				found = true
				continue
			}
			extra++
			t.Logf("seed %d %s: found what is not there: %+v", seed, s.name, imp)
		}
		if !found {
			missed++
			t.Logf("seed %d %s: missed %+v", seed, s.name, s.seals[0])
		}
	}
	t.Logf("missed %d, invented %d of %d", missed, extra, n)
	if 12*missed > int(n) || 12*extra > int(n) {
		t.Errorf("missed %d and invented %d of %d, want at most one in twelve", missed, extra, n)
	}
}

func TestFindShapes(t *testing.T) {
	tests := []struct {
		name string
		spec specimen.SealSpec
		at   document.Point
		want string
	}{
		{"circle", specimen.SealSpec{Text: "湖南样本建筑有限公司", Centre: "star"}, document.Point{X: 300, Y: 300}, seal.Circle},
		{"emblem", specimen.SealSpec{Text: "样本县人民政府", Centre: "emblem"}, document.Point{X: 300, Y: 300}, seal.Circle},
		{"ellipse", specimen.SealSpec{Text: "湖南样本贸易有限公司", Inner: "发票专用章", Shape: "ellipse", Angle: 12}, document.Point{X: 300, Y: 300}, seal.Oval},
		{"square", specimen.SealSpec{Text: "张样本印", Shape: "square", Angle: -8}, document.Point{X: 300, Y: 300}, seal.Square},
		{"blue", specimen.SealSpec{Text: "湖南样本建筑有限公司", Color: "blue"}, document.Point{X: 300, Y: 300}, seal.Circle},
		{"gray", specimen.SealSpec{Text: "湖南样本建筑有限公司", Color: "gray", Centre: "star"}, document.Point{X: 300, Y: 300}, seal.Circle},
		{"cut off", specimen.SealSpec{Text: "湖南样本建筑有限公司", Centre: "star"}, document.Point{X: 640, Y: 300}, seal.Circle},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			for seed := range int64(4) {
				img := whitePaper(700, 600, color.White)
				truth := specimen.DrawSeal(img, tt.spec, tt.at, 200, rand.New(rand.NewSource(seed)))
				found := seal.Find(pyramid.Of(img), 200)
				if len(found) != 1 {
					t.Errorf("seed %d: found %d, want 1: %+v", seed, len(found), found)
					continue
				}
				if found[0].Shape != tt.want || !hits(found[0], truth, 200) || found[0].Color != truth.Color {
					t.Errorf("seed %d: found %+v, want a %s %s around %v", seed, found[0], truth.Color, tt.want, truth.Quad)
				}
			}
		})
	}
}

func TestFindTwoThatOverlap(t *testing.T) {
	img := whitePaper(900, 600, color.White)
	rng := rand.New(rand.NewSource(3))
	a := specimen.DrawSeal(img, specimen.SealSpec{Text: "湖南样本建筑有限公司", Centre: "star"}, document.Point{X: 330, Y: 300}, 200, rng)
	b := specimen.DrawSeal(img, specimen.SealSpec{Text: "样本县教育局", Centre: "star", DiameterMM: 40}, document.Point{X: 560, Y: 320}, 200, rng)
	found := seal.Find(pyramid.Of(img), 200)
	if len(found) != 2 {
		t.Fatalf("found %d, want 2: %+v", len(found), found)
	}
	if !hits(found[0], a, 200) && !hits(found[1], a, 200) || !hits(found[0], b, 200) && !hits(found[1], b, 200) {
		t.Errorf("found %+v, want %v and %v", found, a.Quad, b.Quad)
	}
}

func TestFindGrayBesideRed(t *testing.T) {
	img := whitePaper(1100, 600, color.Gray{238}) // as a copier's toner leaves it
	rng := rand.New(rand.NewSource(5))
	copied := specimen.DrawSeal(img, specimen.SealSpec{Text: "样本县教育局", Centre: "star", Color: "gray"}, document.Point{X: 300, Y: 300}, 200, rng)
	vouching := specimen.DrawSeal(img, specimen.SealSpec{Text: "湖南样本建筑有限公司", Centre: "star"}, document.Point{X: 780, Y: 300}, 200, rng)
	found := map[string]bool{}
	for _, imp := range seal.Find(pyramid.Of(img), 200) {
		found[imp.Color] = hits(imp, copied, 200) || hits(imp, vouching, 200)
	}
	if len(found) != 2 || !found[seal.Gray] || !found[seal.Red] {
		t.Errorf("found %v, want a gray and a red one in their places", found)
	}
}

// A copy on A4 may be reduced, its seals with it; who vouches for it may set the seal
// over another one.
func TestFindOnReducedCopies(t *testing.T) {
	const dpi = 200
	for _, apart := range []float64{90, 24} { // millimetres
		img := whitePaper(1654, 2339, color.White)
		rng := rand.New(rand.NewSource(5))
		at := document.Point{X: 600, Y: 900}
		specimen.DrawSeal(img, specimen.SealSpec{Text: "湖南样本大学", Centre: "star", Color: "gray", DiameterMM: 23}, at, dpi, rng)
		beside := document.Point{X: at.X + apart*dpi/25.4, Y: at.Y}
		specimen.DrawSeal(img, specimen.SealSpec{Text: "湖南样本工程有限公司", Centre: "star", DiameterMM: 40}, beside, dpi, rng)
		found := seal.Find(pyramid.Of(img), 0)
		for i, want := range []struct {
			color string
			at    document.Point
		}{{seal.Gray, at}, {seal.Red, beside}} {
			if !slices.ContainsFunc(found, func(imp seal.Impression) bool { return imp.Color == want.color && imp.Center.Dist(want.at) < 8 }) {
				t.Errorf("%.0f mm apart: seal %d not found in %+v", apart, i, found)
			}
		}
	}
}

func TestFindIsNotFooled(t *testing.T) {
	red, blue := color.RGBA{200, 30, 40, 255}, color.RGBA{40, 60, 170, 255}
	box := func(img *image.RGBA, r image.Rectangle, c color.Color) {
		draw.Draw(img, r, image.NewUniform(c), image.Point{}, draw.Src)
	}
	tests := map[string]func(img *image.RGBA){
		"empty": func(*image.RGBA) {},
		"red title and lines": func(img *image.RGBA) {
			write(img, "湖南样本国家机关文件", 100, 160, 90, red)
			box(img, image.Rect(80, 240, 1150, 250), red)
			box(img, image.Rect(80, 258, 1150, 261), red)
		},
		"frame": func(img *image.RGBA) {
			for i := range 3 {
				r := image.Rect(40+18*i, 40+18*i, 1200-18*i, 860-18*i)
				for _, side := range []image.Rectangle{{r.Min, image.Pt(r.Max.X, r.Min.Y+5)}, {image.Pt(r.Min.X, r.Max.Y-5), r.Max},
					{r.Min, image.Pt(r.Min.X+5, r.Max.Y)}, {image.Pt(r.Max.X-5, r.Min.Y), r.Max}} {
					box(img, side, red)
				}
			}
		},
		"portrait on red": func(img *image.RGBA) {
			box(img, image.Rect(900, 200, 1100, 480), red)
			box(img, image.Rect(950, 260, 1050, 400), color.RGBA{230, 190, 170, 255})
			box(img, image.Rect(930, 400, 1070, 480), color.RGBA{40, 40, 60, 255})
		},
		"red disc": func(img *image.RGBA) {
			for y := range 240 {
				for x := range 240 {
					if math.Hypot(float64(x-120), float64(y-120)) < 118 {
						img.SetRGBA(300+x, 300+y, red)
					}
				}
			}
		},
		"blue handwriting": func(img *image.RGBA) {
			for i := range 4000 {
				a := float64(i) / 260
				x, y := 300+float64(i)/9+40*math.Sin(3*a), 400+50*math.Sin(5*a)+20*math.Cos(9*a)
				box(img, image.Rect(int(x), int(y), int(x)+4, int(y)+4), blue)
			}
		},
		"black square code": func(img *image.RGBA) {
			rng := rand.New(rand.NewSource(2))
			for y := range 33 {
				for x := range 33 {
					if rng.Intn(2) == 0 {
						box(img, image.Rect(500+8*x, 300+8*y, 508+8*x, 308+8*y), color.Black)
					}
				}
			}
		},
	}
	for name, paint := range tests {
		t.Run(name, func(t *testing.T) {
			img := whitePaper(1240, 900, color.RGBA{250, 249, 245, 255})
			paint(img)
			for y := 550.0; y < 850; y += 60 {
				write(img, "兹证明样本同志自二〇一二年七月起在我单位从事工程技术工作", 120, y, 36, color.Gray{40})
			}
			for _, dpi := range []float64{0, 150} {
				if found := seal.Find(pyramid.Of(img), dpi); len(found) != 0 {
					t.Errorf("at %v dpi: found %+v, want nothing", dpi, found)
				}
			}
		})
	}
}
