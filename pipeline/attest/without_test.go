package attest_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"hecha/document"
	"hecha/pipeline/attest"
)

func written(x, y float64, text string, score float64) document.Line {
	return document.Line{Text: text, Confidence: score, Quad: document.Rect(x, y, x+30*float64(len([]rune(text))), y+30)}
}

func texts(lines []document.Line) (all []string) {
	for _, l := range lines {
		all = append(all, l.Text)
	}
	return all
}

func TestWithout(t *testing.T) {
	for name, tc := range map[string]struct{ lines, want []string }{
		"words and who compared":   {[]string{"姓名：样本甲", "与原件核对一致", "核对人：样本乙"}, []string{"姓名：样本甲"}},
		"a number beside words":    {[]string{"430525197409247698复印件与原件一致"}, []string{"430525197409247698复印件与原件一致"}},
		"a contact of a paper":     {[]string{"经办人：样本丙", "与原件一致"}, []string{"经办人：样本丙"}},
		"when it was compared":     {[]string{"二〇一二年七月一日", "与原件一致", "2021年11月7日"}, []string{"二〇一二年七月一日"}},
		"only the paper's date":    {[]string{"与原件一致", "2012年7月1日"}, []string{"2012年7月1日"}},
		"the paper's later date":   {[]string{"与原件一致", "2012年7月1日", "样本", "样本", "样本", "样本", "2013年7月1日"}, []string{"2012年7月1日", "样本", "样本", "样本", "样本", "2013年7月1日"}},
		"compared before issue":    {[]string{"2021年12月8日", "样本", "样本", "样本", "样本", "与原件一致", "2021,11.12"}, []string{"2021年12月8日", "样本", "样本", "样本", "样本"}},
		"no copy":                  {[]string{"核对人：样本乙", "经审核，情况属实"}, []string{"核对人：样本乙", "经审核，情况属实"}},
		"what a paper says itself": {[]string{"经核验，证书信息一致"}, []string{"经核验，证书信息一致"}},
	} {
		t.Run(name, func(t *testing.T) {
			var lines []document.Line
			for i, text := range tc.lines {
				lines = append(lines, written(100, float64(60*i), text, 0.99))
			}
			if diff := cmp.Diff(tc.want, texts(attest.Without(lines))); diff != "" {
				t.Errorf("lines (-want +got):\n%s", diff)
			}
		})
	}
}

func TestWithoutTheSignature(t *testing.T) {
	lines := []document.Line{
		written(100, 0, "样本甲", 0.99), written(100, 300, "2021年1月8日", 0.99), written(400, 300, "样本乙", 0.99),
		written(100, 500, "与原件核对一致", 0.99), written(100, 560, "丙丁", 0.9), written(300, 562, "2021.11.12", 0.9),
	}
	if diff := cmp.Diff([]string{"样本甲", "2021年1月8日", "样本乙"}, texts(attest.Without(lines))); diff != "" {
		t.Errorf("lines (-want +got):\n%s", diff)
	}
}

func TestCovers(t *testing.T) {
	for name, tc := range map[string]struct {
		lines []document.Line
		want  bool
	}{
		"words in white":       {[]document.Line{written(100, 100, "毕业证书", 0.99), written(100, 400, "与原件核对一致", 0.99)}, false},
		"words over a line":    {[]document.Line{written(100, 100, "毕业证书", 0.99), written(160, 115, "与原件核对一致", 0.99)}, true},
		"words run into print": {[]document.Line{written(100, 400, "与原件核对一致", 0.9)}, true},
		"no words":             {[]document.Line{written(100, 100, "毕业证书", 0.9), written(120, 110, "样本", 0.9)}, false},
	} {
		if got := attest.Covers(tc.lines); got != tc.want {
			t.Errorf("%s: %v", name, got)
		}
	}
}

func TestPlaces(t *testing.T) {
	lines := []document.Line{
		written(0, 0, "与原件核对一致", 0.99), written(0, 100, "双印伴马原件6致", 0.45), written(0, 200, "经办人：样本甲", 0.99),
		written(0, 300, "毕业证书", 0.99), written(0, 400, "本证书与原证书具有同等效力", 0.99),
	}
	if diff := cmp.Diff([]document.Quad{lines[0].Quad, lines[1].Quad, lines[2].Quad}, attest.Places(lines)); diff != "" {
		t.Errorf("places (-want +got):\n%s", diff)
	}
}
