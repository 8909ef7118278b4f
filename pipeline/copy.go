package pipeline

import (
	"image"

	"hecha/document"
	"hecha/extractors"
	"hecha/pipeline/attest"
)

// copyMarks looks for what vouches for the papers of a sheet as copies.
func copyMarks(r reading, founds []extractors.Found) (attest.Marks, error) {
	var failed error
	s := attest.Sheet{Page: r.page, Lines: r.Lines, Seals: asRead(r.Seals)}
	s.Image = func() *image.RGBA {
		img, err := r.clean()
		if err != nil {
			failed = err
			return image.NewRGBA(image.Rectangle{})
		}
		return img
	}
	for _, f := range founds {
		for _, field := range f.Fields {
			for _, l := range field.Sources {
				s.Own = append(s.Own, l.Quad)
			}
		}
		s.Names = append(s.Names, printedNames(f.Fields)...)
	}
	marks := attest.Find(s)
	return marks, failed
}

// lend gives every paper of a page the marks that stand on the page's other
// sheets: a card that was cut out of its copy, and the words below it.
func lend(drafts []draft) {
	for i := range drafts {
		back, ok := drafts[i].views[0].toPage.Inverse()
		if !ok {
			continue
		}
		for k := range drafts {
			if k != i {
				drafts[i].marks = drafts[i].marks.Or(drafts[k].marks.Moved(back.Mul(drafts[k].views[0].toPage)))
			}
		}
	}
}

// copyToPages maps what vouches for a copy to the pages of the upload.
func copyToPages(c *document.Copy, place func(page int, q *document.Quad)) {
	if c == nil {
		return
	}
	for _, m := range []*document.Mark{c.AttestedText, c.Signature, c.Seal} {
		if m != nil {
			place(m.Page, &m.Quad)
		}
	}
}
