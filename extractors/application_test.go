package extractors_test

import (
	"testing"

	"hecha/extractors"
)

// What stands beside 专业 alone is the one of specialty and major that has no
// label of its own; where neither has, what it stands beside tells.
func TestApplicationFormBareMajor(t *testing.T) {
	for label, want := range map[string]map[string]string{
		"所学专业": {"major": "电气工程及其自动化", "specialty": "土木建筑工程"},
		"报考专业": {"major": "土木建筑工程", "specialty": "电气工程及其自动化"},
		"备注":   {"major": "", "specialty": "土木建筑工程"},
	} {
		found := extractors.Documents(sheet(
			written{300, 160, 44, "专业技术人员职业资格考试报名表"},
			written{120, 240, 26, "考试名称：一级造价工程师职业资格考试"}, written{700, 240, 26, "考试年度：2021"},
			written{120, 320, 26, "姓名"}, written{300, 320, 26, "毛启明"}, written{700, 320, 26, "性别"}, written{860, 320, 26, "男"},
			written{120, 380, 26, "级别"}, written{300, 380, 26, "免二科"}, written{700, 380, 26, "专业"}, written{860, 380, 26, "土木建筑工程"},
			written{120, 440, 26, "学历"}, written{300, 440, 26, "大学本科"}, written{700, 440, 26, "毕业院校"}, written{860, 440, 26, "湖南大学"},
			written{120, 500, 26, label}, written{300, 500, 26, "电气工程及其自动化"},
		))
		for field, value := range want {
			if got := found[0].Fields[field].Value; got != value {
				t.Errorf("beside %s: %s = %q, want %q", label, field, got, value)
			}
		}
	}
}

// The line under a title that names no exam names it, and its year.
func TestApplicationFormExamUnderTitle(t *testing.T) {
	found := extractors.Documents(sheet(
		written{300, 160, 44, "专业技术人员资格考试报名表"}, written{300, 230, 28, "（2021年度 二级造价工程师职业资格考试）"},
		written{120, 320, 26, "姓名"}, written{300, 320, 26, "毛启明"}, written{700, 320, 26, "性别"}, written{860, 320, 26, "男"},
		written{120, 380, 26, "报考级别"}, written{300, 380, 26, "考全科"}, written{700, 380, 26, "报考专业"}, written{860, 380, 26, "安装工程"},
		written{120, 440, 26, "学历"}, written{300, 440, 26, "大学本科"}, written{700, 440, 26, "毕业院校"}, written{860, 440, 26, "湖南大学"},
	))
	for field, want := range map[string]string{"exam_year": "2021", "exam": "二级造价工程师"} {
		if got := found[0].Fields[field].Value; got != want {
			t.Errorf("%s = %q, want %q", field, got, want)
		}
	}
}

// A word that is a label elsewhere ends no value that goes on behind it in brackets.
func TestApplicationFormExamWithGrade(t *testing.T) {
	found := extractors.Documents(sheet(
		written{300, 160, 44, "专业技术人员考试报名信息表"},
		written{120, 240, 26, "考试名称:"}, written{300, 240, 26, "经济专业技术资格（中级）"}, written{120, 300, 26, "考试年度："}, written{300, 300, 26, "2020"},
		written{120, 360, 26, "姓名："}, written{300, 360, 26, "样本甲"}, written{120, 420, 26, "证件号码："}, written{300, 420, 26, "11010519491231002X"},
		written{120, 480, 26, "报考级别："}, written{300, 480, 26, "考全科"}, written{120, 540, 26, "报考专业："}, written{300, 540, 26, "人力资源管理"},
	))
	if len(found) != 1 || found[0].Fields["exam"].Value != "经济专业技术资格（中级）" {
		t.Errorf("%v", found)
	}
}
