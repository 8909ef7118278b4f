package form

import (
	"cmp"
	"regexp"
	"slices"
	"strings"

	"hecha/extractors/internal/layout"
)

// Label is one thing that a paper asks for.
type Label struct {
	// Field is the name of the value; empty for a label that only keeps its
	// value away from its neighbours.
	Field string
	// Names are the wordings. Brackets in them are optional: 毕(结)业 is also
	// found as 毕结业.
	Names []string
	// Closed is a pattern of the whole value, where there is one so narrow that
	// it tells where the value ends: 男|女. It lets labels be found in a line
	// that an engine joined without gaps.
	Closed string
	// Wraps tells that the value may run over several lines.
	Wraps bool
	// Colon demands a colon, or that the label stands alone in its cell: for
	// words that also begin sentences.
	Colon bool
	// Short tells that the value ends at the first mark of a sentence: 岗位：会计，….
	Short bool
	// Spaced lets a gap stand for the colon when one short word is all that
	// follows it in the line.
	Spaced bool
}

// Vocabulary is the labels of one kind of paper, ready for matching.
type Vocabulary struct {
	labels []Label
	whole  []*regexp.Regexp // of Closed, by label; nil without
	prefix []*regexp.Regexp
	names  []name // longest first
	first  map[rune][]name
}

type name struct {
	runes []rune
	label int
}

// NewVocabulary prepares labels; it panics when a Closed pattern is broken.
func NewVocabulary(labels ...Label) *Vocabulary {
	v := &Vocabulary{labels: labels}
	for i, l := range labels {
		var whole, prefix *regexp.Regexp
		if l.Closed != "" {
			whole = regexp.MustCompile(`^(?:` + l.Closed + `)$`)
			prefix = regexp.MustCompile(`^(?:` + l.Closed + `)`)
		}
		v.whole, v.prefix = append(v.whole, whole), append(v.prefix, prefix)
		for _, n := range l.Names {
			v.names = append(v.names, name{[]rune(dropBrackets(layout.FoldString(n))), i})
		}
	}
	slices.SortStableFunc(v.names, func(a, b name) int { return cmp.Compare(len(b.runes), len(a.runes)) })
	v.first = map[rune][]name{}
	for _, n := range v.names {
		v.first[n.runes[0]] = append(v.first[n.runes[0]], n)
	}
	return v
}

func dropBrackets(s string) string { return strings.NewReplacer("(", "", ")", "").Replace(s) }

// minFuzzy is the length from which on a label may have one wrong character.
const minFuzzy = 4

// match finds the longest label that run begins with: its index and how many
// glyphs it takes.
func (v *Vocabulary) match(run layout.Run) (label, glyphs int, ok bool) {
	if len(run) == 0 {
		return 0, 0, false
	}
	for _, n := range v.first[run[0].Rune] {
		if g, ok := n.prefixOf(run, 0); ok {
			return n.label, passGloss(run, v.passRemark(run, g)), true
		}
	}
	return 0, 0, false
}

// matchFuzzy is match for labels in which one character was misread, or of which
// the first was lost.
func (v *Vocabulary) matchFuzzy(run layout.Run) (label, glyphs int, ok bool) {
	for _, n := range v.names {
		if len(n.runes) < minFuzzy {
			break
		}
		if g, ok := n.prefixOf(run, 1); ok {
			return n.label, g, true
		}
		// The first character of a line is the one that a detector cuts off.
		if g, ok := (name{n.runes[1:], n.label}).prefixOf(run, 0); ok {
			return n.label, g, true
		}
	}
	return 0, 0, false
}

// prefixOf tells how many glyphs of run spell n with at most wrong characters
// replaced, brackets and marks inside the label passed over.
func (n name) prefixOf(run layout.Run, wrong int) (glyphs int, ok bool) {
	k := 0
	for i, g := range run {
		if i > 0 && g.Rune != n.runes[k] && strings.ContainsRune("()、,/-·", g.Rune) {
			continue
		}
		if g.Rune != n.runes[k] {
			if wrong--; wrong < 0 || isSeparator(g.Rune) {
				return 0, false
			}
		}
		if k++; k == len(n.runes) {
			return passHint(run, closeBracket(run, i+1)), true
		}
	}
	return 0, false
}

// closeBracket takes in the bracket that a label such as 单位(盖章) ends with.
func closeBracket(run layout.Run, end int) int {
	open := 0
	for _, g := range run[:end] {
		switch g.Rune {
		case '(':
			open++
		case ')':
			open--
		}
	}
	if open > 0 && end < len(run) && run[end].Rune == ')' {
		end++
	}
	return end
}

// hint are words in brackets behind a label that say how to fill it in.
var hint = regexp.MustCompile(`^\((?:加?盖?(?:单位)?(?:公章|印章|签章|钢印)|盖章|签字|签名|手签|签字盖章|签名盖章|签字或盖章|章|印|大写|手写|甲方|乙方)\)`)

// openHint is such a hint of which a stamp or a rule covers the closing bracket.
var openHint = regexp.MustCompile(strings.TrimSuffix(hint.String(), `\)`))

// maxHint is the length of a hint with its brackets, at most.
const maxHint = 8

// passHint takes in such a hint: 学校名称(印章).
func passHint(run layout.Run, end int) int {
	rest := run[end:min(len(run), end+maxHint)].String()
	found := hint.FindString(rest)
	if found == "" && !strings.ContainsRune(run[end:].String(), ')') {
		found = openHint.FindString(rest)
	}
	return end + len([]rune(found))
}

// remark are any other words in brackets behind a label.
var remark = regexp.MustCompile(`^\((\p{Han}{2,8})\)(:|$)`)

// passRemark takes in words in brackets that are a label as well, 职务(岗位), or
// that a colon follows.
func (v *Vocabulary) passRemark(run layout.Run, end int) int {
	m := remark.FindStringSubmatch(run[end:].String())
	if m == nil {
		return end
	}
	words := []rune(m[1])
	named := slices.ContainsFunc(v.first[words[0]], func(n name) bool { return string(n.runes) == m[1] })
	if m[2] == "" && !named {
		return end
	}
	return end + len(words) + len("()")
}

// gloss is a label said once more in English behind the Chinese one: 姓名 Name. It
// is of the words that such forms use, so that a value in Latin letters is none.
var gloss = regexp.MustCompile(`^[(/]?(?i:Full|Name|Sex|Gender|Date|Birth|ID|Card|Number|No|Level|Grade|Title|Technical|Professional|Profession|Specialty|Speciality|Major|Type|Qualifications?|Occupation|Certificate|` +
	`Issued|Issuing|Issue|Issuance|Administration|File|Approval|Approved|Approving|Conferment|Conferred|Code|Verification|Institution|Authority|Ethnicity|Ethnic|Nationality|Group|Length|Duration|Years?|Schooling|Category|Form|` +
	`Enrolment|Enrollment|Status|Expected|Updated|Entry|Employment|Employee|Employed|Joining|Joined|Start|Commencement|Service|Working|Experience|Contact|Person|Phone|Telephone|Tel|Job|Company|Graduation|Educational|Education|Employer|Work|Unit|Post|Position|Period|Term|Skill|Department|Class|Student|Time|Place|Series|Obtained|Obtaining|of|the|by|on|and|to)+[.)/]*`)

// passGloss takes in such words, unless a Latin letter or a digit of the value
// follows without a gap.
func passGloss(run layout.Run, end int) int {
	n := len([]rune(gloss.FindString(run[end:].String())))
	if after := end + n; n > 1 && (after == len(run) || run[after].Gap || run[after].Rune > 0x7f || isColon(run[after].Rune)) {
		return after
	}
	return end
}

// isGloss tells whether f is nothing but such words, and no label of v.
func (v *Vocabulary) isGloss(f layout.Frag) bool {
	words := gloss.FindString(f.Text())
	return len(words) > 2 && len(words) == len(f.Text()) && strings.ToUpper(words) != words && !v.isLabel(f)
}

func isColon(r rune) bool { return r == ':' || r == ';' || r == '：' }

func isSeparator(r rune) bool { return strings.ContainsRune(":;,.。、()|丨/\\*#", r) }
