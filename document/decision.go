package document

import (
	"errors"
	"fmt"
)

// Verb is what a person says.
type Verb string

// The verbs: confirm and correct are about a field, the others about the
// application.
const (
	VerbConfirm  Verb = "confirm"
	VerbCorrect  Verb = "correct"
	VerbPass     Verb = "pass"
	VerbFail     Verb = "fail"
	VerbSendBack Verb = "send_back"
)

// Decision is a person's word, the payload of EventDecided. It says what the
// person had before their eyes, so that a later reading can be told apart from
// the one that was judged.
type Decision struct {
	Verb Verb `json:"verb"`
	// Field is what confirm and correct are about; nil for the other verbs.
	Field *FieldRef `json:"field,omitempty"`
	// Value is what the person holds for right, in canonical form. For confirm
	// it is the value that was shown.
	Value string `json:"value,omitempty"`
	// Reason is what the candidate is told; fail and send_back need one.
	Reason string `json:"reason,omitempty"`
	// Originals tells, with an employer's pass, that the copies agree with the
	// originals (与原件核对一致).
	Originals bool `json:"originals,omitempty"`
}

// FieldRef names one value in one result.
type FieldRef struct {
	Upload      string `json:"upload"`      // SHA-256
	Fingerprint string `json:"fingerprint"` // of the result that was shown
	Document    int    `json:"document"`    // index into Result.Documents
	Name        string `json:"name"`        // of the field; employer, or periods.0.start
}

// ErrInvalidDecision tells that a decision lacks something, or says too much.
var ErrInvalidDecision = errors.New("invalid decision")

// Validate tells by an error, ErrInvalidDecision, what is wrong with d.
func (d Decision) Validate() error {
	aboutField := d.Verb == VerbConfirm || d.Verb == VerbCorrect
	switch d.Verb {
	case VerbConfirm, VerbCorrect, VerbPass, VerbFail, VerbSendBack:
	default:
		return fmt.Errorf("%w: no verb %q", ErrInvalidDecision, d.Verb)
	}
	switch {
	case aboutField && (d.Field == nil || d.Field.Name == "" || !IsSHA256(d.Field.Upload) || !IsSHA256(d.Field.Fingerprint) || d.Field.Document < 0):
		return fmt.Errorf("%w: %s does not name a field of a result", ErrInvalidDecision, d.Verb)
	case !aboutField && (d.Field != nil || d.Value != ""):
		return fmt.Errorf("%w: %s is about the application, not about a field", ErrInvalidDecision, d.Verb)
	case d.Originals && d.Verb != VerbPass:
		return fmt.Errorf("%w: who compared with the originals passes", ErrInvalidDecision)
	case (d.Verb == VerbFail || d.Verb == VerbSendBack) && d.Reason == "":
		return fmt.Errorf("%w: %s needs a reason", ErrInvalidDecision, d.Verb)
	}
	return nil
}
