package document_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"hecha/document"
)

func upload(n int) document.Upload {
	return document.Upload{SHA256: fmt.Sprintf("%064d", n), Size: int64(n)}
}

// act is one event in the making.
type act struct {
	role    document.Role
	typ     document.EventType
	payload any
}

// told is the chain of what was done, an hour apart.
func told(t *testing.T, acts ...act) []document.Event {
	t.Helper()
	var events []document.Event
	var previous *document.Event
	for i, a := range acts {
		at := noon.Add(time.Duration(i) * time.Hour)
		e, err := document.NewEvent("a-1", previous, at, document.Actor{Role: a.role, ID: string(a.role) + "1"}, a.typ, a.payload)
		if err != nil {
			t.Fatal(err)
		}
		events = append(events, e)
		previous = &e
	}
	return events
}

func fold(t *testing.T, events []document.Event) document.Case {
	t.Helper()
	c, err := document.Fold(events)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func says(verb document.Verb) document.Decision {
	d := document.Decision{Verb: verb}
	if verb != document.VerbPass {
		d.Reason = "因为"
	}
	return d
}

var (
	created   = act{document.RoleCandidate, document.EventCreated, document.Application{Exam: "yijian", Employer: "某公司"}}
	submitted = act{document.RoleCandidate, document.EventSubmitted, nil}
	checked   = act{document.RoleEmployer, document.EventDecided, says(document.VerbPass)}
	passed    = act{document.RoleReviewer, document.EventDecided, says(document.VerbPass)}
	failed    = act{document.RoleReviewer, document.EventDecided, says(document.VerbFail)}
	sentBack  = act{document.RoleReviewer, document.EventDecided, says(document.VerbSendBack)}
	published = act{document.RoleProvince, document.EventPublished, nil}
	objected  = act{document.RoleProvince, document.EventObjected, document.Objection{Reason: "举报"}}
)

func TestFoldStates(t *testing.T) {
	assigned := act{document.RoleReviewer, document.EventAssigned, document.Assignment{Reviewer: "r1"}}
	returned := act{document.RoleEmployer, document.EventDecided, says(document.VerbSendBack)}
	for name, way := range map[string]struct {
		acts []act
		want []document.State
	}{
		"to the archive": {
			[]act{created, submitted, checked, assigned, passed, published, {document.RoleProvince, document.EventCleared, nil}, {document.RoleProvince, document.EventArchived, nil}},
			[]document.State{"draft", "employer", "waiting", "review", "passed", "published", "cleared", "archived"},
		},
		"back and forth": {
			[]act{created, submitted, returned, submitted, checked, assigned, {document.RoleReviewer, document.EventAssigned, document.Assignment{}}, sentBack, submitted, failed},
			[]document.State{"draft", "employer", "returned", "employer", "waiting", "review", "waiting", "sent_back", "waiting", "failed"},
		},
		"no employer": {
			[]act{{document.RoleCandidate, document.EventCreated, document.Application{Exam: "yijian"}}, submitted},
			[]document.State{"draft", "waiting"},
		},
		"an employer fails nobody": {
			[]act{created, submitted, {document.RoleEmployer, document.EventDecided, says(document.VerbFail)}},
			[]document.State{"draft", "employer", "returned"},
		},
		"too late, and once more": {
			[]act{created, {document.RoleSystem, document.EventExpired, nil}, {document.RoleProvince, document.EventReopened, nil}},
			[]document.State{"draft", "expired", "draft"},
		},
		"objections": {
			[]act{created, submitted, checked, passed, published, objected, {document.RoleProvince, document.EventSettled, document.Settlement{}}, objected, {document.RoleProvince, document.EventSettled, document.Settlement{Upheld: true, Reason: "属实"}},
				{document.RoleProvince, document.EventVoided, document.Consequence{Void: document.VoidResult, Basis: "人社部令第31号"}}},
			[]document.State{"draft", "employer", "waiting", "passed", "published", "objected", "published", "objected", "failed", "void"},
		},
	} {
		events := told(t, way.acts...)
		var got []document.State
		for i := range events {
			c := fold(t, events[:i+1])
			got = append(got, c.State)
			if len(c.Odd) > 0 {
				t.Errorf("%s: odd events %v", name, c.Odd)
			}
		}
		if diff := cmp.Diff(way.want, got); diff != "" {
			t.Errorf("%s (-want +got)\n%s", name, diff)
		}
	}
}

func TestFold(t *testing.T) {
	until := noon.Add(9 * time.Hour)
	word := document.Decision{Verb: document.VerbCorrect, Value: "王伟", Field: &document.FieldRef{Upload: upload(1).SHA256, Fingerprint: upload(9).SHA256, Name: "name"}}
	events := told(t, created,
		act{document.RoleCandidate, document.EventUpload, upload(1)}, act{document.RoleCandidate, document.EventUpload, upload(2)},
		act{document.RoleCandidate, document.EventWithdrawn, upload(2)},
		act{document.RoleCandidate, document.EventDeclared, document.Application{ID: "b", Exam: "erjian", Employer: "某公司"}},
		submitted, checked, act{document.RoleReviewer, document.EventDecided, word},
		act{document.RoleReviewer, document.EventDeadline, document.Deadline{Date: "2021-12-24"}},
		act{document.RoleReviewer, document.EventAssigned, document.Assignment{Reviewer: "r1", Until: &until}},
		act{document.RoleReviewer, document.EventViewed, nil},
	)
	at := func(hours int) time.Time {
		return noon.UTC().Truncate(time.Millisecond).Add(time.Duration(hours) * time.Hour)
	}
	want := document.Case{
		Application: document.Application{ID: "a-1", Exam: "erjian", Employer: "某公司"}, Owner: "candidate1", Sequence: 11, Changed: 10, Created: at(0), Updated: at(9),
		State: document.StateReview, Since: at(9), Submitted: at(5), Uploads: []document.Upload{upload(1)}, Checked: true,
		Reviewer: "r1", ClaimedUntil: at(9), Deadline: "2021-12-24",
		Words: map[document.WordKey]document.Word{
			{Upload: upload(1).SHA256, Field: "name", Role: document.RoleReviewer}: {Decision: word, By: events[7].Actor, Time: at(7)},
		},
	}
	got := fold(t, events)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("case (-want +got)\n%s", diff)
	}
	if diff := cmp.Diff(got, fold(t, events)); diff != "" {
		t.Errorf("the same events again (-first +second)\n%s", diff)
	}
}

// An event that means nothing here changes nothing, and is told.
func TestFoldOddEvents(t *testing.T) {
	for name, odd := range map[string]act{
		"unknown type":               {document.RoleSystem, "invented", nil},
		"created twice":              created,
		"payload of another type":    {document.RoleCandidate, document.EventUpload, document.Assignment{Reviewer: "r1"}},
		"upload without a digest":    {document.RoleCandidate, document.EventUpload, document.Upload{SHA256: "x"}},
		"sent again and never there": {document.RoleCandidate, document.EventRepeated, document.Receipt{Upload: upload(1), Key: "k"}},
		"withdrawn and never there":  {document.RoleCandidate, document.EventWithdrawn, document.Upload{SHA256: strings.Repeat("0", 64)}},
		"passed before handed in":    passed,
		"published undecided":        published,
		"passed by the candidate":    {document.RoleCandidate, document.EventDecided, says(document.VerbPass)},
		"failed without a reason":    {document.RoleReviewer, document.EventDecided, document.Decision{Verb: document.VerbFail}},
		"objection to nothing":       objected,
	} {
		events := told(t, created, odd, submitted)
		before, after := fold(t, events[:1]), fold(t, events[:2])
		if err := before.Allows(events[1]); err == nil {
			t.Errorf("%s: allowed", name)
		}
		want := before
		want.Sequence, want.Odd = 2, []int{2}
		if diff := cmp.Diff(want, after); diff != "" {
			t.Errorf("%s (-want +got)\n%s", name, diff)
		}
		if c := fold(t, events); c.State != document.StateEmployer {
			t.Errorf("%s: the next event leads to %s", name, c.State)
		}
	}
	if _, err := document.Fold(nil); !errors.Is(err, document.ErrBrokenChain) {
		t.Errorf("no events: %v", err)
	}
	if _, err := document.Fold(told(t, submitted)); !errors.Is(err, document.ErrBrokenChain) {
		t.Errorf("no creation: %v", err)
	}
}

// Looks, notes, claims that are renewed and uploads that are sent again change nothing
// that a decision may hang on; a claim by somebody else does.
func TestChanged(t *testing.T) {
	claim := func(reviewer string, hours int) act {
		until := noon.Add(time.Duration(hours) * time.Hour)
		return act{document.RoleReviewer, document.EventAssigned, document.Assignment{Reviewer: reviewer, Until: &until}}
	}
	events := told(t, created, submitted, checked, claim("r1", 4), claim("r1", 6),
		act{document.RoleReviewer, document.EventNoted, document.Note{Text: "电话核实"}},
		act{document.RoleReviewer, document.EventViewed, nil}, claim("r2", 9),
		act{document.RoleCandidate, document.EventNoted, document.Note{Text: "?"}},
		act{document.RoleCandidate, document.EventUpload, upload(1)}, act{document.RoleCandidate, document.EventRepeated, document.Receipt{Upload: upload(1), Key: "k"}})
	for i, want := range []int{1, 2, 3, 4, 4, 4, 4, 8, 8, 10, 10} {
		if c := fold(t, events[:i+1]); c.Changed != want || !c.Updated.Equal(events[want-1].Time) {
			t.Errorf("after event %d: changed by %d at %s, want %d", i+1, c.Changed, c.Updated, want)
		}
	}
	c := fold(t, events)
	if !slices.Equal(c.Odd, []int{9}) {
		t.Errorf("odd events %v, want the candidate's note", c.Odd)
	}
	if by := c.HeldBy(noon.Add(8 * time.Hour)); by != "r2" {
		t.Errorf("held by %q", by)
	}
	if by := c.HeldBy(noon.Add(9 * time.Hour)); by != "" {
		t.Errorf("held by %q when the claim ran out", by)
	}
}

// Asking whether an event is possible leaves the case as it is.
func TestAllows(t *testing.T) {
	u := document.Upload{SHA256: strings.Repeat("a", 64)}
	v := document.Upload{SHA256: strings.Repeat("b", 64)}
	events := told(t, created, act{document.RoleCandidate, document.EventUpload, u}, act{document.RoleCandidate, document.EventUpload, v}, act{document.RoleCandidate, document.EventWithdrawn, u})
	c := fold(t, events[:3])
	want := slices.Clone(c.Uploads)
	if err := c.Allows(events[3]); err != nil {
		t.Error(err)
	}
	if diff := cmp.Diff(want, c.Uploads); diff != "" {
		t.Errorf("uploads (-want +got)\n%s", diff)
	}
	if err := c.Allows(told(t, created, passed)[1]); !errors.Is(err, document.ErrNotPossible) {
		t.Errorf("error %v, want %v", err, document.ErrNotPossible)
	}
}

func TestProgress(t *testing.T) {
	two := []document.Upload{{}, {}}
	for _, c := range []struct {
		c    document.Case
		read int
		want document.Progress
	}{
		{document.Case{State: document.StateDraft}, 0, document.ProgressAction},
		{document.Case{State: document.StateDraft, Uploads: two}, 0, document.ProgressReceived},
		{document.Case{State: document.StateSentBack, Uploads: two}, 1, document.ProgressReading},
		{document.Case{State: document.StateReturned, Uploads: two}, 2, document.ProgressAction},
		{document.Case{State: document.StateReview, Uploads: two}, 0, document.ProgressUnderReview},
		{document.Case{State: document.StateArchived, Outcome: document.VerbFail}, 0, document.ProgressNotPassed},
		{document.Case{State: document.StateArchived, Outcome: document.VerbPass}, 0, document.ProgressPublished},
	} {
		if got := c.c.Progress(c.read); got != c.want {
			t.Errorf("%s, %d of %d read: %s, want %s", c.c.State, c.read, len(c.c.Uploads), got, c.want)
		}
	}
	for _, s := range document.States {
		if (document.Case{State: s}).Progress(0) == document.ProgressReading {
			t.Errorf("%s has no word", s)
		}
	}
}

// A reviewer's word settles the doubt of a value, not of another one that is
// read later; a candidate's does not.
func TestDoubts(t *testing.T) {
	sum, old, current := strings.Repeat("a", 64), strings.Repeat("b", 64), strings.Repeat("c", 64)
	doubted := func(v string) document.Field {
		return document.Field{Value: v, Doubt: []document.Doubt{document.DoubtPartial}}
	}
	results := []document.Result{{SHA256: sum, Fingerprint: current, Documents: []document.Document{{
		Fields:  map[string]document.Field{"name": doubted("王伟"), "sex": {Value: "男"}},
		Periods: []document.Period{{Start: doubted("2010-01")}},
		Seals:   []document.Seal{{Text: "章", Doubt: []document.Doubt{document.DoubtPartial}}},
	}}}}
	for _, c := range []struct {
		field, value, fingerprint string
		role                      document.Role
		want                      int
	}{
		{"sex", "男", current, document.RoleReviewer, 3},
		{"name", "王伟", current, document.RoleReviewer, 2},
		{"name", "王炜", current, document.RoleReviewer, 2}, // corrected
		{"name", "王伟", old, document.RoleReviewer, 2},
		{"name", "王炜", old, document.RoleReviewer, 3},
		{"name", "王伟", current, document.RoleCandidate, 3},
		{"periods.0.start", "2010-01", old, document.RoleProvince, 2},
		{"seals.0", "章", old, document.RoleReviewer, 2},
	} {
		d := document.Decision{Verb: document.VerbConfirm, Value: c.value, Field: &document.FieldRef{Upload: sum, Fingerprint: c.fingerprint, Name: c.field}}
		acts := []act{created, submitted, checked}
		if c.role == document.RoleCandidate {
			acts = acts[:1]
		}
		got := fold(t, told(t, append(acts, act{c.role, document.EventDecided, d})...)).Doubts(results, document.Assessment{})
		if got != c.want {
			t.Errorf("%+v: %d doubts", c, got)
		}
	}
	borneOut := document.Assessment{Corroborated: []document.Corroboration{{
		Place: document.Papers(results)[0].Place("name"), By: []document.Place{document.Declared("name")},
	}}}
	if got := fold(t, told(t, created)).Doubts(results, borneOut); got != 2 {
		t.Errorf("%d doubts where another place bears the name out, want 2", got)
	}
}

// Whoever has to work on an application speaks of its fields, and nobody else: what
// was judged is not changed afterwards.
func TestWhoSpeaksOfFields(t *testing.T) {
	province := func(typ document.EventType, payload any) act { return act{document.RoleProvince, typ, payload} }
	returned := act{document.RoleEmployer, document.EventDecided, says(document.VerbSendBack)}
	assigned := act{document.RoleReviewer, document.EventAssigned, document.Assignment{Reviewer: "r1"}}
	candidate := []document.Role{document.RoleCandidate}
	office := []document.Role{document.RoleReviewer, document.RoleLead, document.RoleProvince}
	sum := strings.Repeat("a", 64)
	word := document.Decision{Verb: document.VerbCorrect, Value: "王伟", Field: &document.FieldRef{Upload: sum, Fingerprint: sum, Name: "name"}}
	reached := map[document.State]bool{}
	for _, c := range []struct {
		acts []act
		want []document.Role
	}{
		{[]act{created}, candidate},
		{[]act{created, submitted}, []document.Role{document.RoleEmployer}},
		{[]act{created, submitted, returned}, candidate},
		{[]act{created, submitted, checked}, office},
		{[]act{created, submitted, checked, assigned}, office},
		{[]act{created, submitted, checked, sentBack}, candidate},
		{[]act{created, submitted, checked, passed}, nil},
		{[]act{created, submitted, checked, failed}, nil},
		{[]act{created, {document.RoleSystem, document.EventExpired, nil}}, nil},
		{[]act{created, submitted, checked, passed, published}, nil},
		{[]act{created, submitted, checked, passed, published, objected}, office},
		{[]act{created, submitted, checked, passed, published, province(document.EventCleared, nil)}, nil},
		{[]act{created, submitted, checked, passed, province(document.EventVoided, document.Consequence{Void: document.VoidResult})}, nil},
		{[]act{created, submitted, checked, failed, province(document.EventArchived, nil)}, nil},
	} {
		state := fold(t, told(t, c.acts...)).State
		reached[state] = true
		for _, role := range []document.Role{
			document.RoleCandidate, document.RoleEmployer, document.RoleReviewer, document.RoleLead, document.RoleProvince,
			document.RoleAuditor, document.RoleAdmin, document.RoleOperator, document.RoleSystem,
		} {
			events := told(t, append(slices.Clone(c.acts), act{role, document.EventDecided, word})...)
			before, want := fold(t, events[:len(events)-1]), slices.Contains(c.want, role)
			if err := before.Allows(events[len(events)-1]); want != (err == nil) || err != nil && !errors.Is(err, document.ErrNotPossible) {
				t.Errorf("%s by a %s: %v, want allowed %t", state, role, err, want)
			}
			after := fold(t, events)
			if said := len(after.Words) == 1; said != want || after.State != state {
				t.Errorf("%s by a %s: words %v, then %s", state, role, after.Words, after.State)
			}
		}
	}
	for _, s := range document.States {
		if !reached[s] {
			t.Errorf("%s was not tried", s)
		}
	}
}

// A commitment is signed while papers may be handed in, and the last one counts.
func TestFoldCommitment(t *testing.T) {
	sign := func(version string) act {
		return act{document.RoleCandidate, document.EventCommitted, document.Commitment{Version: version, Digest: "d", Name: "样本甲"}}
	}
	events := told(t, created, sign("1"), submitted, sign("2"), checked, sentBack, sign("3"))
	c := fold(t, events)
	if c.Commitment.Version != "3" || !c.Committed.Equal(events[6].Time) || !slices.Equal(c.Odd, []int{4}) {
		t.Errorf("%+v at %s, odd %v", c.Commitment, c.Committed, c.Odd)
	}
}

// What another employer checked does not count for the one that is declared now.
func TestFoldAnotherEmployer(t *testing.T) {
	again := act{document.RoleCandidate, document.EventDeclared, document.Application{Exam: "yijian", Employer: "另一公司"}}
	if c := fold(t, told(t, created, submitted, checked, sentBack, again, submitted)); c.State != document.StateEmployer {
		t.Errorf("state %s", c.State)
	}
	same := act{document.RoleCandidate, document.EventDeclared, document.Application{Exam: "yijian", Employer: "某公司", Major: "土木工程"}}
	if c := fold(t, told(t, created, submitted, checked, sentBack, same, submitted)); c.State != document.StateWaiting {
		t.Errorf("state %s", c.State)
	}
}

// What the employer compared with the originals is what it had then: files that
// come later are not covered, and sending back takes the word away.
func TestOriginals(t *testing.T) {
	attested := act{document.RoleEmployer, document.EventDecided, document.Decision{Verb: document.VerbPass, Originals: true}}
	first := act{document.RoleCandidate, document.EventUpload, upload(1)}
	later := act{document.RoleCandidate, document.EventUpload, upload(2)}
	c := fold(t, told(t, created, first, submitted, attested, sentBack, later, submitted))
	want := &document.Attestation{By: document.Actor{Role: "employer", ID: "employer1"}, Time: noon.Add(3 * time.Hour).UTC().Truncate(time.Millisecond), Uploads: []string{upload(1).SHA256}}
	if diff := cmp.Diff(want, c.Originals); diff != "" {
		t.Errorf("attested (-want +got)\n%s", diff)
	}
	if !c.Originals.Covers(upload(1).SHA256) || c.Originals.Covers(upload(2).SHA256) {
		t.Error("the word covers other files than there were")
	}
	if c := fold(t, told(t, created, first, submitted, checked)); c.Originals != nil || !c.Checked || c.Originals.Covers(upload(1).SHA256) {
		t.Error("a pass alone says nothing of originals")
	}
	byReviewer := act{document.RoleReviewer, document.EventDecided, document.Decision{Verb: document.VerbPass, Originals: true}}
	if c := fold(t, told(t, created, submitted, checked, byReviewer)); len(c.Odd) != 1 || c.State != document.StateWaiting {
		t.Errorf("a reviewer attests: state %s, odd %v", c.State, c.Odd)
	}
	if err := (document.Decision{Verb: document.VerbSendBack, Reason: "因为", Originals: true}).Validate(); !errors.Is(err, document.ErrInvalidDecision) {
		t.Errorf("sent back and attested: %v", err)
	}
}
