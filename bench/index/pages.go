package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"hecha/document"
	"hecha/pipeline/policy"
	"hecha/pipeline/queue"
	"hecha/service"
	"hecha/storage"
	"hecha/storage/dir"
	"hecha/storage/index"
	"hecha/web/pages"
)

// few is how many applications the smaller service has.
const few = 100

// page is what somebody asks for.
type page struct {
	name string
	who  document.Role
	path string
}

var asked = []page{
	{"list, province", document.RoleProvince, "/"},
	{"list, waiting", document.RoleProvince, "/?state=waiting"},
	{"list, exam, year, state", document.RoleProvince, "/?exam=yijian&year=2021&state=review"},
	{"list, second page", document.RoleProvince, "/?after="},
	{"search, surname", document.RoleProvince, "/?text=" + url.QueryEscape("王")},
	{"search, part of an employer", document.RoleProvince, "/?text=" + url.QueryEscape("建工")},
	{"overview, province", document.RoleProvince, "/office"},
	{"overview, lead", document.RoleLead, "/office"},
	{"acts, count first", document.RoleLead, "/office/acts?act=deadline_set&date=2021-12-24&state=waiting"},
	{"queue of a reviewer", document.RoleReviewer, "/review"},
	{"public list", "", "/announced"},
}

// site is a service with its pages and somebody of each role in them.
type site struct {
	server *httptest.Server
	people map[document.Role]*http.Client
	second string // address of the second page of the list
}

// comparePages asks the pages of two services in turn, one with few applications,
// one with many, and prints how long both took.
func (c commands) comparePages(ctx context.Context) error {
	var sites []*site
	for _, n := range []int{few, c.Applications} {
		folder := fmt.Sprintf("%s.%d", c.Index, n)
		if err := os.Mkdir(folder, 0o700); err != nil {
			return err
		}
		one := c
		one.Applications, one.Index = n, filepath.Join(folder, "index.db")
		s, err := one.open(ctx, folder)
		if err != nil {
			return err
		}
		defer s.server.Close()
		sites = append(sites, s)
	}
	fmt.Printf("%-30s %22s %22s\n%-30s %8s %8s %4s %8s %8s %4s %8s\n", "milliseconds with", fmt.Sprint(few, " applications"), fmt.Sprint(c.Applications),
		"", "p50", "p95", "kB", "p50", "p95", "kB", "ratio")
	for _, p := range asked {
		if err := c.compare(ctx, p, sites); err != nil {
			return fmt.Errorf("%s: %w", p.name, err)
		}
	}
	return nil
}

func (c commands) compare(ctx context.Context, p page, sites []*site) error {
	took, sizes := make([][]time.Duration, len(sites)), make([]int, len(sites))
	for range c.Runs {
		for i, s := range sites {
			path := p.path
			if path == "/?after=" {
				path = s.second
			}
			began := time.Now()
			body, err := s.get(ctx, p.who, path)
			if err != nil {
				return err
			}
			took[i], sizes[i] = append(took[i], time.Since(began)), len(body)
		}
	}
	fmt.Printf("%-30s", p.name)
	for i := range sites {
		slices.Sort(took[i])
		fmt.Printf(" %8.1f %8.1f %4d", ms(took[i][len(took[i])/2]), ms(took[i][len(took[i])*95/100]), sizes[i]>>10)
	}
	fmt.Printf(" %8.2f\n", ms(took[1][len(took[1])/2])/ms(took[0][len(took[0])/2]))
	return nil
}

// open is a service on an index that it fills; nothing is in its bucket but people.
func (c commands) open(ctx context.Context, folder string) (*site, error) {
	x, err := index.Open(ctx, c.Index)
	if err != nil {
		return nil, err
	}
	if x, err = c.fill(ctx, x); err != nil {
		return nil, err
	}
	bucket, err := dir.Open(filepath.Join(folder, "bucket"))
	if err != nil {
		return nil, err
	}
	rules, err := policy.Default()
	if err != nil {
		return nil, err
	}
	repository, log := storage.New(bucket, folder), slog.New(slog.DiscardHandler)
	redis, err := queue.Embedded()
	if err != nil {
		return nil, err
	}
	people := service.NewPeople(repository, redis.Client())
	sessions := pages.NewSessions(people, redis.Client(), false)
	word := func(_, code string) string { return code }
	s := &site{people: map[document.Role]*http.Client{"": stranger()}}
	s.server = httptest.NewServer(sessions.Load(pages.New(pages.Config{
		Service: service.New(service.Config{
			Repository: repository, Index: x, Rules: rules, Fingerprint: current, Metrics: service.NewMetrics(prometheus.NewRegistry()), Log: log,
		}),
		Sessions: sessions, Log: log, Words: func(string) pages.Words { return pages.Words{Say: word} },
	})))
	for _, g := range []document.Grant{
		{Account: "p-1", Role: document.RoleProvince}, {Account: "l-1", Role: document.RoleLead, City: cities[0]},
		{Account: "r-1", Role: document.RoleReviewer, City: cities[0]},
	} {
		if err := s.enter(ctx, people, g); err != nil {
			return nil, err
		}
	}
	return s, s.findSecond(ctx)
}

// stranger keeps cookies and follows no redirection.
func stranger() *http.Client {
	jar, _ := cookiejar.New(nil) // never fails
	return &http.Client{Jar: jar, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
}

// enter makes an account and logs in.
func (s *site) enter(ctx context.Context, people *service.People, g document.Grant) error {
	once, err := people.Add(ctx, document.Actor{Role: document.RoleAdmin, ID: "bench"}, g, nil)
	if err != nil {
		return err
	}
	client, chosen := stranger(), "a password for the bench"
	for _, form := range []struct {
		path   string
		values url.Values
	}{
		{"/login", url.Values{"account": {g.Account}, "password": {once}}},
		{"/password", url.Values{"old": {once}, "chosen": {chosen}}},
	} {
		resp, err := client.PostForm(s.server.URL+form.path, form.values) //nolint:noctx // ends with the server
		if err != nil {
			return err
		}
		resp.Body.Close()
		if resp.StatusCode != http.StatusSeeOther {
			return fmt.Errorf("%s: status %s", form.path, resp.Status)
		}
	}
	s.people[g.Role] = client
	return nil
}

func (s *site) get(ctx context.Context, who document.Role, path string) (string, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, s.server.URL+path, nil)
	if err != nil {
		return "", err
	}
	resp, err := s.people[who].Do(req)
	if err != nil {
		return "", err
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err == nil && resp.StatusCode != http.StatusOK {
		err = fmt.Errorf("%s: status %s", path, resp.Status)
	}
	return string(body), err
}

var (
	nextPage = regexp.MustCompile(`after=([\w-]+)`)
	errNext  = errors.New("the list has no second page")
)

// findSecond finds the address of the second page of the province's list.
func (s *site) findSecond(ctx context.Context) error {
	first, err := s.get(ctx, document.RoleProvince, "/")
	if err != nil {
		return err
	}
	next := nextPage.FindStringSubmatch(first)
	if next == nil {
		return errNext
	}
	s.second = "/?after=" + next[1]
	return nil
}
