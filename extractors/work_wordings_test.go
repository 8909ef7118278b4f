package extractors_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"hecha/document"
	"hecha/extractors"
)

// TestWorkCertificatePhrases reads single phrases: each case states only what it
// is about.
func TestWorkCertificatePhrases(t *testing.T) {
	foot := []written{{650, 1300, 28, "湖南方圆建筑设计有限公司"}, {700, 1360, 28, "2021年1月15日"}}
	tests := []struct{ name, title, body, want string }{
		{"our office by a short word, role after 任职", "工作证明",
			"兹有我司员工陈晓东，男，自2010年5月6日入职至今，一直在我司任职预算员，从事造价工作。特此证明。",
			"name=陈晓东 work_start=2010-05-06 work_end=至今 post=预算员 job=造价"},
		{"work that ends in 工作, level in brackets", "工作年限证明",
			"李桂花同志系我中心在编人员，2006年7月毕业于湖南师范大学社会工作专业（本科），从事社会工作满14年。",
			"name=李桂花 job=社会工作 years=14 education=本科 school=湖南师范大学"},
		{"stretches of work counted up", "证明",
			"我公司职工马骏，性别男。该同志2008年7月至2013年6月在中国水利水电第八工程局有限公司任技术员，2013年7月调入我公司至今，现任项目经理。累计从事水利水电工程施工管理工作12年。特此证明。",
			"name=马骏 work_start=2008-07? work_end=至今? post=项目经理? job=水利水电工程施工管理 years=12"},
		{"今有, 入所", "从业年限证明",
			"今有我所刘家琪同志，女，2012年7月入所工作，该同志从事工程造价咨询工作年限为捌年整。特此证明。",
			"name=刘家琪 work_start=2012-07 years=8 job=工程造价咨询"},
		{"number over two lines, work of the total", "工作经历证明",
			"以下为胡志明同志，男，汉族，职工，身份证号：11010519491231002X，该同志于2005年7月至2011年3月，在株洲车辆厂从事设备维修工作；2011年4月至2020年12月，在我单位从事安全管理工作。共从事安全生产相关工作15年。",
			"id_number=11010519491231002X work_start=2005-07? work_end=2020-12? job=安全生产? years=15"},
		{"name in the title, length of service", "关于何伟同志工作年限的证明",
			"何伟同志自1998年9月分配到我校任教，至今工龄22年，特此证明。",
			"name=何伟 work_start=1998-09 total_years=22"},
		{"months in capitals, a title that begins like a label", "从事专业工作证明",
			"我单位欧阳丹同志，累计从事药品经营质量管理工作共计陆年叁个月，其中在本单位自贰零壹捌年柒月至贰零贰零年捌月。特此证明。",
			"name=欧阳丹 years=6.25 job=药品经营质量管理 work_start=2018-07 work_end=2020-08"},
		{"responsibility is no work, a label at the end of a line of text", "证明",
			"兹有我公司员工吴月娥，女，现任我公司工程部副经理一职，二〇〇五年三月一二〇二〇年十月，一直从事建设工程施工管理工作，从事专业工作年限共计拾伍年，我公司对以上内容的真实性负责，如有虚假，愿承担责任。",
			"name=吴月娥 post=工程部副经理 job=建设工程施工管理 years=15 work_start=2005-03 work_end=2020-10"},
		{"profession before the name, start by its own words, a date without its zeros", "工龄证明",
			"兹证明我院医师尹凌峰，男，从二一年七月参加工作至今，一直在我院从事药学工作，连续工龄拾年。特此证明。",
			"name=尹凌峰 work_start=二一年七月? job=药学 total_years=10"},
		{"a start with words of its own", "工作证明",
			"兹有我单位黄丽萍同志，已累计从事药学工作满10年，在我单位工作起始时间为2010年5月10日。特此证明。",
			"name=黄丽萍 work_start=2010-05-10 years=10 job=药学"},
		{"a post by its label, blanks filled in", "工作证明",
			"兹证明 刘洋 先生/女士 自 2015 年 3 月 2 日起在我公司工作，现任职务 造价主管 ，从事工程造价专业工作 5 年。特此证明。",
			"name=刘洋 work_start=2015-03-02 post=造价主管 job=工程造价 years=5"},
		{"taken over from another employer", "工作年限证明",
			"张三丰，女，于2003年12月由湖南省第四工程有限公司调入我院，从事结构设计专业工作已有17年。特此证明。",
			"name=张三丰 sex=女 work_start=2003-12 job=结构设计 years=17"},
		{"the name's label in a sentence", "工作年限证明",
			"证明编号：HR2020-118。员工姓名：石磊，员工编号10086，入职日期：2014-05-04，岗位：网络工程师，从事通信专业工作年限：6年。特此证明。",
			"name=石磊 work_start=2014-05-04 post=网络工程师 years=6"},
		{"a limited company (责任) is no post, several posts", "工作证明",
			"兹证明曾光荣，原系我单位职工，自2010年7月起在湖南天鹰建设有限责任公司造价岗位工作，先后担任施工员、技术负责人等职务，从事施工管理工作10年。特此证明。",
			"name=曾光荣 post=施工员、技术负责人 work_start=2010-07 job=施工管理 years=10"},
		{"work by the sentence, not by the title; a rule under the years", "从事造价工作年限证明",
			"今证明：唐宇，男，系本公司聘用人员。2011年3月起从事工程造价工作，共计_12_年。特此证明。",
			"name=唐宇 work_start=2011-03 job=工程造价 years=12"},
		{"a post that is called a post", "工作年限证明",
			"兹证明钟灵同志，从2009.03至2020.09在我单位工程科从事工程造价管理岗位工作，工作年限11年（其中专业工作年限：10年）。",
			"name=钟灵 job=工程造价管理 total_years=11 years=10"},
		{"all years by 参加工作, those of the work by their time", "工作年限证明",
			"我单位彭辉同志参加工作已满拾伍年（大写），其中从事水利工程施工管理的时间为拾贰年（大写），现申请办理资格核查手续。",
			"name=彭辉 job=水利工程施工管理 total_years=15 years=12"},
		{"专业工龄 is of the work, 总工龄 is not", "证明",
			"今有我院职工邓敏，2012年8月调入我院工作，现从事消防安全技术工作，专业工龄9年，总工龄13年。情况属实，特予证明。",
			"name=邓敏 work_start=2012-08 years=9 total_years=13"},
		{"an account instead of a certificate", "安全生产从业情况说明",
			"贺敏，女，1980年7月17日出生，公民身份号码：11010519491231002X。该同志2013年10月起在我单位担任安全主管，主要承担安全检查和隐患治理等安全生产工作，截至2021年11月，连续从事安全生产工作8年。特此说明，请予核查。",
			"name=贺敏 sex=女 work_start=2013-10 post=安全主管 years=8"},
		{"a letter that introduces", "单位介绍信（工作年限）",
			"兹介绍我单位龙翔同志前来办理考后资格核查事宜。该同志身份证号为11010519491231002X，在本单位任测量员，从二〇〇三年十月工作至今，从事房地产估价业务年限为十八年，请予接洽。",
			"name=龙翔 work_start=2003-10 years=18 post=测量员"},
		{"an office's line, the post parted from its first word", "人事科证明",
			"向红同志，男，汉族，1992年7月出生，身份证号码11010519491231002X，2014年2月参加工作，现为我院药剂科主管药师。其工龄为11年，药学专业工作年限为7年。特此证明。",
			"name=向红 sex=男 work_start=2014-02 total_years=11 years=7"},
		{"a letter in answer", "关于杜鹃同志从事消防安全技术工作年限的复函",
			"市人事考试院：经查，杜鹃（身份证号11010519491231002X）系我支队聘用人员，2012年5月至2021年10月在我支队从事消防安全技术工作，工作年限9年。特此函告。",
			"name=杜鹃 work_start=2012-05 work_end=2021-10 years=9"},
		{"a confirmation with marks between", "从业年限确认书",
			"员工姓名：万江；性别：男；身份证号：11010519491231002X；入职时间：2011年3月；现任岗位：造价员；从事工程造价工作年限：10年。以上信息经核实无误。",
			"name=万江 sex=男 work_start=2011-03 years=10"},
		{"duties, and work that only its years name", "工作年限证明",
			"兹证明曾光同志在我单位担任资料员，全部工作年限17年，其中工程监理、咨询服务年限13年。我单位保证以上情况真实准确，否则愿承担相应法律责任。",
			"name=曾光 job=工程监理、咨询服务 total_years=17 years=13"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			lines := append([]written{{400, 240, 48, tt.title}}, paragraph(120, 500, 28, 34, tt.body)...)
			found := extractors.Documents(sheet(append(lines, foot...)...))
			if len(found) != 1 || found[0].Kind != document.WorkCertificate {
				t.Fatalf("found %v", kinds(found))
			}
			want, got := fields(tt.want), map[string]string{}
			for name, value := range values(found[0].Fields) {
				if _, asked := want[name]; asked {
					got[name] = value
				}
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("fields (-want +got):\n%s", diff)
			}
		})
	}
}

// TestOtherProofs are papers of employers that say nothing, or not only, of years
// of work.
func TestOtherProofs(t *testing.T) {
	tests := []struct{ title, body string }{
		{"在职及收入证明", "兹证明李明同志系我单位正式职工，在我单位工作已满5年，担任工程部经理职务，年收入税前15万元。特此证明。"},
		{"解除（终止）劳动合同证明书", "本单位与赵强同志于2014年3月10日签订的劳动合同，因合同期满，于2019年3月9日终止。该同志在本单位工作年限为5年，从事施工员岗位工作。特此证明。"},
		{"工作业绩证明", "兹证明李明同志在我公司工作期间，担任项目经理，主持完成了金星大道工程项目，工程合同金额5000万元。特此证明。"},
		{"无重大过失证明", "兹证明李明同志，男，在我单位从事药学工作以来，遵守法律法规，无重大过失及违纪行为。特此证明。"},
	}
	for _, tt := range tests {
		lines := append([]written{{400, 240, 48, tt.title}}, paragraph(120, 500, 28, 34, tt.body)...)
		found := extractors.Documents(sheet(append(lines, written{650, 1300, 28, "湖南方圆建筑设计有限公司"})...))
		if len(found) != 1 || found[0].Kind != document.Other {
			t.Errorf("%s: %v", tt.title, kinds(found))
		}
	}
	lines := append([]written{{400, 240, 48, "工龄证明"}}, paragraph(120, 500, 28, 34, "兹证明我单位职工李明，1998年7月参加工作，连续工龄22年，特此证明。")...)
	lines = append(lines, written{120, 1400, 24, "附：社会保险缴费证明"})
	if found := extractors.Documents(sheet(lines...)); found[0].Kind != document.WorkCertificate {
		t.Errorf("length of service: %v", kinds(found))
	}
}

func TestWorkCertificateSignatures(t *testing.T) {
	tests := []struct{ line, want string }{
		{"单位人事部门（盖章）：长沙银行股份有限公司", "长沙银行股份有限公司"},
		{"公司名称（盖章）：深圳市华夏工程顾问有限公司", "深圳市华夏工程顾问有限公司"},
		{"中建五局第三建设有限公司人力资源部", "中建五局第三建设有限公司"},
		{"杭州市西湖区人事局", "杭州市西湖区人事局"},
	}
	for _, tt := range tests {
		lines := append([]written{{400, 240, 48, "工作年限证明"}}, paragraph(120, 500, 28, 34, "兹证明马骏同志系我公司职工，从事施工管理工作12年。特此证明。")...)
		found := extractors.Documents(sheet(append(lines, written{500, 1300, 28, tt.line}, written{700, 1360, 28, "2021年1月15日"})...))
		if got := found[0].Fields["employer"].Value; got != tt.want {
			t.Errorf("%s: employer = %q", tt.line, got)
		}
	}
}

func TestWorkCertificateYearCells(t *testing.T) {
	found := extractors.Documents(sheet(
		written{300, 200, 44, "一级注册消防工程师资格考试工作年限证明表"},
		written{120, 400, 26, "姓名"}, written{400, 400, 26, "周文"},
		written{120, 460, 26, "从事消防安全技术工作年限"}, written{520, 460, 26, "8"}, written{700, 460, 26, "工作总年限"}, written{960, 460, 26, "12"},
		written{120, 700, 28, "情况属实，特此证明。"}, written{700, 960, 28, "2021年1月15日"},
	))
	if years, total := found[0].Fields["years"].Value, found[0].Fields["total_years"].Value; years != "8" || total != "12" {
		t.Errorf("years = %q, total_years = %q", years, total)
	}
}

func TestFootDateWithoutDay(t *testing.T) {
	lines := append([]written{{400, 240, 48, "工作年限证明"}}, paragraph(120, 500, 28, 34, "兹证明马骏同志系我公司职工，从事施工管理工作12年。特此证明。")...)
	found := extractors.Documents(sheet(append(lines, written{650, 1300, 28, "湖南方圆建筑设计有限公司"}, written{700, 1360, 28, "2021年1月"})...))
	if f := found[0].Fields["issued_date"]; f.Value != "2021-01" || len(f.Doubt) == 0 {
		t.Errorf("issued_date = %q, doubt %v", f.Value, f.Doubt)
	}
}

// TestWorkCertificateSignedBelowTable ends a table where white does, without a
// sentence between it and the signature.
func TestWorkCertificateSignedBelowTable(t *testing.T) {
	found := extractors.Documents(sheet(
		written{440, 200, 44, "从事水利工作年限证明"},
		written{120, 300, 28, "谭志军同志累计从事水利工程施工管理工作22年，工作经历如下表："},
		written{160, 420, 26, "工作时间"}, written{480, 420, 26, "工作单位"}, written{840, 420, 26, "工作岗位"},
		written{100, 480, 24, "1998年7月-2008年2月"}, written{460, 480, 24, "茶陵县水利水电工程公司"}, written{850, 480, 24, "质检员"},
		written{100, 540, 24, "2008年3月-至今"}, written{460, 540, 24, "湖南禹顺水利水电建设有限公司"}, written{850, 540, 24, "技术负责人"},
		written{600, 800, 28, "湖南禹顺水利水电建设有限公司"}, written{700, 860, 28, "2020.10.28"},
	))
	wantPeriods := []map[string]string{
		{"start": "1998-07", "end": "2008-02", "employer": "茶陵县水利水电工程公司", "job": "质检员"},
		{"start": "2008-03", "end": "至今", "employer": "湖南禹顺水利水电建设有限公司", "job": "技术负责人"},
	}
	if diff := cmp.Diff(wantPeriods, periods(found[0].Periods)); diff != "" {
		t.Errorf("periods (-want +got):\n%s", diff)
	}
	want := fields("name=谭志军 work_start=1998-07 work_end=至今 years=22 job=水利工程施工管理 employer=湖南禹顺水利水电建设有限公司 issued_date=2020-10-28")
	if diff := cmp.Diff(want, values(found[0].Fields)); diff != "" {
		t.Errorf("fields (-want +got):\n%s", diff)
	}
}

// TestWorkCertificateHeadings reads a table whose headings are worded in other
// ways; the work of all rows is the work of the paper.
func TestWorkCertificateHeadings(t *testing.T) {
	found := extractors.Documents(sheet(
		written{440, 200, 44, "专业技术工作经历证明"},
		written{120, 300, 28, "兹证明罗勇强同志的工作经历如下："},
		written{160, 420, 26, "所在单位及部门"}, written{480, 420, 26, "工作期限"}, written{800, 420, 26, "从事何种工作"}, written{1040, 420, 26, "核实"},
		written{130, 500, 24, "湘潭电机股份有限公司"}, written{470, 485, 24, "2007.01-"}, written{470, 512, 24, "2014.06"}, written{810, 500, 24, "设备监理"}, written{1040, 500, 24, "李想"},
		written{130, 580, 24, "湖南衡昌机电有限公司"}, written{470, 580, 24, "2014.07-至今"}, written{810, 580, 24, "设备监理"}, written{1040, 580, 24, "胡军"},
		written{160, 700, 28, "情况属实，特此证明。"},
	))
	wantPeriods := []map[string]string{
		{"start": "2007-01", "end": "2014-06", "employer": "湘潭电机股份有限公司", "job": "设备监理"},
		{"start": "2014-07", "end": "至今", "employer": "湖南衡昌机电有限公司", "job": "设备监理"},
	}
	if diff := cmp.Diff(wantPeriods, periods(found[0].Periods)); diff != "" {
		t.Errorf("periods (-want +got):\n%s", diff)
	}
	if job := found[0].Fields["job"].Value; job != "设备监理" {
		t.Errorf("job = %q", job)
	}
}

func TestWorkCertificateSpans(t *testing.T) {
	body := "该同志2008年7月至2013年6月在中国水利水电第八工程局有限公司任技术员，2013年7月调入我公司至今，从事安全管理工作。2015年3月至2017年1月在湖南大学脱产学习。累计从事施工管理工作12年。"
	lines := append([]written{{400, 240, 48, "工作年限证明"}}, paragraph(120, 500, 28, 34, "兹证明马骏同志系我公司职工。"+body)...)
	want := []map[string]string{
		{"start": "2008-07", "end": "2013-06", "employer": "中国水利水电第八工程局有限公司", "job": "技术员"},
		{"start": "2013-07", "end": "至今", "employer": "", "job": "安全管理"},
	}
	if diff := cmp.Diff(want, periods(extractors.Documents(sheet(lines...))[0].Periods)); diff != "" {
		t.Errorf("periods (-want +got):\n%s", diff)
	}
}

// TestWorkCertificateBelowTable keeps the sentence below a table out of its last
// row, and takes a label and its value that only a gap parts.
func TestWorkCertificateBelowTable(t *testing.T) {
	found := extractors.Documents(sheet(
		written{440, 200, 44, "工作经历证明"},
		written{120, 300, 28, "岗位        质量员"},
		written{120, 420, 26, "起止日期"}, written{480, 420, 26, "工作单位"}, written{800, 420, 26, "从事工作"},
		written{110, 480, 24, "2007/07-2012/05"}, written{400, 480, 24, "衡阳市建筑设计院"}, written{800, 480, 24, "建筑设计"},
		written{110, 540, 24, "2012/06-2020/12"}, written{400, 540, 24, "湖南方圆建筑设计有限公司"}, written{800, 540, 24, "建筑设计"},
		written{160, 600, 28, "兹证明以上为我公司员工宋词的工作经历，共计从事建筑设计工作13年。"},
		written{650, 900, 28, "湖南方圆建筑设计有限公司"}, written{700, 960, 28, "2021年1月15日"},
	))
	wantPeriods := []map[string]string{
		{"start": "2007-07", "end": "2012-05", "employer": "衡阳市建筑设计院", "job": "建筑设计"},
		{"start": "2012-06", "end": "2020-12", "employer": "湖南方圆建筑设计有限公司", "job": "建筑设计"},
	}
	if diff := cmp.Diff(wantPeriods, periods(found[0].Periods)); diff != "" {
		t.Errorf("periods (-want +got):\n%s", diff)
	}
	want := fields("name=宋词 work_start=2007-07 work_end=2020-12 post=质量员 years=13 job=建筑设计 employer=湖南方圆建筑设计有限公司 issued_date=2021-01-15")
	if diff := cmp.Diff(want, values(found[0].Fields)); diff != "" {
		t.Errorf("fields (-want +got):\n%s", diff)
	}
}

// TestWorkCertificateDateBesideSealPlace takes the day at the foot, which stands
// in a line with the words for the seal and near whoever signed, and not the month
// that a label of the table has.
func TestWorkCertificateDateBesideSealPlace(t *testing.T) {
	found := extractors.Documents(sheet(
		written{300, 200, 44, "专业技术人员工作年限证明表"},
		written{120, 300, 26, "姓名"}, written{300, 300, 26, "周文"}, written{700, 300, 26, "性别"}, written{860, 300, 26, "女"},
		written{120, 360, 26, "参加工作时间"}, written{300, 360, 26, "2008.07"}, written{660, 360, 26, "累计工作年限"}, written{860, 360, 26, "13年"},
		written{120, 420, 26, "从事专业工作"}, written{300, 420, 26, "工程造价"}, written{660, 420, 26, "专业工作年限"}, written{860, 420, 26, "11年"},
		written{300, 520, 26, "经核实，该同志上述情况属实，本单位对所出具证明的真实性负责。"},
		written{300, 590, 26, "经办人签字：贺永清"}, written{600, 590, 26, "联系电话：15811885346"},
		written{640, 630, 26, "单位（公章） 2021年12月6日"},
	))
	if f := found[0].Fields["issued_date"]; f.Value != "2021-12-06" {
		t.Errorf("issued_date = %q, doubt %v", f.Value, f.Doubt)
	}
	if f := found[0].Fields["work_start"]; f.Value != "2008-07" {
		t.Errorf("work_start = %q, doubt %v", f.Value, f.Doubt)
	}
}

// TestWorkCertificateLetter reads a letter that is titled and worded as one.
func TestWorkCertificateLetter(t *testing.T) {
	lines := append([]written{{400, 200, 48, "证明信"}, {120, 320, 28, "各有关部门："}},
		paragraph(120, 420, 28, 34, "今有我单位马永清同志，性别男，公民身份号码430302198803042999，自二〇一二年六月参加工作，至二〇二一年十二月止，一直在我单位从事工程项目监理工作，累计已满九年，表现良好。")...)
	lines = append(lines, written{200, 800, 28, "此证明。"}, written{650, 1000, 28, "湖南三湘达工程造价咨询有限公司"}, written{760, 1060, 28, "二〇二一年十二月五日"},
		written{120, 1200, 28, "法定代表人：侯美玲"}, written{520, 1200, 28, "经办人：钟晓燕"}, written{120, 1260, 28, "电话：17711786351"})
	found := extractors.Documents(sheet(lines...))
	if found[0].Kind != document.WorkCertificate {
		t.Fatalf("kind %s", found[0].Kind)
	}
	got := values(found[0].Fields)
	for name, want := range fields("name=马永清 sex=男 id_number=430302198803042999 work_start=2012-06 work_end=2021-12 years=9 job=工程项目监理 employer=湖南三湘达工程造价咨询有限公司 issued_date=2021-12-05 contact=钟晓燕 phone=17711786351") {
		if strings.TrimSuffix(got[name], "?") != want {
			t.Errorf("%s = %q, want %q", name, got[name], want)
		}
	}
}

// A name that begins with a place is whole, whatever stands in the cell above it.
func TestWorkCertificateEmployerBelowAnotherCell(t *testing.T) {
	rows := []written{{560, 540, 36, "工作年限证明表"}}
	for i, row := range [][4]string{
		{"姓名", "张小明", "性别", "男"}, {"所学专业", "艺术史论", "岗位", "施工员"}, {"现工作单位", "浙江样本科技有限公司"}, {"从事工作", "工商管理", "工作年限", "十三年"},
	} {
		for k, text := range row {
			if text != "" {
				rows = append(rows, written{[]float64{410, 550, 755, 900}[k], 660 + 52*float64(i), 26, text})
			}
		}
	}
	found := extractors.Documents(sheet(rows...))
	if len(found) != 1 || found[0].Fields["employer"].Value != "浙江样本科技有限公司" {
		t.Errorf("%v", found)
	}
}
