package extractors

import (
	"regexp"
	"strings"
)

var (
	// watermark is what a specimen, or a copy for one use only, is marked with.
	watermark = regexp.MustCompile(`^(?:样本|样张|样|本|SPECIMEN|SAMPLE|仅供\p{Han}{2,12}使用|[-·.*#=|/\\()]+)+$`)
	// ornament is how engines read a frame of rings, waves or dots.
	ornament = regexp.MustCompile(`^[oOQ0〇○。.·αοのvVwWxX~-]{5,}$`)
)

// clue is one sign that a sheet is of a kind, and how much it says.
type clue struct {
	pattern *regexp.Regexp
	weight  float64
	title   bool // must be a whole line: a paper that only mentions it is another
}

// weigh adds up the clues that a sheet holds; the sum lies between 0 and 1.
// Title lines stand by themselves, without marks of a sentence.
func weigh(s Sheet, clues []clue) float64 {
	var all strings.Builder
	var lines []string
	for _, f := range writing(s.Lines) {
		text := f.Text()
		lines = append(lines, text)
		all.WriteString(text)
	}
	sum := 0.0
	for _, c := range clues {
		if c.found(all.String(), lines) {
			sum += c.weight
		}
	}
	return max(0, min(1, sum))
}

func (c clue) found(all string, lines []string) bool {
	if !c.title {
		return c.pattern.MatchString(all)
	}
	for _, l := range lines {
		if !strings.ContainsAny(l, ",。;、") && c.pattern.MatchString(l) {
			return true
		}
	}
	return false
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
