package specimen

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"time"

	"hecha/document"
)

// queryKinds are the sites that the notice names, and party schools' own.
var queryKinds = []*queryKind{vocationalQuery, technicianQuery, partyQuery}

var vocationalQuery = &queryKind{
	kind: document.VocationalQuery, make: vocationalRecord,
	heads: []string{"查询结果", "毕业证书查询结果", "毕业证信息", "学历信息", "您查询的毕业证书信息如下："},
	notes: []string{
		"说明：本系统提供2005年6月以来湖南省中等职业学校毕业证书信息查询，查询结果仅供参考，以毕业证书原件为准。",
		"如对查询结果有疑问，请与毕业学校或当地教育行政部门联系。",
		"提示：数据由各中等职业学校上报，经省教育厅验印。",
	},
	labels: map[string][2][]string{
		"name":      {{"姓名", "姓　名"}, {"学生姓名", "姓名"}},
		"sex":       {{"性别", "性　别"}, {"性别"}},
		"id":        {{"身份证号", "身份证号码"}, {"证件号码", "身份证件号"}},
		"birth":     {{"出生日期", "出生年月日"}, {"出生年月"}},
		"people":    {{"民族"}, {"民族"}},
		"school":    {{"毕业学校", "学校名称"}, {"毕业院校", "学校"}},
		"major":     {{"专业名称", "所学专业"}, {"专业", "就读专业"}},
		"level":     {{"学历层次", "培养层次"}, {"层次", "办学类型"}},
		"length":    {{"学制", "学制（年）"}, {"修业年限"}},
		"enrolled":  {{"入学时间", "入学年月"}, {"入学日期"}},
		"graduated": {{"毕业时间", "毕业日期"}, {"毕业年月", "毕业时间"}},
		"number":    {{"毕业证书编号", "证书编号"}, {"毕业证号", "毕业证书号"}},
		"status":    {{"毕业状态", "毕（结）业"}, {"毕业结论"}},
	},
	order: [][]string{
		{"name", "sex", "id", "school", "major", "length", "enrolled", "graduated", "number"},
		{"number", "name", "sex", "birth", "school", "major", "level", "enrolled", "graduated", "status"},
		{"name", "id", "sex", "people", "school", "major", "length", "graduated", "number"},
	},
}

var technicianQuery = &queryKind{
	kind: document.TechnicianQuery, make: technicianRecord,
	heads: []string{"毕业证书查询结果", "查询结果", "证书信息", "毕业生信息"},
	notes: []string{
		"说明：本系统仅提供技工院校毕业证书信息查询，如有疑问请与毕业院校联系。",
		"查询范围：2005年至2013年湖南省技工院校毕业生；2015年以后请登录全国系统查询。",
		"以上信息由技工院校上报，人力资源社会保障部门审核。",
		"本查询结果不作为学历认证的依据，以毕业证书原件为准。",
	},
	labels: map[string][2][]string{
		"name":      {{"姓名"}, {"姓　　名", "学员姓名"}},
		"sex":       {{"性别"}, {"性　　别", "性别"}},
		"id":        {{"身份证号", "公民身份号码"}, {"身份证号码", "证件号码"}},
		"birth":     {{"出生日期"}, {"出生年月"}},
		"school":    {{"毕业院校", "学校名称"}, {"毕业学校", "院校名称"}},
		"major":     {{"专业名称", "专业"}, {"所学专业"}},
		"class":     {{"培养层次", "层次"}, {"培养目标", "毕业层次", "技能等级"}},
		"length":    {{"学制"}, {"学制（年）", "学习年限"}},
		"enrolled":  {{"入学时间", "入学年月"}, {"入校时间", "入学日期"}},
		"graduated": {{"毕业时间", "毕业日期"}, {"毕业年月"}},
		"number":    {{"证书编号", "毕业证书编号"}, {"毕业证编号", "证书号码"}},
		"president": {{"校（院）长"}, {"校长"}},
		"status":    {{"毕业类型"}, {"学业状态"}},
	},
	order: [][]string{
		{"name", "sex", "birth", "id", "school", "major", "class", "length", "enrolled", "graduated", "number"},
		{"number", "name", "sex", "id", "school", "major", "class", "graduated"},
		{"name", "id", "school", "class", "major", "length", "graduated", "number", "status"},
	},
}

var partyQuery = &queryKind{
	kind: document.PartySchoolQuery, make: partyRecord,
	heads: []string{"学员信息", "查询结果", "毕业证书查询", "学历信息查询结果"},
	notes: []string{
		"注：本查询系统提供党校学历教育毕业证书信息，如有疑问请与教务部联系。",
		"本系统仅供用人单位核对毕业证书真伪使用。",
		"数据更新日期以系统公布为准。",
		"查询结果与证书不一致的，请持证书原件到校核验。",
	},
	labels: map[string][2][]string{
		"name":      {{"姓名"}, {"学员姓名", "姓　名"}},
		"sex":       {{"性别"}, {"性　别"}},
		"id":        {{"身份证号", "身份证号码"}, {"身份证件号码"}},
		"birth":     {{"出生年月", "出生日期"}, {"出生日期"}},
		"school":    {{"毕业院校", "毕业学校"}, {"办学单位", "学校名称"}},
		"major":     {{"专业", "所学专业"}, {"专业名称"}},
		"level":     {{"学历", "学历层次"}, {"层次", "学历层次"}},
		"form":      {{"学习形式"}, {"学习方式", "办学形式"}},
		"length":    {{"学制"}, {"学习年限"}},
		"enrolled":  {{"入学时间"}, {"入学年月"}},
		"graduated": {{"毕业时间"}, {"毕业年月", "毕业日期"}},
		"number":    {{"证书编号", "毕业证书编号"}, {"毕业证号", "证书号"}},
		"status":    {{"毕业结论"}, {"毕业情况"}},
	},
	order: [][]string{
		{"name", "sex", "birth", "school", "major", "level", "form", "length", "enrolled", "graduated", "number"},
		{"name", "sex", "id", "level", "major", "school", "enrolled", "graduated", "number"},
		{"number", "name", "sex", "major", "level", "graduated", "school"},
	},
}

func vocationalRecord(s *set, rng *rand.Rand) queryRecord {
	r := queryRecord{graduation: vocationalGraduation(s, rng), masked: chance(rng, 0.3)}
	for r.graduated.Before(time.Date(2005, 6, 1, 0, 0, 0, 0, time.UTC)) {
		r.graduation = vocationalGraduation(s, rng)
	}
	r.site = webSite{host: "zcc.hnedu.cn", path: pick(rng, []string{"/zzfind/", "/zzfind/result.aspx?id=" + fmt.Sprint(rng.IntN(99999)), "/zzfind/Index.html"}),
		title: pick(rng, half([]string{"湖南省中等职业学校毕业证查询系统", "湖南省中等职业学校毕业证书查询", "湖南中等职业教育毕业证查询", "湖南省中等职业学校毕业证书信息查询系统"}, s))}
	return r
}

// technicianMajors are courses of technician schools.
var technicianMajors = strings.Fields("数控加工（数控车工） 电气自动化设备安装与维修 建筑施工 汽车维修 焊接加工 工程造价 机电一体化 模具制造 烹饪（中式烹调） 消防工程技术 铁路施工与养护 计算机网络应用")

func technicianRecord(s *set, rng *rand.Rand) queryRecord {
	r := queryRecord{graduation: vocationalGraduation(s, rng), masked: chance(rng, 0.2)}
	r.school, r.level, r.major = pick(rng, cond(s.unseen(), technicianSchoolsUnseen, technicianSchoolsTune)), "", pick(rng, technicianMajors)
	r.class = pick(rng, []string{"中级工班", "高级工班", "高级工班", "预备技师（技师）班"})
	r.length = pick(rng, map[string][]float64{"中级工班": {3}, "高级工班": {3, 5}, "预备技师（技师）班": {4, 6}}[r.class])
	old := chance(rng, 0.5)
	year := cond(old, 2005+rng.IntN(9), 2015+rng.IntN(6))
	r.graduated = time.Date(year, pick(rng, []time.Month{6, 7, 7}), 1+rng.IntN(30), 0, 0, 0, 0, time.UTC)
	r.enrolled = time.Date(year-int(r.length), 9, 1, 0, 0, 0, 0, time.UTC)
	r.person.birth = time.Date(r.enrolled.Year()-15-rng.IntN(3), time.Month(1+rng.IntN(12)), 1+rng.IntN(28), 0, 0, 0, 0, time.UTC)
	r.person.id = idNumber(rng, r.person.home.code, r.person.birth, r.person.sex)
	r.number = fmt.Sprintf("43%d%02d%06d", year, 1+rng.IntN(14), rng.IntN(1000000))
	if !old {
		r.number = fmt.Sprintf("%s%d%06d", pick(rng, []string{"HJ", "GJ", "43", "1843"}), year, rng.IntN(1000000))
	}
	r.site = webSite{host: "www.jxzs.mohrss.gov.cn", path: pick(rng, []string{"/", "/query/result", "/jxzs/certQuery.do"}),
		title: pick(rng, half([]string{"全国技工院校毕业证书查询系统", "技工院校毕业证书查询", "技工院校学历证书查询"}, s))}
	if old {
		r.site = webSite{host: "www.e91job.com", path: "/hunanweb/extAccessAction/showCertificate.action",
			title: pick(rng, half([]string{"技工院校毕业证书查询", "湖南人力资源社会保障公共服务网", "湖南人力资源和社会保障公共服务网 技工院校毕业证书查询系统", "湖南省技工院校毕业证书查询"}, s))}
	}
	return r
}

func partyRecord(s *set, rng *rand.Rand) queryRecord {
	r := queryRecord{graduation: adultGraduation(s, rng), masked: chance(rng, 0.3)}
	r.school, r.major = pick(rng, cond(s.unseen(), partySchoolsUnseen, partySchoolsTune)), pick(rng, majorsParty)
	r.level = pick(rng, []string{"本科", "专科", "硕士研究生"})
	r.form = pick(rng, []string{"函授", "业余", "脱产"})
	r.length = pick(rng, []float64{2, 2.5, 3})
	r.years(rng, 27, 1999)
	switch rng.IntN(3) {
	case 0:
		r.number = fmt.Sprintf("%d%02d%05d", r.graduated.Year(), 1+rng.IntN(30), rng.IntN(100000))
	case 1:
		r.number = fmt.Sprintf("函本字第%d%05d号", r.graduated.Year(), rng.IntN(100000))
	default:
		r.number = fmt.Sprintf("D%d%08d", 1+rng.IntN(9), rng.IntN(100000000))
	}
	r.site = webSite{host: pick(rng, []string{"www.hnswdx.gov.cn", "www.ccps.gov.cn", "xueli.hnswdx.gov.cn"}), path: pick(rng, []string{"/xlcx/", "/bmpd/xlcx/index.shtml", "/query.html?type=1"}),
		title: pick(rng, half([]string{"中共湖南省委党校毕业证书查询", "党校学历查询系统", "党校学历教育毕业证书查询", "中央党校学历证书查询"}, s))}
	return r
}
