package policy_test

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// codeInSource finds the codes of steps and reasons in the package's own text.
var codeInSource = regexp.MustCompile(`(?:(?:Reason|Step)\{Code: |c\.step\(|a\.unsure\(|note\(|d\.add\(|[cC]ode :?= |code: )"([a-z_]+)"`)

func TestVocabularyIsComplete(t *testing.T) {
	v := rules(t).Vocabulary()
	known := slices.Concat(v["step"], v["reason"])
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	found := 0
	for _, file := range files {
		if strings.HasSuffix(file, "_test.go") {
			continue
		}
		source, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range codeInSource.FindAllStringSubmatch(string(source), -1) {
			found++
			if !slices.Contains(known, m[1]) {
				t.Errorf("%s uses the code %s, which the vocabulary has not", file, m[1])
			}
		}
	}
	if found < 30 {
		t.Errorf("found %d codes in the source", found)
	}
	for group, list := range v {
		if len(list) == 0 {
			t.Errorf("no words for %s", group)
		}
	}
}
