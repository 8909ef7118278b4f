package web

import (
	"context"
	"errors"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"hecha/document"
	"hecha/service"
)

func (a *api) registerClaims(h huma.API) {
	huma.Register(h, operation("claim", http.MethodPost, "/api/applications/{id}/claim",
		"Have an application for twenty minutes, or for twenty more", http.StatusOK, http.StatusConflict), a.claim)
	huma.Register(h, operation("release", http.MethodDelete, "/api/applications/{id}/claim",
		"Give an application back", http.StatusOK, http.StatusConflict), a.release)
	huma.Register(h, operation("claim-next", http.MethodPost, "/api/claims",
		"Claim what should be decided next: the highest risk first, then the oldest", http.StatusOK, http.StatusConflict), a.claimNext)
	huma.Register(h, operation("add-note", http.MethodPost, "/api/applications/{id}/notes",
		"Add a note for others who review", http.StatusCreated), a.addNote)
	huma.Register(h, operation("list-notes", http.MethodGet, "/api/applications/{id}/notes",
		"The notes of those who review; candidates and employers never see them", http.StatusOK), a.listNotes)
}

func (a *api) claim(ctx context.Context, in *ApplicationPath) (*ApplicationOutput, error) {
	return a.told(ctx)(a.service.Claim(ctx, grant(ctx), in.ID))
}

func (a *api) release(ctx context.Context, in *ApplicationPath) (*ApplicationOutput, error) {
	return a.told(ctx)(a.service.Release(ctx, grant(ctx), in.ID))
}

// claimNext answers 409 none when nothing waits.
func (a *api) claimNext(ctx context.Context, _ *struct{}) (*ApplicationOutput, error) {
	app, err := a.service.Next(ctx, grant(ctx))
	if errors.Is(err, service.ErrNone) {
		return nil, newProblem(answer{http.StatusConflict, "none", "Nothing waits for a reviewer."})
	}
	return a.told(ctx)(app, err)
}

type noteInput struct {
	ApplicationPath
	Body document.Note
}

func (a *api) addNote(ctx context.Context, in *noteInput) (*struct{}, error) {
	if err := a.service.Note(ctx, grant(ctx), in.ID, in.Body); err != nil {
		return nil, a.problem(ctx, err)
	}
	return nil, nil
}

type noteView struct {
	Text string         `json:"text"`
	By   document.Actor `json:"by"`
	Time time.Time      `json:"time"`
}

type notesOutput struct {
	Body struct {
		Notes []noteView `json:"notes"`
	}
}

func (a *api) listNotes(ctx context.Context, in *ApplicationPath) (*notesOutput, error) {
	notes, err := a.service.Notes(ctx, grant(ctx), in.ID)
	if err != nil {
		return nil, a.problem(ctx, err)
	}
	out := &notesOutput{}
	out.Body.Notes = make([]noteView, len(notes))
	for i, n := range notes {
		out.Body.Notes[i] = noteView{n.Text, n.By, n.Time}
	}
	return out, nil
}
