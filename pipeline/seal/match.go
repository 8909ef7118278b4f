package seal

import (
	"strings"

	"hecha/document/normalize"
)

// Agreement is how a seal's text stands to the name that should be there.
type Agreement string

// The agreements, from the best. The values are public: findings carry them.
const (
	Same      Agreement = "same"       // but for brackets, blanks and width
	Contained Agreement = "contained"  // one is the other with a branch or department added
	LookAlike Agreement = "look_alike" // only characters differ that are taken for each other, or one in six
	Different Agreement = "different"
	Unread    Agreement = "unread" // there is nothing to compare
)

// Match compares the text on a seal with a name, such as the employer's in the
// signature block. It never tells which of the two is right.
func Match(sealText, name string) Agreement {
	a, b := plain(sealText), plain(name)
	if a == "" || b == "" {
		return Unread
	}
	switch {
	case a == b:
		return Same
	case contains(a, b) || contains(b, a):
		return Contained
	case normalize.SameButLookAlike(a, b), nearly(a, b):
		return LookAlike
	}
	return Different
}

// plain is a name without brackets, blanks and the word for seal at its end.
func plain(s string) string {
	s = string(normalize.Comparable(s))
	s = strings.Map(func(r rune) rune {
		if strings.ContainsRune("()[]{}<>\"'〔〕【】《》「」“”‘’", r) {
			return -1
		}
		return r
	}, s)
	for _, end := range []string{"盖章", "公章"} {
		s = strings.TrimSuffix(s, end)
	}
	return s
}

// contains tells whether long names a part of the organisation short: it begins
// with that name. Four characters at least, for 大学 is in many names.
func contains(long, short string) bool {
	return len([]rune(short)) >= 4 && strings.HasPrefix(long, short)
}

// nearly tells whether at most one character in six was read otherwise.
func nearly(a, b string) bool {
	x, y := []rune(a), []rune(b)
	limit := float64(max(len(x), len(y))) / 6
	return normalize.FoldedDistance(x, y, limit) <= limit
}
