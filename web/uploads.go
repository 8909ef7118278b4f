package web

import (
	"context"
	"io"
	"mime"
	"net/http"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"

	"hecha/document"
	"hecha/service"
	"hecha/web/internal/patient"
)

// UploadPath is the path of everything about one upload of an application.
type UploadPath struct {
	ApplicationPath
	SHA256 string `path:"sha256" pattern:"^[0-9a-f]{64}$" doc:"SHA-256 of the upload's bytes."`
}

func (a *api) registerUploads(h huma.API) {
	upload := operation("upload", http.MethodPost, "/api/applications/{id}/uploads", "Add a file: the body is its bytes",
		http.StatusAccepted, http.StatusConflict, http.StatusUnprocessableEntity, http.StatusRequestEntityTooLarge, http.StatusUnsupportedMediaType, http.StatusTooManyRequests)
	upload.Description = "The same bytes again are the same upload, so that a request whose answer got lost can be repeated. A request " +
		"with an Idempotency-Key that was answered can be repeated at any later time, and never brings back what was withdrawn since. " +
		"Large files over poor lines can be sent in pieces by the tus 1.0 protocol at " + resumablePath + "."
	upload.RequestBody = &huma.RequestBody{Required: true, Content: map[string]*huma.MediaType{
		"application/octet-stream": {Schema: &huma.Schema{Type: huma.TypeString, Format: "binary"}},
	}}
	huma.Register(h, upload, a.upload)
	huma.Register(h, operation("withdraw", http.MethodDelete, "/api/applications/{id}/uploads/{sha256}",
		"Take an upload out of an application", http.StatusOK, http.StatusConflict, http.StatusPreconditionFailed), a.withdraw)
	huma.Register(h, operation("get-progress", http.MethodGet, "/api/applications/{id}/uploads/{sha256}",
		"How far the reading of an upload has come", http.StatusOK), a.progress)
	follow := operation("follow-progress", http.MethodGet, "/api/applications/{id}/uploads/{sha256}/progress",
		"Server-sent events: how far the reading has come, until it is done", http.StatusOK)
	follow.Responses = map[string]*huma.Response{"200": {
		Description: "Events named reading, whose data is a ReadingView in JSON. The last one has the state done.",
		Content:     map[string]*huma.MediaType{"text/event-stream": {Schema: &huma.Schema{Type: huma.TypeString}}},
	}}
	huma.Register(h, follow, a.followProgress)
}

type uploadInput struct {
	ApplicationPath
	Key         string `header:"Idempotency-Key" maxLength:"255" doc:"The same key again gives the same upload, even when it was withdrawn or the application submitted since; with other bytes it is refused."`
	Disposition string `header:"Content-Disposition" maxLength:"2000" doc:"attachment; filename*=UTF-8''… names the file, for people."`
	body        io.Reader
}

// Resolve implements huma.Resolver: the body is not read into memory.
func (in *uploadInput) Resolve(ctx huma.Context) []error {
	r, w := humago.Unwrap(ctx)
	in.body = patient.Body(w, r.Body, patient.Patience)
	return nil
}

type uploadOutput struct {
	Location string `header:"Location" doc:"Where to ask how far the reading has come."`
	Body     document.Upload
}

func (a *api) upload(ctx context.Context, in *uploadInput) (*uploadOutput, error) {
	u, err := a.service.Receive(ctx, grant(ctx), in.ID, service.Incoming{
		Name: fileName(in.Disposition), Key: idempotencyKey(in.Key), Body: in.body,
	})
	if err != nil {
		return nil, a.problem(ctx, err)
	}
	return &uploadOutput{Location: uploadPath(in.ID, u.SHA256), Body: u}, nil
}

func uploadPath(application, sha256 string) string {
	return "/api/applications/" + application + "/uploads/" + sha256
}

// fileName is the name in a Content-Disposition header, or nothing.
func fileName(disposition string) string {
	_, params, err := mime.ParseMediaType(disposition)
	if err != nil {
		return ""
	}
	return params["filename"]
}

type withdrawInput struct {
	UploadPath
	Matching
}

func (a *api) withdraw(ctx context.Context, in *withdrawInput) (*ApplicationOutput, error) {
	match, err := parseMatch(in.IfMatch)
	if err != nil {
		return nil, a.problem(ctx, err)
	}
	return a.told(ctx)(a.service.Withdraw(ctx, grant(ctx), in.ID, in.SHA256, match))
}

type readingOutput struct{ Body readingView }

func (a *api) progress(ctx context.Context, in *UploadPath) (*readingOutput, error) {
	r, err := a.service.Progress(ctx, grant(ctx), in.ID, in.SHA256)
	if err != nil {
		return nil, a.problem(ctx, err)
	}
	return &readingOutput{readingOf(r)}, nil
}

// followProgress finds out first whether there is something to follow: once
// events flow, there is no status to say it with.
func (a *api) followProgress(ctx context.Context, in *UploadPath) (*huma.StreamResponse, error) {
	g := grant(ctx)
	if _, err := a.service.Progress(ctx, g, in.ID, in.SHA256); err != nil {
		return nil, a.problem(ctx, err)
	}
	return &huma.StreamResponse{Body: func(h huma.Context) {
		h.SetHeader("Content-Type", "text/event-stream")
		_, w := humago.Unwrap(h)
		events := eventStream{w, http.NewResponseController(w)}
		err := a.service.Follow(ctx, g, in.ID, in.SHA256, func(r service.Reading) error { return events.send("reading", readingOf(r)) })
		if err != nil && ctx.Err() == nil {
			a.log.WarnContext(ctx, "progress not followed to its end", "request", service.Correlation(ctx), "error", err)
		}
	}}, nil
}
