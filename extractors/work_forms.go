package extractors

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"hecha/document/normalize"
	"hecha/extractors/internal/sentence"
)

// workOdd are words that lead to work and posts, and are no part of them.
var workOdd = regexp.MustCompile(`^[为是的了在由任职干]|从事|担任|[^主责]任(?:[^务职]|$)|工作|公司|单位|证明|年限|[年月日今]|累计|共计|满|岗位|职务|情况|至|专业$|同志|其中|我|该|何种|上述|以上|等$|以来|期间|参加`)

// socialWork is the one work whose name ends in 工作.
const socialWork = "社会工作"

// jobForm is the cost of the work that somebody does, as it follows 从事.
func jobForm(s string) float64 {
	if !isHan(s, "()、/,-") || notWork.MatchString(s) || strings.HasSuffix(s, "社会") || strings.Count(s, "(") != strings.Count(s, ")") {
		return sentence.Never
	}
	if head, ok := strings.CutSuffix(s, socialWork); ok {
		return 0.03 * float64(utf8.RuneCountInString(head))
	}
	return 0.2 + 0.03*float64(utf8.RuneCountInString(s)) + 3*float64(len(workOdd.FindAllString(strings.ReplaceAll(s, socialWork, ""), -1)))
}

var (
	postEnd = regexp.MustCompile(`(?:[员师工长]|经理|主任|主管|主办|助理|总监|干事|干部|书记|负责人|代表|专员|顾问|医生|护士|秘书|出纳|会计|司机|教授|讲师|班组长)(?:\([^()]{1,8}\))?$`)
	postOdd = regexp.MustCompile(`[职员]工$|同志|.{4}(?:公司|医院|集团|学校|大学)`)
)

// postForm is the cost of what somebody is.
func postForm(s string) float64 {
	if !isHan(s, "()、/") || notPost.MatchString(s) || postOdd.MatchString(s) || strings.Count(s, "(") != strings.Count(s, ")") {
		return sentence.Never
	}
	cost := 0.1 + 0.02*float64(utf8.RuneCountInString(s)) + 3*float64(len(workOdd.FindAllString(s, -1)))
	if !postEnd.MatchString(s) {
		cost += 0.7
	}
	return cost
}

var officeLike = regexp.MustCompile(`(?:部|科|处|室|中心|队|车间|组|站|项目|分公司|支行|分行|分院|门店|学院|系|工地|班)$`)

// officeForm is the cost of a department within a school or an employer.
func officeForm(s string) float64 {
	_, level := normalize.Level(s)
	if level || !isHan(s, "()、·") || !officeLike.MatchString(s) || workOdd.MatchString(s) || strings.Contains(s, "专业") {
		return sentence.Never
	}
	return 0.3 + 0.03*float64(utf8.RuneCountInString(s))
}

// postOfForm is the cost of a post that no verb leads to.
func postOfForm(s string) float64 {
	if !postEnd.MatchString(s) {
		return sentence.Never
	}
	return postForm(s)
}

// employerForm is the cost of an employer's name.
func employerForm(s string) float64 {
	if !organisation.MatchString(s) || notEmployer.MatchString(s) {
		return sentence.Never
	}
	return 0.6 + 0.02*float64(utf8.RuneCountInString(s)) + 1.5*float64(len(employerOdd.FindAllString(s, -1)))
}

var employerOdd = regexp.MustCompile(`从事|担任|同志|毕业|[我该]|于|至|专业技术人员`)

// examForm is the cost of the name of an examination.
func examForm(s string) float64 {
	if workOdd.MatchString(strings.NewReplacer("年度", "", "专业", "", "工作", "").Replace(s)) && !strings.Contains(s, "年度") {
		return sentence.Never
	}
	return 0.02 * float64(utf8.RuneCountInString(s))
}

// yearsLike is a count of years and nothing else; \(大写\) stands where a form asks
// for capitals.
var yearsLike = regexp.MustCompile(`^[\d一二三四五六七八九十两壹贰叁肆伍陆柒捌玖拾].*年(?:头|半|整|[零又]?[^年月]{1,3}个月)?$`)

func yearsForm(s string) float64 {
	if _, ok := years(s); !ok || !yearsLike.MatchString(s) {
		return sentence.Never
	}
	return 0
}

func phoneForm(s string) float64 {
	if _, ok := normalize.Phone(s); !ok || strings.HasSuffix(s, "(") {
		return sentence.Never
	}
	return 0
}

func educationForm(s string) float64 {
	if _, ok := normalize.Level(s); !ok || !educationWord.MatchString(s) {
		return sentence.Never
	}
	return 0
}

var educationWord = regexp.MustCompile(`^(?:博士研究生|硕士研究生|博士|硕士|研究生|第二学士学位|全日制|大学本科|大学|本科|大学专科|大专|专科|中专|中技|高中|函授|自考|成人)+$`)

var numberOfID = regexp.MustCompile(`^[0-9OolIXx×*]{14,19}$`)

func idForm(s string) float64 {
	switch {
	case !numberOfID.MatchString(s):
		return sentence.Never
	case normalize.IDCheck(s):
		return 0
	case len(s) == 15 || len(s) == 18:
		return 0.2
	}
	return 0.9
}

var contractLike = sentencePattern(`^D[至到-]?D?$`)

func contractForm(s string) float64 {
	if !contractLike.MatchString(s) {
		return sentence.Never
	}
	return 0.1
}
