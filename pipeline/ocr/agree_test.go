package ocr_test

import (
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"hecha/pipeline/ocr"
)

func TestAgree(t *testing.T) {
	type part struct{ A, B string }
	tests := []struct {
		name  string
		a, b  string
		parts []part
		ratio float64
	}{
		{name: "equal", a: "长沙市", b: "长沙市", ratio: 1},
		{name: "empty", ratio: 1},
		{name: "width and spaces", a: "４３０ X（甲）：", b: "430X(甲):", ratio: 1},
		{name: "marks of one shape", a: "尼格·买买提，二〇〇八", b: "尼格•买买提、二○○八", ratio: 1},
		{name: "digits that look like letters stay apart", a: "10", b: "1O", parts: []part{{"0", "O"}}, ratio: .5},
		{name: "replaced", a: "张伟明同志", b: "张伟朋同志", parts: []part{{"明", "朋"}}, ratio: .8},
		{name: "only the first saw it", a: "张𬭚明", b: "张明", parts: []part{{"𬭚", ""}}, ratio: .8},
		{name: "only the second saw it, at the end", a: "张", b: "张明", parts: []part{{"", "明"}}, ratio: 2. / 3},
		{name: "two places", a: "甲乙丙丁", b: "子乙丑丁", parts: []part{{"甲", "子"}, {"丙", "丑"}}, ratio: .5},
		{name: "nothing in common", a: "甲 乙", b: "丙", parts: []part{{"甲 乙", "丙"}}, ratio: 0},
		{name: "one is empty", a: "", b: "丙", parts: []part{{"", "丙"}}, ratio: 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := ocr.Agree(tt.a, tt.b)
			var parts []part
			for _, d := range got.Differences {
				parts = append(parts, part{tt.a[d.AFrom:d.ATo], tt.b[d.BFrom:d.BTo]})
			}
			if diff := cmp.Diff(tt.parts, parts); diff != "" {
				t.Errorf("differences (-want +got):\n%s", diff)
			}
			if diff := got.Ratio - tt.ratio; diff > 1e-9 || diff < -1e-9 {
				t.Errorf("ratio %v, want %v", got.Ratio, tt.ratio)
			}
		})
	}
}

func FuzzAgree(f *testing.F) {
	f.Add("张𬭚明", "张 明")
	f.Add("", "\xff")
	f.Fuzz(func(t *testing.T, a, b string) {
		if !utf8.ValidString(a) || !utf8.ValidString(b) || len(a)+len(b) > 200 {
			return
		}
		same := ocr.Agree(a, a)
		if len(same.Differences) > 0 || same.Ratio != 1 {
			t.Errorf("%q differs from itself: %+v", a, same)
		}
		last := ocr.Difference{}
		for _, d := range ocr.Agree(a, b).Differences {
			if d.AFrom < last.ATo || d.AFrom > d.ATo || d.ATo > len(a) || d.BFrom < last.BTo || d.BFrom > d.BTo || d.BTo > len(b) {
				t.Fatalf("%q and %q: %+v after %+v", a, b, d, last)
			}
			last = d
		}
	})
}
