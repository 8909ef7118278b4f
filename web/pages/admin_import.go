package pages

import (
	"bytes"
	"cmp"
	"encoding/csv"
	"errors"
	"io"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"hecha/document"
	"hecha/service"
	"hecha/web/internal/patient"
)

// importView is a list of those who passed before anything is made of it.
type importView struct {
	Mistakes []service.LineMistake
	More     int // mistakes that are not shown
	Rows     []service.Candidate
	Total    int
	Groups   []importGroup
	Existing int    // accounts that exist and are left as they are
	Invited  int    // of those, how many have not chosen a password yet
	List     string // canonical CSV of the list, to be sent back
}

// importGroup is one exam in a list.
type importGroup struct {
	Exam    string
	Year, N int
	Known   bool // to the rules
	Held    bool // announced by the bulletin
}

// shownRows is how many rows and mistakes of a list are shown.
const shownRows = 100

// maxImport bounds the form that sends a list, in bytes: the list with what the
// form puts around it.
const maxImport = service.MaxPassed + 1<<20

// previewList tells what is in a list, and every mistake; nothing is stored.
func (p *pages) previewList(w http.ResponseWriter, r *http.Request, v visit) error {
	file, err := listOf(w, r)
	if err != nil {
		return err
	}
	view, _, err := p.importView(r, file)
	if err != nil {
		return err
	}
	status := http.StatusOK
	if len(view.Mistakes) > 0 {
		status = http.StatusUnprocessableEntity
	}
	return p.render(w, r, v, status, "admin_import", view)
}

// listOf is the list that a form sends, as a file or as the text of a preview.
func listOf(w http.ResponseWriter, r *http.Request) (io.Reader, error) {
	r.Body = http.MaxBytesReader(w, patient.Body(w, r.Body, patient.Patience), maxImport)
	err := r.ParseMultipartForm(maxImport)
	var large *http.MaxBytesError
	switch {
	case errors.As(err, &large):
		return nil, service.ErrTooLarge
	case err != nil:
		return nil, errForm
	}
	if text := r.PostFormValue("list"); text != "" {
		return strings.NewReader(text), nil
	}
	file, _, err := r.FormFile("file")
	if err != nil {
		return nil, errForm
	}
	return file, nil
}

func (p *pages) importView(r *http.Request, file io.Reader) (importView, []service.Candidate, error) {
	b, err := p.Service.Bulletin(r.Context())
	if err != nil {
		return importView{}, nil, err
	}
	list, mistakes, err := service.ReadPassed(file, b)
	if err != nil {
		return importView{}, nil, err
	}
	shown := min(len(mistakes), shownRows)
	view := importView{
		Mistakes: mistakes[:shown], More: len(mistakes) - shown, Rows: list[:min(len(list), shownRows)], Total: len(list), Groups: p.groups(list, b), List: listCSV(list),
	}
	all, err := p.Sessions.people.All(r.Context())
	states := map[string]string{}
	for _, person := range all {
		states[person.Account] = stateOf(person)
	}
	for _, c := range list {
		if s := states[c.Account]; s != "" {
			view.Existing++
			if s == accountInvited {
				view.Invited++
			}
		}
	}
	return view, list, err
}

// groups are the exams of a list, with how many passed each.
func (p *pages) groups(list []service.Candidate, b document.Bulletin) []importGroup {
	var all []importGroup
	for _, c := range list {
		i := slices.IndexFunc(all, func(g importGroup) bool { return g.Exam == c.Exam && g.Year == c.Year })
		if i < 0 {
			_, known := p.Service.Rules.Exam(c.Exam, c.Year)
			name, _ := p.Service.Rules.ExamName(c.Exam)
			i, all = len(all), append(all, importGroup{Exam: c.Exam, Year: c.Year, Known: known, Held: b.Sitting(name, c.Year).Exam != ""})
		}
		all[i].N++
	}
	slices.SortFunc(all, func(a, b importGroup) int {
		return cmp.Or(cmp.Compare(a.Year, b.Year), strings.Compare(a.Exam, b.Exam))
	})
	return all
}

// listCSV is a list as ReadPassed reads it again.
func listCSV(list []service.Candidate) string {
	var text bytes.Buffer
	w := csv.NewWriter(&text)
	rows := [][]string{{"account", "exam", "year", "city", "employer", "name"}}
	for _, c := range list {
		rows = append(rows, []string{c.Account, c.Exam, strconv.Itoa(c.Year), c.City, c.Employer, c.Name})
	}
	_ = w.WriteAll(rows) // a buffer takes all
	return text.String()
}

// importList makes the accounts of a list and sends their one-time passwords as a
// file, once. Where the way back breaks, the same list with renew gives those who
// have not logged in another one.
func (p *pages) importList(w http.ResponseWriter, r *http.Request, v visit) error {
	file, err := listOf(w, r)
	if err != nil {
		return err
	}
	view, list, err := p.importView(r, file)
	if err != nil {
		return err
	}
	if len(view.Mistakes) > 0 {
		return p.render(w, r, v, http.StatusUnprocessableEntity, "admin_import", view)
	}
	w.Header().Set("Content-Type", "text/csv; charset=utf-8")
	w.Header().Set("Content-Disposition", `attachment; filename="passwords.csv"`)
	out, made := csv.NewWriter(w), 0
	tell := func(account, password string) error {
		made++
		err := out.Write([]string{account, password})
		out.Flush()
		return errors.Join(err, out.Error())
	}
	if err := tell("account", "password"); err != nil {
		return nil // whoever asked is gone, and nothing was made
	}
	err = p.Sessions.people.Invite(r.Context(), v.Person.Actor(), list, r.PostFormValue("renew") != "", tell)
	if err != nil {
		p.Log.ErrorContext(r.Context(), "list not imported to its end", "made", made-1, "of", len(list), "error", err)
		panic(http.ErrAbortHandler) // so that the browser does not take the file for whole
	}
	p.Log.InfoContext(r.Context(), "list imported", "made", made-1, "of", len(list), "by", v.Person.Account)
	return nil
}
