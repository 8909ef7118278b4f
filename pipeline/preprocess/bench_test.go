package preprocess_test

import (
	"image/color"
	"testing"

	"hecha/document"
	"hecha/pipeline/preprocess"
)

// BenchmarkSheets is the whole of Sheets, quality included, on A4 at 300 dpi
// as a JPEG decodes.
func BenchmarkSheets(b *testing.B) {
	scan := throughJPEG(b, paper(2480, 3508, 1), 90)
	photo := desk("wood", 3000, 4000, 1)
	lay(photo, paper(1485, 2100, 1), camera(210, 297, 3000, 4000, 12, 4, 2, 0.75))
	shot := throughJPEG(b, photo, 90)
	b.Run("scan", func(b *testing.B) {
		for b.Loop() {
			preprocess.Sheets(scan, 300)
		}
	})
	b.Run("photo", func(b *testing.B) {
		for b.Loop() {
			preprocess.Sheets(shot, 0)
		}
	})
	b.Run("RGBA", func(b *testing.B) {
		for b.Loop() {
			preprocess.RGBA(scan)
		}
	})
}

func BenchmarkTurn(b *testing.B) {
	s := preprocess.Sheet{Image: filled(2480, 3508, color.RGBA{200, 0, 0, 255}), ToPage: document.Identity}
	for b.Loop() {
		preprocess.Turn(s, 1)
	}
}
