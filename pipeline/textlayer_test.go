package pipeline

import (
	"testing"

	"hecha/document"
)

func TestLayerVerdict(t *testing.T) {
	layer := []document.Line{
		{Text: "姓名：王小明  性别：男", Quad: document.Rect(100, 100, 500, 140), Confidence: 1},
		{Text: "证书编号 1053 2120 0805 0012 34", Quad: document.Rect(100, 200, 700, 240), Confidence: 1},
	}
	for name, tc := range map[string]struct {
		quad document.Quad
		read string
		want document.Agreement
	}{
		"same":                {document.Rect(190, 102, 260, 138), "王小明", document.Agrees},
		"other name":          {document.Rect(190, 102, 260, 138), "李大伟", document.Differs},
		"spacing is no word":  {document.Rect(210, 202, 700, 240), "105321200805001234", document.Agrees},
		"one digit":           {document.Rect(210, 202, 700, 240), "105321200805001235", document.Differs},
		"no layer there":      {document.Rect(190, 300, 260, 340), "王小明", document.NotAsked},
		"nothing was read":    {document.Rect(190, 102, 260, 138), "：", document.NotAsked},
		"only touches a line": {document.Rect(480, 102, 900, 138), "长沙市", document.NotAsked},
	} {
		t.Run(name, func(t *testing.T) {
			if got, text := layerVerdict(layer, tc.quad, tc.read); got != tc.want {
				t.Errorf("got %d (layer says %q), want %d", got, text, tc.want)
			}
		})
	}
}

func TestHiddenText(t *testing.T) {
	seen := []document.Line{{Text: "王小明", Quad: document.Rect(100, 100, 200, 140)}}
	layer := []document.Line{
		{Text: "王小明", Quad: document.Rect(102, 98, 198, 141)},
		{Text: "本科 2008", Quad: document.Rect(102, 400, 198, 441)},
	}
	if got := hiddenText(layer, seen); got != 6 {
		t.Errorf("%d hidden characters, want 6", got)
	}
	if got := hiddenText(layer[:1], seen); got != 0 {
		t.Errorf("%d hidden characters, want none", got)
	}
}
