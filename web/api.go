package web

import (
	"log/slog"
	"net/http"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"
	"github.com/prometheus/client_golang/prometheus"

	"hecha/service"
)

// Config is what the API is made of.
type Config struct {
	Service *service.Service
	Auth    Authenticator
	// Say is the words for a code and its arguments, for people.
	Say func(group, code string, args map[string]string) string
	// Spool is a folder for uploads that are resumed; what was given up lies there
	// until it is cleaned.
	Spool string
	// Metrics gathers how long requests take.
	Metrics prometheus.Registerer
	Log     *slog.Logger
}

type api struct {
	service *service.Service
	auth    Authenticator
	say     func(group, code string, args map[string]string) string
	log     *slog.Logger
	// requests are seconds by operation and status; the operation is empty for
	// what was asked for in vain.
	requests *prometheus.HistogramVec
}

// version is the API's: raised when a caller has to change something.
const version = "1.0.0"

// NewAPI is the JSON API: everything below /api, and /openapi.json.
func NewAPI(c Config) (http.Handler, error) {
	a := &api{service: c.Service, auth: c.Auth, say: c.Say, log: c.Log, requests: prometheus.NewHistogramVec(prometheus.HistogramOpts{
		Name: "hecha_request_seconds", Help: "Time of a request to the API.", Buckets: prometheus.ExponentialBuckets(0.002, 2, 14),
	}, []string{"operation", "status"})}
	if err := c.Metrics.Register(a.requests); err != nil {
		return nil, err
	}
	mux := http.NewServeMux()
	described := humago.New(mux, description())
	described.UseMiddleware(func(ctx huma.Context, next func(huma.Context)) {
		name(ctx.Context(), ctx.Operation().OperationID)
		next(ctx)
	})
	a.register(described)
	mux.HandleFunc("/api/", func(w http.ResponseWriter, r *http.Request) { a.writeProblem(w, r, service.ErrNotFound) })
	resumable, err := a.resumable(c.Spool, c.Service.MaxUpload)
	if err != nil {
		return nil, err
	}
	protected := http.NewServeMux()
	protected.Handle(resumablePath, resumable)
	protected.Handle("/api/", mux)
	all := http.NewServeMux()
	all.Handle("/api/", a.authenticate(protected))
	all.Handle("/openapi.json", mux)
	return a.follow(all), nil
}

// description is the head of the OpenAPI document.
func description() huma.Config {
	c := huma.DefaultConfig("Hecha 核查", version)
	c.Info.Description = "Hands in, follows, reads and decides applications for the review of qualifications."
	c.CreateHooks = nil // no links to schemas in the answers
	c.DocsPath, c.SchemasPath = "", ""
	c.RejectUnknownQueryParameters = true
	c.Components.SecuritySchemes = map[string]*huma.SecurityScheme{"token": {Type: "http", Scheme: "bearer", Description: "A token made by hecha token add."}}
	c.Security = []map[string][]string{{"token": {}}}
	return c
}

func (a *api) register(h huma.API) {
	a.registerApplications(h)
	a.registerClaims(h)
	a.registerLists(h)
	a.registerActs(h)
	a.registerUploads(h)
	a.registerResults(h)
	a.registerWork(h)
}

// operation is what all operations have in common.
func operation(id, method, path, summary string, status int, errors ...int) huma.Operation {
	return huma.Operation{
		OperationID: id, Method: method, Path: path, Summary: summary, DefaultStatus: status,
		Errors: append([]int{http.StatusUnauthorized, http.StatusForbidden, http.StatusNotFound, http.StatusServiceUnavailable}, errors...),
	}
}
