package trace_test

import (
	"errors"
	"net/http"
	"testing"
	"time"

	"go.opentelemetry.io/otel"
	"go.opentelemetry.io/otel/codes"
	"go.opentelemetry.io/otel/propagation"
	sdk "go.opentelemetry.io/otel/sdk/trace"
	"go.opentelemetry.io/otel/sdk/trace/tracetest"

	"hecha/pipeline/trace"
)

// A trace goes on in another process, and tells of an error only that there was
// one.
func TestResume(t *testing.T) {
	if p := trace.Parent(t.Context()); p != "" {
		t.Errorf("outside of every step the parent is %q", p)
	}
	spans := tracetest.NewInMemoryExporter()
	provider := sdk.NewTracerProvider(sdk.WithSyncer(spans))
	before := otel.GetTracerProvider()
	otel.SetTracerProvider(provider)
	t.Cleanup(func() { otel.SetTracerProvider(before) })
	ctx, end := trace.Start(t.Context(), "upload", trace.Upload.String("abc"))
	parent := trace.Parent(ctx)
	end(nil)
	_, end = trace.Start(trace.Resume(t.Context(), parent), "read")
	end(errors.New("张三 430104199003070011"))
	got := spans.GetSpans()
	if len(got) != 2 || got[0].SpanContext.TraceID() != got[1].SpanContext.TraceID() || got[1].Parent.SpanID() != got[0].SpanContext.SpanID() {
		t.Fatalf("spans %+v", got)
	}
	if got[0].Status.Code != codes.Unset || got[1].Status.Code != codes.Error || got[1].Status.Description != "" || len(got[1].Events) != 0 {
		t.Errorf("statuses %+v and %+v, events %v", got[0].Status, got[1].Status, got[1].Events)
	}
}

// What is waited for is a step that began before anybody could tell of it.
func TestWaited(t *testing.T) {
	spans := tracetest.NewInMemoryExporter()
	before := otel.GetTracerProvider()
	otel.SetTracerProvider(sdk.NewTracerProvider(sdk.WithSyncer(spans)))
	t.Cleanup(func() { otel.SetTracerProvider(before) })
	since := time.Now().Add(-time.Minute)
	trace.Waited(t.Context(), "nobody knows since when", time.Time{})
	trace.Waited(t.Context(), "not yet", time.Now().Add(time.Hour))
	trace.Waited(t.Context(), "wait", since)
	got := spans.GetSpans()
	if len(got) != 1 || got[0].Name != "wait" || !got[0].StartTime.Equal(since) || got[0].EndTime.Sub(since) < time.Minute {
		t.Errorf("spans %+v", got)
	}
}

// A request may be part of a trace already.
func TestFrom(t *testing.T) {
	const parent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"
	header := http.Header{"Traceparent": {parent}}
	if got := trace.Parent(trace.From(t.Context(), propagation.HeaderCarrier(header))); got != parent {
		t.Errorf("parent %q, want %q", got, parent)
	}
	if got := trace.Parent(trace.Resume(t.Context(), "nonsense")); got != "" {
		t.Errorf("nonsense became %q", got)
	}
}

// BenchmarkOff is what a step costs that nobody follows.
func BenchmarkOff(b *testing.B) {
	for b.Loop() {
		_, end := trace.Start(b.Context(), "step", trace.Upload.String("abc"))
		end(nil)
	}
}
