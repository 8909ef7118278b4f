package extractors

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"hecha/document/normalize"
	"hecha/document/register"
	"hecha/extractors/internal/sentence"
)

// The forms of the values that sentences hold, as costs: see package sentence.
// Registers make a value cheap; they never make another impossible, for old
// schools, rare surnames and new courses are in none.
const (
	costListed   = 0.2 // a value that its register has
	costUnlisted = 0.8 // one that it has not
	costOdd      = 2.0 // words that such values hardly hold
)

// isHan tells whether s is ideographs and runes of extra only.
func isHan(s, extra string) bool {
	for _, r := range s {
		if !unicode.Is(unicode.Han, r) && !strings.ContainsRune(extra, r) {
			return false
		}
	}
	return s != ""
}

// personForm is the cost of a person's name.
func personForm(s string) float64 {
	if !isHan(s, "·•.") || notName.MatchString(s) && !namedSchool(s) || isPlace(s) || strings.Contains(s, ".") && strings.ContainsAny(s, "男女系省市县区人") {
		return sentence.Never
	}
	n := utf8.RuneCountInString(s)
	if parts := strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune("·•.", r) }); len(parts) > 1 {
		if n < 5 || len(parts[0]) < len("艾山") || len(parts[len(parts)-1]) < len("艾山") || nameLead.MatchString(s) {
			return sentence.Never
		}
		return 0.5
	}
	cost := map[int]float64{2: 0.3, 3: 0.2, 4: 1.5}[n]
	if n < 2 || n > 4 || strings.ContainsAny(s, "·•.") {
		return sentence.Never
	}
	surname, known := register.Surname(s)
	switch {
	case known && utf8.RuneCountInString(surname) == 2:
		cost = 0.2
	case !known:
		cost += 1.2
	}
	if strings.HasPrefix(s, "关于") {
		cost += 1.2 // the beginning of a title, cut short
	}
	switch last, _ := utf8.DecodeLastRuneInString(s); {
	case strings.ContainsRune("系于自在为是性的", last):
		cost += 0.9 // a word beside the name
	case strings.ContainsRune("男女生", last):
		cost += 0.5 // the same, or a part of it
	}
	return cost
}

var (
	// courseOdd are words beside a course's name, never in one.
	courseOdd = regexp.MustCompile(`^班|大学|学院|学校|本校|我校|本院|我院|专业|年制|学制|学习|毕业|考试|证书|课程|成绩|本科|专科|大专|中专|高职|研究生|学士|硕士|博士|函授|业余|脱产|夜大|自学|开放教育|全日制|起点|准予|合格|规定|计划|方案|全部|主考|取得|获得|委员会|教育厅|省|参加|攻读|[年月日]|期满|修完|系(?:[^统列]|$)`)
	// courseEnd are the words that courses mostly end with.
	courseEnd = regexp.MustCompile(`(?:学|工程|技术|管理|设计|教育|艺术|应用|经济|制造|维修|会计|财务|营销|贸易|服务|自动化|一体化|制作|表演|编导|语|英语|法律|文秘|护理|施工|检测|监理|造价|建筑|加工|运用|运行|电算化|金融|商务|政治|历史|数学|物理|化学|生物|美术|音乐|体育|方向\)|师范\)|类)(?:\([^()]*\))?$`)
)

// courseForm is the cost of the name of a course of study.
func courseForm(s string) float64 {
	if !isHan(s, "()、·") || strings.Count(s, "(") != strings.Count(s, ")") || strings.HasSuffix(s, "、") {
		return sentence.Never
	}
	name, bracket, _ := strings.Cut(s, "(")
	if utf8.RuneCountInString(name) < 2 {
		return sentence.Never
	}
	cost := costOdd * float64(len(courseOdd.FindAllString(s, -1)))
	if register.Course(s) {
		return cost + 0.02*float64(utf8.RuneCountInString(bracket))
	}
	cost += costUnlisted + 0.12*float64(utf8.RuneCountInString(s))
	if courseEnd.MatchString(s) {
		cost -= 0.3
	}
	return cost
}

var (
	schoolLike = regexp.MustCompile(`(?:大学|学院|学校|分校|党校|研究院|研究所|师专|师范|函校|电大|中专|职大|专科学校|职业中专|中学|职中|技校)(?:\(\p{Han}{1,8}\))?$`)
	// schoolGeneral are names that only say what sort of school it is.
	schoolGeneral = regexp.MustCompile(`^(?:中国)?(?:国家|普通|成人|全日制|高等|中等|专科|专业|职业|技工|高级|技师|学校|大学|学院|业余|函授|网络|教育|广播|电视|开放|职工|师范|党校|中学|现代|远程|自学|考试|继续|夜)+$`)
	// schoolNever are labels, which stand beside a school's name and never in one.
	schoolNever = regexp.MustCompile(`身份证|证号|姓名|性别|单位|岗位`)
	schoolOdd   = regexp.MustCompile(`本校|我校|本院|我院|本大学|专业(?:[^学技]|$)|毕业|学习|证书|准予|学生|合格|主考|委员会|教育厅|入学|考入|在`)
	// theOpenUniversity is the one general name that is a school's.
	theOpenUniversity = "国家开放大学"
)

// schoolForm is the cost of a school's name.
func schoolForm(s string) float64 {
	n := utf8.RuneCountInString(s)
	main, remark, _ := strings.Cut(s, "(")
	if _, level := normalize.Level(strings.TrimSuffix(remark, ")")); level {
		return sentence.Never // 毕业于湖南大学(本科)
	}
	if n < 4 || !isHan(s, "()·") || !schoolLike.MatchString(s) || schoolNever.MatchString(s) || s != theOpenUniversity && schoolGeneral.MatchString(main) {
		return sentence.Never
	}
	cost := costOdd * float64(len(schoolOdd.FindAllString(s, -1)))
	if _, known := register.SchoolByName(s); known || s == theOpenUniversity {
		return cost + costListed
	}
	return cost + costUnlisted + 0.03*float64(n)
}

var (
	departmentLike = regexp.MustCompile(`(?:学院|[^体关]系|学部|分校|分院|中心|教学点|教学站|函授站|工作站|研究所|班)$`)
	// departmentOdd are words beside a department, never in one: the school that it
	// belongs to, and the level of a class.
	departmentOdd = regexp.MustCompile(`党校|大学|学校|(?:本科|专科|大专|中专|研究生|脱产|业余|函授)班$`)
)

// departmentForm is the cost of a department within a school.
func departmentForm(s string) float64 {
	if !isHan(s, "()、·") || !departmentLike.MatchString(s) || strings.Contains(s, "专业") {
		return sentence.Never
	}
	return 0.4 + 0.04*float64(utf8.RuneCountInString(s)) + costOdd*float64(len(departmentOdd.FindAllString(s, -1)))
}

var (
	placeLike = regexp.MustCompile(`[省市县区州旗盟镇乡村]$`)
	province  = regexp.MustCompile(`^(?:北京|天津|河北|山西|内蒙古|辽宁|吉林|黑龙江|上海|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|广西|海南|重庆|四川|贵州|云南|西藏|陕西|甘肃|青海|宁夏|新疆|台湾|香港|澳门)`)
)

// namedSchool tells whether s is a surname with 学校 for a given name, as some have:
// no school is called that.
func namedSchool(s string) bool {
	surname, known := register.Surname(s)
	return known && s == surname+"学校" && utf8.RuneCountInString(surname) == 1
}

// isPlace tells whether s is a province, with or without that word, or a place in one.
func isPlace(s string) bool {
	name := province.FindString(s)
	return name != "" && (name == s || placeLike.MatchString(s))
}

// placeForm is the cost of where somebody comes from.
func placeForm(s string) float64 {
	if !isHan(s, "()") || strings.ContainsAny(s, "校院系") {
		return sentence.Never
	}
	cost := 0.05 * float64(utf8.RuneCountInString(s))
	if !province.MatchString(s) {
		cost += costUnlisted
	}
	if !placeLike.MatchString(s) {
		cost += 0.4
	}
	return cost
}

var courseLength = regexp.MustCompile(`^([一二三四五六七八两壹贰叁肆伍陆柒捌\d](?:[.点][五5])?)(?:个)?(?:学?年半?)(制)?$`)

// lengthForm is the cost of the length of a course.
func lengthForm(s string) float64 {
	m := courseLength.FindStringSubmatch(s)
	if m == nil {
		return sentence.Never
	}
	if m[2] != "" {
		return 0
	}
	return 0.3
}

func sexForm(s string) float64 {
	if _, ok := normalize.Sex(s); ok {
		return 0
	}
	return sentence.Never
}

// dateLike is a date that was misread: it is no date any more, and has no sign.
var dateLike = regexp.MustCompile(`^[^年月日的在于至` + string(dateSign) + `]{1,6}年[^年月日` + string(dateSign) + `]{1,3}月(?:[^年月日` + string(dateSign) + `]{1,4}[日曰目号])?$`)

const maxDateLike = 14

// dateForm is the cost of a date.
func dateForm(s string) float64 {
	switch {
	case s == string(dateSign):
		return 0
	case dateLike.MatchString(s):
		return 1.2
	}
	return sentence.Never
}
