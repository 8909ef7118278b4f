package normalize_test

import (
	"testing"

	"hecha/document/normalize"
)

func TestExam(t *testing.T) {
	for name, want := range map[string]string{
		"一级建造师":     "一级建造师",
		"一级建造师资格考试": "一级建造师", "监理工程师职业资格考试": "监理工程师", "一级建造师执业资格考试": "一级建造师", "一级建造师考试": "一级建造师", "中级注册安全工程师职业资格": "中级注册安全工程师",
		"经济专业技术资格考试": "经济专业技术资格", "经济专业技术资格（中级）考试": "经济专业技术资格（中级）", "社会工作者职业水平考试": "社会工作者职业水平",
		"职业资格考试": "职业资格考试", "考试": "考试", "": "",
	} {
		if got := normalize.Exam(name); got != want {
			t.Errorf("Exam(%q) = %q, want %q", name, got, want)
		}
	}
}
