package ocrtest

import (
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"os"
	"sync"
	"testing"

	"golang.org/x/image/font"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/math/fixed"
)

// Font is a file that holds the characters of a test.
type Font struct {
	Path  string
	Index int // in a collection
}

// The fonts of the tests, as Debian installs them.
var (
	Song = Font{Path: "/usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc", Index: 2}
	Hei  = Font{Path: "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc", Index: 2}
	Kai  = Font{Path: "/usr/share/fonts/truetype/lxgw-wenkai/LXGWWenKai-Regular.ttf"}
)

// Sheet is a white page that text is drawn on.
type Sheet struct {
	*image.RGBA
	tb testing.TB
}

// NewSheet is an empty sheet of so many pixels.
func NewSheet(tb testing.TB, width, height int) *Sheet {
	img := image.NewRGBA(image.Rect(0, 0, width, height))
	draw.Draw(img, img.Rect, image.White, image.Point{}, draw.Src)
	return &Sheet{RGBA: img, tb: tb}
}

// Text draws s with its baseline starting at (x, y) and returns where it ends.
// Size is the em in pixels; spacing is added after every character.
func (s *Sheet) Text(f Font, size float64, x, y int, spacing float64, text string) int {
	s.tb.Helper()
	face := s.face(f, size)
	defer face.Close()
	d := font.Drawer{Dst: s.RGBA, Src: image.NewUniform(color.Gray{20}), Face: face, Dot: fixed.P(x, y)}
	for _, r := range text {
		d.DrawString(string(r))
		d.Dot.X += fixed.Int26_6(spacing * 64)
	}
	return d.Dot.X.Ceil()
}

var parsed sync.Map // of Font to *opentype.Font

func (s *Sheet) face(f Font, size float64) font.Face {
	s.tb.Helper()
	ot, err := parse(f)
	if err != nil {
		s.tb.Fatalf("font: %v", err)
	}
	face, err := opentype.NewFace(ot, &opentype.FaceOptions{Size: size, DPI: 72, Hinting: font.HintingNone})
	if err != nil {
		s.tb.Fatalf("font %s: %v", f.Path, err)
	}
	return face
}

func parse(f Font) (*opentype.Font, error) {
	if ot, ok := parsed.Load(f); ok {
		return ot.(*opentype.Font), nil
	}
	data, err := os.ReadFile(f.Path)
	if err != nil {
		return nil, err
	}
	c, err := opentype.ParseCollection(data)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", f.Path, err)
	}
	ot, err := c.Font(f.Index)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", f.Path, err)
	}
	parsed.Store(f, ot)
	return ot, nil
}

// Turned is img after so many quarter turns clockwise.
func Turned(img *image.RGBA, turns int) *image.RGBA {
	for range turns & 3 {
		w, h := img.Rect.Dx(), img.Rect.Dy()
		out := image.NewRGBA(image.Rect(0, 0, h, w))
		for y := range h {
			for x := range w {
				copy(out.Pix[out.PixOffset(h-1-y, x):][:4], img.Pix[img.PixOffset(x, y):][:4])
			}
		}
		img = out
	}
	return img
}
