package extractors

import (
	"regexp"
	"strings"

	"hecha/extractors/internal/layout"
)

var (
	// watermark is what a specimen, or a copy for one use only, is marked with.
	watermark = regexp.MustCompile(`^(?:[样祥洋羊详]本|样[本木]|样张|样|本|SPECIMEN|SAMPLE|仅供\p{Han}{2,12}使用|[-·.*#=|/\\()]+)+$`)
	// ornament is how engines read a frame of rings, waves or dots, ring how they
	// read such a frame piece by piece.
	ornament = regexp.MustCompile(`^[oOQ0〇○。.·αοのvVwWxX~-]{5,}$`)
	ring     = regexp.MustCompile(`^[oOQ0〇○。.·°*]{1,4}$`)
)

// copyRemark is what stands in brackets behind a title and tells which copy it is.
var copyRemark = regexp.MustCompile(`\((?:电子版?|电子证书|正本|副本|补[办发]|打印件?|复印件)\)$`)

// clue is one sign that a sheet is of a kind, and how much it says.
type clue struct {
	pattern *regexp.Regexp
	weight  float64
	title   bool // must be a whole line: a paper that only mentions it is another
	// unless makes it no clue on a paper that says that too; nil: nothing does.
	unless *regexp.Regexp
}

// clued is an extractor that knows its papers by clues.
type clued interface {
	Extractor
	clues() []clue
}

// contents is what clues are looked for in.
type contents struct {
	all   string                  // every line, joined
	lines []string                // those that can be titles: without marks of a sentence
	said  map[*regexp.Regexp]bool // what was looked for in all: kinds share patterns
}

func contentsOf(s Sheet) contents {
	var c contents
	var all strings.Builder
	frags := writing(s.Lines)
	for _, f := range frags {
		all.WriteString(f.Text())
	}
	for _, f := range layout.Join(frags, pieceWhite) {
		if text := copyRemark.ReplaceAllString(f.Text(), ""); !strings.ContainsAny(text, ",。;、") {
			c.lines = append(c.lines, text)
		}
	}
	c.all, c.said = all.String(), map[*regexp.Regexp]bool{}
	return c
}

// says tells whether the writing holds a match of re.
func (c contents) says(re *regexp.Regexp) bool {
	found, known := c.said[re]
	if !known {
		found = re.MatchString(c.all)
		c.said[re] = found
	}
	return found
}

// evidence is what the clues of one kind add up to.
type evidence struct {
	score  float64 // for a paper of this kind and nothing else, 0 to 1
	claim  float64 // the same without what speaks against it: the kind may be one of several
	titles int     // lines that are titles of the kind
}

func (c contents) weigh(clues []clue) evidence {
	var e evidence
	for _, cl := range clues {
		n := cl.count(c)
		if n == 0 {
			continue
		}
		e.score += cl.weight
		if cl.weight > 0 {
			e.claim += cl.weight
		}
		if cl.title && cl.weight > 0 {
			e.titles = max(e.titles, n)
		}
	}
	e.score = max(0, min(1, e.score))
	return e
}

// count is how many lines are c, or 1 when a clue that is no title is found.
func (c clue) count(in contents) int {
	n := 0
	if c.unless != nil && in.says(c.unless) {
		return 0
	}
	if !c.title {
		if in.says(c.pattern) {
			n = 1
		}
		return n
	}
	for _, l := range in.lines {
		if c.pattern.MatchString(l) {
			n++
		}
	}
	return n
}

// fuzzy is a pattern for words in which any one character may be misread.
func fuzzy(words ...string) *regexp.Regexp {
	var alternatives []string
	for _, w := range words {
		rs := []rune(w)
		alternatives = append(alternatives, regexp.QuoteMeta(w))
		for i := range rs {
			if len(rs) >= 5 {
				alternatives = append(alternatives, regexp.QuoteMeta(string(rs[:i]))+"."+regexp.QuoteMeta(string(rs[i+1:])))
			}
		}
	}
	return regexp.MustCompile(strings.Join(alternatives, "|"))
}
