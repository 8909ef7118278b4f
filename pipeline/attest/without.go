package attest

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"hecha/document"
	"hecha/document/normalize"
)

var (
	// signedBy begins with who compared a copy, and never a label of a paper.
	signedBy = regexp.MustCompile(`^(?:核对|校对|比对|核验|查验)(?:人员?|者)(?:签名|签字|签章)?[:：;；]`)
)

// mixed are scraps of the words, as they come out where other print runs through
// them.
var mixed = regexp.MustCompile(`原件|原神|与原|复印|核对|相符|对一致`)

// sureLine is the score from which on nothing runs through a line.
const sureLine = 0.97

// Places are where lines of sheet lie that vouch for it as a copy, or may.
func Places(lines []document.Line) (at []document.Quad) {
	for _, l := range lines {
		scrap := l.Confidence < sureLine && mixed.MatchString(l.Text) && utf8.RuneCountInString(l.Text) <= longest
		if _, ok := attested(l); ok || scrap || isSignature(l) {
			at = append(at, l.Quad)
		}
	}
	return at
}

// Covers tells whether what vouches for a copy lies over its print: it runs into
// other lines, or is hard to read itself.
func Covers(lines []document.Line) bool {
	return slices.ContainsFunc(lines, func(l document.Line) bool {
		if !vouches(l) && !signedBy.MatchString(l.Text) {
			return false
		}
		return l.Confidence < sureLine || slices.ContainsFunc(lines, func(o document.Line) bool { return o.Quad != l.Quad && crosses(l.Quad, o.Quad) })
	})
}

// crosses tells whether a good part of b lies over a.
func crosses(a, b document.Quad) bool {
	ax0, ay0, ax1, ay1 := a.Bounds()
	bx0, by0, bx1, by1 := b.Bounds()
	return min(ax1, bx1)-max(ax0, bx0) > (by1-by0)/2 && min(ay1, by1)-max(ay0, by0) > (by1-by0)/3
}

// The longest line of nothing but the words, and the most digits in it: in a
// longer one a value of the paper may stand beside them.
const (
	wordsAlone = 20 // characters
	fewDigits  = 4
)

// Without is lines without those that vouch for a copy: the words, when it was
// compared, and who signed behind a label of his own or before that date. They are no
// values of the paper, whether they lie across it or beside its print.
func Without(lines []document.Line) []document.Line {
	if !slices.ContainsFunc(lines, vouches) {
		return lines
	}
	when := whenCompared(lines)
	return slices.DeleteFunc(slices.Clone(lines), func(l document.Line) bool {
		signed := isName(l.Text) && slices.ContainsFunc(lines, func(d document.Line) bool { return when(d) && follows(l.Quad, d.Quad) })
		return vouches(l) || signedBy.MatchString(l.Text) || when(l) || signed
	})
}

// follows tells whether b goes on with the row of a, as a date does behind a name.
func follows(a, b document.Quad) bool {
	_, ay0, ax1, ay1 := a.Bounds()
	bx0, by0, _, by1 := b.Bounds()
	h := ay1 - ay0
	return bx0 > ax1-h/2 && bx0 < ax1+besideGap*h && min(ay1, by1)-max(ay0, by0) > min(h, by1-by0)/3
}

// dateReach is how far below or beside a mark its date stands, in heights of the
// mark.
const dateReach = 3.5

// besideMark tells whether l stands by the words or a signature.
func besideMark(l document.Line, lines []document.Line) bool {
	return slices.ContainsFunc(lines, func(m document.Line) bool {
		return (vouches(m) || isSignature(m)) && Sheet{}.near(m.Quad, l.Quad, dateReach)
	})
}

func isSignature(l document.Line) bool {
	return comparedBy.MatchString(l.Text) && utf8.RuneCountInString(l.Text) <= wordsAlone
}

// whenCompared tells which lines are the date on which a copy was compared: by the
// words or a signature, and the latest of several, since a copy is compared after the
// paper was issued. What is written with points is one, too, where the paper has a
// date elsewhere: print has 年, 月 and 日.
func whenCompared(lines []document.Line) func(document.Line) bool {
	elsewhere, last, n := false, "", 0
	for _, l := range lines {
		if d := dateOf(l); d != "" {
			elsewhere = elsewhere || !besideMark(l, lines)
			last, n = max(last, d), n+1
		}
	}
	return func(l document.Line) bool {
		d := dateOf(l)
		written := elsewhere && !strings.Contains(l.Text, "年")
		return d != "" && n > 1 && (d == last || written) && besideMark(l, lines)
	}
}

// ownDate is what may stand before a date on its line.
var ownDate = regexp.MustCompile(`^.{0,8}[:：]`)

// dateOf is the date of a line that holds little else, to the day; else empty.
func dateOf(l document.Line) string {
	d, ok := normalize.Date(ownDate.ReplaceAllString(l.Text, ""))
	if !ok || len(d) != len("2006-01-02") {
		return ""
	}
	return d
}

// vouches tells whether l is the words that a copy is attested with, and no more.
func vouches(l document.Line) bool {
	_, ok := attested(l)
	text := normalize.StripSpace(l.Text)
	return ok && strings.Contains(text, "原") && utf8.RuneCountInString(text) <= wordsAlone && digits(text) < fewDigits
}

func digits(s string) (n int) {
	for _, r := range s {
		if unicode.IsDigit(r) {
			n++
		}
	}
	return n
}
