package service

import (
	"encoding/json"
	"slices"
	"time"

	"hecha/document"
)

// Step is one thing that happened to an application, as its candidate may know
// it: who of an office did it, and what they noted for each other, is left out.
type Step struct {
	Time time.Time          `json:"time"`
	Type document.EventType `json:"type"`
	By   document.Role      `json:"by"`
	// Verb is what a person decided, with the Reason that the candidate was told.
	Verb   document.Verb `json:"verb,omitempty"`
	Reason string        `json:"reason,omitempty"`
	Field  string        `json:"field,omitempty"` // that the candidate or the employer spoke of
	Value  string        `json:"value,omitempty"`
	File   string        `json:"file,omitempty"`   // name of an upload
	Upload string        `json:"upload,omitempty"` // its SHA-256
	Date   string        `json:"date,omitempty"`   // a deadline
	Upheld *bool         `json:"upheld,omitempty"` // what came of an objection
	Void   document.Void `json:"void,omitempty"`
	Basis  string        `json:"basis,omitempty"` // of a consequence
	// From is the network that the candidate's own step was asked from.
	From string `json:"from,omitempty"`
}

// payload is what the payloads of events hold, as far as a step tells it.
type payload struct {
	Verb   document.Verb
	Reason string
	Field  *document.FieldRef
	Value  string
	Name   string
	SHA256 string `json:"sha256"`
	Date   string
	Upheld *bool
	Void   document.Void
	Basis  string
}

// hidden tells whether an event tells of the office's inner life.
func hidden(t document.EventType) bool { return t.Internal() || t == document.EventAssigned }

// Timeline is everything that happened to an application and that its candidate
// may know, in order. Events that meant nothing are left out, and decisions that
// did not count by themselves.
func (a Application) Timeline() []Step {
	untold := map[int]bool{} // what meant nothing, and what counted only together with another word
	for _, sequence := range slices.Concat(a.Odd, a.Unsettled) {
		untold[sequence] = true
	}
	var all []Step
	names := map[string]string{} // of files, by SHA-256: who withdraws one does not say it again
	for _, e := range a.events {
		if hidden(e.Type) || untold[e.Sequence] {
			continue
		}
		s, ok := stepOf(e)
		if !ok {
			continue
		}
		if s.File != "" {
			names[s.Upload] = s.File
		}
		s.File = names[s.Upload]
		if e.Actor.ID == a.Owner {
			s.From = e.From
		}
		all = append(all, s)
	}
	return all
}

// stepOf is an event as a step; false for what an office said of a field.
func stepOf(e document.Event) (Step, bool) {
	s := Step{Time: e.Time, Type: e.Type, By: e.Actor.Role}
	if e.Type == document.EventCreated || e.Type == document.EventDeclared || e.Type == document.EventCommitted {
		return s, true // what was declared stands elsewhere
	}
	var p payload
	if err := json.Unmarshal(e.Payload, &p); err != nil {
		return s, true // the event happened all the same
	}
	s.Verb, s.Value, s.File, s.Upload, s.Date, s.Upheld, s.Void, s.Basis = p.Verb, p.Value, p.Name, p.SHA256, p.Date, p.Upheld, p.Void, p.Basis
	if e.Type != document.EventObjected { // whoever reported is not to be known by their words
		s.Reason = p.Reason
	}
	if p.Field != nil {
		s.Field, s.Upload = p.Field.Name, p.Field.Upload
		return s, e.Actor.Role == document.RoleCandidate || e.Actor.Role == document.RoleEmployer
	}
	return s, true
}
