package check

import (
	"net/url"
	"regexp"
	"strings"

	"hecha/document"
	"hecha/document/normalize"
)

var (
	registration = []document.Kind{document.CHSIRegistration}
	// online are the reports that can be checked by a code on the site.
	online = []document.Kind{document.CHSIAuthentication, document.CHSIEnrolment, document.CHSIRegistration}
)

// chsiRules are about the registration form (教育部学历证书电子注册备案表). Source: the
// check page of chsi.com.cn.
var chsiRules = []rule{
	{Rule{
		Code: "chsi.code_form", Severity: document.SeverityError, Kinds: online, Needs: []string{"verification_code"},
		Meaning: "the verification code is neither 12 digits nor A or X with 15 signs more",
	}, verificationCodeForm},
	{Rule{
		Code: "chsi.qr_host", Severity: document.SeverityError, Kinds: online,
		Meaning: "a code on the form leads to another host than chsi.com.cn",
	}, qrHost},
	{Rule{
		Code: "chsi.qr_code", Severity: document.SeverityError, Kinds: online, Needs: []string{"verification_code"},
		Meaning: "the machine-readable code holds another verification code than the printed one",
	}, qrCode},
	{Rule{
		Code: "chsi.qr_record", Severity: document.SeverityInfo, Kinds: registration,
		Meaning: "the machine-readable code holds text in which the printed certificate number is missing",
	}, qrRecord},
	{Rule{
		Code: "chsi.not_graduated", Severity: document.SeverityError, Kinds: []document.Kind{document.CHSIAuthentication, document.CHSIRegistration}, Needs: []string{"conclusion"},
		Meaning: "the study ended without graduation",
	}, graduated},
	{Rule{
		Code: "chsi.updated_before_graduation", Severity: document.SeverityError, Kinds: registration,
		Needs: []string{"updated_date", "graduation_date"}, Meaning: "the form was made before the graduation that it attests",
	}, updatedAfterGraduation},
}

func verificationCodeForm(p *paper) {
	if _, ok := normalize.VerificationCode(p.value("verification_code")); !ok {
		p.find(nil, "verification_code")
		p.doubt(document.DoubtFormat, "verification_code")
	}
}

// chsiHost is the only host that a code on the form may lead to, with those
// under it.
const chsiHost = "chsi.com.cn"

var webAddress = regexp.MustCompile(`(?i)^\s*([a-z][a-z0-9+.-]*:|//|www\.|[a-z0-9-]+(\.[a-z0-9-]+)+(/|$))`)

// address is the host that the text of a code leads to; leads is false for text
// that is no address. A malformed address has the host "".
func address(text string) (host string, leads bool) {
	if !webAddress.MatchString(text) {
		return "", false
	}
	text = strings.TrimSpace(text)
	if !strings.Contains(text, "//") {
		text = "//" + text
	}
	u, err := url.Parse(text)
	if err != nil || u.User != nil || strings.ContainsAny(u.Host, `\@`) {
		return "", true
	}
	return strings.ToLower(strings.TrimSuffix(u.Hostname(), ".")), true
}

func qrHost(p *paper) {
	if len(p.doc.Codes) == 0 {
		p.notChecked(ReasonNoCode)
		return
	}
	for _, c := range p.doc.Codes {
		host, leads := address(c.Text)
		if leads && host != chsiHost && !strings.HasSuffix(host, "."+chsiHost) {
			p.find(args{"host": host, "format": c.Format}, "verification_code") // which the code confirms
		}
	}
}

// codeInText finds verification codes between other signs.
var codeInText = regexp.MustCompile(`\b(?:[AX][A-Z0-9]{15}|\d{12})\b`)

func qrCode(p *paper) {
	printed, held := p.value("verification_code"), false
	for _, c := range p.doc.Codes {
		for _, code := range codesOf(c.Text) {
			held = true
			if code == printed {
				p.prove(ProofCode, "verification_code")
				return
			}
		}
	}
	if !held {
		p.notChecked(ReasonNoCode)
		return
	}
	p.conflict(nil, "verification_code")
}

// codesOf are the verification codes in the text of a machine-readable code; in
// an address only its parameter vcode counts where it has one.
func codesOf(text string) []string {
	if u, err := url.Parse(strings.TrimSpace(text)); err == nil && u.Query().Has("vcode") {
		return []string{strings.ToUpper(u.Query().Get("vcode"))}
	}
	return codeInText.FindAllString(strings.ToUpper(text), -1)
}

// recordFields are those that the codes of before 2019 hold as plain text.
var recordFields = []string{"certificate_number", "name", "school", "major"}

// qrRecord compares the record in the code, which the forms of before 2019 hold
// as text, with the printed one.
func qrRecord(p *paper) {
	for _, c := range p.doc.Codes {
		if _, leads := address(c.Text); leads || !strings.ContainsFunc(c.Text, isHan) {
			continue
		}
		record := plain(c.Text)
		for _, f := range recordFields {
			if v := plain(p.value(f)); len([]rune(v)) > 1 && strings.Contains(record, v) {
				p.prove(ProofCode, f)
			}
		}
		if number := p.value("certificate_number"); number != "" && !strings.Contains(record, plain(number)) {
			p.find(args{"format": c.Format}, "certificate_number")
		}
		return
	}
	p.notChecked(ReasonNoCode)
}

func isHan(r rune) bool { return r >= 0x4E00 && r <= 0x9FFF }

func graduated(p *paper) {
	switch v, known := normalize.Conclusion(p.value("conclusion")); {
	case !known:
		p.findAs(document.SeverityWarning, nil, "conclusion")
	case v != "毕业":
		p.find(nil, "conclusion")
	}
}

func updatedAfterGraduation(p *paper) {
	updated, okUpdated := p.date("updated_date")
	end, okEnd := p.date("graduation_date")
	if okUpdated && okEnd && updated.Before(end) {
		p.conflict(nil, "updated_date", "graduation_date")
	}
}
