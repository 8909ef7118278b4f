package seal_test

import (
	"fmt"
	"image"
	"image/png"
	"math"
	"os"
	"testing"
	"time"

	"hecha/pipeline/seal"
)

func TestFindSingle(t *testing.T) {
	var spent time.Duration
	found, extra, n := map[string]int{}, map[string]int{}, map[string]int{}
	for seed := range int64(60) {
		s := sceneOf(seed, false)
		start := time.Now()
		imps := seal.Find(s.img, s.dpi)
		spent += time.Since(start)
		n[s.name]++
		want := s.seals[0].Quad.Center()
		hit := false
		for _, imp := range imps {
			r := s.seals[0].DiameterMM / 2 / 25.4 * s.dpi
			if imp.Center.Dist(want) < 0.03*r && math.Abs(imp.A/r-1) < 0.04 && imp.Shape == seal.Circle {
				hit = true
			} else {
				extra[s.name]++
				t.Logf("seed %d %s: %+v, want %v r=%.1f", seed, s.name, imp, want, r)
			}
		}
		if hit {
			found[s.name]++
		} else if dir := os.Getenv("SEAL_PNG"); dir != "" {
			save(t, fmt.Sprintf("%s/miss-%d.png", dir, seed), s.img)
		}
		if !hit {
			t.Logf("missed %d %s %s", seed, s.name, s.seals[0].Color)
		}
	}
	t.Log(found, extra, n, spent/60)
}

func save(t *testing.T, path string, img image.Image) {
	t.Helper()
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if err := png.Encode(f, img); err != nil {
		t.Fatal(err)
	}
}
