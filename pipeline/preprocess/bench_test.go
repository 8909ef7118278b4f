//go:build unix

package preprocess_test

import (
	"image"
	"image/color"
	"syscall"
	"testing"
	"time"

	"hecha/document"
	"hecha/pipeline/preprocess"
)

// onCPU runs f as a benchmark and reports the processor's time beside that of
// the clock, which on a busy machine says little.
func onCPU(b *testing.B, name string, f func()) {
	b.Run(name, func(b *testing.B) {
		before := spent(b)
		for b.Loop() {
			f()
		}
		b.ReportMetric(float64((spent(b)-before).Microseconds())/1000/float64(b.N), "cpu-ms/op")
	})
}

func spent(b *testing.B) time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		b.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// BenchmarkSheets is the whole of Sheets, quality included, on A4 at 300 dpi as
// a JPEG decodes, and on a photo of twelve megapixels.
func BenchmarkSheets(b *testing.B) {
	scan := throughJPEG(b, paper(2480, 3508, 1), 90)
	photo := desk("wood", 3000, 4000, 1)
	lay(photo, paper(1485, 2100, 1), camera(210, 297, 3000, 4000, 12, 4, 2, 0.75))
	shot := throughJPEG(b, photo, 90)
	onCPU(b, "scan", func() { preprocess.Sheets(scan, 300) })
	onCPU(b, "photo", func() { preprocess.Sheets(shot, 0) })
}

// BenchmarkPixels is the single steps on A4 at 300 dpi.
func BenchmarkPixels(b *testing.B) {
	scan := throughJPEG(b, paper(2480, 3508, 1), 90)
	img := preprocess.RGBA(scan)
	rect(img, image.Rect(1500, 2600, 2000, 3100), color.RGBA{210, 70, 70, 255})
	sheet := preprocess.Sheet{Image: img, ToPage: document.Identity}
	seal := []document.Quad{document.Rect(1490, 2590, 2010, 3110)}
	onCPU(b, "RGBA", func() { preprocess.RGBA(scan) })
	onCPU(b, "Measure", func() { preprocess.Measure(img, 300) })
	onCPU(b, "Turn", func() { preprocess.Turn(sheet, 1) })
	onCPU(b, "Warp", func() { preprocess.Warp(img, document.Homography{1, 0.01, 0, 0.01, 1, 0, 0, 0, 1}, 2480, 3508) })
	onCPU(b, "SuppressSeals", func() { preprocess.SuppressSeals(img, seal) })
}
