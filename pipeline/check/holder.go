package check

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"hecha/document"
	"hecha/document/normalize"
)

var (
	titles         = []document.Kind{document.TitleCertificate}
	appointments   = []document.Kind{document.AppointmentLetter}
	qualifications = []document.Kind{document.QualificationCertificate}
	applications   = []document.Kind{document.ApplicationForm}
)

// holderRules are about certificates of ranks and professions, letters of
// appointment and the form of an exam.
var holderRules = slices.Concat(
	numberRules("holder", document.AppointmentLetter, document.PartySchoolQuery, document.QualificationCertificate,
		document.TechnicianQuery, document.TitleCertificate, document.VocationalQuery),
	appointmentRules, certificateOfRankRules, applicationRules,
)

var appointmentRules = []rule{
	{Rule{
		Code: "appointment_letter.dates_order", Severity: document.SeverityError, Kinds: appointments,
		Needs: []string{"appointed_from", "appointed_until"}, Meaning: "the appointment ends before it begins",
	}, appointmentOrder},
	{Rule{
		Code: "appointment_letter.ended", Severity: document.SeverityInfo, Kinds: appointments,
		Needs: []string{"appointed_until"}, Meaning: "the appointment had ended by the day of the review",
	}, appointmentEnded},
	{Rule{
		Code: "appointment_letter.seal_missing", Severity: document.SeverityWarning, Kinds: appointments,
		Meaning: "no seal was found on the letter: there is none, or it was not found",
	}, sealPresent},
	{Rule{
		Code: "appointment_letter.seal_type", Severity: document.SeverityError, Kinds: appointments,
		Meaning: "a seal for finance, contracts, invoices or a department, or a personal one, appoints nobody",
	}, sealVouches},
	{Rule{
		Code: "appointment_letter.seal_name", Severity: document.SeverityError, Kinds: appointments, Needs: []string{"employer"},
		Meaning: "no seal bears the name of the employer",
	}, sealOfEmployer},
	{Rule{
		Code: "appointment_letter.seal_name_near", Severity: document.SeverityWarning, Kinds: appointments, Needs: []string{"employer"},
		Meaning: "the name in the seal differs from the employer by so little that one of them may be misread",
	}, sealNearEmployer},
}

var certificateOfRankRules = []rule{
	{Rule{
		Code: "title_certificate.seal_missing", Severity: document.SeverityWarning, Kinds: titles,
		Meaning: "no seal was found on the certificate",
	}, sealPresent},
	{Rule{
		Code: "title_certificate.dates_order", Severity: document.SeverityWarning, Kinds: titles,
		Needs: []string{"awarded_date", "issued_date"}, Meaning: "the certificate was made out before the rank was awarded",
	}, func(p *paper) { p.notBefore("issued_date", "awarded_date") }},
	{Rule{
		Code: "title_certificate.level", Severity: document.SeverityWarning, Kinds: titles,
		Needs: []string{"title", "level"}, Meaning: "the rank is of another level than the certificate says",
	}, rankLevel},
	{Rule{
		Code: "title_certificate.authority", Severity: document.SeverityWarning, Kinds: titles,
		Needs: []string{"issuing_authority"}, Meaning: "the rank was given by a company or a club, and by no office, board or group with the right to it",
	}, rankGiven},
	{Rule{
		Code: "title_certificate.age", Severity: document.SeverityWarning, Kinds: titles,
		Needs: []string{"title", "birth_date", "awarded_date"}, Meaning: "the holder was younger than anybody who gets a rank of this level",
	}, rankAge},
	{Rule{
		Code: "qualification_certificate.seal_missing", Severity: document.SeverityWarning, Kinds: qualifications,
		Meaning: "no seal was found on the certificate",
	}, sealPresent},
	{Rule{
		Code: "qualification_certificate.dates_order", Severity: document.SeverityWarning, Kinds: qualifications,
		Needs: []string{"approval_date", "issued_date"}, Meaning: "the certificate was made out before the qualification was approved",
	}, func(p *paper) { p.notBefore("issued_date", "approval_date") }},
	{Rule{
		Code: "qualification_certificate.number_year", Severity: document.SeverityWarning, Kinds: qualifications,
		Needs: []string{"management_number", "approval_date"}, Meaning: "the year in the management number is not that of the approval or the year before",
	}, managementYear},
}

var applicationRules = []rule{
	{Rule{
		Code: "application_form.years_exceed", Severity: document.SeverityWarning, Kinds: applications,
		Needs: []string{"years", "work_start", "exam_year"}, Meaning: "more years are claimed than lie between the beginning of work and the end of the exam's year",
	}, claimedYears},
	{Rule{
		Code: "application_form.started_young", Severity: document.SeverityWarning, Kinds: applications,
		Needs: []string{"work_start", "birth_date"}, Meaning: "the work began before the age of sixteen",
	}, workedYoung},
}

func appointmentOrder(p *paper) {
	if p.value("appointed_until") == normalize.LongTerm {
		return
	}
	from, okFrom := p.date("appointed_from")
	until, okUntil := p.date("appointed_until")
	if okFrom && okUntil && !until.After(from) {
		p.conflict(nil, "appointed_from", "appointed_until")
	}
}

func appointmentEnded(p *paper) {
	if p.value("appointed_until") == normalize.LongTerm {
		return
	}
	if until, ok := p.date("appointed_until"); ok && until.Before(p.today) {
		p.find(nil, "appointed_until")
	}
}

// notBefore tells of a day later that lies before the day earlier. A month alone
// may be any of its days.
func (p *paper) notBefore(later, earlier string) {
	a, b := p.value(later), p.value(earlier)
	if _, ok := p.date(later); !ok {
		return
	}
	if _, ok := p.date(earlier); !ok {
		return
	}
	n := min(len(a), len(b))
	if a[:n] < b[:n] {
		p.conflict(nil, later, earlier)
	}
}

// rankLevels are the levels of the beginnings of ranks, those first that contain
// others.
var rankLevels = []struct{ rank, level string }{
	{"正高级", "正高级"}, {"教授级", "正高级"}, {"研究员级", "正高级"}, {"高级", "副高级"}, {"副", "副高级"}, {"助理", "初级"},
}

func rankLevel(p *paper) {
	level := p.value("level")
	for _, r := range rankLevels {
		if !strings.HasPrefix(p.value("title"), r.rank) {
			continue
		}
		same := level == r.level || level == "高级" && strings.HasSuffix(r.level, "高级") || strings.HasPrefix(level, strings.TrimSuffix(r.level, "级")+"级")
		if !same && level != strings.TrimSuffix(r.level, "级") {
			p.conflict(nil, "title", "level")
		}
		return
	}
}

// Who gives ranks: offices, their boards and leading groups, and schools and groups of
// companies to which they gave the right (职称评审管理暂行规定, 人社部令第40号, art. 5 to 8).
var (
	rankGivers  = regexp.MustCompile(`厅|局|部|委员会|评委会|领导小组|办公室|政府|人才|考试|集团|中国|大学|学院|研究院|医院`)
	noRankGiver = regexp.MustCompile(`公司|协会|学会|培训|商会|事务所|促进会|俱乐部|联盟`)
)

func rankGiven(p *paper) {
	if a := plain(p.value("issuing_authority")); noRankGiver.MatchString(a) && !rankGivers.MatchString(a) {
		p.find(nil, "issuing_authority")
	}
}

// youngestRanks are the ages below which nobody is expected of a level: a degree, and the
// years in the rank before that every rule on ranks asks.
var youngestRanks = map[string]int{"正高级": 32, "副高级": 27, "中级": 22, "初级": 18}

// middle are the endings of ranks of the middle level.
var middle = []string{"工程师", "经济师", "会计师", "统计师", "审计师", "讲师", "农艺师", "主管药师", "主管护师", "主治医师"}

func rankAge(p *paper) {
	title, level := p.value("title"), ""
	for _, r := range rankLevels {
		if level == "" && strings.HasPrefix(title, r.rank) {
			level = r.level
		}
	}
	if level == "" && slices.ContainsFunc(middle, func(m string) bool { return strings.HasSuffix(title, m) }) {
		level = "中级"
	}
	age, ok := normalize.AgeOn(p.value("birth_date"), p.value("awarded_date"))
	switch {
	case !ok || level == "":
		p.notChecked(ReasonForm, "title", "birth_date", "awarded_date")
	case age < youngestRanks[level]:
		p.conflict(args{"age": strconv.Itoa(age), "level": level}, "birth_date", "awarded_date")
	}
}

// managementYear compares the first four digits, which are the year of the exam.
func managementYear(p *paper) {
	number := p.value("management_number")
	if len(number) < 12 {
		p.notChecked(ReasonForm, "management_number")
		return
	}
	year, err := strconv.Atoi(number[:4])
	if err != nil || year < 1990 || year > p.today.Year() {
		p.notChecked(ReasonForm, "management_number")
		return
	}
	if t, ok := p.date("approval_date"); ok && t.Year() != year && t.Year() != year+1 {
		p.conflict(nil, "management_number", "approval_date")
	}
}

func claimedYears(p *paper) {
	claimed, err := strconv.ParseFloat(p.value("years"), 64)
	year, errYear := strconv.Atoi(p.value("exam_year"))
	start, ok := p.date("work_start")
	if err != nil || errYear != nil || !ok {
		p.notChecked(ReasonForm, "years", "exam_year")
		return
	}
	possible := float64(year-start.Year()) + float64(13-int(start.Month()))/12
	if claimed > possible {
		p.conflict(nil, "years", "work_start", "exam_year")
	}
}

func workedYoung(p *paper) {
	const youngestWorker = 16 // 劳动法第十五条
	age, ok := normalize.AgeOn(p.value("birth_date"), p.value("work_start"))
	if !ok {
		p.notChecked(ReasonForm, "birth_date", "work_start")
		return
	}
	if age < youngestWorker {
		p.find(nil, "work_start", "birth_date")
	}
}
