package check

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"hecha/document"
	"hecha/document/register"
)

// wholeRules ask whether a value lacks its first or its last character: at the
// edge of a crop, under a stamp or in a stripe of moiré one is lost, and what is
// left is read as surely as ever. A character too many is as silent.
var wholeRules = []rule{
	{Rule{
		Code: "value.cut", Severity: document.SeverityWarning,
		Meaning: "the name of an organisation, a major or a rank, or an address, lacks its first or its last characters, or a name holds a piece of a label",
	}, valuesWhole},
}

// organisations are the fields that hold the name of one.
var organisations = map[string]bool{
	"employer": true, "school": true, "issuing_authority": true, "issuer": true, "approval_authority": true, "evaluation_body": true,
}

// graded are the fields whose values may begin with a grade, a single stroke of which
// is easily lost: 级教师 was 一级教师.
var graded = map[string]bool{"title": true, "post": true, "qualification": true, "exam": true, "level": true}

func valuesWhole(p *paper) {
	var fields []string
	for name, f := range p.doc.AllFields() {
		if f.Value != "" && cut(name[strings.LastIndexByte(name, '.')+1:], f.Value) {
			fields = append(fields, name)
		}
	}
	if len(fields) > 0 {
		slices.Sort(fields)
		p.find(nil, fields...)
		p.doubt(document.DoubtPartial, fields...)
	}
}

func cut(field, value string) bool {
	switch {
	case organisations[field]:
		return register.RegionCut(value) || !endsOrganisation(value)
	case field == "address":
		return register.RegionCut(value)
	case field == "major":
		return register.MajorCut(value)
	case field == "name":
		return withLabel(value)
	case graded[field]:
		return strings.HasPrefix(value, "级")
	}
	return false
}

// labelWords are words of labels that no name holds.
var labelWords = regexp.MustCompile(`日期|编号|单位|姓名|性别|民族|证书|证件|号码|专业|学校|学院|大学|公司|身份|出生|籍贯|职务|职称|学历|学位|电话|地址|签字|签名|盖章|公章|负责|经办|联系`)

// withLabel tells whether a name is or holds a label or a word that no name holds,
// or begins or ends with a character of what stands beside names: 张明男, 名张明.
func withLabel(name string) bool {
	if labelWords.MatchString(name) {
		return true
	}
	first, _ := utf8.DecodeRuneInString(name)
	last, _ := utf8.DecodeLastRuneInString(name)
	return strings.ContainsAny(name, "或的了你我他它们这") || strings.ContainsRune("姓名", first) || strings.ContainsRune("男女性族姓名证号", last)
}

// organisationEnds are the last characters of what firms, schools, offices and
// their parts are called: 有限公 and 人力资源和社会保 are not all of a name. What
// ends with a bracket or with letters says nothing of it.
const organisationEnds = "司厂院所局部处科室心校学园会站队社店行团厅府委馆场库段矿台组地房诊坊铺吧城村区县市省乡镇办庭狱港营连班系间庄楼屋户点体中业"

func endsOrganisation(name string) bool {
	last, _ := utf8.DecodeLastRuneInString(name)
	return !unicode.Is(unicode.Han, last) && last != utf8.RuneError || strings.ContainsRune(organisationEnds, last)
}
