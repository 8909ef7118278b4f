package ppocr

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"hecha/document"
)

// table builds scores from the share of each class that is not blank, step by
// step.
func table(classes int, steps ...map[int]float32) []float32 {
	var scores []float32
	for _, s := range steps {
		row := make([]float32, classes)
		row[0] = 1
		for class, p := range s {
			row[class] = p
			row[0] -= p
		}
		scores = append(scores, row...)
	}
	return scores
}

func TestDecode(t *testing.T) {
	dict := dictionary{"", "张", "明", "铭", "1", "，", " "}
	type char struct {
		Rune, Second rune
		Confidence   float64
	}
	blank := map[int]float32{}
	tests := []struct {
		name    string
		allowed []int32
		steps   []map[int]float32
		noInk   bool
		want    []char
	}{
		{name: "nothing", steps: []map[int]float32{blank, blank}},
		{name: "a run is one character, with its best step's score",
			steps: []map[int]float32{blank, {1: .75}, {1: .875}, blank, {2: .5, 3: .25}, blank},
			want:  []char{{'张', 0, .875}, {'明', '铭', .5}}},
		{name: "the same character twice, a blank between",
			steps: []map[int]float32{{4: 1}, blank, {4: 1}},
			want:  []char{{'1', 0, 1}, {'1', 0, 1}}},
		{name: "the blank wins, but not clearly",
			steps: []map[int]float32{{1: 1}, blank, blank, {3: .25, 2: .0625}, blank, blank, {2: 1}},
			want:  []char{{'张', 0, 1}, {'铭', 0, .25}, {'明', 0, 1}}},
		{name: "the edge of a character is no character",
			steps: []map[int]float32{{1: 1}, {3: .25}, blank, blank, blank, {2: 1}}, noInk: true,
			want: []char{{'张', 0, 1}, {'明', 0, 1}}},
		{name: "a faint comma is nothing",
			steps: []map[int]float32{{1: 1}, blank, blank, {5: .25}, blank, blank, {2: 1}}, noInk: true,
			want: []char{{'张', 0, 1}, {'明', 0, 1}}},
		{name: "ink between two characters that was not read",
			steps: []map[int]float32{{1: 1}, blank, blank, {3: .03125}, blank, blank, {2: 1}},
			want:  []char{{'张', 0, .5}, {'明', 0, .5}}},
		{name: "only what is allowed", allowed: []int32{0, 4},
			steps: []map[int]float32{{1: .875, 4: .125}, blank},
			want:  []char{{'1', 0, .125}}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			// Three steps to the em, as many columns of ink as pixels.
			n := len(tt.steps)
			c := ctc{dict: dict, sayable: sayable{allowed: tt.allowed}, steps: n, used: 1, aspect: float64(n) / 3 * emHeight}
			ink := make([]bool, int(c.aspect*48))
			for i := range ink {
				ink[i] = !tt.noInk
			}
			line := c.line(table(len(dict), tt.steps...), document.Rect(0, 0, 100, 20), ink)
			var got []char
			for _, ch := range line.Chars {
				second := ch.Second
				if ch.SecondConfidence == 0 {
					second = 0
				}
				got = append(got, char{ch.Rune, second, ch.Confidence})
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("characters (-want +got):\n%s", diff)
			}
		})
	}
}

// Who asks for candidates is told what else an unsure place may say, the likeliest first.
func TestFurtherCandidates(t *testing.T) {
	dict := dictionary{"", "张", "明", "铭", "1", "，", " "}
	steps := []map[int]float32{{}, {2: .5, 3: .25, 1: .0625, 4: .125}, {}, {1: .9375, 3: .0625}, {}}
	for _, tt := range []struct {
		sayable
		want []document.Candidate
	}{
		{sayable{}, nil},
		{sayable{candidates: 1}, []document.Candidate{{Rune: '1', Confidence: .125}}},
		{sayable{candidates: 5}, []document.Candidate{{Rune: '1', Confidence: .125}, {Rune: '张', Confidence: .0625}}},
		{sayable{allowed: []int32{0, 1, 2, 3}, candidates: 5}, []document.Candidate{{Rune: '张', Confidence: .0625}}},
	} {
		c := ctc{dict: dict, sayable: tt.sayable, steps: len(steps), used: 1, aspect: 2}
		chars := c.line(table(len(dict), steps...), document.Rect(0, 0, 100, 20), make([]bool, 96)).Chars
		if len(chars) != 2 || chars[1].Further != nil {
			t.Fatalf("characters %+v, want two, the second sure", chars)
		}
		if diff := cmp.Diff(tt.want, chars[0].Further); diff != "" {
			t.Errorf("%+v (-want +got):\n%s", tt.sayable, diff)
		}
	}
}
