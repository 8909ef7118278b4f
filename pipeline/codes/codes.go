// Package codes finds and decodes the QR codes of a page. It owns the search
// for places worth decoding, so that a page without a code costs next to
// nothing, and leaves the meaning of what it decodes to package check.
package codes

import (
	"fmt"
	"image"

	"github.com/disintegration/imaging"
	"github.com/makiuchi-d/gozxing"
	"github.com/makiuchi-d/gozxing/qrcode"

	"hecha/document"
	"hecha/pipeline/pyramid"
)

// moduleScales are the sizes at which a candidate is tried, largest first
// being rarely better: gozxing needs about 3.5 pixels a module, which a code
// of 25 mm at 150 dpi just misses, and a blurred photo decodes better when it
// is halved.
var moduleScales = []float64{1, 2, 0.5}

// maxEnlarged is the side in pixels up to which a candidate is enlarged: beyond it
// even a code of version 20, which has 97 modules, has had enough pixels before.
const maxEnlarged = 1000

// Find returns the codes on a page, whose bounds start at (0,0), in its pixels.
// Quads are the outline of the place that was decoded, not of the finder
// patterns.
func Find(page *pyramid.Picture) []document.Code {
	var found []document.Code
	for _, r := range candidates(page) {
		text, ok := decodeAt(page.Full(), r)
		if !ok {
			continue
		}
		found = append(found, document.Code{
			Format: gozxing.BarcodeFormat_QR_CODE.String(),
			Text:   text,
			Quad:   document.Rect(float64(r.Min.X), float64(r.Min.Y), float64(r.Max.X), float64(r.Max.Y)),
		})
	}
	return found
}

// decodeAt tries one place at every scale.
func decodeAt(page *image.RGBA, r image.Rectangle) (string, bool) {
	margin := max(r.Dx(), r.Dy()) / 8
	crop := gray(page, r.Inset(-margin).Intersect(page.Rect))
	for _, scale := range moduleScales {
		if scale > 1 && scale*float64(max(crop.Rect.Dx(), crop.Rect.Dy())) > maxEnlarged {
			continue
		}
		img := crop
		if scale != 1 {
			img = oneChannel(imaging.Resize(crop, int(float64(crop.Rect.Dx())*scale), 0, imaging.Linear))
		}
		if text, err := decode(img); err == nil {
			return text, true
		}
	}
	return "", false
}

// gray is the luminance of a part of page, with bounds that start at (0,0).
func gray(page *image.RGBA, part image.Rectangle) *image.Gray {
	out := image.NewGray(image.Rectangle{Max: part.Size()})
	for y := range part.Dy() {
		row := page.Pix[page.PixOffset(part.Min.X, part.Min.Y+y):]
		for x := range part.Dx() {
			out.Pix[y*out.Stride+x] = luma(uint32(row[4*x]), uint32(row[4*x+1]), uint32(row[4*x+2]))
		}
	}
	return out
}

// oneChannel is a picture in gray that imaging made colour of.
func oneChannel(img *image.NRGBA) *image.Gray {
	out := image.NewGray(img.Rect)
	for i := range out.Pix {
		out.Pix[i] = img.Pix[4*i]
	}
	return out
}

var hints = map[gozxing.DecodeHintType]any{gozxing.DecodeHintType_TRY_HARDER: true}

// decode reads one picture, first with one threshold for all of it, then with
// local ones. gozxing can panic on unlucky pixels; that is no code.
func decode(img *image.Gray) (text string, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("decode code: %v", r)
		}
	}()
	source := gozxing.NewLuminanceSourceFromImage(img)
	for _, binarizer := range []gozxing.Binarizer{
		gozxing.NewGlobalHistgramBinarizer(source),
		gozxing.NewHybridBinarizer(source),
	} {
		bitmap, berr := gozxing.NewBinaryBitmap(binarizer)
		if berr != nil {
			return "", berr
		}
		result, derr := qrcode.NewQRCodeReader().Decode(bitmap, hints)
		if derr == nil {
			return result.GetText(), nil
		}
		err = derr
	}
	return "", err
}
