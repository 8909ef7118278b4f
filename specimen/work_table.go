package specimen

import (
	"strings"

	"hecha/document"
)

// formRows sets the rows of a form as a ruled table and returns the next
// baseline.
func (w *workPage) formRows(y float64) float64 {
	st := w.text.sized(min(w.text.pt, 12))
	g := grid{x: w.left, y: y, row: 11, line: black, label: st, value: st.in(w.filled.font)}
	lw := st.width("参加工作时间") + 5
	vw := w.width/2 - lw
	g.widths = []float64{lw, vw, lw, vw}
	return w.rows(g, w.blanks, w.design.rows) + 10
}

// tableColumn is one column of the table of employments.
type tableColumn struct {
	title string
	share float64 // of the width
	key   string  // of the period's truth; empty for none
}

var periodColumns = [][]tableColumn{
	{{"起止年月", 0.22, "span"}, {"单位名称", 0.32, "employer"}, {"从事何种专业工作", 0.2, "job"}, {"职务/岗位", 0.16, "post"}, {"证明人", 0.1, "witness"}},
	{{"起止时间", 0.23, "span"}, {"工作单位", 0.33, "employer"}, {"从事专业工作", 0.24, "job"}, {"专业技术职务", 0.2, "post"}},
	{{"开始时间", 0.14, "start"}, {"结束时间", 0.14, "end"}, {"所在单位", 0.34, "employer"}, {"从事何种工作", 0.2, "job"}, {"岗位", 0.18, "post"}},
}

// periodTable draws a row for each employment, over the page if need be.
func (w *workPage) periodTable(y float64) float64 {
	cols := periodColumns[w.rng.IntN(2)]
	if w.set.unseen() {
		cols = periodColumns[2]
	}
	st := w.text.sized(between(w.rng, 9.5, 11))
	row := cond(w.design.tall, between(w.rng, 25, 36), between(w.rng, 13, 19))
	dash := pick(w.rng, []string{"至", "-", "—"})
	y = w.tableRow(y, min(row*0.8, 15), cols, st, func(col tableColumn) string { return col.title })
	for _, p := range w.career.periods {
		if y+row > a4Height-28 {
			y = w.turnPage()
		}
		witness := w.set.name(w.rng, "男")
		y = w.tableRow(y, row, cols, st, func(col tableColumn) string { return w.periodCell(col.key, p, dash, witness) })
		w.truth.Periods = append(w.truth.Periods, map[string]string{
			"start": month(p.start), "end": endValue(p), "employer": p.employer, "job": p.work,
		})
	}
	return y + 12
}

// periodCell is what a column prints of a period; dash stands between the ends
// of a span.
func (w *workPage) periodCell(key string, p period, dash, witness string) string {
	switch key {
	case "span":
		if dash == "至" && p.end.IsZero() {
			return w.manner.month(p.start) + "至今"
		}
		return w.manner.month(p.start) + dash + endPrint(p, w.manner)
	case "start":
		return w.manner.month(p.start)
	case "end":
		return endPrint(p, w.manner)
	case "employer":
		return p.employer
	case "post":
		return p.job
	case "witness":
		return witness
	}
	return p.work
}

// tableRow draws one row of wrapped, centred cells and returns the y below it.
func (w *workPage) tableRow(y, h float64, cols []tableColumn, st style, cell func(tableColumn) string) float64 {
	x := w.left
	for _, col := range cols {
		width := w.width * col.share
		w.box(x, y, width, h, 0.25, black)
		w.cellText(x, y, width, h, cell(col), st)
		x += width
	}
	return y + h
}

// cellText centres a text of as many lines as it needs in a cell, smaller if it
// would overflow.
func (w *workPage) cellText(x, y, width, h float64, s string, st style) {
	for ; st.pt > 6; st.pt -= 0.5 {
		col := column{x: x + 1, width: width - 2, leading: st.mm(1.25), ragged: true, centre: true}
		spans := blanks{}.spans(s, st, st)
		lines := breakLines(col, cells(spans))
		need := float64(len(lines)) * col.leading
		if need > h-1 {
			continue
		}
		col.y = y + (h-need)/2 + st.mm(1)
		w.paragraph(col, spans)
		return
	}
}

// turnPage finishes the page and begins the next; the document goes on there.
func (w *workPage) turnPage() float64 {
	w.canvas.text(a4Width/2-10, a4Height-14, "第1页 共2页", w.text.sized(9))
	w.mark()
	w.pages = append(w.pages, w.finish())
	next := newCanvas(a4Width, a4Height, w.dpi, white, w.set, w.rng)
	next.begin(document.WorkCertificate, w.design.name)
	w.canvas = next
	return between(w.rng, 26, 36)
}

// foot sets the signature block with the seal over its name and date.
func (w *workPage) foot(y float64) {
	st := w.text
	lead := st.mm(between(w.rng, 1.7, 2.2))
	need := lead * float64(max(len(w.design.foot), len(w.design.left))+1)
	if y+need > a4Height-20 {
		y = w.turnPage()
	}
	y += between(w.rng, 6, 20)
	if room := a4Height - 24 - need - y; room > 40 {
		y += between(w.rng, 0, 25)
	}
	for i, wording := range w.design.left {
		w.footLine(w.left, y+float64(i)*lead, wording)
	}
	w.signatureBlock(y+lead*float64(len(w.design.left)), lead)
}

// signatureBlock sets name and date at the right, centred on each other or flush,
// and presses the seal over both.
func (w *workPage) signatureBlock(y, lead float64) {
	widths, widest := make([]float64, len(w.design.foot)), 0.0
	for i, wording := range w.design.foot {
		widths[i] = wordingWidth(wording, w.blanks, w.text, w.text)
		widest = max(widest, widths[i])
	}
	flush := chance(w.rng, 0.5)
	for i, wording := range w.design.foot {
		x := a4Width - w.left - cond(flush, widths[i], (widest+widths[i])/2)
		w.footLine(x, y+float64(i)*lead, wording)
	}
	x := a4Width - w.left - min(widest/2, 36) + between(w.rng, -6, 6)
	w.stamp(x, y+lead*float64(len(w.design.foot)-1)*0.7+between(w.rng, -5, 5))
}

// footLine sets one line; {sign} is signed by hand.
func (w *workPage) footLine(x, y float64, wording string) {
	if before, ok := strings.CutSuffix(wording, "{sign}"); ok {
		end := w.fill(x, y, before, w.blanks, w.text, w.text)
		q := w.signature(end+2, y, w.career.contact, pick(w.rng, w.set.hand), w.text.pt*1.25, pick(w.rng, pens))
		if !strings.Contains(before, "负责人") {
			w.register("contact", w.career.contact, q)
		}
		return
	}
	w.fill(x, y, wording, w.blanks, w.text, w.text)
}

// stamp presses the employer's seal, rarely one that does not count.
func (w *workPage) stamp(x, y float64) {
	e := w.career.employer
	spec := w.officialSeal(e.name, e.home.code)
	switch v := w.rng.Float64(); {
	case v < 0.08:
		spec.Type, spec.Inner, spec.Centre = document.SealPersonnel, "人事专用章", "star"
	case v < 0.11:
		spec.Type, spec.Inner, spec.Centre = document.SealContract, "合同专用章", "star"
	case v < 0.13:
		spec.Type, spec.Inner, spec.Centre = document.SealFinance, "财务专用章", "star"
	}
	if st := w.set.story; st != nil {
		spec = w.officialSeal(e.name, e.home.code)
		if st.stamp.Text != "" {
			spec = st.stamp
		}
		if st.unsealed {
			return
		}
	}
	w.seal(x, y, spec)
}
