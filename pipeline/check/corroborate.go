package check

import (
	"slices"

	"hecha/document"
)

// The doubts about a reading that the same value settles, read for sure on another
// paper, or declared beside that. Who typed a value knows which of two look-alikes it
// holds; another reading may take the same one for the other.
var (
	settledByReading     = []document.Doubt{document.DoubtLowConfidence, document.DoubtEngines, document.DoubtCorrected, document.DoubtUnderSeal, document.DoubtExtent}
	settledByDeclaration = append([]document.Doubt{document.DoubtLookAlike, document.DoubtRareChar}, settledByReading...)
)

// corroborate records which of the facts about one thing are in doubt and borne out
// by others.
func (b *bundle) corroborate(all []fact, same func(x, y fact) verdict) {
	for _, f := range all {
		if len(f.doubts) == 0 || f.derived || b.isCorroborated(f.place) {
			continue
		}
		if by := borneOut(f, all, same); by != nil {
			b.report.Corroborated = append(b.report.Corroborated, document.Corroboration{Place: f.place, By: by})
		}
	}
}

// borneOut are the places where others have the value of f for sure, if together
// they settle every doubt about it and none says anything else for sure; or nil.
func borneOut(f fact, all []fact, same func(x, y fact) verdict) (by []document.Place) {
	open, onPaper := slices.Clone(f.doubts), false
	for _, other := range all {
		switch {
		case other.place == f.place || other.doubted:
		case same(f, other) != agrees:
			return nil
		case other.value == f.value:
			open = slices.DeleteFunc(open, other.settles)
			by = append(by, other.place)
			onPaper = onPaper || !other.place.Declared
		}
	}
	if len(open) > 0 || !onPaper { // whom a value serves settles none by saying it
		return nil
	}
	return by
}

func (b *bundle) isCorroborated(at document.Place) bool {
	return slices.ContainsFunc(b.report.Corroborated, func(c document.Corroboration) bool { return c.Place == at })
}

// settles tells whether f, which is not in doubt, settles a doubt about another
// reading of its value.
func (f fact) settles(d document.Doubt) bool {
	if f.place.Declared {
		return slices.Contains(settledByDeclaration, d)
	}
	return slices.Contains(settledByReading, d)
}
