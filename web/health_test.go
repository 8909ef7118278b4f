package web_test

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"hecha/web"
)

func TestHealth(t *testing.T) {
	h := web.NewHealth(map[string]web.Check{
		"bucket": func(context.Context) error { return nil },
		"queue":  func(context.Context) error { return errors.New("redis at 10.0.0.1 refuses the password") },
	}, slog.New(slog.DiscardHandler))
	for path, want := range map[string]struct {
		status int
		body   string
	}{
		"/livez":         {http.StatusOK, "ok"},
		"/readyz":        {http.StatusServiceUnavailable, `{"bucket":"ok","queue":"unavailable"}`},
		"/readyz/bucket": {http.StatusOK, `{"bucket":"ok"}`},
		"/readyz/queue":  {http.StatusServiceUnavailable, `{"queue":"unavailable"}`},
		"/readyz/none":   {http.StatusNotFound, "404 page not found"},
	} {
		w := httptest.NewRecorder()
		h.ServeHTTP(w, httptest.NewRequestWithContext(t.Context(), "GET", path, nil))
		if got := strings.TrimSpace(w.Body.String()); w.Code != want.status || got != want.body {
			t.Errorf("%s: %d %s, want %d %s", path, w.Code, got, want.status, want.body)
		}
	}
}
