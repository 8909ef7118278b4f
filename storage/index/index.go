package index

import (
	"context"
	"database/sql"
	_ "embed"
	"errors"
	"fmt"
	"strings"
)

// What an Index returns beside the errors of the context and the database.
var (
	// ErrSchema tells that the tables are not those of this program.
	ErrSchema = errors.New("the index has another schema")
	// ErrNotFound tells that the index does not have an application.
	ErrNotFound = errors.New("not in the index")
	// ErrAhead tells that the index knows later events than its source has.
	ErrAhead = errors.New("the index is ahead of the bucket")
	// ErrInvalidQuery tells that a list cannot be asked for like this.
	ErrInvalidQuery = errors.New("invalid query")
)

// schemaVersion grows with every change of schema.sql and of what is written
// into its tables.
const schemaVersion = 3

//go:embed schema.sql
var schema string

// indexes are made when the tables are full: that is quicker than to keep them up
// while they are filled.
//
//go:embed indexes.sql
var indexes string

// tables are all of schema.sql, and the one that tells its version.
var tables = []string{"applications", "counts", "uploads", "looks", "look_counts", "terms", "suffixes", "schema_version"}

// Index is a derived SQL database. It is safe for concurrent use.
type Index struct {
	db      *sql.DB
	dialect dialect
}

// dialect is where SQLite and PostgreSQL differ.
type dialect struct {
	// schema makes schema.sql the database's own.
	schema func(string) string
	// tables is a query for the names of all tables.
	tables string
	// analyze has the database learn how often values are, for the choice of indexes.
	analyze string
	// again tells of an error that the transaction deserves another try.
	again func(error) bool
}

// Open opens the index at a location: a file, which is made if it is not there,
// or a URL that begins with postgres:// or postgresql://. Tables that are not
// those of this program are ErrSchema.
func Open(ctx context.Context, location string) (*Index, error) {
	x, err := connect(ctx, location)
	if err != nil {
		return nil, err
	}
	if err := x.prepare(ctx); err != nil {
		return nil, errors.Join(err, x.Close())
	}
	return x, nil
}

// Recreate is Open of an index that holds nothing, whatever was there. Until it
// is complete it answers slowly: it is meant to be filled.
func Recreate(ctx context.Context, location string) (*Index, error) {
	x, err := connect(ctx, location)
	if err != nil {
		return nil, err
	}
	if err := x.recreate(ctx); err != nil {
		return nil, errors.Join(err, x.Close())
	}
	return x, nil
}

func connect(ctx context.Context, location string) (*Index, error) {
	open := openSQLite
	if strings.HasPrefix(location, "postgres://") || strings.HasPrefix(location, "postgresql://") {
		open = openPostgres
	}
	x, err := open(location)
	if err != nil {
		return nil, fmt.Errorf("open index: %w", err)
	}
	if err := x.db.PingContext(ctx); err != nil {
		return nil, errors.Join(fmt.Errorf("open index: %w", err), x.Close())
	}
	return x, nil
}

// Close closes the database.
func (x *Index) Close() error { return x.db.Close() }

// Ping tells by an error that the database does not answer.
func (x *Index) Ping(ctx context.Context) error { return x.db.PingContext(ctx) }

// prepare makes the tables where there are none, and refuses those of another
// program.
func (x *Index) prepare(ctx context.Context) error {
	return x.transact(ctx, func(tx *sql.Tx) error {
		have, err := x.existing(ctx, tx)
		if err != nil {
			return err
		}
		if !have["schema_version"] {
			if have["applications"] {
				return fmt.Errorf("%w: it does not say which; run hecha reindex to make it anew", ErrSchema)
			}
			return errors.Join(x.create(ctx, tx), createIndexes(ctx, tx))
		}
		var version int
		if err := tx.QueryRowContext(ctx, "SELECT version FROM schema_version").Scan(&version); err != nil {
			return err
		}
		switch {
		case version < schemaVersion:
			return fmt.Errorf("%w: version %d of an older program, this one has %d; run hecha reindex to make it anew", ErrSchema, version, schemaVersion)
		case version > schemaVersion:
			return fmt.Errorf("%w: version %d of a newer program, this one has %d; use the newer program, or run hecha reindex to make it anew with this one", ErrSchema, version, schemaVersion)
		}
		return nil
	})
}

// recreate drops the tables, of whichever version, and makes them anew.
func (x *Index) recreate(ctx context.Context) error {
	return x.transact(ctx, func(tx *sql.Tx) error {
		for _, table := range tables {
			if _, err := tx.ExecContext(ctx, "DROP TABLE IF EXISTS "+table); err != nil {
				return fmt.Errorf("drop %s: %w", table, err)
			}
		}
		return x.create(ctx, tx)
	})
}

func (x *Index) create(ctx context.Context, tx *sql.Tx) error {
	if _, err := tx.ExecContext(ctx, x.dialect.schema(schema)); err != nil {
		return fmt.Errorf("create tables: %w", err)
	}
	_, err := tx.ExecContext(ctx, "INSERT INTO schema_version (version, complete) VALUES ($1, 0)", schemaVersion)
	return err
}

func (x *Index) existing(ctx context.Context, tx *sql.Tx) (map[string]bool, error) {
	names, err := query(ctx, tx, x.dialect.tables, nil, func(scan scanner) (name string, err error) {
		return name, scan(&name)
	})
	have := map[string]bool{}
	for _, name := range names {
		have[name] = true
	}
	return have, err
}

// Complete tells whether the index was once filled with everything that the
// bucket held. One that was not may lack applications.
func (x *Index) Complete(ctx context.Context) (complete bool, err error) {
	return complete, x.db.QueryRowContext(ctx, "SELECT complete <> 0 FROM schema_version").Scan(&complete)
}

// setComplete says that everything in the bucket was gone through.
func (x *Index) setComplete(ctx context.Context) error {
	err := x.transact(ctx, func(tx *sql.Tx) error {
		if err := createIndexes(ctx, tx); err != nil {
			return err
		}
		_, err := tx.ExecContext(ctx, "UPDATE schema_version SET complete = 1")
		return err
	})
	if err == nil {
		_, err = x.db.ExecContext(ctx, x.dialect.analyze)
	}
	return err
}

func createIndexes(ctx context.Context, tx *sql.Tx) error {
	if _, err := tx.ExecContext(ctx, indexes); err != nil {
		return fmt.Errorf("create indexes: %w", err)
	}
	return nil
}

// transactions is how often one is tried that the database gave up for the sake
// of another.
const transactions = 10

// transact runs do in a transaction.
func (x *Index) transact(ctx context.Context, do func(*sql.Tx) error) error {
	for try := 1; ; try++ {
		err := x.transactOnce(ctx, do)
		if err == nil || try == transactions || !x.dialect.again(err) {
			return err
		}
	}
}

func (x *Index) transactOnce(ctx context.Context, do func(*sql.Tx) error) error {
	tx, err := x.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	if err := do(tx); err != nil {
		return errors.Join(err, ignoreDone(tx.Rollback()))
	}
	return tx.Commit()
}

// ignoreDone is nil for a transaction that the context's end rolled back.
func ignoreDone(err error) error {
	if errors.Is(err, sql.ErrTxDone) {
		return nil
	}
	return err
}

// queryer is a database or a transaction.
type queryer interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
}

// scanner reads the columns of a row.
type scanner func(dest ...any) error

// query is all rows of a query, each read by read.
func query[T any](ctx context.Context, q queryer, text string, args []any, read func(scanner) (T, error)) ([]T, error) {
	rows, err := q.QueryContext(ctx, text, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var all []T
	for rows.Next() {
		v, err := read(rows.Scan)
		if err != nil {
			return nil, err
		}
		all = append(all, v)
	}
	return all, rows.Err()
}
