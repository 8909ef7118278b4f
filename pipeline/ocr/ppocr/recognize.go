package ppocr

import (
	"cmp"
	"context"
	"fmt"
	"image"
	"math"
	"slices"

	ort "github.com/yalue/onnxruntime_go"
	"golang.org/x/sync/errgroup"

	"hecha/document"
)

// halfHalf is the recognizers' normalisation: (v/255-0.5)/0.5.
var halfHalf = normalization{
	scale: [3]float32{2. / 255, 2. / 255, 2. / 255},
	shift: [3]float32{-1, -1, -1},
}

const (
	defaultHeight = 48   // pixels, when the model leaves its input's height free
	widthStep     = 16   // pixels: widths are rounded up to a multiple
	minWidth      = 64   // pixels: shorter input loses single characters
	maxWidth      = 4096 // pixels: 85 Chinese characters or so; what is longer is squeezed
	batchWaste    = 1.1  // the widest line of a batch over its narrowest
	maxBatch      = 4
)

// recognizer reads the text of straightened lines.
type recognizer struct {
	network  *network
	dict     dictionary
	height   int // of the input, pixels
	width    int // of the input when the model fixes it, else 0
	parallel int
}

func newRecognizer(f folder, cfg Config, s *slots) (*recognizer, error) {
	n, err := loadNetwork(f.rec, cfg.Threads, s)
	if err != nil {
		return nil, err
	}
	r := &recognizer{network: n, height: defaultHeight, parallel: cfg.Sessions}
	if h := n.input[2]; h > 0 {
		r.height = int(h)
	}
	if w := n.input[3]; w > 0 {
		r.width = int(w)
	}
	if r.dict, err = n.dictionary(f); err != nil {
		return nil, err
	}
	return r, nil
}

func (r *recognizer) net() *network {
	if r == nil {
		return nil
	}
	return r.network
}

// dictionary finds the dictionary of a recognizer.
func (n *network) dictionary(f folder) (dictionary, error) {
	if len(n.output) != 3 {
		return nil, fmt.Errorf("ppocr: %s: output is %v, want batch, steps and classes", f.rec, n.output)
	}
	characters, err := n.metadata("character")
	if err != nil {
		return nil, fmt.Errorf("ppocr: %s: metadata: %w", f.rec, err)
	}
	keys, source, err := loadKeys(f, characters)
	if err != nil {
		return nil, err
	}
	classes := int(n.output[2])
	if classes <= 0 {
		if classes, err = n.countClasses(); err != nil {
			return nil, fmt.Errorf("ppocr: %s: %w", f.rec, err)
		}
	}
	return newDictionary(keys, classes, source)
}

// countClasses runs the network once to see how many classes it has.
func (n *network) countClasses() (int, error) {
	h, w := max(n.input[2], -1), n.input[3]
	if h < 0 {
		h = defaultHeight
	}
	if w < 0 {
		w = minWidth
	}
	_, dims, err := n.run(context.Background(), ort.NewShape(1, 3, h, w), make([]float32, 3*h*w))
	if err != nil {
		return 0, err
	}
	if len(dims) != 3 {
		return 0, fmt.Errorf("network returned the shape %v, want batch, steps and classes", dims)
	}
	return int(dims[2]), nil
}

// strip is a line on its way through the network.
type strip struct {
	index int // into the caller's lines
	quad  document.Quad
	width int // of the straightened line, pixels
}

// read recognises the quads of img and returns one line for each, in their
// order. allowed limits the classes; nil allows all.
func (r *recognizer) read(ctx context.Context, img *image.RGBA, quads []document.Quad, allowed []int32) ([]document.Line, error) {
	lines := make([]document.Line, len(quads))
	var strips []strip
	for i, q := range quads {
		lines[i].Quad = q
		if w := r.stripWidth(q); w > 0 {
			strips = append(strips, strip{index: i, quad: q, width: w})
		}
	}
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(r.parallel)
	for _, batch := range batches(strips) {
		group.Go(func() error { return r.readBatch(ctx, img, batch, lines, allowed) })
	}
	if err := group.Wait(); err != nil {
		return nil, fmt.Errorf("ppocr: recognise: %w", err)
	}
	return lines, nil
}

// stripWidth is the width of q when its height becomes the network's; 0 when
// there is nothing to see.
func (r *recognizer) stripWidth(q document.Quad) int {
	w, h := q.Width(), q.Height()
	if !(w >= 1 && h >= 1) {
		return 0
	}
	limit := maxWidth
	if r.width > 0 {
		limit = r.width
	}
	return min(max(int(math.Round(w/h*float64(r.height))), 1), limit)
}

// batches groups strips of similar widths, the widest first so that the last
// ones, which run alone, are short.
func batches(strips []strip) [][]strip {
	slices.SortStableFunc(strips, func(a, b strip) int { return cmp.Compare(b.width, a.width) })
	var groups [][]strip
	for from := 0; from < len(strips); {
		to := from + 1
		for to < len(strips) && to-from < maxBatch &&
			float64(inputWidth(strips[from].width)) <= batchWaste*float64(inputWidth(strips[to].width)) {
			to++
		}
		groups = append(groups, strips[from:to])
		from = to
	}
	return groups
}

func inputWidth(strip int) int {
	return max((strip+widthStep-1)/widthStep*widthStep, minWidth)
}

func (r *recognizer) readBatch(ctx context.Context, img *image.RGBA, batch []strip, lines []document.Line, allowed []int32) error {
	width := inputWidth(batch[0].width)
	if r.width > 0 {
		width = r.width
	}
	size := 3 * r.height * width
	data := getFloats(len(batch) * size)
	defer putFloats(data)
	for i, s := range batch {
		t := tensor{data: data[i*size : (i+1)*size], width: width, height: r.height}
		cropInto(t, s.width, img, s.quad, halfHalf)
	}
	out, dims, err := r.network.run(ctx, ort.NewShape(int64(len(batch)), 3, int64(r.height), int64(width)), data)
	if err != nil {
		return err
	}
	if len(dims) != 3 || int(dims[0]) != len(batch) || int(dims[2]) != len(r.dict) {
		return fmt.Errorf("network returned the shape %v for %d lines and %d classes", dims, len(batch), len(r.dict))
	}
	steps, classes := int(dims[1]), int(dims[2])
	for i, s := range batch {
		scores := out[i*steps*classes : (i+1)*steps*classes]
		c := ctc{dict: r.dict, allowed: allowed, steps: steps, used: float64(s.width) / float64(width)}
		c.aspect = float64(s.width) / float64(r.height)
		lines[s.index] = c.line(scores, s.quad)
	}
	return nil
}

// classesOf are the classes that write charset, and the blank; nil for all.
func (r *recognizer) classesOf(charset string) []int32 {
	if charset == "" {
		return nil
	}
	want := map[string]bool{}
	for _, c := range charset {
		want[string(c)] = true
	}
	allowed := []int32{0}
	for i, name := range r.dict {
		if want[name] {
			allowed = append(allowed, int32(i))
		}
	}
	return allowed
}
