package extractors

import (
	"regexp"
	"strings"

	"hecha/document"
	"hecha/extractors/internal/layout"
)

// choice is three or more levels side by side, each with a box that may be ticked.
// An engine reads an empty box as 口, and often loses a ticked one.
var (
	choice  = regexp.MustCompile(`(?:[□口☐囗○☑√✓✔■☒]?(?:中专|高中|大专|专科|大学|本科|(?:硕士|博士)?研究生|硕士|博士|其他)[、/, ]{0,2}){3,}`)
	option  = regexp.MustCompile(`(?P<box>[□口☐囗○☑√✓✔■☒]?)(?P<v>中专|高中|大专|专科|大学|本科|(?:硕士|博士)?研究生|硕士|博士|其他)`)
	emptied = "□口☐囗○"
)

// readTicked takes a level from a choice of several by its tick: the only one whose
// box is ticked, or else the only one before which no empty box is left, in doubt.
// Where neither tells, what was taken from the choice before is no value.
func (p *paper) readTicked(field string, t layout.Text, parse parser) {
	at := choice.FindStringIndex(t.String())
	if at == nil {
		return
	}
	var ticked, bare []layout.Run
	for _, m := range layout.TextOf(t.Run(at[0], at[1])).FindAll(option) {
		switch box := m["box"].String(); {
		case box == "":
			bare = append(bare, m["v"])
		case !strings.Contains(emptied, box):
			ticked = append(ticked, m["v"])
		}
	}
	delete(p.fields, field)
	switch {
	case len(ticked) == 1:
		p.set(field, ticked[0], parse)
	case len(ticked) == 0 && len(bare) == 1:
		p.set(field, bare[0], parse)
		p.doubt(field, document.DoubtExtent)
	}
}
