package specimen

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"time"

	"hecha/document"
)

const chsiTitle = "教育部学历证书电子注册备案表"

// chsiMedium is how a candidate came to the page.
type chsiMedium struct {
	name   string
	only   Split
	header bool    // a browser's line above and below
	scale  float64 // of the form on the sheet
	top    float64
}

var chsiMedia = []chsiMedium{
	{"pdf", "", false, 1, 0},
	{"print", Tune, true, 0.94, 6},
	{"shot", Tune, false, 1.06, -4},
	{"small", Unseen, true, 0.82, 12},
	{"wide", Unseen, false, 1.1, -2},
}

func chsiLayouts() []layout {
	forms := []struct {
		name string
		draw func(*canvas, chsiMedium, chsiRecord)
	}{{"v2014", (*canvas).chsi2014}, {"v2019", (*canvas).chsi2019}, {"v2022", (*canvas).chsi2022}}
	var all []layout
	for _, f := range forms {
		for _, m := range chsiMedia {
			all = append(all, layout{document.CHSIRegistration, f.name + "-" + m.name, m.only, func(name string, s *set, rng *rand.Rand) []Page {
				c := newCanvas(a4Width, a4Height, pageDPIs(rng), white, s, rng)
				c.begin(document.CHSIRegistration, name)
				r := newCHSIRecord(f.name, s, rng)
				if s.story != nil {
					r = s.story.toldRecord(r)
				}
				f.draw(c, m, r)
				if m.header {
					c.browserLines(r.updated)
				}
				c.mark()
				return []Page{c.finish()}
			}})
		}
	}
	return all
}

// chsiRecord is one entry of the register as the forms print it.
type chsiRecord struct {
	graduation
	category, form, result string
	updated                time.Time
	vcode                  string
	payload                string // of the QR code
}

// newCHSIRecord makes up a record as of the years when the form was in use.
func newCHSIRecord(form string, s *set, rng *rand.Rand) chsiRecord {
	var r chsiRecord
	switch v := rng.Float64(); {
	case v < 0.6:
		r = chsiRecord{graduation: s.graduation(rng, 1, ordinaryLevel(rng)), category: "普通高等教育", form: pick(rng, []string{"普通全日制", "全日制"})}
	case v < 0.8:
		r = chsiRecord{graduation: adultGraduation(s, rng), category: "成人高等教育"}
		r.form = r.graduation.form
	case v < 0.88:
		r = chsiRecord{graduation: networkGraduation(s, rng), category: pick(rng, []string{"网络教育", "开放教育"})}
		r.form = r.category
	case v < 0.94:
		r = chsiRecord{graduation: selfStudyGraduation(s, rng), category: "高等教育自学考试", form: "自学考试"}
	default:
		r = chsiRecord{graduation: s.graduation(rng, 1, "硕士研究生"), category: "研究生", form: pick(rng, []string{"全日制", "非全日制"})}
	}
	r.result = cond(chance(rng, 0.96), "毕业", "结业")
	year := map[string]int{"v2014": 2015, "v2019": 2021, "v2022": 2022}[form] + rng.IntN(3)
	r.updated = time.Date(cond(form == "v2019", min(year, 2022), year), time.Month(1+rng.IntN(12)), 1+rng.IntN(28), 0, 0, 0, 0, time.UTC)
	if r.updated.Before(r.graduated) {
		r.updated = r.graduated.AddDate(0, 2+rng.IntN(4), 0)
	}
	r.vcode = verificationCode(form, rng)
	r.payload = "https://www.chsi.com.cn/xlcx/bg.do?vcode=" + r.vcode + "&srcid=" + pick(rng, []string{"bgcx", "bgcx", "wxxcx"})
	if chance(rng, 0.15) {
		r.payload = r.vcode
	}
	return r
}

// verificationCode has 12 digits on the first form, 16 characters later.
func verificationCode(form string, rng *rand.Rand) string {
	if form == "v2014" {
		return fmt.Sprintf("%06d%06d", 100000+rng.IntN(900000), rng.IntN(1000000))
	}
	b := []byte{"AX"[cond(chance(rng, 0.85), 0, 1)]}
	for len(b) < 16 {
		b = append(b, "ABCDEFGHJKLMNPQRSTUVWXYZ0123456789"[rng.IntN(34)])
	}
	return string(b)
}

// blanks are the values of a record as all forms print them.
func (r chsiRecord) blanks(rng *rand.Rand, grouped bool) blanks {
	number, code := r.number, r.vcode
	if grouped && len(number) == 18 {
		number = groups(number, " ")
	}
	if chance(rng, 0.3) {
		code = groups(code, " ")
	}
	level := r.level
	if level == "专科" && chance(rng, 0.25) {
		level = pick(rng, []string{"高职（专科）", "专科(高职)"})
	}
	return blanks{
		"name":      {"name", r.person.name, r.person.name},
		"sex":       {"sex", r.person.sex, r.person.sex},
		"birth":     {"birth_date", iso(r.person.birth), padded(r.person.birth)},
		"enrol":     {"enrollment_date", iso(r.enrolled), padded(r.enrolled)},
		"graduated": {"graduation_date", iso(r.graduated), padded(r.graduated)},
		"school":    {"school", r.school, r.school},
		"major":     {"major", r.major, r.major},
		"level":     {"level", r.level, level},
		"length":    {"length_years", lengthValue(r.length), lengthValue(r.length) + " 年"},
		"category":  {"category", r.category, r.category},
		"form":      {"study_form", r.form, r.form},
		"result":    {"conclusion", r.result, r.result},
		"number":    {"certificate_number", r.number, number},
		"president": {"president", r.president, r.president},
		"vcode":     {"verification_code", r.vcode, code},
		"updated":   {"updated_date", iso(r.updated), arabic(r.updated)},
		"place":     plain(provinceNames[r.region[:2]]),
		"expiry":    plain(padded(r.updated.AddDate(0, 6, 0))),
	}
}

// groups puts sep after every four characters.
func groups(s, sep string) string {
	var b strings.Builder
	for i, r := range s {
		if i > 0 && i%4 == 0 {
			b.WriteString(sep)
		}
		b.WriteRune(r)
	}
	return b.String()
}

// browserLines are what a browser prints around a page, some days after the
// record was updated.
func (c *canvas) browserLines(updated time.Time) {
	st := style{font: pick(c.rng, []string{"sans", "hei", c.set.hei[0]}), pt: 7, ink: rgb(0x222222)}
	day := updated.AddDate(0, 0, c.rng.IntN(60))
	c.text(9, 8, day.Format("2006/1/2")+cond(chance(c.rng, 0.5), " 下午3:12", ""), st)
	c.centred(a4Width/2+10, 8, pick(c.rng, []string{"学信网_学历认证", "中国高等教育学生信息网（学信网）", "学籍学历信息 - 学信档案"}), st)
	c.text(9, a4Height-6, "https://my.chsi.com.cn/archive/bab/xl/show.action", st)
	c.right(a4Width-9, a4Height-6, pick(c.rng, []string{"1/1", "1/2", "第 1 页，共 1 页"}), st)
}
