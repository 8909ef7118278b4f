package raster_test

import (
	"encoding/binary"
	"fmt"
	"image"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"golang.org/x/sys/unix"
)

// grain is paper with the noise of a scanner, which is what makes a scan's JPEG
// as large as it is.
func grain(w, h int) *image.RGBA {
	page := paper(w, h)
	random := rand.New(rand.NewPCG(1, 2))
	img := image.NewRGBA(page.Rect)
	for i, v := range page.Pix {
		noise := uint8(random.UintN(10))
		img.Pix[4*i], img.Pix[4*i+1], img.Pix[4*i+2], img.Pix[4*i+3] = v-noise, v-noise/2, v-noise, 255
	}
	return img
}

// benchmark reads data again and again. Besides the time that passes it reports
// that of the processor, which other programs on the machine do not change.
func benchmark(b *testing.B, data []byte) {
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for range reader.Pages(b.Context(), data) { // compiles PDFium
	}
	start := processorTime(b)
	defer func() {
		b.ReportMetric(float64((processorTime(b)-start).Milliseconds())/float64(b.N), "cpu-ms/op")
	}()
	for b.Loop() {
		for _, err := range reader.Pages(b.Context(), data) {
			if err != nil {
				b.Fatal(err)
			}
		}
	}
}

func processorTime(b *testing.B) time.Duration {
	var used unix.Rusage
	if err := unix.Getrusage(unix.RUSAGE_SELF, &used); err != nil {
		b.Fatal(err)
	}
	return time.Duration(used.Utime.Nano() + used.Stime.Nano())
}

const a4Matrix = "595.2 0 0 841.92 0 0"

func BenchmarkA4JPEG300(b *testing.B) { benchmark(b, encodeJPEG(grain(2480, 3508), 85)) }

func BenchmarkPhotoTurned(b *testing.B) {
	benchmark(b, withEXIF(encodeJPEG(grain(4000, 3000), 85), exif(binary.LittleEndian, 6, 72, true)))
}

func BenchmarkPhotoOf50Megapixels(b *testing.B) { benchmark(b, encodeJPEG(grain(8160, 6120), 80)) }

func BenchmarkA4PNG300(b *testing.B) { benchmark(b, encodePNG(grain(2480, 3508))) }

func BenchmarkScannedPDF(b *testing.B) {
	benchmark(b, scanned(encodeJPEG(grain(2480, 3508), 85), 2480, 3508, a4, a4Matrix, ""))
}

// BenchmarkScannedPDFDrawn is what a scan costs when PDFium has to draw it.
func BenchmarkScannedPDFDrawn(b *testing.B) {
	benchmark(b, append(scanned(encodeJPEG(grain(2480, 3508), 85), 2480, 3508, a4, a4Matrix, ""), "%/Decode["...))
}

func BenchmarkBornDigitalPDF(b *testing.B) {
	lines := make([]string, 35)
	for i := range lines {
		lines[i] = fmt.Sprint(i, strings.Repeat("样本姓名证书编号", 3))
	}
	benchmark(b, born(lines...))
}
