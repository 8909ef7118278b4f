package check

import (
	"slices"
	"time"

	"hecha/document"
	"hecha/document/normalize"
)

// paper is the document under review and what the rules have said so far.
type paper struct {
	doc    *document.Document
	today  time.Time // midnight UTC of the day of the review
	rule   Rule      // the one that is asked now
	report Report
}

// value is the value of a field; empty when the paper has none.
func (p *paper) value(field string) string { return p.doc.Fields[field].Value }

func (p *paper) missing(fields []string) []string {
	var missing []string
	for _, f := range fields {
		if p.value(f) == "" {
			missing = append(missing, f)
		}
	}
	return missing
}

// date is the first day that a field's date may mean; a rule about a field that
// holds no date is not checked.
func (p *paper) date(field string) (t time.Time, ok bool) {
	t, _, ok = normalize.ParseDate(p.value(field))
	if !ok {
		p.notChecked(ReasonForm, field)
	}
	return t, ok
}

// args are the arguments of a finding: identifiers and numbers, never what is
// personal.
type args map[string]string

// find records a finding of the rule that is asked.
func (p *paper) find(a args, fields ...string) { p.findAs(p.rule.Severity, a, fields...) }

// findAs is find for what weighs less than the rule, because it may be misread.
func (p *paper) findAs(severity document.Severity, a args, fields ...string) {
	if a == nil {
		a = args{}
	}
	if fields == nil {
		fields = []string{}
	}
	p.report.Findings = append(p.report.Findings, document.Finding{
		Code: p.rule.Code, Severity: severity, Fields: fields, Args: a,
	})
}

// doubt asks for a person to look at fields.
func (p *paper) doubt(d document.Doubt, fields ...string) {
	for _, f := range fields {
		if !slices.Contains(p.report.Doubts[f], d) {
			p.report.Doubts[f] = append(p.report.Doubts[f], d)
		}
	}
}

// doubtSeal asks for a person to look at the seal with the index i.
func (p *paper) doubtSeal(d document.Doubt, i int) {
	if !slices.Contains(p.report.SealDoubts[i], d) {
		p.report.SealDoubts[i] = append(p.report.SealDoubts[i], d)
	}
}

// conflict is a finding about fields that contradict one another: at least one
// of them was misread or is wrong on the paper.
func (p *paper) conflict(a args, fields ...string) {
	p.find(a, fields...)
	p.doubt(document.DoubtConflict, fields...)
}

// prove records what confirms fields.
func (p *paper) prove(proof Proof, fields ...string) {
	for _, f := range fields {
		if !p.report.Evidence.Has(f, proof) {
			p.report.Evidence[f] = append(p.report.Evidence[f], proof)
		}
	}
}

// notChecked records that the rule could not be asked.
func (p *paper) notChecked(reason Reason, fields ...string) {
	p.report.NotChecked = append(p.report.NotChecked, NotChecked{p.rule.Code, reason, fields})
}
