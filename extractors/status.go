package extractors

import (
	"regexp"
	"slices"

	"hecha/document"
	"hecha/extractors/internal/form"
)

// schoolStatus reads 学籍认证查验结果: the answer of a city's office for vocational
// training (职业能力建设科) about the diploma of a technician school.
type schoolStatus struct{}

var _ clued = schoolStatus{}

func (schoolStatus) Name() string        { return "school_status_proof" }
func (schoolStatus) Version() int        { return 8 }
func (schoolStatus) Kind() document.Kind { return document.SchoolStatusProof }

var statusClues = []clue{
	{pattern: regexp.MustCompile(`^[^,:]{0,20}学籍(?:档案)?(?:的)?(?:认证|查验|核查|核验)(?:的)?(?:(?:认证|查验|核查|核验)(?:的)?(?:结果|结论)?(?:表|单)?|证明书?|表|报告|书)$`), weight: 0.45, title: true},
	{pattern: regexp.MustCompile(`学籍(?:认证|查验|核查|核验)(?:结果|结论|意见)`), weight: 0.3},
	{pattern: regexp.MustCompile(`^[^,:]{0,20}学籍.{0,4}证明书?$`), weight: 0.1, title: true},
	{pattern: regexp.MustCompile(`职业能力建设`), weight: 0.3},
	{pattern: regexp.MustCompile(`(?:查验|认证|核查|核验)(?:结果|结论|意见)|学籍`), weight: 0.1},
	{pattern: regexp.MustCompile(`技工|技师`), weight: 0.15},
	{pattern: regexp.MustCompile(`人力资源和?社会保障局|劳动和?社会保障局|劳动局`), weight: 0.1},
	{pattern: regexp.MustCompile(`属实|真实`), weight: 0.05},
	{pattern: regexp.MustCompile(`在线验证报告|电子注册备案表|学[历位]认证报告`), weight: -0.8, title: true},
	{pattern: regexp.MustCompile(`^.{0,14}毕业证书$`), weight: -0.6, title: true},
	{pattern: regexp.MustCompile(`预计毕业|在读|https?://|www\.`), weight: -0.4},
}

func (schoolStatus) Match(s Sheet) float64 { return contentsOf(s).weigh(statusClues).score }

func (schoolStatus) clues() []clue { return statusClues }

var statusLabels = studyVocabulary(
	form.Label{Field: "technician_class", Names: []string{"培养层次", "层次", "班级类别", "学历层次", "培养类别", "办学层次", "培养目标"}},
	form.Label{Field: "verification_result", Names: []string{"查验结果", "认证结果", "学籍认证结果", "查验结论", "认证结论", "核查结果", "查验意见", "认证意见", "学籍查验结果"}, Wraps: true},
	form.Label{Field: "issued_date", Names: []string{"查验日期", "查验时间", "认证日期", "出具日期"}, Closed: dateClosed},
	form.Label{Names: []string{"编号"}},
)

// technicianClauses find the class of a technician school in a sentence; the
// names of such schools hold the same words.
var technicianClauses = []clause{
	{"technician_class", regexp.MustCompile(`(?P<v>预备技师班|预备技师|技师班|高级技?工班|中级技?工班|高技班|中技班)`), nil},
	{"technician_class", regexp.MustCompile(`(?P<v>高级技?工|中级技?工)(?:[^学班]|$)`), nil},
}

func (schoolStatus) Extract(s Sheet) Extraction {
	p := newPaper(s)
	p.readForm(statusLabels, studyParsers)
	p.splitStudySpan()
	text := p.text()
	p.readClauses(text, slices.Concat(studyClauses, technicianClauses), studyParsers)
	p.completeNumber(text.Without("\n"))
	p.readPerson()
	p.readMajor(text, studyParsers)
	p.readStudySchool(text.Without("\n"))
	p.repairID()
	p.readOwnDate("issued_date", text)
	p.readIssuer()
	return Extraction{Fields: p.fields}
}
