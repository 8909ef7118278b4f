package document

import (
	"fmt"
	"regexp"
	"strconv"
	"time"
)

// Bulk is one act on many applications, as somebody confirmed it. It is written
// once, before anything is done.
type Bulk struct {
	// Account started it; Number counts what the account started, from 1.
	Account string `json:"account"`
	Number  int    `json:"number"`
	// Grant is what the account was allowed to do when it was confirmed.
	Grant        Grant     `json:"grant"`
	Started      time.Time `json:"started"`
	From         string    `json:"from,omitempty"` // network that it was asked from, as of an Event
	Act          EventType `json:"act"`
	Deadline     *Deadline `json:"deadline,omitempty"` // for EventDeadline
	Applications []string  `json:"applications"`       // the ones that were counted
}

// ID names an act on many.
func (b Bulk) ID() string { return fmt.Sprintf("%s.%d", b.Account, b.Number) }

var bulkID = regexp.MustCompile(`^([A-Za-z0-9][A-Za-z0-9_-]{0,63})\.([1-9][0-9]{0,7})$`)

// ParseBulkID takes the name of an act on many apart.
func ParseBulkID(id string) (account string, number int, ok bool) {
	m := bulkID.FindStringSubmatch(id)
	if m == nil {
		return "", 0, false
	}
	number, err := strconv.Atoi(m[2])
	return m[1], number, err == nil
}

// BulkEnd is what came of an act on many. Those of its applications that are
// neither Refused nor Left are done.
type BulkEnd struct {
	Ended   time.Time `json:"ended"`
	Refused []Refusal `json:"refused,omitempty"`
	// Left are those that were not tried any more, because somebody cancelled it.
	Left []string `json:"left,omitempty"`
}

// Refusal is why an act did not happen to an application.
type Refusal struct {
	Application string      `json:"application"`
	Reason      RefusalCode `json:"reason"`
	State       State       `json:"state,omitempty"` // of the application then, for RefusedState
}

// RefusalCode is a reason in a word. The values are public.
type RefusalCode string

// Refusals are all reasons.
var Refusals = []RefusalCode{RefusedState, RefusedUnseen, RefusedConflict, RefusedDamaged}

// The reasons.
const (
	RefusedState    RefusalCode = "state"    // the application's state does not allow it
	RefusedUnseen   RefusalCode = "unseen"   // it moved to where the account does not see it
	RefusedConflict RefusalCode = "conflict" // others kept changing it at the same moment
	RefusedDamaged  RefusalCode = "damaged"  // its events are not what was once written
)

// Cancellation is somebody's word that an act on many is to end where it is.
type Cancellation struct {
	By Actor     `json:"by"`
	At time.Time `json:"at"`
}
