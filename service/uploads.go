package service

import (
	"context"
	"errors"
	"fmt"
	"io"
	"time"

	"hecha/document"
	"hecha/pipeline/queue"
	"hecha/pipeline/raster"
	"hecha/pipeline/trace"
	"hecha/storage"
)

// Incoming is a file on its way in.
type Incoming struct {
	Name string // for people; "" if nobody said
	Key  string // names the request among those of its account; "": none
	Body io.Reader
}

// Receive takes a file into an application: it is read once and never held in
// memory as a whole. When Receive has returned nil, the file and the word of it
// are safe, and it will be read whatever becomes of queue and index. The same
// bytes again are the same upload; so is a request whose key came with it before,
// even when the upload was withdrawn or the application submitted since. With other
// bytes such a request is ErrKeyReused.
func (s *Service) Receive(ctx context.Context, g document.Grant, id string, in Incoming) (document.Upload, error) {
	ctx, end := trace.Start(ctx, "receive", trace.Application.String(id))
	u, err := s.receive(ctx, g, id, in)
	end(err)
	s.Metrics.received.WithLabelValues(receipt(err)).Inc()
	return u, err
}

// receipt is what became of something that was sent, for the metrics.
func receipt(err error) string {
	var busy *Busy
	var refused *Refused
	switch {
	case err == nil:
		return "accepted"
	case errors.As(err, &busy):
		return "busy"
	case errors.As(err, &refused), errors.Is(err, ErrTooLarge), errors.Is(err, ErrFull), errors.Is(err, ErrNotFound), errors.Is(err, ErrForbidden),
		errors.Is(err, ErrNotPossible), errors.Is(err, ErrKeyReused):
		return "refused"
	}
	return "failed"
}

func (s *Service) receive(ctx context.Context, g document.Grant, id string, in Incoming) (document.Upload, error) {
	key := keyDigest(g.Account, in.Key)
	app, err := s.find(ctx, id)
	if err != nil {
		return document.Upload{}, err
	}
	if before, ok := app.cameWith(key); ok {
		return before, s.again(g, app, before, in.Body)
	}
	if err := s.receiving(ctx, g, app); err != nil {
		return document.Upload{}, err
	}
	turn := &turn{}
	defer turn.end()
	u, err := s.store(ctx, in.Body, func(sha256 string) error { return s.admit(ctx, turn, app, key, sha256) })
	if err != nil {
		return document.Upload{}, err
	}
	u.Name = in.Name
	app, err = s.apply(ctx, g, id, s.receiptOf(u, key))
	if err != nil {
		return document.Upload{}, err
	}
	s.enqueue(ctx, u.SHA256)
	return app.asHeld(u), nil
}

// asHeld is an upload as the application has it, under the name that it came with
// first.
func (a Application) asHeld(u document.Upload) document.Upload {
	for _, have := range a.Uploads {
		if have.SHA256 == u.SHA256 {
			return have
		}
	}
	return u
}

// store keeps the bytes of an upload, unless admit refuses them by their SHA-256.
func (s *Service) store(ctx context.Context, body io.Reader, admit func(sha256 string) error) (document.Upload, error) {
	ctx, end := trace.Start(ctx, "store upload")
	u, _, err := s.Repository.PutUpload(ctx, body, storage.Intake{Limit: s.MaxUpload, Sniff: refuse, Admit: admit})
	end(err)
	return u, err
}

// receiptOf is the event of an upload: that it came or, for one that was there
// already, that the key came with it.
func (s *Service) receiptOf(u document.Upload, key string) change {
	return change{
		action: ActionHandIn,
		typOf: func(app Application) document.EventType {
			if app.holds(u.SHA256) {
				return document.EventRepeated
			}
			return document.EventUpload
		},
		payload: func(app Application) (any, bool, error) {
			if before, ok := app.cameWith(key); ok { // meanwhile
				return nil, true, sameBytes(before, u.SHA256)
			}
			return document.Receipt{Upload: app.asHeld(u), Key: key}, key == "" && app.holds(u.SHA256), s.room(app, u.SHA256)
		},
	}
}

// MayReceive tells by an error why an application takes an upload not now, before
// a byte of it is sent. One whose key came before may be sent at any time. Of the
// size, in bytes, a negative one is not known yet.
func (s *Service) MayReceive(ctx context.Context, g document.Grant, id, key string, size int64) error {
	app, err := s.find(ctx, id)
	if err != nil {
		return err
	}
	if before, ok := app.cameWith(keyDigest(g.Account, key)); ok {
		return s.mayRepeat(g, app, before, size)
	}
	if err := s.receiving(ctx, g, app); err != nil {
		return err
	}
	return s.room(app, "")
}

// receiving tells by an error why an application takes no uploads now, neither new
// ones nor those that it holds.
func (s *Service) receiving(ctx context.Context, g document.Grant, app Application) error {
	if err := MayOn(g, ActionHandIn, app); err != nil {
		return err
	}
	if !app.Open() {
		return fmt.Errorf("application %s is %q: %w", app.ID(), app.State, ErrNotPossible)
	}
	return s.backPressure(ctx)
}

// room tells by ErrFull that an application holds too many uploads to take
// another one. What it holds already takes none.
func (s *Service) room(app Application, sha256 string) error {
	if s.MaxUploads > 0 && len(app.Uploads) >= s.MaxUploads && !app.holds(sha256) {
		return fmt.Errorf("application %s: %w", app.ID(), ErrFull)
	}
	return nil
}

// Open tells whether papers may still be handed in.
func (a Application) Open() bool {
	return a.State == document.StateDraft || a.State == document.StateReturned || a.State == document.StateSentBack
}

// comeBack is when a full queue should be asked again.
const comeBack = 30 * time.Second

// backPressure refuses while the queue is at its limit. A queue that does not
// answer takes nothing away: what comes is kept, and swept up later.
func (s *Service) backPressure(ctx context.Context) error {
	load, err := s.Queue.Load(queue.Interactive)
	if err != nil {
		s.Log.WarnContext(ctx, "queue does not answer", "error", err)
		return nil
	}
	if s.MaxWaiting > 0 && load.Waiting >= s.MaxWaiting {
		return &Busy{After: comeBack}
	}
	return nil
}

func refuse(head []byte) error {
	if p := raster.Refuses(head); p != nil {
		return &Refused{*p}
	}
	return nil
}

// enqueue asks for an upload to be read, unless it was.
func (s *Service) enqueue(ctx context.Context, sha256 string) {
	ctx, end := trace.Start(ctx, "enqueue", trace.Upload.String(sha256))
	defer end(nil)
	read, err := s.Repository.HasResult(ctx, sha256, s.Fingerprint)
	if err == nil && !read {
		err = s.Queue.Enqueue(ctx, s.task(ctx, sha256), queue.Interactive)
	}
	if err != nil {
		s.Log.WarnContext(ctx, "left to the sweeper", "upload", sha256, "error", err)
	}
}

func (s *Service) task(ctx context.Context, sha256 string) queue.Task {
	return queue.Task{Upload: sha256, Fingerprint: s.Fingerprint, Correlation: Correlation(ctx), Trace: trace.Parent(ctx), Asked: s.now().UTC()}
}

// Withdraw takes an upload out of an application. Its bytes are kept.
func (s *Service) Withdraw(ctx context.Context, g document.Grant, id, sha256 string, match Match) (Application, error) {
	return s.apply(ctx, g, id, change{
		action: ActionHandIn, match: match, typ: document.EventWithdrawn,
		payload: func(app Application) (any, bool, error) {
			switch {
			case !app.holds(sha256):
				return nil, false, fmt.Errorf("upload %s: %w", sha256, ErrNotFound)
			case !app.Open():
				return nil, false, fmt.Errorf("application %s is %q: %w", id, app.State, ErrNotPossible)
			}
			return document.Upload{SHA256: sha256}, false, nil
		},
	})
}

// Reading is how far the reading of an upload has come.
type Reading struct {
	State queue.State    // waiting, running, put_off; Done
	Now   queue.Progress // while it is running
}

// Done is the state of an upload that has its result.
const Done queue.State = "done"

// Progress tells how far the reading of an upload has come.
func (s *Service) Progress(ctx context.Context, g document.Grant, id, sha256 string) (Reading, error) {
	if err := s.lookAt(ctx, g, id, sha256); err != nil {
		return Reading{}, err
	}
	return s.reading(ctx, sha256)
}

// lookAt looks at an application for the sake of one of its uploads.
func (s *Service) lookAt(ctx context.Context, g document.Grant, id, sha256 string) error {
	app, err := s.look(ctx, g, ActionView, id)
	if err == nil && !app.holds(sha256) {
		err = fmt.Errorf("upload %s: %w", sha256, ErrNotFound)
	}
	return err
}

// reading asks bucket and queue. What neither knows is on its way to the queue:
// the sweeper brings it there.
func (s *Service) reading(ctx context.Context, sha256 string) (Reading, error) {
	read, err := s.Repository.HasResult(ctx, sha256, s.Fingerprint)
	if err != nil || read {
		return Reading{State: Done}, err
	}
	return s.queued(ctx, sha256), nil
}

// queued is the reading of an upload that has no result yet, as the queue tells.
func (s *Service) queued(ctx context.Context, sha256 string) Reading {
	r := Reading{State: queue.Waiting}
	if state, err := s.Queue.State(s.task(ctx, sha256)); err == nil && state != queue.Unknown {
		r.State = state
	}
	if r.State == queue.Running {
		if p, ok, err := s.Follower.Progress(ctx, sha256); err == nil && ok {
			r.Now = p
		}
	}
	return r
}

// followEvery is how often an upload is asked after when nothing is heard of it.
const followEvery = 2 * time.Second

// Follow calls tell with how far the reading of an upload has come, whenever that
// has changed, until it is done or ctx ends.
func (s *Service) Follow(ctx context.Context, g document.Grant, id, sha256 string, tell func(Reading) error) error {
	if err := s.lookAt(ctx, g, id, sha256); err != nil {
		return err
	}
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	news, err := s.Follower.Watch(ctx, sha256)
	if err != nil {
		s.Log.WarnContext(ctx, "progress is only asked for", "upload", sha256, "error", err)
	}
	tick := time.NewTicker(followEvery)
	defer tick.Stop()
	for told, first := (Reading{}), true; ; first = false {
		now, err := s.reading(ctx, sha256)
		if err != nil {
			return err
		}
		if first || now != told {
			if err := tell(now); err != nil {
				return err
			}
			told = now
		}
		if now.State == Done {
			return nil
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-tick.C:
		case _, open := <-news:
			if !open {
				news = nil
			}
		}
	}
}

// Result is what counts for an upload of an application. Current is false while
// it is being read anew.
func (s *Service) Result(ctx context.Context, g document.Grant, id, sha256 string) (result storage.StoredResult, current bool, err error) {
	if err := s.lookAt(ctx, g, id, sha256); err != nil {
		return storage.StoredResult{}, false, err
	}
	return s.Repository.CurrentResult(ctx, sha256, s.Fingerprint)
}
