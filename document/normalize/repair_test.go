package normalize_test

import (
	"math/rand/v2"
	"testing"

	"hecha/document/normalize"
)

func TestRepairID(t *testing.T) {
	const id = "11010519491231002X"
	known := func(code string) bool { return code == "110105" }
	tests := []struct {
		name  string
		read  []normalize.Glyph
		proof normalize.IDProof
		want  []string
	}{
		{"right as read", normalize.Glyphs(id), normalize.IDProof{}, []string{id}},
		{"letters for digits", normalize.Glyphs("IIO1O519491231002X"), normalize.IDProof{}, []string{id}},
		{"a look-alike X", normalize.Glyphs("11010519491231002*"), normalize.IDProof{}, []string{id}},
		{"the birth date settles it", normalize.Glyphs("11010519491281002X"), normalize.IDProof{BirthDate: "1949-12-31"}, []string{id}},
		{
			"the runner-up settles it", runnerUp("11010519491231009X", 16, '2'),
			normalize.IDProof{Known: known, BirthDate: "1949-12-31"}, []string{id},
		},
		{
			"another birth year rivals the runner-up", runnerUp("11010519491231009X", 16, '2'),
			normalize.IDProof{Known: known}, []string{id, "11010519481231009X"},
		},
		{"unknown region", normalize.Glyphs(id), normalize.IDProof{Known: func(string) bool { return false }}, nil},
		{"the other sex", normalize.Glyphs(id), normalize.IDProof{Sex: "男"}, nil},
		{"too short", normalize.Glyphs(id[1:]), normalize.IDProof{}, nil},
		{"nothing", nil, normalize.IDProof{}, nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := normalize.RepairID(tt.read, tt.proof)
			if len(got) != len(tt.want) {
				t.Fatalf("RepairID = %+v, want %v", got, tt.want)
			}
			for i := range got {
				if got[i].Value != tt.want[i] {
					t.Errorf("RepairID = %+v, want %v", got, tt.want)
				}
			}
		})
	}
}

func runnerUp(read string, at int, second rune) []normalize.Glyph {
	gs := normalize.Glyphs(read)
	gs[at].Others = []rune{second}
	return gs
}

// TestRepairIDShowsAmbiguity reads a number with one digit wrong: whenever the
// repair is unique it must, nearly always, be the true one; and several
// solutions must show that nothing is proven.
func TestRepairIDShowsAmbiguity(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	known := func(code string) bool { return code[:4] == "4301" && code[4:] >= "02" && code[4:] <= "05" }
	looks := map[byte]string{'0': "8", '1': "7", '3': "8", '5': "6", '6': "5", '7': "1", '8': "3", '9': "0"}
	right, wrong := 0, 0
	for range 2000 {
		id := randomID(r)
		i := 6 + r.IntN(12)
		look := looks[id[i]]
		if look == "" {
			continue
		}
		facts, _ := normalize.IDParts(id)
		proof := normalize.IDProof{Known: known, BirthDate: facts.BirthDate, Sex: facts.Sex}
		got := normalize.RepairID(normalize.Glyphs(id[:i]+look+id[i+1:]), proof)
		switch {
		case len(got) == 1 && got[0].Value == id:
			right++
		case len(got) == 1:
			wrong++
		}
	}
	if right < 1000 || wrong > right/100 {
		t.Errorf("unique repairs: %d right, %d wrong", right, wrong)
	}
}

func TestRepairUSCC(t *testing.T) {
	for _, read := range []string{usccExample, "9135O1OOMOOO1OOY43", "9I350100M000100Y43"} {
		got := normalize.RepairUSCC(normalize.Glyphs(read), nil)
		if len(got) != 1 || got[0].Value != usccExample {
			t.Errorf("RepairUSCC(%s) = %+v", read, got)
		}
	}
	if got := normalize.RepairUSCC(normalize.Glyphs("91350100M000100"), nil); got != nil {
		t.Errorf("RepairUSCC of a short code = %+v", got)
	}
}

func FuzzRepair(f *testing.F) {
	f.Add("11O10519491231002X", "1949-12-31")
	f.Add("9135O100M000100Y43", "")
	f.Fuzz(func(t *testing.T, read, birth string) {
		for _, got := range normalize.RepairID(normalize.Glyphs(read), normalize.IDProof{BirthDate: birth}) {
			if !normalize.IDCheck(got.Value) {
				t.Errorf("RepairID(%q) = %q, which does not prove itself", read, got.Value)
			}
		}
		for _, got := range normalize.RepairUSCC(normalize.Glyphs(read), nil) {
			if !normalize.USCCCheck(got.Value) {
				t.Errorf("RepairUSCC(%q) = %q, which does not prove itself", read, got.Value)
			}
		}
	})
}
