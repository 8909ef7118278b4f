package evaluate_test

import (
	"errors"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"hecha/document"
	"hecha/pipeline/evaluate"
)

func field(value string, confidence float64, doubt ...document.Doubt) document.Field {
	return document.Field{Value: value, Text: value, Confidence: confidence, Page: 1, Doubt: doubt}
}

func doc(kind document.Kind, fields map[string]document.Field) document.Document {
	return document.Document{Kind: kind, Pages: []int{1}, Fields: fields}
}

func reading(file string, docs ...document.Document) evaluate.Reading {
	return evaluate.Reading{File: file, Result: document.Result{Documents: docs}, MS: 100}
}

func entry(file string, kind document.Kind, fields map[string]string) evaluate.Expected {
	return evaluate.Expected{File: file, Kind: kind, Degradation: "scan", Truth: evaluate.Truth{Fields: fields}}
}

func TestParse(t *testing.T) {
	got, err := evaluate.Parse([]byte(`[{"file":"a.jpg","kind":"diploma","degradation":"photo","page":1,
		"region":[[0,0],[2,0],[2,3],[0,3]],"unknown":{"x":1},
		"truth":{"name":"样本","years":7,"length_years":2.50,"subjects":["一","二"],"major":null,"sex":"",
			"seal_text":["甲","乙"],"periods":[{"start":"2001-07","end":null,"job":3}]}},
		{"file":"a.jpg","kind":"id_card_emblem","truth":{"seal_text":"甲"}}]`))
	if err != nil {
		t.Fatal(err)
	}
	want := []evaluate.Expected{
		{
			File: "a.jpg", Kind: document.Diploma, Degradation: "photo", Page: 1, Region: document.Rect(0, 0, 2, 3),
			Truth: evaluate.Truth{
				Fields:  map[string]string{"name": "样本", "years": "7", "length_years": "2.50", "subjects": "一、二", "sex": ""},
				Seals:   []string{"甲", "乙"},
				Periods: []map[string]string{{"start": "2001-07", "job": "3"}},
			},
		},
		{File: "a.jpg", Kind: document.IDCardEmblem, Truth: evaluate.Truth{Fields: map[string]string{}, Seals: []string{"甲"}}},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("Parse (-want +got):\n%s", diff)
	}
}

func TestParseRefuses(t *testing.T) {
	for _, bad := range []string{"", "{}", `[{"kind":"diploma"}]`, `[{"file":"a","truth":[]}]`, `[{"file":"a","region":[1]}]`} {
		if got, err := evaluate.Parse([]byte(bad)); err == nil {
			t.Errorf("Parse(%q) = %v, want an error", bad, got)
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add([]byte(`[{"file":"a.jpg","kind":"diploma","truth":{"name":"样本","years":7,"seal_text":["甲"],"periods":[{"start":1}]}}]`))
	f.Add([]byte(`[{"file":"a","truth":{"periods":[1,null],"seal_text":null}}]`))
	f.Fuzz(func(_ *testing.T, data []byte) {
		all, err := evaluate.Parse(data)
		if err != nil {
			return
		}
		evaluate.Measure(all, nil)
	})
}

func TestFiles(t *testing.T) {
	dir := t.TempDir()
	truth := `[{"file":"b/2.jpg"},{"file":"1.jpg"},{"file":"b/2.jpg"}]`
	if err := os.WriteFile(filepath.Join(dir, evaluate.TruthFile), []byte(truth), 0o600); err != nil {
		t.Fatal(err)
	}
	got, err := evaluate.Files(dir)
	if err != nil {
		t.Fatal(err)
	}
	want := []string{filepath.Join(dir, "b", "2.jpg"), filepath.Join(dir, "1.jpg")}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("Files (-want +got):\n%s", diff)
	}
	if _, err := evaluate.Files(t.TempDir()); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("Files of an empty folder: %v, want ErrNotExist", err)
	}
}

func TestMeasureCountsFields(t *testing.T) {
	truth := []evaluate.Expected{entry("a", document.Diploma, map[string]string{
		"right": "1", "doubted": "2", "wrong": "3", "doubtedWrong": "4", "missing": "5", "announced": "6", "absent": "",
	})}
	d := doc(document.Diploma, map[string]document.Field{
		"right": field("1", 1), "doubted": field("2", 0.5, document.DoubtFormat), "wrong": field("x", 0.9),
		"doubtedWrong": field("y", 0.2, document.DoubtEngines), "surplus": field("z", 0.9),
	})
	d.Findings = []document.Finding{{Code: "field.missing", Severity: document.SeverityInfo, Fields: []string{"announced"}}}
	got := evaluate.Measure(truth, []evaluate.Reading{reading("a", d)})
	want := evaluate.Count{Fields: 7, Right: 3, Wrong: 2, Missing: 2, SilentWrong: 1, SilentMiss: 1, RightDoubted: 1}
	if diff := cmp.Diff(want, got.All); diff != "" {
		t.Errorf("All (-want +got):\n%s", diff)
	}
	if got.Extra != 1 {
		t.Errorf("Extra = %d, want 1", got.Extra)
	}
	for name, c := range map[string]evaluate.Count{
		"kind": got.ByKind["diploma"], "degradation": got.ByDegradation["scan"],
	} {
		if diff := cmp.Diff(want, c); diff != "" {
			t.Errorf("by %s (-want +got):\n%s", name, diff)
		}
	}
	if diff := cmp.Diff(evaluate.Count{Fields: 1, Wrong: 1, SilentWrong: 1}, got.ByField["diploma/wrong"]); diff != "" {
		t.Errorf("by field (-want +got):\n%s", diff)
	}
	rates := []float64{got.All.Exact(), got.All.Silent(), got.All.SilentAll(), got.All.Doubt()}
	if diff := cmp.Diff([]float64{3. / 7, 1. / 7, 2. / 7, 1. / 3}, rates); diff != "" {
		t.Errorf("rates (-want +got):\n%s", diff)
	}
	var order []string
	for _, m := range got.Mistakes {
		order = append(order, m.Field)
	}
	if diff := cmp.Diff([]string{"wrong", "missing", "doubtedWrong", "announced"}, order); diff != "" {
		t.Errorf("mistakes (-want +got):\n%s", diff)
	}
}

func TestMeasureSignsOfWhatIsMissing(t *testing.T) {
	truth := []evaluate.Expected{entry("a", document.Diploma, map[string]string{"name": "1"})}
	empty := doc(document.Diploma, nil)
	warned, informed := empty, empty
	warned.Findings = []document.Finding{{Code: "c", Severity: document.SeverityWarning}}
	informed.Findings = []document.Finding{{Code: "c", Severity: document.SeverityInfo}}
	problem := reading("a")
	problem.Result.Problem = &document.Problem{Code: "encrypted"}
	tests := map[string]struct {
		reading evaluate.Reading
		silent  int
	}{
		"nothing said":              {reading("a", empty), 1},
		"no document":               {reading("a"), 1},
		"not read":                  {evaluate.Reading{File: "other"}, 1},
		"warning about the whole":   {reading("a", warned), 0},
		"information about nothing": {reading("a", informed), 1},
		"problem":                   {problem, 0},
		"doubted empty field":       {reading("a", doc(document.Diploma, map[string]document.Field{"name": field("", 0, document.DoubtPartial)})), 0},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			got := evaluate.Measure(truth, []evaluate.Reading{tt.reading}).All
			want := evaluate.Count{Fields: 1, Missing: 1, SilentMiss: tt.silent}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestMeasureMatchesDocuments(t *testing.T) {
	at := func(e evaluate.Expected, q document.Quad) evaluate.Expected { e.Region, e.Page = q, 1; return e }
	in := func(d document.Document, q document.Quad) document.Document { d.Region = q; return d }
	up, low := document.Rect(0, 0, 100, 50), document.Rect(0, 60, 100, 110)
	inPDF := func(e evaluate.Expected) evaluate.Expected { e.File = "f.pdf"; return e }
	a := entry("f", document.IDCardPortrait, map[string]string{"name": "甲"})
	b := entry("f", document.IDCardPortrait, map[string]string{"name": "乙"})
	named := func(kind document.Kind, name string) document.Document {
		return doc(kind, map[string]document.Field{"name": field(name, 1)})
	}
	type result struct{ right, kinds, spurious int }
	tests := map[string]struct {
		truth []evaluate.Expected
		got   []document.Document
		want  result
	}{
		"by values": {[]evaluate.Expected{a, b}, []document.Document{named(a.Kind, "乙"), named(a.Kind, "甲")}, result{2, 2, 0}},
		"by place":  {[]evaluate.Expected{at(a, up), at(b, low)}, []document.Document{in(named(a.Kind, "丙"), low), in(named(a.Kind, "甲"), up)}, result{1, 2, 0}},
		"not by place in a PDF": {
			[]evaluate.Expected{inPDF(at(a, up)), inPDF(at(b, low))},
			[]document.Document{in(named(a.Kind, "甲"), low), in(named(a.Kind, "丙"), up)}, result{1, 2, 0},
		},
		"kind before values":  {[]evaluate.Expected{a}, []document.Document{named(document.Other, "甲"), named(a.Kind, "丙")}, result{0, 1, 1}},
		"alone with the kind": {[]evaluate.Expected{a}, []document.Document{named(document.Other, "丙")}, result{0, 0, 0}},
		"across kinds":        {[]evaluate.Expected{a, b}, []document.Document{named(document.Other, "乙")}, result{1, 0, 0}},
		"none shares":         {[]evaluate.Expected{a, b}, []document.Document{named(document.Other, "丙")}, result{0, 0, 1}},
		"one too many":        {[]evaluate.Expected{a}, []document.Document{named(a.Kind, "甲"), named(a.Kind, "甲")}, result{1, 1, 1}},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			r := evaluate.Measure(tt.truth, []evaluate.Reading{reading(tt.truth[0].File, tt.got...)})
			got := result{r.All.Right, r.Kinds.Right, r.Kinds.Spurious}
			if got != tt.want {
				t.Errorf("got %+v, want %+v", got, tt.want)
			}
		})
	}
}

func TestMeasureConfusions(t *testing.T) {
	truth := []evaluate.Expected{
		entry("a", document.Diploma, nil), entry("b", document.Diploma, nil), entry("c", document.Diploma, nil), entry("d", document.Diploma, nil),
	}
	r := evaluate.Measure(truth, []evaluate.Reading{
		reading("a", doc(document.Diploma, nil)), reading("b", doc(document.Other, nil)), reading("c", doc(document.Other, nil)), reading("d"),
	})
	want := evaluate.Kinds{Expected: 4, Right: 1, Confusions: []evaluate.Confusion{
		{Want: document.Diploma, Got: document.Other, N: 2}, {Want: document.Diploma, Got: "none", N: 1},
	}}
	if diff := cmp.Diff(want, r.Kinds); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestMeasurePeriods(t *testing.T) {
	e := entry("a", document.WorkCertificate, nil)
	e.Truth.Periods = []map[string]string{{"start": "2001-07", "employer": "甲"}, {"start": "2005-01"}}
	d := doc(document.WorkCertificate, nil)
	d.Periods = []document.Period{{Start: field("2001-07", 1), Employer: field("乙", 1)}}
	got := evaluate.Measure([]evaluate.Expected{e}, []evaluate.Reading{reading("a", d)}).ByField
	want := map[string]evaluate.Count{
		"work_certificate/periods.start":    {Fields: 2, Right: 1, Missing: 1, SilentMiss: 1},
		"work_certificate/periods.employer": {Fields: 1, Wrong: 1, SilentWrong: 1},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestMeasureSealsAndCodes(t *testing.T) {
	e := entry("a", document.WorkCertificate, nil)
	e.Seals = []evaluate.ExpectedSeal{{Text: "甲", Color: "red"}, {Text: "乙", Color: "gray"}, {Text: "丙", Color: "gray"}, {Color: "red"}, {Text: "己", Color: "blue"}}
	e.Codes = []evaluate.ExpectedCode{{"QR_CODE", "1"}, {"QR_CODE", "2"}}
	d := doc(e.Kind, nil)
	doubt := []document.Doubt{document.DoubtLowConfidence}
	d.Seals = []document.Seal{{Text: "甲", Doubt: doubt}, {Text: "丁", Confidence: 0.7}, {Text: "戊", Doubt: doubt}, {}, {Text: "甲"}}
	d.Codes = []document.Code{{Text: "2"}}
	r := evaluate.Measure([]evaluate.Expected{e}, []evaluate.Reading{reading("a", d)})
	want := map[string]evaluate.Hits{"color": {Expected: 2, Exact: 1, Doubted: 1, Unread: 1}, "gray": {Expected: 2, Silent: 1}}
	if diff := cmp.Diff(want, r.Seals); diff != "" {
		t.Errorf("seals (-want +got):\n%s", diff)
	}
	if r.SpareSeals != 1 || len(r.SealErrors) != 3 || r.SealErrors[0].Got != "丁" {
		t.Errorf("spare %d, mistakes %+v", r.SpareSeals, r.SealErrors)
	}
	if diff := cmp.Diff(evaluate.Hits{Expected: 2, Exact: 1}, r.Codes); diff != "" {
		t.Errorf("codes (-want +got):\n%s", diff)
	}
}

func TestMeasureSealTextAlone(t *testing.T) {
	e := entry("a", document.WorkCertificate, nil)
	e.Degradation, e.Truth.Seals = "bw_copy", []string{"甲"}
	d := doc(e.Kind, nil)
	d.Seals = []document.Seal{{Text: "甲"}}
	r := evaluate.Measure([]evaluate.Expected{e}, []evaluate.Reading{reading("a", d)})
	if diff := cmp.Diff(evaluate.Hits{Expected: 1, Exact: 1}, r.Seals["gray"]); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestMeasureReliability(t *testing.T) {
	truth := []evaluate.Expected{entry("a", document.Diploma, map[string]string{"a": "1", "b": "2", "c": "3", "d": "4"})}
	d := doc(document.Diploma, map[string]document.Field{"a": field("1", 1), "b": field("2", 0.9), "c": field("x", 0.25)})
	got := evaluate.Measure(truth, []evaluate.Reading{reading("a", d)}).Reliability
	if diff := cmp.Diff(evaluate.Bin{From: 0.9, N: 2, Mean: 0.95, Right: 1}, got.Bins[9]); diff != "" {
		t.Errorf("last bin (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(evaluate.Bin{From: 0.2, N: 1, Mean: 0.25}, got.Bins[2]); diff != "" {
		t.Errorf("third bin (-want +got):\n%s", diff)
	}
	if want := (0.1 + 0.25) / 3; math.Abs(got.ECE-want) > 1e-9 {
		t.Errorf("ECE %v, want %v", got.ECE, want)
	}
	if want := (0.01 + 0.0625) / 3; math.Abs(got.Brier-want) > 1e-9 {
		t.Errorf("Brier %v, want %v", got.Brier, want)
	}
}

func TestMeasureTime(t *testing.T) {
	e := entry("a", document.Diploma, nil)
	e.Pages = 3
	r := reading("a")
	r.Result.TimingMS = map[string]float64{"ocr": 60}
	got := evaluate.Measure([]evaluate.Expected{e, entry("b", document.Diploma, nil)},
		[]evaluate.Reading{r, {File: "b", Err: os.ErrNotExist, MS: 5}, reading("stranger")})
	want := evaluate.Time{Pages: 3, MSPerPage: 100. / 3, Median: 100, P95: 100, Stages: map[string]float64{"ocr": 20}}
	if diff := cmp.Diff(want, got.Time); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if got.Unread != 1 || got.Files != 2 {
		t.Errorf("files %d unread %d, want 2 and 1", got.Files, got.Unread)
	}
}

func TestIoU(t *testing.T) {
	a := document.Rect(0, 0, 100, 100)
	for name, tt := range map[string]struct {
		b    document.Quad
		want float64
	}{
		"itself": {a, 1},
		"half":   {document.Rect(0, 0, 100, 50), 0.5},
		"third":  {document.Rect(50, 0, 150, 100), 1. / 3},
		"apart":  {document.Rect(200, 0, 300, 100), 0},
		"turned": {document.Quad{{X: 50, Y: -20}, {X: 120, Y: 50}, {X: 50, Y: 120}, {X: -20, Y: 50}}, 8200. / 11600},
		"empty":  {document.Quad{}, 0},
	} {
		if got := evaluate.IoU(a, tt.b); math.Abs(got-tt.want) > 0.01 {
			t.Errorf("%s: IoU = %.3f, want %.3f", name, got, tt.want)
		}
	}
}

func TestWriteText(t *testing.T) {
	truth := []evaluate.Expected{entry("a.jpg", document.Diploma, map[string]string{"name": "样本甲"})}
	d := doc(document.Diploma, map[string]document.Field{"name": field("样本乙", 0.99)})
	r := evaluate.Measure(truth, []evaluate.Reading{reading("a.jpg", d)})
	var b strings.Builder
	if err := r.WriteText(&b, -1); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"1 files, 1 pages, 1 documents, 1 fields", "1 (100.00 %)", "diploma/name", "样本甲", "样本乙", "SILENT", "100 ms a page"} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("%q is missing from:\n%s", want, b.String())
		}
	}
}
