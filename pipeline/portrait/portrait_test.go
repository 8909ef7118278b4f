package portrait_test

import (
	"encoding/base64"
	"image"
	"image/color"
	"math"
	"math/rand/v2"
	"testing"

	"hecha/document"
	"hecha/pipeline/portrait"
	"hecha/pipeline/pyramid"
	"hecha/specimen"
)

func TestFindOnPapers(t *testing.T) {
	if err := specimen.CheckFonts(); err != nil {
		t.Fatal(err)
	}
	for _, kind := range []document.Kind{document.IDCardPortrait, document.Diploma, document.CHSIRegistration} {
		clean, again := 0, 0
		const papers = 4
		for seed := range uint64(papers) {
			page := specimen.Draw(kind, specimen.Tune, seed)[0]
			found := portrait.Find(pyramid.Of(page.Image))
			if len(found) != 1 {
				continue
			}
			clean++
			if gray, err := base64.StdEncoding.DecodeString(found[0].Thumb); err != nil || len(gray) != document.PortraitWidth*document.PortraitHeight {
				t.Errorf("%s: a thumb of %d pixels, %v", kind, len(gray), err)
			}
			twice := specimen.DegradeFor(specimen.Tune, page, specimen.JPEG, rand.New(rand.NewPCG(1, 2)))
			again += min(1, len(portrait.Find(pyramid.Of(twice.Image))))
		}
		if clean < papers-1 || again < clean-1 {
			t.Errorf("%s: a portrait found on %d of %d papers, and on %d compressed twice", kind, clean, papers, again)
		}
	}
	if all := portrait.Find(pyramid.Of(specimen.Draw(document.WorkCertificate, specimen.Tune, 2)[0].Image)); len(all) > 0 {
		t.Errorf("%d portraits on a letter", len(all))
	}
}

// TestFindLeavesOutWhatIsNone draws single things on a sheet.
func TestFindLeavesOutWhatIsNone(t *testing.T) {
	for name, tc := range map[string]struct {
		at    image.Rectangle
		shade func(x, y int) uint8
		want  int
	}{
		"a photograph":      {image.Rect(500, 100, 630, 280), waves, 1},
		"a black bar":       {image.Rect(500, 100, 630, 280), func(int, int) uint8 { return 10 }, 0},
		"a wide picture":    {image.Rect(100, 100, 400, 280), waves, 0},
		"a picture of half": {image.Rect(100, 100, 680, 900), waves, 0},
		"a tiny picture":    {image.Rect(100, 100, 125, 135), waves, 0},
		"cut off":           {image.Rect(670, 100, 800, 280), waves, 0},
		"white":             {image.Rect(500, 100, 630, 280), func(int, int) uint8 { return 255 }, 0},
	} {
		img := image.NewRGBA(image.Rect(0, 0, 800, 1130))
		for y := range 1130 {
			for x := range 800 {
				v := uint8(250)
				if image.Pt(x, y).In(tc.at) {
					v = tc.shade(x, y)
				}
				img.SetRGBA(x, y, color.RGBA{v, v, v, 255})
			}
		}
		found := portrait.Find(pyramid.Of(img))
		if len(found) != tc.want {
			t.Errorf("%s: %d portraits, want %d", name, len(found), tc.want)
		}
		for _, f := range found {
			x0, y0, x1, y1 := f.Quad.Bounds()
			if math.Abs(x0-500) > 6 || math.Abs(y0-100) > 6 || math.Abs(x1-630) > 6 || math.Abs(y1-280) > 6 {
				t.Errorf("%s: found at %v", name, f.Quad)
			}
		}
	}
	if len(portrait.Find(pyramid.Of(image.NewRGBA(image.Rect(0, 0, 3, 900))))) > 0 {
		t.Error("a portrait on a line")
	}
}

func waves(x, y int) uint8 { return uint8(100 + 60*math.Sin(float64(x)/15)*math.Sin(float64(y)/20)) }
