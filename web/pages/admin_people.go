package pages

import (
	"errors"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"hecha/document"
	"hecha/document/normalize"
	"hecha/service"
)

// peopleView is a page of all accounts.
type peopleView struct {
	People            []document.Person
	Roles             []document.Role
	States            []string
	Cities            []document.Office
	Role, State, Text string // as filtered
	Next              int    // number of the next page; 0: none
	Found             int
	// Added is what was typed for a new account that was refused, Mistake why.
	Added   document.Grant
	Mistake string
}

// The states of an account.
const (
	accountInvited  = "invited" // has not chosen a password yet
	accountActive   = "active"
	accountDisabled = "disabled"
)

var accountStates = []string{accountInvited, accountActive, accountDisabled}

// StateOf is the state of an account.
func (peopleView) StateOf(p document.Person) string { return stateOf(p) }

func stateOf(p document.Person) string {
	switch {
	case p.Disabled:
		return accountDisabled
	case p.OneTime:
		return accountInvited
	}
	return accountActive
}

// people shows administrators all accounts.
func (p *pages) people(w http.ResponseWriter, r *http.Request, v visit) error {
	view, err := p.peopleView(r)
	if err != nil {
		return err
	}
	return p.render(w, r, v, http.StatusOK, "admin_people", view)
}

func (p *pages) peopleView(r *http.Request) (peopleView, error) {
	view := peopleView{
		Roles: service.Roles(), States: accountStates,
		Role: r.FormValue("of"), State: r.FormValue("state"), Text: strings.TrimSpace(r.FormValue("text")),
	}
	b, err := p.Service.Bulletin(r.Context())
	if err != nil {
		return view, err
	}
	view.Cities = b.Offices
	all, err := p.Sessions.people.All(r.Context())
	if err != nil {
		return view, err
	}
	all = slices.DeleteFunc(all, func(c document.Person) bool { return !view.matches(c) })
	view.Found = len(all)
	number, _ := strconv.Atoi(r.FormValue("page")) // anything else is the first page
	from := min(max(number-1, 0)*peopleOnPage, len(all))
	to := min(from+peopleOnPage, len(all))
	if view.People = all[from:to]; to < len(all) {
		view.Next = to/peopleOnPage + 1
	}
	return view, nil
}

func (v peopleView) matches(p document.Person) bool {
	if v.Role != "" && v.Role != string(p.Role) || v.State != "" && v.State != stateOf(p) {
		return false
	}
	known := []string{p.Account, p.City, p.Employer}
	if p.Passed != nil {
		known = append(known, p.Passed.Name, p.Passed.City, p.Passed.Employer, p.Passed.Exam)
	}
	return slices.ContainsFunc(known, func(s string) bool { return strings.Contains(s, v.Text) })
}

// addPerson makes one account and shows its one-time password, once.
func (p *pages) addPerson(w http.ResponseWriter, r *http.Request, v visit) error {
	b, err := p.Service.Bulletin(r.Context())
	if err != nil {
		return err
	}
	g, mistake := grantOf(r, b)
	var password string
	if mistake == "" {
		password, err = p.Sessions.people.Add(r.Context(), v.Person.Actor(), g, nil)
	}
	switch {
	case errors.Is(err, service.ErrAccountExists):
		mistake = "people.exists"
	case err != nil:
		return err
	}
	if mistake == "" {
		return p.render(w, r, v, http.StatusOK, "admin_password", passwordView{g.Account, password})
	}
	view, err := p.peopleView(r)
	if err != nil {
		return err
	}
	view.Added, view.Mistake = g, mistake
	return p.render(w, r, v, http.StatusUnprocessableEntity, "admin_people", view)
}

// grantOf is the account that a form asks for, and the key of what is wrong with
// it. City, one of the bulletin b, and employer are taken of the roles that have one.
func grantOf(r *http.Request, b document.Bulletin) (g document.Grant, mistake string) {
	g = document.Grant{Account: strings.TrimSpace(r.PostFormValue("account")), Role: document.Role(r.PostFormValue("role"))}
	var ok bool
	switch g.Role {
	case document.RoleReviewer, document.RoleLead:
		if g.City, ok = b.CityNamed(r.PostFormValue("city")); !ok {
			mistake = "people.no_city"
		}
	case document.RoleEmployer:
		if g.Employer, ok = normalize.Organisation(r.PostFormValue("employer")); !ok {
			mistake = "people.no_employer"
		}
	}
	switch {
	case !slices.Contains(service.Roles(), g.Role):
		mistake = "people.no_role"
	case !document.ValidApplicationID(g.Account):
		mistake = "people.no_account"
	}
	return g, mistake
}

// passwordView is a one-time password, shown once.
type passwordView struct{ Account, Password string }

// personView is one account.
type personView struct {
	document.Person
	State string
	Self  bool // it is the visitor's own
}

func (p *pages) person(w http.ResponseWriter, r *http.Request, v visit) error {
	person, err := p.Sessions.people.Any(r.Context(), r.PathValue("account"))
	if err != nil {
		return err
	}
	return p.render(w, r, v, http.StatusOK, "admin_person", personView{person, stateOf(person), person.Account == v.Person.Account})
}

// resetPerson gives an account another one-time password and shows it, once.
func (p *pages) resetPerson(w http.ResponseWriter, r *http.Request, v visit) error {
	account := r.PathValue("account")
	if account == v.Person.Account {
		return service.ErrForbidden // there is a page to change the own password
	}
	password, err := p.Sessions.people.Reset(r.Context(), v.Person.Actor(), account)
	if err != nil {
		return err
	}
	return p.render(w, r, v, http.StatusOK, "admin_password", passwordView{account, password})
}

// disablePerson takes an account's right to log in. Nobody does it to their own:
// there is always an administrator left.
func (p *pages) disablePerson(w http.ResponseWriter, r *http.Request, v visit) error {
	account := r.PathValue("account")
	switch {
	case account == v.Person.Account:
		return service.ErrForbidden
	case r.PostFormValue("sure") == "":
		return errForm
	}
	if err := p.Sessions.people.Disable(r.Context(), v.Person.Actor(), account); err != nil {
		return err
	}
	return goTo(w, r, "/people/"+account)
}
