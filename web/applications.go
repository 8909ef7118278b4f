package web

import (
	"context"
	"errors"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"hecha/document"
	"hecha/pipeline/policy"
	"hecha/service"
)

// ApplicationPath is the path of everything about one application.
type ApplicationPath struct {
	ID string `path:"id" maxLength:"64" doc:"The application's identifier."`
}

// Matching is a change that may be meant for one version only.
type Matching struct {
	IfMatch string `header:"If-Match" doc:"ETag of the application as you read it. If it has changed since, the answer is 412 and nothing happens."`
}

func (a *api) registerApplications(h huma.API) {
	huma.Register(h, operation("create-application", http.MethodPost, "/api/applications",
		"Create an application of what a candidate declares", http.StatusCreated), a.createApplication)
	huma.Register(h, operation("get-application", http.MethodGet, "/api/applications/{id}",
		"Read an application", http.StatusOK), a.getApplication)
	huma.Register(h, operation("declare", http.MethodPut, "/api/applications/{id}/declaration",
		"Declare anew, as a whole, while papers may be handed in", http.StatusOK, http.StatusConflict, http.StatusPreconditionFailed), a.declare)
	huma.Register(h, operation("get-commitment", http.MethodGet, "/api/commitment",
		"The text that a candidate signs before an application is submitted", http.StatusOK), a.getCommitment)
	huma.Register(h, operation("commit", http.MethodPost, "/api/applications/{id}/commitment",
		"Sign the commitment in the candidate's name", http.StatusOK, http.StatusConflict, http.StatusPreconditionFailed), a.commit)
	huma.Register(h, operation("submit-application", http.MethodPost, "/api/applications/{id}/submission",
		"Hand an application in", http.StatusOK, http.StatusConflict, http.StatusPreconditionFailed), a.submit)
	huma.Register(h, operation("decide", http.MethodPost, "/api/applications/{id}/decisions",
		"Confirm or correct a field; pass, fail or send back an application", http.StatusOK,
		http.StatusConflict, http.StatusPreconditionFailed, http.StatusPreconditionRequired), a.decide)
	huma.Register(h, operation("assign", http.MethodPut, "/api/applications/{id}/assignment",
		"Give an application to a reviewer, or take it back", http.StatusOK,
		http.StatusConflict, http.StatusPreconditionFailed), a.assign)
	huma.Register(h, operation("list-events", http.MethodGet, "/api/applications/{id}/events",
		"Everything that happened to an application, every look included", http.StatusOK), a.listEvents)
}

type createInput struct {
	Key  string `header:"Idempotency-Key" maxLength:"255" doc:"The same key again gives the same application."`
	Body declaration
}

// maxKey is the longest Idempotency-Key that is taken, in bytes.
const maxKey = 255

// errKeyTooLong tells that a key is longer.
var errKeyTooLong = errors.New("the idempotency key is too long")

// idempotencyKey is a key as it was meant: the header's draft has it in quotes,
// most clients send it bare.
func idempotencyKey(header string) string {
	if n := len(header); n >= 2 && header[0] == '"' && header[n-1] == '"' {
		return header[1 : n-1]
	}
	return header
}

type createOutput struct {
	Location string `header:"Location"`
	ETag     string `header:"ETag" doc:"Version of the application, for If-Match."`
	Body     applicationView
}

func (a *api) createApplication(ctx context.Context, in *createInput) (*createOutput, error) {
	app, err := a.service.Create(ctx, grant(ctx), in.Body.Application, idempotencyKey(in.Key))
	if err != nil {
		return nil, a.problem(ctx, err)
	}
	return &createOutput{Location: "/api/applications/" + app.ID(), ETag: etag(app.Version), Body: viewOf(grant(ctx), app)}, nil
}

func (a *api) getApplication(ctx context.Context, in *ApplicationPath) (*ApplicationOutput, error) {
	return a.told(ctx)(a.service.View(ctx, grant(ctx), in.ID))
}

type declareInput struct {
	ApplicationPath
	Matching
	Body declaration
}

func (a *api) declare(ctx context.Context, in *declareInput) (*ApplicationOutput, error) {
	match, err := parseMatch(in.IfMatch)
	if err != nil {
		return nil, a.problem(ctx, err)
	}
	return a.told(ctx)(a.service.Declare(ctx, grant(ctx), in.ID, match, in.Body.Application))
}

type commitmentOutput struct {
	Body struct {
		policy.Commitment
		Digest string `json:"digest" doc:"SHA-256 of the text, to be sent with the signature."`
	}
}

func (a *api) getCommitment(context.Context, *struct{}) (*commitmentOutput, error) {
	out := &commitmentOutput{}
	out.Body.Commitment = a.service.Rules.Commitment()
	out.Body.Digest = out.Body.Commitment.Digest()
	return out, nil
}

type commitInput struct {
	ApplicationPath
	Matching
	Body document.Commitment
}

func (a *api) commit(ctx context.Context, in *commitInput) (*ApplicationOutput, error) {
	match, err := parseMatch(in.IfMatch)
	if err != nil {
		return nil, a.problem(ctx, err)
	}
	return a.told(ctx)(a.service.Commit(ctx, grant(ctx), in.ID, match, in.Body))
}

// told turns what the service answered about an application into an answer.
func (a *api) told(ctx context.Context) func(service.Application, error) (*ApplicationOutput, error) {
	return func(app service.Application, err error) (*ApplicationOutput, error) {
		if err != nil {
			return nil, a.problem(ctx, err)
		}
		return outputOf(grant(ctx), app), nil
	}
}

func (a *api) submit(ctx context.Context, in *struct {
	ApplicationPath
	Matching
}) (*ApplicationOutput, error) {
	match, err := parseMatch(in.IfMatch)
	if err != nil {
		return nil, a.problem(ctx, err)
	}
	return a.told(ctx)(a.service.Submit(ctx, grant(ctx), in.ID, match))
}

type decideInput struct {
	ApplicationPath
	Matching
	Body document.Decision
}

// decide asks for a version: a decision is about what somebody has seen.
func (a *api) decide(ctx context.Context, in *decideInput) (*ApplicationOutput, error) {
	match, err := parseMatch(in.IfMatch)
	if err != nil {
		return nil, a.problem(ctx, err)
	}
	if match == 0 {
		return nil, newProblem(answer{http.StatusPreconditionRequired, "if_match",
			"Send If-Match with the ETag of the application that the decision is about."})
	}
	return a.told(ctx)(a.service.Decide(ctx, grant(ctx), in.ID, match, in.Body))
}

type assignInput struct {
	ApplicationPath
	Matching
	Body document.Assignment
}

func (a *api) assign(ctx context.Context, in *assignInput) (*ApplicationOutput, error) {
	match, err := parseMatch(in.IfMatch)
	if err != nil {
		return nil, a.problem(ctx, err)
	}
	return a.told(ctx)(a.service.Assign(ctx, grant(ctx), in.ID, match, in.Body))
}

// eventView is an event without what chains it: that is the bucket's affair.
type eventView struct {
	Sequence int                `json:"sequence"`
	Time     time.Time          `json:"time"`
	Actor    document.Actor     `json:"actor"`
	From     string             `json:"from,omitempty" doc:"Network that it was asked from, such as 192.0.2.0/24, for auditors."`
	Type     document.EventType `json:"type"`
	Payload  any                `json:"payload"`
	Hash     string             `json:"hash" doc:"SHA-256 of the event, which the next one holds."`
}

type eventsOutput struct {
	Body struct {
		Events []eventView `json:"events"`
		Hidden int         `json:"hidden,omitempty" doc:"Events that are left out as long as you may be asked for a second word, which must not hang on the first."`
		Head   string      `json:"head" doc:"Hash of the last event, left out or not."`
	}
}

func (a *api) listEvents(ctx context.Context, in *ApplicationPath) (*eventsOutput, error) {
	record, err := a.service.History(ctx, grant(ctx), in.ID)
	if err != nil {
		return nil, a.problem(ctx, err)
	}
	out := &eventsOutput{}
	out.Body.Hidden, out.Body.Head = record.Hidden, record.Head
	for _, e := range record.Events {
		out.Body.Events = append(out.Body.Events, eventView{e.Sequence, e.Time, e.Actor, e.From, e.Type, e.Payload, e.Hash})
	}
	return out, nil
}
