package extractors

import (
	"regexp"

	"hecha/document/normalize"
	"hecha/extractors/internal/form"
	"hecha/extractors/internal/layout"
)

// Labels that ask for several things at once. What stands beside them is taken apart
// by the forms of the things.
const (
	studyAsked   = "study_asked"   // 毕业院校及时间, 毕业院校、专业
	contactAsked = "contact_asked" // 经办人及电话
	spanAsked    = "span_asked"    // 工作起止时间
)

// studyLabel asks for the school and for the day of graduation, the major, or both.
var studyLabel = form.Label{Field: studyAsked, Names: append(
	pairs("毕业院校及 毕业学校及 毕业院校、 毕业学校、 毕业院校 毕业学校 毕业院校和 毕业学校和 何时何校 何时毕业于何校", "时间 毕业时间 专业 所学专业 毕业年月 时间及专业 专业及时间 专业及毕业时间"),
	"毕业时间及院校", "毕业时间及学校", "毕业时间、院校及专业", "毕业时间、学校及专业", "毕业时间院校及专业", "何时毕业于何校何专业", "何时何校毕业", "何时何校何专业毕业"), Wraps: true}

// contactLabel asks for a person and their number.
var contactLabel = form.Label{Field: contactAsked, Names: append(
	pairs("经办人 联系人 单位联系人 单位经办人 核实人 证明人", "及电话 及联系电话 及联系方式 和电话 和联系电话 电话姓名 姓名及电话 姓名及联系电话 /电话 及手机"), "联系人及其电话"), Wraps: true}

// partStudy takes school, day of graduation and major from what such a label asked for.
func (p *paper) partStudy(entries []form.Entry, parsers map[string]parser) {
	delete(p.fields, studyAsked)
	for _, run := range asked(entries, studyAsked) {
		for _, d := range normalize.FindDates(run.String()) {
			day := layout.TextOf(run).Run(d.From, d.To)
			p.set("graduation_date", day, parsers["graduation_date"])
			run = withoutRun(run, day)
			break
		}
		run = run.Trim(noise + "/、,")
		school := schoolHead(run)
		if len(school) == 0 {
			continue
		}
		p.set("school", school, parsers["school"])
		if parse, some := parsers["major"]; some {
			p.set("major", run[len(school):].Trim(noise+"/、,"), parse)
		}
	}
}

// asked are the values beside labels of a field that hold anything.
func asked(entries []form.Entry, field string) (runs []layout.Run) {
	for _, e := range entries {
		if e.Field == field && len(e.Value) > 0 {
			runs = append(runs, e.Run())
		}
	}
	return runs
}

// withoutRun is run less part, which lies within it.
func withoutRun(run, part layout.Run) layout.Run {
	var out layout.Run
	for _, g := range run {
		if !containsGlyph(part, g) {
			out = append(out, g)
		}
	}
	return out
}

func containsGlyph(run layout.Run, g layout.Glyph) bool {
	for _, other := range run {
		if other.Line == g.Line && other.From == g.From {
			return true
		}
	}
	return false
}

// phoneTail is the number that follows a person's name.
var phoneTail = regexp.MustCompile(`[\d(+][\d()+-]{6,}$`)

// partContact takes the person and their number from what such a label asked for.
func (p *paper) partContact(entries []form.Entry, parsers map[string]parser) {
	delete(p.fields, contactAsked)
	for _, run := range asked(entries, contactAsked) {
		text := run.TrimRight(noise + ")").String()
		at := len([]rune(text[:len(text)-len(phoneTail.FindString(text))]))
		p.set("contact", run[:at].Trim(noise+"(/,"), parsers["contact"])
		p.set("phone", run[at:], parsers["phone"])
	}
}

// partSpan takes the first day and the last of the work from what such a label asked for.
func (p *paper) partSpan() {
	if f, ok := p.fields[spanAsked]; ok {
		delete(p.fields, spanAsked)
		p.setSpan(f, "work_start", "work_end", true)
	}
}
