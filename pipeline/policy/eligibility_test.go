package policy_test

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"hecha/document"
	"hecha/pipeline/policy"
)

// candidate is one line of eligibilityCases.
type candidate struct {
	exam, level, major, rule string
	special, total           int // years; -1 where not asked
	met                      bool
	extra                    map[string]string
}

func candidates(t *testing.T) []candidate {
	t.Helper()
	var all []candidate
	for _, line := range strings.Split(strings.TrimSpace(eligibilityCases), "\n") {
		w := strings.Fields(line)
		c := candidate{exam: w[0], level: w[1], major: strings.TrimPrefix(w[2], "无"), rule: w[4], met: w[5] == "m", special: -1, total: -1, extra: map[string]string{}}
		special, total, both := strings.Cut(w[3], "/")
		if special != "-" {
			c.special, _ = strconv.Atoi(special)
		}
		if both {
			c.total, _ = strconv.Atoi(total)
		}
		for _, kv := range w[6:] {
			k, v, _ := strings.Cut(kv, "=")
			c.extra[k] = v
		}
		all = append(all, c)
	}
	return all
}

// jobs are words for the work of the exams as certificates have them.
var jobs = map[string]string{
	"yijian": "建设工程施工管理", "erjian": "建设工程施工管理", "jianli": "工程监理", "yizao": "工程造价", "erzao": "工程造价", "yixiao": "消防安全技术",
	"zhongan": "安全生产管理", "yaoshi": "药品质量管理", "zhushe": "社会工作", "shegong": "社会工作", "guihua": "城乡规划", "jingji_zhong": "人力资源管理",
	"tongji_zhong": "统计", "tongji_gao": "统计", "shenji_zhong": "审计", "chuban_zhong": "图书编辑", "gujia": "房地产估价", "shebei": "设备监理",
	"jiegou1": "结构设计", "yantu": "岩土工程勘察", "jzs1": "建筑设计", "jzs2": "建筑设计", "jiliang1": "计量检定", "jiliang2": "计量检定",
}

var examYears = map[string]int{"erjian": 2021, "jianli": 2021, "erzao": 2021, "jzs1": 2021, "jzs2": 2021, "jiliang1": 2021, "jiliang2": 2021}

func appFor(exam string, year int, level, major string) document.Application {
	return document.Application{
		Exam: exam, ExamYear: year, EducationPath: document.PathRegular, EducationLevel: level, Major: major, GraduationDate: "1995-07-01",
	}
}

// studyPapers are a diploma with its registration for what was declared.
func studyPapers(app document.Application) []document.Document {
	f := fields{
		"level": app.EducationLevel, "major": app.Major, "graduation_date": app.GraduationDate, "study_form": "普通全日制",
		"length_years": app.LengthYears, "conclusion": "毕业", "school": "湖南大学",
	}
	return []document.Document{paper(document.Diploma, f), paper(document.CHSIRegistration, f)}
}

// applies is the candidate with so many months above what the rule asks.
func (c candidate) applies(above int) (document.Application, []document.Paper) {
	year := 2020
	if y, ok := examYears[c.exam]; ok {
		year = y
	}
	app := appFor(c.exam, year, c.level, c.major)
	app.LengthYears = c.extra["length"]
	if p := c.extra["path"]; p != "" {
		app.EducationPath = document.EducationPath(p)
	}
	if g := c.extra["graduated"]; g != "" {
		app.GraduationDate = g
	}
	switch c.extra["accredited"] {
	case "yes":
		app.Accredited = yes()
	case "no":
		app.Accredited = no()
	}
	docs := studyPapers(app)
	if d := c.extra["degree"]; d != "" {
		docs = append(docs, paper(document.DegreeCertificate, fields{"degree": d}))
	}
	if title := c.extra["title"]; title != "" {
		docs = append(docs, paper(document.TitleCertificate, fields{"title": title, "awarded_date": "1996-01-10"}))
	}
	return app, papers(append(docs, c.work(year, above))...)
}

// work is first other work and then the named one, without a gap.
func (c candidate) work(year, above int) document.Document {
	special := max(0, 12*max(0, c.special)+above)
	total := max(special, 12*max(0, c.total)+above)
	end := time.Date(year, 12, 1, 0, 0, 0, 0, time.UTC)
	month := func(back int) string { return end.AddDate(0, -back, 0).Format("2006-01") }
	d := paper(document.WorkCertificate, fields{"issued_date": fmt.Sprintf("%d-11-20", year+1)})
	if total > special {
		d = periods(d, [3]string{month(total - 1), month(special), "后勤服务"})
	}
	if special > 0 {
		d = periods(d, [3]string{month(special - 1), month(0), jobs[c.exam]})
	}
	return d
}

// TestEveryRuleOfEligibility holds every candidate against the rules: half a year
// above the limit the rule must be found and met, at the limit somebody must
// look, and a year below nothing may be met.
func TestEveryRuleOfEligibility(t *testing.T) {
	p := rules(t)
	seen := map[string]bool{}
	for _, c := range candidates(t) {
		name := fmt.Sprint(c.exam, " ", c.rule, " ", c.level, c.major)
		app, docs := c.applies(6)
		e := p.Eligibility(app, docs)
		key := fmt.Sprintf("%s.%d.%s", c.exam, app.ExamYear, c.rule)
		if e.Rule != key {
			t.Errorf("%s: rests on the rule %q (%s, %v), want %q", name, e.Rule, e.Outcome, e.Reasons, key)
			continue
		}
		seen[key] = true
		want := document.OutcomePerson
		if c.met {
			want = document.OutcomeMet
		}
		if e.Outcome != want {
			t.Errorf("%s: half a year above the limit: %s %v, want %s", name, e.Outcome, e.Reasons, want)
		}
		if got := asked(e.Special); got != c.special {
			t.Errorf("%s: asks %d years in the named work, want %d", name, got, c.special)
		}
		if got := asked(e.Total); got != c.total {
			t.Errorf("%s: asks %d years of all work, want %d", name, got, c.total)
		}
		c.atTheLimit(t, p, name)
	}
	for _, r := range p.Rules() {
		if strings.Count(r.ID, ".") == 2 && !seen[r.ID] && !slices.Contains(claimRules, r.ID) {
			t.Errorf("no case exercises %s", r.ID)
		}
	}
}

// claimRules are exercised by TestClaims.
var claimRules = []string{
	"yijian.2020.exempt-two", "yijian.2020.extra", "erjian.2021.exempt-one", "erjian.2021.exempt-two", "erjian.2021.extra", "shebei.2020.exempt-two",
}

func (c candidate) atTheLimit(t *testing.T, p *policy.Policy, name string) {
	t.Helper()
	if c.special <= 0 && c.total <= 0 {
		return
	}
	app, docs := c.applies(2)
	e := p.Eligibility(app, docs)
	if e.Outcome != document.OutcomeClose && e.Outcome != document.OutcomePerson {
		t.Errorf("%s: two months above the limit: %s %v, want close", name, e.Outcome, e.Reasons)
	}
	app, docs = c.applies(-12)
	if e := p.Eligibility(app, docs); e.Outcome == document.OutcomeMet || e.Outcome == document.OutcomeClose {
		t.Errorf("%s: a year below the limit: %s by %s", name, e.Outcome, e.Rule)
	}
}

func asked(y document.Years) int {
	if y.Required == nil {
		return -1
	}
	return *y.Required / 12
}

// TestUndatedTitle leaves to a person from when on years count that begin with a
// title without a day; too few years are too few whatever the day.
func TestUndatedTitle(t *testing.T) {
	p := rules(t)
	app := edu(document.PathRegular, "本科", "湖南", "2004-07-01", nil)
	app.Exam, app.ExamYear = "tongji_gao", 2020
	study := paper(document.CHSIRegistration, fields{"level": "本科", "graduation_date": "2004-07-01", "enrollment_date": "2000-09-01"})
	for name, tc := range map[string]struct {
		awarded string
		months  int
		want    document.Outcome
	}{
		"dated":                  {"2010-10-01", 150, document.OutcomeMet},
		"undated":                {"", 150, document.OutcomePerson},
		"undated, too few years": {"", 24, document.OutcomeNotMet},
	} {
		title := paper(document.TitleCertificate, fields{"title": "统计师", "awarded_date": tc.awarded})
		ps := papers(study, title, workFor("统计", tc.months, 2020, "2021-01-01"))
		e := p.Eligibility(app, ps)
		undated := slices.ContainsFunc(e.Reasons, func(r document.Reason) bool { return r.Code == "title_undated" })
		if e.Outcome != tc.want || undated != (tc.want == document.OutcomePerson) {
			t.Errorf("%s: %s %v, want %s", name, e.Outcome, e.Reasons, tc.want)
		}
	}
}
