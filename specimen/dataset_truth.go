package specimen

import (
	"maps"

	"hecha/document"
)

// entry is one document of one file in truth.json. The contract's keys are
// file, kind, degradation and truth; the others say more. Places are in pixels
// of a page of Size, which for a PDF is not what a reader's own resolution
// gives.
type entry struct {
	File        string                   `json:"file"`
	Kind        document.Kind            `json:"kind"`
	Degradation Degradation              `json:"degradation"`
	Truth       map[string]any           `json:"truth"`
	Layout      string                   `json:"layout"`
	Page        int                      `json:"page"`  // where the document starts, from 1
	Pages       int                      `json:"pages"` // of the file
	Size        [2]int                   `json:"size"`
	Region      document.Quad            `json:"region"`
	Quads       map[string]document.Quad `json:"quads"` // of the fields on Page
	Seals       []sealEntry              `json:"seals,omitempty"`
	Codes       []document.Code          `json:"codes,omitempty"`
	Copy        *copyEntry               `json:"copy,omitempty"` // of a copy, what vouches for it
}

type copyEntry struct {
	Text      string `json:"text"`
	Signature string `json:"signature"`
	Seal      string `json:"seal"`
}

type sealEntry struct {
	Text       string            `json:"text"`
	Inner      string            `json:"inner,omitempty"`
	Code       string            `json:"code,omitempty"`
	Type       document.SealType `json:"type"`
	Shape      string            `json:"shape"`
	Color      string            `json:"color"`
	Centre     string            `json:"centre"`
	DiameterMM float64           `json:"diameter_mm"`
	Page       int               `json:"page"`
	Quad       document.Quad     `json:"quad"`
}

// entries are the documents on the shots. A document that spans pages becomes
// one entry: a page's document continues the last one of the same kind and
// layout from the page before.
func (p planned) entries(file string, shots []shot) []entry {
	var all []entry
	for i, s := range shots {
		before := len(all)
		for _, t := range s.page.Documents {
			e := p.entry(file, t, i+1, len(shots), s.page)
			if k := continued(all[:before], e); k >= 0 {
				all[k].join(e)
				continue
			}
			all = append(all, e)
		}
	}
	return all
}

// continued is the index of the entry that e goes on from; -1 for none.
func continued(earlier []entry, e entry) int {
	for i := len(earlier) - 1; i >= 0; i-- {
		if earlier[i].Kind == e.Kind && earlier[i].Layout == e.Layout {
			return i
		}
	}
	return -1
}

func (p planned) entry(file string, t Truth, page, pages int, on Page) entry {
	e := entry{
		File: file, Kind: t.Kind, Degradation: p.degradation, Layout: t.Layout, Page: page, Pages: pages,
		Size: [2]int{on.Image.Rect.Dx(), on.Image.Rect.Dy()}, Region: t.Region, Quads: maps.Clone(t.Quads),
		Truth: map[string]any{}, Codes: append([]document.Code(nil), t.Codes...),
	}
	for name, v := range t.Fields {
		e.Truth[name] = v
	}
	if len(t.Periods) > 0 {
		e.Truth["periods"] = t.Periods
	}
	for i := range e.Codes {
		e.Codes[i].Page = page
	}
	for _, s := range t.Seals {
		e.Seals = append(e.Seals, sealEntry{s.Text, s.Inner, s.Code, s.Type, s.Shape, s.Color, s.Centre, s.DiameterMM, page, s.Quad})
	}
	if t.Copy != nil {
		e.Copy = &copyEntry{t.Copy.Text, t.Copy.Signature, t.Copy.Seal}
	}
	e.nameSeals()
	return e
}

// nameSeals writes the contract's seal_text: a string, or a list of several.
func (e *entry) nameSeals() {
	var texts []string
	for _, s := range e.Seals {
		if s.Text != "" {
			texts = append(texts, s.Text)
		}
	}
	switch len(texts) {
	case 0:
	case 1:
		e.Truth["seal_text"] = texts[0]
	default:
		e.Truth["seal_text"] = texts
	}
}

// join adds what the document says on a later page.
func (e *entry) join(later entry) {
	for name, v := range later.Truth {
		if _, ok := e.Truth[name]; !ok {
			e.Truth[name] = v
		}
	}
	rows, _ := e.Truth["periods"].([]map[string]string)
	if more, ok := later.Truth["periods"].([]map[string]string); ok && len(rows) > 0 {
		e.Truth["periods"] = append(append([]map[string]string(nil), rows...), more...)
	}
	e.Seals = append(e.Seals, later.Seals...)
	e.Codes = append(e.Codes, later.Codes...)
	e.nameSeals()
}
