package extractors_test

import (
	"bufio"
	"cmp"
	"fmt"
	"hash/fnv"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"hecha/document"
	"hecha/extractors"
)

// paper is one paper of a file of testdata/wordings/papers: its kind, its blocks
// from top to bottom, and what is to be found on it.
type paper struct {
	name   string
	kind   document.Kind
	size   string // tall, wide or phone
	blocks []block
	want   map[string]string
}

// block is one piece of a paper, of the sort that its key names.
type block struct{ key, text string }

// loadPapers reads all papers of a folder; the README there says how they are written.
func loadPapers(t *testing.T, dir string) (all []paper) {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(dir, "*.txt"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no papers in %s: %v", dir, err)
	}
	for _, file := range files {
		all = append(all, loadPaperFile(t, file)...)
	}
	return all
}

func loadPaperFile(t *testing.T, file string) (all []paper) {
	t.Helper()
	f, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	scan := bufio.NewScanner(f)
	for scan.Scan() {
		line := scan.Text()
		if name, ok := strings.CutPrefix(line, "== "); ok {
			all = append(all, paper{name: name, size: "tall"})
			continue
		}
		key, value, ok := strings.Cut(line, ": ")
		if !ok || strings.HasPrefix(line, "#") {
			continue
		}
		p := &all[len(all)-1]
		switch key {
		case "kind":
			p.kind = document.Kind(value)
		case "size":
			p.size = value
		case "want":
			p.want = fields(value)
		case "title", "center", "row", "cols", "line", "body", "right", "half", "gap":
			p.blocks = append(p.blocks, block{key, value})
		default:
			t.Fatalf("%s: %s: unknown key %q", file, p.name, key)
		}
	}
	if err := scan.Err(); err != nil {
		t.Fatal(err)
	}
	return all
}

// seed is a number of the paper's own, so that a paper more changes none of the others.
func (p paper) seed() uint64 {
	h := fnv.New64a()
	h.Write([]byte(p.name))
	return h.Sum64()
}

// press sets a paper's blocks on a sheet, from the top of one column downwards.
type press struct {
	width, height float64
	left, right   float64 // of the column
	top, y        float64
	h             float64 // of the letters
	weights       []float64
	out           []written
}

func newPress(size string, scale float64) *press {
	p := &press{width: 1240, height: 1754, h: 28 * scale, top: 200}
	switch size {
	case "wide":
		p.width, p.height, p.top = 1754, 1240, 120
	case "phone":
		p.width, p.height, p.h, p.top = 1080, 2200, 36*scale, 100
	}
	p.left, p.right, p.y = 0.09*p.width, 0.91*p.width, p.top
	return p
}

// sheet is the paper as lines with their places, letters scaled by scale.
func (p paper) sheet(scale float64, change func([]written) []written) extractors.Sheet {
	press := newPress(p.size, scale)
	for _, b := range p.blocks {
		press.set(b)
	}
	s := sheet(change(press.out)...)
	s.Width, s.Height = press.width, press.height
	return s
}

func (p *press) set(b block) {
	switch b.key {
	case "title":
		for _, row := range strings.Split(b.text, " / ") {
			p.centred(row, 1.9*p.h)
		}
		p.y += p.h
	case "center":
		p.centred(b.text, p.h)
	case "row":
		p.row(strings.Split(b.text, "|"))
	case "cols":
		p.weights = nil
		for _, w := range strings.Split(b.text, ",") {
			n, _ := strconv.ParseFloat(w, 64)
			p.weights = append(p.weights, n)
		}
	case "line":
		p.wrapped(p.left, p.right-p.left, b.text)
	case "right":
		x := min(p.left+0.5*(p.right-p.left), p.right-width(b.text)*p.h)
		p.wrapped(max(p.left, x), p.right-p.left, b.text)
	case "body":
		p.body(b.text)
	case "half":
		p.column(b.text == "right")
	case "gap":
		n, _ := strconv.ParseFloat(b.text, 64)
		p.y += n
	}
}

// column begins a page of a spread.
func (p *press) column(right bool) {
	p.left, p.right, p.y = 0.06*p.width, 0.46*p.width, p.top
	if right {
		p.left, p.right = 0.54*p.width, 0.94*p.width
	}
}

// centred makes the letters smaller when the column is too narrow for them.
func (p *press) centred(text string, h float64) {
	h = min(h, (p.right-p.left)/width(text))
	p.out = append(p.out, written{(p.left + p.right - width(text)*h) / 2, p.y, h, text})
	p.y += 1.6 * h
}

// number is what nobody breaks into two lines.
var number = regexp.MustCompile(`[0-9A-Za-z]{9,}`)

// wrapped sets one line, or more where it is too long; a number that is too long
// for the room is set smaller.
func (p *press) wrapped(x, room float64, text string) {
	h := p.h
	if n := width(number.FindString(text)); n > 0 {
		h = min(h, room/width(text))
	}
	for _, part := range broken(text, room/h) {
		p.out = append(p.out, written{x, p.y, h, part})
		p.y += 1.5 * p.h
	}
	p.y += 0.5 * p.h
}

// broken cuts text into parts of at most so many letters.
func broken(text string, room float64) (parts []string) {
	at := 0.0
	var b strings.Builder
	for _, r := range text {
		if at += advance(r); at > room+0.01 {
			parts = append(parts, b.String())
			b.Reset()
			at = advance(r)
		}
		b.WriteRune(r)
	}
	return append(parts, b.String())
}

func (p *press) body(text string) {
	p.y += 0.5 * p.h
	for _, part := range strings.Split(text, `\n`) {
		lines := paragraph(p.left, p.y, p.h, int((p.right-p.left)/p.h), part)
		p.out = append(p.out, lines...)
		p.y = lines[len(lines)-1].y + 1.8*p.h
	}
	p.y += 0.5 * p.h
}

// row sets cells side by side, in columns of the weights that were named for
// rows of so many cells, else of equal widths.
func (p *press) row(cells []string) {
	weights := p.weights
	if len(weights) != len(cells) {
		weights = slices.Repeat([]float64{1}, len(cells))
	}
	sum := 0.0
	for _, w := range weights {
		sum += w
	}
	x, y, low := p.left, p.y, p.y
	for i, cell := range cells {
		room := (p.right - p.left) * weights[i] / sum
		if cell != "" {
			p.y = y
			p.wrapped(x, room-0.5*p.h, cell)
			low = max(low, p.y)
		}
		x += room
	}
	p.y = max(low, y+2*p.h)
}

// tally counts what was found of the papers of one kind.
type tally struct{ papers, kinds, values, right, silent, missing int }

func (a *tally) add(b tally) {
	a.papers += b.papers
	a.kinds += b.kinds
	a.values += b.values
	a.right += b.right
	a.silent += b.silent
	a.missing += b.missing
}

func (a tally) String() string {
	return fmt.Sprintf("kinds %d of %d, values %d of %d (%.2f %%), %d missing, %d wrong without a doubt",
		a.kinds, a.papers, a.right, a.values, 100*float64(a.right)/float64(max(1, a.values)), a.missing, a.silent)
}

// read reads one setting of a paper; log says what was not found.
func (p paper) read(sh extractors.Sheet, log func(string, ...any)) tally {
	found := extractors.Documents(sh)
	got := extractors.Found{Kind: document.Other}
	if len(found) > 0 {
		got = found[0]
	}
	a := tally{papers: 1}
	if got.Kind == p.kind && len(found) <= 1 {
		a.kinds = 1
	} else {
		log("found %v, want %s", kinds(found), p.kind)
	}
	if got.Kind != p.kind || p.kind == document.Other {
		for _, want := range p.want {
			if want != "*" {
				a.values++
				a.missing++
			}
		}
		return a
	}
	p.compare(got.Fields, &a, log)
	return a
}

func (p paper) compare(got map[string]document.Field, a *tally, log func(string, ...any)) {
	for _, name := range slices.Sorted(maps.Keys(p.want)) {
		want, f := p.want[name], got[name]
		if want == "*" {
			continue
		}
		a.values++
		switch {
		case f.Value == want:
			a.right++
		case f.Value == "":
			a.missing++
			log("%s is missing, want %q", name, want)
		case len(f.Doubt) == 0:
			a.silent++
			log("%s = %q SILENT, want %q", name, f.Value, want)
		default:
			log("%s = %q %v, want %q", name, f.Value, f.Doubt, want)
		}
	}
	for name, f := range got {
		if p.want[name] == "" && len(f.Doubt) == 0 {
			a.silent++
			log("%s = %q SILENT, want none", name, f.Value)
		}
	}
}

// papersSeen is the share of values that were right, and of kinds, when the
// papers were last read; noisy papers are read as an engine might have read them.
const (
	papersSeen      = 0.97
	papersKindsSeen = 0.995
)

// TestPapers reads every paper as it is, and then as an engine might have read
// it. HECHA_PAPERS names a folder of other papers, of which only totals are told.
func TestPapers(t *testing.T) {
	dir, closed := "testdata/wordings/papers", os.Getenv("HECHA_PAPERS")
	if closed != "" {
		dir = closed
	}
	const variants = 4
	plain, rough := map[document.Kind]tally{}, map[document.Kind]tally{}
	for _, p := range loadPapers(t, dir) {
		log := func(format string, args ...any) {
			if closed == "" {
				t.Logf("%s %s: "+format, append([]any{p.kind, p.name}, args...)...)
			}
		}
		count(plain, p.kind, p.read(p.sheet(1, func(w []written) []written { return w }), log))
		for v := range uint64(variants) {
			rng := rand.New(rand.NewPCG(v, p.seed()))
			scale := 0.8 + 0.3*rng.Float64()
			sh := p.sheet(scale, func(w []written) []written { return noisy(rng, w, p.want) })
			count(rough, p.kind, p.read(sh, func(string, ...any) {}))
		}
	}
	report(t, "plain", plain)
	all := report(t, "rough", rough)
	if closed == "" && (float64(all.right) < papersSeen*float64(all.values) || float64(all.kinds) < papersKindsSeen*float64(all.papers)) {
		t.Errorf("rough papers: %s", all)
	}
}

func count(by map[document.Kind]tally, kind document.Kind, a tally) {
	b := by[kind]
	b.add(a)
	by[kind] = b
}

func report(t *testing.T, how string, by map[document.Kind]tally) (all tally) {
	for _, kind := range slices.SortedFunc(maps.Keys(by), cmp.Compare) {
		t.Logf("%s %s: %s", how, kind, by[kind])
		all.add(by[kind])
	}
	t.Logf("%s all: %s", how, all)
	return all
}
