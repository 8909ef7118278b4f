package seal_test

import (
	"image/color"
	"math/rand"
	"slices"
	"testing"

	"hecha/document"
	"hecha/pipeline/pyramid"
	"hecha/pipeline/seal"
	"hecha/specimen"
)

// signsOf draws one seal on plain paper, scans it and returns what is noted.
func signsOf(t *testing.T, spec specimen.SealSpec, seed int64) document.Seal {
	t.Helper()
	rng := rand.New(rand.NewSource(seed))
	img := whitePaper(500, 500, color.RGBA{252, 250, 246, 255})
	specimen.DrawSeal(img, spec, document.Point{X: 230, Y: 240}, 200, rng)
	img = viaJPEG(noisy(blurred(img, 0.5), 3, rng), 88)
	found := seal.Find(pyramid.Of(img), 200)
	if len(found) != 1 {
		t.Fatalf("seed %d: found %d impressions, want 1", seed, len(found))
	}
	s, err := seal.Read(t.Context(), silent{}, img, found[0], 0)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestSigns(t *testing.T) {
	tests := []struct {
		name    string
		forgery specimen.SealForgery
		color   string
		sign    string
		least   int // of five impressions must show the sign
		most    int
	}{
		{"honest is not flat", specimen.SealHonest, "red", seal.SignFlatColour, 0, 0},
		{"honest blue is not flat", specimen.SealHonest, "blue", seal.SignFlatColour, 0, 0},
		{"honest is not pasted", specimen.SealHonest, "red", seal.SignPasted, 0, 0},
		{"honest is not pure red", specimen.SealHonest, "red", seal.SignPureRed, 0, 0},
		{"flat", specimen.SealFlat, "red", seal.SignFlatColour, 5, 5},
		{"flat blue", specimen.SealFlat, "blue", seal.SignFlatColour, 5, 5},
		{"some flat ones are pure red", specimen.SealFlat, "red", seal.SignPureRed, 1, 4},
		{"pasted", specimen.SealPastedIn, "red", seal.SignPasted, 4, 5},
		{"gray", specimen.SealHonest, "gray", seal.SignGrayCopy, 5, 5},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			count := 0
			for seed := range int64(5) {
				s := signsOf(t, specimen.SealSpec{Text: "湖南样本建筑有限公司", Centre: "star", Color: tt.color, Forgery: tt.forgery}, seed)
				if slices.Contains(s.Signs, tt.sign) {
					count++
				}
			}
			if count < tt.least || count > tt.most {
				t.Errorf("%s on %d of 5, want %d to %d", tt.sign, count, tt.least, tt.most)
			}
		})
	}
}

func TestImageHash(t *testing.T) {
	hash := func(f specimen.SealForgery, seed int64, x, y float64) string {
		img := whitePaper(900, 700, color.White)
		specimen.DrawSeal(img, specimen.SealSpec{Text: "湖南样本建筑有限公司", Centre: "star", Forgery: f},
			document.Point{X: x, Y: y}, 200, rand.New(rand.NewSource(seed)))
		found := seal.Find(pyramid.Of(img), 200)
		if len(found) != 1 {
			t.Fatalf("found %d impressions, want 1", len(found))
		}
		s, err := seal.Read(t.Context(), silent{}, img, found[0], 0)
		if err != nil {
			t.Fatal(err)
		}
		return s.ImageHash
	}
	here := hash(specimen.SealCopied, 1, 300, 330)
	if there := hash(specimen.SealCopied, 2, 517, 298); here != there || here == "" {
		t.Errorf("the same picture elsewhere: %q and %q", here, there)
	}
	if a, b := hash(specimen.SealHonest, 1, 300, 330), hash(specimen.SealHonest, 2, 300, 330); a == b {
		t.Error("two impressions of one seal have the same hash")
	}
}
