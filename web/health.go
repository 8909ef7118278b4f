package web

import (
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"net/http"
	"sync"
	"time"

	"hecha/service"
)

// Check tells by an error that a part of the service does not answer.
type Check func(ctx context.Context) error

// checkTime is how long a part may take to answer.
const checkTime = 3 * time.Second

// NewHealth serves /livez, which says that the process runs, and /readyz, which
// asks every part and names them; /readyz/NAME asks one. A part that does not
// answer makes it 503; the log says why, the answer does not.
func NewHealth(parts map[string]Check, log *slog.Logger) http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /livez", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprintln(w, "ok") })
	mux.HandleFunc("GET /readyz", func(w http.ResponseWriter, r *http.Request) { answerChecks(w, r, parts, log) })
	mux.HandleFunc("GET /readyz/{part}", func(w http.ResponseWriter, r *http.Request) {
		name := r.PathValue("part")
		check, ok := parts[name]
		if !ok {
			http.NotFound(w, r)
			return
		}
		answerChecks(w, r, map[string]Check{name: check}, log)
	})
	return mux
}

func answerChecks(w http.ResponseWriter, r *http.Request, parts map[string]Check, log *slog.Logger) {
	states, ok := ask(r.Context(), parts, log)
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Cache-Control", "no-store")
	if !ok {
		w.WriteHeader(http.StatusServiceUnavailable)
	}
	if err := json.NewEncoder(w).Encode(states); err != nil {
		log.DebugContext(r.Context(), "answer not sent", "error", err)
	}
}

// ask asks all parts at the same time.
func ask(ctx context.Context, parts map[string]Check, log *slog.Logger) (states map[string]string, ok bool) {
	ctx, cancel := context.WithTimeout(ctx, checkTime)
	defer cancel()
	var mu sync.Mutex
	var asked sync.WaitGroup
	states, ok = map[string]string{}, true
	for name, check := range parts {
		asked.Go(func() {
			err := check(ctx)
			mu.Lock()
			defer mu.Unlock()
			states[name] = "ok"
			if err != nil {
				states[name], ok = "unavailable", false
				log.WarnContext(ctx, "part does not answer", "part", name, "request", service.Correlation(ctx), "error", err)
			}
		})
	}
	asked.Wait()
	return states, ok
}
