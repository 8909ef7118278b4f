package seal_test

import (
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"hecha/pipeline/ocr"
	"hecha/pipeline/ocr/ppocr"
	"hecha/pipeline/pyramid"
	"hecha/pipeline/seal"
	"hecha/specimen"
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

// tally counts what was read right of seals on pages of one degradation; named are
// the ring texts when the name in print is known.
type tally struct{ seals, found, text, named, codes, code, codeWrong, inner, centre, kind int }

func (r *tally) add(reading seal.Reading, want specimen.SealTruth) {
	got := reading.Seal
	count := func(n *int, yes bool) {
		if yes {
			*n++
		}
	}
	r.found++
	count(&r.text, fold(got.Text) == fold(want.Text))
	count(&r.named, fold(reading.Reconcile([]string{want.Text}).Text) == fold(want.Text))
	count(&r.codes, want.Code != "")
	count(&r.code, want.Code != "" && got.Code == want.Code)
	count(&r.codeWrong, got.Code != "" && got.Code != want.Code)
	count(&r.inner, fold(got.Inner) == fold(want.Inner))
	count(&r.centre, got.Centre == want.Centre)
	count(&r.kind, got.Type == want.Type)
}

// report is what TestReport learns.
type report struct {
	rows       map[string]*tally
	samples    []sample
	confidence []float64
	right      []bool
	reading    time.Duration
}

// read reads every round seal of a scene.
func (r *report) read(t *testing.T, e ocr.Engine, seed int64, s scene) {
	row := r.rows[s.name]
	if row == nil {
		row = &tally{}
		r.rows[s.name] = row
	}
	imps := seal.Find(pyramid.Of(s.img), s.dpi)
	for _, want := range s.seals {
		if want.Shape == seal.Square {
			continue
		}
		row.seals++
		at := slices.IndexFunc(imps, func(imp seal.Impression) bool {
			return imp.Center.Dist(want.Quad.Center()) < 0.3*imp.A
		})
		if at < 0 {
			t.Logf("%d %s: not found: %s", seed, s.name, want.Text)
			continue
		}
		start := time.Now()
		reading, features, err := seal.ExamineWithFeatures(t.Context(), e, s.img, imps[at])
		if err != nil {
			t.Fatal(err)
		}
		r.reading += time.Since(start)
		row.add(reading, want)
		got := reading.Seal
		ok := fold(got.Text) == fold(want.Text)
		if !ok {
			t.Logf("%d %s %s %.0f dpi, confidence %.2f %v\n got %s\nwant %s", seed, s.name, got.Color, s.dpi, got.Confidence, got.Doubt, got.Text, want.Text)
		}
		r.confidence, r.right = append(r.confidence, got.Confidence), append(r.right, ok)
		r.samples = append(r.samples, sample{features, ok})
	}
}

// TestReport prints how many ring texts are read exactly, by degradation, and
// the reliability of the confidence. It draws SEAL_N pages (12 by default) from
// the seed SEAL_FROM, of the unseen split where SEAL_UNSEEN is set; with
// SEAL_PAGES=1 whole specimens instead of seals over dense text, or both in turn
// with SEAL_PAGES=both:
//
//	SEAL_N=100 SEAL_FROM=1000 SEAL_UNSEEN=1 SEAL_PAGES=1 go test ./pipeline/seal -run TestReport -v
//
// SEAL_ONLY keeps the pages of one degradation, such as scan or copy. With
// SEAL_FIT it also fits the coefficients of the confidence anew.
func TestReport(t *testing.T) {
	e := engine(t)
	r := report{rows: map[string]*tally{}}
	n, from := int64(setting("SEAL_N", 12)), int64(setting("SEAL_FROM", 0))
	for seed := from; seed < from+n; seed++ {
		draw := sceneOf
		if pages := os.Getenv("SEAL_PAGES"); pages == "1" || pages == "both" && seed%2 == 1 {
			draw = pageOf
		}
		s := draw(seed, os.Getenv("SEAL_UNSEEN") != "")
		if only := os.Getenv("SEAL_ONLY"); only == "" || only == s.name {
			r.read(t, e, seed, s)
		}
	}
	colour, gray := tally{}, tally{}
	for name, row := range r.rows {
		t.Logf("%7s %+v", name, *row)
		sum := &colour
		if strings.HasSuffix(name, "copy") {
			sum = &gray
		}
		sum.seals, sum.text, sum.named = sum.seals+row.seals, sum.text+row.text, sum.named+row.named
	}
	t.Logf("ring text exact: colour %d of %d, %d with the printed name; gray copies %d of %d, %d with the name; %v a seal",
		colour.text, colour.seals, colour.named, gray.text, gray.seals, gray.named, r.reading/time.Duration(max(1, len(r.samples))))
	reliability(t, r.confidence, r.right)
	if os.Getenv("SEAL_FIT") != "" {
		t.Logf("coefficients %.2f", fit(r.samples))
	}
	if 4*colour.text < 3*colour.seals {
		t.Errorf("read %d of %d colour seals, want three quarters at the very least", colour.text, colour.seals)
	}
}
