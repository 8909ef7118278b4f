package seal_test

import (
	"context"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

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
	t.Cleanup(func() { e.Close() })
	return e
}

// setting is a number from the environment, for longer runs by hand.
func setting(name string, otherwise int) int {
	if n, err := strconv.Atoi(os.Getenv(name)); err == nil {
		return n
	}
	return otherwise
}

func fold(s string) string {
	return strings.NewReplacer("（", "(", "）", ")", " ", "").Replace(s)
}

func TestReport(t *testing.T) {
	e := engine(t)
	unseen := os.Getenv("SEAL_UNSEEN") != ""
	type row struct{ n, found, text, code, codes, inner, centre int }
	rows := map[string]*row{}
	var find, read time.Duration
	from := int64(setting("SEAL_FROM", 0))
	n := int64(setting("SEAL_N", 16))
	for seed := from; seed < from+n; seed++ {
		s := sceneOf(seed, unseen)
		if os.Getenv("SEAL_GRAY") != "" && !s.gray {
			continue
		}
		r := rows[s.name]
		if r == nil {
			r = &row{}
			rows[s.name] = r
		}
		r.n++
		start := time.Now()
		imps := seal.Find(s.img, s.dpi)
		find += time.Since(start)
		if len(imps) == 0 {
			t.Logf("%d %s %.0f missed", seed, s.name, s.dpi)
			continue
		}
		r.found++
		start = time.Now()
		got, features, err := seal.ReadWithFeatures(context.Background(), e, s.img, imps[0])
		if err != nil {
			t.Fatal(err)
		}
		read += time.Since(start)
		want := s.seals[0]
		t.Logf("features %v %v", fold(got.Text) == fold(want.Text), features)
		if fold(got.Text) == fold(want.Text) {
			r.text++
		} else {
			t.Logf("%d %s %.0f %.2f\n got %s\nwant %s", seed, s.name, s.dpi, got.Confidence, got.Text, want.Text)
		}
		if want.Code != "" {
			r.codes++
			if got.Code == want.Code {
				r.code++
			} else {
				t.Logf("%d %s code %q want %q", seed, s.name, got.Code, want.Code)
			}
		}
		if fold(got.Inner) == want.Inner {
			r.inner++
		} else {
			t.Logf("%d inner %q want %q", seed, got.Inner, want.Inner)
		}
		if got.Centre == want.Centre {
			r.centre++
		} else {
			t.Logf("%d centre %q want %q", seed, got.Centre, want.Centre)
		}
	}
	for name, r := range rows {
		t.Logf("%6s %+v", name, *r)
	}
	t.Logf("find %v read %v", find/time.Duration(n), read/time.Duration(n))
}
