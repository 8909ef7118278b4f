package seal_test

import (
	"context"
	"errors"
	"testing"

	"hecha/document"
	"hecha/pipeline/ocr"
	"hecha/pipeline/pyramid"
	"hecha/pipeline/seal"
)

// silent reads nothing, for tests that are not about text.
type silent struct{}

var _ ocr.Engine = silent{}

func (silent) Read(_ context.Context, req ocr.Request) ([]document.Line, error) {
	return make([]document.Line, len(req.Lines)), nil
}

// broken fails.
type broken struct{}

var errBroken = errors.New("broken")

func (broken) Read(context.Context, ocr.Request) ([]document.Line, error) { return nil, errBroken }

func TestReadReportsTheEnginesError(t *testing.T) {
	s := sceneOf(1, false)
	found := seal.Find(pyramid.Of(s.img), s.dpi)
	if len(found) == 0 {
		t.Fatal("nothing found")
	}
	if _, err := seal.Read(t.Context(), broken{}, s.img, found[0], 0); !errors.Is(err, errBroken) {
		t.Errorf("got %v, want the engine's error", err)
	}
}

func TestReadOfNothing(t *testing.T) {
	s := sceneOf(1, false)
	found := seal.Find(pyramid.Of(s.img), s.dpi)
	got, err := seal.Read(t.Context(), silent{}, s.img, found[0], 0)
	if err != nil {
		t.Fatal(err)
	}
	if got.Text != "" || got.Confidence != 0 || len(got.Doubt) == 0 {
		t.Errorf("got %q with confidence %v and doubts %v, want nothing, 0 and a doubt", got.Text, got.Confidence, got.Doubt)
	}
}
