package specimen

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"time"

	"hecha/document"
)

// sitting is an exam of one year that stories are about.
type sitting struct {
	exam        string // as candidates declare it
	form        string // as the form's title has it
	year        int
	level       string // of the registration
	work        string // that counts for it
	specialties []string
}

var (
	builders    = sitting{"一级建造师", "一级建造师资格考试", 2020, "考全科", "建设工程施工管理", strings.Fields("建筑工程 市政公用工程 机电工程 公路工程")}
	supervisors = sitting{"监理工程师", "监理工程师职业资格考试", 2021, "考全科", "工程监理", strings.Fields("土木建筑工程 交通运输工程")}
	economists  = sitting{"中级经济专业技术资格", "经济专业技术资格（中级）考试", 2020, "考全科", "工商管理", strings.Fields("工商管理 人力资源管理 建筑与房地产经济")}
	statistics  = sitting{"高级统计师", "高级统计师资格考试", 2020, "考全科", "统计", []string{"统计"}}
	builders2   = sitting{"二级建造师", "二级建造师执业资格考试", 2021, "考三科", "施工管理", strings.Fields("建筑工程 水利水电工程 机电工程")}
)

// way is one road to an exam: an education with the papers that prove it, or a
// claim beside one.
type way struct {
	name   string
	path   document.EducationPath
	weight int // how often it is taken
	exams  []sitting
	// study makes up the education, with its dates.
	study func(s *set, rng *rand.Rand) graduation
	// diploma begins the layouts of the diploma; empty for none.
	diploma string
	proof   document.Kind // of the education
	layout  string        // begins the layouts of the proof
	besides []document.Kind
	declare map[string]string
	prepare func(st *story, s *set, rng *rand.Rand)
	// partTime tells that the work went on beside the study.
	partTime bool
}

const regularWay = "regular"

// ways are all of them.
var ways = []way{
	{
		name: regularWay, path: document.PathRegular, weight: 6, exams: []sitting{builders, builders, supervisors, economists}, study: regularStudy,
		diploma: "ordinary", proof: document.CHSIRegistration, layout: "v2019", declare: map[string]string{"registered": "true"},
	},
	{
		name: "unregistered", path: document.PathRegular, weight: 1, exams: []sitting{builders, economists}, study: regularStudy,
		diploma: "ordinary", proof: document.CHSIAuthentication, declare: map[string]string{"registered": "false"},
	},
	{
		name: "old", path: document.PathRegular, weight: 1, exams: []sitting{economists}, study: oldStudy,
		diploma: "old", proof: document.CHSIAuthentication,
	},
	{
		name: "adult", path: document.PathAdult, weight: 2, exams: []sitting{economists}, partTime: true,
		study:   spareTimeStudy(adultGraduation, 5, "函授", "业余"),
		diploma: "adult", proof: document.CHSIRegistration, layout: "v2019", declare: map[string]string{"registered": "true"},
	},
	{
		name: "network", path: document.PathNetwork, weight: 1, exams: []sitting{economists}, partTime: true,
		study:   spareTimeStudy(networkGraduation, 7, "网络教育"),
		diploma: "network", proof: document.CHSIRegistration, layout: "v2019", declare: map[string]string{"registered": "true"},
	},
	{
		name: "self_study", path: document.PathSelfStudy, weight: 1, exams: []sitting{economists}, partTime: true, study: ownStudy,
		diploma: "selfstudy", proof: document.CHSIRegistration, layout: "v2019", declare: map[string]string{"registered": "true"},
	},
	{
		name: "secondary", path: document.PathSecondary, weight: 2, exams: []sitting{builders2}, study: secondaryStudy(2006, 2016),
		diploma: "vocational", proof: document.VocationalQuery, declare: map[string]string{"graduation_place": "湖南"},
	},
	{
		name: "secondary_old", path: document.PathSecondary, weight: 1, exams: []sitting{builders2}, study: secondaryStudy(1999, 2004),
		diploma: "vocational", proof: document.CHSIAuthentication, layout: "province", declare: map[string]string{"graduation_place": "湖南"},
	},
	{
		name: "technician", path: document.PathTechnician, weight: 2, exams: []sitting{builders2}, study: technicianStudy(2006, 2013),
		diploma: "technician", proof: document.TechnicianQuery, declare: map[string]string{"graduation_place": "湖南"},
	},
	{
		name: "technician_new", path: document.PathTechnician, weight: 1, exams: []sitting{builders2}, study: technicianStudy(2015, 2017),
		diploma: "technician", proof: document.TechnicianQuery, declare: map[string]string{"graduation_place": "湖南"},
	},
	{
		name: "technician_office", path: document.PathTechnician, weight: 1, exams: []sitting{builders2}, study: technicianOffice,
		diploma: "technician", proof: document.SchoolStatusProof, declare: map[string]string{"graduation_place": "湖南"},
	},
	{
		name: "party_school", path: document.PathPartySchool, weight: 1, exams: []sitting{economists}, study: partyStudy, partTime: true,
		diploma: "party", proof: document.PartySchoolQuery,
	},
	{
		name: "party_school_offline", path: document.PathPartySchool, weight: 1, exams: []sitting{economists}, study: partyStudy, partTime: true,
		diploma: "party", proof: document.CHSIAuthentication, layout: "province", declare: map[string]string{"online_record": "false"},
	},
	{
		name: "abroad", path: document.PathAbroad, weight: 2, exams: []sitting{economists}, study: regularStudy, prepare: abroad,
		proof: document.CSCSECertificate,
	},
	{
		name: "exempt", path: document.PathRegular, weight: 1, exams: []sitting{builders}, study: regularStudy,
		diploma: "ordinary", proof: document.CHSIRegistration, layout: "v2019", besides: []document.Kind{document.TitleCertificate, document.AppointmentLetter},
		declare: map[string]string{"registered": "true", "level": "免二科"},
	},
	{
		name: "titled", path: document.PathRegular, weight: 2, exams: []sitting{statistics}, study: regularStudy, prepare: titled,
		diploma: "ordinary", proof: document.CHSIRegistration, layout: "v2019", besides: []document.Kind{document.TitleCertificate},
		declare: map[string]string{"registered": "true"},
	},
	{
		name: "extra", path: document.PathRegular, weight: 1, exams: []sitting{builders}, study: regularStudy,
		besides: []document.Kind{document.QualificationCertificate}, declare: map[string]string{"level": "增项"},
	},
}

// anyWay is one of ways by their weights.
func anyWay(rng *rand.Rand) way {
	total := 0
	for _, w := range ways {
		total += w.weight
	}
	n := rng.IntN(total)
	for _, w := range ways {
		if n -= w.weight; n < 0 {
			return w
		}
	}
	return ways[0]
}

// ended gives g a course that ends in June or July of year, begun at the age
// given or up to two years later.
func (g *graduation) ended(rng *rand.Rand, year, age int) {
	begin := year - int(g.length+0.5)
	g.enrolled = time.Date(begin, 9, 1, 0, 0, 0, 0, time.UTC)
	g.graduated = time.Date(year, time.Month(6+rng.IntN(2)), 1+rng.IntN(28), 0, 0, 0, 0, time.UTC)
	g.person.birth = time.Date(begin-age-rng.IntN(2), time.Month(1+rng.IntN(8)), 1+rng.IntN(28), 0, 0, 0, 0, time.UTC)
	g.person.id = idNumber(rng, g.person.home.code, g.person.birth, g.person.sex)
}

// spreadYears is a year from first to last.
func spreadYears(rng *rand.Rand, first, last int) int { return first + rng.IntN(last-first+1) }

func regularStudy(s *set, rng *rand.Rand) graduation {
	g := s.graduation(rng, 1, "本科")
	g.major, g.length = pick(rng, storyMajors[s.split]), 4
	g.person.name = s.name(rng, g.person.sex)
	g.ended(rng, spreadYears(rng, 2003, 2013), 18)
	g.number = certificateNumber(rng, s, g.code, 1, g.graduated.Year(), g.level)
	return g
}

func oldStudy(s *set, rng *rand.Rand) graduation {
	g := oldGraduation(s, rng)
	g.level, g.length = "本科", 4
	g.ended(rng, spreadYears(rng, 1994, 2000), 18)
	g.number = certificateNumber(rng, s, g.code, 1, g.graduated.Year(), g.level)
	return g
}

// spareTimeStudy is one beside work, whose number has the type given.
func spareTimeStudy(make func(*set, *rand.Rand) graduation, kind int, forms ...string) func(*set, *rand.Rand) graduation {
	return func(s *set, rng *rand.Rand) graduation {
		g := make(s, rng)
		g.form = pick(rng, forms)
		g.ended(rng, spreadYears(rng, 2005, 2013), 22)
		g.number = certificateNumber(rng, s, g.code, kind, g.graduated.Year(), g.level)
		return g
	}
}

func ownStudy(s *set, rng *rand.Rand) graduation {
	g := selfStudyGraduation(s, rng)
	g.ended(rng, spreadYears(rng, 2005, 2013), 21)
	g.graduated = time.Date(g.graduated.Year(), 6, 30, 0, 0, 0, 0, time.UTC)
	g.number = selfStudyNumber(rng, g.region, g.graduated.Year(), g.level)
	return g
}

func secondaryStudy(first, last int) func(*set, *rand.Rand) graduation {
	return func(s *set, rng *rand.Rand) graduation {
		g := vocationalGraduation(s, rng)
		g.major = pick(rng, []string{"工业与民用建筑", "机电技术应用"})
		g.ended(rng, spreadYears(rng, first, last), 15)
		g.number = fmt.Sprintf("43%d%06d", g.graduated.Year(), s.serial(rng))
		return g
	}
}

func technicianStudy(first, last int) func(*set, *rand.Rand) graduation {
	return func(s *set, rng *rand.Rand) graduation {
		g := technicianGraduation(s, rng)
		for strings.Contains(g.school, "广州") {
			g = technicianGraduation(s, rng)
		}
		g.major = cond(s.unseen(), "工程造价", "建筑施工")
		g.ended(rng, spreadYears(rng, first, last), 15)
		g.number = fmt.Sprintf("4301%d%06d", g.graduated.Year(), s.serial(rng))
		return g
	}
}

// technicianOffice is of the years that no system holds.
func technicianOffice(s *set, rng *rand.Rand) graduation {
	if chance(rng, 0.5) {
		return technicianStudy(2014, 2014)(s, rng)
	}
	return technicianStudy(2000, 2004)(s, rng)
}

func partyStudy(s *set, rng *rand.Rand) graduation {
	g := partyGraduation(s, rng)
	g.form = pick(rng, []string{"函授", "业余"})
	g.ended(rng, spreadYears(rng, 1998, 2008), 28)
	g.number = fmt.Sprintf("%d%06d", g.graduated.Year(), s.serial(rng))
	return g
}

// abroad makes the education one at a foreign school.
func abroad(st *story, s *set, rng *rand.Rand) {
	for k := s.newStudyAbroad(rng, "old"); ; k = s.newStudyAbroad(rng, "old") {
		if !strings.HasSuffix(k.degree, "硕士") {
			continue
		}
		st.abroad = k
		break
	}
	a, g := &st.abroad, &st.diploma
	g.level, g.length, g.school, g.major, g.number = "硕士研究生", 2, a.school.name, a.major, ""
	g.ended(rng, spreadYears(rng, 2005, 2015), 22)
	a.enrolled, a.ended = g.enrolled, g.graduated
	a.issued = g.graduated.AddDate(0, 4+rng.IntN(8), 0)
	st.declared["graduation_place"] = a.school.country
}

// titled gives the candidate the rank that the exam asks, some years before it.
func titled(st *story, _ *set, rng *rand.Rand) {
	st.rank = titleRank{"统计师", "中级"}
	st.ranked = time.Date(spreadYears(rng, 2010, 2013), time.Month(9+rng.IntN(4)), 1+rng.IntN(28), 0, 0, 0, 0, time.UTC)
	if st.ranked.Before(st.diploma.graduated) {
		st.ranked = st.diploma.graduated.AddDate(0, 4, 0)
	}
}
