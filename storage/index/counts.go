package index

import (
	"context"
	"fmt"
	"strings"
	"time"

	"hecha/document"
)

// Count is how many applications there are of one sort.
type Count struct {
	City, Exam string
	Year       int
	State      document.State
	N          int
}

// Counts are the applications of a filter's city, exam, year and states, by all
// four, in their order. The rest of the filter is not asked.
func (x *Index) Counts(ctx context.Context, f Filter) ([]Count, error) {
	w := where{}
	w.and("n > 0")
	w.city(f)
	w.exam(f)
	w.yearAndStates(f)
	text := "SELECT city, exam, year, state, n FROM counts" + w.text() + " ORDER BY city, exam, year, state"
	counts, err := query(ctx, x.db, text, w.args, func(scan scanner) (c Count, err error) {
		return c, scan(&c.City, &c.Exam, &c.Year, &c.State, &c.N)
	})
	if err != nil {
		return nil, fmt.Errorf("count: %w", err)
	}
	return counts, nil
}

// CountStates is how many applications a filter's city, exam and year have of
// each state.
func (x *Index) CountStates(ctx context.Context, f Filter) (map[document.State]int, error) {
	counts, err := x.Counts(ctx, f)
	byState := map[document.State]int{}
	for _, c := range counts {
		byState[c.State] += c.N
	}
	return byState, err
}

// Ages is how many of the applications that a filter leaves entered their state before
// each of some moments.
func (x *Index) Ages(ctx context.Context, f Filter, moments ...time.Time) ([]int, error) {
	ages := make([]int, len(moments))
	left, err := x.left(ctx, f, "since", func(*where) {}, "")
	if err != nil || left.text == "" || len(moments) == 0 {
		return ages, err
	}
	w := where{args: left.args}
	for _, m := range moments {
		w.and("COALESCE(SUM(CASE WHEN since < $ THEN 1 ELSE 0 END), 0)", toMillis(m))
	}
	text := "SELECT " + strings.Join(w.terms, ", ") + " FROM (" + left.text + ") AS runs"
	_, err = query(ctx, x.db, text, w.args, func(scan scanner) (n int, err error) {
		dest := make([]any, len(ages))
		for i := range ages {
			dest[i] = &ages[i]
		}
		return n, scan(dest...)
	})
	if err != nil {
		return nil, fmt.Errorf("ages: %w", err)
	}
	return ages, nil
}

// ReviewerLoad is how many applications of one state a reviewer has, or had last.
type ReviewerLoad struct {
	Reviewer string
	State    document.State
	N        int
}

// Workload is what the reviewers of a filter's city, exam and year have, by
// reviewer and state, in their order. The rest of the filter is not asked. It
// costs a look at every application that ever had a reviewer.
func (x *Index) Workload(ctx context.Context, f Filter) ([]ReviewerLoad, error) {
	w := where{}
	w.and("reviewer <> ''")
	w.city(f)
	w.exam(f)
	w.yearAndStates(f)
	text := "SELECT reviewer, state, COUNT(*) FROM applications" + w.text() + " GROUP BY reviewer, state ORDER BY reviewer, state"
	loads, err := query(ctx, x.db, text, w.args, func(scan scanner) (l ReviewerLoad, err error) {
		return l, scan(&l.Reviewer, &l.State, &l.N)
	})
	if err != nil {
		return nil, fmt.Errorf("workload: %w", err)
	}
	return loads, nil
}
