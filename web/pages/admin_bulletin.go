package pages

import (
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"hecha/document"
	"hecha/service"
)

// bulletinView is what the office announces, with a form for an exam and one for an
// office.
type bulletinView struct {
	document.Bulletin
	// Sitting and Office fill the forms: what is to be changed, or was typed and is
	// not stored.
	Sitting document.Sitting
	Office  document.Office
	// Chosen and ChosenOffice tell that the forms change something that is there.
	Chosen, ChosenOffice bool
	Alike                bool     // the other exams with the same deadlines are meant, too
	Exams                []string // that the rules know
	Mistake              string   // key of what is wrong with the form
	History              []bulletinVersion
	Older                int // versions that are not shown
}

// bulletinVersion is a version of the bulletin and what is different since the one
// before it.
type bulletinVersion struct {
	document.Bulletin
	Lines []bulletinLine
}

// bulletinLine is one difference, of one name or of several alike; Before is empty for
// what is new, After for what was taken away.
type bulletinLine struct {
	Names         []string
	Before, After string
}

// add adds a difference, to a line of the same one if there is one.
func (b *bulletinVersion) add(line bulletinLine) {
	i := slices.IndexFunc(b.Lines, func(l bulletinLine) bool { return l.Before == line.Before && l.After == line.After })
	if i < 0 {
		b.Lines = append(b.Lines, line)
		return
	}
	b.Lines[i].Names = append(b.Lines[i].Names, line.Names...)
}

// shownVersions is how many versions of the bulletin the page shows.
const shownVersions = 30

// bulletin shows administrators what the office announces.
func (p *pages) bulletin(w http.ResponseWriter, r *http.Request, v visit) error {
	view, err := p.bulletinView(r, v)
	if err != nil {
		return err
	}
	year, _ := strconv.Atoi(r.FormValue("year")) // nothing else than a number chooses a year
	view.fill(view.Bulletin.Sitting(r.FormValue("exam"), year), view.Bulletin.Office(r.FormValue("city")))
	return p.render(w, r, v, http.StatusOK, "admin_bulletin", view)
}

func (p *pages) bulletinView(r *http.Request, v visit) (view bulletinView, err error) {
	if view.Bulletin, err = service.BulletinOf(r.Context(), p.Service.Repository); err != nil {
		return view, err
	}
	for _, e := range p.Service.Rules.Exams() {
		if !slices.Contains(view.Exams, e.Name) {
			view.Exams = append(view.Exams, e.Name)
		}
	}
	versions, err := p.Service.Bulletins(r.Context(), v.Person.Grant)
	for i := len(versions) - 1; i > 0 && len(view.History) < shownVersions; i-- {
		version := bulletinVersion{Bulletin: versions[i]}
		for _, c := range versions[i].ChangesSince(versions[i-1]) {
			version.add(v.bulletinLine(c))
		}
		view.History = append(view.History, version)
	}
	view.Older = max(0, len(versions)-1-len(view.History))
	return view, err
}

// fill fills the forms.
func (v *bulletinView) fill(s document.Sitting, o document.Office) {
	v.Sitting, v.Office = s, o
	v.Chosen = s.Exam != "" && v.Bulletin.Sitting(s.Exam, s.Year).Exam != ""
	v.ChosenOffice = o.City != "" && v.Bulletin.Office(o.City).City != ""
}

// KnownExam tells whether there are rules for an exam.
func (v bulletinView) KnownExam(s document.Sitting) bool { return slices.Contains(v.Exams, s.Exam) }

// bulletinLine puts a difference into words.
func (v visit) bulletinLine(c document.BulletinChange) (line bulletinLine) {
	for _, side := range []struct {
		sitting *document.Sitting
		office  *document.Office
		words   *string
	}{{c.SittingBefore, c.OfficeBefore, &line.Before}, {c.SittingAfter, c.OfficeAfter, &line.After}} {
		var parts []string
		add := func(key, value string) {
			if value != "" {
				parts = append(parts, v.T(key)+" "+value)
			}
		}
		if s := side.sitting; s != nil {
			line.Names = []string{fmt.Sprintf("%d %s", s.Year, s.Exam)}
			add("bulletin.review", s.Review)
			add("bulletin.report", s.Report)
		}
		if o := side.office; o != nil {
			line.Names = []string{o.City}
			add("announced.review", o.Review)
			add("announced.exams", o.Exams)
			add("bulletin.site", o.Site)
			add("bulletin.address", o.Address)
		}
		if *side.words = strings.Join(parts, " · "); side.sitting != nil || side.office != nil {
			*side.words = orDash(*side.words)
		}
	}
	return line
}

func orDash(words string) string {
	if words == "" {
		return "—"
	}
	return words
}

// announceSitting stores an exam of a year with its deadlines, or takes it away.
func (p *pages) announceSitting(w http.ResponseWriter, r *http.Request, v visit) error {
	year, _ := strconv.Atoi(r.PostFormValue("year")) // anything else is no year
	s := document.Sitting{Exam: r.PostFormValue("exam"), Year: year, Review: r.PostFormValue("review"), Report: r.PostFormValue("report")}
	alike := r.PostFormValue("alike") != ""
	return p.announceWith(w, r, v, func(match int) error {
		if r.PostFormValue("do") == "drop" {
			return p.Service.DropSitting(r.Context(), v.Person.Grant, match, s.Exam, s.Year)
		}
		return p.Service.SetSitting(r.Context(), v.Person.Grant, match, s, alike)
	}, func(view *bulletinView) {
		view.fill(s, document.Office{})
		view.Alike = alike
	})
}

// announceOffice stores where a city's reviews are done, or takes it away.
func (p *pages) announceOffice(w http.ResponseWriter, r *http.Request, v visit) error {
	o := document.Office{
		City: r.PostFormValue("city"), Review: r.PostFormValue("telephone"), Exams: r.PostFormValue("exams"), Site: r.PostFormValue("site"), Address: r.PostFormValue("address"),
	}
	return p.announceWith(w, r, v, func(match int) error {
		if r.PostFormValue("do") == "drop" {
			return p.Service.DropOffice(r.Context(), v.Person.Grant, match, o.City)
		}
		return p.Service.SetOffice(r.Context(), v.Person.Grant, match, o)
	}, func(view *bulletinView) { view.fill(document.Sitting{}, o) })
}

// announceWith makes a change of the bulletin in the version that the form was made
// for. What was typed and refused stays in the form, which is then one for the version
// that there is now.
func (p *pages) announceWith(w http.ResponseWriter, r *http.Request, v visit, store func(match int) error, keep func(*bulletinView)) error {
	match, err := strconv.Atoi(r.PostFormValue("version"))
	if err != nil {
		return errForm
	}
	err = store(match)
	var invalid *service.Invalid
	status, key := http.StatusUnprocessableEntity, ""
	switch {
	case err == nil:
		return goTo(w, r, "/bulletin")
	case errors.As(err, &invalid):
		key = "bulletin.no_" + invalid.Reasons[0].Fields[0]
	case errors.Is(err, service.ErrStale):
		status, key = http.StatusPreconditionFailed, "bulletin.stale"
	default:
		return err
	}
	view, err := p.bulletinView(r, v)
	if err != nil {
		return err
	}
	view.Mistake = key
	keep(&view)
	return p.render(w, r, v, status, "admin_bulletin", view)
}
