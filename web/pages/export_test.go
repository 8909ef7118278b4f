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
