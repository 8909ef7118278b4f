package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/promhttp"
	"golang.org/x/sync/errgroup"

	"hecha/pipeline/queue"
	"hecha/pipeline/raster"
	"hecha/service"
	"hecha/web"
	"hecha/web/pages"
	"hecha/web/signin"
)

type serveCmd struct {
	Service    serviceFlags  `embed:""`
	Signin     signinFlags   `embed:"" prefix:"oidc-"`
	Listen     string        `help:"Address of the service." env:"HECHA_LISTEN" default:"127.0.0.1:8080" placeholder:"HOST:PORT"`
	Operating  string        `help:"Address for /metrics, /livez and /readyz, for operators only; the last two are at --listen, too." env:"HECHA_OPERATING" placeholder:"HOST:PORT"`
	Work       bool          `help:"Read uploads in this process, too." env:"HECHA_WORK" default:"true" negatable:""`
	SweepEvery time.Duration `help:"How often uploads that queue or workers lost are looked for." env:"HECHA_SWEEP_EVERY" default:"1m"`
	Proxies    []string      `help:"Addresses, or ranges such as 10.0.0.0/8, of proxies in front of the service, whose X-Forwarded-For is believed." env:"HECHA_PROXIES" placeholder:"ADDRESS,…"`
	HTTPS      bool          `help:"People reach the service by HTTPS: cookies are sent over it alone." env:"HECHA_HTTPS"`
	Font       string        `help:"TrueType font with Latin and Chinese characters, for case files." env:"HECHA_FONT" default:"/usr/share/fonts/truetype/lxgw-wenkai/LXGWWenKai-Regular.ttf" type:"path"`
	MaxUploads int           `help:"Uploads that an application may hold; 0: any number." env:"HECHA_MAX_UPLOADS" default:"200"`
	Second     secondFlags   `embed:"" prefix:"second-review-"`
	Reminders  remindFlags   `embed:"" prefix:"remind-"`
	MaxWaiting int           `help:"Refuse uploads while so many wait to be read; 0: never." env:"HECHA_MAX_WAITING" default:"5000"`
}

// secondFlags say which decisions need a second person.
type secondFlags struct {
	Failures bool    `help:"Whoever is failed: another reviewer, who does not know it, has to say the same." env:"HECHA_SECOND_REVIEW_FAILURES" default:"true" negatable:""`
	Risk     float64 `help:"Whoever is passed with a risk of so much or more; 0: nobody for that." env:"HECHA_SECOND_REVIEW_RISK" default:"30" placeholder:"SCORE"`
	Share    float64 `help:"Share of all who are passed, drawn by lot, from 0 to 1." env:"HECHA_SECOND_REVIEW_SHARE" default:"0.05" placeholder:"SHARE"`
}

// Validate refuses what is no share and no score.
func (f secondFlags) Validate() error {
	switch {
	case f.Share < 0 || f.Share > 1:
		return fmt.Errorf("--second-review-share is %g: give a share from 0 to 1, such as 0.05", f.Share)
	case f.Risk < 0:
		return fmt.Errorf("--second-review-risk is %g: give a score from 0 on", f.Risk)
	}
	return nil
}

// remindFlags say when people are reminded of deadlines.
type remindFlags struct {
	Days    int  `help:"Days before a deadline on which whoever has something to do is reminded, over the webhook; 0: not before." env:"HECHA_REMIND_DAYS" default:"7"`
	Overdue bool `help:"Remind them once more when it is over." env:"HECHA_REMIND_OVERDUE" default:"true" negatable:""`
}

// Validate refuses what is no number of days.
func (f remindFlags) Validate() error {
	if f.Days < 0 || f.Days > 365 {
		return fmt.Errorf("--remind-days is %d: give a number of days from 0 to 365", f.Days)
	}
	return nil
}

// remindEvery is how often it is looked whom to remind.
const remindEvery = time.Hour

var errNoQueue = errors.New("workers in other processes need a queue that all share: give --redis redis://HOST:PORT")

// Run serves until it is told to end.
func (c serveCmd) Run(ctx context.Context, cfg config) error {
	if !c.Work && c.Service.Redis == "" {
		return errNoQueue
	}
	provider, err := c.Signin.provider()
	if err != nil {
		return err
	}
	c.Service.Bucket = c.Service.Bucket.orDefault()
	p, err := openParts(ctx, cfg, c.Service, newLog())
	if err != nil {
		return err
	}
	return errors.Join(c.serve(ctx, cfg, p, provider), p.Close())
}

func (c serveCmd) serve(ctx context.Context, cfg config, p *parts, provider *signin.Provider) error {
	log := p.log
	spool := filepath.Join(c.Service.Bucket.Data, "spool")
	s := p.service(c)
	api, err := p.faces(s, spool, c, provider)
	if err != nil {
		return err
	}
	jobs := []job{
		func(ctx context.Context) error { return listen(ctx, c.Listen, api, log) },
		func(ctx context.Context) error { return listen(ctx, c.Operating, p.operating(), log) },
		func(ctx context.Context) error { return p.sweep(ctx, c.SweepEvery) },
		func(ctx context.Context) error { return s.KeepIndex(ctx, p.index, c.SweepEvery) },
		func(ctx context.Context) error { return s.PerformBulks(ctx, c.SweepEvery) },
		func(ctx context.Context) error { return cleanSpool(ctx, spool, log) },
	}
	if p.webhook != nil {
		jobs = append(jobs,
			func(ctx context.Context) error { return queue.Deliver(ctx, p.redis, p.webhook, log) },
			func(ctx context.Context) error {
				return s.KeepReminding(ctx, service.NewPeople(p.repository, p.redis.Client()), remindEvery)
			})
	}
	if c.Work {
		jobs = append(jobs, func(ctx context.Context) error { return p.work(ctx, cfg) })
	}
	fmt.Fprintf(os.Stdout, "Hecha is at http://%s and keeps everything in %s\n", c.Listen, c.Service.Bucket.where())
	return together(ctx, jobs...)
}

// where tells people where things are kept.
func (f bucketFlags) where() string {
	if f.S3Endpoint != "" {
		return "bucket " + f.S3Bucket + " at " + f.S3Endpoint
	}
	return f.Data
}

func (p *parts) service(c serveCmd) *service.Service {
	return service.New(service.Config{
		Repository: p.repository, Index: p.index, Queue: queue.NewClient(p.redis, queue.Limits{}), Follower: p.redis, Leases: p.redis,
		Notifier: p.notifier(), Metrics: p.metrics, Raster: p.scanner.raster, Rules: p.rules, Fingerprint: p.scanner.processor.Fingerprint(),
		MaxUpload: raster.DefaultLimits.MaxBytes, MaxUploads: c.MaxUploads, MaxWaiting: c.MaxWaiting,
		Second: service.Second(c.Second), Reminders: service.Reminders(c.Reminders), Log: p.log,
	})
}

// faces is everything at the address of the service.
func (p *parts) faces(s *service.Service, spool string, c serveCmd, provider *signin.Provider) (http.Handler, error) {
	sessions := pages.NewSessions(service.NewPeople(p.repository, p.redis.Client()), p.redis.Client(), c.HTTPS)
	api, err := web.NewAPI(web.Config{
		Service: s, Auth: web.Either{Bearer: web.Bearer{Tokens: service.NewTokens(p.repository)}, Session: sessions},
		Say: sayWith, Spool: spool, Metrics: p.registry, Log: p.log,
	})
	if err != nil {
		return nil, err
	}
	mux := http.NewServeMux()
	mux.Handle("/", pages.New(pages.Config{Service: s, Sessions: sessions, Words: words, Provider: provider, Font: c.Font, Log: p.log}))
	mux.Handle("/api/", api)
	mux.Handle("/openapi.json", api)
	health := p.health()
	mux.Handle("/livez", health)
	mux.Handle("/readyz", health)
	mux.Handle("/readyz/", health)
	around, err := web.Origins(c.Proxies)
	if err != nil {
		return nil, err
	}
	return around(sessions.Load(mux)), nil
}

func (p *parts) health() http.Handler {
	return web.NewHealth(map[string]web.Check{
		"bucket": func(ctx context.Context) error { return service.CheckBucket(ctx, p.repository) },
		"queue":  p.redis.Ping, "index": p.index.Ping,
	}, p.log)
}

// operating is what only operators see.
func (p *parts) operating() http.Handler {
	mux := http.NewServeMux()
	mux.Handle("/", p.health())
	mux.Handle("/metrics", promhttp.HandlerFor(p.registry, promhttp.HandlerOpts{}))
	return mux
}

// sweep brings back what queue and workers lost, until ctx ends.
func (p *parts) sweep(ctx context.Context, every time.Duration) error {
	client := queue.NewClient(p.redis, queue.Limits{})
	sweeper := queue.NewSweeper(client, service.Missing(p.repository, p.index, p.scanner.processor.Fingerprint()))
	p.registry.MustRegister(service.Gauges{Queue: client, Log: p.log}, prometheus.NewCounterFunc(prometheus.CounterOpts{
		Name: "hecha_swept_total", Help: "Uploads that were enqueued again because bucket and queue differed.",
	}, func() float64 { return float64(sweeper.Swept()) }))
	sweeper.Run(ctx, every, p.log)
	return nil
}

// spoolKept is how long an upload in pieces may rest.
const spoolKept = 24 * time.Hour

func cleanSpool(ctx context.Context, dir string, log *slog.Logger) error {
	tick := time.NewTicker(time.Hour)
	defer tick.Stop()
	for {
		if err := web.CleanSpool(dir, time.Now().Add(-spoolKept)); err != nil {
			log.WarnContext(ctx, "spool not cleaned", "error", err)
		}
		select {
		case <-ctx.Done():
			return nil
		case <-tick.C:
		}
	}
}

// job runs until its context ends; the error is why it could not.
type job func(context.Context) error

// together runs jobs until ctx ends or one of them fails.
func together(ctx context.Context, jobs ...job) error {
	g, gctx := errgroup.WithContext(ctx)
	for _, j := range jobs {
		g.Go(func() error { return j(gctx) })
	}
	return g.Wait()
}

// grace is how long requests may go on after the end was asked for.
const grace = 30 * time.Second

// listen serves h at an address until ctx ends; nothing where there is no
// address.
func listen(ctx context.Context, address string, h http.Handler, log *slog.Logger) error {
	if address == "" {
		return nil
	}
	l, err := (&net.ListenConfig{}).Listen(ctx, "tcp", address)
	if err != nil {
		return fmt.Errorf("listen: %w", err)
	}
	server := &http.Server{
		Handler: h, ReadHeaderTimeout: 10 * time.Second, IdleTimeout: 2 * time.Minute, MaxHeaderBytes: 64 << 10,
		ErrorLog: slog.NewLogLogger(log.Handler(), slog.LevelWarn),
	}
	ended := make(chan error, 1)
	go func() {
		<-ctx.Done()
		ending, cancel := context.WithTimeout(context.WithoutCancel(ctx), grace)
		defer cancel()
		ended <- server.Shutdown(ending)
	}()
	if err := server.Serve(l); !errors.Is(err, http.ErrServerClosed) {
		return fmt.Errorf("serve: %w", err)
	}
	return <-ended
}
