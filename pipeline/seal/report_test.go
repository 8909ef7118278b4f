package seal_test

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"hecha/document"
	"hecha/pipeline/ocr/ppocr"
	"hecha/pipeline/seal"
)

func engine(t testing.TB) *ppocr.Engine {
	t.Helper()
	home, err := os.UserHomeDir()
	if err != nil {
		t.Fatal(err)
	}
	e, err := ppocr.Open(ppocr.Config{
		ModelDir: filepath.Join(home, ".cache/hecha/models/ppocrv4"),
		Library:  filepath.Join(home, ".cache/hecha/lib/libonnxruntime.so.1"), Sessions: 1,
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := e.Close(); err != nil {
			t.Error(err)
		}
	})
	return e
}

// setting is a number from the environment, for longer runs by hand.
func setting(name string, otherwise int) int {
	if n, err := strconv.Atoi(os.Getenv(name)); err == nil {
		return n
	}
	return otherwise
}

// fold makes the two forms of brackets equal.
func fold(s string) string {
	return strings.NewReplacer("（", "(", "）", ")", " ", "").Replace(s)
}

// tally counts what was read right of seals on pages of one degradation.
type tally struct{ seals, found, text, codes, code, codeWrong, inner, centre, kind int }

func (r *tally) add(got document.Seal, s scene) {
	want := s.seals[0]
	count := func(n *int, yes bool) {
		if yes {
			*n++
		}
	}
	r.found++
	count(&r.text, fold(got.Text) == fold(want.Text))
	count(&r.codes, want.Code != "")
	count(&r.code, want.Code != "" && got.Code == want.Code)
	count(&r.codeWrong, got.Code != "" && got.Code != want.Code)
	count(&r.inner, fold(got.Inner) == fold(want.Inner))
	count(&r.centre, got.Centre == want.Centre)
	count(&r.kind, got.Type == want.Type)
}

// TestReport prints how many seals are read exactly, by degradation, and the
// reliability of the confidence. It draws SEAL_N pages (12 by default) from
// the seed SEAL_FROM, of the unseen split where SEAL_UNSEEN is set:
//
//	SEAL_N=200 SEAL_FROM=1000 SEAL_UNSEEN=1 go test ./pipeline/seal -run TestReport -v
//
// SEAL_ONLY keeps the pages of one degradation: scan, photo, jpeg or copy.
// With SEAL_FIT it also fits the coefficients of the confidence anew.
func TestReport(t *testing.T) {
	e := engine(t)
	rows := map[string]*tally{}
	var samples []sample
	var confidence []float64
	var right []bool
	var reading time.Duration
	n, from := int64(setting("SEAL_N", 12)), int64(setting("SEAL_FROM", 0))
	for seed := from; seed < from+n; seed++ {
		s := sceneOf(seed, os.Getenv("SEAL_UNSEEN") != "")
		if only := os.Getenv("SEAL_ONLY"); only != "" && only != s.name {
			continue
		}
		r := rows[s.name]
		if r == nil {
			r = &tally{}
			rows[s.name] = r
		}
		r.seals++
		imps := seal.Find(s.img, s.dpi)
		if len(imps) == 0 {
			t.Logf("%d %s: not found", seed, s.name)
			continue
		}
		start := time.Now()
		got, features, err := seal.ReadWithFeatures(t.Context(), e, s.img, imps[0])
		if err != nil {
			t.Fatal(err)
		}
		reading += time.Since(start)
		r.add(got, s)
		ok := fold(got.Text) == fold(s.seals[0].Text)
		if !ok {
			t.Logf("%d %s %.0f dpi, confidence %.2f %v\n got %s\nwant %s", seed, s.name, s.dpi, got.Confidence, got.Doubt, got.Text, s.seals[0].Text)
		}
		confidence, right = append(confidence, got.Confidence), append(right, ok)
		samples = append(samples, sample{features, ok})
	}
	colour, gray := tally{}, tally{}
	for name, r := range rows {
		t.Logf("%5s %+v", name, *r)
		sum := &colour
		if name == "copy" {
			sum = &gray
		}
		sum.seals, sum.text = sum.seals+r.seals, sum.text+r.text
	}
	t.Logf("ring text exact: colour %d of %d, gray copies %d of %d; %v a seal",
		colour.text, colour.seals, gray.text, gray.seals, reading/time.Duration(max(1, len(samples))))
	reliability(t, confidence, right)
	if os.Getenv("SEAL_FIT") != "" {
		t.Logf("coefficients %.2f", fit(samples))
	}
	if 4*colour.text < 3*colour.seals {
		t.Errorf("read %d of %d colour seals, want three quarters at the very least", colour.text, colour.seals)
	}
}
