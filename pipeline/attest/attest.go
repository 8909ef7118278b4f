package attest

import (
	"image"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"hecha/document"
	"hecha/document/normalize"
	"hecha/document/register"
)

// Sheet is what was read from one upright sheet, in its pixels.
type Sheet struct {
	// Image makes the picture, without the ink of coloured seals. It is asked only
	// where lines leave something open.
	Image func() *image.RGBA
	Page  int // of the upload, from 1
	Lines []document.Line
	Seals []document.Seal
	// Own are the places of the papers' own values: no mark of a copy.
	Own []document.Quad
	// Names are what the papers' own seals may bear: school, office, employer.
	Names []string
}

// Marks are what vouches for the copies on a sheet; nil for what was not found.
type Marks struct {
	Text, Signature, Seal *document.Mark
	// Label tells that the place for the signature of who compared the copy is
	// printed or written, signed or not.
	Label bool
}

// Limits, in heights of the line that they are measured from.
const (
	signReach  = 3.5 // from the words down to a signature
	besideGap  = 8.0 // from a label to what is signed behind it
	sealReach  = 2.0 // from a mark to the seal, in the seal's own size
	longest    = 34  // characters of a line that may hold the words
	maxSignRun = 6   // characters of a signature as it is read
	leastBegun = 3   // characters by which a phrase is known to begin
)

var (
	// words are what a copy is attested with, as far as they are always said.
	words = regexp.MustCompile(`原件(?:已)?(?:核对|校对|核实|审核|核验|比对)?(?:后)?(?:一致|相符|无误|相同|属实)|原件已?核(?:对|实|验)?|(?:核对|校对|核验|审核)(?:无误|一致|相符)|与原(?:件|证|本)(?:核对)?(?:一致|相符)`)
	// advice only speaks of originals and copies.
	advice = regexp.MustCompile(`为准|请持|须|需|提供|提交|应当|携带|查验原件|疑问|不一致|不符|收取|到校|如有`)
	// comparedBy is the label of who compared.
	comparedBy = regexp.MustCompile(`(?:核对|核验|校对|比对|复核|查验|核实|审核|审验|经办)(?:人员?|者)(?:签名|签字|签章)?[:：;；]?`)
	// dateTail is the date that often follows a signature, onlyDate one by itself.
	dateTail = regexp.MustCompile(`[\d一二三四五六七八九〇○零]{2,4}[年.,，/-].*$`)
	onlyDate = regexp.MustCompile(`^(?:19|20)\d{2}[\d年月日.,，/-]{3,8}$`)
)

// phrases are whole wordings; handwriting is read with some signs wrong.
var phrases = []string{"与原件核对一致", "与原件一致", "与原件相符", "复印件与原件一致", "复印件与原件核对无误", "经核对与原件相符", "与原件核对无误",
	"此件与原件核对一致", "经核验与原件一致"}

// Find looks for the marks on a sheet.
func Find(s Sheet) Marks {
	var m Marks
	text := -1
	for i, l := range s.Lines {
		if at, ok := attested(l); ok && !s.owned(l.Quad) {
			m.Text, text = mark(at, s.Page), i
			break
		}
	}
	m.Signature, m.Label = s.signature(text)
	m.Seal = s.seal(m)
	if m.Signature == nil && !m.Label && m.Seal != nil {
		m.Signature = s.signedAt(m.Seal.Quad)
	}
	return m
}

// attested is the part of l that says that a copy agrees with the original.
func attested(l document.Line) (part document.Line, ok bool) {
	folded := normalize.StripSpace(l.Text)
	if utf8.RuneCountInString(folded) > longest || advice.MatchString(folded) {
		return l, false
	}
	if words.MatchString(folded) || begun(folded) {
		return l, true
	}
	for _, p := range phrases {
		n := utf8.RuneCountInString(p)
		if common := commonLength([]rune(folded), []rune(p)); n >= 6 && common >= n-2 && common >= 4 && strings.Contains(folded, "原") {
			return l, true
		}
	}
	return l, false
}

// begun tells that text is where a phrase begins and no more: a seal lies over the rest.
func begun(text string) bool {
	return utf8.RuneCountInString(text) >= leastBegun && (strings.Contains(text, "原件") || strings.Contains(text, "核对")) &&
		slices.ContainsFunc(phrases, func(p string) bool { return strings.HasPrefix(p, text) })
}

// commonLength is the length of the longest common subsequence.
func commonLength(a, b []rune) int {
	row := make([]int, len(b)+1)
	for _, x := range a {
		diagonal := 0
		for j, y := range b {
			above := row[j+1]
			if x == y {
				row[j+1] = diagonal + 1
			} else {
				row[j+1] = max(above, row[j])
			}
			diagonal = above
		}
	}
	return row[len(b)]
}

func mark(l document.Line, page int) *document.Mark {
	return &document.Mark{Text: strings.TrimSpace(l.Text), Confidence: l.Confidence, Page: page, Quad: l.Quad}
}

// signature is who signed: behind the label of who compared, else what stands
// below or beside the words. It counts as signed, without its text, where only
// ink is there.
func (s Sheet) signature(text int) (m *document.Mark, label bool) {
	for i, l := range s.Lines {
		at := comparedBy.FindStringIndex(l.Text)
		if at == nil || utf8.RuneCountInString(l.Text) > longest || s.owned(l.Quad) || text < 0 && !strings.HasPrefix(l.Text[at[0]:], "核对") {
			continue
		}
		if text >= 0 && text != i && !s.near(s.Lines[text].Quad, l.Quad, 2*signReach) {
			continue
		}
		if m := s.behind(l, at[1]); m != nil {
			return m, true
		}
		label = true
	}
	if text < 0 || label {
		return nil, label
	}
	for i, l := range s.Lines {
		if i != text && isName(l.Text) && !s.owned(l.Quad) && s.near(s.Lines[text].Quad, l.Quad, signReach) {
			return mark(l, s.Page), false
		}
	}
	return nil, false
}

// signedAt is a name with a date that stand at the seal which vouches for the copy: the
// seal may hide the words.
func (s Sheet) signedAt(seal document.Quad) *document.Mark {
	for _, l := range s.Lines {
		if !isName(l.Text) || s.owned(l.Quad) || !touches(l.Quad, seal) {
			continue
		}
		name := dateTail.ReplaceAllString(l.Text, "")
		if _, ok := register.Surname(normalize.StripSpace(name)); !ok {
			continue
		}
		dated := name != l.Text || slices.ContainsFunc(s.Lines, func(d document.Line) bool {
			return onlyDate.MatchString(normalize.StripSpace(d.Text)) && s.near(l.Quad, d.Quad, signReach) && !s.owned(d.Quad)
		})
		if dated {
			return mark(l, s.Page)
		}
	}
	return nil
}

// touches tells whether a line lies on a seal or right beside it.
func touches(line, seal document.Quad) bool {
	x0, y0, x1, y1 := line.Bounds()
	a, b, c, d := seal.Bounds()
	h := y1 - y0
	return max(x0-c, a-x1) < besideGap*h && max(y0-d, b-y1) < 0
}

// behind is what is signed after the label that ends at byte end of l.
func (s Sheet) behind(l document.Line, end int) *document.Mark {
	if rest := strings.Trim(dateTail.ReplaceAllString(l.Text[end:], ""), " :：;；_.-—"); isName(rest) {
		at := end + strings.Index(l.Text[end:], rest)
		return mark(l.Span(at, at+len(rest)), s.Page)
	}
	x0, y0, x1, y1 := l.Quad.Bounds()
	h := y1 - y0
	for _, o := range s.Lines {
		a, b, _, d := o.Quad.Bounds()
		if a >= x1-h/2 && a-x1 < besideGap*h && min(d, y1)-max(b, y0) > 0.3*min(h, d-b) && a > x0 && isName(o.Text) && !s.owned(o.Quad) {
			return mark(o, s.Page)
		}
	}
	place := document.Rect(x1+h/4, y0-h/2, x1+5*h, y1+h/2)
	if s.inked(place) {
		return &document.Mark{Page: s.Page, Quad: place}
	}
	return nil
}

// isName tells whether a text can be a signature as engines read one: a few
// ideographs, with or without a date.
func isName(text string) bool {
	t := normalize.StripSpace(dateTail.ReplaceAllString(text, ""))
	n, han := 0, 0
	for _, r := range t {
		n++
		if unicode.Is(unicode.Han, r) {
			han++
		}
	}
	return n >= 1 && n <= maxSignRun && han >= 1 && 2*han >= n && !words.MatchString(t) && !notSignature.MatchString(t)
}

// notSignature are words on papers, stamps and specimens.
var notSignature = regexp.MustCompile(`样本|年|月|日|盖章|公章|公司|单位|签名|签字|[:：]|复印|原件|有效|核对|无误`)

// near tells whether b lies right below a or beside it, within so many heights
// of a.
func (s Sheet) near(a, b document.Quad, reach float64) bool {
	ax0, ay0, ax1, ay1 := a.Bounds()
	bx0, by0, bx1, by1 := b.Bounds()
	h := max(ay1-ay0, 1)
	dx, dy := max(ax0-bx1, bx0-ax1, 0), max(ay0-by1, by0-ay1, 0)
	return dx < reach*h && dy < reach*h && by0 > ay0-h
}

// owned tells whether q is the place of a value of the papers themselves.
func (s Sheet) owned(q document.Quad) bool {
	return slices.ContainsFunc(s.Own, func(o document.Quad) bool { return o.Contains(q.Center()) })
}

// inkShare is the share of dark pixels from which on a place is written on, and
// inkLevel the brightness below which a pixel is, against the paper's.
const (
	inkShare = 0.02
	inkLevel = 0.62
)

// inked tells whether something is written in a place where no line was read.
func (s Sheet) inked(q document.Quad) bool {
	x0, y0, x1, y1 := q.Bounds()
	img := s.Image()
	r := image.Rect(int(x0), int(y0), int(x1), int(y1)).Intersect(img.Rect)
	if r.Dx() < 8 || r.Dy() < 8 {
		return false
	}
	var levels []uint8
	for y := r.Min.Y; y < r.Max.Y; y++ {
		for x := r.Min.X; x < r.Max.X; x++ {
			px := img.Pix[img.PixOffset(x, y):]
			levels = append(levels, uint8((uint32(px[0])+uint32(px[1])+uint32(px[2]))/3))
		}
	}
	sorted := slices.Clone(levels)
	slices.Sort(sorted)
	paper := float64(sorted[len(sorted)*3/4])
	dark := 0
	for _, v := range levels {
		if float64(v) < inkLevel*paper {
			dark++
		}
	}
	return float64(dark) > inkShare*float64(len(levels))
}

// seal is the impression that vouches for the copy: one in colour where those of
// the original are gray, else one near the words or the signature. Either bears none
// of the paper's own names, unless words or a signature tell that the paper's own
// employer compared it.
func (s Sheet) seal(m Marks) *document.Mark {
	gray := slices.ContainsFunc(s.Seals, func(o document.Seal) bool { return o.Color == "gray" })
	for _, o := range s.Seals {
		if o.Type == document.SealPersonal {
			continue
		}
		onCopy := gray && o.Color != "gray" && (m.Text != nil || m.Signature != nil || !s.ownName(o.Text))
		for _, by := range []*document.Mark{m.Text, m.Signature} {
			if by != nil && !s.ownName(o.Text) && within(by.Quad, o.Quad) {
				onCopy = true
			}
		}
		if onCopy {
			return &document.Mark{Text: o.Text, Confidence: o.Confidence, Page: o.Page, Quad: o.Quad}
		}
	}
	return nil
}

// within tells whether a mark lies within reach of a seal.
func within(by, seal document.Quad) bool {
	x0, y0, x1, y1 := by.Bounds()
	a, b, c, d := seal.Bounds()
	size := max(c-a, d-b)
	return max(x0-c, a-x1, 0) < sealReach*size && max(y0-d, b-y1, 0) < sealReach*size
}

func (s Sheet) ownName(text string) bool {
	return text != "" && slices.ContainsFunc(s.Names, func(n string) bool {
		return n != "" && (strings.Contains(text, n) || strings.Contains(n, text) || normalize.Distance(text, n) < 2)
	})
}

// Signs that a paper is a copy.
const (
	SignAttested  = "attested"   // it says so, or is signed by who compared it
	SignGraySeal  = "gray_seal"  // its seals have no colour
	SignGrayscale = "grayscale"  // nothing on it has any
	SignColours   = "two_colors" // a coloured seal beside gray ones
)

// Of is what vouches for d as a copy; nil when nothing says that it is one.
func (m Marks) Of(d document.Document) *document.Copy {
	signs := []string{}
	if m.Text != nil || m.Label {
		signs = append(signs, SignAttested)
	}
	gray, coloured := 0, 0
	for _, s := range d.Seals {
		if s.Color == "gray" {
			gray++
		} else {
			coloured++
		}
	}
	switch {
	case gray > 0 && coloured > 0:
		signs = append(signs, SignColours)
	case gray > 0:
		signs = append(signs, SignGraySeal)
	}
	if d.Quality.Grayscale && inColour(d.Kind) {
		signs = append(signs, SignGrayscale)
	}
	if len(signs) == 0 {
		return nil
	}
	m = m.Moved(document.Identity) // papers of one sheet share no mark
	return &document.Copy{Signs: signs, AttestedText: m.Text, Signature: m.Signature, Seal: m.Seal}
}

// inColour tells which papers have colour of their own, so that a gray picture of
// one is a copy or stands for one.
func inColour(k document.Kind) bool {
	return slices.Contains([]document.Kind{
		document.IDCardPortrait, document.IDCardEmblem, document.Diploma, document.DegreeCertificate, document.CSCSECertificate,
		document.TitleCertificate, document.QualificationCertificate, document.AppointmentLetter, document.WorkCertificate,
	}, k)
}

// Moved is m with its places mapped by h.
func (m Marks) Moved(h document.Homography) Marks {
	move := func(k *document.Mark) *document.Mark {
		if k == nil {
			return nil
		}
		out := *k
		out.Quad = h.MapQuad(out.Quad)
		return &out
	}
	return Marks{move(m.Text), move(m.Signature), move(m.Seal), m.Label}
}

// Or is m with what it lacks taken from o.
func (m Marks) Or(o Marks) Marks {
	pick := func(a, b *document.Mark) *document.Mark {
		if a != nil {
			return a
		}
		return b
	}
	return Marks{pick(m.Text, o.Text), pick(m.Signature, o.Signature), pick(m.Seal, o.Seal), m.Label || o.Label}
}
