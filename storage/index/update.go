package index

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"golang.org/x/sync/errgroup"

	"hecha/document"
)

// Load reads what the bucket holds of one application now.
type Load func(ctx context.Context, application string) (Record, error)

// ErrSkip is what a Load returns to leave the application's rows as they are.
var ErrSkip = errors.New("skip")

// errOvertaken tells that somebody wrote an application's rows after its version
// was read.
var errOvertaken = errors.New("overtaken by another writer")

// loaders is how many applications are loaded at a time.
const loaders = 8

// Update makes the rows of applications anew from what load finds, in one
// transaction unless others write some of them at the same time. Where somebody
// else wrote between load and the transaction, load is asked again: of two writers
// at the same time the one that writes last has seen all that the other one saw.
//
// An application of which the index knows a later event than load is ErrAhead.
func (x *Index) Update(ctx context.Context, load Load, applications ...string) error {
	ids := slices.Compact(slices.Sorted(slices.Values(applications)))
	if err := x.update(ctx, load, ids); err != nil {
		return fmt.Errorf("update index: %w", err)
	}
	return nil
}

// update tries again where it was overtaken: in halves, so that many applications
// do not wait for a moment in which nobody writes any of them.
func (x *Index) update(ctx context.Context, load Load, ids []string) error {
	if len(ids) == 0 {
		return nil
	}
	err := x.updateOnce(ctx, load, ids)
	if n := len(ids) / 2; n > 0 && errors.Is(err, errOvertaken) {
		if err := x.update(ctx, load, ids[:n]); err != nil {
			return err
		}
		return x.update(ctx, load, ids[n:])
	}
	for try := 1; errors.Is(err, errOvertaken) && try < transactions; try++ {
		err = x.updateOnce(ctx, load, ids)
	}
	return err
}

func (x *Index) updateOnce(ctx context.Context, load Load, ids []string) error {
	before, err := x.heads(ctx, ids)
	if err != nil {
		return err
	}
	looked, err := x.looksBefore(ctx, ids) // later than the heads: who writes in between overtakes
	if err != nil {
		return err
	}
	changes := make([]*change, len(ids))
	g, gctx := errgroup.WithContext(ctx)
	g.SetLimit(loaders)
	for i, id := range ids {
		g.Go(func() error {
			r, err := load(gctx, id)
			if errors.Is(err, ErrSkip) {
				return nil
			}
			if err == nil {
				err = r.check(id)
			}
			if err == nil && r.Case.Sequence < before[id].sequence {
				err = fmt.Errorf("%w: application %s has event %d in the index and %d in the bucket; run hecha reindex to make the index anew",
					ErrAhead, id, before[id].sequence, r.Case.Sequence)
			}
			changes[i] = &change{before: before[id], lookedBefore: looked[id], after: r.summary(), record: r}
			return err
		})
	}
	if err := g.Wait(); err != nil {
		return err
	}
	changes = slices.DeleteFunc(changes, func(c *change) bool { return c == nil })
	return x.transact(ctx, func(tx *sql.Tx) error { return write(ctx, tx, changes) })
}

// head is what Update must know of the rows that it replaces.
type head struct {
	version, sequence int // 0: there are none
	cell
}

// cell is what applications are counted by.
type cell struct {
	city, exam string
	year       int
	state      document.State
}

// change replaces an application's rows.
type change struct {
	before       head
	lookedBefore looks
	after        Summary
	record       Record
}

func (c *change) cell() cell {
	return cell{c.after.City, c.after.Exam, c.after.Year, c.after.State}
}

func (x *Index) heads(ctx context.Context, ids []string) (map[string]head, error) {
	found := map[string]head{}
	for some := range slices.Chunk(ids, rowsAtOnce) {
		text := "SELECT id, version, sequence, city, exam, year, state FROM applications WHERE id IN (" + marks(1, len(some)) + ")"
		_, err := query(ctx, x.db, text, anys(some), func(scan scanner) (h head, err error) {
			var id string
			err = scan(&id, &h.version, &h.sequence, &h.city, &h.exam, &h.year, &h.state)
			found[id] = h
			return h, err
		})
		if err != nil {
			return nil, err
		}
	}
	return found, nil
}

// Sequences are the last events that the index knows of applications; those that
// it does not have are left out.
func (x *Index) Sequences(ctx context.Context, applications []string) (map[string]int, error) {
	heads, err := x.heads(ctx, applications)
	if err != nil {
		return nil, fmt.Errorf("ask index: %w", err)
	}
	sequences := map[string]int{}
	for id, h := range heads {
		sequences[id] = h.sequence
	}
	return sequences, nil
}

// write replaces the rows of applications, which are in ascending order. All
// writers take rows in the same order, so that none waits for one that waits for
// it.
func write(ctx context.Context, tx *sql.Tx, changes []*change) error {
	for _, c := range changes {
		if err := writeApplication(ctx, tx, c); err != nil {
			return err
		}
	}
	if err := writeCounts(ctx, tx, changes); err != nil {
		return err
	}
	if err := writeLooks(ctx, tx, changes); err != nil {
		return err
	}
	return writeParts(ctx, tx, changes)
}

var (
	insertApplication = "INSERT INTO applications (" + summaryColumns + ", version) VALUES (" + marks(1, len(new(Summary).columns())+1) + ") ON CONFLICT (id) DO NOTHING"
	updateApplication = "UPDATE applications SET (version, " + summaryColumns + ") = (version + 1, " + marks(1, len(new(Summary).columns())) + ")" +
		fmt.Sprintf(" WHERE id = $1 AND version = $%d", len(new(Summary).columns())+1)
)

// writeApplication writes the row itself: errOvertaken if it is no longer the one
// that was seen.
func writeApplication(ctx context.Context, tx *sql.Tx, c *change) error {
	// A row of an index that was made anew is another one than that before: versions
	// begin with the time.
	text, version := insertApplication, int(time.Now().UnixMicro())
	if c.before.version > 0 {
		text, version = updateApplication, c.before.version
	}
	args := append(c.after.columns(), version)
	result, err := tx.ExecContext(ctx, text, args...)
	if err != nil {
		return fmt.Errorf("application %s: %w", c.after.ID, err)
	}
	n, err := result.RowsAffected()
	if err == nil && n == 0 {
		err = fmt.Errorf("application %s: %w", c.after.ID, errOvertaken)
	}
	return err
}

// writeCounts moves applications from one cell to another.
func writeCounts(ctx context.Context, tx *sql.Tx, changes []*change) error {
	moved := map[cell]int{}
	for _, c := range changes {
		moved[c.cell()]++
		if c.before.version > 0 {
			moved[c.before.cell]--
		}
	}
	maps.DeleteFunc(moved, func(_ cell, n int) bool { return n == 0 })
	var rows [][]any
	for _, at := range slices.SortedFunc(maps.Keys(moved), compareCells) {
		rows = append(rows, []any{at.city, at.exam, at.year, at.state, moved[at]})
	}
	return insert(ctx, tx, "counts (city, exam, year, state, n)", rows,
		"ON CONFLICT (city, exam, year, state) DO UPDATE SET n = counts.n + excluded.n")
}

func compareCells(a, b cell) int {
	return cmp.Or(strings.Compare(a.city, b.city), strings.Compare(a.exam, b.exam),
		cmp.Compare(a.year, b.year), strings.Compare(string(a.state), string(b.state)))
}

// writeParts replaces what an application has several of. Suffixes stay, for
// other applications may have the same text; one without an application finds
// nothing.
func writeParts(ctx context.Context, tx *sql.Tx, changes []*change) error {
	var old []string
	var uploads, terms, looked [][]any
	suffixes := map[hit]bool{}
	for _, c := range changes {
		id := c.after.ID
		if c.before.version > 0 {
			old = append(old, id)
		}
		for _, u := range c.record.Case.Uploads {
			uploads = append(uploads, []any{id, u.SHA256, c.record.fingerprint(u.SHA256), toMillis(u.Received)})
		}
		looked = append(looked, looksOf(c.record).rows(id)...)
		for _, t := range c.record.terms() {
			terms = append(terms, []any{t.Sort, t.Text, c.after.City, id})
			for _, suffix := range t.suffixes() {
				suffixes[hit{suffix, t}] = true
			}
		}
	}
	var keys [][]any
	for _, h := range slices.SortedFunc(maps.Keys(suffixes), compareHits) {
		keys = append(keys, []any{h.Suffix, h.Sort, h.Text})
	}
	for table, rows := range map[string][][]any{
		"uploads (application, sha256, fingerprint, received)": uploads, "terms (sort, text, place, application)": terms,
		"looks (application, kind, field, sure, changed, n)": looked,
	} {
		name, _, _ := strings.Cut(table, " ")
		if err := remove(ctx, tx, name, old); err != nil {
			return err
		}
		if err := insert(ctx, tx, table, rows, ""); err != nil {
			return err
		}
	}
	return insert(ctx, tx, "suffixes (suffix, sort, text)", keys, "ON CONFLICT DO NOTHING")
}

const (
	rowsAtOnce   = 200 // named in one statement
	valuesAtOnce = 160 // written by one statement: SQLite looks at all of them for each
)

// insert writes rows into a table, given with its columns; then is what follows
// the values.
func insert(ctx context.Context, tx *sql.Tx, table string, rows [][]any, then string) error {
	if len(rows) == 0 {
		return nil
	}
	for some := range slices.Chunk(rows, max(1, valuesAtOnce/len(rows[0]))) {
		var values []string
		for i, row := range some {
			values = append(values, "("+marks(1+i*len(row), len(row))+")")
		}
		if _, err := tx.ExecContext(ctx, "INSERT INTO "+table+" VALUES "+strings.Join(values, ", ")+" "+then, slices.Concat(some...)...); err != nil {
			return fmt.Errorf("insert into %s: %w", table, err)
		}
	}
	return nil
}

// remove deletes the rows of applications.
func remove(ctx context.Context, tx *sql.Tx, table string, applications []string) error {
	for some := range slices.Chunk(applications, rowsAtOnce) {
		if _, err := tx.ExecContext(ctx, "DELETE FROM "+table+" WHERE application IN ("+marks(1, len(some))+")", anys(some)...); err != nil {
			return fmt.Errorf("delete from %s: %w", table, err)
		}
	}
	return nil
}

// marks are the places of n values from number first on: $1, $2.
func marks(first, n int) string {
	places := make([]string, n)
	for i := range places {
		places[i] = fmt.Sprintf("$%d", first+i)
	}
	return strings.Join(places, ", ")
}

func anys[T any](list []T) []any {
	out := make([]any, len(list))
	for i, v := range list {
		out[i] = v
	}
	return out
}
