package pipeline_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/goccy/go-yaml"
	"github.com/google/go-cmp/cmp"

	"hecha/document"
	"hecha/pipeline"
	"hecha/pipeline/check"
	"hecha/pipeline/evaluate"
	"hecha/pipeline/policy"
	"hecha/specimen"
)

var reviewDay = time.Date(2021, 12, 6, 0, 0, 0, 0, time.UTC)

// perfectly turns drawn papers into what a reader without error would give.
func perfectly(d specimen.DrawnApplication) []document.Result {
	var results []document.Result
	for i, pages := range d.Papers {
		doc := document.Document{Kind: pages[0].Documents[0].Kind, Pages: []int{1}, Fields: map[string]document.Field{}}
		for n, page := range pages {
			truth := page.Documents[0]
			for name, v := range truth.Fields {
				doc.Fields[name] = document.Field{Value: v, Text: v, Confidence: 0.99, Page: n + 1, Sources: []document.Line{{Text: v}}}
			}
			for _, row := range truth.Periods {
				cell := func(name string) document.Field {
					return document.Field{Value: row[name], Text: row[name], Confidence: 0.99, Page: n + 1}
				}
				doc.Periods = append(doc.Periods, document.Period{Start: cell("start"), End: cell("end"), Employer: cell("employer"), Job: cell("job")})
			}
			for _, s := range truth.Seals {
				doc.Seals = append(doc.Seals, document.Seal{Text: s.Text, Inner: s.Inner, Type: s.Type, Color: s.Color, Confidence: 0.95, Page: n + 1})
			}
			doc.Codes = append(doc.Codes, truth.Codes...)
		}
		check.Document(&doc, reviewDay)
		results = append(results, document.Result{SHA256: fmt.Sprint(i), Documents: []document.Document{doc}})
	}
	return results
}

func assess(t *testing.T, split specimen.Split, sort string, seed uint64) evaluate.AssessedApplication {
	t.Helper()
	rules, err := policy.Default()
	if err != nil {
		t.Fatal(err)
	}
	drawn := specimen.DrawApplication(split, sort, seed)
	var app document.Application
	if err := yaml.UnmarshalWithOptions(drawn.YAML, &app, yaml.Strict()); err != nil {
		t.Fatalf("%v\n%s", err, drawn.YAML)
	}
	if mistakes := rules.Mistakes(app); len(mistakes) > 0 {
		t.Fatalf("%s %d: %v", sort, seed, mistakes)
	}
	results := perfectly(drawn)
	return evaluate.AssessedApplication{Results: results, Assessment: pipeline.Assess(rules, app, results, time.Now())}
}

// TestAssessFindsEveryLie plants one lie of every sort in an application that is
// read without error: a finding must name it.
func TestAssessFindsEveryLie(t *testing.T) {
	if testing.Short() {
		t.Skip("draws many papers")
	}
	if err := specimen.CheckFonts(); err != nil {
		t.Fatal(err)
	}
	lies := specimen.Lies()
	if len(lies) < 25 {
		t.Errorf("%d sorts of lies", len(lies))
	}
	for i, lie := range lies {
		a := assess(t, specimen.Tune, lie.Sort, uint64(1000+i))
		list := []evaluate.ExpectedApplication{{Lie: &evaluate.ExpectedLie{Sort: lie.Sort, Codes: lie.Codes, Fields: lie.Fields}}}
		if r := evaluate.MeasureApplications(list, []evaluate.AssessedApplication{a}); r.Lies.Found != 1 {
			t.Errorf("%s is not found among %v", lie.Sort, told(a))
		}
	}
}

// TestAssessAccusesNobody assesses truthful applications that are read without
// error.
func TestAssessAccusesNobody(t *testing.T) {
	if err := specimen.CheckFonts(); err != nil {
		t.Fatal(err)
	}
	for seed := range uint64(3) {
		a := assess(t, specimen.Tune, "", seed)
		if slices.ContainsFunc(told(a), func(s string) bool { return strings.HasPrefix(s, "error") }) {
			t.Errorf("%d: %v", seed, told(a))
		}
		if e := a.Assessment.Eligibility; e.Outcome == document.OutcomeNotMet || len(e.Steps) == 0 {
			t.Errorf("%d: eligibility %s %v", seed, e.Outcome, e.Reasons)
		}
	}
}

func told(a evaluate.AssessedApplication) []string {
	var all []string
	add := func(f document.Finding) {
		if f.Severity != document.SeverityInfo {
			all = append(all, fmt.Sprintf("%s %s %v", f.Severity, f.Code, f.Fields))
		}
	}
	for _, f := range a.Assessment.Findings {
		add(f)
	}
	for _, p := range document.Papers(a.Results) {
		for _, f := range p.Findings {
			add(f)
		}
	}
	return all
}

// TestAssessIsPure: the same arguments give the same assessment, whatever the
// day, because the application names its day of review.
func TestAssessIsPure(t *testing.T) {
	rules, err := policy.Default()
	if err != nil {
		t.Fatal(err)
	}
	app := document.Application{Exam: "yijian", ExamYear: 2020, EducationPath: document.PathRegular, EducationLevel: "本科", ReviewDate: "2021-12-06"}
	results := []document.Result{{SHA256: "a", Documents: []document.Document{{
		Kind: document.CHSIRegistration, Fields: map[string]document.Field{"updated_date": {Value: "2021-10-01"}, "level": {Value: "本科"}},
	}}}}
	first := pipeline.Assess(rules, app, results, time.Now())
	if diff := cmp.Diff(first, pipeline.Assess(rules, app, results, time.Now().AddDate(5, 0, 0))); diff != "" {
		t.Errorf("five years later (-now +then)\n%s", diff)
	}
}

func TestPictures(t *testing.T) {
	results := []document.Result{{SHA256: "aa", Documents: []document.Document{{
		Kind: document.WorkCertificate, Seals: []document.Seal{{ImageHash: ""}, {ImageHash: "5e", Page: 1}},
	}}}}
	var got []string
	for _, p := range pipeline.Pictures("a1", results) {
		got = append(got, fmt.Sprint(p.Application, p.Sort, p.Hash, p.Place.Field))
	}
	if want := []string{"a1fileaa", "a1seal5eseals.1"}; !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
}
