package extractors

import (
	"regexp"
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
	notEmployer     = regexp.MustCompile(`^(?:我|本|该|贵)(?:公司|单位|局|院|校|厂|所)|证明|负责人|考试|特此|身份证|签字|工作年限|人力资源部$|^人事`)
	letterhead      = regexp.MustCompile(`^(?P<v>\p{Han}[\p{Han}()]{3,30}(?:公司|集团|局|院|所|厂|中心|学校|大学|学院|医院|银行|委员会|事务所))(?:.{0,12}证明)?$`)
	inService       = sentencePattern(`(?:系|为|是|在|于)(?P<v>\p{Han}[\p{Han}()]{3,30}?(?:有限责任公司|有限公司|公司|设计院|研究院|事务所|医院|局))(?:的)?(?:职工|员工|在职|正式|工作|从事|任|担任)`)
)

// readEmployer takes the name in the signature block: the lowest line that is an
// organisation's name, with or without its label; else the letterhead, else the
// employer that the sentence names. 我公司 is no name.
func (p *paper) readEmployer(t layout.Text) {
	for _, f := range reversed(p.frags) {
		if run, ok := employerIn(f); ok {
			p.set("employer", p.wrapped(f, run), workParsers["employer"])
			return
		}
	}
	if m, ok := t.Find(inService); ok && !notEmployer.MatchString(m["v"].String()) {
		p.set("employer", m["v"], workParsers["employer"])
	}
}

// employerIn is the organisation's name in a line that holds nothing else but
// its label.
func employerIn(f layout.Frag) (layout.Run, bool) {
	run := f.Glyphs
	if label := signatureLabel.FindString(run.String()); label != "" {
		run = run[len([]rune(label)):]
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
		return run, true
	}
	if m := letterhead.FindStringSubmatch(s); m != nil && !notEmployer.MatchString(m[1]) {
		return run[:len([]rune(m[1]))], true
	}
	return nil, false
}

// wrapped adds the line above where the name goes on over two lines: when the
// lower one begins in the middle of a name.
func (p *paper) wrapped(f layout.Frag, run layout.Run) layout.Run {
	s := run.String()
	if len([]rune(s)) > 8 || !strings.HasSuffix(s, "公司") {
		return run
	}
	for _, g := range p.frags {
		above := f.Y0 - g.Y1
		if above > -f.Height()/2 && above < f.Height() && g.OverlapX(f) > 0 && headOfName.MatchString(g.Text()) {
			head := g.Glyphs
			if label := signatureLabel.FindString(head.String()); label != "" {
				head = head[len([]rune(label)):]
			}
			return append(head[:len(head):len(head)], run...)
		}
	}
	return run
}

// headOfName is the first line of a name that has no end.
var headOfName = regexp.MustCompile(`^[\p{Han}():]{4,30}$`)
