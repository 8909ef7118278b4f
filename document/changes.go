package document

import (
	"fmt"
	"slices"
	"time"
)

// change is what an event does to a case: the state after it. It changes nothing
// when it returns an error.
type change func(*Case, Event) (State, error)

// changes are what the events do.
var changes = map[EventType]change{
	EventCreated:   create,
	EventDeclared:  declare,
	EventCommitted: commit,
	EventUpload:    addUpload,
	EventRepeated:  repeatUpload,
	EventWithdrawn: withdrawUpload,
	EventSubmitted: submit,
	EventAssigned:  assign,
	EventDecided:   decide,
	EventDeadline:  setDeadline,
	EventExpired:   step(StateExpired, OpenStates...),
	EventReopened:  step(StateDraft, StateExpired),
	EventPublished: step(StatePublished, StatePassed, StateFailed),
	EventObjected:  object,
	EventSettled:   settle,
	EventCleared:   step(StateCleared, StatePublished),
	EventVoided:    void,
	EventArchived:  step(StateArchived, StateCleared, StateFailed, StateVoid),
	EventViewed:    func(c *Case, _ Event) (State, error) { return c.State, nil },
	EventNoted:     note,
}

// step leads to one state from any of some others.
func step(to State, from ...State) change {
	return func(c *Case, _ Event) (State, error) { return to, c.in(from...) }
}

// in tells by an error that c is in none of the states.
func (c *Case) in(states ...State) error {
	if slices.Contains(states, c.State) {
		return nil
	}
	return ErrNotPossible
}

func create(c *Case, e Event) (State, error) {
	if c.State != "" {
		return "", ErrNotPossible
	}
	c.Created, c.Owner = e.Time, e.Actor.ID
	return StateDraft, e.Decode(&c.Application)
}

func declare(c *Case, e Event) (State, error) {
	var app Application
	if err := e.Decode(&app); err != nil {
		return "", err
	}
	app.ID = c.Application.ID
	if app.Employer != c.Application.Employer {
		c.Checked, c.Originals = false, nil // by another one
	}
	c.Application = app
	return c.State, nil
}

func commit(c *Case, e Event) (State, error) {
	var signed Commitment
	if err := e.Decode(&signed); err != nil {
		return "", err
	}
	if err := c.in(StateDraft, StateReturned, StateSentBack); err != nil {
		return "", err
	}
	c.Commitment, c.Committed = signed, e.Time
	return c.State, nil
}

func addUpload(c *Case, e Event) (State, error) {
	var u Receipt
	if err := e.Decode(&u); err != nil {
		return "", err
	}
	if !IsSHA256(u.SHA256) || c.has(u.SHA256) {
		return "", fmt.Errorf("%w: upload %.80q", ErrNotPossible, u.SHA256)
	}
	c.Uploads = append(c.Uploads, u.Upload)
	return c.State, nil
}

func (c *Case) has(sha256 string) bool {
	return slices.ContainsFunc(c.Uploads, func(u Upload) bool { return u.SHA256 == sha256 })
}

func repeatUpload(c *Case, e Event) (State, error) {
	var u Receipt
	if err := e.Decode(&u); err != nil {
		return "", err
	}
	if u.Key == "" || !c.has(u.SHA256) {
		return "", fmt.Errorf("%w: upload %.80q", ErrNotPossible, u.SHA256)
	}
	return c.State, nil
}

func withdrawUpload(c *Case, e Event) (State, error) {
	var u Upload
	if err := e.Decode(&u); err != nil {
		return "", err
	}
	if !c.has(u.SHA256) {
		return "", fmt.Errorf("%w: upload %.80q", ErrNotPossible, u.SHA256)
	}
	c.Uploads = slices.DeleteFunc(c.Uploads, func(have Upload) bool { return have.SHA256 == u.SHA256 })
	return c.State, nil
}

// submit hands in: to the employer, who checks first, unless that was done or
// there is none.
func submit(c *Case, e Event) (State, error) {
	if err := c.in(StateDraft, StateReturned, StateSentBack); err != nil {
		return "", err
	}
	c.Submitted = e.Time
	c.settleWords() // of an earlier time
	if c.Checked || c.Application.Employer == "" {
		return StateWaiting, nil
	}
	return StateEmployer, nil
}

func assign(c *Case, e Event) (State, error) {
	var a Assignment
	if err := e.Decode(&a); err != nil {
		return "", err
	}
	if err := c.in(StateWaiting, StateReview); err != nil {
		return "", err
	}
	if slices.Contains(c.Speakers(), a.Reviewer) {
		return "", ErrSpoken
	}
	c.claim(a)
	if a.Reviewer == "" {
		return StateWaiting, nil
	}
	return StateReview, nil
}

func (c *Case) claim(a Assignment) {
	c.Reviewer, c.ClaimedUntil = a.Reviewer, time.Time{}
	if a.Until != nil {
		c.ClaimedUntil = a.Until.UTC().Truncate(time.Millisecond)
	}
}

func decide(c *Case, e Event) (State, error) {
	var v Verdict
	if err := e.Decode(&v); err != nil {
		return "", err
	}
	d := v.Decision
	if err := d.Validate(); err != nil {
		return "", err
	}
	if d.Field != nil {
		return c.State, c.say(Word{d, e.Actor, e.Time})
	}
	switch e.Actor.Role {
	case RoleEmployer:
		return c.decideFirst(d, e)
	case RoleReviewer, RoleLead, RoleProvince:
		return c.decideReview(v, e)
	}
	return "", fmt.Errorf("%w: %s by a %s", ErrNotPossible, d.Verb, e.Actor.Role)
}

// speaking are the states in which those of a role confirm and correct fields:
// while the application is theirs to work on.
var speaking = map[Role][]State{
	RoleCandidate: {StateDraft, StateReturned, StateSentBack},
	RoleEmployer:  {StateEmployer},
	RoleReviewer:  {StateWaiting, StateReview, StateObjected},
	RoleLead:      {StateWaiting, StateReview, StateObjected},
	RoleProvince:  {StateWaiting, StateReview, StateObjected},
}

// MaySpeak tells whether those of a role confirm and correct fields now.
func (c *Case) MaySpeak(r Role) bool { return slices.Contains(speaking[r], c.State) }

// say keeps what somebody said of a field.
func (c *Case) say(w Word) error {
	if slices.Contains(ofReviewers, w.By.Role) {
		if err := c.MayReview(w.By); err != nil {
			return err
		}
	}
	if !c.MaySpeak(w.By.Role) {
		return fmt.Errorf("%w: a word on a field by a %s while %s", ErrNotPossible, w.By.Role, c.State)
	}
	f := w.Decision.Field
	c.Words[WordKey{f.Upload, f.Document, f.Name, w.By.Role}] = w
	return nil
}

// decideFirst is the employer's check (单位资格初审). An employer who refuses
// sends back: only a reviewer fails anybody.
func (c *Case) decideFirst(d Decision, e Event) (State, error) {
	if err := c.in(StateEmployer); err != nil {
		return "", err
	}
	c.Reason, c.Checked, c.Originals = d.Reason, d.Verb == VerbPass, nil
	if d.Originals {
		c.Originals = &Attestation{By: e.Actor, Time: e.Time}
		for _, u := range c.Uploads {
			c.Originals.Uploads = append(c.Originals.Uploads, u.SHA256)
		}
	}
	if c.Checked {
		return StateWaiting, nil
	}
	return StateReturned, nil
}

// decided are the states that a reviewer's word leads to.
var decided = map[Verb]State{VerbPass: StatePassed, VerbFail: StateFailed, VerbSendBack: StateSentBack}

func (c *Case) decideReview(v Verdict, e Event) (State, error) {
	d := v.Decision
	if d.Originals {
		return "", fmt.Errorf("%w: the employer has the originals", ErrNotPossible)
	}
	if err := c.in(StateWaiting, StateReview); err != nil {
		return "", err
	}
	next, err := c.weigh(v, e)
	if err != nil || next == StateWaiting {
		return next, err
	}
	c.Reason = d.Reason
	c.claim(Assignment{Reviewer: e.Actor.ID})
	if d.Verb != VerbSendBack {
		c.Outcome = d.Verb
	}
	return next, nil
}

// note leaves the case as it is: what it says is for those who read the events.
func note(c *Case, e Event) (State, error) {
	var n Note
	if err := e.Decode(&n); err != nil {
		return "", err
	}
	switch e.Actor.Role {
	case RoleReviewer, RoleLead, RoleProvince:
		return c.State, nil
	}
	return "", fmt.Errorf("%w: a note by a %s", ErrNotPossible, e.Actor.Role)
}

func setDeadline(c *Case, e Event) (State, error) {
	var d Deadline
	if err := e.Decode(&d); err != nil {
		return "", err
	}
	c.Deadline = d.Date
	return c.State, nil
}

func object(c *Case, e Event) (State, error) {
	var o Objection
	if err := e.Decode(&o); err != nil {
		return "", err
	}
	return StateObjected, c.in(StatePublished)
}

func settle(c *Case, e Event) (State, error) {
	var s Settlement
	if err := e.Decode(&s); err != nil {
		return "", err
	}
	if err := c.in(StateObjected); err != nil {
		return "", err
	}
	if !s.Upheld {
		return StatePublished, nil
	}
	c.Outcome, c.Reason = VerbFail, s.Reason
	return StateFailed, nil
}

func void(c *Case, e Event) (State, error) {
	var v Consequence
	if err := e.Decode(&v); err != nil {
		return "", err
	}
	return StateVoid, c.in(StatePassed, StateFailed, StatePublished, StateObjected, StateCleared, StateArchived)
}
