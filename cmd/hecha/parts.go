package main

import (
	"context"
	"errors"
	"log/slog"
	"net"
	"os"
	"path/filepath"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"

	"hecha/document"
	"hecha/pipeline"
	"hecha/pipeline/policy"
	"hecha/pipeline/queue"
	"hecha/service"
	"hecha/storage"
	"hecha/storage/index"
)

// serviceFlags say where the parts of the service are. Without any, all of them
// are in this process and in one folder.
type serviceFlags struct {
	Bucket bucketFlags `embed:""`
	Redis  string      `help:"Redis that holds queue and sessions, redis://HOST:PORT; one inside this process where none is given. A password belongs into the variable." env:"HECHA_REDIS" placeholder:"URL"`
	Index  string      `help:"Index: a file, or postgres://USER@HOST/NAME. A password belongs into the variable." env:"HECHA_INDEX" placeholder:"LOCATION"`

	Webhook        string `help:"Address that is told what happens, signed with HECHA_WEBHOOK_SECRET." env:"HECHA_WEBHOOK" placeholder:"URL"`
	WebhookPrivate bool   `help:"Let the webhook be http and inside the own network." env:"HECHA_WEBHOOK_PRIVATE"`
}

// webhookSecret has no flag: a command line can be read by every user of a
// machine.
const webhookSecret = "HECHA_WEBHOOK_SECRET"

// parts are what serve and work are made of.
type parts struct {
	bucket     closingBucket
	repository *storage.Repository
	redis      *queue.Redis
	index      *index.Index
	scanner    *fileScanner
	rules      *policy.Policy
	registry   *prometheus.Registry
	metrics    *service.Metrics
	webhook    *service.Webhook // nil: nobody outside is told
	log        *slog.Logger
	untrace    func() // tells the last traces
}

// openParts opens everything, and waits for what is on another machine and does
// not answer yet. The caller closes the parts.
func openParts(ctx context.Context, cfg config, f serviceFlags, log *slog.Logger) (p *parts, err error) {
	p = &parts{log: log, registry: prometheus.NewRegistry(), untrace: func() {}}
	p.registry.MustRegister(collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	p.metrics = service.NewMetrics(p.registry)
	defer func() {
		if err != nil {
			err = errors.Join(err, p.Close())
		}
	}()
	if p.untrace, err = traced(ctx, log); err != nil {
		p.untrace = func() {}
		return nil, err
	}
	if p.rules, err = policy.Default(); err != nil {
		return nil, err
	}
	if p.bucket, err = waitFor(ctx, log, "bucket", func() (closingBucket, error) { return openBucket(ctx, f.Bucket) }); err != nil {
		return nil, err
	}
	p.repository = storage.New(p.bucket, "")
	if p.webhook, err = f.webhook(p.repository, p.rules); err != nil {
		return nil, err
	}
	if p.redis, err = openQueue(ctx, log, f.Redis); err != nil {
		return nil, err
	}
	if p.index, err = waitFor(ctx, log, "index", func() (*index.Index, error) { return index.Open(ctx, f.index()) }); err != nil {
		return nil, err
	}
	p.scanner, err = openScannerWith(cfg, time.Time{}, remember(p.repository))
	return p, err
}

func openQueue(ctx context.Context, log *slog.Logger, url string) (*queue.Redis, error) {
	if url == "" {
		return queue.Embedded()
	}
	r, err := queue.Open(url)
	if err != nil {
		return nil, err
	}
	return waitFor(ctx, log, "queue", func() (*queue.Redis, error) { return r, r.Ping(ctx) })
}

// index is where the index is: beside the bucket, unless a place was given.
func (f serviceFlags) index() string {
	if f.Index != "" {
		return f.Index
	}
	return filepath.Join(f.Bucket.Data, "index.db")
}

// webhook is nil where no address was given.
func (f serviceFlags) webhook(r *storage.Repository, rules *policy.Policy) (*service.Webhook, error) {
	if f.Webhook == "" {
		return nil, nil
	}
	return service.NewWebhook(service.WebhookConfig{
		Address: f.Webhook, Secret: []byte(os.Getenv(webhookSecret)), Private: f.WebhookPrivate, Repository: r, Telling: telling(rules),
	})
}

// notifier is nil where nobody outside is told.
func (p *parts) notifier() service.Notifier {
	if p.webhook == nil {
		return nil
	}
	return queue.NewClient(p.redis, queue.Limits{})
}

// askAgain is how long somebody who does not answer is left alone.
const askAgain = 2 * time.Second

// waitFor opens a part, again and again as long as the network is why it fails.
func waitFor[T any](ctx context.Context, log *slog.Logger, part string, open func() (T, error)) (T, error) {
	for {
		v, err := open()
		var network net.Error
		if err == nil || !errors.As(err, &network) {
			return v, err
		}
		log.WarnContext(ctx, "waiting for a part", "part", part, "error", err)
		select {
		case <-ctx.Done():
			return v, ctx.Err()
		case <-time.After(askAgain):
		}
	}
}

// Close closes what was opened, in the opposite order.
func (p *parts) Close() error {
	defer p.untrace()
	var errs []error
	if p.scanner != nil {
		errs = append(errs, p.scanner.Close())
	}
	if p.index != nil {
		errs = append(errs, p.index.Close())
	}
	if p.redis != nil {
		errs = append(errs, p.redis.Close())
	}
	if p.bucket != nil {
		errs = append(errs, p.bucket.Close())
	}
	return errors.Join(errs...)
}

// reader reads an upload as of the day on which it came.
type reader struct{ *pipeline.Processor }

var _ service.Reader = reader{}

// Read implements service.Reader.
func (r reader) Read(ctx context.Context, upload []byte, day time.Time, progress func(pages int)) (document.Result, error) {
	return r.On(day, progress).Process(ctx, upload)
}

// newLog writes JSON, one object a line, to standard error.
func newLog() *slog.Logger { return slog.New(slog.NewJSONHandler(os.Stderr, nil)) }
