package ppocr

import (
	"fmt"
	"runtime"
)

// Config tells where the engine's parts are and how much of the machine it may
// use. Zero values take the defaults named below.
type Config struct {
	// ModelDir holds the models: files, or one folder for each, whose names
	// contain det, rec and (optional) cls or ori, and the recognizer's
	// dictionary unless the model carries it.
	ModelDir string
	// Library is the path of libonnxruntime.so. A process loads one.
	Library string
	// Sessions limits how many networks run at the same time; default: one for
	// each CPU. The weights are in memory once, whatever the number.
	Sessions int
	// Threads is how many threads one run uses; default 1, which gives the best
	// throughput as long as there is more than one page or line to read.
	Threads int
	// DetectSide is the length in pixels that the longer side of a picture is
	// reduced to for detection; default 960, which leaves 12 pixels for 10.5
	// point type on A4.
	DetectSide int
	// MaxDetectSide bounds the second look at pages whose type turns out to be
	// too small; default 2048.
	MaxDetectSide int
	// BoxThreshold is the mean probability that makes a region text; default 0.6.
	BoxThreshold float64
	// Unclip is how far the networks' shrunken regions are grown again, as DB
	// defines it (Liao et al., 2020, section 3.4); default 1.6.
	Unclip float64
}

func (c Config) withDefaults() (Config, error) {
	setInt(&c.Sessions, runtime.GOMAXPROCS(0))
	setInt(&c.Threads, 1)
	setInt(&c.DetectSide, 960)
	setInt(&c.MaxDetectSide, max(2048, c.DetectSide))
	if c.BoxThreshold == 0 {
		c.BoxThreshold = 0.6
	}
	if c.Unclip == 0 {
		c.Unclip = 1.6
	}
	switch {
	case c.ModelDir == "":
		return c, fmt.Errorf("ppocr: no model folder configured")
	case c.Library == "":
		return c, fmt.Errorf("ppocr: no ONNX Runtime library configured")
	case c.Sessions < 1 || c.Threads < 1:
		return c, fmt.Errorf("ppocr: %d sessions with %d threads: at least one of each is needed", c.Sessions, c.Threads)
	case c.DetectSide < 32 || c.MaxDetectSide < c.DetectSide:
		return c, fmt.Errorf("ppocr: detection sides %d and %d: at least 32, and the second not below the first", c.DetectSide, c.MaxDetectSide)
	case c.BoxThreshold < 0 || c.BoxThreshold >= 1 || c.Unclip < 1:
		return c, fmt.Errorf("ppocr: box threshold %v and unclip %v are out of range", c.BoxThreshold, c.Unclip)
	}
	return c, nil
}

func setInt(v *int, def int) {
	if *v == 0 {
		*v = def
	}
}
