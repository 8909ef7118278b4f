package web

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"net/http"
	"strconv"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"hecha/document"
	"hecha/service"
	"hecha/storage"
	"hecha/storage/index"
)

// retryAfter is what a caller is told to wait when disk or network failed.
const retryAfter = 10 * time.Second

// answer is what an error looks like from outside.
type answer struct {
	status int
	code   string // ends the problem's type, for machines
	detail string // what is wrong and what to do
}

// answers are those of the service's sentinels, in the order in which they are
// asked.
var answers = []struct {
	err error
	answer
}{
	{service.ErrToken, answer{http.StatusUnauthorized, "token", "Send a valid token: Authorization: Bearer hecha_…; hecha token add makes one."}},
	{service.ErrNotFound, answer{http.StatusNotFound, "not_found", "There is no such thing, or it is not yours to see."}},
	{service.ErrForbidden, answer{http.StatusForbidden, "forbidden", "Your role or the scopes of your token do not allow this. Ask an administrator for another token."}},
	{service.ErrStale, answer{http.StatusPreconditionFailed, "stale", "The application has changed since you read it. Read it again, look at what changed, and send your request with its new ETag."}},
	{document.ErrSpoken, answer{http.StatusConflict, "spoken", "You have said your word about this application, or whom you give it to has. Another person is asked now, who knows nothing of it."}},
	{document.ErrDisputed, answer{http.StatusConflict, "disputed", "Two people have decided differently about this application. A lead or the province settles it."}},
	{service.ErrNotPossible, answer{http.StatusConflict, "not_possible", "The application is in no state for this. Read it again and look at its state."}},
	{service.ErrCount, answer{http.StatusConflict, "count", ""}},
	{index.ErrInvalidQuery, answer{http.StatusUnprocessableEntity, "invalid_query", ""}},
	{storage.ErrConflict, answer{http.StatusConflict, "conflict", "Others change this application at the same moment. Read it again and repeat your request."}},
	{service.ErrKeyReused, answer{http.StatusUnprocessableEntity, "key_reused", "This Idempotency-Key was sent with another request. Use a new key for a new request."}},
	{errKeyTooLong, answer{http.StatusUnprocessableEntity, "key_too_long", "An Idempotency-Key has at most 255 characters. Send a shorter one, such as a UUID."}},
	{service.ErrTooLarge, answer{http.StatusRequestEntityTooLarge, "too_large", "文件太大。请降低扫描分辨率，或把材料分成几个文件上传。"}},
	{service.ErrFull, answer{http.StatusUnprocessableEntity, "too_many_uploads", "上传的文件太多。请撤回不需要的文件，或把材料合并成一个文件后再上传。The application holds too many uploads: withdraw those that are not needed, or merge papers into one file."}},
	{document.ErrInvalidDecision, answer{http.StatusUnprocessableEntity, "invalid_decision", ""}},
}

// tooManyOpen is said to who begins upload after upload.
var tooManyOpen = answer{
	http.StatusTooManyRequests, "too_many_open",
	fmt.Sprintf("已有 %d 个文件正在上传，请等它们完成后再上传。%d uploads in pieces are open: finish some, or give them up by DELETE, and begin this one again.", maxOpen, maxOpen),
}

// unavailable is what is said of everything else. The log has the cause.
var unavailable = answer{
	http.StatusServiceUnavailable, "unavailable", "The service cannot do this at the moment. Nothing that was acknowledged is lost; repeat your request later.",
}

// problem turns an error of the service into what the caller is told.
func (a *api) problem(ctx context.Context, err error) error {
	var busy *service.Busy
	var invalid *service.Invalid
	var refused *service.Refused
	var held *service.Held
	switch {
	case errors.As(err, &held):
		return newProblem(answer{http.StatusConflict, "held", heldBy(held)})
	case errors.As(err, &busy):
		return later(newProblem(answer{http.StatusTooManyRequests, "busy", "Many uploads are waiting to be read. Send yours again after the time in Retry-After."}), busy.After)
	case errors.Is(err, errOpen):
		return later(newProblem(tooManyOpen), time.Minute)
	case errors.As(err, &invalid):
		return a.mistakes(invalid)
	case errors.As(err, &refused):
		return newProblem(answer{http.StatusUnsupportedMediaType, refused.Code, refused.Message})
	}
	for _, known := range answers {
		if errors.Is(err, known.err) {
			if known.detail == "" {
				known.detail = err.Error()
			}
			return newProblem(known.answer)
		}
	}
	if ctx.Err() == nil {
		a.log.ErrorContext(ctx, "request failed", "request", service.Correlation(ctx), "error", err)
	}
	return later(newProblem(unavailable), retryAfter)
}

// heldBy tells who has an application, as far as the caller may know, and until
// when.
func heldBy(h *service.Held) string {
	who, until := "Somebody else", "it is released"
	if h.By != "" {
		who = h.By
	}
	if !h.Until.IsZero() {
		until = h.Until.Format(time.RFC3339)
	}
	return fmt.Sprintf("%s has the application until %s.", who, until)
}

func newProblem(a answer) *huma.ErrorModel {
	return &huma.ErrorModel{Type: "urn:hecha:problem:" + a.code, Title: http.StatusText(a.status), Status: a.status, Detail: a.detail}
}

func later(p *huma.ErrorModel, after time.Duration) error {
	seconds := int(math.Ceil(after.Seconds()))
	return huma.ErrorWithHeaders(p, http.Header{"Retry-After": {strconv.Itoa(seconds)}})
}

// mistakes tells field by field what is wrong with a declaration.
func (a *api) mistakes(i *service.Invalid) error {
	p := newProblem(answer{http.StatusUnprocessableEntity, "invalid", "What was declared has mistakes: see errors."})
	for _, r := range i.Reasons {
		location := "body"
		if len(r.Fields) > 0 {
			location += "." + r.Fields[0]
		}
		p.Errors = append(p.Errors, &huma.ErrorDetail{Message: a.say("reason", r.Code, r.Args), Location: location})
	}
	return p
}

// writeProblem answers outside huma.
func (a *api) writeProblem(w http.ResponseWriter, r *http.Request, err error) {
	told := a.problem(r.Context(), err)
	var headers huma.HeadersError
	if errors.As(told, &headers) {
		for name, values := range headers.GetHeaders() {
			w.Header()[name] = values
		}
	}
	var model *huma.ErrorModel
	if !errors.As(told, &model) {
		model = newProblem(unavailable)
	}
	if model.Status == http.StatusUnauthorized {
		w.Header().Set("WWW-Authenticate", `Bearer realm="hecha"`)
	}
	w.Header().Set("Content-Type", "application/problem+json")
	w.WriteHeader(model.Status)
	if err := json.NewEncoder(w).Encode(model); err != nil {
		a.log.DebugContext(r.Context(), "answer not sent", "error", fmt.Sprint(err))
	}
}
