package specimen

import (
	"image/color"
	"math"
	"math/rand/v2"
	"strings"

	"hecha/document"
)

// Copy draws a paper of a kind as a copier puts it on A4, gray or in colour,
// with what the employer adds: the words that it agrees with the original, a
// signature and the seal, each of which may be missing. A paper of several
// pages is copied page by page; the first bears the words.
func Copy(kind document.Kind, split Split, seed uint64) []Page {
	s, rng := setOf(split), generator(split, "copy/"+string(kind), seed)
	gray := chance(rng, 0.7)
	var out []Page
	for i, p := range Draw(kind, split, seed) {
		k := dice{Rand: rng, split: split}
		if p.Screen {
			p = k.printed(p)
		}
		if gray {
			toGray(p.Image)
			k.tonerCurve(p.Image)
			grayTruth(&p)
		}
		c := copySheet(p, s, rng)
		if i == 0 {
			c.attest(c.h)
		}
		out = append(out, *c.page)
	}
	return out
}

// copySheet lays a page on A4, upright or across, reduced where it must be.
func copySheet(p Page, s *set, rng *rand.Rand) *canvas {
	w, h := a4Width, a4Height
	dx, dy := float64(p.Image.Rect.Dx()), float64(p.Image.Rect.Dy())
	if dx > dy && chance(rng, 0.4) {
		w, h = h, w
	}
	room := between(rng, 0.86, 0.97)
	// The sheet's resolution is what makes the page as large as it is copied.
	dpi := max(dx/(w*room), dy/(h*room)) * mmPerInch
	c := newCanvas(w, h, dpi, pick(rng, []color.NRGBA{white, rgb(0xfbfbfb)}), s, rng)
	y := dy / dpi * mmPerInch / 2
	c.paste(p, w/2+between(rng, -2, 2), min(y+between(rng, 4, 24), h/2), rng.NormFloat64()*0.5, 0)
	return c
}

var attestWords = map[Split][]string{
	Tune:   {"与原件核对一致", "复印件与原件一致", "此复印件与原件核对无误", "与原件一致", "经核对与原件相符", "本复印件与原件核对一致"},
	Unseen: {"经核对，与原件相符", "与原件核对一致，仅供资格核查使用", "经审核与原件一致", "复印件与原件核对无误", "已核，与原件相符", "复印件与原件相符"},
}

var signLabels = map[Split][]string{
	Tune:   {"核对人：", "经办人：", "审核人："},
	Unseen: {"核对人签名：", "核验人：", "审核人签字："},
}

// attest adds what vouches for a copy, to every document on the page.
func (c *canvas) attest(h float64) {
	t := &CopyTruth{}
	for i := range c.page.Documents {
		c.page.Documents[i].Copy = t
	}
	if len(c.page.Documents) == 0 || chance(c.rng, 0.12) {
		return
	}
	c.truth = &c.page.Documents[0]
	e := c.set.newEmployer(c.rng)
	hasText, hasName, hasSeal := chance(c.rng, 0.82), chance(c.rng, 0.75), chance(c.rng, 0.78)
	ink := pick(c.rng, append([]color.NRGBA{rgb(0xc02a2a), rgb(0x2440a8)}, pens...))
	x, y := c.attestPlace(h)
	stamp := hasText && chance(c.rng, 0.4)
	if stamp {
		c.attestStamp(t, x, y, ink, hasName)
	} else {
		c.attestByHand(t, x, y, ink, hasText, hasName)
	}
	if hasSeal {
		c.seal(x+between(c.rng, 22, 58), y+between(c.rng, -4, 16), c.officialSeal(e.name, e.home.code))
		last := c.truth.Seals[len(c.truth.Seals)-1]
		t.Seal, t.SealQuad = last.Text, last.Quad
	}
}

// attestPlace is where the words begin: mostly in white at the foot, else across
// the copy.
func (c *canvas) attestPlace(h float64) (x, y float64) {
	if chance(c.rng, 0.3) {
		return between(c.rng, 20, c.w-110), between(c.rng, h*0.3, h*0.75)
	}
	lowest := 0.0
	for _, d := range c.page.Documents {
		for _, q := range d.Quads {
			_, _, _, y1 := q.Bounds()
			lowest = math.Max(lowest, y1/c.dpi*mmPerInch)
		}
	}
	return between(c.rng, 24, c.w-110), min(max(lowest+between(c.rng, 8, 40), h*0.6), h-34)
}

// attestByHand writes words and name with a pen, the name beside or below them.
func (c *canvas) attestByHand(t *CopyTruth, x, y float64, ink color.NRGBA, text, name bool) {
	font, pt := pick(c.rng, c.set.hand), between(c.rng, 13, 19)
	if text {
		t.Text = pick(c.rng, attestWords[c.set.split])
		if strings.Contains(t.Text, "，") && chance(c.rng, 0.5) {
			t.Text, _, _ = strings.Cut(t.Text, "，仅")
		}
		t.TextQuad = c.signature(x, y, t.Text, font, pt, ink)
	}
	if !name {
		return
	}
	t.Signature = c.set.name(c.rng, pick(c.rng, []string{"男", "女"}))
	y += pt * 0.55
	x += between(c.rng, 0, 14)
	if chance(c.rng, 0.6) {
		q := c.signature(x, y, pick(c.rng, signLabels[c.set.split]), font, pt*0.85, ink)
		x1, _, _, _ := document.Quad{q[1], q[1], q[1], q[1]}.Bounds()
		x = x1/c.dpi*mmPerInch + 1
	}
	t.SignatureQuad = c.signature(x, y, t.Signature, font, pt*between(c.rng, 0.95, 1.15), pick(c.rng, pens))
	if chance(c.rng, 0.4) {
		c.signature(x+pt*0.2, y+pt*0.5, arabic(today.AddDate(0, 0, -c.rng.IntN(60))), font, pt*0.7, ink)
	}
}

// attestStamp presses a stamp in a box with room for a name.
func (c *canvas) attestStamp(t *CopyTruth, x, y float64, ink color.NRGBA, name bool) {
	st := style{font: pick(c.rng, append(c.set.song, c.set.hei...)), pt: between(c.rng, 12, 17), ink: ink}
	t.Text = pick(c.rng, attestWords[c.set.split])
	t.TextQuad = c.text(x, y, t.Text, st)
	label, w := pick(c.rng, signLabels[c.set.split]), st.width(t.Text)
	small := st.sized(st.pt * 0.8)
	lead := st.mm(1.6)
	c.text(x, y+lead, label, small)
	if chance(c.rng, 0.7) {
		c.box(x-3, y-st.mm(1.5), w+6, lead+st.mm(2.1), 0.4, ink)
	}
	if name {
		t.Signature = c.set.name(c.rng, pick(c.rng, []string{"男", "女"}))
		t.SignatureQuad = c.signature(x+small.width(label)+1, y+lead, t.Signature, pick(c.rng, c.set.hand), small.pt*1.25, pick(c.rng, pens))
	}
}
