package service

import (
	"context"
	"errors"
	"fmt"
	"time"

	"hecha/document"
	"hecha/pipeline/queue"
	"hecha/storage"
	"hecha/storage/index"
)

// Reminders say when people are reminded of deadlines. The zero value reminds nobody.
type Reminders struct {
	Days    int  // so many days before, and later when that day was missed; 0: not before
	Overdue bool // once when it is over
}

// overdueNews is for how many days it is news that a deadline is over. Who sets
// deadlines that are long past reminds nobody.
const overdueNews = 30

// Nobody is reminded at night: these are the hours in China from which and until which
// people are.
const (
	morning = 8
	evening = 20
)

// KeepReminding reminds people by day, as soon as it begins and every so often, until
// ctx ends.
func (s *Service) KeepReminding(ctx context.Context, p *People, every time.Duration) error {
	tick := time.NewTicker(every)
	defer tick.Stop()
	for {
		if hour := s.now().UTC().Add(8 * time.Hour).Hour(); hour >= morning && hour < evening {
			if err := s.Remind(ctx, p); err != nil && ctx.Err() == nil {
				s.Log.WarnContext(ctx, "not everybody was reminded", "error", err)
			}
		}
		select {
		case <-ctx.Done():
			return nil
		case <-tick.C:
		}
	}
}

// Remind asks the Notifier to remind everybody who has something to do for a deadline
// and was not reminded of it: candidates of each application that waits for them;
// employers, reviewers and leads of all of theirs together. Whoever delivers it notes
// that it was sent; until then it is asked for again each day.
func (s *Service) Remind(ctx context.Context, p *People) error {
	today := document.Upload{Received: s.now()}.Day()
	f, ok := s.Reminders.filter(today)
	if !ok || s.Notifier == nil {
		return nil
	}
	open, err := s.toRemind(ctx, p, f, today)
	if err != nil {
		return err
	}
	sent := map[string]map[string]bool{} // by deadline
	for r, n := range open {
		if sent[r.Deadline] == nil {
			if sent[r.Deadline], err = s.Repository.Reminded(ctx, r.Deadline); err != nil {
				return err
			}
		}
		if sent[r.Deadline][storage.ReminderKey(r)] {
			continue
		}
		if r.Application == "" {
			r.Open = n
		}
		if err := s.Notifier.Notify(ctx, noticeOf(r, today)); err != nil {
			return err
		}
	}
	return nil
}

// filter leaves the open applications of whose deadlines people are reminded today;
// false: there are none.
func (r Reminders) filter(today time.Time) (index.Filter, bool) {
	from, before := today, today
	if r.Overdue {
		from = today.AddDate(0, 0, -overdueNews)
	}
	if r.Days > 0 {
		before = today.AddDate(0, 0, r.Days+1)
	}
	return index.Filter{States: document.OpenStates, DueFrom: from.Format(time.DateOnly), DueBefore: before.Format(time.DateOnly)}, from.Before(before)
}

// everything is the sight of Hecha itself.
var everything = document.Grant{Account: "hecha", Role: document.RoleProvince, Scopes: []document.Scope{document.ScopeRead}}

// toRemind are the reminders for today, with the number of applications of each.
func (s *Service) toRemind(ctx context.Context, p *People, f index.Filter, today time.Time) (map[document.Reminder]int, error) {
	people, err := p.All(ctx)
	if err != nil {
		return nil, err
	}
	leads, employers := map[string][]string{}, map[string][]string{} // accounts by city, by employer
	for _, person := range people {
		switch {
		case person.Disabled:
		case person.Role == document.RoleLead:
			leads[person.City] = append(leads[person.City], person.Account)
		case person.Role == document.RoleEmployer:
			employers[person.Employer] = append(employers[person.Employer], person.Account)
		}
	}
	open := map[document.Reminder]int{}
	for a, err := range s.All(ctx, everything, f) {
		if err != nil {
			return nil, err
		}
		remind := func(role document.Role, application string, accounts ...string) {
			for _, account := range accounts {
				open[document.Reminder{
					Deadline: a.Deadline, Overdue: a.Deadline < today.Format(time.DateOnly), Role: role, Account: account, Application: application,
				}]++
			}
		}
		switch a.State {
		case document.StateDraft, document.StateReturned, document.StateSentBack:
			remind(document.RoleCandidate, a.ID, a.Owner)
		case document.StateEmployer:
			remind(document.RoleEmployer, "", employers[a.Employer]...)
		case document.StateReview:
			remind(document.RoleReviewer, "", a.Reviewer)
		}
		remind(document.RoleLead, "", leads[a.City]...)
	}
	return open, nil
}

func noticeOf(r document.Reminder, today time.Time) queue.Notice {
	return queue.Notice{Application: r.Application, Reminder: &queue.Reminder{
		Day: today.Format(time.DateOnly), Deadline: r.Deadline, Overdue: r.Overdue, Role: string(r.Role), Account: r.Account, Open: r.Open,
	}}
}

func reminderOf(n queue.Notice) document.Reminder {
	r := n.Reminder
	return document.Reminder{
		Deadline: r.Deadline, Overdue: r.Overdue, Role: document.Role(r.Role), Account: r.Account, Application: n.Application, Open: r.Open,
	}
}

// remind sends a reminder, unless it was sent or its day is over, and notes that it
// was. When the note is lost, it comes again under the same identifier.
func (w *Webhook) remind(ctx context.Context, r document.Reminder) error {
	today := document.Upload{Received: w.now()}.Day().Format(time.DateOnly)
	if !r.Overdue && r.Deadline < today {
		return nil
	}
	if sent, err := w.Repository.WasReminded(ctx, r); sent || err != nil {
		return err
	}
	r.Sent = w.now().UTC().Truncate(time.Millisecond)
	m := message{Type: "reminder.due", Timestamp: r.Sent}
	if r.Overdue {
		m.Type = "reminder.overdue"
	}
	m.Data.Application, m.Data.Role, m.Data.Account, m.Data.Deadline, m.Data.Open = r.Application, r.Role, r.Account, r.Deadline, r.Open
	var err error
	if m.Data.Text, m.Data.Language, err = w.reminding(ctx, r); err != nil {
		return err
	}
	if err := w.send(ctx, fmt.Sprintf("%s.%s.%s.%s", m.Type, r.Deadline, r.Role, r.Of()), m); err != nil {
		return err
	}
	if err := w.Repository.PutReminder(ctx, r); !errors.Is(err, storage.ErrExists) {
		return err
	}
	return nil
}
