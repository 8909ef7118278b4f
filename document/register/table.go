package register

import (
	"bytes"
	"compress/gzip"
	"embed"
	"fmt"
	"io"
	"strings"
)

//go:embed data/*.gz data/*.txt
var data embed.FS

// rows are the rows of an embedded table. The data is part of the program, so
// damage is a fault of the build and panics.
func rows(name string, columns int) [][]string {
	packed, err := data.ReadFile("data/" + name)
	if err != nil {
		panic(fmt.Sprintf("register: %v", err))
	}
	r, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		panic(fmt.Sprintf("register: %s: %v", name, err))
	}
	plain, err := io.ReadAll(r)
	if err != nil {
		panic(fmt.Sprintf("register: %s: %v", name, err))
	}
	table := make([][]string, 0, bytes.Count(plain, []byte{'\n'}))
	for line := range strings.Lines(string(plain)) {
		row := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		if len(row) != columns {
			panic(fmt.Sprintf("register: %s: row %q", name, line))
		}
		table = append(table, row)
	}
	return table
}
