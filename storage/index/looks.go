package index

import (
	"cmp"
	"context"
	"database/sql"
	"fmt"
	"maps"
	"slices"
	"strings"

	"hecha/document"
)

// Override is what people made of a field that the machine had read, over all the
// applications that a filter leaves.
type Override struct {
	Kind  document.Kind
	Field string // without numbers: periods.start, seals
	// Looked is how many values those who review spoke of, and Changed how many of
	// them they changed; SureLooked and SureChanged are those that the machine had not
	// doubted.
	Looked, Changed, SureLooked, SureChanged int
}

// Overrides are those of a filter's city, exam and year, by kind and field. The rest
// of the filter is not asked.
func (x *Index) Overrides(ctx context.Context, f Filter) ([]Override, error) {
	w := where{}
	w.city(f)
	w.exam(f)
	w.yearAndStates(Filter{Year: f.Year})
	sum := func(what string) string { return "CAST(SUM(" + what + ") AS BIGINT)" }
	text := "SELECT kind, field, " + sum("n") + ", " + sum("n * changed") + ", " + sum("n * sure") + ", " + sum("n * sure * changed") +
		" FROM look_counts" + w.text() + " GROUP BY kind, field HAVING SUM(n) > 0 ORDER BY kind, field"
	all, err := query(ctx, x.db, text, w.args, func(scan scanner) (o Override, err error) {
		return o, scan(&o.Kind, &o.Field, &o.Looked, &o.Changed, &o.SureLooked, &o.SureChanged)
	})
	if err != nil {
		return nil, fmt.Errorf("overrides: %w", err)
	}
	return all, nil
}

// lookCell is what looks are counted by.
type lookCell struct {
	city, exam string
	year       int
	document.FieldLook
}

// looks are the looks at an application, and how many there are of each.
type looks map[document.FieldLook]int

func looksOf(r Record) looks {
	all := looks{}
	for _, l := range r.Case.Looks(r.Results) {
		l.Field = storable(l.Field)
		all[l]++
	}
	return all
}

// looksBefore are those that the index has of applications.
func (x *Index) looksBefore(ctx context.Context, ids []string) (map[string]looks, error) {
	found := map[string]looks{}
	for some := range slices.Chunk(ids, rowsAtOnce) {
		text := "SELECT application, kind, field, sure, changed, n FROM looks WHERE application IN (" + marks(1, len(some)) + ")"
		_, err := query(ctx, x.db, text, anys(some), func(scan scanner) (n int, err error) {
			var id string
			var l document.FieldLook
			err = scan(&id, &l.Kind, &l.Field, &flag{&l.Sure}, &flag{&l.Changed}, &n)
			if found[id] == nil {
				found[id] = looks{}
			}
			found[id][l] = n
			return n, err
		})
		if err != nil {
			return nil, err
		}
	}
	return found, nil
}

// writeLooks counts the looks at applications anew.
func writeLooks(ctx context.Context, tx *sql.Tx, changes []*change) error {
	moved := map[lookCell]int{}
	for _, c := range changes {
		for l, n := range c.lookedBefore {
			moved[lookCell{c.before.city, c.before.exam, c.before.year, l}] -= n
		}
		for l, n := range looksOf(c.record) {
			moved[lookCell{c.after.City, c.after.Exam, c.after.Year, l}] += n
		}
	}
	maps.DeleteFunc(moved, func(_ lookCell, n int) bool { return n == 0 })
	var rows [][]any
	for _, at := range slices.SortedFunc(maps.Keys(moved), compareLookCells) {
		rows = append(rows, []any{at.city, at.exam, at.year, string(at.Kind), at.Field, flag{&at.Sure}, flag{&at.Changed}, moved[at]})
	}
	return insert(ctx, tx, "look_counts (city, exam, year, kind, field, sure, changed, n)", rows,
		"ON CONFLICT (city, exam, year, kind, field, sure, changed) DO UPDATE SET n = look_counts.n + excluded.n")
}

func compareLookCells(a, b lookCell) int {
	return cmp.Or(strings.Compare(a.city, b.city), strings.Compare(a.exam, b.exam), cmp.Compare(a.year, b.year), compareLooks(a.FieldLook, b.FieldLook))
}

func compareLooks(a, b document.FieldLook) int {
	order := func(l document.FieldLook) int {
		return map[bool]int{true: 2}[l.Sure] + map[bool]int{true: 1}[l.Changed]
	}
	return cmp.Or(cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.Field, b.Field), cmp.Compare(order(a), order(b)))
}

// rows are the looks at an application as the index keeps them.
func (all looks) rows(application string) (rows [][]any) {
	for _, l := range slices.SortedFunc(maps.Keys(all), compareLooks) {
		rows = append(rows, []any{application, string(l.Kind), l.Field, flag{&l.Sure}, flag{&l.Changed}, all[l]})
	}
	return rows
}
