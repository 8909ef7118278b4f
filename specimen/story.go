package specimen

import (
	"fmt"
	"math/rand/v2"
	"strconv"
	"strings"
	"time"

	"hecha/document"
)

// story is one candidate's application: the facts that its papers are drawn
// from. What is true stands once; every paper has a copy, so that a lie can be
// planted on one of them.
type story struct {
	declared map[string]string // application.yaml beside what never lies

	card     person    // 身份证
	cardFrom time.Time // validity; until is zero for 长期
	cardTo   time.Time
	diploma  graduation
	record   chsiRecord
	work     career
	degree   award
	// graded tells that the degree was handed in, enrolled that the proof of the
	// education is only one of enrolment.
	graded, enrolled bool
	stamp            SealSpec // of the certificate of work; empty for the employer's own
	unsealed         bool
	// rows is how many employments a table must have at least.
	rows int
	// layer, if set, is the name that the diploma's hidden text tells.
	layer string
	// adapt changes the certificate of work when its layout is known.
	adapt func(*career)
}

// The sitting that every story is about: its day of review lies in the weeks of
// the notice, its years count up to December 2020.
const (
	storyExam = "一级建造师"
	storyYear = 2020
	storyWork = "建设工程施工管理"
)

var storyCutoff = time.Date(storyYear, 12, 31, 0, 0, 0, 0, time.UTC)

// storyMajors belong to the class that the exam names.
var storyMajors = map[Split][]string{
	Tune:   {"土木工程", "给排水科学与工程", "电气工程及其自动化", "道路桥梁与渡河工程", "测绘工程"},
	Unseen: {"城市地下空间工程", "水利水电工程", "机械设计制造及其自动化", "交通工程", "采矿工程"},
}

var storyCities = strings.Fields("长沙市 株洲市 湘潭市 衡阳市 岳阳市 常德市 益阳市 郴州市 永州市 怀化市")

// newStory makes up a truthful application of somebody who was entitled.
func (s *set) newStory(rng *rand.Rand) *story {
	g := s.graduation(rng, 1, "本科")
	g.major = pick(rng, storyMajors[s.split])
	g.length = 4
	g.person.name = s.name(rng, g.person.sex)
	graduated := 2003 + rng.IntN(11)
	g.enrolled = time.Date(graduated-4, 9, 1, 0, 0, 0, 0, time.UTC)
	g.graduated = time.Date(graduated, time.Month(6+rng.IntN(2)), 1+rng.IntN(28), 0, 0, 0, 0, time.UTC)
	g.person.birth = time.Date(graduated-22-rng.IntN(2), time.Month(1+rng.IntN(8)), 1+rng.IntN(28), 0, 0, 0, 0, time.UTC)
	g.person.id = idNumber(rng, g.person.home.code, g.person.birth, g.person.sex)
	g.number = certificateNumber(rng, s, g.code, 1, graduated, g.level)
	st := &story{card: g.person, diploma: g}
	st.cardFrom, st.cardTo = validCard(g.person, rng)
	st.record = chsiRecord{graduation: g, category: "普通高等教育", form: "普通全日制", result: "毕业", updated: today.AddDate(0, 0, -5-rng.IntN(90))}
	st.degree = award{graduation: g, degree: "工学学士", discipline: "工学", rank: "学士"}
	st.degree.number = fmt.Sprintf("%s4%d%06d", g.code, graduated, s.serial(rng))
	st.graded = chance(rng, 0.5)
	st.work = career{
		person: g.person, employer: s.newEmployer(rng), work: storyWork, exam: storyExam, study: g,
		issued: today.AddDate(0, 0, -2-rng.IntN(60)),
	}
	start := g.graduated.AddDate(0, 1+rng.IntN(4), 0)
	st.work.periods = []period{{start: start}}
	years := (storyCutoff.Year()-start.Year())*12 + int(storyCutoff.Month()-start.Month())
	st.declared = map[string]string{
		"name": g.person.name, "sex": g.person.sex, "birth_date": iso(g.person.birth), "id_number": g.person.id, "employer": st.work.employer.name,
		"school": g.school, "major": g.major, "education_level": g.level, "education_path": "regular", "enrollment_date": month(g.enrolled),
		"graduation_date": iso(g.graduated), "certificate_number": g.number, "city": pick(rng, storyCities), "level": "考全科",
		"years": strconv.Itoa(years / 12), "work_start": month(start), "registered": "true",
	}
	return st
}

// validCard is a validity that has not run out by the day of the review.
func validCard(p person, rng *rand.Rand) (from, until time.Time) {
	for {
		if from, until = cardValidity(p, rng); until.IsZero() || until.After(today) {
			return from, until
		}
	}
}

// told puts the story's facts in the place of those that a drawing made up.
func (st *story) toldRecord(made chsiRecord) chsiRecord {
	r := st.record
	r.vcode = made.vcode
	switch {
	case r.payload == "":
		r.payload = made.payload
	case strings.Contains(r.payload, "{code}"):
		r.payload = strings.Replace(r.payload, "{code}", made.vcode, 1)
	}
	return r
}

// toldCareer keeps the number of employments that the layout has room for and
// what the story leaves open.
func (st *story) toldCareer(made career) career {
	k := st.work
	k.job, k.contact = made.job, made.contact
	start := st.work.periods[0].start
	months := monthsOf(period{start: start}, k.issued)
	k.periods = nil
	n := min(len(made.periods), max(1, months/12))
	for i := range n {
		p := made.periods[i]
		p.start = start.AddDate(0, months*i/n, 0)
		p.end = start.AddDate(0, months*(i+1)/n-1, 0)
		p.work, p.employer = k.work, cond(i == n-1, k.employer.name, p.employer)
		if i == n-1 {
			p.end, p.job = time.Time{}, k.job
		}
		k.periods = append(k.periods, p)
	}
	k.total = months / 12
	k.years = k.total
	if st.adapt != nil {
		st.adapt(&k)
	}
	return k
}

// yaml is the application.yaml of the story.
func (st *story) yaml() []byte {
	var b strings.Builder
	fmt.Fprintf(&b, "# 样本：虚构的申请\nexam: %s\nexam_year: %d\nreview_date: %s\n", storyExam, storyYear, iso(today))
	for _, key := range storyKeys {
		if v := st.declared[key]; v != "" {
			if key == "registered" {
				fmt.Fprintf(&b, "%s: %s\n", key, v)
				continue
			}
			fmt.Fprintf(&b, "%s: %q\n", key, v)
		}
	}
	return []byte(b.String())
}

var storyKeys = strings.Fields(`level city employer name sex birth_date id_number education_path education_level study_form school major
	enrollment_date graduation_date certificate_number registered work_start years`)

// storyPaper is one file of an application before it is drawn.
type storyPaper struct {
	file   string
	kind   document.Kind
	layout string
}

// papers chooses the layouts of a story's papers.
func (st *story) papers(s *set, rng *rand.Rand) []storyPaper {
	of := func(kind document.Kind, fits func(string) bool) storyPaper {
		var names []string
		for _, l := range layouts {
			if l.kind == kind && (l.only == "" || l.only == s.split) && fits(l.name) {
				names = append(names, l.name)
			}
		}
		return storyPaper{kind: kind, layout: pick(rng, names)}
	}
	any := func(string) bool { return true }
	all := []storyPaper{
		of(document.IDCardPortrait, any), of(document.IDCardEmblem, any),
		of(document.Diploma, func(name string) bool { return strings.HasPrefix(name, "ordinary") }),
		of(document.CHSIRegistration, func(name string) bool { return strings.HasPrefix(name, "v2019") }),
		of(document.WorkCertificate, st.fitsWork),
	}
	if st.enrolled {
		all[3] = of(document.CHSIEnrolment, any)
	}
	if st.graded {
		all = append(all, of(document.DegreeCertificate, func(name string) bool { return strings.HasPrefix(name, "national") }))
	}
	for i := range all {
		all[i].file = fmt.Sprintf("%02d", i+1)
	}
	return all
}

// fitsWork tells whether a layout can show what the story needs: a table for
// rows, and none of so many pages for the rest.
func (st *story) fitsWork(name string) bool {
	for _, d := range workDesigns {
		if d.name != name {
			continue
		}
		if st.rows > 0 {
			return d.table && d.employers[1] <= 4 || d.table && d.only == Unseen
		}
		return !d.tall
	}
	return false
}

// holder is whom a card is about.
func (s *set) holder(rng *rand.Rand) person {
	p := s.newPerson(rng)
	if s.story != nil {
		return s.story.card
	}
	return p
}
