package web

import (
	"context"
	"net/http"
	"strconv"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"hecha/document"
)

func (a *api) registerResults(h huma.API) {
	huma.Register(h, operation("get-result", http.MethodGet, "/api/applications/{id}/uploads/{sha256}/result",
		"What was read from an upload", http.StatusOK), a.result)
	page := operation("get-page", http.MethodGet, "/api/applications/{id}/uploads/{sha256}/pages/{page}",
		"The picture of a page", http.StatusOK)
	page.Responses = map[string]*huma.Response{"200": {
		Description: "The page as its reader sees it. Quads are in pixels of Page-Width × Page-Height; the picture may be smaller.",
		Content:     map[string]*huma.MediaType{"image/jpeg": {Schema: &huma.Schema{Type: huma.TypeString, Format: "binary"}}},
		Headers: map[string]*huma.Param{
			"Page-Width":  {Description: "Width of the page in pixels.", Schema: &huma.Schema{Type: huma.TypeInteger}},
			"Page-Height": {Description: "Height of the page in pixels.", Schema: &huma.Schema{Type: huma.TypeInteger}},
		},
	}}
	huma.Register(h, page, a.page)
}

type resultOutput struct {
	Body struct {
		Current bool            `json:"current" doc:"false while the upload is being read anew; the result is then an older one."`
		Created time.Time       `json:"created"`
		Result  document.Result `json:"result"`
	}
}

func (a *api) result(ctx context.Context, in *UploadPath) (*resultOutput, error) {
	stored, current, err := a.service.Result(ctx, grant(ctx), in.ID, in.SHA256)
	if err != nil {
		return nil, a.problem(ctx, err)
	}
	out := &resultOutput{}
	out.Body.Current, out.Body.Created, out.Body.Result = current, stored.Created, stored.Result
	return out, nil
}

type pageInput struct {
	UploadPath
	Page int `path:"page" minimum:"1" maximum:"1000" doc:"From 1."`
}

func (a *api) page(ctx context.Context, in *pageInput) (*huma.StreamResponse, error) {
	page, err := a.service.Page(ctx, grant(ctx), in.ID, in.SHA256, in.Page)
	if err != nil {
		return nil, a.problem(ctx, err)
	}
	return &huma.StreamResponse{Body: func(h huma.Context) {
		h.SetHeader("Content-Type", "image/jpeg")
		h.SetHeader("Content-Length", strconv.Itoa(len(page.JPEG)))
		h.SetHeader("Page-Width", strconv.Itoa(page.Width))
		h.SetHeader("Page-Height", strconv.Itoa(page.Height))
		if _, err := h.BodyWriter().Write(page.JPEG); err != nil {
			a.log.DebugContext(ctx, "page not sent", "error", err)
		}
	}}, nil
}
