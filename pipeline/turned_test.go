package pipeline

import (
	"context"
	"image"
	"strings"
	"testing"

	"hecha/document"
	"hecha/extractors"
	"hecha/pipeline/ocr"
	"hecha/pipeline/preprocess"
)

// row is one line of text, all characters equally sure.
func row(x, y, height float64, text string, score float64) document.Line {
	runes := []rune(text)
	l := document.Line{Text: text, Confidence: score, Quad: document.Rect(x, y, x+height*float64(len(runes)), y+height)}
	for i, r := range runes {
		n := float64(len(runes))
		l.Chars = append(l.Chars, document.Char{Rune: r, Confidence: score, From: float64(i) / n, To: float64(i+1) / n})
	}
	return l
}

// emblemSide is the emblem side of a card on a sheet of 1200 by 800 pixels.
func emblemSide() []document.Line {
	return []document.Line{
		row(400, 120, 60, "中华人民共和国", 0.99), row(380, 220, 90, "居民身份证", 0.99),
		row(200, 520, 40, "签发机关", 0.99), row(420, 520, 40, "长沙市公安局岳麓分局", 0.99),
		row(200, 620, 40, "有效期限", 0.99), row(420, 620, 40, "2015.03.02-2035.03.02", 0.99),
	}
}

// laid is lines of a sheet of 1200 by 800 pixels after quarter turns, moved down.
func laid(lines []document.Line, turns int, down float64) []document.Line {
	lines = preprocess.TurnLines(lines, 1200, 800, turns)
	for i := range lines {
		for k := range lines[i].Quad {
			lines[i].Quad[k].Y += down
		}
	}
	return lines
}

// portraitSide is a few lines of the portrait side, upright.
func portraitSide() []document.Line {
	return []document.Line{
		row(100, 80, 36, "姓名样本", 0.99), row(100, 150, 36, "性别男", 0.99), row(300, 150, 36, "民族汉", 0.99),
		row(100, 220, 36, "出生1990年3月7日", 0.99), row(100, 290, 36, "住址湖南省长沙市岳麓区麓山路1号", 0.99),
		row(100, 560, 36, "公民身份号码", 0.99), row(340, 560, 36, "430104199003070011", 0.99),
	}
}

func TestDocumentsOfPapersThatLieOtherwise(t *testing.T) {
	for turns := 1; turns <= 3; turns++ {
		sheet := extractors.Sheet{Page: 1, Width: 1400, Height: 2100, Lines: append(portraitSide(), laid(emblemSide(), turns, 800)...)}
		var emblem *extractors.Found
		kinds := map[document.Kind]int{}
		for _, f := range documents(sheet) {
			kinds[f.Kind]++
			if f.Kind == document.IDCardEmblem {
				emblem = &f
			}
		}
		if kinds[document.IDCardPortrait] != 1 || emblem == nil || len(kinds) != 2 {
			t.Fatalf("turned %d times: found %v, want both sides", turns, kinds)
		}
		authority := emblem.Fields["issuing_authority"]
		if authority.Value != "长沙市公安局岳麓分局" {
			t.Errorf("turned %d times: authority %q", turns, authority.Value)
		}
		// The place is on the sheet, beginning where reading begins.
		at := len(portraitSide()) + 3
		if want := sheet.Lines[at].Quad; authority.Quad[0].Dist(want[0]) > 1 || authority.Quad[2].Dist(want[2]) > 1 {
			t.Errorf("turned %d times: authority at %v, want %v", turns, authority.Quad, want)
		}
		for _, i := range emblem.Lines {
			if i < len(portraitSide()) {
				t.Errorf("turned %d times: the emblem side claims %q", turns, sheet.Lines[i].Text)
			}
		}
	}
}

// Writing up a margin is no paper of its own.
func TestDocumentsLeaveTurnedRemarksToTheSheet(t *testing.T) {
	remarks := laid([]document.Line{row(0, 0, 30, "此件仅供样本使用", 0.99), row(0, 60, 30, "复印件再次复印无效", 0.99)}, 3, 0)
	sheet := extractors.Sheet{Page: 1, Width: 1400, Height: 2100, Lines: append(portraitSide(), remarks...)}
	found := documents(sheet)
	if len(found) != 1 || found[0].Kind != document.IDCardPortrait {
		t.Errorf("found %d documents, the first %v", len(found), found[0].Kind)
	}
}

// eye reads other lines from a part than from the whole.
type eye struct{ part []document.Line }

func (e eye) Read(_ context.Context, _ ocr.Request) ([]document.Line, error) {
	return append([]document.Line(nil), e.part...), nil
}

func TestReadTurned(t *testing.T) {
	lines := append(portraitSide(), laid(emblemSide(), 2, 800)[3:]...) // titles and a label were not found
	whole := laid(emblemSide(), 2, 0)
	p := &Processor{Config: Config{Engine: eye{whole}}}
	img := image.NewRGBA(image.Rect(0, 0, 1400, 2100))
	got, err := p.readTurned(t.Context(), img, lines)
	if err != nil {
		t.Fatal(err)
	}
	var text []string
	for _, l := range got {
		text = append(text, l.Text)
	}
	if n := strings.Count(strings.Join(text, " "), "长沙市公安局岳麓分局"); n != 1 || len(got) != len(portraitSide())+len(whole) {
		t.Errorf("read %q", text)
	}
	same, err := (&Processor{Config: Config{Engine: eye{whole[:1]}}}).readTurned(t.Context(), img, lines)
	if err != nil || len(same) != len(lines) {
		t.Errorf("a poorer second look is taken: %d lines, %v", len(same), err)
	}
}
