package policy

import (
	"slices"
	"strings"

	"hecha/document"
	"hecha/document/normalize"
	"hecha/document/register"
)

// levelHighSchool and levelGraduateClass are levels that exams name and that the
// contracts' papers do not bear.
const (
	levelHighSchool    = "高中"
	levelGraduateClass = "研究生班"
)

// ranks are the levels of education from low to high.
var ranks = map[string]int{
	levelHighSchool: 1, normalize.LevelSecondary: 2, normalize.LevelCollege: 3, normalize.LevelBachelor: 4,
	normalize.LevelSecondDegree: 5, levelGraduateClass: 5, normalize.LevelMaster: 6, normalize.LevelDoctor: 7,
}

// Levels are the levels of education that a candidate may declare, low to high.
func Levels() []string {
	return []string{
		levelHighSchool, normalize.LevelSecondary, normalize.LevelCollege, normalize.LevelBachelor,
		normalize.LevelSecondDegree, levelGraduateClass, normalize.LevelMaster, normalize.LevelDoctor,
	}
}

// placeClass is what routing asks about a place.
type placeClass string

const (
	placeHunan   placeClass = "hunan"
	placeOther   placeClass = "other_province"
	placeRegion  placeClass = "hk_macao_taiwan"
	placeAbroad  placeClass = "abroad"
	placeUnknown placeClass = "unknown"
)

var placeClasses = []placeClass{placeHunan, placeOther, placeRegion, placeAbroad, placeUnknown}

// provinceCodes are the first two digits of the mainland's regions in GB/T 2260.
var provinceCodes = strings.Fields("11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65")

// provinces are the mainland's, by their full names.
func provinces() []string {
	var all []string
	for _, code := range provinceCodes {
		all = append(all, register.RegionName(code+"0000", 2020))
	}
	return all
}

// elsewhere is a country of which no more needs to be known.
const elsewhere = "其他国家"

// Places are where an education may have been gained, for a candidate to choose
// from: Hunan first, then the other provinces, the special regions and the rest.
func Places() []string {
	all := []string{"湖南省"}
	for _, p := range provinces() {
		if p != all[0] {
			all = append(all, p)
		}
	}
	return append(all, "香港", "澳门", "台湾", elsewhere)
}

// classOfPlace sorts a province, a special region or a country. What is no
// province of the mainland is abroad.
func classOfPlace(place string) placeClass {
	switch {
	case place == "":
		return placeUnknown
	case strings.Contains(place, "湖南"):
		return placeHunan
	case containsAny(place, "香港", "澳门", "台湾"):
		return placeRegion
	}
	for _, name := range provinces() {
		short := strings.TrimRight(name, "省市")
		if i := strings.Index(short, "自治区"); i > 0 {
			short = string([]rune(short)[:2]) // 广西壮族自治区, 内蒙古自治区
		}
		if short != "" && strings.HasPrefix(place, short) {
			return placeOther
		}
	}
	return placeAbroad
}

func containsAny(s string, words ...string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return strings.Contains(s, w) })
}

// education is what routing asks about an education.
type education struct {
	path         document.EducationPath
	level        string
	place        placeClass
	graduated    string
	registered   answer
	onlineRecord answer
}

// educationOf is the education that the application rests on: what the papers
// say where they say it, else the candidate's word. The school's province comes
// from the register where nobody declared it.
func (p *Policy) educationOf(app document.Application, s study) education {
	e := education{
		path: app.EducationPath, level: p.levelOf(app.EducationLevel, app.TechnicianClass), place: classOfPlace(app.GraduationPlace),
		graduated: app.GraduationDate, registered: answered(app.Registered), onlineRecord: answered(app.OnlineRecord),
	}
	if s.graduated.text != "" {
		e.graduated = s.graduated.text
	}
	if s.level.text != "" {
		e.level = s.level.text
	}
	if e.place == placeUnknown && s.school.text != "" {
		if school, ok := register.SchoolByName(s.school.text); ok {
			e.place = placeOther
			if school.Province == "43" {
				e.place = placeHunan
			}
		} else {
			e.place = placeByName(s.school.text)
		}
	}
	return e
}

// placeByName finds the region at the head of a school's name; a name that
// regions of several provinces have says nothing.
func placeByName(school string) placeClass {
	codes := register.RegionsOfAddress(school)
	inHunan := func(code string) bool { return strings.HasPrefix(code, "43") }
	switch {
	case len(codes) == 0:
		return placeUnknown
	case !slices.ContainsFunc(codes, inHunan):
		return placeOther
	case slices.ContainsFunc(codes, func(code string) bool { return !inHunan(code) }):
		return placeUnknown
	}
	return placeHunan
}

// levelOf is a level, or that which a technician class counts as.
func (p *Policy) levelOf(level string, class document.TechnicianClass) string {
	for _, t := range p.eligibility.TechnicianLevels {
		if t.Class == class {
			return t.Level
		}
	}
	return level
}
