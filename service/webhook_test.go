package service_test

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"hecha/document"
	"hecha/pipeline/queue"
	"hecha/service"
	"hecha/storage"
	"hecha/storage/dir"
)

var secret = []byte("a secret of more than 24 bytes")

// say tells what it was asked to say.
func say(language, code string, args map[string]string) string {
	return fmt.Sprintf("%s %s %s %s %s", language, code, args["exam"], args["year"], args["date"])
}

// repository holds one application of one event.
func repository(t *testing.T) *storage.Repository {
	t.Helper()
	b, err := dir.Open(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { b.Close() })
	r := storage.New(b, t.TempDir())
	e, err := document.NewEvent("a-1", nil, time.Now(), document.Actor{Role: document.RoleCandidate, ID: "c-1"}, document.EventCreated, document.Application{Name: "样本甲"})
	if err != nil {
		t.Fatal(err)
	}
	if err := r.AppendEvent(t.Context(), e); err != nil {
		t.Fatal(err)
	}
	return r
}

func TestWebhook(t *testing.T) {
	r := repository(t)
	status := http.StatusOK
	var ids []string
	receiver := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, req *http.Request) {
		body, err := io.ReadAll(req.Body)
		if err != nil {
			t.Error(err)
		}
		id, timestamp := req.Header.Get("Webhook-Id"), req.Header.Get("Webhook-Timestamp")
		if got, want := req.Header.Get("Webhook-Signature"), service.Sign(secret, id, timestamp, body); got != want {
			t.Errorf("signature %s, want %s", got, want)
		}
		var m struct {
			Type string
			Data struct {
				Application string
				Sequence    int
			}
		}
		if err := json.Unmarshal(body, &m); err != nil || m.Type != "application.created" || m.Data.Application != "a-1" || m.Data.Sequence != 1 {
			t.Errorf("message %s, %v", body, err)
		}
		if strings.Contains(string(body), "样本甲") {
			t.Error("a name is in the message")
		}
		ids = append(ids, id)
		w.WriteHeader(status)
	}))
	defer receiver.Close()
	hook, err := service.NewWebhook(service.WebhookConfig{Address: receiver.URL, Secret: secret, Private: true, Repository: r, Telling: say})
	if err != nil {
		t.Fatal(err)
	}
	notice := queue.Notice{Application: "a-1", Sequence: 1}
	for _, tc := range []struct {
		status int
		ok     bool
	}{{http.StatusOK, true}, {http.StatusFound, false}, {http.StatusInternalServerError, false}} {
		status = tc.status
		if err := hook.Deliver(t.Context(), notice); (err == nil) != tc.ok {
			t.Errorf("answered %d: %v", tc.status, err)
		}
	}
	if len(ids) != 3 || ids[0] != ids[1] {
		t.Errorf("identifiers %v; want the same each time", ids)
	}
}

// The signature is that of the example that the authors of Standard Webhooks give
// in their documentation of verifying by hand.
func TestSign(t *testing.T) {
	key, err := base64.StdEncoding.DecodeString("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
	if err != nil {
		t.Fatal(err)
	}
	got := service.Sign(key, "msg_p5jXN8AQM9LWM0D4loKWxJek", "1614265330", []byte(`{"test": 2432232314}`))
	if want := "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="; got != want {
		t.Errorf("signature %s, want %s", got, want)
	}
}

// A name that leads into the own network is refused when it is dialled, whatever
// it looked like when it was set.
func TestWebhookRefusesPrivateAddresses(t *testing.T) {
	r := repository(t)
	for _, address := range []string{
		"https://127.0.0.1:1/", "https://[::1]:1/", "https://10.1.2.3/", "https://192.168.0.1/", "https://169.254.169.254/",
		"https://100.64.0.1/", "https://[::ffff:127.0.0.1]:1/", "https://localhost:1/", "https://0.0.0.0:1/",
	} {
		hook, err := service.NewWebhook(service.WebhookConfig{Address: address, Secret: secret, Repository: r, Telling: say})
		if err != nil {
			t.Fatal(err)
		}
		if err := hook.Deliver(t.Context(), queue.Notice{Application: "a-1", Sequence: 1}); err == nil || !strings.Contains(err.Error(), "private") {
			t.Errorf("%s: %v", address, err)
		}
	}
	for address, key := range map[string][]byte{
		"http://example.com/": secret, "https://": secret, "https://u:p@example.com/": secret, "https://example.com/": []byte("short"),
	} {
		if _, err := service.NewWebhook(service.WebhookConfig{Address: address, Secret: key, Repository: r, Telling: say}); err == nil {
			t.Errorf("%s with a secret of %d bytes was taken", address, len(key))
		}
	}
}
