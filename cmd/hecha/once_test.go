package main

import (
	"bytes"
	"context"
	"fmt"
	"math/rand/v2"
	"net/http"
	"slices"
	"sync"
	"testing"
	"time"

	"hecha/document"
)

// Two `hecha serve` over one store know each other's keys: of different files that
// come to both at once with one key one is taken, and a late repeat brings nothing
// back that was withdrawn at the other one.
func TestTwoServesKnowEachOthersKeys(t *testing.T) {
	f := newFleet(t, 1, rand.New(rand.NewPCG(1, 2)))
	second := f.beside()
	both := []*fleet{f, second}

	for round := range 5 {
		id, err := f.apply()
		if err != nil {
			t.Fatal(err)
		}
		held := f.scrap(false)
		sha256, err := f.send(id, held)
		if err != nil {
			t.Fatal(err)
		}
		files, statuses := make([][]byte, 4), make([]int, 4)
		var all sync.WaitGroup
		for i := range files {
			if files[i] = held; i > 0 {
				files[i] = f.scrap(false)
			}
			all.Go(func() { statuses[i] = both[i%2].sendWithKey(t, id, "k", files[i]) })
		}
		all.Wait()
		taken := slices.Index(statuses, http.StatusAccepted)
		for i, file := range files {
			want := http.StatusUnprocessableEntity
			if i == taken {
				want = http.StatusAccepted
			}
			if again := both[(i+1)%2].sendWithKey(t, id, "k", file); statuses[i] != want || again != want {
				t.Errorf("round %d, file %d: %d, and from the other one %d; want %d", round, i, statuses[i], again, want)
			}
		}
		if status := second.call(http.MethodDelete, uploadsOf(id)+"/"+sha256, nil, nil); status != http.StatusOK {
			t.Fatalf("withdraw: %d", status)
		}
		if taken == 0 {
			f.sendWithKey(t, id, "k", held)
		}
		var app struct{ Uploads []document.Upload }
		if f.get("/api/applications/"+id, &app); len(app.Uploads) != min(taken, 1) {
			t.Errorf("round %d: file %d was taken, and in the end there are %v", round, taken, app.Uploads)
		}
	}
}

// sendWithKey uploads a file once; the answer's status.
func (f *fleet) sendWithKey(t *testing.T, application, key string, file []byte) int {
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, fmt.Sprintf("http://%s%s", f.listen, uploadsOf(application)), bytes.NewReader(file))
	if err != nil {
		t.Error(err)
		return 0
	}
	req.Header.Set("Authorization", "Bearer "+f.secret)
	req.Header.Set("Idempotency-Key", key)
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Error(err)
		return 0
	}
	defer resp.Body.Close()
	return resp.StatusCode
}
