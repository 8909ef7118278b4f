package document

import (
	"fmt"
	"maps"
	"slices"
	"time"
)

// Ground is why a reviewer's word counts only when a second person, who does not
// know it, says the same.
type Ground string

// The grounds. A word without one counts by itself.
const (
	GroundFailure Ground = "failure" // it fails somebody
	GroundRisk    Ground = "risk"    // much about the application asked for a person
	GroundSample  Ground = "sample"  // drawn by lot
)

// Grounds are all of them.
var Grounds = []Ground{GroundFailure, GroundRisk, GroundSample}

// Verdict is what an event tells of a decision: the decision and, of one about the
// application, why it needs a second one.
type Verdict struct {
	Decision
	Ground Ground `json:"ground,omitempty"`
}

// Spoken is a word about an application that does not count yet.
type Spoken struct {
	Decision Decision
	Ground   Ground
	By       Actor
	Time     time.Time
	// Words are what reviewers had said of fields until then. The next one decides
	// without them.
	Words map[WordKey]Word
}

// Speakers are the accounts that have said their word about an application that is
// not settled; nobody says two.
func (c *Case) Speakers() (accounts []string) {
	for _, s := range []*Spoken{c.First, c.Second} {
		if s != nil {
			accounts = append(accounts, s.By.ID)
		}
	}
	return accounts
}

// What keeps somebody who reviews from speaking. Both are ErrNotPossible.
var (
	// ErrSpoken tells that somebody has said their word, and another person is asked.
	ErrSpoken = fmt.Errorf("%w: the word is said, and another person is asked", ErrNotPossible)
	// ErrDisputed tells that two have decided differently, and a lead or the
	// province settles it.
	ErrDisputed = fmt.Errorf("%w: two differ, and somebody above them settles it", ErrNotPossible)
)

// MayReview tells by an error, ErrSpoken or ErrDisputed, why somebody who reviews may
// not decide about the application.
func (c *Case) MayReview(by Actor) error {
	switch {
	case slices.Contains(c.Speakers(), by.ID):
		return ErrSpoken
	case c.Second != nil && by.Role == RoleReviewer:
		return ErrDisputed
	}
	return nil
}

// Disputed tells whether two decided differently and nobody has settled it.
func (c *Case) Disputed() bool { return c.Second != nil }

// Hides tells whether an event is to be kept from somebody: what one of those who
// have spoken did since papers were handed in last, from all who may speak still and
// must not know it. Auditors, who decide nothing, see everything.
func (c *Case) Hides(e Event, from Actor) bool {
	if c.First == nil || from.Role == RoleAuditor || e.Actor.ID == from.ID || e.Time.Before(c.Submitted) {
		return false
	}
	if c.Disputed() && from.Role != RoleReviewer {
		return false
	}
	return slices.Contains(c.Speakers(), e.Actor.ID) && (e.Type == EventDecided || e.Type == EventNoted || e.Type == EventAssigned)
}

// ofReviewers are the roles whose words about fields count.
var ofReviewers = []Role{RoleReviewer, RoleLead, RoleProvince}

// speak keeps a word that does not count yet, with all that reviewers said of
// fields, and has the application wait for somebody else.
func (c *Case) speak(v Verdict, e Event) *Spoken {
	s := &Spoken{Decision: v.Decision, Ground: v.Ground, By: e.Actor, Time: e.Time, Words: map[WordKey]Word{}}
	for key, w := range c.Words {
		if slices.Contains(ofReviewers, key.Role) {
			s.Words[key] = w
			delete(c.Words, key)
		}
	}
	c.Unsettled = append(c.Unsettled, e.Sequence)
	c.claim(Assignment{})
	return s
}

// settleWords brings back what those who have spoken said of fields; the last word
// of a role about a field counts.
func (c *Case) settleWords() {
	for _, s := range []*Spoken{c.First, c.Second} {
		if s == nil {
			continue
		}
		for key, w := range s.Words {
			if have, ok := c.Words[key]; !ok || have.Time.Before(w.Time) {
				c.Words[key] = w
			}
		}
	}
	c.First, c.Second = nil, nil
}

// weigh decides what becomes of an application on the word of somebody who reviews:
// the state that it leads to, or StateWaiting where another person is asked.
func (c *Case) weigh(v Verdict, e Event) (State, error) {
	if err := c.MayReview(e.Actor); err != nil {
		return "", err
	}
	switch {
	case c.Second != nil: // settled from above
	case c.First == nil && v.Ground != "":
		c.First = c.speak(v, e)
		return StateWaiting, nil
	case c.First != nil && c.First.Decision.Verb != v.Verb:
		c.Second = c.speak(v, e)
		return StateWaiting, nil
	}
	c.settleWords()
	return decided[v.Verb], nil
}

// clone is a copy that shares nothing with s that changes.
func (s *Spoken) clone() *Spoken {
	if s == nil {
		return nil
	}
	t := *s
	t.Words = maps.Clone(s.Words)
	return &t
}
