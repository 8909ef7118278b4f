package specimen

import (
	"math/rand/v2"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/image/font/sfnt"
)

func TestDatesInChineseNumerals(t *testing.T) {
	day := time.Date(2008, 12, 21, 0, 0, 0, 0, time.UTC)
	tests := []struct{ got, want string }{
		{hanDate(day, "〇", false), "二〇〇八年十二月二十一日"},
		{hanDate(day, "零", true), "二零零八年十二月廿一日"},
		{hanMonth(day.AddDate(0, -2, 0), "○"), "二○○八年十月"},
		{hanNumber(30), "三十"},
		{capitals(12), "拾贰"},
		{capitals(20), "贰拾"},
		{lengthHan(2.5) + "制", "两年半制"},
		{lengthValue(2.5), "2.5"},
		{groups("A123456789012345", " "), "A123 4567 8901 2345"},
	}
	for _, tt := range tests {
		if diff := cmp.Diff(tt.want, tt.got); diff != "" {
			t.Errorf("(-want +got)\n%s", diff)
		}
	}
}

// The two numbers that GB 11643-1999 prints as examples.
func TestIDNumberAgreesWithTheStandard(t *testing.T) {
	for _, want := range []string{"11010519491231002X", "440524188001010014"} {
		birth, err := time.Parse("20060102", want[6:14])
		if err != nil {
			t.Fatal(err)
		}
		sex := cond((want[16]-'0')%2 == 1, "男", "女")
		found := false
		for seed := uint64(0); seed < 20000 && !found; seed++ {
			found = idNumber(rand.New(rand.NewPCG(seed, 1)), want[:6], birth, sex) == want
		}
		if !found {
			t.Errorf("no seed gives %s", want)
		}
	}
}

// The example of GB 32100-2015, 91350100M000100Y43, has its check character
// from the same sum as uscc.
func TestUSCCProvesItself(t *testing.T) {
	const set = "0123456789ABCDEFGHJKLMNPQRTUWXY"
	check := func(code string) bool {
		sum, weight := 0, 1
		for _, r := range code[:17] {
			sum += strings.IndexRune(set, r) * weight
			weight = weight * 3 % 31
		}
		return set[(31-sum%31)%31] == code[17]
	}
	if !check("91350100M000100Y43") {
		t.Fatal("the test's sum does not give the standard's example")
	}
	for seed := range uint64(200) {
		if code := uscc(rand.New(rand.NewPCG(seed, 2)), "430102"); len(code) != 18 || !check(code) {
			t.Errorf("%s does not prove itself", code)
		}
	}
}

func TestLinesDoNotBeginWithPunctuation(t *testing.T) {
	st := style{font: "song", pt: 12}
	text := strings.Repeat("于二〇〇四年九月，至二〇〇八年七月在本校（网络教育）学习，", 6)
	for width := 30.0; width < 120; width += 7 {
		for i, line := range breakLines(column{width: width}, cells(blanks{}.spans(text, st, st))) {
			if i > 0 && strings.ContainsRune(noStart, line[0].r) {
				t.Errorf("width %v: line %d begins with %c", width, i, line[0].r)
			}
			if strings.ContainsRune(noEnd, line[len(line)-1].r) {
				t.Errorf("width %v: line %d ends with %c", width, i, line[len(line)-1].r)
			}
		}
	}
}

func TestListsOfTheSplitsDoNotMeet(t *testing.T) {
	lists := map[string][2][]string{
		"surnames":  {tuneSet.surnamesRare, unseenSet.surnamesRare},
		"male":      {tuneSet.givenMale, unseenSet.givenMale},
		"female":    {tuneSet.givenFemale, unseenSet.givenFemale},
		"rare":      {tuneSet.givenRare, unseenSet.givenRare},
		"towns":     {tuneSet.towns, unseenSet.towns},
		"villages":  {tuneSet.villages, unseenSet.villages},
		"employers": {tuneSet.employerCores, unseenSet.employerCores},
		"trades":    {tuneSet.employerTrades, unseenSet.employerTrades},
		"jobs":      {tuneSet.jobs, unseenSet.jobs},
		"works":     {tuneSet.works, unseenSet.works},
		"schools":   {schoolNames(tuneSet), schoolNames(unseenSet)},
	}
	for name, pair := range lists {
		known := map[string]bool{}
		for _, s := range pair[0] {
			known[s] = true
		}
		for _, s := range pair[1] {
			if known[s] {
				t.Errorf("%s: %s is in both splits", name, s)
			}
		}
	}
}

func schoolNames(s *set) []string {
	var names []string
	for _, sc := range s.schools {
		names = append(names, sc.name)
	}
	return names
}

func TestAlignedFontDrawsTheSameGlyphs(t *testing.T) {
	data, err := os.ReadFile(fontTable["gbsn"].path)
	if err != nil {
		t.Fatal(err)
	}
	aligned, err := alignFont(data)
	if err != nil {
		t.Fatal(err)
	}
	f, err := sfnt.Parse(aligned)
	if err != nil {
		t.Fatal(err)
	}
	want := mustFace("gbsn").outline('证')
	gid, err := f.GlyphIndex(nil, '证')
	if err != nil {
		t.Fatal(err)
	}
	got, err := f.LoadGlyph(&sfnt.Buffer{}, gid, mustFace("gbsn").upem, nil)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, []sfnt.Segment(got)); diff != "" {
		t.Errorf("outline of 证 (-want +got)\n%s", diff)
	}
}

func FuzzAlignFont(f *testing.F) {
	f.Add([]byte("ttcf\x00\x01\x00\x00\x00\x00\x00\x01\x00\x00\x00\x0c\x00\x01\x00\x00"))
	f.Add([]byte("\x00\x01\x00\x00\x00\x01\x00\x10\x00\x00\x00\x00cmap\x00\x00\x00\x00\x00\x00\x00\x1c\x00\x00\x00\x02ab"))
	f.Fuzz(func(t *testing.T, data []byte) {
		if out, err := alignFont(data); err == nil && len(out) < 12 {
			t.Errorf("%d bytes and no error", len(out))
		}
	})
}
