package specimen

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"time"

	"hecha/document"
)

// cscseDesign is one layout of 国（境）外学历学位认证书.
type cscseDesign struct {
	name   string
	only   Split
	w, h   float64
	number string // the form of its number: old or new
	bodies []string
	foot   []string // at the right, under the body
	corner string   // the number's wording where the foot has none
}

const cscseCentre = "教育部留学服务中心"

var cscseDesigns = []cscseDesign{
	{"letter-old", "", a4Width, a4Height, "old", []string{
		"{name}，{sex}，{nation}国籍，{birth}出生。{name}于{enrol}至{until}在{country}{school}学习，{awarded}获得该校颁发的{degree}学位证书。",
		"{name}，{sex}，{birth}生，{nation}国籍，{enrol}至{until}在{country}{school}{major}专业学习，于{awarded}获得该校颁发的{degree}学位。",
	}, []string{"{issuer}", "{issued}"}, "编号：{number}"},
	{"letter-new", Tune, a4Width, a4Height, "new", []string{
		"{name}，{sex}，{nation}国籍，{birth}出生。{name}在{country}{school}学习{major}专业课程，于{awarded}获得{degree}学位证书。",
		"{name}，{sex}，{nation}国籍，出生于{birth}，{enrol}至{until}就读于{country}{school}，{awarded}被授予{degree}学位。",
	}, []string{"{issuer}", "{issued}"}, "认证书编号：{number}"},
	{"letter-wide", Tune, 297, 210, "old", []string{
		"{name}（{sex}，{nation}籍，{birth}生）{enrol}至{until}在{country}{school}攻读{degree}学位，学习期满，成绩合格，{awarded}获该校颁发的{degree}学位证书。",
	}, []string{"{issuer}", "{issued}"}, "证书编号：{number}"},
	{"form", "", a4Width, a4Height, "new", []string{
		"姓　　名：{name}\n性　　别：{sex}\n国　　籍：{nation}\n出生日期：{birth}\n国家（地区）：{country}\n毕业院校：{school}\n专　　业：{major}\n所获学位：{degree}\n获得日期：{awarded}",
	}, []string{"{issuer}", "认证日期：{issued}"}, "认证书编号：{number}"},
	{"form-old", Tune, a4Width, a4Height, "old", []string{
		"姓名：{name}　　性别：{sex}\n国籍：{nation}　　出生日期：{birth}\n学校所在国家（地区）：{country}\n学校名称：{school}\n所获学位：{degree}学位\n获得学位日期：{awarded}",
	}, []string{"{issuer}", "{issued}"}, "编号：{number}"},
	{"letter-plain", Unseen, a4Width, a4Height, "new", []string{
		"兹证明{name}（{sex}，{nation}国籍，{birth}出生）于{awarded}在{country}{school}完成{major}专业学业，获{degree}学位。",
		"{nation}公民{name}，{sex}，{birth}出生，{enrol}进入{country}{school}学习，{awarded}获得该校授予的{degree}学位。",
	}, []string{"{issuer}", "{issued}"}, "证书编号　{number}"},
	{"rows", Unseen, a4Width, a4Height, "old", []string{
		"姓名　{name}\n性别　{sex}\n国籍　{nation}\n出生日期　{birth}\n颁证国家（地区）　{country}\n颁证院校　{school}\n学位名称　{degree}\n颁发日期　{awarded}",
	}, []string{"{issuer}", "发证日期：{issued}"}, "认证编号：{number}"},
}

// studyAbroad is what one such certificate is about.
type studyAbroad struct {
	person          person
	school          foreignSchool
	degree, major   string
	enrolled, ended time.Time
	number          string
	issued          time.Time
}

// foreignSchool is a school outside the mainland. Mark is the country's sign in
// the old numbers.
type foreignSchool struct{ country, mark, name, english string }

var (
	foreignSchoolsTune = []foreignSchool{
		{"英国", "英", "曼彻斯特大学", "The University of Manchester"}, {"英国", "英", "利兹大学", "University of Leeds"},
		{"美国", "美", "伊利诺伊大学香槟分校", "University of Illinois at Urbana-Champaign"}, {"美国", "美", "东北大学", "Northeastern University"},
		{"澳大利亚", "澳", "新南威尔士大学", "The University of New South Wales"}, {"澳大利亚", "澳", "悉尼科技大学", "University of Technology Sydney"},
		{"日本", "日", "早稻田大学", "Waseda University"}, {"法国", "法", "里昂第三大学", "Université Jean Moulin Lyon 3"},
		{"德国", "德", "亚琛工业大学", "RWTH Aachen"}, {"加拿大", "加", "滑铁卢大学", "University of Waterloo"},
		{"韩国", "韩", "庆熙大学", "Kyung Hee University"}, {"中国香港", "港", "香港理工大学", "The Hong Kong Polytechnic University"},
		{"中国台湾", "台", "逢甲大学", "Feng Chia University"},
	}
	foreignSchoolsUnseen = []foreignSchool{
		{"英国", "英", "卡迪夫大学", "Cardiff University"}, {"美国", "美", "波士顿大学", "Boston University"},
		{"新西兰", "新", "奥克兰大学", "The University of Auckland"}, {"俄罗斯", "俄", "圣彼得堡国立大学", "Saint Petersburg State University"},
		{"新加坡", "新", "南洋理工大学", "Nanyang Technological University"}, {"荷兰", "荷", "代尔夫特理工大学", "Delft University of Technology"},
		{"中国澳门", "澳门", "澳门科技大学", "Macau University of Science and Technology"}, {"爱尔兰", "爱", "都柏林大学", "University College Dublin"},
		{"乌克兰", "乌", "基辅国立建筑大学", "Kyiv National University of Construction"},
	}
	foreignDegreesTune   = []string{"理学硕士", "文学学士", "工商管理硕士", "工学硕士", "哲学博士", "理学学士", "商学硕士", "工程硕士", "学士", "硕士"}
	foreignDegreesUnseen = []string{"文学硕士", "工程学士", "法学硕士", "教育学硕士", "经济学学士", "管理学博士"}
)

func cscseLayouts() []layout {
	var all []layout
	for _, d := range cscseDesigns {
		all = append(all, layout{document.CSCSECertificate, d.name, d.only, func(_ string, s *set, rng *rand.Rand) []Page {
			return []Page{drawCSCSE(d, s, rng)}
		}})
	}
	return all
}

func (s *set) newStudyAbroad(rng *rand.Rand, number string) studyAbroad {
	k := studyAbroad{
		person: s.newPerson(rng), school: pick(rng, cond(s.unseen(), foreignSchoolsUnseen, foreignSchoolsTune)),
		degree: pick(rng, cond(s.unseen(), foreignDegreesUnseen, foreignDegreesTune)), major: pick(rng, s.majors).name,
	}
	first := cond(number == "old", 2004, 2017)
	year := first + rng.IntN(cond(number == "old", 13, 4))
	length := map[string]int{"学": 3, "硕": 1 + rng.IntN(2), "博": 4}[string([]rune(k.degree)[len([]rune(k.degree))-2])]
	k.ended = time.Date(year, pick(rng, []time.Month{5, 6, 7, 9, 11}), 1+rng.IntN(28), 0, 0, 0, 0, time.UTC)
	k.enrolled = time.Date(year-length, 9, 1, 0, 0, 0, 0, time.UTC)
	k.person.birth = time.Date(year-length-18-rng.IntN(8), time.Month(1+rng.IntN(12)), 1+rng.IntN(28), 0, 0, 0, 0, time.UTC)
	k.issued = k.ended.AddDate(0, 3+rng.IntN(10), rng.IntN(28))
	if k.issued.After(today) {
		k.issued = today.AddDate(0, 0, -rng.IntN(20))
	}
	k.number = fmt.Sprintf("%d%d%07d", 1+rng.IntN(4), k.issued.Year(), s.serial(rng)*7)
	if number == "old" {
		k.number = fmt.Sprintf("教留服认%s[%d]%05d号", k.school.mark, k.issued.Year(), s.serial(rng)%100000)
	}
	return k
}

func (c *canvas) cscseBlanks(k studyAbroad) blanks {
	mon, day := arabicMonth, arabic
	if chance(c.rng, 0.2) {
		mon, day = func(t time.Time) string { return t.Format("2006年01月") }, padded
	}
	awarded := blank{"awarded_date", month(k.ended), mon(k.ended)}
	if chance(c.rng, 0.3) {
		awarded = blank{"awarded_date", iso(k.ended), day(k.ended)}
	}
	school := blank{"school", k.school.name, k.school.name}
	number := k.number
	if strings.HasPrefix(number, "教") && chance(c.rng, 0.5) {
		number = strings.NewReplacer("[", "〔", "]", "〕").Replace(number)
	}
	return blanks{
		"name": {"name", k.person.name, k.person.name}, "sex": {"sex", k.person.sex, k.person.sex},
		"birth": {"birth_date", iso(k.person.birth), day(k.person.birth)}, "nation": {"nationality", "中国", "中国"},
		"enrol": {"enrollment_date", month(k.enrolled), mon(k.enrolled)}, "until": plain(mon(k.ended)),
		"country": {"country", k.school.country, k.school.country}, "school": school, "english": plain(k.school.english),
		"major": {"major", k.major, k.major}, "degree": {"degree", k.degree, k.degree}, "awarded": awarded,
		"number": {"certificate_number", k.number, number}, "issuer": plain(cscseCentre), "issued": {"issued_date", iso(k.issued), day(k.issued)},
	}
}

// drawCSCSE draws one certificate of a design.
func drawCSCSE(d cscseDesign, s *set, rng *rand.Rand) Page {
	k := s.newStudyAbroad(rng, d.number)
	if s.story != nil {
		k = s.story.toldAbroad(k, rng, s)
	}
	c := newCanvas(d.w, d.h, pageDPIs(rng), pick(rng, s.paper()), s, rng)
	c.begin(document.CSCSECertificate, d.name)
	c.securityPrint(cond(chance(rng, 0.5), c.frame(), 8))
	title := pick(rng, []string{"国（境）外学历学位认证书", "国外学历学位认证书", "国（境）外学历学位认证书"})
	if strings.HasPrefix(k.school.country, "中国") {
		title = "国（境）外学历学位认证书"
	}
	c.centred(d.w/2, 46, title, c.heavy(between(rng, 22, 27)).coloured(pick(rng, pens)))
	b := c.cscseBlanks(k)
	st := style{font: pick(rng, append(append([]string{}, s.song...), s.kai...)), pt: between(rng, 13.5, 15.5), ink: black}
	// The English name stands in brackets behind the Chinese one on most.
	body := pick(rng, d.bodies)
	if chance(rng, 0.6) {
		body = strings.Replace(body, "{school}", "{school}（"+k.school.english+"）", 1)
	}
	y := 70.0
	parts := strings.Split(body, "\n")
	for _, p := range parts {
		y = c.paragraph(column{x: 30, y: y, width: d.w - 60, leading: st.mm(1.9), indent: cond(len(parts) == 1, 2.0, 0.0), ragged: len(parts) > 1}, b.spans(p, st, st))
	}
	finding := "经核查，" + k.school.name + "系" + k.school.country + "正规高等学校，其颁发的" + k.degree + "学位证书真实有效。"
	y = c.paragraph(column{x: 30, y: y + 4, width: d.w - 60, leading: st.mm(1.9), indent: 2}, blanks{}.spans(finding, st, st))
	y += between(rng, 14, 24)
	for _, w := range d.foot {
		c.spaced(at{d.w - 66, y}, w, b, st)
		y += 11
	}
	c.seal(d.w-66+between(rng, -6, 6), y-14, SealSpec{Text: cscseCentre, Centre: "star", Type: document.SealOfficial, DiameterMM: 42})
	num := st.sized(11.5)
	x := d.w - 30 - wordingWidth(d.corner, b, num, num)
	if chance(rng, 0.4) {
		x = 30
	}
	c.fill(x, max(y+6, d.h-between(rng, 24, 34)), d.corner, b, num, num)
	if d.number == "new" {
		c.qr(30, d.h-64, 24, "https://renzheng.cscse.edu.cn/verify?no="+k.number)
	}
	c.mark()
	return c.finish()
}
