package extractors

import (
	"regexp"

	"hecha/document"
	"hecha/document/register"
)

// schoolEnd is the end of a school's name with up to three signs behind it that
// are not of the name: a seal lies over it.
var schoolEnd = regexp.MustCompile(`^(.*(?:大学|学院|学校|分校|党校))[^（）]{1,3}$`)

// proveSchool corrects a school's name that the register does not have where it
// has exactly one that the reading can be: without what stands behind it, or with
// one character taken for another. A name that merely goes on after its end is
// cut there.
func (p *paper) proveSchool() {
	f, ok := p.fields["school"]
	if !ok {
		return
	}
	if _, known := register.SchoolByName(f.Value); known {
		return
	}
	if m := schoolEnd.FindStringSubmatch(f.Value); m != nil {
		p.correct("school", m[1])
		f = p.fields["school"]
		if _, known := register.SchoolByName(f.Value); known {
			return
		}
	}
	near := register.NearestSchools(f.Value, 2)
	if len(near) > 0 && near[0].Distance <= 1 && (len(near) == 1 || near[1].Distance > near[0].Distance+0.5) &&
		len([]rune(near[0].Name)) == len([]rune(f.Value)) {
		p.correct("school", near[0].Name)
	}
}

// fromSeal takes a name from the only seal whose text is one where the paper
// itself does not say it, or its writing cannot be read under the seal.
func (p *paper) fromSeal(name string, isName *regexp.Regexp) {
	if p.has(name) {
		return
	}
	var found []document.Seal
	for _, s := range p.sheet.Seals {
		if isName.MatchString(s.Text) && s.Type != document.SealPersonal {
			found = append(found, s)
		}
	}
	if len(found) != 1 {
		return
	}
	s := found[0]
	source := document.Line{Text: s.Text, Confidence: s.Confidence, Quad: s.Quad, UnderSeal: true}
	p.fields[name] = document.Field{
		Value: s.Text, Text: s.Text, Confidence: s.Confidence, Page: p.sheet.Page, Quad: s.Quad,
		Doubt: []document.Doubt{document.DoubtUnderSeal}, Sources: []document.Line{source},
	}
}
