package document_test

import (
	"errors"
	"slices"
	"testing"

	"hecha/document"
)

// word is a word about an application by one of those who review.
func word(by document.Role, verb document.Verb, ground document.Ground) act {
	return act{by, document.EventDecided, document.Verdict{Decision: says(verb), Ground: ground}}
}

// A word that needs a second one counts when another person says the same, and
// where two differ somebody above them settles it.
func TestSecondWord(t *testing.T) {
	const reviewer, lead, province = document.RoleReviewer, document.RoleLead, document.RoleProvince
	first := word(reviewer, document.VerbFail, document.GroundFailure)
	waiting := []act{created, submitted, checked}
	for name, tc := range map[string]struct {
		acts    []act
		state   document.State
		outcome document.Verb
		odd     int
		silent  int // decisions that are not told outside
	}{
		"one word":                    {[]act{first}, document.StateWaiting, "", 0, 1},
		"the same person again":       {[]act{first, word(reviewer, document.VerbFail, "")}, document.StateWaiting, "", 1, 1},
		"two agree":                   {[]act{first, word(lead, document.VerbFail, "")}, document.StateFailed, document.VerbFail, 0, 1},
		"two agree to pass":           {[]act{word(reviewer, document.VerbPass, document.GroundSample), word(lead, document.VerbPass, "")}, document.StatePassed, document.VerbPass, 0, 1},
		"two differ":                  {[]act{first, word(lead, document.VerbPass, "")}, document.StateWaiting, "", 0, 2},
		"a reviewer settles":          {[]act{word(province, document.VerbFail, document.GroundFailure), word(lead, document.VerbPass, ""), word(reviewer, document.VerbPass, "")}, document.StateWaiting, "", 1, 2},
		"who differed settles":        {[]act{first, word(lead, document.VerbPass, ""), word(lead, document.VerbPass, "")}, document.StateWaiting, "", 1, 2},
		"somebody above settles":      {[]act{first, word(lead, document.VerbPass, ""), word(province, document.VerbPass, document.GroundRisk)}, document.StatePassed, document.VerbPass, 0, 2},
		"settled by sending back":     {[]act{first, word(lead, document.VerbPass, ""), word(province, document.VerbSendBack, "")}, document.StateSentBack, "", 0, 2},
		"handed to who has spoken":    {[]act{first, {lead, document.EventAssigned, document.Assignment{Reviewer: "reviewer1"}}}, document.StateWaiting, "", 1, 1},
		"handed to another":           {[]act{first, {lead, document.EventAssigned, document.Assignment{Reviewer: "reviewer2"}}}, document.StateReview, "", 0, 1},
		"time ran out, and once more": {[]act{first, {document.RoleSystem, document.EventExpired, nil}, {lead, document.EventReopened, nil}, submitted, word(reviewer, document.VerbPass, "")}, document.StatePassed, document.VerbPass, 0, 1},
	} {
		t.Run(name, func(t *testing.T) {
			c := fold(t, told(t, append(slices.Clone(waiting), tc.acts...)...))
			if c.State != tc.state || c.Outcome != tc.outcome || len(c.Odd) != tc.odd || len(c.Unsettled) != tc.silent {
				t.Errorf("%s %q, odd %v, unsettled %v; want %s %q, %d and %d", c.State, c.Outcome, c.Odd, c.Unsettled, tc.state, tc.outcome, tc.odd, tc.silent)
			}
			if settled := tc.state != document.StateWaiting && tc.state != document.StateReview; settled != (len(c.Speakers()) == 0) || c.Outcome == "" && c.Reason != "" && !settled {
				t.Errorf("speakers %v, reason %q", c.Speakers(), c.Reason)
			}
		})
	}
}

// What the first said of fields is not there for the second, and comes back.
func TestSecondWordIsBlind(t *testing.T) {
	paper := act{document.RoleCandidate, document.EventUpload, upload(1)}
	of := func(by document.Role, field, value string) act {
		return act{by, document.EventDecided, document.Decision{Verb: document.VerbCorrect, Value: value, Field: &document.FieldRef{
			Upload: upload(1).SHA256, Fingerprint: upload(1).SHA256, Name: field,
		}}}
	}
	note := act{document.RoleReviewer, document.EventNoted, document.Note{Text: "可疑"}}
	acts := []act{created, paper, submitted, checked, of(document.RoleReviewer, "name", "王伟"), note, word(document.RoleReviewer, document.VerbFail, document.GroundFailure)}
	events := told(t, acts...)
	c := fold(t, events)
	if len(c.Words) != 0 || c.Reviewer != "" {
		t.Errorf("the second reviewer finds %v, said to be had by %q", c.Words, c.Reviewer)
	}
	second, own, auditor := document.Actor{Role: document.RoleLead, ID: "lead1"}, document.Actor{Role: document.RoleReviewer, ID: "reviewer1"}, document.Actor{Role: document.RoleAuditor, ID: "a"}
	for i, e := range events {
		if got, want := c.Hides(e, second), i >= 4; got != want {
			t.Errorf("event %d is hidden from the second: %t", i+1, got)
		}
		if c.Hides(e, own) || c.Hides(e, auditor) {
			t.Errorf("event %d is hidden from who did it or from an auditor", i+1)
		}
	}
	events = told(t, append(acts, of(document.RoleLead, "name", "王玮"), word(document.RoleLead, document.VerbPass, ""))...)
	c = fold(t, events)
	province := document.Actor{Role: document.RoleProvince, ID: "province1"}
	for i, e := range events {
		if c.Hides(e, province) {
			t.Errorf("event %d is hidden from who settles", i+1)
		}
		if got, want := c.Hides(e, document.Actor{Role: document.RoleReviewer, ID: "reviewer2"}), i >= 4; got != want {
			t.Errorf("event %d is hidden from another reviewer: %t", i+1, got)
		}
	}
	if err := c.MayReview(second); !errors.Is(err, document.ErrNotPossible) {
		t.Errorf("who spoke may speak again: %v", err)
	}
	c = fold(t, told(t, append(acts, of(document.RoleLead, "name", "王玮"), word(document.RoleLead, document.VerbFail, ""))...))
	values := map[document.Role]string{}
	for key, w := range c.Words {
		values[key.Role] = w.Decision.Value
	}
	if values[document.RoleReviewer] != "王伟" || values[document.RoleLead] != "王玮" {
		t.Errorf("settled, the words are %v", values)
	}
}
