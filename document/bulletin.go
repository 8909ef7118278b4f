package document

import (
	"slices"
	"time"
)

// Bulletin is what the office announces of the reviews: of which exams, until when,
// and where. It is one version of that: versions are numbered and each holds the
// hash of the one before it.
type Bulletin struct {
	Sequence int       `json:"sequence"` // from 1, without gaps; 0: what Hecha came with
	Previous string    `json:"previous"` // SHA-256 of the version before, as stored; empty for the first
	Changed  time.Time `json:"changed"`  // UTC, whole milliseconds
	By       Actor     `json:"by"`       // who made this version
	Sittings []Sitting `json:"sittings"`
	Offices  []Office  `json:"offices"`
}

// Sitting is an exam of a year whose candidates are reviewed.
type Sitting struct {
	Exam string `json:"exam"` // as the rules name it
	Year int    `json:"year"`
	// Review is the last day of the review and Report the last one on which its
	// results are reported, YYYY-MM-DD in China; empty: none is set.
	Review string `json:"review,omitempty"`
	Report string `json:"report,omitempty"`
}

// Is tells whether s is the exam of a name and year.
func (s Sitting) Is(exam string, year int) bool { return s.Exam == exam && s.Year == year }

// Office is where a city's reviews are done.
type Office struct {
	City    string `json:"city"`   // 市州
	Review  string `json:"review"` // telephone of those who review
	Exams   string `json:"exams"`  // telephone of those who run the exams
	Site    string `json:"site"`   // where notices are published
	Address string `json:"address,omitempty"`
}

// Sitting is the exam of a name and year; a zero one where it is not announced.
func (b Bulletin) Sitting(exam string, year int) Sitting {
	if i := slices.IndexFunc(b.Sittings, func(s Sitting) bool { return s.Is(exam, year) }); i >= 0 {
		return b.Sittings[i]
	}
	return Sitting{}
}

// Office is that of a city; a zero one where there is none.
func (b Bulletin) Office(city string) Office {
	if i := slices.IndexFunc(b.Offices, func(o Office) bool { return o.City == city }); i >= 0 {
		return b.Offices[i]
	}
	return Office{}
}

// CityNamed is a city that has an office, as the bulletin writes it: 长沙 is 长沙市.
// False gives the name back.
func (b Bulletin) CityNamed(name string) (city string, ok bool) {
	for _, o := range b.Offices {
		if name != "" && (o.City == name || o.City == name+"市") {
			return o.City, true
		}
	}
	return name, false
}

// WithSitting is b with s in the place of the same exam and year, or at the end.
func (b Bulletin) WithSitting(s Sitting) Bulletin {
	b.Sittings = with(b.Sittings, s, func(have Sitting) bool { return have.Is(s.Exam, s.Year) })
	return b
}

// WithoutSitting is b without an exam of a year.
func (b Bulletin) WithoutSitting(exam string, year int) Bulletin {
	b.Sittings = slices.DeleteFunc(slices.Clone(b.Sittings), func(s Sitting) bool { return s.Is(exam, year) })
	return b
}

// Postponed is b with other deadlines for every sitting that had these.
func (b Bulletin) Postponed(review, report, laterReview, laterReport string) Bulletin {
	b.Sittings = slices.Clone(b.Sittings)
	for i, s := range b.Sittings {
		if s.Review == review && s.Report == report {
			b.Sittings[i].Review, b.Sittings[i].Report = laterReview, laterReport
		}
	}
	return b
}

// WithOffice is b with o in the place of the office of the same city, or at the end.
func (b Bulletin) WithOffice(o Office) Bulletin {
	b.Offices = with(b.Offices, o, func(have Office) bool { return have.City == o.City })
	return b
}

// WithoutOffice is b without the office of a city.
func (b Bulletin) WithoutOffice(city string) Bulletin {
	b.Offices = slices.DeleteFunc(slices.Clone(b.Offices), func(o Office) bool { return o.City == city })
	return b
}

// with is a copy of a list in which an element stands in the place of the one that
// it replaces, or at the end.
func with[T any](list []T, v T, replaces func(T) bool) []T {
	list = slices.Clone(list)
	if i := slices.IndexFunc(list, replaces); i >= 0 {
		list[i] = v
		return list
	}
	return append(list, v)
}

// BulletinChange is what a version of a bulletin says differently from the one
// before it: of a sitting or of an office, of which the other two are nil. Before is
// nil for what is new, After for what was taken away.
type BulletinChange struct {
	SittingBefore, SittingAfter *Sitting
	OfficeBefore, OfficeAfter   *Office
}

// ChangesSince are what b says differently from the version before it.
func (b Bulletin) ChangesSince(before Bulletin) (all []BulletinChange) {
	for _, c := range differences(before.Sittings, b.Sittings, func(a, b Sitting) bool { return a.Is(b.Exam, b.Year) }) {
		all = append(all, BulletinChange{SittingBefore: c.before, SittingAfter: c.after})
	}
	for _, c := range differences(before.Offices, b.Offices, func(a, b Office) bool { return a.City == b.City }) {
		all = append(all, BulletinChange{OfficeBefore: c.before, OfficeAfter: c.after})
	}
	return all
}

// difference is an element before and after; nil: it was not there.
type difference[T any] struct{ before, after *T }

func differences[T comparable](before, after []T, same func(a, b T) bool) (all []difference[T]) {
	for _, old := range before {
		i := slices.IndexFunc(after, func(v T) bool { return same(v, old) })
		switch {
		case i < 0:
			all = append(all, difference[T]{&old, nil})
		case after[i] != old:
			all = append(all, difference[T]{&old, &after[i]})
		}
	}
	for _, v := range after {
		if !slices.ContainsFunc(before, func(old T) bool { return same(v, old) }) {
			all = append(all, difference[T]{nil, &v})
		}
	}
	return all
}
