package normalize_test

import (
	"math/rand/v2"
	"testing"

	"github.com/google/go-cmp/cmp"

	"hecha/document/normalize"
)

func span(from, to string) normalize.MonthSpan {
	first, _ := normalize.Month(from)
	last, _ := normalize.Month(to)
	return normalize.MonthSpan{First: first, Last: last}
}

func TestMonth(t *testing.T) {
	for value, want := range map[string]string{"2008-07": "2008-07", "2008-12-31": "2008-12", "2009-01-01": "2009-01"} {
		m, ok := normalize.Month(value)
		if got := normalize.FormatMonth(m); !ok || got != want {
			t.Errorf("Month(%q) = %s, %v; want %s", value, got, ok, want)
		}
	}
	if _, ok := normalize.Month("至今"); ok {
		t.Error("至今 is a month")
	}
}

func TestMonths(t *testing.T) {
	work := normalize.MonthsOf(span("2010-03", "2012-06"), span("2012-01", "2013-12"), span("2014-01", "2014-06"), span("2016-01", "2015-01"))
	if diff := cmp.Diff(normalize.Months{span("2010-03", "2014-06")}, work); diff != "" {
		t.Errorf("merged (-want +got)\n%s", diff)
	}
	study := normalize.MonthsOf(span("2009-09", "2010-05"), span("2012-09", "2013-06"), span("2014-06", "2014-09"))
	left := work.Minus(study)
	if diff := cmp.Diff(normalize.Months{span("2010-06", "2012-08"), span("2013-07", "2014-05")}, left); diff != "" {
		t.Errorf("without study (-want +got)\n%s", diff)
	}
	if got := left.Clip(0, span("2013-12", "2013-12").Last).Count(); got != 27+6 {
		t.Errorf("%d months to December 2013, want 33", got)
	}
}

// TestMonthsAgainstACalendar compares the runs with a set kept month by month.
func TestMonthsAgainstACalendar(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	draw := func() (normalize.Months, map[int]bool) {
		var spans []normalize.MonthSpan
		all := map[int]bool{}
		for range rng.IntN(5) {
			s := normalize.MonthSpan{First: rng.IntN(40)}
			s.Last = s.First + rng.IntN(9) - 1
			for m := s.First; m <= s.Last; m++ {
				all[m] = true
			}
			spans = append(spans, s)
		}
		return normalize.MonthsOf(spans...), all
	}
	for range 500 {
		a, inA := draw()
		b, inB := draw()
		union, minus := 0, 0
		for m := range 60 {
			if inA[m] || inB[m] {
				union++
			}
			if inA[m] && !inB[m] {
				minus++
			}
		}
		if got := a.Union(b).Count(); got != union {
			t.Fatalf("%v with %v: %d months, want %d", a, b, got, union)
		}
		if got := a.Minus(b).Count(); got != minus {
			t.Fatalf("%v without %v: %d months, want %d", a, b, got, minus)
		}
	}
}
