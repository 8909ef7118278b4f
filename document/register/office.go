package register

import (
	"fmt"
	"strings"
	"sync"
)

// Office is where a city's reviews are done.
type Office struct {
	City   string // 市州
	Review string // telephone of those who review
	Exams  string // telephone of those who run the exams
	Site   string // where notices are published
}

// Offices are those of the province, in the order of the notice.
var Offices = sync.OnceValue(func() (all []Office) {
	text, err := data.ReadFile("data/offices.txt")
	if err != nil {
		panic(fmt.Sprintf("register: %v", err))
	}
	for line := range strings.Lines(string(text)) {
		row := strings.Split(strings.TrimSpace(line), "\t")
		if len(row) != 4 {
			panic(fmt.Sprintf("register: offices.txt: row %q", line))
		}
		all = append(all, Office{row[0], row[1], row[2], row[3]})
	}
	return all
})
