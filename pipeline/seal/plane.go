package seal

import (
	"encoding/binary"
	"image"
	"math"
	"slices"

	"hecha/pipeline/pyramid"
)

// plane is a picture of how much ink of one colour there is: 0 none, 255 full.
type plane struct {
	w, h int
	pix  []uint8
}

func newPlane(w, h int) plane { return plane{w, h, make([]uint8, w*h)} }

// at interpolates between pixels whose centres lie at whole numbers; outside
// there is no ink.
func (p plane) at(x, y float64) float64 {
	fx, fy := math.Floor(x), math.Floor(y)
	ix, iy := int(fx), int(fy)
	if ix < 0 || iy < 0 || ix+1 >= p.w || iy+1 >= p.h {
		return 0
	}
	fx, fy = x-fx, y-fy
	i := iy*p.w + ix
	top := float64(p.pix[i])*(1-fx) + float64(p.pix[i+1])*fx
	low := float64(p.pix[i+p.w])*(1-fx) + float64(p.pix[i+p.w+1])*fx
	return top*(1-fy) + low*fy
}

// inside tells whether (x, y) lies on the picture.
func (p plane) inside(x, y float64) bool {
	return x >= 0 && y >= 0 && x < float64(p.w-1) && y < float64(p.h-1)
}

// halved averages boxes of two by two pixels.
func (p plane) halved() plane {
	out := newPlane(p.w/2, p.h/2)
	for y := range out.h {
		top, low := p.pix[2*y*p.w:(2*y+1)*p.w], p.pix[(2*y+1)*p.w:(2*y+2)*p.w]
		row := out.pix[y*out.w : (y+1)*out.w]
		for x := range row {
			row[x] = uint8((int(top[2*x]) + int(top[2*x+1]) + int(low[2*x]) + int(low[2*x+1]) + 2) / 4)
		}
	}
	return out
}

// boxMean averages boxes that reach r pixels in every direction.
func (p plane) boxMean(r int) plane {
	out := newPlane(p.w, p.h)
	columns := make([]int, p.w)
	n := 2*r + 1
	for y := -r; y < p.h; y++ {
		for x := range p.w {
			if y+r < p.h {
				columns[x] += int(p.pix[(y+r)*p.w+x])
			}
			if y-r-1 >= 0 {
				columns[x] -= int(p.pix[(y-r-1)*p.w+x])
			}
		}
		if y < 0 {
			continue
		}
		sum := 0
		for x := -r; x < p.w; x++ {
			if x+r < p.w {
				sum += columns[x+r]
			}
			if x-r-1 >= 0 {
				sum -= columns[x-r-1]
			}
			if x >= 0 {
				out.pix[y*p.w+x] = uint8(sum / (n * n))
			}
		}
	}
	return out
}

// spread gives every pixel the most of what is up to r pixels beside it.
func (p plane) spread(r int) plane {
	across, out := newPlane(p.w, p.h), newPlane(p.w, p.h)
	for i := range p.pix {
		x := i % p.w
		across.pix[i] = slices.Max(p.pix[i-min(r, x) : i+min(r, p.w-1-x)+1])
	}
	for y := range p.h {
		row := out.pix[y*p.w : (y+1)*p.w]
		for j := max(0, y-r); j <= min(p.h-1, y+r); j++ {
			for x, v := range across.pix[j*p.w : (j+1)*p.w] {
				row[x] = max(row[x], v)
			}
		}
	}
	return out
}

// withoutHaze takes the middle value, that of paper, away.
func (p plane) withoutHaze() plane {
	var histogram [256]int
	for _, v := range p.pix {
		histogram[v]++
	}
	paper := percentile(histogram, 0.5)
	out := newPlane(p.w, p.h)
	for i, v := range p.pix {
		out.pix[i] = uint8(max(0, int(v)-paper))
	}
	return out
}

// planes are a sheet reduced for the search.
type planes struct {
	factor          int // pixels of the sheet per pixel here, along an edge
	red, blue, dark plane
}

// searchDPI is the resolution of the search: a rim of 1 mm is four pixels wide.
const searchDPI = 100

// reduction is how many pixels of the sheet make one of the search. Without a
// known resolution the sheet is taken for A4, whose longer side is 11.7 inches.
func reduction(size image.Point, dpi float64) int {
	if dpi <= 0 {
		dpi = float64(max(size.X, size.Y)) / 11.7
	}
	return min(max(1, int(math.Round(dpi/searchDPI))), pyramid.MaxFactor)
}

// reduce separates the inks of the reduced sheet. Paper is made white first, tile
// by tile, so that warm light does not read as red.
func reduce(sheet *pyramid.Picture, dpi float64) planes {
	f := reduction(sheet.Full().Rect.Size(), dpi)
	small := sheet.By(f)
	w, h := small.Rect.Dx(), small.Rect.Dy()
	if w == 0 || h == 0 {
		return planes{factor: f}
	}
	white := paperWhite(small)
	out := planes{f, newPlane(w, h), newPlane(w, h), newPlane(w, h)}
	for y := range h {
		for tile, k := range white[y/whiteTile*tiles(w):][:tiles(w)] {
			from := tile * whiteTile
			at, upto := y*w+from, y*w+min(w, from+whiteTile)
			row := small.Pix[y*small.Stride+4*from:]
			separate(row, k, out.red.pix[at:upto], out.blue.pix[at:upto], out.dark.pix[at:upto])
		}
	}
	return out
}

// separate tells how much ink of which colour the pixels of row show, once they
// are multiplied so that paper is white.
func separate(row []uint8, white [3]uint16, red, blue, dark []uint8) {
	kr, kg, kb := int(white[0]), int(white[1]), int(white[2])
	row, blue, dark = row[:4*len(red)], blue[:len(red)], dark[:len(red)]
	for i := range red {
		p := binary.LittleEndian.Uint32(row)
		row = row[4:]
		r, g, b := min(255, int(p&255)*kr>>8), min(255, int(p>>8&255)*kg>>8), min(255, int(p>>16&255)*kb>>8)
		red[i] = inkOf[(255+r-max(g, b))&511]
		blue[i] = inkOf[(255+b-max(r, g))&511]
		dark[i] = uint8(255 - (2*r+5*g+b)/8)
	}
}

// inkOf makes a difference of channels, plus 255, an amount of ink: a faint
// impression, whose channels differ by a fifth, still gives half.
var inkOf = func() (ink [512]uint8) {
	for i := range ink {
		ink[i] = uint8(max(0, min(255, (i-255)*5/2-20)))
	}
	return ink
}()

// whiteTile is the edge of a tile in pixels of the search: about 16 mm.
const whiteTile = 64

func tiles(n int) int { return (n + whiteTile - 1) / whiteTile }

// paperWhite is, for every tile, by how much (in 1/256) to multiply each channel
// so that paper becomes white. Dark tiles take the white of the sheet.
func paperWhite(rgb *image.RGBA) [][3]uint16 {
	w, h := rgb.Rect.Dx(), rgb.Rect.Dy()
	tw, th := tiles(w), tiles(h)
	local := make([][3]int, tw*th)
	for ty := range th {
		for tx := range tw {
			local[ty*tw+tx] = tileWhite(rgb, image.Rect(tx*whiteTile, ty*whiteTile,
				min(w, (tx+1)*whiteTile), min(h, (ty+1)*whiteTile)))
		}
	}
	page := middleWhite(local)
	out := make([][3]uint16, tw*th)
	for i, white := range local {
		if white[0]+white[1]+white[2] < (page[0]+page[1]+page[2])*6/10 || coloured(white, page) {
			white = page
		}
		for c := range 3 {
			out[i][c] = uint16(256 * 250 / max(white[c], 60))
		}
	}
	return out
}

// coloured tells that a tile's lightest colour is not that of the sheet's paper
// in another light: it is full of ink or print.
func coloured(white, page [3]int) bool {
	sum, pageSum := white[0]+white[1]+white[2], page[0]+page[1]+page[2]
	for c := range 3 {
		if d := white[c]*pageSum - page[c]*sum; d*10 > pageSum*sum/3 || -d*10 > pageSum*sum/3 {
			return true
		}
	}
	return false
}

// tileWhite is the mean colour of the lightest eighth of a tile's pixels.
func tileWhite(rgb *image.RGBA, tile image.Rectangle) [3]int {
	var histogram [256]int
	const step = 2
	n := 0
	for y := tile.Min.Y; y < tile.Max.Y; y += step {
		for x := tile.Min.X; x < tile.Max.X; x += step {
			p := rgb.Pix[y*rgb.Stride+4*x:]
			histogram[min(p[0], p[1], p[2])]++
			n++
		}
	}
	limit, seen := 255, 0
	for limit > 0 && seen+histogram[limit] < max(1, n/8) {
		seen += histogram[limit]
		limit--
	}
	var sum [3]int
	n = 0
	for y := tile.Min.Y; y < tile.Max.Y; y += step {
		for x := tile.Min.X; x < tile.Max.X; x += step {
			p := rgb.Pix[y*rgb.Stride+4*x:]
			if int(min(p[0], p[1], p[2])) < limit {
				continue
			}
			sum[0], sum[1], sum[2] = sum[0]+int(p[0]), sum[1]+int(p[1]), sum[2]+int(p[2])
			n++
		}
	}
	return [3]int{sum[0] / n, sum[1] / n, sum[2] / n}
}

// middleWhite is the tile white at three quarters of the brightness order.
func middleWhite(local [][3]int) [3]int {
	sorted := slices.Clone(local)
	slices.SortFunc(sorted, func(a, b [3]int) int { return a[0] + a[1] + a[2] - b[0] - b[1] - b[2] })
	return sorted[len(sorted)*3/4]
}
