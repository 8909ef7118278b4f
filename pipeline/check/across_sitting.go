package check

import (
	"strconv"
	"strings"
	"time"

	"hecha/document"
	"hecha/document/normalize"
)

// sittingAcross are the rules about the exam that was sat and about papers that
// are younger than what they are used for.
var sittingAcross = []crossRule{
	{Rule{
		Code: "application.exam", Severity: document.SeverityError, Unclear: true, Meaning: "the form is for another exam than the application",
	}, func(b *bundle) { b.sitting("exam", b.app.Exam, sameExamName) }},
	{Rule{
		Code: "application.exam_year", Severity: document.SeverityError, Unclear: true, Meaning: "the form is for another year than the application",
	}, func(b *bundle) { b.sitting("exam_year", examYear(b.app), exactly) }},
	{Rule{
		Code: "application.exam_level", Severity: document.SeverityError, Unclear: true, Meaning: "the form is for another level than the application",
	}, func(b *bundle) { b.sitting("level", b.app.Level, sameWords) }},
	{Rule{
		Code: "application.specialty", Severity: document.SeverityError, Unclear: true, Meaning: "the form is for another specialty than the application",
	}, func(b *bundle) { b.sitting("specialty", b.app.Specialty, sameWords) }},
	{Rule{
		Code: "application.city", Severity: document.SeverityError, Unclear: true, Meaning: "the form is for another city than the application",
	}, func(b *bundle) { b.sitting("city", b.app.City, sameCity) }},
	{Rule{
		Code: "application.graduated_late", Severity: document.SeverityError, Unclear: true,
		Meaning: "the graduation lies after the year of the exam that it was to entitle to",
	}, graduatedLate},
	{Rule{
		Code: "application.gained_late", Severity: document.SeverityError, Unclear: true,
		Meaning: "a title, qualification or appointment was gained after the exam that it was used for",
	}, gainedLate},
	{Rule{
		Code: "application.attested_early", Severity: document.SeverityError, Unclear: true,
		Meaning: "a proof of an education, or a certificate of work that tells of one, was made before the graduation on another paper",
	}, attestedEarly},
	{Rule{
		Code: "application.code_expired", Severity: document.SeverityWarning,
		Meaning: "the verification code of the form is older than the six months that one can be valid for, unless it was prolonged",
	}, codeExpired},
	{Rule{
		Code: "application.same_file", Severity: document.SeverityInfo, Meaning: "the same file was handed in twice",
	}, sameFile},
}

// sitting compares what the form says about the exam with the declaration.
func (b *bundle) sitting(field, said string, same comparison) {
	all := facts(field, "", b.of(document.ApplicationForm))
	if said != "" {
		all = append([]fact{declared(field, said)}, all...)
	}
	b.agree(all, same)
}

// sameCity compares names of prefectures, with or without what they are: 湘西州 is
// 湘西土家族苗族自治州.
func sameCity(a, b string) verdict {
	bare := func(s string) string {
		s = plain(s)
		if _, behind, ok := strings.Cut(s, "省"); ok {
			s = behind
		}
		s, _, _ = strings.Cut(s, "土家族")
		return strings.TrimSuffix(strings.TrimSuffix(s, "市"), "州")
	}
	return sameName(bare(a), bare(b))
}

func examYear(app document.Application) string {
	if app.ExamYear == 0 {
		return ""
	}
	return strconv.Itoa(app.ExamYear)
}

// sameExamName compares names of exams; an id of the policy files, which no form
// bears, compares with nothing.
func sameExamName(a, b string) verdict {
	for _, s := range []string{a, b} {
		if !strings.ContainsFunc(s, isHan) {
			return agrees
		}
	}
	v := sameWords(examSubject(a), examSubject(b))
	if x, y := grade(a), grade(b); v != contradicts && x != "" && y != "" && x != y {
		return contradicts // 一级 and 二级 are two exams
	}
	return v
}

// examSubject is the name of an exam without what is said or left out at will:
// that it is one, and its grade, which stands before, behind or in brackets.
func examSubject(name string) string {
	words := []string{"执业", "职业", "资格", "考试", "注册", "专业技术", "全国", "(", ")"}
	for _, w := range append(words, grades...) {
		name = strings.ReplaceAll(plain(name), w, "")
	}
	return name
}

// grades tell an exam from its sisters.
var grades = []string{"一级", "二级", "初级", "中级", "高级", "助理"}

func grade(s string) string {
	for _, g := range grades {
		if strings.Contains(s, g) {
			return g
		}
	}
	return ""
}

// endOfYear is the last month that counts for the exam; ok is false where nobody
// said when it was.
func (b *bundle) endOfYear() (fact, int, bool) {
	if b.app.ExamYear != 0 {
		return declared("exam_year", examYear(b.app)), 12*b.app.ExamYear + 11, true
	}
	for _, f := range facts("exam_year", "", b.of(document.ApplicationForm)) {
		if year, err := strconv.Atoi(f.value); err == nil {
			return f, 12*year + 11, true
		}
	}
	return fact{}, 0, false
}

// ended are the fields that say when a study ended, where that is not the
// graduation.
var ended = map[document.Kind][]string{document.CSCSECertificate: {"graduation_date", "awarded_date"}}

func graduatedLate(b *bundle) {
	year, last, ok := b.endOfYear()
	if !ok {
		b.notChecked(ReasonMissing, "exam_year")
		return
	}
	group := b.studies()[0]
	for _, p := range group {
		fields, special := ended[p.Kind]
		if !special {
			fields = []string{"graduation_date"}
		}
		f, ok := firstRead(p, fields)
		month, okMonth := f.month()
		if ok && okMonth && month > last {
			b.sayAbout([]fact{f, year})
		}
	}
}

// gained are the papers about what a candidate has gained before the exam, with
// the field that says when.
var gained = map[document.Kind][]string{
	document.TitleCertificate:         {"awarded_date", "issued_date"},
	document.QualificationCertificate: {"awarded_date", "issued_date"},
	document.AppointmentLetter:        {"appointed_from", "issued_date"},
}

func gainedLate(b *bundle) {
	use, last, ok := b.endOfYear()
	if applied, okApplied := normalize.Month(b.app.AppliedDate); okApplied {
		use, last, ok = declared("applied_date", b.app.AppliedDate), applied, true
	}
	if !ok {
		b.notChecked(ReasonMissing, "exam_year")
		return
	}
	for _, kind := range []document.Kind{document.TitleCertificate, document.QualificationCertificate, document.AppointmentLetter} {
		for _, p := range b.of(kind) {
			f, ok := firstRead(p, gained[kind])
			if month, okMonth := f.month(); ok && okMonth && month > last {
				b.sayAbout([]fact{f, use})
			}
		}
	}
}

func firstRead(p document.Paper, fields []string) (fact, bool) {
	for _, name := range fields {
		if f, ok := read(p, name); ok {
			return f, true
		}
	}
	return fact{}, false
}

// attestedEarly compares the date of a proof with the graduation on the other
// papers about the education.
func attestedEarly(b *bundle) {
	for _, group := range b.studies() {
		for _, proof := range group {
			made, ok := firstRead(proof, []string{"updated_date", "issued_date"})
			at, okAt := made.month()
			if !ok || !okAt || proof.Kind == document.ApplicationForm || proof.Kind == document.WorkCertificate && !b.tellsOf(proof, group[0]) {
				continue
			}
			for _, p := range group {
				end, ok := read(p, "graduation_date")
				month, okMonth := end.month()
				if ok && okMonth && p.Place("") != proof.Place("") && at < month {
					b.sayAbout([]fact{made, end})
					break
				}
			}
		}
	}
}

// tellsOf tells whether a certificate of work names the school and the level of a study.
func (b *bundle) tellsOf(work, study document.Paper) bool {
	for _, field := range []string{"school", "level"} {
		x, okX := b.studyFact(work, field)
		y, okY := b.studyFact(study, field)
		if !okX || !okY || x.value != y.value {
			return false
		}
	}
	return true
}

// codeMonths is how long a verification code can be valid for at most when it is
// made; its holder may prolong it.
const codeMonths = 6

func codeExpired(b *bundle) {
	forms := b.of(document.CHSIRegistration)
	if len(forms) == 0 {
		b.notChecked(ReasonMissing, "verification_code")
		return
	}
	for _, p := range forms {
		updated, ok := read(p, "updated_date")
		made, _, okDate := normalize.ParseDate(updated.value)
		if !ok || !okDate {
			b.notChecked(ReasonMissing, "updated_date")
			continue
		}
		if made.AddDate(0, codeMonths, 0).Before(b.today) && !updated.doubted {
			code, ok := read(p, "verification_code")
			if !ok {
				code = fact{field: "verification_code", place: p.Place(""), kind: p.Kind}
			}
			b.find(args{"updated": made.Format(time.DateOnly)}, code, updated)
		}
	}
}

// sameFile finds files that came twice under one hash.
func sameFile(b *bundle) {
	seen := map[string]document.Paper{}
	for _, p := range b.papers {
		if p.Upload == "" {
			continue
		}
		key := p.Upload + strconv.Itoa(p.Index)
		if first, ok := seen[key]; ok {
			b.findAs(b.rule.Code, b.rule.Severity, nil, fact{place: first.Place("")}, fact{place: p.Place("")})
			continue
		}
		seen[key] = p
	}
}
