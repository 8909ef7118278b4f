package main

import (
	_ "embed"
	"slices"
	"sort"
	"strings"
	"sync"

	"github.com/goccy/go-yaml"

	"hecha/document"
	"hecha/web/pages"
)

//go:embed messages.zh-CN.yaml
var messagesYAML []byte

// messages are the words for kinds, fields, doubts and findings, by group and
// code. Findings themselves carry codes only.
var messages = sync.OnceValue(func() map[string]map[string]string {
	var m map[string]map[string]string
	if err := yaml.Unmarshal(messagesYAML, &m); err != nil {
		panic("messages.zh-CN.yaml: " + err.Error()) // embedded and tested: cannot happen
	}
	return m
})

// say is the word for a code; the code itself when there is none.
func say(group, code string) string {
	if s := messages()[group][code]; s != "" {
		return s
	}
	return code
}

// sayWith is say with the arguments of a code put in for {name}.
func sayWith(group, code string, args map[string]string) string {
	text := say(group, code)
	for name, v := range args {
		text = strings.ReplaceAll(text, "{"+name+"}", v)
	}
	return text
}

// words are what the pages are given.
var words = pages.Words{
	Say: say, Field: sayField, Proof: sayProof, Order: fieldOrder,
	With: func(group, code string, args map[string]string) string { return sayWith(group, code, sayArgs(args)) },
}

// order is how fields are shown: as they stand on the papers.
var order = []string{
	"name", "sex", "ethnicity", "birth_date", "address", "id_number", "issuing_authority", "valid_from", "valid_until",
	"enrollment_date", "graduation_date", "school", "major", "level", "length_years", "category", "study_form",
	"conclusion", "certificate_number", "president", "verification_code", "updated_date",
	"employer", "job", "post", "work_start", "work_end", "years", "total_years", "education", "contact", "phone", "issued_date",
	"site", "technician_class", "exam", "exam_year", "specialty", "subjects", "title", "qualification", "awarded_date", "approval_date", "appointed_from", "appointed_until", "management_number", "city", "review_office",
}

// fieldOrder is the names of d's fields in the order of the papers.
func fieldOrder(d document.Document) []string {
	names := make([]string, 0, len(d.Fields))
	for name := range d.Fields {
		names = append(names, name)
	}
	rank := func(name string) int {
		if i := slices.Index(order, name); i >= 0 {
			return i
		}
		return len(order)
	}
	sort.Slice(names, func(i, j int) bool {
		a, b := rank(names[i]), rank(names[j])
		return a < b || a == b && names[i] < names[j]
	})
	return names
}
