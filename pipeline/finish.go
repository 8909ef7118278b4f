package pipeline

import (
	"maps"
	"slices"
	"strconv"

	"hecha/document"
	"hecha/extractors"
	"hecha/pipeline/check"
)

// join puts the drafts of all pages in order and gives a paper that runs over
// several pages its continuation: a page that by itself is nothing known.
func join(pages [][]draft) []draft {
	var all []draft
	for _, page := range pages {
		if len(page) == 1 && page[0].found.Kind == document.Other && len(all) > 0 {
			if all[len(all)-1].continueOn(page[0]) {
				continue
			}
		}
		all = append(all, page...)
	}
	return all
}

// continueOn takes next in as a further page of d, if it is one.
func (d *draft) continueOn(next draft) bool {
	longer, ok := extractors.Continue(d.sheets, next.sheets[0])
	if !ok {
		return false
	}
	d.found = longer
	d.sheets = append(d.sheets, next.sheets...)
	d.views = append(d.views, next.views...)
	d.seals = append(d.seals, next.seals...)
	d.codes = append(d.codes, next.codes...)
	d.hidden += next.hidden
	d.marks = d.marks.Or(next.marks)
	d.covered = d.covered || next.covered
	return true
}

// finish checks every draft and turns what is known about its fields into
// confidence and doubt, with all coordinates on the pages.
func (p *Processor) finish(drafts []draft, watch *stopwatch) []document.Document {
	defer watch.start(stageExtract)()
	out := make([]document.Document, len(drafts))
	for i, d := range drafts {
		doc := d.document()
		report := check.Inspect(&doc, p.Today)
		report.Apply(&doc)
		doc.NotChecked = notChecked(report)
		p.judgeFields(d, &doc, report.Evidence)
		check.Relent(&doc, p.Today)
		doubtTruncated(d, &doc)
		p.doubtRare(&doc)
		d.toPages(&doc)
		out[i] = doc
	}
	p.checkSides(out)
	for i := range out {
		complete(&out[i])
	}
	return out
}

// complete gives every list and map of doc a value, so that the JSON has [] and
// {} where there is nothing, never null.
func complete(doc *document.Document) {
	doc.Fields = orEmpty(doc.Fields)
	doc.Seals = append([]document.Seal{}, doc.Seals...)
	for i := range doc.Seals {
		doc.Seals[i].Doubt = append([]document.Doubt{}, doc.Seals[i].Doubt...)
	}
	doc.Codes = append([]document.Code{}, doc.Codes...)
	doc.Findings = append([]document.Finding{}, doc.Findings...)
	for i := range doc.Findings {
		doc.Findings[i].Fields = append([]string{}, doc.Findings[i].Fields...)
		doc.Findings[i].Args = orEmpty(doc.Findings[i].Args)
	}
	for i := range doc.NotChecked {
		doc.NotChecked[i].Fields = append([]string{}, doc.NotChecked[i].Fields...)
	}
	for name, f := range doc.Fields {
		f.Doubt = append([]document.Doubt{}, f.Doubt...)
		doc.Fields[name] = f
	}
	for i := range doc.Periods {
		row := &doc.Periods[i]
		for _, f := range []*document.Field{&row.Start, &row.End, &row.Employer, &row.Job} {
			f.Doubt = append([]document.Doubt{}, f.Doubt...)
		}
	}
}

func orEmpty[V any](m map[string]V) map[string]V {
	if m == nil {
		return map[string]V{}
	}
	return m
}

// checkSides asks what only both sides of one identity card together tell, when
// the upload holds exactly one of each.
func (p *Processor) checkSides(docs []document.Document) {
	sides := map[document.Kind][]*document.Document{}
	for i := range docs {
		sides[docs[i].Kind] = append(sides[docs[i].Kind], &docs[i])
	}
	portrait, emblem := sides[document.IDCardPortrait], sides[document.IDCardEmblem]
	if len(portrait) == 1 && len(emblem) == 1 {
		check.Sides(portrait[0], emblem[0], p.Today).Apply(emblem[0])
	}
}

func notChecked(r check.Report) []document.NotChecked {
	out := make([]document.NotChecked, 0, len(r.NotChecked))
	for _, n := range r.NotChecked {
		out = append(out, document.NotChecked{Code: n.Code, Reason: string(n.Reason), Fields: n.Fields})
	}
	return out
}

// withPortrait are the papers that bear a photograph of their holder. On others a
// picture is a logo.
var withPortrait = []document.Kind{
	document.IDCardPortrait, document.Diploma, document.DegreeCertificate, document.CHSIRegistration, document.CHSIAuthentication,
	document.CHSIEnrolment, document.ApplicationForm, document.TitleCertificate, document.QualificationCertificate,
}

// document is d before checks, in the coordinates of its sheets.
func (d draft) document() document.Document {
	doc := document.Document{
		Kind: d.found.Kind, KindConfidence: d.found.Confidence, Region: d.found.Region,
		Fields: maps.Clone(d.found.Fields), Periods: d.found.Periods,
		Seals: d.seals, Codes: d.codes, Quality: d.quality,
		Findings: []document.Finding{},
	}
	if d.portrait != nil && slices.Contains(withPortrait, doc.Kind) {
		own := *d.portrait
		doc.Portrait = &own
	}
	doc.Copy = d.marks.Of(doc)
	for _, v := range d.views {
		doc.Pages = append(doc.Pages, v.page)
	}
	for _, i := range d.found.Lines {
		doc.Lines = append(doc.Lines, d.sheets[0].Lines[i])
	}
	doc.Sketch, doc.Bodies = check.Sketch(doc.Lines), check.Bodies(doc.Lines)
	return doc
}

// hiddenLimit is how many characters the text layer may hold where the picture
// shows none before it is reported: scanners' own OCR sees ghosts in the noise.
const hiddenLimit = 8

// judgeFields gives every field its confidence and its reasons for doubt.
func (p *Processor) judgeFields(d draft, doc *document.Document, proofs check.Evidence) {
	for _, name := range slices.Sorted(maps.Keys(doc.Fields)) {
		f := doc.Fields[name]
		layer, says := d.layerVerdict(f)
		if layer == document.Differs {
			doc.Findings = append(doc.Findings, document.Finding{
				Code: "text_layer.differs", Severity: document.SeverityWarning,
				Fields: []string{name}, Args: map[string]string{"layer": says},
			})
		}
		p.judge(&f, d.evidence(document.ClassOf(name), name, f, layer, proofs[name]))
		doc.Fields[name] = f
	}
	for i := range doc.Periods {
		row, name := &doc.Periods[i], periodName(i)
		for _, c := range []struct {
			name  string
			field *document.Field
			class document.Class
		}{
			{name + ".start", &row.Start, document.ClassNumber}, {name + ".end", &row.End, document.ClassNumber},
			{name + ".employer", &row.Employer, document.ClassText}, {name + ".job", &row.Job, document.ClassText},
		} {
			p.judge(c.field, d.evidence(c.class, c.name, *c.field, document.NotAsked, proofs[c.name]))
		}
	}
	if d.covered {
		doc.Findings = append(doc.Findings, document.Finding{
			Code: "copy.print_covered", Severity: document.SeverityWarning, Fields: []string{}, Args: map[string]string{},
		})
	}
	if d.hidden >= hiddenLimit {
		doc.Findings = append(doc.Findings, document.Finding{
			Code: "text_layer.hidden", Severity: document.SeverityWarning, Fields: []string{},
			Args: map[string]string{"characters": strconv.Itoa(d.hidden)},
		})
	}
}

// layerVerdict asks the PDF's own text about a field.
func (d draft) layerVerdict(f document.Field) (document.Agreement, string) {
	v, ok := d.view(f.Page)
	if !ok || len(v.layer) == 0 {
		return document.NotAsked, ""
	}
	return layerVerdict(v.layer, v.toPage.MapQuad(f.Quad), f.Text)
}

func (d draft) view(page int) (view, bool) {
	for _, v := range d.views {
		if v.page == page {
			return v, true
		}
	}
	return view{}, false
}

// toPages maps everything in doc from its sheets to the pages of the upload.
func (d draft) toPages(doc *document.Document) {
	place := func(page int, q *document.Quad) {
		if v, ok := d.view(page); ok {
			*q = v.onUpload(*q)
		}
	}
	for name, f := range doc.Fields {
		place(f.Page, &f.Quad)
		doc.Fields[name] = f
	}
	for i := range doc.Periods {
		row := &doc.Periods[i]
		for _, f := range []*document.Field{&row.Start, &row.End, &row.Employer, &row.Job} {
			place(f.Page, &f.Quad)
		}
	}
	for i := range doc.Seals {
		place(doc.Seals[i].Page, &doc.Seals[i].Quad)
	}
	if doc.Portrait != nil {
		place(doc.Portrait.Page, &doc.Portrait.Quad)
	}
	copyToPages(doc.Copy, place)
	for i := range doc.Codes {
		place(doc.Codes[i].Page, &doc.Codes[i].Quad)
	}
	for i := range doc.Lines {
		place(doc.Pages[0], &doc.Lines[i].Quad)
	}
	place(doc.Pages[0], &doc.Region)
}

// onUpload maps a quad of the sheet to pixels of the page as its owner sees it.
func (v view) onUpload(q document.Quad) document.Quad {
	q = v.toPage.MapQuad(q)
	for i := range q {
		q[i].X, q[i].Y = q[i].X/v.scale, q[i].Y/v.scale
	}
	return q
}
