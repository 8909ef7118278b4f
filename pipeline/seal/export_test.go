package seal

import (
	"context"
	"image"

	"hecha/document"
	"hecha/pipeline/ocr"
)

func grayOf(p plane) *image.Gray {
	g := image.NewGray(image.Rect(0, 0, p.w, p.h))
	for i, v := range p.pix {
		g.Pix[i] = 255 - v
	}
	return g
}

// Look shows the stages of reading one impression.
func Look(img *image.RGBA, imp Impression, up float64) (images map[string]*image.Gray, centre string) {
	c := cut(img, imp)
	look, solid := firstLook, c.fill
	if imp.Color == Gray {
		look, solid = firstGray, c.ink
	}
	l := findLayout(solid, c.imp, up)
	m := c.middleDisc(l, l.top())
	images = map[string]*image.Gray{"1ink": grayOf(c.ink), "2fill": grayOf(c.fill), "3middle": grayOf(m.ink)}
	images["4ring"] = grayOf(l.track.unwrap(c.fill, 0, 0.68*c.imp.B, 0, l.track.length, int(l.track.length), int(0.68*c.imp.B)))
	centre = m.takeMark()
	for i, s := range look {
		images["5text"+string(rune('a'+i))] = grayOf(c.strip(l, s))
	}
	if code, ok := c.codeStrip(l); ok {
		images["6code"] = grayOf(code)
	}
	for i, line := range m.lines() {
		images["7inner"+string(rune('a'+i))] = grayOf(line)
	}
	return images, centre
}

// ReadWithFeatures is Read, and what the confidence is computed from.
func ReadWithFeatures(ctx context.Context, eng ocr.Engine, img *image.RGBA, imp Impression) (document.Seal, []float64, error) {
	s, e, err := read(ctx, eng, img, imp, 0)
	f := e.features()
	return s, f[:], err
}
