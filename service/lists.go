package service

import (
	"context"
	"fmt"
	"iter"
	"slices"
	"strings"
	"time"

	"hecha/document"
	"hecha/storage/index"
)

// List is a page of the applications that somebody may see: the query is narrowed
// to them. ID numbers are masked.
func (s *Service) List(ctx context.Context, g document.Grant, q index.Query) (index.Page, error) {
	if err := May(g, ActionList); err != nil {
		return index.Page{}, err
	}
	if !narrow(&q.Filter, g) {
		return index.Page{Applications: []index.Summary{}}, nil
	}
	var err error
	if q.Filter, err = s.dated(ctx, q.Filter); err != nil {
		return index.Page{}, err
	}
	page, err := s.Index.List(ctx, q)
	for i, a := range page.Applications {
		if a.Deadline == "" && slices.Contains(document.OpenStates, a.State) {
			page.Applications[i].Deadline = document.Bulletin{Sittings: q.Sittings}.Sitting(a.Exam, a.Year).Review
		}
	}
	return page, err
}

// dated has a filter know the deadlines of exams, which its days may ask for.
func (s *Service) dated(ctx context.Context, f index.Filter) (index.Filter, error) {
	b, err := s.Bulletin(ctx)
	f.Sittings = b.Sittings
	return f, err
}

// narrow leaves of a filter what a grant sees; false: nothing. Candidates and
// employers do not learn who reviews, by asking for it either.
func narrow(f *index.Filter, g document.Grant) bool {
	if (f.Reviewer != "" || f.NotSpoken != "" || f.Disputed || f.Undisputed) && !KnowsReviewers(g) {
		return false
	}
	switch g.Role {
	case document.RoleCandidate:
		return only(&f.Owner, g.Account)
	case document.RoleEmployer:
		return only(&f.Employer, g.Employer)
	case document.RoleReviewer, document.RoleLead:
		return only(&f.City, g.City)
	case document.RoleProvince, document.RoleAuditor:
		return true
	}
	return false
}

// KnowsReviewers tells whether a grant is of those who are told who reviews.
func KnowsReviewers(g document.Grant) bool {
	return g.Role != document.RoleCandidate && g.Role != document.RoleEmployer
}

// only sets what a filter asks for to the one value that may be seen; false if it
// asks for another.
func only(asked *string, seen string) bool {
	if seen == "" || *asked != "" && *asked != seen {
		return false
	}
	*asked = seen
	return true
}

// All is everything that a filter leaves of what somebody may see, the longest in
// its state first. It ends with the first error.
func (s *Service) All(ctx context.Context, g document.Grant, f index.Filter) iter.Seq2[index.Summary, error] {
	return func(yield func(index.Summary, error) bool) {
		q := index.Query{Filter: f, Order: index.OrderOldest, Limit: 500}
		for {
			page, err := s.List(ctx, g, q)
			if err != nil {
				yield(index.Summary{}, err)
				return
			}
			for _, a := range page.Applications {
				if !yield(a, nil) {
					return
				}
			}
			if page.Next == "" {
				return
			}
			q.After = page.Next
		}
	}
}

// Counts is how many applications there are of each city, exam, year and state,
// of those that somebody may see.
func (s *Service) Counts(ctx context.Context, g document.Grant, f index.Filter) ([]index.Count, error) {
	if err := May(g, ActionList); err != nil {
		return nil, err
	}
	if !narrow(&f, g) || f.Owner != "" || f.Employer != "" {
		return nil, fmt.Errorf("%w: a %s counts nothing", ErrForbidden, g.Role)
	}
	return s.Index.Counts(ctx, f)
}

// Workload is what the reviewers have, of the applications that somebody may act
// on.
func (s *Service) Workload(ctx context.Context, g document.Grant, f index.Filter) ([]index.ReviewerLoad, error) {
	if err := May(g, ActionConclude); err != nil {
		return nil, err
	}
	if !narrow(&f, g) {
		return nil, nil
	}
	return s.Index.Workload(ctx, f)
}

// Ages is how many of the applications that a filter leaves of those that somebody may
// see entered their state before each of some moments.
func (s *Service) Ages(ctx context.Context, g document.Grant, f index.Filter, moments ...time.Time) ([]int, error) {
	if err := May(g, ActionList); err != nil {
		return nil, err
	}
	if !narrow(&f, g) || f.Owner != "" || f.Employer != "" {
		return nil, fmt.Errorf("%w: a %s counts nothing", ErrForbidden, g.Role)
	}
	f, err := s.dated(ctx, f)
	if err != nil {
		return nil, err
	}
	return s.Index.Ages(ctx, f, moments...)
}

// Overrides are what those who review made of the fields that were read, of the
// applications that somebody may see.
func (s *Service) Overrides(ctx context.Context, g document.Grant, f index.Filter) ([]index.Override, error) {
	if err := May(g, ActionHistory); err != nil {
		return nil, err
	}
	if !narrow(&f, g) {
		return nil, nil
	}
	return s.Index.Overrides(ctx, f)
}

// Announced is one line of the public list (公示): who passed, without what would
// tell strangers more than who is who.
type Announced struct {
	Exam  string
	Year  int
	Level string
	City  string
	Name  string // masked: 张*, 欧**明
	Tail  string // the last four characters of the ID number
}

// announcedStates are those of results that are public.
var announcedStates = []document.State{document.StatePublished, document.StateObjected, document.StateCleared}

// Announced is a page of the public list. Only those who passed are on it: who
// did not was told so, and nobody else.
func (s *Service) Announced(ctx context.Context, q index.Query) (list []Announced, next string, err error) {
	q.Filter = index.Filter{City: q.City, Exam: q.Exam, Year: q.Year, States: announcedStates}
	q.Text, q.Sorts, q.Order = "", nil, index.OrderNewest
	page, err := s.Index.List(ctx, q)
	if err != nil {
		return nil, "", err
	}
	for _, a := range page.Applications {
		if a.Outcome == document.VerbPass {
			list = append(list, Announced{a.Exam, a.Year, a.Level, a.City, maskName(a.Name), tail(a.IDNumber)})
		}
	}
	return list, page.Next, nil
}

// maskName leaves the first character of a name, and the last of one of three and
// more.
func maskName(name string) string {
	r := []rune(name)
	for i := 1; i < len(r); i++ {
		if i < len(r)-1 || len(r) == 2 {
			r[i] = '*'
		}
	}
	return string(r)
}

// tail is what a masked ID number shows at its end.
func tail(masked string) string { return masked[strings.LastIndexByte(masked, '*')+1:] }
