package register_test

import (
	"os"
	"strings"
	"testing"

	"hecha/document/register"
)

func TestSchoolNames(t *testing.T) {
	if now, until, ok := register.SchoolNow("长沙铁道学院"); !ok || now != "中南大学" || until != 2000 {
		t.Errorf("长沙铁道学院 is %s since %d", now, until)
	}
	if year, ok := register.SchoolNamedSince("中南大学"); !ok || year != 2000 {
		t.Errorf("中南大学 since %d", year)
	}
	for _, name := range []string{"湖南大学", "某某大学"} {
		if _, ok := register.SchoolNamedSince(name); ok {
			t.Errorf("%s has a beginning", name)
		}
		if _, _, ok := register.SchoolNow(name); ok {
			t.Errorf("%s became another school", name)
		}
	}
}

// TestFormerSchoolsBecameKnownOnes holds the hand-written table against the register.
func TestFormerSchoolsBecameKnownOnes(t *testing.T) {
	text, err := os.ReadFile("data/school_names.txt")
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(text)) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		row := strings.Split(strings.TrimSpace(line), "\t")
		if _, ok := register.SchoolByName(row[2]); !ok {
			t.Errorf("%s is in no register", row[2])
		}
		if s, ok := register.SchoolByName(row[0]); ok {
			t.Errorf("%s is a school of today: %s", row[0], s.Code)
		}
		if row[3] != "new" && row[3] != "into" {
			t.Errorf("row %q", line)
		}
	}
}
