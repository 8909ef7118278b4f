// Command rare finds, for characters that a reader's dictionary may lack, the
// characters that it may take them for: those whose shapes are nearest. It
// prints rare.txt.
//
//	go run ./document/normalize/internal/rare -names "㛃䶮旻…" > document/normalize/rare.txt
//
// A line is a character that readers know, followed by the rare ones that look
// like it. Shapes are compared as blurred bitmaps in a serif and a sans face.
package main

import (
	"flag"
	"fmt"
	"image"
	"log"
	"maps"
	"math"
	"os"
	"slices"

	"golang.org/x/image/font"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/math/fixed"
	"golang.org/x/text/encoding/simplifiedchinese"
)

const (
	side    = 24   // of a bitmap, in pixels
	alike   = 0.80 // least correlation of a pair
	perRare = 3    // characters that one rare character may be taken for
)

func main() {
	names := flag.String("names", "", "rare characters of names outside GB 2312")
	serif := flag.String("serif", "/usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc", "serif face")
	sans := flag.String("sans", "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc", "sans face")
	flag.Parse()
	faces := []font.Face{open(*serif), open(*sans)}
	common, rare := gb2312()
	rare = append(rare, []rune(*names)...)
	known := append(slices.Clone(common), rare...)
	shapes := map[rune][]float64{}
	for _, r := range known {
		shapes[r] = shape(faces, r)
	}
	out := map[rune][]rune{}
	for _, r := range rare {
		for _, c := range nearest(r, known, shapes) {
			out[c] = append(out[c], r)
		}
	}
	for _, c := range slices.Sorted(maps.Keys(out)) {
		slices.Sort(out[c])
		fmt.Printf("%c%s\n", c, string(slices.Compact(out[c])))
	}
}

// gb2312 are the characters of level 1, in everyday use, and of level 2.
func gb2312() (common, rare []rune) {
	decode := simplifiedchinese.GBK.NewDecoder()
	for row := 0xB0; row <= 0xF7; row++ {
		for cell := 0xA1; cell <= 0xFE; cell++ {
			s, err := decode.String(string([]byte{byte(row), byte(cell)}))
			r := []rune(s)
			switch {
			case err != nil || len(r) != 1 || r[0] < 0x4E00 || r[0] > 0x9FA5:
			case row < 0xD8:
				common = append(common, r[0])
			default:
				rare = append(rare, r[0])
			}
		}
	}
	return common, rare
}

func open(path string) font.Face {
	data, err := os.ReadFile(path)
	if err != nil {
		log.Fatal(err)
	}
	collection, err := opentype.ParseCollection(data)
	if err != nil {
		log.Fatal(err)
	}
	f, err := collection.Font(2) // SC
	if err != nil {
		log.Fatal(err)
	}
	face, err := opentype.NewFace(f, &opentype.FaceOptions{Size: side, DPI: 72})
	if err != nil {
		log.Fatal(err)
	}
	return face
}

// shape is the blurred bitmap of r in every face, with mean 0 and length 1.
func shape(faces []font.Face, r rune) []float64 {
	var all []float64
	for _, face := range faces {
		img := image.NewAlpha(image.Rect(0, 0, side, side))
		d := font.Drawer{Dst: img, Src: image.Opaque, Face: face, Dot: fixed.P(0, side*88/100)}
		d.DrawString(string(r))
		all = append(all, blur(img)...)
	}
	mean := 0.0
	for _, v := range all {
		mean += v / float64(len(all))
	}
	length := 0.0
	for i := range all {
		all[i] -= mean
		length += all[i] * all[i]
	}
	for i := range all {
		all[i] /= math.Sqrt(length) + 1e-9
	}
	return all
}

// blur averages three by three pixels: strokes a pixel apart are the same.
func blur(img *image.Alpha) []float64 {
	out := make([]float64, side*side)
	for y := range side {
		for x := range side {
			for dy := -1; dy <= 1; dy++ {
				for dx := -1; dx <= 1; dx++ {
					out[y*side+x] += float64(img.AlphaAt(x+dx, y+dy).A)
				}
			}
		}
	}
	return out
}

// nearest are the characters most like r, best first.
func nearest(r rune, known []rune, shapes map[rune][]float64) []rune {
	type match struct {
		r     rune
		score float64
	}
	var found []match
	own := shapes[r]
	for _, c := range known {
		if c == r {
			continue
		}
		score := 0.0
		for i, v := range shapes[c] {
			score += v * own[i]
		}
		if score >= alike {
			found = append(found, match{c, score})
		}
	}
	slices.SortFunc(found, func(a, b match) int {
		switch {
		case a.score > b.score:
			return -1
		case a.score < b.score:
			return 1
		}
		return int(a.r - b.r)
	})
	var out []rune
	for _, m := range found[:min(len(found), perRare)] {
		out = append(out, m.r)
	}
	return out
}
