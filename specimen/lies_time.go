package specimen

import (
	"math/rand/v2"
	"strconv"
	"time"

	"hecha/document"
)

// liarsInTime plant days that cannot be.
var liarsInTime = []liar{
	{"card_not_yet_valid", allWays, "document.future_date", "valid_from", func(st *story, _ *set, rng *rand.Rand) {
		st.cardFrom = today.AddDate(0, 1+rng.IntN(6), 3)
		st.cardTo = st.cardFrom.AddDate(20, 0, 0)
	}},
	{"registration_of_tomorrow", regular, "document.future_date", "updated_date", func(st *story, _ *set, rng *rand.Rand) {
		st.record.updated = today.AddDate(0, 1+rng.IntN(4), rng.IntN(20))
	}},
	{"form_of_another_year", allWays, "application.exam_year", "exam_year", func(st *story, _ *set, rng *rand.Rand) {
		st.form.year = st.sitting.year - 1 - rng.IntN(2)
		st.shows = map[document.Kind]string{document.ApplicationForm: "exam_year"}
	}},
	{"birth_date_on_the_form", allWays, "application_form.birth_date application.birth_date", "birth_date", func(st *story, _ *set, rng *rand.Rand) {
		p := &st.form.study.person
		p.birth = p.birth.AddDate(2+rng.IntN(3), 2, 0)
		st.shows = map[document.Kind]string{document.ApplicationForm: "birth_date"}
	}},
	{"sex_on_the_form", allWays, "application_form.sex application.sex", "sex", func(st *story, _ *set, _ *rand.Rand) {
		p := &st.form.study.person
		p.sex = cond(p.sex == "男", "女", "男")
		st.shows = map[document.Kind]string{document.ApplicationForm: "sex"}
	}},
	{"graduation_on_the_form", on(regularWay, "old", "adult"), "application.graduation_date", "graduation_date", func(st *story, _ *set, rng *rand.Rand) {
		st.form.study.graduated = st.form.study.graduated.AddDate(-2-rng.IntN(2), 0, 0)
		st.shows = map[document.Kind]string{document.ApplicationForm: "graduation_date"}
	}},
	{"length_against_dates", regular, "education.length", "length_years", func(st *story, _ *set, _ *rand.Rand) {
		st.diploma.length, st.record.length = 2, 2
	}},
	{"graduated_as_a_child", regular, "education.age application.graduated_young", "graduation_date", func(st *story, _ *set, rng *rand.Rand) {
		birth := st.diploma.graduated.AddDate(-14-rng.IntN(2), -1, 0)
		for _, p := range st.persons() {
			p.birth = birth
		}
		st.numberOfAll(idNumber(rng, st.card.home.code, birth, st.card.sex))
		st.declared["birth_date"] = iso(birth)
	}},
	{"title_as_a_child", on("titled"), "title_certificate.age", "birth_date awarded_date", func(st *story, _ *set, rng *rand.Rand) {
		st.ranked = st.holder.birth.AddDate(18+rng.IntN(3), 0, 0)
		st.shows = map[document.Kind]string{document.TitleCertificate: "birth_date awarded_date"}
	}},
	{"certificate_before_graduation", func(st *story) bool {
		return spareTime(st) && st.work.periods[0].start.AddDate(2, 0, 0).Before(st.diploma.graduated)
	},
		"application.attested_early work_certificate.graduation_after_issue", "issued_date", func(st *story, _ *set, rng *rand.Rand) {
			st.work.issued = st.diploma.graduated.AddDate(0, -3-rng.IntN(9), 0)
			st.shows = map[document.Kind]string{document.WorkCertificate: "graduation_date issued_date"}
		}},
}

// spareTime are the stories of studies beside work.
func spareTime(st *story) bool { return st.way.partTime && st.way.proof == document.CHSIRegistration }

// liarsAtWork plant lies about work and who vouches for it.
var liarsAtWork = []liar{
	{"seal_of_a_project", withWork, "work_certificate.seal_type", "", func(st *story, _ *set, _ *rand.Rand) {
		st.stamp = SealSpec{Text: st.work.employer.name + "项目部", Centre: "star", Type: document.SealDepartment}
	}},
	{"seal_for_invoices", withWork, "work_certificate.seal_type", "", func(st *story, _ *set, _ *rand.Rand) {
		st.stamp = SealSpec{Text: st.work.employer.name, Inner: "发票专用章", Shape: "ellipse", Type: document.SealInvoice}
	}},
	{"form_sealed_by_another", withWork, "application.seal", "employer", func(st *story, s *set, rng *rand.Rand) {
		for st.formStamp.Text == "" || st.formStamp.Text == st.work.employer.name {
			st.formStamp = SealSpec{Text: s.newEmployer(rng).name, Centre: "star", Type: document.SealOfficial}
		}
		st.shows = map[document.Kind]string{document.ApplicationForm: "seals"}
	}},
	{"rows_reversed", withWork, "work_certificate.dates_order", "periods.*", func(st *story, _ *set, _ *rand.Rand) {
		st.rows = 2
		st.adapt = func(k *career) { k.periods[0].start, k.periods[0].end = k.periods[0].end, k.periods[0].start }
	}},
	{"work_to_come", withWork, "work_certificate.after_issue", "issued_date", func(st *story, _ *set, rng *rand.Rand) {
		st.rows = 1
		more := 13 + rng.IntN(12)
		st.adapt = func(k *career) { k.periods[len(k.periods)-1].end = k.issued.AddDate(0, more, 0) }
	}},
	{"months_counted_twice", withWork, "work_certificate.years_exceed", "years", func(st *story, _ *set, _ *rand.Rand) {
		st.rows = 2
		st.adapt = func(k *career) {
			if len(k.periods) > 1 {
				k.periods[0].end = k.periods[1].start.AddDate(2, 0, 0)
				k.years, k.total = k.years+2, k.total+2
			}
		}
	}},
	{"special_years_beyond_all", withWork, "work_certificate.total_below_years", "years total_years", func(st *story, _ *set, rng *rand.Rand) {
		more := 2 + rng.IntN(3)
		st.adapt = func(k *career) { k.years = k.total + more }
		st.shows = map[document.Kind]string{document.WorkCertificate: "years total_years"}
	}},
	{"vouched_by_oneself", withWork, "work_certificate.vouched_by_holder", "contact", func(st *story, _ *set, _ *rand.Rand) {
		st.work.contact = st.work.person.name
		st.shows = map[document.Kind]string{document.WorkCertificate: "contact"}
	}},
	{"own_telephone", withWork, "application.phone", "phone", func(st *story, _ *set, _ *rand.Rand) {
		st.work.employer.phone = st.form.study.person.phone
		st.shows = map[document.Kind]string{document.WorkCertificate: "phone", document.ApplicationForm: "phone"}
	}},
	{"two_jobs_at_once", withWork, "application.work_overlap", "periods.*|work_start", func(st *story, s *set, rng *rand.Rand) {
		st.rows = 1
		st.second = st.otherJob(s, rng, st.work.periods[0].start, time.Time{})
	}},
}

// otherJob is work for another employer, to this day where until is zero.
func (st *story) otherJob(s *set, rng *rand.Rand, from, until time.Time) *career {
	k := st.work
	for k.employer.name == st.work.employer.name {
		k.employer = s.newEmployer(rng)
	}
	k.periods = []period{{start: from}}
	if !until.IsZero() {
		k.issued = until
	}
	return &k
}

// declareYears declares what the work of the story comes to.
func (st *story) declareYears(years int) {
	st.form.years = years
	st.declared["years"] = strconv.Itoa(years)
}
