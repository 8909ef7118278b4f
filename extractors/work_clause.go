package extractors

import (
	"regexp"
	"strings"

	"hecha/document/normalize"
	"hecha/extractors/internal/layout"
)

// workClauses are the clauses of a work certificate's sentence. Name and years
// have functions of their own.
var workClauses = []clause{
	{"sex", sentencePattern(`性.[:,]?(?P<v>[男女])`), nil},
	{"sex", sentencePattern(`[,、(](?P<v>[男女])[,、)]`), nil},
	{"id_number", sentencePattern(`身份证(?:件)?(?:号码|号)?[^0-9D。]{0,4}(?P<v>[0-9OolIXx×*]{14,19})`), nil},
	{"id_number", sentencePattern(`(?P<v>[1-8]\d{16}[\dXx])`), nil},
	{"work_end", sentencePattern(`(?:自|从|于|由)?D(?:起|开始|始)?,?(?:至|到|-|一|~)+(?P<v>D|今|目前|现在)`), nil},
	{"work_end", sentencePattern(`(?:工作|任职|从事)[^。\n]{0,20}?(?P<v>至今|到今|至目前|到目前|至现在)`), nil},
	{"work_end", sentencePattern(`(?:自|从|于)D[^。D]{0,60}?(?:至|到|截至|截止)(?P<v>D|今|目前|现在)`), nil},
	{"work_start", sentencePattern(`(?P<v>D)(?:起|开始|始)?,?(?:至|到|-|一|~)+(?:D|今|目前|现在)`), nil},
	{"work_start", sentencePattern(`(?:自|从|由)(?P<v>D)[^生毕]`), nil},
	{"work_start", sentencePattern(`(?P<v>D)(?:起|始|开始|入(?:职|所|院|司|厂|局|站|行|社|本|我)|进入|到|调入|参加工作|在|来)[^毕]`), nil},
	{"work_start", sentencePattern(`(?P<v>D)(?:由|从)[^,。D]{2,30}(?:调入|调到|调至|分配|转入)`), nil},
	{"work_start", sentencePattern(`(?:起始|开始|入职|进入|到岗)(?:时间|日期)[为是:]?(?P<v>D)`), nil},
	// What is no date any more is given as it was read.
	{"work_start", sentencePattern(`(?:自|从|于)(?P<v>[^,。\n年月D]{2,7}年[^,。\n年月D]{1,3}月)`), nil},
	{"graduation_date", sentencePattern(`(?P<v>D)(?:于|从|在|自)?[^,。D\n]{0,24}?毕业`), nil},
	{"graduation_date", sentencePattern(`毕业(?:时间|日期)[:为]?(?P<v>D)`), nil},
	{"education", sentencePattern(`(?P<v>博士研究生|硕士研究生|研究生|第二学士学位|大学本科|本科|大学专科|大专|专科|中专|高中)(?:学历|毕业|文化)`), nil},
	{"education", sentencePattern(`学历[:为是]?(?P<v>博士研究生|硕士研究生|研究生|第二学士学位|大学本科|本科|大学专科|大专|专科|中专)`), nil},
	{"education", sentencePattern(`专业[,(](?P<v>大学本科|本科|大学专科|大专|专科|中专)[,)]`), nil},
	{"post", sentencePattern(`(?:现任|现担任)(?:我|本)?(?:公司|单位|项目部)?(?:的)?(?:职务|岗位)?[为是:]?(?P<v>[\p{Han}()/]{2,16}?)(?:岗位|职务|一职|之职|职位|[,。;\n]|$)`), notPost},
	{"post", sentencePattern(`(?:担任|现任|历任|任职|[^责]任职?)(?:我|本)?(?:公司|单位|项目部)?(?:的)?(?P<v>[\p{Han}()/、]{2,24}?)等?(?:岗位|职务|一职|之职|工作|职位)`), notPost},
	{"post", sentencePattern(`(?:担任|现任|历任|任职|[^责]任职?|现为)(?:我|本)?(?:公司|单位|项目部)?(?:的)?(?P<v>[\p{Han}()/、]{1,14}(?:员|师|工|长|经理|主任|主管|主办|助理|总监|干事|干部|书记|负责人))(?:[,。;:\n]|$)`), notPost},
	{"post", sentencePattern(`(?:担任|现任|历任)(?:我|本)?(?:公司|单位|项目部)?(?:的)?(?P<v>[\p{Han}()/、]{2,16})`), notPost},
	{"post", sentencePattern(`(?:在|为|系|是|聘)(?:我|本)(?:公司|单位|司|局|院|校|厂|所|中心)(?:的)?(?P<v>[\p{Han}()/]{2,16}?)(?:岗位|职务|一职|之职|职位)`), notPost},
	{"post", sentencePattern(`(?:岗位|职务)(?:为|是|:)(?P<v>[\p{Han}()/]{2,16})`), notPost},
	{"job", sentencePattern(`(?:从事|负责)(?P<v>社会工作)`), nil},
	{"job", sentencePattern(`(?:累计|共计?|合计|总计|其中)(?:已)?从事\(?(?P<v>[\p{Han}()/、]{2,24}?)\)?(?:专业|岗位)?(?:方面|领域|等|相关|有关)?(?:的)?(?:工作|业务)`), notWork},
	{"job", sentencePattern(`(?:从事|负责)(?:的是|了)?\(?(?P<v>[\p{Han}()/、]{2,24}?)\)?(?:专业|岗位)?(?:方面|领域|等|相关|有关)?(?:的)?(?:工作|业务)(?:[^年]|$)`), notWork},
	{"job", sentencePattern(`(?:从事|负责)(?:的是|了)?\(?(?P<v>[\p{Han}()/、]{2,24}?)\)?(?:专业|岗位)?(?:方面|领域|等|相关|有关)?(?:的)?(?:工作|业务)`), notWork},
	{"job", sentencePattern(`(?:从事|负责)(?P<v>[\p{Han}()/、]{2,24})`), notWork},
	{"phone", sentencePattern(`电话[:号码]*(?P<v>1[3-9]\d{9}|0\d{2,3}-?\d{7,8})`), nil},
}

// graduatedFrom begins with the school's name.
var graduatedFrom = []*regexp.Regexp{
	sentencePattern(`毕业于(?P<v>\p{Han}[\p{Han}()]{3,40})`),
	sentencePattern(`(?:D|[于从在自,])(?P<v>\p{Han}[\p{Han}()]{3,40})毕业`),
}

// readGraduation finds the school that the sentence names.
func (p *paper) readGraduation(t layout.Text) {
	for _, re := range graduatedFrom {
		for _, m := range t.FindAll(re) {
			if !p.has("school") {
				p.set("school", schoolHead(m["v"]), workParsers["school"])
			}
		}
	}
	p.proveSchool()
}

// notWork are words after 从事 that only refer to work named elsewhere.
var notWork = regexp.MustCompile(`^(?:本|该|此|其|上述|以上|相关|有关|何种|专业|工作|业务|单位|证明|人|制)|工作|满|年`)

var notPost = regexp.MustCompile(`^(?:何|其|该|相应|以下|上述)|职工|员工|从事`)

// holderEnd follows the name of the person in a sentence.
var holderEnd = sentencePattern(`(?P<v>[\p{Han}·•]{2,30}?)(?:同志|先生|女士|的(?:工作|从业|专业工作)(?:经历|年限|履历)|[,、]?\(?(?:性.[:为]?[男女]|(?:居民|公民)?身份证|证件号)|[,、(][男女][,、)]|,?(?:自|于|从|由)?D|,?(?:系|为|是|现为|现系|现在|在|原系|原为|原在|曾系|曾为|曾在)(?:我|本)|工作(?:已|累计|共)?满)`)

// holderLead is everything up to the words that name the person.
var holderLead = regexp.MustCompile(`^.*(?:证明|兹有|今有|现有|经查|关于|职工|员工|我单位|我公司|我司|本单位|本公司)`)

// holderHead are the words that may stand before the name, taken off one after
// the other.
var holderHead = regexp.MustCompile(`^(?:兹|今|现|特|此|证明|经查|关于|有|我|本|公司|单位|部门|集团|局|院|校|厂|所|中心|司|处|站|队|的|在职|在编|正式|聘用|职工|员工|职员|干部|教师|讲师|医师|医生|护士|护师|药师|药剂师|律师|会计|工程师|技术员|干事|工作|人员|技术|管理|申请人|报考人员?|考生|被证明人|姓名|[:·.,])+`)

// readHolder finds the name of the person whom the certificate is about: what
// stands before 同志, an identity number, a sex or a date, without the words that
// lead up to it.
func (p *paper) readHolder(t layout.Text) {
	if f, ok := p.fields["name"]; ok && !outOfForm(f) {
		return
	}
	for _, m := range t.FindAll(holderEnd) {
		run := m["v"]
		if lead := holderLead.FindString(run.String()); lead != "" {
			run = run[len([]rune(lead)):]
		}
		if head := holderHead.FindString(run.String()); head != "" {
			run = run[len([]rune(head)):]
		}
		if f, ok := p.field(run, workParsers["name"]); ok && !outOfForm(f) && isPersonal(f.Value) {
			p.fields["name"] = f
			return
		}
	}
}

// notHolder are words that stand for the person.
var notHolder = regexp.MustCompile(`^(?:该|此|其|上述|以上|本人|一直|长期|先后|均|并|已|仍|现)|学历|同志|职工|员工`)

// isPersonal tells whether a name can be a person's: up to four characters, or
// parts joined by dots.
func isPersonal(name string) bool {
	return !notName.MatchString(name) && !notHolder.MatchString(name) && (len([]rune(name)) <= 4 || strings.ContainsRune(name, normalize.MiddleDot))
}

// yearsMention is one count of years with the words that lead up to it.
var yearsMention = sentencePattern(`(?P<lead>[^。;\nD]{0,60}?)(?P<v>(?:\d{1,2}(?:\.\d)?|[一二三四五六七八九十两壹贰叁肆伍陆柒捌玖拾]{1,4})(?:\([^()]{1,6}\))?(?:个)?(?:周年|年)(?:[零又]?(?:\d{1,2}|[一二三四五六七八九十壹贰叁肆伍陆柒捌玖拾]{1,2})个月|半)?)`)

var (
	countLead   = regexp.MustCompile(`(?:工龄|教龄|累计|共计?|合计|总计|已?满|已有?|达|长达|计|年限[为:是]?|工作)(?:\(?大写\)?)?[:约]?$`)
	specialLead = regexp.MustCompile(`从事|专业|其中|业务|担任|该岗位|本岗位|相关`)
	totalLead   = regexp.MustCompile(`(?:工作年限|总年限|从业年限|参加工作|工龄|总工作|累计工作|工作)(?:累计|共计?|合计|总计|已|满|达|为|:)*$`)
)

var (
	specialYears = regexp.MustCompile(`^(?:其中)?(?:已|累计)?(?:从事|本).{2,18}(?:年限|年数)(?:\(年\))?:?$`)
	totalYears   = regexp.MustCompile(`^(?:累计)?(?:总|工作总|参加工作总|累计工作)(?:年限|年数|工作年限)(?:\(年\))?:?$`)
)

// readYearCells reads the cells beside labels that name the work themselves:
// 从事消防安全技术工作年限.
func (p *paper) readYearCells() {
	for _, row := range layout.Rows(p.frags) {
		for i, f := range row[:len(row)-1] {
			for field, label := range map[string]*regexp.Regexp{"years": specialYears, "total_years": totalYears} {
				value, ok := p.field(row[i+1].Glyphs, workParsers[field])
				if label.MatchString(f.Text()) && ok && !outOfForm(value) && !p.has(field) {
					p.fields[field] = value
				}
			}
		}
	}
}

// service is the length of all work by its own word.
var service = regexp.MustCompile(`工龄|总工作|总年限`)

// readYears sorts the counts of years: years is the time in the work that the
// certificate names, total_years all work. Where a paper gives both, the clause
// with 从事 or 其中 is the special one; a single count belongs to the named work
// where the sentence names any.
func (p *paper) readYears(t layout.Text) {
	var special, total []layout.Run
	named := false
	for _, m := range t.FindAll(yearsMention) {
		lead := m["lead"].String()
		named = named || strings.Contains(lead, "从事")
		if !countLead.MatchString(lead) {
			continue
		}
		clause := lead[strings.LastIndexAny(lead, ",:、")+1:]
		if totalLead.MatchString(clause) && !specialLead.MatchString(clause) {
			total = append(total, m["v"])
			named = named && !service.MatchString(clause)
			continue
		}
		special = append(special, m["v"])
	}
	if len(special) == 0 && named && len(total) == 1 {
		special, total = total, nil
	}
	p.setMissing("years", special)
	p.setMissing("total_years", total)
}

// setMissing sets a field that no label gave; runs that differ are in conflict.
func (p *paper) setMissing(name string, runs []layout.Run) {
	if f, ok := p.fields[name]; ok && !outOfForm(f) {
		return
	}
	for _, run := range runs {
		p.set(name, run, workParsers[name])
	}
}
