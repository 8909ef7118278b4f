package pages_test

import (
	"net/http"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"hecha/document"
	"hecha/pipeline/policy"
)

// filled is a declaration as a browser sends it, with some fields changed.
func filled(changes ...string) []string {
	fields := []string{
		"level", "考全科", "name", "样本甲", "id_number", "11010519491231002X", "education_path", "regular", "education_level", "本科",
		"graduation_place", "湖南省", "graduation_date", "2008-07", "school", "湖南大学", "major", "土木工程", "study_form", "全日制",
		"registered", "yes", "work_start", "2008-09", "years", "8", "titles", "工程师、二级建造师",
	}
	for i := 0; i < len(changes); i += 2 {
		for k := 0; k < len(fields); k += 2 {
			if fields[k] == changes[i] {
				fields[k+1] = changes[i+1]
			}
		}
	}
	return append(fields, changes...)
}

var (
	selectOf = regexp.MustCompile(`(?s)<select id="([a-z_]+)".*?</select>`)
	optionOf = regexp.MustCompile(`<option value="([^"]*)"`)
)

// Every choice that the form offers is one that the rules take.
func TestDeclarationOffersWhatCounts(t *testing.T) {
	h := open(t)
	b := h.as(candidate)
	page := b.get("/declaration").want(t, http.StatusOK).Body
	rules, err := policy.Default()
	if err != nil {
		t.Fatal(err)
	}
	chosen := 0
	for _, s := range selectOf.FindAllStringSubmatch(page, -1) {
		for _, o := range optionOf.FindAllStringSubmatch(s[0], -1) {
			app := document.Application{Exam: "一级建造师", ExamYear: 2020, EducationPath: document.PathRegular, EducationLevel: "本科"}
			switch s[1] {
			case "education_level":
				app.EducationLevel = o[1]
			case "education_path":
				app.EducationPath = document.EducationPath(o[1])
			case "technician_class":
				app.EducationPath, app.TechnicianClass = document.PathTechnician, document.TechnicianClass(o[1])
			default:
				continue
			}
			chosen++
			if mistakes := rules.Mistakes(app); len(mistakes) > 0 {
				t.Errorf("%s offers %s: %v", s[1], o[1], mistakes)
			}
		}
	}
	if chosen < 8+10+3 {
		t.Errorf("only %d choices were seen", chosen)
	}
}

// What was typed comes again with what is wrong, each at its field; what can be
// understood is.
func TestDeclarationMistakes(t *testing.T) {
	h := open(t)
	b := h.as(candidate)
	page := b.post("/applications", filled("id_number", "1101", "graduation_date", "去年", "school", "某某大学")...).want(t, http.StatusUnprocessableEntity).Body
	for _, want := range []string{
		`value="1101"`, `value="去年"`, `value="某某大学"`, `value="工程师、二级建造师"`, `href="#id_number"`, `href="#graduation_date"`,
		`id="id_number-mistake"`, `aria-describedby="graduation_date-mistake graduation_date-hint"`, `autofocus`, `<option value="湖南省" selected>`,
	} {
		if !strings.Contains(page, want) {
			t.Errorf("the form does not hold %s", want)
		}
	}
	if strings.Contains(page, "name-mistake") {
		t.Error("a field without mistake has a message")
	}
	page = b.post("/applications", filled("education_path", "technician")...).want(t, http.StatusUnprocessableEntity).Body
	if !strings.Contains(page, `id="technician_class-mistake"`) {
		t.Error("nobody asks for the class of the technician school")
	}
}

func TestDeclareAnew(t *testing.T) {
	h := open(t)
	b := h.as(candidate)
	path := b.post("/applications", filled("graduation_date", "2008年7月", "years", "8年")...).want(t, http.StatusSeeOther).Header.Get("Location")
	page := b.get(path+"/declaration").want(t, http.StatusOK).Body
	if !strings.Contains(page, `value="2008-07"`) || !strings.Contains(page, `value="8"`) {
		t.Error("dates and years are not written as results write them")
	}
	version := versionField.FindStringSubmatch(page)[1]
	anew := append(filled("education_path", "technician", "technician_class", "高级工班", "major", "机电"), "version", version, "city", "株洲市")
	b.post(path+"/declaration", anew...).want(t, http.StatusSeeOther)
	if r := b.post(path+"/declaration", anew...).want(t, http.StatusPreconditionFailed); !strings.Contains(r.Body, `value="机电"`) {
		t.Error("what was typed is lost")
	}
	app, err := h.service.View(t.Context(), b.grant, strings.TrimPrefix(path, "/applications/"))
	if err != nil {
		t.Fatal(err)
	}
	got := app.Case.Application
	if got.TechnicianClass != document.ClassSenior || got.EducationLevel != "" || got.Registered != nil || got.Major != "机电" || got.City != city || len(got.Titles) != 2 {
		t.Errorf("declared %+v", got)
	}
	b.sign(path)
	b.post(path+"/submission", "version", b.version(path)).want(t, http.StatusSeeOther)
	b.get(path+"/declaration").want(t, http.StatusConflict)
	app, err = h.service.View(t.Context(), b.grant, app.ID())
	if err != nil {
		t.Fatal(err)
	}
	b.post(path+"/declaration", append(filled(), "version", strconv.Itoa(app.Version))...).want(t, http.StatusConflict)
	stranger := h.as(document.Grant{Account: "c-2", Role: document.RoleCandidate})
	stranger.get(path+"/declaration").want(t, http.StatusNotFound)
	h.as(document.Grant{Account: "p-1", Role: document.RoleProvince}).get(path+"/declaration").want(t, http.StatusForbidden)
}
