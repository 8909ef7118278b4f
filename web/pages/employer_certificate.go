package pages

import (
	"net/http"
	"slices"
	"time"

	"hecha/document"
)

// certificateView is the form of a work-year certificate, or its sheet.
type certificateView struct {
	ID       string // of the application
	Employer string
	Exam     string
	Year     int
	Fields   []certificateField
	Rows     []stintRow
	Mistakes bool
	Sheet    certificate
	Short    bool // the times of work are shorter than the years that are certified
}

// certificateField is one thing to fill in.
type certificateField struct {
	Name, Label, Value string
	Notes              []string // where else it stands and how, for the one who fills in
	Mistake            string   // key of what is wrong; empty: nothing
}

// stintRow is one time of work to fill in.
type stintRow struct {
	stint
	Number   int // from 1
	Doubtful bool
	Mistake  bool
}

// certificateForm shows a certificate that is filled in as far as the application
// tells.
func (p *pages) certificateForm(w http.ResponseWriter, r *http.Request, v visit) error {
	view, err := p.checkView(r, v)
	if err != nil {
		return err
	}
	c, n := prefill(view)
	return p.render(w, r, v, http.StatusOK, "employer_certificate", p.certificateView(view, c, n, nil))
}

// certificateSheet shows a certificate to be printed, or its form again where
// something is wrong or is to be changed.
func (p *pages) certificateSheet(w http.ResponseWriter, r *http.Request, v visit) error {
	view, err := p.checkView(r, v)
	if err != nil {
		return err
	}
	typed, mistakes := readCertificate(r)
	if edit := r.PostFormValue("edit") != ""; edit || len(mistakes) > 0 {
		_, n := prefill(view)
		status := http.StatusUnprocessableEntity
		if edit {
			status, mistakes = http.StatusOK, nil
		}
		return p.render(w, r, v, status, "employer_certificate", p.certificateView(view, typed, n, mistakes))
	}
	sheet := p.certificateView(view, typed, notes{}, nil)
	sheet.Short = typed.short(time.Now().In(china))
	return p.render(w, r, v, http.StatusOK, "employer_sheet", sheet)
}

func (p *pages) certificateView(v checkView, c certificate, n notes, mistakes []string) certificateView {
	app := v.Case.Application
	view := certificateView{ID: v.ID(), Employer: v.employer, Exam: p.examName(app), Year: app.ExamYear, Sheet: c, Mistakes: len(mistakes) > 0}
	for _, f := range c.fields() {
		field := certificateField{Name: f.name, Label: v.visitor.Words.Field(document.WorkCertificate, f.name), Value: *f.value}
		for _, o := range n.of[f.name] {
			note := v.visitor.Words.Say("kind", string(o.kind)) + v.visitor.T("colon") + o.value
			if o.doubtful {
				note += " · " + v.visitor.Words.Say("doubt", string(document.DoubtLowConfidence))
			}
			field.Notes = append(field.Notes, note)
		}
		if slices.Contains(mistakes, f.name) {
			field.Mistake = "certificate.mistake"
		}
		view.Fields = append(view.Fields, field)
	}
	for i, s := range c.Stints {
		view.Rows = append(view.Rows, stintRow{s, i + 1, i < len(n.rows) && n.rows[i], slices.Contains(mistakes, rowName(i))})
	}
	return view
}

// examName is the name of the exam of an application; what was declared where the
// rules do not know it.
func (p *pages) examName(app document.Application) string {
	for _, e := range p.Service.Rules.Exams() {
		if e.ID == app.Exam {
			return e.Name
		}
	}
	return app.Exam
}
