package check

import (
	"strings"

	"hecha/document"
	"hecha/document/normalize"
)

// nameRules are about names wherever they stand. Nearly every name holds a
// character that has look-alikes, so that alone says nothing: another reading
// must speak for the look-alike.
var nameRules = []rule{
	{Rule{
		Code: "name.look_alike", Severity: document.SeverityWarning, Needs: []string{"name"},
		Meaning: "another reading has a character that looks like one of the name, and nothing settles which is right",
	}, nameSettled},
}

// rivalShare is the engine's score from which on its runner-up for a character
// is a rival and not noise.
const rivalShare = 0.08

func nameSettled(p *paper) {
	f := p.doc.Fields["name"]
	same, other := p.elsewhere(f)
	if same {
		p.prove(ProofRepeated, "name")
	}
	if other || !same && rivalReading(f) {
		p.find(nil, "name")
		p.doubt(document.DoubtLookAlike, "name")
	}
}

// rivalReading tells whether the engine's runner-up for a character, or another
// reader of the same line, has a look-alike instead.
func rivalReading(f document.Field) bool {
	for _, source := range f.Sources {
		for _, c := range source.Chars {
			if c.SecondConfidence >= rivalShare && normalize.LookAlike(c.Rune, c.Second) {
				return true
			}
		}
		for _, o := range source.Others {
			if normalize.SameButLookAlike(source.Text, o.Text) {
				return true
			}
		}
	}
	return false
}

// elsewhere tells whether the paper holds the name once more, beside where f was
// read, and whether it holds one that differs in look-alikes only.
func (p *paper) elsewhere(f document.Field) (same, other bool) {
	name := []rune(normalize.StripSpace(f.Value))
	seen := 0
	for _, l := range p.doc.Lines {
		text := normalize.StripSpace(l.Text)
		seen += strings.Count(text, f.Value)
		rs := []rune(text)
		for i := range max(0, len(rs)-len(name)+1) {
			if normalize.SameButLookAlike(string(rs[i:i+len(name)]), f.Value) {
				other = true
			}
		}
	}
	return seen > 1, other
}
