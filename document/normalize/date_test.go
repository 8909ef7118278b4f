package normalize_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"hecha/document/normalize"
)

func TestDate(t *testing.T) {
	const july1 = "2008-07-01"
	tests := []struct{ in, want string }{
		{"2008年7月1日", july1},
		{"2008年07月01日", july1},
		{"2008-07-01", july1},
		{"2008-7-1", july1},
		{"2008.7.1", july1},
		{"2008/07/01", july1},
		{"2008。07。01", july1},
		{"20080701", july1},
		{"2008 0701", july1},
		{"２００８年７月１日", july1},
		{"2008 年 7 月 1 日", july1},
		{"2008年7月1", july1},
		{"2008年7月1号", july1},
		{"2008午7月1曰", july1},
		{"2O08年7月l日", july1},
		{"2008年7月1日。", july1},
		{"2008 7 1", july1},
		{"1985年3月5日生", "1985-03-05"},
		{"1985年3月5日出生", "1985-03-05"},
		{"二〇〇八年七月一日", july1},
		{"二○○八年七月一日", july1},
		{"二零零八年七月一日", july1},
		{"二OO八年七月一日", july1},
		{"二ＯＯ八年七月一日", july1},
		{"二00八年七月一日", july1},
		{"二o〇八年七月一日", july1},
		{"二口口八年七月一日", july1},
		{"二千零八年七月一日", july1},
		{"贰零零捌年柒月壹日", july1},
		{"贰〇〇捌年零柒月零壹日", july1},
		{"二〇〇八年〇七月〇一日", july1},
		{"二〇〇八年七月—日", july1},
		{"二〇一一年十一月十一日", "2011-11-11"},
		{"二〇--年+一月+一日", "2011-11-11"},
		{"二〇〇八年十二月三十一日", "2008-12-31"},
		{"二〇〇八年十二月卅一日", "2008-12-31"},
		{"二〇〇八年十二月廿一日", "2008-12-21"},
		{"二〇〇八年十月二十日", "2008-10-20"},
		{"贰零零捌年壹拾贰月叁拾壹日", "2008-12-31"},
		{"二〇〇八年元月一日", "2008-01-01"},
		{"2008年7月", "2008-07"},
		{"2008-07", "2008-07"},
		{"2008.7", "2008-07"},
		{"200807", "2008-07"},
		{"二零零八年七月", "2008-07"},
		{"2012年2月29日", "2012-02-29"},
	}
	for _, tt := range tests {
		if got, ok := normalize.Date(tt.in); !ok || got != tt.want {
			t.Errorf("Date(%q) = %q, %v, want %q", tt.in, got, ok, tt.want)
		}
	}
}

func TestDateRefuses(t *testing.T) {
	for _, in := range []string{
		"", "2008", "2008年", "年月日", "  年  月  日", "2008年13月1日", "2008年2月30日", "2013-02-29", "20080631",
		"200813", "1085年7月1日", "3008年7月1日", "2008年7月1日至2009年7月1日", "08年7月1日", "2008年0月1日",
		"2008年7月0日", "2008年7月32日", "12345678", "430102198503050012", "二〇〇八年—月—", "两〇〇八年",
		"2008.7.1.5", "口口口口年七月一日", "OOOO年7月1日", "2008-07/01",
	} {
		if got, ok := normalize.Date(in); ok {
			t.Errorf("Date(%q) = %q, want none", in, got)
		}
	}
}

func TestFindDates(t *testing.T) {
	type found struct {
		Text, Value string
		Precision   normalize.Precision
	}
	const day, month = normalize.PrecisionDay, normalize.PrecisionMonth
	tests := []struct {
		in   string
		want []found
	}{
		{
			"学生张三，男，1985年3月5日生，于2004年9月至2008年7月在本校土木工程专业四年制本科学习",
			[]found{{"1985年3月5日", "1985-03-05", day}, {"2004年9月", "2004-09", month}, {"2008年7月", "2008-07", month}},
		},
		{"2010.03-2015.06", []found{{"2010.03", "2010-03", month}, {"2015.06", "2015-06", month}}},
		{"2010-03-2015-06", []found{{"2010-03", "2010-03", month}, {"2015-06", "2015-06", month}}},
		{"2015.03.02-2035.03.02", []found{{"2015.03.02", "2015-03-02", day}, {"2035.03.02", "2035-03-02", day}}},
		{"二〇〇四年九月至二〇〇八年七月", []found{{"二〇〇四年九月", "2004-09", month}, {"二〇〇八年七月", "2008-07", month}}},
		{"自 2010 年 3 月起至今", []found{{"2010 年 3 月", "2010-03", month}}},
		{"2010年3月5年工作", []found{{"2010年3月", "2010-03", month}}},
		{"2010年3月30余人", []found{{"2010年3月", "2010-03", month}}},
		{"身份证号430102198503050012，电话13812345678", nil},
		{"证书编号105321200805001234", nil},
		{"12008年7月1日", nil},
		{"满8年", nil},
		{"2008年2月30日", nil},
		{"", nil},
	}
	for _, tt := range tests {
		var got []found
		for _, d := range normalize.FindDates(tt.in) {
			got = append(got, found{tt.in[d.From:d.To], d.Value, d.Precision})
		}
		if diff := cmp.Diff(tt.want, got); diff != "" {
			t.Errorf("FindDates(%q) (-want +got):\n%s", tt.in, diff)
		}
	}
}

func TestFindPeriods(t *testing.T) {
	type found struct{ Text, Start, End string }
	tests := []struct {
		in   string
		want []found
	}{
		{"于2004年9月至2008年7月在本校", []found{{"2004年9月至2008年7月", "2004-09", "2008-07"}}},
		{"2010.03-2015.06", []found{{"2010.03-2015.06", "2010-03", "2015-06"}}},
		{"2010.03~2015.06", []found{{"2010.03~2015.06", "2010-03", "2015-06"}}},
		{"2010年3月—至今", []found{{"2010年3月—至今", "2010-03", "至今"}}},
		{"2010年3月起至今", []found{{"2010年3月起至今", "2010-03", "至今"}}},
		{"2010年3月到现在", []found{{"2010年3月到现在", "2010-03", "至今"}}},
		{"2010年3月-今", []found{{"2010年3月-今", "2010-03", "至今"}}},
		{"2010年3月5日 至 2012年3月", []found{{"2010年3月5日 至 2012年3月", "2010-03-05", "2012-03"}}},
		{
			"2010.03-2015.06 甲公司 2015.07至今 乙公司",
			[]found{{"2010.03-2015.06", "2010-03", "2015-06"}, {"2015.07至今", "2015-07", "至今"}},
		},
		{"1985年3月5日生，2004年9月入学", nil},
		{"2010年3月今年", nil},
	}
	for _, tt := range tests {
		var got []found
		for _, p := range normalize.FindPeriods(tt.in) {
			got = append(got, found{tt.in[p.From:p.To], p.Start.Value, p.End.Value})
		}
		if diff := cmp.Diff(tt.want, got); diff != "" {
			t.Errorf("FindPeriods(%q) (-want +got):\n%s", tt.in, diff)
		}
	}
}

func TestValidity(t *testing.T) {
	tests := []struct {
		in, from, until string
		ok              bool
	}{
		{"2015.03.02-2035.03.02", "2015-03-02", "2035-03-02", true},
		{"2015.03.02一2035.03.02", "2015-03-02", "2035-03-02", true},
		{"2015.03.022035.03.02", "2015-03-02", "2035-03-02", true},
		{"20150302-20350302", "2015-03-02", "2035-03-02", true},
		{"2015,03.02-2035.03,02", "2015-03-02", "2035-03-02", true},
		{"2015.03.02-长期", "2015-03-02", "长期", true},
		{"2015.03.02 长 期", "2015-03-02", "长期", true},
		{"2015:03:02长期", "2015-03-02", "长期", true},
		{"2015.03.02", "", "", false},
		{"2015.03-2035.03", "", "", false},
		{"2015.02.30-2035.03.02", "", "", false},
		{"长期", "", "", false},
	}
	for _, tt := range tests {
		from, until, ok := normalize.Validity(tt.in)
		if ok != tt.ok || ok && (from != tt.from || until != tt.until) {
			t.Errorf("Validity(%q) = %q, %q, %v, want %q, %q, %v", tt.in, from, until, ok, tt.from, tt.until, tt.ok)
		}
	}
}
