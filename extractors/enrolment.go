package extractors

import (
	"regexp"
	"slices"
	"strings"

	"hecha/document"
	"hecha/document/normalize"
	"hecha/extractors/internal/form"
)

// enrolment reads 教育部学籍在线验证报告, which tells of a study and proves no
// graduation.
type enrolment struct{}

var _ clued = enrolment{}

func (enrolment) Name() string        { return "chsi_enrolment" }
func (enrolment) Version() int        { return 11 }
func (enrolment) Kind() document.Kind { return document.CHSIEnrolment }

var enrolmentClues = []clue{
	{pattern: fuzzy("学籍在线验证报告", "学籍验证报告"), weight: 0.55, title: true},
	{pattern: regexp.MustCompile(`^.{0,8}学籍信息$`), weight: 0.3, title: true},
	{pattern: regexp.MustCompile(`^.{0,12}VerificationReportof.{0,20}Student.{0,12}$`), weight: 0.55, title: true},
	{pattern: regexp.MustCompile(`(?:Expected.{0,8}Graduation|DateofEnrol+ment)`), weight: 0.2},
	{pattern: regexp.MustCompile(`学籍状态`), weight: 0.2},
	{pattern: regexp.MustCompile(`预计毕业`), weight: 0.2},
	{pattern: regexp.MustCompile(`学号`), weight: 0.05},
	{pattern: regexp.MustCompile(`院系|班级|分院|系所`), weight: 0.1},
	{pattern: regexp.MustCompile(`学历(?:类别|类型|层次)|学习形式`), weight: 0.05},
	{pattern: regexp.MustCompile(`在线验证码|学信网`), weight: 0.1},
	{pattern: regexp.MustCompile(`电子注册备案表|学[历位]认证报告|学[历位]在线验证报告`), weight: -0.8, title: true},
	{pattern: regexp.MustCompile(`职业能力建设`), weight: -0.5},
}

func (enrolment) Match(s Sheet) float64 { return contentsOf(s).weigh(enrolmentClues).score }

func (enrolment) clues() []clue { return enrolmentClues }

var enrolmentLabels = form.NewVocabulary(slices.Concat(enrolmentInEnglish, studyLabelsWith(
	form.Label{Field: "ethnicity", Names: []string{"民族"}},
	form.Label{Field: "department", Names: []string{"院系", "院(系)", "分院", "系所", "系(所)", "所在院系", "学院"}, Wraps: true},
	form.Label{Field: "class", Names: []string{"班级", "所在班级"}},
	form.Label{Field: "student_number", Names: []string{"学号"}},
	form.Label{Field: "student_status", Names: []string{"学籍状态"}, Wraps: true},
	form.Label{Field: "expected_graduation_date", Names: pairs("预计毕业 应毕业 拟毕业", "日期 时间 年月"), Closed: dateClosed},
))...)

// enrolmentInEnglish are the labels of the English report, of whose values numbers
// and dates are as on the Chinese one.
var enrolmentInEnglish = []form.Label{
	{Field: "birth_date", Names: []string{"DateofBirth", "BirthDate"}, Closed: queryClosed},
	{Field: "id_number", Names: []string{"IDNumber", "IDNo.", "IDCardNumber", "IDCardNo."}, Closed: idClosed},
	{Field: "enrollment_date", Names: []string{"DateofEnrollment", "DateofEnrolment", "EnrollmentDate", "DateofAdmission"}, Closed: queryClosed},
	{Field: "expected_graduation_date", Names: []string{"ExpectedDateofGraduation", "ExpectedGraduationDate", "DateofExpectedGraduation", "ExpectedGraduation"}, Closed: queryClosed},
	{Field: "verification_code", Names: []string{"VerificationCode", "OnlineVerificationCode"}},
	{Field: "updated_date", Names: []string{"Updated", "UpdatedDate", "UpdateDate", "UpdatedOn", "DateofUpdate"}, Closed: queryClosed},
	{Names: []string{"Name", "FullName", "Gender", "Sex", "EthnicGroup", "Ethnicity", "Nationality", "Institution", "University", "Level", "Department", "School", "Major", "Specialty", "StudentNumber", "StudentNo.", "Class",
		"DurationofStudy", "LengthofSchooling", "Duration", "TypeofStudy", "FormofStudy", "StudyForm", "TypeofEducation", "Category", "Status", "StudentStatus"}, Colon: true},
}

// statusWords are what 学籍状态 says, as the register knows it.
var statusWords = []string{"在籍（注册学籍）", "在籍（未注册）", "在籍（暂缓注册）", "不在籍（毕业）", "不在籍（结业）", "不在籍（退学）",
	"不在籍（保留入学资格）", "休学", "退学", "保留学籍", "保留入学资格", "毕业", "结业", "肄业", "在籍", "不在籍"}

var enrolmentParsers = withParsers(studyParsers, map[string]parser{
	"department":               strict(plain),
	"class":                    strict(bracketed),
	"student_number":           strict(reportNumber),
	"student_status":           oneOf(studentStatus, statusWords...),
	"expected_graduation_date": date,
})

// withParsers is the parsers of base and of more.
func withParsers(base, more map[string]parser) map[string]parser {
	all := map[string]parser{}
	for _, from := range []map[string]parser{base, more} {
		for name, p := range from {
			all[name] = p
		}
	}
	return all
}

// studentStatus is one of statusWords, whatever its brackets.
func studentStatus(raw string) (string, bool) {
	s := fullBrackets.Replace(normalize.StripSpace(raw))
	return s, slices.Contains(statusWords, s)
}

var fullBrackets = strings.NewReplacer("(", "（", ")", "）")

// bracketed is a text without blanks whose brackets are full-width.
func bracketed(raw string) (string, bool) {
	s := fullBrackets.Replace(normalize.StripSpace(raw))
	return s, s != ""
}

// enrolledClauses are what a report says in a sentence and a school's proof does not.
var enrolledClauses = []clause{
	{"student_status", sentencePattern(`学籍状态[为是:]*(?P<v>(?:不?在籍|休学|退学|保留学籍|保留入学资格)(?:\(\p{Han}{2,6}\))?)`), nil},
	{"student_number", sentencePattern(`学号[为是:]*(?P<v>[A-Z]?\d{6,16})`), nil},
	{"ethnicity", regexp.MustCompile(`(?P<v>(?:` + strings.Join(normalize.Ethnicities(), "|") + `)族)`), nil},
	{"expected_graduation_date", sentencePattern(`预计(?:毕业(?:日期|时间)[为是:]*)?[于在]?(?P<v>D)`), nil},
}

// readEnrolled reads a report that is written as a sentence.
func (p *paper) readEnrolled() {
	text := p.text()
	p.readClauses(text, slices.Concat(enrolledClauses, studyClauses), enrolmentParsers)
	p.completeNumber(text.Without("\n"))
	p.complete("student_status", text.Without("\n"), enrolledClauses[0].pattern, enrolmentParsers)
	p.readPerson()
	p.readMajor(text, enrolmentParsers)
	p.readStudySchool(text.Without("\n"))
	for _, ofDiploma := range []string{"graduation_date", "certificate_number", "verification_result"} {
		delete(p.fields, ofDiploma)
	}
}

func (enrolment) Extract(s Sheet) Extraction {
	p := newPaper(s)
	p.wholeLines()
	p.readForm(enrolmentLabels, enrolmentParsers)
	if !p.has("name") {
		p.readEnrolled()
	}
	p.readUpdated()
	p.findVerificationCode()
	p.proveVerificationCode(s.Codes)
	p.repairID()
	p.dropUnknown()
	return Extraction{Fields: p.fields}
}
