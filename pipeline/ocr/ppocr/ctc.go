package ppocr

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"hecha/document"
)

// ctc turns the scores of one line into characters (Graves et al.,
// Connectionist Temporal Classification, 2006: best path).
type ctc struct {
	sayable
	dict   dictionary
	steps  int
	used   float64 // share of the steps that lie on the line; the rest is padding
	aspect float64 // width over height of the line
}

// sayable is what may be said of a line.
type sayable struct {
	allowed    []int32 // classes that may be read; nil: all
	candidates int     // for a place that is not sure, after the first two
}

// step is what one time step says. second is the best class after the winner
// that is not blank.
type step struct {
	class, second int
	p, p2         float32
}

// peak is a character: the steps [from,to) say the same class. A faint one lost
// to the blank, but not clearly.
type peak struct {
	step         // of the step with the highest score
	at       int // which that is
	from, to int
	faint    bool
	blank    float32 // score of the blank that a faint one lost to
}

// line decodes scores, steps rows of one score per class, for the line at q. ink
// tells which columns of the straightened line may hold a glyph.
func (c ctc) line(scores []float32, q document.Quad, ink []bool) document.Line {
	peaks := c.peaks(scores)
	c.doubtUnread(peaks, ink)
	line := document.Line{Quad: q, Chars: c.chars(peaks, scores)}
	var text strings.Builder
	for _, ch := range line.Chars {
		text.WriteRune(ch.Rune)
		line.Confidence += ch.Confidence / float64(len(line.Chars))
	}
	line.Text = text.String()
	return line
}

// peaks are the characters of the best path, and the faint ones between them.
func (c ctc) peaks(scores []float32) []peak {
	var peaks []peak
	last := 0
	for t := range int(math.Ceil(float64(c.steps) * c.used)) {
		s := c.best(scores[t*len(c.dict) : (t+1)*len(c.dict)])
		p := peak{step: s, at: t, from: t, to: t + 1}
		if s.class == 0 && s.p < clearBlank && c.faintClass(s.second) {
			p = peak{step: step{class: s.second, p: s.p2}, at: t, from: t, to: t + 1, faint: true, blank: s.p}
		}
		if p.class != 0 {
			peaks = add(peaks, p, s.class == last)
		}
		last = s.class
	}
	return c.settleFaint(peaks)
}

// add appends p, or widens the last peak when p goes on with it.
func add(peaks []peak, p peak, same bool) []peak {
	n := len(peaks)
	if n == 0 || !same || peaks[n-1].faint != p.faint || peaks[n-1].to != p.from {
		return append(peaks, p)
	}
	peaks[n-1].to = p.to
	if p.p > peaks[n-1].p {
		peaks[n-1].step, peaks[n-1].at = p.step, p.at
	}
	return peaks
}

const (
	// clearBlank is the blank's score from which nothing is there. A character
	// that the dictionary does not hold spreads its probability over its
	// look-alikes, and the blank wins with 0.4 to 0.8: dropping it silently
	// would turn 张𬭚明 into 张明.
	clearBlank = 0.8
	// echo is the distance in ems within which a faint peak is but the edge of
	// its neighbour.
	echo = 0.5
	// faintest is the score of the least faint peak that is worth a character.
	faintest = 0.08
)

// faintClass tells whether a class may be taken for lost. Punctuation, spaces
// and single strokes are often really nothing, or a form's ruling.
func (c ctc) faintClass(class int) bool {
	r, _ := utf8.DecodeRuneInString(c.dict[max(class, 0)])
	return class > 0 && (unicode.IsLetter(r) || unicode.IsDigit(r)) && !strings.ContainsRune("一丨丶丿亅", r)
}

// settleFaint removes the faint peaks that are the edge of a neighbour, and
// those that look like nothing in particular, a smudge or a character unlike
// all known: these cast doubt on their neighbours.
func (c ctc) settleFaint(peaks []peak) []peak {
	em := emHeight / c.aspect
	near := func(i, j int) bool {
		return j >= 0 && j < len(peaks) && math.Abs(c.middle(peaks[i])-c.middle(peaks[j])) <= echo*em
	}
	kept := peaks[:0:0]
	doubt := float32(1) // for the next peak
	for i, p := range peaks {
		switch {
		case p.faint && (near(i, i-1) || near(i, i+1)):
		case p.faint && p.p < faintest:
			if n := len(kept); n > 0 {
				kept[n-1].p *= p.blank
			}
			doubt = p.blank
		default:
			p.p *= doubt
			doubt = 1
			kept = append(kept, p)
		}
	}
	return kept
}

// best finds the class of a step and, unless it is clearly blank, the best
// other character.
func (c ctc) best(row []float32) step {
	// Nine steps in ten are blank and need no search.
	if row[0] > clearBlank {
		return step{p: row[0]}
	}
	s := step{class: -1, second: -1}
	if c.allowed == nil {
		for i, p := range row {
			s.offer(i, p)
		}
	}
	for _, i := range c.allowed {
		s.offer(int(i), row[i])
	}
	return s
}

// offer keeps the best class and the best other class that is not blank.
func (s *step) offer(class int, p float32) {
	switch {
	case p > s.p || s.class < 0:
		if s.class > 0 {
			s.second, s.p2 = s.class, s.p
		}
		s.class, s.p = class, p
	case class > 0 && (p > s.p2 || s.second < 0):
		s.second, s.p2 = class, p
	}
}

// chars gives every peak its place on the line.
func (c ctc) chars(peaks []peak, scores []float32) []document.Char {
	var chars []document.Char
	for i, p := range peaks {
		from, to := c.span(peaks, i)
		name := c.dict[p.class]
		n := float64(utf8.RuneCountInString(name))
		k := 0.0
		for _, r := range name {
			ch := document.Char{
				Rune: r, Confidence: float64(p.p),
				From: from + (to-from)*k/n, To: from + (to-from)*(k+1)/n,
			}
			if p.second > 0 && n == 1 {
				ch.Second, _ = utf8.DecodeRuneInString(c.dict[p.second])
				ch.SecondConfidence = float64(p.p2)
				ch.Further = c.further(p, scores)
			}
			chars = append(chars, ch)
			k++
		}
	}
	return chars
}

// Scores from which a place is sure, and up to which a class is no candidate for one.
const (
	sureScore  = 0.9
	leastScore = 0.002
)

// further are the classes after the first two that the step of a peak may also say.
func (c ctc) further(p peak, scores []float32) []document.Candidate {
	if c.candidates == 0 || p.p > sureScore {
		return nil
	}
	var found []document.Candidate
	for class, score := range scores[p.at*len(c.dict) : (p.at+1)*len(c.dict)] {
		r, size := utf8.DecodeRuneInString(c.dict[class])
		if score > leastScore && size == len(c.dict[class]) && c.mayFollow(p, class) {
			found = append(found, document.Candidate{Rune: r, Confidence: float64(score)})
		}
	}
	slices.SortFunc(found, func(a, b document.Candidate) int { return cmp.Compare(b.Confidence, a.Confidence) })
	return found[:min(len(found), c.candidates)]
}

// mayFollow tells that a class is allowed and neither the blank nor one of the first two.
func (c ctc) mayFollow(p peak, class int) bool {
	return class != 0 && class != p.class && class != p.second &&
		(c.allowed == nil || slices.Contains(c.allowed, int32(class)))
}

// span is where character i stands, as fractions of the line. The network
// tells only about where its middle is: it reaches half way to its neighbours,
// but not further than a character of its kind is wide.
func (c ctc) span(peaks []peak, i int) (from, to float64) {
	at := c.middle(peaks[i])
	reach := c.halfWidth(peaks[i])
	from, to = at-reach, at+reach
	if i > 0 {
		from = math.Max(from, (at+c.middle(peaks[i-1]))/2)
	}
	if i+1 < len(peaks) {
		to = math.Min(to, (at+c.middle(peaks[i+1]))/2)
	}
	return clamp(from, 1), clamp(to, 1)
}

func (c ctc) middle(p peak) float64 {
	return math.Min(float64(p.from+p.to)/2/float64(c.steps)/c.used, 1)
}

// emHeight is the em over the height of a line, which includes a margin.
const emHeight = 0.8

// halfWidth is half of what the character may take up, as a fraction of the
// line: its em is about the line's height, which includes a margin.
func (c ctc) halfWidth(p peak) float64 {
	em := .5
	if r, _ := utf8.DecodeRuneInString(c.dict[p.class]); r < 0x2000 && !unicode.Is(unicode.Han, r) {
		em = .35
	}
	return em / c.aspect
}
