package seal

import (
	"image"
	"image/color"
	"image/draw"
	"testing"

	"hecha/document"
)

// What has a colour covers a gray seal as print does, however light it is.
func TestColouredInkCoversGraySeals(t *testing.T) {
	img := image.NewRGBA(image.Rect(0, 0, 120, 120))
	draw.Draw(img, img.Rect, image.White, image.Point{}, draw.Src)
	draw.Draw(img, image.Rect(20, 40, 100, 46), image.NewUniform(color.Gray{200}), image.Point{}, draw.Src)
	draw.Draw(img, image.Rect(20, 60, 100, 66), image.NewUniform(color.RGBA{245, 165, 165, 255}), image.Point{}, draw.Src)
	imp := Impression{Shape: Circle, Color: Gray, Center: document.Point{X: 60, Y: 60}, A: 50, B: 50}
	imp.Quad = imp.quadAt(0)
	c := cut(img, imp)
	at := func(p plane, y int) uint8 { return p.pix[(y+c.page.Min.Y)*p.w+60+c.page.Min.X] }
	if gray, red := at(c.ink, 43), at(c.ink, 63); gray == 0 || red != 0 {
		t.Errorf("ink of the seal: %d of gray, %d of red, want some and none", gray, red)
	}
}
