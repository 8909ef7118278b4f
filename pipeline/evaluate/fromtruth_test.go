package evaluate_test

import (
	"strings"
	"testing"
	"time"

	"hecha/document"
	"hecha/pipeline/evaluate"
)

var truthDay = time.Date(2021, 12, 6, 0, 0, 0, 0, time.UTC)

func TestReadTruth(t *testing.T) {
	truth, err := evaluate.Parse([]byte(`[
		{"file":"01","kind":"id_card_portrait","truth":{"name":"样本甲","id_number":"110105194912310020","birth_date":"1949-12-31"}},
		{"file":"02","kind":"work_certificate","truth":{"name":"样本甲","periods":[{"start":"2010-01","end":"至今"}]},
		 "seals":[{"text":"湖南样本建设有限公司","inner":"财务专用章","type":"finance","color":"red"}]}]`))
	if err != nil {
		t.Fatal(err)
	}
	results := evaluate.ReadTruth(truth, evaluate.Noise{}, truthDay)
	if len(results) != 2 || results[0].SHA256 == results[1].SHA256 {
		t.Fatalf("%d results", len(results))
	}
	card, work := results[0].Documents[0], results[1].Documents[0]
	if f := card.Fields["name"]; f.Value != "样本甲" || len(f.Doubt) > 0 {
		t.Errorf("name %+v", f)
	}
	if !has(card, "id_card.check_digit") || !has(work, "work_certificate.seal_type") {
		t.Errorf("findings %v and %v", card.Findings, work.Findings)
	}
	if len(work.Periods) != 1 || work.Periods[0].End.Value != "至今" {
		t.Errorf("periods %+v", work.Periods)
	}
}

func has(d document.Document, code string) bool {
	for _, f := range d.Findings {
		if f.Code == code {
			return true
		}
	}
	return false
}

// TestReadTruthWithNoise reads one value often: about the given share is wrong,
// mostly with a doubt, and the same seed misreads the same.
func TestReadTruthWithNoise(t *testing.T) {
	entry := `{"file":"01","kind":"other","truth":{"number":"106011200805001234"}}`
	truth, err := evaluate.Parse([]byte("[" + strings.Repeat(entry+",", 1999) + entry + "]"))
	if err != nil {
		t.Fatal(err)
	}
	read := func() (wrong, silent, missing int) {
		for _, d := range evaluate.ReadTruth(truth, evaluate.Noise{Misread: 0.1, Seed: 7}, truthDay)[0].Documents {
			f, ok := d.Fields["number"]
			switch {
			case !ok:
				missing++
			case f.Value != "106011200805001234":
				wrong++
				if len(f.Doubt) == 0 {
					silent++
				}
			}
		}
		return wrong, silent, missing
	}
	wrong, silent, missing := read()
	if wrong < 140 || wrong > 250 || silent == 0 || silent > wrong/2 || missing < 60 || missing > 140 {
		t.Errorf("%d wrong, %d of them silent, %d missing of 2000", wrong, silent, missing)
	}
	if a, b, c := read(); a != wrong || b != silent || c != missing {
		t.Error("the same seed misreads otherwise")
	}
}
