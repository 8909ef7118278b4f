package dir

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// However few entries are held at a time, all come, once and in order.
func TestEntriesInParts(t *testing.T) {
	root := t.TempDir()
	var want []string
	for i := range 700 {
		name := fmt.Sprintf("%04d", i)
		if i%7 == 0 { // a folder, which sorts behind the file with a dash
			if err := os.Mkdir(filepath.Join(root, name), 0o700); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(filepath.Join(root, name+"-"), nil, 0o600); err != nil {
				t.Fatal(err)
			}
			want = append(want, name+"-", name)
			continue
		}
		if err := os.WriteFile(filepath.Join(root, name), nil, 0o600); err != nil {
			t.Fatal(err)
		}
		want = append(want, name)
	}
	if err := os.WriteFile(filepath.Join(root, ".hidden"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, limit := range []int{1, 100, len(want) / 2, len(want), len(want) + 1} {
		var got []string
		for e, err := range entriesOf(root, limit) {
			if err != nil {
				t.Fatal(err)
			}
			got = append(got, e.Name())
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("at most %d (-want +got)\n%s", limit, diff)
		}
	}
}
