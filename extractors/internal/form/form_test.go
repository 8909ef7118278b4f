package form_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"hecha/document"
	"hecha/extractors/internal/form"
	"hecha/extractors/internal/layout"
)

var vocabulary = form.NewVocabulary(
	form.Label{Field: "name", Names: []string{"姓名"}},
	form.Label{Field: "sex", Names: []string{"性别"}, Closed: "男|女"},
	form.Label{Field: "people", Names: []string{"民族"}, Closed: "汉|土家"},
	form.Label{Field: "address", Names: []string{"住址"}, Wraps: true},
	form.Label{Field: "graduated", Names: []string{"毕(结)业日期"}},
	form.Label{Field: "enrolled", Names: []string{"入学日期"}, Closed: `\d{4}年\d{1,2}月(?:\d{1,2}日)?`},
	form.Label{Field: "president", Names: []string{"校(院)长"}},
	form.Label{Field: "level", Names: []string{"学历层次"}},
	form.Label{Field: "school", Names: []string{"学校"}, Colon: true},
)

func at(x, y, h float64, text string) document.Line {
	n := float64(len([]rune(text)))
	return document.Line{Text: text, Confidence: 1, Quad: document.Rect(x, y, x+n*h, y+h)}
}

func TestRead(t *testing.T) {
	tests := []struct {
		name  string
		lines []document.Line
		want  map[string]string
	}{
		{"joined", []document.Line{at(0, 0, 20, "姓名张三")}, map[string]string{"name": "张三"}},
		{"joined, several labels", []document.Line{at(0, 0, 20, "姓名张三性别男民族土家")}, map[string]string{"name": "张三", "sex": "男", "people": "土家"}},
		{"colons", []document.Line{at(0, 0, 20, "姓名：张三 性别：男")}, map[string]string{"name": "张三", "sex": "男"}},
		{"label cut in two", []document.Line{at(0, 0, 20, "姓"), at(60, 0, 20, "名"), at(200, 0, 20, "张三")}, map[string]string{"name": "张三"}},
		{"brackets of another sort, blanks", []document.Line{at(0, 0, 20, "毕〔结〕业 日期 2008年")}, map[string]string{"graduated": "2008年"}},
		{"brackets lost, mark inside", []document.Line{at(0, 0, 20, "校（、院）长：李四")}, map[string]string{"president": "李四"}},
		{"label in two lines of its cell", []document.Line{at(0, 0, 20, "毕（结）业"), at(30, 22, 20, "日期"), at(200, 11, 20, "2008年")}, map[string]string{"graduated": "2008年"}},
		{"closed value in two lines beside its label", []document.Line{at(0, 11, 20, "入学日期"), at(100, 0, 20, "2004年9月"), at(160, 22, 20, "1日"), at(0, 60, 20, "姓名张三")}, map[string]string{"enrolled": "2004年9月1日", "name": "张三"}},
		{"closed value that is whole", []document.Line{at(0, 0, 20, "入学日期"), at(100, 0, 20, "2004年9月1日"), at(100, 22, 20, "2008年7月1日")}, map[string]string{"enrolled": "2004年9月1日"}},
		{"how to fill it in", []document.Line{at(0, 0, 20, "学校（印章）：长沙大学"), at(0, 40, 20, "校（院）长（签字）：李四")}, map[string]string{"school": "长沙大学", "president": "李四"}},
		{"a value in brackets", []document.Line{at(0, 0, 20, "姓名（张三）")}, map[string]string{"name": "(张三)"}},
		{"another label in brackets", []document.Line{at(0, 0, 20, "学历层次（学校）"), at(400, 0, 20, "本科")}, map[string]string{"level": "本科"}},
		{"label between two closed values", []document.Line{at(0, 0, 20, "性别"), at(60, 0, 20, "女民族土家")}, map[string]string{"sex": "女", "people": "土家"}},
		{"words in brackets at the end of a value in a sentence", []document.Line{at(0, 0, 20, "毕业于长沙，姓名：张三（曾用），女")}, map[string]string{"name": "张三(曾用)"}},
		{"two days are no further line", []document.Line{at(0, 0, 20, "住址"), at(100, 0, 20, "长沙市"), at(100, 24, 20, "2020.03.18-2040.03.18")}, map[string]string{"address": "长沙市"}},
		{"one wrong character", []document.Line{at(0, 0, 20, "学厉层次"), at(200, 0, 20, "本科")}, map[string]string{"level": "本科"}},
		{"a word of the address is a label", []document.Line{at(0, 0, 20, "住址湖南省民族路1号")}, map[string]string{"address": "湖南省民族路1号"}},
		{"a sentence", []document.Line{at(0, 0, 20, "请核对姓名、性别和民族，以免有误。")}, map[string]string{}},
		{"labels in a sentence", []document.Line{at(0, 0, 20, "兹证明张三，性别：男，系本单位职工")}, map[string]string{"sex": "男"}},
		{"a word that needs a colon", []document.Line{at(0, 0, 20, "学校派他参加考试")}, map[string]string{}},
		{"value below", []document.Line{at(0, 0, 20, "姓名"), at(200, 0, 20, "性别"), at(0, 40, 20, "张三"), at(200, 40, 20, "男")}, map[string]string{"name": "张三", "sex": "男"}},
		{"wrapped", []document.Line{at(0, 0, 20, "住址"), at(100, 0, 20, "湖南省长沙市"), at(100, 28, 20, "岳麓区"), at(0, 120, 20, "姓名张三")}, map[string]string{"address": "湖南省长沙市岳麓区", "name": "张三"}},
		{"the next row's value, whose label is covered", []document.Line{at(0, 0, 20, "住址"), at(100, 0, 20, "长沙市"), at(100, 28, 20, "大专")}, map[string]string{"address": "长沙市"}},
		{"label at half height", []document.Line{at(100, 0, 20, "湖南省长沙市"), at(0, 13, 20, "住址"), at(100, 26, 20, "岳麓区")}, map[string]string{"address": "湖南省长沙市岳麓区"}},
		{"a seal beside the value", []document.Line{at(0, 0, 20, "校长"), at(0, 0, 20, "校（院）长：李四"), at(220, -5, 22, "沙")}, map[string]string{"president": "李四"}},
		{"the next row has a label of its own that is not known", []document.Line{at(0, 0, 20, "住址"), at(100, 0, 20, "长沙"), at(0, 30, 20, "爱好"), at(100, 30, 20, "阅读")}, map[string]string{"address": "长沙"}},
		{"the next cell's label at the end of a value", []document.Line{at(0, 0, 20, "住址"), at(100, 0, 20, "长沙市丨性别"), at(260, 0, 20, "男")}, map[string]string{"address": "长沙市", "sex": "男"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			entries, _ := form.Read(layout.Frags(tt.lines), vocabulary)
			got := map[string]string{}
			for _, e := range entries {
				if s := e.Run().String(); s != "" {
					got[e.Field] = s
				}
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}
