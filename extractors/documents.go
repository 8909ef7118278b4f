package extractors

import (
	"cmp"
	"math"
	"regexp"
	"slices"
	"unicode/utf8"

	"hecha/document"
	"hecha/extractors/internal/layout"
)

// Found is one document on a sheet.
type Found struct {
	Kind       document.Kind
	Confidence float64       // that Kind is right, 0 to 1, not calibrated
	Lines      []int         // of the sheet, ascending: what belongs to the document
	Region     document.Quad // in pixels of the sheet
	Fields     map[string]document.Field
	Periods    []document.Period
}

// Limits of classification.
const (
	minMatch  = 0.5  // a kind is taken from this score on
	minMargin = 0.15 // and when the next kind is this far behind
	// What is left beside a card is a document of its own from this many lines
	// and characters on; less is a remark such as 与原件核对一致.
	minRestLines = 6
	minRestRunes = 60
	// maxCards bounds how many cards a sheet is searched for.
	maxCards = 8
	// maxCuts and maxSplit bound the search for several papers on one sheet.
	maxCuts  = 3
	maxSplit = 3
	// minPartRunes is how many characters each of several papers has at least.
	minPartRunes = 40
)

// All are the extractors in the order in which they are tried.
func All() []Extractor {
	return []Extractor{
		idPortrait{}, idEmblem{}, applicationForm{}, appointmentLetter{}, authentication{}, chsi{}, cscse{}, degree{}, diploma{}, enrolment{},
		partySchoolQuery{partyPages}, qualificationCertificate{}, schoolStatus{}, technicianQuery{technicianPages}, titleCertificate{},
		vocationalQuery{vocationalPages}, workCertificate{},
	}
}

// Documents finds the documents on a sheet and reads them, from top to bottom.
// Cards are found by their print wherever they lie; what else is there is one
// paper, or several where a cut between them leaves two that are known. A sheet
// that is nothing known is one document of the kind other; an empty one has
// none.
func Documents(s Sheet) []Found {
	if len(s.Lines) == 0 {
		return nil
	}
	found, rest := cards(s)
	if len(found) == 0 || isPaper(s, rest) {
		found = append(found, papers(s, rest, len(found) > 0, maxSplit)...)
	}
	slices.SortStableFunc(found, func(a, b Found) int {
		return cmp.Compare(a.Region.Center().Y, b.Region.Center().Y)
	})
	return found
}

// cardSide is one way in which a card can be found on a sheet.
type cardSide struct {
	extractor Extractor
	find      func([]document.Line) (frame, float64)
}

var cardSides = []cardSide{{idPortrait{}, portraitFrame}, {idEmblem{}, emblemFrame}}

// cards takes the cards off a sheet; rest are the lines on none.
func cards(s Sheet) (found []Found, rest []int) {
	rest = indices(len(s.Lines))
	for range maxCards {
		side, f, score := bestCard(s, rest)
		if score < minMatch {
			break
		}
		on, off := divide(rest, func(i int) bool { return f.holds(s.Lines[i].Quad) })
		if len(on) == 0 {
			break
		}
		sub := s.subset(on)
		x := side.extractor.Extract(sub)
		found = append(found, Found{side.extractor.Kind(), score, on, clip(f.region(), s), x.Fields, x.Periods})
		rest = off
	}
	return found, rest
}

func bestCard(s Sheet, among []int) (side cardSide, f frame, score float64) {
	lines := s.subset(among).Lines
	for _, c := range cardSides {
		if g, sc := c.find(lines); sc > score && !ofForm(lines, g) {
			side, f, score = c, g, sc
		}
	}
	return side, f, score
}

// formLabel begins with what forms and certificates ask for and no card does.
var formLabel = regexp.MustCompile(`^(?:出生日期|出生年月|证件[号类]|身份证号|获?学位|学校|院校|院系|系列|评审|取得|发证|所授|授予|在线验证|报告编号|学号|学籍|毕业|毕\(?结|证书|学制|所学|专业|学历|入学|报考|资格|职称|管理号|批准|工作单位|培养|层次|聘|查询结果)`)

// ofForm tells whether what lies where a card would is part of a form with the
// same labels: tables of two columns come near to the places on a card.
func ofForm(lines []document.Line, f frame) bool {
	for _, l := range lines {
		if formLabel.MatchString(layout.FoldString(l.Text)) && (f.holds(l.Quad) || f.continuedBy(l)) {
			return true
		}
	}
	return false
}

// formReach is how far above and below a card, in its width, a label in the column
// of the card's own ones tells that they all are of one form.
const formReach = 0.35

// continuedBy tells whether l begins where a line on the card may begin, above or
// below it.
func (f frame) continuedBy(l document.Line) bool {
	z := f.card(leftOf(l.Quad))
	return math.Abs(real(z)-real(portraitMarks["name"])) < markTolerance/2 && imag(z) > -formReach && imag(z) < cardHeight+formReach
}

// isPaper tells whether the lines that no card holds are a paper by themselves.
func isPaper(s Sheet, rest []int) bool {
	if kind, _, _ := classify(s.subset(rest)); kind != nil {
		return true
	}
	return len(rest) >= minRestLines && s.subset(rest).runes() >= minRestRunes
}

// runes is how many characters stand on the sheet.
func (s Sheet) runes() (n int) {
	for _, l := range s.Lines {
		n += utf8.RuneCountInString(l.Text)
	}
	return n
}

// papers reads the lines at the given indices as one paper, or as two beside or
// above each other when either is known by itself.
func papers(s Sheet, at []int, beside bool, depth int) []Found {
	sub := s.subset(at)
	best, score, several := classify(sub)
	if depth > 0 && (best == nil || several) {
		if a, b, ok := split(sub, best == nil); ok {
			return append(papers(s, pick(at, a), beside, depth-1), papers(s, pick(at, b), beside, depth-1)...)
		}
	}
	region := document.Rect(0, 0, s.Width, s.Height)
	if beside || depth < maxSplit {
		region = clip(outline(sub.Lines), s)
	}
	if best != nil {
		x := best.Extract(sub)
		return []Found{{best.Kind(), score, at, region, x.Fields, x.Periods}}
	}
	if kind, x, sure, ok := byFields(sub); ok {
		return []Found{{kind, sure, at, region, x.Fields, x.Periods}}
	}
	return []Found{{document.Other, 1 - score, at, region, map[string]document.Field{}, nil}}
}

// classify is the extractor whose kind the whole of s is, nil for none, and the
// best score. several tells that s may hold more than one paper: two kinds claim
// it, or one that has its title twice. Cards are found by their frames instead.
func classify(s Sheet) (best Extractor, score float64, several bool) {
	in := contentsOf(s)
	second, claims, titles := 0.0, 0, 0
	for _, e := range All() {
		c, ok := e.(clued)
		if !ok {
			continue
		}
		found := in.weigh(c.clues())
		if found.claim >= minMatch {
			claims++
			titles = max(titles, found.titles)
		}
		switch {
		case found.score > score:
			best, score, second = e, found.score, score
		case found.score > second:
			second = found.score
		}
	}
	several = claims > 1 || titles > 1
	if score < minMatch || score-second < minMargin {
		return nil, score, several
	}
	return best, score, several
}

// split cuts s at one of its widest white bands into two parts that are both of
// a known kind; a and b are indices of its lines. Unless loose, both bear a title:
// the halves of a booklet can look like papers of two kinds.
func split(s Sheet, loose bool) (a, b []int, ok bool) {
	for _, c := range layout.Cuts(layout.Frags(s.Lines), maxCuts) {
		a, b := lineIndices(c[0]), lineIndices(c[1])
		if s.subset(a).runes() < minPartRunes || s.subset(b).runes() < minPartRunes {
			continue // a title alone, or a foot, is no paper
		}
		first, _, _ := classify(s.subset(a))
		second, _, _ := classify(s.subset(b))
		if first == nil || second == nil {
			continue
		}
		if loose && first.Kind() != second.Kind() || titled(s.subset(a), first) && titled(s.subset(b), second) {
			return a, b, true
		}
	}
	return nil, nil, false
}

// titled tells whether s bears a title of the kind of e: two papers of one kind
// have two, the title and the body of one have not.
func titled(s Sheet, e Extractor) bool {
	c, ok := e.(clued)
	return ok && contentsOf(s).weigh(c.clues()).titles > 0
}

func lineIndices(frags []layout.Frag) []int {
	var out []int
	for _, f := range frags {
		out = append(out, f.Glyphs[0].Line)
	}
	slices.Sort(out)
	return out
}

// subset is s with some of its lines only.
func (s Sheet) subset(at []int) Sheet {
	lines := s.Lines
	s.Lines = make([]document.Line, 0, len(at))
	for _, i := range at {
		s.Lines = append(s.Lines, lines[i])
	}
	return s
}

func indices(n int) []int {
	out := make([]int, n)
	for i := range out {
		out[i] = i
	}
	return out
}

func divide(at []int, test func(int) bool) (yes, no []int) {
	for _, i := range at {
		if test(i) {
			yes = append(yes, i)
		} else {
			no = append(no, i)
		}
	}
	return yes, no
}

// pick is from at the given places.
func pick(from, at []int) []int {
	out := make([]int, len(at))
	for i, k := range at {
		out[i] = from[k]
	}
	return out
}

func outline(lines []document.Line) document.Quad {
	quads := make([]document.Quad, len(lines))
	for i, l := range lines {
		quads[i] = l.Quad
	}
	return document.Union(quads...)
}

// clip moves corners that lie beyond the sheet onto its border.
func clip(q document.Quad, s Sheet) document.Quad {
	for i := range q {
		q[i].X = max(0, min(q[i].X, s.Width))
		q[i].Y = max(0, min(q[i].Y, s.Height))
	}
	return q
}
