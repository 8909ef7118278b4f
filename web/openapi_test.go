package web_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"net/http"
	"os"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "write the golden of the OpenAPI document")

// golden is what clients were promised. A change of it is to be looked at, and
// noted in the changelog.
const golden = "testdata/openapi.json"

func TestOpenAPI(t *testing.T) {
	h := open(t)
	var got bytes.Buffer
	served := caller{h, ""}.do("GET", "/openapi.json", nil).want(t, http.StatusOK)
	if err := json.Indent(&got, served.Body, "", " "); err != nil {
		t.Fatal(err)
	}
	got.WriteByte('\n')
	if *update {
		if err := os.WriteFile(golden, got.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got.String()); diff != "" {
		t.Errorf("the API is not what %s describes; go test ./web -update writes it anew (-want +got):\n%s", golden, diff)
	}
}
