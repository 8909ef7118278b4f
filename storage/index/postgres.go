package index

import (
	"database/sql"
	"errors"
	"strings"

	"github.com/jackc/pgx/v5/pgconn"
	_ "github.com/jackc/pgx/v5/stdlib" // the driver
)

// PostgreSQL's codes for a transaction that gave way to another.
const (
	serializationFailure = "40001"
	deadlockDetected     = "40P01"
	uniqueViolation      = "23505" // of the catalogue: two programs made the tables at the same time
)

// openPostgres opens a database by its URL. The tables lie in the first schema
// of the search path.
func openPostgres(location string) (*Index, error) {
	db, err := sql.Open("pgx", location)
	if err != nil {
		return nil, err
	}
	db.SetMaxIdleConns(4)
	db.SetMaxOpenConns(16)
	return &Index{db: db, dialect: dialect{
		schema: strings.NewReplacer(" TEXT ", ` TEXT COLLATE "C" `, " WITHOUT ROWID", "").Replace,
		// Only rows that are known to be visible to all are read from an index alone.
		analyze: "VACUUM (ANALYZE) applications, counts, uploads, looks, look_counts, terms, suffixes",
		tables:  "SELECT tablename FROM pg_tables WHERE schemaname = current_schema()",
		again: func(err error) bool {
			var failed *pgconn.PgError
			return errors.As(err, &failed) &&
				(failed.Code == serializationFailure || failed.Code == deadlockDetected || failed.Code == uniqueViolation)
		},
	}}, nil
}
