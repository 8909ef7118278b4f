package evaluate_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"hecha/document"
	"hecha/pipeline/evaluate"
)

func TestMeasureApplications(t *testing.T) {
	lie := func(sort, code string, fields ...string) *evaluate.ExpectedLie {
		return &evaluate.ExpectedLie{Sort: sort, Codes: []string{code}, Fields: fields}
	}
	with := func(code string, severity document.Severity, fields ...string) evaluate.AssessedApplication {
		f := []document.Finding{{Code: code, Severity: severity, Fields: fields}}
		return evaluate.AssessedApplication{Assessment: document.Assessment{Findings: f}}
	}
	ofPaper := evaluate.AssessedApplication{Results: []document.Result{{Documents: []document.Document{
		{Findings: []document.Finding{{Code: "work_certificate.overlap", Severity: document.SeverityWarning, Fields: []string{"periods.0.end"}}}},
	}}}}
	list := []evaluate.ExpectedApplication{
		{Dir: "1", Degradation: "scan", Lie: lie("name", "application.name", "name")},
		{Dir: "2", Degradation: "scan", Lie: lie("name", "application.name", "name")},
		{Dir: "3", Degradation: "photo", Lie: lie("name", "application.name", "name")},
		{Dir: "4", Degradation: "photo", Lie: lie("rows", "work_certificate.overlap", "work_start|periods.*")},
		{Dir: "5", Degradation: "photo", Lie: lie("code", "application.code_expired", "verification_code", "updated_date")},
		{Dir: "6", Degradation: "scan", Oddity: "two_jobs"}, {Dir: "7", Degradation: "scan"},
		{Dir: "8", Degradation: "scan", Lie: lie("name", "application.name", "name")},
		{Dir: "9", Degradation: "photo", Lie: &evaluate.ExpectedLie{Sort: "any code", Fields: []string{"employer|seal_text"}}},
		{Dir: "10", Degradation: "photo", Lie: &evaluate.ExpectedLie{Sort: "any code", Fields: []string{"employer|seal_text"}}},
	}
	r := evaluate.MeasureApplications(list, []evaluate.AssessedApplication{
		with("application.name", document.SeverityError, "name"), with("application.name_unclear", document.SeverityWarning, "name"),
		with("application.name", document.SeverityInfo, "name"), ofPaper, with("application.code_expired", document.SeverityWarning, "updated_date"),
		with("application.major", document.SeverityError, "major"), with("application.major_unclear", document.SeverityWarning, "major"),
		{Err: cmpError("unreadable")},
		with("work_certificate.seal_name", document.SeverityWarning, "seal_text"), with("application.name", document.SeverityError, "name"),
	})
	want := evaluate.ApplicationReport{
		Lies:          evaluate.Found{Expected: 7, Found: 4},
		BySort:        map[string]evaluate.Found{"name": {Expected: 3, Found: 2}, "rows": {Expected: 1, Found: 1}, "code": {Expected: 1}, "any code": {Expected: 2, Found: 1}},
		ByDegradation: map[string]evaluate.Found{"scan": {Expected: 2, Found: 2}, "photo": {Expected: 5, Found: 2}},
		Truthful:      evaluate.Found{Expected: 2, Found: 1}, Accusations: map[string]int{"application.major": 1},
		Odd: evaluate.Found{Expected: 1, Found: 1}, Accused: []string{"6 scan two_jobs application.major"}, Missed: []string{"3 name photo", "5 code photo", "10 any code photo"}, Failed: []string{"8"},
	}
	if diff := cmp.Diff(want, r); diff != "" {
		t.Errorf("report (-want +got)\n%s", diff)
	}
	var text strings.Builder
	if err := r.WriteText(&text); err != nil || !strings.Contains(text.String(), "4 of    7") {
		t.Errorf("%v\n%s", err, text.String())
	}
}

// Values are compared with what stands on the papers, and doubts that others settle
// are counted, with those of them that are about a wrong value.
func TestMeasureValues(t *testing.T) {
	doubted := func(v string) document.Field {
		return document.Field{Value: v, Doubt: []document.Doubt{document.DoubtLowConfidence}}
	}
	results := []document.Result{{SHA256: "1", Documents: []document.Document{{Kind: document.Diploma, Fields: map[string]document.Field{
		"name": doubted("样本甲"), "school": doubted("湖南大学"), "major": doubted("土木工理"), "sex": {Value: "男"},
	}}}}}
	paper := document.Papers(results)[0]
	a := evaluate.AssessedApplication{Files: []string{"a.jpg"}, Results: results, Assessment: document.Assessment{Corroborated: []document.Corroboration{
		{Place: paper.Place("name"), By: []document.Place{document.Declared("name")}},
		{Place: paper.Place("major"), By: []document.Place{document.Declared("major")}},
	}}}
	truth := []evaluate.Expected{{File: "a.jpg", Kind: document.Diploma, Truth: evaluate.Truth{Fields: map[string]string{
		"name": "样本甲", "school": "湖南大学", "major": "土木工程", "sex": "男",
	}}}}
	var r evaluate.ApplicationReport
	r.MeasureValues(truth, a)
	if diff := cmp.Diff(evaluate.Doubts{Doubted: 3, Corroborated: 2, Wrong: 1}, r.Doubts); diff != "" {
		t.Errorf("doubts (-want +got)\n%s", diff)
	}
	if diff := cmp.Diff(evaluate.Count{Fields: 4, Right: 3, Wrong: 1, RightDoubted: 2}, r.Values); diff != "" {
		t.Errorf("values (-want +got)\n%s", diff)
	}
}

type cmpError string

func (e cmpError) Error() string { return string(e) }
