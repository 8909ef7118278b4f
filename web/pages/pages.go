package pages

import (
	"embed"
	"log/slog"
	"net/http"

	"hecha/document"
	"hecha/service"
	"hecha/web/signin"
)

// Words are the words for what results and assessments hold, in one language.
type Words struct {
	Say  func(group, code string) string
	With func(group, code string, args map[string]string) string
	// Field is the word for a field on a paper of such a kind, or Declared; "" where
	// no paper is known.
	Field func(kind document.Kind, name string) string
	Proof func(document.Proof) string
	// Problem is what is wrong with a file, and what to do.
	Problem func(document.Problem) string
	// Problems are its words by code, where the service does not say it in the
	// language itself.
	Problems map[string]string
	// Order is the names of a document's fields as they stand on the paper.
	Order func(document.Document) []string
}

// Declared stands for the kind of paper where something was declared.
const Declared document.Kind = "declared"

// Config is what the pages are made of.
type Config struct {
	Service  *service.Service
	Sessions *Sessions
	Words    func(language string) Words
	// Provider signs in those whom it knows; nil: there is none.
	Provider *signin.Provider
	// Font is a TrueType font with Latin and Chinese characters, for case files.
	Font string
	Log  *slog.Logger
}

type pages struct {
	Config
	// caseFiles has one place: a case file is in memory as a whole.
	caseFiles chan struct{}
}

//go:embed assets
var assets embed.FS

// New is every page. Requests have gone through Sessions.Load before.
func New(c Config) http.Handler {
	p := &pages{c, make(chan struct{}, 1)}
	c.Sessions.onFailure(p.withoutSession)
	mux := http.NewServeMux()
	for pattern, h := range p.openRoutes() {
		mux.Handle(pattern, p.page(withForm(h)))
	}
	if p.Provider != nil {
		for pattern, h := range p.providerRoutes() {
			mux.Handle(pattern, p.page(h))
		}
	}
	for pattern, h := range p.routes() {
		mux.Handle(pattern, p.page(p.known(withForm(h))))
	}
	for pattern, h := range p.reviewing() {
		mux.Handle(pattern, p.page(p.known(withForm(h))))
	}
	for pattern, h := range p.fileRoutes() {
		mux.Handle(pattern, p.page(p.known(h)))
	}
	mux.Handle("GET /assets/", http.FileServerFS(assets))
	return protect(mux)
}

// openRoutes are the pages that strangers see, too.
func (p *pages) openRoutes() map[string]handler {
	return map[string]handler{
		"GET /login":              p.loginForm,
		"POST /login":             p.login,
		"POST /logout":            p.logout,
		"POST /logout/everywhere": p.logoutEverywhere,
		"GET /password":           p.passwordForm,
		"POST /password":          p.changePassword,
		"POST /language":          p.chooseLanguage,
		"GET /announced":          p.announced,
	}
}

// routes are the pages of those who have logged in.
func (p *pages) routes() map[string]handler {
	return map[string]handler{
		"GET /{$}":                                     p.home,
		"GET /declaration":                             p.newDeclaration,
		"POST /applications":                           may(service.ActionCreate, p.create),
		"GET /applications/{id}/declaration":           p.oldDeclaration,
		"POST /applications/{id}/declaration":          p.on(p.declareAnew, service.ActionHandIn),
		"GET /applications/{id}/data":                  p.ownData,
		"GET /applications/{id}/data.zip":              p.export,
		"GET /applications/{id}/commitment":            p.commitment,
		"POST /applications/{id}/commitment":           p.on(p.commit, service.ActionHandIn),
		"GET /applications/{id}":                       p.application,
		"POST /applications/{id}/submission":           p.submit,
		"POST /applications/{id}/decision":             p.decide,
		"GET /applications/{id}/certificate":           only(document.RoleEmployer, p.certificateForm),
		"POST /applications/{id}/certificate":          only(document.RoleEmployer, p.certificateSheet),
		"POST /applications/{id}/check":                only(document.RoleEmployer, p.on(p.checked, service.ActionCheck)),
		"GET /applications/{id}/uploads/{sha256}":      p.upload,
		"POST /applications/{id}/uploads/{sha256}":     p.on(p.word, service.ActionHandIn, service.ActionCheck, service.ActionDecide),
		"POST /applications/{id}/withdrawals/{sha256}": p.withdraw,
		"GET /applications/{id}/history":               p.history,
		"POST /applications/{id}/acts":                 p.conclude,
		"GET /applications/{id}/casefile.pdf":          p.caseFile,
		"GET /office":                                  may(service.ActionHistory, p.office),
		"GET /office/acts":                             may(service.ActionConclude, p.askActs),
		"POST /office/acts":                            may(service.ActionConclude, p.actOnAll),
		"GET /office/acts/{bulk}":                      may(service.ActionConclude, p.bulk),
		"POST /office/acts/{bulk}/cancel":              may(service.ActionConclude, p.cancelBulk),
		"GET /office/list.csv":                         may(service.ActionHistory, p.listCSV),
		"GET /office/list.xlsx":                        may(service.ActionHistory, p.listXLSX),
		"GET /people":                                  only(document.RoleAdmin, p.people),
		"POST /people":                                 only(document.RoleAdmin, p.addPerson),
		"GET /people/{account}":                        only(document.RoleAdmin, p.person),
		"POST /people/{account}/reset":                 only(document.RoleAdmin, p.resetPerson),
		"POST /people/{account}/disable":               only(document.RoleAdmin, p.disablePerson),
		"GET /bulletin":                                only(document.RoleAdmin, p.bulletin),
		"POST /bulletin/sittings":                      only(document.RoleAdmin, p.announceSitting),
		"POST /bulletin/offices":                       only(document.RoleAdmin, p.announceOffice),
		"GET /components":                              p.components,
		"/":                                            func(http.ResponseWriter, *http.Request, visit) error { return service.ErrNotFound },
	}
}

// fileRoutes take files, which they read as they come.
func (p *pages) fileRoutes() map[string]handler {
	return map[string]handler{
		"POST /applications/{id}/uploads": p.receive,
		"POST /people/list":               only(document.RoleAdmin, p.previewList),
		"POST /people/import":             only(document.RoleAdmin, p.importList),
	}
}

// contentPolicy lets a page load from its own host alone, and run no script or style
// that stands in it.
const contentPolicy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; " +
	"form-action 'self'; frame-ancestors 'none'; base-uri 'none'"

// protect says to the browser what a page may do.
func protect(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", contentPolicy)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "same-origin")
		h.Set("Cache-Control", "no-store")
		next.ServeHTTP(w, r)
	})
}
