package extractors_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"hecha/document"
	"hecha/extractors"
)

// TestEducationPapers reads papers about an education in wordings that no
// specimen has, and tells the kinds apart that share their words.
func TestEducationPapers(t *testing.T) {
	for name, tc := range map[string]struct {
		title string
		body  string
		foot  []written
		kind  document.Kind
		want  map[string]string
	}{
		"a bachelor's degree": {
			"学士学位证书", "学生赵志刚，男，1990年6月12日出生，于2009年9月至2013年6月在本校会计学专业学习，完成本科学业，准予毕业，经学位评定委员会评定，授予管理学学士学位。",
			[]written{{600, 900, 26, "湖南大学"}, {600, 960, 26, "学位评定委员会主席：李建平"}, {600, 1040, 26, "二〇一三年六月二十日"}, {120, 1200, 24, "证书编号：1053242013000456"}},
			document.DegreeCertificate,
			map[string]string{"name": "赵志刚", "sex": "男", "birth_date": "1990-06-12", "enrollment_date": "2009-09", "major": "会计学", "school": "湖南大学",
				"degree": "管理学学士", "discipline": "管理学", "president": "李建平", "awarded_date": "2013-06-20", "certificate_number": "1053242013000456"},
		},
		"a professional degree": {
			"硕士学位证书", "孙丽华，女，一九八二年五月四日生。在我校已通过工商管理硕士专业学位的课程考试和论文答辩，成绩合格。根据《中华人民共和国学位条例》的规定，授予工商管理硕士学位。",
			[]written{{600, 900, 26, "中南大学"}, {600, 960, 26, "校长：黄伯云"}, {600, 1040, 26, "二〇〇九年十二月一日"}, {120, 1200, 24, "证书编号：Z1053332009S00012"}},
			document.DegreeCertificate,
			map[string]string{"name": "孙丽华", "sex": "女", "birth_date": "1982-05-04", "school": "中南大学", "degree": "工商管理硕士", "discipline": "工商管理",
				"president": "黄伯云", "awarded_date": "2009-12-01", "certificate_number": "Z1053332009S00012"},
		},
		"a diploma of a technician school": {
			"高级技工学校毕业证书", "学生周小龙，性别男，1995年2月3日生，于2010年9月至2015年7月在本校电气自动化设备安装与维修专业高级工班学习，学制五年，成绩合格，准予毕业。",
			[]written{{600, 900, 26, "株洲市高级技工学校"}, {600, 960, 26, "校长：陈立新"}, {600, 1040, 26, "2015年7月1日"}, {120, 1200, 24, "证书编号：4302012015000321"}},
			document.Diploma,
			map[string]string{"name": "周小龙", "sex": "男", "birth_date": "1995-02-03", "enrollment_date": "2010-09", "graduation_date": "2015-07-01", "major": "电气自动化设备安装与维修",
				"length_years": "5", "technician_class": "高级工班", "school": "株洲市高级技工学校", "president": "陈立新", "certificate_number": "4302012015000321"},
		},
		"an authentication in a sentence": {
			"中国高等教育学历认证报告", "经查，王海燕，女，1975年8月9日生，1994年9月1日至1998年7月1日在湘潭大学法学专业学习，层次：本科，证书编号：9805123，该学历证书真实。",
			[]written{{560, 900, 26, "全国高等学校学生信息咨询与就业指导中心"}, {760, 960, 26, "2010年3月8日"}},
			document.CHSIAuthentication,
			map[string]string{"name": "王海燕", "sex": "女", "birth_date": "1975-08-09", "enrollment_date": "1994-09-01", "graduation_date": "1998-07-01", "school": "湘潭大学", "major": "法学",
				"level": "本科", "certificate_number": "9805123", "verification_result": "属实", "issuer": "全国高等学校学生信息咨询与就业指导中心", "issued_date": "2010-03-08"},
		},
		"a degree from abroad": {
			"国（境）外学历学位认证书", "刘思远，男，中国国籍，1988年11月2日出生。刘思远于2010年9月至2011年11月在英国谢菲尔德大学（University of Sheffield）学习，2011年11月获得该校颁发的理学硕士学位证书。",
			[]written{{700, 900, 26, "教育部留学服务中心"}, {740, 960, 26, "2012年4月5日"}, {120, 1300, 24, "编号：教留服认英〔2012〕01234号"}},
			document.CSCSECertificate,
			map[string]string{"name": "刘思远", "sex": "男", "birth_date": "1988-11-02", "nationality": "中国", "enrollment_date": "2010-09", "country": "英国", "school": "谢菲尔德大学",
				"degree": "理学硕士", "awarded_date": "2011-11", "certificate_number": "教留服认英[2012]01234号", "issued_date": "2012-04-05"},
		},
		"an answer of a city's office": {
			"学籍认证查验结果", "经查验，吴敏，性别女，身份证号码11010519491231002X，于2006年9月至2009年7月在湘潭市技工学校焊接加工专业（中级工班）学习，毕业证书编号：430301200900012，情况属实。",
			[]written{{560, 900, 26, "湘潭市人力资源和社会保障局职业能力建设科"}, {760, 960, 26, "2021年5月6日"}},
			document.SchoolStatusProof,
			map[string]string{"name": "吴敏", "sex": "女", "id_number": "11010519491231002X", "enrollment_date": "2006-09", "graduation_date": "2009-07", "school": "湘潭市技工学校", "major": "焊接加工",
				"technician_class": "中级工班", "certificate_number": "430301200900012", "verification_result": "属实", "issuer": "湘潭市人力资源和社会保障局职业能力建设科", "issued_date": "2021-05-06"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			lines := slices.Concat([]written{{400, 200, 46, tc.title}}, paragraph(120, 400, 28, 34, tc.body), tc.foot)
			found := extractors.Documents(sheet(lines...))
			if len(found) != 1 || found[0].Kind != tc.kind {
				t.Fatalf("found %v, want %s", kinds(found), tc.kind)
			}
			got := map[string]string{}
			for field, f := range found[0].Fields {
				got[field] = f.Value
			}
			if diff := cmp.Diff(tc.want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// The name of a school keeps its country where it is none without it, and its
// region always.
func TestCSCSESchoolOfCountry(t *testing.T) {
	for said, want := range map[string][2]string{
		"英国利兹大学":      {"英国", "利兹大学"},
		"新加坡国立大学":     {"新加坡", "新加坡国立大学"},
		"新加坡新加坡国立大学":  {"新加坡", "新加坡国立大学"},
		"澳大利亚国立大学":    {"澳大利亚", "澳大利亚国立大学"},
		"香港理工大学":      {"香港", "香港理工大学"},
		"中国香港香港理工大学":  {"中国香港", "香港理工大学"},
		"中国香港中文大学":    {"中国香港", "香港中文大学"},
		"韩国外国语大学":     {"韩国", "韩国外国语大学"},
		"澳大利亚新南威尔士大学": {"澳大利亚", "新南威尔士大学"},
	} {
		lines := append([]written{{400, 200, 44, "国（境）外学历学位认证书"}, {700, 280, 26, "教留服认英[2019]12345号"}},
			paragraph(120, 400, 28, 34, "张小明，男，中国国籍，1990年3月4日出生。在"+said+"（Some University）学习，2018年7月1日获得该校颁发的理学硕士学位证书。经核查，该校系正规高等学校。教育部留学服务中心")...)
		found := extractors.Documents(sheet(lines...))
		if got := [2]string{found[0].Fields["country"].Value, found[0].Fields["school"].Value}; got != want {
			t.Errorf("%s: %v, want %v", said, got, want)
		}
	}
}

// The day on which somebody vouched for a copy is not the paper's own.
func TestIssuedDateOfCopy(t *testing.T) {
	paper := []written{
		{400, 200, 44, "技工院校学籍查验结果"},
		{120, 320, 26, "姓名"}, {400, 320, 26, "孟庆善"}, {120, 380, 26, "学校名称"}, {400, 380, 26, "湖南建筑高级技工学校"},
		{120, 440, 26, "毕业时间"}, {400, 440, 26, "2000年7月"}, {120, 500, 26, "学籍认证结果"}, {400, 500, 26, "属实"},
		{700, 700, 28, "长沙市人力资源和社会保障局"},
	}
	copied := []written{{300, 980, 28, "本复印件与原件核对一致"}, {340, 1030, 28, "核对人：严荣"}, {440, 1080, 28, "2021年10月18日"}}
	found := extractors.Documents(sheet(append(append(paper, written{800, 760, 28, "2013-09-29"}), copied...)...))
	if got := found[0].Fields["issued_date"].Value; got != "2013-09-29" {
		t.Errorf("issued_date = %q", got)
	}
	found = extractors.Documents(sheet(append(paper, copied...)...))
	if f, ok := found[0].Fields["issued_date"]; ok {
		t.Errorf("the day of the copy is read as the paper's: %q", f.Value)
	}
}

// A list that ends as if more followed is doubted.
func TestUnfinishedValue(t *testing.T) {
	found := extractors.Documents(sheet(
		written{300, 160, 44, "一级建造师资格考试报名表"}, written{120, 320, 26, "姓名"}, written{300, 320, 26, "毛启明"},
		written{120, 380, 26, "报考级别"}, written{300, 380, 26, "考全科"}, written{120, 440, 26, "报考科目"}, written{300, 440, 26, "建设工程经济、建设工程法规及"},
	))
	if f := found[0].Fields["subjects"]; !slices.Contains(f.Doubt, document.DoubtPartial) {
		t.Errorf("subjects %q, doubt %v", f.Value, f.Doubt)
	}
}
