package main

import (
	"strings"
	"testing"
	"time"
)

func TestProgressLogKeepsQuiet(t *testing.T) {
	var out strings.Builder
	clock := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	p := &progressLog{out: &out, total: 100, now: func() time.Time { return clock }, last: clock}
	for range 100 {
		clock = clock.Add(250 * time.Millisecond) // 25 s in all
		if err := p.Add(1); err != nil {
			t.Fatal(err)
		}
	}
	if got, want := out.String(), "40 of 100 done\n80 of 100 done\n"; got != want {
		t.Errorf("wrote %q, want %q", got, want)
	}
}
