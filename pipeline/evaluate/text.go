package evaluate

import (
	"fmt"
	"io"
	"strings"
	"text/tabwriter"
)

// WriteText prints the report for people, with at most mistakes lines of
// errors; a negative number means all.
func (r Report) WriteText(w io.Writer, mistakes int) error {
	var b strings.Builder
	fmt.Fprintf(&b, "%d files, %d pages, %d documents, %d fields", r.Files, r.Time.Pages, r.Kinds.Expected, r.All.Fields)
	if r.Unread > 0 {
		fmt.Fprintf(&b, ", %d files could not be opened", r.Unread)
	}
	b.WriteString("\n\n")
	r.writeCounts(&b)
	r.writeKinds(&b)
	r.writeSeals(&b)
	r.writeReliability(&b)
	r.writeTime(&b)
	r.writeMistakes(&b, mistakes)
	_, err := io.WriteString(w, b.String())
	return err
}

// columns aligns what f writes with tabs.
func columns(b *strings.Builder, f func(w io.Writer)) {
	w := tabwriter.NewWriter(b, 0, 0, 2, ' ', 0)
	f(w)
	_ = w.Flush() // a strings.Builder never fails
	b.WriteByte('\n')
}

func (r Report) writeCounts(b *strings.Builder) {
	columns(b, func(w io.Writer) {
		fmt.Fprintln(w, "fields\tn\texact\twrong\tmissing\tsilent\tsilent+missing\tdoubted though right")
		line := func(name string, c Count) {
			fmt.Fprintf(w, "%s\t%d\t%s\t%d\t%d\t%d (%s)\t%d (%s)\t%s\n", name, c.Fields, percent(c.Exact()), c.Wrong, c.Missing,
				c.SilentWrong, percent(c.Silent()), c.SilentWrong+c.SilentMiss, percent(c.SilentAll()), percent(c.Doubt()))
		}
		line("all", r.All)
		for _, group := range []map[string]Count{r.ByDegradation, r.ByKind, r.ByField, r.ByLayout} {
			fmt.Fprintln(w, "\t\t\t\t\t\t\t")
			for _, name := range sortedKeys(group) {
				line(name, group[name])
			}
		}
	})
	fmt.Fprintf(b, "values for fields that the truth does not list: %d\n\n", r.Extra)
}

func (r Report) writeKinds(b *strings.Builder) {
	k := r.Kinds
	fmt.Fprintf(b, "kinds right: %d of %d (%s); documents that are none: %d\n", k.Right, k.Expected, percent(ratio(k.Right, k.Expected)), k.Spurious)
	for _, c := range k.Confusions {
		fmt.Fprintf(b, "  %s taken for %s: %d\n", c.Want, c.Got, c.N)
	}
	for _, code := range sortedKeys(r.Problems) {
		fmt.Fprintf(b, "  files with problem %s: %d\n", code, r.Problems[code])
	}
	b.WriteByte('\n')
}

func (r Report) writeSeals(b *strings.Builder) {
	for _, key := range sortedKeys(r.Seals) {
		h := r.Seals[key]
		fmt.Fprintf(b, "ring text, %s: %d of %d exact (%s), %d of them doubted; %d wrong and doubted, %d wrong without doubt, %d not read\n",
			key, h.Exact, h.Expected, percent(h.Rate()), h.Doubted, h.Expected-h.Exact-h.Silent-h.Unread, h.Silent, h.Unread)
	}
	fmt.Fprintf(b, "impressions that are none: %d\n", r.SpareSeals)
	for _, key := range sortedKeys(r.Copies) {
		if c := r.Copies[key]; c.Expected+c.Spurious > 0 {
			fmt.Fprintf(b, "copies, %s: %d of %d found (%s), %d where there is none\n", key, c.Found.Found, c.Expected, percent(c.Rate()), c.Spurious)
		}
	}
	fmt.Fprintf(b, "codes: %d of %d exact (%s)\n\n", r.Codes.Exact, r.Codes.Expected, percent(r.Codes.Rate()))
}

func (r Report) writeReliability(b *strings.Builder) {
	columns(b, func(w io.Writer) {
		fmt.Fprintln(w, "confidence\tvalues\tmean\tright")
		for _, bin := range r.Reliability.Bins {
			if bin.N > 0 {
				fmt.Fprintf(w, "%.1f to %.1f\t%d\t%.4f\t%.4f\n", bin.From, bin.From+0.1, bin.N, bin.Mean, bin.Right)
			}
		}
	})
	fmt.Fprintf(b, "expected calibration error %.4f, Brier score %.4f\n\n", r.Reliability.ECE, r.Reliability.Brier)
}

func (r Report) writeTime(b *strings.Builder) {
	fmt.Fprintf(b, "%.0f ms a page (a file: median %.0f, 95th percentile %.0f)", r.Time.MSPerPage, r.Time.Median, r.Time.P95)
	for _, stage := range sortedKeys(r.Time.Stages) {
		fmt.Fprintf(b, "; %s %.0f", stage, r.Time.Stages[stage])
	}
	b.WriteByte('\n')
}

func (r Report) writeMistakes(b *strings.Builder, limit int) {
	if limit < 0 {
		limit = len(r.Mistakes) + len(r.SealErrors)
	}
	if limit == 0 || len(r.Mistakes)+len(r.SealErrors) == 0 {
		return
	}
	b.WriteByte('\n')
	columns(b, func(w io.Writer) {
		fmt.Fprintln(w, "file\tdegradation\tfield\twant\tgot\tconfidence\tdoubt")
		for _, m := range r.Mistakes[:min(limit, len(r.Mistakes))] {
			fmt.Fprintf(w, "%s\t%s\t%s/%s\t%s\t%s\t%.3f\t%s\n", m.File, m.Degradation, m.Kind, m.Field, m.Want, got(m), m.Confidence, doubts(m))
		}
		for _, m := range r.SealErrors[:min(limit, len(r.SealErrors))] {
			fmt.Fprintf(w, "%s\t%s\tseal (%s)\t%s\t%s\t%.3f\t%s\n", m.File, m.Degradation, m.Color, m.Want, m.Got, m.Confidence, silent(m.Silent))
		}
	})
}

// got is the value, and the kind that the document was taken for if wrong.
func got(m Mistake) string {
	if m.GotKind != m.Kind {
		return fmt.Sprintf("%s (as %s)", m.Got, m.GotKind)
	}
	return m.Got
}

func doubts(m Mistake) string {
	names := make([]string, len(m.Doubt))
	for i, d := range m.Doubt {
		names[i] = string(d)
	}
	if len(names) == 0 {
		return silent(m.Silent)
	}
	return strings.Join(names, " ")
}

func silent(is bool) string {
	if is {
		return "SILENT"
	}
	return ""
}

func percent(v float64) string { return fmt.Sprintf("%.2f %%", 100*v) }
