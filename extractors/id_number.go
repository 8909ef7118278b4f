package extractors

import (
	"regexp"

	"hecha/document"
	"hecha/document/normalize"
	"hecha/document/register"
	"hecha/extractors/internal/layout"
)

// repairID corrects the number where its check digit leaves one solution, and
// from a number that proves itself as read the date that was printed but could
// not be read.
func (p *paper) repairID() {
	number, ok := p.fields["id_number"]
	if !ok {
		return
	}
	if normalize.IDCheck(number.Value) {
		if f := p.fields["birth_date"]; outOfForm(f) {
			facts, _ := normalize.IDParts(number.Value)
			p.correct("birth_date", facts.BirthDate)
		}
		return
	}
	if len(number.Value) == 15 && !outOfForm(number) {
		return
	}
	p.proveID("id_number", normalize.IDProof{Known: register.RegionKnown, BirthDate: p.sure("birth_date"), Sex: p.sure("sex")})
}

// proveID replaces a number by the only one that proves itself; several, or
// none, are in doubt.
func (p *paper) proveID(name string, proof normalize.IDProof) {
	found := normalize.RepairID(glyphsOf(p.fields[name]), proof)
	if len(found) == 1 {
		p.correct(name, found[0].Value)
		return
	}
	p.doubt(name, document.DoubtCheckDigit)
}

// wholeID is a number of 18 signs in a running text.
var wholeID = regexp.MustCompile(`(?P<v>[1-8]\d{16}[\dXx])`)

// readWholeID takes the number that proves itself in the running text where a
// line ended within it, so that its label led to the first part only.
func (p *paper) readWholeID(running layout.Text) {
	if f, ok := p.fields["id_number"]; ok && normalize.IDCheck(f.Value) {
		return
	}
	for _, m := range running.FindAll(wholeID) {
		f, ok := p.field(m["v"], strict(normalize.IDNumber))
		if ok && normalize.IDCheck(f.Value) {
			p.fields["id_number"] = f
			return
		}
	}
}

// sure is the value of a field that is in form, else empty.
func (p *paper) sure(name string) string {
	f, ok := p.fields[name]
	if !ok || outOfForm(f) {
		return ""
	}
	return f.Value
}

// runnerUpShare is the score from which on an engine's runner-up counts.
const runnerUpShare = 0.02

// glyphsOf are the characters of a field with the engine's runners-up.
func glyphsOf(f document.Field) []normalize.Glyph {
	var out []normalize.Glyph
	for _, s := range f.Sources {
		if len(s.Chars) == 0 {
			out = append(out, normalize.Glyphs(s.Text)...)
			continue
		}
		for _, c := range s.Chars {
			if normalize.StripSpace(string(c.Rune)) == "" {
				continue
			}
			g := normalize.Glyph{Rune: c.Rune}
			if c.Second != 0 && c.SecondConfidence >= runnerUpShare {
				g.Others = []rune{c.Second}
			}
			out = append(out, g)
		}
	}
	return out
}
