package normalize_test

import (
	"testing"

	"hecha/document/normalize"
)

func TestFold(t *testing.T) {
	tests := []struct{ in, want string }{
		{"ＡＢＣ１２３（）：，", "ABC123():,"},
		{"２００８．０７—２０１２", "2008.07-2012"},
		{"a–b—c−d─e", "a-b-c-d-e"},
		{"艾力•买买提・阿", "艾力·买买提·阿"},
		{"　 ", "  "},
		{"⼭⽔", "山水"},
		{"金一丨", "金一丨"},
		{"〔2008〕", "[2008]"},
		{"１５×", "15X"},
	}
	for _, tt := range tests {
		if got := normalize.Fold(tt.in); got != tt.want {
			t.Errorf("Fold(%q) = %q, want %q", tt.in, got, tt.want)
		}
	}
}

func TestStripSpace(t *testing.T) {
	if got := normalize.StripSpace(" 张\u3000三\t\u200b\u00a0\ufeff四\n"); got != "张三四" {
		t.Errorf("StripSpace = %q", got)
	}
}

func TestName(t *testing.T) {
	tests := []struct{ in, want string }{
		{"张三", "张三"}, {" 张 三 ", "张三"}, {"张　小　三", "张小三"}, {"艾力•买买提", "艾力·买买提"}, {"艾力．买买提", "艾力·买买提"},
		{"艾力。买买提", "艾力·买买提"}, {"艾力··买买提", "艾力·买买提"}, {"𠮷田", "𠮷田"}, {"欧阳〇", "欧阳〇"}, {"姓名黄敬正", "黄敬正"},
	}
	for _, tt := range tests {
		if got, ok := normalize.Name(tt.in); !ok || got != tt.want {
			t.Errorf("Name(%q) = %q, %v, want %q", tt.in, got, ok, tt.want)
		}
	}
	for _, in := range []string{"", "张", "·张三", "张三·", "张3", "Zhang", "张三先森啊Q", "张三，", "一二三四五六七八九十一二三四五六七八九十一二三四五六"} {
		if got, ok := normalize.Name(in); ok {
			t.Errorf("Name(%q) = %q, want none", in, got)
		}
	}
}

func TestOrganisation(t *testing.T) {
	if got, ok := normalize.Organisation("湖南 某某(集团) 有限公司"); !ok || got != "湖南某某（集团）有限公司" {
		t.Errorf("Organisation = %q, %v", got, ok)
	}
	for _, in := range []string{"", "公司", "ABCDEF"} {
		if got, ok := normalize.Organisation(in); ok {
			t.Errorf("Organisation(%q) = %q, want none", in, got)
		}
	}
}

// vocabulary holds what each closed vocabulary accepts; an empty want is a
// refusal.
func TestVocabularies(t *testing.T) {
	tests := []struct {
		name  string
		parse func(string) (string, bool)
		cases map[string]string
	}{
		{"Sex", normalize.Sex, map[string]string{"男": "男", " 女 ": "女", "男性": "男", "性": "", "M": "", "男女": ""}},
		{"Ethnicity", normalize.Ethnicity, map[string]string{
			"汉": "汉", "汉族": "汉", "土 家": "土家", "土家族": "土家", "维吾尔族": "维吾尔", "穿青人": "穿青人", "族": "", "火星族": "", "": "",
		}},
		{"Level", normalize.Level, map[string]string{
			"本科": "本科", "大学本科": "本科", "专升本": "本科", "专科起点本科": "本科", "专科（起点本科）": "本科", "本科（专科起点）": "本科",
			"专科": "专科", "大专": "专科", "高职（专科）": "专科", "高职": "专科", "大学专科": "专科", "中专": "中专", "中等专业学校": "中专",
			"第二学士学位": "第二学士学位", "双学士学位": "第二学士学位", "硕士研究生": "硕士研究生", "硕士": "硕士研究生", "研究生": "硕士研究生",
			"博士研究生": "博士研究生", "博士": "博士研究生", "大学": "本科", "非全日制硕士研究生": "硕士研究生", "高中": "", "初中": "", "": "", "无": "",
		}},
		{"StudyForm", normalize.StudyForm, map[string]string{
			"全日制": "全日制", "普通全日制": "普通全日制", "非全日制": "非全日制", "脱产": "脱产", "业余": "业余", "函授": "函授", "网络教育": "网络教育",
			"网络": "网络教育", "自考": "自学考试", "高等教育自学考试": "自学考试", "开放教育": "开放教育", "夜大": "夜大学", "半脱产": "", "": "",
		}},
		{"Category", normalize.Category, map[string]string{"普通高等教育": "普通高等教育", "成 人": "成人", "高等教育": "", "": ""}},
		{"Conclusion", normalize.Conclusion, map[string]string{"毕业": "毕业", "准予毕业": "毕业", "结 业": "结业", "肄业": "肄业", "毕": ""}},
		{"LengthYears", normalize.LengthYears, map[string]string{
			"四年制": "4", "4年": "4", "4 年": "4", "四": "4", "2.5年": "2.5", "两年半": "2.5", "二年半制": "2.5", "学制：三年": "3", "40年": "", "": "",
		}},
	}
	for _, tt := range tests {
		for in, want := range tt.cases {
			got, ok := tt.parse(in)
			if ok != (want != "") || ok && got != want {
				t.Errorf("%s(%q) = %q, %v, want %q", tt.name, in, got, ok, want)
			}
		}
	}
}

func TestEthnicities(t *testing.T) {
	if n := len(normalize.Ethnicities()); n != 56 {
		t.Errorf("%d peoples, want 56", n)
	}
}

func TestSameButLookAlike(t *testing.T) {
	tests := []struct {
		a, b string
		want bool
	}{
		{"张己", "张已", true}, {"王未", "王末", true}, {"王 未", "王末", true}, {"张己", "张己", false}, {"张己", "李已", false}, {"张己", "张", false},
		{"O1", "01", true}, {"", "", false},
	}
	for _, tt := range tests {
		if got := normalize.SameButLookAlike(tt.a, tt.b); got != tt.want {
			t.Errorf("SameButLookAlike(%q, %q) = %v", tt.a, tt.b, got)
		}
	}
}

func TestLookAlikeIsSymmetric(t *testing.T) {
	for _, r := range "己未日土大天人王干戊午0123456789XOlI" {
		others := normalize.LookAlikes(r)
		if len(others) == 0 {
			t.Errorf("%q has no look-alikes", r)
		}
		for _, o := range others {
			if !normalize.LookAlike(o, r) {
				t.Errorf("%q looks like %q but not the other way", r, o)
			}
		}
	}
}
