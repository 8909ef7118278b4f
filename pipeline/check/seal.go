package check

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"hecha/document"
	"hecha/document/normalize"
	"hecha/document/register"
)

// schools are the papers that a school seals.
var schools = []document.Kind{document.DegreeCertificate, document.Diploma}

// sealRules are about the impressions. Source: 国发〔1999〕25号 and the notice, which
// asks for the employer's official seal.
var sealRules = []rule{
	{Rule{
		Code: "work_certificate.seal_missing", Severity: document.SeverityWarning, Kinds: work,
		Meaning: "no seal was found on the certificate: there is none, or it was not found",
	}, sealPresent},
	{Rule{
		Code: "work_certificate.seal_type", Severity: document.SeverityError, Kinds: work,
		Meaning: "a seal for finance, contracts, invoices or a department, or a personal one, vouches for no work",
	}, sealVouches},
	{Rule{
		Code: "work_certificate.seal_personnel", Severity: document.SeverityWarning, Kinds: work,
		Meaning: "a personnel seal stands where the official seal is asked for; some offices accept it",
	}, sealPersonnel},
	{Rule{
		Code: "work_certificate.seal_special", Severity: document.SeverityWarning, Kinds: work,
		Meaning: "a seal for some special purpose, which was not read or is none of those known, stands where the official seal is asked for",
	}, sealSpecial},
	{Rule{
		Code: "work_certificate.seal_name", Severity: document.SeverityError, Kinds: work, Needs: []string{"employer"},
		Meaning: "no seal bears the name of the employer",
	}, sealOfEmployer},
	{Rule{
		Code: "work_certificate.seal_name_near", Severity: document.SeverityWarning, Kinds: work, Needs: []string{"employer"},
		Meaning: "the name in the seal differs from the employer by so little that one of them may be misread",
	}, sealNearEmployer},
	{Rule{
		Code: "work_certificate.seal_branch", Severity: document.SeverityWarning, Kinds: work, Needs: []string{"employer"},
		Meaning: "the seal is that of a branch of the employer, or that of the company whose branch the employer is",
	}, sealOfBranch},
	{Rule{
		Code: "diploma.seal_missing", Severity: document.SeverityWarning, Kinds: schools,
		Meaning: "no seal was found on the diploma",
	}, sealPresent},
	{Rule{
		Code: "diploma.seal_name", Severity: document.SeverityWarning, Kinds: schools, Needs: []string{"school"},
		Meaning: "no seal bears the name of the school",
	}, sealOfSchool},
	{Rule{
		Code: "diploma.seal_name_near", Severity: document.SeverityWarning, Kinds: schools, Needs: []string{"school"},
		Meaning: "the name in the seal differs from the school by so little that one of them may be misread",
	}, sealNearSchool},
	{Rule{
		Code: "seal.gray", Severity: document.SeverityInfo, Meaning: "a seal has no colour: the paper is a copy",
	}, sealGray},
	{Rule{
		Code: "seal.code_form", Severity: document.SeverityInfo,
		Meaning: "the code of a seal has not 13 digits or begins with the code of no region",
	}, sealCode},
}

func sealPresent(p *paper) {
	if len(p.doc.Seals) == 0 {
		p.find(nil)
	}
}

// voidSeals vouch for nothing beyond their own purpose.
var voidSeals = []document.SealType{
	document.SealFinance, document.SealContract, document.SealInvoice, document.SealDepartment, document.SealPersonal,
}

func sealVouches(p *paper) {
	for i, s := range p.doc.Seals {
		if slices.Contains(voidSeals, s.Type) && !(s.Type == document.SealPersonal && len(p.doc.Seals) > 1) {
			p.find(args{"seal": strconv.Itoa(i), "type": string(s.Type)})
		}
	}
	if len(p.doc.Seals) == 0 {
		p.notChecked(ReasonNoSeal)
	}
}

func sealPersonnel(p *paper) {
	for i, s := range p.doc.Seals {
		if s.Type == document.SealPersonnel {
			p.find(args{"seal": strconv.Itoa(i)})
		}
	}
	if len(p.doc.Seals) == 0 {
		p.notChecked(ReasonNoSeal)
	}
}

// sealSpecial tells a seal that says that it is for one purpose only, and not which.
func sealSpecial(p *paper) {
	for i, s := range p.doc.Seals {
		if s.Type == document.SealUnknown && strings.Contains(s.Text+s.Inner, "专用章") {
			p.find(args{"seal": strconv.Itoa(i)})
		}
	}
	if len(p.doc.Seals) == 0 {
		p.notChecked(ReasonNoSeal)
	}
}

func sealOfEmployer(p *paper) { p.sealNames("employer", false) }

func sealNearEmployer(p *paper) { p.sealNames("employer", true) }

// sealOfSchool lets the committee of the self-study examination stand for the
// school, which seals beside it.
func sealOfSchool(p *paper) {
	for _, s := range p.doc.Seals {
		if strings.Contains(s.Text, "自学考试") {
			p.notChecked(ReasonForm, "school")
			return
		}
	}
	p.sealNames("school", false)
}

func sealNearSchool(p *paper) { p.sealNames("school", true) }

// sureSeal is the confidence from which on the text of a seal may contradict
// what is printed; ring text is harder to read than a line.
const sureSeal = 0.8

// dimSeal is that from which on it is worth a warning.
const dimSeal = 0.5

// nearShare is the share of the name that may differ where one of the two was
// only misread.
const nearShare = 0.25

// sealNames compares the seals with the name in field. near asks whether they
// differ by little, which makes both doubtful, and a seal beside one that agrees
// as well; otherwise it asks whether they differ by more, which is no question of
// reading. A seal that was read with doubt accuses nobody, but where only such are
// there an error becomes a warning.
func (p *paper) sealNames(field string, near bool) {
	name := p.value(field)
	sure, unsure, agreed := rival{}, rival{}, false
	for i, s := range p.doc.Seals {
		if s.Text == "" || slices.Contains(voidSeals, s.Type) {
			continue
		}
		d := normalize.Distance(sealOwner(s.Text), name)
		if branchOf(sealOwner(s.Text), name) {
			agreed = true // as far as this rule goes; sealOfBranch tells
			continue
		}
		if d == 0 {
			if s.Raw == "" { // a text that the name completed proves no name
				p.prove(ProofSeal, field)
			}
			agreed = true
			continue
		}
		if near && isNear(d, name) {
			p.doubtSeal(document.DoubtConflict, i)
		}
		if s.Confidence >= sureSeal && len(s.Doubt) == 0 {
			sure.meet(i, d)
		} else if s.Confidence >= dimSeal && 2*utf8.RuneCountInString(s.Text) >= utf8.RuneCountInString(name) {
			unsure.meet(i, d)
		}
	}
	switch {
	case agreed:
	case !sure.met:
		p.notChecked(p.noSealReason(), field)
		if !near && p.rule.Severity == document.SeverityError && unsure.met && !isNear(unsure.distance, name) {
			p.findAs(document.SeverityWarning, unsure.args(), field)
		}
	case near && isNear(sure.distance, name):
		p.conflict(sure.args(), field)
	case !near && !isNear(sure.distance, name):
		p.find(sure.args(), field)
	}
}

// rival is the seal, of those of another name, whose name differs least.
type rival struct {
	met      bool
	seal     int
	distance float64
}

func (r *rival) meet(seal int, distance float64) {
	if !r.met || distance < r.distance {
		*r = rival{true, seal, distance}
	}
}

func (r *rival) args() args { return args{"seal": strconv.Itoa(r.seal)} }

// branch is what follows a company's name in that of its branch.
var branch = regexp.MustCompile(`^\p{Han}{0,12}(分公司|分行|支行|分院|分局|分部|办事处|营业部|分店)$`)

// branchOf tells whether one of two names is that of a branch of the other.
func branchOf(a, b string) bool {
	a, b = plain(a), plain(b)
	if len(a) < len(b) {
		a, b = b, a
	}
	rest, ok := strings.CutPrefix(a, b)
	return ok && branch.MatchString(rest)
}

func sealOfBranch(p *paper) {
	for i, s := range p.doc.Seals {
		if s.Text != "" && branchOf(sealOwner(s.Text), p.value("employer")) {
			p.find(args{"seal": strconv.Itoa(i)}, "employer")
		}
	}
	if len(p.doc.Seals) == 0 {
		p.notChecked(ReasonNoSeal, "employer")
	}
}

// isNear tells whether so many differences from a name can be misreadings.
func isNear(distance float64, name string) bool {
	return distance <= nearShare*float64(utf8.RuneCountInString(name))
}

func (p *paper) noSealReason() Reason {
	if len(p.doc.Seals) == 0 {
		return ReasonNoSeal
	}
	return ReasonUnreadSeal
}

// sealPurpose is what follows the owner's name in a seal for one purpose.
var sealPurpose = regexp.MustCompile(`(人事|人力资源|学历|学籍|毕业证书?|证书|教务|行政|业务|档案|电子)*(管理)?(专用)?(公)?章(\(\d+\))?$`)

// sealOwner is the name in the text of a seal.
func sealOwner(text string) string {
	return sealPurpose.ReplaceAllString(plain(text), "")
}

func sealGray(p *paper) {
	for i, s := range p.doc.Seals {
		if s.Color == "gray" {
			p.find(args{"seal": strconv.Itoa(i)})
		}
	}
}

// sealCode looks at the code at the foot of a seal, which many seals lack: six
// digits of a region and seven more (GA 241.1).
func sealCode(p *paper) {
	for i, s := range p.doc.Seals {
		if s.Code != "" && (len(s.Code) != 13 || !register.RegionKnown(s.Code[:6])) {
			p.find(args{"seal": strconv.Itoa(i)})
		}
	}
}
