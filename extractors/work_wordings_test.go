package extractors_test

import (
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
			"name=陈晓东 work_start=2010-05 work_end=至今 post=预算员 job=造价"},
		{"work that ends in 工作, level in brackets", "工作年限证明",
			"李桂花同志系我中心在编人员，2006年7月毕业于湖南师范大学社会工作专业（本科），从事社会工作满14年。",
			"name=李桂花 job=社会工作 years=14 education=本科 school=湖南师范大学"},
		{"stretches of work counted up", "证明",
			"我公司职工马骏，性别男。该同志2008年7月至2013年6月在中国水利水电第八工程局有限公司任技术员，2013年7月调入我公司至今，现任项目经理。累计从事水利水电工程施工管理工作12年。特此证明。",
			"name=马骏 work_start=2008-07? work_end=至今? post=项目经理 job=水利水电工程施工管理? years=12"},
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
		{"a post that is called a post", "工作年限证明",
			"兹证明钟灵同志，从2009.03至2020.09在我单位工程科从事工程造价管理岗位工作，工作年限11年（其中专业工作年限：10年）。",
			"name=钟灵 job=工程造价管理 total_years=11 years=10"},
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
	want := fields("name=宋词 post=质量员 years=13 job=建筑设计 employer=湖南方圆建筑设计有限公司 issued_date=2021-01-15")
	if diff := cmp.Diff(want, values(found[0].Fields)); diff != "" {
		t.Errorf("fields (-want +got):\n%s", diff)
	}
}
