package extractors

import (
	"math"
	"regexp"

	"hecha/extractors/internal/layout"
)

var (
	specialYears = regexp.MustCompile(`^(?:其中)?(?:已|累计)?(?:从事|本).{2,18}(?:年限|年数)(?:\(年\))?:?$|^其中:?.{2,18}(?:年限|年数)(?:\(年\))?:?$|^(?:累计|专业|工作|折合|年限)*(?:合计|总计|共计)(?:\((?:大写|年)\))?:?$`)
	totalYears   = regexp.MustCompile(`^(?:累计)?(?:总|工作总|参加工作总|累计工作)(?:年限|年数|工作年限)(?:\(年\))?:?$`)
)

// readYearCells reads the cells beside labels that name the work themselves:
// 从事消防安全技术工作年限.
func (p *paper) readYearCells() {
	for _, f := range p.frags {
		for field, label := range map[string]*regexp.Regexp{"years": specialYears, "total_years": totalYears} {
			bottom, ok := p.yearLabel(f, label)
			if !ok || p.has(field) {
				continue
			}
			if value, ok := p.field(p.rightOf(f, bottom), workParsers[field]); ok && !outOfForm(value) {
				p.fields[field] = value
			}
		}
	}
}

// yearLabel tells whether f is a label, by itself or with what stands right below it
// in its cell, and where the label ends.
func (p *paper) yearLabel(f layout.Frag, label *regexp.Regexp) (bottom float64, ok bool) {
	const rest = 4 // characters of the second line
	if label.MatchString(f.Text()) {
		return f.Y1, true
	}
	for _, g := range p.frags {
		if len(g.Glyphs) <= rest && below(f, g) && label.MatchString(f.Text()+g.Text()) {
			return g.Y1, true
		}
	}
	return 0, false
}

// rightOf is what stands next to f on its right, down to bottom.
func (p *paper) rightOf(f layout.Frag, bottom float64) (run layout.Run) {
	left := math.Inf(1)
	for _, g := range p.frags {
		if y := g.CenterY(); g.X0 >= f.X1-f.Height()/2 && g.X0 < left && y > f.Y0 && y < bottom {
			left, run = g.X0, g.Glyphs
		}
	}
	return run
}
