package seal_test

import (
	"fmt"
	"os"
	"strconv"
	"strings"
	"testing"

	"hecha/pipeline/seal"
)

func TestLook(t *testing.T) {
	for _, f := range strings.Fields(os.Getenv("SEAL_SEEDS")) {
		seed, _ := strconv.ParseInt(f, 10, 64)
		draw := sceneOf
		if os.Getenv("SEAL_PAGES") != "" {
			draw = pageOf
		}
		s := draw(seed, os.Getenv("SEAL_UNSEEN") != "")
		imps := seal.Find(s.img, s.dpi)
		if len(imps) == 0 {
			continue
		}
		images, centre := seal.Look(s.img, imps[0], 0)
		t.Log(seed, s.name, s.seals[0].Color, s.dpi, s.seals[0].Text, centre)
		for name, img := range images {
			save(t, fmt.Sprintf("/tmp/seal/look-%02d-%s.png", seed, name), img)
		}
	}
}
