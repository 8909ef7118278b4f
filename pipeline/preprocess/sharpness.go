package preprocess

import (
	"image"
	"math"
)

// sharpness is 1 where blur is small against the characters, as on a crisp
// scan at 200 dpi, and 0 where their strokes run together. Blur is the standard
// deviation of a Gaussian; a common Chinese character has five or six strokes
// within its height, and a blur of a twelfth of the height leaves a fiftieth of
// the contrast between them. Without characters (height 0) those of an average
// picture are assumed.
func sharpness(blur, height float64) float64 {
	const crisp, unreadable = 0.022, 0.080
	if blur <= 0 {
		return 0
	}
	if height <= 0 {
		height = 30
	}
	v := math.Log(unreadable/(blur/height)) / math.Log(unreadable/crisp)
	return math.Max(0, math.Min(1, v))
}

// edgeBlur is the standard deviation in pixels of the Gaussian that makes an
// ideal edge as wide as those of img, along the axis where they are wider (so
// that a shaken picture counts as blurred); 0 when there are no edges. It is
// the middling width of the picture's strongest edges and thus does not depend
// on how many there are.
func edgeBlur(img *image.RGBA) float64 {
	w, h := img.Rect.Dx(), img.Rect.Dy()
	const lines = 160 // sampled each way
	var rows, cols edgeWidths
	row := make([]uint8, w)
	for i := range lines {
		y := (2*i + 1) * h / (2 * lines)
		pix := img.Pix[y*img.Stride:][:4*w]
		for x := range row {
			row[x] = luma(pix[4*x], pix[4*x+1], pix[4*x+2])
		}
		rows.add(row)
	}
	// All columns are taken at once, row by row, for each pixel of a column lies
	// on another page of memory.
	columns := make([]uint8, lines*h)
	for y := range h {
		pix := img.Pix[y*img.Stride:][:4*w]
		for i := range lines {
			x := (2*i + 1) * w / (2 * lines)
			columns[i*h+y] = luma(pix[4*x], pix[4*x+1], pix[4*x+2])
		}
	}
	for i := range lines {
		cols.add(columns[i*h:][:h])
	}
	return math.Max(rows.blur(), cols.blur())
}

// edgeWidths collects monotone runs of brightness along lines.
type edgeWidths struct{ edges []edgeWidth }

type edgeWidth struct {
	contrast int
	width    float64 // contrast by steepest slope, in pixels
}

const minEdgeContrast = 24 // above JPEG's ringing

func (e *edgeWidths) add(line []uint8) {
	start := 0
	for i := 1; i < len(line); i++ {
		rising := line[i] > line[start]
		if i+1 < len(line) && line[i] != line[i-1] && line[i+1] != line[i] && (line[i+1] > line[i]) == rising {
			continue
		}
		e.addRun(line[start : i+1])
		start = i
	}
}

// addRun records a monotone run. The slope is taken over two pixels, where a
// one-pixel difference would measure the noise.
func (e *edgeWidths) addRun(run []uint8) {
	contrast := abs(int(run[len(run)-1]) - int(run[0]))
	if contrast < minEdgeContrast {
		return
	}
	steepest := 0
	for i := 1; i < len(run); i++ {
		steepest = max(steepest, abs(int(run[i])-int(run[i-1])))
	}
	e.edges = append(e.edges, edgeWidth{contrast, float64(contrast) / float64(steepest)})
}

// blur is that of the median of the edges with at least six tenths of the
// contrast that the strongest tenth has. An edge of a Gaussian blur s has the
// width s*sqrt(2 pi); the aperture of the pixels themselves is left in.
func (e *edgeWidths) blur() float64 {
	if len(e.edges) < 20 {
		return 0
	}
	limit := e.strong() * 6 / 10
	var widths []float64
	for _, edge := range e.edges {
		if edge.contrast >= limit {
			widths = append(widths, edge.width)
		}
	}
	return median(widths) / math.Sqrt(2*math.Pi)
}

// strong is the contrast that a tenth of the edges exceed or share.
func (e *edgeWidths) strong() int {
	var counts [256]int
	for _, edge := range e.edges {
		counts[edge.contrast]++
	}
	left := len(e.edges) / 10
	for c := len(counts) - 1; ; c-- {
		if left -= counts[c]; left < 0 {
			return c
		}
	}
}
