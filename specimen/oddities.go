package specimen

import (
	"math/rand/v2"
	"strings"

	"hecha/document"
)

// oddity is something true and unusual that accuses nobody.
type oddity struct {
	sort  string
	on    func(*story) bool
	plant func(st *story, s *set, rng *rand.Rand)
}

// longWork are the stories with many years of work beyond what any exam asks.
func longWork(years int) func(*story) bool {
	return func(st *story) bool {
		return withWork(st) && monthsOf(st.work.periods[0], st.cutoff()) > 12*years
	}
}

// oddities are all of them.
var oddities = []oddity{
	{"old_number_on_work", func(st *story) bool { return withWork(st) && st.card.birth.Year() < 1985 }, func(st *story, _ *set, _ *rand.Rand) {
		st.rows = 1
		st.work.person.id = oldNumber(st.card.id)
	}},
	{"month_shared_by_two_employers", withWork, func(st *story, _ *set, _ *rand.Rand) {
		st.rows = 2
		st.adapt = func(k *career) {
			if len(k.periods) > 1 {
				k.periods[0].end = k.periods[1].start
			}
		}
	}},
	{"two_jobs_beside_each_other", withWork, func(st *story, _ *set, _ *rand.Rand) {
		st.rows = 2
		st.adapt = func(k *career) {
			if len(k.periods) > 1 {
				k.periods[0].end = k.periods[1].start.AddDate(0, 9, 0)
			}
		}
	}},
	{"seal_of_a_branch", func(st *story) bool { return withWork(st) && strings.HasSuffix(st.work.employer.name, "有限公司") }, func(st *story, _ *set, rng *rand.Rand) {
		st.stamp = SealSpec{Text: st.work.employer.name + pick(rng, []string{"长沙分公司", "湖南分公司", "第一分公司"}), Centre: "star", Type: document.SealOfficial}
	}},
	{"seal_of_the_personnel_office", withWork, func(st *story, _ *set, _ *rand.Rand) {
		st.stamp = SealSpec{Text: st.work.employer.name, Inner: "人事专用章", Centre: "star", Type: document.SealPersonnel}
	}},
	{"school_renamed_since", func(st *story) bool { return regular(st) && st.diploma.graduated.Year() < 2010 }, func(st *story, _ *set, _ *rand.Rand) {
		st.attend(school{code: "10107", name: "石家庄铁道学院"})
		st.declared["school"], st.form.study.school, st.work.study.school = "石家庄铁道大学", "石家庄铁道大学", "石家庄铁道大学"
	}},
	{"years_without_work", longWork(12), func(st *story, _ *set, _ *rand.Rand) {
		start := st.work.periods[0].start.AddDate(3, 4, 0)
		st.work.periods[0].start, st.form.start = start, start
		st.declared["work_start"] = month(start)
		st.declareYears(monthsOf(period{start: start}, st.cutoff()) / 12)
	}},
	{"certificates_of_two_employers", func(st *story) bool { return longWork(12)(st) && !st.way.partTime }, func(st *story, s *set, rng *rand.Rand) {
		from := st.work.periods[0].start
		st.rows = 1
		st.second = st.otherJob(s, rng, from, from.AddDate(3, 0, 0))
		st.second.periods[0].end = from.AddDate(3, 0, 0)
		st.work.periods[0].start = from.AddDate(3, 1, 0)
	}},
	{"other_study_on_work", regular, func(st *story, s *set, rng *rand.Rand) {
		g := &st.work.study
		g.school, g.level = s.school(rng, "专科").name, "专科"
		g.graduated = g.graduated.AddDate(-5, 0, 0)
	}},
	{"brackets_of_another_width", func(st *story) bool { return strings.Contains(st.work.employer.name, "（") }, func(st *story, _ *set, _ *rand.Rand) {
		st.form.employer.name = strings.NewReplacer("（", "(", "）", ")").Replace(st.form.employer.name)
	}},
	{"employed_by_a_school", withWork, func(st *story, s *set, rng *rand.Rand) {
		name := s.school(rng, "本科").name
		st.work.employer.name, st.form.employer.name, st.declared["employer"] = name, name, name
	}},
	{"graduate_of_nineteen", regular, func(st *story, _ *set, rng *rand.Rand) {
		birth := st.diploma.graduated.AddDate(-19, -1, 0)
		for _, p := range st.persons() {
			p.birth = birth
		}
		st.numberOfAll(idNumber(rng, st.card.home.code, birth, st.card.sex))
		st.declared["birth_date"] = iso(birth)
		st.cardFrom, st.cardTo = validCard(st.card, rng)
	}},
}

// Oddities are the sorts of them.
func Oddities() []string {
	var all []string
	for _, o := range oddities {
		all = append(all, o.sort)
	}
	return all
}
