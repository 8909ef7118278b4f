package extractors_test

import (
	"bufio"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"hecha/document"
	"hecha/extractors"
)

// wording is one paper of a file of wordings: what it says and what is to be
// found on it.
type wording struct {
	name       string
	form       bool     // the body is set as its lines, not as running text
	title      []string // rows, the last one the largest
	top        []string // right below the title
	body       string
	table      [][]string // rows of cells, the headings first
	foot       [][]string // rows of columns
	want       map[string]string
	wantedRows []string // periods: start end employer job
}

// loadWordings reads a file of testdata/wordings; its head says how it is written.
func loadWordings(t *testing.T, file string) (all []wording) {
	t.Helper()
	f, err := os.Open("testdata/wordings/" + file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	scan := bufio.NewScanner(f)
	for scan.Scan() {
		line := scan.Text()
		if name, ok := strings.CutPrefix(line, "== "); ok {
			all = append(all, wording{name: name})
			continue
		}
		key, value, ok := strings.Cut(line, ": ")
		if !ok || strings.HasPrefix(line, "#") {
			continue
		}
		w := &all[len(all)-1]
		switch key {
		case "layout":
			w.form = value == "form"
		case "title":
			w.title = strings.Split(value, " / ")
		case "top":
			w.top = append(w.top, value)
		case "body":
			w.body = strings.ReplaceAll(value, `\n`, "\n")
		case "table":
			w.table = append(w.table, strings.Split(value, "|"))
		case "foot":
			w.foot = append(w.foot, strings.Split(value, "|"))
		case "want":
			w.want = fields(value)
		case "row":
			w.wantedRows = append(w.wantedRows, value)
		default:
			t.Fatalf("%s: %s: unknown key %q", file, w.name, key)
		}
	}
	if err := scan.Err(); err != nil {
		t.Fatal(err)
	}
	return all
}

// setting is how a wording is set on paper.
type setting struct {
	wide  bool // landscape, the text in its right half
	chars int  // in a line of the body
}

var plainSetting = setting{chars: 30}

// set puts a wording on a sheet.
func (w wording) set(s setting) []written {
	left, right, y := 120.0, 1120.0, 220.0
	if s.wide {
		left, right, y = 640, 1660, 140
	}
	var out []written
	for i, row := range w.title {
		h := 36.0
		if i == len(w.title)-1 {
			h = 58
		}
		out = append(out, written{(left+right)/2 - float64(len([]rune(row)))*h/2, y, h, row})
		y += 1.5 * h
	}
	for _, row := range w.top {
		out = append(out, written{left, y, 24, row})
		y += 40
	}
	y += 60
	for i, part := range strings.Split(w.body, "\n") {
		lines := paragraph(left, y, 30, s.chars, part)
		if w.form || i > 0 {
			lines[0].x = left
		}
		out = append(out, lines...)
		y = lines[len(lines)-1].y + 52
	}
	y += 20
	for _, row := range w.table {
		x := left - 20
		for i, text := range row {
			for k, part := range paragraph(x, y, 20, int((right-left)*[]float64{0.33, 0.37, 0.2, 0.1}[i]/20)-1, text) {
				part.x, part.y = x, y+24*float64(k)
				out = append(out, part)
			}
			x += (right - left) * []float64{0.33, 0.37, 0.2, 0.1}[i]
		}
		y += 80
	}
	y += 60
	for _, row := range w.foot {
		for i, text := range row {
			if text != "" {
				out = append(out, written{left + float64(i)*(right-left)/float64(len(row)), y, 26, text})
			}
		}
		y += 60
	}
	return out
}

func (s setting) sheet(lines []written) extractors.Sheet {
	sh := sheet(lines...)
	if s.wide {
		sh.Width, sh.Height = sh.Height, sh.Width
	}
	return sh
}

// misread are characters of the words around the values that engines take for
// others. None of them is in a value where it is replaced: see noisy.
var misread = map[rune]string{'予': "子", '毕': "华", '于': "干", '入': "人", '制': "剧", '修': "佟", '校': "狡", '专': "专", '业': "亚"}

// noisy is lines as an engine might have read them: marks lost or taken for
// others, lines cut in two or joined with their neighbours, characters of the
// wording, never of a value, misread.
func noisy(rng *rand.Rand, lines []written, values map[string]string) []written {
	var out []written
	for _, l := range lines {
		l.y += rng.Float64()*4 - 2
		l.text = noisyText(rng, l.text, values)
		rs := []rune(l.text)
		if len(rs) > 8 && rng.IntN(6) == 0 {
			at := 3 + rng.IntN(len(rs)-6)
			head := written{l.x, l.y, l.h, string(rs[:at])}
			tail := written{l.x + width(head.text)*l.h + 4, l.y + 1, l.h, string(rs[at:])}
			out = append(out, head, tail)
			continue
		}
		if n := len(out); n > 0 && out[n-1].h == l.h && out[n-1].y < l.y+6 && out[n-1].y > l.y-6 && rng.IntN(3) == 0 {
			gap := (l.x - out[n-1].x - width(out[n-1].text)*l.h) / l.h
			if gap > 0 {
				out[n-1].text += strings.Repeat(" ", int(2*gap)) + l.text
				continue
			}
		}
		out = append(out, l)
	}
	return out
}

func width(s string) (w float64) {
	for _, r := range s {
		w += advance(r)
	}
	return w
}

func noisyText(rng *rand.Rand, text string, values map[string]string) string {
	var b strings.Builder
	rs := []rune(text)
	for i, r := range rs {
		switch {
		case strings.ContainsRune("，。：", r) && rng.IntN(5) == 0:
		case r == '，' && rng.IntN(8) == 0:
			b.WriteRune('.')
		case r == '日' && i > 0 && strings.ContainsRune("0123456789一二三四五六七八九十", rs[i-1]) && rng.IntN(8) == 0:
			b.WriteRune('曰')
		case misread[r] != "" && rng.IntN(25) == 0 && !inValue(rs, i, values):
			b.WriteString(misread[r])
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// inValue tells whether the rune at i is, or may be, part of a value.
func inValue(rs []rune, i int, values map[string]string) bool {
	near := string(rs[max(0, i-1):min(len(rs), i+2)])
	for _, v := range values {
		for _, r := range v {
			if r == rs[i] {
				return true
			}
		}
	}
	return strings.ContainsAny(near, "本专函业")
}

// testWordings reads every wording of a file as it is, and then many times as an
// engine might have read it.
func testWordings(t *testing.T, file string, kind document.Kind) {
	const variants, share, silentShare = 24, 0.97, 0.004
	right, silent, all := 0, 0, 0
	for n, w := range loadWordings(t, file) {
		t.Run(w.name, func(t *testing.T) {
			found := extractors.Documents(plainSetting.sheet(w.set(plainSetting)))
			if len(found) != 1 || found[0].Kind != kind {
				t.Fatalf("found %v", kinds(found))
			}
			if diff := cmp.Diff(known(w.want, w.want), known(w.want, values(found[0].Fields))); diff != "" {
				t.Errorf("fields (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(w.wantedRows, rowsOf(found[0].Periods), cmp.Transformer("none", func(s []string) []string { return append([]string{}, s...) })); diff != "" {
				t.Errorf("periods (-want +got):\n%s", diff)
			}
		})
		for v := range uint64(variants) {
			rng := rand.New(rand.NewPCG(v, uint64(n)))
			s := setting{wide: rng.IntN(3) == 0, chars: 18 + rng.IntN(17)}
			found := extractors.Documents(s.sheet(noisy(rng, w.set(s), w.want)))
			if len(found) == 0 || found[0].Kind != kind {
				t.Logf("%s, variant %d: found %v", w.name, v, kinds(found))
				all += len(w.want)
				continue
			}
			for _, name := range slices.Sorted(maps.Keys(w.want)) {
				want := strings.TrimSuffix(w.want[name], "?")
				if want == "*" {
					continue
				}
				all++
				f := found[0].Fields[name]
				if f.Value == want {
					right++
					continue
				}
				mark := ""
				if f.Value != "" && len(f.Doubt) == 0 {
					silent++
					mark = "SILENT"
				}
				t.Logf("%s, variant %d: %s = %q %v, want %q %s", w.name, v, name, f.Value, f.Doubt, want, mark)
			}
		}
	}
	t.Logf("%d of %d values of noisy papers right (%.2f %%), %d wrong without a doubt", right, all, 100*float64(right)/float64(all), silent)
	if float64(right) < share*float64(all) || float64(silent) > silentShare*float64(all) {
		t.Errorf("%.2f %% of %d values of noisy papers right, %d wrong without a doubt", 100*float64(right)/float64(all), all, silent)
	}
}

// known is values without those whose wanted value is "*".
func known(want, values map[string]string) map[string]string {
	out := maps.Clone(values)
	for name, v := range want {
		if v == "*" {
			delete(out, name)
		}
	}
	return out
}

func rowsOf(ps []document.Period) []string {
	var out []string
	for _, p := range ps {
		out = append(out, strings.TrimSpace(fmt.Sprintf("%s %s %s %s", p.Start.Value, p.End.Value, p.Employer.Value, p.Job.Value)))
	}
	return out
}

func TestDiplomasOfAllPaths(t *testing.T) { testWordings(t, "diploma.txt", document.Diploma) }
