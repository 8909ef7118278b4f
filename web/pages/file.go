package pages

import (
	"slices"
	"strings"

	"hecha/document"
	"hecha/service"
)

// fileView is one upload and what was read of it.
type fileView struct {
	service.File
	Papers []paperCard
	Notes  []note // about the file as a whole
}

// paperCard is a paper in short: its main values, and what is wrong with it.
type paperCard struct {
	Kind   document.Kind
	Fields []cardField
	Notes  []note
}

// cardField is a value that was read.
type cardField struct {
	Name, Value string
	Doubt       bool // it asks for a person
}

// note is something that is wrong or to be looked at, and what to do about it.
type note struct {
	Severity document.Severity
	Words    string
	Advice   string     // key of what to do; empty where the words say so
	Others   []otherOne // where else the value stands
}

// otherOne is a value that another one contradicts.
type otherOne struct {
	At    document.Place
	Value string
}

// mainFields are shown of every paper that has them, in this order; the page of
// the file has all.
var mainFields = []string{
	"name", "id_number", "school", "major", "level", "technician_class", "graduation_date", "degree", "certificate_number",
	"employer", "years", "exam", "exam_year", "title", "qualification", "issuing_authority", "valid_until",
}

// cards are the files of a dossier with everything that concerns each.
func (w Words) cards(d service.Dossier) []fileView {
	all := make([]fileView, len(d.Files))
	for i, f := range d.Files {
		card := fileView{File: f}
		if f.Result != nil {
			for k := range f.Result.Documents {
				card.Papers = append(card.Papers, w.paperCard(d, document.Paper{Document: &f.Result.Documents[k], Upload: f.SHA256, Index: k}))
			}
			card.Notes = w.notesOfFile(d, f)
		}
		all[i] = card
	}
	return all
}

func (w Words) paperCard(d service.Dossier, paper document.Paper) paperCard {
	card := paperCard{Kind: paper.Kind}
	for _, name := range mainFields {
		if f := paper.Fields[name]; f.Value != "" {
			card.Fields = append(card.Fields, cardField{name, f.Value, len(f.Doubt) > 0 && d.Assessment.Corroborating(paper, name) == nil})
		}
	}
	for _, f := range paper.Findings {
		if f.Severity != document.SeverityInfo {
			card.Notes = append(card.Notes, note{Severity: f.Severity, Words: w.With("finding", f.Code, f.Args), Advice: adviceOn(f.Code)})
		}
	}
	for _, q := range qualityNotes(paper.Quality) {
		card.Notes = append(card.Notes, note{Severity: document.SeverityWarning, Advice: q})
	}
	here := func(at document.Place) bool { return at.Upload == paper.Upload && at.Document == paper.Index }
	var across []document.Finding
	for _, f := range d.Assessment.Findings {
		if slices.ContainsFunc(f.Places, here) {
			across = append(across, f)
		}
	}
	for _, f := range w.together(across) {
		card.Notes = append(card.Notes, w.between(d, f, here))
	}
	adviseOnce(card.Notes)
	return card
}

// together are findings that say the same of one place as one, with every place
// that any of them names: what a value contradicts is said once.
func (w Words) together(all []document.Finding) []document.Finding {
	var groups []document.Finding
	for _, f := range all {
		words := w.With("finding", f.Code, f.Args)
		i := slices.IndexFunc(groups, func(g document.Finding) bool {
			return g.Severity == f.Severity && w.With("finding", g.Code, g.Args) == words &&
				slices.ContainsFunc(f.Places, func(at document.Place) bool { return slices.Contains(g.Places, at) })
		})
		if i < 0 {
			f.Places = slices.Clone(f.Places)
			groups = append(groups, f)
			continue
		}
		for _, at := range f.Places {
			if !slices.Contains(groups[i].Places, at) {
				groups[i].Places = append(groups[i].Places, at)
			}
		}
	}
	return groups
}

// adviseOnce leaves of the same advice to several notes in a row the last.
func adviseOnce(notes []note) {
	for i := range len(notes) - 1 {
		if notes[i].Words != "" && notes[i].Advice == notes[i+1].Advice {
			notes[i].Advice = ""
		}
	}
}

// between is a contradiction as one of its papers sees it.
func (w Words) between(d service.Dossier, f document.Finding, here func(document.Place) bool) note {
	n := note{Severity: f.Severity, Words: w.With("finding", f.Code, f.Args), Advice: adviceOn(f.Code)}
	for _, at := range f.Places {
		if !here(at) {
			n.Others = append(n.Others, otherOne{at, valueAt(d, at)})
		}
	}
	return n
}

// valueAt is what was read or declared at a place.
func valueAt(d service.Dossier, at document.Place) string {
	if at.Declared {
		return typed(d.Case.Application, at.Field)
	}
	for _, f := range d.Files {
		if f.SHA256 == at.Upload && f.Result != nil && at.Document < len(f.Result.Documents) {
			field, _ := f.Result.Documents[at.Document].Field(at.Field)
			return field.Value
		}
	}
	return ""
}

// sides are the sides of the identity card, each with the key of what is said as
// long as the other one is not there.
var sides = []struct {
	have, lack document.Kind
	key        string
}{
	{document.IDCardPortrait, document.IDCardEmblem, "advice.lacks_emblem"},
	{document.IDCardEmblem, document.IDCardPortrait, "advice.lacks_portrait"},
}

func (w Words) notesOfFile(d service.Dossier, f service.File) []note {
	var all []note
	if problem := f.Result.Problem; problem != nil {
		all = append(all, note{Severity: document.SeverityError, Words: w.Problem(*problem)})
	}
	for _, page := range f.Result.PageProblems {
		all = append(all, note{Severity: document.SeverityError, Words: w.Problem(page.Problem)})
	}
	holds := func(results []document.Result, kind document.Kind) bool {
		return slices.ContainsFunc(document.Papers(results), func(paper document.Paper) bool { return paper.Kind == kind })
	}
	for _, side := range sides {
		if holds([]document.Result{*f.Result}, side.have) && !holds(d.Results(), side.lack) {
			all = append(all, note{Severity: document.SeverityWarning, Advice: side.key})
		}
	}
	if papers := f.Result.Documents; len(papers) > 0 && !slices.ContainsFunc(papers, func(d document.Document) bool { return d.Kind != document.Other }) {
		all = append(all, note{Severity: document.SeverityWarning, Advice: "advice.other"})
	}
	return all
}

// A picture is called bad from here on. The shares are those of the sheet; they
// only choose words, and forbid nothing.
const (
	darkShare  = 0.25
	glareShare = 0.05
	blurBelow  = 0.35
)

// qualityNotes are the keys of what to do about a bad picture.
func qualityNotes(q document.Quality) []string {
	var all []string
	for _, n := range []struct {
		bad bool
		key string
	}{
		{q.CutOff, "advice.cut_off"}, {q.Underexposed > darkShare, "advice.dark"}, {q.Glare > glareShare, "advice.glare"},
		{q.Sharpness > 0 && q.Sharpness < blurBelow, "advice.blur"}, {q.LowResolution, "advice.low_resolution"},
	} {
		if n.bad {
			all = append(all, n.key)
		}
	}
	return all
}

// advices say what to do about findings whose codes end or begin so; the first
// that fits counts.
var advices = []struct{ prefix, suffix, key string }{
	{"chsi_enrolment.", "no_proof", ""}, // the words say what to do
	{"school_status_proof.", "no_proof", ""},
	{"", ".seal_missing", "advice.seal"},
	{"", ".seal_type", "advice.seal_other"},
	{"", ".seal_name", "advice.seal_other"},
	{"copy.", "_missing", "advice.copy"},
	{"", ".field_missing", "advice.retake"},
	{"document.", "poorly_read", "advice.retake"},
	{"", ".expired", "advice.expired"},
	{"", "_unclear", "advice.confirm"},
	{"", "_near", "advice.confirm"},
	{"policy.", "", "advice.checklist"},
	{"application.", "", "advice.compare"},
	{"pdf.", "", "advice.original"},
	{"text_layer.", "", "advice.original"},
	{"", "", "advice.check"},
}

// adviceOn is the key of what to do about a finding.
func adviceOn(code string) string {
	for _, a := range advices {
		if strings.HasPrefix(code, a.prefix) && strings.HasSuffix(code, a.suffix) {
			return a.key
		}
	}
	return ""
}

// Doubts counts the values that ask for a person.
func (f fileView) Doubts() (n int) {
	if f.Result == nil {
		return 0
	}
	for _, d := range f.Result.Documents {
		for _, field := range d.AllFields() {
			if len(field.Doubt) > 0 {
				n++
			}
		}
	}
	return n
}
