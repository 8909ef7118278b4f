package normalize_test

import (
	"slices"
	"testing"

	"hecha/document/normalize"
)

func TestMisreadings(t *testing.T) {
	for _, c := range []struct {
		read     string
		may, not []string
	}{
		{"2011-07", []string{"2017-07", "2011-01"}, []string{"2011-07", "2013-07", "20110-07", "201-07"}},
		{"1234", []string{"7234"}, []string{"1235", "l234", "12534"}},
		{"12345678", []string{"123456789", "012345678", "72345678"}, []string{"1234567"}},
		{"未来", []string{"末来"}, []string{"未来", "未来0", "来"}},
		{"", nil, []string{""}},
	} {
		all := slices.Collect(normalize.Misreadings(c.read))
		for _, want := range c.may {
			if !slices.Contains(all, want) {
				t.Errorf("%q may have been %q", c.read, want)
			}
		}
		for _, no := range c.not {
			if slices.Contains(all, no) {
				t.Errorf("%q cannot have been %q", c.read, no)
			}
		}
	}
}
