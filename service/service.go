package service

import (
	"context"
	"errors"
	"iter"
	"log/slog"
	"sync/atomic"
	"time"

	"hecha/document"
	"hecha/pipeline/policy"
	"hecha/pipeline/queue"
	"hecha/pipeline/raster"
	"hecha/storage"
	"hecha/storage/index"
)

// Index is what the service asks of the derived database. What it answers may be
// some seconds old, and everything in it can be made again from the bucket.
type Index interface {
	Update(ctx context.Context, load index.Load, applications ...string) error
	ApplicationsOf(ctx context.Context, sha256 string) ([]string, error)
	List(ctx context.Context, q index.Query) (index.Page, error)
	Counts(ctx context.Context, f index.Filter) ([]index.Count, error)
	Workload(ctx context.Context, f index.Filter) ([]index.ReviewerLoad, error)
	Ages(ctx context.Context, f index.Filter, moments ...time.Time) ([]int, error)
	Overrides(ctx context.Context, f index.Filter) ([]index.Override, error)
}

var _ Index = (*index.Index)(nil)

// Queue takes uploads to the workers.
type Queue interface {
	Enqueue(ctx context.Context, t queue.Task, p queue.Priority) error
	State(t queue.Task) (queue.State, error)
	Load(p queue.Priority) (queue.Load, error)
	Workers() (int, error)
}

// Follower tells how far the reading of uploads has come.
type Follower interface {
	Progress(ctx context.Context, upload string) (p queue.Progress, ok bool, err error)
	Watch(ctx context.Context, upload string) (<-chan queue.Progress, error)
}

// Rasterizer turns uploads into pages.
type Rasterizer interface {
	Pages(ctx context.Context, upload []byte) iter.Seq2[raster.Page, error]
}

// Config is what a Service is made of.
type Config struct {
	Repository *storage.Repository
	Index      Index
	Queue      Queue
	Follower   Follower
	Leases     Leases
	Notifier   Notifier // nil: nobody outside is told
	Raster     Rasterizer
	Rules      *policy.Policy
	// Fingerprint is that of the results that count.
	Fingerprint string
	// MaxUpload is the size of an upload, in bytes, above which it is refused.
	MaxUpload int64
	// MaxUploads is how many uploads an application may hold; 0: any number.
	MaxUploads int
	// MaxWaiting is the number of waiting uploads from which on more are refused;
	// 0: none is.
	MaxWaiting int
	// Second says which decisions need a second person.
	Second Second
	// Reminders say when people are reminded of deadlines.
	Reminders Reminders
	Metrics   *Metrics
	Log       *slog.Logger
}

// load is what the index is told of an application.
func (c Config) load() index.Load { return Load(c.Repository, c.Rules, c.Fingerprint) }

// Service answers requests. It is safe for concurrent use.
type Service struct {
	Config
	now func() time.Time
	// behind tells that the index did not follow an event.
	behind atomic.Bool
	turns  turns
	bulks  bulks
	board  board
}

// New is a Service.
func New(c Config) *Service { return &Service{Config: c, now: time.Now} }

// Application is one application as its events tell.
type Application struct {
	document.Case
	// Version is the Changed of the case: that of a decision that somebody makes.
	Version int
	events  []document.Event
}

// ID names the application.
func (a Application) ID() string { return a.Case.Application.ID }

// find is an application, whoever asks.
func (s *Service) find(ctx context.Context, id string) (Application, error) {
	events, c, err := fold(ctx, s.Repository, id)
	if err == nil {
		c, err = s.withDeadline(ctx, c)
	}
	if err != nil {
		return Application{}, err
	}
	return Application{Case: c, Version: c.Changed, events: events}, nil
}

// nobody is an upload that nobody has: a bucket that works says so.
const nobody = "0000000000000000000000000000000000000000000000000000000000000000"

// CheckBucket tells by an error that a repository's bucket does not answer.
func CheckBucket(ctx context.Context, r *storage.Repository) error {
	if _, err := r.Upload(ctx, nobody); !errors.Is(err, ErrNotFound) {
		return err
	}
	return nil
}
