package service

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"sync"
	"time"
	"unicode/utf8"

	"hecha/document"
	"hecha/document/register"
	"hecha/storage"
)

// bulletinKept is how long a process goes by a version of the bulletin before it
// looks whether another one has changed it.
const bulletinKept = 5 * time.Second

// board remembers the last version of the bulletin.
type board struct {
	mu    sync.Mutex
	last  document.Bulletin
	until time.Time
}

// Bulletin is what the office announces, as it was some seconds ago at most. Nobody
// changes its lists in place.
func (s *Service) Bulletin(ctx context.Context) (document.Bulletin, error) {
	s.board.mu.Lock()
	defer s.board.mu.Unlock()
	if s.now().Before(s.board.until) {
		return s.board.last, nil
	}
	b, err := BulletinOf(ctx, s.Repository)
	if err == nil {
		s.board.last, s.board.until = b, s.now().Add(bulletinKept)
	}
	return b, err
}

// BulletinOf is the last version of a repository's bulletin or, until there is one,
// what Hecha came with.
func BulletinOf(ctx context.Context, r *storage.Repository) (document.Bulletin, error) {
	b, err := r.Bulletin(ctx)
	if errors.Is(err, ErrNotFound) {
		return document.Bulletin{Sittings: register.Sittings(), Offices: register.Offices()}, nil
	}
	return b, err
}

// Bulletins are all versions of the bulletin, the first one first: none until
// somebody changes what Hecha came with.
func (s *Service) Bulletins(ctx context.Context, g document.Grant) ([]document.Bulletin, error) {
	if err := May(g, ActionAnnounce); err != nil {
		return nil, err
	}
	all, err := s.Repository.Bulletins(ctx)
	if errors.Is(err, ErrNotFound) {
		return nil, nil
	}
	return all, err
}

// SetSitting announces an exam of a year, or other deadlines of one. What is changed
// of the bulletin, here and below, is meant for its version of the number match:
// ErrStale tells that there is a later one. *Invalid names a field of what is wrong.
// With alike, the deadlines go to all exams, too, that had the same ones as this.
func (s *Service) SetSitting(ctx context.Context, g document.Grant, match int, sitting document.Sitting, alike bool) error {
	sitting.Exam, _ = s.Rules.ExamName(strings.TrimSpace(sitting.Exam))
	if err := checkSitting(sitting); err != nil {
		return err
	}
	return s.announce(ctx, g, match, func(b document.Bulletin) document.Bulletin {
		if old := b.Sitting(sitting.Exam, sitting.Year); alike && old.Exam != "" {
			b = b.Postponed(old.Review, old.Report, sitting.Review, sitting.Report)
		}
		return b.WithSitting(sitting)
	})
}

// DropSitting takes an exam of a year from the bulletin. Applications stay.
func (s *Service) DropSitting(ctx context.Context, g document.Grant, match int, exam string, year int) error {
	return s.announce(ctx, g, match, func(b document.Bulletin) document.Bulletin { return b.WithoutSitting(exam, year) })
}

// SetOffice announces where a city's reviews are done.
func (s *Service) SetOffice(ctx context.Context, g document.Grant, match int, o document.Office) error {
	for _, text := range []*string{&o.City, &o.Review, &o.Exams, &o.Site, &o.Address} {
		*text = strings.TrimSpace(*text)
	}
	if err := checkOffice(o); err != nil {
		return err
	}
	return s.announce(ctx, g, match, func(b document.Bulletin) document.Bulletin { return b.WithOffice(o) })
}

// DropOffice takes a city's office from the bulletin. Accounts and applications of
// the city stay.
func (s *Service) DropOffice(ctx context.Context, g document.Grant, match int, city string) error {
	return s.announce(ctx, g, match, func(b document.Bulletin) document.Bulletin { return b.WithoutOffice(city) })
}

// announce stores the version that edit makes of the one of the number match; none
// where it changes nothing. What Hecha came with is stored before the first change,
// so that it is known later from what people started.
func (s *Service) announce(ctx context.Context, g document.Grant, match int, edit func(document.Bulletin) document.Bulletin) error {
	if err := May(g, ActionAnnounce); err != nil {
		return err
	}
	before, err := BulletinOf(ctx, s.Repository)
	if err == nil && before.Sequence != match {
		err = fmt.Errorf("bulletin: version %d, not %d: %w", before.Sequence, match, ErrStale)
	}
	if err != nil {
		return err
	}
	after := edit(before)
	if reflect.DeepEqual(after, before) {
		return nil
	}
	if before.Sequence == 0 {
		if before, err = s.putBulletin(ctx, before, document.Actor{Role: document.RoleSystem, ID: "hecha"}, before); err != nil {
			return err
		}
	}
	_, err = s.putBulletin(ctx, before, g.Actor(), after)
	return err
}

func (s *Service) putBulletin(ctx context.Context, before document.Bulletin, by document.Actor, after document.Bulletin) (document.Bulletin, error) {
	after.By, after.Changed = by, s.now().UTC().Truncate(time.Millisecond)
	after, err := s.Repository.PutBulletin(ctx, before, after)
	if errors.Is(err, storage.ErrExists) {
		err = fmt.Errorf("bulletin: %w", ErrStale)
	}
	s.board.mu.Lock()
	defer s.board.mu.Unlock()
	s.board.until = time.Time{} // read anew
	return after, err
}

// longestLine bounds a line of the bulletin, in characters.
const longestLine = 200

// telephones are numbers, with what people put between them.
var telephones = regexp.MustCompile(`^[0-9+()（）\-—、，,;；/ 转]*$`)

func checkSitting(s document.Sitting) error {
	switch {
	case !isLine(s.Exam):
		return invalid("bulletin", "exam")
	case s.Year < 1990 || s.Year > 2099:
		return invalid("bulletin", "year")
	case !validDay(s.Review):
		return invalid("bulletin", "review")
	case !validDay(s.Report) || s.Report != "" && s.Report < s.Review:
		return invalid("bulletin", "report")
	}
	return nil
}

func checkOffice(o document.Office) error {
	for field, number := range map[string]string{"telephone": o.Review, "exams": o.Exams} {
		if utf8.RuneCountInString(number) > longestLine || !telephones.MatchString(number) {
			return invalid("bulletin", field)
		}
	}
	switch {
	case !isLine(o.City):
		return invalid("bulletin", "city")
	case o.Site != "" && (!isLine(o.Site) || strings.ContainsAny(o.Site, " \t<>\"")):
		return invalid("bulletin", "site")
	case o.Address != "" && !isLine(o.Address):
		return invalid("bulletin", "address")
	}
	return nil
}

// isLine tells whether a text is something that stands on one line.
func isLine(text string) bool {
	n := utf8.RuneCountInString(text)
	return n > 0 && n <= longestLine && utf8.ValidString(text) && !strings.ContainsFunc(text, func(r rune) bool { return r < ' ' })
}

// withDeadline is an application with the deadline of its exam, where it is open and
// has none of its own.
func (s *Service) withDeadline(ctx context.Context, c document.Case) (document.Case, error) {
	if c.Deadline != "" || !slices.Contains(document.OpenStates, c.State) {
		return c, nil
	}
	b, err := s.Bulletin(ctx)
	c.Deadline = b.Sitting(c.Application.Exam, c.Application.ExamYear).Review
	return c, err
}
