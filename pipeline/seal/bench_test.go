package seal_test

import (
	"image"
	"image/draw"
	"math/rand"
	"testing"

	"hecha/document"
	"hecha/pipeline/pyramid"
	"hecha/pipeline/seal"
	"hecha/specimen"
)

// a4 is a full page of text, with or without a seal at its foot.
func a4(dpi float64, color string) *image.RGBA {
	rng := rand.New(rand.NewSource(1))
	quarter := letter(rng, dpi)
	w, h := int(210/25.4*dpi), int(297/25.4*dpi)
	img := whitePaper(w, h, image.White.C)
	for y := 0; y < h; y += quarter.Rect.Dy() {
		for x := 0; x < w; x += quarter.Rect.Dx() {
			draw.Draw(img, quarter.Rect.Add(image.Pt(x, y)), quarter, image.Point{}, draw.Src)
		}
	}
	if color != "" {
		at := document.Point{X: 0.7 * float64(w), Y: 0.8 * float64(h)}
		specimen.DrawSeal(img, specimen.SealSpec{Text: "湖南样本建筑有限公司", Centre: "star", Color: color}, at, dpi, rng)
	}
	return img
}

func BenchmarkFind(b *testing.B) {
	for _, bb := range []struct {
		name  string
		dpi   float64
		color string
	}{{"red300", 300, "red"}, {"red200", 200, "red"}, {"gray300", 300, "gray"}, {"none200", 200, ""}} {
		b.Run(bb.name, func(b *testing.B) {
			img := a4(bb.dpi, bb.color)
			for b.Loop() {
				seal.Find(pyramid.Of(img), bb.dpi)
			}
		})
	}
}
