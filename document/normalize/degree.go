package normalize

import (
	"regexp"
	"strings"
	"unicode/utf8"
)

// The ranks of academic degrees.
const (
	RankBachelor = "学士"
	RankMaster   = "硕士"
	RankDoctor   = "博士"
)

// Degree is the number of a degree certificate taken apart by the rule of the
// academic degrees committee of 2005-08-25. A number of before has only Value.
type Degree struct {
	Value  string
	Prefix string // C adult education, Z professional, Q in-service teachers, T equivalent ability; empty for ordinary degrees
	Unit   string // five digits: the school that awards
	Rank   string // 学士, 硕士 or 博士
	Year   string // of the award, YYYY
	Mark   string // a letter before the serial: S second degree beside the first, E second bachelor's, Z self-study, or a profession
}

var (
	degreeRanks  = map[string]string{"2": RankDoctor, "3": RankMaster, "4": RankBachelor}
	degreeNumber = regexp.MustCompile(`^([CZTQ]?)([1-9]\d{4})([234])((?:19|20)\d{2})([A-Z]?)(\d{5,6})$`)
)

// DegreeNumber is the number of a degree certificate without blanks: 16 signs
// after an optional letter (notice of the academic degrees committee,
// 2005-08-25). ok is false for older numbers, which had no common form.
func DegreeNumber(s string) (value string, ok bool) {
	d, ok := ParseDegree(s)
	return d.Value, ok
}

// ParseDegree takes the number of a degree certificate apart; ok is false when
// it has not the form of 2005.
func ParseDegree(s string) (d Degree, ok bool) {
	d.Value = compact(s)
	m := degreeNumber.FindStringSubmatch(d.Value)
	if m == nil || len(m[5])+len(m[6]) != len("000000") {
		return d, false
	}
	return Degree{Value: d.Value, Prefix: m[1], Unit: m[2], Rank: degreeRanks[m[3]], Year: m[4], Mark: m[5]}, true
}

// degreeEnd is what follows the name of a degree where it is awarded.
var degreeEnd = regexp.MustCompile(`(?:专业)?学位(?:证书?)?$`)

// DegreeName is the name of a degree as it is awarded, without the word 学位:
// 工学学士, 工商管理硕士, 学士. ok is false when it ends with no rank.
func DegreeName(s string) (value string, ok bool) {
	value = degreeEnd.ReplaceAllString(StripSpace(s), "")
	_, ok = DegreeRank(value)
	return value, ok && utf8.RuneCountInString(value) <= 16
}

// DegreeRank is the rank that the name of a degree ends with.
func DegreeRank(name string) (rank string, ok bool) {
	name = strings.TrimRight(strings.TrimSuffix(StripSpace(name), "学位"), "（荣誉）()")
	for _, rank := range []string{RankBachelor, RankMaster, RankDoctor} {
		if strings.HasSuffix(name, rank) {
			return rank, true
		}
	}
	return "", false
}

var (
	cscseOld = regexp.MustCompile(`^教留服认?(\p{Han}{1,4})[(\[]?((?:19|20)\d{2})[)\]]?第?(\d{4,6})号?$`)
	cscseNew = regexp.MustCompile(`^[1-9]((?:20)\d{2})\d{7}$`)
)

// CSCSENumber is the number of a certificate about a degree from abroad: 12
// digits with the year as the second to fifth, or 教留服认美[2010]00001号 as they
// were numbered before. year is that of the certificate.
func CSCSENumber(s string) (value, year string, ok bool) {
	value = compact(s)
	if m := cscseOld.FindStringSubmatch(value); m != nil {
		return "教留服认" + m[1] + "[" + m[2] + "]" + m[3] + "号", m[2], true
	}
	if m := cscseNew.FindStringSubmatch(value); m != nil {
		return value, m[1], true
	}
	return value, "", false
}

// The results of a verification.
const (
	Confirmed   = "属实"
	Unconfirmed = "不属实"
)

var (
	denies   = regexp.MustCompile(`不(?:属?实|真实|符|一致|予认证|能认证|存在)|虚假|伪造|查无|未(?:查到|查询到|能查|能核|予认证|通过)|无(?:此|法认证|法核实|记录|效)`)
	confirms = regexp.MustCompile(`属实|真实|无误|一致|有效|予以认证|认证通过|相符`)
)

// VerificationResult is what an office found when it held a certificate against
// its records, however it says so.
func VerificationResult(s string) (value string, ok bool) {
	s = Fold(StripSpace(s))
	switch {
	case denies.MatchString(s):
		return Unconfirmed, true
	case confirms.MatchString(s):
		return Confirmed, true
	}
	return s, false
}

// The classes of technician schools in the words of 湘人社发〔2019〕67号.
const (
	ClassIntermediate = "中级工班"
	ClassSenior       = "高级工班"
	ClassTechnician   = "预备技师（技师）班"
)

var technicianWords = []struct {
	words *regexp.Regexp
	class string
}{
	{regexp.MustCompile(`技师`), ClassTechnician},
	{regexp.MustCompile(`高级?(?:技?术?工|班|技能)|高技`), ClassSenior},
	{regexp.MustCompile(`中级?(?:技?术?工|班|技能)|中技`), ClassIntermediate},
}

// TechnicianClass is the class of a technician school that s names.
func TechnicianClass(s string) (value string, ok bool) {
	s = Fold(StripSpace(s))
	for _, w := range technicianWords {
		if w.words.MatchString(s) {
			return w.class, true
		}
	}
	return s, false
}
