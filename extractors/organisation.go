package extractors

import (
	"regexp"

	"hecha/document"
	"hecha/document/register"
	"hecha/extractors/internal/layout"
)

// schoolEnd is the end of a school's name with up to three signs behind it that
// are not of the name: a seal lies over it.
var schoolEnd = regexp.MustCompile(`^(.*(?:大学|学院|学校|分校|党校))[^（）]{1,3}$`)

// schoolPart ends a name that goes on behind the school's with that of a part of it.
var schoolPart = regexp.MustCompile(`(?:技工|中专|技校|中职|职高|本|分|总)部$|校区$|分院$|分校$|教学[点站]$`)

// proveSchool corrects a school's name that the register does not have where it
// has exactly one that the reading can be: without what stands behind it, or with
// characters taken for look-alikes. Old schools are in no register, so that a name
// which merely is near to another stays as it was read. A name that merely goes on after its end is
// cut there.
func (p *paper) proveSchool() {
	f, ok := p.fields["school"]
	if !ok {
		return
	}
	if _, known := register.SchoolByName(f.Value); known {
		return
	}
	if m := schoolEnd.FindStringSubmatch(f.Value); m != nil && !schoolPart.MatchString(f.Value) {
		p.correct("school", m[1])
		f = p.fields["school"]
		if _, known := register.SchoolByName(f.Value); known {
			return
		}
	}
	read := glyphsOf(f)
	var possible []string
	for _, near := range register.NearestSchools(f.Value, 3) {
		if canBe(read, []rune(near.Name)) {
			possible = append(possible, near.Name)
		}
	}
	if len(possible) == 1 {
		p.correct("school", possible[0])
	} else if name, ok := p.numberedSchool(f.Value); ok {
		p.correct("school", name)
	}
}

// codeDigits begin the number of a diploma or a degree, after a letter for its sort,
// with the code of the school.
var codeDigits = regexp.MustCompile(`^[CZTQ]?([1-9]\d{4})\d{11,13}$`)

// numberedSchool is the school whose code the certificate's number begins with,
// where read is its name with characters lost: 首大学张界学院.
func (p *paper) numberedSchool(read string) (name string, ok bool) {
	number := p.fields["certificate_number"]
	m := codeDigits.FindStringSubmatch(number.Value)
	if m == nil || outOfForm(number) {
		return "", false
	}
	school, ok := register.School(m[1])
	return school.Name, ok && lostFrom(read, school.Name)
}

// lostFrom tells whether read is name without some of its characters, fewer than a
// third.
func lostFrom(read, name string) bool {
	rest, whole := []rune(read), []rune(name)
	if lost := len(whole) - len(rest); lost <= 0 || 3*lost >= len(whole) {
		return false
	}
	for _, r := range whole {
		if len(rest) > 0 && rest[0] == r {
			rest = rest[1:]
		}
	}
	return len(rest) == 0
}

// schoolSuffix ends the name of a school, or of a school's college.
var schoolSuffix = regexp.MustCompile(`大学|学院|学校|分校|党校|师范|(?:大学|学院|学校)\(\p{Han}{1,8}\)`)

// schoolGoesOn follows 大学 where it does not end the name yet.
var schoolGoesOn = regexp.MustCompile(`^学[院校]`)

// schoolHead is the part of run, which begins with a school's name and goes on
// without a mark, that is the name: the longest that the register has, else the
// shortest that ends like one. What follows may be a department and a major.
func schoolHead(run layout.Run) layout.Run {
	text := run.String()
	var shortest, known layout.Run
	for _, m := range schoolSuffix.FindAllStringIndex(text, -1) {
		n := len([]rune(text[:m[1]]))
		if n < 4 || schoolGoesOn.MatchString(text[m[1]:]) {
			continue
		}
		if shortest == nil {
			shortest = run[:n]
		}
		if _, ok := register.SchoolByName(text[:m[1]]); ok {
			known = run[:n]
		}
	}
	if known != nil {
		return known
	}
	return shortest
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

// bodyEnd ends the name of an office, an employer or a school.
var bodyEnd = regexp.MustCompile(`(?:公司|集团|[局院所厂校学处站队社委办部店馆会矿场厅科系室园行库段团署台司]|中心|银行|政府|药房|小组|）|\))$`)

// doubtUnended doubts the names of bodies that end unlike one: the rest may stand on
// a line that was not found, or under a seal.
func (p *paper) doubtUnended(names ...string) {
	for _, name := range names {
		if f, ok := p.fields[name]; ok && !bodyEnd.MatchString(f.Value) {
			p.doubt(name, document.DoubtPartial)
		}
	}
}
