package normalize_test

import (
	"slices"
	"testing"

	"hecha/document/normalize"
)

func TestRareLookAlikes(t *testing.T) {
	for known, rare := range map[rune]rune{'箸': '箬', '龚': '䶮'} {
		if got := normalize.RareLookAlikes(known); !slices.Contains(got, rare) {
			t.Errorf("%c may stand for %q, want %c among them", known, string(got), rare)
		}
	}
	if got := normalize.RareLookAlikes('A'); len(got) > 0 {
		t.Errorf("A may stand for %q", string(got))
	}
}

func TestEveryday(t *testing.T) {
	for r, want := range map[rune]bool{'中': true, '明': true, '龚': true, '箸': false, '婷': false, '䶮': false, 'A': false} {
		if got := normalize.Everyday(r); got != want {
			t.Errorf("%c is everyday: %t", r, got)
		}
	}
}
