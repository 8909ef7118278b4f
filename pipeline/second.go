package pipeline

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"hecha/document"
	"hecha/pipeline/check"
	"hecha/pipeline/memo"
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

// sureAgain is the score of the weakest character from which on a value is not
// read again.
const sureAgain = 0.99

func wantsAgain(f document.Field) bool {
	return len(f.Sources) > 0 && (weakest(f) < sureAgain || underSeal(f))
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

// reader is who reads fields once more, and how.
type reader struct {
	engine  ocr.Engine
	digest  string // of the engine
	memory  *memo.Memory
	charset func(name string) string
	cut     func(document.Line) document.Quad
}

// opinions reads the named fields again, all lines of one character set in one
// request.
func (by reader) opinions(ctx context.Context, r reading, fields map[string]document.Field, names []string) (map[string]secondOpinion, error) {
	byCharset := map[string][]string{}
	for _, name := range names {
		c := by.charset(name)
		byCharset[c] = append(byCharset[c], name)
	}
	out := map[string]secondOpinion{}
	for charset, group := range byCharset {
		var quads []document.Quad
		for _, name := range group {
			for _, l := range fields[name].Sources {
				quads = append(quads, by.cut(l))
			}
		}
		lines, err := by.read(ctx, r, quads, charset)
		if err != nil {
			return nil, fmt.Errorf("read %d fields again: %w", len(names), err)
		}
		for _, name := range group {
			n := len(fields[name].Sources)
			out[name] = opinion(name, fields[name], lines[:n])
			lines = lines[n:]
		}
	}
	return out, nil
}

// read reads places of the picture that was read first.
func (by reader) read(ctx context.Context, r reading, quads []document.Quad, charset string) ([]document.Line, error) {
	return memo.Do(ctx, by.memory, stageAgain, memo.Key(r.key, by.digest, charset, quads), func() ([]document.Line, error) {
		img, err := r.clean()
		if err != nil {
			return nil, err
		}
		return by.engine.Read(ctx, ocr.Request{Image: img, Lines: quads, Charset: charset})
	})
}

// asFound is the place of a line as it was found.
func asFound(l document.Line) document.Quad { return l.Quad }

// looseness is how much paper a looser cut has above and below, in heights of
// the line.
const looseness = 0.12

// looser is the place of a line with some paper around it. At its ends there is
// none: there the next character may stand.
func looser(l document.Line) document.Quad {
	q := l.Quad
	return document.Quad{q[0].Lerp(q[3], -looseness), q[1].Lerp(q[2], -looseness), q[2].Lerp(q[1], -looseness), q[3].Lerp(q[0], -looseness)}
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

// askAgain has the doubtful fields of a draft read by the second reader, and once
// more by the first one on another cut of the picture: what it reads in the same
// way twice, by itself and among its neighbours, it hardly misread.
func (p *Processor) askAgain(ctx context.Context, r reading, d *draft) (err error) {
	doc := d.document()
	proofs := check.Inspect(&doc, p.Today).Evidence
	fields := everyField(&doc)
	var second, again []string
	for _, name := range slices.Sorted(maps.Keys(fields)) {
		if p.Second != nil && wantsSecond(name, fields[name], len(proofs[name])) {
			second = append(second, name)
		}
		if wantsAgain(fields[name]) {
			again = append(again, name)
		}
	}
	d.opinions, err = reader{p.Second, p.SecondDigest, p.Memory, charsetOf, asFound}.opinions(ctx, r, fields, second)
	if err != nil {
		return fmt.Errorf("second reader: %w", err)
	}
	anyCharset := func(string) string { return "" }
	d.again, err = reader{p.Engine, p.EngineDigest, p.Memory, anyCharset, looser}.opinions(ctx, r, fields, again)
	return err
}

// everyField is the fields of doc and of its periods by name.
func everyField(doc *document.Document) map[string]document.Field {
	all := maps.Clone(doc.Fields)
	if all == nil {
		all = map[string]document.Field{}
	}
	for i, row := range doc.Periods {
		name := periodName(i)
		all[name+".start"], all[name+".end"], all[name+".employer"], all[name+".job"] = row.Start, row.End, row.Employer, row.Job
	}
	return all
}

// periodName is how findings and proofs name row i of the periods.
func periodName(i int) string { return "periods." + strconv.Itoa(i) }
