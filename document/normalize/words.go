package normalize

import (
	"slices"
	"strings"
)

// Sex is 男 or 女.
func Sex(s string) (value string, ok bool) {
	switch s = strings.TrimSuffix(Fold(StripSpace(s)), "性"); s {
	case "男", "女":
		return s, true
	}
	return "", false
}

// ethnicities are the 56 of GB/T 3304 in the order of their codes 01 to 56.
var ethnicities = strings.Fields(`汉 蒙古 回 藏 维吾尔 苗 彝 壮 布依 朝鲜 满 侗 瑶 白 土家 哈尼 哈萨克 傣 黎
	傈僳 佤 畲 高山 拉祜 水 东乡 纳西 景颇 柯尔克孜 土 达斡尔 仫佬 羌 布朗 撒拉 毛南 仡佬 锡伯 阿昌 普米 塔吉克
	怒 乌孜别克 俄罗斯 鄂温克 德昂 保安 裕固 京 塔塔尔 独龙 鄂伦春 赫哲 门巴 珞巴 基诺`)

// ethnicityAliases are other words on cards: 穿青人 is printed as such.
var ethnicityAliases = map[string]string{"穿青人": "穿青人", "穿青": "穿青人", "其他": "其他"}

// Ethnicities are the 56 names without 族, in the order of GB/T 3304.
func Ethnicities() []string { return append([]string(nil), ethnicities...) }

// Ethnicity is the name of a people without 族; ok is false when there is none
// of that name.
func Ethnicity(s string) (value string, ok bool) {
	s = Fold(StripSpace(s))
	if alias, found := ethnicityAliases[s]; found {
		return alias, true
	}
	s = strings.TrimSuffix(s, "族")
	for _, e := range ethnicities {
		if s == e {
			return e, true
		}
	}
	return "", false
}

// The levels of education of the contracts.
const (
	LevelSecondary    = "中专"
	LevelCollege      = "专科"
	LevelBachelor     = "本科"
	LevelSecondDegree = "第二学士学位"
	LevelMaster       = "硕士研究生"
	LevelDoctor       = "博士研究生"
)

// levelWords are tried in order: 专科起点本科 is 本科 before 专科 is seen, 大学专科
// is 专科 before 大学.
var levelWords = []struct{ word, level string }{
	{"博士", LevelDoctor},
	{"硕士", LevelMaster},
	{"研究生", LevelMaster},
	{"第二学士", LevelSecondDegree}, {"第二学位", LevelSecondDegree}, {"双学士", LevelSecondDegree}, {"双学位", LevelSecondDegree},
	{"专升本", LevelBachelor}, {"专接本", LevelBachelor}, {"高起本", LevelBachelor}, {"本科", LevelBachelor},
	{"中专", LevelSecondary}, {"中等专业", LevelSecondary}, {"中等职业", LevelSecondary}, {"职高", LevelSecondary},
	{"职业高中", LevelSecondary}, {"职业高级中学", LevelSecondary}, {"中技", LevelSecondary}, {"技校", LevelSecondary},
	{"高起专", LevelCollege}, {"专科", LevelCollege}, {"大专", LevelCollege}, {"高职", LevelCollege},
	{"学士", LevelBachelor}, {"大学", LevelBachelor},
}

// Level is the level of education that s names. 研究生 alone is taken for the
// master's, which it nearly always means.
func Level(s string) (value string, ok bool) {
	s = Fold(StripSpace(s))
	for _, w := range levelWords {
		if strings.Contains(s, w.word) {
			return w.level, true
		}
	}
	return "", false
}

// studyForms are the forms that certificates and registration forms print, tried
// in order: 非全日制 before 全日制.
var studyForms = []struct{ word, form string }{
	{"非全日制", "非全日制"}, {"普通全日制", "普通全日制"}, {"全日制", "全日制"},
	{"脱产", "脱产"}, {"业余", "业余"}, {"函授", "函授"}, {"夜大学", "夜大学"}, {"夜大", "夜大学"},
	{"网络", "网络教育"}, {"远程", "网络教育"}, {"开放", "开放教育"}, {"电视", "广播电视教育"},
	{"自学", "自学考试"}, {"自考", "自学考试"}, {"在职", "在职"},
}

// StudyForms are the forms that StudyForm gives, each once.
func StudyForms() []string {
	var all []string
	for _, f := range studyForms {
		if !slices.Contains(all, f.form) {
			all = append(all, f.form)
		}
	}
	return all
}

// StudyForm is the form of study: 全日制, 函授, 网络教育….
func StudyForm(s string) (value string, ok bool) {
	s = Fold(StripSpace(s))
	if strings.Contains(s, "半脱产") || strings.Contains(s, "不脱产") {
		return s, false
	}
	for _, f := range studyForms {
		if strings.Contains(s, f.word) {
			return f.form, true
		}
	}
	return "", false
}

// categories are the words for the category of an education (学历类别, 学历类型) on
// registration forms.
var categories = strings.Fields(`普通高等教育 成人高等教育 研究生教育 网络教育 现代远程教育 开放教育 高等教育自学考试 自学考试 学历文凭考试 普通 成人
	研究生 网络 自考`)

// Category is the category of an education as registration forms print it.
func Category(s string) (value string, ok bool) {
	s = Fold(StripSpace(s))
	for _, c := range categories {
		if s == c {
			return c, true
		}
	}
	return "", false
}

// Conclusion is how the study ended: 毕业, 结业 or 肄业.
func Conclusion(s string) (value string, ok bool) {
	switch s = strings.TrimPrefix(Fold(StripSpace(s)), "准予"); s {
	case "毕业", "结业", "肄业":
		return s, true
	}
	return "", false
}

// LengthYears is the length of a course in years as a plain number, from 四年制,
// 学制4年, 2.5年 or 两年半. ok is false for less than half a year or more than 8.
func LengthYears(s string) (value string, ok bool) {
	s = Fold(StripSpace(s))
	s = strings.TrimSuffix(strings.TrimLeft(strings.TrimPrefix(s, "学制"), ":为"), "制")
	n, ok := years(s)
	if !ok || n < 0.5 || n > 8 {
		return "", false
	}
	return FormatNumber(n), true
}
