package main

import (
	"bytes"
	"context"
	_ "embed"
	"encoding/base64"
	"errors"
	"fmt"
	"html/template"
	"image/jpeg"
	"io"
	"path/filepath"
	"strings"

	"github.com/disintegration/imaging"

	"hecha/document"
)

//go:embed report.html.tmpl
var reportSource string

var reportTemplate = template.Must(template.New("report").Funcs(template.FuncMap{
	"say":     say,
	"percent": func(p float64) string { return fmt.Sprintf("%.1f%%", 100*p) },
	"doubts":  reportDoubts,
	"mark":    mark,
}).Parse(reportSource))

// reportPageSide is the longer side of a page in the report, in pixels: enough
// to read the paper, small enough to mail the report.
const reportPageSide = 1400

// reportFile is one file of the report.
type reportFile struct {
	Name      string
	Problem   *document.Problem
	Unread    []document.PageProblem
	Pages     []reportPage
	Documents []reportDocument
}

// reportPage is a picture with what was found on it.
type reportPage struct {
	Number        int
	Width, Height int // in the pixels that the quads are in
	Image         template.URL
	Marks         []reportMark
}

// reportMark is one outline on a page.
type reportMark struct {
	ID, Label, Points string
	X, Y, Size        float64 // of the label, in pixels of the page
	Class             string  // document, field, doubt or seal
}

type reportDocument struct {
	ID   string
	Kind document.Kind
	document.Document
	Rows []reportRow
}

type reportRow struct {
	ID, Label, Value, Text string
	Confidence             float64
	Doubt                  []document.Doubt
}

// writeReport writes a self-contained HTML page: every picture is inside.
func writeReport(ctx context.Context, w io.Writer, s *fileScanner, results []scanned) error {
	var files []reportFile
	for i, r := range results {
		f, err := newReportFile(ctx, s, fmt.Sprintf("f%d", i+1), r)
		if err != nil {
			return fmt.Errorf("report on %s: %w", r.File, err)
		}
		files = append(files, f)
	}
	var page bytes.Buffer // so that an error leaves no half page behind
	if err := reportTemplate.Execute(&page, files); err != nil {
		return fmt.Errorf("write report: %w", err)
	}
	_, err := page.WriteTo(w)
	return err
}

func newReportFile(ctx context.Context, s *fileScanner, id string, r scanned) (reportFile, error) {
	f := reportFile{Name: filepath.Base(r.File), Problem: r.Problem, Unread: r.PageProblems}
	marks := map[int][]reportMark{}
	for i, d := range r.Documents {
		rd := newReportDocument(fmt.Sprintf("%s-d%d", id, i+1), d)
		f.Documents = append(f.Documents, rd)
		for page, list := range rd.marks() {
			marks[page] = append(marks[page], list...)
		}
	}
	if r.Problem != nil {
		return f, nil
	}
	for page, err := range s.Pages(ctx, r.File) {
		var problem *document.Problem
		if errors.As(err, &problem) {
			continue // told in words
		}
		if err != nil {
			return f, err
		}
		b := page.Image.Bounds()
		img := imaging.Fit(page.Image, reportPageSide, reportPageSide, imaging.Box)
		var buf bytes.Buffer
		if err := jpeg.Encode(&buf, img, &jpeg.Options{Quality: 72}); err != nil {
			return f, err
		}
		f.Pages = append(f.Pages, reportPage{
			Number: page.Number, Width: int(float64(b.Dx()) / page.Scale), Height: int(float64(b.Dy()) / page.Scale), Marks: marks[page.Number],
			Image: template.URL("data:image/jpeg;base64," + base64.StdEncoding.EncodeToString(buf.Bytes())),
		})
	}
	return f, nil
}

func newReportDocument(id string, d document.Document) reportDocument {
	r := reportDocument{ID: id, Kind: d.Kind, Document: d}
	add := func(label string, f document.Field) {
		r.Rows = append(r.Rows, reportRow{fmt.Sprintf("%s-r%d", id, len(r.Rows)+1), label, f.Value, f.Text, f.Confidence, f.Doubt})
	}
	for _, name := range fieldOrder(d) {
		add(messages().field(d.Kind, name), d.Fields[name])
	}
	for i, p := range d.Periods {
		n := fmt.Sprintf("%s %d ", say("field", "periods"), i+1)
		add(n+say("field", "work_start"), p.Start)
		add(n+say("field", "work_end"), p.End)
		add(n+say("field", "employer"), p.Employer)
		add(n+say("field", "job"), p.Job)
	}
	return r
}

// marks are the outlines of r by page. They follow the order of r.Rows.
func (r reportDocument) marks() map[int][]reportMark {
	out := map[int][]reportMark{}
	add := func(page int, q document.Quad, id, label, class string) {
		x0, y0, _, y1 := q.Bounds()
		var points []string
		for _, p := range q {
			points = append(points, fmt.Sprintf("%.1f,%.1f", p.X, p.Y))
		}
		out[page] = append(out[page], reportMark{id, label, strings.Join(points, " "), x0, y0, max(14, min(40, 0.6*(y1-y0))), class})
	}
	if len(r.Pages) > 0 {
		add(r.Pages[0], r.Region, r.ID, say("kind", string(r.Kind)), "document")
	}
	fields := make([]document.Field, 0, len(r.Rows))
	for _, name := range fieldOrder(r.Document) {
		fields = append(fields, r.Fields[name])
	}
	for _, p := range r.Periods {
		fields = append(fields, p.Start, p.End, p.Employer, p.Job)
	}
	for i, f := range fields {
		class, label := "field", r.Rows[i].Label
		if len(f.Doubt) > 0 {
			class, label = "doubt", "？"+label
		}
		add(f.Page, f.Quad, r.Rows[i].ID, label, class)
	}
	for i, s := range r.Seals {
		add(s.Page, s.Quad, fmt.Sprintf("%s-s%d", r.ID, i+1), say("field", "seal"), "seal")
	}
	return out
}

func reportDoubts(list []document.Doubt) string {
	words := make([]string, 0, len(list))
	for _, d := range list {
		words = append(words, say("doubt", string(d)))
	}
	return strings.Join(words, "；")
}
