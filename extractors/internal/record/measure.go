package main

import (
	"compress/gzip"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"sort"
	"strings"
	"time"

	"hecha/document"
	"hecha/extractors"
	"hecha/specimen"
)

// score counts fields.
type score struct{ right, wrong, missing, silent, doubted int }

// measure reads every recording of a folder again and prints what differs from
// the truth, and how many fields of each kind are right. With lines it shows
// what was read on the pages that differ.
func measure(w io.Writer, dir string, lines bool) error {
	names, err := filepath.Glob(filepath.Join(dir, "*.json.gz"))
	if err != nil {
		return err
	}
	total := map[string]*score{}
	var spent time.Duration
	var before []extractors.Sheet // of the same paper
	for _, name := range names {
		rec, err := load(name)
		if err != nil {
			return err
		}
		start := time.Now()
		found := extractors.Documents(rec.Sheet)
		if rec.Sheet.Page == 1 {
			before = nil
		} else if f, ok := extractors.Continue(before, rec.Sheet); ok {
			found = []extractors.Found{onPage(f, rec.Sheet)}
		}
		before = append(before, rec.Sheet)
		spent += time.Since(start)
		report := compare(rec, found, total)
		if report == "" {
			continue
		}
		fmt.Fprintf(w, "%s\n%s", filepath.Base(name), report)
		if lines {
			for i, l := range rec.Sheet.Lines {
				x0, y0, x1, y1 := l.Quad.Bounds()
				fmt.Fprintf(w, "    %3d %4.0f-%4.0f %4.0f-%4.0f %.2f %s\n", i, x0, x1, y0, y1, l.Confidence, l.Text)
			}
		}
	}
	printScores(w, total)
	if len(names) > 0 {
		fmt.Fprintf(w, "%d sheets, %.2f ms each\n", len(names), float64(spent.Microseconds())/1000/float64(len(names)))
	}
	return nil
}

// onPage is what of a paper over several pages stands on one of them.
func onPage(f extractors.Found, s extractors.Sheet) extractors.Found {
	maps.DeleteFunc(f.Fields, func(_ string, field document.Field) bool { return field.Page != s.Page })
	f.Periods = slices.DeleteFunc(f.Periods, func(p document.Period) bool { return p.Start.Page != s.Page })
	f.Region = document.Rect(0, 0, s.Width, s.Height)
	return f
}

func printScores(w io.Writer, total map[string]*score) {
	keys := make([]string, 0, len(total))
	for k := range total {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	for _, k := range keys {
		s := total[k]
		n := s.right + s.wrong + s.missing
		fmt.Fprintf(w, "%-45s %4d fields  right %6.2f %%  wrong %d  missing %d  silent %d  right but doubted %d\n",
			k, n, 100*float64(s.right)/float64(n), s.wrong, s.missing, s.silent, s.doubted)
	}
}

// compare counts the fields of every true paper against the document found that
// overlaps it and has its kind.
func compare(rec Recording, found []extractors.Found, total map[string]*score) string {
	var b strings.Builder
	for i, f := range found {
		if i >= len(rec.Truth) {
			fmt.Fprintf(&b, "  extra document %s %.2f\n", f.Kind, f.Confidence)
		}
	}
	for _, want := range rec.Truth {
		got := best(want, found)
		if got.Kind == "" {
			fmt.Fprintf(&b, "  KIND want %s, have", want.Kind)
			for _, f := range found {
				fmt.Fprintf(&b, " %s %.2f", f.Kind, f.Confidence)
			}
			b.WriteString("\n")
		}
		compareFields(&b, want, got, total)
		comparePeriods(&b, want, got, total)
	}
	return b.String()
}

func best(want specimen.Truth, found []extractors.Found) extractors.Found {
	for _, f := range found {
		if f.Kind == want.Kind && (len(found) == 1 || f.Region.Contains(want.Region.Center())) {
			return f
		}
	}
	return extractors.Found{}
}

func compareFields(b *strings.Builder, want specimen.Truth, got extractors.Found, total map[string]*score) {
	for name, value := range want.Fields {
		f, ok := got.Fields[name]
		count(b, total, string(want.Kind), name, value, f, ok)
	}
	for name, f := range got.Fields {
		if _, ok := want.Fields[name]; !ok {
			count(b, total, string(want.Kind)+" not there", name, "", f, true)
		}
	}
}

func comparePeriods(b *strings.Builder, want specimen.Truth, got extractors.Found, total map[string]*score) {
	if len(want.Periods) != len(got.Periods) {
		fmt.Fprintf(b, "  %d periods, want %d\n", len(got.Periods), len(want.Periods))
	}
	for i, p := range want.Periods {
		var have document.Period
		if i < len(got.Periods) {
			have = got.Periods[i]
		}
		for name, f := range map[string]document.Field{"start": have.Start, "end": have.End, "employer": have.Employer, "job": have.Job} {
			if p[name] != "" {
				count(b, total, string(want.Kind)+" periods", name, p[name], f, f.Value != "")
			}
		}
	}
}

func count(b *strings.Builder, total map[string]*score, kind, name, want string, f document.Field, ok bool) {
	for _, key := range []string{kind, kind + "." + name, "all"} {
		if total[key] == nil {
			total[key] = &score{}
		}
		s := total[key]
		switch {
		case !ok:
			s.missing++
		case f.Value == want:
			s.right++
			if len(f.Doubt) > 0 {
				s.doubted++
			}
		default:
			s.wrong++
			if len(f.Doubt) == 0 {
				s.silent++
			}
		}
	}
	if !ok || f.Value != want {
		fmt.Fprintf(b, "  %s: want %q, have %q from %q %v %.2f\n", name, want, f.Value, f.Text, f.Doubt, f.Confidence)
	}
}

func load(path string) (rec Recording, err error) {
	f, err := os.Open(path)
	if err != nil {
		return rec, err
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		return rec, fmt.Errorf("read %s: %w", path, err)
	}
	if err := json.NewDecoder(z).Decode(&rec); err != nil {
		return rec, fmt.Errorf("read %s: %w", path, err)
	}
	return rec, nil
}
