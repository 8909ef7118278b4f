package pages_test

import (
	"os"
	"path/filepath"
	"regexp"
	"testing"

	"github.com/goccy/go-yaml"

	"hecha/document"
	"hecha/service"
	"hecha/web/pages"
)

func TestEveryTextIsInEveryLanguage(t *testing.T) {
	keys := map[string]bool{}
	quoted := regexp.MustCompile(`\.T "([a-z_.]+)"|"((?:signin|everywhere|people|send_back|certificate|login|password|error|office|list|declare|commitment|advice|own|history|casefile|upload|application|review)\.[a-z_]+)"`)
	for _, pattern := range []string{"templates/*.tmpl", "*.go"} {
		files, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range files {
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			for _, m := range quoted.FindAllSubmatch(data, -1) {
				keys[string(m[1])+string(m[2])] = true
			}
		}
	}
	for _, s := range document.States {
		keys["state."+string(s)] = true
		keys["firm."+string(s)] = true
		keys["progress."+string(document.Case{State: s}.Progress(0))] = true
	}
	for _, r := range append(service.Roles(), document.RoleOperator, document.RoleSystem) {
		keys["role."+string(r)], keys["by."+string(r)] = true, true
	}
	for _, e := range document.EventTypes {
		keys["event."+string(e)] = true
	}
	for _, g := range document.Grounds {
		keys["ground."+string(g)] = true
	}
	for _, e := range pages.Acts() {
		keys["act."+string(e)] = true
	}
	for _, s := range service.BulkStates {
		keys["bulk."+string(s)] = true
	}
	for _, r := range document.Refusals {
		keys["refused."+string(r)] = true
	}
	for _, key := range []string{
		"verb.confirm", "verb.correct", "verb.pass", "verb.fail", "verb.send_back", "void.result", "void.certificate", "record.none", "record.five_years", "record.permanent",
	} {
		keys[key] = true
	}
	for _, state := range []string{"machine", "agreed", "doubt", "failed", "confirmed", "changed"} {
		keys["review.state."+state] = true
	}
	for _, key := range []string{"invited", "same", "other", "doubtful"} {
		keys["firm."+key] = true
	}
	for _, code := range []string{"columns", "encoding", "quotes", "account", "twice", "exam", "year", "city", "employer", "name"} {
		keys["import."+code] = true
	}
	for _, field := range []string{"exam", "year", "review", "report", "city", "telephone", "exams", "site", "address"} {
		keys["bulletin.no_"+field] = true
	}
	for _, key := range []string{"bulletin.stale", "account.invited", "account.active", "account.disabled", "progress.received", "progress.reading", "reading.waiting", "reading.running", "reading.put_off", "reading.done", "severity.info", "severity.warning", "severity.error"} {
		keys[key] = true
	}
	for _, language := range []string{"zh-CN", "en"} {
		data, err := os.ReadFile("texts." + language + ".yaml")
		if err != nil {
			t.Fatal(err)
		}
		var texts map[string]string
		if err := yaml.Unmarshal(data, &texts); err != nil {
			t.Fatal(err)
		}
		for key := range keys {
			if texts[key] == "" {
				t.Errorf("%s has no text for %s", language, key)
			}
		}
		for key := range texts {
			if !keys[key] {
				t.Errorf("%s has a text for %s, which nothing asks for", language, key)
			}
		}
	}
}
