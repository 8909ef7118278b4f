package patient_test

import (
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"testing"
	"time"

	"hecha/web/internal/patient"
)

// receive sends a body to a server of some patience and returns what it read and
// the state of the request after that.
func receive(t *testing.T, body io.Reader, patience time.Duration, after func(*http.Request)) (string, error) {
	t.Helper()
	type received struct {
		bytes []byte
		err   error
	}
	got := make(chan received, 1)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		data, err := io.ReadAll(patient.Body(w, r.Body, patience))
		after(r)
		got <- received{data, err}
	}))
	t.Cleanup(server.Close)
	req, err := http.NewRequestWithContext(t.Context(), http.MethodPost, server.URL, body)
	if err != nil {
		t.Fatal(err)
	}
	go func() {
		if resp, err := server.Client().Do(req); err == nil {
			resp.Body.Close()
		}
	}()
	r := <-got
	return string(r.bytes), r.err
}

func TestSilentSenderIsLeft(t *testing.T) {
	silent, sender := io.Pipe()
	t.Cleanup(func() { sender.Close() })
	go io.WriteString(sender, "so far")
	got, err := receive(t, silent, 200*time.Millisecond, func(*http.Request) {})
	if !errors.Is(err, os.ErrDeadlineExceeded) || got != "so far" {
		t.Errorf("got %q, %v, want os.ErrDeadlineExceeded after %q", got, err, "so far")
	}
}

// What is done with a body may take longer than the wait for a piece of it.
func TestDeadlineEndsWithTheBody(t *testing.T) {
	const patience = 50 * time.Millisecond
	var ended error
	got, err := receive(t, strings.NewReader("all"), patience, func(r *http.Request) {
		select {
		case <-r.Context().Done():
			ended = r.Context().Err()
		case <-time.After(3 * patience):
		}
	})
	if got != "all" || err != nil || ended != nil {
		t.Errorf("got %q, %v, and the request: %v", got, err, ended)
	}
}
