package pages

import (
	"fmt"
	"net/http"
	"strings"
	"time"
	"unicode/utf8"

	"hecha/document"
	"hecha/document/normalize"
)

// certificate is what a work-year certificate (工作年限证明) says, in canonical
// form.
type certificate struct {
	Name, IDNumber, Job, Post, Years, TotalYears, Contact, Phone string
	Date                                                         string // of the certificate; empty: written by hand
	Stints                                                       [stints]stint
}

// stints is how many times of work fit on the sheet.
const stints = 6

// stint is one time of work; the zero one is left out.
type stint struct{ Start, End, Employer, Job string }

// ongoing is the end of work that goes on.
const ongoing = "至今"

// sheetField is a field of the form and where its value is kept.
type sheetField struct {
	name  string
	value *string
	owed  bool
	form  func(string) (string, bool) // nil: any text
}

// fields are those of the form, in its order.
func (c *certificate) fields() []sheetField {
	return []sheetField{
		{"name", &c.Name, true, normalize.Name},
		{"id_number", &c.IDNumber, true, identity},
		{"job", &c.Job, true, nil},
		{"post", &c.Post, false, brief},
		{"years", &c.Years, true, normalize.Years},
		{"total_years", &c.TotalYears, false, normalize.Years},
		{"contact", &c.Contact, false, brief},
		{"phone", &c.Phone, true, normalize.Phone},
		{"issued_date", &c.Date, false, wholeDay},
	}
}

// identity is an ID number that its check digit confirms.
func identity(s string) (string, bool) {
	v, ok := normalize.IDNumber(s)
	return v, ok && (len(v) == 15 || normalize.IDCheck(v))
}

// wholeDay is a date with its day.
func wholeDay(s string) (string, bool) {
	v, ok := normalize.Date(s)
	_, p, _ := normalize.ParseDate(v)
	return v, ok && p == normalize.PrecisionDay
}

// brief is a text of half a line.
func brief(s string) (string, bool) { return s, utf8.RuneCountInString(s) <= maxTyped/2 }

// opinion is what a paper says of a field.
type opinion struct {
	kind     document.Kind
	value    string
	doubtful bool
}

// notes are what whoever fills in should know: what papers say otherwise or
// doubtfully, and which times of work were read doubtfully.
type notes struct {
	of   map[string][]opinion // by field
	rows []bool
}

// attesting are the kinds of papers that a certificate is filled in from, the one
// to be believed first at the front.
var attesting = []document.Kind{document.WorkCertificate, document.ApplicationForm, document.IDCardPortrait}

// opinions are what the papers say of a field.
func opinions(papers []document.Paper, field string) (all []opinion) {
	for _, kind := range attesting {
		for _, p := range papers {
			if f, ok := p.Fields[field]; p.Kind == kind && ok && f.Value != "" {
				all = append(all, opinion{kind, f.Value, len(f.Doubt) > 0})
			}
		}
	}
	return all
}

// prefill is a certificate as far as the application tells: what the candidate
// declared, and what was read where nothing was declared.
func prefill(v checkView) (certificate, notes) {
	app, papers := v.Case.Application, document.Papers(v.Results())
	c := certificate{
		Name: app.Name, IDNumber: app.IDNumber, Years: app.Years, TotalYears: app.TotalYears, Date: time.Now().In(china).Format(time.DateOnly),
	}
	n := notes{of: map[string][]opinion{}}
	for _, f := range c.fields() {
		if f.name == "issued_date" {
			continue // that of an older certificate says nothing of this one
		}
		for _, o := range opinions(papers, f.name) {
			if *f.value == "" {
				*f.value = o.value
			}
			if o.doubtful || o.value != *f.value {
				n.of[f.name] = append(n.of[f.name], o)
			}
		}
	}
	rows := v.Worked()
	for i, w := range rows[:min(stints, len(rows))] {
		c.Stints[i] = stint{w.Start.Value, w.End.Value, w.Employer.Value, w.Job.Value}
		n.rows = append(n.rows, w.Doubtful)
	}
	if len(rows) == 0 {
		c.Stints[0] = stint{app.WorkStart, ongoing, v.employer, c.Job}
	}
	return c, n
}

// maxTyped bounds a field of the form, in characters, so that the sheet stays one
// page.
const maxTyped = 40

func rowName(i int) string { return fmt.Sprintf("row_%d", i+1) }

// readCertificate is what was filled in, and the names of what is wrong.
func readCertificate(r *http.Request) (c certificate, mistakes []string) {
	typed := func(name string) string { return strings.Join(strings.Fields(r.PostFormValue(name)), " ") }
	for _, f := range c.fields() {
		*f.value = typed(f.name)
		canonical, ok := *f.value, utf8.RuneCountInString(*f.value) <= maxTyped
		if f.form != nil && *f.value != "" && ok {
			canonical, ok = f.form(*f.value)
		}
		if !ok || f.owed && *f.value == "" {
			mistakes = append(mistakes, f.name)
			continue
		}
		*f.value = canonical
	}
	for i := range c.Stints {
		name := rowName(i)
		s := stint{typed(name + "_start"), typed(name + "_end"), typed(name + "_employer"), typed(name + "_job")}
		if good, ok := s.canonical(); ok {
			s = good
		} else {
			mistakes = append(mistakes, name)
		}
		c.Stints[i] = s
	}
	if len(c.Worked()) == 0 {
		mistakes = append(mistakes, rowName(0))
	}
	return c, mistakes
}

// canonical is s with its dates as months; ok is false when it is not whole, ends
// before it starts, or is too long for its row.
func (s stint) canonical() (good stint, ok bool) {
	if s == (stint{}) {
		return s, true
	}
	start, ok := normalize.Date(s.Start)
	if !ok || s.Employer == "" || utf8.RuneCountInString(s.Employer) > maxTyped || utf8.RuneCountInString(s.Job) > maxTyped {
		return s, false
	}
	first, _ := normalize.Month(start)
	s.Start = normalize.FormatMonth(first)
	if s.End == ongoing {
		return s, true
	}
	end, ok := normalize.Date(s.End)
	if !ok {
		return s, false
	}
	last, _ := normalize.Month(end)
	s.End = normalize.FormatMonth(last)
	return s, last >= first
}

// Worked are the times of work that were filled in.
func (c certificate) Worked() []stint {
	var all []stint
	for _, s := range c.Stints {
		if s != (stint{}) {
			all = append(all, s)
		}
	}
	return all
}

// short tells whether the times of work, until today at most, are shorter than
// the years that are certified.
func (c certificate) short(today time.Time) bool {
	now := 12*today.Year() + int(today.Month()) - 1
	var spans []normalize.MonthSpan
	for _, s := range c.Worked() {
		first, _ := normalize.Month(s.Start)
		last, ok := normalize.Month(s.End)
		if !ok {
			last = now
		}
		spans = append(spans, normalize.MonthSpan{First: first, Last: last})
	}
	var years float64
	if _, err := fmt.Sscan(c.Years, &years); err != nil {
		return true
	}
	return float64(normalize.MonthsOf(spans...).Count()) < 12*years
}

// DateParts are year, month and day of the certificate; empty where they are
// written by hand.
func (c certificate) DateParts() (parts [3]string) {
	t, _, ok := normalize.ParseDate(c.Date)
	if ok {
		parts = [3]string{t.Format("2006"), t.Format("1"), t.Format("2")}
	}
	return parts
}
