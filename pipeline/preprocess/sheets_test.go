package preprocess_test

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"math"
	"testing"

	"hecha/document"
	"hecha/pipeline/preprocess"
)

var desks = []string{"dark", "blue", "gray", "wood", "cluttered"}

func TestSheetsPaperOnDesk(t *testing.T) {
	poses := []struct{ pitch, yaw, roll, share float64 }{
		{12, 4, 2, 0.75}, {-9, 8, -8, 0.7}, {16, -8, 14, 0.62},
	}
	for _, name := range desks {
		for i, pose := range poses {
			t.Run(fmt.Sprint(name, i), func(t *testing.T) {
				img := desk(name, 1050, 1400, uint64(i))
				want := camera(210, 297, 1050, 1400, pose.pitch, pose.yaw, pose.roll, pose.share)
				lay(img, paper(735, 1040, uint64(i)), want)
				sheets := withoutRest(preprocess.Sheets(throughJPEG(t, img, 85), 0), name)
				if len(sheets) != 1 {
					t.Fatalf("got %d sheets, want 1", len(sheets))
				}
				s := sheets[0]
				if got := iou(s.Region, want); got < 0.97 {
					t.Errorf("region %v, want %v: they share %.3f", s.Region, want, got)
				}
				aspect := float64(s.Image.Rect.Dy()) / float64(s.Image.Rect.Dx())
				if math.Abs(aspect-math.Sqrt2) > 0.03 {
					t.Errorf("height by width is %.3f, want that of A4", aspect)
				}
				if s.Card || s.Rest || s.Quality.CutOff {
					t.Errorf("card %v, rest %v, cut off %v; want none", s.Card, s.Rest, s.Quality.CutOff)
				}
			})
		}
	}
}

// withoutRest drops what remains of a cluttered desk, which may look like
// writing on paper; on a plain desk nothing may remain.
func withoutRest(sheets []preprocess.Sheet, desk string) []preprocess.Sheet {
	if last := len(sheets) - 1; desk == "cluttered" && sheets[last].Rest {
		return sheets[:last]
	}
	return sheets
}

func TestSheetsCardsOnDesk(t *testing.T) {
	for _, name := range desks {
		t.Run(name, func(t *testing.T) {
			img := desk(name, 1000, 1000, 7)
			want := camera(85.6, 54, 1000, 1000, 10, -6, 4, 0.6)
			second := want
			for i := range want {
				want[i].Y -= 235
				second[i].Y += 235
			}
			lay(img, card(600, 1), want)
			lay(img, card(600, 2), second)
			sheets := withoutRest(preprocess.Sheets(throughJPEG(t, img, 85), 0), name)
			if len(sheets) != 2 {
				t.Fatalf("got %d sheets, want 2", len(sheets))
			}
			for i, q := range []document.Quad{want, second} {
				if got := iou(sheets[i].Region, q); got < 0.95 {
					t.Errorf("card %d: region shares %.3f", i, got)
				}
				if !sheets[i].Card {
					t.Errorf("card %d is not taken for a card", i)
				}
				if d := sheets[i].DPI; d < 130 || d > 250 || !sheets[i].Guessed {
					t.Errorf("card %d: %.0f dpi, guessed: %t", i, d, sheets[i].Guessed)
				}
			}
		})
	}
}

// identity tells whether s is the page as it was.
func identity(s preprocess.Sheet, page image.Image) bool {
	return s.ToPage == document.Identity && s.Image.Rect == page.Bounds()
}

func TestSheetsLeavesScansAlone(t *testing.T) {
	table := func(img *image.RGBA) {
		for y := 300; y < 1200; y += 75 {
			rect(img, image.Rect(120, y, 900, y+3), color.RGBA{30, 30, 30, 255})
		}
		for x := 120; x <= 900; x += 195 {
			rect(img, image.Rect(x, 300, x+3, 1200), color.RGBA{30, 30, 30, 255})
		}
	}
	frame := func(img *image.RGBA) {
		b := img.Rect.Inset(70)
		rect(img, b, color.RGBA{170, 60, 50, 255})
		rect(img, b.Inset(24), color.RGBA{250, 240, 226, 255})
		lay(img, paper(700, 900, 3), document.Rect(170, 250, 870, 1150))
	}
	tests := map[string]func() *image.RGBA{
		"text":          func() *image.RGBA { return paper(1050, 1485, 1) },
		"blank":         func() *image.RGBA { return filled(1050, 1485, color.RGBA{250, 250, 250, 255}) },
		"black":         func() *image.RGBA { return filled(1050, 1485, color.RGBA{5, 5, 5, 255}) },
		"tiny":          func() *image.RGBA { return filled(3, 2, color.RGBA{250, 250, 250, 255}) },
		"strip":         func() *image.RGBA { return filled(2000, 1, color.RGBA{250, 250, 250, 255}) },
		"table":         func() *image.RGBA { i := paper(1050, 1485, 2); table(i); return i },
		"printed frame": func() *image.RGBA { i := paper(1050, 1485, 2); frame(i); return i },
		"card fills all": func() *image.RGBA {
			i := filled(1600, 1009, color.RGBA{214, 228, 236, 255})
			lay(i, card(1600, 4), document.Rect(0, 0, 1600, 1009))
			return i
		},
		"header band": func() *image.RGBA {
			i := paper(1050, 1485, 5)
			rect(i, image.Rect(0, 0, 1050, 160), color.RGBA{40, 90, 160, 255})
			return i
		},
		"portrait": func() *image.RGBA {
			i := paper(1050, 1485, 6)
			rect(i, image.Rect(700, 200, 960, 560), color.RGBA{90, 140, 200, 255})
			return i
		},
	}
	for name, draw := range tests {
		t.Run(name, func(t *testing.T) {
			page := throughJPEG(t, draw(), 90)
			sheets := preprocess.Sheets(page, 127)
			if len(sheets) != 1 || !identity(sheets[0], page) {
				t.Fatalf("%d sheets, first %v by %v; want the page as it is", len(sheets), sheets[0].Region, sheets[0].ToPage)
			}
			if sheets[0].DPI != 127 {
				t.Errorf("DPI %v, want that of the page", sheets[0].DPI)
			}
		})
	}
}

func TestSheetsLevelsWriting(t *testing.T) {
	for _, skew := range []float64{-13, -4.2, -0.8, 0.6, 2.5, 9} {
		t.Run(fmt.Sprint(skew), func(t *testing.T) {
			img := filled(1000, 1300, color.RGBA{246, 245, 242, 255})
			want := camera(210, 297, 1000, 1300, 0, 0, skew, 0.7)
			lay(img, paper(700, 990, 9), want)
			sheets := preprocess.Sheets(throughJPEG(t, img, 85), 0)
			if len(sheets) != 1 {
				t.Fatalf("got %d sheets, want 1", len(sheets))
			}
			s := sheets[0]
			if math.Abs(s.Quality.SkewDeg-skew) > 0.25 {
				t.Errorf("skew %.2f, want %.2f", s.Quality.SkewDeg, skew)
			}
			back, _ := s.ToPage.Inverse()
			q := back.MapQuad(want)
			if left := math.Atan2(q[1].Y-q[0].Y, q[1].X-q[0].X) * 180 / math.Pi; math.Abs(left) > 0.3 {
				t.Errorf("%.2f degrees are left", left)
			}
			for _, p := range document.Rect(0, 0, 1000, 1300) {
				if !shows(s, p) {
					t.Errorf("the page's corner %v is lost", p)
				}
			}
		})
	}
}

// Memory that is used again holds no picture that a sheet still shows.
func TestSheetsOutliveTheirPage(t *testing.T) {
	shots := make([]image.Image, 2)
	for i := range shots {
		photo := desk("wood", 1500, 2000, uint64(i+1))
		lay(photo, paper(742, 1050, uint64(i+1)), camera(210, 297, 1500, 2000, 12, 4, 2, 0.75))
		shots[i] = throughJPEG(t, photo, 90)
	}
	shots = append(shots, throughJPEG(t, paper(1240, 1754, 3), 90)) // whole, in its own pixels
	var sheets [][]preprocess.Sheet
	var before [][]byte
	for range 3 {
		for _, shot := range shots {
			s := preprocess.Sheets(shot, 0)
			sheets, before = append(sheets, s), append(before, bytes.Clone(s[0].Image.Pix))
		}
	}
	for i, s := range sheets {
		if !bytes.Equal(s[0].Image.Pix, before[i]) {
			t.Errorf("sheet %d was changed by a later page", i)
		}
		if !bytes.Equal(before[i], before[i%len(shots)]) {
			t.Errorf("sheet %d differs from the same page at first", i)
		}
	}
}
