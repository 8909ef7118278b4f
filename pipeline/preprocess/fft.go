package preprocess

import (
	"math"
	"math/cmplx"
)

// tileSize is the side of the squares whose spectrum is looked at; a power of
// two.
const tileSize = 64

// fft transforms x, whose length is tileSize, in place (Cooley and Tukey 1965,
// radix 2).
func fft(x []complex128) {
	for i, j := 0, 0; i < tileSize; i++ {
		if i < j {
			x[i], x[j] = x[j], x[i]
		}
		bit := tileSize >> 1
		for ; bit > 0 && j&bit != 0; bit >>= 1 {
			j ^= bit
		}
		j |= bit
	}
	for size := 2; size <= tileSize; size *= 2 {
		step := tileSize / size
		for start := 0; start < tileSize; start += size {
			for k := range size / 2 {
				a, b := x[start+k], x[start+k+size/2]*turns[k*step]
				x[start+k], x[start+k+size/2] = a+b, a-b
			}
		}
	}
}

// turns are the roots of one, clockwise from 1.
var turns = func() (t [tileSize]complex128) {
	for i := range t {
		t[i] = cmplx.Rect(1, -2*math.Pi*float64(i)/tileSize)
	}
	return t
}()

// hann fades a tile out towards its edges, so that they leave no trace in the
// spectrum.
var hann = func() (t [tileSize]float64) {
	for i := range t {
		t[i] = 0.5 - 0.5*math.Cos(2*math.Pi*(float64(i)+0.5)/tileSize)
	}
	return t
}()

// spectrum is the power at each pair of frequencies, of which the vertical one
// runs over rows and the horizontal one over columns, both modulo tileSize.
func spectrum(tile *[tileSize][tileSize]float64) (power [tileSize][tileSize]float64) {
	var f [tileSize][tileSize]complex128
	for y := range f {
		for x := range f[y] {
			f[y][x] = complex(tile[y][x]*hann[x]*hann[y], 0)
		}
		fft(f[y][:])
	}
	var col [tileSize]complex128
	for x := range tileSize {
		for y := range f {
			col[y] = f[y][x]
		}
		fft(col[:])
		for y, v := range col {
			power[y][x] = real(v)*real(v) + imag(v)*imag(v)
		}
	}
	return power
}
