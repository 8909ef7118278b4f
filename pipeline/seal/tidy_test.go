package seal

import (
	"testing"

	"hecha/document"
)

func TestTidy(t *testing.T) {
	for text, want := range map[string]string{
		"湖南样本公司":       "湖南样本公司",
		"样本(集团)公司":     "样本（集团）公司",
		"9-8样本民族学院":    "样本民族学院",
		"样本省社会保障厅2606": "样本省社会保障厅",
		"样本第2工程公司":     "样本第2工程公司",
		"）样本公司（":       "样本公司",
		"，样 本 公　司。":    "样本公司",
		"2021":         "",
	} {
		var chars []document.Char
		for _, r := range text {
			chars = append(chars, document.Char{Rune: r, Confidence: 0.99})
		}
		if got := textOf(tidy(chars)); got != want {
			t.Errorf("%s: got %s, want %s", text, got, want)
		}
	}
}
