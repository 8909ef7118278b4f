package ppocr

import (
	"context"
	"fmt"
	"image"
	"math"
	"slices"

	ort "github.com/yalue/onnxruntime_go"

	"hecha/document"
)

// The networks halve the picture five times, so its sides are multiples of 32.
const detectStride = 32

// imageNet is the normalisation of the detection networks and of the newer
// direction classifiers, blue first.
var imageNet = normalization{
	scale: [3]float32{1 / (255 * .225), 1 / (255 * .224), 1 / (255 * .229)},
	shift: [3]float32{-.406 / .225, -.456 / .224, -.485 / .229},
}

// detector finds where text stands.
type detector struct {
	network *network
	cfg     Config
	// large has places for second looks at much larger pictures, for half of the
	// sessions at a time: the memory of as many as ever meet is kept for ever.
	large chan struct{}
}

func newDetector(f folder, cfg Config, s *slots) (*detector, error) {
	n, err := loadNetwork(f.det, cfg.Threads, s)
	if err != nil {
		return nil, err
	}
	if len(n.output) != 4 {
		return nil, fmt.Errorf("ppocr: %s: output is %v, want a map of batch, 1, height and width", f.det, n.output)
	}
	return &detector{network: n, cfg: cfg, large: make(chan struct{}, max(1, cfg.Sessions/2))}, nil
}

func (d *detector) net() *network {
	if d == nil {
		return nil
	}
	return d.network
}

// box is a rotated rectangle around text, clockwise from the corner that is
// most likely top left, with the mean probability inside.
type box struct {
	quad  document.Quad
	score float64
}

// detect returns the boxes of text in img, in its pixels. When the type turns
// out to be too small for the network, or less was found than img should hold, it
// looks again at a larger scale. Of a remainder nobody knows what it should hold.
func (d *detector) detect(ctx context.Context, img *image.RGBA, remainder bool) ([]box, error) {
	region := inkBounds(img)
	boxes, scale, err := d.detectAt(ctx, img, region, d.cfg.DetectSide)
	if err != nil {
		return nil, err
	}
	side := d.largerSide(region, boxes, scale, remainder)
	if side == 0 {
		return boxes, nil
	}
	select {
	case d.large <- struct{}{}:
		defer func() { <-d.large }()
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	boxes, _, err = d.detectAt(ctx, img, region, side)
	return boxes, err
}

const (
	// minTypePixels is the height of a line, with its margin, below which the
	// network begins to lose characters.
	minTypePixels  = 12
	goodTypePixels = 18
	// fewBoxes is less than any paper has, the back of an identity card included:
	// its title may be all that was large enough to be seen.
	fewBoxes = 5
	// fewSide is how much longer the longer side is then.
	fewSide = 1.5
)

// largerSide is the longer side for a second look, 0 when none is needed.
func (d *detector) largerSide(region image.Rectangle, boxes []box, scale float64, remainder bool) int {
	if scale >= 1 {
		return 0
	}
	long := max(region.Dx(), region.Dy())
	closer := min(long, int(fewSide*float64(d.cfg.DetectSide)), d.cfg.MaxDetectSide)
	switch {
	case remainder && len(boxes) == 0:
		return closer
	case remainder && len(boxes) < fewBoxes:
		return 0
	case len(boxes) == 0:
		return min(long, d.cfg.MaxDetectSide)
	}
	small := lowQuartileHeight(boxes) * scale
	if small >= minTypePixels {
		if len(boxes) < fewBoxes {
			return closer
		}
		return 0
	}
	side := int(float64(long) * scale * goodTypePixels / small)
	return min(side, long, d.cfg.MaxDetectSide)
}

// detectAt runs the network on region of img, its longer side reduced to side.
func (d *detector) detectAt(ctx context.Context, img *image.RGBA, region image.Rectangle, side int) (boxes []box, scale float64, err error) {
	size, scale := d.inputSize(region, side)
	data := getFloats(3 * size.X * size.Y)
	defer putFloats(data)
	tensor{data: data, width: size.X, height: size.Y, norm: imageNet}.resize(img, region.Min, scale)
	out, err := d.network.run(ctx, ort.NewShape(1, 3, int64(size.Y), int64(size.X)), data)
	if err != nil {
		return nil, 0, fmt.Errorf("ppocr: detect: %w", err)
	}
	defer out.recycle()
	dims := out.dims
	if len(dims) != 4 || dims[2] < 1 || dims[3] < 1 {
		return nil, 0, fmt.Errorf("ppocr: detect: network returned the shape %v", dims)
	}
	m := probabilityMap{values: out.values, width: int(dims[3]), height: int(dims[2])}
	perPixel := float64(size.X) / float64(m.width) / scale
	for _, b := range m.boxes(d.cfg.BoxThreshold, d.cfg.Unclip) {
		if b.place(perPixel, region.Min, img.Rect) {
			boxes = append(boxes, b)
		}
	}
	return boxes, scale, nil
}

// inputSize is the size of the network's input for region and the scale at
// which region fits into it: its longer side at most side, multiples of the
// stride, and whatever the model fixes. Both axes have one scale, so that the
// input may reach beyond region.
func (d *detector) inputSize(region image.Rectangle, side int) (size image.Point, scale float64) {
	w, h := float64(region.Dx()), float64(region.Dy())
	scale = math.Min(1, float64(side)/math.Max(w, h))
	size = image.Pt(strided(w*scale), strided(h*scale))
	if fixed := d.network.input[3]; fixed > 0 {
		size.X = int(fixed)
		scale = math.Min(scale, float64(size.X)/w)
	}
	if fixed := d.network.input[2]; fixed > 0 {
		size.Y = int(fixed)
		scale = math.Min(scale, float64(size.Y)/h)
	}
	return size, scale
}

func strided(v float64) int {
	return max(int(math.Ceil(v/detectStride))*detectStride, detectStride)
}

// place maps b from the probability map to the image; ok is false for what lies
// beyond the image's borders.
func (b *box) place(perPixel float64, origin image.Point, bounds image.Rectangle) (ok bool) {
	for i, p := range b.quad {
		b.quad[i] = document.Point{
			X: clamp(p.X*perPixel+float64(origin.X), float64(bounds.Dx())),
			Y: clamp(p.Y*perPixel+float64(origin.Y), float64(bounds.Dy())),
		}
	}
	return b.quad.Width() >= 2 && b.quad.Height() >= 2
}

func clamp(v, top float64) float64 { return math.Max(0, math.Min(v, top)) }

// lowQuartileHeight is the height that three quarters of the boxes exceed.
func lowQuartileHeight(boxes []box) float64 {
	heights := make([]float64, len(boxes))
	for i, b := range boxes {
		heights[i] = math.Min(b.quad.Width(), b.quad.Height())
	}
	slices.Sort(heights)
	return heights[len(heights)/4]
}
