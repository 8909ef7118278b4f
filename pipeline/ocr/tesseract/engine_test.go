package tesseract_test

import (
	"context"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"hecha/document"
	"hecha/pipeline/ocr"
	"hecha/pipeline/ocr/ocrtest"
	"hecha/pipeline/ocr/tesseract"
)

func TestScratch(t *testing.T) {
	e, err := tesseract.Open(tesseract.Config{})
	if err != nil {
		t.Fatal(err)
	}
	defer e.Close()
	s := ocrtest.NewSheet(t, 1240, 400)
	x := s.Text(ocrtest.Song, 32, 50, 60, 0, "兹证明张伟明同志在我单位从事卫生监督工作")
	x2 := s.Text(ocrtest.Song, 32, 50, 160, 0, "430102198607151234")
	x3 := s.Text(ocrtest.Song, 32, 50, 260, 0, "男")
	quads := []document.Quad{document.Rect(45, 25, float64(x)+5, 75), document.Rect(45, 125, float64(x2)+5, 170), document.Rect(45, 225, float64(x3)+5, 275)}
	for _, cs := range []string{"", "0123456789X"} {
		t0 := time.Now()
		l, err := e.Read(context.Background(), ocr.Request{Image: s.RGBA, Lines: quads, Charset: cs})
		fmt.Println(time.Since(t0), err)
		for _, l := range l {
			fmt.Printf("%q %.2f %.2f\n", l.Text, l.Confidence, l.MinConfidence())
		}
	}
	t0 := time.Now()
	l, err := e.Read(context.Background(), ocr.Request{Image: s.RGBA})
	fmt.Println(time.Since(t0), err)
	for _, l := range l {
		fmt.Printf("%q %.2f %.0f\n", l.Text, l.Confidence, l.Quad)
	}
	rss := func() string {
		b, _ := os.ReadFile("/proc/self/status")
		r := ""
		for _, l := range strings.Split(string(b), "\n") {
			if strings.HasPrefix(l, "VmRSS") || strings.HasPrefix(l, "Threads") {
				r += l + " "
			}
		}
		return r
	}
	for range 4 {
		t0 := time.Now()
		for range 40 {
			e.Read(context.Background(), ocr.Request{Image: s.RGBA, Lines: quads[:2], Charset: "0123456789X"})
		}
		fmt.Println(rss(), time.Since(t0)/80)
	}
}
