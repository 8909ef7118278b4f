package check

import (
	"slices"
	"time"

	"hecha/document"
)

// unsureScore is the score of a value's weakest character below which the value
// accuses nobody.
const unsureScore = 0.85

// Relent makes a warning of every error on a document that rests on a value which
// may be misread, or that one misread character would explain: whoever looks at
// the picture settles both. It comes after Apply.
func Relent(doc *document.Document, today time.Time) {
	for i, f := range doc.Findings {
		if f.Severity == document.SeverityError && (restsOnUnsure(doc, f) || misreadOn(doc, f, today)) {
			doc.Findings[i].Severity = document.SeverityWarning
		}
	}
}

func restsOnUnsure(doc *document.Document, finding document.Finding) bool {
	return slices.ContainsFunc(finding.Fields, func(name string) bool {
		f, ok := doc.Field(name)
		return ok && (readingDoubted(f) || f.Evidence.Min < unsureScore && f.Evidence.Proofs == 0)
	})
}

// misreadOn tells whether one misread character on doc explains a finding about it.
func misreadOn(doc *document.Document, finding document.Finding, today time.Time) bool {
	paper := document.Paper{Document: doc}
	var at []document.Place
	for _, name := range finding.Fields {
		at = append(at, paper.Place(name))
	}
	return Misread([]document.Paper{paper}, at, today, func(papers []document.Paper) bool {
		return slices.ContainsFunc(Inspect(papers[0].Document, today).Findings, finding.Same)
	})
}
