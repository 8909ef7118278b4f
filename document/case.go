package document

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"time"
)

// Case is what an application is, by its events alone: the same events give the
// same Case.
type Case struct {
	Application Application // as declared last; its ID is the chain's
	Owner       string      // account of whoever created it
	Sequence    int         // of the last event
	// Changed is the sequence of the last event that a decision may hang on: looks,
	// notes, repeated uploads and claims that are renewed leave it as it is.
	Changed int
	Created time.Time
	Updated time.Time // of the event Changed
	State   State
	Since   time.Time // when State was entered
	// Commitment is what the candidate signed last, at the time Committed; zero:
	// nothing.
	Commitment Commitment
	Committed  time.Time
	// Submitted is when it was handed in last; zero: never.
	Submitted time.Time
	// Uploads are the files that are part of it, in the order of their arrival.
	Uploads []Upload
	// Checked tells that the employer passed it.
	Checked bool
	// Originals is the employer's last word that copies agree with the originals;
	// nil: it said nothing of the kind.
	Originals *Attestation
	// Reviewer is who has it, or had it last; ClaimedUntil when the claim runs
	// out, zero for one that does not.
	Reviewer     string
	ClaimedUntil time.Time
	Deadline     string // YYYY-MM-DD in China, of the application alone; empty: none
	// Outcome is VerbPass or VerbFail, or empty while nobody decided; Reason is
	// what the candidate was told last.
	Outcome Verb
	Reason  string
	// First is the word of one who reviews that another person has to say, too, and
	// Second the word of that person when it was another; nil: there is none.
	First, Second *Spoken
	// Unsettled are the sequences of such words, whatever became of them: outside of
	// the office they are not told.
	Unsettled []int
	// Words are what people said of fields, the last word of each role.
	Words map[WordKey]Word
	// Odd are the sequences of events that mean nothing here: of a type that this
	// program does not know, or not possible when they happened. They changed
	// nothing.
	Odd []int
}

// WordKey is what a word is about, and in what capacity it was said.
type WordKey struct {
	Upload   string // SHA-256
	Document int    // index in the Result
	Field    string
	Role     Role
}

// Word is what a person said of a field.
type Word struct {
	Decision Decision // confirm or correct
	By       Actor
	Time     time.Time
}

// ErrNotPossible tells that an event does not go with the state of its
// application.
var ErrNotPossible = errors.New("not possible now")

// Fold is what events make of an application. They are the whole chain of one
// application, in order, as Repository.Events returns it.
func Fold(events []Event) (Case, error) {
	if len(events) == 0 || events[0].Type != EventCreated {
		return Case{}, fmt.Errorf("%w: the first event does not create an application", ErrBrokenChain)
	}
	c := Case{Words: map[WordKey]Word{}}
	for _, e := range events {
		if err := c.apply(e); err != nil {
			c.Odd = append(c.Odd, e.Sequence)
		}
		c.Sequence = e.Sequence
		c.Application.ID = e.Application
	}
	return c, nil
}

// Allows tells by an error, ErrNotPossible, why e cannot be what happens next.
func (c Case) Allows(e Event) error {
	_, err := c.Then(e)
	return err
}

// Then is what becomes of c by e; ErrNotPossible if e cannot be what happens next.
func (c Case) Then(e Event) (Case, error) {
	c.Uploads, c.Words, c.Unsettled = slices.Clone(c.Uploads), maps.Clone(c.Words), slices.Clone(c.Unsettled)
	c.First, c.Second = c.First.clone(), c.Second.clone()
	err := c.apply(e)
	return c, err
}

// HeldBy is the account that has the application at a time, to decide it before
// anybody else may: empty if nobody has.
func (c Case) HeldBy(at time.Time) string {
	if c.State != StateReview || !c.ClaimedUntil.IsZero() && !at.Before(c.ClaimedUntil) {
		return ""
	}
	return c.Reviewer
}

// apply changes c by e, or not at all.
func (c *Case) apply(e Event) error {
	change, known := changes[e.Type]
	if !known {
		return fmt.Errorf("event %s %d: %w: unknown type %q", e.Application, e.Sequence, ErrNotPossible, e.Type)
	}
	before := c.Reviewer
	next, err := change(c, e)
	if err != nil {
		return fmt.Errorf("event %s %d: %s of an application that is %q: %w", e.Application, e.Sequence, e.Type, c.State, err)
	}
	renewed := e.Type == EventAssigned && next == c.State && c.Reviewer == before
	if !renewed && !e.Type.Internal() {
		c.Changed, c.Updated = e.Sequence, e.Time
	}
	if next != c.State {
		c.State, c.Since = next, e.Time
	}
	return nil
}

// Doubts counts the fields, rows and seals of results that still ask for a
// person: those in doubt that nothing else in the assessment bears out, and of
// which no reviewer said anything, or about another value.
func (c Case) Doubts(results []Result, a Assessment) int {
	n := 0
	for _, p := range Papers(results) {
		for name, f := range p.AllFields() {
			if len(f.Doubt) > 0 && a.Corroborating(p, name) == nil && !c.settled(p, name, f.Value) {
				n++
			}
		}
		for i, s := range p.Seals {
			if len(s.Doubt) > 0 && !c.settled(p, fmt.Sprintf("seals.%d", i), s.Text) {
				n++
			}
		}
	}
	return n
}

// settled tells whether the reviewers' word about a field holds for the value
// that is read now.
func (c Case) settled(p Paper, field, value string) bool {
	_, said := c.Settled(p, field, value)
	return said
}

// Settled is the last word of those who review about a field, if it holds for the
// value that is read now. A word about another value does not: a person looks
// again.
func (c Case) Settled(p Paper, field, value string) (last Word, said bool) {
	for _, role := range []Role{RoleReviewer, RoleLead, RoleProvince} {
		w, ok := c.Words[WordKey{p.Upload, p.Index, field, role}]
		if ok && (w.Decision.Value == value || w.Decision.Field.Fingerprint == p.Fingerprint) && !w.Time.Before(last.Time) {
			last, said = w, true
		}
	}
	return last, said
}
