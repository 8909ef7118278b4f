package pages

import (
	"slices"

	"hecha/document"
)

// Acts are all acts that the pages offer.
func Acts() []document.EventType {
	all := slices.Clone(actsOnAll)
	for _, types := range actsFrom {
		all = append(all, types...)
	}
	return all
}

// Patterns are the routes of the pages, by whether one has to be known.
func Patterns() (known, open []string) {
	p := &pages{}
	for pattern := range p.openRoutes() {
		open = append(open, pattern)
	}
	for _, routes := range []map[string]handler{p.routes(), p.reviewing(), p.fileRoutes()} {
		for pattern := range routes {
			known = append(known, pattern)
		}
	}
	return known, open
}
