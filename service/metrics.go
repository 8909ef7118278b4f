package service

import (
	"log/slog"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"hecha/document"
	"hecha/pipeline/queue"
)

// Metrics count what happens to uploads. They hold no identifiers.
type Metrics struct {
	received *prometheus.CounterVec   // by outcome
	read     *prometheus.CounterVec   // by outcome
	reading  prometheus.Histogram     // seconds from taking a task to its result
	stages   *prometheus.HistogramVec // seconds of work by stage
	fields   *prometheus.CounterVec   // by whether they are doubted
	failed   prometheus.Counter
	looks    prometheus.Counter
}

// NewMetrics are metrics that r gathers.
func NewMetrics(r prometheus.Registerer) *Metrics {
	m := &Metrics{
		received: prometheus.NewCounterVec(prometheus.CounterOpts{Name: "hecha_uploads_received_total",
			Help: "Uploads that were sent, by outcome: accepted, refused, busy or failed."}, []string{"outcome"}),
		read: prometheus.NewCounterVec(prometheus.CounterOpts{Name: "hecha_uploads_read_total",
			Help: "Uploads that were read, by outcome: ok or the code of the problem."}, []string{"outcome"}),
		reading: prometheus.NewHistogram(prometheus.HistogramOpts{Name: "hecha_reading_seconds",
			Help: "Time from taking an upload up to its stored result.", Buckets: prometheus.ExponentialBuckets(0.1, 2, 12)}),
		stages: prometheus.NewHistogramVec(prometheus.HistogramOpts{Name: "hecha_stage_seconds",
			Help: "Work on one upload by stage.", Buckets: prometheus.ExponentialBuckets(0.005, 2, 14)}, []string{"stage"}),
		fields: prometheus.NewCounterVec(prometheus.CounterOpts{Name: "hecha_fields_total",
			Help: "Fields that were read, by whether they ask for a person."}, []string{"doubted"}),
		failed: prometheus.NewCounter(prometheus.CounterOpts{Name: "hecha_task_failures_total",
			Help: "Tasks that failed and are tried again."}),
		looks: prometheus.NewCounter(prometheus.CounterOpts{Name: "hecha_looks_total",
			Help: "Looks at applications that were written down."}),
	}
	r.MustRegister(m.received, m.read, m.reading, m.stages, m.fields, m.failed, m.looks)
	return m
}

// result counts an upload that was read.
func (m *Metrics) result(r document.Result, took time.Duration) {
	m.read.WithLabelValues(outcome(r)).Inc()
	m.reading.Observe(took.Seconds())
	for stage, ms := range r.TimingMS {
		m.stages.WithLabelValues(stage).Observe(ms / 1000)
	}
	for _, d := range r.Documents {
		for _, f := range d.Fields {
			doubted := "no"
			if len(f.Doubt) > 0 {
				doubted = "yes"
			}
			m.fields.WithLabelValues(doubted).Inc()
		}
	}
}

// outcome is ok or the code of the upload's problem.
func outcome(r document.Result) string {
	if r.Problem != nil {
		return r.Problem.Code
	}
	return "ok"
}

// Gauges measure the queues whenever they are asked.
type Gauges struct {
	Queue Queue
	Log   *slog.Logger
}

var _ prometheus.Collector = Gauges{}

var (
	tasksDesc   = prometheus.NewDesc("hecha_queue_tasks", "Tasks in a queue.", []string{"queue", "state"}, nil)
	oldestDesc  = prometheus.NewDesc("hecha_queue_oldest_seconds", "How long the first in a queue has waited.", []string{"queue"}, nil)
	workersDesc = prometheus.NewDesc("hecha_workers", "Worker processes that are alive.", nil, nil)
)

// Describe implements prometheus.Collector.
func (l Gauges) Describe(out chan<- *prometheus.Desc) {
	for _, d := range []*prometheus.Desc{tasksDesc, oldestDesc, workersDesc} {
		out <- d
	}
}

// Collect implements prometheus.Collector. A queue that does not answer has no
// values; the rest is gathered all the same.
func (l Gauges) Collect(out chan<- prometheus.Metric) {
	for _, p := range queue.Priorities {
		load, err := l.Queue.Load(p)
		if err != nil {
			l.Log.Warn("queue not measured", "queue", p, "error", err)
			return
		}
		gauge := func(d *prometheus.Desc, v float64, labels ...string) {
			out <- prometheus.MustNewConstMetric(d, prometheus.GaugeValue, v, labels...)
		}
		gauge(tasksDesc, float64(load.Waiting), string(p), "waiting")
		gauge(tasksDesc, float64(load.Running), string(p), "running")
		gauge(oldestDesc, load.Oldest.Seconds(), string(p))
	}
	if n, err := l.Queue.Workers(); err == nil {
		out <- prometheus.MustNewConstMetric(workersDesc, prometheus.GaugeValue, float64(n))
	}
}
