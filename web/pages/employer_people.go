package pages

import (
	"cmp"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"hecha/document"
	"hecha/storage/index"
)

// stateInvited is that of those who passed and have not begun an application.
const stateInvited = "invited"

// employee is one of an employer's people, and one application of theirs.
type employee struct {
	ID              string // of the application; empty for those who have not begun
	Account, Name   string
	Exam            string
	Year            int
	State           string // of the application, or stateInvited
	Since           time.Time
	Missing, Doubts int
}

// employeesView is a page of an employer's people.
type employeesView struct {
	People      []employee
	States      []string // that there are, in the order of the list
	State, Text string   // as filtered
	Waiting     int      // how many wait for the employer
	Next        int      // number of the next page; 0: none
}

// peopleOnPage is how many people a page shows.
const peopleOnPage = 50

// employees shows an employer its people: what waits for its word, those who have
// not begun, and then the others.
func (p *pages) employees(w http.ResponseWriter, r *http.Request, v visit) error {
	all, err := p.peopleOf(r, v.Person.Grant)
	if err != nil {
		return err
	}
	view := employeesView{State: r.FormValue("state"), Text: strings.TrimSpace(r.FormValue("text"))}
	for _, e := range all {
		if !slices.Contains(view.States, e.State) {
			view.States = append(view.States, e.State)
		}
		if e.State == string(document.StateEmployer) {
			view.Waiting++
		}
	}
	all = slices.DeleteFunc(all, func(e employee) bool { return !e.matches(view.State, view.Text) })
	number, _ := strconv.Atoi(r.FormValue("page")) // anything else is the first page
	from := min(max(number-1, 0)*peopleOnPage, len(all))
	to := min(from+peopleOnPage, len(all))
	if view.People = all[from:to]; to < len(all) {
		view.Next = to/peopleOnPage + 1
	}
	return p.render(w, r, v, http.StatusOK, "employer_people", view)
}

func (e employee) matches(state, text string) bool {
	return (state == "" || state == e.State) && (strings.Contains(e.Name, text) || strings.Contains(e.Account, text))
}

// peopleOf are an employer's applications, and those of its people who have none
// yet.
func (p *pages) peopleOf(r *http.Request, g document.Grant) ([]employee, error) {
	var all []employee
	begun := map[string]bool{} // by account
	for a, err := range p.Service.All(r.Context(), g, index.Filter{}) {
		if err != nil {
			return nil, err
		}
		begun[a.Owner] = true
		all = append(all, employee{a.ID, a.Owner, a.Name, a.Exam, a.Year, string(a.State), a.Since, a.Missing, a.Doubts})
	}
	passed, err := p.Sessions.people.Of(r.Context(), g.Employer)
	if err != nil {
		return nil, err
	}
	for _, c := range passed {
		if !begun[c.Account] {
			all = append(all, employee{Account: c.Account, Name: c.Passed.Name, Exam: c.Passed.Exam, Year: c.Passed.Year, State: stateInvited})
		}
	}
	slices.SortStableFunc(all, func(a, b employee) int {
		return cmp.Or(cmp.Compare(a.rank(), b.rank()), a.Since.Compare(b.Since))
	})
	return all, nil
}

// firmStates is the order of the list: first what an employer can do something
// about.
var firmStates = []string{string(document.StateEmployer), stateInvited, string(document.StateDraft), string(document.StateReturned), string(document.StateSentBack)}

func (e employee) rank() int {
	if i := slices.Index(firmStates, e.State); i >= 0 {
		return i
	}
	return len(firmStates) + slices.Index(document.States, document.State(e.State))
}
