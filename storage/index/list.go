package index

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"hecha/document"
)

// Filter chooses applications; what is empty does not matter.
type Filter struct {
	City     string
	Exam     string // id in the policy files
	Year     int
	States   []document.State // any of them
	Reviewer string           // who has it, or had it last
	Employer string           // as it was declared
	Owner    string           // account of the candidate
	MinRisk  float64
	Doubtful bool // something asks for a person
	// Before chooses those that entered their state earlier, ClaimedBefore those
	// whose claim ran out earlier.
	Before        time.Time
	ClaimedBefore time.Time
	// DueBefore chooses those whose deadline was on an earlier day, YYYY-MM-DD, and
	// DueFrom, beside it, those of them whose deadline was on that day or later.
	DueBefore, DueFrom string
	// Sittings have the deadlines, Review, of open applications that have none of
	// their own.
	Sittings []document.Sitting
	// NotSpoken leaves out those about which an account has said its word, Disputed
	// chooses those about which two differ, and Undisputed the others.
	NotSpoken            string
	Disputed, Undisputed bool
}

// Order is how a list is ordered; what is equal, by ID.
type Order string

// The orders.
const (
	OrderRisk   Order = "risk"   // the highest first
	OrderOldest Order = "oldest" // the longest in its state first
	OrderNewest Order = "newest" // the shortest in its state first
)

// Query asks for a page of a list.
type Query struct {
	Filter
	// Text, if any, is what one of the Sorts of the application contains; of
	// numbers, what they or the parts begin with that people know: see Sort. The
	// list is then ordered by where the text stands, exact hits first, and Order is
	// not asked.
	Text  string
	Sorts []Sort // where to look for Text; empty: everywhere
	Order Order  // empty: OrderRisk
	// Limit is the number of applications on a page: 1 to 500; 0: 50.
	Limit int
	// After is the Next of the page before; empty: the first page.
	After string
}

// Page is a part of a list.
type Page struct {
	Applications []Summary
	Next         string // for Query.After; empty: there is no more
}

const (
	defaultLimit = 50
	maxLimit     = 500
)

// List is a page of the applications that a query asks for. A list whose
// applications do not change meanwhile shows each of them once.
func (x *Index) List(ctx context.Context, q Query) (Page, error) {
	if q.Limit == 0 {
		q.Limit = defaultLimit
	}
	if q.Order == "" {
		q.Order = OrderRisk
	}
	at, err := q.check()
	if err != nil {
		return Page{}, err
	}
	list := x.list
	if q.Text != "" {
		list = x.search
	}
	page, err := list(ctx, q, at)
	if err != nil && !errors.Is(err, ErrInvalidQuery) {
		err = fmt.Errorf("ask index: %w", err)
	}
	return page, err
}

// check tells by an error what is wrong with q, and reads its cursor.
func (q Query) check() (*cursor, error) {
	_, known := orders[q.Order]
	switch {
	case q.Limit < 1 || q.Limit > maxLimit:
		return nil, fmt.Errorf("%w: %d applications a page, 1 to %d are possible", ErrInvalidQuery, q.Limit, maxLimit)
	case !known:
		return nil, fmt.Errorf("%w: no order %.40q", ErrInvalidQuery, q.Order)
	case q.Text != "" && searchable(q.Text) == "":
		return nil, fmt.Errorf("%w: nothing to search for but blanks", ErrInvalidQuery)
	}
	for _, s := range q.States {
		if !slices.Contains(document.States, s) {
			return nil, fmt.Errorf("%w: no state %.40q", ErrInvalidQuery, s)
		}
	}
	for _, s := range q.Sorts {
		if !slices.Contains(Sorts, s) {
			return nil, fmt.Errorf("%w: no sort %.40q", ErrInvalidQuery, s)
		}
	}
	for _, text := range []string{q.City, q.Exam, q.Reviewer, q.Employer, q.Owner, q.NotSpoken, q.DueBefore, q.DueFrom} {
		if text != storable(text) {
			return nil, fmt.Errorf("%w: %.40q is no text", ErrInvalidQuery, text)
		}
	}
	if q.After == "" {
		return nil, nil
	}
	return parseCursor(q.After, q.list(), q.Text != "")
}

// orders are the columns that a list is ordered by, and in which direction.
var orders = map[Order]struct{ column, compare, direction string }{
	OrderRisk:   {"rank", ">", ""},
	OrderOldest: {"since", ">", ""},
	OrderNewest: {"since", "<", " DESC"},
}

// list takes the first of what the filter leaves. Its runs are read from an index
// in the order of the list, so that a page costs the same at any depth and of any
// number of applications.
func (x *Index) list(ctx context.Context, q Query, at *cursor) (Page, error) {
	order := orders[q.Order]
	by := " ORDER BY " + order.column + order.direction + ", id" + order.direction
	tail := by + fmt.Sprintf(" LIMIT %d", q.Limit+1)
	after := func(w *where) {
		if at != nil {
			w.and("("+order.column+", id) "+order.compare+" ($, $)", at.number(q.Order), at.ID)
		}
	}
	left, err := x.left(ctx, q.Filter, "id, "+order.column, after, tail)
	if err != nil || left.text == "" {
		return Page{Applications: []Summary{}}, err
	}
	text := "SELECT " + summaryColumns + " FROM applications JOIN (SELECT id AS found FROM (" + left.text + ") AS runs" + tail + ") AS page ON id = found" + by
	found, err := query(ctx, x.db, text, left.args, scanSummary)
	if err != nil {
		return Page{}, err
	}
	return q.page(found, func(s Summary) cursor { return cursor{ID: s.ID, Rank: 0 - s.Risk, Since: toMillis(s.Since)} }), nil
}

// page cuts what was found, one more than fits if there is more, to a page.
func (q Query) page(found []Summary, next func(Summary) cursor) Page {
	if len(found) <= q.Limit {
		return Page{Applications: slices.Concat([]Summary{}, found)}
	}
	found = found[:q.Limit]
	return Page{Applications: found, Next: next(found[q.Limit-1]).encode(q.list())}
}

// number is the place in an order where the cursor stands.
func (c *cursor) number(o Order) any {
	if o == OrderRisk {
		return c.Rank
	}
	return c.Since
}
