package web_test

import (
	"net/http"
	"strings"
	"testing"

	"hecha/document"
)

// No log line of a whole way holds who it is about or what a file is called, and
// one identifier leads from a request to the reading of what it sent.
func TestLogsHoldNoPersonalData(t *testing.T) {
	h := open(t)
	h.work()
	c := h.candidate("c-1")
	app := c.create()
	r := c.do("POST", "/api/applications/"+app.ID+"/uploads", photo(t, 1),
		"Content-Disposition", `attachment; filename*=UTF-8''%E6%A0%B7%E6%9C%AC%E7%94%B2.jpg`, "X-Request-Id", "request-7").want(t, http.StatusAccepted)
	u := into[document.Upload](t, r)
	if u.Name != "样本甲.jpg" || r.Header.Get("X-Request-Id") != "request-7" {
		t.Errorf("upload %+v, headers %v", u, r.Header)
	}
	c.follow(app.ID, u.SHA256)
	c.do("GET", "/api/applications/"+app.ID+"/uploads/"+u.SHA256+"/result", nil).want(t, http.StatusOK)
	mistaken := declared()
	mistaken["id_number"] = "110105"
	c.do("POST", "/api/applications", mistaken).want(t, http.StatusUnprocessableEntity)
	c.do("GET", "/api/applications/"+app.ID+"/uploads/nothing?name=样本甲", nil)
	h.stop()
	log := h.log.String()
	for _, secret := range []string{"样本甲", "%E6%A0%B7", "11010519491231002", "11010519491231", c.secret, employer} {
		if strings.Contains(log, secret) {
			t.Errorf("the log has %s", secret)
		}
	}
	for _, want := range []string{`"msg":"upload read"`, `"correlation":"request-7"`, `"request":"request-7"`, `"operation":"upload"`} {
		if !strings.Contains(log, want) {
			t.Errorf("the log lacks %s", want)
		}
	}
}

func TestMetrics(t *testing.T) {
	h := open(t)
	h.work()
	c := h.candidate("c-1")
	app := c.create()
	c.follow(app.ID, c.upload(app.ID, photo(t, 1)).SHA256)
	c.do("POST", "/api/applications/"+app.ID+"/uploads", []byte("text"))
	h.stop() // what is stored may not be counted yet
	gathered, err := h.registry.Gather()
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]float64{}
	for _, family := range gathered {
		for _, m := range family.GetMetric() {
			name := family.GetName()
			for _, l := range m.GetLabel() {
				name += " " + l.GetValue()
			}
			got[name] = m.GetCounter().GetValue() + m.GetGauge().GetValue() + float64(m.GetHistogram().GetSampleCount())
		}
	}
	for name, want := range map[string]float64{
		"hecha_uploads_received_total accepted": 1, "hecha_uploads_received_total refused": 1, "hecha_uploads_read_total ok": 1,
		"hecha_reading_seconds": 1, "hecha_stage_seconds ocr": 1, "hecha_fields_total yes": 1, "hecha_task_failures_total": 0,
		"hecha_looks_total": 1, "hecha_request_seconds upload 202": 1, "hecha_request_seconds upload 415": 1,
	} {
		if v, ok := got[name]; !ok || v != want {
			t.Errorf("%s is %v, want %v", name, v, want)
		}
	}
}
