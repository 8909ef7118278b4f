package service

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"hecha/document"
)

// Told are the codes of what a candidate is told of an application: the state that
// it has come to, or what else happened.
var Told = []string{
	string(document.StateEmployer), string(document.StateReturned), string(document.StateWaiting), string(document.StateSentBack),
	string(document.StatePassed), string(document.StateFailed), string(document.StateExpired), string(document.StatePublished),
	string(document.StateVoid), string(document.StateArchived), string(document.EventDeadline), string(document.EventReopened),
	toldDue, toldOverdue,
}

// What candidates are reminded of.
const (
	toldDue     = "due"
	toldOverdue = "overdue"
)

// ToldStaff are the codes of what others are reminded of: all of their open
// applications that are due on a day. The arguments are date and open.
var ToldStaff = []string{"open_due", "open_overdue"}

// Telling says to a person, in a language of the pages, what a code of Told or
// ToldStaff means. The arguments are, for Told, exam, as it was declared, year and date; it may be shown on a
// locked phone, so no name, number or reason is among them.
type Telling func(language, code string, args map[string]string) string

// tellingOf is what the last of an application's events has a candidate told; the
// code is empty where that is nothing.
func tellingOf(events []document.Event) (code string, args map[string]string, err error) {
	after, err := document.Fold(events)
	if err != nil {
		return "", nil, err
	}
	args = map[string]string{"exam": after.Application.Exam, "year": fmt.Sprint(after.Application.ExamYear)}
	last := events[len(events)-1]
	switch {
	case len(events) == 1, slices.Contains(after.Odd, last.Sequence):
		return "", nil, nil
	case last.Type == document.EventReopened:
		code = string(document.EventReopened)
	case last.Type == document.EventDeadline:
		var d document.Deadline
		if err := json.Unmarshal(last.Payload, &d); err != nil || d.Date == "" {
			return "", nil, err
		}
		code, args["date"] = string(document.EventDeadline), d.Date
	default:
		before, err := document.Fold(events[:len(events)-1])
		if err != nil || !moved(before, after) {
			return "", nil, err
		}
		code = string(after.State)
	}
	return code, args, nil
}

// moved tells whether an application has come to a state that its candidate is told
// of. A review that is taken up, left and taken up again is one to them, and an
// objection that came to nothing none.
func moved(before, after document.Case) bool {
	last := after.State == document.StateVoid || after.State == document.StateArchived
	return before.State != after.State && slices.Contains(Told, string(after.State)) && (last || before.Progress(0) != after.Progress(0))
}

// reminding is the text of a reminder and its language.
func (w *Webhook) reminding(ctx context.Context, r document.Reminder) (text, language string, err error) {
	person, err := w.Repository.Person(ctx, r.Account)
	if err != nil && !errors.Is(err, ErrNotFound) { // an account of a machine has none
		return "", "", err
	}
	language = person.Told()
	args := map[string]string{"date": r.Deadline, "open": fmt.Sprint(r.Open)}
	code, overdue := ToldStaff[0], ToldStaff[1]
	if r.Application != "" {
		_, c, err := fold(ctx, w.Repository, r.Application)
		if err != nil {
			return "", "", err
		}
		code, overdue = toldDue, toldOverdue
		args["exam"], args["year"] = c.Application.Exam, fmt.Sprint(c.Application.ExamYear)
	}
	if r.Overdue {
		code = overdue
	}
	return w.Telling(language, code, args), language, nil
}

// telling is what a candidate is told of the last of an application's events, and in
// which language; empty for nothing. Who has not chosen one is told in the first.
func (w *Webhook) telling(ctx context.Context, events []document.Event) (text, language string, err error) {
	code, args, err := tellingOf(events)
	if err != nil || code == "" {
		return "", "", err
	}
	person, err := w.Repository.Person(ctx, events[0].Actor.ID)
	if err != nil && !errors.Is(err, ErrNotFound) { // an account of a machine has none
		return "", "", err
	}
	language = person.Told()
	return w.Telling(language, code, args), language, nil
}
