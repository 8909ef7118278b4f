package policy

import (
	"slices"

	"hecha/document"
)

// Rule describes a finding of this package.
type Rule struct {
	Code     string
	Severity document.Severity
	Meaning  string
}

// rules are the findings that checklist and eligibility come to.
var rules = []Rule{
	{"policy.missing", document.SeverityWarning, "a paper that is owed was not handed in"},
	{"policy.unacceptable", document.SeverityError, "only papers were handed in that do not count for what is owed"},
	{"policy.wrong_proof", document.SeverityError, "a paper proves nothing for the education that the application rests on"},
	{"policy.not_entitled", document.SeverityError, "by the papers the candidate was not entitled to sit the exam"},
	{"policy.close", document.SeverityWarning, "the years are within three months of the limit"},
	{"policy.level_differs", document.SeverityError, "the papers prove another level of education than the declared one"},
}

// Codes lists the findings of this package.
func Codes() []Rule { return slices.Clone(rules) }

func finding(code string, a args, at []document.Place, fields ...string) document.Finding {
	f := document.Finding{Code: code, Args: a, Fields: fields, Places: at}
	for _, r := range rules {
		if r.Code == code {
			f.Severity = r.Severity
		}
	}
	if f.Fields == nil {
		f.Fields = []string{}
	}
	if f.Places == nil {
		f.Places = []document.Place{}
	}
	return f
}

// Findings are what checklist and eligibility come to, in the form in which a
// reviewer's list shows it.
func (p *Policy) Findings(app document.Application, list []document.Requirement, e document.Eligibility, papers []document.Paper) []document.Finding {
	var all []document.Finding
	for _, r := range list {
		all = append(all, ofRequirement(r)...)
	}
	all = append(all, ofEligibility(e)...)
	return append(all, p.levelDiffers(app, papers)...)
}

// remarks are the reasons that refuse no paper, though they stand beside one that does:
// that something was not seen is for a person. What a finding of the paper refuses is
// told by that finding.
var remarks = []string{
	"refused_by_finding", "look_at_finding", "site_unseen", "site_unclear", "issuer_unseen", "copy_text_unseen", "copy_signature_unseen", "copy_seal_unseen",
}

func ofRequirement(r document.Requirement) []document.Finding {
	a := args{"requirement": r.Code, "rule": r.Rule}
	var at []document.Place
	fields := []string{}
	var all []document.Finding
	wrong := func(o document.Offer, reason document.Reason) document.Finding {
		about := args{"requirement": r.Code, "rule": r.Rule, "reason": reason.Code}
		for name, v := range reason.Args {
			about[name] = v
		}
		return finding("policy.wrong_proof", about, []document.Place{o.Place}, append([]string{r.Code}, reason.Fields...)...)
	}
	for _, o := range r.Offers {
		if o.Accepted {
			all = append(all, unclearSites(o, wrong)...)
			continue
		}
		at = append(at, o.Place)
		for _, reason := range o.Reasons {
			fields = append(fields, reason.Fields...)
			if slices.Contains(remarks, reason.Code) {
				continue
			}
			all = append(all, wrong(o, reason))
		}
	}
	switch r.Status {
	case document.StatusMissing:
		all = append(all, finding("policy.missing", a, nil, r.Code))
	case document.StatusUnacceptable:
		all = append(all, finding("policy.unacceptable", a, at, append([]string{r.Code}, fields...)...))
	}
	return all
}

// unclearSites warn of a paper that counts if its address was misread, and else proves
// nothing.
func unclearSites(o document.Offer, wrong func(document.Offer, document.Reason) document.Finding) (all []document.Finding) {
	for _, reason := range o.Reasons {
		if reason.Code == "site_unclear" {
			f := wrong(o, reason)
			f.Severity = document.SeverityWarning
			all = append(all, f)
		}
	}
	return all
}

// reasonFields are the fields that speak for a lack of years.
var reasonFields = map[string][]string{
	"years_short": {"years"}, "years_close": {"years"}, "graduated_after_cutoff": {"graduation_date"}, "not_graduated": {"conclusion"},
}

func ofEligibility(e document.Eligibility) []document.Finding {
	code := map[document.Outcome]string{document.OutcomeNotMet: "policy.not_entitled", document.OutcomeClose: "policy.close"}[e.Outcome]
	if code == "" {
		return nil
	}
	var fields []string
	a := args{"rule": e.Rule}
	for _, r := range e.Reasons {
		fields = append(fields, r.Fields...)
		fields = append(fields, reasonFields[r.Code]...)
		if a["reason"] == "" {
			a["reason"] = r.Code
		}
	}
	var at []document.Place
	for _, s := range e.Steps {
		for _, place := range s.Places {
			if !slices.Contains(at, place) {
				at = append(at, place)
			}
		}
	}
	slices.Sort(fields)
	f := finding(code, a, at, slices.Compact(fields)...)
	if len(e.Doubted) > 0 {
		f.Severity = document.SeverityWarning // the reading must be settled first
	}
	return []document.Finding{f}
}

// levelDiffers tells that the papers prove an education, and none of the declared
// level.
func (p *Policy) levelDiffers(app document.Application, papers []document.Paper) []document.Finding {
	want := p.levelOf(app.EducationLevel, app.TechnicianClass)
	if want == "" {
		return nil
	}
	var at []document.Place
	for _, s := range p.studies(app, papers) {
		switch {
		case !s.proven || s.level.text == "":
		case s.level.text == want:
			return nil
		case !s.level.doubt:
			at = append(at, s.level.place)
		}
	}
	if len(at) == 0 {
		return nil
	}
	return []document.Finding{finding("policy.level_differs", args{"declared": want}, append(at, document.Declared("education_level")), "education_level", "level")}
}
