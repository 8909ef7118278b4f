package extractors

import (
	"compress/gzip"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"
)

func BenchmarkDbg(b *testing.B) {
	names, _ := filepath.Glob("/tmp/rec/*.gz")
	var sheets []Sheet
	for _, n := range names {
		f, _ := os.Open(n)
		z, _ := gzip.NewReader(f)
		var r struct{ Sheet Sheet }
		json.NewDecoder(z).Decode(&r)
		sheets = append(sheets, r.Sheet)
	}
	b.ResetTimer()
	for i := 0; i < b.N; i++ {
		Documents(sheets[i%len(sheets)])
	}
}
