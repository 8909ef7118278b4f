package seal

import "testing"

func TestBeheaded(t *testing.T) {
	for text, want := range map[string]bool{"省人事厅": true, "州财经大学": true, "市中区样本学校": false, "湖南省人事厅": false, "": false} {
		if got := beheaded(read(text, "")); got != want {
			t.Errorf("%s: %v, want %v", text, got, want)
		}
	}
}

// One character that hardly any look saw is not made up for by the others.
func TestFaintest(t *testing.T) {
	places := []choice{{char: '样', votes: ballot{'样': 4.9}}, {votes: ballot{0: 2}}, {char: '本', votes: ballot{'本': 2, '木': 1}}}
	if got := faintest(places, 5); got != 0.4 {
		t.Errorf("faintest of five looks: %g, want 0.4", got)
	}
}
