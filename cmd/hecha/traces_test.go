package main

import (
	"compress/gzip"
	"io"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	collector "go.opentelemetry.io/proto/otlp/collector/trace/v1"
	trace "go.opentelemetry.io/proto/otlp/trace/v1"
	"google.golang.org/protobuf/proto"

	"hecha/document"
	"hecha/specimen"
)

// spans is a collector of traces.
type spans struct {
	mu  sync.Mutex
	all []*trace.Span
	raw strings.Builder // everything that was told, as text
}

func (s *spans) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body := io.Reader(r.Body)
	if r.Header.Get("Content-Encoding") == "gzip" {
		var err error
		if body, err = gzip.NewReader(r.Body); err != nil {
			http.Error(w, err.Error(), http.StatusBadRequest)
			return
		}
	}
	data, err := io.ReadAll(body)
	var request collector.ExportTraceServiceRequest
	if err == nil {
		err = proto.Unmarshal(data, &request)
	}
	if err != nil || r.URL.Path != "/v1/traces" {
		http.Error(w, "no traces", http.StatusBadRequest)
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.raw.WriteString(request.String())
	for _, of := range request.ResourceSpans {
		for _, scope := range of.ScopeSpans {
			s.all = append(s.all, scope.Spans...)
		}
	}
}

// steps are the spans of a trace by their names.
func (s *spans) steps(id []byte) map[string]*trace.Span {
	s.mu.Lock()
	defer s.mu.Unlock()
	found := map[string]*trace.Span{}
	for _, span := range s.all {
		if string(span.TraceId) == string(id) {
			found[span.Name] = span
		}
	}
	return found
}

// One trace leads from the request of an upload through serve, the queue and a
// worker in another process to the index, and says nothing about the person.
func TestTraces(t *testing.T) {
	told := &spans{}
	server := httptest.NewServer(told)
	t.Cleanup(server.Close)
	t.Setenv("OTEL_EXPORTER_OTLP_ENDPOINT", server.URL)
	t.Setenv("OTEL_BSP_SCHEDULE_DELAY", "200")
	f := newFleet(t, 1, rand.New(rand.NewPCG(1, 1)))
	card := specimen.Draw(document.IDCardPortrait, specimen.Tune, 11)[0]
	person := card.Documents[0].Fields
	file := filepath.Join(t.TempDir(), person["name"]+".jpg")
	writeJPEG(t, file, card)
	c := client{"http://" + f.listen, f.secret}
	id, err := c.create(t.Context(), document.Application{Exam: "一级建造师", ExamYear: 2020, EducationPath: document.PathRegular, EducationLevel: "本科", Name: person["name"], IDNumber: person["id_number"]})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := c.upload(t.Context(), id, file); err != nil {
		t.Fatal(err)
	}
	// The parent of each step; those of stages are steps of "read upload".
	want := map[string]string{
		"upload": "", "receive": "upload", "store upload": "receive", "enqueue": "receive", "wait in queue": "enqueue", "read upload": "enqueue",
		"raster": "read upload", "ocr": "read upload", "extract": "read upload", "store result": "read upload", "index": "read upload",
	}
	var steps map[string]*trace.Span
	for end := time.Now().Add(time.Minute); ; time.Sleep(200 * time.Millisecond) {
		if steps = told.steps(told.traceOf("upload")); steps["index"] != nil && steps["upload"] != nil {
			break
		}
		if time.Now().After(end) {
			t.Fatalf("after a minute the trace has only %v", names(steps))
		}
	}
	for step, parent := range want {
		switch {
		case steps[step] == nil:
			t.Errorf("nothing is told of %q; only of %v", step, names(steps))
		case parent != "" && steps[parent] != nil && string(steps[step].ParentSpanId) != string(steps[parent].SpanId):
			t.Errorf("%q is no step of %q", step, parent)
		}
	}
	if wait, read := steps["wait in queue"], steps["read upload"]; wait != nil && read != nil &&
		(wait.StartTimeUnixNano > wait.EndTimeUnixNano || wait.EndTimeUnixNano > read.StartTimeUnixNano) {
		t.Errorf("it waited from %d to %d, and was read from %d on", wait.StartTimeUnixNano, wait.EndTimeUnixNano, read.StartTimeUnixNano)
	}
	told.mu.Lock()
	defer told.mu.Unlock()
	for _, private := range []string{person["name"], person["id_number"], person["address"], f.secret, filepath.Base(file)} {
		if strings.Contains(told.raw.String(), private) {
			t.Errorf("the traces hold %s", private)
		}
	}
}

// traceOf is the trace of which a step is a part; nil for none.
func (s *spans) traceOf(step string) []byte {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, span := range s.all {
		if span.Name == step {
			return span.TraceId
		}
	}
	return nil
}

func names(steps map[string]*trace.Span) (all []string) {
	for name := range steps {
		all = append(all, name)
	}
	return all
}
