package extractors_test

import (
	"slices"
	"strings"
	"testing"

	"hecha/document"
	"hecha/extractors"
)

// pairs are labels with their values beside them, one below the other.
func pairs(labelled ...string) (lines []written) {
	for i, pair := range labelled {
		label, value, _ := strings.Cut(pair, "=")
		y := 320 + 60*float64(i)
		lines = append(lines, written{120, y, 26, label}, written{420, y, 26, value})
	}
	return lines
}

// wantFields reads lines as one document and compares those fields that are named.
func wantFields(t *testing.T, kind document.Kind, want string, lines ...[]written) {
	t.Helper()
	found := extractors.Documents(sheet(slices.Concat(lines...)...))
	if len(found) != 1 || found[0].Kind != kind {
		t.Fatalf("found %v, want %s", kinds(found), kind)
	}
	got := values(found[0].Fields)
	for name, value := range fields(want) {
		if value == "-" {
			value = "" // not on the paper
		}
		if got[name] != value {
			t.Errorf("%s = %q, want %q", name, got[name], value)
		}
	}
}

// A report may give both ends of the study in one place, and its finding in the
// middle of a sentence.
func TestSpanOfStudy(t *testing.T) {
	apart := []written{{120, 300, 26, "姓名"}, {420, 300, 26, "周文"}, {120, 420, 26, "身份证号"}, {420, 420, 26, "110105194912310021"}, {120, 540, 26, "学习时间"}, {420, 540, 26, "2009年9月至2012年7月"},
		{120, 660, 26, "所学专业"}, {420, 660, 26, "法学"}}
	wantFields(t, document.CHSIAuthentication, "enrollment_date=2009-09 graduation_date=2012-07 verification_result=属实",
		[]written{{450, 150, 44, "学历认证报告"}},
		apart,
		[]written{{120, 800, 28, "经我校查阅档案，以上学历属实。"}, {600, 1000, 28, "中共湘潭市委党校"}, {700, 1060, 28, "2021年9月8日"}})
	wantFields(t, document.CSCSECertificate, "enrollment_date=2012-10 awarded_date=2014-02",
		[]written{{350, 150, 44, "国（境）外学历学位认证书"}},
		pairs("姓名=周文", "国籍=中国", "学校名称=利兹大学", "学习期限=2012.10—2013.12", "所获学位=理学硕士", "授予日期=2014年2月"),
		[]written{{700, 900, 26, "教育部留学服务中心"}, {740, 960, 26, "2015年4月5日"}})
	wantFields(t, document.CHSIAuthentication, "length_years=4 verification_result=属实",
		[]written{{350, 150, 44, "中等职业学校学历认证报告"}},
		paragraph(120, 400, 28, 34, "经查，周文，男，1996年9月至2000年7月在湘潭市工业学校会计专业学习，学制四年，毕业证书（证书编号：00123456）属实。"),
		[]written{{700, 900, 26, "湖南省教育厅"}, {740, 960, 26, "2021年4月5日"}})
}

// A party school's own page has its name at its head and no label for it.
func TestPartySchoolAtHead(t *testing.T) {
	rest := pairs("姓名=周文", "专业=法律", "学历层次=本科", "毕业时间=2008-07", "证书编号=2008430012345")
	for _, head := range []string{"中共湖南省委党校", "中共湖南省委党校（湖南行政学院）", "中共湖南省委党校学历证书查询系统"} {
		wantFields(t, document.PartySchoolQuery, "school=中共湖南省委党校", []written{{400, 120, 40, head}, {450, 200, 30, "毕业证书查询"}}, rest)
	}
	wantFields(t, document.PartySchoolQuery, "school=-", []written{{400, 120, 40, "关于党校学历查询的说明"}, {450, 200, 30, "党校毕业证书查询"}}, rest)
}

func TestTitleOfSentence(t *testing.T) {
	foot := []written{{600, 900, 26, "湘潭市职称改革工作领导小组"}, {650, 960, 26, "2013年1月20日"}}
	for said, want := range map[string]string{
		"具备电气专业高级工程师（副高）任职资格":   "title=高级工程师 level=副高 specialty=电气",
		"取得经济师（中级）专业技术资格":       "title=经济师 level=中级",
		"具备给排水专业工程师任职资格":        "title=工程师 level=- specialty=给排水",
		"具备安全专业工程师（矿山工程）专业技术资格": "title=工程师 specialty=安全",
	} {
		wantFields(t, document.TitleCertificate, want+" employer=湖南长天建设有限公司 awarded_date=2012-11-04", []written{{400, 150, 44, "职称证书"}},
			paragraph(120, 400, 28, 30, "周文同志，女，1980年8月出生，工作单位湖南长天建设有限公司。于2012年11月4日经湘潭市工程系列评审委员会评审通过，"+said+"。"), foot)
	}
}

// The English of a label is no part of the value above it.
func TestSpecialtyWithoutGloss(t *testing.T) {
	wantFields(t, document.QualificationCertificate, "specialty=机电工程",
		[]written{{300, 150, 44, "中华人民共和国一级建造师执业资格证书"}, {120, 300, 28, "姓名：周文"}, {120, 360, 28, "性别：女"},
			{120, 420, 28, "专业类别：机电工程ProfessonalType"}, {120, 480, 28, "批准日期：2012年9月23日"}, {120, 540, 28, "管理号：2012034430342012430116000123"},
			{120, 600, 28, "签发单位：湖南省人力资源和社会保障厅"}})
}

// The day on which somebody came is not the one on which the paper was made out,
// even where that cannot be read.
func TestWorkCertificateDayOfEntry(t *testing.T) {
	rows := []written{{120, 300, 28, "姓名：周文"}, {120, 360, 28, "身份证号：11010519491231002X"}, {120, 420, 28, "从事工作：工程监理"},
		{120, 480, 28, "工作年限：11年"}, {120, 600, 28, "上述人员系我公司职工，以上信息属实，特此证明。"}}
	wantFields(t, document.WorkCertificate, "work_start=2010-09-27 issued_date=-",
		[]written{{450, 150, 44, "工作年限证明"}, {120, 540, 28, "入职日期：2010年9月27日"}}, rows)
	wantFields(t, document.WorkCertificate, "issued_date=-",
		[]written{{450, 150, 44, "工作年限证明"}, {120, 540, 28, "转正日期：2010年9月27日"}}, rows)
	wantFields(t, document.WorkCertificate, "issued_date=2021-05-06",
		[]written{{450, 150, 44, "工作年限证明"}, {120, 540, 28, "转正日期：2010年9月27日"}, {700, 900, 28, "出具日期：2021年5月6日"}}, rows)
}

// The numbers of a list are no part of the values above them.
func TestWorkCertificateNumberedList(t *testing.T) {
	wantFields(t, document.WorkCertificate, "name=周文 sex=女 post=造价主管 work_start=2011-02-01 years=10",
		[]written{{450, 150, 44, "在职及从业年限证明"}, {120, 300, 28, "一、员工姓名：周文"}, {120, 360, 28, "二、性别：女"},
			{120, 420, 28, "三、身份证号码：11010519491231002X"}, {120, 480, 28, "四、现任岗位：造价主管"}, {120, 540, 28, "五、入职时间：2011年2月1日"},
			{120, 600, 28, "六、从事工程造价工作年限：10年"}, {120, 660, 28, "以上信息与本单位人事档案一致。"}})
}

// The last row of a table of periods adds them up.
func TestWorkCertificateTotalBelowRows(t *testing.T) {
	found := extractors.Documents(sheet(
		written{440, 200, 44, "工作经历证明"}, written{120, 320, 28, "姓名：宋词"},
		written{160, 420, 26, "起止时间"}, written{440, 420, 26, "工作单位"}, written{800, 420, 26, "从事工作"},
		written{110, 480, 24, "2007.07-2012.05"}, written{400, 480, 24, "衡阳市建筑设计院"}, written{800, 480, 24, "建筑设计"},
		written{110, 540, 24, "2012.06-2020.12"}, written{400, 540, 24, "湖南方圆建筑设计有限公司"}, written{800, 540, 24, "建筑设计"},
		written{180, 600, 26, "合计"}, written{560, 600, 26, "从事建筑设计工作共13年"},
		written{650, 900, 28, "湖南方圆建筑设计有限公司"}, written{700, 960, 28, "2021年1月15日"},
	))
	if got := values(found[0].Fields); got["years"] != "13" || got["job"] != "建筑设计" {
		t.Errorf("years %q, job %q", got["years"], got["job"])
	}
	if last := periods(found[0].Periods)[1]; last["employer"] != "湖南方圆建筑设计有限公司" || last["job"] != "建筑设计" {
		t.Errorf("last row %v", last)
	}
}

// A date beside the words of a copy is the paper's own where the number of the
// paper holds its year.
func TestDateBesideWordsOfCopy(t *testing.T) {
	for number, want := range map[string]string{"1053242013000456": "2013-06-20", "1053242012000456": ""} {
		lines := slices.Concat([]written{{400, 200, 46, "学士学位证书"}},
			paragraph(120, 400, 28, 34, "周文，男，1990年6月12日生，在湖南大学会计学专业完成了本科学习计划，业已毕业，授予管理学学士学位。"),
			[]written{{120, 780, 24, "证书编号：" + number}, {660, 780, 30, "与原件核对一致"}, {900, 780, 26, "2013年6月20日"}})
		if got := extractors.Documents(sheet(lines...))[0].Fields["awarded_date"].Value; got != want {
			t.Errorf("number %s: awarded_date = %q, want %q", number, got, want)
		}
	}
}

// What somebody signed across a copy is no part of the number beside it, and a
// stamp may cover how a label ends.
func TestStampedOver(t *testing.T) {
	wantFields(t, document.TitleCertificate, "certificate_number=308200790903 issuing_authority=郴州市人力资源和社会保障局",
		[]written{{350, 150, 44, "专业技术资格证书"}}, pairs("姓名=周文", "任职资格=经济师", "取得资格时间=2020年12月9日"),
		[]written{{120, 700, 26, "编号：308200790903"}, {480, 690, 40, "姜信富"}, {620, 700, 26, "批准机关（章郴州市人力资源和社会保障局"}})
}

// The name of a body is no person's, wherever a label leads to it.
func TestBodyIsNoPerson(t *testing.T) {
	wantFields(t, document.Diploma, "president=- school=中共湖南省委党校",
		[]written{{420, 150, 40, "中共湖南省委党校"}, {450, 220, 48, "毕业证书"}},
		paragraph(120, 400, 28, 34, "学员周文，男，1980年12月生，于2004年9月至2007年7月在本校经济管理专业本科班学习，学制三年，成绩合格，准予毕业。"),
		[]written{{700, 800, 26, "校长"}, {690, 850, 26, "中共湖省委"}, {700, 920, 26, "二〇〇七年七月一日"}})
}

// An office's page about a technician school's diploma bears no name of a site on
// a phone, and the words of none of the schools' own titles.
func TestPageOfTechnicianSchool(t *testing.T) {
	rows := pairs("姓名=周文", "毕业院校=湘潭技师学院", "所学专业=焊接加工", "层次=高级工班", "毕业时间=2012年7月", "毕业证书编号=432012004567")
	wantFields(t, document.TechnicianQuery, "school=湘潭技师学院 technician_class=高级工班 certificate_number=432012004567",
		[]written{{40, 20, 20, "9:41"}, {800, 20, 20, "5G"}, {900, 20, 20, "87%"}, {400, 160, 36, "技工院校毕业证书"}}, rows)
	found := extractors.Documents(sheet(slices.Concat([]written{{380, 150, 44, "技师学院毕业证书"}}, rows,
		[]written{{120, 800, 26, "修业期满，成绩合格，准予毕业。"}})...))
	if found[0].Kind != document.Diploma {
		t.Errorf("the school's own paper is %s", found[0].Kind)
	}
}

// Letters before the digits of a number belong to it, unless they are its label
// or stand before digits that are a whole number.
func TestLettersOfNumber(t *testing.T) {
	for printed, want := range map[string]string{
		"证书编号：GJ4320067041086": "GJ4320067041086", "证书编号：No4320067041086": "4320067041086", "No.4320067041086": "4320067041086",
		"证书编号：B105321200805001234": "105321200805001234", "证书编号：4320067041086": "4320067041086",
	} {
		wantFields(t, document.Diploma, "certificate_number="+want+" major=室内设计 technician_class=高级工班", []written{{420, 150, 48, "高级技工学校毕业证书"}},
			paragraph(120, 400, 28, 34, "周文，性别男，于2001年9月入我院学习，学制五年，所学专业为室内设计，培养层次为高级技工，现已修完全部课程，成绩合格，准予毕业。"),
			[]written{{120, 800, 26, printed}, {700, 800, 26, "湘潭市高级技工学校"}, {700, 860, 26, "二〇〇六年六月三十日"}})
	}
}

func TestTitleConfirmed(t *testing.T) {
	wantFields(t, document.TitleCertificate, "name=李壮 title=工程师 awarded_date=2010-12-08", []written{{400, 150, 44, "专业技术职务资格证书"}},
		paragraph(120, 400, 28, 30, "根据国家职称评审有关规定，经湖南省机械设计专业高级职务评审委员会评审，确认李壮同志于2010年12月8日具备工程师资格。"),
		[]written{{600, 900, 26, "湖南省人力资源和社会保障厅"}, {650, 960, 26, "二〇一一年二月二十日"}})
}

// The year of an exam may stand alone below the title of its form.
func TestApplicationFormYearUnderTitle(t *testing.T) {
	wantFields(t, document.ApplicationForm, "exam_year=2021 exam=监理工程师",
		[]written{{300, 160, 44, "监理工程师职业资格考试报名表"}, {500, 240, 28, "（2021年度）"}}, pairs("姓名=周文", "报考级别=考全科", "报考专业=水利工程"))
}

// Some professions have a level of skill instead of a licence.
func TestCertificateOfProfessionalLevel(t *testing.T) {
	wantFields(t, document.QualificationCertificate, "name=周文 level=初级 qualification=助理社会工作师 approval_date=2015-06-20",
		[]written{{300, 120, 36, "社会工作者"}, {280, 180, 40, "职业水平证书"}}, pairs("姓名=周文", "级别=初级", "批准日期=2015年6月20日"),
		paragraph(120, 800, 24, 36, "本证书由人力资源和社会保障部、民政部批准颁发，表明持证人具有助理社会工作师的职业水平和能力。"))
}

func TestWordsBesideValues(t *testing.T) {
	for _, tc := range []struct {
		kind               document.Kind
		title, body, issue string
		want               string
	}{
		{document.AppointmentLetter, "关于聘任周文等同志专业技术职务的通知", "公司各部门：经研究，聘任周文同志为工程师，聘期为2015年1月1日至2017年12月31日。", "湖南长天建设有限公司", "name=周文 title=工程师"},
		{document.CHSIAuthentication, "党校学历认证报告", "周文，男，身份证号11010519491231002X，系我校2001级法律专业函授本科班学员，学制三年，2004年6月毕业，证书编号2004123456，经核实学历真实。",
			"中共湖南省委党校", "name=周文 major=法律 level=本科 length_years=3"},
		{document.CHSIAuthentication, "中国高等教育学历认证报告", "经核查，周文，男，1975年3月2日生，1993年9月入学，1997年7月毕业于湘潭大学，普通本科，专业为化学，毕业证书编号为970123，学历情况属实。",
			"教育部学生服务与素质发展中心", "major=化学 level=本科"},
		{document.WorkCertificate, "从事专业技术工作年限的证明", "周文同志，女，2007年毕业于湖南大学会计学专业，2007年7月起在我院财务科从事会计工作，从事会计专业技术工作年限为14年。", "湘潭市第一人民医院", "years=14 job=会计"},
		{document.Diploma, "技工学校毕业证书", "学生周文，性别男，2002年9月入学，2005年7月毕业，所学专业：数控加工，学制三年，培养目标：中级技术工人。经考试成绩合格，准予毕业。", "株洲市技工学校", "technician_class=中级工班 level=-"},
	} {
		wantFields(t, tc.kind, tc.want, []written{{200, 150, 44, tc.title}}, paragraph(120, 400, 28, 34, tc.body), []written{{700, 800, 26, tc.issue}, {720, 860, 26, "2021年8月3日"}})
	}
	wantFields(t, document.WorkCertificate, "job=工程造价 years=13", []written{{300, 150, 44, "专业技术工作年限证明"}, {120, 300, 28, "姓名：周文"},
		{120, 360, 28, "从事专业：工程造价  从事专业年限：13年"}, {120, 420, 28, "该同志系我单位职工，以上情况属实。"}, {700, 600, 28, "湖南长天建设有限公司"}, {700, 660, 28, "2021年8月3日"}})
	wantFields(t, document.TechnicianQuery, "name=周文", []written{{300, 150, 44, "技工院校毕业生信息查询"}},
		pairs("毕业生：=周文", "毕业学校=湖南建筑技师学院", "培养层次=预备技师", "毕业日期=2019/06/30", "毕业证书号=JS432019001234"))
}

// Papers by other titles than the usual ones.
func TestOtherTitles(t *testing.T) {
	for _, tc := range []struct {
		kind               document.Kind
		title, body, issue string
		want               string
	}{
		{document.TitleCertificate, "中级专业技术职务任职资格通知书", "周文同志：经长沙市建筑工程中级职务评审委员会评审，你已取得工程师任职资格，任职资格时间从2012年10月20日算起。",
			"长沙市人力资源和社会保障局", "name=周文 title=工程师 awarded_date=2012-10-20 issued_date=2021-08-03"},
		{document.TitleCertificate, "任职资格确认通知", "经研究，同意确认周文同志助理工程师任职资格，时间从2010年8月1日起计算。", "湖南省交通厅职称改革领导小组",
			"name=周文 title=助理工程师 awarded_date=2010-08-01"},
		{document.AppointmentLetter, "任命书", "兹任命周文同志为我公司项目部项目经理，任期两年，自2017年3月1日起生效。", "湖南长天建设有限公司",
			"name=周文 post=项目部项目经理 appointed_from=2017-03-01 employer=湖南长天建设有限公司"},
		{document.WorkCertificate, "单位证明", "周文同志系我单位职工，现从事城市规划工作，从事该专业工作已8年，同意报考注册城乡规划师。", "岳阳市规划设计院", "name=周文 years=8"},
		{document.Diploma, "毕业证明书", "周文，男，1975年3月2日生，1993年9月至1997年7月在本校化学专业四年制本科学习，修完教学计划规定的全部课程，成绩合格，准予毕业。因毕业证书遗失，特补发毕业证明书。",
			"湘潭大学", "enrollment_date=1993-09 graduation_date=1997-07 school=湘潭大学"},
		{document.DegreeCertificate, "学位证明书", "周文，男，1985年3月2日生，2007年6月毕业于我校法学专业，获法学学士学位。原学位证书编号：1053042007000123。特此证明。",
			"湘潭大学", "degree=法学学士 certificate_number=1053042007000123 awarded_date=-"},
	} {
		wantFields(t, tc.kind, tc.want, []written{{300, 150, 44, tc.title}}, paragraph(120, 400, 28, 34, tc.body), []written{{700, 800, 26, tc.issue}, {720, 860, 26, "2021年8月3日"}})
	}
	wantFields(t, document.ApplicationForm, "name=周文 specialty=药学 years=5", []written{{250, 150, 44, "执业药师职业资格考试报考人员信息表"}},
		pairs("姓名=周文", "报考级别=考全科", "报考专业=药学", "专业工作年限=5"))
	wantFields(t, document.TitleCertificate, "title=工程师 specialty=给排水", []written{{350, 150, 44, "专业技术资格证"}},
		pairs("姓名=周文", "专业：=给排水", "资格：=工程师", "取得时间=2013年12月", "发证单位=株洲市职改办"))
	wantFields(t, document.QualificationCertificate, "issued_date=-", []written{{350, 150, 44, "注册安全工程师执业资格证书"}},
		pairs("姓名=周文", "批准日期=2013年9月8日"), []written{{120, 800, 26, "有效期至：2019年5月1日"}})
	wantFields(t, document.Other, "id_number=-", []written{{350, 150, 44, "中国高等教育学位在线验证报告"}},
		[]written{{120, 300, 28, "姓名：周文"}, {120, 360, 28, "性别：男"}, {120, 420, 28, "出生日期：1985年3月2日"}, {120, 480, 28, "获学位日期：2007年6月30日"},
			{120, 540, 28, "学位授予单位：湘潭大学"}, {120, 600, 28, "所授学位：法学学士学位"}, {120, 660, 28, "学位证书编号：1053042007000123"}})
}

// A date right below a number is no part of it.
func TestDateBelowNumber(t *testing.T) {
	for _, day := range []string{"2013年5月6日", "二〇一三年五月六日", "2013.5.6"} {
		wantFields(t, document.CSCSECertificate, "certificate_number=120130001234 issued_date=2013-05-06 country=英国 awarded_date=2012-12",
			[]written{{350, 150, 44, "国（境）外学历学位认证书"}},
			pairs("姓名=周文", "国籍=中国", "学习国家（地区）=英国", "学校名称=利兹大学", "获得学位=理学硕士", "学位颁发时间=2012年12月"),
			[]written{{700, 900, 26, "教育部留学服务中心"}, {700, 945, 26, "认证书编号：120130001234"}, {700, 990, 26, day}})
	}
}

// The school that awarded a degree is no part of its name.
func TestDegreeOfSchool(t *testing.T) {
	wantFields(t, document.CSCSECertificate, "degree=理学硕士 school=利兹大学", []written{{350, 150, 44, "国外学历学位认证书"}, {700, 240, 26, "教留服认英[2013]01234号"}},
		paragraph(120, 400, 28, 34, "周文，男，中国国籍，1988年1月2日生，2011年9月至2012年11月在英国利兹大学学习，2012年12月获得利兹大学颁发的理学硕士学位证书。"),
		[]written{{700, 900, 26, "教育部留学服务中心"}, {740, 960, 26, "2013年5月6日"}})
}

// A form may ask for school and major at once.
func TestApplicationFormSchoolAndMajor(t *testing.T) {
	wantFields(t, document.ApplicationForm, "school=湖南大学 major=土木工程 specialty=水利工程 review_office=长沙市人事考试院", []written{{300, 160, 44, "监理工程师职业资格考试报名表"}},
		pairs("姓名=周文", "报考级别=考全科", "报考专业=水利工程", "毕业院校及专业=湖南大学土木工程", "核查单位=长沙市人事考试院"))
	wantFields(t, document.ApplicationForm, "school=- major=-", []written{{300, 160, 44, "监理工程师职业资格考试报名表"}},
		pairs("姓名=周文", "报考级别=考全科", "报考专业=水利工程", "毕业院校及专业=土木工程"))
}
