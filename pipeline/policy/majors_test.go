package policy_test

import (
	"strings"
	"testing"

	"hecha/pipeline/policy"
)

// majorCases are class, level, major, and whether it belongs and how well that is
// founded.
const majorCases = `
engineering 本科 土木工程 yes A
engineering 本科 土木工程（网络教育） yes A
engineering 专科 建筑工程技术 yes B
engineering 本科 法学 unknown A
engineering-secondary 中专 工业与民用建筑 yes A
engineering-secondary 中专 护理 unknown A
college-engineering 专科 市政工程技术 yes B
college-engineering 专科 会计 unknown A
engineering-management 本科 工程管理 yes A
engineering-management 本科 法学 no A
engineering-management 本科 炼金术 unknown A
cost 专科 工程造价专业 yes A
cost 专科 会计 no A
cost-colleges 专科 会计 yes B
cost-colleges 专科 商务英语 unknown A
cost-management 本科 工程管理 yes A
cost-management 本科 土木工程 no A
cost-disciplines 本科 市场营销 yes A
cost-disciplines 本科 法学 no A
fire 本科 消防工程 yes A
fire 本科 土木工程 no A
fire-related 本科 土木工程 unknown C
safety-college 专科 物流管理 yes B
safety-college 专科 会计 no A
safety-undergraduate 本科 化学 yes A
safety-undergraduate 本科 法学 no A
safety-graduate 硕士研究生 安全科学与工程 yes B
safety-graduate 硕士研究生 法学 unknown B
pharmacy 本科 药物制剂 yes A
pharmacy 专科 药学 yes A
pharmacy 本科 临床医学 no A
pharmacy-related 本科 护理学 unknown C
social-work 本科 社会工作 yes A
social-work 本科 社会学 no A
planning 本科 城乡规划 yes A
planning 本科 土木工程 no A
valuation 本科 会计学 yes A
valuation 专科 房地产检测与估价 yes B
valuation 本科 物理学 unknown A
equipment 专科 数控技术 yes B
equipment 本科 法学 unknown B
structure 本科 土木工程 yes B
structure 本科 机械工程 unknown B
structure-near 本科 建筑学 yes B
geotechnical 本科 勘查技术与工程 yes B
geotechnical-near 本科 地质工程 yes B
other-engineering 本科 机械工程 yes B
architecture 本科 建筑学 yes A
architecture-near 本科 土木工程 yes B
science-engineering 本科 物理学 yes A
science-engineering 本科 法学 no A
science-engineering 专科 机电一体化技术 yes B
`

func TestMajorClasses(t *testing.T) {
	p := rules(t)
	belongs := map[string]bool{}
	for _, line := range strings.Split(strings.TrimSpace(majorCases), "\n") {
		w := strings.Fields(line)
		in, confidence := p.InClass(w[0], w[2], w[1])
		if in != w[3] || confidence != w[4] {
			t.Errorf("%s %s %s: %s %s, want %s %s", w[0], w[1], w[2], in, confidence, w[3], w[4])
		}
		belongs[w[0]] = belongs[w[0]] || in == "yes" || confidence == "C"
	}
	for _, id := range p.MajorClasses() {
		if !belongs[id] {
			t.Errorf("no case belongs to the class %s", id)
		}
	}
	if in, _ := p.InClass("engineering", "", "本科"); in != "unknown" {
		t.Errorf("no major: %s", in)
	}
}

func TestPlaces(t *testing.T) {
	for place, want := range map[string]string{
		"": "unknown", "湖南": "hunan", "湖南省长沙市": "hunan", "湖北": "other_province", "内蒙古": "other_province", "广西壮族自治区": "other_province",
		"北京": "other_province", "上海市": "other_province", "黑龙江省": "other_province", "新疆": "other_province",
		"香港": "hk_macao_taiwan", "中国台湾": "hk_macao_taiwan", "澳门特别行政区": "hk_macao_taiwan", "英国": "abroad", "日本": "abroad",
	} {
		if got := policy.PlaceClass(place); got != want {
			t.Errorf("%q is %s, want %s", place, got, want)
		}
	}
}
