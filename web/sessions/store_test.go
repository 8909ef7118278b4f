package sessions_test

import (
	"testing"
	"time"

	"hecha/pipeline/queue"
	"hecha/pipeline/queue/queuetest"
	"hecha/web/sessions"
)

func wantSession(t *testing.T, s *sessions.Store, digest, want string) {
	t.Helper()
	data, found, err := s.FindCtx(t.Context(), digest)
	if string(data) != want || found != (want != "") || err != nil {
		t.Errorf("session %s: %q, %t, %v; want %q", digest, data, found, err, want)
	}
}

// What one process keeps another finds, until it ends.
func TestShared(t *testing.T) {
	queuetest.Each(t, func(t *testing.T, r *queue.Redis) {
		here, there, ctx := sessions.New(r.Client(), time.Hour), sessions.New(r.Client(), time.Hour), t.Context()
		wantSession(t, here, "a", "")
		for _, data := range []string{"one", "two"} {
			if err := here.CommitCtx(ctx, "a", []byte(data), time.Now().Add(time.Minute)); err != nil {
				t.Fatal(err)
			}
			wantSession(t, there, "a", data)
		}
		if err := there.DeleteCtx(ctx, "a"); err != nil {
			t.Fatal(err)
		}
		wantSession(t, here, "a", "")
	})
}

// A request that was under way when the session ended does not bring it back.
func TestEndedStaysEnded(t *testing.T) {
	queuetest.Each(t, func(t *testing.T, r *queue.Redis) {
		s, ctx := sessions.New(r.Client(), time.Hour), t.Context()
		for _, do := range []func() error{
			func() error { return s.CommitCtx(ctx, "a", []byte("one"), time.Now().Add(time.Minute)) },
			func() error { return s.DeleteCtx(ctx, "a") },
			func() error { return s.CommitCtx(ctx, "a", []byte("two"), time.Now().Add(time.Minute)) },
		} {
			if err := do(); err != nil {
				t.Fatal(err)
			}
		}
		wantSession(t, s, "a", "")
	})
}

// A session is gone when its time is over, also if that was before it was kept.
func TestExpires(t *testing.T) {
	queuetest.Each(t, func(t *testing.T, r *queue.Redis) {
		s, ctx := sessions.New(r.Client(), time.Hour), t.Context()
		for digest, rest := range map[string]time.Duration{"soon": 200 * time.Millisecond, "over": -time.Second} {
			if err := s.CommitCtx(ctx, digest, []byte("one"), time.Now().Add(rest)); err != nil {
				t.Fatal(err)
			}
		}
		for _, digest := range []string{"soon", "over"} {
			for end := time.Now().Add(10 * time.Second); ; {
				if _, found, err := s.FindCtx(ctx, digest); err == nil && !found {
					break
				}
				if time.Now().After(end) {
					t.Fatalf("session %s does not end", digest)
				}
			}
		}
	})
}
