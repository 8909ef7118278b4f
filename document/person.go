package document

import (
	"cmp"
	"time"
)

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
	// Language is the one of the pages that its holder chose (BCP 47); empty: none.
	Language string `json:"language,omitempty"`
	// Since is the first version whose sessions still count: where only the language
	// changed they go on. Zero: this one.
	Since int `json:"since,omitempty"`
	// Passed is the exam that a candidate was invited for; nil for others.
	Passed *Passed `json:"passed,omitempty"`
}

// Told is the language in which somebody is told of what happens.
func (p Person) Told() string { return cmp.Or(p.Language, "zh-CN") }

// Counts tells whether a session that began with a version of the account goes on.
func (p Person) Counts(version int) bool {
	return version >= cmp.Or(p.Since, p.Sequence) && version <= p.Sequence
}

// Passed is who passed which exam, as the office that ran it says.
type Passed struct {
	Exam     string `json:"exam"`
	Year     int    `json:"year"`
	City     string `json:"city"` // 市州
	Employer string `json:"employer"`
	Name     string `json:"name,omitempty"` // of the candidate, where the office gives it
}
