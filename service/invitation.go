package service

import (
	"context"
	"errors"
	"fmt"

	"hecha/document"
	"hecha/storage/index"
)

// entitled tells by an error, *Invalid, why a candidate who was invited may not
// declare this: an invitation is for one exam, year, city and employer, and whoever
// failed a review is not taken again for the same exam and year. An account that
// nobody was invited with may be a machine's, and hand in for many people.
func (s *Service) entitled(ctx context.Context, g document.Grant, declared document.Application) error {
	person, err := s.Repository.Person(ctx, g.Account)
	if errors.Is(err, ErrNotFound) || err == nil && person.Passed == nil {
		return nil
	}
	if err != nil {
		return err
	}
	if field := s.uninvited(person.Passed, declared); field != "" {
		return invalid("invited_for_other", field)
	}
	failed, err := s.failedBefore(ctx, declared, index.Query{Filter: index.Filter{Owner: g.Account}})
	switch {
	case err != nil: // asked again when it is submitted
		s.Log.WarnContext(ctx, "declared without a look for earlier reviews", "error", err)
	case len(failed) > 0:
		return invalid("failed_before", "exam")
	}
	return nil
}

// taken tells by an error, *Invalid, that somebody with the ID number that an
// application declares failed before. What stands on the papers of others is not
// asked: it may be anybody's.
func (s *Service) taken(ctx context.Context, declared document.Application) error {
	if declared.IDNumber == "" {
		return nil
	}
	failed, err := s.failedBefore(ctx, declared, index.Query{Text: declared.IDNumber, Sorts: []index.Sort{index.SortIDNumber}})
	if err != nil {
		return err
	}
	for _, id := range failed {
		earlier, err := s.find(ctx, id)
		if err != nil {
			return err
		}
		if earlier.Case.Application.IDNumber == declared.IDNumber {
			return invalid("failed_before", "exam")
		}
	}
	return nil
}

// uninvited is the first field in which a declaration differs from an invitation;
// empty where it does not.
func (s *Service) uninvited(passed *document.Passed, declared document.Application) string {
	exam, _ := s.Rules.ExamName(passed.Exam)
	given, _ := s.Rules.ExamName(declared.Exam)
	switch {
	case given != exam:
		return "exam"
	case declared.ExamYear != passed.Year:
		return "exam_year"
	case declared.City != passed.City:
		return "city"
	case declared.Employer != passed.Employer:
		return "employer"
	}
	return ""
}

// failedStates are those in which an application that failed can stand.
var failedStates = []document.State{document.StateFailed, document.StatePublished, document.StateVoid, document.StateArchived}

// failedBefore are the other applications of a query that failed for the exam and
// year of one that is declared.
func (s *Service) failedBefore(ctx context.Context, declared document.Application, q index.Query) (ids []string, err error) {
	q.Exam, q.Year, q.States = declared.Exam, declared.ExamYear, failedStates
	found, err := s.Index.List(ctx, q)
	if err != nil {
		return nil, fmt.Errorf("look for earlier reviews: %w", err)
	}
	for _, a := range found.Applications {
		if a.Outcome == document.VerbFail && a.ID != declared.ID {
			ids = append(ids, a.ID)
		}
	}
	return ids, nil
}
