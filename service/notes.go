package service

import (
	"context"
	"time"

	"hecha/document"
)

// Noted is a note and who wrote it.
type Noted struct {
	document.Note
	By   document.Actor
	Time time.Time
}

// Note adds a note of somebody who reviews, for others who do; *Invalid when it
// says nothing, or too much.
func (s *Service) Note(ctx context.Context, g document.Grant, id string, n document.Note) error {
	_, err := s.apply(ctx, g, id, change{
		action: ActionNote, typ: document.EventNoted,
		payload: func(Application) (payload any, done bool, err error) {
			if !said(n.Text) {
				err = lacks("text")
			}
			return n, false, err
		},
	})
	return err
}

// Notes are the notes of an application, the oldest first.
func (s *Service) Notes(ctx context.Context, g document.Grant, id string) ([]Noted, error) {
	app, err := s.look(ctx, g, ActionNotes, id)
	if err != nil {
		return nil, err
	}
	var all []Noted
	for _, e := range app.events {
		if e.Type != document.EventNoted || app.Hides(e, g.Actor()) {
			continue
		}
		n := Noted{By: e.Actor, Time: e.Time}
		if err := e.Decode(&n.Note); err != nil {
			return nil, err
		}
		all = append(all, n)
	}
	return all, nil
}
