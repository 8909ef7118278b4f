package normalize

import (
	"regexp"
	"strings"
	"unicode/utf8"
)

// CertificateForm is one of the ways in which diplomas were numbered.
type CertificateForm string

// The forms, newest first.
const (
	Certificate18        CertificateForm = "diploma_18" // since 2002: school 5, type 1, year 4, level 2, serial 6
	Certificate17        CertificateForm = "diploma_17" // 2001 to 2002: the same with a serial of 5
	CertificateSelfStudy CertificateForm = "self_study" // 自考, 学历文凭: 16 to 18 signs, the first a 6
	CertificateOld       CertificateForm = "old"        // before 2001, secondary schools: anything
)

// Certificate is the number of a diploma taken apart. What its form does not
// hold is empty.
type Certificate struct {
	Value  string
	Form   CertificateForm
	School string // five digits
	Type   string // 1 ordinary, 5 adult, 6 self-study, 7 network
	Year   string // of graduation, YYYY
	Level  string // one of the levels of the contracts
	Region string // six digits: where the self-study candidate was registered
}

// certificateLevels are the codes of 教学〔2002〕15号.
var certificateLevels = map[string]string{
	"01": LevelDoctor, "02": LevelMaster, "04": LevelSecondDegree, "05": LevelBachelor, "06": LevelCollege,
}

var (
	certificateNew  = regexp.MustCompile(`^([1-9]\d{4})([1567])((?:19[89]|20\d)\d)(0[12456])(\d{5,6})$`)
	certificateSelf = regexp.MustCompile(`^6([56])([1-8]\d)\d{4}(\d\d)[12]\d{4,8}[0-9X]$`)
	// sentenceTail is what follows the last digit of a number and is neither a sign of
	// it nor in brackets.
	sentenceTail   = regexp.MustCompile(`(\d[XA-Z]{0,2}\)?号?)(?:[.,:;]+\p{Han}|(?:[^\P{Han}号字补换])\p{Han})[^\d]*$`)
	certificateAny = regexp.MustCompile(`^[0-9A-Z\p{Han}()\[\]/.-]+$`)
)

// CertificateNumber is the number of a diploma without blanks, brackets and
// letters half-width. ok is false for what can be none: fewer than 4 or more
// than 24 signs, or fewer than 3 digits. What a sentence says after the number is
// no part of it.
func CertificateNumber(s string) (value string, ok bool) {
	value = strings.Trim(sentenceTail.ReplaceAllString(compact(s), "$1"), ".:,;")
	n, digits := utf8.RuneCountInString(value), 0
	for i := range len(value) {
		if isDigit(value[i]) {
			digits++
		}
	}
	return value, n >= 4 && n <= 24 && digits >= 3 && certificateAny.MatchString(value)
}

// ParseCertificate takes the number of a diploma apart; ok is false when it is
// none. A number of none of the later forms is an old one.
func ParseCertificate(s string) (c Certificate, ok bool) {
	v, ok := CertificateNumber(s)
	if !ok {
		return Certificate{}, false
	}
	if m := certificateNew.FindStringSubmatch(v); m != nil {
		form := Certificate18
		if len(v) == 17 {
			form = Certificate17
		}
		return Certificate{Value: v, Form: form, School: m[1], Type: m[2], Year: m[3], Level: certificateLevels[m[4]]}, true
	}
	if m := certificateSelf.FindStringSubmatch(v); m != nil && len(v) >= 16 && len(v) <= 18 {
		level := map[string]string{"5": LevelBachelor, "6": LevelCollege}[m[1]]
		return Certificate{Value: v, Form: CertificateSelfStudy, Type: "6", Level: level, Year: fullYear(m[3]), Region: v[2:8]}, true
	}
	return Certificate{Value: v, Form: CertificateOld}, true
}

// fullYear completes the two digits of a self-study year; the examinations
// began in 1981.
func fullYear(two string) string {
	if two >= "81" {
		return "19" + two
	}
	return "20" + two
}

var verificationCode = regexp.MustCompile(`^(\d{12}|[AX][A-Z0-9]{15})$`)

// VerificationCode is an online verification code (在线验证码) without blanks: 12
// digits until about 2018, since then 16 signs of which the first is A or X.
func VerificationCode(s string) (value string, ok bool) {
	value = compact(s)
	return value, verificationCode.MatchString(value)
}

var (
	phoneSigns = strings.NewReplacer("(", "", ")", "-", "转", "-", "/", "-", "--", "-")
	phone      = regexp.MustCompile(`^(1[3-9]\d{9}|(0\d{2,3}-?)?[2-9]\d{6,7}(-\d{1,5})?|[48]00-?\d{3,4}-?\d{3,4})$`)
)

// Phone is a telephone number without blanks: a mobile number, or a number with
// hyphens after the area code and before the extension where they are printed.
func Phone(s string) (value string, ok bool) {
	value = strings.TrimPrefix(compact(s), "+86")
	value = strings.Trim(phoneSigns.Replace(value), "-")
	if digits := strings.ReplaceAll(value, "-", ""); len(digits) == 11 && digits[0] == '1' {
		value = digits
	}
	return value, phone.MatchString(value)
}
