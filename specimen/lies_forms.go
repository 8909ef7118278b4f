package specimen

import (
	"math/rand/v2"

	"hecha/document"
)

// liarsOnForms plant lies on the form of the exam.
var liarsOnForms = []liar{
	{"other_persons_form", allWays, "application.name", "name", func(st *story, s *set, rng *rand.Rand) {
		st.form.study.person.name = s.otherName(rng, st.card)
	}},
	{"digit_of_id_on_form", allWays, "application.id_number document.id_check_digit", "id_number", func(st *story, _ *set, rng *rand.Rand) {
		p := &st.form.study.person
		p.id = idNumber(rng, p.home.code, p.birth.AddDate(0, 0, 1+rng.IntN(20)), p.sex)
	}},
	{"form_of_another_exam", allWays, "application.exam", "exam", func(st *story, _ *set, rng *rand.Rand) {
		for st.form.exam == st.sitting.exam {
			st.form.sitting = pick(rng, []sitting{builders, supervisors, economists, statistics, builders2})
			st.form.year, st.form.level = st.sitting.year, st.declared["level"]
		}
		st.shows = map[document.Kind]string{document.ApplicationForm: "exam"}
	}},
	{"form_of_another_level", on(regularWay), "application.exam_level", "level", func(st *story, _ *set, _ *rand.Rand) {
		st.form.level = "免二科"
	}},
	{"form_of_another_specialty", on(regularWay, "adult", "secondary"), "application.specialty", "specialty", func(st *story, _ *set, rng *rand.Rand) {
		for st.form.specialty == st.declared["specialty"] || st.declared["specialty"] == "" {
			st.declared["specialty"] = pick(rng, st.sitting.specialties)
		}
	}},
	{"form_of_another_city", allWays, "application.city", "city", func(st *story, _ *set, rng *rand.Rand) {
		for st.form.city == st.declared["city"] {
			st.form.city = pick(rng, storyCities)
		}
	}},
	{"employer_on_the_form", withWork, "application.employer", "employer", func(st *story, s *set, rng *rand.Rand) {
		for st.form.employer.name == st.work.employer.name {
			st.form.employer = s.newEmployer(rng)
		}
		st.declared["employer"] = st.form.employer.name
	}},
	{"years_on_the_form", withWork, "application.years_claimed", "years", func(st *story, _ *set, rng *rand.Rand) {
		st.rows = 1
		st.form.years = monthsOf(st.work.periods[0], st.work.issued)/12 + 3 + rng.IntN(4)
	}},
	{"school_on_the_form", on(regularWay, "old", "adult"), "application.school", "school", func(st *story, s *set, rng *rand.Rand) {
		for st.form.study.school == st.diploma.school {
			st.form.study.school = s.school(rng, "本科").name
		}
	}},
	{"level_on_the_form", on(regularWay, "party_school"), "application.level", "education|level", func(st *story, _ *set, _ *rand.Rand) {
		st.form.study.level = "硕士研究生"
	}},
}

// liarsOnWays plant lies that belong to one road to an exam.
var liarsOnWays = []liar{
	{"query_of_another_person", on("secondary", "technician", "technician_new", "party_school"), "application.name", "name", func(st *story, s *set, rng *rand.Rand) {
		st.record.person.name = s.otherName(rng, st.card)
	}},
	{"query_of_another_number", on("secondary", "technician", "technician_new", "party_school"), "application.certificate_number", "certificate_number", func(st *story, _ *set, rng *rand.Rand) {
		st.record.number = otherDigit(st.record.number, len(st.record.number)-1-rng.IntN(3))
	}},
	{"page_of_a_false_site", on("secondary", "technician", "technician_new"), "query.site_other policy.wrong_proof", "site", func(st *story, _ *set, rng *rand.Rand) {
		st.site = pick(rng, []string{"zcc-hnedu.cn.com", "www.e9ljob.net", "jxzs.mohrss.org", "www.byzcx.net"})
	}},
	{"system_of_other_years", on("technician", "technician_new"), "query.site_year policy.wrong_proof", "site", func(st *story, _ *set, _ *rand.Rand) {
		st.site = cond(st.way.name == "technician", "www.jxzs.mohrss.gov.cn", "www.e91job.com")
	}},
	{"other_schools_query", on("technician", "technician_new", "technician_office"), "policy.wrong_proof", "education_proof", func(st *story, _ *set, _ *rand.Rand) {
		st.proof = document.VocationalQuery
	}},
	{"class_raised", on("technician", "technician_new", "technician_office"), "policy.level_differs", "education_level|level", func(st *story, s *set, rng *rand.Rand) {
		for _, g := range []*graduation{&st.diploma, &st.record.graduation} {
			g.class, g.classPrint = "中级工班", cond(s.unseen(), "中级技工班", "中级工班")
		}
		st.declared["technician_class"] = pick(rng, []string{"高级工班", "预备技师（技师）班"})
	}},
	{"not_confirmed", on("old", "unregistered", "secondary_old", "technician_office"), "verification.unconfirmed policy.wrong_proof", "verification_result", func(st *story, _ *set, _ *rand.Rand) {
		st.verdict = "不属实"
	}},
	{"authentication_of_another_person", on("old", "unregistered", "secondary_old", "party_school_offline"), "application.name", "name", func(st *story, s *set, rng *rand.Rand) {
		st.record.person.name = s.otherName(rng, st.card)
	}},
	{"status_of_another_person", on("technician_office"), "application.name", "name", func(st *story, s *set, rng *rand.Rand) {
		st.record.person.name = s.otherName(rng, st.card)
	}},
	{"registration_for_a_secondary_school", on("secondary", "secondary_old"), "policy.wrong_proof", "education_proof", func(st *story, _ *set, _ *rand.Rand) {
		st.proof = document.CHSIRegistration
	}},
	{"party_school_by_registration", on("party_school", "party_school_offline"), "policy.wrong_proof", "education_proof", func(st *story, _ *set, _ *rand.Rand) {
		st.proof = document.CHSIEnrolment
	}},
	{"degree_from_abroad_of_another", on("abroad"), "application.name", "name", func(st *story, s *set, rng *rand.Rand) {
		st.record.person.name = s.otherName(rng, st.card)
	}},
	{"certified_before_the_degree", on("abroad"), "cscse.dates_order", "awarded_date issued_date", func(st *story, _ *set, rng *rand.Rand) {
		st.abroad.issued = st.abroad.ended.AddDate(0, -3-rng.IntN(8), 0)
	}},
	{"degree_from_abroad_after_the_exam", on("abroad"), "application.graduated_late", "awarded_date|graduation_date", func(st *story, _ *set, rng *rand.Rand) {
		st.abroad.ended = st.cutoff().AddDate(0, 1+rng.IntN(3), 0)
		st.abroad.issued = st.abroad.ended.AddDate(0, 3, 0)
	}},
	{"title_after_the_exam", on("titled"), "application.gained_late", "awarded_date|issued_date", func(st *story, _ *set, rng *rand.Rand) {
		st.ranked = st.cutoff().AddDate(0, 1+rng.IntN(8), 3)
		st.shows = map[document.Kind]string{document.TitleCertificate: "awarded_date", document.AppointmentLetter: "appointed_from"}
	}},
	{"appointed_after_the_exam", on("exempt"), "application.gained_late", "awarded_date|appointed_from|issued_date", func(st *story, _ *set, rng *rand.Rand) {
		st.ranked = st.cutoff().AddDate(0, 1+rng.IntN(8), 3)
		st.shows = map[document.Kind]string{document.TitleCertificate: "awarded_date", document.AppointmentLetter: "appointed_from"}
	}},
	{"title_of_another_person", on("titled", "exempt"), "application.name", "name", func(st *story, s *set, rng *rand.Rand) {
		st.holder.name = s.otherName(rng, st.card)
	}},
	{"title_too_low", on("titled"), "policy.not_entitled", "titles", func(st *story, _ *set, _ *rand.Rand) {
		st.rank = titleRank{"助理统计师", "初级"}
	}},
	{"other_first_qualification", on("extra"), "policy.wrong_proof", "qualification", func(st *story, _ *set, rng *rand.Rand) {
		st.qualification = pick(rng, []string{"二级建造师", "监理工程师", "一级造价工程师"})
		st.shows = map[document.Kind]string{document.QualificationCertificate: "qualification"}
	}},
	{"qualification_of_another_person", on("extra"), "application.name", "name", func(st *story, s *set, rng *rand.Rand) {
		st.holder.name = s.otherName(rng, st.card)
	}},
	{"first_qualification_after_the_exam", on("extra"), "application.gained_late", "approval_date|issued_date", func(st *story, _ *set, rng *rand.Rand) {
		st.ranked = st.cutoff().AddDate(0, 1+rng.IntN(6), 3)
	}},
}
