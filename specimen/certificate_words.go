package specimen

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"time"

	"hecha/document"
)

// certificateDesigns are the layouts of title and qualification certificates.
var certificateDesigns = []certificateDesign{
	{"spread", "", titleCertificate, certSpread},
	{"portrait", Tune, titleCertificate, certPortrait},
	{"sentence", "", titleCertificate, certSentence},
	{"table", Tune, titleCertificate, certTable},
	{"stacked", Tune, titleCertificate, certStacked},
	{"grid", Unseen, titleCertificate, certGrid},
	{"landscape", Unseen, titleCertificate, certLandscape},

	{"bilingual", "", qualificationCertificate, certBilingual},
	{"portrait", Tune, qualificationCertificate, certPortrait},
	{"spread", Tune, qualificationCertificate, certSpread},
	{"landscape", Tune, qualificationCertificate, certLandscape},
	{"portrait-plain", "", qualificationCertificate, certPortrait},
	{"table", Unseen, qualificationCertificate, certTable},
	{"stacked", Unseen, qualificationCertificate, certStacked},
	{"grid", Unseen, qualificationCertificate, certGrid},
}

var titleCertificate = &certificateKind{
	kind: document.TitleCertificate, blanks: titleFacts,
	titles: []string{"职称证书", "专业技术职务\n任职资格证书", "湖南省专业技术职称证书", "专业技术职称资格证书",
		"专业技术资格证书", "职称资格证书", "中华人民共和国\n专业技术职务任职资格证书"},
	bodies: []string{
		"{name}同志于{awarded}经{board}评审通过，具备{title}任职资格。特发此证。",
		"本证书由{issuer}颁发，表明持证人已具备相应专业技术职务任职资格。",
		"经{board}评审，{name}（{sex}，{birth}生）具备{specialty}专业{title}资格，特发此证。",
		"{name}同志：经评审委员会于{awarded}评审，你已取得{title}职务任职资格。",
		"本证书表明持证人经评审具备相应级别的专业技术职称，全省有效。",
		"兹证明{name}，{sex}，{birth}出生，经{board}{awarded}评审通过，取得{specialty}专业{title}任职资格。",
	},
	labels: map[string][2][]string{
		"name":      {{"姓名"}, {"姓　名", "姓名"}},
		"sex":       {{"性别"}, {"性　别"}},
		"birth":     {{"出生年月", "出生日期"}, {"出生年月日"}},
		"id":        {{"身份证号", "身份证号码"}, {"证件号码"}},
		"title":     {{"资格名称", "职称名称"}, {"任职资格", "专业技术职称", "取得资格名称"}},
		"specialty": {{"专业名称", "专业"}, {"申报专业", "评审专业", "从事专业"}},
		"level":     {{"资格级别", "职称级别"}, {"级别", "职称等级"}},
		"awarded":   {{"取得时间", "评审通过时间", "授予时间"}, {"批准时间", "资格取得时间"}},
		"board":     {{"评审委员会", "评审组织"}, {"评委会名称", "评审机构"}},
		"issuer":    {{"发证单位", "发证机关"}, {"颁证单位", "批准机关"}},
		"employer":  {{"工作单位"}, {"所在单位", "单位"}},
		"number":    {{"证书编号", "编号"}, {"证书号", "证书管理号"}},
		"approval":  {{"批准文号"}, {"发文文号"}},
	},
	order: [][]string{
		{"name", "sex", "birth", "specialty", "title", "awarded", "board", "number"},
		{"name", "sex", "id", "employer", "title", "level", "specialty", "awarded", "number"},
		{"number", "name", "sex", "birth", "title", "specialty", "level", "awarded", "issuer"},
		{"name", "id", "title", "specialty", "awarded", "approval", "employer", "number"},
	},
	foots: []string{"{issuer}", "发证单位（盖章）\n{printed}", "{issuer}\n{printed}", "（盖章）", "{issuer}\n{printed}", "发证机关：{issuer}"},
}

// titleRank is a rank of one series with its specialties.
type titleRank struct{ title, level string }

var (
	titleRanksTune = []titleRank{
		{"工程师", "中级"}, {"高级工程师", "副高级"}, {"助理工程师", "初级"}, {"经济师", "中级"}, {"高级经济师", "副高级"}, {"会计师", "中级"},
		{"主管药师", "中级"}, {"讲师", "中级"}, {"正高级工程师", "正高级"},
	}
	titleRanksUnseen = []titleRank{
		{"工程师", "中级"}, {"高级工程师", "副高级"}, {"统计师", "中级"}, {"主治医师", "中级"}, {"助理经济师", "初级"}, {"农艺师", "中级"},
		{"一级教师", "中级"}, {"副主任药师", "副高级"}, {"审计师", "中级"}, {"技术员", "初级"},
	}
	titleFieldsTune   = strings.Fields("建筑工程 土木工程 工程造价 机械 给排水 电气工程 工民建 道路与桥梁 药学 市政工程")
	titleFieldsUnseen = strings.Fields("建筑施工 水利水电工程 建筑装饰设计 安全工程 暖通空调 测绘工程 环境工程 工程管理 岩土工程 建筑电气")
)

func titleFacts(s *set, rng *rand.Rand) certificateFacts {
	p, e := s.newPerson(rng), s.newEmployer(rng)
	p.birth = today.AddDate(-26-rng.IntN(28), 0, -rng.IntN(365))
	p.id = idNumber(rng, p.home.code, p.birth, p.sex)
	rank := pick(rng, cond(s.unseen(), titleRanksUnseen, titleRanksTune))
	awarded := pickDate(rng, p.birth.AddDate(24, 0, 0), today)
	if s.story != nil {
		p, e, rank, awarded = s.story.holder, s.story.work.employer, s.story.rank, s.story.ranked
	}
	day, mon := certDate(rng)
	printed := awarded.AddDate(0, 1+rng.IntN(3), 0)
	if printed.After(today) {
		printed = awarded
	}
	at := cond(p.home.city == "", p.home.province, p.home.city)
	issuer := pick(rng, []string{p.home.province + "人力资源和社会保障厅", at + "人力资源和社会保障局", at + "职称改革工作领导小组办公室"})
	board := cond(chance(rng, 0.5), p.home.province, at) + pick(rng, []string{"工程系列中级职称评审委员会", "建设工程专业高级职务评审委员会", "工程技术中级评审委员会"})
	if s.story != nil && s.story.issuer != "" {
		issuer = s.story.issuer
	}
	number := pick(rng, []string{
		fmt.Sprintf("%s%d%06d", p.home.code[:4], awarded.Year(), rng.IntN(1000000)), fmt.Sprintf("B%08d", rng.IntN(100000000)),
		fmt.Sprintf("湘职证字第%d%05d号", awarded.Year(), rng.IntN(100000)), fmt.Sprintf("C%s%07d", p.home.code[:2], rng.IntN(10000000)),
	})
	field := pick(rng, cond(s.unseen(), titleFieldsUnseen, titleFieldsTune))
	awardedAs := blank{"awarded_date", iso(awarded), day(awarded)}
	if chance(rng, 0.3) {
		awardedAs = blank{"awarded_date", month(awarded), mon(awarded)}
	}
	birth := blank{"birth_date", iso(p.birth), day(p.birth)}
	if chance(rng, 0.4) {
		birth = blank{"birth_date", month(p.birth), mon(p.birth)}
	}
	f := certificateFacts{female: p.sex == "女", blanks: blanks{
		"name": {"name", p.name, p.name}, "sex": {"sex", p.sex, p.sex}, "birth": birth, "id": {"id_number", p.id, p.id},
		"title": {"title", rank.title, rank.title}, "level": {"level", rank.level, rank.level}, "specialty": {"specialty", field, field},
		"awarded": awardedAs, "board": plain(board), "issuer": {"issuing_authority", issuer, issuer}, "employer": {"employer", e.name, e.name},
		"number": {"certificate_number", number, number}, "printed": {"issued_date", iso(printed), day(printed)},
		"approval": plain(fmt.Sprintf("湘人社职〔%d〕%d号", awarded.Year(), 1+rng.IntN(300))),
	}}
	f.seals = []SealSpec{{Text: issuer, Centre: "star", Type: document.SealOfficial, DiameterMM: 42}}
	if chance(rng, 0.4) {
		f.code = fmt.Sprintf("http://zcps.example.gov.cn/verify?no=%08d", rng.IntN(100000000))
	}
	return f
}

// certDate prints dates as certificates do.
func certDate(rng *rand.Rand) (day, mon func(time.Time) string) {
	switch rng.IntN(6) {
	case 0:
		return func(t time.Time) string { return hanDate(t, "〇", false) }, func(t time.Time) string { return hanMonth(t, "〇") }
	case 1:
		return func(t time.Time) string { return t.Format("2006.01.02") }, func(t time.Time) string { return t.Format("2006.01") }
	case 2:
		return func(t time.Time) string { return t.Format("2006-01-02") }, func(t time.Time) string { return t.Format("2006-01") }
	case 3:
		return padded, func(t time.Time) string { return t.Format("2006年01月") }
	}
	return arabic, arabicMonth
}

var qualificationCertificate = &certificateKind{
	kind: document.QualificationCertificate, blanks: qualificationFacts,
	titles: []string{"中华人民共和国\n{qualification}\n执业资格证书", "{qualification}\n职业资格证书", "中华人民共和国\n专业技术人员职业资格证书",
		"{qualification}资格证书", "{qualification}\n注册执业资格证书", "专业技术资格证书", "中华人民共和国\n{qualification}职业资格证书"},
	bodies: []string{
		"本证书由{issuer}批准颁发，表明持证人通过国家统一组织的考试，取得{qualification}职业资格。",
		"本证书由{ministries}批准颁发。它表明持证人通过国家统一组织的考试，取得{qualification}的执业资格。",
		"本证书表明持证人已通过国家统一考试，具备{qualification}执业资格。",
		"经国家统一考试，持证人成绩合格，取得{qualification}资格。本证书在全国范围内有效。",
	},
	labels: map[string][2][]string{
		"name":          {{"姓名"}, {"姓　名", "持证人姓名"}},
		"sex":           {{"性别"}, {"性　别"}},
		"birth":         {{"出生年月", "出生日期"}, {"出生年月日"}},
		"id":            {{"证件号码", "身份证号"}, {"身份证号码", "证件编号"}},
		"qualification": {{"资格名称"}, {"职业资格", "资格证书名称"}},
		"level":         {{"级别", "资格级别"}, {"资格等级"}},
		"specialty":     {{"专业类别", "专业"}, {"专业名称", "资格专业"}},
		"approved":      {{"批准日期"}, {"批准时间", "取得日期"}},
		"issued":        {{"签发日期", "发证日期"}, {"发证时间", "签发时间"}},
		"issuer":        {{"签发单位", "发证机关"}, {"发证单位", "颁发机构"}},
		"number":        {{"证书编号", "编号"}, {"证书号码", "证书号"}},
		"management":    {{"管理号"}, {"管理号"}},
	},
	order: [][]string{
		{"name", "sex", "birth", "specialty", "approved", "management"},
		{"management", "name", "sex", "id", "specialty", "approved", "issued", "number"},
		{"name", "id", "sex", "birth", "specialty", "level", "approved", "management"},
		{"name", "sex", "birth", "qualification", "level", "specialty", "approved", "issued", "number"},
	},
	english: map[string]string{
		"name": "Full Name", "sex": "Sex", "birth": "Date of Birth", "specialty": "Professional Type", "approved": "Approval Date", "issued": "Issued on",
		"management": "File No.", "id": "ID No.", "number": "No.", "level": "Level", "qualification": "Qualification",
	},
	foots: []string{"签发单位盖章\n签发日期：{issued}", "发证机关（章）\n{printed}", "{issuer}\n{printed}", "{issuer}", "签发日期：{issued}", "{issuer}（盖章）\n{printed}"},
}

var (
	qualificationsTune   = strings.Fields("一级建造师 监理工程师 执业药师 注册消防工程师 经济师 注册安全工程师 社会工作师 注册测绘师")
	qualificationsUnseen = strings.Fields("二级建造师 造价工程师 一级造价工程师 统计师 注册城乡规划师 审计师 一级消防工程师 房地产估价师 中级注册安全工程师")
	issuersTune          = []string{"湖南省人力资源和社会保障厅", "人力资源和社会保障部", "湖南省人事考试院"}
	issuersUnseen        = []string{"中华人民共和国人力资源和社会保障部", "湖南省职业资格管理中心", "广东省人力资源和社会保障厅"}
	specialtiesTune      = strings.Fields("建筑工程 公路工程 机电工程 市政公用工程 土木建筑工程 药学 建筑施工安全 人力资源管理")
	specialtiesUnseen    = strings.Fields("水利水电工程 矿业工程 安装工程 交通运输工程 中药学 金属冶炼安全 工商管理 铁路工程")
)

func qualificationFacts(s *set, rng *rand.Rand) certificateFacts {
	p := s.newPerson(rng)
	p.birth = today.AddDate(-27-rng.IntN(25), 0, -rng.IntN(365))
	p.id = idNumber(rng, p.home.code, p.birth, p.sex)
	approved := pickDate(rng, p.birth.AddDate(25, 0, 0), today.AddDate(0, -9, 0))
	issued := approved.AddDate(0, 2+rng.IntN(6), rng.IntN(20))
	day, mon := certDate(rng)
	name := pick(rng, cond(s.unseen(), qualificationsUnseen, qualificationsTune))
	if s.story != nil {
		p, name, approved = s.story.holder, s.story.qualification, s.story.ranked
		issued = approved.AddDate(0, 2, 0)
	}
	issuer := pick(rng, cond(s.unseen(), issuersUnseen, issuersTune))
	field := pick(rng, cond(s.unseen(), specialtiesUnseen, specialtiesTune))
	level := pick(rng, []string{"中级", "初级", "一级", "二级"})
	year := approved.Year()
	if s.story != nil {
		year = s.story.yearInNumber(approved)
	}
	management := fmt.Sprintf("%d%08d%05d%02d", year, 43000000+rng.IntN(999999), rng.IntN(100000), rng.IntN(100))
	number := pick(rng, []string{fmt.Sprintf("%08d", rng.IntN(100000000)), fmt.Sprintf("HN%d%05d", approved.Year(), rng.IntN(100000)), fmt.Sprintf("00%06d", rng.IntN(1000000))})
	birth := blank{"birth_date", month(p.birth), mon(p.birth)}
	if chance(rng, 0.4) {
		birth = blank{"birth_date", iso(p.birth), day(p.birth)}
	}
	f := certificateFacts{female: p.sex == "女", blanks: blanks{
		"name": {"name", p.name, p.name}, "sex": {"sex", p.sex, p.sex}, "birth": birth, "id": {"id_number", p.id, p.id},
		"qualification": {"qualification", name, name}, "level": {"level", level, level}, "specialty": {"specialty", field, field},
		"approved": {"approval_date", iso(approved), day(approved)}, "issued": {"issued_date", iso(issued), day(issued)},
		"printed": {"issued_date", iso(issued), day(issued)}, "issuer": {"issuing_authority", issuer, issuer},
		"number": {"certificate_number", number, number}, "management": {"management_number", management, management},
	}}
	const ministries = "中华人民共和国人力资源和社会保障部、住房和城乡建设部"
	f.blanks["ministries"] = blank{"issuing_authority", ministries, ministries}
	f.seals = []SealSpec{{Text: issuer, Centre: "star", Type: document.SealOfficial, DiameterMM: 42}}
	if chance(rng, 0.4) {
		f.code = fmt.Sprintf("http://zg.cpta.com.cn/certquery?m=%s", management)
	}
	return f
}
