package specimen

import (
	"fmt"
	"math/rand/v2"
	"sort"

	"hecha/document"
)

// drawer draws one specimen of the layout that it is given the name of.
type drawer func(layout string, s *set, rng *rand.Rand) []Page

// layout is one way in which a kind looks. Only is the split that it is kept
// for, empty when both show it.
type layout struct {
	kind document.Kind
	name string
	only Split
	draw drawer
}

// layouts are all papers that can be drawn.
var layouts = concat(
	applicationLayouts(), appointmentLayouts(), cardLayouts(), certificateLayouts(), chsiLayouts(), cscseLayouts(), degreeLayouts(), diplomaLayouts(),
	otherLayouts(), queryLayouts(), reportLayouts(), statusLayouts(), workLayouts(),
)

func concat(groups ...[]layout) []layout {
	var all []layout
	for _, g := range groups {
		all = append(all, g...)
	}
	return all
}

// Kinds are the papers that can be drawn.
func Kinds() []document.Kind {
	seen := map[document.Kind]bool{}
	var kinds []document.Kind
	for _, l := range layouts {
		if !seen[l.kind] {
			seen[l.kind] = true
			kinds = append(kinds, l.kind)
		}
	}
	sort.Slice(kinds, func(i, j int) bool { return kinds[i] < kinds[j] })
	return kinds
}

// Layouts are the names of a kind's layouts in any split, sorted.
func Layouts(kind document.Kind) []string {
	var names []string
	for _, l := range layouts {
		if l.kind == kind {
			names = append(names, l.name)
		}
	}
	sort.Strings(names)
	return names
}

// SplitLayouts are the names of the layouts that a split shows of a kind,
// sorted.
func SplitLayouts(kind document.Kind, split Split) []string {
	var names []string
	for _, l := range layouts {
		if l.kind == kind && (l.only == "" || l.only == split) {
			names = append(names, l.name)
		}
	}
	sort.Strings(names)
	return names
}

// Draw draws one paper of a kind, usually on one page. The same arguments give
// the same pixels and truth. It panics for a kind that is not one of Kinds and
// for a missing font, which CheckFonts reports as an error.
func Draw(kind document.Kind, split Split, seed uint64) []Page {
	names := SplitLayouts(kind, split)
	if len(names) == 0 {
		panic(fmt.Sprintf("specimen: no layout of kind %q", kind))
	}
	return DrawLayout(kind, names[seed%uint64(len(names))], split, seed)
}

// DrawLayout draws one paper of a kind in the layout of that name. Layouts that
// belong to the other split are drawn too, with the words and fonts of split.
func DrawLayout(kind document.Kind, name string, split Split, seed uint64) []Page {
	for _, l := range layouts {
		if l.kind == kind && l.name == name {
			return l.draw(name, setOf(split), generator(split, string(kind)+"/"+name, seed))
		}
	}
	panic(fmt.Sprintf("specimen: kind %q has no layout %q", kind, name))
}
