package service

import (
	"context"
	"errors"
	"fmt"

	"hecha/document"
	"hecha/storage/index"
)

// entitled tells by an error, *Invalid, why a candidate may not declare this: an
// invitation is for one exam, year, city and employer, and whoever failed a
// review is not taken again for the same exam and year.
func (s *Service) entitled(ctx context.Context, g document.Grant, declared document.Application) error {
	person, err := s.Repository.Person(ctx, g.Account)
	if err != nil && !errors.Is(err, ErrNotFound) { // a machine's account has no person
		return err
	}
	if field := s.uninvited(person.Passed, declared); field != "" {
		return invalid("invited_for_other", field)
	}
	err = s.notFailedBefore(ctx, declared, index.Filter{Owner: g.Account}, "")
	var mistakes *Invalid
	if err != nil && !errors.As(err, &mistakes) { // asked again when it is submitted
		s.Log.WarnContext(ctx, "declared without a look for earlier reviews", "error", err)
		return nil
	}
	return err
}

// uninvited is the first field in which a declaration differs from an invitation;
// empty where it does not, or there is none.
func (s *Service) uninvited(passed *document.Passed, declared document.Application) string {
	if passed == nil {
		return ""
	}
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

// notFailedBefore tells by an error, *Invalid, that one of the applications of a
// filter, with a text if any, failed for the exam and year of another.
func (s *Service) notFailedBefore(ctx context.Context, declared document.Application, f index.Filter, idNumber string) error {
	f.Exam, f.Year, f.States = declared.Exam, declared.ExamYear, failedStates
	q := index.Query{Filter: f, Text: idNumber}
	if idNumber != "" {
		q.Sorts = []index.Sort{index.SortIDNumber}
	}
	found, err := s.Index.List(ctx, q)
	if err != nil {
		return fmt.Errorf("look for earlier reviews: %w", err)
	}
	for _, a := range found.Applications {
		if a.Outcome == document.VerbFail && a.ID != declared.ID {
			return invalid("failed_before", "exam")
		}
	}
	return nil
}
