package pipeline_test

import (
	"context"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"hecha/document"
	"hecha/pipeline"
	"hecha/pipeline/confidence"
	"hecha/pipeline/memo"
	"hecha/pipeline/ocr"
	"hecha/pipeline/raster"
	"hecha/storage"
	"hecha/storage/dir"
)

// watched is an engine that notes what it is asked, and pages that count how
// often they are drawn.
type watched struct {
	ocr.Engine
	pages
	mu    sync.Mutex
	asked []string // digest of the picture, and places if there are any
	drawn int
}

func (w *watched) Read(ctx context.Context, req ocr.Request) ([]document.Line, error) {
	ask := fmt.Sprintf("%x %v %s", sha256.Sum256(req.Image.Pix), req.Lines, req.Charset)
	w.mu.Lock()
	w.asked = append(w.asked, ask)
	w.mu.Unlock()
	return w.Engine.Read(ctx, req)
}

func (w *watched) Pages(ctx context.Context, upload []byte) iter.Seq2[raster.Page, error] {
	w.drawn++
	return w.pages.Pages(ctx, upload)
}

// archive is a bucket and what is read from it.
type archive struct {
	t      *testing.T
	root   string
	memory *memo.Memory
}

func newArchive(t *testing.T) archive {
	t.Helper()
	root := t.TempDir()
	b, err := dir.Open(root)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := b.Close(); err != nil {
			t.Error(err)
		}
	})
	return archive{t, root, memo.New(storage.New(b, ""), func(err error) { t.Error(err) })}
}

// read reads pages with engines that read like script; with changes the result
// has another fingerprint, and so does its day.
func (a archive) read(p pages, script func() ocr.Engine, change func(*pipeline.Config)) (document.Result, *watched, *watched) {
	a.t.Helper()
	model, err := confidence.Default()
	if err != nil {
		a.t.Fatal(err)
	}
	first, second := &watched{Engine: script(), pages: p}, &watched{Engine: script()}
	c := pipeline.Config{
		Raster: first, Engine: first, Second: second, EngineDigest: "first", SecondDigest: "second", Confidence: model,
		Slots: 1, Today: time.Date(2021, 12, 1, 0, 0, 0, 0, time.UTC), Memory: a.memory,
	}
	if change != nil {
		change(&c)
	}
	r, err := pipeline.New(c).Process(a.t.Context(), []byte("upload"))
	if err != nil {
		a.t.Fatal(err)
	}
	return r, first, second
}

// stricter changes what becomes of a reading, as a new version does.
func stricter(c *pipeline.Config) {
	model := *c.Confidence
	model.DoubtBelow = 0.999
	c.Confidence, c.Today = &model, c.Today.AddDate(1, 0, 0)
}

// documents is what r says, as JSON.
func documents(t *testing.T, r document.Result) string {
	t.Helper()
	r.TimingMS, r.Fingerprint = nil, ""
	data, err := json.Marshal(r)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// wavering is the emblem side of a card whose authority nothing proves and nobody
// is sure of.
func wavering() []document.Line {
	lines := emblem(0.999)
	lines[3] = line(420, 520, 40, "河东某县公安局", 0.3)
	return lines
}

func repeat(lines []document.Line) func() ocr.Engine {
	return func() ocr.Engine { return &script{lines: lines} }
}

// turned is lines on a page that stands on its head.
func turned(lines []document.Line) (out []document.Line) {
	for _, l := range lines {
		for i := range l.Quad {
			l.Quad[i] = document.Point{X: 1200 - l.Quad[i].X, Y: 800 - l.Quad[i].Y}
		}
		out = append(out, l)
	}
	return out
}

// pictured reads the pictures of a page that is lit in half, one after the other.
func pictured(pictures ...[]document.Line) func() ocr.Engine {
	return func() ocr.Engine { return &inTurn{pictures: slices.Clone(pictures)} }
}

var secondRuns = []struct {
	name   string
	pages  pages
	engine func() ocr.Engine
	whole  int // pictures that are read whole the first time
}{
	{"a sheet", pages{sheet()}, repeat(emblem(0.999)), 1},
	{"weak characters, which are read again by both", pages{sheet()}, repeat(wavering()), 1},
	{"a sheet upside down", pages{sheet()}, repeat(turned(emblem(0.9))), 1},
	{"several pages", pages{sheet(), withText(sheet()), sheet()}, repeat(emblem(0.9)), 3},
	{"several sheets", pages{halfLit()}, pictured(emblem(0.9), nil), 2},
	{"a page that is read again whole", pages{halfLit()}, pictured(emblem(0.9)[4:], emblem(0.9)[:4], emblem(0.9)), 3},
	{"nothing to read", pages{sheet()}, repeat(nil), 1},
}

func withText(p raster.Page) raster.Page {
	p.Text = []document.Line{line(420, 520, 40, "株洲市公安局天元分局", 1)}
	return p
}

// Nothing is read twice: what was read before is neither read nor drawn, not even
// where another version on another day makes something else of it.
func TestSecondRunReadsNothing(t *testing.T) {
	for _, tc := range secondRuns {
		t.Run(tc.name, func(t *testing.T) {
			a := newArchive(t)
			before, first, _ := a.read(tc.pages, tc.engine, nil)
			whole := 0
			for _, ask := range first.asked {
				if strings.Contains(ask, " [] ") {
					whole++
				}
			}
			if whole != tc.whole || first.drawn != 1 {
				t.Fatalf("at first %d pictures read, want %d; drawn %d times", whole, tc.whole, first.drawn)
			}
			for name, change := range map[string]func(*pipeline.Config){"as before": nil, "otherwise": stricter} {
				after, first, second := a.read(tc.pages, tc.engine, change)
				if n := len(first.asked) + len(second.asked); n > 0 || first.drawn > 0 {
					t.Errorf("%s: read %d times, drawn %d times", name, n, first.drawn)
				}
				if got, want := documents(t, after), documents(t, before); change == nil && got != want {
					t.Errorf("from memory\n%s\nwant\n%s", got, want)
				}
				if (after.Fingerprint != before.Fingerprint) != (change != nil) {
					t.Errorf("%s: fingerprint %s after %s", name, after.Fingerprint, before.Fingerprint)
				}
			}
		})
	}
}

// An extractor that finds something elsewhere has that read, on the very same
// picture, and nothing else.
func TestNewPlacesAreReadOnTheSamePicture(t *testing.T) {
	for _, tc := range secondRuns {
		t.Run(tc.name, func(t *testing.T) {
			a := newArchive(t)
			before, first, second := a.read(tc.pages, tc.engine, nil)
			if err := os.RemoveAll(filepath.Join(a.root, "memo", "again")); err != nil {
				t.Fatal(err)
			}
			after, firstAgain, secondAgain := a.read(tc.pages, tc.engine, nil)
			for _, pair := range [][2]*watched{{first, firstAgain}, {second, secondAgain}} {
				want := slices.DeleteFunc(pair[0].asked, func(ask string) bool { return strings.Contains(ask, " [] ") })
				got := pair[1].asked
				slices.Sort(want)
				slices.Sort(got)
				if !slices.Equal(want, got) {
					t.Errorf("asked\n%v\nwant\n%v", got, want)
				}
			}
			if got, want := documents(t, after), documents(t, before); got != want {
				t.Errorf("got\n%s\nwant\n%s", got, want)
			}
		})
	}
}

// Another engine reads everything, another second reader only what it is asked.
func TestAnotherEngineReads(t *testing.T) {
	a := newArchive(t)
	p, engine := pages{sheet()}, repeat(wavering())
	_, first, second := a.read(p, engine, nil)
	if len(first.asked) < 2 || len(second.asked) < 1 {
		t.Fatalf("at first %d and %d requests", len(first.asked), len(second.asked))
	}
	_, f, s := a.read(p, engine, func(c *pipeline.Config) { c.SecondDigest = "newer" })
	if len(f.asked) != 0 || len(s.asked) != len(second.asked) {
		t.Errorf("another second reader: %d and %d requests", len(f.asked), len(s.asked))
	}
	_, f, s = a.read(p, engine, func(c *pipeline.Config) { c.EngineDigest = "newer" })
	if len(f.asked) != len(first.asked) || len(s.asked) != len(second.asked) {
		t.Errorf("another engine: %d and %d requests", len(f.asked), len(s.asked))
	}
}

// What is damaged is read again, and then remembered.
func TestDamagedMemoryIsReadAgain(t *testing.T) {
	for name, damage := range map[string]func(data []byte) []byte{
		"emptied": func([]byte) []byte { return nil },
		"a bit":   func(data []byte) []byte { data[len(data)/2] ^= 4; return data },
		"a half":  func(data []byte) []byte { return data[:len(data)/2] },
	} {
		t.Run(name, func(t *testing.T) {
			a := newArchive(t)
			p, engine := pages{sheet(), sheet()}, repeat(wavering())
			before, first, _ := a.read(p, engine, nil)
			rewriteAll(t, filepath.Join(a.root, "memo"), damage)
			after, again, _ := a.read(p, engine, nil)
			if len(again.asked) != len(first.asked) {
				t.Errorf("asked %d times, at first %d", len(again.asked), len(first.asked))
			}
			if got, want := documents(t, after), documents(t, before); got != want {
				t.Errorf("got\n%s\nwant\n%s", got, want)
			}
			if _, again, _ = a.read(p, engine, nil); len(again.asked) > 0 {
				t.Errorf("asked %d times after that", len(again.asked))
			}
		})
	}
}

// rewriteAll changes every file below root.
func rewriteAll(t *testing.T, root string, change func([]byte) []byte) {
	t.Helper()
	n := 0
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		n++
		data, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		if err := os.Remove(path); err != nil {
			return err
		}
		return os.WriteFile(path, change(data), 0o600)
	})
	if err != nil || n == 0 {
		t.Fatalf("%d memos, %v", n, err)
	}
}
