package pipeline

import (
	"slices"

	"hecha/document"
	"hecha/document/normalize"
)

// Literate is an engine that can tell which characters it knows.
type Literate interface{ Knows(r rune) bool }

// From these scores on a character that may stand for an unknown one is believed
// all the same: an engine that meets a character it does not know hesitates
// between what is near it. PP-OCRv4 gives 0.28 to 0.94 to what it takes for one
// of 箬, 㛃 and 䶮. An everyday character outside of a name is believed sooner.
const (
	sureOfShape    = 0.96
	sureOfEveryday = 0.6
)

// spelled are the fields in which any character may stand.
var spelled = []string{"name", "president", "contact", "address", "employer", "school", "issuing_authority"}

// doubtRare doubts the fields of doc in which the engine may have put a
// character that it knows for one that it does not: a rare one is a guess, and
// a guess is said.
func (p *Processor) doubtRare(doc *document.Document) {
	engine, ok := p.Engine.(Literate)
	if !ok {
		return
	}
	for _, name := range spelled {
		f, ok := doc.Fields[name]
		if ok && slices.ContainsFunc(f.Sources, func(l document.Line) bool { return guessed(engine, name, l) }) {
			f.AddDoubt(document.DoubtRareChar)
			doc.Fields[name] = f
		}
	}
}

// guessed tells whether a character of l may stand for one that engine does not
// know.
func guessed(engine Literate, field string, l document.Line) bool {
	for _, c := range l.Chars {
		limit := sureOfShape
		if normalize.Everyday(c.Rune) && document.ClassOf(field) != document.ClassName {
			limit = sureOfEveryday
		}
		if c.Confidence >= limit {
			continue
		}
		unknown := func(r rune) bool { return !engine.Knows(r) }
		if slices.ContainsFunc(normalize.RareLookAlikes(c.Rune), unknown) {
			return true
		}
	}
	return false
}
