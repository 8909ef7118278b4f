package specimen

import (
	"bytes"
	"errors"
	"fmt"
	"regexp"
)

var (
	pageObject = regexp.MustCompile(`(?s)\n(\d+) 0 obj\s*<<\s*/Type /Page\s(.*?)>>\s*endobj`)
	trailerEnd = regexp.MustCompile(`(?s)trailer\s*<<(.*?)>>\s*startxref\s*(\d+)\s*%%EOF\s*$`)
)

// rotatePages gives every page of a PDF of gopdf's a /Rotate, as an incremental
// update (ISO 32000-1, 7.5.6). pdfcpu can do it too, but numbers the objects
// differently each time and writes the date.
func rotatePages(data []byte, degrees int) ([]byte, error) {
	end := trailerEnd.FindSubmatch(data)
	pages := pageObject.FindAllSubmatch(data, -1)
	if end == nil || len(pages) == 0 {
		return nil, errors.New("rotate PDF: not of the form that is expected of gopdf")
	}
	out := bytes.NewBuffer(bytes.Clone(data))
	var table bytes.Buffer
	for _, p := range pages {
		out.WriteByte('\n')
		fmt.Fprintf(&table, "%s 1\n%010d 00000 n \n", p[1], out.Len())
		fmt.Fprintf(out, "%s 0 obj\n<<\n  /Type /Page\n  /Rotate %d\n%s>>\nendobj\n", p[1], degrees, p[2])
	}
	start := out.Len()
	fmt.Fprintf(out, "xref\n%strailer\n<<%s/Prev %s\n>>\nstartxref\n%d\n%%%%EOF\n", table.Bytes(), end[1], end[2], start)
	return out.Bytes(), nil
}
