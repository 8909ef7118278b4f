package normalize

import (
	"regexp"
	"strings"
)

// examKind ends the name of an exam behind that of the profession.
var examKind = regexp.MustCompile(`(?:职业资格|执业资格|资格)$`)

// Exam is the name of an exam without the words for an exam at its end, by which
// forms, notices and people call it differently: 一级建造师 for 一级建造师资格考试 and
// 一级建造师执业资格考试, 经济专业技术资格（中级） for 经济专业技术资格（中级）考试.
func Exam(name string) string {
	short, isExam := strings.CutSuffix(name, "考试")
	if strings.HasSuffix(short, "专业技术资格") || !isExam && !strings.HasSuffix(short, "业资格") {
		return short
	}
	if short = examKind.ReplaceAllString(short, ""); short == "" {
		return name
	}
	return short
}
