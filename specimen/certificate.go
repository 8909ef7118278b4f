package specimen

import (
	"image/color"
	"math/rand/v2"
	"strings"

	"hecha/document"
)

// certificateKind is a sort of certificate that gives its facts as labels with
// values, in a sentence, or both.
type certificateKind struct {
	kind   document.Kind
	blanks func(s *set, rng *rand.Rand) certificateFacts
	titles []string // {key} for a value; of these lists the unseen split has the second half
	bodies []string // sentences above the labels; empty for none
	labels map[string][2][]string
	order  [][]string
	// english is what stands behind or below a label on bilingual papers.
	english map[string]string
	foots   []string // lines at the foot, on the right, parted by newlines
}

// certificateFacts are the values of one certificate, and who sealed it.
type certificateFacts struct {
	blanks
	female bool
	seals  []SealSpec
	code   string // payload of the QR code; empty for none
}

// certificateSheet places the parts of a certificate.
type certificateSheet struct {
	w, h     float64
	title    at // centre of its baseline
	titlePt  float64
	photo    at // top left; zero for none
	body     column
	pairs    at // top left
	width    float64
	row      float64
	pt       float64
	foot     at // centre of the first line
	seal     at
	code     at // of the QR code, if the paper has one
	fold     bool
	arrange  arrangement
	english  bool
	sentence bool // the facts stand in a sentence, not in pairs
}

// certificateDesign is one layout of a kind.
type certificateDesign struct {
	name  string
	only  Split
	kind  *certificateKind
	sheet certificateSheet
}

var (
	certSpread = certificateSheet{
		w: 260, h: 180, title: at{65, 34}, titlePt: 20, photo: at{50, 46}, body: column{x: 16, y: 112, width: 98},
		pairs: at{146, 26}, width: 98, row: 12.5, pt: 11.5, foot: at{196, 148}, seal: at{196, 146}, fold: true, arrange: plainRows,
	}
	certBilingual = certificateSheet{
		w: 250, h: 178, title: at{62, 30}, titlePt: 19, photo: at{47, 48}, body: column{x: 14, y: 112, width: 96},
		pairs: at{138, 20}, width: 100, row: 17, pt: 11.5, foot: at{188, 150}, seal: at{180, 146}, fold: true, arrange: plainRows, english: true,
	}
	certPortrait = certificateSheet{
		w: a4Width, h: a4Height, title: at{105, 62}, titlePt: 30, photo: at{90, 76}, body: column{x: 32, y: 134, width: 146},
		pairs: at{54, 162}, width: 108, row: 10.5, pt: 14, foot: at{138, 256}, seal: at{140, 250}, code: at{34, 244}, arrange: plainRows,
	}
	certLandscape = certificateSheet{
		w: 297, h: 210, title: at{148, 46}, titlePt: 34, photo: at{232, 62}, body: column{x: 40, y: 72, width: 178},
		pairs: at{40, 96}, width: 180, row: 13, pt: 14, foot: at{214, 176}, seal: at{216, 172}, code: at{40, 166}, arrange: definitions(2),
	}
	certSentence = certificateSheet{
		w: 265, h: 190, title: at{150, 42}, titlePt: 34, photo: at{28, 56}, body: column{x: 72, y: 76, width: 162},
		pairs: at{28, 112}, width: 60, row: 9, pt: 16, foot: at{188, 152}, seal: at{190, 150}, sentence: true, arrange: plainRows,
	}
	certTable = certificateSheet{
		w: a4Width, h: a4Height, title: at{105, 44}, titlePt: 26, photo: at{150, 58}, body: column{x: 28, y: 236, width: 150},
		pairs: at{26, 62}, width: 118, row: 12, pt: 12, foot: at{138, 262}, seal: at{140, 256}, code: at{150, 110}, arrange: ruledTable,
	}
	certGrid = certificateSheet{
		w: a4Width, h: a4Height, title: at{105, 50}, titlePt: 26, photo: at{90, 60}, body: column{x: 28, y: 212, width: 154},
		pairs: at{22, 110}, width: 166, row: 13, pt: 12, foot: at{138, 250}, seal: at{140, 246}, code: at{30, 236}, arrange: ruledGrid,
	}
	certStacked = certificateSheet{
		w: 230, h: 160, title: at{115, 28}, titlePt: 24, photo: at{184, 40}, body: column{x: 20, y: 128, width: 110},
		pairs: at{20, 40}, width: 156, row: 12, pt: 12, foot: at{170, 134}, seal: at{172, 128}, code: at{20, 132}, arrange: stackedColumns(2),
	}
)

// plainRows sets a pair to a row, its label spread to the width of the longest,
// the values under each other, sometimes on a rule.
func plainRows(c *canvas, p pairs, b blanks, l pairLook) float64 {
	edge := 0.0
	for _, pair := range p {
		edge = max(edge, l.label.width(pair[0]+"："))
	}
	ruled, spread := chance(c.rng, 0.4), chance(c.rng, 0.4)
	y := l.y + l.row/2
	for _, pair := range p {
		if spread {
			c.spread(l.x, l.x+edge-l.label.mm(1), y, pair[0], l.label)
			c.text(l.x+edge-l.label.mm(1), y, "：", l.label)
		} else {
			c.text(l.x, y, pair[0]+l.colon, l.label)
		}
		if ruled {
			c.rule(l.x+edge, y+l.value.mm(0.3), l.x+l.width, y+l.value.mm(0.3), 0.2, l.line)
		}
		n := c.wrapped(l.x+edge+2, y, l.width-edge-3, pair[1], b, l.value)
		y += l.row + float64(n-1)*l.value.mm(1.3)
	}
	return y
}

func certificateLayouts() []layout {
	var all []layout
	for _, d := range certificateDesigns {
		all = append(all, layout{d.kind.kind, d.name, d.only, func(_ string, s *set, rng *rand.Rand) []Page {
			return []Page{drawCertificate(d, s, rng)}
		}})
	}
	return all
}

// drawCertificate draws one certificate of a design.
func drawCertificate(d certificateDesign, s *set, rng *rand.Rand) Page {
	sh, facts := d.sheet, d.kind.blanks(s, rng)
	c := newCanvas(sh.w, sh.h, pageDPIs(rng), pick(rng, s.paper()), s, rng)
	c.begin(d.kind.kind, d.name)
	if chance(rng, 0.6) {
		c.securityPrint(c.frame())
	}
	if sh.fold {
		c.rule(sh.w/2, 0, sh.w/2, sh.h, 0.25, rgb(0xc8c8c8))
	}
	text := style{font: pick(rng, pick(rng, [][]string{s.song, s.song, s.hei, s.kai})), pt: sh.pt, ink: black}
	c.certificateTitle(sh, pick(rng, half(d.kind.titles, s)), facts)
	if sh.photo != (at{}) {
		w := cond(sh.fold, 28.0, 26.0)
		c.portrait(sh.photo.x, sh.photo.y, w, w*1.35, facts.female)
		if chance(rng, 0.4) {
			c.emboss(sh.photo.x+w*0.9, sh.photo.y+w*1.25, 17)
		}
	}
	c.certificateFoot(d, facts, text) // first: it says who issued the paper, not the sentence
	c.certificateText(d, facts, text)
	c.certificateSeals(sh, facts)
	c.mark()
	return c.finish()
}

func (c *canvas) certificateTitle(sh certificateSheet, title string, f certificateFacts) {
	st := style{font: pick(c.rng, c.set.titles), pt: sh.titlePt, ink: pick(c.rng, []color.NRGBA{black, red, black, rgb(0x7a1d16)})}
	rows := strings.Split(title, "\n")
	y := sh.title.y - float64(len(rows)-1)*st.mm(1.2)
	room := cond(sh.fold, sh.w/2-12, sh.w-30)
	for _, row := range rows {
		words := row
		row := st
		if w := wordingWidth(words, f.blanks, row, row); w > room {
			row.pt *= room / w
		}
		c.spaced(at{sh.title.x, y}, words, f.blanks, row)
		y += st.mm(1.25)
	}
}

// certificateText sets the sentence and the pairs.
func (c *canvas) certificateText(d certificateDesign, f certificateFacts, text style) {
	sh := d.sheet
	body := ""
	if len(d.kind.bodies) > 0 && (sh.sentence || chance(c.rng, 0.7)) {
		bodies := d.kind.bodies
		if sh.sentence {
			bodies = sentencesOnly(bodies)
		}
		body = pick(c.rng, half(bodies, c.set))
	}
	if !sh.sentence && strings.Contains(body, "{name}") {
		body = ""
	}
	if body != "" {
		st := cond(sh.sentence, text, text.sized(text.pt*0.95))
		st.font = pick(c.rng, c.set.kai)
		col := sh.body
		col.leading, col.indent = st.mm(between(c.rng, 1.5, 1.8)), 2
		c.paragraph(col, f.spans(body, st, st))
	}
	label := text
	label.ink = pick(c.rng, []color.NRGBA{black, rgb(0x444444), rgb(0x8c1c13)})
	value := text
	if chance(c.rng, 0.4) {
		value.font = pick(c.rng, append(c.set.kai, c.set.hei...))
	}
	p := filledIn(c.certificatePairs(d, body), f.blanks)
	look := pairLook{
		x: sh.pairs.x, y: sh.pairs.y, width: sh.width, row: sh.row, label: label, value: value,
		line: rgb(0x666666), tint: white, colon: pick(c.rng, []string{"：", "：", ""}),
	}
	if sh.sentence {
		look.label, look.value = label.sized(9.5), value.sized(9.5)
	}
	sh.arrange(c, p, f.blanks, look)
	if sh.english {
		c.englishLabels(p, d.kind.english, look)
	}
}

// sentencesOnly are the bodies that state the holder's name.
func sentencesOnly(bodies []string) []string {
	var out []string
	for _, b := range bodies {
		if strings.Contains(b, "{name}") {
			out = append(out, b)
		}
	}
	return out
}

// certificatePairs are the labels that the sentence leaves to be said.
func (c *canvas) certificatePairs(d certificateDesign, body string) pairs {
	var out pairs
	for _, key := range pick(c.rng, d.kind.order) {
		if strings.Contains(body, "{"+key+"}") || d.sheet.sentence && key != "number" && key != "id" {
			continue
		}
		words := d.kind.labels[key]
		out = append(out, [2]string{pick(c.rng, words[cond(c.set.unseen(), 1, 0)]), "{" + key + "}"})
	}
	return out
}

// englishLabels sets the English below the labels of plainRows.
func (c *canvas) englishLabels(p pairs, words map[string]string, l pairLook) {
	small := style{font: "serif", pt: l.label.pt * 0.72, ink: l.label.ink}
	y := l.y + l.row/2
	for _, pair := range p {
		c.text(l.x, y+small.mm(1.5), words[strings.Trim(pair[1], "{}")], small)
		y += l.row
	}
}

// certificateFoot sets who issued the paper and when.
func (c *canvas) certificateFoot(d certificateDesign, f certificateFacts, text style) {
	sh := d.sheet
	y := sh.foot.y
	for _, line := range strings.Split(pick(c.rng, half(d.kind.foots, c.set)), "\n") {
		c.spaced(at{sh.foot.x, y}, line, f.blanks, text.sized(min(text.pt, 13)))
		y += text.mm(1.8)
	}
}

// certificateSeals presses the seals and draws the code.
func (c *canvas) certificateSeals(sh certificateSheet, f certificateFacts) {
	for i, spec := range f.seals {
		c.seal(sh.seal.x+between(c.rng, -5, 5)-float64(i)*46, sh.seal.y+between(c.rng, -4, 4), spec)
	}
	if f.code != "" && sh.code != (at{}) {
		c.qr(sh.code.x, sh.code.y, 24, f.code)
	}
}
