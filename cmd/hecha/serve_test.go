package main

import (
	"bytes"
	"errors"
	"image/jpeg"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"hecha/document"
	"hecha/specimen"
)

// program is this test as hecha, with a data folder of its own.
type program struct {
	t   *testing.T
	dir string
	env []string // beside it
}

func (p program) command(args ...string) *exec.Cmd {
	cmd := exec.Command(os.Args[0], args...)
	cmd.Env = slices.Concat(os.Environ(), []string{asCommand + "=1", "HECHA_DATA=" + p.dir}, p.env)
	cmd.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL}
	return cmd
}

// output is what a command prints; an error if it fails.
func (p program) output(args ...string) (string, error) {
	out, err := p.command(args...).Output()
	return strings.TrimSpace(string(out)), err
}

// serve runs a service until the test ends or stop is called, which returns what
// it logged.
func (p program) serve() (address string, stop func() string) {
	p.t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		p.t.Fatal(err)
	}
	address = l.Addr().String()
	l.Close()
	var log bytes.Buffer
	cmd := p.command("serve", "--listen", address)
	cmd.Stderr = &log
	if err := cmd.Start(); err != nil {
		p.t.Fatal(err)
	}
	p.t.Cleanup(func() { cmd.Process.Kill() })
	for end := time.Now().Add(2 * time.Minute); ; time.Sleep(100 * time.Millisecond) {
		if _, err := p.output("ready", "http://"+address); err == nil {
			break
		}
		if time.Now().After(end) {
			p.t.Fatal("the service does not answer")
		}
	}
	return address, func() string {
		if err := errors.Join(cmd.Process.Signal(syscall.SIGTERM), cmd.Wait()); err != nil {
			p.t.Errorf("serve, told to end: %v", err)
		}
		return log.String()
	}
}

// The service without any configuration: a token, an application, a card, its
// fields; and not a word about the person in the log.
func TestServe(t *testing.T) {
	p := program{t: t, dir: t.TempDir()}
	address, stop := p.serve()
	secret, err := p.output("token", "add", "--account", "c-1", "--role", "candidate", "--scope", "read,hand_in")
	if err != nil {
		t.Fatal(err)
	}
	card := specimen.Draw(document.IDCardPortrait, specimen.Tune, 11)[0]
	person := card.Documents[0].Fields
	file := filepath.Join(t.TempDir(), person["name"]+".jpg")
	writeJPEG(t, file, card)
	c, ctx := client{"http://" + address, secret}, t.Context()
	id, err := c.create(ctx, document.Application{Exam: "一级建造师", ExamYear: 2020, EducationPath: document.PathRegular, EducationLevel: "本科", Name: person["name"], IDNumber: person["id_number"]})
	if err != nil {
		t.Fatal(err)
	}
	sum, err := c.upload(ctx, id, file)
	if err != nil {
		t.Fatal(err)
	}
	for done := false; !done; time.Sleep(100 * time.Millisecond) {
		if done, err = c.done(ctx, id, sum); err != nil {
			t.Fatal(err)
		}
	}
	r, err := c.result(ctx, id, sum)
	if err != nil {
		t.Fatal(err)
	}
	if len(r.Documents) != 1 || r.Documents[0].Fields["id_number"].Value != person["id_number"] {
		t.Errorf("result %+v", r)
	}
	log := stop()
	for _, secret := range []string{person["name"], person["id_number"], person["address"], secret} {
		if strings.Contains(log, secret) {
			t.Errorf("the log holds %s", secret)
		}
	}
	if !strings.Contains(log, `"msg":"upload read"`) {
		t.Errorf("log:\n%s", log)
	}
}

func writeJPEG(t *testing.T, path string, page specimen.Page) {
	t.Helper()
	var buf bytes.Buffer
	if err := jpeg.Encode(&buf, page.Image, nil); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, buf.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
}

// A token's secret is shown once; it is listed without it and can be taken back.
func TestTokenCommand(t *testing.T) {
	p := program{t: t, dir: t.TempDir()}
	secret, err := p.output("token", "add", "--account", "r-1", "--role", "reviewer", "--city", "长沙市", "--scope", "read,decide", "--note", "desk")
	if err != nil {
		t.Fatal(err)
	}
	list, err := p.output("token", "list")
	if err != nil || strings.Contains(list, secret) || !strings.Contains(list, "长沙市") || !strings.Contains(list, "read,decide") {
		t.Fatalf("list, %v:\n%s", err, list)
	}
	id := strings.Fields(strings.Split(list, "\n")[1])[0]
	if _, err := p.output("token", "revoke", id); err != nil {
		t.Fatal(err)
	}
	if list, err = p.output("token", "list"); err != nil || strings.Contains(list, id) {
		t.Errorf("list after the revocation, %v:\n%s", err, list)
	}
	for name, args := range map[string][]string{
		"a reviewer of no city": {"--account", "r-1", "--role", "reviewer", "--scope", "read"},
		"an unknown role":       {"--account", "r-1", "--role", "king", "--scope", "read"},
		"an unknown scope":      {"--account", "r-1", "--role", "auditor", "--scope", "rule"},
		"a name as the account": {"--account", "王伟", "--role", "auditor", "--scope", "read"},
	} {
		if out, err := p.output(append([]string{"token", "add"}, args...)...); err == nil {
			t.Errorf("%s: %s", name, out)
		}
	}
}

// Workers in other processes cannot share a queue inside one.
func TestWorkNeedsAQueue(t *testing.T) {
	p := program{t: t, dir: t.TempDir()}
	for _, args := range [][]string{{"work"}, {"serve", "--no-work"}} {
		if out, err := p.output(args...); err == nil {
			t.Errorf("%v: %s", args, out)
		}
	}
}
