package specimen_test

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"math"
	"math/rand/v2"
	"testing"
	"time"

	"hecha/document"
	"hecha/specimen"

	"github.com/google/go-cmp/cmp"
)

// markerPage is an A4 page at 75 dpi with dark discs, each of which is a
// field, and a seal and a code at the first of them.
func markerPage() specimen.Page {
	img := image.NewRGBA(image.Rect(0, 0, 620, 877))
	draw.Draw(img, img.Rect, image.White, image.Point{}, draw.Src)
	t := specimen.Truth{
		Kind: document.Diploma, Region: document.Rect(0, 0, 620, 877),
		Fields: map[string]string{}, Quads: map[string]document.Quad{},
	}
	const r = 10
	for i, c := range []image.Point{{X: 100, Y: 90}, {X: 500, Y: 100}, {X: 310, Y: 438}, {X: 110, Y: 775}, {X: 520, Y: 750}} {
		for y := -r; y <= r; y++ {
			for x := -r; x <= r; x++ {
				if x*x+y*y <= r*r {
					img.Set(c.X+x, c.Y+y, color.Gray{Y: 20})
				}
			}
		}
		name := fmt.Sprintf("dot%d", i)
		x, y := float64(c.X)+0.5, float64(c.Y)+0.5
		t.Fields[name] = name
		t.Quads[name] = document.Rect(x-r, y-r, x+r, y+r)
	}
	t.Seals = []specimen.SealTruth{{Text: "样本", Color: "red", Quad: t.Quads["dot0"]}}
	t.Codes = []document.Code{{Format: "QR_CODE", Text: "1", Quad: t.Quads["dot0"]}}
	run := specimen.Run{Text: "样本", Size: 20, Baseline: t.Quads["dot0"][0]}
	return specimen.Page{Image: img, DPI: 75, Documents: []specimen.Truth{t}, Runs: []specimen.Run{run}}
}

// darkCentre is the centroid of what is darker than the middle of the levels
// within a window around p.
func darkCentre(img *image.RGBA, p document.Point, reach float64) document.Point {
	light, dark := 0.0, 255.0
	each(img, p, reach, func(_, _, v float64) { light, dark = max(light, v), min(dark, v) })
	var sum, sx, sy float64
	each(img, p, reach, func(x, y, v float64) {
		if v < (light+dark)/2 {
			sum, sx, sy = sum+1, sx+x, sy+y
		}
	})
	return document.Point{X: sx / sum, Y: sy / sum}
}

func each(img *image.RGBA, p document.Point, reach float64, f func(x, y, v float64)) {
	for y := int(p.Y - reach); y <= int(p.Y+reach); y++ {
		for x := int(p.X - reach); x <= int(p.X+reach); x++ {
			if (image.Point{X: x, Y: y}).In(img.Rect) {
				f(float64(x)+0.5, float64(y)+0.5, float64(img.RGBAAt(x, y).G))
			}
		}
	}
}

// samePage compares pictures as bytes, which go-cmp would do one by one.
func samePage(a, b specimen.Page) bool {
	if a.Image.Rect != b.Image.Rect || !bytes.Equal(a.Image.Pix, b.Image.Pix) {
		return false
	}
	a.Image, b.Image = nil, nil
	return cmp.Equal(a, b)
}

func TestDegradeMovesTruthWithPixels(t *testing.T) {
	for _, d := range specimen.Degradations {
		for _, split := range []specimen.Split{specimen.Tune, specimen.Unseen} {
			t.Run(fmt.Sprintf("%s/%s", d, split), func(t *testing.T) {
				for seed := range uint64(2) {
					p := specimen.DegradeFor(split, markerPage(), d, rand.New(rand.NewPCG(seed, 7)))
					for name, q := range p.Documents[0].Quads {
						want := q.Center()
						got := darkCentre(p.Image, want, 0.8*q.Height())
						if off := got.Dist(want); !(off < 0.8) {
							t.Errorf("seed %d: %s lies at %.2f, truth says %.2f (%.2f pixels off)", seed, name, got, want, off)
						}
						if h := q.Height(); h < 10 {
							t.Errorf("seed %d: %s is %.1f pixels tall: too small for a person", seed, name, h)
						}
						x0, y0, x1, y1 := q.Bounds()
						if !(image.Rect(int(x0-1), int(y0-1), int(x1+1), int(y1+1))).In(p.Image.Rect) {
							t.Errorf("seed %d: %s leaves the picture: %v", seed, name, q)
						}
					}
				}
			})
		}
	}
}

func TestDegradeMovesEverything(t *testing.T) {
	p := specimen.Degrade(markerPage(), specimen.Photo, rand.New(rand.NewPCG(1, 1)))
	doc := p.Documents[0]
	dot := doc.Quads["dot0"]
	if diff := cmp.Diff(dot, doc.Seals[0].Quad); diff != "" {
		t.Errorf("seal (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(dot, doc.Codes[0].Quad); diff != "" {
		t.Errorf("code (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(dot[0], p.Runs[0].Baseline); diff != "" {
		t.Errorf("run (-want +got):\n%s", diff)
	}
	if got, want := p.Runs[0].Size, dot[0].Dist(dot[1]); math.Abs(got-want) > 0.2 {
		t.Errorf("run is %.2f pixels tall, want %.2f", got, want)
	}
	if doc.Region == document.Rect(0, 0, 620, 877) {
		t.Error("the region did not move")
	}
}

func TestDegradeLeavesItsInputAlone(t *testing.T) {
	for _, d := range specimen.Degradations {
		p := markerPage()
		specimen.Degrade(p, d, rand.New(rand.NewPCG(3, 3)))
		if !samePage(markerPage(), p) {
			t.Errorf("%s changed its input", d)
		}
	}
}

func TestDegradeIsDeterministic(t *testing.T) {
	for _, d := range specimen.Degradations {
		a := specimen.Degrade(markerPage(), d, rand.New(rand.NewPCG(5, 5)))
		b := specimen.Degrade(markerPage(), d, rand.New(rand.NewPCG(5, 5)))
		c := specimen.Degrade(markerPage(), d, rand.New(rand.NewPCG(6, 5)))
		if !samePage(a, b) {
			t.Errorf("%s: the same seed gives different pages", d)
		}
		if d != specimen.Clean && samePage(a, c) {
			t.Errorf("%s: different seeds give the same page", d)
		}
	}
}

func TestDegradeCopyTurnsSealsGray(t *testing.T) {
	p := specimen.Degrade(markerPage(), specimen.BWCopy, rand.New(rand.NewPCG(5, 5)))
	if got := p.Documents[0].Seals[0].Color; got != "gray" {
		t.Errorf("seal is %q, want gray", got)
	}
	for i := 0; i < len(p.Image.Pix); i += 4 {
		px := p.Image.Pix[i:]
		if px[0] != px[1] || px[1] != px[2] {
			t.Fatalf("pixel %d is coloured: %v", i/4, px[:3])
		}
	}
}

func TestDegradeRotateTurns(t *testing.T) {
	for seed := range uint64(6) {
		q := specimen.Degrade(markerPage(), specimen.Rotate, rand.New(rand.NewPCG(seed, 5))).Documents[0].Region
		angle := math.Abs(math.Atan2(q[1].Y-q[0].Y, q[1].X-q[0].X)) * 180 / math.Pi
		if angle < 60 {
			t.Errorf("seed %d: the page is turned by %.1f°, want a quarter or a half", seed, angle)
		}
	}
}

func BenchmarkDegrade(b *testing.B) {
	page := markerPage()
	for _, d := range specimen.Degradations {
		b.Run(string(d), func(b *testing.B) {
			pixels := 0
			for i := range b.N {
				p := specimen.Degrade(page, d, rand.New(rand.NewPCG(uint64(i), 5)))
				pixels += p.Image.Rect.Dx() * p.Image.Rect.Dy()
			}
			b.ReportMetric(float64(pixels)/1e6/float64(b.N), "Mpx/op")
			b.ReportMetric(float64(b.Elapsed())/float64(time.Millisecond)/float64(b.N), "ms/op")
		})
	}
}
