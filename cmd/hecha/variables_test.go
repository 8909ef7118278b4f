package main

import (
	"testing"

	"github.com/alecthomas/kong"
)

// variables are the environment variables of all flags.
func variables(t *testing.T) []string {
	t.Helper()
	var cli commands
	parser, err := kong.New(&cli, defaults())
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	err = kong.Visit(parser.Model, func(node kong.Visitable, next kong.Next) error {
		if flag, ok := node.(*kong.Flag); ok {
			names = append(names, flag.Envs...)
		}
		return next(nil)
	})
	if err != nil {
		t.Fatal(err)
	}
	return names
}
