package sentence_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"hecha/extractors/internal/sentence"
)

// toy knows animals by name and anything that eats.
var toy = sentence.New([]sentence.Word{
	{Sign: "the", Words: "那只 一只"},
	{Sign: "eats", Words: "吃 吃了 正在吃"},
	{Sign: "and", Words: "和 以及"},
}, []sentence.Value{
	{Sign: "animal", Min: 1, Max: 6, Form: form(map[string]float64{"猫": 0.2, "老鼠": 0.2}, 0.6), After: "the and+0.2 start+0.5", Before: "eats end+0.5 mark+0.5 any+2"},
	{Sign: "food", Min: 1, Max: 6, Form: form(map[string]float64{"鱼": 0.2, "老鼠": 0.3, "米饭": 0.2}, 0.6), After: "eats and+0.2", Before: "any+0.1"},
})

// form is a class with listed values; others cost by their length.
func form(listed map[string]float64, rate float64) func(string) float64 {
	return func(s string) float64 {
		if cost, ok := listed[s]; ok {
			return cost
		}
		if strings.ContainsAny(s, "0123456789") {
			return sentence.Never
		}
		return rate * float64(len([]rune(s)))
	}
}

func read(text []sentence.Rune) []string {
	var out []string
	for _, p := range toy.Parse(text) {
		var b strings.Builder
		for _, r := range text[p.From:p.To] {
			b.WriteRune(r.R)
		}
		out = append(out, p.Sign+" "+b.String())
	}
	return out
}

func TestParse(t *testing.T) {
	tests := []struct {
		name, text string
		want       []string
	}{
		{"roles by place", "那只猫吃老鼠。", []string{"the 那只", "animal 猫", "eats 吃", "food 老鼠"}},
		{"no word before the first", "老鼠正在吃米饭", []string{"animal 老鼠", "eats 正在吃", "food 米饭"}},
		{"unlisted", "那只野狗吃了骨头", []string{"the 那只", "animal 野狗", "eats 吃了", "food 骨头"}},
		{"a look-alike in a word", "一只猫止在吃鱼", []string{"the 一只", "animal 猫", "eats 止在吃", "food 鱼"}},
		{"a line that ends in a word and in a value", "那\n只猫吃米\n饭", []string{"the 那\n只", "animal 猫", "eats 吃", "food 米\n饭"}},
		{"what nothing explains", "7788那只猫，x，吃鱼", []string{"the 那只", "animal 猫", "eats 吃", "food 鱼"}},
		{"nothing", "", nil},
		{"only marks", "，。\n", nil},
	}
	for _, tt := range tests {
		if diff := cmp.Diff(tt.want, read(sentence.Runes(strings.NewReplacer("，", ",").Replace(tt.text)))); diff != "" {
			t.Errorf("%s (-want +got):\n%s", tt.name, diff)
		}
	}
}

func TestRunnerUp(t *testing.T) {
	text := sentence.Runes("那只猫乞鱼")
	text[3].Second = '吃'
	want := []string{"the 那只", "animal 猫", "eats 乞", "food 鱼"}
	if diff := cmp.Diff(want, read(text)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	text = sentence.Runes("一贝猫吃鱼")
	text[1].Second = '只'
	if got := read(text); len(got) == 0 || got[0] != "the 一贝" {
		t.Errorf("read %v", got)
	}
}

// TestMargin tells a value that can only be this one from one that may as well be
// longer.
func TestMargin(t *testing.T) {
	margin := func(text string) float64 {
		for _, p := range toy.Parse(sentence.Runes(text)) {
			if p.Sign == "food" {
				return p.Margin
			}
		}
		t.Fatalf("no food in %s", text)
		return 0
	}
	if sure, unsure := margin("那只猫吃米饭。"), margin("那只猫吃骨头乙。"); sure < 1 || unsure > sure/2 {
		t.Errorf("margins %.2f and %.2f", sure, unsure)
	}
}

func TestUnknownSignPanics(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("a grammar with an unknown sign was prepared")
		}
	}()
	sentence.New(nil, []sentence.Value{{Sign: "a", Min: 1, Form: func(string) float64 { return 0 }, After: "nothing", Before: "any"}})
}

func FuzzParse(f *testing.F) {
	f.Add("那只猫吃老鼠，和米饭。\n")
	f.Fuzz(func(t *testing.T, s string) {
		text := sentence.Runes(s)
		last := 0
		for _, p := range toy.Parse(text) {
			if p.From < last || p.To <= p.From || p.To > len(text) {
				t.Fatalf("piece %+v after %d of %d", p, last, len(text))
			}
			last = p.To
		}
	})
}
