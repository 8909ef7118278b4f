package pipeline

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"hecha/document"
)

func TestNamesBesideASeal(t *testing.T) {
	seal := document.Rect(500, 500, 700, 700)
	at := func(text string, x, y float64) document.Line {
		return document.Line{Text: text, Quad: document.Rect(x, y, x+200, y+20)}
	}
	lines := []document.Line{
		at("兹证明张样本是我单位职工", 100, 100),
		at("单位名称（盖章）：湖南样本工程有限公司", 400, 550),
		at("湖南样本工程有限公司(公章)", 450, 600),
		at("2021年5月17日", 550, 770),
		at("其他", 900, 900),
	}
	want := []string{"单位名称（盖章）：湖南样本工程有限公司", "湖南样本工程有限公司", "湖南样本工程有限公司", "2021年5月17日"}
	if diff := cmp.Diff(want, namesBeside(lines, seal)); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}
