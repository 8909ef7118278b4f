package pages

import (
	"bytes"
	"embed"
	"encoding/json"
	"errors"
	"html/template"
	"io/fs"
	"net/http"
	"path"
	"slices"
	"strings"
	"time"

	"go.opentelemetry.io/otel/propagation"

	"hecha/document"
	"hecha/pipeline/trace"
	"hecha/service"
)

//go:embed templates
var sources embed.FS

// china is where the dates on the pages are.
var china = time.FixedZone("CST", 8*60*60)

// layout is the template around all others, and parts are what several use.
const (
	layout = "templates/layout.tmpl"
	parts  = "templates/parts.tmpl"
)

// views are the pages' templates by name, each with the layout around it.
var views = func() map[string]*template.Template {
	functions := template.FuncMap{
		"date":    func(t time.Time) string { return t.In(china).Format("2006-01-02 15:04") },
		"day":     func(t time.Time) string { return t.In(china).Format("01-02") },
		"percent": func(x float64) int { return int(100 * x) },
		"site":    siteOf,
	}
	all := map[string]*template.Template{}
	names, err := fs.Glob(sources, "templates/*.tmpl")
	if err != nil {
		panic(err) // the pattern is well formed: cannot happen
	}
	for _, name := range names {
		if name == layout || name == parts {
			continue
		}
		files := []string{layout, parts, name}
		if name == "templates/review.tmpl" { // shows the queue, too
			files = slices.Insert(files, 2, "templates/review_queue.tmpl")
		}
		all[strings.TrimSuffix(path.Base(name), ".tmpl")] = template.Must(template.New(path.Base(layout)).Funcs(functions).ParseFS(sources, files...))
	}
	return all
}()

// siteOf is the address of a site as a browser takes it: people write www.example.cn.
func siteOf(site string) string {
	if site == "" || strings.HasPrefix(site, "http://") || strings.HasPrefix(site, "https://") {
		return site
	}
	return "http://" + site
}

// visit is one request by somebody: nil Person is a stranger.
type visit struct {
	Person   *document.Person
	Language string
	Path     string
	Words    Words
	Content  any
}

// visit is the request of a stranger.
func (p *pages) visit(r *http.Request) visit {
	language := languageOf(r)
	return visit{Language: language, Path: r.URL.Path, Words: p.Words(language)}
}

// visitBy is the request of somebody, in the language that was chosen in this
// browser or, before any was, in another one.
func (p *pages) visitBy(r *http.Request, person document.Person) visit {
	v := p.visit(r)
	if chosenLanguage(r) == "" && texts()[person.Language] != nil {
		v.Language, v.Words = person.Language, p.Words(person.Language)
	}
	v.Person = &person
	return v
}

// T is a text of the pages in the visitor's language.
func (v visit) T(key string) string { return text(v.Language, key) }

// Field is the word for a field on a paper of such a kind, or Declared.
func (v visit) Field(kind document.Kind, name string) string { return v.Words.Field(kind, name) }

// With is the visit for a part of the page, which shows content.
func (v visit) With(content any) visit {
	v.Content = content
	return v
}

// Problems are the words for what is wrong with a file, by code, as JSON.
func (v visit) Problems() (string, error) {
	data, err := json.Marshal(v.Words.Problems)
	return string(data), err
}

// Reviews tells whether the visitor is one of those who review.
func (v visit) Reviews() bool {
	return v.Person != nil && service.May(v.Person.Grant, service.ActionDecide) == nil
}

// handler answers a visit or says why it does not.
type handler func(http.ResponseWriter, *http.Request, visit) error

// page finds out who visits, and makes a page of an error.
func (p *pages) page(h handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		ctx, end := trace.Start(trace.From(r.Context(), propagation.HeaderCarrier(r.Header)), r.Pattern)
		defer end(nil)
		r = r.WithContext(ctx)
		v := p.visit(r)
		person, err := p.Sessions.person(r)
		if err == nil {
			v = p.visitBy(r, person)
		}
		if err == nil || errors.Is(err, service.ErrToken) {
			err = h(w, r, v)
		}
		if err != nil {
			p.fail(w, r, v, err)
		}
	})
}

// withoutSession is the page of an error for somebody whose session cannot be asked.
func (p *pages) withoutSession(w http.ResponseWriter, r *http.Request, err error) {
	protect(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		p.fail(w, r, p.visit(r), err)
	})).ServeHTTP(w, r)
}

// known sends strangers to the login, and those with a one-time password to
// choose another.
func (p *pages) known(h handler) handler {
	return func(w http.ResponseWriter, r *http.Request, v visit) error {
		switch {
		case v.Person == nil:
			return goTo(w, r, "/login")
		case v.Person.OneTime:
			return goTo(w, r, "/password")
		}
		return h(w, r, v)
	}
}

// only has pages for one role: for others they do not exist.
func only(role document.Role, h handler) handler {
	return func(w http.ResponseWriter, r *http.Request, v visit) error {
		if v.Person.Role != role {
			return service.ErrNotFound
		}
		return h(w, r, v)
	}
}

// may is h for those whose role may do something, whatever the form says.
func may(a service.Action, h handler) handler {
	return func(w http.ResponseWriter, r *http.Request, v visit) error {
		if err := service.May(v.Person.Grant, a); err != nil {
			return err
		}
		return h(w, r, v)
	}
}

// on is h for those who may do one of some actions on the application of the path.
func (p *pages) on(h handler, actions ...service.Action) handler {
	return func(w http.ResponseWriter, r *http.Request, v visit) error {
		if err := p.Service.MayAny(r.Context(), v.Person.Grant, r.PathValue("id"), actions...); err != nil {
			return err
		}
		return h(w, r, v)
	}
}

func goTo(w http.ResponseWriter, r *http.Request, path string) error {
	http.Redirect(w, r, path, http.StatusSeeOther)
	return nil
}

// render writes a page as a whole or, if it cannot be made, not at all.
func (p *pages) render(w http.ResponseWriter, _ *http.Request, v visit, status int, name string, content any) error {
	v.Content = content
	var page bytes.Buffer
	if err := views[name].Execute(&page, v); err != nil {
		return err
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.WriteHeader(status)
	_, _ = page.WriteTo(w) // whoever asked is gone
	return nil
}

// failures are what errors look like from outside.
var failures = []struct {
	err    error
	status int
	key    string
}{
	{service.ErrNotFound, http.StatusNotFound, "error.not_found"},
	{service.ErrForbidden, http.StatusForbidden, "error.forbidden"},
	{service.ErrStale, http.StatusPreconditionFailed, "error.stale"},
	{service.ErrHeld, http.StatusConflict, "error.held"},
	{document.ErrSpoken, http.StatusConflict, "error.spoken"},
	{document.ErrDisputed, http.StatusConflict, "error.disputed"},
	{service.ErrNotPossible, http.StatusConflict, "error.not_possible"},
	{service.ErrTooLarge, http.StatusRequestEntityTooLarge, "error.too_large"},
	{service.ErrFull, http.StatusUnprocessableEntity, "error.too_many_uploads"},
	{service.ErrKeyReused, http.StatusConflict, "error.exists"},
	{errNoReviewer, http.StatusUnprocessableEntity, "error.no_reviewer"},
	{errOriginals, http.StatusUnprocessableEntity, "error.originals"},
	{document.ErrInvalidDecision, http.StatusUnprocessableEntity, "error.invalid"},
	{errForm, http.StatusUnprocessableEntity, "error.invalid"},
	{errFormSize, http.StatusRequestEntityTooLarge, "error.form_too_large"},
}

// statusOf is the status of an error's page and the key of its words.
func statusOf(err error) (status int, key string) {
	var busy *service.Busy
	if errors.As(err, &busy) {
		return http.StatusTooManyRequests, "error.busy"
	}
	for _, f := range failures {
		if errors.Is(err, f.err) {
			return f.status, f.key
		}
	}
	return http.StatusServiceUnavailable, "error.unavailable"
}

// fail shows the page of an error. What an upload or a declaration was refused
// for has words of its own.
func (p *pages) fail(w http.ResponseWriter, r *http.Request, v visit, err error) {
	status, key := statusOf(err)
	words := []string{v.T(key)}
	var refused *service.Refused
	var invalid *service.Invalid
	switch {
	case errors.As(err, &refused):
		status, words = http.StatusUnsupportedMediaType, []string{v.Words.Problem(refused.Problem)}
	case errors.As(err, &invalid):
		status, words = http.StatusUnprocessableEntity, nil
		for _, reason := range invalid.Reasons {
			words = append(words, v.Words.With("reason", reason.Code, reason.Args))
		}
	case status == http.StatusServiceUnavailable && r.Context().Err() == nil:
		p.Log.ErrorContext(r.Context(), "page failed", "error", err)
	}
	if err := p.render(w, r, v, status, "error", words); err != nil {
		p.Log.ErrorContext(r.Context(), "page of an error failed", "error", err)
	}
}
