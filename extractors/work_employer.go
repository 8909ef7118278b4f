package extractors

import (
	"regexp"
	"slices"
	"strings"

	"hecha/extractors/internal/layout"
)

var (
	// organisation is a line that is nothing but the name of an organisation.
	organisation = regexp.MustCompile(`^\p{Han}[\p{Han}()\dA-Za-z·]{2,40}(?:公司|集团|局|院|所|厂|中心|学校|大学|学院|中学|小学|医院|银行|处|站|队|社|委员会|办公室|部|店|馆|协会|事务所|合作社|矿|场|政府|委|办|学会|基金会|幼儿园|药房)(?:\(\p{Han}{2,10}\))?$`)
	// signatureLabel stands before the name in a signature block, or in its
	// place.
	signatureLabel = regexp.MustCompile(`^(?:(?:证明|出具|用人|所在|工作|现工作|聘用|单位)*单位?(?:人事部门|人力资源部门?)?(?:名称|全称)?|(?:公司|企业|机构)(?:名称|全称))(?:\((?:盖章|公章|签章|印章|加盖公章|章|盖单位公章)\)|盖章|公章)?(?:\([^()]{0,10}\))?:?`)
	sealHint       = regexp.MustCompile(`\((?:盖章|公章|签章|印章|加盖公章|章|盖单位公章|单位公章)\):?$`)
	// personnelOffice signs for its employer.
	personnelOffice = regexp.MustCompile(`(?:人力资源|组织人事|人事|劳资|人资|政工|综合管理|综合)(?:部|处|科|中心|办公室)$`)
	notEmployer     = regexp.MustCompile(`^(?:我|本|该|贵)(?:公司|单位|局|院|校|厂|所)|证明|负责人|考试|特此|身份证|签字|同志|职工|员工|先生|女士|毕业|工作年限|人力资源部$|^人事`)
	letterhead      = regexp.MustCompile(`^(?P<v>\p{Han}[\p{Han}()]{3,30}(?:公司|集团|局|院|所|厂|中心|学校|大学|学院|医院|银行|委员会|事务所))(?:.{0,12}证明)?$`)
)

// The price of where an employer's name stands.
const (
	employerLabelled = 0.0
	employerSigned   = 0.4 // the lowest name below the text
	employerHigher   = 0.6 // more for each name below it
	employerSaid     = 0.9 // in the sentence
	employerHeaded   = 1.2 // above the text
	employerTail     = 1.0 // more for what looks like the second line of a name
)

// readEmployer takes the name in the signature block: the lowest line that is an
// organisation's name, with or without its label; else the employer that the
// sentence names, else the letterhead. 我公司 is no name.
func (s spoken) readEmployer() {
	var found []candidate
	top, _ := s.said()
	signed := employerSigned
	for _, f := range reversed(s.frags) {
		if f.Y1 < top && strings.HasSuffix(f.Text(), ":") {
			continue // whom the paper is addressed to
		}
		for _, c := range s.employersIn(f) {
			switch {
			case c.cost == employerLabelled:
			case f.Y1 < top:
				c.cost += employerHeaded - employerSigned
			default:
				c.cost += signed - employerSigned
			}
			found = append(found, c)
		}
		if len(found) > 0 && f.Y1 >= top {
			signed = employerSigned + employerHigher
		}
	}
	for _, piece := range s.words("employer") {
		found = append(found, candidate{s.run(piece), employerSaid})
	}
	s.choose("employer", workParsers["employer"], found)
}

// employersIn are the names that a line can be: by itself, and as the second line
// of one.
func (s spoken) employersIn(f layout.Frag) []candidate {
	run, labelled, ok := employerIn(f)
	if !ok {
		return nil
	}
	cost := employerSigned
	if labelled {
		cost = employerLabelled
	}
	out := []candidate{{run, cost}}
	for _, g := range s.frags {
		head := g.Glyphs
		if label := signatureLabel.FindString(head.String()); label != "" {
			head = head[len([]rune(label)):]
		}
		joined := slices.Concat(head, run)
		if below(g, f) && headOfName.MatchString(head.String()) && !organisation.MatchString(head.String()) && organisation.MatchString(joined.String()) {
			out[0].cost += employerTail
			out = append(out, candidate{joined, cost})
		}
	}
	return out
}

// employerIn is the organisation's name in a line that holds nothing else but
// its label, and whether it has that label.
func employerIn(f layout.Frag) (run layout.Run, labelled, ok bool) {
	run = f.Glyphs
	if label := signatureLabel.FindString(run.String()); label != "" {
		run = run[len([]rune(label)):]
		labelled = strings.HasSuffix(label, ":") || strings.HasSuffix(label, ")")
	}
	if hint := sealHint.FindString(run.String()); hint != "" {
		run = run[:len(run)-len([]rune(hint))]
	}
	run = run.Trim(":;,._- ")
	if office := personnelOffice.FindString(run.String()); office != "" && organisation.MatchString(run[:len(run)-len([]rune(office))].String()) {
		run = run[:len(run)-len([]rune(office))]
	}
	s := run.String()
	if organisation.MatchString(s) && !notEmployer.MatchString(s) {
		return run, labelled, true
	}
	if m := letterhead.FindStringSubmatch(s); m != nil && !notEmployer.MatchString(m[1]) {
		return run[:len([]rune(m[1]))], labelled, true
	}
	return nil, false, false
}

// headOfName is the first line of a name that has no end.
var headOfName = regexp.MustCompile(`^[\p{Han}():]{4,30}$`)
