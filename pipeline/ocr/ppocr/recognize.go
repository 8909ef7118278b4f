package ppocr

import (
	"context"
	"fmt"
	"image"
	"math"

	ort "github.com/yalue/onnxruntime_go"
	"golang.org/x/sync/errgroup"

	"hecha/document"
	"hecha/pipeline/ocr"
)

// halfHalf is the recognizers' normalisation: (v/255-0.5)/0.5.
var halfHalf = normalization{
	scale: [3]float32{2. / 255, 2. / 255, 2. / 255},
	shift: [3]float32{-1, -1, -1},
}

const (
	defaultHeight = 48   // pixels, when the model leaves its input's height free
	widthStep     = 8    // pixels: widths are rounded up to a multiple
	minWidth      = 64   // pixels: shorter input loses single characters
	maxWidth      = 4096 // pixels: 85 Chinese characters or so; what is longer is squeezed
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
	out, err := n.run(context.Background(), ort.NewShape(1, 3, h, w), make([]float32, 3*h*w))
	if err != nil {
		return 0, err
	}
	if len(out.dims) != 3 {
		return 0, fmt.Errorf("network returned the shape %v, want batch, steps and classes", out.dims)
	}
	return int(out.dims[2]), nil
}

// read recognises the quads of img and returns one line for each, in their
// order.
//
// Every line is a run of its own: on a CPU with one thread a batch of n lines
// takes n times as long as one line, even of equal widths, so that batches win
// nothing and padding to a common width only loses.
func (r *recognizer) read(ctx context.Context, img *image.RGBA, quads []document.Quad, say sayable) ([]document.Line, error) {
	lines := make([]document.Line, len(quads))
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(r.parallel)
	for i, q := range quads {
		lines[i].Quad = q
		width := r.stripWidth(q)
		if width == 0 {
			continue
		}
		group.Go(func() (err error) {
			lines[i], err = r.readLine(ctx, img, q, width, say)
			return err
		})
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

// inputWidth is the network's width for a strip, with as little padding as the
// network takes without loss.
func (r *recognizer) inputWidth(strip int) int {
	if r.width > 0 {
		return r.width
	}
	return max((strip+widthStep-1)/widthStep*widthStep, minWidth)
}

// readLine straightens q to width pixels and reads it.
func (r *recognizer) readLine(ctx context.Context, img *image.RGBA, q document.Quad, width int, say sayable) (document.Line, error) {
	padded := r.inputWidth(width)
	data := getFloats(3 * r.height * padded)
	defer putFloats(data)
	t := tensor{data: data, width: padded, height: r.height, norm: halfHalf}
	contrast := t.crop(width, img, q)
	if contrast < ocr.MinContrast {
		return document.Line{Quad: q}, nil
	}
	out, err := r.network.run(ctx, ort.NewShape(1, 3, int64(r.height), int64(padded)), data)
	if err != nil {
		return document.Line{}, err
	}
	defer out.recycle()
	dims := out.dims
	if len(dims) != 3 || dims[0] != 1 || int(dims[2]) != len(r.dict) {
		return document.Line{}, fmt.Errorf("network returned the shape %v for %d classes", dims, len(r.dict))
	}
	c := ctc{
		dict: r.dict, sayable: say, steps: int(dims[1]),
		used:   float64(width) / float64(padded),
		aspect: float64(width) / float64(r.height),
	}
	return c.line(out.values, q, t.inkColumns(width, contrast)), nil
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
