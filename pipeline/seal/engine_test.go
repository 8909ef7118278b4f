package seal_test

import (
	"context"
	"errors"
	"image"
	"image/color"
	"image/draw"
	"math/rand"
	"slices"
	"testing"

	"hecha/document"
	"hecha/pipeline/ocr"
	"hecha/pipeline/pyramid"
	"hecha/pipeline/seal"
	"hecha/specimen"
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

// Where another paper lies over the seal up to its text, the text may go on below.
func TestReadDoubtsWhatIsHidden(t *testing.T) {
	for _, hidden := range []bool{false, true} {
		img := whitePaper(600, 600, color.White)
		rng := rand.New(rand.NewSource(3))
		spec := specimen.SealSpec{Text: "湖南样本建筑安装工程有限公司", Centre: "star"}
		specimen.DrawSeal(img, spec, document.Point{X: 300, Y: 300}, 300, rng)
		if hidden {
			draw.Draw(img, image.Rect(0, 340, 600, 600), image.White, image.Point{}, draw.Src)
		}
		found := seal.Find(pyramid.Of(img), 300)
		if len(found) == 0 {
			t.Fatal("nothing found")
		}
		got, err := seal.Read(t.Context(), silent{}, img, found[0], 0)
		if err != nil {
			t.Fatal(err)
		}
		if slices.Contains(got.Doubt, document.DoubtPartial) != hidden {
			t.Errorf("hidden %v: doubts %v", hidden, got.Doubt)
		}
	}
}
