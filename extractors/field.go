package extractors

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"hecha/document"
	"hecha/document/normalize"
	"hecha/extractors/internal/layout"
)

// parser gives the canonical form of what was read. A value that has not the
// form of its field is still given, as well as it can be, with DoubtFormat.
type parser struct {
	parse func(raw string) (value string, ok bool)
	words []string // of a closed vocabulary, nil for an open one
	// repair gives what raw can have been before signs were lost; nil: nothing.
	repair func(raw string) []string
}

func strict(parse func(string) (string, bool)) parser { return parser{parse: parse} }

// oneOf corrects a value of a closed vocabulary where what was read can be
// exactly one of its words.
func oneOf(parse func(string) (string, bool), words ...string) parser {
	return parser{parse: parse, words: words}
}

// ruledBlank drops the rules that blanks are filled in on.
var ruledBlank = strings.NewReplacer("_", "", "＿", "")

// apply sets the value of f from its text.
func (p parser) apply(f *document.Field) {
	value, ok := p.parse(ruledBlank.Replace(f.Text))
	if ok {
		f.Value = value
		return
	}
	if word := strings.Map(dropSpeck, normalize.StripSpace(f.Text)); slices.Contains(p.words, word) {
		f.Value, _ = p.parse(word)
		f.AddDoubt(document.DoubtCorrected)
		return
	}
	if word, found := nearestWord(glyphsOf(*f), p.words); found {
		f.Value, _ = p.parse(word)
		f.AddDoubt(document.DoubtCorrected)
		return
	}
	if word, found := edgeWord(normalize.StripSpace(f.Text), p.words); found {
		f.Value, _ = p.parse(word)
		f.AddDoubt(document.DoubtCorrected)
		return
	}
	if repaired, found := p.repaired(f.Text); found {
		f.Value = repaired
		f.AddDoubt(document.DoubtCorrected)
		return
	}
	if f.Value = value; value == "" {
		f.Value = normalize.StripSpace(f.Text)
	}
	f.AddDoubt(document.DoubtFormat)
}

// dropSpeck drops what specks of dirt are read as.
func dropSpeck(r rune) rune {
	if strings.ContainsRune(".,·'`、。", r) {
		return -1
	}
	return r
}

// repaired is the only value that raw can have been.
func (p parser) repaired(raw string) (value string, ok bool) {
	if p.repair == nil {
		return "", false
	}
	for _, candidate := range p.repair(raw) {
		v, parsed := p.parse(candidate)
		if !parsed || v == value {
			continue
		}
		if ok {
			return "", false
		}
		value, ok = v, true
	}
	return value, ok
}

// nearestWord is the only one of words that read can be: every character itself,
// the engine's runner-up or a look-alike.
func nearestWord(read []normalize.Glyph, words []string) (word string, ok bool) {
	for _, w := range words {
		if !canBe(read, []rune(w)) {
			continue
		}
		if ok {
			return "", false
		}
		word, ok = w, true
	}
	return word, ok
}

// maxRemnant is how many characters beside a word of a closed vocabulary may be
// remnants of its label or the beginning of the next one: 旅汉, 男民旅汉.
const maxRemnant = 4

// edgeWord is the only one of words that text begins or ends with; of words
// within each other the longest counts.
func edgeWord(text string, words []string) (word string, ok bool) {
	for _, w := range words {
		if !strings.HasPrefix(text, w) && !strings.HasSuffix(text, w) || utf8.RuneCountInString(text)-utf8.RuneCountInString(w) > maxRemnant {
			continue
		}
		switch {
		case word == "" || strings.Contains(w, word):
			word, ok = w, true
		case !strings.Contains(word, w):
			ok = false
		}
	}
	return word, ok
}

func canBe(read []normalize.Glyph, word []rune) bool {
	if len(read) != len(word) {
		return false
	}
	for i, g := range read {
		if g.Rune != word[i] && !slices.Contains(g.Others, word[i]) && !normalize.LookAlike(g.Rune, word[i]) {
			return false
		}
	}
	return true
}

// set records the value that stands on run. Where the paper gives a field twice,
// a value in form goes before one out of form, and two that differ are in doubt.
func (p *paper) set(name string, run layout.Run, parse parser) {
	f, ok := p.field(run, parse)
	if !ok {
		return
	}
	have, twice := p.fields[name]
	switch {
	case !twice || outOfForm(have) && !outOfForm(f):
		p.fields[name] = f
	case have.Value != f.Value && !outOfForm(f):
		have.AddDoubt(document.DoubtConflict)
		p.fields[name] = have
	}
}

func outOfForm(f document.Field) bool { return slices.Contains(f.Doubt, document.DoubtFormat) }

// ruleConfidence is the score below which 一 at the end of a value is taken for
// the rule that a blank is filled in on.
const ruleConfidence = 0.7

// withoutRules cuts such rules off both ends of run.
func (p *paper) withoutRules(run layout.Run) layout.Run {
	isRule := func(g layout.Glyph) bool {
		return g.Rune == '一' && p.sheet.Lines[g.Line].Span(g.From, g.To).Confidence < ruleConfidence
	}
	for len(run) > 1 && isRule(run[0]) && run[1].Rune != '级' {
		run = run[1:]
	}
	for len(run) > 1 && isRule(run[len(run)-1]) {
		run = run[:len(run)-1]
	}
	return run
}

// noise is what seals, rules and forms leave around a value.
const noise = " :;,.。、·•_|丨★☆*\"°^"

// field is the value that stands on run; ok is false when run is empty. Its
// confidence is that of its weakest character, not calibrated.
func (p *paper) field(run layout.Run, parse parser) (f document.Field, ok bool) {
	run = run.Trim(noise).TrimLeft(")").TrimRight("(")
	if !strings.ContainsRune(run.String(), '(') {
		run = run.TrimRight(")") // the corner of a cell
	}
	cut := p.withoutRules(run)
	if len(cut) == 0 {
		return f, false
	}
	ruled := len(cut) < len(run)
	run = cut
	f = document.Field{Page: p.sheet.Page, Confidence: 1, Sources: run.Sources(p.sheet.Lines), Doubt: []document.Doubt{}}
	var raw strings.Builder
	var quads []document.Quad
	for _, s := range f.Sources {
		raw.WriteString(strings.TrimSpace(s.Text))
		quads = append(quads, s.Quad)
		f.Confidence = min(f.Confidence, s.MinConfidence())
	}
	f.Text, f.Quad = raw.String(), quads[0]
	if len(quads) > 1 {
		f.Quad = document.Union(quads...)
	}
	if ruled {
		f.AddDoubt(document.DoubtCorrected)
	}
	parse.apply(&f)
	if unfinished.MatchString(f.Value) {
		f.AddDoubt(document.DoubtPartial)
	}
	return f, true
}

// unfinished are values after which something must follow: the rest of them was
// not found.
var unfinished = regexp.MustCompile(`[及与、，,（(]$`)

// correct replaces a field's value by one that proves itself.
func (p *paper) correct(name, value string) {
	f := p.fields[name]
	if f.Value == value {
		return
	}
	f.Value = value
	f.Doubt = slices.DeleteFunc(f.Doubt, func(d document.Doubt) bool { return d == document.DoubtFormat })
	f.AddDoubt(document.DoubtCorrected)
	p.fields[name] = f
}

// doubt adds d to a field that the paper has.
func (p *paper) doubt(name string, d document.Doubt) {
	if f, ok := p.fields[name]; ok {
		f.AddDoubt(d)
		p.fields[name] = f
	}
}
