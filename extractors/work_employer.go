package extractors

import (
	"regexp"
	"slices"
	"strings"

	"hecha/document"
	"hecha/document/register"
	"hecha/extractors/internal/layout"
)

var (
	// organisation is a line that is nothing but the name of an organisation.
	organisation = regexp.MustCompile(`^\p{Han}[\p{Han}()\dA-Za-z·]{2,40}(?:公司|集团|局|院|所|厂|中心|学校|大学|学院|中学|小学|医院|银行|处|站|段|队|社|委员会|办公室|部|店|馆|协会|厅|[支分商车]行|公园|超市|工作室|水库|事务所|合作社|矿|场|政府|委|办|学会|基金会|幼儿园|药房)(?:\(\p{Han}{2,10}\))?$`)
	// signatureLabel stands before the name in a signature block, or in its
	// place.
	signatureLabel = regexp.MustCompile(`^(?:(?:证明|出具|开具|用人|用工|派遣|所在|工作|现工作|现|聘用|任职|推荐|申报|单位)*单位?(?:人事部门|人力资源部门?)?(?:名称|全称)?|(?:公司|企业|机构)(?:名称|全称))(?:\((?:盖章|公章|签章|印章|加盖公章|章|盖单位公章)\)|盖章|公章)?(?:\([^()]{0,10}\))?:?`)
	sealHint       = regexp.MustCompile(`\((?:盖章|公章|签章|印章|加盖公章|章|盖单位公章|单位公章)\):?$`)
	// sealFirst is the place of the seal before the name: (单位公章)样本公司.
	sealFirst = regexp.MustCompile(`^\((?:单位)?(?:盖章|公章|签章|印章|加盖公章)\)`)
	// onlyOffice is an office below its employer's name.
	onlyOffice = regexp.MustCompile(`^(?:人力资源|组织人事|人事劳资|劳动人事|人事教育|人事|劳资|人资|政工|党群|综合管理|综合|行政|组织)(?:管理)?(?:部|处|科|室|中心|办公室)$`)
	// personnelOffice signs for its employer.
	personnelOffice = regexp.MustCompile(`(?:人力资源|组织人事|人事|劳资|人资|政工|综合管理|综合)(?:部|处|科|中心|办公室)$`)
	notEmployer     = regexp.MustCompile(`^(?:我|本|该|贵)(?:公司|单位|局|院|校|厂|所)|尊敬的|^致|^以上|本人|填写|经办|系[我本]|单位(?:人事|劳资|组织)|\d{8}|证明|负责人|考试|特此|身份证|签字|同志|职工|员工|先生|女士|毕业|工作年限|人力资源部$|^人事`)
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

// settleEmployer reads the employer from the signature, or what stands in for one, and
// gives it to its own periods.
func (s spoken) settleEmployer(periods []document.Period) {
	s.readEmployer()
	s.cutToSeal("employer")
	s.ownEmployer(periods)
	s.readSigner()
	s.fromSeal("employer", organisation)
	if current, ok := s.fields["current_employer"]; ok && !s.has("employer") {
		s.fields["employer"] = current
	}
	delete(s.fields, "current_employer")
}

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
		if s.ofSchool(f) {
			continue
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

// ofSchool tells whether f holds the school that the paper names.
func (s spoken) ofSchool(f layout.Frag) bool {
	school, ok := s.fields["school"]
	if !ok || len(school.Sources) == 0 {
		return false
	}
	x0, y0, x1, y1 := school.Quad.Bounds()
	c := f.Glyphs.Sources(s.sheet.Lines)[0].Quad.Center()
	return c.X > x0 && c.X < x1 && c.Y > y0 && c.Y < y1
}

// cutToSeal takes off what stands before a name in its line, another organisation's
// name mostly, where the only seal of one bears the rest and nothing else.
func (p *paper) cutToSeal(field string) {
	f, ok := p.fields[field]
	if !ok {
		return
	}
	var bearing []string
	for _, s := range p.sheet.Seals {
		if s.Type != document.SealPersonal && organisation.MatchString(s.Text) {
			bearing = append(bearing, s.Text)
		}
	}
	if len(bearing) != 1 || f.Value == bearing[0] || !strings.HasSuffix(f.Value, bearing[0]) {
		return
	}
	if before := strings.TrimSuffix(f.Value, bearing[0]); before == p.fields["school"].Value || schoolLike.MatchString(before) {
		p.correct(field, bearing[0])
	}
}

// ours is how the employer that signs calls itself in a period.
var ours = regexp.MustCompile(`^(?:在|于)?[我本](?:公司|单位|院|校|局|所|厂|店|司|集团|中心)`)

// ownEmployer gives the periods in 我公司 the name of the employer that signs.
func (s spoken) ownEmployer(periods []document.Period) {
	f, ok := s.fields["employer"]
	if !ok {
		return
	}
	for i := range periods {
		if periods[i].Employer.Value == "" && s.saidOurs(periods[i]) {
			periods[i].Employer = f
		}
	}
}

// saidOurs tells whether a row's dates are followed by 在我公司.
func (s spoken) saidOurs(row document.Period) bool {
	if len(row.End.Sources) == 0 {
		return false
	}
	end := row.End.Sources[len(row.End.Sources)-1].Quad
	for i, piece := range s.pieces {
		run := s.run(piece)
		if piece.Sign != "end_date" && piece.Sign != "present" || len(run) == 0 {
			continue
		}
		sources := run.Sources(s.sheet.Lines)
		if sources[len(sources)-1].Quad != end {
			continue
		}
		for _, next := range s.pieces[i+1 : min(i+4, len(s.pieces))] {
			if next.Sign == "our" {
				return ours.MatchString(s.run(next).String())
			}
			if next.Sign == "employer" || next.Sign == "start_date" {
				return false
			}
		}
	}
	return false
}

// signer is the line of an office with a person and a telephone number, without labels.
var signer = regexp.MustCompile(`^\p{Han}{0,10}(?:部|科|处|室|办|中心)(?P<contact>\p{Han}{2,4})(?P<phone>1\d{10}|0\d{2,3}-?\d{7,8})$`)

// readSigner takes the person to ask, and their number, from such a line.
func (p *paper) readSigner() {
	for _, f := range p.frags {
		m, ok := layout.TextOf(f.Glyphs).Find(signer)
		if !ok || p.has("contact") || p.has("phone") {
			continue
		}
		p.set("contact", m["contact"], workParsers["contact"])
		p.set("phone", m["phone"], workParsers["phone"])
	}
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
		if !below(g, f) || !headOfName.MatchString(head.String()) || organisation.MatchString(head.String()) ||
			!organisation.MatchString(joined.String()) || notEmployer.MatchString(joined.String()) {
			continue
		}
		if wholeName(run.String()) {
			out = append(out, candidate{joined, cost + employerTail})
			continue
		}
		out[0].cost += employerTail
		out = append(out, candidate{joined, cost})
	}
	return out
}

// employerIn is the organisation's name in a line that holds nothing else but
// its label, and whether it has that label.
func employerIn(f layout.Frag) (run layout.Run, labelled, ok bool) {
	run = f.Glyphs
	if place := sealFirst.FindString(run.String()); place != "" {
		run = run[len([]rune(place)):]
	}
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
	if onlyOffice.MatchString(s) {
		return nil, false, false
	}
	if organisation.MatchString(s) && !notEmployer.MatchString(s) {
		return run, labelled, true
	}
	if m := letterhead.FindStringSubmatch(s); m != nil && !notEmployer.MatchString(m[1]) {
		return run[:len([]rune(m[1]))], labelled, true
	}
	return nil, false, false
}

// branch ends the name of a part, which may begin with its own place.
var branch = regexp.MustCompile(`分(?:公司|院|局|行|所|店|部|厂|校)$|项目部$|支行$`)

// wholeName tells whether the name of an organisation begins where names begin,
// with a place: then the line above is none of it.
func wholeName(name string) bool {
	return register.RegionFirst(name) && !branch.MatchString(name)
}

// headOfName is the first line of a name that has no end.
var headOfName = regexp.MustCompile(`^[\p{Han}():]{4,30}$`)
