package index

import (
	"database/sql"
	"errors"
	"net/url"
	"runtime"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

// openSQLite opens a file. Writers wait for each other; readers wait for nobody.
// A committed transaction survives the machine's crash.
func openSQLite(path string) (*Index, error) {
	options := url.Values{"_txlock": {"immediate"}, "_pragma": {
		"busy_timeout(30000)", "journal_mode(WAL)", "synchronous(FULL)", "cache_size(-65536)", "temp_store(MEMORY)",
	}}
	file := url.URL{Scheme: "file", Opaque: (&url.URL{Path: path}).EscapedPath(), RawQuery: options.Encode()}
	db, err := sql.Open("sqlite", file.String())
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(4 + runtime.NumCPU())
	db.SetMaxIdleConns(4 + runtime.NumCPU())
	return &Index{db: db, dialect: dialect{
		schema: func(s string) string { return s },
		tables: "SELECT name FROM sqlite_master WHERE type = 'table'",
		again: func(err error) bool {
			var failed *sqlite.Error
			return errors.As(err, &failed) && failed.Code()&0xff == sqlite3.SQLITE_BUSY
		},
	}}, nil
}
