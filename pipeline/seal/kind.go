package seal

import (
	"strings"

	"hecha/document"
)

// purposes are the words that tell what a seal is for; the first that occurs
// decides, so longer and rarer words come first.
var purposes = []struct {
	word string
	kind document.SealType
}{
	{"财务", document.SealFinance},
	{"发票", document.SealInvoice},
	{"合同", document.SealContract},
	{"人事专用", document.SealPersonnel}, {"人力资源专用", document.SealPersonnel},
	{"劳资专用", document.SealPersonnel}, {"组织人事", document.SealPersonnel},
	{"学历", document.SealEducation}, {"学籍", document.SealEducation}, {"毕业证", document.SealEducation},
	{"学位", document.SealEducation}, {"招生", document.SealEducation}, {"成绩", document.SealEducation},
	{"教务", document.SealEducation},
	{"项目部", document.SealDepartment}, {"项目经理部", document.SealDepartment},
	{"办公室", document.SealDepartment}, {"人事处", document.SealPersonnel}, {"人事部", document.SealPersonnel},
	{"人力资源部", document.SealPersonnel},
}

// departments are the endings of a unit inside an organisation; by themselves
// they also end the names of ministries, so an organisation must come first.
var (
	departments   = []string{"部", "处", "科", "室", "组", "车间", "班"}
	organisations = []string{"公司", "大学", "学院", "学校", "医院", "集团", "厂", "研究院", "事务所"}
)

// TypeOf tells from what a seal says what it is for.
func TypeOf(shape, text, inner string) document.SealType {
	if shape == Square {
		return document.SealPersonal
	}
	for _, s := range []string{inner, text} {
		for _, p := range purposes {
			if strings.Contains(s, p.word) {
				return p.kind
			}
		}
	}
	if strings.Contains(inner, "专用章") || strings.Contains(text, "专用章") {
		return document.SealUnknown
	}
	if isDepartment(text + inner) {
		return document.SealDepartment
	}
	if text == "" {
		return document.SealUnknown
	}
	return document.SealOfficial
}

func isDepartment(s string) bool {
	for _, d := range departments {
		if before, ok := strings.CutSuffix(s, d); ok {
			for _, o := range organisations {
				if strings.Contains(before, o) {
					return true
				}
			}
		}
	}
	return false
}
