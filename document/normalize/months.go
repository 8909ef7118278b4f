package normalize

import (
	"fmt"
	"slices"
)

// MonthSpan is a run of calendar months, both ends with it. A month is counted
// from January of the year 0: 12·year + month - 1. A span whose Last lies before
// its First holds no month.
type MonthSpan struct{ First, Last int }

// Months is a set of calendar months, as runs in order that neither overlap nor
// touch; so one month counts once, however many papers attest it.
type Months []MonthSpan

// Month is the month of a canonical date; ok is false when value is none.
func Month(value string) (month int, ok bool) {
	t, _, ok := ParseDate(value)
	return 12*t.Year() + int(t.Month()) - 1, ok
}

// FormatMonth writes a month as YYYY-MM.
func FormatMonth(month int) string { return fmt.Sprintf("%04d-%02d", month/12, month%12+1) }

// MonthsOf is the set of all months of spans.
func MonthsOf(spans ...MonthSpan) Months {
	spans = slices.DeleteFunc(slices.Clone(spans), func(s MonthSpan) bool { return s.Last < s.First })
	slices.SortFunc(spans, func(a, b MonthSpan) int { return a.First - b.First })
	var set Months
	for _, s := range spans {
		if n := len(set); n > 0 && s.First <= set[n-1].Last+1 {
			set[n-1].Last = max(set[n-1].Last, s.Last)
			continue
		}
		set = append(set, s)
	}
	return set
}

// Union is the set of the months of either.
func (m Months) Union(o Months) Months { return MonthsOf(slices.Concat(m, o)...) }

// Minus is the set of the months of m that o does not hold.
func (m Months) Minus(o Months) Months {
	var out Months
	for _, s := range m {
		for _, cut := range o {
			if cut.Last < s.First || cut.First > s.Last {
				continue
			}
			if cut.First > s.First {
				out = append(out, MonthSpan{s.First, cut.First - 1})
			}
			s.First = cut.Last + 1
		}
		if s.First <= s.Last {
			out = append(out, s)
		}
	}
	return out
}

// Clip is the set of the months of m from first to last.
func (m Months) Clip(first, last int) Months {
	var out Months
	for _, s := range m {
		s = MonthSpan{max(s.First, first), min(s.Last, last)}
		if s.First <= s.Last {
			out = append(out, s)
		}
	}
	return out
}

// Count is the number of months.
func (m Months) Count() int {
	n := 0
	for _, s := range m {
		n += s.Last - s.First + 1
	}
	return n
}
