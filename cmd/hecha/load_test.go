package main

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"hecha/pipeline/raster"
)

// What was accepted and what was refused, and why, is counted; so is what the
// service says of itself on the way.
func TestLoad(t *testing.T) {
	var uploads, looks atomic.Int64
	mux := http.NewServeMux()
	mux.HandleFunc("POST /api/applications", func(w http.ResponseWriter, _ *http.Request) { io.WriteString(w, `{"id":"a"}`) })
	mux.HandleFunc("POST /api/applications/a/uploads", func(w http.ResponseWriter, r *http.Request) {
		n, err := io.Copy(io.Discard, r.Body)
		if err != nil || n != 2<<20 {
			t.Errorf("received %d bytes, %v", n, err)
		}
		if uploads.Add(1) > 3 {
			w.WriteHeader(http.StatusServiceUnavailable)
			io.WriteString(w, `{"detail":"the queue is long"}`)
			return
		}
		io.WriteString(w, `{}`)
	})
	mux.HandleFunc("GET /metrics", func(w http.ResponseWriter, _ *http.Request) {
		resident := 100
		if looks.Add(1) == 1 {
			resident = 300
		}
		fmt.Fprintf(w, "# TYPE process_resident_memory_bytes gauge\nprocess_resident_memory_bytes %d\n# TYPE hecha_queue_tasks gauge\n"+
			"hecha_queue_tasks{queue=\"batch\",state=\"waiting\"} 2\nhecha_queue_tasks{queue=\"interactive\",state=\"waiting\"} 5\nhecha_queue_tasks{queue=\"interactive\",state=\"running\"} 1\n", resident<<20)
	})
	server := httptest.NewServer(mux)
	defer server.Close()
	var out strings.Builder
	c := loadCmd{URL: server.URL, Operating: server.URL, Clients: 2, Uploads: 4, For: time.Minute, Megabytes: 2}
	if err := c.run(t.Context(), &out); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		"3 uploads of 2.0 MiB accepted", "1 refused", "the queue is long", "time to the answer: median",
		"300 MiB before, at most 300, 100 after", "at most 1 uploads being read at a time, 7 waiting at the end",
	} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("it lacks %q:\n%s", want, &out)
		}
	}
}

// The largest file that can be asked for is one that a service takes.
func TestLoadFile(t *testing.T) {
	file, err := loadFile(50)
	if size := int64(len(file) + ownBytes); err != nil || size != raster.DefaultLimits.MaxBytes {
		t.Errorf("%d bytes, %v; want %d", size, err, raster.DefaultLimits.MaxBytes)
	}
}
