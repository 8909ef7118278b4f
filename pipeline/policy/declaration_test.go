package policy_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"hecha/document"
	"hecha/pipeline/policy"
)

// What a person types is understood where it can be.
func TestCanonical(t *testing.T) {
	got := policy.Canonical(document.Application{
		Name: " 样本 甲", IDNumber: "11010519491231002x", GraduationDate: "2008年7月1日", WorkStart: "2009.3", Years: "8年", LengthYears: "四年制", CertificateNumber: "早些年",
	})
	want := document.Application{
		Name: "样本甲", IDNumber: "11010519491231002X", GraduationDate: "2008-07-01", WorkStart: "2009-03", Years: "8", LengthYears: "4", CertificateNumber: "早些年",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

// Everything that a candidate can choose is sorted as it says.
func TestPlacesToChooseFrom(t *testing.T) {
	want := map[string]string{"湖南省": "hunan", "广西壮族自治区": "other_province", "北京市": "other_province", "香港": "hk_macao_taiwan", "其他国家": "abroad"}
	places := policy.Places()
	if len(places) != 31+4 || places[0] != "湖南省" {
		t.Fatalf("places %v", places)
	}
	for _, place := range places {
		if sort, ok := want[place]; ok && policy.PlaceClass(place) != sort {
			t.Errorf("%s is taken for %s", place, policy.PlaceClass(place))
		}
		delete(want, place)
	}
	if len(want) > 0 {
		t.Errorf("nobody can choose %v", want)
	}
}

func TestMistakes(t *testing.T) {
	good := document.Application{
		Exam: "yijian", ExamYear: 2020, EducationPath: document.PathRegular, EducationLevel: "本科", Name: "样本甲", Sex: "男", BirthDate: "1985-03-05",
		IDNumber: "11010519491231002X", Employer: "湖南样本建设有限公司", GraduationDate: "2008-07", Years: "8", ReviewDate: "2021-12-06",
	}
	for name, tc := range map[string]struct {
		change func(*document.Application)
		want   []string
	}{
		"none":             {func(*document.Application) {}, nil},
		"nothing given":    {func(a *document.Application) { *a = document.Application{} }, []string{"education_level declaration_missing", "education_path declaration_missing", "exam declaration_missing", "exam_year declaration_year"}},
		"a path":           {func(a *document.Application) { a.EducationPath = "fulltime" }, []string{"education_path declaration_word"}},
		"a level":          {func(a *document.Application) { a.EducationLevel = "大专" }, []string{"education_level declaration_word"}},
		"a class":          {func(a *document.Application) { a.TechnicianClass = document.ClassSenior }, []string{"technician_class declaration_class_without_path"}},
		"a claim":          {func(a *document.Application) { a.Claims = []document.Claim{"免考"} }, []string{"claims declaration_word"}},
		"a date in words":  {func(a *document.Application) { a.GraduationDate = "2008年7月1日" }, []string{"graduation_date declaration_canonical"}},
		"a date too short": {func(a *document.Application) { a.BirthDate = "1985-03" }, []string{"birth_date declaration_day"}},
		"no date":          {func(a *document.Application) { a.WorkStart = "早些年" }, []string{"work_start declaration_form"}},
		"years with unit":  {func(a *document.Application) { a.Years = "8年" }, []string{"years declaration_canonical"}},
		"a short number":   {func(a *document.Application) { a.IDNumber = "1101051949" }, []string{"id_number declaration_form"}},
		"a small letter":   {func(a *document.Application) { a.IDNumber = "11010519491231002x" }, []string{"id_number declaration_canonical"}},
		"a sex":            {func(a *document.Application) { a.Sex = "M" }, []string{"sex declaration_word"}},
	} {
		app := good
		tc.change(&app)
		var got []string
		for _, m := range rules(t).Mistakes(app) {
			got = append(got, strings.Join(append(m.Fields, m.Code), " "))
		}
		if diff := cmp.Diff(tc.want, got); diff != "" {
			t.Errorf("%s (-want +got)\n%s", name, diff)
		}
	}
}
