package ppocr

import (
	"context"
	"errors"
	"fmt"
	"time"

	"hecha/document"
	"hecha/pipeline/ocr"
)

// Engine reads pictures. It is safe for concurrent use.
type Engine struct {
	cfg    Config
	slots  *slots
	det    *detector
	rec    *recognizer
	cls    *classifier // nil: the model folder has none
	digest string
	known  map[rune]bool // the characters of the dictionary
}

var _ ocr.Engine = (*Engine)(nil)

// Open loads the models. A folder in which models and dictionary do not fit
// together is an error that names what does not fit.
func Open(cfg Config) (*Engine, error) {
	cfg, err := cfg.withDefaults()
	if err != nil {
		return nil, err
	}
	f, err := openFolder(cfg.ModelDir)
	if err != nil {
		return nil, err
	}
	if err := loadLibrary(cfg.Library); err != nil {
		return nil, err
	}
	e := &Engine{cfg: cfg, slots: newSlots(cfg.Sessions)}
	if err := e.load(f); err != nil {
		return nil, errors.Join(err, e.Close())
	}
	return e, nil
}

func (e *Engine) load(f folder) (err error) {
	if e.digest, err = f.digest(); err != nil {
		return err
	}
	if e.det, err = newDetector(f, e.cfg, e.slots); err != nil {
		return err
	}
	if e.rec, err = newRecognizer(f, e.cfg, e.slots); err != nil {
		return err
	}
	e.known = e.rec.dict.characters()
	e.cls, err = newClassifier(f, e.cfg, e.slots)
	return err
}

// Close frees the models. No Read may be running or follow.
func (e *Engine) Close() error {
	var err error
	for _, n := range []*network{e.det.net(), e.rec.net(), e.cls.net()} {
		err = errors.Join(err, n.close())
	}
	return err
}

// Digest is the SHA-256, in hex, of the models and everything that describes
// them: equal digests read alike.
func (e *Engine) Digest() string { return e.digest }

// Knows tells whether r is in the dictionary: what is not can only be read as
// something else.
func (e *Engine) Knows(r rune) bool { return e.known[r] }

// Stats counts what the engine did since it was opened.
type Stats struct {
	Runs int64 // of a network
	// Inference is the processor time of the calling threads inside ONNX Runtime,
	// summed over all runs: all of its work as long as Config.Threads is 1.
	Inference time.Duration
}

// Stats returns the counts so far.
func (e *Engine) Stats() Stats {
	return Stats{Runs: e.slots.runs.Load(), Inference: time.Duration(e.slots.nanos.Load())}
}

// Read implements ocr.Engine.
func (e *Engine) Read(ctx context.Context, req ocr.Request) ([]document.Line, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	if req.Image == nil || req.Image.Rect.Empty() || req.Image.Rect.Min.X != 0 || req.Image.Rect.Min.Y != 0 {
		return nil, fmt.Errorf("ppocr: the image is empty or does not start at (0,0)")
	}
	if req.Lines != nil {
		return e.rec.read(ctx, req.Image, req.Lines, sayable{e.rec.classesOf(req.Charset), req.Candidates})
	}
	p := &page{engine: e, image: req.Image, allowed: e.rec.classesOf(req.Charset), remainder: req.Remainder, skip: req.Skip}
	return p.lines(ctx)
}
