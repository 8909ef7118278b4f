package check

import (
	"math/bits"
	"slices"
	"strconv"

	"hecha/document"
)

// pictureRules are the findings of SamePictures.
var pictureRules = []Rule{
	{Code: "archive.same_file", Severity: document.SeverityError, Meaning: "the same file was handed in for another application"},
	{Code: "archive.same_picture", Severity: document.SeverityWarning, Meaning: "nearly the same picture was handed in for another application"},
	{Code: "archive.same_portrait", Severity: document.SeverityError, Meaning: "the portrait stands on a paper of another person, too"},
	{Code: "archive.same_seal", Severity: document.SeverityWarning, Meaning: "the very same image of a seal lies on a paper of another application"},
}

// SamePictures compares the pictures of an application with those of others and
// tells which it shares. A shared file or portrait is an error; a page that looks
// the same, and the image of a seal, which no two impressions have in common, a
// warning: one scan may have been copied lawfully. The findings name the other application and both places.
func SamePictures(own, others []document.Picture) []document.Finding {
	var all []document.Finding
	for _, p := range own {
		for _, o := range others {
			if o.Application == p.Application || !alike(p, o) {
				continue
			}
			f := document.Finding{
				Code: "archive.same_" + string(p.Sort), Fields: []string{string(p.Sort)},
				Args: args{"application": o.Application}, Places: []document.Place{p.Place, o.Place},
			}
			if p.Sort == document.PicturePage {
				f.Code = "archive.same_picture"
				f.Args["distance"] = strconv.Itoa(distance(p.Hash, o.Hash))
			}
			i := slices.IndexFunc(pictureRules, func(r Rule) bool { return r.Code == f.Code })
			f.Severity = pictureRules[i].Severity
			all = append(all, f)
		}
	}
	return all
}

// nearly is how many of the 64 bits of two perceptual hashes may differ for
// pictures that are nearly the same. It is customary for photographs and not
// measured here; forms of one layout have little in their pictures that differs,
// so a shared page is for a person to look at.
const nearly = 6

func alike(a, b document.Picture) bool {
	if a.Sort != b.Sort || a.Hash == "" {
		return false
	}
	switch a.Sort {
	case document.PictureFile, document.PictureSeal:
		return a.Hash == b.Hash
	case document.PicturePage, document.PicturePortrait:
		return distance(a.Hash, b.Hash) <= nearly
	}
	return false
}

// distance is in how many bits two perceptual hashes differ; 64 for what is none.
func distance(a, b string) int {
	x, errX := strconv.ParseUint(a, 16, 64)
	y, errY := strconv.ParseUint(b, 16, 64)
	if errX != nil || errY != nil {
		return 64
	}
	return bits.OnesCount64(x ^ y)
}
