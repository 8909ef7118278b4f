package index

import (
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"hecha/document"
	"hecha/document/normalize"
)

// Sort is what a text is that an application can be found by.
type Sort string

// The sorts, each the name of the fields that hold it.
const (
	SortName        Sort = "name"
	SortIDNumber    Sort = "id_number"
	SortCertificate Sort = "certificate_number"
	SortEmployer    Sort = "employer"
)

// Sorts are all of them.
var Sorts = []Sort{SortName, SortIDNumber, SortCertificate, SortEmployer}

// term is a text in the form that is searched.
type term struct {
	Sort Sort
	Text string
}

// maxTerm is the number of characters of a text that can be searched.
const maxTerm = 60

// searchable is the form of a text in which it is stored and searched: without
// blanks, in upper case, full-width forms made ASCII.
func searchable(s string) string {
	runes := normalize.Comparable(storable(s))
	return string(runes[:min(len(runes), maxTerm)])
}

// terms are what r can be found by: what was declared, what was read, and what
// people said it should read.
func (r Record) terms() []term {
	found := map[term]bool{}
	add := func(sort Sort, text string) {
		if text = searchable(text); text != "" {
			found[term{sort, text}] = true
		}
	}
	app := r.Case.Application
	add(SortName, app.Name)
	add(SortIDNumber, app.IDNumber)
	add(SortCertificate, app.CertificateNumber)
	add(SortEmployer, app.Employer)
	for _, p := range document.Papers(r.Results) {
		for field, f := range p.AllFields() {
			if sort, ok := sortOf(field); ok {
				add(sort, f.Value)
			}
		}
	}
	for key, w := range r.Case.Words {
		if sort, ok := sortOf(key.Field); ok {
			add(sort, w.Decision.Value)
		}
	}
	return slices.SortedFunc(maps.Keys(found), compareTerms)
}

// sortOf is the sort of a field's text.
func sortOf(field string) (Sort, bool) {
	sort := Sort(field[strings.LastIndexByte(field, '.')+1:])
	return sort, slices.Contains(Sorts, sort)
}

func compareTerms(a, b term) int {
	if c := strings.Compare(string(a.Sort), string(b.Sort)); c != 0 {
		return c
	}
	return strings.Compare(a.Text, b.Text)
}

// Where in a number people begin to search, in bytes: at its start, at the day of
// birth, and the last six and four.
var (
	idNumberStarts = []int{0, 6, 12, 14}
	numberTail     = 6
)

// suffixes are the keys of t: a search finds what one of them begins with. Names
// and employers are found by any part, numbers by what people know of them.
func (t term) suffixes() []string {
	var starts []int
	switch t.Sort {
	case SortIDNumber:
		starts = idNumberStarts
	case SortCertificate:
		starts = []int{0, len(t.Text) - numberTail}
	default:
		for i := range t.Text {
			starts = append(starts, i)
		}
	}
	var keys []string
	for _, i := range starts {
		if (i == 0 || i > 0 && i < len(t.Text)) && utf8.RuneStart(t.Text[i]) {
			keys = append(keys, t.Text[i:])
		}
	}
	return keys
}

// hit is a key that a search found.
type hit struct {
	Suffix string
	term
}

func compareHits(a, b hit) int {
	if c := strings.Compare(a.Suffix, b.Suffix); c != 0 {
		return c
	}
	return compareTerms(a.term, b.term)
}

// first is the first hit of text among the terms, in the order of a search.
func first(text string, terms []term) (best hit, ok bool) {
	for _, t := range terms {
		for _, suffix := range t.suffixes() {
			h := hit{suffix, t}
			if strings.HasPrefix(suffix, text) && (!ok || compareHits(h, best) < 0) {
				best, ok = h, true
			}
		}
	}
	return best, ok
}
