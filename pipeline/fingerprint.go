package pipeline

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"

	"hecha/extractors"
)

// version is raised whenever a stage other than an extractor may give another
// result for the same upload.
const version = 2

// fingerprint is a hash over everything beside the upload and the day that it is
// judged on that can change a result.
func fingerprint(c Config) string {
	h := sha256.New()
	fmt.Fprintln(h, "pipeline", version, "second", c.Second != nil, "inspected", c.Inspector != nil)
	fmt.Fprintln(h, "confidence", c.Confidence.Source, c.Confidence.DoubtBelow)
	for _, e := range extractors.All() {
		fmt.Fprintln(h, "extractor", e.Name(), e.Version())
	}
	for _, digest := range c.Engines {
		fmt.Fprintln(h, "engine", digest)
	}
	return hex.EncodeToString(h.Sum(nil))
}
