// Package trace tells OpenTelemetry what a request takes, from the upload to its
// result. As long as the program sets no provider it does nothing, in less
// than a microsecond. Nothing that it tells is about a person: names of steps, digests and
// identifiers; of an error only that there was one.
package trace

import (
	"context"
	"time"

	"go.opentelemetry.io/otel"
	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/codes"
	"go.opentelemetry.io/otel/propagation"
	"go.opentelemetry.io/otel/trace"
)

// tracer is what the spans come from.
const tracer = "hecha"

// What spans tell beside their names.
const (
	Upload      = attribute.Key("hecha.upload") // SHA-256
	Application = attribute.Key("hecha.application")
	Fingerprint = attribute.Key("hecha.fingerprint")
	Request     = attribute.Key("hecha.request") // as in the logs
	Status      = attribute.Key("http.response.status_code")
	Method      = attribute.Key("http.request.method")
)

// Start begins a step of what ctx belongs to. Calling end ends it, with why it
// failed or nil.
func Start(ctx context.Context, step string, attributes ...attribute.KeyValue) (stepping context.Context, end func(error)) {
	ctx, span := otel.Tracer(tracer).Start(ctx, step, trace.WithAttributes(attributes...))
	return ctx, func(err error) {
		if err != nil {
			span.SetStatus(codes.Error, "")
		}
		span.End()
	}
}

// Waited is a step of what ctx belongs to that began at a time and ends now. There is
// none when nobody knows the time, or the clocks of two machines disagree.
func Waited(ctx context.Context, step string, since time.Time, attributes ...attribute.KeyValue) {
	if now := time.Now(); since.IsZero() || now.Before(since) {
		return
	}
	_, span := otel.Tracer(tracer).Start(ctx, step, trace.WithTimestamp(since), trace.WithAttributes(attributes...))
	span.End()
}

// Name names the step that ctx is in when its name is known only later.
func Name(ctx context.Context, step string, attributes ...attribute.KeyValue) {
	span := trace.SpanFromContext(ctx)
	span.SetName(step)
	span.SetAttributes(attributes...)
}

// w3c is the form in which a trace goes from one process to another.
var w3c = propagation.TraceContext{}

// Carrier is where a trace stands between two processes: the headers of a request.
type Carrier = propagation.TextMapCarrier

// From is ctx as a part of what c carries; ctx itself where that is nothing.
func From(ctx context.Context, c Carrier) context.Context { return w3c.Extract(ctx, c) }

// traceparent is the only header of a trace that tasks carry.
const traceparent = "traceparent"

// Parent is the step that ctx is in, for Resume in another process; "" where nobody
// follows it.
func Parent(ctx context.Context) string {
	c := propagation.MapCarrier{}
	w3c.Inject(ctx, c)
	return c[traceparent]
}

// Resume is ctx as a part of the step that Parent named.
func Resume(ctx context.Context, parent string) context.Context {
	return From(ctx, propagation.MapCarrier{traceparent: parent})
}
