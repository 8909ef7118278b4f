package pages

import (
	"cmp"
	"slices"
	"time"

	"hecha/document"
	"hecha/storage/index"
)

// deadline is an exam of a year with its deadlines, and how many of its applications
// are open.
type deadline struct {
	document.Sitting
	Open                   int
	ReviewLeft, ReportLeft daysLeft
}

// daysLeft is how many days there are until a day; nil Days: no day is set.
type daysLeft struct{ Days *int }

// Over tells whether the day is over.
func (d daysLeft) Over() bool { return d.Days != nil && *d.Days < 0 }

// leftUntil counts the days from today to a day, both YYYY-MM-DD.
func leftUntil(day, today string) daysLeft {
	then, err := time.Parse(time.DateOnly, day)
	now, wrong := time.Parse(time.DateOnly, today)
	if err != nil || wrong != nil {
		return daysLeft{}
	}
	days := int(then.Sub(now).Hours() / 24)
	return daysLeft{&days}
}

// today is the day in China.
func today() string { return time.Now().In(china).Format(time.DateOnly) }

// deadlinesOf are the exams that counts speak of and that have deadlines in the
// bulletin: what is due first before the rest.
func deadlinesOf(b document.Bulletin, counts []index.Count, today string) (all []deadline) {
	for _, c := range counts {
		s := b.Sitting(c.Exam, c.Year)
		if s.Review == "" && s.Report == "" {
			continue
		}
		i := slices.IndexFunc(all, func(d deadline) bool { return d.Is(c.Exam, c.Year) })
		if i < 0 {
			i, all = len(all), append(all, deadline{Sitting: s, ReviewLeft: leftUntil(s.Review, today), ReportLeft: leftUntil(s.Report, today)})
		}
		if slices.Contains(document.OpenStates, c.State) {
			all[i].Open += c.N
		}
	}
	slices.SortStableFunc(all, func(a, b deadline) int {
		return cmp.Or(cmp.Compare(a.Review, b.Review), cmp.Compare(b.Open, a.Open), cmp.Compare(a.Year, b.Year), cmp.Compare(a.Exam, b.Exam))
	})
	return all
}
