package evaluate

import (
	"cmp"
	"fmt"
	"slices"

	"hecha/document"
)

// none is the kind of a document that was not found.
const none document.Kind = "none"

// Measure compares readings with the truth. A file of the truth without a
// reading counts as read with no documents.
func Measure(truth []Expected, readings []Reading) Report {
	m := measurer{
		Report: Report{
			Problems: map[string]int{}, ByKind: map[string]Count{}, ByField: map[string]Count{},
			ByDegradation: map[string]Count{}, ByLayout: map[string]Count{},
			Seals: map[string]Hits{"color": {}, "gray": {}}, Copies: map[string]Marked{},
		},
		confused: map[Confusion]int{},
	}
	byFile := map[string]Reading{}
	for _, r := range readings {
		byFile[r.File] = r
	}
	wanted := map[string][]Expected{}
	for _, e := range truth {
		wanted[e.File] = append(wanted[e.File], e)
	}
	for _, name := range FileNames(truth) {
		m.file(wanted[name], byFile[name])
	}
	m.finish(readings, wanted)
	return m.Report
}

type measurer struct {
	Report
	confused map[Confusion]int // N is 0 in the key
}

func (m *measurer) file(want []Expected, r Reading) {
	m.Files++
	m.Unread += one(r.Err != nil)
	if r.Result.Problem != nil {
		m.Problems[r.Result.Problem.Code]++
	}
	got := r.Result.Documents
	for _, p := range match(want, got) {
		switch {
		case p.want < 0:
			m.Kinds.Spurious++
		case p.got < 0:
			m.document(want[p.want], nil, r.Result.Problem != nil)
		default:
			m.document(want[p.want], &got[p.got], r.Result.Problem != nil)
		}
	}
}

// document measures one expected document; got is nil when none stands for it.
func (m *measurer) document(e Expected, got *document.Document, problem bool) {
	kind := none
	if got != nil {
		kind = got.Kind
	}
	m.Kinds.Expected++
	m.Kinds.Right += one(kind == e.Kind)
	if kind != e.Kind {
		m.confused[Confusion{Want: e.Kind, Got: kind}]++
	}
	m.fields(e, got, problem)
	m.periods(e, got, problem)
	if got == nil {
		got = &document.Document{}
	}
	m.seals(e, got.Seals)
	m.codes(e, got.Codes)
	m.marks(e, got.Copy)
}

// marks measures what vouches for a copy. The papers of one sheet share their
// marks, which are counted with each.
func (m *measurer) marks(e Expected, got *document.Copy) {
	var want ExpectedCopy
	if e.Copy != nil {
		want = *e.Copy
	}
	if got == nil {
		got = &document.Copy{}
	}
	for _, mark := range []struct {
		name  string
		there bool
		found bool
	}{
		{"text", want.Text != "", got.AttestedText != nil}, {"signature", want.Signature != "", got.Signature != nil},
		{"seal", want.Seal != "", got.Seal != nil},
	} {
		c := m.Copies[mark.name]
		c.Expected += one(mark.there)
		c.Found.Found += one(mark.there && mark.found)
		c.Spurious += one(!mark.there && mark.found)
		m.Copies[mark.name] = c
	}
}

func (m *measurer) fields(e Expected, got *document.Document, problem bool) {
	var have map[string]document.Field
	if got != nil {
		have = got.Fields
	}
	for _, name := range sortedKeys(e.Truth.Fields) {
		m.outcome(newOutcome(e, name, e.Truth.Fields[name], have[name], got, problem))
	}
	for name, f := range have {
		if _, ok := e.Truth.Fields[name]; !ok && f.Value != "" {
			m.Extra++
		}
	}
}

// periods measures the rows of a work certificate's table in their order; a
// cell is a field of its own.
func (m *measurer) periods(e Expected, got *document.Document, problem bool) {
	for i, row := range e.Truth.Periods {
		var have document.Period
		if got != nil && i < len(got.Periods) {
			have = got.Periods[i]
		}
		cells := map[string]document.Field{"start": have.Start, "end": have.End, "employer": have.Employer, "job": have.Job}
		for _, name := range sortedKeys(row) {
			m.outcome(newOutcome(e, "periods."+name, row[name], cells[name], got, problem))
		}
	}
}

func newOutcome(e Expected, name, want string, f document.Field, doc *document.Document, problem bool) Outcome {
	o := Outcome{Entry: e, Name: name, Want: want, Got: f.Value, Field: f, Document: doc, Right: f.Value == want}
	o.Missing = f.Value == "" && want != ""
	o.Signed = len(f.Doubt) > 0 || o.Missing && (problem || warned(doc, name))
	return o
}

// warned tells whether a finding of doc says to look for the missing field.
func warned(doc *document.Document, name string) bool {
	if doc == nil {
		return false
	}
	return slices.ContainsFunc(doc.Findings, func(f document.Finding) bool {
		whole := len(f.Fields) == 0 && f.Severity != document.SeverityInfo
		return whole || slices.Contains(f.Fields, name)
	})
}

func (m *measurer) outcome(o Outcome) {
	m.Outcomes = append(m.Outcomes, o)
	kind := string(o.Entry.Kind)
	m.All.add(o)
	addTo(m.ByKind, kind, o)
	addTo(m.ByField, kind+"/"+o.Name, o)
	addTo(m.ByDegradation, o.Entry.Degradation, o)
	if o.Entry.Layout != "" {
		addTo(m.ByLayout, kind+"/"+o.Entry.Layout, o)
	}
	if !o.Right {
		m.Mistakes = append(m.Mistakes, newMistake(o))
	}
}

func addTo(counts map[string]Count, key string, o Outcome) {
	c := counts[key]
	c.add(o)
	counts[key] = c
}

func newMistake(o Outcome) Mistake {
	kind := none
	if o.Document != nil {
		kind = o.Document.Kind
	}
	return Mistake{
		File: o.Entry.File, Kind: o.Entry.Kind, GotKind: kind,
		Degradation: o.Entry.Degradation, Layout: o.Entry.Layout, Field: o.Name,
		Want: o.Want, Got: o.Got, Text: o.Field.Text, Confidence: o.Field.Confidence,
		Doubt: o.Field.Doubt, Silent: !o.Signed,
	}
}

// seals pairs expected ring texts with equal ones; each impression counts once.
func (m *measurer) seals(e Expected, got []document.Seal) {
	left := slices.Clone(got)
	var open []ExpectedSeal
	for _, w := range expectedSeals(e) {
		i := slices.IndexFunc(left, func(s document.Seal) bool { return s.Text == w.Text })
		if i < 0 {
			open = append(open, w)
			continue
		}
		m.seal(w, Hits{Expected: 1, Exact: 1, Doubted: one(len(left[i].Doubt) > 0)})
		left = slices.Delete(left, i, i+1)
	}
	for _, w := range open {
		miss := SealMistake{File: e.File, Degradation: e.Degradation, Color: w.Color, Want: w.Text}
		if len(left) > 0 {
			s := left[0]
			left = left[1:]
			miss.Got, miss.Confidence = s.Text, s.Confidence
			miss.Silent = s.Text != "" && len(s.Doubt) == 0
		}
		m.SealErrors = append(m.SealErrors, miss)
		m.seal(w, Hits{Expected: 1, Silent: one(miss.Silent), Unread: one(miss.Got == "")})
	}
	m.SpareSeals += len(left)
}

func (m *measurer) seal(w ExpectedSeal, h Hits) {
	key := "color"
	if w.Color == "gray" {
		key = "gray"
	}
	m.Seals[key] = m.Seals[key].plus(h)
}

// expectedSeals are the entry's seals that have a ring text; from seal_text
// alone, a copy's are gray.
func expectedSeals(e Expected) []ExpectedSeal {
	var all []ExpectedSeal
	for _, s := range e.Seals {
		if s.Text != "" {
			all = append(all, s)
		}
	}
	if len(e.Seals) > 0 {
		return all
	}
	color := "red"
	if e.Degradation == "bw_copy" {
		color = "gray"
	}
	for _, text := range e.Truth.Seals {
		if text != "" {
			all = append(all, ExpectedSeal{Text: text, Color: color})
		}
	}
	return all
}

func (m *measurer) codes(e Expected, got []document.Code) {
	for _, w := range e.Codes {
		m.Codes.Expected++
		m.Codes.Exact += one(slices.ContainsFunc(got, func(c document.Code) bool { return c.Text == w.Text }))
	}
}

// finish computes what needs all outcomes.
func (m *measurer) finish(readings []Reading, wanted map[string][]Expected) {
	for c, n := range m.confused {
		c.N = n
		m.Kinds.Confusions = append(m.Kinds.Confusions, c)
	}
	slices.SortFunc(m.Kinds.Confusions, func(a, b Confusion) int {
		return cmp.Or(b.N-a.N, cmp.Compare(fmt.Sprint(a), fmt.Sprint(b)))
	})
	slices.SortStableFunc(m.Mistakes, func(a, b Mistake) int {
		return cmp.Or(one(b.Silent)-one(a.Silent), cmp.Compare(b.Confidence, a.Confidence))
	})
	m.Reliability = reliability(m.Outcomes)
	m.Time = timing(readings, wanted)
}
