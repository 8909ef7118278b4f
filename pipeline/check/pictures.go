package check

import (
	"hash/fnv"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"hecha/document"
	"hecha/document/normalize"
)

// pictureRules are the findings of SamePictures.
var pictureRules = []Rule{
	{Code: "archive.same_file", Severity: document.SeverityError, Meaning: "the same file was handed in for the application of somebody else"},
	{Code: "archive.same_page", Severity: document.SeverityWarning, Meaning: "a paper that says nearly the same was handed in for the application of somebody else"},
	{Code: "archive.same_portrait", Severity: document.SeverityWarning, Meaning: "the portrait seems to stand on a paper of another person, too"},
	{Code: "archive.same_seal", Severity: document.SeverityWarning, Meaning: "the very same image of a seal lies on a paper of another application"},
	{Code: "archive.same_number", Severity: document.SeverityError, Meaning: "a certificate of the same number was handed in for the application of somebody else"},
}

// SamePictures compares the pictures of an application with those of others and
// tells which it shares with the application of somebody else. The findings name
// the other application and both places. What is only nearly the same, and the
// image of a seal, which no two impressions have in common but two copies of one
// scan have, is for a person to look at.
func SamePictures(own, others []document.Picture) []document.Finding {
	var all []document.Finding
	for _, p := range own {
		for _, o := range others {
			if o.Application == p.Application || p.Holder != "" && o.Holder == p.Holder || !alike(p, o) {
				continue
			}
			f := document.Finding{
				Code: "archive.same_" + string(p.Sort), Fields: []string{string(p.Sort)},
				Args: args{"application": o.Application}, Places: []document.Place{p.Place, o.Place},
			}
			i := slices.IndexFunc(pictureRules, func(r Rule) bool { return r.Code == f.Code })
			f.Severity = pictureRules[i].Severity
			all = append(all, f)
		}
	}
	return all
}

// What counts as nearly the same: how well two portraits must correlate, and which
// share of the lines of two papers must be common. See docs/assess.md for what was
// measured.
const (
	nearPortrait = 0.955
	samePage     = 0.8
	fewestLines  = 8
)

func alike(a, b document.Picture) bool {
	if a.Sort != b.Sort || a.Hash == "" {
		return false
	}
	switch a.Sort {
	case document.PictureFile, document.PictureSeal, document.PictureNumber:
		return a.Hash == b.Hash
	case document.PicturePortrait:
		return samePortrait(a.Hash, b.Hash)
	case document.PicturePage:
		return a.Place.Kind == b.Place.Kind && common(a.Hash, b.Hash) >= samePage
	}
	return false
}

// lineDigits are the digits of one line in a sketch.
const lineDigits = 4

// Sketch is the Document.Sketch of a paper with these lines. It leaves out
// punctuation, which readers see or do not, and lines of one sign.
func Sketch(lines []document.Line) string {
	var all []string
	for _, l := range lines {
		text := strings.Map(func(r rune) rune {
			if unicode.IsLetter(r) || unicode.IsDigit(r) {
				return r
			}
			return -1
		}, normalize.Fold(l.Text))
		if utf8.RuneCountInString(text) < 2 {
			continue
		}
		h := fnv.New32a()
		h.Write([]byte(text))
		sum := h.Sum32()
		digits := strconv.FormatUint(uint64(sum>>16^sum&0xffff)|0x10000, 16)
		all = append(all, digits[1:])
	}
	slices.Sort(all)
	return strings.Join(all, "")
}

// common is the share of lines that two sketches have in common, of the one with
// more; 0 for papers of few lines, which are alike by chance.
func common(a, b string) float64 {
	x, y := len(a)/lineDigits, len(b)/lineDigits
	if min(x, y) < fewestLines {
		return 0
	}
	n, i, j := 0, 0, 0
	for i < x && j < y {
		p, q := a[lineDigits*i:lineDigits*i+lineDigits], b[lineDigits*j:lineDigits*j+lineDigits]
		switch {
		case p == q:
			n, i, j = n+1, i+1, j+1
		case p < q:
			i++
		default:
			j++
		}
	}
	return float64(n) / float64(max(x, y))
}
