package extractors_test

import (
	"slices"
	"testing"

	"hecha/document"
	"hecha/extractors"
)

// A school's name that lost characters is that of the school whose code the number
// begins with, in doubt; one that says something else stays as it was read.
func TestSchoolWithLostCharacters(t *testing.T) {
	for read, want := range map[string]string{
		"长沙理工大学": "长沙理工大学",
		"长沙工大学":  "长沙理工大学",
		"湘潭工学院":  "湘潭工学院",
	} {
		lines := []written{{500, 150, 56, "毕业证书"}}
		lines = append(lines, paragraph(120, 300, 28, 34, "学生蒲公英，性别女，1990年4月2日生，于2008年9月至2012年6月在本校工程管理专业四年制本科学习，修完教学计划规定的全部课程，成绩合格，准予毕业。")...)
		lines = append(lines, written{120, 700, 28, "校名：" + read}, written{700, 700, 28, "校长：郑健龙"},
			written{120, 760, 28, "证书编号：105361201205004321"}, written{700, 760, 28, "二〇一二年六月二十日"})
		f := extractors.Documents(sheet(lines...))[0].Fields["school"]
		if f.Value != want {
			t.Errorf("%s: %q, want %q", read, f.Value, want)
		}
		if corrected := slices.Contains(f.Doubt, document.DoubtCorrected); corrected != (read != want) {
			t.Errorf("%s: doubt %v", read, f.Doubt)
		}
	}
}

// What goes on behind a school's name with the name of its part is of the name.
func TestPartOfSchool(t *testing.T) {
	found := extractors.Documents(sheet(
		written{300, 160, 44, "全国技工院校毕业证书查询系统"},
		written{120, 300, 28, "姓名"}, written{420, 300, 28, "章华"}, written{120, 360, 28, "性别"}, written{420, 360, 28, "男"},
		written{120, 420, 28, "学校名称"}, written{420, 420, 28, "长沙汽车工业学校技工部"}, written{120, 480, 28, "专业"}, written{420, 480, 28, "汽车维修"},
		written{120, 540, 28, "入学日期"}, written{420, 540, 28, "2015-09-01"}, written{120, 600, 28, "毕业日期"}, written{420, 600, 28, "2018-07-01"},
		written{120, 660, 28, "证书编号"}, written{420, 660, 28, "430020187287428"},
	))
	if f := found[0].Fields["school"]; f.Value != "长沙汽车工业学校技工部" || len(f.Doubt) > 0 {
		t.Errorf("school = %q %v", f.Value, f.Doubt)
	}
}
