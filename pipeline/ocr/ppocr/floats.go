package ppocr

import (
	"math/bits"
	"sync"
)

// floats recycles the networks' inputs and outputs: a page needs a hundred
// megabytes of them. They are kept by capacity, four to each power of two.
var floats [8 * bits.UintSize]sync.Pool

// floatClass is the capacity that n floats get, and where it is kept.
func floatClass(n int) (capacity, class int) {
	shift := max(bits.Len(uint(max(n, 1)-1))-3, 0)
	parts := (n + 1<<shift - 1) >> shift // up to 8
	return parts << shift, shift<<3 | parts&7
}

// getFloats returns n floats with any contents.
func getFloats(n int) []float32 {
	capacity, class := floatClass(n)
	if p, ok := floats[class].Get().(*[]float32); ok {
		return (*p)[:n]
	}
	return make([]float32, n, capacity)
}

// putFloats takes back what getFloats gave; anything else is left to the garbage
// collector.
func putFloats(f []float32) {
	if capacity, class := floatClass(cap(f)); capacity == cap(f) && capacity > 0 {
		floats[class].Put(&f)
	}
}
