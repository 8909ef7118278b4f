package document

import "time"

// Person is somebody who logs in with a password, as one version of what is
// known of them: versions of an account are numbered and each holds the hash of
// the one before it.
type Person struct {
	Grant
	Sequence int       `json:"sequence"` // from 1, without gaps
	Previous string    `json:"previous"` // SHA-256 of the version before, as stored; empty for the first
	Changed  time.Time `json:"changed"`  // UTC, whole milliseconds
	By       Actor     `json:"by"`       // who made this version
	// Password is an argon2id hash in its usual notation.
	Password string `json:"password"`
	// OneTime tells that the password was made by somebody else: it is good for
	// choosing another one and for nothing else.
	OneTime  bool `json:"one_time,omitempty"`
	Disabled bool `json:"disabled,omitempty"`
	// Passed is the exam that a candidate was invited for; nil for others.
	Passed *Passed `json:"passed,omitempty"`
}

// Passed is who passed which exam, as the office that ran it says.
type Passed struct {
	Exam     string `json:"exam"`
	Year     int    `json:"year"`
	City     string `json:"city"` // 市州
	Employer string `json:"employer"`
	Name     string `json:"name,omitempty"` // of the candidate, where the office gives it
}
