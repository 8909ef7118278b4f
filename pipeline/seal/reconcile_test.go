package seal

import (
	"bytes"
	"encoding/gob"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"hecha/document"
)

// ringOf is a reading of text whose places were clearly read, but for those in
// unsure. Ｘ stands for a place at which most looks saw nothing.
func ringOf(text string, unsure map[int]ballot) Reading {
	r := Reading{Seal: document.Seal{Shape: Circle, Text: strings.ReplaceAll(text, "Ｘ", ""), Confidence: 0.4, Doubt: []document.Doubt{document.DoubtLowConfidence}}}
	for i, c := range []rune(text) {
		if c == 'Ｘ' {
			c = 0
		}
		p := choice{char: c, share: 1, votes: ballot{c: 4}}
		if votes, ok := unsure[i]; ok {
			total := 0.0
			for _, weight := range votes {
				total += weight
			}
			p.share, p.votes = votes[c]/total, votes
		}
		r.places = append(r.places, p)
	}
	return r
}

func TestReconcile(t *testing.T) {
	low, corrected := document.DoubtLowConfidence, document.DoubtCorrected
	type result struct {
		Text, Raw string
		Doubt     []document.Doubt
	}
	seen := map[int]ballot{2: {'车': 2.2, '丰': 0.7}}
	for name, c := range map[string]struct {
		text   string
		unsure map[int]ballot
		names  []string
		want   result
	}{
		"agrees": {"长沙新宇（集团）", nil, []string{"长沙新宇 (集团)"}, result{"长沙新宇（集团）", "", []document.Doubt{}}},
		"seen by one look": {"东营车业公司", seen, []string{"东营丰业公司"},
			result{"东营丰业公司", "东营车业公司", []document.Doubt{low, corrected}}},
		"clearly another character": {"东营车业公司", nil, []string{"东营丰业公司"}, result{"东营车业公司", "", []document.Doubt{low}}},
		"one place of six, not seen by any look": {"东营车业公司", seen, []string{"东营华业公司"},
			result{"东营华业公司", "东营车业公司", []document.Doubt{low, corrected}}},
		"one place of five, not seen by any look": {"东营车公司", seen, []string{"东营华公司"}, result{"东营车公司", "", []document.Doubt{low}}},
		"nearly clear": {"东营车业公司", map[int]ballot{2: {'车': 2.7, '丰': 0.3}}, []string{"东营华业公司"}, result{"东营车业公司", "", []document.Doubt{low}}},
		"looks alike":  {"东营城业公司", nil, []string{"东营诚业公司"}, result{"东营诚业公司", "东营城业公司", []document.Doubt{low, corrected}}},
		"a blur": {"东营车业公司", map[int]ballot{2: {'车': 0.5, '年': 0.4, '库': 0.4}}, []string{"东营华业公司"},
			result{"东营华业公司", "东营车业公司", []document.Doubt{low, corrected}}},
		"another length":     {"东营车业公司", seen, []string{"东营丰业有限公司"}, result{"东营车业公司", "", []document.Doubt{low}}},
		"two names that fit": {"东营车业公司", map[int]ballot{2: {'车': 2, '丰': 1, '华': 1}}, []string{"东营丰业公司", "东营华业公司"}, result{"东营车业公司", "", []document.Doubt{low}}},
		"mostly a blur": {"甲乙丙丁", map[int]ballot{0: {'甲': 0.4, '天': 0.4}, 1: {'乙': 0.4, '天': 0.4}}, []string{"子丑丙丁"},
			result{"甲乙丙丁", "", []document.Doubt{low}}},
		"one place more, seen by a look": {"东营Ｘ业公司", map[int]ballot{2: {0: 2, '丰': 0.9}}, []string{"东营丰业公司"},
			result{"东营丰业公司", "东营业公司", []document.Doubt{low, corrected}}},
		"one place more, seen by none": {"东营业公司", nil, []string{"东营丰业公司"}, result{"东营业公司", "", []document.Doubt{low}}},
		"a speck that some looks saw": {"一东营丰业公司", map[int]ballot{0: {'一': 2, 0: 1}}, []string{"东营丰业公司"},
			result{"东营丰业公司", "一东营丰业公司", []document.Doubt{low, corrected}}},
		"no names": {"东营车业公司", seen, nil, result{"东营车业公司", "", []document.Doubt{low}}},
	} {
		t.Run(name, func(t *testing.T) {
			got := ringOf(c.text, c.unsure).Reconcile(c.names)
			if diff := cmp.Diff(c.want, result{got.Text, got.Raw, got.Doubt}); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}

// Of a ring that was hardly read a name may fill what was lost and leave out what is
// none of it; of one that was read well it may not.
func TestReconcileOfHazyRings(t *testing.T) {
	const name = "常德样本医药连锁有限公司"
	for text, confidence := range map[string]float64{
		"常德样医药连锁有限公司": 0.4, "广常德样本医药连锁有限公司": 0.8, "常德祥本医药连锁有限公司": 0.2,
	} {
		r := ringOf(text, nil)
		r.Seal.Confidence = confidence
		if got := r.Reconcile([]string{name}); got.Text != name || len(got.Doubt) == 0 {
			t.Errorf("%s with confidence %.1f: %s, doubts %v, want the name and a doubt", text, confidence, got.Text, got.Doubt)
		}
		r.Seal.Confidence, r.Seal.Doubt = 0.95, nil
		if got := r.Reconcile([]string{name}); got.Text != text {
			t.Errorf("%s, sure: %s", text, got.Text)
		}
	}
}

// Of two lists the name that fits better is taken.
func TestReconcileTakesTheBestFit(t *testing.T) {
	r := ringOf("常德样本医药连锁有限公司", map[int]ballot{2: {'样': 2, '祥': 1}, 3: {'本': 2, '木': 1}})
	r.Seal.Text = "常德样本医药连锁有限公司"
	if got := r.Reconcile([]string{"常德祥木医药连锁有限公司"}, []string{"常德祥本医药连锁有限公司"}); got.Text != "常德祥本医药连锁有限公司" {
		t.Errorf("got %s, want the name of which one character was misread", got.Text)
	}
}

// A list of likelier names goes before another one, but not before agreement.
func TestReconcileTriesListsInTurn(t *testing.T) {
	r := ringOf("东营车业公司", map[int]ballot{2: {'车': 2, '丰': 1, '华': 1}})
	if got := r.Reconcile([]string{"东营丰业公司"}, []string{"东营华业公司"}); got.Text != "东营丰业公司" {
		t.Errorf("got %s, want the name of the first list", got.Text)
	}
	if got := r.Reconcile([]string{"别的公司"}, []string{"东营华业公司"}); got.Text != "东营华业公司" {
		t.Errorf("got %s, want the name of the second list", got.Text)
	}
	if got := r.Reconcile([]string{"东营丰业公司"}, []string{"东营车业公司"}); got.Text != "东营车业公司" || got.Confidence < agreedConfidence {
		t.Errorf("got %s with confidence %.2f, want what a name agrees with", got.Text, got.Confidence)
	}
}

func TestAgreementMakesSure(t *testing.T) {
	const text = "长沙新宇路桥公司"
	if got := ringOf(text, nil).Reconcile([]string{text}); got.Confidence < agreedConfidence {
		t.Errorf("confidence %.2f after a printed name agreed, want %.2f", got.Confidence, agreedConfidence)
	}
}

// What a gray seal says is sure only where a printed name says it, too.
func TestGraySealsAreDoubted(t *testing.T) {
	const text = "长沙新宇路桥公司"
	for name, doubted := range map[string]bool{text: false, "株洲别的公司": true, "": true} {
		r := ringOf(text, nil)
		r.Seal.Color = Gray
		if got := r.Reconcile([]string{name}); (len(got.Doubt) > 0) != doubted || got.Text != text {
			t.Errorf("printed %q: %q, doubts %v", name, got.Text, got.Doubt)
		}
	}
}

// What is remembered of a seal reconciles as the seal itself does.
func TestReadingSurvivesEncoding(t *testing.T) {
	r := ringOf("长沙新宇路桥公司", map[int]ballot{2: {'车': 2.2, '丰': 0.7}})
	var data bytes.Buffer
	if err := gob.NewEncoder(&data).Encode(r); err != nil {
		t.Fatal(err)
	}
	var again Reading
	if err := gob.NewDecoder(&data).Decode(&again); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(r, again, cmp.AllowUnexported(Reading{}, choice{})); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

// What was corrected into what a look saw is sure where a name agrees; what none saw
// is not.
func TestAgreementWithWhatWasCorrected(t *testing.T) {
	const text = "长沙样本路桥公司"
	for _, c := range []struct {
		votes ballot
		sure  bool
	}{{ballot{'样': 1, '祥': 2}, true}, {ballot{'祥': 3}, false}} {
		r := ringOf(text, map[int]ballot{2: c.votes})
		r.Seal.Doubt = append(r.Seal.Doubt, document.DoubtCorrected)
		if got := r.Reconcile([]string{text}); (len(got.Doubt) == 0) != c.sure {
			t.Errorf("votes %v: doubts %v", c.votes, got.Doubt)
		}
	}
}

func TestReconcileKeepsTheReading(t *testing.T) {
	r := ringOf("长沙新宇路桥公司", nil)
	r.Reconcile([]string{"长沙新宇路桥公司"})
	if diff := cmp.Diff([]document.Doubt{document.DoubtLowConfidence}, r.Seal.Doubt); diff != "" {
		t.Errorf("the reading changed (-want +got)\n%s", diff)
	}
}
