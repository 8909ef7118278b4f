package extractors_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"hecha/document"
	"hecha/extractors"
)

func TestWorkCertificateWordings(t *testing.T) {
	foot := []written{{700, 1300, 28, "湖南远大建设有限公司"}, {800, 1360, 28, "2021年11月5日"}}
	tests := []struct {
		name, title, body string
		foot              []written
		want              string
	}{
		{
			"T1", "工作年限证明",
			"兹有我公司职工张小明同志，性别：男，身份证号码：11010519491231002X，自2008年7月始在我公司从事建设工程施工管理工作至今，累计从事专业工作满13年。我公司对本证明真实性负责。特此证明。",
			foot,
			"name=张小明 sex=男 id_number=11010519491231002X work_start=2008-07 work_end=至今 years=13 job=建设工程施工管理 employer=湖南远大建设有限公司 issued_date=2021-11-05",
		},
		{
			"T2", "一级建造师考试报考业务工作证明",
			"我单位李芳同志工作满壹拾贰（大写）年，其中从事施工管理专业工作已满捌（大写）年，同意报名参加一级建造师考试。特此证明。我单位保证所有资料真实有效，有据可查。",
			[]written{{700, 1300, 28, "单位盖章：长沙市第三建筑工程公司"}, {800, 1360, 28, "二〇二一年十一月五日"}},
			"name=李芳 total_years=12 years=8 job=施工管理 employer=长沙市第三建筑工程公司 issued_date=2021-11-05",
		},
		{
			"T3", "工作证明",
			"王强同志（身份证号：11010519491231002X）于2010年3月至2021年6月在本单位从事建设工程项目施工管理工作，累计工作满11年，担任项目经理岗位，特此证明。",
			foot,
			"name=王强 id_number=11010519491231002X work_start=2010-03 work_end=2021-06 years=11 job=建设工程项目施工管理 post=项目经理 employer=湖南远大建设有限公司 issued_date=2021-11-05",
		},
		{
			"verified, a name in two parts", "工作经历证明",
			"经核实，巴特尔·乌力吉，身份证号码11010519491231002X，自2007年6月起在我单位工作，现任技术负责人，从事工程造价工作已满14年。情况属实，特此证明。",
			foot,
			"name=巴特尔·乌力吉 id_number=11010519491231002X work_start=2007-06 years=14 job=工程造价 post=技术负责人 employer=湖南远大建设有限公司 issued_date=2021-11-05",
		},
		{
			"from the files, no label before the number", "报考人员工作经历证明",
			"根据我单位人事档案记载，张小明同志（11010519491231002X）参加工作时间为二〇一五年十月，截止目前工作年限为陆年，从事建筑施工专业陆年。特此证明。",
			foot,
			"name=张小明 id_number=11010519491231002X work_start=2015-10 work_end=至今 total_years=6 years=6 job=建筑施工 employer=湖南远大建设有限公司 issued_date=2021-11-05",
		},
		{
			"filled in between brackets", "工作年限证明",
			"本单位李芳同志，男/女：女，身份证号【11010519491231002X】，于【2015年6月】至【今】从事【工程监理】工作，共【 6 】年。本单位对上述内容的真实性负责。",
			foot,
			"name=李芳? sex=女 id_number=11010519491231002X work_start=2015-06 work_end=至今 years=6 job=工程监理 employer=湖南远大建设有限公司 issued_date=2021-11-05",
		},
		{
			"a short title, years of service", "证明",
			"李芳，女，身份证号码11010519491231002X。2004年5月至2009年2月在我司一直承担建设工程施工管理工作，工龄合计6年（其中专业工龄4年）。以上内容如有不实，本单位愿承担一切责任。",
			foot,
			"name=李芳 sex=女 id_number=11010519491231002X work_start=2004-05 work_end=2009-02 total_years=6 years=4 job=建设工程施工管理 employer=湖南远大建设有限公司 issued_date=2021-11-05",
		},
		{
			"the level in brackets, work that one does", "工作年限证明",
			"我单位职工刘颖静，二〇〇九年六月毕业于湖南大学（本科），从二〇〇九年七月至今均在我单位做建筑施工工作，专业工作年限累计达到12年整，报考材料属实，同意报考。",
			foot,
			"name=刘颖静 graduation_date=2009-06 school=湖南大学 education=本科 work_start=2009-07 work_end=至今 years=12 job=建筑施工? employer=湖南远大建设有限公司 issued_date=2021-11-05",
		},
		{
			"the day of counting ends no work", "在职及工作年限证明",
			"该同志李婧英，身份证号为43072219801217436X，系我公司正式员工，2016年4月入职，至今一直从事公路工程施工工作，截至2021年10月，从事该专业工作满5年。",
			foot,
			"name=李婧英 id_number=43072219801217436X work_start=2016-04 work_end=至今? years=5 job=公路工程施工 employer=湖南远大建设有限公司 issued_date=2021-11-05",
		},
		{
			"special before total, hospital", "从事药学工作年限证明",
			"兹证明我院职工刘洋（女，身份证号码：11010519491231002X），2009年6月毕业于中南大学药学专业，本科学历，2009年7月参加工作，一直从事药学工作12年，担任药师职务，情况属实。",
			[]written{{120, 1200, 28, "经办人：陈静"}, {120, 1260, 28, "联系电话：0731-88651234"}, {700, 1300, 28, "单位（公章）：湘潭市中心医院"}, {800, 1360, 28, "2021年11月5日"}},
			"name=刘洋 sex=女 id_number=11010519491231002X graduation_date=2009-06 school=中南大学 education=本科 work_start=2009-07 years=12 job=药学 post=药师 contact=陈静 phone=0731-88651234 employer=湘潭市中心医院 issued_date=2021-11-05",
		},
		{
			"present post, letterhead", "在职证明",
			"本公司员工赵磊，男，从二〇一二年三月到二〇二一年十月在项目部从事安全生产管理工作，现任安全部经理一职，专业工作年限累计九年。特此证明。",
			[]written{{800, 1360, 28, "2021年11月5日"}, {300, 100, 40, "湖南安泰工程咨询有限公司"}},
			"name=赵磊 sex=男 work_start=2012-03 work_end=2021-10 years=9 job=安全生产管理 post=安全部经理 employer=湖南安泰工程咨询有限公司 issued_date=2021-11-05",
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			lines := append([]written{{400, 240, 48, tt.title}}, paragraph(120, 500, 28, 34, tt.body)...)
			found := extractors.Documents(sheet(append(lines, tt.foot...)...))
			if len(found) != 1 || found[0].Kind != document.WorkCertificate {
				t.Fatalf("found %v", kinds(found))
			}
			if diff := cmp.Diff(fields(tt.want), values(found[0].Fields)); diff != "" {
				t.Errorf("fields (-want +got):\n%s", diff)
			}
		})
	}
}

// periodTable is a certificate with a table of three employers; the third row's
// employer wraps, and the engine read its cells of time and employer as one.
var periodTable = []written{
	{440, 200, 44, "工作年限证明"},
	{160, 300, 28, "兹证明张小明同志（身份证号码11010519491231002X），累计从事施工管理"},
	{104, 345, 28, "工作共13年，具体工作经历如下："},
	{120, 420, 26, "起止年月"}, {480, 420, 26, "单位名称"}, {780, 420, 26, "从事工作"}, {980, 420, 26, "职务"},
	{110, 500, 24, "2008.07-2012.03"}, {400, 500, 24, "长沙市第三建筑工程公司"}, {780, 500, 24, "施工管理"}, {960, 500, 24, "施工员"},
	{110, 580, 24, "2012.04-2016.12"}, {390, 565, 24, "湖南省建筑工程集团"}, {420, 592, 24, "总公司"}, {780, 580, 24, "施工管理"}, {960, 580, 24, "工程师"},
	{110, 660, 24, "2017.01-至今            湖南远大建设有限公司"}, {780, 660, 24, "施工管理"}, {960, 660, 24, "项目经理"},
}

var signature = []written{
	{104, 760, 28, "以上情况属实，特此证明。"},
	{700, 900, 28, "湖南远大建设有限公司"},
	{800, 960, 28, "2021年11月5日"},
}

var periodsWanted = []map[string]string{
	{"start": "2008-07", "end": "2012-03", "employer": "长沙市第三建筑工程公司", "job": "施工管理"},
	{"start": "2012-04", "end": "2016-12", "employer": "湖南省建筑工程集团总公司", "job": "施工管理"},
	{"start": "2017-01", "end": "至今", "employer": "湖南远大建设有限公司", "job": "施工管理"},
}

func periods(ps []document.Period) []map[string]string {
	var out []map[string]string
	for _, p := range ps {
		out = append(out, map[string]string{"start": p.Start.Value, "end": p.End.Value, "employer": p.Employer.Value, "job": p.Job.Value})
	}
	return out
}

func TestWorkCertificateTable(t *testing.T) {
	found := extractors.Documents(sheet(append(append([]written{}, periodTable...), signature...)...))
	if len(found) != 1 || found[0].Kind != document.WorkCertificate {
		t.Fatalf("found %v", kinds(found))
	}
	if diff := cmp.Diff(periodsWanted, periods(found[0].Periods)); diff != "" {
		t.Errorf("periods (-want +got):\n%s", diff)
	}
	want := fields("name=张小明 id_number=11010519491231002X work_start=2008-07 work_end=至今 years=13 job=施工管理 employer=湖南远大建设有限公司 issued_date=2021-11-05")
	if diff := cmp.Diff(want, values(found[0].Fields)); diff != "" {
		t.Errorf("fields (-want +got):\n%s", diff)
	}
}

func TestContinue(t *testing.T) {
	first := sheet(periodTable...)
	next := sheet(
		written{110, 120, 24, "2021.06-2021.10"}, written{400, 120, 24, "湖南安泰工程咨询有限公司"}, written{780, 120, 24, "施工管理"}, written{960, 120, 24, "顾问"},
		written{104, 260, 28, "以上情况属实，特此证明。"}, written{700, 400, 28, "湖南远大建设有限公司"}, written{800, 460, 28, "2021年11月5日"})
	next.Page = 2
	got, ok := extractors.Continue([]extractors.Sheet{first}, next)
	if !ok {
		t.Fatal("the second page is no continuation")
	}
	want := append(append([]map[string]string{}, periodsWanted...),
		map[string]string{"start": "2021-06", "end": "2021-10", "employer": "湖南安泰工程咨询有限公司", "job": "施工管理"})
	if diff := cmp.Diff(want, periods(got.Periods)); diff != "" {
		t.Errorf("periods (-want +got):\n%s", diff)
	}
	employer := got.Fields["employer"]
	if employer.Value != "湖南远大建设有限公司" || employer.Page != 2 || employer.Quad[0].Y < 399 || employer.Quad[0].Y > 401 {
		t.Errorf("employer = %q on page %d at %v", employer.Value, employer.Page, employer.Quad)
	}
	if name := got.Fields["name"]; name.Value != "张小明" || name.Page != 1 {
		t.Errorf("name = %q on page %d", name.Value, name.Page)
	}
	if _, ok := extractors.Continue([]extractors.Sheet{first}, first); ok {
		t.Error("a sheet with a title of its own continues another")
	}
	if _, ok := extractors.Continue([]extractors.Sheet{first}, sheet(written{100, 100, 30, "与原件核对一致"})); ok {
		t.Error("a sheet that adds nothing continues another")
	}
}
