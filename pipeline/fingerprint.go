package pipeline

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"

	"hecha/extractors"
	"hecha/pipeline/memo"
)

// Versions are raised whenever the same upload may give something else:
// readingVersion where a page's lines, seals or codes may differ, or what is
// remembered of them has another form; version for everything after that but the
// extractors, which have their own. Raising readingVersion has whole archives read
// again by the engines, raising another one does not.
const (
	readingVersion = 12
	version        = 12
)

// readingFingerprint is a hash over everything beside the upload that can change
// what is read on its pages.
func readingFingerprint(c Config) string {
	return memo.Key("reading", readingVersion, c.EngineDigest)
}

// fingerprint is a hash over everything beside the upload and the day that it is
// judged on that can change a result.
func fingerprint(c Config) string {
	h := sha256.New()
	fmt.Fprintln(h, "reading", readingFingerprint(c))
	fmt.Fprintln(h, "pipeline", version, "second", c.Second != nil, c.SecondDigest, "inspected", c.Inspector != nil)
	fmt.Fprintln(h, "confidence", c.Confidence.Source, c.Confidence.DoubtBelow)
	for _, e := range extractors.All() {
		fmt.Fprintln(h, "extractor", e.Name(), e.Version())
	}
	return hex.EncodeToString(h.Sum(nil))
}
