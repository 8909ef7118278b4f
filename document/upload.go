package document

import (
	"regexp"
	"time"
)

// Upload is one file as received, kept byte for byte.
type Upload struct {
	SHA256 string `json:"sha256"` // of the bytes, lower-case hex
	Size   int64  `json:"size"`   // in bytes
	// Received is when these bytes were first stored. Papers are judged on that
	// day.
	Received time.Time `json:"received"`
	// Name is what the file was called by who handed it in, for people only;
	// empty when nobody said. It may hold personal data.
	Name string `json:"name,omitempty"`
}

// Receipt is an upload as its event tells of it.
type Receipt struct {
	Upload
	// Key stands for the request that brought the upload, among those of all
	// accounts; empty for one without a name. It is a digest.
	Key string `json:"key,omitempty"`
}

var sha256Hex = regexp.MustCompile(`^[0-9a-f]{64}$`)

// IsSHA256 tells whether s is a SHA-256 in lower-case hex.
func IsSHA256(s string) bool { return sha256Hex.MatchString(s) }

// china is where the papers come from and their days begin and end; it has had
// no other time since 1991.
var china = time.FixedZone("CST", 8*60*60)

// Day is the day, in China, that papers received with u are judged on.
func (u Upload) Day() time.Time {
	y, m, d := u.Received.In(china).Date()
	return time.Date(y, m, d, 0, 0, 0, 0, time.UTC)
}
