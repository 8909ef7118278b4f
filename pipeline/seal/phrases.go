package seal

import "strings"

// straight are the purposes that stand straight in the middle of a seal.
var straight = longestFirst(strings.Fields(`财务专用章 合同专用章 人事专用章 发票专用章 业务专用章 学历专用章 学籍专用章
	毕业证书专用章 学位专用章 教务专用章 招生专用章 成绩专用章 人力资源专用章 劳动合同专用章 工程专用章
	技术专用章 投标专用章 档案专用章 证明专用章 项目专用章 资料专用章 报名专用章 考试专用章 审核专用章`))

// knownPurpose corrects each line of s that differs in one character, or in two
// of six and more, from exactly one known purpose.
func knownPurpose(s string) (fixed string, changed bool) {
	lines := strings.Split(s, "\n")
	for i, line := range lines {
		if better, ok := nearestPurpose([]rune(line)); ok {
			lines[i], changed = better, true
		}
	}
	return strings.Join(lines, "\n"), changed
}

func nearestPurpose(line []rune) (string, bool) {
	found := ""
	for _, phrase := range straight {
		if len(phrase) != len(line) {
			continue
		}
		wrong := 0
		for i := range phrase {
			if phrase[i] != line[i] {
				wrong++
			}
		}
		if wrong == 0 {
			return "", false
		}
		if wrong == 1 || wrong == 2 && len(phrase) > 5 {
			if found != "" {
				return "", false
			}
			found = string(phrase)
		}
	}
	return found, found != ""
}
