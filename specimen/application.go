package specimen

import (
	"fmt"
	"math/rand/v2"
	"regexp"
	"strconv"
	"strings"

	"hecha/document"
)

// applicationDesign is one layout of the registration form of an exam.
type applicationDesign struct {
	name    string
	only    Split
	titles  []string
	arrange arrangement
	blocks  [][]string // keys of pairs, block by block
	heads   []string   // above the blocks; empty for none
}

var applicationDesigns = []applicationDesign{
	{
		name: "grid", titles: []string{"{exam}报名表", "资格考试报名表"}, arrange: ruledGrid,
		blocks: [][]string{{"exam", "year", "name", "sex", "birth", "id", "level", "specialty", "subjects", "city", "education", "school", "major", "graduated", "diploma", "employer", "start", "years", "title", "office", "phone"}},
		heads:  []string{""},
	},
	{
		name: "sections", only: Tune, titles: []string{"专业技术人员资格考试报名表", "专业技术人员职业资格考试报名表"}, arrange: ruledGrid,
		blocks: [][]string{{"name", "sex", "id", "birth", "phone"}, {"exam", "year", "level", "specialty", "subjects", "city", "office"}, {"education", "school", "major", "graduated", "diploma"}, {"employer", "title", "start", "years"}},
		heads:  []string{"一、个人基本信息", "二、报考信息", "三、学历信息", "四、工作信息"},
	},
	{
		name: "list", only: Tune, titles: []string{"{year}年度{exam}报名表", "资格考试报名表（{year}年度）"}, arrange: definitions(2),
		blocks: [][]string{{"id", "name", "sex", "birth", "level", "specialty", "city", "office", "education", "major", "school", "graduated", "diploma", "title", "employer", "start", "years", "phone"}, {"subjects"}},
		heads:  []string{"", ""},
	},
	{
		name: "table", only: Tune, titles: []string{"资格考试报名表", "资格考试报名登记表"}, arrange: ruledTable,
		blocks: [][]string{{"exam", "level", "specialty", "subjects", "name", "id", "education", "school", "major", "graduated", "employer", "years", "city", "phone"}},
		heads:  []string{""},
	},
	{
		name: "columns", only: Unseen, titles: []string{"{year}年度{exam}报名表"}, arrange: stackedColumns(3),
		blocks: [][]string{{"name", "sex", "id", "exam", "level", "specialty", "subjects", "city", "office", "education", "school", "major", "graduated", "diploma", "employer", "start", "years", "title", "phone"}},
		heads:  []string{""},
	},
	{
		name: "parts", only: Unseen, titles: []string{"全国专业技术人员资格考试报名信息表"}, arrange: ruledGrid,
		blocks: [][]string{{"exam", "year", "city", "office", "level", "specialty", "subjects"}, {"name", "sex", "id", "education", "school", "major", "graduated"}, {"employer", "start", "years", "title", "phone"}},
		heads:  []string{"报考信息", "基本信息", "工作情况"},
	},
	{
		name: "lines", only: Unseen, titles: []string{"{exam}报名表"}, arrange: plainRows,
		blocks: [][]string{{"name", "sex", "birth", "id", "year", "level", "specialty", "subjects", "education", "school", "major", "graduated", "employer", "years", "title", "city", "office", "phone"}},
		heads:  []string{""},
	},
}

var applicationLabels = map[string][2][]string{
	"exam": {{"考试名称", "报考考试"}, {"报考名称", "考试名称"}}, "year": {{"考试年度"}, {"年度", "考试年度"}},
	"level": {{"报考级别", "级别"}, {"考试级别", "报考级别"}}, "specialty": {{"报考专业"}, {"考试专业", "报考专业"}},
	"subjects": {{"报考科目", "考试科目"}, {"科目", "报考科目"}}, "name": {{"姓名"}, {"姓名", "考生姓名"}}, "sex": {{"性别"}, {"性别"}},
	"birth": {{"出生日期", "出生年月"}, {"出生年月日"}}, "id": {{"证件号码", "身份证号"}, {"身份证号码", "证件编号"}},
	"education": {{"最高学历", "学历"}, {"报考学历", "文化程度"}}, "school": {{"毕业学校", "毕业院校"}, {"毕业院校", "院校名称"}},
	"major": {{"所学专业"}, {"毕业专业", "所学专业"}}, "graduated": {{"毕业时间", "毕业日期"}, {"毕业年月", "毕业时间"}},
	"diploma": {{"学历证书编号", "毕业证书编号"}, {"毕业证编号", "学历证书号"}}, "employer": {{"工作单位"}, {"单位名称", "现工作单位"}},
	"start": {{"参加工作时间"}, {"参加工作年月", "参加工作时间"}}, "years": {{"从事专业工作年限", "专业工作年限"}, {"专业年限", "工作年限"}},
	"title": {{"专业技术职务", "职称"}, {"现任专业技术职务", "技术职称"}}, "city": {{"报考地市", "报名地市"}, {"考区", "报考城市"}},
	"office": {{"核查点", "审核点"}, {"资格审核部门", "核查机构"}}, "phone": {{"联系电话", "手机号码"}, {"联系方式", "移动电话"}},
}

func applicationLayouts() []layout {
	var all []layout
	for _, d := range applicationDesigns {
		all = append(all, layout{document.ApplicationForm, d.name, d.only, func(_ string, s *set, rng *rand.Rand) []Page {
			return []Page{drawApplication(d, s, rng)}
		}})
	}
	return all
}

// examTruth is the name of an exam, and what the truth leaves out of it.
var examTruth = regexp.MustCompile(`^(.*专业技术资格|.*?)(?:职业资格|执业资格|资格)?考试$`)

// examSitting is an exam with what may be signed up for.
type examSitting struct {
	exam     string
	levels   []string
	majors   []string
	subjects []string
}

var (
	sittingsTune = []examSitting{
		{"一级建造师资格考试", strings.Fields("考全科 免一科 免二科 增项"), strings.Fields("建筑工程 市政公用工程 机电工程 公路工程"), strings.Fields("建设工程经济 建设工程法规及相关知识 建设工程项目管理 专业工程管理与实务")},
		{"监理工程师职业资格考试", strings.Fields("考全科 免二科 增报专业"), strings.Fields("土木建筑工程 交通运输工程"), strings.Fields("建设工程监理基本理论和相关法规 建设工程合同管理 建设工程目标控制 建设工程监理案例分析")},
		{"执业药师职业资格考试", strings.Fields("考全科 免二科"), strings.Fields("药学 中药学"), strings.Fields("药事管理与法规 药学专业知识（一） 药学专业知识（二） 药学综合知识与技能")},
	}
	sittingsUnseen = []examSitting{
		{"二级建造师执业资格考试", strings.Fields("考三科 免一科 增项"), strings.Fields("水利水电工程 矿业工程 建筑工程"), strings.Fields("建设工程施工管理 建设工程法规及相关知识 专业工程管理与实务")},
		{"中级注册安全工程师职业资格考试", strings.Fields("考全科 免一科 增报专业"), strings.Fields("建筑施工安全 煤矿安全 化工安全 其他安全"), strings.Fields("安全生产法律法规 安全生产管理 安全生产技术基础 安全生产专业实务")},
		{"一级造价工程师职业资格考试", strings.Fields("考全科 免二科"), strings.Fields("土木建筑工程 安装工程"), strings.Fields("建设工程造价管理 建设工程计价 建设工程技术与计量 建设工程造价案例分析")},
	}
	reviewOffices = strings.Fields("{}人事考试院 {}人力资源和社会保障局 {}人事考试中心 {}市直核查点")
	hunanCities   = strings.Fields("长沙市 株洲市 湘潭市 衡阳市 邵阳市 岳阳市 常德市 张家界市 益阳市 郴州市 永州市 怀化市 娄底市")
)

// applicationFacts are what one candidate put into the form.
func applicationFacts(s *set, rng *rand.Rand) (blanks, career) {
	k := s.newCareer(rng, 1, true)
	sit := pick(rng, cond(s.unseen(), sittingsUnseen, sittingsTune))
	g := k.study
	number := certificateNumber(rng, s, g.code, 1, g.graduated.Year(), g.level)
	city := pick(rng, hunanCities)
	office := strings.Replace(pick(rng, reviewOffices), "{}", city, 1)
	year := strconv.Itoa(2019 + rng.IntN(3))
	rank := pick(rng, cond(s.unseen(), titleRanksUnseen, titleRanksTune)).title
	if chance(rng, 0.3) {
		rank = "无"
	}
	subjects := sit.subjects[rng.IntN(2):]
	level, major := pick(rng, sit.levels), pick(rng, sit.majors)
	day, mon := webDate(rng)
	years := strconv.Itoa(k.years)
	if s.story != nil {
		f := s.story.form
		k.person, k.study, k.employer, k.years = f.study.person, f.study, f.employer, f.years
		k.periods, k.printed = []period{{start: f.start}}, ""
		sit.exam, level, major, number, city, year = f.form, f.level, f.specialty, f.study.number, f.city, strconv.Itoa(f.year)
		years, office = strconv.Itoa(f.years), strings.Replace(pick(rng, reviewOffices), "{}", city, 1)
	}
	edu := k.study.level
	if k.printed != "" {
		edu = k.printed
	}
	title := blank{"title", rank, rank}
	if rank == "无" {
		title = plain(rank)
	}
	return blanks{
		"exam": {"exam", examTruth.ReplaceAllString(sit.exam, "$1"), sit.exam}, "year": {"exam_year", year, year}, "level": {"level", level, level},
		"specialty": {"specialty", major, major}, "subjects": {"subjects", strings.Join(subjects, "、"), strings.Join(subjects, pick(rng, []string{"、", "、", "；"}))},
		"name": {"name", k.person.name, k.person.name}, "sex": {"sex", k.person.sex, k.person.sex}, "birth": {"birth_date", iso(k.person.birth), day(k.person.birth)},
		"id": {"id_number", k.person.id, k.person.id}, "education": {"education", k.study.level, edu}, "school": {"school", k.study.school, k.study.school},
		"major": {"major", k.study.major, k.study.major}, "graduated": {"graduation_date", month(k.study.graduated), mon(k.study.graduated)},
		"diploma": {"certificate_number", number, number}, "employer": {"employer", k.employer.name, k.employer.name},
		"start": {"work_start", month(k.periods[0].start), mon(k.periods[0].start)}, "years": {"years", years, cond(chance(rng, 0.5), years, years+"年")},
		"title": title, "city": {"city", city, city}, "office": {"review_office", office, office}, "phone": {"phone", k.person.phone, k.person.phone},
	}, k
}

func drawApplication(d applicationDesign, s *set, rng *rand.Rand) Page {
	b, k := applicationFacts(s, rng)
	c := newCanvas(a4Width, a4Height, pageDPIs(rng), white, s, rng)
	c.begin(document.ApplicationForm, d.name)
	title := style{font: pick(rng, s.titles), pt: between(rng, 17, 21), ink: black}
	words := pick(rng, ofSplit(d.titles, d.only, s))
	if w := wordingWidth(words, b, title, title); w > 180 {
		title.pt *= 180 / w
	}
	c.spaced(at{a4Width / 2, 26}, words, b, title)
	text := style{font: pick(rng, append(s.song, s.hei...)), pt: between(rng, 9.5, 11), ink: black}
	small := text.sized(9)
	c.text(22, 36, "报名序号："+digits(c, 9), small)
	c.text(100, 36, "档案号："+cond(chance(rng, 0.5), "43"+digits(c, 8), ""), small)
	c.portrait(162, 40, 26, 34, k.person.sex == "女")
	y := 42.0
	for i, keys := range d.blocks {
		y = c.applicationBlock(d, i, keys, b, text, y)
	}
	c.applicationFoot(k, text, y)
	c.mark()
	return c.finish()
}

// applicationBlock sets one block; the first stands beside the photograph or, if
// it is tall, begins below it.
func (c *canvas) applicationBlock(d applicationDesign, i int, keys []string, b blanks, text style, y float64) float64 {
	if d.heads[i] != "" {
		head := text.in(pick(c.rng, c.set.titles)).sized(text.pt * 1.1)
		c.text(20, y+head.mm(1.1), d.heads[i], head)
		y += head.mm(1.9)
	}
	width := 170.0
	if i == 0 {
		if len(keys) < 8 {
			width = 138
		} else {
			y = 78
		}
	}
	var p pairs
	for _, key := range keys {
		words := applicationLabels[key]
		label := pick(c.rng, words[cond(c.set.unseen(), 1, 0)])
		p = append(p, [2]string{label, "{" + key + "}"})
	}
	row := cond(len(keys) > 14, 9.0, 9.5)
	y = d.arrange(c, filledIn(p, b), b, pairLook{x: 20, y: y, width: width, row: row, label: text, value: text, line: black, tint: white, colon: "："}) + 3
	return cond(i == 0 && len(keys) < 8, max(y, 78), y)
}

// applicationFoot holds the commitment and the opinion of the employer.
func (c *canvas) applicationFoot(k career, text style, y float64) {
	small := text.sized(9)
	y = c.prose(20, y+6, 170, small, pick(c.rng, []string{
		"本人承诺：以上填报信息真实、准确、完整，如有虚假，愿承担由此产生的一切后果。",
		"本人已阅读并理解报考须知，保证所填写的个人信息真实有效。",
	}))
	c.text(112, y+2, "报考人员签名：", small)
	if chance(c.rng, 0.6) {
		c.signature(140, y+2, k.person.name, pick(c.rng, c.set.hand), 13, pick(c.rng, pens))
	}
	y += 6
	if y > a4Height-48 {
		return
	}
	c.box(20, y, 170, 36, 0.2, black)
	c.text(23, y+7, "单位审核意见：", small)
	if chance(c.rng, 0.7) {
		c.text(50, y+16, pick(c.rng, []string{"情况属实，同意报考。", "经审核，所填信息属实。"}), small)
	}
	c.text(112, y+26, "（单位盖章）", small)
	c.text(140, y+32, arabic(pickDate(c.rng, today.AddDate(0, -6, 0), today)), small)
	stamp := c.officialSeal(k.employer.name, k.employer.home.code)
	if st := c.set.story; st != nil && st.formStamp.Text != "" {
		stamp = st.formStamp
	}
	if chance(c.rng, 0.8) {
		c.seal(150, y+18, stamp)
	}
	c.text(22, a4Height-8, "打印时间："+today.Format("2006-01-02")+fmt.Sprintf(" %02d:%02d", 8+c.rng.IntN(10), c.rng.IntN(60)), small.sized(8))
}
