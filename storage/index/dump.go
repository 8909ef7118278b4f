package index

import (
	"context"
	"fmt"
	"io"
)

// dumped are the queries whose rows are all that an index says. What says nothing
// is left out: how often a row was written, counts of nothing, and keys that lead
// to no application.
var dumped = []string{
	"SELECT 'application', " + summaryColumns + " FROM applications ORDER BY id",
	"SELECT 'count', city, exam, year, state, n FROM counts WHERE n <> 0 ORDER BY city, exam, year, state",
	"SELECT 'look', application, kind, field, sure, changed, n FROM looks ORDER BY application, kind, field, sure, changed",
	"SELECT 'look count', city, exam, year, kind, field, sure, changed, n FROM look_counts WHERE n <> 0 ORDER BY city, exam, year, kind, field, sure, changed",
	"SELECT 'upload', application, sha256, fingerprint, received FROM uploads ORDER BY application, sha256",
	"SELECT 'term', application, place, sort, text FROM terms ORDER BY application, sort, text",
	"SELECT 'suffix', s.suffix, s.sort, s.text FROM suffixes s WHERE EXISTS (SELECT 1 FROM terms t WHERE t.sort = s.sort AND t.text = s.text) ORDER BY s.suffix, s.sort, s.text",
}

// Dump writes all rows as lines of text, in an order of its own: two indexes
// that say the same write the same. It holds personal data.
func (x *Index) Dump(ctx context.Context, w io.Writer) error {
	for _, text := range dumped {
		if err := x.dump(ctx, w, text); err != nil {
			return fmt.Errorf("dump index: %w", err)
		}
	}
	return nil
}

func (x *Index) dump(ctx context.Context, w io.Writer, text string) error {
	rows, err := x.db.QueryContext(ctx, text)
	if err != nil {
		return err
	}
	defer rows.Close()
	names, err := rows.Columns()
	if err != nil {
		return err
	}
	values, dest := make([]any, len(names)), make([]any, len(names))
	for i := range values {
		dest[i] = &values[i]
	}
	for rows.Next() {
		if err := rows.Scan(dest...); err != nil {
			return err
		}
		for i, v := range values {
			if _, err := fmt.Fprintf(w, "%v%c", v, map[bool]rune{false: '\t', true: '\n'}[i == len(values)-1]); err != nil {
				return err
			}
		}
	}
	return rows.Err()
}
