package main

import (
	"bytes"
	"cmp"
	"errors"
	"flag"
	"image/jpeg"
	"io"
	"math/rand/v2"
	"slices"
	"syscall"
	"testing"
	"time"

	"hecha/document"
	"hecha/specimen"
)

// scripts/kill.sh sets how often TestKill strikes, and how long bucket and PostgreSQL
// are away.
var (
	killCycles = flag.Int("cycles", 0, "how often TestKill strikes, each way of running the service; 0: with every blow once")
	killOutage = flag.Duration("outage", 3*time.Second, "how long what was killed stays away")
)

// blows are what happens to every fleet while files are handed in.
var blows = []blow{
	{"readers killed while they read", killReaders},
	{"serve killed while an upload comes in", killReceiver},
	{"redis flushed", (*fleet).flushRedis},
	{"redis killed, and back empty", func(f *fleet) error { f.kill(f.redis); f.startRedis(); return nil }},
	{"bucket does not answer", func(f *fleet) error {
		return errors.Join(f.minio.Stop(), rest(3*time.Second), f.minio.Continue())
	}},
	{"bucket killed, and gone for a while", func(f *fleet) error {
		defer f.minio.Restart()
		return errors.Join(f.minio.Kill(), rest(*killOutage))
	}},
	{"index deleted", func(f *fleet) error {
		f.kill(f.serve)
		defer f.startServe()
		return f.deleteIndex()
	}},
	{"serve told to end", func(f *fleet) error {
		defer f.startServe()
		return errors.Join(f.serve.Process.Signal(syscall.SIGTERM), f.serve.Wait())
	}},
	{"redis and serve killed", func(f *fleet) error {
		f.kill(f.redis)
		f.kill(f.serve)
		f.startRedis()
		f.startServe()
		return nil
	}},
}

// sharedBlows happen to a fleet that shares a PostgreSQL, beside blows.
var sharedBlows = []blow{
	{"PostgreSQL killed, and gone for a while", func(f *fleet) error {
		defer f.postgres.Restart()
		return errors.Join(f.postgres.Kill(), rest(*killOutage))
	}},
}

type blow struct {
	name   string
	strike func(*fleet) error
}

// rest lets time pass in which a part is away.
func rest(d time.Duration) error {
	time.Sleep(d)
	return nil
}

// killReaders kills whoever reads while a paper is being read.
func killReaders(f *fleet) error {
	id, err := f.apply()
	for running := false; err == nil && !running; {
		var sum, state string
		if sum, err = f.send(id, f.scrap(true)); err != nil {
			break
		}
		err = f.wait("a paper is read", func() bool {
			state = f.state(id, sum)
			return state == "running" || state == "done"
		})
		running = state == "running" // else that was missed, and another one is sent
	}
	if len(f.workers) == 0 {
		f.kill(f.serve)
		f.startServe()
	}
	for _, worker := range f.workers {
		f.kill(worker)
	}
	f.startWorkers()
	return err
}

// killReceiver kills serve while it receives an upload, which is then sent again.
func killReceiver(f *fleet) error {
	id, err := f.apply()
	if err != nil {
		return err
	}
	file := append(f.scrap(false), make([]byte, 4<<20)...) // no reader looks at what follows
	half, sender := io.Pipe()
	answered := make(chan int)
	go func() { answered <- f.call("POST", uploadsOf(id), half, nil) }()
	_, err = sender.Write(file[:len(file)/2])
	f.kill(f.serve)
	sender.CloseWithError(errors.New("the other side is gone"))
	if status := <-answered; status != 0 {
		err = errors.Join(err, errors.New("half an upload got an answer"))
	}
	f.startServe()
	_, failed := f.send(id, file)
	return errors.Join(err, failed)
}

// Whatever is killed, whenever: what was acknowledged is read, once, and its
// chain and the index tell the same.
func TestKill(t *testing.T) {
	if testing.Short() {
		t.Skip("takes minutes")
	}
	t.Run("one process", func(t *testing.T) { testKill(t, 0) })
	t.Run("workers and PostgreSQL", func(t *testing.T) { testKill(t, 2) })
}

func testKill(t *testing.T, workers int) {
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	f := newFleet(t, workers, rand.New(rand.NewPCG(seed, 0)))
	p := newProof(f)
	blows := blows
	if f.postgres != nil {
		blows = slices.Concat(blows, sharedBlows)
	}
	cycles := cmp.Or(*killCycles, len(blows))
	began := time.Now()
	took := func() time.Duration { return time.Since(began).Round(time.Second) }
	for cycle := range cycles {
		files := [][]byte{f.scrap(false), f.scrap(false), f.scrap(true)}
		handing := make(chan error, 1)
		go func() { handing <- f.handIn(files) }()
		time.Sleep(time.Duration(f.rng.IntN(1500)) * time.Millisecond)
		blow := blows[cycle%len(blows)]
		if err := errors.Join(blow.strike(f), <-handing); err != nil {
			t.Fatalf("cycle %d, %s: %v", cycle+1, blow.name, err)
		}
		_ = p.step() // what waits is proven later
		if testing.Verbose() {
			t.Logf("cycle %d: %s; %d uploads acknowledged, %d proven, %s", cycle+1, blow.name, len(f.acked), len(p.proven), took())
		}
	}
	p.rest()
	p.whole()
	t.Logf("%d cycles, %d uploads acknowledged, none lost, none read twice, all chains and the index hold, %s", cycles, len(f.acked), took())
}

// scrap is a small picture that no other is like; a card if it should take a
// while to read.
func (f *fleet) scrap(card bool) []byte {
	kind := document.Other
	if card {
		kind = document.IDCardEmblem
	}
	page := specimen.Draw(kind, specimen.Tune, f.rng.Uint64())[0]
	var buf bytes.Buffer
	if err := jpeg.Encode(&buf, page.Image, &jpeg.Options{Quality: 60}); err != nil {
		f.t.Fatal(err)
	}
	return buf.Bytes()
}
