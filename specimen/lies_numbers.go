package specimen

import (
	"fmt"
	"math/rand/v2"
	"strconv"

	"hecha/document"
)

// liarsInNumbers plant lies in numbers, levels and names that other facts betray.
var liarsInNumbers = []liar{
	{"sex_on_card", allWays, "id_card.sex application.sex", "sex", func(st *story, _ *set, _ *rand.Rand) {
		st.card.sex = cond(st.card.sex == "男", "女", "男")
	}},
	{"number_of_another_on_card", allWays, "application.id_number", "id_number", func(st *story, _ *set, rng *rand.Rand) {
		for own := st.card.id; st.card.id == own; {
			st.card.id = idNumber(rng, st.card.home.code, st.card.birth, st.card.sex)
		}
	}},
	{"false_number_everywhere", allWays, "id_card.check_digit application.id_number_false", "id_number", func(st *story, _ *set, _ *rand.Rand) {
		st.numberOfAll(otherDigit(st.card.id, 15))
	}},
	{"number_of_no_region", allWays, "id_card.region_unknown", "id_number", func(st *story, _ *set, rng *rand.Rand) {
		st.numberOfAll(idNumber(rng, "889901", st.card.birth, st.card.sex))
	}},
	{"old_number_of_another", withWork, "application.id_number", "id_number", func(st *story, _ *set, rng *rand.Rand) {
		st.rows = 1
		st.work.person.id = oldNumber(idNumber(rng, st.card.home.code, st.card.birth.AddDate(0, 2, 5), st.card.sex))
	}},
	{"number_on_the_form", on(regularWay, "adult", "network"), "application.certificate_number", "certificate_number", func(st *story, _ *set, rng *rand.Rand) {
		st.form.study.number = otherDigit(st.form.study.number, 13+rng.IntN(4))
		st.shows = map[document.Kind]string{document.ApplicationForm: "certificate_number"}
	}},
	{"level_of_all_declared_higher", regular, "policy.level_differs application.level policy.wrong_proof", "level", func(st *story, _ *set, _ *rand.Rand) {
		for _, g := range []*graduation{&st.diploma, &st.record.graduation, &st.work.study} {
			g.level, g.length = "专科", 3
			g.enrolled = g.graduated.AddDate(-3, 2, 0)
		}
		st.graded = false
		st.number(st.diploma.number[:10] + "06" + st.diploma.number[12:])
		st.form.study.number = st.diploma.number
		delete(st.declared, "enrollment_date")
	}},
	{"college_of_no_bachelors", regular, "education.school_level", "school level", func(st *story, s *set, rng *rand.Rand) {
		st.attend(s.school(rng, "专科"))
	}},
	{"school_of_no_register", regular, "education.school_unknown education.school_code_unknown", "school|certificate_number", func(st *story, _ *set, rng *rand.Rand) {
		st.attend(school{code: strconv.Itoa(19000 + rng.IntN(900)), name: pick(rng, []string{"湖南经贸科技大学", "中南国际商务大学", "长沙建筑科技大学", "北京中山工程学院"})})
	}},
	{"school_named_later", func(st *story) bool { return regular(st) && st.diploma.graduated.Year() < 2013 }, "education.school_name_year", "school graduation_date",
		func(st *story, _ *set, rng *rand.Rand) {
			st.attend(pick(rng, []school{{code: "10016", name: "北京建筑大学"}, {code: "10878", name: "安徽建筑大学"}, {code: "10191", name: "吉林建筑大学"}, {code: "10792", name: "天津城建大学"}}))
		}},
	{"degree_of_another_level", regular, "application.degree", "degree level", func(st *story, _ *set, _ *rand.Rand) {
		st.graded = true
		st.degree.degree, st.degree.rank = "工学硕士", "硕士"
		st.degree.number = st.degree.number[:5] + "3" + st.degree.number[6:]
	}},
	{"degree_number_of_another_year", regular, "degree.number_year", "certificate_number awarded_date", func(st *story, _ *set, _ *rand.Rand) {
		st.graded = true
		st.degree.number = fmt.Sprintf("%s%d%s", st.degree.number[:6], st.degree.graduated.Year()-2, st.degree.number[10:])
	}},
	{"degree_number_of_another_school", regular, "degree.number_school", "certificate_number school", func(st *story, s *set, rng *rand.Rand) {
		st.graded = true
		for st.degree.number[:5] == st.diploma.code {
			st.degree.number = s.school(rng, "本科").code + st.degree.number[5:]
		}
	}},
	{"management_number_of_another_year", on("extra"), "qualification_certificate.number_year", "management_number approval_date", func(st *story, _ *set, _ *rand.Rand) {
		st.numbered = st.ranked.Year() - 3
		st.shows = map[document.Kind]string{document.QualificationCertificate: "management_number approval_date"}
	}},
	{"number_from_abroad_of_another_year", on("abroad"), "cscse.number_year", "certificate_number issued_date", func(st *story, _ *set, _ *rand.Rand) {
		st.numbered = st.abroad.issued.Year() - 4
	}},
	{"code_of_no_form", regular, "chsi.code_form", "verification_code", func(st *story, _ *set, rng *rand.Rand) {
		st.record.vcode = verificationCode("v2019", rng)[:13]
	}},
	{"title_by_no_office", on("titled"), "title_certificate.authority", "issuing_authority", func(st *story, _ *set, rng *rand.Rand) {
		st.issuer = pick(rng, []string{"湖南博学教育咨询有限公司", "长沙英才职业培训有限公司", "全国建筑人员协会", "湖南企业管理促进会"})
		st.shows = map[document.Kind]string{document.TitleCertificate: "issuing_authority"}
	}},
}

// numberOfAll gives the candidate one identity number on all papers and in the
// declaration.
func (st *story) numberOfAll(id string) {
	for _, p := range st.persons() {
		p.id = id
	}
	st.declared["id_number"] = id
}

// persons are the copies of the candidate that the papers are about.
func (st *story) persons() []*person {
	return []*person{
		&st.card, &st.holder, &st.diploma.person, &st.record.person, &st.degree.person, &st.form.study.person, &st.work.person, &st.work.study.person,
	}
}

// attend has the candidate come from another school on all papers and in the
// declaration, with numbers that begin with its code.
func (st *story) attend(at school) {
	for _, g := range []*graduation{&st.diploma, &st.record.graduation, &st.degree.graduation, &st.form.study, &st.work.study} {
		g.school, g.code = at.name, at.code
		g.number = at.code + g.number[5:]
	}
	st.declared["school"], st.declared["certificate_number"] = at.name, st.diploma.number
}

// oldNumber is the number of 15 digits that somebody had before 1999.
func oldNumber(id string) string { return id[:6] + id[8:17] }
