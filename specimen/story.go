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
	way      way
	sitting  sitting
	declared map[string]string // application.yaml beside what never lies

	card     person    // 身份证
	cardFrom time.Time // validity; until is zero for 长期
	cardTo   time.Time
	diploma  graduation
	record   chsiRecord // of the register, or of who else vouches for the education
	abroad   studyAbroad
	work     career
	degree   award
	form     formFacts
	// rank is what title certificate, letter of appointment and qualification
	// certificate are about, gained or begun on the day ranked by holder.
	rank          titleRank
	qualification string
	ranked        time.Time
	holder        person
	// site is the host of the page of results; empty for the right one.
	site    string
	verdict string // of an authentication
	// proof is handed in instead of that of the way, where it is set.
	proof document.Kind
	// graded tells that the degree was handed in.
	graded    bool
	stamp     SealSpec // of the certificate of work; empty for the employer's own
	formStamp SealSpec // of the form, the same
	unsealed  bool
	// second is what another certificate of work is about, if there is one.
	second *career
	// issuer gave the title; empty for an office.
	issuer string
	// numbered is the year in the number of a certificate; 0 for the right one.
	numbered int
	// rows is how many employments a table must have at least.
	rows int
	// shows are the fields, between blanks, without which what is told on a paper of
	// the kind would not be seen: it is drawn again until it has them. seals is a
	// seal.
	shows map[document.Kind]string
	// layer, if set, is the name that the diploma's hidden text tells.
	layer string
	// adapt changes the certificate of work when its layout is known.
	adapt func(*career)
}

// formFacts are what the form of the exam says.
type formFacts struct {
	sitting
	specialty string
	study     graduation
	employer  employer
	start     time.Time
	years     int
	city      string
}

// cutoff is the last day that counts for the exam.
func (st *story) cutoff() time.Time {
	return time.Date(st.sitting.year, 12, 31, 0, 0, 0, 0, time.UTC)
}

// storyMajors belong to the classes that the exams name.
var storyMajors = map[Split][]string{
	Tune:   {"土木工程", "给排水科学与工程", "电气工程及其自动化", "道路桥梁与渡河工程", "测绘工程"},
	Unseen: {"城市地下空间工程", "水利水电工程", "机械设计制造及其自动化", "交通工程", "采矿工程"},
}

var storyCities = strings.Fields("长沙市 株洲市 湘潭市 衡阳市 岳阳市 常德市 益阳市 郴州市 永州市 怀化市")

// newStory makes up a truthful application of somebody who was entitled.
func (s *set) newStory(rng *rand.Rand, w way) *story {
	st := &story{way: w, sitting: pick(rng, w.exams), diploma: w.study(s, rng), declared: map[string]string{}, verdict: "属实"}
	st.rank, st.qualification = titleRank{"高级工程师", "副高级"}, st.sitting.exam
	if w.prepare != nil {
		w.prepare(st, s, rng)
	}
	g := st.diploma
	st.card, st.holder = g.person, g.person
	st.cardFrom, st.cardTo = validCard(g.person, rng)
	if st.ranked.IsZero() {
		st.ranked = g.graduated.AddDate(4, rng.IntN(12), 0)
	}
	st.record = chsiRecord{graduation: g, category: "普通高等教育", form: "普通全日制", result: "毕业", updated: today.AddDate(0, 0, -5-rng.IntN(90))}
	switch w.path {
	case document.PathAdult:
		st.record.category, st.record.form = "成人高等教育", g.form
	case document.PathNetwork:
		st.record.category, st.record.form = "网络教育", "网络教育"
	case document.PathSelfStudy:
		st.record.category, st.record.form = "高等教育自学考试", "自学考试"
	}
	if w.name == regularWay {
		st.degree = award{graduation: g, degree: "工学学士", discipline: "工学", rank: "学士"}
		st.degree.number = fmt.Sprintf("%s4%d%06d", g.code, g.graduated.Year(), s.serial(rng))
		st.graded = chance(rng, 0.5)
	}
	st.employ(s, rng)
	st.declare(rng)
	return st
}

// classLevels are the levels that the classes of technician schools count as.
var classLevels = map[string]string{"中级工班": "中专", "高级工班": "专科", "预备技师（技师）班": "本科"}

// employ gives the candidate work from the graduation on, or beside the study.
func (st *story) employ(s *set, rng *rand.Rand) {
	g := st.diploma
	if g.class != "" {
		g.level = classLevels[g.class]
	}
	start := g.graduated.AddDate(0, 1+rng.IntN(4), 0)
	if st.way.partTime && chance(rng, 0.7) {
		start = g.enrolled.AddDate(-1-rng.IntN(2), rng.IntN(6), 0)
	}
	st.work = career{
		person: g.person, employer: s.newEmployer(rng), work: st.sitting.work, exam: st.sitting.exam, study: g,
		issued: today.AddDate(0, 0, -2-rng.IntN(60)), periods: []period{{start: start}},
	}
	years := monthsOf(period{start: start}, st.cutoff()) / 12
	st.form = formFacts{
		sitting: st.sitting, specialty: pick(rng, st.sitting.specialties), study: g, employer: st.work.employer,
		start: start, years: years, city: pick(rng, storyCities),
	}
	if level := st.way.declare["level"]; level != "" {
		st.form.level = level
	}
}

// declare writes down what the candidate declares.
func (st *story) declare(rng *rand.Rand) {
	g := st.diploma
	for key, v := range map[string]string{
		"name": g.person.name, "sex": g.person.sex, "birth_date": iso(g.person.birth), "id_number": g.person.id,
		"employer": st.work.employer.name, "school": g.school, "major": g.major, "education_level": g.level,
		"education_path": string(st.way.path), "technician_class": g.class, "enrollment_date": month(g.enrolled),
		"graduation_date": iso(g.graduated), "certificate_number": g.number, "city": st.form.city, "level": st.form.level,
		"years": strconv.Itoa(st.form.years), "work_start": month(st.form.start),
	} {
		st.declared[key] = v
	}
	if chance(rng, 0.5) {
		st.declared["specialty"] = st.form.specialty
	}
	for key, v := range st.way.declare {
		st.declared[key] = v
	}
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
	if r.vcode == "" {
		r.vcode = made.vcode
	}
	switch {
	case r.payload == "":
		r.payload = made.payload
	case strings.Contains(r.payload, "{code}"):
		r.payload = strings.Replace(r.payload, "{code}", made.vcode, 1)
	}
	return r
}

// toldQuery puts the story's facts on a page of results.
func (st *story) toldQuery(made queryRecord) queryRecord {
	r := made
	r.graduation = st.record.graduation
	r.graduation.level = cond(r.graduation.class != "", "", r.graduation.level)
	r.class = r.graduation.class
	if st.way.proof == document.TechnicianQuery {
		r.site = webSite{host: "www.e91job.com", path: "/hunanweb/extAccessAction/showCertificate.action", title: "技工院校毕业证书查询"}
		if st.diploma.graduated.Year() >= 2015 {
			r.site = webSite{host: "www.jxzs.mohrss.gov.cn", path: "/query/result", title: "全国技工院校毕业证书查询系统"}
		}
	}
	if st.site != "" {
		r.site.host = st.site
	}
	return r
}

// toldReport puts the story's facts on a report of who vouches for a diploma.
func (st *story) toldReport(made report) report {
	r := made
	r.graduation, r.verdict = st.record.graduation, st.verdict
	r.category, r.form, r.result = st.record.category, st.record.form, "毕业"
	switch st.way.path {
	case document.PathPartySchool:
		r.issuer, r.title, r.category, r.form = "中共湖南省委党校", "学历认证报告", "", st.record.graduation.form
	case document.PathSecondary:
		r.issuer, r.title, r.category, r.form = "湖南省教育厅", "学历认证报告", "", "全日制"
	}
	r.issued = st.record.updated
	return r
}

// toldAbroad keeps the number's form of what a drawing made up.
func (st *story) toldAbroad(made studyAbroad, rng *rand.Rand, s *set) studyAbroad {
	k := st.abroad
	k.person = st.record.person
	year := st.yearInNumber(k.issued)
	k.number = fmt.Sprintf("%d%d%07d", 1+rng.IntN(4), year, s.serial(rng)*7)
	if strings.HasPrefix(made.number, "教") {
		k.number = fmt.Sprintf("教留服认%s[%d]%05d号", k.school.mark, year, s.serial(rng)%100000)
	}
	return k
}

// yearInNumber is the year that a certificate made out on a day has in its number.
func (st *story) yearInNumber(day time.Time) int {
	return cond(st.numbered != 0, st.numbered, day.Year())
}

// toldCareer keeps the number of employments that the layout has room for and
// what the story leaves open.
func (st *story) toldCareer(made career) career {
	k := st.work
	k.job = made.job
	if k.contact == "" {
		k.contact = made.contact
	}
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
	fmt.Fprintf(&b, "# 样本：虚构的申请\nexam: %s\nexam_year: %d\nreview_date: %s\n", st.sitting.exam, st.sitting.year, iso(today))
	for _, key := range storyKeys {
		if v := st.declared[key]; v != "" {
			if key == "registered" || key == "online_record" {
				fmt.Fprintf(&b, "%s: %s\n", key, v)
				continue
			}
			fmt.Fprintf(&b, "%s: %q\n", key, v)
		}
	}
	return []byte(b.String())
}

var storyKeys = strings.Fields(`level specialty city employer name sex birth_date id_number education_path education_level technician_class
	study_form school major enrollment_date graduation_date graduation_place certificate_number registered online_record work_start years`)

// storyPaper is one file of an application before it is drawn.
type storyPaper struct {
	file   string
	kind   document.Kind
	layout string
	second bool // about the story's second career
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
	begins := func(head string) func(string) bool {
		return func(name string) bool { return strings.HasPrefix(name, head) }
	}
	all := []storyPaper{of(document.IDCardPortrait, any), of(document.IDCardEmblem, any), of(document.ApplicationForm, any)}
	if st.way.diploma != "" {
		all = append(all, of(document.Diploma, begins(st.way.diploma)))
	}
	switch {
	case st.proof != "":
		all = append(all, of(st.proof, any))
	case st.way.proof == document.CHSIAuthentication && st.way.layout == "":
		all = append(all, of(st.way.proof, func(name string) bool { return name != "province" }))
	case st.way.proof != "":
		all = append(all, of(st.way.proof, begins(st.way.layout)))
	}
	if st.way.proof != "" {
		all = append(all, of(document.WorkCertificate, st.fitsWork))
	}
	if st.second != nil {
		paper := of(document.WorkCertificate, st.fitsWork)
		paper.second = true
		all = append(all, paper)
	}
	if len(st.way.besides) > 0 {
		all = append(all, of(pick(rng, st.way.besides), any))
	}
	if st.graded {
		all = append(all, of(document.DegreeCertificate, begins("national")))
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
			return d.table && d.employers[1] >= st.rows && (d.employers[1] <= 4 || d.only == Unseen)
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
