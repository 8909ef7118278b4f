package extractors

import (
	"math"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"hecha/document"
	"hecha/document/normalize"
	"hecha/extractors/internal/layout"
	"hecha/extractors/internal/sentence"
)

// candidate is a run that may be the value of a field, and what it costs to take
// it for that.
type candidate struct {
	run  layout.Run
	cost float64
}

// choose sets a field to the cheapest candidate. One that is nearly as good and
// says something else leaves a doubt.
func (p *paper) choose(field string, parse parser, candidates []candidate) {
	slices.SortStableFunc(candidates, func(a, b candidate) int {
		switch {
		case a.cost < b.cost:
			return -1
		case a.cost > b.cost:
			return 1
		}
		return 0
	})
	for i, c := range candidates {
		f, ok := p.field(c.run, parse)
		if !ok || c.cost == sentence.Never {
			continue
		}
		for _, rival := range candidates[i+1:] {
			if other, ok := p.field(rival.run, parse); ok && rival.cost-c.cost < sureMargin && other.Value != f.Value {
				f.AddDoubt(document.DoubtConflict)
			}
		}
		p.fields[field] = f
		return
	}
}

// withoutGloss is frags less what is said once more in Latin letters: English
// beside a name or a label, and whole lines of it.
func withoutGloss(frags []layout.Frag) []layout.Frag {
	var out []layout.Frag
	for _, f := range frags {
		text := f.Text()
		if !gloss.MatchString(text) {
			out = append(out, f)
			continue
		}
		if strings.IndexFunc(text, func(r rune) bool { return unicode.Is(unicode.Han, r) }) < 0 && (!fourDigits.MatchString(text) || inEnglish.MatchString(text)) {
			continue
		}
		f.Glyphs = slices.DeleteFunc(slices.Clone(f.Glyphs), func(g layout.Glyph) bool { return g.Rune < 0x80 && unicode.IsLetter(g.Rune) && g.Rune != 'X' })
		if len(f.Glyphs) > 0 {
			out = append(out, f)
		}
	}
	return out
}

var (
	gloss      = regexp.MustCompile(`[A-Za-z]{4,}`)
	fourDigits = regexp.MustCompile(`\d{4}`)
	inEnglish  = regexp.MustCompile(`[a-z,]{12,}`) // no number has so many letters
)

// The price of where a school's name stands.
const (
	schoolLabelled = 0.0
	schoolSigned   = 0.5 // alone in its line, below the text
	schoolSaid     = 0.7 // in the sentence
	schoolHeaded   = 0.8 // alone in its line, above the text
	schoolInTitle  = 0.9
	schoolJoined   = 0.3 // over two lines
	schoolMisread  = 4.0 // what a label leads to and is no school's name
	minSchool      = 4   // characters
)

var (
	schoolLabelHead = regexp.MustCompile(`^(?:学位授予单位|授予单位|校名|学校名称|院校名称|学校|院校|主考学校|主考院校|培养单位|毕业学校|毕业院校|院名|学院名称|办学单位|学校全称)(?:\((?:章|盖章|公章|印章|签章)\))?(?:名称)?:?`)
	schoolTail      = regexp.MustCompile(`(?:\((?:章|盖章|公章|印章|签章|印)\)|盖章|公章)$|(?:校长|院长|所长|校\(院\)长):?.*$`)
	// examiner is who examines or approves: it stands beside the school on the
	// diplomas of self-study and is none.
	examiner = regexp.MustCompile(`委员会|教育厅|教育局|考试院|考试办公室|自考办|人民政府|教育部|监制|印制|验印`)
)

// readSchool chooses among every line that is a school's name, what the sentence
// and the title say.
func (s spoken) readSchool() {
	var found []candidate
	top, bottom := s.said()
	lines := s.schoolLines()
	for _, f := range lines {
		place := schoolSigned
		if f.Y1 < bottom {
			place = schoolHeaded
		}
		found = append(found, schoolIn(f.Glyphs, place))
		for _, g := range lines {
			if below(f, g) && !(f.Y1 < top && g.Y0 > top) {
				found = append(found, schoolIn(slices.Concat(f.Glyphs, g.Glyphs), place+schoolJoined))
			}
		}
	}
	for _, piece := range s.words("school") {
		found = append(found, candidate{s.run(piece), schoolSaid + schoolForm(s.run(piece).String())})
	}
	if m, ok := s.text.Without("\n ").Find(schoolTitle); ok {
		run := m["school"]
		found = append(found, candidate{run, schoolInTitle + schoolForm(run.String())})
	}
	found = slices.DeleteFunc(found, func(c candidate) bool { return c.cost == sentence.Never })
	s.choose("school", diplomaParsers["school"], found)
}

// said is where the text that the sentence's values stand in begins and ends.
func (s spoken) said() (top, bottom float64) {
	top, bottom = math.Inf(1), math.Inf(-1)
	for _, piece := range s.pieces {
		if !piece.Value || slices.Contains([]string{"issued", "president", "school"}, piece.Sign) {
			continue
		}
		y := s.centerY(s.run(piece))
		top, bottom = math.Min(top, y), math.Max(bottom, y)
	}
	return top, bottom
}

// schoolLines are the fragments that can be a school's name or a part of one.
func (s spoken) schoolLines() []layout.Frag {
	var out []layout.Frag
	for _, f := range s.frags {
		text := f.Text()
		if len(f.Glyphs) <= 40 && !examiner.MatchString(text) && !strings.ContainsAny(text, ",。;") && !schoolTitle.MatchString(text) {
			out = append(out, f)
		}
	}
	return out
}

// below tells whether g goes on under f: the same size, close, one centred on the
// other or flush with it.
func below(f, g layout.Frag) bool {
	h := f.Height()
	white := g.Y0 - f.Y1
	aligned := math.Abs(f.CenterX()-g.CenterX()) < 2*h || math.Abs(f.X0-g.X0) < h || math.Abs(f.X1-g.X1) < h
	return white > -h/2 && white < 1.6*h && aligned && math.Max(h, g.Height()) < 1.3*math.Min(h, g.Height())
}

// schoolIn is what of a line can be a school's name; place is the price of where
// the line stands.
func schoolIn(run layout.Run, place float64) candidate {
	if label := schoolLabelHead.FindString(run.String()); label != "" {
		run = run[len([]rune(label)):]
		place = schoolLabelled
	}
	if tail := schoolTail.FindString(run.String()); tail != "" {
		run = run[:len(run)-len([]rune(tail))]
	}
	run = run.Trim(noise)
	cost := place + schoolForm(run.String())
	if cost == sentence.Never && place == schoolLabelled && len(run) >= minSchool {
		cost = schoolMisread
	}
	return candidate{run, cost}
}

// numberLabels are the words before a number, by how surely it is that of the
// certificate.
var numberLabels = []struct {
	pattern *regexp.Regexp
	cost    float64
}{
	{regexp.MustCompile(`^(?:毕业|结业)?证书?(?:编号|号码|号)[:.]*`), 0},
	{regexp.MustCompile(`^(?:电子)?注册(?:编)?号[:.]*`), 0.4},
	{regexp.MustCompile(`^(?:编号|证号|N[oO0]\.?|№)[:.]*`), 0.5},
	{regexp.MustCompile(`^(?:学校|院校)编号[:.]*`), 0.8},
}

var (
	// numberRun is a number, with the letters that some offices put before it, or the one
	// behind its year.
	numberRun = regexp.MustCompile(`(?:[A-Z]{1,4}-?)?(?:(?:19|20)\d{2}[A-Z]\d{3,}|[0-9Xx-]{4,}[0-9Xx])`)
	// notLetters are such letters that only say that a number follows.
	notLetters = regexp.MustCompile(`^N[O0]-?`)
	// numberWord is a number as schools gave them before 2001: 湘大毕字第960871号,
	// (99)校毕字第123号.
	numberWord = regexp.MustCompile(`([\p{Han}()\d]{0,14}字\p{Han}{0,3}(?:\(\d{2,4}\))?|\p{Han}{2,8}\d{2,4}年?第)第?([0-9A-Za-z-]{3,18})号?`)
	// numberGeneral is a lead of such a number that tells nothing about who gave it.
	numberGeneral = regexp.MustCompile(`^[校院毕证业学字第编号()]*$`)
	notNumber     = regexp.MustCompile(`身份证|准考证|学号|电话|考籍|网址|http|www|邮编|文号|批准|验印|查询`)
)

// numberNone is the price of a number that nothing leads to.
const numberNone = 1.2

// readNumber chooses among everything that can be the certificate's number.
func (s spoken) readNumber() {
	var found []candidate
	for i, f := range s.frags {
		label := numberNone
		if i > 0 && s.frags[i-1].SameRow(f) {
			label = math.Min(label, numberLabel(s.frags[i-1].Text(), true))
		}
		found = append(found, numbersIn(f.Glyphs, label)...)
	}
	found = slices.DeleteFunc(found, func(c candidate) bool { return c.cost == sentence.Never })
	s.choose("certificate_number", diplomaParsers["certificate_number"], found)
}

// numberLabel is the price of the label that text is, or begins with.
func numberLabel(text string, whole bool) float64 {
	for _, l := range numberLabels {
		if m := l.pattern.FindString(text); m != "" && (!whole || m == text) {
			return l.cost
		}
	}
	return numberNone
}

// numbersIn are the numbers of a line. label is the price of what stands before
// the line.
func numbersIn(run layout.Run, label float64) []candidate {
	text := maskDates(layout.TextOf(run))
	masked := text.String()
	if notNumber.MatchString(masked) {
		return nil
	}
	var out []candidate
	for _, at := range labelsIn(masked) {
		label = math.Min(label, at)
	}
	if m := numberWord.FindStringSubmatchIndex(masked); m != nil {
		from, to := m[0], m[1]
		lead := masked[m[2]:m[3]]
		for _, l := range numberLabels {
			from += len(l.pattern.FindString(masked[from:m[3]]))
		}
		if numberGeneral.MatchString(lead) {
			from, to = m[4], m[5]
		}
		return append(out, candidate{text.Run(from, to), math.Min(label, 0.4)})
	}
	for _, m := range numberRun.FindAllStringIndex(masked, -1) {
		from := m[0] + lettersBefore(masked[m[0]:m[1]])
		out = append(out, candidate{text.Run(from, m[1]), label + numberForm(masked[from:m[1]])})
	}
	return out
}

// lettersBefore is how many letters before a number are no part of it: those that
// stand for its label, and a seal's before digits that are a whole number.
func lettersBefore(s string) int {
	if label := notLetters.FindString(s); label != "" {
		return len(label)
	}
	digits := strings.TrimLeft(s, "ABCDEFGHIJKLMNOPQRSTUVWXYZ-")
	if c, ok := normalize.ParseCertificate(digits); ok && c.Form != normalize.CertificateOld {
		return len(s) - len(digits)
	}
	return 0
}

// labelsIn are the prices of the labels within text.
func labelsIn(text string) []float64 {
	var out []float64
	for i := range text {
		if cost := numberLabel(text[i:], false); cost < numberNone {
			out = append(out, cost)
		}
	}
	return out
}

// numberForm is the price of digits as the number of a certificate.
func numberForm(s string) float64 {
	c, ok := normalize.ParseCertificate(s)
	switch {
	case !ok:
		return sentence.Never
	case c.Form != normalize.CertificateOld:
		return 0
	case normalize.IDCheck(s) || len(s) > 18:
		return 2
	case len(s) < 5:
		return 1.5
	}
	return 0.4
}
