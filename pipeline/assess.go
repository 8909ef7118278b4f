package pipeline

import (
	"maps"
	"slices"
	"strconv"
	"time"

	"hecha/document"
	"hecha/document/normalize"
	"hecha/pipeline/check"
	"hecha/pipeline/policy"
)

// Assess says what can be said about one application from what was declared and
// what was read: which papers are owed and there, where they contradict each
// other, whether the candidate was entitled, and how much a reviewer should
// worry. It is pure: the same arguments give the same assessment, and today
// counts only where the application names no day of review.
func Assess(rules *policy.Policy, app document.Application, results []document.Result, today time.Time) document.Assessment {
	if day, err := time.Parse(time.DateOnly, app.ReviewDate); err == nil {
		today = day
	}
	papers := document.Papers(results)
	across := check.Application(app, papers, today)
	a := document.Assessment{Policy: rules.Version(), NotChecked: orNone(across.NotChecked)}
	a.Corroborated = orNone(across.Corroborated)
	papers = settled(papers, a.Corroborated)
	a.Eligibility = rules.Eligibility(app, papers)
	a.Checklist = rules.Checklist(app, papers, a.Eligibility)
	a.Findings = orNone(slices.Concat(across.Findings, rules.Findings(app, a.Checklist, a.Eligibility, papers)))
	a.Risk = rules.Risk(a, papers)
	return a
}

// Shared adds to an assessment what the application's pictures have in common
// with those of others, and weighs it anew.
func Shared(rules *policy.Policy, a document.Assessment, results []document.Result, own, others []document.Picture) document.Assessment {
	a.Findings = slices.Concat(a.Findings, check.SamePictures(own, others))
	a.Risk = rules.Risk(a, settled(document.Papers(results), a.Corroborated))
	return a
}

// settled are papers without the doubts of what is corroborated, for the rules.
func settled(papers []document.Paper, corroborated []document.Corroboration) []document.Paper {
	out := slices.Clone(papers)
	for i, p := range papers {
		own := *p.Document
		own.Fields = maps.Clone(p.Fields)
		for _, c := range corroborated {
			if f, ok := own.Fields[c.Place.Field]; ok && p.Holds(c.Place) {
				f.Doubt = []document.Doubt{}
				own.Fields[c.Place.Field] = f
			}
		}
		out[i].Document = &own
	}
	return out
}

// orNone makes an empty list of nil, so that the JSON has [].
func orNone[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}

// Pictures are the parts of an application by which it can be found again in
// others, see check.SamePictures. Files that could not be read are among them.
func Pictures(application string, app document.Application, results []document.Result) []document.Picture {
	papers := document.Papers(results)
	var all []document.Picture
	add := func(sort document.PictureSort, hash string, at document.Place) {
		if hash != "" {
			all = append(all, document.Picture{Application: application, Holder: holder(app, papers), Sort: sort, Hash: hash, Place: at})
		}
	}
	for _, r := range results {
		add(document.PictureFile, r.SHA256, document.Place{Upload: r.SHA256})
	}
	for _, p := range papers {
		add(document.PicturePage, p.Sketch, p.Place(""))
		if p.Portrait != nil {
			add(document.PicturePortrait, p.Portrait.Thumb, p.Place("portrait"))
		}
		for i, s := range p.Seals {
			add(document.PictureSeal, s.ImageHash, p.Place("seals."+strconv.Itoa(i)))
		}
		for _, name := range []string{"certificate_number", "verification_code"} {
			if f, ok := p.Field(name); ok && len(f.Doubt) == 0 && len(f.Value) >= shortestNumber {
				add(document.PictureNumber, string(p.Kind)+" "+f.Value, p.Place(name))
			}
		}
	}
	return all
}

// shortestNumber is the length from which on a number belongs to one certificate
// alone; old ones begin anew at every school.
const shortestNumber = 12

// holder is the identity number of whom an application is about, as declared or
// on a card.
func holder(app document.Application, papers []document.Paper) string {
	if app.IDNumber != "" {
		return app.IDNumber
	}
	for _, p := range papers {
		if f, ok := p.Field("id_number"); ok && p.Kind == document.IDCardPortrait && normalize.IDCheck(f.Value) {
			return f.Value
		}
	}
	return ""
}
