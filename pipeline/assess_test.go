package pipeline_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/goccy/go-yaml"
	"github.com/google/go-cmp/cmp"

	"hecha/document"
	"hecha/pipeline"
	"hecha/pipeline/evaluate"
	"hecha/pipeline/policy"
	"hecha/specimen"
)

var reviewDay = time.Date(2021, 12, 6, 0, 0, 0, 0, time.UTC)

// TestAssessWholeApplications reads applications without error: every sort of lie
// must be named by a finding, and no truthful application accused.
func TestAssessWholeApplications(t *testing.T) {
	if testing.Short() {
		t.Skip("draws many papers")
	}
	rules, err := policy.Default()
	if err != nil {
		t.Fatal(err)
	}
	lies := len(specimen.Lies())
	if lies < 25 {
		t.Errorf("%d sorts of lies", lies)
	}
	dir := t.TempDir()
	o := specimen.Options{Split: specimen.Tune, Seed: 1000, Count: 2 * lies, TruthOnly: true}
	if err := specimen.WriteApplications(context.Background(), dir, o); err != nil {
		t.Fatal(err)
	}
	list, _, err := evaluate.LoadApplications(dir)
	if err != nil {
		t.Fatal(err)
	}
	all := make([]evaluate.AssessedApplication, len(list))
	for i, e := range list {
		all[i] = assessTruth(t, rules, filepath.Join(dir, e.Dir))
		if eligible := all[i].Assessment.Eligibility; e.Lie == nil && (eligible.Outcome == document.OutcomeNotMet || len(eligible.Steps) == 0) {
			t.Errorf("%s: eligibility %s %v", e.Dir, eligible.Outcome, eligible.Reasons)
		}
	}
	r := evaluate.MeasureApplications(list, all)
	if r.Lies.Expected != lies || len(r.Missed) > 0 {
		t.Errorf("of %d lies %d are found, not %v", r.Lies.Expected, r.Lies.Found, r.Missed)
	}
	if r.Truthful.Expected != lies || r.Truthful.Found > 0 {
		t.Errorf("of %d truthful applications %d are accused of %v", r.Truthful.Expected, r.Truthful.Found, r.Accusations)
	}
}

// assessTruth assesses the application in dir by what stands on its papers.
func assessTruth(t *testing.T, rules *policy.Policy, dir string) evaluate.AssessedApplication {
	t.Helper()
	declared, err := os.ReadFile(filepath.Join(dir, "application.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	var app document.Application
	if err := yaml.UnmarshalWithOptions(declared, &app, yaml.Strict()); err != nil {
		t.Fatalf("%v\n%s", err, declared)
	}
	if mistakes := rules.Mistakes(app); len(mistakes) > 0 {
		t.Fatalf("%s: %v", dir, mistakes)
	}
	truth, err := evaluate.LoadApplicationTruth(dir)
	if err != nil {
		t.Fatal(err)
	}
	results := evaluate.ReadTruth(truth, evaluate.Noise{}, reviewDay)
	return evaluate.AssessedApplication{Results: results, Assessment: pipeline.Assess(rules, app, results, reviewDay)}
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
	card := document.Document{
		Kind: document.IDCardPortrait, Fields: map[string]document.Field{"id_number": {Value: "11010519491231002X"}},
		Portrait: &document.Portrait{Thumb: "th", Page: 1}, Sketch: "00ff",
	}
	results := []document.Result{{SHA256: "aa", Documents: []document.Document{
		{Kind: document.WorkCertificate, Seals: []document.Seal{{ImageHash: ""}, {ImageHash: "5e", Page: 1}}},
		card,
		{Kind: document.Diploma, Fields: map[string]document.Field{
			"certificate_number": {Value: "105321200805001234"}, "verification_code": {Value: "A1B2C3D4E5F6G7H8", Doubt: []document.Doubt{document.DoubtFormat}},
		}},
		{Kind: document.Diploma, Fields: map[string]document.Field{"certificate_number": {Value: "91042"}}},
	}}}
	var got []string
	for _, p := range pipeline.Pictures("a1", document.Application{}, results) {
		got = append(got, fmt.Sprint(p.Application, p.Sort, p.Hash, p.Place.Field, p.Holder == "11010519491231002X"))
	}
	want := []string{"a1fileaatrue", "a1seal5eseals.1true", "a1page00fftrue", "a1portraitthportraittrue", "a1numberdiploma 105321200805001234certificate_numbertrue"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("pictures (-want +got)\n%s", diff)
	}
}
