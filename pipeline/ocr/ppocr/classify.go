package ppocr

import (
	"context"
	"fmt"
	"image"

	ort "github.com/yalue/onnxruntime_go"

	"hecha/document"
)

// classifier tells lines that stand on their head. Its word is weak on short
// lines; it decides only where reading both ways does not.
type classifier struct {
	network       *network
	width, height int
	norm          normalization
}

// newClassifier returns nil when the folder has no classifier.
func newClassifier(f folder, cfg Config, s *slots) (*classifier, error) {
	if f.cls == "" {
		return nil, nil
	}
	n, err := loadNetwork(f.cls, cfg.Threads, s)
	if err != nil {
		return nil, err
	}
	if len(n.output) != 2 || (n.output[1] > 0 && n.output[1] != 2) {
		return nil, fmt.Errorf("ppocr: %s: output is %v, want batch and two directions", f.cls, n.output)
	}
	about, err := readSettings(f.clsSettings)
	if err != nil {
		return nil, err
	}
	// The classifiers of v2 to v4 take 48x192 pixels scaled to ±1, the text line
	// orientation models that came with v5 take 80x160 with ImageNet's mean.
	c := &classifier{network: n, width: 192, height: 48, norm: halfHalf}
	if h, w := n.input[2], n.input[3]; h > 0 && w > 0 {
		c.height, c.width = int(h), int(w)
	} else if about.normalizes() {
		c.height, c.width = 80, 160
	}
	if c.height == 80 || about.normalizes() {
		c.norm = imageNet
	}
	return c, nil
}

func (c *classifier) net() *network {
	if c == nil {
		return nil
	}
	return c.network
}

// flipped is the mean probability that the lines at quads stand on their head.
func (c *classifier) flipped(ctx context.Context, img *image.RGBA, quads []document.Quad) (float64, error) {
	size := 3 * c.width * c.height
	data := getFloats(len(quads) * size)
	defer putFloats(data)
	for i, q := range quads {
		t := tensor{data: data[i*size : (i+1)*size], width: c.width, height: c.height, norm: c.norm}
		t.crop(c.stripWidth(q), img, q)
	}
	out, err := c.network.run(ctx, ort.NewShape(int64(len(quads)), 3, int64(c.height), int64(c.width)), data)
	if err != nil {
		return 0, fmt.Errorf("ppocr: classify: %w", err)
	}
	defer out.recycle()
	if dims := out.dims; len(dims) != 2 || int(dims[0]) != len(quads) || dims[1] != 2 {
		return 0, fmt.Errorf("ppocr: classify: network returned the shape %v for %d lines", out.dims, len(quads))
	}
	sum := 0.0
	for i := range quads {
		sum += float64(out.values[2*i+1])
	}
	return sum / float64(len(quads)), nil
}

// stripWidth keeps the line's proportions, as far as they fit; the newer models
// were trained on lines stretched to the whole input.
func (c *classifier) stripWidth(q document.Quad) int {
	if c.norm == imageNet || !(q.Height() > 0) {
		return c.width
	}
	return min(max(int(q.Width()/q.Height()*float64(c.height)), 1), c.width)
}
