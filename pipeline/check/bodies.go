package check

import (
	"regexp"
	"slices"

	"hecha/document"
	"hecha/document/normalize"
)

// body is a run of characters that ends as the names of authorities and schools
// do, as long as a name gets: 湖南省人力资源和社会保障厅职业能力建设处.
var body = regexp.MustCompile(`\p{Han}{1,30}(?:[部厅局司处科]|委员会|党校|学院|大学|中心|办公室)`)

// Bodies are the authorities and schools that lines name, sorted, with whatever
// stands before a name in its sentence. They are the Document.Bodies of a paper
// with these lines.
func Bodies(lines []document.Line) []string {
	var all []string
	for _, l := range lines {
		all = append(all, body.FindAllString(normalize.Fold(l.Text), -1)...)
	}
	slices.Sort(all)
	return slices.Compact(all)
}
