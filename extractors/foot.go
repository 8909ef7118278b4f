package extractors

import (
	"math"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"hecha/document"
	"hecha/document/normalize"
	"hecha/extractors/internal/layout"
)

// sentencePattern compiles a pattern in which D is a date.
func sentencePattern(s string) *regexp.Regexp {
	return regexp.MustCompile(strings.ReplaceAll(s, "D", string(dateSign)))
}

// notName are words that stand where a name may stand but are none.
var notName = regexp.MustCompile(`^[部处科组]|^中共|^中华|日期|时间|编号|名称|机关|签发|批准|颁发|级别|法定|出生|民族|籍贯|代表人|负责人|经办|证书|证明|专业|学籍|学校|大学|学院|工作|公司|单位|考试|课程|毕业|报名|以上|情况|计划|学位|答辩|规定|审核|核实|核查|审查|查证|性别|代表|公章|盖章|签章|印章|签字|签名|介绍信|电话|手机|地址|大写|前往|学生|学员|考生|研究生|职工|员工|居民|人员|档案|同意|报考|属实|累计|合计|该[生员]|如下|下列|以下|上述|基本|信息|药师|[程计济造价]师|学士|硕士|博士|信息网|网站|网址`)

// doubtWithoutDay doubts a date at the foot that ends with its month: some papers
// have no day, but on most it was lost under the seal.
func (p *paper) doubtWithoutDay(name string) {
	if p.withoutDay(name) {
		p.doubt(name, document.DoubtPartial)
	}
}

// withoutDay tells whether the value of a field is a month.
func (p *paper) withoutDay(name string) bool { return len(p.fields[name].Value) == len("2006-01") }

// maxBesideDate is how many characters may stand in the line of the date at the
// foot: the label 日期:, the end of a school's name, noise of a seal.
const maxBesideDate = 6

// sealPlace are the words that tell where the seal goes, beside which the date may
// stand: 单位(公章) 2021年12月6日.
var sealPlace = regexp.MustCompile(`(?:(?:用人|工作|所在|出具|证明)?单位|公司|部门)?(?:名称)?\(?加?盖?(?:单位)?(?:盖章|公章|签章|印章)(?:处|有效)?\)?:?`)

// standsAlone tells whether the fragments of run hold little else: a date at the
// foot, not one in a sentence.
func (p *paper) standsAlone(run layout.Run) bool {
	total := 0
	for _, f := range p.fragsOf(run) {
		total += utf8.RuneCountInString(sealPlace.ReplaceAllString(f.Text(), ""))
	}
	return total <= len(run)+maxBesideDate
}

// centerY is the mean height of run on the sheet, upright.
func (p *paper) centerY(run layout.Run) float64 {
	frags := p.fragsOf(run)
	sum := 0.0
	for _, f := range frags {
		sum += f.CenterY()
	}
	return sum / max(float64(len(frags)), 1)
}

// fragsOf are the fragments that hold glyphs of run.
func (p *paper) fragsOf(run layout.Run) []layout.Frag {
	type place struct{ line, from int }
	in := map[place]bool{}
	for _, g := range run {
		in[place{g.Line, g.From}] = true
	}
	var out []layout.Frag
	for _, f := range p.frags {
		if slices.ContainsFunc(f.Glyphs, func(g layout.Glyph) bool { return in[place{g.Line, g.From}] }) {
			out = append(out, f)
		}
	}
	return out
}

var (
	// compared are the words of somebody who vouches for a copy, handled those of
	// somebody who may as well have written the paper.
	compared = regexp.MustCompile(`与原件|原件.{0,4}(?:一致|相符|无误)|核对(?:人|无误|一致)`)
	handled  = regexp.MustCompile(`审核人|经办人`)
)

// besideReach is how far below such words their date stands, in heights of a line.
const besideReach = 4.0

// beside tells whether a date stands beside or below words: it may be theirs, and
// not the paper's.
func (p *paper) beside(run layout.Run, words *regexp.Regexp) bool {
	dates := p.fragsOf(run)
	return slices.ContainsFunc(p.frags, func(f layout.Frag) bool {
		return words.MatchString(f.Text()) && slices.ContainsFunc(dates, func(d layout.Frag) bool {
			down := d.Y0 - f.Y1
			return down > -2*f.Height() && down < besideReach*f.Height() && math.Abs(d.CenterX()-f.CenterX()) < 12*f.Height()
		})
	})
}

var (
	// dayLabel ends what stands before a date that has a label, ownDay is the label
	// of the day on which a paper was made out.
	dayLabel = regexp.MustCompile(`(?:日期|时间|年月|有效期[至限]?|期限|截止|届满)[:;]?$`)
	ownDay   = regexp.MustCompile(`^(?:开具|出具|证明|签发|发证|颁发|颁证|落款|填表|填发|签署|签章|盖章|认证|查验|报告|制表|聘任)?(?:日期|时间)[:;]?$`)
)

// labelledOther tells whether a label before a date says that it is another day
// than that on which the paper was made out: 入职日期.
func (p *paper) labelledOther(run layout.Run) bool {
	for _, f := range p.fragsOf(run) {
		i := slices.IndexFunc(f.Glyphs, func(g layout.Glyph) bool { return g.Line == run[0].Line && g.From == run[0].From })
		if i < 0 {
			continue
		}
		before := f.Glyphs[:i].Trim(noise).String()
		if dayLabel.MatchString(before) && !ownDay.MatchString(before) {
			return true
		}
	}
	return false
}

// signedReach is how far before a date the name of whoever wrote it stands, in
// heights of a line.
const signedReach = 5.0

// signed tells whether right before a date stands somebody's name that no label led
// to: of whoever vouched for a copy, and dated it.
func (p *paper) signed(run layout.Run) bool {
	for _, d := range p.fragsOf(run) {
		if i := slices.IndexFunc(d.Glyphs, func(g layout.Glyph) bool { return g.Line == run[0].Line && g.From == run[0].From }); i > 0 {
			return p.isSignature(d.Glyphs[:i])
		}
		for _, f := range p.frags {
			if gap := d.X0 - f.X1; f.SameRow(d) && gap > -d.Height() && gap < signedReach*d.Height() && p.isSignature(f.Glyphs) {
				return true
			}
		}
	}
	return false
}

func (p *paper) isSignature(run layout.Run) bool {
	run = run.Trim(noise)
	return len(run) > 0 && personForm(run.String()) <= sureName && !p.holds(run)
}

// numberLike is what can be the number of a certificate that holds its year.
var numberLike = regexp.MustCompile(`[CZTQ]?\d{10}[0-9A-Z]\d{4,6}[0-9X]?`)

// ofNumber tells whether a date is of the year that the number of the certificate
// holds: it is the paper's own, whatever is stamped beside it.
func (p *paper) ofNumber(run layout.Run) bool {
	f, ok := p.field(run, date)
	if !ok || outOfForm(f) {
		return false
	}
	year := f.Value[:len("2006")]
	return slices.ContainsFunc(p.frags, func(f layout.Frag) bool {
		number := numberLike.FindString(f.Text())
		if number == "" || normalize.IDCheck(number) {
			return false
		}
		if d, ok := normalize.ParseDegree(number); ok {
			return d.Year == year
		}
		c, ok := normalize.ParseCertificate(number)
		return ok && c.Form != normalize.CertificateSelfStudy && c.Year == year
	})
}

// holds tells whether a field was read from a line of run.
func (p *paper) holds(run layout.Run) bool { return p.holdsBut("", run) }

// holdsBut tells whether a field other than one was.
func (p *paper) holdsBut(field string, run layout.Run) bool {
	for _, s := range run.Sources(p.sheet.Lines) {
		for name, f := range p.fields {
			if name == field {
				continue
			}
			for _, o := range f.Sources {
				x0, y0, x1, y1 := o.Quad.Bounds()
				if c := s.Quad.Center(); c.X >= x0 && c.X <= x1 && c.Y >= y0 && c.Y <= y1 {
					return true
				}
			}
		}
	}
	return false
}

// readOwnDate sets a field from the lowest date that stands by itself and is the
// value of nothing else, nor the day on which somebody vouched for a copy.
func (p *paper) readOwnDate(name string, t layout.Text) {
	if f, ok := p.fields[name]; ok && !outOfForm(f) {
		return
	}
	lowest := -1.0
	var best layout.Run
	for _, run := range footDates(t) {
		if y := p.centerY(run); y > lowest && p.standsAlone(run) && !p.holds(run) && !p.labelledOther(run) && (!p.beside(run, compared) && !p.signed(run) || p.ofNumber(run)) {
			lowest, best = y, run
		}
	}
	if best != nil {
		p.set(name, best, date)
		p.doubtWithoutDay(name)
	}
}
