package pipeline

import (
	"regexp"
	"slices"
	"strings"

	"hecha/document"
)

// printedNames are the names in print that a seal on the paper should bear. One
// that was itself taken from a seal is no witness.
func printedNames(fields map[string]document.Field) []string {
	var names []string
	for _, name := range []string{"employer", "school", "issuing_authority"} {
		if f, ok := fields[name]; ok && !slices.Contains(f.Doubt, document.DoubtUnderSeal) {
			names = append(names, f.Value)
		}
	}
	return names
}

// sealHere are the words that say where a seal belongs, and what may stand before a
// name.
var (
	sealHere   = regexp.MustCompile(`[(（]?(?:加?盖?(?:单位)?(?:公章|签章|印章)|盖章|章)(?:处|有效)?[)）]?$`)
	beforeName = regexp.MustCompile(`^.*[:：]`)
)

// namesBeside are what the lines over which a seal lies, or which are near to it,
// would be as names: whole, and behind a label. Papers bear the name of who seals
// them where the seal is, also those of a kind that nobody knows.
func namesBeside(lines []document.Line, seal document.Quad) []string {
	x0, y0, x1, y1 := seal.Bounds()
	near := document.Rect(x0-(x1-x0)/2, y0-(y1-y0)/2, x1+(x1-x0)/2, y1+(y1-y0)/2)
	var names []string
	for _, l := range lines {
		if !overlap(l.Quad, near) {
			continue
		}
		name := sealHere.ReplaceAllString(strings.TrimSpace(l.Text), "")
		names = append(names, name)
		if behind := beforeName.ReplaceAllString(name, ""); behind != name {
			names = append(names, sealHere.ReplaceAllString(behind, ""))
		}
	}
	return names
}
