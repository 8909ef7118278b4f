package pages

import (
	"embed"
	"net/http"
	"net/url"
	"sync"

	"github.com/goccy/go-yaml"
	"golang.org/x/text/language"
)

//go:embed texts.zh-CN.yaml texts.en.yaml
var catalogues embed.FS

// Languages are those of the catalogues; the first is that of strangers whose
// own is not among them.
var Languages = []string{"zh-CN", "en"}

// officeLanguage is that in which an office writes to candidates.
const officeLanguage = "zh-CN"

var matcher = language.NewMatcher([]language.Tag{language.SimplifiedChinese, language.English})

// texts are the catalogues by language.
var texts = sync.OnceValue(func() map[string]map[string]string {
	all := map[string]map[string]string{}
	for _, l := range Languages {
		var catalogue map[string]string
		data, err := catalogues.ReadFile("texts." + l + ".yaml")
		if err == nil {
			err = yaml.Unmarshal(data, &catalogue)
		}
		if err != nil {
			panic("texts." + l + ".yaml: " + err.Error()) // embedded and tested: cannot happen
		}
		all[l] = catalogue
	}
	return all
})

// text is a text; its key where there is none.
func text(language, key string) string {
	if s := texts()[language][key]; s != "" {
		return s
	}
	return key
}

const languageCookie = "language"

// chosenLanguage is what the visitor chose; empty for none.
func chosenLanguage(r *http.Request) string {
	if c, err := r.Cookie(languageCookie); err == nil && texts()[c.Value] != nil {
		return c.Value
	}
	return ""
}

// languageOf is what the visitor chose, or what the browser asks for.
func languageOf(r *http.Request) string {
	if chosen := chosenLanguage(r); chosen != "" {
		return chosen
	}
	_, i := language.MatchStrings(matcher, r.Header.Get("Accept-Language"))
	return Languages[i]
}

// chooseLanguage remembers a language and goes back to where the visitor was.
// An account remembers it, too: its holder is told in it of what happens.
func (p *pages) chooseLanguage(w http.ResponseWriter, r *http.Request, v visit) error {
	chosen := r.PostFormValue("language")
	if texts()[chosen] == nil {
		return errForm
	}
	if v.Person != nil {
		if err := p.Sessions.people.Speak(r.Context(), v.Person.Account, chosen); err != nil {
			return err
		}
	}
	http.SetCookie(w, &http.Cookie{Name: languageCookie, Value: chosen, Path: "/", MaxAge: 365 * 24 * 3600, HttpOnly: true, SameSite: http.SameSiteLaxMode})
	back := "/"
	if u, err := url.Parse(r.Header.Get("Referer")); err == nil && u.Host == r.Host && u.Path != "" {
		back = u.EscapedPath()
	}
	return goTo(w, r, back)
}
