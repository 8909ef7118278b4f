package extractors

import (
	"regexp"
	"slices"

	"hecha/document"
	"hecha/extractors/internal/form"
	"hecha/extractors/internal/layout"
)

// schoolStatus reads 学籍认证查验结果: the answer of a city's office for vocational
// training (职业能力建设科) about the diploma of a technician school.
type schoolStatus struct{}

var _ clued = schoolStatus{}

func (schoolStatus) Name() string        { return "school_status_proof" }
func (schoolStatus) Version() int        { return 15 }
func (schoolStatus) Kind() document.Kind { return document.SchoolStatusProof }

var statusClues = []clue{
	{pattern: regexp.MustCompile(`^[^,:]{0,20}学籍(?:档案)?(?:的)?(?:认证|查验|核查|核验)(?:的)?(?:(?:认证|查验|核查|核验)(?:的)?(?:结果|结论)?(?:表|单)?|证明书?|表|报告|书|(?:情况|结果)?的?(?:说明|回复|复函|反馈|告知书?))$`), weight: 0.45, title: true},
	{pattern: regexp.MustCompile(`学籍(?:认证|查验|核查|核验)(?:结果|结论|意见)`), weight: 0.3},
	{pattern: regexp.MustCompile(`^[^,:]{0,24}(?:在读|在校|在籍|在学|就读|学籍|应届|学生)(?:学生|学员|毕业生|生)?(?:学籍)?(?:情况|状态|档案|信息)?的?(?:证明(?:书|信|表)?|告知书)$|^[^,:]{0,16}学籍(?:查验|核查|认证)(?:结果)?(?:告知|证明)书?$`), weight: 0.45, title: true},
	{pattern: regexp.MustCompile(`^关于.{2,30}学籍.{0,12}(?:证明|函|回复|说明|答复|通知)$`), weight: 0.45, title: true},
	{pattern: regexp.MustCompile(`^[^,:]{0,10}学历证明书?$`), weight: 0.2, title: true},
	{pattern: regexp.MustCompile(`^证明(?:书|信|函)?$`), weight: 0.15, title: true},
	{pattern: enrolledSaid, weight: 0.3},
	{pattern: regexp.MustCompile(`毕业证书?.{0,8}(?:待发|办理|未发|尚未|暂未)`), weight: 0.3},
	{pattern: regexp.MustCompile(`该生|该同学|(?:我|本)(?:校|院)`), weight: 0.1},
	{pattern: regexp.MustCompile(`学号|学制|学籍(?:注册)?号`), weight: 0.1},
	{pattern: regexp.MustCompile(`特此证明|兹证明|兹有|情况属实|经查`), weight: 0.1},
	{pattern: regexp.MustCompile(`教务[处部]|学生(?:工作)?[处部]|研究生[院部]|学籍管理|本科生院|继续教育学院|自学考试委员会`), weight: 0.1},
	{pattern: regexp.MustCompile(`录取通知|荣获|获奖|奖学金|成绩单|任职资格|工作年限|聘任|聘期|第.{1,4}期.{0,10}培训`), weight: -0.4},
	{pattern: regexp.MustCompile(`职业能力建设`), weight: 0.3},
	{pattern: regexp.MustCompile(`(?:查验|认证|核查|核验)(?:结果|结论|意见)|学籍`), weight: 0.1},
	{pattern: regexp.MustCompile(`技工|技师`), weight: 0.15},
	{pattern: regexp.MustCompile(`人力资源和?社会保障局|劳动和?社会保障局|劳动局`), weight: 0.1},
	{pattern: regexp.MustCompile(`属实|真实|(?:名册|档案|记录|记载)[^。]{0,20}一致`), weight: 0.05},
	{pattern: regexp.MustCompile(`在线验证报告|电子注册备案表|学[历位]认证报告`), weight: -0.8, title: true},
	{pattern: regexp.MustCompile(`^.{0,14}毕业证书$`), weight: -0.6, title: true},
	{pattern: regexp.MustCompile(`在线验证码|学信网|https?://|www\.`), weight: -0.4},
}

// enrolledSaid is how sentences say that somebody studies at a school, or that its
// register has them.
var enrolledSaid = regexp.MustCompile(`(?:系|是|为)[^。]{2,40}(?:级|届)[^。]{0,30}(?:学生|本科生|专科生|研究生|学员|毕业生)|在[读校籍学]的?(?:学生|学员|研究生|本科生|专科生|生)|(?:现|目前|正在?)(?:为|系|在|正在)?[^。]{0,24}(?:学生|学员|就读|在读|在学|在校学习|学习)` +
	`|应届毕业生|在我[校院].{0,20}就读|学籍(?:状态|情况|信息)?(?:正常|有效|真实|保留|属实)|学籍档案|注册学生`)

func (schoolStatus) Match(s Sheet) float64 { return contentsOf(s).weigh(statusClues).score }

func (schoolStatus) clues() []clue { return statusClues }

var statusLabels = studyVocabulary(
	form.Label{Field: "technician_class", Names: []string{"培养层次", "层次", "班级类别", "学历层次", "培养类别", "办学层次", "培养目标"}},
	form.Label{Field: "verification_result", Names: []string{"查验结果", "认证结果", "学籍认证结果", "查验结论", "认证结论", "核查结果", "查验意见", "认证意见", "学籍查验结果"}, Wraps: true},
	form.Label{Field: "issued_date", Names: []string{"查验日期", "查验时间", "认证日期", "出具日期"}, Closed: dateClosed},
	form.Label{Field: "issuer", Names: pairs("认证 查验 出具 开具 证明 核查", "单位 机构 部门"), Wraps: true},
	form.Label{Field: "student_status", Names: []string{"学籍状态", "在校状态", "学生状态", "学习状态"}},
	form.Label{Field: "student_number", Names: []string{"学号"}},
	form.Label{Field: "expected_graduation_date", Names: pairs("预计毕业 应毕业 拟毕业", "日期 时间 年月"), Closed: dateClosed},
	form.Label{Names: []string{"编号", "民族", "院系", "学院", "系部", "班级", "政治面貌", "学籍号", "学籍注册号", "班主任"}},
)

var statusParsers = withParsers(studyParsers, map[string]parser{
	"student_status":           strict(bracketed),
	"student_number":           strict(reportNumber),
	"expected_graduation_date": date,
})

// statusClauses are what a school says of somebody who still studies there.
var statusClauses = []clause{
	{"expected_graduation_date", sentencePattern(`(?:预计|将于?|拟于?|应于?|定于)[于在]?(?P<v>D)`), nil},
	{"student_status", regexp.MustCompile(`(?P<v>应届毕业生|在[读校籍学](?:学生|学员|生)?|休学|就读)(?:[^习年]|$)`), nil},
	{"student_number", regexp.MustCompile(`学号[:为是]*(?P<v>[A-Z]?\d{6,16})`), nil},
}

// technicianClauses find the class of a technician school in a sentence; the
// names of such schools hold the same words.
var technicianClauses = []clause{
	{"technician_class", regexp.MustCompile(`(?P<v>预备技师班|预备技师|技师班|高级技?工班|中级技?工班|高技班|中技班)`), nil},
	{"technician_class", regexp.MustCompile(`(?P<v>高级技?工|中级技?工)(?:[^学班]|$)`), nil},
}

func (schoolStatus) Extract(s Sheet) Extraction {
	p := newPaper(s)
	p.wholeLines()
	p.hideTitles()
	p.readForm(statusLabels, statusParsers)
	p.splitStudySpan()
	text := p.text()
	p.readClauses(text, slices.Concat(statusClauses, studyClauses, technicianClauses), statusParsers)
	p.completeNumber(text.Without("\n"))
	p.readPerson()
	p.readMajor(text, statusParsers)
	p.readStudySchool(text.Without("\n"))
	p.repairID()
	p.readOwnDate("issued_date", text)
	p.readIssuer()
	p.readOwnSchool(text.Without("\n"))
	p.settleStatus(text)
	return Extraction{Fields: p.fields}
}

// ourSchool is how the school that makes out a paper speaks of itself.
var ourSchool = regexp.MustCompile(`[我本](?:校|院|园)`)

// readOwnSchool takes the school that speaks of itself from the signature, without its
// department: 我校 and 湖南大学教务处.
func (p *paper) readOwnSchool(t layout.Text) {
	if p.has("school") || !ourSchool.MatchString(t.String()) {
		return
	}
	for _, f := range reversed(p.frags) {
		m, ok := layout.TextOf(f.Glyphs).Find(signingSchool)
		if ok && !notOffice.MatchString(f.Text()) {
			p.set("school", m["v"], statusParsers["school"])
			return
		}
	}
}

// signingSchool is a line that is a school's name, with or without its department.
var signingSchool = regexp.MustCompile(`^(?P<v>\p{Han}[\p{Han}()]{1,24}(?:大学|学院|学校|中学|中专|党校))(?:[^校院学]{0,8}(?:处|科|部|室|院|办公室|中心))?(?:\((?:盖章|公章|章)\))?$`)

// graduatedSaid are words of a paper about somebody who has left the school.
var graduatedSaid = sentencePattern(`(?:已|D)[^,。D预拟应将]{0,4}毕业|毕业于|毕业生[^证。]{0,6}档案|查验(?:结果|结论)|认证(?:结果|结论|意见)`)

// settleStatus tells a study that goes on from one that has ended: of the first, the
// end of its time is the day on which it is expected to end, and no graduation;
// the second has no status.
func (p *paper) settleStatus(t layout.Text) {
	ended, ok := p.fields["graduation_date"]
	over := ok && p.known("issued_date") && ended.Value[:len("2006")] < p.fields["issued_date"].Value[:len("2006")]
	if over || !p.has("student_status") && !p.has("expected_graduation_date") || p.has("verification_result") && graduatedSaid.MatchString(t.String()) {
		delete(p.fields, "student_status")
		return
	}
	if ok && !p.has("expected_graduation_date") {
		p.fields["expected_graduation_date"] = ended
	}
	delete(p.fields, "graduation_date")
}
