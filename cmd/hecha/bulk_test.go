package main

import (
	"encoding/json"
	"math/rand/v2"
	"net/http"
	"strings"
	"testing"

	"hecha/document"
)

// An act on many goes on after a kill, and happens to every application once.
func TestBulkSurvivesAKill(t *testing.T) {
	f := newFleet(t, 0, rand.New(rand.NewPCG(3, 3)))
	p := newProof(f)
	const many = 60
	var ids []string
	for range many {
		id, err := f.apply()
		if err != nil {
			t.Fatal(err)
		}
		ids = append(ids, id)
	}
	secret, err := f.command("token", "add", "--account", "p-1", "--role", "province", "--scope", "read,decide").Output()
	if err != nil {
		t.Fatal(err)
	}
	f.secret = strings.TrimSpace(string(secret))
	request, err := json.Marshal(map[string]any{"act": map[string]any{"type": "expired"}, "filter": map[string]any{"state": []string{"draft"}}, "count": many})
	if err != nil {
		t.Fatal(err)
	}
	var act struct {
		ID, State     string
		Handled, Done int
	}
	if status := f.call("POST", "/api/acts", strings.NewReader(string(request)), &act); status != http.StatusAccepted {
		t.Fatalf("status %d", status)
	}
	f.must("some are done", func() bool {
		events, err := p.repository.Events(t.Context(), ids[0])
		return err == nil && len(events) > 1
	})
	f.kill(f.serve)
	done := expired(t, p, ids)
	t.Logf("killed with %d of %d done", done, many)
	if done == many {
		t.Error("the act had ended before the kill: nothing is shown")
	}
	f.startServe()
	f.must("the act has ended", func() bool {
		return f.get("/api/acts/"+act.ID, &act) == http.StatusOK && act.State == "done"
	})
	if act.Done != many || expired(t, p, ids) != many {
		t.Errorf("%d are done, says the act %+v; want %d", expired(t, p, ids), act, many)
	}
	for _, id := range ids {
		if n := expired(t, p, []string{id}); n != 1 {
			t.Errorf("application %s expired %d times", id, n)
		}
	}
	p.whole()
}

// expired is how many events say that an application expired.
func expired(t *testing.T, p *proof, ids []string) (n int) {
	t.Helper()
	for _, id := range ids {
		events, err := p.repository.Events(t.Context(), id)
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range events {
			if e.Type == document.EventExpired {
				n++
			}
		}
	}
	return n
}
