package extractors

import (
	"slices"

	"hecha/document"
)

// Continue reads next as a further page of the document that the sheets of so
// far hold, when it can be one: a sheet without a kind of its own after a paper
// that runs over pages, such as the second page of a table of periods with the
// signature block. The fields of the result say by Page, and by quads in that
// sheet's pixels, where they stand; Lines and Region are of the first sheet. ok
// is false when next is another document.
func Continue(soFar []Sheet, next Sheet) (f Found, ok bool) {
	if len(soFar) == 0 {
		return Found{}, false
	}
	whole, _, _ := classify(soFar[0])
	if whole == nil || !spansPages(whole.Kind()) || len(next.Lines) == 0 {
		return Found{}, false
	}
	if own, _, _ := classify(next); own != nil && own.Kind() != whole.Kind() || hasTitle(next, whole.Kind()) {
		return Found{}, false
	}
	if cards, _ := cards(next); len(cards) > 0 {
		return Found{}, false
	}
	sheets := append(slices.Clone(soFar), next)
	stack, offsets := stackSheets(sheets)
	if whole.Match(stack) < minMatch {
		return Found{}, false
	}
	before := whole.Extract(stackOnly(soFar))
	x := whole.Extract(stack)
	if len(x.Fields) <= len(before.Fields) && len(x.Periods) <= len(before.Periods) {
		return Found{}, false
	}
	unstack(&x, sheets, offsets)
	return Found{
		Kind: whole.Kind(), Confidence: whole.Match(stack), Lines: indices(len(soFar[0].Lines)),
		Region: document.Rect(0, 0, soFar[0].Width, soFar[0].Height), Fields: x.Fields, Periods: x.Periods,
	}, true
}

// spansPages tells which kinds of paper go on over pages.
func spansPages(k document.Kind) bool { return k == document.WorkCertificate }

// hasTitle tells whether a sheet begins a paper of kind k.
func hasTitle(s Sheet, k document.Kind) bool {
	return k == document.WorkCertificate && contentsOf(s).weigh(workClues).titles > 0
}

func stackOnly(sheets []Sheet) Sheet {
	s, _ := stackSheets(sheets)
	return s
}

// stackSheets puts sheets under each other, scaled to the width of the first, as
// one; offsets are where each begins.
func stackSheets(sheets []Sheet) (stack Sheet, offsets []float64) {
	stack = sheets[0]
	stack.Lines, stack.Height = nil, 0
	for _, s := range sheets {
		offsets = append(offsets, stack.Height)
		h := placed(sheets[0], s, stack.Height)
		for _, l := range s.Lines {
			l.Quad = h.MapQuad(l.Quad)
			stack.Lines = append(stack.Lines, l)
		}
		stack.Height += s.Height * scale(sheets[0], s)
	}
	return stack, offsets
}

func scale(first, s Sheet) float64 {
	if s.Width <= 0 || first.Width <= 0 {
		return 1
	}
	return first.Width / s.Width
}

// placed maps a sheet's pixels into the stack.
func placed(first, s Sheet, offset float64) document.Homography {
	k := scale(first, s)
	return document.Homography{k, 0, 0, 0, k, offset, 0, 0, 1}
}

// unstack gives every field its own page and that page's pixels.
func unstack(x *Extraction, sheets []Sheet, offsets []float64) {
	for name, f := range x.Fields {
		x.Fields[name] = unstackField(f, sheets, offsets)
	}
	for i := range x.Periods {
		p := &x.Periods[i]
		for _, f := range []*document.Field{&p.Start, &p.End, &p.Employer, &p.Job} {
			if f.Page > 0 {
				*f = unstackField(*f, sheets, offsets)
			}
		}
	}
}

func unstackField(f document.Field, sheets []Sheet, offsets []float64) document.Field {
	at := f.Sources[0].Quad.Center().Y
	page := 0
	for i, o := range offsets {
		if at >= o {
			page = i
		}
	}
	back, _ := placed(sheets[0], sheets[page], offsets[page]).Inverse()
	f.Page = sheets[page].Page
	f.Quad = back.MapQuad(f.Quad)
	f.Sources = slices.Clone(f.Sources)
	for i := range f.Sources {
		f.Sources[i].Quad = back.MapQuad(f.Sources[i].Quad)
	}
	return f
}
