package main

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"hecha/document"
	"hecha/pipeline/policy"
)

const declaration = `exam: 一级建造师
exam_year: 2020
level: 考全科
education_path: regular
education_level: 本科
name: 样本甲
registered: true
review_date: 2021-12-06
`

// folder is a folder with an application.yaml and files of the given names.
func folder(t *testing.T, application string, files ...string) string {
	t.Helper()
	dir := t.TempDir()
	if application != "" {
		files = append(files, applicationFile)
	}
	for _, name := range files {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		content := name
		if name == applicationFile {
			content = application
		}
		if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func defaultRules(t *testing.T) *policy.Policy {
	t.Helper()
	p, err := policy.Default()
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestReadApplicationTellsMistakes(t *testing.T) {
	for name, tc := range map[string]struct {
		text string
		want []string
	}{
		"not there":            {"", []string{"application.yaml is not there", "docs/assess.md"}},
		"an unknown key":       {declaration + "birthdate: 3\n", []string{"unknown field", "birthdate"}},
		"a key twice":          {declaration + "name: 样本乙\n", []string{"name"}},
		"a word that is none":  {strings.Replace(declaration, "regular", "regulr", 1), []string{"education_path", "regulr", "party_school"}},
		"a date in words":      {declaration + "graduation_date: 2008年7月1日\n", []string{"graduation_date", "2008-07-01"}},
		"a list where one is":  {declaration + "city: [长沙]\n", []string{"city"}},
		"several at once":      {declaration + "years: 8年\nsex: M\n", []string{"years", "应写作 8", "sex", "男、女"}},
		"years that are words": {strings.Replace(declaration, "2020", "二〇二〇", 1), []string{"exam_year"}},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := readApplication(defaultRules(t), filepath.Join(folder(t, tc.text), applicationFile))
			if err == nil {
				t.Fatal("no error")
			}
			for _, w := range tc.want {
				if !strings.Contains(err.Error(), w) {
					t.Errorf("%v\ndoes not say %q", err, w)
				}
			}
		})
	}
	for text, want := range map[string][]string{
		"subjects: [建设工程经济, 建设工程项目管理]": {"建设工程经济", "建设工程项目管理"}, "subjects: 建设工程经济、建设工程项目管理": {"建设工程经济", "建设工程项目管理"},
		"subjects: 建设工程经济": {"建设工程经济"}, "subjects: ''": nil,
	} {
		app, err := readApplication(defaultRules(t), filepath.Join(folder(t, declaration+text+"\n"), applicationFile))
		if err != nil || !slices.Equal(app.Subjects, want) {
			t.Errorf("%s: %q, %v", text, app.Subjects, err)
		}
	}
	app, err := readApplication(defaultRules(t), filepath.Join(folder(t, declaration), applicationFile))
	if err != nil || app.Registered == nil || !*app.Registered || app.ExamYear != 2020 {
		t.Errorf("read %+v, %v", app, err)
	}
}

// cannedScanner gives every file the documents of its base name.
type cannedScanner map[string][]document.Document

func (c cannedScanner) Scan(_ context.Context, path string) (document.Result, error) {
	name := filepath.Base(path)
	return document.Result{SHA256: "hash of " + name, Documents: c[name]}, nil
}

func canned(kind document.Kind, fields map[string]string) []document.Document {
	d := document.Document{Kind: kind, Pages: []int{1}, Fields: map[string]document.Field{}}
	for name, v := range fields {
		d.Fields[name] = document.Field{Value: v, Confidence: 0.99, Page: 1}
	}
	return []document.Document{d}
}

func TestAssessFolder(t *testing.T) {
	study := map[string]string{
		"name": "样本甲", "level": "本科", "major": "土木工程", "graduation_date": "2008-07-01", "enrollment_date": "2004-09", "study_form": "普通全日制",
	}
	s := cannedScanner{
		"b.jpg": canned(document.CHSIRegistration, study),
		"c.jpg": canned(document.Diploma, map[string]string{"name": "样本丙", "level": "本科", "major": "土木工程", "graduation_date": "2008-07-01"}),
		"w.jpg": canned(document.WorkCertificate, map[string]string{"name": "样本甲", "job": "施工管理", "work_start": "2008-08", "work_end": "至今", "issued_date": "2021-11-20"}),
	}
	dir := folder(t, declaration, "c.jpg", "scans/b.jpg", "w.jpg", ".hidden")
	link := filepath.Join(t.TempDir(), "link")
	if err := os.Symlink(dir, link); err != nil {
		t.Fatal(err)
	}
	dir = link // a folder may be given by a link
	rules := defaultRules(t)
	app, err := readApplication(rules, filepath.Join(dir, applicationFile))
	if err != nil {
		t.Fatal(err)
	}
	a, err := assessFolder(context.Background(), s, 2, rules, app, dir, time.Now())
	if err != nil {
		t.Fatal(err)
	}
	var files []string
	for _, f := range a.Files {
		files = append(files, f.File)
	}
	if diff := cmp.Diff([]string{"c.jpg", "scans/b.jpg", "w.jpg"}, files); diff != "" {
		t.Errorf("files (-want +got)\n%s", diff)
	}
	if a.Assessment.Eligibility.Outcome != document.OutcomeMet {
		t.Errorf("outcome %s, %v", a.Assessment.Eligibility.Outcome, a.Assessment.Eligibility.Reasons)
	}
	var text strings.Builder
	if err := printAssessment(&text, rules, a); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		"一级建造师 2020年", "✗ 资格考试报名表：未交", "✓ 学历查验材料：已交", "各材料上的姓名不一致", "c.jpg 毕业证书 姓名：样本丙",
		"报考条件：符合", "扣除全日制学习（本科）2004-09 至 2008-06", "专业工作年限：要求 3年，材料证明 12年5个月", "排序分",
	} {
		if !strings.Contains(text.String(), want) {
			t.Errorf("%s\ndoes not say %q", text.String(), want)
		}
	}
	if strings.ContainsAny(text.String(), "{}") {
		t.Errorf("a gap is left in\n%s", text.String())
	}
}

// TestAssessAgainst finds a file that another application holds, too, and not
// its own.
func TestAssessAgainst(t *testing.T) {
	rules := defaultRules(t)
	app := document.Application{Exam: "yijian", ExamYear: 2020}
	assessOf := func(files ...string) assessed {
		a, err := assessFolder(context.Background(), cannedScanner{}, 1, rules, app, folder(t, "", files...), time.Now())
		if err != nil {
			t.Fatal(err)
		}
		return a
	}
	data, err := json.Marshal(assessOf("shared.jpg", "theirs.jpg"))
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "other.json")
	if err := os.WriteFile(path, data, 0o644); err != nil {
		t.Fatal(err)
	}
	a := assessOf("mine.jpg", "shared.jpg")
	before := a.Assessment.Risk.Score
	if err := (assessCmd{Against: []string{path}, Dir: "mine"}).compare(rules, &a); err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, f := range a.Assessment.Findings {
		if strings.HasPrefix(f.Code, "archive.") {
			got = append(got, f.Code+" "+f.Places[0].Upload)
		}
	}
	if diff := cmp.Diff([]string{"archive.same_file hash of shared.jpg"}, got); diff != "" {
		t.Errorf("shared (-want +got)\n%s", diff)
	}
	if a.Assessment.Risk.Score <= before {
		t.Errorf("the score stays %g", before)
	}
	if err := os.WriteFile(path, []byte("[]"), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := (assessCmd{Against: []string{path}}).compare(rules, &a); err == nil {
		t.Error("a file that is no assessment is read")
	}
}

// TestAssessmentJSON: lists are [] and never null, names are those of the
// contract.
func TestAssessmentJSON(t *testing.T) {
	rules := defaultRules(t)
	a, err := assessFolder(context.Background(), cannedScanner{}, 1, rules, document.Application{Exam: "yijian", ExamYear: 2020}, folder(t, ""), time.Now())
	if err != nil {
		t.Fatal(err)
	}
	data, err := json.Marshal(a)
	if err != nil {
		t.Fatal(err)
	}
	var top map[string]map[string]any
	if err := json.Unmarshal([]byte(strings.Replace(string(data), `"files":[]`, `"files":{}`, 1)), &top); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"policy", "checklist", "findings", "not_checked", "eligibility", "risk"} {
		if top["assessment"][name] == nil {
			t.Errorf("assessment.%s is missing or null", name)
		}
	}
	for _, name := range []string{"doubted", "steps", "reasons", "special", "total"} {
		if top["assessment"]["eligibility"].(map[string]any)[name] == nil {
			t.Errorf("assessment.eligibility.%s is missing or null", name)
		}
	}
}
