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
// (https://www.standardwebhooks.com): identifiers, and the words that a candidate
// can be sent, signed. Whoever is told asks the API for more.
type Webhook struct {
	WebhookConfig
	client *http.Client
	now    func() time.Time
}

// WebhookConfig is what a webhook is made of.
type WebhookConfig struct {
	Address string // an https URL
	Secret  []byte // what is told is signed with it; 24 bytes or more
	// Private lets the address be http and inside the own network: whoever may set
	// it must not reach what only this machine reaches.
	Private    bool
	Repository *storage.Repository
	Telling    Telling
}

var _ queue.Messenger = (*Webhook)(nil)

// minSecret is the length, in bytes, that a secret must have.
const minSecret = 24

// NewWebhook is the webhook of c; the error says what c lacks.
func NewWebhook(c WebhookConfig) (*Webhook, error) {
	u, err := url.Parse(c.Address)
	switch {
	case err != nil || u.Host == "" || u.User != nil:
		return nil, errors.New("the address of the webhook cannot be parsed: give https://HOST/PATH without user and password")
	case u.Scheme != "https" && (u.Scheme != "http" || !c.Private):
		return nil, errors.New("the webhook needs https, unless private addresses are allowed")
	case len(c.Secret) < minSecret:
		return nil, fmt.Errorf("the secret of the webhook has %d bytes: give %d or more", len(c.Secret), minSecret)
	}
	dialer := &net.Dialer{Timeout: 10 * time.Second}
	if !c.Private {
		dialer.Control = refusePrivate
	}
	return &Webhook{
		WebhookConfig: c, now: time.Now,
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
		Application string `json:"application,omitempty"`
		Sequence    int    `json:"sequence,omitempty"` // of the event
		Upload      string `json:"upload,omitempty"`   // SHA-256 of the upload that was read
		// Account is the candidate's, or that of the machine that applied; of reminders,
		// whoever is reminded. Text is what it can be sent as it stands, in Language (BCP
		// 47); both are empty where there is nothing to tell.
		Account  string `json:"account,omitempty"`
		Text     string `json:"text,omitempty"`
		Language string `json:"language,omitempty"`
		// For reminders: in what capacity, of which deadline, YYYY-MM-DD, and of how many
		// open applications, if not of the one.
		Role     document.Role `json:"role,omitempty"`
		Deadline string        `json:"deadline,omitempty"`
		Open     int           `json:"open,omitempty"`
	} `json:"data"`
}

// Deliver implements queue.Messenger.
func (w *Webhook) Deliver(ctx context.Context, n queue.Notice) error {
	if n.Reminder != nil {
		return w.remind(ctx, reminderOf(n))
	}
	id, m, err := w.message(ctx, n)
	if err != nil {
		return err
	}
	return w.send(ctx, id, m)
}

// send tells the address a message.
func (w *Webhook) send(ctx context.Context, id string, m message) error {
	body, err := json.Marshal(m)
	if err != nil {
		return err
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, w.Address, bytes.NewReader(body))
	if err != nil {
		return err
	}
	timestamp := strconv.FormatInt(w.now().Unix(), 10)
	req.Header.Set("Content-Type", "application/json")
	req.Header.Set("Webhook-Id", id)
	req.Header.Set("Webhook-Timestamp", timestamp)
	req.Header.Set("Webhook-Signature", Sign(w.Secret, id, timestamp, body))
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

// message has the same identifier for the same notice, so that it can be told apart
// from a new one when it comes twice.
func (w *Webhook) message(ctx context.Context, n queue.Notice) (id string, m message, err error) {
	m.Data.Application, m.Data.Sequence, m.Data.Upload = n.Application, n.Sequence, n.Upload
	if n.Upload != "" {
		r, err := w.Repository.Result(ctx, n.Upload, n.Fingerprint)
		m.Type, m.Timestamp = "upload.read", r.Created
		return fmt.Sprintf("%s.%s.%s", n.Application, n.Upload, n.Fingerprint[:min(12, len(n.Fingerprint))]), m, err
	}
	events, err := w.Repository.Events(ctx, n.Application)
	if err != nil {
		return "", m, err
	}
	if n.Sequence < 1 || n.Sequence > len(events) {
		return "", m, fmt.Errorf("event %s %d: %w", n.Application, n.Sequence, ErrNotFound)
	}
	e := events[n.Sequence-1]
	m.Type, m.Timestamp, m.Data.Account = "application."+string(e.Type), e.Time, events[0].Actor.ID
	m.Data.Text, m.Data.Language, err = w.telling(ctx, events[:n.Sequence])
	return e.ID, m, err
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
