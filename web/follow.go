package web

import (
	"cmp"
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"net/http"
	"regexp"
	"runtime/debug"
	"strconv"
	"time"

	"go.opentelemetry.io/otel/propagation"

	"hecha/pipeline/trace"
	"hecha/service"
)

// requestHeader names a request in its answer, the logs and the queue.
const requestHeader = "X-Request-Id"

var validRequest = regexp.MustCompile(`^[A-Za-z0-9._-]{1,64}$`)

// follow names every request, logs it by its operation and survives its panic.
// Neither addresses nor headers are logged: they may hold personal data.
func (a *api) follow(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		id := r.Header.Get(requestHeader)
		if !validRequest.MatchString(id) {
			id = rand.Text()
		}
		w.Header().Set(requestHeader, id)
		w.Header().Set("X-Content-Type-Options", "nosniff")
		w.Header().Set("Cache-Control", "no-store")
		seen := &observed{ResponseWriter: w}
		ctx, end := trace.Start(trace.From(r.Context(), propagation.HeaderCarrier(r.Header)), "request", trace.Request.String(id), trace.Method.String(r.Method))
		r = r.WithContext(context.WithValue(service.WithCorrelation(ctx, id), observedKey{}, seen))
		start := time.Now()
		defer func() {
			if p := recover(); p != nil {
				a.log.ErrorContext(r.Context(), "request panicked", "request", id, "error", fmt.Sprint(p), "stack", string(debug.Stack()))
				if seen.status == 0 {
					a.writeProblem(seen, r, fmt.Errorf("panic: %v", p))
				}
			}
			a.log.InfoContext(r.Context(), "request", "request", id, "method", r.Method, "operation", seen.operation,
				"status", seen.status, "duration_ms", time.Since(start).Milliseconds())
			trace.Name(ctx, cmp.Or(seen.operation, "request"), trace.Status.Int(seen.status))
			end(failed(seen.status))
			a.requests.WithLabelValues(seen.operation, strconv.Itoa(seen.status)).Observe(time.Since(start).Seconds())
		}()
		next.ServeHTTP(seen, r)
	})
}

// failed is an error for a status that says that the service failed.
func failed(status int) error {
	if status >= http.StatusInternalServerError {
		return errFailed
	}
	return nil
}

var errFailed = errors.New("failed")

type observedKey struct{}

// name tells follow which operation a request is.
func name(ctx context.Context, operation string) {
	if seen, ok := ctx.Value(observedKey{}).(*observed); ok {
		seen.operation = operation
	}
}

// observed remembers the operation of a request and the status of its answer.
type observed struct {
	http.ResponseWriter
	operation string
	status    int
}

// WriteHeader implements http.ResponseWriter.
func (o *observed) WriteHeader(status int) {
	if o.status == 0 {
		o.status = status
	}
	o.ResponseWriter.WriteHeader(status)
}

// Write implements http.ResponseWriter.
func (o *observed) Write(b []byte) (int, error) {
	if o.status == 0 {
		o.status = http.StatusOK
	}
	return o.ResponseWriter.Write(b)
}

// Unwrap is for http.ResponseController.
func (o *observed) Unwrap() http.ResponseWriter { return o.ResponseWriter }
