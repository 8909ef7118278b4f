package index

import (
	"context"
	"fmt"
	"iter"

	"hecha/document"
)

// Extent is how much Fill does.
type Extent int

// The extents.
const (
	Everything Extent = iota // all applications
	Behind                   // those of which the index lacks events
)

// fillAtOnce is the number of applications that are written in a transaction.
const fillAtOnce = 500

// Fill brings an index in line with the bucket, whose applications heads yields:
// all of them, or those that were changed without the index being told, as by a
// program that was killed in between. After each transaction done is told how
// many applications were gone through since the last time. The index is complete
// when Fill returns nil.
//
// Others may go on writing meanwhile. What Fill cannot find out are results
// without an event: whoever finds that an upload has its result already updates
// the applications that it is part of.
func (x *Index) Fill(ctx context.Context, heads iter.Seq2[document.Head, error], load Load, extent Extent, done func(n int)) error {
	var some []document.Head
	flush := func() error {
		ids, err := x.chosen(ctx, some, extent)
		if err == nil {
			err = x.Update(ctx, load, ids...)
		}
		if err != nil {
			return err
		}
		done(len(some))
		some = some[:0]
		return nil
	}
	for head, err := range heads {
		if err != nil {
			return fmt.Errorf("fill index: %w", err)
		}
		if some = append(some, head); len(some) == fillAtOnce {
			if err := flush(); err != nil {
				return err
			}
		}
	}
	if err := flush(); err != nil {
		return err
	}
	return x.setComplete(ctx)
}

// chosen are the applications among heads that are to be written.
func (x *Index) chosen(ctx context.Context, heads []document.Head, extent Extent) ([]string, error) {
	ids := make([]string, len(heads))
	for i, h := range heads {
		ids[i] = h.Application
	}
	if extent == Everything {
		return ids, nil
	}
	known, err := x.Sequences(ctx, ids)
	if err != nil {
		return nil, err
	}
	var behind []string
	for _, h := range heads {
		if known[h.Application] < h.Sequence {
			behind = append(behind, h.Application)
		}
	}
	return behind, nil
}
