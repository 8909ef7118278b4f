package extractors

import (
	"math"
	"regexp"
	"slices"
	"unicode/utf8"

	"hecha/document"
	"hecha/extractors/internal/layout"
	"hecha/extractors/internal/sentence"
)

// spoken is the text of a paper taken apart by a grammar.
type spoken struct {
	*paper
	text   layout.Text
	pieces []sentence.Piece
}

// speak parses the whole text of the paper.
func (p *paper) speak(g *sentence.Grammar) spoken {
	t := maskDates(layout.NewParagraphs(layout.Blocks(p.frags)))
	return spoken{p, t, g.Parse(p.runes(t))}
}

// runes are those of t with the engine's runners-up.
func (p *paper) runes(t layout.Text) []sentence.Rune {
	out := sentence.Runes(t.String())
	for i := range out {
		if run := t.Slice(i, i+1); len(run) == 1 {
			out[i].Second = p.runnerUp(run[0])
		}
	}
	return out
}

// runnerUp is the engine's second choice for a glyph, 0 for none.
func (p *paper) runnerUp(g layout.Glyph) rune {
	l := p.sheet.Lines[g.Line]
	if k := utf8.RuneCountInString(l.Text[:g.From]); k < len(l.Chars) && l.Chars[k].SecondConfidence > 0.02 {
		return l.Chars[k].Second
	}
	return 0
}

// sureMargin is how much dearer the next reading of a sentence must be for a
// value's extent to be sure.
const sureMargin = 0.5

// take sets a field from the cheapest piece of the given signs. When the sentence
// can nearly as well be read so that the value is longer, shorter or another, it
// is in doubt.
func (s spoken) take(field string, parse parser, signs ...string) {
	best, cost := -1, math.Inf(1)
	for i, piece := range s.pieces {
		if slices.Contains(signs, piece.Sign) && piece.Cost < cost {
			best, cost = i, piece.Cost
		}
	}
	if best < 0 {
		return
	}
	piece := s.pieces[best]
	s.set(field, s.run(piece), parse)
	if piece.Value && piece.Margin < sureMargin {
		s.doubt(field, document.DoubtExtent)
	}
}

// words are the pieces of a sign.
func (s spoken) words(sign string) []sentence.Piece {
	var out []sentence.Piece
	for _, piece := range s.pieces {
		if piece.Sign == sign {
			out = append(out, piece)
		}
	}
	return out
}

func (s spoken) run(piece sentence.Piece) layout.Run { return s.text.Slice(piece.From, piece.To) }

// readWord sets a field of a closed vocabulary from every word of a sign: words
// that mean different things are in conflict.
func (s spoken) readWord(field, sign string) {
	for _, piece := range s.words(sign) {
		s.set(field, s.run(piece), diplomaParsers[field])
	}
}

// readLevel sets the level: 研究生 says less than 硕士, and a title less than the
// sentence.
func (s spoken) readLevel() {
	for _, piece := range s.words("level") {
		if s.run(piece).String() != anyGraduate {
			s.set("level", s.run(piece), diplomaParsers["level"])
		}
	}
	for _, sign := range []string{"level", "level_title"} {
		for _, piece := range s.words(sign) {
			if !s.has("level") {
				s.set("level", s.run(piece), diplomaParsers["level"])
			}
		}
	}
}

// anyGraduate is a level that is one of two.
const anyGraduate = "研究生"

// readFootDate sets a field from the lowest date that the sentence has no use for:
// the day on which the paper was made out. What a label gave stays, unless it is
// a month and the foot has the day.
func (s spoken) readFootDate(field string) {
	if s.known(field) && !s.withoutDay(field) {
		return
	}
	found := s.footDates()
	found = slices.DeleteFunc(found, func(c candidate) bool { return s.taken(c.run, field) })
	if len(found) == 0 {
		return
	}
	best := found[0]
	for _, c := range found {
		if c.cost < best.cost {
			best = c
		}
	}
	if f, ok := s.field(best.run, date); ok && s.withoutDay(field) && !outOfForm(f) && len(f.Value) > len("2006-01") {
		if f.Value[:len("2006-01")] != s.fields[field].Value {
			f.AddDoubt(document.DoubtConflict)
		}
		s.fields[field] = f
		return
	}
	s.set(field, best.run, date)
	s.doubtWithoutDay(field)
}

// taken tells whether a date is the value of another field already: the cell of a
// table whose label says what it is.
func (s spoken) taken(run layout.Run, field string) bool {
	f, ok := s.field(run, date)
	if !ok {
		return false
	}
	for name, other := range s.fields {
		if name != field && len(other.Sources) > 0 && other.Sources[0].Quad == f.Sources[0].Quad {
			return true
		}
	}
	return false
}

// footDates are the dates that the sentence has no use for, the lower on the page
// the cheaper.
func (s spoken) footDates() []candidate {
	used := map[int]bool{}
	for _, piece := range s.pieces {
		for i := piece.From; piece.Value && !s.atFoot(piece) && i < piece.To; i++ {
			used[i] = true
		}
	}
	var found []candidate
	for i, r := range []rune(s.text.String()) {
		if r == dateSign && !used[i] {
			run := s.text.Slice(i, i+1)
			cost := -s.centerY(run) / max(s.sheet.Height, 1)
			if !s.standsAlone(run) {
				cost += 2
			}
			if s.beside(run, compared) && !s.ofNumber(run) || s.labelledOther(run) {
				continue
			}
			if s.beside(run, handled) || s.signed(run) {
				cost += 3
			}
			if s.afterStudy(run) {
				cost-- // above what was stamped or written below it later
			}
			found = append(found, candidate{run, cost})
		}
	}
	for _, piece := range s.words("issued") {
		if piece.To > piece.From+1 {
			found = append(found, candidate{s.run(piece), 1})
		}
	}
	return found
}

// afterStudy tells whether a date is of the year in which the sentence lets the
// course of study end.
func (s spoken) afterStudy(run layout.Run) bool {
	day, ok := s.field(run, date)
	if !ok || outOfForm(day) {
		return false
	}
	return slices.ContainsFunc(s.words("until"), func(piece sentence.Piece) bool {
		end, ok := s.field(s.run(piece), date)
		return ok && !outOfForm(end) && end.Value[:len("2006")] == day.Value[:len("2006")]
	})
}

// doubtOtherYear doubts the day at the foot when a date of another year stands by
// itself as well and no words tell that it is that of a copy.
func (s spoken) doubtOtherYear(field string) {
	if !s.known(field) {
		return
	}
	for _, c := range s.footDates() {
		f, ok := s.field(c.run, date)
		if ok && !outOfForm(f) && s.standsAlone(c.run) && !s.beside(c.run, handled) && f.Value[:len("2006")] != s.fields[field].Value[:len("2006")] {
			s.doubt(field, document.DoubtConflict)
		}
	}
}

// leaving are the words beside the date of a graduation in the text.
var leaving = regexp.MustCompile(`毕业|结业|肄业|期满|学习`)

// atFoot tells whether a piece is the date at the foot and not one of the text:
// what looks like the day of graduation stands there by itself.
func (s spoken) atFoot(piece sentence.Piece) bool {
	if piece.Sign != "graduated" || !s.standsAlone(s.run(piece)) {
		return piece.Sign == "issued"
	}
	return !slices.ContainsFunc(s.fragsOf(s.run(piece)), func(f layout.Frag) bool { return leaving.MatchString(f.Text()) })
}
