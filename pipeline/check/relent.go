package check

import (
	"slices"

	"hecha/document"
)

// unsureScore is the score of a value's weakest character below which the value
// accuses nobody.
const unsureScore = 0.85

// Relent makes a warning of every error on a document that rests on a value
// which may be misread: whoever looks at the picture settles both.
func Relent(doc *document.Document) {
	for i, f := range doc.Findings {
		if f.Severity == document.SeverityError && slices.ContainsFunc(f.Fields, func(name string) bool { return unsure(doc, name) }) {
			doc.Findings[i].Severity = document.SeverityWarning
		}
	}
}

func unsure(doc *document.Document, name string) bool {
	f, ok := doc.Fields[name]
	return ok && f.Evidence.Min < unsureScore && f.Evidence.Proofs == 0
}
