package pages_test

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"
)

// forms are where people, and strangers, send forms.
var forms = []string{
	"/login", "/logout", "/password", "/language", "/applications", "/applications/x/declaration", "/applications/x/commitment",
	"/applications/x/submission", "/applications/x/decision", "/applications/x/uploads/y", "/applications/x/withdrawals/y",
	"/applications/x/acts", "/office/acts",
}

func TestFormsAreBounded(t *testing.T) {
	h := open(t)
	b := h.as(candidate)
	large := strings.Repeat("长", 30_000) // three bytes each
	for _, path := range forms {
		r := b.post(path, "account", large).want(t, http.StatusRequestEntityTooLarge)
		if !strings.Contains(r.Body, "too long") && !strings.Contains(r.Body, "过长") {
			t.Errorf("%s: the page does not say what is wrong:\n%s", path, r.Body)
		}
	}
	stranger := h.browser()
	stranger.post("/login", "account", large).want(t, http.StatusRequestEntityTooLarge)
	b.post("/language", "language", "en").want(t, http.StatusSeeOther)
}

// timed is an answer on a connection that knows its deadline.
type timed struct {
	*httptest.ResponseRecorder
	deadlines []time.Time
}

func (t *timed) SetReadDeadline(d time.Time) error {
	t.deadlines = append(t.deadlines, d)
	return nil
}

// Whoever begins a form and falls silent does not hold the connection.
func TestFormsHaveADeadline(t *testing.T) {
	h := open(t)
	for _, path := range []string{"/login", "/logout", "/language"} {
		w := &timed{ResponseRecorder: httptest.NewRecorder()}
		req := httptest.NewRequestWithContext(t.Context(), "POST", path, strings.NewReader("account=c-1"))
		req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		h.Config.Handler.ServeHTTP(w, req)
		if len(w.deadlines) == 0 || w.deadlines[0].IsZero() {
			t.Errorf("%s: deadlines %v", path, w.deadlines)
		}
	}
}
