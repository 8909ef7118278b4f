package register

import (
	"fmt"
	"strconv"
	"strings"
	"sync"

	"hecha/document"
)

// Offices are those of the province, in the order of the notice. Administrators
// start from them.
var Offices = sync.OnceValue(func() (all []document.Office) {
	for _, row := range lines("data/offices.txt", 4) {
		all = append(all, document.Office{City: row[0], Review: row[1], Exams: row[2], Site: row[3]})
	}
	return all
})

// Sittings are the exams that the notice reviews, with its deadlines. Administrators
// start from them.
var Sittings = sync.OnceValue(func() (all []document.Sitting) {
	for _, row := range lines("data/sittings.txt", 4) {
		year, err := strconv.Atoi(row[1])
		if err != nil {
			panic(fmt.Sprintf("register: sittings.txt: row %q", row))
		}
		all = append(all, document.Sitting{Exam: row[0], Year: year, Review: row[2], Report: row[3]})
	}
	return all
})

// lines are those of an embedded text, in which tabs stand between so many columns.
func lines(name string, columns int) (all [][]string) {
	text, err := data.ReadFile(name)
	if err != nil {
		panic(fmt.Sprintf("register: %v", err))
	}
	for line := range strings.Lines(string(text)) {
		row := strings.Split(strings.TrimSpace(line), "\t")
		if len(row) != columns {
			panic(fmt.Sprintf("register: %s: row %q", name, line))
		}
		all = append(all, row)
	}
	return all
}
