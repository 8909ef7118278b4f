package normalize_test

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/google/go-cmp/cmp"

	"hecha/document/normalize"
)

// The two examples that GB 11643-1999 prints.
var idExamples = []string{"11010519491231002X", "440524188001010014"}

func TestIDCheckOfTheStandardsExamples(t *testing.T) {
	for _, id := range idExamples {
		if got := normalize.IDCheckSign(id[:17]); got != id[17] {
			t.Errorf("check sign of %s: %c", id, got)
		}
	}
	// The holder of the second example was born in 1880, before any year that
	// counts as real.
	for id, want := range map[string]bool{idExamples[0]: true, idExamples[1]: false, "440524198001010014": false} {
		if got := normalize.IDCheck(id); got != want {
			t.Errorf("IDCheck(%s) = %v", id, got)
		}
	}
}

func TestIDNumber(t *testing.T) {
	for in, want := range map[string]string{
		"11010519491231002X":   "11010519491231002X",
		"110105 19491231 002x": "11010519491231002X",
		"１１０１０５１９４９１２３１００２Ｘ": "11010519491231002X",
		"110105491231002":            "110105491231002",
		"1 1 0105 1949 1231 0 0 2 ×": "11010519491231002X",
		"11010519491231002":          "",
		"1101051949123100X2":         "",
		"11010519491231002XX":        "",
		"":                           "",
		"一一〇一〇五一九四九一二三一〇〇二X": "",
	} {
		got, ok := normalize.IDNumber(in)
		if ok != (want != "") || ok && got != want {
			t.Errorf("IDNumber(%q) = %q, %v, want %q", in, got, ok, want)
		}
	}
}

func TestIDParts(t *testing.T) {
	want := normalize.IDFacts{Region: "110105", BirthDate: "1949-12-31", Sex: "女"}
	for _, in := range []string{idExamples[0], "110105491231002"} {
		got, ok := normalize.IDParts(in)
		if diff := cmp.Diff(want, got); !ok || diff != "" {
			t.Errorf("IDParts(%s), %v (-want +got):\n%s", in, ok, diff)
		}
	}
	if got, ok := normalize.IDParts("11010519490231002X"); ok {
		t.Errorf("IDParts with 31 February = %+v", got)
	}
}

func TestIDFrom15(t *testing.T) {
	if got, ok := normalize.IDFrom15("110105491231002"); !ok || got != idExamples[0] {
		t.Errorf("IDFrom15 = %q, %v", got, ok)
	}
	if got, ok := normalize.IDFrom15(idExamples[0]); ok {
		t.Errorf("IDFrom15 of 18 signs = %q", got)
	}
}

// randomID is a number that proves itself.
func randomID(r *rand.Rand) string {
	digits := fmt.Sprintf("4301%02d%04d%02d%02d%03d", 2+r.IntN(4), 1950+r.IntN(55), 1+r.IntN(12), 1+r.IntN(28), r.IntN(1000))
	return digits + string(normalize.IDCheckSign(digits))
}

func TestEverySingleErrorFailsTheIDCheck(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 200 {
		id := randomID(r)
		if !normalize.IDCheck(id) {
			t.Fatalf("IDCheck(%s) = false", id)
		}
		for i := range id {
			for _, c := range "0123456789X" {
				changed := id[:i] + string(c) + id[i+1:]
				if changed != id && normalize.IDCheck(changed) {
					t.Fatalf("IDCheck(%s) = true, one sign from %s", changed, id)
				}
			}
		}
	}
}

func TestAgeOn(t *testing.T) {
	tests := []struct {
		birth, on string
		want      int
	}{
		{"1985-03-05", "2008-03-04", 22}, {"1985-03-05", "2008-03-05", 23}, {"1984-02-29", "2000-02-29", 16}, {"1984-02-29", "2001-02-28", 16},
		{"1984-02-29", "2001-03-01", 17}, {"1985-03", "2001-03", 16},
	}
	for _, tt := range tests {
		if got, ok := normalize.AgeOn(tt.birth, tt.on); !ok || got != tt.want {
			t.Errorf("AgeOn(%s, %s) = %d, %v, want %d", tt.birth, tt.on, got, ok, tt.want)
		}
	}
	if _, ok := normalize.AgeOn("长期", "2008-03-04"); ok {
		t.Error("AgeOn(长期) = ok")
	}
}

// usccExample is the worked example of GB 32100-2015 with its check sign.
const usccExample = "91350100M000100Y43"

func TestUSCC(t *testing.T) {
	if !normalize.USCCCheck(usccExample) || !normalize.USCCCheck("9135 0100 m000 100y 43") {
		t.Errorf("USCCCheck(%s) = false", usccExample)
	}
	for i := range usccExample {
		for _, c := range "0123456789ABCDEFGHJKLMNPQRTUWXY" {
			changed := usccExample[:i] + string(c) + usccExample[i+1:]
			if changed != usccExample && normalize.USCCCheck(changed) {
				t.Errorf("USCCCheck(%s) = true, one sign from the example", changed)
			}
		}
	}
	for _, in := range []string{"", "91350100M000100Y4", "91350100I000100Y43", "9135O100M000100Y43"} {
		if v, ok := normalize.USCC(in); ok {
			t.Errorf("USCC(%q) = %q", in, v)
		}
	}
}

func TestOrganisationCodeCheck(t *testing.T) {
	// D2143569-X is the example that GB 11714 prints.
	for code, want := range map[string]bool{"D2143569-X": true, "D2143569X": true, "M000100Y4": true, "D2143569-1": false, "D21435": false, "": false} {
		if got := normalize.OrganisationCodeCheck(code); got != want {
			t.Errorf("OrganisationCodeCheck(%q) = %v", code, got)
		}
	}
}

// A number ends where the sentence goes on.
func TestCertificateNumberInASentence(t *testing.T) {
	for in, want := range map[string]string{
		"6561000914018181668。该": "6561000914018181668", "15433经我中心核查": "15433", "10532120080500123X，学历": "10532120080500123X",
		"湘党校毕字（1997）第06564号": "湘党校毕字(1997)第06564号", "函本字第201587712号": "函本字第201587712号", "湘人证字2003第12号特此证明": "湘人证字2003第12号",
		"湘职证(2003)": "湘职证(2003)", "京1998字第甲乙12": "京1998字第甲乙12",
	} {
		if got, ok := normalize.CertificateNumber(in); !ok || got != want {
			t.Errorf("CertificateNumber(%q) = %q, %v, want %q", in, got, ok, want)
		}
	}
}

func TestParseCertificate(t *testing.T) {
	tests := []struct {
		in   string
		want normalize.Certificate
	}{
		{"1053 2120 0805 0012 34", normalize.Certificate{
			Value: "105321200805001234", Form: normalize.Certificate18, School: "10532", Type: "1", Year: "2008", Level: "本科",
		}},
		{"10532520010600123", normalize.Certificate{
			Value: "10532520010600123", Form: normalize.Certificate17, School: "10532", Type: "5", Year: "2001", Level: "专科",
		}},
		{"65430102081123456", normalize.Certificate{
			Value: "65430102081123456", Form: normalize.CertificateSelfStudy, Type: "6", Year: "2008", Level: "本科", Region: "430102",
		}},
		{"校毕字第 0312 号", normalize.Certificate{Value: "校毕字第0312号", Form: normalize.CertificateOld}},
		{"（99）字第123号", normalize.Certificate{Value: "(99)字第123号", Form: normalize.CertificateOld}},
		{"105329200805001234", normalize.Certificate{Value: "105329200805001234", Form: normalize.CertificateOld}},
	}
	for _, tt := range tests {
		got, ok := normalize.ParseCertificate(tt.in)
		if diff := cmp.Diff(tt.want, got); !ok || diff != "" {
			t.Errorf("ParseCertificate(%q), %v (-want +got):\n%s", tt.in, ok, diff)
		}
	}
	for _, in := range []string{"", "12", "无", "编号", "1234567890123456789012345"} {
		if got, ok := normalize.ParseCertificate(in); ok {
			t.Errorf("ParseCertificate(%q) = %+v", in, got)
		}
	}
}

func TestForms(t *testing.T) {
	tests := []struct {
		name  string
		parse func(string) (string, bool)
		cases map[string]string
	}{
		{"DegreeNumber", normalize.DegreeNumber, map[string]string{
			"1053 2420 0800 1234": "1053242008001234", "C1053242008001234": "C1053242008001234", "105324200800123S": "", "105324200S001234": "",
			"1053242008S01234": "1053242008S01234", "105325200800123": "", "": "",
		}},
		{"VerificationCode", normalize.VerificationCode, map[string]string{
			"1234 5678 9012": "123456789012", "ABCD EFGH 1234 5678": "ABCDEFGH12345678", "a1b2c3d4e5f6g7h8": "A1B2C3D4E5F6G7H8",
			"BBCDEFGH12345678": "", "12345678901": "", "": "",
		}},
		{"Phone", normalize.Phone, map[string]string{
			"138 1234 5678": "13812345678", "138-1234-5678": "13812345678", "+86 13812345678": "13812345678", "0731-82116082": "0731-82116082",
			"(0731)82116082": "0731-82116082", "0731—82116082": "0731-82116082", "82116082": "82116082", "010-12345678": "", "0731-82116082转801": "0731-82116082-801",
			"12812345678": "", "1381234567": "", "": "", "400-800-1234": "400-800-1234",
		}},
	}
	for _, tt := range tests {
		for in, want := range tt.cases {
			got, ok := tt.parse(in)
			if ok != (want != "") || ok && got != want {
				t.Errorf("%s(%q) = %q, %v, want %q", tt.name, in, got, ok, want)
			}
		}
	}
}
