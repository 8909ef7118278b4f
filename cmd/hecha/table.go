package main

import (
	"fmt"
	"io"
	"strings"

	"golang.org/x/text/width"

	"hecha/document"
)

// printTable writes one file's result for a person at a terminal.
func printTable(w io.Writer, file string, r document.Result) error {
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n", file)
	if r.Problem != nil {
		fmt.Fprintf(&b, "  ✗ %s (%s)\n", r.Problem.Message, r.Problem.Code)
	}
	for _, p := range r.PageProblems {
		fmt.Fprintf(&b, "  ✗ 第 %d 页：%s (%s)\n", p.Page, p.Message, p.Code)
	}
	for _, d := range r.Documents {
		writeDocument(&b, d)
	}
	b.WriteByte('\n')
	_, err := io.WriteString(w, b.String())
	return err
}

func writeDocument(b *strings.Builder, d document.Document) {
	fmt.Fprintf(b, "  %s  %.0f%%  %s\n", say("kind", string(d.Kind)), 100*d.KindConfidence, pageNumbers(d.Pages))
	for _, name := range fieldOrder(d) {
		f := d.Fields[name]
		writeRow(b, messages().field(d.Kind, name), f.Value, f.Confidence, f.Doubt)
	}
	for i, p := range d.Periods {
		value := p.Start.Value + " – " + p.End.Value + "  " + p.Employer.Value + "  " + p.Job.Value
		low := min(p.Start.Confidence, p.End.Confidence, p.Employer.Confidence, p.Job.Confidence)
		var doubt []document.Doubt
		for _, f := range []document.Field{p.Start, p.End, p.Employer, p.Job} {
			doubt = append(doubt, f.Doubt...)
		}
		writeRow(b, fmt.Sprintf("%s %d", say("field", "periods"), i+1), value, low, doubt)
	}
	for _, s := range d.Seals {
		value := strings.TrimSpace(s.Text + " " + s.Inner + " " + s.Code)
		writeRow(b, say("field", "seal"), value, s.Confidence, s.Doubt)
	}
	for _, c := range d.Codes {
		fmt.Fprintf(b, "    %s %s\n", pad(say("field", "code"), 14), c.Text)
	}
	for _, f := range d.Findings {
		fmt.Fprintf(b, "    %s %s  [%s]\n", mark(f.Severity), say("finding", f.Code), strings.Join(f.Fields, ", "))
	}
}

func writeRow(b *strings.Builder, label, value string, confidence float64, doubt []document.Doubt) {
	sign := " "
	if len(doubt) > 0 {
		sign = "?"
	}
	fmt.Fprintf(b, "  %s %s %s %5.1f%%%s\n", sign, pad(label, 14), pad(value, 44), 100*confidence, doubts(doubt))
}

func doubts(list []document.Doubt) string {
	var words []string
	seen := map[document.Doubt]bool{}
	for _, d := range list {
		if !seen[d] {
			words = append(words, say("doubt", string(d)))
			seen[d] = true
		}
	}
	if len(words) == 0 {
		return ""
	}
	return "  ← " + strings.Join(words, "；")
}

func mark(s document.Severity) string {
	switch s {
	case document.SeverityError:
		return "✗"
	case document.SeverityWarning:
		return "!"
	}
	return "·"
}

func pageNumbers(list []int) string {
	words := make([]string, len(list))
	for i, p := range list {
		words[i] = fmt.Sprint(p)
	}
	return "第 " + strings.Join(words, "、") + " 页"
}

// pad fills s with spaces to n terminal columns; wide characters take two.
func pad(s string, n int) string {
	columns := 0
	for _, r := range s {
		columns++
		if k := width.LookupRune(r).Kind(); k == width.EastAsianWide || k == width.EastAsianFullwidth {
			columns++
		}
	}
	return s + strings.Repeat(" ", max(0, n-columns))
}
