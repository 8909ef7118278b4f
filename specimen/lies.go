package specimen

import (
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"time"

	"hecha/document"
)

// Lie is one untruth of an application and by what it must be found: by a finding
// of one of the codes (or with _unclear behind it) that names all the fields. A
// field may be one of several, a|b, and end with a star. Findings about seals and
// codes name no fields; there the code says it all.
type Lie struct {
	Sort   string   `json:"sort"`
	Codes  []string `json:"codes"`
	Fields []string `json:"fields"`
}

// liar plants one sort of lie in a story.
type liar struct {
	sort   string
	on     func(*story) bool // the stories that it is told in
	codes  string            // separated by spaces
	fields string
	plant  func(st *story, s *set, rng *rand.Rand)
}

func (l liar) lie() Lie {
	return Lie{Sort: l.sort, Codes: strings.Fields(l.codes), Fields: append([]string{}, strings.Fields(l.fields)...)}
}

// Lies are all sorts that can be planted.
func Lies() []Lie {
	var all []Lie
	for _, l := range liars {
		all = append(all, l.lie())
	}
	return all
}

// The stories that lies are told in.
func allWays(*story) bool     { return true }
func withWork(st *story) bool { return st.way.proof != "" }
func regular(st *story) bool  { return st.way.name == regularWay }

// inThePast are those of an exam of a year that is over.
func inThePast(st *story) bool { return regular(st) && st.sitting.year < today.Year() }

func on(ways ...string) func(*story) bool {
	return func(st *story) bool { return slices.Contains(ways, st.way.name) }
}

// liars plant all sorts of lies.
var liars = slices.Concat(liarsAboutPeople, liarsOnForms, liarsOnWays, liarsInNumbers, liarsInTime, liarsAtWork)

var liarsAboutPeople = []liar{
	{"other_persons_diploma", regular, "application.name", "name", func(st *story, s *set, rng *rand.Rand) {
		other := s.newPerson(rng)
		st.diploma.person.name, st.diploma.person.sex, st.diploma.person.birth = other.name, other.sex, other.birth
	}},
	{"other_persons_registration", regular, "application.name", "name", func(st *story, s *set, rng *rand.Rand) {
		st.record.person.name = s.otherName(rng, st.card)
	}},
	{"other_persons_card", allWays, "application.name application.id_number", "name|id_number", func(st *story, s *set, rng *rand.Rand) {
		birth := st.card.birth
		other := s.newPerson(rng)
		other.birth = birth
		other.id = idNumber(rng, other.home.code, birth, other.sex)
		st.card = other
	}},
	{"other_persons_work", withWork, "application.name", "name", func(st *story, s *set, rng *rand.Rand) {
		st.work.person.name = s.otherName(rng, st.card)
	}},
	{"name_edited_on_diploma", regular, "application.name", "name", func(st *story, s *set, rng *rand.Rand) {
		st.diploma.person.name = s.edited(rng, st.card)
	}},
	{"name_edited_over_text_layer", regular, "text_layer.differs application.name", "name", func(st *story, s *set, rng *rand.Rand) {
		st.layer = st.card.name
		st.diploma.person.name = s.edited(rng, st.card)
	}},
	{"name_declared_otherwise", allWays, "application.name", "name", func(st *story, s *set, rng *rand.Rand) {
		st.declared["name"] = s.otherName(rng, st.card)
	}},
	{"birth_date_on_diploma", regular, "application.birth_date", "birth_date", func(st *story, _ *set, rng *rand.Rand) {
		st.diploma.person.birth = st.diploma.person.birth.AddDate(1+rng.IntN(3), rng.IntN(6), 0)
	}},
	{"birth_date_on_registration", regular, "application.birth_date", "birth_date", func(st *story, _ *set, rng *rand.Rand) {
		st.record.person.birth = st.record.person.birth.AddDate(-1-rng.IntN(3), 0, 3)
	}},
	{"sex_on_registration", regular, "application.sex", "sex", func(st *story, _ *set, _ *rand.Rand) {
		st.record.person.sex = cond(st.record.person.sex == "男", "女", "男")
	}},
	{"digit_of_id_on_work", withWork, "work_certificate.check_digit application.id_number", "id_number", func(st *story, _ *set, rng *rand.Rand) {
		st.rows = 1 // tables always bear the number
		st.work.person.id = otherDigit(st.work.person.id, 14+rng.IntN(3))
	}},
	{"digit_of_id_on_card", allWays, "id_card.check_digit application.id_number", "id_number", func(st *story, _ *set, rng *rand.Rand) {
		st.card.id = otherDigit(st.card.id, 14+rng.IntN(3))
	}},
	{"birth_date_on_card", allWays, "id_card.birth_date application.birth_date", "birth_date", func(st *story, _ *set, _ *rand.Rand) {
		st.card.birth = st.card.birth.AddDate(-2, 0, 0)
	}},
	{"id_declared_otherwise", allWays, "application.id_number", "id_number", func(st *story, _ *set, rng *rand.Rand) {
		st.declared["id_number"] = idNumber(rng, st.card.home.code, st.card.birth.AddDate(0, 1, 0), st.card.sex)
	}},
	{"validity_of_no_law", allWays, "id_card.validity_span id_card.validity_age application.card_sides", "valid_from valid_until", func(st *story, _ *set, _ *rand.Rand) {
		st.cardFrom = time.Date(2012, 3, 4, 0, 0, 0, 0, time.UTC)
		st.cardTo = st.cardFrom.AddDate(15, 0, 0)
	}},
	{"card_expired", allWays, "id_card.expired", "valid_until", func(st *story, _ *set, rng *rand.Rand) {
		st.cardTo = today.AddDate(0, -1-rng.IntN(9), 0)
		st.cardFrom = st.cardTo.AddDate(-10, 0, 0)
	}},
	{"digit_of_diploma_number", regular, "application.certificate_number", "certificate_number", func(st *story, _ *set, rng *rand.Rand) {
		st.diploma.number = otherDigit(st.diploma.number, 12+rng.IntN(6))
	}},
	{"number_of_another_school", regular, "education.certificate_school", "certificate_number school", func(st *story, s *set, rng *rand.Rand) {
		for {
			if other := s.school(rng, "本科"); other.code != st.diploma.code {
				st.number(other.code + st.diploma.number[5:])
				return
			}
		}
	}},
	{"year_in_number", regular, "education.certificate_year", "certificate_number graduation_date", func(st *story, _ *set, _ *rand.Rand) {
		st.number(st.diploma.number[:6] + strconv.Itoa(st.diploma.graduated.Year()-1) + st.diploma.number[10:])
	}},
	{"level_in_number", regular, "education.certificate_level", "certificate_number level", func(st *story, _ *set, _ *rand.Rand) {
		st.number(st.diploma.number[:10] + "06" + st.diploma.number[12:])
	}},
	{"type_in_number", regular, "education.certificate_study_form education.certificate_category", "certificate_number", func(st *story, _ *set, _ *rand.Rand) {
		st.number(st.diploma.number[:5] + "5" + st.diploma.number[6:])
	}},
	{"other_school", regular, "application.school education.certificate_school", "school", func(st *story, s *set, rng *rand.Rand) {
		for st.diploma.school == st.record.school {
			st.diploma.school = s.school(rng, "本科").name
		}
	}},
	{"other_major", regular, "application.major", "major", func(st *story, _ *set, rng *rand.Rand) {
		st.diploma.major = pick(rng, []string{"市场营销", "法学", "英语", "会计学", "汉语言文学"})
	}},
	{"level_raised", regular, "application.level education.certificate_level policy.wrong_proof", "level", func(st *story, _ *set, _ *rand.Rand) {
		st.record.level = "专科"
		st.record.length = 3
		st.record.number = st.record.number[:10] + "06" + st.record.number[12:]
	}},
	{"graduation_earlier", regular, "application.graduation_date", "graduation_date", func(st *story, _ *set, rng *rand.Rand) {
		st.diploma.graduated = st.diploma.graduated.AddDate(-1-rng.IntN(2), 0, 0)
	}},
	{"enrolment_moved", regular, "application.enrollment_date", "enrollment_date", func(st *story, _ *set, rng *rand.Rand) {
		st.record.enrolled = st.record.enrolled.AddDate(-1-rng.IntN(2), 0, 0)
	}},
	{"part_time_declared_full", regular, "application.study_form", "study_form", func(st *story, _ *set, rng *rand.Rand) {
		st.declared["study_form"] = "全日制"
		st.record.category, st.record.form = "成人高等教育", pick(rng, []string{"函授", "业余"})
		st.number(st.diploma.number[:5] + "5" + st.diploma.number[6:])
	}},
	{"not_graduated", regular, "chsi.not_graduated", "conclusion", func(st *story, _ *set, rng *rand.Rand) {
		st.record.result = pick(rng, []string{"结业", "肄业"})
	}},
	{"qr_to_another_host", regular, "chsi.qr_host", "verification_code", func(st *story, _ *set, rng *rand.Rand) {
		st.record.payload = "https://" + pick(rng, []string{"www.chsi.com.cn.bgcx-report.net", "chsi-com.cn", "xlcx.example.github.io"}) + "/xlcx/bg.do?vcode={code}&srcid=bgcx"
	}},
	{"qr_of_another_form", regular, "chsi.qr_code", "verification_code", func(st *story, _ *set, rng *rand.Rand) {
		st.record.payload = "https://www.chsi.com.cn/xlcx/bg.do?vcode=" + verificationCode("v2019", rng) + "&srcid=bgcx"
	}},
	{"code_expired", regular, "application.code_expired", "verification_code updated_date", func(st *story, _ *set, rng *rand.Rand) {
		st.record.updated = today.AddDate(0, -8-rng.IntN(10), 0)
	}},
	{"attested_before_graduation", regular, "chsi.updated_before_graduation", "updated_date graduation_date", func(st *story, _ *set, rng *rand.Rand) {
		st.record.updated = st.record.graduated.AddDate(0, -2-rng.IntN(9), 0)
	}},
	{"seal_of_another_company", withWork, "work_certificate.seal_name work_certificate.seal_name_near", "employer", func(st *story, s *set, rng *rand.Rand) {
		for st.stamp.Text == "" || st.stamp.Text == st.work.employer.name {
			st.stamp = SealSpec{Text: s.newEmployer(rng).name, Centre: "star", Type: document.SealOfficial}
		}
	}},
	{"finance_seal", withWork, "work_certificate.seal_type", "", func(st *story, _ *set, _ *rand.Rand) {
		st.stamp = SealSpec{Text: st.work.employer.name, Inner: "财务专用章", Centre: "star", Type: document.SealFinance}
	}},
	{"contract_seal", withWork, "work_certificate.seal_type", "", func(st *story, _ *set, _ *rand.Rand) {
		st.stamp = SealSpec{Text: st.work.employer.name, Inner: "合同专用章", Centre: "star", Type: document.SealContract}
	}},
	{"no_seal", withWork, "work_certificate.seal_missing", "", func(st *story, _ *set, _ *rand.Rand) { st.unsealed = true }},
	{"other_employer", withWork, "application.employer", "employer", func(st *story, s *set, rng *rand.Rand) {
		for st.declared["employer"] == st.work.employer.name {
			st.declared["employer"] = s.newEmployer(rng).name
		}
	}},
	{"overlapping_rows", withWork, "work_certificate.overlap", "periods.*", func(st *story, _ *set, _ *rand.Rand) {
		st.rows = 2
		st.adapt = func(k *career) {
			if len(k.periods) > 1 {
				k.periods[0].end = k.periods[1].start.AddDate(1, 2, 0)
			}
		}
	}},
	{"years_beyond_rows", withWork, "work_certificate.years_exceed work_certificate.years_beyond_text", "years", func(st *story, _ *set, rng *rand.Rand) {
		st.rows = 1
		more := 3 + rng.IntN(4)
		st.adapt = func(k *career) { k.years, k.total = k.years+more, k.total+more }
	}},
	{"years_declared_beyond", withWork, "application.years_claimed", "years", func(st *story, _ *set, rng *rand.Rand) {
		st.rows = 1
		st.declared["years"] = strconv.Itoa(monthsOf(st.work.periods[0], st.work.issued)/12 + 3 + rng.IntN(4))
	}},
	{"study_as_work", regular, "application.work_in_study application.years_with_study", "enrollment_date graduation_date", func(st *story, _ *set, _ *rand.Rand) {
		st.rows = 1
		st.work.periods[0].start = st.diploma.enrolled.AddDate(0, 9, 0)
		st.declared["work_start"] = month(st.work.periods[0].start)
		delete(st.declared, "years")
	}},
	{"work_as_a_child", regular, "work_certificate.started_young application.work_young", "work_start|periods.*", func(st *story, _ *set, _ *rand.Rand) {
		st.rows = 1
		st.work.periods[0].start = st.card.birth.AddDate(14, 2, 0)
		st.declared["work_start"] = month(st.work.periods[0].start)
		delete(st.declared, "years")
	}},
	{"issued_before_the_work", regular, "work_certificate.after_issue work_certificate.graduation_after_issue", "issued_date", func(st *story, _ *set, _ *rand.Rand) {
		st.rows = 2
		st.adapt = func(k *career) { k.issued = k.periods[0].start.AddDate(0, 3, 0) }
	}},
	{"graduated_after_the_exam", inThePast, "application.graduated_late", "graduation_date", func(st *story, _ *set, _ *rand.Rand) {
		years := st.sitting.year + 1 - st.diploma.graduated.Year()
		for _, g := range []*graduation{&st.diploma, &st.record.graduation, &st.work.study} {
			g.graduated, g.enrolled = g.graduated.AddDate(years, 0, 0), g.enrolled.AddDate(years, 0, 0)
		}
		st.number(st.diploma.number[:6] + strconv.Itoa(st.sitting.year+1) + st.diploma.number[10:])
		st.declared["graduation_date"], st.declared["enrollment_date"] = iso(st.diploma.graduated), month(st.diploma.enrolled)
	}},
	{"too_few_years", regular, "policy.not_entitled", "years", func(st *story, _ *set, rng *rand.Rand) {
		st.rows = 1
		st.work.periods[0].start = st.cutoff().AddDate(-1, -rng.IntN(8), -3)
		st.declared["work_start"] = month(st.work.periods[0].start)
		st.declared["years"] = "1"
	}},
	{"enrolment_for_registration", regular, "policy.wrong_proof policy.unacceptable", "education_proof", func(st *story, _ *set, _ *rand.Rand) {
		st.proof = document.CHSIEnrolment
		delete(st.declared, "registered")
	}},
	{"other_persons_degree", regular, "application.name", "name", func(st *story, s *set, rng *rand.Rand) {
		st.graded = true
		st.degree.person.name = s.otherName(rng, st.card)
	}},
	{"degree_of_another_school", regular, "application.degree", "school", func(st *story, s *set, rng *rand.Rand) {
		st.graded = true
		for st.degree.school == st.diploma.school {
			st.degree.school = s.school(rng, "本科").name
		}
	}},
	{"degree_before_graduation", regular, "application.degree", "awarded_date graduation_date", func(st *story, _ *set, rng *rand.Rand) {
		st.graded = true
		st.degree.graduated = st.degree.graduated.AddDate(-1-rng.IntN(2), 0, 0)
	}},
	{"proof_of_another_path", regular, "policy.wrong_proof policy.unacceptable", "education_proof", func(st *story, _ *set, rng *rand.Rand) {
		st.declared["education_path"] = pick(rng, []string{"party_school", "abroad"})
		delete(st.declared, "registered")
	}},
}

// number puts one certificate number on diploma, proof and declaration: the
// papers agree, and the number betrays them.
func (st *story) number(n string) {
	st.diploma.number, st.record.number = n, n
	st.declared["certificate_number"] = n
}

// otherDigit changes one digit of a number.
func otherDigit(n string, i int) string {
	b := []byte(n)
	b[i] = '0' + (b[i]-'0'+3)%10
	return string(b)
}

// otherName is a name of somebody else.
func (s *set) otherName(rng *rand.Rand, than person) string {
	for {
		if n := s.name(rng, than.sex); n != than.name {
			return n
		}
	}
}

// edited is a name with its last character exchanged, as who edits a picture
// does.
func (s *set) edited(rng *rand.Rand, p person) string {
	name := []rune(p.name)
	for {
		name[len(name)-1] = []rune(pick(rng, cond(p.sex == "女", s.givenFemale, s.givenMale)))[0]
		if string(name) != p.name {
			return string(name)
		}
	}
}
