package raster_test

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"

	"golang.org/x/sync/errgroup"
)

// More uploads at a time than there are slots, some of them given up in the
// middle, do not disturb each other.
func TestConcurrent(t *testing.T) {
	pictures := fixture(t, "baseline.jpg")
	endless := endlessPattern()
	var g errgroup.Group
	for i := range 6 {
		g.Go(func() error {
			ctx, cancel := context.WithTimeout(t.Context(), 300*time.Millisecond)
			defer cancel()
			for _, err := range reader.Pages(ctx, endless) {
				if !errors.Is(err, context.DeadlineExceeded) {
					return fmt.Errorf("endless page: %v, want the caller's deadline", err)
				}
			}
			return nil
		})
		g.Go(func() error {
			want := fmt.Sprintf("样本%d", i)
			for page, err := range reader.Pages(t.Context(), born(want)) {
				if err != nil || len(page.Text) != 1 || page.Text[0].Text != want {
					return fmt.Errorf("text %v, %v, want %s", page.Text, err, want)
				}
			}
			for _, err := range reader.Pages(t.Context(), pictures) {
				if err != nil {
					return err
				}
			}
			return nil
		})
	}
	if err := g.Wait(); err != nil {
		t.Error(err)
	}
}
