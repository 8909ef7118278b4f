package normalize_test

import (
	"testing"

	"hecha/document/normalize"
)

func TestChineseNumber(t *testing.T) {
	tests := []struct {
		in   string
		want int
	}{
		{"一", 1}, {"两", 2}, {"十", 10}, {"十二", 12}, {"二十", 20}, {"三十二", 32}, {"廿", 20}, {"廿一", 21}, {"卅", 30},
		{"一百", 100}, {"一百零八", 108}, {"一百一十二", 112}, {"一百十二", 112}, {"二千零八", 2008}, {"壹拾贰", 12}, {"拾贰", 12}, {"叁佰", 300},
		{"贰拾", 20}, {"二〇〇八", 2008}, {"一二", 12}, {"〇", 0}, {"1十2", 12},
	}
	for _, tt := range tests {
		if got, ok := normalize.ChineseNumber(tt.in); !ok || got != tt.want {
			t.Errorf("ChineseNumber(%q) = %d, %v, want %d", tt.in, got, ok, tt.want)
		}
	}
	for _, in := range []string{"", "年", "十十", "二三十", "百十百", "一二三四五", "十百", "零百", "几十", "二廿"} {
		if got, ok := normalize.ChineseNumber(in); ok {
			t.Errorf("ChineseNumber(%q) = %d, want none", in, got)
		}
	}
}

func TestNumber(t *testing.T) {
	tests := []struct {
		in   string
		want float64
	}{
		{"2.5", 2.5}, {"２．５", 2.5}, {"12", 12}, {" 1 2 ", 12}, {"十二", 12}, {"两半", 2.5}, {"2半", 2.5}, {"半", 0.5}, {"三点五", 3.5},
	}
	for _, tt := range tests {
		if got, ok := normalize.Number(tt.in); !ok || got != tt.want {
			t.Errorf("Number(%q) = %v, %v, want %v", tt.in, got, ok, tt.want)
		}
	}
	for _, in := range []string{"", "2.5.1", "-2", "12345", "2.5半", "半半", "点五", "三点", "NaN", "1e3"} {
		if got, ok := normalize.Number(in); ok {
			t.Errorf("Number(%q) = %v, want none", in, got)
		}
	}
}

func TestYears(t *testing.T) {
	tests := []struct{ in, want string }{
		{"8", "8"}, {"8年", "8"}, {"满捌年", "8"}, {"已满壹拾贰年", "12"}, {"累计满8年", "8"}, {"工作满十年", "10"}, {"两年半", "2.5"}, {"半年", "0.5"},
		{"8年6个月", "8.5"}, {"八年零三个月", "8.25"}, {"12(壹拾贰)年", "12"}, {"壹拾贰（12）年", "12"}, {"捌年（8年）", "8"}, {"5.5年", "5.5"},
		{"10年以上", "10"}, {"8年整", "8"}, {"２０ 年", "20"}, {"三十年", "30"}, {"12个年头", "12"},
	}
	for _, tt := range tests {
		if got, ok := normalize.Years(tt.in); !ok || got != tt.want {
			t.Errorf("Years(%q) = %q, %v, want %q", tt.in, got, ok, tt.want)
		}
	}
	for _, in := range []string{"", "年", "十余年", "约8年", "近十年", "12(捌)年", "8年13个月", "多年", "八年抗战", "2007年", "2007"} {
		if got, ok := normalize.Years(in); ok {
			t.Errorf("Years(%q) = %q, want none", in, got)
		}
	}
}
