package extractors

import (
	"math"
	"regexp"
	"slices"

	"hecha/document"
	"hecha/document/normalize"
	"hecha/extractors/internal/layout"
)

// readPeriods reads the table of periods; table is every fragment of it.
func (p *paper) readPeriods() (periods []document.Period, table []layout.Frag) {
	columns, bottom := p.periodColumns()
	if len(columns) == 0 {
		return nil, nil
	}
	var body []layout.Frag
	for _, f := range p.frags {
		if f.Y0 > bottom-f.Height()/2 {
			body = append(body, f)
		}
	}
	body = tableBody(body)
	fillColumns(columns, body)
	for _, c := range columns {
		table = append(append(table, c.header), c.cells...)
	}
	periods = p.periodRows(columns)
	if !slices.ContainsFunc(periods, func(row document.Period) bool { return row.Start.Value != "" && !outOfForm(row.Start) }) {
		return nil, nil // labels that read like headings
	}
	if len(periods) == 1 {
		p.readOnlyRow(columns)
	}
	return periods, table
}

// readOnlyRow takes from a table with one row what stands there of the person; of
// several rows nobody knows which of them are the same person's.
func (p *paper) readOnlyRow(columns []column) {
	for _, c := range columns {
		parse, ok := workParsers[c.field]
		if found := cells(c.cells); ok && c.field != "employer" && c.field != "job" && c.field != "post" && len(found) > 0 {
			p.set(c.field, found[0].run(), parse)
		}
	}
}

// rowGap is the white, in the widest between the rows so far, or at least in
// heights of a line, from which on a table has ended.
const rowGap = 3.0

// tableBody is frags down to the last row before the text goes on: rows follow
// each other closely, and the block below a table begins with a sentence or a
// label with a colon.
func tableBody(frags []layout.Frag) []layout.Frag {
	var out []layout.Frag
	bottom, widest := 0.0, 0.0
	rows := layout.Rows(frags)
	for i, row := range rows {
		if betweenPages(row) {
			continue
		}
		gap := row[0].Y0 - bottom
		if len(out) > 0 && gap > rowGap*math.Max(widest, row[0].Height()) && !slices.ContainsFunc(rows[i:], holdsPeriod) {
			break
		}
		if len(out) > 0 {
			widest = math.Max(widest, gap)
		}
		bottom = row[0].Y1
		if endOfTable.MatchString(row[0].Text()) {
			break
		}
		out = append(out, row...)
	}
	return out
}

// holdsPeriod tells whether a row has the two dates of a period, or the first and
// the word that leads to the second, which a narrow cell puts in the next line:
// white before it is a page's margin, or that of a tall row.
func holdsPeriod(row []layout.Frag) bool {
	var all layout.Run
	for _, f := range row {
		all = append(all, f.Glyphs...)
	}
	return periodRow.MatchString(maskDates(layout.TextOf(all)).Without(" ").String())
}

var periodRow = sentencePattern(`D.*(?:D|至今)|D(?:至|到|-|一|~)`)

// betweenPages tells whether a row is a page's number, or the headings once more.
func betweenPages(row []layout.Frag) bool {
	headings := 0
	for _, f := range row {
		if pageNumber.MatchString(f.Text()) {
			return true
		}
		if slices.ContainsFunc(periodHeaders, func(h periodHeader) bool { return h.pattern.MatchString(f.Text()) }) {
			headings++
		}
	}
	return headings > 1
}

var pageNumber = regexp.MustCompile(`^-?(?:第.{1,3}页.{0,6}|\d{1,2}/\d{1,2})-?$`)

var endOfTable = regexp.MustCompile(`特此|^.{0,8}(?:合计|总计|共计|累计)(?:\((?:年|大写)\))?$|^.{0,8}年限合|^\p{Han}{2,10}(?:\([^()]{1,6}\))?:|^(?:兹|现|特)?证明[^人]|^兹|[。;]|^(?:以上|累计|合计|共计|单位|经办|联系|负责|法定|注:|备注:|我(?:单位|公司)|本(?:单位|公司)).{0,12}[:,]|^(?:单位)?(?:负责人|经办人|盖章)|盖章|^以上`)

// span is one row of the table: the two dates and where they stand.
type span struct {
	start, end  layout.Run
	top, bottom float64
}

// periodRows makes a row of every pair of dates in the columns of time, and
// gives it the cells beside it.
func (p *paper) periodRows(columns []column) []document.Period {
	spans := p.spans(columns)
	rows := make([]document.Period, len(spans))
	for i, s := range spans {
		rows[i].Start, _ = p.field(s.start, date)
		rows[i].End, _ = p.field(s.end, strict(dateOrPresent))
	}
	named := slices.ContainsFunc(columns, func(c column) bool { return c.field == "job" })
	for _, c := range columns {
		if c.field == "post" && !named {
			c.field = "job" // the post is all that the table says of the work
		}
		if c.field != "employer" && c.field != "job" {
			continue
		}
		runs, mixed := cellsBySpan(c.cells, spans)
		for i, run := range runs {
			f, ok := p.field(run, columnParser(c.field))
			if !ok {
				continue
			}
			if mixed[i] {
				f.AddDoubt(document.DoubtConflict)
			}
			if c.field == "employer" {
				rows[i].Employer = f
			} else {
				rows[i].Job = f
			}
		}
	}
	return rows
}

func columnParser(field string) parser {
	if field == "employer" {
		return strict(normalize.Organisation)
	}
	return strict(plain)
}

// spans finds the pairs of dates in the column of periods, or in the two columns
// of starts and ends.
func (p *paper) spans(columns []column) []span {
	var out []span
	for _, c := range columns {
		for _, cl := range periodCells(c) {
			text := maskDates(layout.TextOf(cl.run().Without("()|丨"))).Without(" ")
			switch c.field {
			case "period":
				out = append(out, p.periodsIn(cl, text)...)
			case "start":
				for _, m := range text.FindAll(momentPattern) {
					out = append(out, p.newSpan(m["v"], nil))
				}
			case "end":
				for _, m := range text.FindAll(momentPattern) {
					if len(out) > 0 {
						out[nearest(out, p.newSpan(m["v"], nil).middle())].end = m["v"]
					}
				}
			}
		}
	}
	return out
}

// periodCells are the cells of a column. Lines of a dense table that are a period
// each are cells each.
func periodCells(c column) []cell {
	var out []cell
	for _, cl := range joinPeriods(cells(c.cells)) {
		if c.field != "period" || !allPeriods(cl) {
			out = append(out, cl)
			continue
		}
		for i := range cl {
			out = append(out, cl[i:i+1])
		}
	}
	return out
}

// joinPeriods joins neighbours that are a period only together, though white parts
// them: 2016年7月至2018 and 年12月.
func joinPeriods(all []cell) []cell {
	var out []cell
	for _, c := range all {
		if n := len(out); n > 0 && !isPeriod(out[n-1]) && !isPeriod(c) && isPeriod(slices.Concat(out[n-1], c)) {
			out[n-1] = slices.Concat(out[n-1], c)
			continue
		}
		out = append(out, c)
	}
	return out
}

func isPeriod(c cell) bool {
	return periodPattern.MatchString(maskDates(layout.TextOf(c.run())).Without(" ").String())
}

func allPeriods(c cell) bool {
	return !slices.ContainsFunc(c, func(f layout.Frag) bool {
		return !periodPattern.MatchString(maskDates(layout.TextOf(f.Glyphs)).Without(" ").String())
	})
}

// periodsIn are the periods of a cell. A cell in which none can be made out is
// one all the same, with what it says as its start: else the rows after it would
// get each other's employers.
func (p *paper) periodsIn(c cell, text layout.Text) []span {
	var out []span
	for _, m := range text.FindAll(periodPattern) {
		out = append(out, p.newSpan(m["start"], m["end"]))
	}
	if len(out) == 0 && dateRemains.MatchString(text.String()) {
		out = append(out, p.newSpan(c.run(), nil))
	}
	return out
}

// dateRemains tells that a cell held dates.
var dateRemains = sentencePattern(`\d|[年月今D]`)

var (
	periodPattern = sentencePattern(`(?P<start>D)[^D]{0,4}?(?P<end>D|至今|今|现在|目前)`)
	momentPattern = sentencePattern(`(?P<v>D|至今|今|现在|目前)`)
)

func (p *paper) newSpan(start, end layout.Run) span {
	s := span{start: start, end: end, top: math.Inf(1), bottom: math.Inf(-1)}
	for _, g := range slices.Concat(start, end) {
		for _, f := range p.frags {
			if f.Glyphs[0].Line == g.Line {
				s.top, s.bottom = math.Min(s.top, f.Y0), math.Max(s.bottom, f.Y1)
			}
		}
	}
	return s
}

func (s span) middle() float64 { return (s.top + s.bottom) / 2 }

// cellsBySpan gives the cells of one column to the rows of the table, each to
// the row whose middle is nearest; what runs over several rows line by line.
// mixed tells of rows that got two cells: one of them is of a row whose dates
// were not read at all.
func cellsBySpan(frags []layout.Frag, spans []span) (runs []layout.Run, mixed []bool) {
	runs, mixed = make([]layout.Run, len(spans)), make([]bool, len(spans))
	if len(spans) == 0 {
		return nil, nil
	}
	for _, c := range cells(frags) {
		if spanned(c, spans) < 2 {
			best := nearest(spans, c.middle())
			mixed[best] = mixed[best] || len(runs[best]) > 0
			runs[best] = append(runs[best], c.run()...)
			continue
		}
		for _, f := range c {
			best := nearest(spans, f.CenterY())
			runs[best] = append(runs[best], f.Glyphs...)
		}
	}
	return runs, mixed
}

// spanned is how many rows of the table have their middle beside c: more than
// one when the table is so dense that its cells run into each other.
func spanned(c cell, spans []span) int {
	n := 0
	for _, s := range spans {
		if y := s.middle(); y > c[0].Y0 && y < c[len(c)-1].Y1 {
			n++
		}
	}
	return n
}

// nearest is the row of the table whose middle is nearest to y.
func nearest(spans []span, y float64) int {
	best := 0
	for i, s := range spans {
		if math.Abs(s.middle()-y) < math.Abs(spans[best].middle()-y) {
			best = i
		}
	}
	return best
}

// without is frags less those whose line is in drop.
func without(frags, drop []layout.Frag) []layout.Frag {
	gone := map[int]bool{}
	for _, f := range drop {
		gone[f.Glyphs[0].Line] = true
	}
	return slices.DeleteFunc(slices.Clone(frags), func(f layout.Frag) bool { return gone[f.Glyphs[0].Line] })
}
