// Package portrait finds the photographs of holders on papers and makes thumbs
// by which one picture is known again. It knows no faces: whoever compares thumbs
// learns whether two papers bear the same photograph, never whether they show the
// same person.
package portrait

import (
	"encoding/base64"
	"image"
	"slices"

	"github.com/disintegration/imaging"

	"hecha/document"
	"hecha/pipeline/pyramid"
)

// Limits of what is taken for a portrait, as shares of the sheet's longer side
// and of its own box.
const (
	thumbSide       = 400 // pixels of the sheet's longer side while looking for one
	minHeight       = 0.07
	maxHeight       = 0.45
	minAspect       = 0.55 // width by height
	maxAspect       = 0.98
	minFill         = 0.36 // of its box, by what is not paper
	minContrast     = 18   // standard deviation of its brightness, of 255
	darker          = 40   // than the paper, of 255
	openRadius      = 2    // pixels of the thumb: thicker than strokes
	paperPercentile = 85
	borderMargin    = 2 // pixels of the thumb
)

// Find gives the portraits on an upright sheet, the largest first, in its
// pixels.
func Find(sheet *pyramid.Picture) []document.Portrait {
	img := sheet.Full()
	w, h := img.Rect.Dx(), img.Rect.Dy()
	scale := float64(max(w, h)) / thumbSide
	if float64(min(w, h)) < 4*scale {
		return nil
	}
	work := sheet.By(sheet.WorkFactor())
	work = pyramid.Reduce(work, max(1, max(work.Rect.Dx(), work.Rect.Dy())/thumbSide))
	small := imaging.Resize(work, int(float64(w)/scale), int(float64(h)/scale), imaging.Box)
	var found []document.Portrait
	for _, box := range boxes(opened(notPaper(small))) {
		height := float64(box.Dy())
		aspect := float64(box.Dx()) / height
		if height < minHeight*thumbSide || height > maxHeight*thumbSide || aspect < minAspect || aspect > maxAspect || contrast(small, box) < minContrast {
			continue
		}
		at := image.Rect(
			int(float64(box.Min.X)*scale), int(float64(box.Min.Y)*scale), int(float64(box.Max.X)*scale), int(float64(box.Max.Y)*scale),
		).Intersect(img.Rect)
		found = append(found, document.Portrait{
			Thumb: thumb(img.SubImage(at)), Quad: document.Rect(float64(at.Min.X), float64(at.Min.Y), float64(at.Max.X), float64(at.Max.Y)),
		})
	}
	slices.SortStableFunc(found, func(a, b document.Portrait) int { return int(area(b.Quad) - area(a.Quad)) })
	return found
}

func thumb(img image.Image) string {
	small := imaging.Grayscale(imaging.Resize(img, document.PortraitWidth, document.PortraitHeight, imaging.Box))
	gray := make([]byte, document.PortraitWidth*document.PortraitHeight)
	for i := range gray {
		gray[i] = small.Pix[4*i]
	}
	return base64.StdEncoding.EncodeToString(gray)
}

func area(q document.Quad) float64 {
	x0, y0, x1, y1 := q.Bounds()
	return (x1 - x0) * (y1 - y0)
}
