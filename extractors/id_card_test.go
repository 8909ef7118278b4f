package extractors_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"hecha/document"
	"hecha/extractors"
)

// portrait is a card's portrait side whose upper left corner is at x,y and which
// is w pixels wide.
func portrait(x, y, w float64) []written {
	at := func(cx, cy, h float64, text string) written {
		return written{x + cx*w, y + cy*w - h*w/2, h * w, text}
	}
	return []written{
		at(0.07, 0.09, 0.035, "姓名"), at(0.17, 0.09, 0.04, "张小明"),
		at(0.07, 0.165, 0.035, "性别男"), at(0.30, 0.165, 0.035, "民族土家"),
		at(0.07, 0.24, 0.035, "出生"), at(0.17, 0.24, 0.035, "1949年12月31日"),
		at(0.07, 0.315, 0.035, "住址"), at(0.17, 0.315, 0.035, "湖南省长沙市岳麓区民族路"),
		at(0.17, 0.365, 0.035, "12号3栋4单元506室"), at(0.70, 0.25, 0.1, "丫品"),
		at(0.07, 0.545, 0.035, "公民身份号码"), at(0.34, 0.545, 0.06, "11010519491231002X"),
	}
}

func emblem(x, y, w float64) []written {
	at := func(cx, cy, h float64, text string) written {
		return written{x + cx*w, y + cy*w - h*w/2, h * w, text}
	}
	return []written{
		at(0.30, 0.115, 0.083, "中华人民共和国"), at(0.27, 0.245, 0.128, "居民身份证"),
		at(0.19, 0.465, 0.035, "签发机关"), at(0.38, 0.465, 0.038, "长沙市公安局岳麓分局"),
		at(0.19, 0.55, 0.035, "有效期限"), at(0.38, 0.55, 0.038, "2012.05.06-2032.05.06"),
	}
}

var (
	portraitWanted = fields("name=张小明 sex=男 ethnicity=土家 birth_date=1949-12-31 address=湖南省长沙市岳麓区民族路12号3栋4单元506室 id_number=11010519491231002X")
	emblemWanted   = fields("issuing_authority=长沙市公安局岳麓分局 valid_from=2012-05-06 valid_until=2032-05-06")
	remarks        = []written{{150, 1500, 40, "与原件核对一致"}, {700, 1560, 40, "2021年11月5日"}}
)

func TestCardsOnOneSheet(t *testing.T) {
	tests := []struct {
		name  string
		lines [][]written
		want  []document.Kind
	}{
		{"alone", [][]written{portrait(0, 0, 1240)}, []document.Kind{document.IDCardPortrait}},
		{"one above the other, with remarks", [][]written{portrait(350, 200, 500), emblem(350, 700, 500), remarks},
			[]document.Kind{document.IDCardPortrait, document.IDCardEmblem}},
		{"side by side, of two sizes", [][]written{emblem(20, 300, 520), portrait(620, 340, 600)},
			[]document.Kind{document.IDCardEmblem, document.IDCardPortrait}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var all []written
			for _, l := range tt.lines {
				all = append(all, l...)
			}
			found := extractors.Documents(sheet(all...))
			if diff := cmp.Diff(tt.want, kinds(found)); diff != "" {
				t.Fatalf("kinds (-want +got):\n%s", diff)
			}
			for _, f := range found {
				want := portraitWanted
				if f.Kind == document.IDCardEmblem {
					want = emblemWanted
				}
				if diff := cmp.Diff(want, values(f.Fields)); diff != "" {
					t.Errorf("%s (-want +got):\n%s", f.Kind, diff)
				}
			}
		})
	}
}

func TestCardBesideAPaper(t *testing.T) {
	lines := append(portrait(300, 80, 500),
		written{350, 620, 44, "工作年限证明"},
		written{104, 760, 26, "兹有我单位职工张小明同志，自2008年7月起在我单位从事药学工作"},
		written{104, 810, 26, "至今，累计满13年，特此证明。"},
		written{700, 1000, 26, "湘潭市中心医院"}, written{760, 1050, 26, "2021年11月5日"})
	found := extractors.Documents(sheet(lines...))
	if diff := cmp.Diff([]document.Kind{document.IDCardPortrait, document.WorkCertificate}, kinds(found)); diff != "" {
		t.Fatalf("kinds (-want +got):\n%s", diff)
	}
	if got := found[1].Fields["employer"].Value; got != "湘潭市中心医院" {
		t.Errorf("employer = %q", got)
	}
	if got := found[0].Region.Center(); !document.Rect(300, 80, 800, 395).Contains(got) {
		t.Errorf("the card's middle is at %v", got)
	}
}

func TestCardWithMisreadings(t *testing.T) {
	lines := portrait(0, 0, 1240)
	for i, l := range lines {
		switch l.text {
		case "姓名": // the label is lost; the place tells
			lines[i].text = "姓各"
		case "性别男":
			lines[i].text = "性别勇"
		case "公民身份号码":
			lines[i].text = "公民身份号吗"
		case "11010519491231002X":
			lines[i].text = "1101O519491231002X"
		}
	}
	found := extractors.Documents(sheet(lines...))
	if len(found) != 1 {
		t.Fatalf("found %v", kinds(found))
	}
	got := values(found[0].Fields)
	want := map[string]string{"name": "张小明", "sex": "勇?", "id_number": "11010519491231002X?"}
	for name, value := range want {
		if got[name] != value {
			t.Errorf("%s = %q, want %q", name, got[name], value)
		}
	}
}

// The nation is not read at all: the second line of the address right below its
// label stays the address's.
func TestCardWithoutNation(t *testing.T) {
	lines := portrait(0, 0, 1240)
	for i, l := range lines {
		switch l.text {
		case "民族土家":
			lines[i].text = "民族"
		case "12号3栋4单元506室":
			lines[i].y = lines[i-1].y + 1.1*lines[i].h
		}
	}
	got := values(extractors.Documents(sheet(lines...))[0].Fields)
	if want := portraitWanted["address"]; got["address"] != want {
		t.Errorf("address = %q, want %q", got["address"], want)
	}
	if v, ok := got["ethnicity"]; ok {
		t.Errorf("ethnicity = %q, want none", v)
	}
}

// What is left of a label beside a value of a closed vocabulary does not hide it,
// and a value that only look-alikes tell from a word of it is that word.
func TestCardWithRemnantsOfLabels(t *testing.T) {
	for row, want := range map[[2]string]map[string]string{
		{"性别男", "民族旅土家"}: {"sex": "男", "ethnicity": "土家?"},
		{"性别男", "质土家"}:   {"sex": "男?", "ethnicity": "土家"},
		{"性别男", "民族么佬"}:  {"sex": "男", "ethnicity": "仫佬?"},
		{"性别男", "民族亿佬"}:  {"sex": "男", "ethnicity": "仡佬?"},
		{"性别男民旅汉", ""}:   {"sex": "男?"},
	} {
		var lines []written
		for _, l := range portrait(0, 0, 1240) {
			switch l.text {
			case "性别男":
				l.text = row[0]
			case "民族土家":
				l.text = row[1]
			}
			if l.text != "" {
				lines = append(lines, l)
			}
		}
		got := values(extractors.Documents(sheet(lines...))[0].Fields)
		for name, value := range want {
			if got[name] != value {
				t.Errorf("%v: %s = %q, want %q", row, name, got[name], value)
			}
		}
	}
}
