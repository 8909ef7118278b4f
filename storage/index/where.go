package index

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"hecha/document"
)

// left is a query for the applications that a filter leaves.
type left struct {
	text  string // empty: there are none
	args  []any
	count int // of applications, some of which the rest of the filter may leave out; 0 for a narrow filter
}

// narrowColumns are those that a filter, or an order, asks of what narrow terms leave.
// The first ones stand in the indexes of narrow terms; each of the others has every
// row looked at in the table, and is left out where nobody asks for it.
func (f Filter) narrowColumns() string {
	columns := "id, city, exam, year, state, rank, since, doubts, claimed_until"
	if f.DueBefore != "" {
		columns += ", deadline"
	}
	if f.NotSpoken != "" {
		columns += ", spoke"
	}
	if f.Undisputed {
		columns += ", disputed"
	}
	return columns
}

// isNarrow tells whether a filter leaves few applications by itself.
func (f Filter) isNarrow() bool {
	return f.Reviewer != "" || f.Employer != "" || f.Owner != "" || f.Disputed
}

// isSelective tells whether a filter may leave few of the applications of its
// city.
func (f Filter) isSelective() bool { return f.Exam != "" || f.Year != 0 || len(f.States) > 0 }

// left asks for columns of the applications that a filter and more leave: as one
// part where the filter is narrow, or else as one for every run, which is the
// applications of one state of one year. Each part ends with tail.
func (x *Index) left(ctx context.Context, f Filter, columns string, more func(*where), tail string) (left, error) {
	if f.isNarrow() {
		var narrow where
		narrow.narrow(f)
		outer := where{args: narrow.args}
		outer.city(f)
		outer.exam(f)
		outer.yearAndStates(f)
		outer.rest(f)
		more(&outer)
		text := "SELECT * FROM (WITH narrow AS MATERIALIZED (SELECT " + f.narrowColumns() + " FROM applications" + narrow.text() + ")" +
			" SELECT " + columns + " FROM narrow" + outer.text() + tail + ") AS run"
		return left{text: text, args: outer.args}, nil
	}
	runs, err := x.runs(ctx, f)
	if err != nil {
		return left{}, err
	}
	var all left
	parts := make([]string, len(runs))
	for i, r := range runs {
		part := where{args: all.args}
		part.city(f)
		part.exam(f)
		part.and("year = $ AND state = $", r.year, r.state)
		part.rest(f.within(r))
		more(&part)
		parts[i] = "SELECT * FROM (SELECT " + columns + " FROM applications" + part.text() + tail + ") AS run"
		all.args = part.args
		all.count += r.n
	}
	all.text = strings.Join(parts, " UNION ALL ")
	return all, nil
}

// run is the applications of one state of one year, of which the filter's city
// and exam leave n.
type run struct {
	year  int
	state document.State
	n     int
}

// runs are those that are not empty.
func (x *Index) runs(ctx context.Context, f Filter) ([]run, error) {
	w := where{}
	w.and("n > 0")
	w.city(f)
	w.exam(f)
	w.yearAndStates(f)
	text := "SELECT year, state, CAST(SUM(n) AS BIGINT) FROM counts" + w.text() + " GROUP BY year, state ORDER BY year, state"
	return query(ctx, x.db, text, w.args, func(scan scanner) (r run, err error) {
		return r, scan(&r.year, &r.state, &r.n)
	})
}

// where is a condition in the making.
type where struct {
	terms []string
	args  []any
}

// and adds a term, in which every $ stands for one of the values.
func (w *where) and(term string, values ...any) {
	for _, v := range values {
		w.args = append(w.args, v)
		term = strings.Replace(term, "$", fmt.Sprintf("\x00%d", len(w.args)), 1)
	}
	w.terms = append(w.terms, strings.ReplaceAll(term, "\x00", "$"))
}

func (w *where) text() string {
	if len(w.terms) == 0 {
		return ""
	}
	return " WHERE " + strings.Join(w.terms, " AND ")
}

func (w *where) city(f Filter) {
	if f.City != "" {
		w.and("city = $", f.City)
	}
}

func (w *where) exam(f Filter) {
	if f.Exam != "" {
		w.and("exam = $", f.Exam)
	}
}

// narrow are the terms of which few applications are left, whatever else is
// asked. Each index is of those alone that have the column.
func (w *where) narrow(f Filter) {
	for _, column := range []struct{ name, value string }{{"reviewer", f.Reviewer}, {"employer", f.Employer}, {"owner", f.Owner}} {
		if column.value != "" {
			w.and(column.name+" = $ AND "+column.name+" <> ''", column.value)
		}
	}
	if f.Disputed {
		w.and("disputed = 1")
	}
}

func (w *where) yearAndStates(f Filter) {
	if f.Year != 0 {
		w.and("year = $", f.Year)
	}
	if len(f.States) > 0 {
		w.and("state IN ("+dollars(f.States)+")", anys(f.States)...)
	}
}

// likeEscape has LIKE take every sign for itself.
var likeEscape = strings.NewReplacer(`\`, `\\`, "%", `\%`, "_", `\_`)

// rest are the terms that are looked at row by row.
func (w *where) rest(f Filter) {
	if f.MinRisk > 0 {
		w.and("rank <= $", -f.MinRisk)
	}
	if f.Doubtful {
		w.and("doubts > 0")
	}
	if !f.Before.IsZero() {
		w.and("since < $", toMillis(f.Before))
	}
	if !f.ClaimedBefore.IsZero() {
		w.and("claimed_until > 0 AND claimed_until < $", toMillis(f.ClaimedBefore))
	}
	if f.NotSpoken != "" {
		w.and("(spoke = '' OR spoke NOT LIKE $ ESCAPE '\\')", "%,"+likeEscape.Replace(f.NotSpoken)+",%")
	}
	if f.Undisputed {
		w.and("disputed = 0")
	}
	if f.DueBefore != "" {
		w.due(f)
	}
}

// due are the terms about deadlines: an application's own or, while it is open and
// has none, that of its sitting.
func (w *where) due(f Filter) {
	term, values := "deadline <> '' AND deadline < $ AND deadline >= $", []any{f.DueBefore, f.DueFrom}
	exams := f.dueExams()
	for _, year := range slices.Sorted(maps.Keys(exams)) {
		term += " OR deadline = '' AND year = $ AND exam IN (" + dollars(exams[year]) + ") AND state IN (" + dollars(document.OpenStates) + ")"
		values = slices.Concat(values, []any{year}, anys(exams[year]), anys(document.OpenStates))
	}
	w.and("("+term+")", values...)
}

// dueExams are the sittings, by year, whose deadline is one that f chooses.
func (f Filter) dueExams() map[int][]string {
	exams := map[int][]string{}
	for _, s := range f.Sittings {
		if s.Review != "" && s.Review < f.DueBefore && s.Review >= f.DueFrom {
			exams[s.Year] = append(exams[s.Year], s.Exam)
		}
	}
	return exams
}

// dollars stand for as many values as a list has.
func dollars[T any](list []T) string { return strings.Repeat("$, ", len(list)-1) + "$" }

// within is f for the applications of a run: with the sittings of its year alone.
func (f Filter) within(r run) Filter {
	f.Sittings = slices.DeleteFunc(slices.Clone(f.Sittings), func(s document.Sitting) bool {
		return s.Year != r.year || !slices.Contains(document.OpenStates, r.state)
	})
	return f
}
