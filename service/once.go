package service

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"sync"

	"hecha/document"
)

// keyDigest stands for a request of an account; "" for one without a key. What a
// client wrote is not kept. The digest is in the event of the upload and nowhere
// else, so that it is as safe as that, and means the same to every process, for
// ever.
func keyDigest(account, key string) string {
	if key == "" {
		return ""
	}
	sum := sha256.Sum256([]byte(account + "\x00" + key))
	return hex.EncodeToString(sum[:])
}

// cameWith is the upload that the request with a key brought, be it that the
// application held it already, or that it was withdrawn since.
func (a Application) cameWith(key string) (document.Upload, bool) {
	for _, e := range a.events {
		var b document.Receipt
		if key != "" && (e.Type == document.EventUpload || e.Type == document.EventRepeated) && json.Unmarshal(e.Payload, &b) == nil && b.Key == key {
			return b.Upload, true
		}
	}
	return document.Upload{}, false
}

// again reads the body of a request that was answered before, and tells by an error
// whether it is another one.
func (s *Service) again(g document.Grant, app Application, before document.Upload, body io.Reader) error {
	if err := MayOn(g, ActionHandIn, app); err != nil {
		return err
	}
	digest := sha256.New()
	if _, err := io.Copy(digest, io.LimitReader(body, before.Size+1)); err != nil {
		return fmt.Errorf("receive upload: %w", err)
	}
	return sameBytes(before, hex.EncodeToString(digest.Sum(nil)))
}

// mayRepeat tells by an error why a request that was answered before cannot be
// repeated with so many bytes; negative: their number is not known.
func (s *Service) mayRepeat(g document.Grant, app Application, before document.Upload, size int64) error {
	if err := MayOn(g, ActionHandIn, app); err != nil {
		return err
	}
	if size >= 0 && size != before.Size {
		return fmt.Errorf("%d bytes: %w", size, ErrKeyReused)
	}
	return nil
}

// sameBytes tells by ErrKeyReused that what came is not what came before.
func sameBytes(before document.Upload, sha256 string) error {
	if before.SHA256 != sha256 {
		return fmt.Errorf("upload %s: %w", sha256, ErrKeyReused)
	}
	return nil
}

// admit tells by an error why bytes that were received are not to be stored. It
// waits until no other request with the same key stores any, for as long as t
// lasts: of two that came at once the second is then held against the first.
// Between processes only their events, which come later, tell which was first.
func (s *Service) admit(ctx context.Context, t *turn, app Application, key, sha256 string) error {
	if key == "" {
		return s.room(app, sha256)
	}
	if err := s.turns.take(ctx, t, app.ID()+"/"+key); err != nil {
		return err
	}
	app, err := s.find(ctx, app.ID())
	if err != nil {
		return err
	}
	if before, ok := app.cameWith(key); ok {
		return sameBytes(before, sha256)
	}
	return s.room(app, sha256)
}

// turns lets one at a time do what has a name. The zero value is ready.
type turns struct {
	mu    sync.Mutex
	taken map[string]*turn
}

// turn is somebody's time to do something; the zero value has not begun.
type turn struct {
	of    *turns
	name  string
	ended chan struct{}
}

// take begins t as soon as nobody else has the name, unless ctx ends before.
func (ts *turns) take(ctx context.Context, t *turn, name string) error {
	for {
		before := ts.begin(t, name)
		if before == nil {
			return nil
		}
		select {
		case <-before.ended:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

// begin begins t, or returns who has the name.
func (ts *turns) begin(t *turn, name string) (before *turn) {
	ts.mu.Lock()
	defer ts.mu.Unlock()
	if before := ts.taken[name]; before != nil {
		return before
	}
	if ts.taken == nil {
		ts.taken = map[string]*turn{}
	}
	*t = turn{ts, name, make(chan struct{})}
	ts.taken[name] = t
	return nil
}

// end lets the next one begin.
func (t *turn) end() {
	if t.of == nil {
		return
	}
	t.of.mu.Lock()
	defer t.of.mu.Unlock()
	delete(t.of.taken, t.name)
	close(t.ended)
}
