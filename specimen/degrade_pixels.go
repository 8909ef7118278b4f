package specimen

import (
	"encoding/binary"
	"image"
	"math"
)

// Pixels are worked on with all four channels in one word, 16 bits each, so
// that weights that sum to 256 cost one multiplication per pixel.

// load spreads the pixel at b over a word.
func load(b []uint8) uint64 {
	v := uint64(binary.LittleEndian.Uint32(b))
	return v&0xff | v&0xff00<<8 | v&0xff0000<<16 | v&0xff000000<<24
}

// store packs the low byte of every channel into the pixel at b.
func store(b []uint8, v uint64) {
	binary.LittleEndian.PutUint32(b, uint32(v&0xff|v>>8&0xff00|v>>16&0xff0000|v>>24&0xff000000))
}

// halves rounds a sum of weighted channels: one half in each.
const halves = 0x0080008000800080

// mix is a where t is 0, b where it is 256.
func mix(a, b uint64, t int) uint64 {
	return (a*uint64(256-t) + b*uint64(t) + halves) >> 8 & 0x00ff00ff00ff00ff
}

// sample reads img linearly between pixel centres; (0, 0) is the first centre
// and the border repeats.
func sample(img *image.RGBA, x, y float64) uint64 {
	w, h := img.Rect.Dx(), img.Rect.Dy()
	x, y = min(max(x, 0), float64(w-1)), min(max(y, 0), float64(h-1))
	x0, y0 := min(int(x), max(w-2, 0)), min(int(y), max(h-2, 0))
	i := y0*img.Stride + 4*x0
	right, down := 4, img.Stride
	if w == 1 {
		right = 0
	}
	if h == 1 {
		down = 0
	}
	tx, ty := int((x-float64(x0))*256), int((y-float64(y0))*256)
	top := mix(load(img.Pix[i:]), load(img.Pix[i+right:]), tx)
	return mix(top, mix(load(img.Pix[i+down:]), load(img.Pix[i+down+right:]), tx), ty)
}

// taps are the weighted neighbours that make one pixel: weights sum to 256 and
// belong to the pixels from first on.
type taps struct {
	first   int
	weights []uint64
}

// resize is img at w by h pixels: averages over areas when smaller, linear
// between centres when larger.
func resize(img *image.RGBA, w, h int) *image.RGBA {
	return filter(img, resizeTaps(img.Rect.Dx(), w), resizeTaps(img.Rect.Dy(), h))
}

func resizeTaps(from, to int) []taps {
	ratio := float64(from) / float64(to)
	radius := math.Max(1, ratio)
	all := make([]taps, to)
	for i := range all {
		centre := (float64(i) + 0.5) * ratio
		if ratio > 1 {
			all[i] = weigh(from, centre-ratio/2, centre+ratio/2, func(x float64) float64 {
				return math.Min(x+0.5, centre+ratio/2) - math.Max(x-0.5, centre-ratio/2)
			})
			continue
		}
		all[i] = weigh(from, centre-radius, centre+radius, func(x float64) float64 {
			return 1 - math.Abs(x-centre)
		})
	}
	return all
}

// blur is img through a Gaussian of the given standard deviations in pixels.
// What is too small to matter returns img itself.
func blur(img *image.RGBA, sigmaX, sigmaY float64) *image.RGBA {
	if sigmaX < 0.2 && sigmaY < 0.2 {
		return img
	}
	return filter(img, blurTaps(img.Rect.Dx(), sigmaX), blurTaps(img.Rect.Dy(), sigmaY))
}

func blurTaps(n int, sigma float64) []taps {
	sigma = math.Max(sigma, 0.05)
	all := make([]taps, n)
	for i := range all {
		centre := float64(i) + 0.5
		all[i] = weigh(n, centre-2.6*sigma-0.5, centre+2.6*sigma+0.5, func(x float64) float64 {
			return math.Exp(-(x - centre) * (x - centre) / (2 * sigma * sigma))
		})
	}
	return all
}

// weigh is the taps from lo to hi of n pixels, weighted by f of their centres.
func weigh(n int, lo, hi float64, f func(x float64) float64) taps {
	first, last := max(int(math.Floor(lo)), 0), min(int(math.Ceil(hi)), n)
	sum, ws := 0.0, make([]float64, last-first)
	for i := range ws {
		ws[i] = math.Max(0, f(float64(first+i)+0.5))
		sum += ws[i]
	}
	t := taps{first: first, weights: make([]uint64, len(ws))}
	left, heavy := 256, 0
	for i, w := range ws {
		k := int(w / sum * 256)
		t.weights[i] = uint64(k)
		left -= k
		if w > ws[heavy] {
			heavy = i
		}
	}
	t.weights[heavy] += uint64(left)
	return t
}

// filter applies the taps along rows, then along columns.
func filter(img *image.RGBA, across, down []taps) *image.RGBA {
	w, h := len(across), len(down)
	wide, row := make([]uint64, w*img.Rect.Dy()), make([]uint64, img.Rect.Dx())
	for y := range img.Rect.Dy() {
		for x := range row {
			row[x] = load(img.Pix[y*img.Stride+4*x:])
		}
		out := wide[y*w : (y+1)*w]
		for x, t := range across {
			sum := uint64(halves)
			for i, v := range row[t.first : t.first+len(t.weights)] {
				sum += v * t.weights[i]
			}
			out[x] = sum >> 8 & 0x00ff00ff00ff00ff
		}
	}
	dst := image.NewRGBA(image.Rect(0, 0, w, h))
	sums := make([]uint64, w)
	for y, t := range down {
		for x := range sums {
			sums[x] = halves
		}
		for i, k := range t.weights {
			for x, v := range wide[(t.first+i)*w : (t.first+i+1)*w] {
				sums[x] += v * k
			}
		}
		row := dst.Pix[y*dst.Stride:]
		for x, v := range sums {
			store(row[4*x:], v>>8)
		}
	}
	return dst
}

// tone maps every channel through its own curve, in place.
func tone(img *image.RGBA, curves *[3][256]uint8) {
	for i := 0; i+3 < len(img.Pix); i += 4 {
		px := img.Pix[i : i+3 : i+3]
		px[0], px[1], px[2] = curves[0][px[0]], curves[1][px[1]], curves[2][px[2]]
	}
}

// toneCurve samples f, which maps 0..1 to 0..1.
func toneCurve(f func(v float64) float64) (c [256]uint8) {
	for i := range c {
		c[i] = clamp8(255*f(float64(i)/255) + 0.5)
	}
	return c
}

// toGray replaces every pixel by its luma, in place.
func toGray(img *image.RGBA) {
	for i := 0; i+3 < len(img.Pix); i += 4 {
		px := img.Pix[i : i+3 : i+3]
		y := uint8((19595*uint32(px[0]) + 38470*uint32(px[1]) + 7471*uint32(px[2]) + 1<<15) >> 16)
		px[0], px[1], px[2] = y, y, y
	}
}

func clamp8(v float64) uint8 { return uint8(min(max(v, 0), 255)) }
