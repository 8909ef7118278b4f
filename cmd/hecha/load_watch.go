package main

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"

	dto "github.com/prometheus/client_model/go"
	"github.com/prometheus/common/expfmt"
	"github.com/prometheus/common/model"
)

// gauges are what the service says of itself at a moment.
type gauges struct {
	resident         float64 // bytes
	running, waiting float64 // uploads being read, and that wait for it
}

// watched is what was seen of a service on the way.
type watched struct {
	first, last gauges
	most        gauges // of each, at any time
	looks       int
	failed      error // the last look that failed
}

// lookEvery is how often the service is asked.
const lookEvery = 200 * time.Millisecond

// watch looks at the service until ctx ends; what it returns waits for that and
// tells what was seen. Without an address nothing is.
func (c loadCmd) watch(ctx context.Context) (seen func() watched) {
	if c.Operating == "" {
		return func() watched { return watched{} }
	}
	url := strings.TrimSuffix(c.Operating, "/") + "/metrics"
	told := make(chan watched, 1)
	go func() {
		var w watched
		w.look(ctx, url)
		for tick := time.NewTicker(lookEvery); ctx.Err() == nil; {
			select {
			case <-ctx.Done():
				tick.Stop()
			case <-tick.C:
				w.look(ctx, url)
			}
		}
		w.look(context.WithoutCancel(ctx), url)
		told <- w
	}()
	return func() watched { return <-told }
}

func (w *watched) look(ctx context.Context, url string) {
	g, err := readGauges(ctx, url)
	if err != nil {
		w.failed = err
		return
	}
	if w.looks++; w.looks == 1 {
		w.first = g
	}
	w.last = g
	w.most = gauges{max(w.most.resident, g.resident), max(w.most.running, g.running), max(w.most.waiting, g.waiting)}
}

func (w watched) print(out io.Writer) {
	if w.looks == 0 {
		if w.failed != nil {
			fmt.Fprintf(out, "the service does not tell of its memory: %v\n", w.failed)
		}
		return
	}
	mib := func(bytes float64) float64 { return bytes / (1 << 20) }
	fmt.Fprintf(out, "resident memory of the service: %.0f MiB before, at most %.0f, %.0f after (%d looks)\n",
		mib(w.first.resident), mib(w.most.resident), mib(w.last.resident), w.looks)
	fmt.Fprintf(out, "workers: at most %.0f uploads being read at a time, %.0f waiting at the end\n", w.most.running, w.last.waiting)
}

// readGauges reads the metrics of a service.
func readGauges(ctx context.Context, url string) (g gauges, err error) {
	ctx, cancel := context.WithTimeout(ctx, 10*time.Second)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return g, err
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return g, err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return g, fmt.Errorf("%s: %s", url, resp.Status)
	}
	parser := expfmt.NewTextParser(model.UTF8Validation)
	families, err := parser.TextToMetricFamilies(resp.Body)
	if err != nil {
		return g, fmt.Errorf("%s: %w", url, err)
	}
	resident, ok := families["process_resident_memory_bytes"]
	if !ok {
		return g, fmt.Errorf("%s does not tell the memory of a process", url)
	}
	g.resident = resident.Metric[0].GetGauge().GetValue()
	g.running = tasks(families["hecha_queue_tasks"], "running")
	g.waiting = tasks(families["hecha_queue_tasks"], "waiting")
	return g, nil
}

// tasks are those of a state in all queues.
func tasks(family *dto.MetricFamily, state string) (n float64) {
	for _, m := range family.GetMetric() {
		for _, label := range m.Label {
			if label.GetName() == "state" && label.GetValue() == state {
				n += m.GetGauge().GetValue()
			}
		}
	}
	return n
}
