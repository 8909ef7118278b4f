package document

import (
	"bytes"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"regexp"
	"time"

	"github.com/gowebpki/jcs"
)

// EventType says what happened to an application.
type EventType string

// The events. The values are stored for ever: one is never renamed and never
// given another meaning. The payload's type stands behind each.
const (
	EventCreated   EventType = "created"           // Application: the declared data
	EventDeclared  EventType = "declared"          // Application: declared anew, as a whole
	EventCommitted EventType = "committed"         // Commitment: signed by the candidate
	EventUpload    EventType = "upload_added"      // Receipt
	EventRepeated  EventType = "upload_repeated"   // Receipt: a request with a key brought what was there already
	EventWithdrawn EventType = "upload_withdrawn"  // Upload: no longer part of the application, and kept
	EventSubmitted EventType = "submitted"         // nothing: handed in
	EventAssigned  EventType = "assigned"          // Assignment
	EventDecided   EventType = "decided"           // Decision
	EventDeadline  EventType = "deadline_set"      // Deadline
	EventExpired   EventType = "expired"           // nothing: not reviewed in time, 逾期未核查
	EventReopened  EventType = "reopened"          // nothing: the make-up review, 补办
	EventPublished EventType = "published"         // nothing: the result is public, 公示
	EventObjected  EventType = "objected"          // Objection
	EventSettled   EventType = "objection_settled" // Settlement
	EventCleared   EventType = "cleared"           // nothing: published without objection, 公示无异议
	EventVoided    EventType = "voided"            // Consequence
	EventArchived  EventType = "archived"          // nothing: registered and archived
	EventViewed    EventType = "viewed"            // nothing: somebody looked at personal data
	EventNoted     EventType = "noted"             // Note: what those who review tell each other
)

// Internal tells whether events of the type stay among those who review:
// candidates, employers and the world outside are not even told that they happened,
// and nothing that a decision may hang on is changed by them.
func (t EventType) Internal() bool {
	return t == EventViewed || t == EventNoted || t == EventRepeated
}

// EventTypes are all of them.
var EventTypes = []EventType{
	EventCreated, EventDeclared, EventCommitted, EventUpload, EventRepeated, EventWithdrawn, EventSubmitted, EventAssigned, EventDecided, EventDeadline,
	EventExpired, EventReopened, EventPublished, EventObjected, EventSettled, EventCleared, EventVoided, EventArchived, EventViewed, EventNoted,
}

// Role is in what capacity somebody acts.
type Role string

// The roles.
const (
	RoleCandidate Role = "candidate" // 考生
	RoleEmployer  Role = "employer"  // 所在单位
	RoleReviewer  Role = "reviewer"  // 市州核查员
	RoleLead      Role = "lead"      // 市州核查组长
	RoleProvince  Role = "province"  // 省级
	RoleAuditor   Role = "auditor"   // sees everything that was done, does nothing
	RoleAdmin     Role = "admin"     // accounts and settings, no applications
	RoleOperator  Role = "operator"  // runs the service
	RoleSystem    Role = "system"    // Hecha itself
)

// Actor is who did something. ID is the account's, never a name.
type Actor struct {
	Role Role   `json:"role"`
	ID   string `json:"id"`
}

// Event is one thing that happened to an application. It is written once and
// never changed. Events of one application form a chain: each holds the hash
// of the one before it, so that none can be changed, left out, put in between
// or moved to another application without the rest of the chain saying so.
type Event struct {
	// ID is an event's own, drawn or made by whoever has to find it again: it tells
	// an event that was written and whose acknowledgement got lost from one that
	// somebody else wrote.
	ID          string    `json:"id"`
	Application string    `json:"application"`
	Sequence    int       `json:"sequence"` // from 1, without gaps
	Time        time.Time `json:"time"`     // UTC, whole milliseconds
	Actor       Actor     `json:"actor"`
	// From is the network that it was asked from, such as 192.0.2.0/24; empty for what
	// nobody asked over a network.
	From     string          `json:"from,omitempty"`
	Type     EventType       `json:"type"`
	Payload  json.RawMessage `json:"payload"`  // an object, canonical
	Previous string          `json:"previous"` // Hash of the event before; empty for the first
	Hash     string          `json:"hash"`     // SHA-256, hex, of the canonical JSON of all the rest
}

// Head is how far an application's chain goes.
type Head struct {
	Application string
	Sequence    int // of its last event
}

// ErrBrokenChain tells that an event is not what was once written, or does not
// follow the one before it.
var ErrBrokenChain = errors.New("broken chain of events")

// NewEvent is what follows previous; nil makes the first event of application.
// The payload is what the event's type asks for; nil is the empty object.
func NewEvent(application string, previous *Event, at time.Time, by Actor, typ EventType, payload any) (Event, error) {
	return NewEventNamed(rand.Text(), application, previous, at, by, typ, payload)
}

// NewEventNamed is NewEvent with an ID that the writer would find again after a
// crash; no other event has it.
func NewEventNamed(id, application string, previous *Event, at time.Time, by Actor, typ EventType, payload any) (Event, error) {
	e := Event{
		ID: id, Application: application, Sequence: 1,
		Time: at.UTC().Truncate(time.Millisecond), Actor: by, Type: typ,
	}
	if previous != nil {
		e.Sequence, e.Previous = previous.Sequence+1, previous.Hash
	}
	if payload == nil {
		payload = struct{}{}
	}
	raw, err := json.Marshal(payload)
	if err != nil {
		return Event{}, fmt.Errorf("event %s %d: payload: %w", application, e.Sequence, err)
	}
	if e.Payload, err = jcs.Transform(raw); err != nil {
		return Event{}, fmt.Errorf("event %s %d: payload: %w", application, e.Sequence, err)
	}
	if e.Hash, err = e.hash(); err != nil {
		return Event{}, err
	}
	return e, e.Follows(previous)
}

// AskedFrom is an event that was not stored yet, asked from a network.
func (e Event) AskedFrom(network string) (Event, error) {
	e.From = network
	var err error
	e.Hash, err = e.hash()
	return e, err
}

// Canonical is the event as it is stored: JSON in the canonical form of RFC
// 8785, so that equal events are equal bytes.
func (e Event) Canonical() ([]byte, error) {
	raw, err := json.Marshal(e)
	if err != nil {
		return nil, fmt.Errorf("event %s %d: %w", e.Application, e.Sequence, err)
	}
	out, err := jcs.Transform(raw)
	if err != nil {
		return nil, fmt.Errorf("event %s %d: %w", e.Application, e.Sequence, err)
	}
	return out, nil
}

// hash is over the canonical JSON of e with an empty Hash.
func (e Event) hash() (string, error) {
	e.Hash = ""
	raw, err := e.Canonical()
	if err != nil {
		return "", err
	}
	sum := sha256.Sum256(raw)
	return hex.EncodeToString(sum[:]), nil
}

// ParseEvent reads a stored event. Bytes that are not exactly what Canonical
// writes for the event that they hold, and an event that does not have its own
// hash, are ErrBrokenChain.
func ParseEvent(stored []byte) (Event, error) {
	var e Event
	if err := json.Unmarshal(stored, &e); err != nil {
		return Event{}, fmt.Errorf("%w: %w", ErrBrokenChain, err)
	}
	canonical, err := e.Canonical()
	if err != nil || !bytes.Equal(canonical, stored) {
		return Event{}, fmt.Errorf("%w: event %d is not in its canonical form", ErrBrokenChain, e.Sequence)
	}
	sum, err := e.hash()
	if err != nil || sum != e.Hash {
		return Event{}, fmt.Errorf("%w: event %d does not have its own hash", ErrBrokenChain, e.Sequence)
	}
	return e, nil
}

// applicationID is what may stand in a key, a web address and a log line.
var applicationID = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$`)

// ValidApplicationID tells whether id can name an application: up to 64 letters
// and digits of ASCII, - and _, the first one a letter or digit.
func ValidApplicationID(id string) bool { return applicationID.MatchString(id) }

// Follows tells by an error, ErrBrokenChain, why e cannot come right after
// previous; nil stands for the start of the chain.
func (e Event) Follows(previous *Event) error {
	var before Event
	if previous != nil {
		before = *previous
	}
	reason := ""
	switch {
	case !ValidApplicationID(e.Application):
		reason = "belongs to no valid application"
	case previous != nil && e.Application != before.Application:
		reason = "belongs to another application"
	case e.Sequence != before.Sequence+1:
		reason = fmt.Sprintf("follows event %d", before.Sequence)
	case e.Previous != before.Hash:
		reason = "does not hold the hash of the event before it"
	case e.ID == "" || e.Type == "" || e.Actor.Role == "":
		reason = "has no ID, type or actor"
	case len(e.Payload) == 0 || e.Payload[0] != '{':
		reason = "has no object as its payload"
	}
	if reason == "" {
		return nil
	}
	return fmt.Errorf("%w: event %d %s", ErrBrokenChain, e.Sequence, reason)
}

// VerifyChain tells by an error, ErrBrokenChain, where events are not the whole
// beginning of one application's chain, in order.
func VerifyChain(events []Event) error {
	var previous *Event
	for i := range events {
		e := &events[i]
		if err := e.Follows(previous); err != nil {
			return err
		}
		if sum, err := e.hash(); err != nil || sum != e.Hash {
			return fmt.Errorf("%w: event %d does not have its own hash", ErrBrokenChain, e.Sequence)
		}
		previous = e
	}
	return nil
}

// Decode reads the payload into v, whose fields must be all that it has.
func (e Event) Decode(v any) error {
	d := json.NewDecoder(bytes.NewReader(e.Payload))
	d.DisallowUnknownFields()
	if err := d.Decode(v); err != nil {
		return fmt.Errorf("event %s %d: payload of %s: %w", e.Application, e.Sequence, e.Type, err)
	}
	return nil
}
