package service

import (
	"context"

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
	return s.Index.List(ctx, q)
}

// narrow leaves of a filter what a grant sees; false: nothing.
func narrow(f *index.Filter, g document.Grant) bool {
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

// only sets what a filter asks for to the one value that may be seen; false if it
// asks for another.
func only(asked *string, seen string) bool {
	if seen == "" || *asked != "" && *asked != seen {
		return false
	}
	*asked = seen
	return true
}
