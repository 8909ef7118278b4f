package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"mime"
	"net/http"
	"os"
	"path/filepath"
	"strconv"

	"hecha/document"
)

// client speaks to a service as whoever holds its token.
type client struct {
	base  string // http://HOST:PORT
	token string
}

// ask sends a request and reads the answer into into. An answer that is none of
// success is an error with the words of the service.
func (c client) ask(ctx context.Context, method, path string, body io.Reader, header http.Header, into any) error {
	req, err := http.NewRequestWithContext(ctx, method, c.base+path, body)
	if err != nil {
		return err
	}
	if header != nil {
		req.Header = header
	}
	req.Header.Set("Authorization", "Bearer "+c.token)
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode/100 != 2 {
		var problem struct{ Detail string }
		if err := json.NewDecoder(resp.Body).Decode(&problem); err != nil {
			return fmt.Errorf("%s %s: %s", method, path, resp.Status)
		}
		return fmt.Errorf("%s %s: %s: %s", method, path, resp.Status, problem.Detail)
	}
	return json.NewDecoder(resp.Body).Decode(into)
}

// send sends a body as JSON.
func (c client) send(ctx context.Context, path string, body any, header http.Header, into any) error {
	data, err := json.Marshal(body)
	if err != nil {
		return err
	}
	if header == nil {
		header = http.Header{}
	}
	header.Set("Content-Type", "application/json")
	return c.ask(ctx, http.MethodPost, path, bytes.NewReader(data), header, into)
}

// submit signs the commitment in a candidate's name and hands an application in.
func (c client) submit(ctx context.Context, application, name string) error {
	var text struct{ Version, Digest string }
	if err := c.ask(ctx, http.MethodGet, "/api/commitment", nil, nil, &text); err != nil {
		return err
	}
	var answer struct{}
	signed := document.Commitment{Version: text.Version, Digest: text.Digest, Name: name}
	if err := c.send(ctx, "/api/applications/"+application+"/commitment", signed, nil, &answer); err != nil {
		return err
	}
	return c.ask(ctx, http.MethodPost, "/api/applications/"+application+"/submission", nil, nil, &answer)
}

// decide says a word about an application as it is now.
func (c client) decide(ctx context.Context, application string, d document.Decision) error {
	var now struct{ Version int }
	if err := c.ask(ctx, http.MethodGet, "/api/applications/"+application, nil, nil, &now); err != nil {
		return err
	}
	var answer struct{}
	match := http.Header{"If-Match": {strconv.Quote(strconv.Itoa(now.Version))}}
	return c.send(ctx, "/api/applications/"+application+"/decisions", d, match, &answer)
}

// create makes an application.
func (c client) create(ctx context.Context, declared document.Application) (id string, err error) {
	var made struct{ ID string }
	err = c.send(ctx, "/api/applications", declared, nil, &made)
	return made.ID, err
}

// upload hands a file in and returns its SHA-256.
func (c client) upload(ctx context.Context, application, file string) (sha256 string, err error) {
	f, err := os.Open(file)
	if err != nil {
		return "", err
	}
	defer f.Close()
	name := mime.FormatMediaType("attachment", map[string]string{"filename": filepath.Base(file)})
	var u document.Upload
	err = c.ask(ctx, http.MethodPost, "/api/applications/"+application+"/uploads", f, http.Header{"Content-Disposition": {name}}, &u)
	return u.SHA256, err
}

// done tells whether an upload is read.
func (c client) done(ctx context.Context, application, sha256 string) (bool, error) {
	var reading struct{ State string }
	err := c.ask(ctx, http.MethodGet, "/api/applications/"+application+"/uploads/"+sha256, nil, nil, &reading)
	return reading.State == "done", err
}

// result is what was read from an upload.
func (c client) result(ctx context.Context, application, sha256 string) (document.Result, error) {
	var answer struct{ Result document.Result }
	err := c.ask(ctx, http.MethodGet, "/api/applications/"+application+"/uploads/"+sha256+"/result", nil, nil, &answer)
	return answer.Result, err
}

// assessment is what can be said about an application as a whole.
func (c client) assessment(ctx context.Context, application string) (a document.Assessment, err error) {
	return a, c.ask(ctx, http.MethodGet, "/api/applications/"+application+"/assessment", nil, nil, &a)
}
