package policy

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"
)

// Commitment is the text that a candidate signs before an application is
// submitted (告知承诺书).
type Commitment struct {
	Version  string   `yaml:"version" json:"version"`
	Title    string   `yaml:"title" json:"title"`
	Source   string   `yaml:"source" json:"source"`
	Told     []string `yaml:"told" json:"told"`         // what the candidate is told
	Promised []string `yaml:"promised" json:"promised"` // and promises
}

// Digest is the SHA-256, in hex, of everything that is signed: version, title and
// all points in order, each with a line feed at its end.
func (c Commitment) Digest() string {
	lines := slices.Concat([]string{c.Version, c.Title}, c.Told, c.Promised)
	sum := sha256.Sum256([]byte(strings.Join(lines, "\n") + "\n"))
	return hex.EncodeToString(sum[:])
}

func (c Commitment) mistakes() []string {
	var out []string
	if c.Version == "" || c.Title == "" || strings.TrimSpace(c.Source) == "" {
		out = append(out, "has no version, title or source")
	}
	if len(c.Told) == 0 || len(c.Promised) == 0 {
		out = append(out, "tells or promises nothing")
	}
	return out
}

// Commitment is the text that counts.
func (p *Policy) Commitment() Commitment { return p.commitment }
