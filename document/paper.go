package document

import (
	"fmt"
	"iter"
	"strconv"
	"strings"
)

// Paper is a document among the papers of an application.
type Paper struct {
	*Document
	Upload string // SHA-256 of the file
	Index  int    // in the upload's Result
	// Fingerprint is that of the Result.
	Fingerprint string
}

// Papers are the documents of all results, in order. They point into results.
func Papers(results []Result) []Paper {
	var all []Paper
	for _, r := range results {
		for i := range r.Documents {
			all = append(all, Paper{&r.Documents[i], r.SHA256, i, r.Fingerprint})
		}
	}
	return all
}

// Place is where a field of p stands; the document as a whole for the empty
// name and for a field that p does not have. The names periods.0.start and
// seals.0 stand for a part of a row and for a seal, portrait for the photograph.
func (p Paper) Place(field string) Place {
	at := Place{Upload: p.Upload, Document: p.Index, Kind: p.Kind, Field: field, Quad: p.Region}
	if len(p.Pages) > 0 {
		at.Page = p.Pages[0]
	}
	if f, ok := p.Field(field); ok {
		at.Page, at.Quad = f.Page, f.Quad
	}
	if field == "portrait" && p.Portrait != nil {
		at.Page, at.Quad = p.Portrait.Page, p.Portrait.Quad
	}
	if n, ok := strings.CutPrefix(field, "seals."); ok {
		if i, err := strconv.Atoi(n); err == nil && i >= 0 && i < len(p.Seals) {
			at.Page, at.Quad = p.Seals[i].Page, p.Seals[i].Quad
		}
	}
	return at
}

// Holds tells whether a place is on p.
func (p Paper) Holds(at Place) bool {
	return !at.Declared && at.Upload == p.Upload && at.Document == p.Index
}

// Field is a field of the document, or a part of a row of its periods:
// periods.0.start.
func (d *Document) Field(name string) (Field, bool) {
	row, part, ok := strings.Cut(strings.TrimPrefix(name, "periods."), ".")
	if !ok || !strings.HasPrefix(name, "periods.") {
		f, ok := d.Fields[name]
		return f, ok
	}
	i, err := strconv.Atoi(row)
	if err != nil || i < 0 || i >= len(d.Periods) {
		return Field{}, false
	}
	switch p := d.Periods[i]; part {
	case "start":
		return p.Start, true
	case "end":
		return p.End, true
	case "employer":
		return p.Employer, true
	case "job":
		return p.Job, true
	}
	return Field{}, false
}

// AllFields yields the fields of the document by their names and the parts of
// the rows of its periods by theirs: periods.0.start.
func (d *Document) AllFields() iter.Seq2[string, Field] {
	return func(yield func(string, Field) bool) {
		for name, f := range d.Fields {
			if !yield(name, f) {
				return
			}
		}
		for i := range d.Periods {
			for _, part := range []string{"start", "end", "employer", "job"} {
				name := fmt.Sprintf("periods.%d.%s", i, part)
				if f, _ := d.Field(name); !yield(name, f) {
					return
				}
			}
		}
	}
}

// Declared is the place of what the candidate declared in field.
func Declared(field string) Place { return Place{Declared: true, Field: field} }
