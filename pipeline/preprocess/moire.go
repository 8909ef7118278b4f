package preprocess

import (
	"image"
	"math"
	"math/cmplx"
	"sort"
)

// What makes a picture of a screen: the grid of the screen's pixels beats
// against the sensor's and leaves nearly the same fine pattern on every part of
// the picture, paper white included. Its red, green and blue stripes lie side
// by side, so the pattern is shifted from one channel to the next, or, where
// JPEG has dropped the fine colour, equally strong in all of them. A guilloche
// is fine and regular too, but it is printed in coloured ink, which darkens the
// channels at the same places and unequally.
const (
	screenTiles  = 24
	screenShare  = 0.60 // of the tiles that must show such a pattern
	sameShare    = 0.45 // of the tiles that must show nearly the same one
	peakStrength = 120  // power of a peak by the median at its distance from 0
	lowestPeak   = 4    // cycles per tile: below lie light and writing
	sameBins     = 3    // how far apart the same pattern's peaks may lie
	leastShift   = 40   // degrees between red and blue
	equalChannel = 0.6  // the weakest channel of an equal pattern, by the strongest
)

// screenPhoto tells whether img shows the pattern of a screen.
func (s *scene) screenPhoto(img *image.RGBA) bool {
	tiles := s.blankTiles(img.Rect)
	var peaks []peak
	for _, corner := range tiles {
		if p, ok := tilePeak(img, corner); ok && ofScreen(img, corner, p) {
			peaks = append(peaks, p)
		}
	}
	n := float64(len(tiles))
	return len(tiles) >= screenTiles/3 && float64(len(peaks)) >= screenShare*n && float64(mostAlike(peaks)) >= sameShare*n
}

// peak is a place in a spectrum, in cycles per tile across and down.
type peak struct{ fx, fy int }

// mostAlike is the largest number of peaks near one of them, or near its mirror
// image, which is the same pattern.
func mostAlike(peaks []peak) int {
	best := 0
	for _, p := range peaks {
		n := 0
		for _, q := range peaks {
			same := max(abs(p.fx-q.fx), abs(p.fy-q.fy)) <= sameBins
			mirrored := max(abs(p.fx+q.fx), abs(p.fy+q.fy)) <= sameBins
			if same || mirrored {
				n++
			}
		}
		best = max(best, n)
	}
	return best
}

// ofScreen tells whether the channels share a tile's pattern as a screen's do.
func ofScreen(img *image.RGBA, corner image.Point, p peak) bool {
	r, g, b := component(img, corner, p, 0), component(img, corner, p, 1), component(img, corner, p, 2)
	weak := min(cmplx.Abs(r), cmplx.Abs(g), cmplx.Abs(b))
	strong := max(cmplx.Abs(r), cmplx.Abs(g), cmplx.Abs(b))
	shift := math.Abs(cmplx.Phase(r*cmplx.Conj(b))) * 180 / math.Pi
	return weak >= equalChannel*strong || weak >= 0.3*strong && shift >= leastShift
}

// component is one term of the Fourier transform of a channel of a tile.
func component(img *image.RGBA, corner image.Point, p peak, channel int) (sum complex128) {
	for y := range tileSize {
		row := img.Pix[(corner.Y+y)*img.Stride+4*corner.X+channel:]
		var across complex128
		for x := range tileSize {
			across += complex(float64(row[4*x])*hann[x], 0) * turns[(p.fx*x)&(tileSize-1)]
		}
		sum += across * turns[(p.fy*y)&(tileSize-1)] * complex(hann[y], 0)
	}
	return sum
}

// blankTiles are the top left corners of tiles of the picture, spread over it,
// each the one with the least writing of its part.
func (s *scene) blankTiles(r image.Rectangle) []image.Point {
	type place struct {
		corner image.Point
		ink    int
	}
	var best []place
	part := int(math.Sqrt(float64(r.Dx()*r.Dy()) / (2 * screenTiles)))
	if part < tileSize {
		return nil
	}
	eachTile(r.Dx(), r.Dy(), part, func(area image.Rectangle) {
		found := place{ink: math.MaxInt}
		step := max((part-tileSize)/4, 8)
		for y := area.Min.Y; y+tileSize <= area.Max.Y; y += step {
			for x := area.Min.X; x+tileSize <= area.Max.X; x += step {
				if n := s.inkIn(r, image.Rect(x, y, x+tileSize, y+tileSize)); n < found.ink {
					found = place{image.Pt(x, y), n}
				}
			}
		}
		if found.ink < math.MaxInt {
			best = append(best, found)
		}
	})
	sort.SliceStable(best, func(i, j int) bool { return best[i].ink < best[j].ink })
	var corners []image.Point
	for _, p := range best[:min(len(best), screenTiles)] {
		corners = append(corners, p.corner)
	}
	return corners
}

// inkIn is the darkness of the writing within area of a picture with bounds r.
func (s *scene) inkIn(r, area image.Rectangle) int {
	n := 0
	for y := area.Min.Y * s.h() / r.Dy(); y < area.Max.Y*s.h()/r.Dy(); y++ {
		for x := area.Min.X * s.w() / r.Dx(); x < area.Max.X*s.w()/r.Dx(); x++ {
			n += int(s.ink.pix[y*s.w()+x])
		}
	}
	return n
}

// tilePeak is the strongest regular pattern of a tile, if it is a clear one.
func tilePeak(img *image.RGBA, corner image.Point) (peak, bool) {
	var tile [tileSize][tileSize]float64
	mean := 0.0
	for y := range tile {
		row := img.Pix[(corner.Y+y)*img.Stride+4*corner.X:]
		for x := range tile[y] {
			tile[y][x] = float64(row[4*x+1]) // green: the sensor's finest channel
			mean += tile[y][x]
		}
	}
	mean /= tileSize * tileSize
	for y := range tile {
		for x := range tile[y] {
			tile[y][x] -= mean
		}
	}
	return strongest(spectrum(&tile))
}

// strongest is the highest peak against the median of the ring it lies on.
// Multiples of JPEG's block frequency on the axes are passed over.
func strongest(power [tileSize][tileSize]float64) (peak, bool) {
	const half, block = tileSize / 2, tileSize / 8
	var rings [half + 1][]float64
	best, at := 0.0, peak{}
	for y := 0; y < half; y++ {
		for x := -half + 1; x < half; x++ {
			r := int(math.Hypot(float64(x), float64(y)) + 0.5)
			if r < lowestPeak || r > half {
				continue
			}
			v := power[y][x&(tileSize-1)]
			rings[r] = append(rings[r], v)
			onAxis := abs(x) <= 1 && near(y, block) || y <= 1 && near(abs(x), block)
			if v > best && !onAxis {
				best, at = v, peak{x, y}
			}
		}
	}
	ring := rings[int(math.Hypot(float64(at.fx), float64(at.fy))+0.5)]
	// A quantised blank tile has a spectrum of nothing; its peaks are noise.
	const floor = tileSize * tileSize * 0.05
	return at, len(ring) > 0 && best > peakStrength*math.Max(median(ring), floor)
}

// near tells whether v is within one of a multiple of block.
func near(v, block int) bool {
	m := v % block
	return m <= 1 || m == block-1
}
