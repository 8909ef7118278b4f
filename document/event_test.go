package document_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"hecha/document"
)

var (
	noon      = time.Date(2021, 12, 1, 12, 0, 0, 123456789, time.FixedZone("CST", 8*3600))
	candidate = document.Actor{Role: document.RoleCandidate, ID: "c1"}
)

// chain is a chain of n events of one application.
func chain(t *testing.T, application string, n int) []document.Event {
	t.Helper()
	var events []document.Event
	var previous *document.Event
	for range n {
		e, err := document.NewEvent(application, previous, noon, candidate, document.EventUpload, document.Upload{Name: "<样本>&.jpg", Size: 1 << 40})
		if err != nil {
			t.Fatal(err)
		}
		events = append(events, e)
		previous = &e
	}
	return events
}

func TestEventRoundTrip(t *testing.T) {
	events := chain(t, "a-1", 3)
	for _, want := range events {
		stored, err := want.Canonical()
		if err != nil {
			t.Fatal(err)
		}
		got, err := document.ParseEvent(stored)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("event (-want +got)\n%s", diff)
		}
		var u document.Upload
		if err := got.Decode(&u); err != nil || u.Name != "<样本>&.jpg" || u.Size != 1<<40 {
			t.Errorf("payload %+v, %v", u, err)
		}
	}
	if err := document.VerifyChain(events); err != nil {
		t.Error(err)
	}
	if events[0].ID == events[1].ID {
		t.Error("two events have one ID")
	}
}

// From where an event was asked is part of what its hash proves; one that nobody asked
// over a network is stored as it was before that was kept.
func TestEventAskedFrom(t *testing.T) {
	e := chain(t, "a-1", 1)[0]
	if stored, err := e.Canonical(); err != nil || bytes.Contains(stored, []byte(`"from"`)) {
		t.Errorf("an event from nowhere is stored as %s, %v", stored, err)
	}
	asked, err := e.AskedFrom("192.0.2.0/24")
	if err != nil || asked.Hash == e.Hash {
		t.Fatalf("the hash does not hold the network: %v", err)
	}
	stored, err := asked.Canonical()
	if err != nil {
		t.Fatal(err)
	}
	if got, err := document.ParseEvent(stored); err != nil || got.From != "192.0.2.0/24" {
		t.Errorf("from %q, %v", got.From, err)
	}
	if _, err := document.ParseEvent(bytes.Replace(stored, []byte("192.0.2"), []byte("192.0.3"), 1)); !errors.Is(err, document.ErrBrokenChain) {
		t.Errorf("another network: %v", err)
	}
}

// Any change to the stored bytes shows, even one that a lenient JSON reader
// would not see.
func TestParseEventFindsEveryChange(t *testing.T) {
	stored, err := chain(t, "a-1", 1)[0].Canonical()
	if err != nil {
		t.Fatal(err)
	}
	for i := range stored {
		changed := bytes.Clone(stored)
		changed[i] ^= 1
		if _, err := document.ParseEvent(changed); !errors.Is(err, document.ErrBrokenChain) {
			t.Fatalf("byte %d changed, error %v:\n%s", i, err, changed)
		}
	}
	text := string(stored)
	for name, changed := range map[string]string{
		"space":          text + " ",
		"unknown name":   strings.Replace(text, "{", `{"aa":1,`, 1),
		"name twice":     strings.Replace(text, "{", `{"actor":{"id":"c2","role":"province"},`, 1),
		"other spelling": strings.Replace(text, `"type"`, `"TYPE"`, 1),
		"cut off":        text[:len(text)-1],
		"empty":          "",
	} {
		if _, err := document.ParseEvent([]byte(changed)); !errors.Is(err, document.ErrBrokenChain) {
			t.Errorf("%s: error %v", name, err)
		}
	}
}

func TestVerifyChainFindsWhatIsWrong(t *testing.T) {
	whole := func() []document.Event { return chain(t, "a-1", 4) }
	other := chain(t, "a-2", 4)
	for name, change := range map[string]func([]document.Event) []document.Event{
		"one left out":             func(e []document.Event) []document.Event { return append(e[:1:1], e[2:]...) },
		"the first left out":       func(e []document.Event) []document.Event { return e[1:] },
		"two swapped":              func(e []document.Event) []document.Event { e[1], e[2] = e[2], e[1]; return e },
		"one from another chain":   func(e []document.Event) []document.Event { e[2] = chain(t, "a-1", 4)[2]; return e },
		"one of another applicant": func(e []document.Event) []document.Event { e[0] = other[0]; return e },
		"payload changed":          func(e []document.Event) []document.Event { e[3].Payload = json.RawMessage(`{}`); return e },
		"actor changed":            func(e []document.Event) []document.Event { e[0].Actor.ID = "c2"; return e },
	} {
		t.Run(name, func(t *testing.T) {
			if err := document.VerifyChain(change(whole())); !errors.Is(err, document.ErrBrokenChain) {
				t.Errorf("error %v, want %v", err, document.ErrBrokenChain)
			}
		})
	}
}

func TestNewEventRefuses(t *testing.T) {
	for name, make := range map[string]func() (document.Event, error){
		"odd application": func() (document.Event, error) {
			return document.NewEvent("../a", nil, noon, candidate, document.EventCreated, nil)
		},
		"nobody": func() (document.Event, error) {
			return document.NewEvent("a", nil, noon, document.Actor{}, document.EventCreated, nil)
		},
		"a list as payload": func() (document.Event, error) {
			return document.NewEvent("a", nil, noon, candidate, document.EventCreated, []int{1})
		},
	} {
		if _, err := make(); !errors.Is(err, document.ErrBrokenChain) {
			t.Errorf("%s: error %v", name, err)
		}
	}
}

func FuzzParseEvent(f *testing.F) {
	e, err := document.NewEvent("a-1", nil, noon, candidate, document.EventDecided, map[string]any{"n": 1e21, "s": "\u2028\""})
	if err != nil {
		f.Fatal(err)
	}
	stored, err := e.Canonical()
	if err != nil {
		f.Fatal(err)
	}
	f.Add(stored)
	f.Add([]byte(`{"payload":null}`))
	f.Fuzz(func(t *testing.T, b []byte) {
		e, err := document.ParseEvent(b)
		if err != nil {
			return
		}
		if again, err := e.Canonical(); err != nil || !bytes.Equal(again, b) {
			t.Errorf("accepted %q, writes %q, %v", b, again, err)
		}
	})
}

func TestDecisionValidate(t *testing.T) {
	sum := strings.Repeat("0a", 32)
	ref := &document.FieldRef{Upload: sum, Fingerprint: sum, Name: "name"}
	for name, tc := range map[string]struct {
		d  document.Decision
		ok bool
	}{
		"confirm":                 {document.Decision{Verb: document.VerbConfirm, Field: ref, Value: "样本"}, true},
		"correct to nothing":      {document.Decision{Verb: document.VerbCorrect, Field: ref}, true},
		"confirm what":            {document.Decision{Verb: document.VerbConfirm}, false},
		"confirm with a bad hash": {document.Decision{Verb: document.VerbConfirm, Field: &document.FieldRef{Upload: "x", Fingerprint: sum, Name: "name"}}, false},
		"pass":                    {document.Decision{Verb: document.VerbPass}, true},
		"pass a field":            {document.Decision{Verb: document.VerbPass, Field: ref}, false},
		"fail":                    {document.Decision{Verb: document.VerbFail, Reason: "年限不足"}, true},
		"fail without a reason":   {document.Decision{Verb: document.VerbFail}, false},
		"send back silently":      {document.Decision{Verb: document.VerbSendBack}, false},
		"no such verb":            {document.Decision{Verb: "maybe"}, false},
	} {
		if err := tc.d.Validate(); (err == nil) != tc.ok || err != nil && !errors.Is(err, document.ErrInvalidDecision) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// The day is China's, wherever the machine stands.
func TestUploadDay(t *testing.T) {
	for at, want := range map[string]string{
		"2021-12-01T15:59:59Z": "2021-12-01",
		"2021-12-01T16:00:00Z": "2021-12-02",
	} {
		received, err := time.Parse(time.RFC3339, at)
		if err != nil {
			t.Fatal(err)
		}
		if got := (document.Upload{Received: received}).Day().Format(time.DateOnly); got != want {
			t.Errorf("received %s: judged on %s, want %s", at, got, want)
		}
	}
}
