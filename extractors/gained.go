package extractors

import "regexp"

// How somebody gained what a certificate says tells the two kinds apart where their
// titles do not: a qualification by an exam, a title by the judgement of others. A
// paper that speaks of both grants what was judged: the exam was its condition.
var (
	examined = regexp.MustCompile(`统一(?:组织的?)?\p{Han}{0,12}考试|组织的?\p{Han}{0,16}考试|(?:参加|通过|经)[^。;]{0,40}(?:资格|水平|统一)\p{Han}{0,8}考试|考试(?:成绩)?合格|考试[,，]?成绩合格|考试年度|` + nationalBooklet + `|` + examSeries)
	judged   = regexp.MustCompile(`评审(?:委员会|通过|时间|日期|组织|机构|专业|结果|合格|条件|表决)|评定(?:委员会|工作|时间|日期)|经[^。;]{0,40}评审[,，。;]|评委会|(?:考核|初次|直接|职称)(?:认定|确认|初定)`)
)

// nationalBooklet are marks of the booklet for qualifications by national exams, which
// is in two languages and bears the ministry's name; titles are granted by provinces.
const nationalBooklet = `FileNo|ApprovalDate|中华人民共和国人力资源和社会保障部`

// examSeries are the professions whose ranks national exams give (以考代评); papers on
// them need not speak of the exam.
const examSeries = `(?:经济|会计|统计|审计|卫生|出版|翻译|软件|国际商务)(?:类)?专业(?:技术)?(?:[初中高]级)?(?:职业)?资格`
