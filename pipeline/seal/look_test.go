package seal_test

import (
	"fmt"
	"testing"

	"hecha/pipeline/seal"
)

func TestLook(t *testing.T) {
	for _, seed := range []int64{2, 51, 34, 67} {
		s := sceneOf(seed, false)
		if s.gray {
			continue
		}
		imps := seal.Find(s.img, s.dpi)
		if len(imps) == 0 {
			continue
		}
		ink, fill, ring, text, top := seal.Look(s.img, imps[0], 0)
		t.Log(seed, s.name, s.seals[0].Color, s.dpi, s.seals[0].Text, top, s.angle)
		p := fmt.Sprintf("/tmp/seal/look-%02d-", seed)
		save(t, p+"1ink.png", ink)
		save(t, p+"2fill.png", fill)
		save(t, p+"3ring.png", ring)
		save(t, p+"4text.png", text)
	}
}
