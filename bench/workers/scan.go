package main

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"time"
)

// scan reads the files with hecha scan. What it takes to start is measured with a
// file that is no picture, and left out.
func (c commands) scan(ctx context.Context, slots int) (spent, error) {
	nothing := filepath.Join(c.Work, "nothing.txt")
	if err := os.WriteFile(nothing, []byte("no picture"), 0o600); err != nil {
		return spent{}, err
	}
	start, err := c.scanFiles(ctx, slots, []string{nothing})
	if err != nil {
		return spent{}, err
	}
	all, err := c.scanFiles(ctx, slots, c.Files)
	return spent{clock: all.clock - start.clock, readers: all.readers - start.readers}, err
}

func (c commands) scanFiles(ctx context.Context, slots int, files []string) (spent, error) {
	cmd := exec.CommandContext(ctx, c.Hecha, append([]string{"scan", "--json", "--workers", strconv.Itoa(slots)}, files...)...)
	cmd.Stderr = os.Stderr
	began := time.Now()
	err := cmd.Run()
	if err != nil {
		return spent{}, err
	}
	return spent{clock: time.Since(began), readers: cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()}, nil
}
