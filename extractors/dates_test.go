package extractors_test

import (
	"testing"

	"hecha/extractors"
)

// A Chinese date of which a sign was misread is given, in doubt, where the
// calendar leaves one way to mend it.
func TestFootDateWithMisreadSigns(t *testing.T) {
	for foot, want := range map[string]string{
		"二〇〇五年七月一日":  "2005-07-01",
		"二〇→五年七月一日":  "2015-07-01?",
		"二八二一年九月七日":  "2021-09-07?",
		"一八九八年七月五日":  "1998-07-05?",
		"七〇一九年三月五日":  "2019-03-05?",
		"二〇二一年九月—日":  "2021-09-01",
		"二〇二一年九月五十日": "二〇二一年九月五十日?",
	} {
		lines := []written{{450, 150, 48, "工作年限证明"}}
		lines = append(lines, paragraph(120, 300, 26, 36, "兹有我单位职工张小明同志，自2001年7月起在我单位从事施工管理工作至今，累计满4年，特此证明。")...)
		lines = append(lines, written{700, 700, 26, "湖南远大建设有限公司"}, written{760, 750, 26, foot})
		found := extractors.Documents(sheet(lines...))
		if got := values(found[0].Fields)["issued_date"]; got != want {
			t.Errorf("%s: %q, want %q", foot, got, want)
		}
	}
}

// The mark of a specimen is no value, however it was read.
func TestMarkOfSpecimenIsNoValue(t *testing.T) {
	for _, mark := range []string{"样本", "羊本", "祥本", "样木"} {
		found := extractors.Documents(sheet(written{450, 150, 48, "工作年限证明"}, written{900, 420, 26, mark},
			written{120, 300, 26, "兹证明张小明同志自2001年7月起在我单位从事施工管理工作，累计满4年，特此证明。"},
			written{700, 420, 26, "职务"}, written{700, 700, 26, "湖南远大建设有限公司"}, written{760, 750, 26, "2005年7月1日"}))
		for name, value := range values(found[0].Fields) {
			if value == mark || value == mark+"?" {
				t.Errorf("%s = %q", name, value)
			}
		}
	}
}
