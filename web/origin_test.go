package web_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/google/go-cmp/cmp"

	"hecha/document"
	"hecha/service"
	"hecha/web"
)

// The network of who asks is known, and nobody chooses another by a header.
func TestOrigins(t *testing.T) {
	proxies := []string{"10.1.0.0/16", "192.0.2.7", "2001:db8:ffff::1"}
	for name, tc := range map[string]struct {
		proxies         []string
		remote          string
		forwarded, want string
	}{
		"directly":                      {nil, "203.0.113.77:4711", "", "203.0.113.0/24"},
		"directly, with a lie":          {proxies, "203.0.113.77:4711", "198.51.100.1", "203.0.113.0/24"},
		"no proxy is known":             {nil, "10.1.2.3:80", "198.51.100.1", "10.1.2.0/24"},
		"through a proxy":               {proxies, "10.1.2.3:80", "198.51.100.9", "198.51.100.0/24"},
		"through two":                   {proxies, "10.1.2.3:80", "198.51.100.9, 192.0.2.7", "198.51.100.0/24"},
		"through a proxy, with a lie":   {proxies, "10.1.2.3:80", "8.8.8.8, 198.51.100.9", "198.51.100.0/24"},
		"a proxy that does not say":     {proxies, "10.1.2.3:80", "", "10.1.2.0/24"},
		"a proxy that says something":   {proxies, "10.1.2.3:80", "nonsense", "10.1.2.0/24"},
		"IPv6":                          {proxies, "[2001:db8:1:2:3::4]:80", "", "2001:db8:1::/48"},
		"IPv6 through a proxy":          {proxies, "[2001:db8:ffff::1]:80", "2001:db8:1:2:3::4", "2001:db8:1::/48"},
		"IPv4 in IPv6":                  {proxies, "[::ffff:203.0.113.77]:80", "", "203.0.113.0/24"},
		"a socket in the file system":   {proxies, "@", "198.51.100.9", ""},
		"IPv6 with the name of a link":  {proxies, "[fe80::1%eth0]:80", "", "fe80::/48"},
		"a port stands in what is said": {proxies, "10.1.2.3:80", "198.51.100.9:1234", "198.51.100.0/24"},
	} {
		t.Run(name, func(t *testing.T) {
			around, err := web.Origins(tc.proxies)
			if err != nil {
				t.Fatal(err)
			}
			got := "not asked"
			r := httptest.NewRequest("GET", "/", nil)
			r.RemoteAddr = tc.remote
			if tc.forwarded != "" {
				r.Header.Set("X-Forwarded-For", tc.forwarded)
			}
			around(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { got = service.Origin(r.Context()) })).ServeHTTP(httptest.NewRecorder(), r)
			if got != tc.want {
				t.Errorf("origin %q, want %q", got, tc.want)
			}
		})
	}
	if _, err := web.Origins([]string{"gateway.example.cn"}); err == nil {
		t.Error("a name is taken for an address")
	}
}

// Auditors see from which network every event was asked, those of uploads in pieces
// too; who works with the application does not, and candidates have their own.
func TestEventsSayFromWhere(t *testing.T) {
	h := open(t)
	c := h.candidate("c-1")
	from := func(last int) []string {
		return []string{"X-Forwarded-For", fmt.Sprintf("198.51.%d.7", last)}
	}
	app := into[application](t, c.do("POST", "/api/applications", declared(), from(1)...).want(t, http.StatusCreated))
	path, file := "/api/applications/"+app.ID, photo(t, 1)
	c.do("POST", path+"/uploads", photo(t, 2), from(2)...).want(t, http.StatusAccepted)
	piece := append(from(3), "Tus-Resumable", "1.0.0", "Upload-Offset", "0", "Content-Type", "application/offset+octet-stream")
	location := h.begun(c, app, len(file))
	c.do("PATCH", location, file, piece...).want(t, http.StatusNoContent)
	reviewer := h.as(grantOf(document.RoleReviewer, "r-1"))
	for _, n := range []int{4, 4, 5} { // a look from elsewhere is another one
		reviewer.do("GET", path, nil, from(n)...).want(t, http.StatusOK)
	}
	type event struct {
		Type document.EventType
		From string
	}
	events := func(role document.Role) []event {
		t.Helper()
		return into[struct{ Events []event }](t, h.as(grantOf(role, "x-1")).do("GET", path+"/events", nil, from(6)...).want(t, http.StatusOK)).Events
	}
	want := []event{
		{document.EventCreated, "198.51.1.0/24"}, {document.EventUpload, "198.51.2.0/24"}, {document.EventUpload, "198.51.3.0/24"},
		{document.EventViewed, "198.51.4.0/24"}, {document.EventViewed, "198.51.5.0/24"},
	}
	if diff := cmp.Diff(want, events(document.RoleAuditor)); diff != "" {
		t.Errorf("an auditor sees (-want +got)\n%s", diff)
	}
	for _, e := range events(document.RoleLead) {
		if e.From != "" {
			t.Errorf("a lead sees that %s was asked from %s", e.Type, e.From)
		}
	}
}

// begun is the place of an upload in pieces of so many bytes.
func (h *house) begun(c caller, app application, size int) string {
	h.t.Helper()
	return path(h.t, c.begin(app, size).want(h.t, http.StatusCreated).Header.Get("Location"))
}
