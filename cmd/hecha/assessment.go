package main

import (
	"fmt"
	"io"
	"regexp"
	"strings"

	"hecha/document"
	"hecha/pipeline/policy"
	"hecha/web/pages"
)

// printAssessment writes an assessment for a person at a terminal.
func printAssessment(w io.Writer, rules *policy.Policy, a assessed) error {
	p := assessmentPrinter{files: map[string]string{}}
	for _, f := range a.Files {
		p.files[f.SHA256] = f.File
	}
	p.head(rules, a)
	p.checklist(a.Assessment.Checklist)
	p.findings(a)
	p.eligibility(a.Assessment.Eligibility)
	p.risk(a.Assessment.Risk)
	_, err := io.WriteString(w, p.b.String())
	return err
}

// assessmentPrinter gathers the text; files are the names by hash.
type assessmentPrinter struct {
	b     strings.Builder
	files map[string]string
}

func (p *assessmentPrinter) line(format string, args ...any) { fmt.Fprintf(&p.b, format+"\n", args...) }

func (p *assessmentPrinter) head(rules *policy.Policy, a assessed) {
	exam := a.Application.Exam
	for _, e := range rules.Exams() {
		if e.ID == a.Assessment.Eligibility.Exam && e.Year == a.Application.ExamYear {
			exam = e.Name
		}
	}
	p.line("%s %d年  %s  %s", exam, a.Application.ExamYear, a.Application.Level, a.Application.Specialty)
	for _, f := range a.Files {
		var kinds []string
		for _, d := range f.Documents {
			kinds = append(kinds, say("kind", string(d.Kind)))
		}
		if f.Problem != nil {
			kinds = append(kinds, "✗ "+f.Problem.Message)
		}
		p.line("  %s  %s", f.File, strings.Join(kinds, "、"))
	}
}

var statusMarks = map[document.RequirementStatus]string{
	document.StatusPresent: "✓", document.StatusMissing: "✗", document.StatusUnacceptable: "✗", document.StatusPerson: "?",
}

func (p *assessmentPrinter) checklist(list []document.Requirement) {
	p.line("\n应交材料")
	for _, r := range list {
		p.line("  %s %s：%s  （%s）", statusMarks[r.Status], say("requirement", r.Code), say("status", string(r.Status)), r.Source)
		if r.Status != document.StatusPresent {
			for _, proof := range r.Proofs {
				p.line("      可交：%s", messages().proof(proof))
			}
		}
		for _, reason := range r.Reasons {
			p.line("      · %s", sayReason(reason))
		}
		for _, o := range r.Offers {
			for _, reason := range o.Reasons {
				p.line("      %s %s：%s", map[bool]string{true: "?", false: "✗"}[o.Accepted], p.where(o.Place), sayReason(reason))
			}
		}
	}
}

func sayReason(r document.Reason) string { return sayWith("reason", r.Code, messages().args(r.Args)) }

// where names a place: the file, the paper and the field.
func (p *assessmentPrinter) where(at document.Place) string {
	if at.Declared {
		return "申报的" + messages().field(pages.Declared, at.Field)
	}
	text := p.files[at.Upload]
	if at.Kind != "" {
		text += " " + say("kind", string(at.Kind))
	}
	if at.Page > 1 {
		text += fmt.Sprintf(" 第%d页", at.Page)
	}
	if at.Field != "" {
		text += " " + messages().field(at.Kind, at.Field)
	}
	return text
}

func (p *assessmentPrinter) findings(a assessed) {
	p.line("\n发现的问题")
	n := 0
	for _, f := range a.Assessment.Findings {
		n++
		p.line("  %s %s  [%s]", mark(f.Severity), sayWith("finding", f.Code, messages().args(f.Args)), f.Code)
		for _, at := range f.Places {
			p.line("      %s：%s", p.where(at), valueAt(a, at))
		}
	}
	for _, f := range a.Files {
		for i, d := range f.Documents {
			for _, finding := range d.Findings {
				if finding.Severity == document.SeverityInfo {
					continue
				}
				n++
				p.line("  %s %s  [%s]", mark(finding.Severity), sayWith("finding", finding.Code, messages().args(finding.Args)), finding.Code)
				for _, field := range finding.Fields {
					at := document.Paper{Document: &f.Documents[i], Upload: f.SHA256, Index: i}.Place(field)
					p.line("      %s：%s", p.where(at), valueAt(a, at))
				}
			}
		}
	}
	if n == 0 {
		p.line("  无")
	}
	if n := len(a.Assessment.NotChecked); n > 0 {
		p.line("  另有 %d 项因材料或内容不全未核对（见 --json 的 not_checked）", n)
	}
}

// valueAt is the value that stands at a place.
func valueAt(a assessed, at document.Place) string {
	if at.Declared {
		return declaredValue(a.Application, at.Field)
	}
	for _, f := range a.Files {
		if f.SHA256 != at.Upload || at.Document >= len(f.Documents) {
			continue
		}
		d := f.Documents[at.Document]
		if field, ok := d.Field(at.Field); ok {
			return field.Value
		}
		var i int
		if _, err := fmt.Sscanf(at.Field, "seals.%d", &i); err == nil && i < len(d.Seals) {
			return d.Seals[i].Text + d.Seals[i].Inner
		}
	}
	return ""
}

func declaredValue(app document.Application, field string) string {
	return map[string]string{
		"name": app.Name, "sex": app.Sex, "birth_date": app.BirthDate, "id_number": app.IDNumber, "employer": app.Employer,
		"exam": app.Exam, "exam_year": fmt.Sprint(app.ExamYear), "level": app.Level, "specialty": app.Specialty, "city": app.City,
		"education_level": app.EducationLevel, "technician_class": string(app.TechnicianClass), "study_form": app.StudyForm,
		"school": app.School, "major": app.Major, "length_years": app.LengthYears, "enrollment_date": app.EnrollmentDate,
		"graduation_date": app.GraduationDate, "certificate_number": app.CertificateNumber, "work_start": app.WorkStart,
		"years": app.Years, "total_years": app.TotalYears, "titles": strings.Join(app.Titles, "、"), "applied_date": app.AppliedDate,
	}[field]
}

func (p *assessmentPrinter) eligibility(e document.Eligibility) {
	p.line("\n报考条件：%s%s", say("outcome", string(e.Outcome)), map[bool]string{true: "（所依据的内容尚待人工确认）"}[e.Provisional])
	for i, s := range e.Steps {
		p.line("  %d. %s", i+1, sayWith("step", s.Code, messages().args(s.Args)))
	}
	for _, r := range e.Reasons {
		p.line("  · %s", sayReason(r))
	}
	for _, at := range e.Doubted {
		p.line("  ? 待确认：%s", p.where(at))
	}
}

func (p *assessmentPrinter) risk(r document.Risk) {
	p.line("\n排序分 %.1f（只用于决定先看谁，不是结论）", r.Score)
	for _, f := range r.Factors {
		if f.Weight == 0 {
			continue // beyond what its sort may weigh
		}
		p.line("  %5.1f  %s ×%d", f.Weight, sayFactor(f.Code), f.Count)
	}
}

// sayFactor is the word for a finding's code, or for a state.
func sayFactor(code string) string {
	if group, state, ok := strings.Cut(code, "."); ok {
		switch group {
		case "checklist":
			return "应交材料：" + say("status", state)
		case "eligibility":
			return "报考条件" + say("outcome", state)
		}
	}
	if w := say("factor", code); w != code {
		return w
	}
	return strings.TrimSuffix(gap.ReplaceAllString(say("finding", code), "…"), "：…")
}

// gap is a place for an argument in a text.
var gap = regexp.MustCompile(`（?\{[a-z]+\}）?`)
