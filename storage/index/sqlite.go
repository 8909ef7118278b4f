package index

import (
	"database/sql"
	"errors"
	"net/url"
	"os"
	"path/filepath"
	"runtime"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

// openSQLite opens a file. Writers wait for each other; readers wait for nobody.
// A committed transaction survives the machine's crash.
func openSQLite(path string) (*Index, error) {
	if err := makePrivate(path); err != nil {
		return nil, err
	}
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
		schema:  func(s string) string { return s },
		analyze: "ANALYZE",
		tables:  "SELECT name FROM sqlite_master WHERE type = 'table'",
		again: func(err error) bool {
			var failed *sqlite.Error
			return errors.As(err, &failed) && failed.Code()&0xff == sqlite3.SQLITE_BUSY
		},
	}}, nil
}

// makePrivate makes a file and its folder that nobody else can look into, for the
// index holds personal data.
func makePrivate(path string) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return err
	}
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return err
	}
	return f.Close()
}
