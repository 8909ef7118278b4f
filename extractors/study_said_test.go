package extractors_test

import (
	"testing"

	"hecha/document"
	"hecha/extractors"
)

// What sentences say around a school, a course and a holder is no part of them.
func TestSaidAroundValues(t *testing.T) {
	for name, tc := range map[string]struct {
		title string
		lines []string
		want  map[string]string
	}{
		"a diploma that was handed in": {
			"中国高等教育学历认证报告",
			[]string{
				"样本甲同志（女，1998年2月25日生）提交的湘潭大学毕业证书，证书编号为145281202106027574，载", "明其于2019年9月1日至2021年7月30日在该校软件工程专业专科（普通全日制）学习并毕业。", "上述学历证书内容属实。",
			},
			map[string]string{"name": "样本甲", "school": "湘潭大学", "major": "软件工程"},
		},
		"an application": {
			"湖南省中等专业学校学历认证报告",
			[]string{
				"根据申请，现对熊厚磊（男，身份证号11010519491231002X）的学历认证如下：该同志1997年09月01日", "至2000年07月28日就读于永州市农业学校公路与桥梁专业，毕业证书编号43200053691，信息属实。",
			},
			map[string]string{"name": "熊厚磊", "school": "永州市农业学校", "major": "公路与桥梁"},
		},
		"a school that was entered": {
			"学籍查验证明",
			[]string{
				"兹有何璇琼，女，身份证号11010519491231002X，2002年9月入永州市高级技工学校制冷设备运用与维修专业中级技工班学习，", "2005年7月毕业（毕业证号：43012005021374）。经我科核对新生录取名册和毕业生名册，核对属实。",
			},
			map[string]string{"name": "何璇琼", "school": "永州市高级技工学校"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			rows := []written{{400, 150, 40, tc.title}}
			for i, text := range tc.lines {
				rows = append(rows, written{100, 300 + 45*float64(i), 24, text})
			}
			rows = append(rows, written{700, 560, 26, "湖南省教育厅"}, written{700, 610, 26, "2021年11月27日"})
			found := extractors.Documents(sheet(rows...))
			if len(found) != 1 || found[0].Kind == document.Other {
				t.Fatalf("%v", found)
			}
			for field, want := range tc.want {
				if got := found[0].Fields[field].Value; got != want {
					t.Errorf("%s = %q, want %q", field, got, want)
				}
			}
		})
	}
}
