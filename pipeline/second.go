package pipeline

import (
	"context"
	"fmt"
	"image"
	"maps"
	"slices"
	"strings"
	"unicode"

	"hecha/document"
	"hecha/pipeline/check"
	"hecha/pipeline/ocr"
)

// A second reading costs as much as a line of the first, so it is asked for
// where it can change a mind: where the first reader wavered, and for numbers
// that nothing on the paper proves.
const (
	sureScore   = 0.97  // weakest character of text that needs no second reader
	sureNumber  = 0.995 // the same for unproven numbers: one digit is as good as another
	secondShort = 2     // characters; shorter text tells the second reader too little
)

// secondOpinion is what the second reader saw in a field's place.
type secondOpinion struct {
	verdict document.Agreement
	text    string
}

// wantsSecond tells whether a second reading of f may change what is thought
// of it.
func wantsSecond(name string, f document.Field, proofs int) bool {
	if len(f.Sources) == 0 || len([]rune(f.Text)) < secondShort {
		return false
	}
	if document.ClassOf(name) == document.ClassNumber {
		return proofs == 0 && weakest(f) < sureNumber
	}
	return proofs == 0 && weakest(f) < sureScore || underSeal(f)
}

// charsetOf limits the second reader to what the field can hold; empty: anything.
func charsetOf(name string) string {
	switch name {
	case "id_number":
		return "0123456789X"
	case "phone":
		return "0123456789-"
	case "verification_code":
		return "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
	}
	return ""
}

// secondOpinions reads the named fields again, all lines of one character set
// in one request. The image is the one that the first reader saw.
func secondOpinions(ctx context.Context, engine ocr.Engine, img *image.RGBA, fields map[string]document.Field,
	names []string) (map[string]secondOpinion, error) {
	byCharset := map[string][]string{}
	for _, name := range names {
		c := charsetOf(name)
		byCharset[c] = append(byCharset[c], name)
	}
	out := map[string]secondOpinion{}
	for charset, group := range byCharset {
		var quads []document.Quad
		for _, name := range group {
			for _, l := range fields[name].Sources {
				quads = append(quads, l.Quad)
			}
		}
		lines, err := engine.Read(ctx, ocr.Request{Image: img, Lines: quads, Charset: charset})
		if err != nil {
			return nil, fmt.Errorf("second reading: %w", err)
		}
		for _, name := range group {
			n := len(fields[name].Sources)
			out[name] = opinion(name, fields[name], lines[:n])
			lines = lines[n:]
		}
	}
	return out, nil
}

// opinion compares what the second reader saw with the first.
func opinion(name string, f document.Field, lines []document.Line) secondOpinion {
	var read strings.Builder
	for _, l := range lines {
		read.WriteString(l.Text)
	}
	o := secondOpinion{verdict: document.Differs, text: read.String()}
	first, second := folded(f.Text), folded(o.text)
	if document.ClassOf(name) == document.ClassNumber && hasDigits(first) {
		first, second = alphanumeric(first), alphanumeric(second)
	}
	switch {
	case second == "":
		o.verdict = document.NotAsked // it saw nothing, which says nothing
	case first == second:
		o.verdict = document.Agrees
	}
	return o
}

// alphanumeric keeps digits and Latin letters: the second reader often stumbles
// over 年, 月 and 日 between digits that it reads well.
func alphanumeric(s string) string {
	return strings.Map(func(r rune) rune {
		if r < unicode.MaxASCII {
			return r
		}
		return -1
	}, s)
}

func hasDigits(s string) bool { return strings.ContainsAny(s, "0123456789") }

// weakest is the lowest score of a character of f.
func weakest(f document.Field) float64 {
	low := 1.0
	for _, l := range f.Sources {
		low = min(low, l.MinConfidence())
	}
	return low
}

// underSeal tells whether a seal lies over any part of f.
func underSeal(f document.Field) bool {
	for _, l := range f.Sources {
		if l.UnderSeal {
			return true
		}
	}
	return false
}

// askAgain has the doubtful fields of a draft read by the second reader.
func (p *Processor) askAgain(ctx context.Context, r reading, d draft) (map[string]secondOpinion, error) {
	doc := d.document()
	evidence := check.Inspect(&doc, p.Today).Evidence
	var names []string
	for _, name := range slices.Sorted(maps.Keys(doc.Fields)) {
		if wantsSecond(name, doc.Fields[name], len(evidence[name])) {
			names = append(names, name)
		}
	}
	if len(names) == 0 {
		return nil, nil
	}
	return secondOpinions(ctx, p.Second, r.clean, doc.Fields, names)
}
