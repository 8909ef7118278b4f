package attest_test

import (
	"image"
	"image/color"
	"testing"

	"github.com/google/go-cmp/cmp"

	"hecha/document"
	"hecha/pipeline/attest"
)

func at(x, y, h float64, text string) document.Line {
	n := float64(len([]rune(text)))
	return document.Line{Text: text, Confidence: 1, Quad: document.Rect(x, y, x+n*h, y+h)}
}

func press(x, y, d float64, text, color string) document.Seal {
	return document.Seal{Text: text, Color: color, Type: document.SealOfficial, Quad: document.Rect(x, y, x+d, y+d)}
}

func picture(img *image.RGBA) func() *image.RGBA { return func() *image.RGBA { return img } }

// blank is white paper, with ink in the given places.
func blank(ink ...image.Rectangle) *image.RGBA {
	img := image.NewRGBA(image.Rect(0, 0, 1000, 1400))
	for i := range img.Pix {
		img.Pix[i] = 250
	}
	for _, r := range ink {
		for y := r.Min.Y; y < r.Max.Y; y++ {
			for x := r.Min.X; x < r.Max.X; x += 3 {
				img.Set(x, y, color.Gray{Y: 30})
			}
		}
	}
	return img
}

func TestFind(t *testing.T) {
	tests := []struct {
		name                  string
		lines                 []document.Line
		seals                 []document.Seal
		ink                   []image.Rectangle
		text, signature, seal bool
	}{
		{"all three", []document.Line{at(100, 900, 30, "与原件核对一致"), at(110, 950, 26, "核对人：张三")}, []document.Seal{press(200, 880, 200, "长沙样本有限公司", "red")}, nil, true, true, true},
		{"another wording, the name below", []document.Line{at(100, 900, 30, "经核对，与原件相符"), at(140, 945, 30, "李四 2021年12月6日")}, nil, nil, true, true, false},
		{"a sign of handwriting misread", []document.Line{at(100, 900, 30, "与原件核对-致")}, nil, nil, true, false, false},
		{"signed behind the label, unread", []document.Line{at(100, 900, 30, "复印件与原件一致"), at(100, 950, 30, "核对人：")}, nil, []image.Rectangle{image.Rect(240, 950, 320, 978)}, true, true, false},
		{"not signed behind the label", []document.Line{at(100, 900, 30, "复印件与原件一致"), at(100, 950, 30, "核对人：")}, nil, nil, true, false, false},
		{"the words of a notice", []document.Line{at(100, 900, 30, "查询结果与证书不一致的，请持证书原件到校核验"), at(100, 950, 30, "以毕业证书原件为准")}, nil, nil, false, false, false},
		{"a coloured seal beside a gray one", []document.Line{at(100, 100, 30, "毕业证书")}, []document.Seal{press(600, 700, 200, "湖南大学", "gray"), press(300, 1000, 200, "长沙样本有限公司", "red")}, nil, false, false, true},
		{"the school's own seal near the words", []document.Line{at(100, 900, 30, "与原件核对一致")}, []document.Seal{press(200, 880, 200, "湖南大学", "red")}, nil, true, false, false},
		{"the school's seals in ink and on the photograph", []document.Line{at(100, 100, 30, "毕业证书")}, []document.Seal{press(600, 700, 200, "湖南大学", "gray"), press(300, 1000, 200, "湖南大学", "red")}, nil, false, false, false},
		{"words of which a seal hides the rest", []document.Line{at(100, 900, 30, "经核对与"), at(110, 950, 26, "张三")}, []document.Seal{press(200, 880, 200, "长沙样本有限公司", "red")}, nil, true, true, true},
		{"words below a seal, a name with a date", []document.Line{at(220, 950, 26, "张三2021,12,6")}, []document.Seal{press(600, 100, 200, "湖南大学", "gray"), press(200, 880, 200, "长沙样本有限公司", "red")}, nil, false, true, true},
		{"a name above a date", []document.Line{at(220, 950, 26, "张三"), at(225, 985, 26, "2021.12.6")}, []document.Seal{press(600, 100, 200, "湖南大学", "gray"), press(200, 880, 200, "长沙样本有限公司", "red")}, nil, false, true, true},
		{"a name without a date", []document.Line{at(220, 950, 26, "张三")}, []document.Seal{press(600, 100, 200, "湖南大学", "gray"), press(200, 880, 200, "长沙样本有限公司", "red")}, nil, false, false, true},
		{"a name with a date far from the seal", []document.Line{at(220, 150, 26, "张三"), at(220, 190, 26, "2021年12月6日")}, []document.Seal{press(600, 100, 200, "湖南大学", "gray"), press(200, 880, 200, "长沙样本有限公司", "red")}, nil, false, false, true},
		{"who verified a certificate of work", []document.Line{at(100, 900, 30, "核验人：王五")}, nil, nil, false, false, false},
		{"the handler of a certificate of work", []document.Line{at(100, 900, 30, "经办人：王五")}, nil, nil, false, false, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			m := attest.Find(attest.Sheet{Image: picture(blank(tt.ink...)), Page: 1, Lines: tt.lines, Seals: tt.seals, Names: []string{"湖南大学"}})
			got := [3]bool{m.Text != nil, m.Signature != nil, m.Seal != nil}
			if diff := cmp.Diff([3]bool{tt.text, tt.signature, tt.seal}, got); diff != "" {
				t.Errorf("text, signature, seal (-want +got):\n%s", diff)
			}
		})
	}
}

func TestSignatureIsTheName(t *testing.T) {
	m := attest.Find(attest.Sheet{Image: picture(blank()), Page: 2, Lines: []document.Line{at(100, 900, 30, "与原件核对一致"), at(110, 950, 26, "核对人：张三 2021年12月6日")}})
	if m.Signature == nil || m.Signature.Text != "张三" || m.Signature.Page != 2 {
		t.Errorf("signature = %+v", m.Signature)
	}
}

func TestOf(t *testing.T) {
	plain := document.Document{Kind: document.Diploma, Seals: []document.Seal{press(0, 0, 100, "湖南大学", "red")}}
	if c := (attest.Marks{}).Of(plain); c != nil {
		t.Errorf("an original is a copy: %+v", c)
	}
	gray := document.Document{Kind: document.Diploma, Seals: []document.Seal{press(0, 0, 100, "湖南大学", "gray")}, Quality: document.Quality{Grayscale: true}}
	c := (attest.Marks{}).Of(gray)
	if c == nil {
		t.Fatal("a gray paper with a gray seal is no copy")
	}
	if diff := cmp.Diff([]string{attest.SignGraySeal, attest.SignGrayscale}, c.Signs); diff != "" {
		t.Errorf("signs (-want +got):\n%s", diff)
	}
}

// Marks that lie on another sheet of the page come with their places.
func TestMoved(t *testing.T) {
	m := attest.Find(attest.Sheet{Image: picture(blank()), Page: 1, Lines: []document.Line{at(100, 900, 30, "与原件核对一致")}})
	shift := document.Homography{1, 0, 50, 0, 1, -20, 0, 0, 1}
	got := attest.Marks{}.Or(m.Moved(shift))
	want := shift.MapQuad(m.Text.Quad)
	if got.Text == nil || got.Text.Quad != want {
		t.Errorf("text = %+v, want it at %v", got.Text, want)
	}
}
