package main

import (
	"context"
	"errors"

	"hecha/pipeline/queue"
	"hecha/service"
)

type workCmd struct {
	Service serviceFlags `embed:""`
	Listen  string       `help:"Address for /livez, /readyz and /metrics; none where it is empty." env:"HECHA_WORK_LISTEN" placeholder:"HOST:PORT"`
}

// Run reads uploads until it is told to end; then it finishes or hands back what
// it has.
func (c workCmd) Run(ctx context.Context, cfg config) error {
	if err := c.check(); err != nil {
		return err
	}
	log := newLog()
	p, err := openParts(ctx, cfg, c.Service, log)
	if err != nil {
		return err
	}
	log.InfoContext(ctx, "working", "slots", cfg.slots(), "fingerprint", p.scanner.processor.Fingerprint())
	err = together(ctx,
		func(ctx context.Context) error { return p.work(ctx, cfg) },
		func(ctx context.Context) error { return listen(ctx, c.Listen, p.operating(), log) },
	)
	return errors.Join(err, p.Close())
}

// check tells what a worker lacks: one that has a queue of its own never gets
// anything to do.
func (c workCmd) check() error {
	if c.Service.Redis == "" {
		return errNoQueue
	}
	return nil
}

// work handles the queue's tasks until ctx ends.
func (p *parts) work(ctx context.Context, cfg config) error {
	worker := &service.Worker{
		Repository: p.repository, Reader: reader{p.scanner.processor}, Index: p.index, Rules: p.rules,
		Reporter: p.redis, Notifier: p.notifier(), Metrics: p.metrics, Log: p.log,
	}
	options := queue.DefaultOptions
	options.Slots, options.Log = cfg.slots(), p.log
	return queue.NewServer(p.redis, worker, options).Run(ctx)
}
