package extractors_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"hecha/document"
	"hecha/extractors"
)

var chsiPairs = [][2]string{
	{"姓名", "张小明"}, {"性别", "男"}, {"出生日期", "1985年03月05日"}, {"入学日期", "2004年09月01日"},
	{"毕(结)业日期", "2008年07月01日"}, {"学校名称", "湖南大学"}, {"专业", "土木工程"}, {"学制", "4 年"},
	{"层次", "本科"}, {"学历类别", "普通高等教育"}, {"学习形式", "普通全日制"}, {"毕〔结〕业", "毕业"},
	{"证书编号", "1053 2120 0805 0012 34"}, {"校（院）长姓名", "李国强"}, {"在线验证码", "A3XK 26HC JJKT C2SE"},
}

const chsiWanted = "name=张小明 sex=男 birth_date=1985-03-05 enrollment_date=2004-09-01 graduation_date=2008-07-01 school=湖南大学 major=土木工程 length_years=4 level=本科 category=普通高等教育 study_form=普通全日制 conclusion=毕业 certificate_number=105321200805001234 president=李国强 verification_code=A3XK26HCJJKTC2SE updated_date=2021-11-05"

var chsiTitle = []written{{330, 120, 48, "教育部学历证书电子注册备案表"}, {450, 200, 26, "更新日期：2021年11月5日"}}

// TestCHSIArrangements puts the same labels and values in every arrangement that
// a form can have; none of them is asked for by name.
func TestCHSIArrangements(t *testing.T) {
	tests := map[string]func(i int, label, value string) []written{
		"list": func(i int, label, value string) []written {
			y := 300 + 60*float64(i)
			return []written{{100, y, 26, label}, {400, y, 26, value}}
		},
		"two columns": func(i int, label, value string) []written {
			x, y := 80+560*float64(i%2), 300+70*float64(i/2)
			return []written{{x, y, 26, label}, {x + 200, y, 26, value}}
		},
		"colon, one line": func(i int, label, value string) []written {
			x, y := 80+580*float64(i%2), 300+70*float64(i/2)
			return []written{{x, y, 26, label + "：" + value}}
		},
		"joined without a mark": func(i int, label, value string) []written {
			y := 300 + 60*float64(i)
			return []written{{100, y, 26, label + value}}
		},
		"headings above values": func(i int, label, value string) []written {
			x, y := 60+400*float64(i%3), 300+150*float64(i/3)
			return []written{{x, y, 26, label}, {x, y + 55, 26, value}}
		},
		"labels spread": func(i int, label, value string) []written {
			y := 300 + 60*float64(i)
			if rs := []rune(label); len(rs) == 2 {
				return []written{{100, y, 26, string(rs[0])}, {178, y, 26, string(rs[1])}, {400, y, 26, value}}
			}
			return []written{{100, y, 26, label}, {400, y, 26, value}}
		},
	}
	for name, place := range tests {
		t.Run(name, func(t *testing.T) {
			lines := append([]written{}, chsiTitle...)
			for i, p := range chsiPairs {
				lines = append(lines, place(i, p[0], p[1])...)
			}
			found := extractors.Documents(sheet(lines...))
			if len(found) != 1 || found[0].Kind != document.CHSIRegistration {
				t.Fatalf("found %v", kinds(found))
			}
			if diff := cmp.Diff(fields(chsiWanted), values(found[0].Fields)); diff != "" {
				t.Errorf("fields (-want +got):\n%s", diff)
			}
		})
	}
}

func TestCHSIValueOfTwoLines(t *testing.T) {
	lines := append([]written{}, chsiTitle...)
	for i, p := range chsiPairs {
		y := 300 + 80*float64(i)
		switch p[0] {
		case "学校名称": // beside a label at half height
			lines = append(lines, written{100, y, 26, p[0]}, written{400, y - 16, 26, "内蒙古师范大学鸿德学院呼和"}, written{400, y + 16, 26, "浩特分院"})
		case "专业": // the first line beside the label
			lines = append(lines, written{100, y, 26, p[0]}, written{400, y, 26, "道路桥梁与渡河工程（国际"}, written{400, y + 34, 26, "合作办学）"})
		default:
			lines = append(lines, written{100, y, 26, p[0]}, written{400, y, 26, p[1]})
		}
	}
	got := extractors.Documents(sheet(lines...))[0].Fields
	for name, want := range map[string]string{"school": "内蒙古师范大学鸿德学院呼和浩特分院", "major": "道路桥梁与渡河工程（国际合作办学）", "length_years": "4", "president": "李国强"} {
		if got[name].Value != want {
			t.Errorf("%s = %q, want %q", name, got[name].Value, want)
		}
	}
}

func TestSpeckInAWord(t *testing.T) {
	lines := append([]written{}, chsiTitle...)
	for i, p := range chsiPairs {
		text := p[0] + "：" + strings.Replace(p[1], "全日制", "全.日制", 1)
		lines = append(lines, written{100, 300 + 60*float64(i), 26, text})
	}
	got := extractors.Documents(sheet(lines...))[0].Fields["study_form"]
	if !strings.HasSuffix(got.Value, "全日制") || !slices.Contains(got.Doubt, document.DoubtCorrected) || !strings.Contains(got.Text, "全.日制") {
		t.Errorf("study_form = %q from %q, doubt %v", got.Value, got.Text, got.Doubt)
	}
}

func TestFieldsGivenTwice(t *testing.T) {
	lines := append([]written{}, chsiTitle...)
	for i, p := range chsiPairs {
		lines = append(lines, written{100, 300 + 60*float64(i), 26, p[0] + "：" + p[1]})
	}
	lines = append(lines, written{700, 1500, 26, "学校名称：中南大学"}, written{100, 1500, 26, "层次：本料"})
	got := values(extractors.Documents(sheet(lines...))[0].Fields)
	if got["school"] != "湖南大学?" {
		t.Errorf("school = %q: two values are no conflict", got["school"])
	}
	if got["level"] != "本科" {
		t.Errorf("level = %q: a misreading beside a good reading is no conflict", got["level"])
	}
}

// The QR code settles what no eye can; it does not hide another code.
func TestVerificationCodeAgainstQR(t *testing.T) {
	const link = "https://www.chsi.com.cn/xlcx/bg.do?vcode=A0LKU0XCOLNYL4FP&srcid=bgcx"
	tests := map[string]struct {
		printed, qr, want string
		doubt             []document.Doubt
	}{
		"zero read as O":          {"AOLKUOXCOLNYL4FP", link, "A0LKU0XCOLNYL4FP", []document.Doubt{}},
		"another code":            {"A0LKU0XCOLNYL4FX", link, "A0LKU0XCOLNYL4FX", []document.Doubt{document.DoubtLookAlike}},
		"nothing to settle it":    {"A0LKU0XCOLNYL4FP", "", "A0LKU0XCOLNYL4FP", []document.Doubt{document.DoubtLookAlike}},
		"digits need no settling": {"228222669700", "", "228222669700", []document.Doubt{}},
	}
	for name, tc := range tests {
		t.Run(name, func(t *testing.T) {
			lines := append([]written{}, chsiTitle...)
			for i, p := range chsiPairs {
				if p[0] == "在线验证码" {
					p[1] = tc.printed
				}
				y := 300 + 60*float64(i)
				lines = append(lines, written{100, y, 26, p[0]}, written{400, y, 26, p[1]})
			}
			s := sheet(lines...)
			if tc.qr != "" {
				s.Codes = []document.Code{{Format: "QR_CODE", Text: tc.qr}}
			}
			f := extractors.Documents(s)[0].Fields["verification_code"]
			if f.Value != tc.want || f.Text != tc.printed {
				t.Errorf("value %q from %q, want %q", f.Value, f.Text, tc.want)
			}
			if diff := cmp.Diff(tc.doubt, f.Doubt); diff != "" {
				t.Errorf("doubt (-want +got)\n%s", diff)
			}
		})
	}
}
