package extractors

import (
	"regexp"
	"slices"

	"hecha/document"
	"hecha/extractors/internal/layout"
)

// What a title, or a line beside one, names.
var (
	// professionTitle is a line that names a profession, with the words that make it
	// the title of a certificate or without them.
	professionTitle = regexp.MustCompile(`^(?:中华人民共和国|\p{Han}{2,7}?(?:省|市|自治区))?(?P<v>\p{Han}[\p{Han}()]{1,14}(?:师|员|士|人|翻译|顾问)(?:\(\p{Han}{1,6}\))?)(?:注册)?(?:执业|职业|专业技术|登记|岗位)?(?:技能等级|资格)?(?:证书?)?$`)
	// professionLine is a title, or the second line of one, that names none.
	professionLine  = regexp.MustCompile(`^(?:注册)?(?:执业|职业|专业技术(?:人员职业)?)?资格证书?$|^(?:注册|执业|注册执业|职业技能等级|登记|岗位)证书$`)
	professionWhole = regexp.MustCompile(`(?:资格|注册|执业|登记|等级|岗位)证书?$`)
	noProfession    = regexp.MustCompile(`(?:技术|专业|管理|从业|评审|领导)人员|持证人|负责人|审核人|管理员|人社|^(?:高级|中级|初级)?(?:技师|工程师)$`)
	// professionEnd ends the name of a profession or an occupation.
	professionEnd = regexp.MustCompile(`(?:师|员|士|人|工|翻译|顾问|教师|医生|律师|主任)(?:（\p{Han}{1,6}）)?$`)
)

// readProfession takes the profession from a title, which is among all, where no
// label names it: in one line with 资格证书, alone in the line above or below that,
// or alone at the top of a page that has no title.
func (p *paper) readProfession(all, titles []layout.Frag) {
	if f, ok := p.fields["qualification"]; ok && !outOfForm(f) {
		return
	}
	rows := slices.Concat(layout.Rows(all)...)
	for i, f := range rows {
		v, ok := professionOf(f)
		if !ok {
			continue
		}
		top := i == 0 && len(titles) == 0
		if top || professionWhole.MatchString(f.Text()) || nearLine(f, rows[i+1:], professionLine) || nearLine(f, reversedFrags(rows[:i]), professionLine) {
			p.set("qualification", v, titleParsers["qualification"])
			return
		}
	}
}

// readSeries takes what the title says was gained where nothing named a profession.
func (p *paper) readSeries(titles []layout.Frag) {
	if professionEnd.MatchString(p.fields["qualification"].Value) {
		return
	}
	for _, f := range titles {
		if m, ok := layout.TextOf(f.Glyphs).Find(seriesTitle); ok {
			delete(p.fields, "qualification")
			p.set("qualification", m["v"], strict(plain))
			return
		}
	}
	p.doubt("qualification", document.DoubtExtent) // words of a sentence that name no profession
}

// seriesTitle is the title of a certificate of an exam that gives the ranks of a
// series, and which of them stands elsewhere, if at all.
var seriesTitle = regexp.MustCompile(`^(?P<v>\p{Han}{0,8}` + examSeries + `(?:\(水平\))?)证书?$`)

// professionOf is the profession that a line names and nothing else.
func professionOf(f layout.Frag) (layout.Run, bool) {
	m, ok := layout.TextOf(f.Glyphs).Find(professionTitle)
	if !ok || noProfession.MatchString(m["v"].String()) {
		return nil, false
	}
	return m["v"], true
}

// titleReach is how far apart two lines of a title stand, in heights of the larger.
const titleReach = 2.5

// nearLine tells whether one of others, the nearest first, is of a form and stands
// right above or below f.
func nearLine(f layout.Frag, others []layout.Frag, form *regexp.Regexp) bool {
	for _, g := range others {
		if max(g.Y0-f.Y1, f.Y0-g.Y1) > titleReach*max(f.Height(), g.Height()) {
			return false
		}
		if g.OverlapX(f) > 0 && form.MatchString(g.Text()) {
			return true
		}
	}
	return false
}

func reversedFrags(frags []layout.Frag) []layout.Frag {
	out := slices.Clone(frags)
	slices.Reverse(out)
	return out
}
