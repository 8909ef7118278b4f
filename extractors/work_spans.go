package extractors

import (
	"regexp"

	"hecha/document"
	"hecha/document/normalize"
	"hecha/extractors/internal/layout"
)

var (
	// spanClause is one stretch of work in a sentence and what is said of it.
	spanClause = sentencePattern(`(?P<start>D)(?:(?:起|开始|始)?,?(?:至|到|-|一|~)+(?P<end>D|今|目前|现在)|[^D,。;]{1,24}?(?P<end>至今))(?P<rest>[^D。;]*)`)
	// spanEmployer and spanJob are where and as what the stretch was worked.
	spanEmployer = regexp.MustCompile(`^[,:]?(?:期间)?,?(?:在|于|任职于|就职于|供职于)?(?P<v>\p{Han}[\p{Han}()]{3,30}(?:公司|集团|设计院|研究院|事务所|医院|委员会|中心|学校|大学|学院|厂|局|所|院))(?:[\p{Han}]{0,8}?)(?:工作|从事|任|担任|负责|就职|,)`)
	spanJob      = regexp.MustCompile(`(?:从事|负责)(?P<v>[\p{Han}()/、]{2,24}?)(?:专业|岗位)?(?:的)?(?:工作|业务)`)
	spanPost     = regexp.MustCompile(`(?:担任|(?:^|[^责])任)(?:我|本)?(?:公司|单位|局|院|校|厂|所|项目部)?(?:的)?(?P<v>[\p{Han}()/、]{2,16}?)(?:岗位|职务|一职|[,、]|$)`)
	// studies are spans of no work.
	studies = regexp.MustCompile(`^[^,]{0,24}(?:学习|就读|攻读)`)
)

// readSpans reads the stretches of work that a sentence counts up, where there
// are several. The work as a whole then lasts from the first to the last of
// them; since the sentence itself does not say so, both ends are in doubt, and so
// is the work where it changed.
func (p *paper) readSpans(running layout.Text) []document.Period {
	var all []document.Period
	works, posts := map[string]bool{}, map[string]bool{}
	for _, m := range running.FindAll(spanClause) {
		if studies.MatchString(m["rest"].String()) {
			continue
		}
		var row document.Period
		row.Start, _ = p.field(m["start"], workParsers["work_start"])
		row.End, _ = p.field(m["end"], workParsers["work_end"])
		if v := groupOf(spanEmployer, m["rest"]); len(v) > 0 && !notEmployer.MatchString(v.String()) {
			row.Employer, _ = p.field(v, strict(normalize.Organisation))
		}
		if v := groupOf(spanJob, m["rest"]); len(v) > 0 && !notWork.MatchString(v.String()) {
			row.Job, _ = p.field(v, strict(plain))
			works[row.Job.Value] = true
		}
		if post, ok := p.field(groupOf(spanPost, m["rest"]), strict(plain)); ok {
			posts[post.Value] = true
			if row.Job.Value == "" {
				row.Job = post
			}
		}
		all = append(all, row)
	}
	if len(all) < 2 {
		return nil
	}
	p.fields["work_start"], p.fields["work_end"] = all[0].Start, all[len(all)-1].End
	p.doubt("work_start", document.DoubtConflict)
	p.doubt("work_end", document.DoubtConflict)
	if len(works) > 1 {
		p.doubt("job", document.DoubtConflict)
	}
	if len(posts) > 1 {
		p.doubt("post", document.DoubtConflict)
	}
	return all
}

// groupOf is the group "v" of the first match of re in run.
func groupOf(re *regexp.Regexp, run layout.Run) layout.Run {
	text := run.String()
	m := re.FindStringSubmatchIndex(text)
	for i, name := range re.SubexpNames() {
		if m != nil && name == "v" && m[2*i] >= 0 {
			return run[len([]rune(text[:m[2*i]])):len([]rune(text[:m[2*i+1]]))]
		}
	}
	return nil
}
