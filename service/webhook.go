package service

import (
	"bytes"
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"strconv"
	"syscall"
	"time"

	"hecha/document"
	"hecha/pipeline/queue"
	"hecha/storage"
)

// Webhook tells one address of what happens, in the form of Standard Webhooks
// (https://www.standardwebhooks.com): identifiers only, signed. Whoever is told
// asks the API for more.
type Webhook struct {
	url        string
	secret     []byte
	repository *storage.Repository
	client     *http.Client
	now        func() time.Time
}

var _ queue.Messenger = (*Webhook)(nil)

// minSecret is the length, in bytes, that a secret must have.
const minSecret = 24

// NewWebhook tells address, an https URL, and signs with secret. Addresses inside
// the own network, and http, are refused unless private is true: whoever may set
// the address must not reach what only this machine reaches.
func NewWebhook(address string, secret []byte, private bool, r *storage.Repository) (*Webhook, error) {
	u, err := url.Parse(address)
	switch {
	case err != nil || u.Host == "" || u.User != nil:
		return nil, errors.New("the address of the webhook cannot be parsed: give https://HOST/PATH without user and password")
	case u.Scheme != "https" && (u.Scheme != "http" || !private):
		return nil, errors.New("the webhook needs https, unless private addresses are allowed")
	case len(secret) < minSecret:
		return nil, fmt.Errorf("the secret of the webhook has %d bytes: give %d or more", len(secret), minSecret)
	}
	dialer := &net.Dialer{Timeout: 10 * time.Second}
	if !private {
		dialer.Control = refusePrivate
	}
	return &Webhook{
		url: address, secret: secret, repository: r, now: time.Now,
		client: &http.Client{
			Transport:     &http.Transport{DialContext: dialer.DialContext, TLSHandshakeTimeout: 10 * time.Second, MaxIdleConns: 4, IdleConnTimeout: time.Minute},
			CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
			Timeout:       20 * time.Second,
		},
	}, nil
}

// errPrivate tells that a webhook's name leads into the own network.
var errPrivate = errors.New("the webhook's address is private")

// shared is carrier-grade NAT (RFC 6598).
var shared = netip.MustParsePrefix("100.64.0.0/10")

// refusePrivate looks at the address that is dialled, after the name was
// resolved.
func refusePrivate(_, address string, _ syscall.RawConn) error {
	at, err := netip.ParseAddrPort(address)
	if err != nil {
		return err
	}
	if ip := at.Addr().Unmap(); !ip.IsGlobalUnicast() || ip.IsPrivate() || shared.Contains(ip) {
		return errPrivate
	}
	return nil
}

// message is what a webhook is told.
type message struct {
	Type      string    `json:"type"` // such as application.decided, upload.read
	Timestamp time.Time `json:"timestamp"`
	Data      struct {
		Application string `json:"application"`
		Sequence    int    `json:"sequence,omitempty"` // of the event
		Upload      string `json:"upload,omitempty"`   // SHA-256 of the upload that was read
	} `json:"data"`
}

// Deliver implements queue.Messenger.
func (w *Webhook) Deliver(ctx context.Context, n queue.Notice) error {
	id, m, err := w.message(ctx, n)
	if err != nil {
		return err
	}
	body, err := json.Marshal(m)
	if err != nil {
		return err
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, w.url, bytes.NewReader(body))
	if err != nil {
		return err
	}
	timestamp := strconv.FormatInt(w.now().Unix(), 10)
	req.Header.Set("Content-Type", "application/json")
	req.Header.Set("Webhook-Id", id)
	req.Header.Set("Webhook-Timestamp", timestamp)
	req.Header.Set("Webhook-Signature", Sign(w.secret, id, timestamp, body))
	resp, err := w.client.Do(req)
	if err != nil {
		return fmt.Errorf("webhook: %w", err)
	}
	defer resp.Body.Close()
	if resp.StatusCode/100 != 2 {
		return fmt.Errorf("webhook: answered %s", resp.Status)
	}
	return nil
}

// message is the same for the same notice, its identifier too, so that it can be
// told apart from a new one when it comes twice.
func (w *Webhook) message(ctx context.Context, n queue.Notice) (id string, m message, err error) {
	m.Data.Application, m.Data.Sequence, m.Data.Upload = n.Application, n.Sequence, n.Upload
	if n.Upload != "" {
		r, err := w.repository.Result(ctx, n.Upload, n.Fingerprint)
		m.Type, m.Timestamp = "upload.read", r.Created
		return fmt.Sprintf("%s.%s.%s", n.Application, n.Upload, n.Fingerprint[:min(12, len(n.Fingerprint))]), m, err
	}
	events, err := w.repository.Events(ctx, n.Application)
	if err != nil {
		return "", m, err
	}
	if n.Sequence < 1 || n.Sequence > len(events) {
		return "", m, fmt.Errorf("event %s %d: %w", n.Application, n.Sequence, ErrNotFound)
	}
	e := events[n.Sequence-1]
	m.Type, m.Timestamp = "application."+string(e.Type), e.Time
	return e.ID, m, nil
}

// Sign is the signature of a message, as its receiver makes it again.
func Sign(secret []byte, id, timestamp string, body []byte) string {
	mac := hmac.New(sha256.New, secret)
	fmt.Fprintf(mac, "%s.%s.%s", id, timestamp, body)
	return "v1," + base64.StdEncoding.EncodeToString(mac.Sum(nil))
}

// Notifier takes notices to whoever delivers them; the queue is one.
type Notifier interface {
	Notify(ctx context.Context, n queue.Notice) error
}

// tell has the outside told of an event. It may fail: whoever must know everything
// asks the API.
func (s *Service) tell(ctx context.Context, e document.Event) {
	if s.Notifier == nil || e.Type.Internal() {
		return
	}
	if err := s.Notifier.Notify(ctx, queue.Notice{Application: e.Application, Sequence: e.Sequence}); err != nil {
		s.Log.WarnContext(ctx, "nobody was notified", "application", e.Application, "sequence", e.Sequence, "error", err)
	}
}
