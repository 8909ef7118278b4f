package extractors_test

import (
	"math/rand/v2"
	"testing"

	"hecha/extractors"
)

// BenchmarkDocuments reads the recordings, one sheet an iteration.
func BenchmarkDocuments(b *testing.B) {
	var sheets []extractors.Sheet
	for _, path := range recordings(b) {
		sheets = append(sheets, load(b, path).Sheet)
	}
	for i := 0; b.Loop(); i++ {
		extractors.Documents(sheets[i%len(sheets)])
	}
}

// BenchmarkHostile reads sheets of 250 lines made of labels and marks.
func BenchmarkHostile(b *testing.B) {
	rng := rand.New(rand.NewPCG(1, 1))
	s := extractors.Sheet{Page: 1, Width: 1000, Height: 1400}
	for range 250 {
		s.Lines = append(s.Lines, randomLine(rng))
	}
	for b.Loop() {
		extractors.Documents(s)
	}
}
