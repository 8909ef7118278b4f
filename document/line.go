package document

import (
	"strings"
	"unicode/utf8"
)

// Char is one character as an engine read it.
type Char struct {
	Rune       rune    `json:"rune"`
	Confidence float64 `json:"confidence"` // the engine's own score, 0 to 1, not calibrated
	From       float64 `json:"from"`       // where it starts and ends along its line,
	To         float64 `json:"to"`         // as fractions of the line's length
	// Second is the engine's runner-up for this place and SecondConfidence its
	// score; 0 when the engine has none.
	Second           rune    `json:"second,omitempty"`
	SecondConfidence float64 `json:"second_confidence,omitempty"`
	// Further are the engine's candidates after these two, the likeliest first. Only
	// who asks for them is given any.
	Further []Candidate `json:"further,omitempty"`
}

// Candidate is a character that may stand in a place, and the engine's score for it.
type Candidate struct {
	Rune       rune    `json:"rune"`
	Confidence float64 `json:"confidence"`
}

// Line is one run of text on a page or sheet.
type Line struct {
	Text       string  `json:"text"`
	Confidence float64 `json:"confidence"` // mean of the characters' scores
	Quad       Quad    `json:"quad"`
	// Chars has one entry for every rune of Text, in order. It may be empty for
	// a line from a PDF's text layer.
	Chars []Char `json:"chars,omitempty"`
	// UnderSeal tells that a seal lies over the line.
	UnderSeal bool `json:"under_seal,omitempty"`
	// OpenStart and OpenEnd tell that before or behind the line stands what looks
	// like one more character and is on no line.
	OpenStart bool `json:"open_start,omitempty"`
	OpenEnd   bool `json:"open_end,omitempty"`
	// Others are readings of the same line by other engines or from another
	// channel, best first.
	Others []Reading `json:"others,omitempty"`
}

// Reading is what one more reader saw in a line.
type Reading struct {
	Engine     string  `json:"engine"`
	Text       string  `json:"text"`
	Confidence float64 `json:"confidence"`
}

// Span is the line's part between the byte offsets from and to of Text, with
// quad, characters and confidence cut accordingly.
func (l Line) Span(from, to int) Line {
	s := Line{Text: l.Text[from:to], UnderSeal: l.UnderSeal, Confidence: l.Confidence, Quad: l.Quad}
	s.OpenStart, s.OpenEnd = l.OpenStart && from == 0, l.OpenEnd && to == len(l.Text)
	n := utf8.RuneCountInString(l.Text)
	i := utf8.RuneCountInString(l.Text[:from])
	j := i + utf8.RuneCountInString(s.Text)
	if len(l.Chars) != n {
		if n > 0 {
			s.Quad = l.Quad.Slice(float64(i)/float64(n), float64(j)/float64(n))
		}
		return s
	}
	if i == j {
		return s
	}
	s.Chars = l.Chars[i:j]
	a, b := s.Chars[0].From, s.Chars[len(s.Chars)-1].To
	s.Quad = l.Quad.Slice(a, b)
	s.Chars = make([]Char, j-i)
	sum := 0.0
	for k, c := range l.Chars[i:j] {
		if b > a {
			c.From, c.To = (c.From-a)/(b-a), (c.To-a)/(b-a)
		}
		s.Chars[k] = c
		sum += c.Confidence
	}
	s.Confidence = sum / float64(j-i)
	return s
}

// MinConfidence is the score of the line's weakest character that is not blank;
// the line's own confidence when its characters are not known.
func (l Line) MinConfidence() float64 {
	low, seen := 1.0, false
	for _, c := range l.Chars {
		if strings.ContainsRune(" \u3000", c.Rune) {
			continue
		}
		low, seen = min(low, c.Confidence), true
	}
	if !seen {
		return l.Confidence
	}
	return low
}
