package index_test

import (
	"fmt"
	"testing"

	"hecha/storage/storagetest"
)

func TestPostgreSQL(t *testing.T) {
	url := storagetest.PostgreSQL(t)
	schemas := 0
	suite(t, "pgx", func(t *testing.T) string {
		schemas++
		name := fmt.Sprintf("test%d", schemas)
		raw(t, "pgx", url, "CREATE SCHEMA "+name)
		return url + "&search_path=" + name
	})
}
