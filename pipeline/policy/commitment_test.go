package policy_test

import (
	"encoding/hex"
	"testing"
)

// The digest is that of every word which is signed.
func TestCommitmentDigest(t *testing.T) {
	text := rules(t).Commitment()
	digest := text.Digest()
	if raw, err := hex.DecodeString(digest); err != nil || len(raw) != 32 {
		t.Fatalf("digest %q", digest)
	}
	changed := text
	changed.Promised = append([]string{}, text.Promised...)
	changed.Promised[1] += "。"
	if changed.Digest() == digest {
		t.Error("another promise has the same digest")
	}
	changed = text
	changed.Version += "a"
	if changed.Digest() == digest {
		t.Error("another version has the same digest")
	}
}
