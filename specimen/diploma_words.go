package specimen

import (
	"math/rand/v2"
	"strings"
	"time"
)

// diplomaCategory is a path of education with its own wordings and numbers.
type diplomaCategory struct {
	titles       [][]string
	titlesUnseen [][]string
	bodies       []string
	bodiesUnseen []string
	numbers      []string                // wordings of the number, the first ones commoner
	headLabels   []string                // before the president's name
	examiners    bool                    // a board's seal beside the school's
	verifier     func(graduation) string // who seals beside the school (验印); nil for nobody
	make         func(s *set, rng *rand.Rand) graduation
}

// diplomaWording is the choice for one paper.
type diplomaWording struct {
	title                                 []string
	body, school, president, number, date string
}

var (
	schoolLabelsTune   = []string{"校　名：", "学校名称：", "校名：", "学校：", ""}
	schoolLabelsUnseen = []string{"院　校：", "学　校：", "校 名 ", "毕业学校："}
	presidentTune      = []string{"校（院）长：", "校长：", "院长：", "校　长：", "校(院)长："}
	presidentUnseen    = []string{"院（校）长：", "校长", "校（院）长 ", "校长（签章）："}
	numbersTune        = []string{"证书编号：{number}", "证书编号:{number}", "编号：{number}"}
	numbersUnseen      = []string{"证书编号 {number}", "学校编号：{number}", "电子注册号：{number}", "证书号码：{number}"}
	numbersOld         = []string{"证书编号：{number}", "编号：{number}", "证字第{number}号", "校毕字第 {number} 号"}
)

// wording chooses what one paper says.
func (k *diplomaCategory) wording(s *set, rng *rand.Rand) diplomaWording {
	w := diplomaWording{date: "{date}"}
	if s.unseen() {
		w.title, w.body = pick(rng, k.titlesUnseen), pick(rng, k.bodiesUnseen)
		w.school, w.president, w.number = pick(rng, schoolLabelsUnseen), pick(rng, presidentUnseen), pick(rng, numbersUnseen)
	} else {
		w.title, w.body = pick(rng, k.titles), pick(rng, k.bodies)
		w.school, w.president, w.number = pick(rng, schoolLabelsTune), pick(rng, presidentTune), pick(rng, numbersTune)
	}
	if k.numbers != nil {
		w.number = pick(rng, k.numbers)
	}
	if k.examiners {
		w.school = pick(rng, cond(s.unseen(), []string{"主考院校：", "主考学校 "}, []string{"主考学校：", "主考学校：", ""}))
	}
	if k.headLabels != nil {
		w.president = pick(rng, k.headLabels)
	}
	return w
}

// The categories. Gaps are filled by diplomaBlanks.
var (
	ordinary = &diplomaCategory{
		titles:       [][]string{{"普通高等学校", "毕业证书"}, {"毕业证书"}, {"普通高等学校毕业证书"}, {"毕 业 证 书"}},
		titlesUnseen: [][]string{{"中华人民共和国", "普通高等学校", "毕业证书"}, {"普通高等教育", "毕业证书"}, {"毕业证"}},
		bodies: []string{
			"学生{name}　性别{sex}，{birth}生，于{enrol}至{until}在本校{major}专业{length}制{level}学习，修完教学计划规定的全部课程，成绩合格，准予毕业。",
			"学生　{name}　性别　{sex}　，{birth}生，于{enrol}至{until}在本校　{major}　专业　{length}制{level}　学习，修完教学计划规定的全部课程，成绩合格，准予毕业。",
			"学生{name}，{sex}，{birth}生，于{enrol}至{until}在本校{level}{major}专业学习，学制{length}，修完教学计划规定的全部课程，成绩合格，准予毕业。",
			"学生{name_}性别{sex_}，{birth_}生，于{enrol_}至{until_}在本校{major_}专业{length_}制{level_}学习，修完教学计划规定的全部课程，成绩合格，准予毕业。",
			"{name}，{sex}，{birth}生。于{enrol}至{until}在我校{major}专业学习，学制{length}，{level}，修完教学计划规定的全部课程，成绩合格，准予毕业。",
			"学生{name}，性别：{sex}，出生日期：{birth}，于{enrol}入学，在本院{major}专业{length}制{level}学习，修完人才培养方案规定的全部内容，达到毕业要求，准予毕业。",
			"学生{name}系{native}人，{birth}生，性别{sex}，{enrol}至{until}在本校{level}（{major}专业）学习{length}，修完全部课程，成绩合格，准予毕业。",
			"姓　　名：{name}\n性　　别：{sex}\n出生日期：{birth}\n专　　业：{major}（{length}制{level}）\n{enrol}入学，{until}修完全部课程，准予毕业。",
		},
		bodiesUnseen: []string{
			"{name}，{sex}，{birth}生，{enrol}入学，在我校{major}专业{level}学习，学制{length}，现已完成教学计划规定的全部学业，成绩合格，于{until}毕业，特发此证。",
			"学生{name}（{sex}，{birth}出生）自{enrol}起至{until}止，在本院{major}专业修业期满，学制为{length}（{level}），全部课程成绩合格，准予毕业。",
			"{name}　{sex}　{birth}生\n学习专业：{major}\n培养层次：{level}　学制：{length}\n学习时间：{enrol}至{until}\n成绩合格，准予毕业。",
			"证明学生{name}（性别：{sex}，生日：{birth}）在{enrol}至{until}期间修读本校{level}{major}专业，基本修业年限{length}，达到毕业条件，准予毕业。",
			"兹有学生{name}，性别{sex}　{birth}生，于{enrol}至{until}在{major}专业{length}制{level}班学习期满，德智体考核合格，准予毕业。",
		},
		make: func(s *set, rng *rand.Rand) graduation {
			return s.graduation(rng, 1, ordinaryLevel(rng))
		},
	}
	adult = &diplomaCategory{
		titles:       [][]string{{"成人高等教育", "毕业证书"}, {"成人高等教育毕业证书"}, {"成人高等学校", "毕业证书"}},
		titlesUnseen: [][]string{{"高等学校成人教育", "毕业证书"}, {"成人高等教育", "毕 业 证 书"}},
		bodies: []string{
			"学生{name}　性别{sex}，{birth}生，于{enrol}至{until}在本校{major}专业{form}学习，修完{level}教学计划规定的全部课程，成绩合格，准予毕业。",
			"学生{name}，{sex}，{birth}生，于{enrol}至{until}在本校{major}专业{length}制{level}（{form}）学习，修完教学计划规定的全部课程，成绩合格，准予毕业。",
			"学生{name}，{sex}，{birth}生，于{enrol}至{until}在本校成人教育学院{major}专业{level}班{form}学习，学制{length}，修业期满，成绩合格，准予毕业。",
			"姓名：{name}　性别：{sex}　出生年月：{birth}\n于{enrol}至{until}在我院{major}专业学习\n学习形式：{form}　层次：{level}\n修完教学计划规定的全部课程，成绩合格，准予毕业。",
			"学员{name_}性别{sex_}，{birth_}生，于{enrol_}至{until_}在本校{form_}{major_}专业{level_}学习，学制{length_}，成绩合格，准予毕业。",
		},
		bodiesUnseen: []string{
			"学生{name}，性别{sex}，{birth}生，于{enrol}至{until}参加我校{form}教育{major}专业（{level}，学制{length}）学习，全部课程成绩合格，准予毕业。",
			"{name}（{sex}），{birth}出生，经成人高考录取，{enrol}至{until}在本校{level}{major}专业学习，学习形式：{form}，学制：{length}，成绩合格，准予毕业。",
		},
		make: adultGraduation,
	}
	network = &diplomaCategory{
		titles:       [][]string{{"毕业证书"}, {"高等教育", "毕业证书"}, {"网络教育", "毕业证书"}},
		titlesUnseen: [][]string{{"现代远程教育", "毕业证书"}, {"普通高等学校", "毕业证书"}},
		bodies: []string{
			"学生{name}　性别{sex}，{birth}生，于{enrol}至{until}在本校{major}专业（{form}）{length}制{level}学习，修完教学计划规定的全部课程，成绩合格，准予毕业。",
			"学生{name}，{sex}，{birth}生，于{enrol}至{until}在本校{form}{major}专业{level}学习，修完教学计划规定的全部课程，成绩合格，准予毕业。",
			"学生{name}性别{sex}，{birth}生，于{enrol}至{until}在本校{form}学院{level}{major}专业学习，学制{length}，修满规定学分，成绩合格，准予毕业。",
		},
		bodiesUnseen: []string{
			"学生{name}，性别{sex}，{birth}生，于{enrol}至{until}在本校学习{major}（{form}）专业{level}课程，学制{length}，修满规定学分，成绩合格，准予毕业。",
		},
		make: networkGraduation,
	}
	selfStudy = &diplomaCategory{
		titles:       [][]string{{"高等教育自学考试", "毕业证书"}, {"高等教育自学考试毕业证书"}},
		titlesUnseen: [][]string{{"中华人民共和国", "高等教育自学考试", "毕业证书"}, {"自学考试", "毕业证书"}},
		bodies: []string{
			"{name}　性别{sex}，{birth}生，参加高等教育{form}，{major}专业{level}全部课程考试成绩合格，经审定，准予毕业。",
			"{name}，{sex}，{birth}生。参加{major}专业{level}段高等教育{form}，全部课程考试成绩合格，经思想品德鉴定合格，准予毕业。",
			"{name_}性别{sex_}，{birth_}生，参加{major_}专业{level_}高等教育{form}，全部课程成绩合格，经思想品德鉴定合格，准予毕业。",
		},
		bodiesUnseen: []string{
			"考生{name}，{sex}，{birth}出生，身份证号{id}，参加高等教育{form}{major}专业（{level}），按规定课程考试成绩全部合格，经审定准予毕业。",
		},
		numbers:    []string{"证书编号：{number}", "编号：{number}", "证书编号 {number}"},
		headLabels: []string{"", "主任：", "主任委员："},
		examiners:  true,
		make:       selfStudyGraduation,
	}
	graduate = &diplomaCategory{
		titles:       [][]string{{"研究生", "毕业证书"}, {"硕士研究生毕业证书"}, {"毕业证书"}},
		titlesUnseen: [][]string{{"研究生毕业证书"}, {"毕 业 证 书"}},
		bodies: []string{
			"研究生{name}　性别{sex}，{birth}生，于{enrol}至{until}在{major}专业学习，学制{length}，修完{level}培养计划规定的全部课程，成绩合格，毕业论文答辩通过，准予毕业。",
			"学生{name}，{sex}，{birth}生，于{enrol}至{until}在我校攻读{level}，专业为{major}，学制{length}，修完规定课程，成绩合格，通过论文答辩，准予毕业。",
		},
		bodiesUnseen: []string{
			"{level}{name}，{sex}，{birth}生，于{enrol}至{until}在本校{major}学科（专业）学习，学制{length}，课程成绩合格，学位论文通过答辩，准予毕业。",
		},
		headLabels: []string{"校长：", "校（院、所）长：", "院长："},
		make: func(s *set, rng *rand.Rand) graduation {
			return s.graduation(rng, 1, pick(rng, []string{"硕士研究生", "硕士研究生", "博士研究生"}))
		},
	}
	old = &diplomaCategory{
		titles:       [][]string{{"毕业证书"}, {"普通高等学校", "毕业证书"}},
		titlesUnseen: [][]string{{"大学毕业证书"}, {"毕 业 文 凭"}},
		bodies: []string{
			"学生{name_}系{native_}人，{birth_}生，于{enrol_}至{until_}在本校{major_}专业{level_}学习，学制{length_}，学习期满，成绩及格，准予毕业。",
			"学生　{name}　性别　{sex}　现年{age}岁，于{enrol}入本校{major}专业学习，修业{length}，按教学计划完成全部学业，成绩合格，准予毕业。",
		},
		bodiesUnseen: []string{
			"学生{name}，{native}人，性别{sex}，生于{birth}，{enrol}考入本校{major}专业（{level}），修业{length}，期满考试及格，准予毕业，此证。",
		},
		numbers: numbersOld,
		make:    oldGraduation,
	}
	vocational = &diplomaCategory{
		titles:       [][]string{{"中等专业学校", "毕业证书"}, {"毕业证书"}, {"中等职业学校", "毕业证书"}},
		titlesUnseen: [][]string{{"湖南省中等专业学校", "毕业证书"}, {"中等职业教育毕业证书"}},
		bodies: []string{
			"学生{name_}性别{sex_}，{birth_}生，于{enrol_}至{until_}在本校{major_}专业{length_}制{level_}学习，成绩合格，准予毕业。",
			"学生{name}　性别{sex}，{birth}生，于{enrol}至{until}在本校{major}专业学习，学制{length}，修完{level}教学计划规定的全部课程，成绩合格，准予毕业。",
		},
		bodiesUnseen: []string{
			"学生{name}，{sex}，{birth}生，{enrol}至{until}在我校{length}制{level}{major}专业修业期满，成绩合格，准予毕业。",
		},
		make: vocationalGraduation,
	}
)

func ordinaryLevel(rng *rand.Rand) string {
	switch v := rng.Float64(); {
	case v < 0.03:
		return "第二学士学位"
	case v < 0.33:
		return "专科"
	}
	return "本科"
}

// graduation makes up a course of study by its type code in the number and its
// level.
func (s *set) graduation(rng *rand.Rand, kind int, level string) graduation {
	sc := s.school(rng, level)
	g := graduation{person: s.newPerson(rng), school: sc.name, code: sc.code, region: sc.region, level: level}
	g.length = map[string]float64{"本科": 4, "专科": 3, "第二学士学位": 2, "硕士研究生": 3, "博士研究生": 3}[level]
	if level == "本科" && chance(rng, 0.1) {
		g.length = 5
	}
	if level == "专科" && chance(rng, 0.15) {
		g.length = 2
	}
	g.major = s.majorName(rng, level)
	g.years(rng, 19, 2002)
	g.number = certificateNumber(rng, s, g.code, kind, g.graduated.Year(), level)
	g.president = s.name(rng, "男")
	return g
}

// years sets when the course was, ending in the year first at the earliest, and
// makes the person about as old as given when it began.
func (g *graduation) years(rng *rand.Rand, age, first int) {
	span := int(g.length + 0.5)
	begin := first - span + rng.IntN(today.Year()-first+1)
	g.person.birth = time.Date(begin-age-rng.IntN(3), time.Month(1+rng.IntN(12)), 1+rng.IntN(28), 0, 0, 0, 0, time.UTC)
	g.person.id = idNumber(rng, g.person.home.code, g.person.birth, g.person.sex)
	g.enrolled = time.Date(begin, 9, 1, 0, 0, 0, 0, time.UTC)
	months := int(g.length*12) - 2
	end := g.enrolled.AddDate(0, months, 0)
	g.graduated = time.Date(end.Year(), end.Month(), pick(rng, []int{1, 1, 10, 15, 20, 25, 26, 28, 30}), 0, 0, 0, 0, time.UTC)
	if g.graduated.After(today) {
		g.enrolled, g.graduated = g.enrolled.AddDate(-1, 0, 0), g.graduated.AddDate(-1, 0, 0)
	}
}

// majorName is a course, sometimes with its class or a direction.
func (s *set) majorName(rng *rand.Rand, level string) string {
	if level == "专科" && chance(rng, 0.7) {
		return pick(rng, majorsCollege)
	}
	m := pick(rng, s.majors)
	switch v := rng.Float64(); {
	case v < 0.04 && m.class != "" && m.class != m.name+"类":
		return m.class + "（" + m.name + "）"
	case v < 0.07:
		return m.name + "（" + pick(rng, []string{"师范", "中外合作办学", "专升本", "卓越班", "工程造价方向"}) + "）"
	}
	return m.name
}

func adultGraduation(s *set, rng *rand.Rand) graduation {
	g := s.graduation(rng, 5, pick(rng, []string{"本科", "专科"}))
	if chance(rng, 0.35) {
		g.school, g.code = pick(rng, s.adultSchools), "5"+string(rune('0'+rng.IntN(2)))+"3"+string(rune('0'+rng.IntN(10)))+string(rune('0'+rng.IntN(10)))
	}
	g.form = pick(rng, []string{"函授", "业余", "脱产", "夜大学", "函授"})
	g.length = pick(rng, []float64{2.5, 3, 3, 5})
	g.years(rng, 22, 2002)
	g.number = certificateNumber(rng, s, g.code, 5, g.graduated.Year(), g.level)
	return g
}

func networkGraduation(s *set, rng *rand.Rand) graduation {
	g := s.graduation(rng, 7, pick(rng, []string{"本科", "专科"}))
	g.form = "网络教育"
	g.length = 2.5
	g.years(rng, 23, 2003)
	g.number = certificateNumber(rng, s, g.code, 7, g.graduated.Year(), g.level)
	return g
}

func selfStudyGraduation(s *set, rng *rand.Rand) graduation {
	g := s.graduation(rng, 6, pick(rng, []string{"本科", "专科"}))
	g.form = "自学考试"
	g.years(rng, 21, 2001)
	g.graduated = time.Date(g.graduated.Year(), pick(rng, []time.Month{6, 12}), 30, 0, 0, 0, 0, time.UTC)
	if g.graduated.After(today) {
		g.graduated = g.graduated.AddDate(-1, 0, 0)
	}
	g.number = selfStudyNumber(rng, g.region, g.graduated.Year(), g.level)
	return g
}

// schoolsMerged gave diplomas until about 2000 and are in no register now.
var schoolsMerged = strings.Fields("中南工业大学 湖南医科大学 长沙铁道学院 湘潭工学院 湖南财经学院 武汉水利电力大学 长沙交通学院 湘潭师范学院 常德师范学院 湖南轻工业高等专科学校 西南农业大学 华东冶金学院 上海铁道大学 郑州工业大学")

func oldGraduation(s *set, rng *rand.Rand) graduation {
	g := s.graduation(rng, 1, pick(rng, []string{"本科", "专科"}))
	if chance(rng, 0.6) {
		g.school = pick(rng, schoolsMerged)
	}
	if g.level == "专科" {
		g.length = pick(rng, []float64{2, 3})
	}
	year := 1988 + rng.IntN(13)
	begin := year - int(g.length)
	g.person.birth = time.Date(begin-18-rng.IntN(3), time.Month(1+rng.IntN(12)), 1+rng.IntN(28), 0, 0, 0, 0, time.UTC)
	g.person.id = idNumber(rng, g.person.home.code, g.person.birth, g.person.sex)
	g.enrolled = time.Date(begin, 9, 1, 0, 0, 0, 0, time.UTC)
	g.graduated = time.Date(year, pick(rng, []time.Month{6, 7, 7}), 1+rng.IntN(30), 0, 0, 0, 0, time.UTC)
	g.number = certificateNumber(rng, s, g.code, 1, year, g.level)
	return g
}

func vocationalGraduation(s *set, rng *rand.Rand) graduation {
	g := s.graduation(rng, 1, "专科")
	g.school, g.level, g.major, g.region = pick(rng, s.vocationalSchools), "中专", pick(rng, majorsVocational), "430000"
	g.length = 3
	g.years(rng, 15, 1996)
	n := "43" + g.graduated.Format("2006")
	for len(n) < 10+2*rng.IntN(4) {
		n += string(rune('0' + rng.IntN(10)))
	}
	g.number = n
	return g
}
