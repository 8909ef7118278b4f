package check

import (
	"regexp"
	"slices"
	"strings"

	"hecha/document"
	"hecha/document/normalize"
)

// nameRules are about names wherever they stand. Nearly every name holds a
// character that has look-alikes, so that alone says nothing: another reading
// must speak for the look-alike.
var nameRules = []rule{
	{Rule{
		Code: "name.look_alike", Severity: document.SeverityWarning, Needs: []string{"name"},
		Meaning: "another reading has a character that looks like one of the name, and nothing settles which is right",
	}, nameSettled},
	{Rule{
		Code: nameChangeCode, Severity: document.SeverityInfo, Kinds: []document.Kind{document.Other},
		Meaning: "the paper tells of a change of a name: of a person, an employer or a school",
	}, nameChanged},
}

const nameChangeCode = "document.name_change"

// nameChange are the words of the papers about one: 准予变更登记通知书, 企业名称变更核准通知书,
// 户口簿 with 曾用名, documents about mergers of schools.
var nameChange = regexp.MustCompile(`名称变更|姓名变更|变更(?:登记|核准|名称|姓名)|更名为|改名为|更改为|曾用名|更名(?:证明|通知|批复|函)|合并组建|改制为`)

func nameChanged(p *paper) {
	if slices.ContainsFunc(p.doc.Lines, func(l document.Line) bool { return nameChange.MatchString(plain(l.Text)) }) {
		p.find(nil)
	}
}

// rivalShare is the engine's score from which on its runner-up for a character
// is a rival and not noise.
const rivalShare = 0.08

func nameSettled(p *paper) {
	f := p.doc.Fields["name"]
	same, other := p.elsewhere(f)
	if same {
		p.prove(ProofRepeated, "name")
	}
	if other || !same && rivalReading(f) {
		p.find(nil, "name")
		p.doubt(document.DoubtLookAlike, "name")
	}
}

// rivalReading tells whether the engine's runner-up for a character, or another
// reader of the same line, has a look-alike instead.
func rivalReading(f document.Field) bool {
	for _, source := range f.Sources {
		for _, c := range source.Chars {
			if c.SecondConfidence >= rivalShare && normalize.LookAlike(c.Rune, c.Second) {
				return true
			}
		}
		for _, o := range source.Others {
			if normalize.SameButLookAlike(source.Text, o.Text) {
				return true
			}
		}
	}
	return false
}

// elsewhere tells whether the paper holds the name once more, beside where f was
// read, and whether it holds one that differs in look-alikes only.
func (p *paper) elsewhere(f document.Field) (same, other bool) {
	name := []rune(normalize.StripSpace(f.Value))
	seen := 0
	for _, l := range p.doc.Lines {
		text := normalize.StripSpace(l.Text)
		seen += strings.Count(text, f.Value)
		rs := []rune(text)
		for i := range max(0, len(rs)-len(name)+1) {
			if normalize.SameButLookAlike(string(rs[i:i+len(name)]), f.Value) {
				other = true
			}
		}
	}
	return seen > 1, other
}
