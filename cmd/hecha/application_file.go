package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"

	"github.com/goccy/go-yaml"

	"hecha/document"
	"hecha/pipeline/policy"
)

// readApplication reads a declaration strictly: what is misspelt or in another
// form is an error that says where and how it should be.
func readApplication(rules *policy.Policy, path string) (document.Application, error) {
	var app document.Application
	data, err := os.ReadFile(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return app, fmt.Errorf("%s is not there: write down what the candidate declared, see docs/assess.md", path)
	case err != nil:
		return app, err
	}
	if err := yaml.UnmarshalWithOptions(data, &app, yaml.Strict(), yaml.CustomUnmarshaler(readList[string]), yaml.CustomUnmarshaler(readList[document.Claim])); err != nil {
		return app, fmt.Errorf("%s: %s", path, yaml.FormatError(err, false, true))
	}
	var mistakes []string
	for _, m := range rules.Mistakes(app) {
		mistakes = append(mistakes, fmt.Sprintf("  %s：%s", m.Fields[0], sayWith("reason", m.Code, m.Args)))
	}
	if len(mistakes) > 0 {
		return app, fmt.Errorf("%s:\n%s", path, strings.Join(mistakes, "\n"))
	}
	return app, nil
}

// readList takes a list, and also one text for it: one entry, or several as a form
// prints them, with 、 between them.
func readList[T ~string](list *[]T, data []byte) error {
	var entries []string
	if yaml.Unmarshal(data, &entries) != nil {
		var text string
		if err := yaml.Unmarshal(data, &text); err != nil {
			return err
		}
		entries = strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune("、，,；;", r) })
	}
	*list = nil
	for _, e := range entries {
		if e = strings.TrimSpace(e); e != "" {
			*list = append(*list, T(e))
		}
	}
	return nil
}
