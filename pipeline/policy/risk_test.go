package policy_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"hecha/document"
	"hecha/pipeline/policy"
)

func findings(severity document.Severity, codes ...string) []document.Finding {
	var all []document.Finding
	for _, c := range codes {
		all = append(all, document.Finding{Code: c, Severity: severity})
	}
	return all
}

// riskCases hold for every line of risk.yaml something that it must weigh.
var riskCases = map[string]struct {
	findings  []document.Finding
	checklist document.RequirementStatus
	outcome   document.Outcome
	unchecked int
	doubts    int
}{
	"same-archive":       {findings: findings(document.SeverityError, "archive.same_portrait")},
	"identity":           {findings: findings(document.SeverityError, "application.id_number")},
	"identity-name":      {findings: findings(document.SeverityError, "application.name")},
	"identity-birth":     {findings: findings(document.SeverityError, "application.birth_date")},
	"forged-code":        {findings: findings(document.SeverityError, "chsi.qr_host")},
	"text-layer":         {findings: findings(document.SeverityWarning, "text_layer.differs")},
	"seal-type":          {findings: findings(document.SeverityError, "work_certificate.seal_type")},
	"seal-name":          {findings: findings(document.SeverityError, "work_certificate.seal_name")},
	"certificate-number": {findings: findings(document.SeverityError, "education.certificate_year")},
	"wrong-proof":        {findings: findings(document.SeverityError, "policy.wrong_proof")},
	"not-entitled":       {findings: findings(document.SeverityError, "policy.not_entitled")},
	"close":              {findings: findings(document.SeverityWarning, "policy.close")},
	"missing":            {findings: findings(document.SeverityWarning, "policy.missing")},
	"contradiction":      {findings: findings(document.SeverityError, "application.major")},
	"unclear":            {findings: findings(document.SeverityWarning, "application.name_unclear")},
	"error":              {findings: findings(document.SeverityError, "id_card.expired")},
	"warning":            {findings: findings(document.SeverityWarning, "education.length")},
	"unacceptable":       {checklist: document.StatusUnacceptable},
	"person":             {outcome: document.OutcomePerson},
	"doubt":              {doubts: 1},
	"not-checked":        {unchecked: 1},
}

func TestRisk(t *testing.T) {
	p := rules(t)
	seen := map[string]bool{}
	for id, tc := range riskCases {
		r := riskOf(p, tc.findings, tc.checklist, tc.outcome, tc.unchecked, tc.doubts)
		if len(r.Factors) != 1 || r.Factors[0].Rule != id || r.Score <= 0 {
			t.Errorf("%s: %+v", id, r)
		}
		seen[id] = true
	}
	for _, r := range p.Weights() {
		if !seen[r] {
			t.Errorf("no case exercises the weight %s", r)
		}
	}
	if r := riskOf(p, findings(document.SeverityInfo, "seal.gray"), document.StatusPresent, document.OutcomeMet, 0, 0); r.Score != 0 || len(r.Factors) != 0 {
		t.Errorf("an application without blemish weighs %+v", r)
	}
}

func riskOf(p *policy.Policy, fs []document.Finding, status document.RequirementStatus, outcome document.Outcome, unchecked, doubts int) document.Risk {
	a := document.Assessment{Findings: fs, Eligibility: document.Eligibility{Outcome: outcome}, NotChecked: make([]document.NotChecked, unchecked)}
	if status != "" {
		a.Checklist = []document.Requirement{{Status: status}}
	}
	d := paper(document.Diploma, fields{"name": "样本甲"})
	if doubts > 0 {
		d.Fields["name"] = document.Field{Value: "样本甲", Doubt: []document.Doubt{document.DoubtLookAlike}}
	}
	return p.Risk(a, papers(d))
}

// TestRiskOrder puts what may be forged before what is only unclear, however
// often that is.
func TestRiskOrder(t *testing.T) {
	p := rules(t)
	score := func(severity document.Severity, codes ...string) float64 {
		return riskOf(p, findings(severity, codes...), "", "", 0, 0).Score
	}
	forged := score(document.SeverityError, "chsi.qr_code")
	unclear := score(document.SeverityWarning, slices.Repeat([]string{"application.school_unclear"}, 20)...)
	if forged <= unclear {
		t.Errorf("a forged code weighs %g, twenty unclear readings %g", forged, unclear)
	}
	r := riskOf(p, findings(document.SeverityError, "application.major", "application.major", "application.id_number"), "", "", 0, 0)
	want := []document.RiskFactor{
		{Code: "application.major", Rule: "contradiction", Count: 2, Weight: 60}, {Code: "application.id_number", Rule: "identity", Count: 1, Weight: 50},
	}
	if diff := cmp.Diff(want, r.Factors); diff != "" || r.Score != 110 {
		t.Errorf("score %g, factors (-want +got)\n%s", r.Score, diff)
	}
}

// TestFindings gives for every finding of the package a case that makes it.
func TestFindings(t *testing.T) {
	p := rules(t)
	regular := edu(document.PathRegular, "本科", "湖南", "2008-07-01", nil)
	short := appFor("yijian", 2020, "本科", "土木工程")
	level := appFor("jiliang2", 2021, "硕士研究生", "物理学")
	seen := map[string]bool{}
	for code, tc := range map[string]struct {
		app    document.Application
		docs   []document.Document
		fields []string
	}{
		"policy.missing":       {regular, nil, []string{"application_form"}},
		"policy.unacceptable":  {regular, []document.Document{paper(document.CHSIEnrolment, nil)}, []string{"education_proof"}},
		"policy.wrong_proof":   {regular, []document.Document{paper(document.TechnicianQuery, nil)}, []string{"education_proof"}},
		"policy.not_entitled":  {short, append(studyPapers(short), workFor("施工管理", 12, 2020, "2021-11-01")), []string{"years"}},
		"policy.close":         {short, append(studyPapers(short), workFor("施工管理", 49, 2020, "2021-11-01")), []string{"years"}},
		"policy.level_differs": {level, studyPapers(appFor("jiliang2", 2021, "本科", "物理学")), []string{"education_level", "level"}},
	} {
		ps := papers(tc.docs...)
		e := p.Eligibility(tc.app, ps)
		all := p.Findings(tc.app, p.Checklist(tc.app, ps, e), e, ps)
		i := slices.IndexFunc(all, func(f document.Finding) bool { return f.Code == code })
		if i < 0 {
			t.Errorf("no %s among %v", code, all)
			continue
		}
		seen[code] = true
		if diff := cmp.Diff(tc.fields, all[i].Fields); diff != "" || all[i].Severity == "" {
			t.Errorf("%s: severity %q, fields (-want +got)\n%s", code, all[i].Severity, diff)
		}
	}
	for _, r := range policy.Codes() {
		if !seen[r.Code] || r.Meaning == "" {
			t.Errorf("%s: exercised %v, meaning %q", r.Code, seen[r.Code], r.Meaning)
		}
	}
}
