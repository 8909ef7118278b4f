package main

import (
	"embed"
	"maps"
	"slices"
	"sort"
	"strings"
	"sync"

	"github.com/goccy/go-yaml"

	"hecha/document"
	"hecha/pipeline/policy"
	"hecha/service"
	"hecha/web/pages"
)

//go:embed messages.zh-CN.yaml messages.en.yaml
var messagesYAML embed.FS

// catalogue is the words of a language for kinds, fields, doubts and findings, by
// group and code. Findings themselves carry codes only.
type catalogue map[string]map[string]string

// chinese is the language of what is printed, and of the pages' strangers.
const chinese = "zh-CN"

// catalogues are one for each language that the pages have.
var catalogues = sync.OnceValue(func() map[string]catalogue {
	all := map[string]catalogue{}
	for _, language := range pages.Languages {
		name := "messages." + language + ".yaml"
		data, err := messagesYAML.ReadFile(name)
		var c catalogue
		if err == nil {
			err = yaml.Unmarshal(data, &c)
		}
		if err != nil {
			panic(name + ": " + err.Error()) // embedded and tested: cannot happen
		}
		all[language] = c
	}
	return all
})

// messages are the words in Chinese.
func messages() catalogue { return catalogues()[chinese] }

// say is the Chinese word for a code; the code itself when there is none.
func say(group, code string) string { return messages().say(group, code) }

// sayWith is say with the arguments of a code put in for {name}.
func sayWith(group, code string, args map[string]string) string {
	return messages().fill(group, code, args)
}

// say is the word for a code; the code itself when there is none.
func (c catalogue) say(group, code string) string {
	if s := c[group][code]; s != "" {
		return s
	}
	return code
}

// fill is say with the arguments of a code put in for {name}.
func (c catalogue) fill(group, code string, args map[string]string) string {
	text := c.say(group, code)
	for name, v := range args {
		text = strings.ReplaceAll(text, "{"+name+"}", v)
	}
	return text
}

// words are what the pages are given in a language.
func words(language string) pages.Words {
	c := catalogues()[language]
	return pages.Words{
		Say: c.say, Field: c.field, Proof: c.proof, Problem: c.problem, Problems: c["problem"], Order: fieldOrder,
		With: func(group, code string, args map[string]string) string { return c.fill(group, code, c.args(args)) },
	}
}

// telling says to candidates what happened, with the exam's name in the rules.
func telling(rules *policy.Policy) service.Telling {
	return func(language, code string, args map[string]string) string {
		c, named := catalogues()[language], maps.Clone(args)
		if slices.Contains(service.ToldStaff, code) {
			return c.fill("told_staff", code, named)
		}
		named["exam"], _ = rules.ExamName(args["exam"])
		named["what"] = c.fill("told", code, named)
		return c.fill("phrase", "told", named)
	}
}

// problem is what is wrong with a file. The reading says it in Chinese.
func (c catalogue) problem(p document.Problem) string {
	if s := c["problem"][p.Code]; s != "" {
		return s
	}
	return p.Message
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
