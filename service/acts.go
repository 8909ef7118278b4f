package service

import (
	"context"
	"fmt"
	"strings"
	"time"

	"hecha/document"
)

// Act is something that an office does to an application once it is judged, or
// about its time: every one is an event. What an act needs to say is in the field
// of its type; the others are nil.
type Act struct {
	Type        document.EventType
	Deadline    *document.Deadline
	Objection   *document.Objection
	Settlement  *document.Settlement
	Consequence *document.Consequence
}

// maxWords bounds what an act says, in bytes.
const maxWords = 4000

// payload is what the act's event holds; *Invalid when something that it needs
// is missing.
func (a Act) payload() (any, error) {
	switch a.Type {
	case document.EventExpired, document.EventReopened, document.EventPublished, document.EventCleared, document.EventArchived:
		return nil, nil
	case document.EventDeadline:
		if a.Deadline != nil && validDay(a.Deadline.Date) {
			return a.Deadline, nil
		}
		return nil, lacks("date")
	case document.EventObjected:
		if a.Objection != nil && said(a.Objection.Reason) {
			return a.Objection, nil
		}
		return nil, lacks("reason")
	case document.EventSettled:
		if a.Settlement != nil && said(a.Settlement.Reason) {
			return a.Settlement, nil
		}
		return nil, lacks("reason")
	case document.EventVoided:
		return a.Consequence, checkConsequence(a.Consequence)
	}
	return nil, lacks("type")
}

func checkConsequence(c *document.Consequence) error {
	switch {
	case c == nil || c.Void != document.VoidResult && c.Void != document.VoidCertificate:
		return lacks("void")
	case !said(c.Basis):
		return lacks("basis")
	case c.Record != "" && c.Record != document.RecordFiveYears && c.Record != document.RecordPermanent:
		return lacks("record")
	}
	return nil
}

// lacks tells what an act has to say, and does not or not like this.
func lacks(field string) error {
	return &Invalid{[]document.Reason{{Code: "act_lacks", Args: map[string]string{"field": field}}}}
}

func said(words string) bool { return strings.TrimSpace(words) != "" && len(words) <= maxWords }

// validDay tells whether date is a day of the calendar; empty is none at all.
func validDay(date string) bool {
	_, err := time.Parse(time.DateOnly, date)
	return date == "" || err == nil
}

// may tells by an error whether a grant that may conclude may do it by this act:
// a certificate is declared void by the province, which issued it.
func (a Act) may(g document.Grant) error {
	if c := a.Consequence; a.Type == document.EventVoided && c != nil && c.Void == document.VoidCertificate && g.Role != document.RoleProvince {
		return fmt.Errorf("%w: only the province declares a certificate void", ErrForbidden)
	}
	return nil
}

// Conclude performs an act on an application, as it was in the version match.
func (s *Service) Conclude(ctx context.Context, g document.Grant, id string, match Match, act Act) (Application, error) {
	return s.conclude(ctx, g, id, "", match, act)
}

// conclude is Conclude by an event of an ID; empty: one is drawn.
func (s *Service) conclude(ctx context.Context, g document.Grant, id, event string, match Match, act Act) (Application, error) {
	return s.apply(ctx, g, id, change{
		action: ActionConclude, match: match, typ: act.Type, id: event,
		payload: func(Application) (payload any, done bool, err error) {
			if err := act.may(g); err != nil {
				return nil, false, err
			}
			payload, err = act.payload()
			return payload, false, err
		},
	})
}
