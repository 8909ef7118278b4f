package web

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"net/http"
	"os"
	"strings"

	"github.com/danielgtaylor/huma/v2"
	"github.com/tus/tusd/v2/pkg/filestore"
	"github.com/tus/tusd/v2/pkg/handler"
	"github.com/tus/tusd/v2/pkg/memorylocker"
	"golang.org/x/exp/slog"

	"hecha/service"
	"hecha/web/internal/patient"
)

// resumablePath is where files are sent in pieces, by tus 1.0
// (https://tus.io/protocols/resumable-upload). The metadata application names the
// application, filename the file.
const resumablePath = "/api/resumable/"

// keyMeta is where the Idempotency-Key of the request that began an upload stands
// among its metadata.
const keyMeta = "idempotency-key"

// resumable collects pieces in a folder. A file that is whole goes the way of
// every other upload, and is acknowledged after that: the folder may be lost at
// any time, and then the caller begins anew.
type resumable struct {
	*api
	spool *spool
	store handler.DataStore
	tus   http.Handler
}

func (a *api) resumable(dir string, limit int64) (http.Handler, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, fmt.Errorf("open spool: %w", err)
	}
	store := filestore.New(dir)
	composer := handler.NewStoreComposer()
	store.UseIn(composer)
	memorylocker.New().UseIn(composer)
	r := &resumable{api: a, spool: &spool{dir: dir}, store: store}
	tus, err := handler.NewHandler(handler.Config{
		StoreComposer: composer, BasePath: resumablePath, MaxSize: limit, NetworkTimeout: patient.Patience,
		DisableDownload: true, DisableConcatenation: true, Cors: &handler.CorsConfig{Disable: true},
		Logger:                    slog.New(slog.NewTextHandler(io.Discard, nil)), // it would log names of files
		PreUploadCreateCallback:   r.begin,
		PreFinishResponseCallback: r.finish,
	})
	if err != nil {
		return nil, fmt.Errorf("open spool: %w", err)
	}
	r.tus = http.StripPrefix(strings.TrimSuffix(resumablePath, "/"), tus)
	return r, nil
}

// ServeHTTP lets those through who may hand in for the application that the
// pieces are for.
func (r *resumable) ServeHTTP(w http.ResponseWriter, req *http.Request) {
	name(req.Context(), "resumable")
	req.Header.Del("X-HTTP-Method-Override") // the method that is checked is the one that counts
	if id := strings.TrimPrefix(req.URL.Path, resumablePath); id != "" {
		location, err := r.admit(req, id)
		if err != nil {
			r.writeProblem(w, req, err)
			return
		}
		if location != "" {
			w.Header().Set("Content-Location", location)
		}
	}
	r.tus.ServeHTTP(w, req)
}

func (r *resumable) admit(req *http.Request, id string) (location string, err error) {
	m := pieces.FindStringSubmatch(id)
	if m == nil {
		return "", service.ErrNotFound
	}
	if err := r.service.MayAny(req.Context(), grant(req.Context()), m[1], service.ActionHandIn); err != nil {
		return "", err
	}
	if req.Method == http.MethodHead {
		return r.settle(req.Context(), id)
	}
	return "", nil
}

// begin implements handler.Config.PreUploadCreateCallback.
func (r *resumable) begin(hook handler.HookEvent) (handler.HTTPResponse, handler.FileInfoChanges, error) {
	application, by := hook.Upload.MetaData["application"], grant(hook.Context)
	key := idempotencyKey(hook.HTTPRequest.Header.Get("Idempotency-Key"))
	if len(key) > maxKey {
		return handler.HTTPResponse{}, handler.FileInfoChanges{}, r.refusal(hook.Context, errKeyTooLong)
	}
	size := hook.Upload.Size
	if hook.Upload.SizeIsDeferred {
		size = -1
	}
	err := r.service.MayReceive(hook.Context, by, application, key, size)
	id := ""
	if err == nil {
		id, err = r.spool.reserve(application, by.Account)
	}
	if err != nil {
		return handler.HTTPResponse{}, handler.FileInfoChanges{}, r.refusal(hook.Context, err)
	}
	meta := maps.Clone(hook.Upload.MetaData)
	delete(meta, keyMeta)
	if key != "" {
		meta[keyMeta] = key
	}
	return handler.HTTPResponse{}, handler.FileInfoChanges{ID: id, MetaData: meta}, nil
}

// finish implements handler.Config.PreFinishResponseCallback. The pieces of what
// was received, or can never be, are removed.
func (r *resumable) finish(hook handler.HookEvent) (handler.HTTPResponse, error) {
	location, err := r.receive(hook.Context, hook.Upload)
	var refused *service.Refused
	if err == nil || errors.As(err, &refused) || errors.Is(err, service.ErrKeyReused) {
		r.remove(hook.Context, hook.Upload)
	}
	if err != nil {
		return handler.HTTPResponse{}, r.refusal(hook.Context, err)
	}
	return handler.HTTPResponse{Header: handler.HTTPHeader{"Content-Location": location}}, nil
}

func (r *resumable) remove(ctx context.Context, info handler.FileInfo) {
	for _, file := range []string{filestore.StorageKeyPath, filestore.StorageKeyInfoPath} {
		if err := os.Remove(info.Storage[file]); err != nil {
			r.log.WarnContext(ctx, "pieces not removed", "error", err)
		}
	}
}

// settle receives a file that is whole and was not acknowledged, because the
// bucket did not answer or this process ended: the protocol takes the length of
// what is there for the acknowledgement. The pieces stay until they are cleaned,
// so that the answer does.
func (r *resumable) settle(ctx context.Context, id string) (location string, err error) {
	upload, err := r.store.GetUpload(ctx, id)
	if err != nil {
		return "", nil // the protocol's answer says so
	}
	info, err := upload.GetInfo(ctx)
	if err != nil || info.SizeIsDeferred || info.Offset != info.Size {
		return "", err
	}
	return r.receive(ctx, info)
}

// receive hands a whole file to the service.
func (r *resumable) receive(ctx context.Context, info handler.FileInfo) (location string, err error) {
	f, err := os.Open(info.Storage[filestore.StorageKeyPath])
	if err != nil {
		return "", fmt.Errorf("receive pieces: %w", err)
	}
	defer f.Close()
	application := info.MetaData["application"]
	u, err := r.service.Receive(ctx, grant(ctx), application, service.Incoming{
		Name: info.MetaData["filename"], Key: info.MetaData[keyMeta], Body: f,
	})
	if err != nil {
		return "", err
	}
	return uploadPath(application, u.SHA256), nil
}

// refusal is a problem in the words of the protocol's library.
func (r *resumable) refusal(ctx context.Context, err error) error {
	told := r.problem(ctx, err)
	header := handler.HTTPHeader{"Content-Type": "application/problem+json"}
	var headers huma.HeadersError
	if errors.As(told, &headers) {
		for name := range headers.GetHeaders() {
			header[name] = headers.GetHeaders().Get(name)
		}
	}
	model := newProblem(unavailable)
	_ = errors.As(told, &model) // it always is one
	body, err := json.Marshal(model)
	if err != nil {
		return err
	}
	refusal := handler.NewError(model.Type, model.Detail, model.Status)
	refusal.HTTPResponse.Body, refusal.HTTPResponse.Header = string(body), header
	return refusal
}
