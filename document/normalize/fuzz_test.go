package normalize_test

import (
	"testing"

	"hecha/document/normalize"
)

// parsers are all functions that turn what was read into a canonical value.
var parsers = map[string]func(string) (string, bool){
	"Date": normalize.Date, "Years": normalize.Years, "IDNumber": normalize.IDNumber, "USCC": normalize.USCC,
	"CertificateNumber": normalize.CertificateNumber, "DegreeNumber": normalize.DegreeNumber, "VerificationCode": normalize.VerificationCode,
	"Phone": normalize.Phone, "Sex": normalize.Sex, "Ethnicity": normalize.Ethnicity, "Level": normalize.Level, "StudyForm": normalize.StudyForm,
	"LengthYears": normalize.LengthYears, "Conclusion": normalize.Conclusion, "Category": normalize.Category, "Name": normalize.Name, "Organisation": normalize.Organisation,
	"IDFrom15": normalize.IDFrom15,
}

// FuzzParsers demands of every parser that it accepts its own value and leaves
// it as it is: a canonical value is its own canonical form.
func FuzzParsers(f *testing.F) {
	for _, s := range []string{
		"2008年7月1日", "二〇〇八年七月—日", "20080701", "2008 7 1", "壹拾贰（12）年", "8年6个月", "11010519491231002x", "91350100M000100Y43",
		"校毕字第0312号", "1053 2120 0805 0012 34", "ABCD EFGH 1234 5678", "(0731)82116082转801", "男性", "土家族", "高职（专科）", "四年制", "准予毕业",
		"艾力•买买提", "湖南某某(集团)有限公司", "110105491231002", "\xff\xfe", "",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for name, parse := range parsers {
			v, ok := parse(s)
			if !ok || name == "IDFrom15" {
				continue
			}
			if again, ok := parse(v); !ok || again != v {
				t.Errorf("%s(%q) = %q, but %s(%q) = %q, %v", name, s, v, name, v, again, ok)
			}
		}
	})
}

func FuzzFindDates(f *testing.F) {
	for _, s := range []string{
		"1985年3月5日生，于2004年9月至2008年7月", "2010.03-2015.06", "2015.03.02-2035.03.02", "二〇一一年十一月—日", "2010年3月—至今", "2010-03-", "年月日", "\xff2008年7月",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		end := 0
		for _, d := range normalize.FindDates(s) {
			if d.From < end || d.To <= d.From || d.To > len(s) {
				t.Fatalf("FindDates(%q): span %d to %d after %d", s, d.From, d.To, end)
			}
			end = d.To
			if _, p, ok := normalize.ParseDate(d.Value); !ok || p != d.Precision {
				t.Errorf("FindDates(%q): %+v is no canonical date", s, d)
			}
		}
		for _, p := range normalize.FindPeriods(s) {
			if p.From != p.Start.From || p.To != p.End.To || p.End.From < p.Start.To || p.To > len(s) {
				t.Errorf("FindPeriods(%q): %+v", s, p)
			}
		}
		normalize.Validity(s)
	})
}

func FuzzNumber(f *testing.F) {
	for _, s := range []string{"2.5", "两半", "三点五", "一百零八", "廿一", "贰拾", "半", "0x1p4"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if n, ok := normalize.Number(s); ok && (n < 0 || n >= 10000) {
			t.Errorf("Number(%q) = %v", s, n)
		}
		if n, ok := normalize.ChineseNumber(s); ok && (n < 0 || n >= 10000) {
			t.Errorf("ChineseNumber(%q) = %v", s, n)
		}
	})
}
