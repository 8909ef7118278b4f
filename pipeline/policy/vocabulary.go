package policy

import (
	"slices"

	"hecha/document"
)

// Vocabulary is every code that an assessment may hold, by group, so that the
// words for them can be complete: requirement, status, outcome, reason, step,
// path, claim.
func (p *Policy) Vocabulary() map[string][]string {
	v := map[string][]string{
		"status":  words(document.StatusPresent, document.StatusMissing, document.StatusUnacceptable, document.StatusPerson),
		"outcome": words(document.OutcomeMet, document.OutcomeClose, document.OutcomeNotMet, document.OutcomePerson),
		"step":    slices.Clone(stepCodes), "reason": slices.Clone(reasonCodes),
		"path": words(document.EducationPaths...), "claim": words(document.ApplicationClaims...),
	}
	for _, r := range p.notice.Requirements {
		v["requirement"] = append(v["requirement"], r.Code)
		v["reason"] = append(v["reason"], r.Gap)
	}
	for _, r := range p.notice.Routes {
		v["reason"] = append(v["reason"], r.Gap)
		for _, t := range r.Tolerated {
			v["reason"] = append(v["reason"], t.Reason)
		}
	}
	for _, n := range p.notice.Never {
		v["reason"] = append(v["reason"], n.Reason)
	}
	for _, e := range p.eligibility.Exams {
		for _, r := range e.Rules {
			v["reason"] = append(v["reason"], r.Judge)
		}
	}
	for group, list := range v {
		slices.Sort(list)
		v[group] = slices.DeleteFunc(slices.Compact(list), func(code string) bool { return code == "" })
	}
	return v
}

func words[T ~string](list ...T) []string {
	out := make([]string, len(list))
	for i, w := range list {
		out[i] = string(w)
	}
	return out
}

var stepCodes = []string{
	"technician_level", "education", "major", "title", "rule", "claim", "work_span", "work_ongoing", "work_stated",
	"study_cut", "study_part_time", "study_perhaps_full_time", "cutoff", "years", "graduated_after_cutoff", "not_graduated",
}

var reasonCodes = []string{
	"exam_unknown", "level_unknown", "level_not_named", "level_not_entitled", "major_not_entitled", "major_for_person", "title_lacking",
	"title_unproven", "title_unknown", "education_unproven", "accreditation_for_person", "length_unknown", "graduation_undated", "degree_unknown",
	"graduated_after_cutoff", "not_graduated", "years_close", "years_short", "years_uncertain", "no_work_certificate", "work_unread", "rule_confidence",
	"exemption_for_person", "first_qualification_unseen", "no_route", "proof_by_hand", "refused_by_finding", "look_at_finding",
	"declaration_missing", "declaration_year", "declaration_word", "declaration_class_without_path", "declaration_day",
	"declaration_form", "declaration_canonical", "other_qualification", "title_undated", "copy_text_unseen", "copy_signature_unseen", "copy_seal_unseen", "other_site", "site_unseen", "site_unclear", "issuer_unseen", "wrong_proof_for_path",
	"proof_of_other_level", "verified_false",
}
