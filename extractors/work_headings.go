package extractors

import (
	"math"
	"regexp"
	"slices"

	"hecha/extractors/internal/layout"
)

// periodHeader is a wording of a heading.
type periodHeader struct {
	field   string // period, start, end, employer, job, post, or empty for another
	pattern *regexp.Regexp
}

var periodHeaders = []periodHeader{
	{"period", regexp.MustCompile(`^(?:工作)?起(?:止|讫|至)(?:年月|时间|日期|年限)|^(?:工作|任职|服务|从业)?(?:时间|期间|年月|期限|时段)$|^何年何月|^何时至何时|^自何年`)},
	{"start", regexp.MustCompile(`^(?:起始|开始|入职|起)(?:年月|时间|日期)$`)},
	{"end", regexp.MustCompile(`^(?:结束|终止|截止|离职|止)(?:年月|时间|日期)$`)},
	{"employer", regexp.MustCompile(`^(?:工作|所在|任职|服务)?单位(?:名称|全称)?(?:[及和与或、/].{1,6})?$|^(?:工作|任职)单位|^(?:在|于)?(?:何地)?何单位`)},
	{"job", regexp.MustCompile(`^(?:主要)?(?:从事|做)|^何种(?:专业|工作)|^工作内容|^专业工作|^主要工作`)},
	{"post", regexp.MustCompile(`(?:岗位|职务|职位)(?:名称)?$|^(?:专业技术)?职务|^(?:任|担任)?何(?:种)?(?:职务?|岗位)`)},
	{"name", regexp.MustCompile(`^(?:员工|职工)?姓名$`)},
	{"id_number", regexp.MustCompile(`^(?:公民)?身份(?:证|证件)?号码?$`)},
	{"years", regexp.MustCompile(`^(?:专业|工作|从业|专业工作)?年限(?:\(年\))?$`)},
	{"", regexp.MustCompile(`^证明人|^备注|^部门|^工作部门|^序号$|职称$|^证明单位`)},
}

// headingOf is the field that a heading asks for; ok is false for no heading.
func headingOf(f layout.Frag) (field string, ok bool) {
	const longest = 14 // characters of a heading
	if len(f.Glyphs) > longest {
		return "", false
	}
	for _, h := range periodHeaders {
		if h.pattern.MatchString(f.Text()) {
			return h.field, true
		}
	}
	return "", false
}

// periodColumns finds the row of headings: one for the time and one more at
// least. Headings of two lines are joined.
func (p *paper) periodColumns() (columns []column, bottom float64) {
	for _, row := range layout.Rows(p.frags) {
		var found []column
		timed := false
		low := 0.0
		for _, f := range row {
			if field, ok := headingOf(f); ok {
				found = append(found, column{field: field, header: f})
				timed = timed || field == "period" || field == "start"
				low = math.Max(low, f.Y1)
			}
		}
		if timed && len(found) >= 2 {
			found = append(found, unknownHeadings(row, found)...)
			return p.secondLine(found, low)
		}
	}
	return nil, 0
}

// White between two lines of a heading, and above the lower row of two, in heights.
const (
	headingGap = 0.5
	lowerGap   = 1.5
)

// secondLine gives the headings what stands right below them and holds no date: the
// rest of a heading of two lines, or headings of a lower row, which are columns of
// their own. It is where the headings end then.
func (p *paper) secondLine(columns []column, bottom float64) ([]column, float64) {
	for _, row := range layout.Rows(p.frags) {
		h := row[0].Height()
		lower := !slices.ContainsFunc(row, func(f layout.Frag) bool { _, ok := headingOf(f); return !ok })
		white := headingGap
		if lower {
			white = lowerGap
		}
		if row[0].Y0 < bottom-h/2 || row[0].Y0 > bottom+white*h {
			continue
		}
		if slices.ContainsFunc(row, func(f layout.Frag) bool { return firstRow.MatchString(maskDates(layout.TextOf(f.Glyphs)).String()) }) {
			return columns, bottom
		}
		for _, f := range row {
			if field, _ := headingOf(f); lower {
				columns = append(columns, column{field: field, header: f})
				continue
			}
			c := &columns[nearestColumn(columns, f)]
			c.header.Glyphs = slices.Concat(c.header.Glyphs, f.Glyphs)
			c.header.Y1 = f.Y1
		}
		return columns, row[0].Y1
	}
	return columns, bottom
}

// unknownHeadings are the rest of a row of headings, as columns of their own: what
// stands under them must not fall to a neighbour.
func unknownHeadings(row []layout.Frag, known []column) []column {
	var out []column
	for _, f := range row {
		if !slices.ContainsFunc(known, func(c column) bool { return c.header.Glyphs[0].Line == f.Glyphs[0].Line }) {
			out = append(out, column{header: f})
		}
	}
	return out
}

// firstRow tells that a line below the headings is of the first row: 何年何/月 is none.
var firstRow = sentencePattern(`\d|[D今]|[〇○零一二三四五六七八九十]年`)
