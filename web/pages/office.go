package pages

import (
	"cmp"
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"time"

	"hecha/document"
	"hecha/service"
	"hecha/storage/index"
)

// officeView is how the applications of a city, or of the province, stand.
type officeView struct {
	Filter            officeFilter
	Cities, Exams     []string
	Years             []int
	Total             int
	States, ByCity    []bar
	ByExam, ByAge     []bar
	Waiting           []index.Summary // the longest of those that somebody should look at
	Disputes          []index.Summary // the longest of those about which two differ
	Deadlines         []deadline
	Overdue           int
	OverdueMore       bool // there are more than Overdue
	Loads             []load
	Overrides         []override
	Acts              bool // acts on all that a filter leaves
	ActTypes          []document.EventType
	Counted, Possible int
	Act               service.Act // that is asked for
	Mistake           string
	Bulks             []service.Bulk // that the visitor began last
}

// bar is a line of a chart: N of the largest, which is a hundred percent.
type bar struct {
	Key     string
	N       int
	Percent int
}

// load is what a reviewer has.
type load struct {
	Reviewer        string
	Open, Concluded int
}

// override is what people made of a field.
type override struct {
	index.Override
	Percent int // of the values looked at that were changed
}

// maxOverrides is how many fields the page shows.
const maxOverrides = 15

// overrides are the fields of which people changed something, those of which the
// machine was wrong without doubt first.
func (p *pages) overrides(r *http.Request, v visit, view *officeView) error {
	all, err := p.Service.Overrides(r.Context(), v.Person.Grant, view.Filter.Filter())
	all = slices.DeleteFunc(all, func(o index.Override) bool { return o.Changed == 0 })
	slices.SortStableFunc(all, func(a, b index.Override) int {
		return cmp.Or(cmp.Compare(b.SureChanged, a.SureChanged), cmp.Compare(b.Changed, a.Changed))
	})
	for _, o := range all[:min(maxOverrides, len(all))] {
		view.Overrides = append(view.Overrides, override{o, 100 * o.Changed / o.Looked})
	}
	return err
}

// Office tells whether the visitor has the office's pages.
func (v visit) Office() bool {
	return v.Person != nil && service.May(v.Person.Grant, service.ActionHistory) == nil
}

// officeFilter is what the forms of the office's pages choose.
type officeFilter struct {
	City, Exam, DueBefore string
	Year                  int
	State                 document.State
}

// officeFilterOf reads a filter from a form or a query.
func officeFilterOf(r *http.Request) officeFilter {
	year, _ := strconv.Atoi(r.FormValue("year")) // nothing else than a number chooses a year
	f := officeFilter{City: r.FormValue("city"), Exam: r.FormValue("exam"), DueBefore: r.FormValue("due_before"), Year: year}
	if s := document.State(r.FormValue("state")); slices.Contains(document.States, s) {
		f.State = s
	}
	return f
}

// Filter is f as the index takes it.
func (f officeFilter) Filter() index.Filter {
	out := index.Filter{City: f.City, Exam: f.Exam, Year: f.Year, DueBefore: f.DueBefore}
	if f.State != "" {
		out.States = []document.State{f.State}
	}
	return out
}

// takes tells whether a filter takes applications of such a city, exam and year.
func (f officeFilter) takes(c index.Count) bool {
	return (f.City == "" || f.City == c.City) && (f.Exam == "" || f.Exam == c.Exam) && (f.Year == 0 || f.Year == c.Year)
}

// Query is f as it stands in an address.
func (f officeFilter) Query() string {
	q := url.Values{}
	for key, value := range map[string]string{"city": f.City, "exam": f.Exam, "state": string(f.State), "due_before": f.DueBefore} {
		if value != "" {
			q.Set(key, value)
		}
	}
	if f.Year != 0 {
		q.Set("year", strconv.Itoa(f.Year))
	}
	return q.Encode()
}

// actsOnAll are the acts on everything that a filter leaves, in the order of the
// way through the states.
var actsOnAll = []document.EventType{
	document.EventDeadline, document.EventExpired, document.EventReopened, document.EventPublished, document.EventCleared, document.EventArchived,
}

// office shows counts, workload and what is overdue.
func (p *pages) office(w http.ResponseWriter, r *http.Request, v visit) error {
	view, err := p.officeView(r, v)
	if err != nil {
		return err
	}
	return p.render(w, r, v, http.StatusOK, "office", view)
}

func (p *pages) officeView(r *http.Request, v visit) (*officeView, error) {
	ctx, g := r.Context(), v.Person.Grant
	view := &officeView{Filter: officeFilterOf(r), Acts: service.May(g, service.ActionConclude) == nil, ActTypes: actsOnAll}
	all, err := p.Service.Counts(ctx, g, index.Filter{})
	if err != nil {
		return nil, err
	}
	view.count(all)
	b, err := p.Service.Bulletin(ctx)
	if err != nil {
		return nil, err
	}
	view.Deadlines = deadlinesOf(b, slices.DeleteFunc(slices.Clone(all), func(c index.Count) bool { return !view.Filter.takes(c) }), today())
	oldest, err := p.Service.List(ctx, g, index.Query{
		Filter: view.Filter.looked(),
		Order:  index.OrderOldest, Limit: 10,
	})
	if err != nil {
		return nil, err
	}
	view.Waiting = oldest.Applications
	if err := p.ages(r, v, view); err != nil {
		return nil, err
	}
	if err := p.overrides(r, v, view); err != nil {
		return nil, err
	}
	if !view.Acts {
		return view, nil
	}
	if view.Disputes, err = p.Service.Disputes(ctx, g, view.Filter.Filter(), maxDisputes); err != nil {
		return nil, err
	}
	if err := p.workload(r, v, view); err != nil {
		return nil, err
	}
	if view.Bulks, err = p.Service.Bulks(ctx, g, shownBulks); err != nil {
		return nil, err
	}
	return view, p.overdue(r, v, view)
}

// maxDisputes is how many of them the page shows.
const maxDisputes = 50

// looked are those of a filter that somebody should look at.
func (f officeFilter) looked() index.Filter {
	return index.Filter{City: f.City, Exam: f.Exam, Year: f.Year, States: []document.State{document.StateWaiting, document.StateReview, document.StateObjected}}
}

// ages are the steps of the chart by age, the longest first; days is the least age.
var ages = []struct {
	key  string
	days int
}{{"office.age_fortnight", 14}, {"office.age_week", 7}, {"office.age_days", 3}, {"office.age_new", 0}}

// ages makes the chart of how long those wait that somebody should look at.
func (p *pages) ages(r *http.Request, v visit, view *officeView) error {
	now := time.Now()
	moments := make([]time.Time, len(ages))
	for i, a := range ages {
		moments[i] = now.AddDate(0, 0, -a.days)
	}
	older, err := p.Service.Ages(r.Context(), v.Person.Grant, view.Filter.looked(), moments...)
	counts, order, before := map[string]int{}, make([]string, len(ages)), 0
	for i, n := range older {
		order[i] = ages[i].key
		counts[order[i]], before = n-before, n
	}
	view.ByAge = bars(counts, order)
	return err
}

// count makes the charts, and the choices of the filter.
func (view *officeView) count(all []index.Count) {
	states, cities, exams := map[string]int{}, map[string]int{}, map[string]int{}
	f := view.Filter
	for _, c := range all {
		view.Cities, view.Exams, view.Years = append(view.Cities, c.City), append(view.Exams, c.Exam), append(view.Years, c.Year)
		if !f.takes(c) {
			continue
		}
		view.Total += c.N
		states[string(c.State)] += c.N
		if f.State == "" || f.State == c.State {
			cities[c.City] += c.N
			exams[c.Exam] += c.N
		}
	}
	view.Cities, view.Exams, view.Years = distinct(view.Cities), distinct(view.Exams), distinct(view.Years)
	order := make([]string, len(document.States))
	for i, s := range document.States {
		order[i] = string(s)
	}
	view.States, view.ByCity, view.ByExam = bars(states, order), bars(cities, view.Cities), bars(exams, view.Exams)
}

func distinct[T cmp.Ordered](list []T) []T {
	slices.Sort(list)
	return slices.Compact(list)
}

// bars are those of an order that are not empty.
func bars(counts map[string]int, order []string) (all []bar) {
	most := 1
	for _, n := range counts {
		most = max(most, n)
	}
	for _, key := range order {
		if n := counts[key]; n > 0 {
			all = append(all, bar{key, n, max(1, 100*n/most)})
		}
	}
	return all
}

func (p *pages) workload(r *http.Request, v visit, view *officeView) error {
	loads, err := p.Service.Workload(r.Context(), v.Person.Grant, view.Filter.Filter())
	for _, l := range loads {
		if n := len(view.Loads); n == 0 || view.Loads[n-1].Reviewer != l.Reviewer {
			view.Loads = append(view.Loads, load{Reviewer: l.Reviewer})
		}
		one := &view.Loads[len(view.Loads)-1]
		if slices.Contains(document.OpenStates, l.State) {
			one.Open += l.N
		} else {
			one.Concluded += l.N
		}
	}
	return err
}

// overdue counts the open applications whose deadline is over.
func (p *pages) overdue(r *http.Request, v visit, view *officeView) error {
	f := view.Filter.Filter()
	f.States, f.DueBefore = document.OpenStates, today()
	n, err := p.Service.Count(r.Context(), v.Person.Grant, f)
	view.Overdue, view.OverdueMore = min(n, service.MaxBulk), n > service.MaxBulk
	return err
}

// actOf reads the act on all from a form.
func actOf(r *http.Request) service.Act {
	a := service.Act{Type: document.EventType(r.FormValue("act"))}
	if a.Type == document.EventDeadline {
		a.Deadline = &document.Deadline{Date: r.FormValue("date")}
	}
	return a
}

// undated tells of a deadline without a day: on many at once, it was forgotten
// rather than meant to take their deadlines away.
func undated(a service.Act) bool { return a.Deadline != nil && a.Deadline.Date == "" }

// askActs shows how many applications an act would reach, before it is done.
func (p *pages) askActs(w http.ResponseWriter, r *http.Request, v visit) error {
	view, err := p.officeView(r, v)
	if err != nil {
		return err
	}
	view.Act = actOf(r)
	if !slices.Contains(actsOnAll, view.Act.Type) {
		return errForm
	}
	if view.Counted, err = p.Service.Count(r.Context(), v.Person.Grant, view.Filter.Filter()); err != nil {
		return err
	}
	status := http.StatusOK
	switch {
	case view.Counted > service.MaxBulk:
		view.Mistake = "office.too_many"
	case undated(view.Act):
		status, view.Mistake = http.StatusUnprocessableEntity, "office.no_date"
	}
	return p.render(w, r, v, status, "acts", view)
}

// actOnAll begins what askActs has shown.
func (p *pages) actOnAll(w http.ResponseWriter, r *http.Request, v visit) error {
	counted, err := strconv.Atoi(r.PostFormValue("counted"))
	if err != nil {
		return errForm
	}
	act := actOf(r)
	if undated(act) {
		return p.askActs(w, r, v)
	}
	begun, err := p.Service.ConcludeAll(r.Context(), v.Person.Grant, officeFilterOf(r).Filter(), act, counted)
	var invalid *service.Invalid
	switch {
	case err == nil:
		http.Redirect(w, r, bulkPage(begun), http.StatusSeeOther)
		return nil
	case errors.Is(err, service.ErrCount):
		return p.notBegun(w, r, v, act, http.StatusConflict, "office.other_count")
	case errors.As(err, &invalid):
		return p.notBegun(w, r, v, act, http.StatusUnprocessableEntity, "office.no_date")
	}
	return err
}

// notBegun says why an act was not begun, and counts anew.
func (p *pages) notBegun(w http.ResponseWriter, r *http.Request, v visit, act service.Act, status int, mistake string) error {
	view, err := p.officeView(r, v)
	if err != nil {
		return err
	}
	view.Act, view.Mistake = act, mistake
	if view.Counted, err = p.Service.Count(r.Context(), v.Person.Grant, view.Filter.Filter()); err != nil {
		return err
	}
	return p.render(w, r, v, status, "acts", view)
}
