package index

import (
	"context"
	"strings"
)

// SetPatience sets after how many keys a search may look at applications one by
// one.
func SetPatience(n int) (restore func()) {
	before := patience
	patience = n
	return func() { patience = before }
}

// Plan is how SQLite finds the applications that a filter leaves.
func (x *Index) Plan(ctx context.Context, f Filter) (string, error) {
	left, err := x.left(ctx, f, "id, rank", func(*where) {}, " ORDER BY rank, id LIMIT 51")
	if err != nil {
		return "", err
	}
	steps, err := query(ctx, x.db, "EXPLAIN QUERY PLAN "+left.text, left.args, func(scan scanner) (step string, err error) {
		var id, parent, unused int
		return step, scan(&id, &parent, &unused, &step)
	})
	return strings.Join(steps, "\n"), err
}
