package evaluate

import (
	"cmp"
	"maps"
	"math"
	"slices"
)

// reliability compares confidence with truth over the values that were given.
func reliability(all []Outcome) Reliability {
	const bins = 10
	r := Reliability{Bins: make([]Bin, bins)}
	for i := range r.Bins {
		r.Bins[i].From = float64(i) / bins
	}
	n := 0
	for _, o := range all {
		if o.Got == "" {
			continue
		}
		c, right := o.Field.Confidence, float64(one(o.Right))
		b := &r.Bins[min(max(int(c*bins), 0), bins-1)]
		b.N, b.Mean, b.Right = b.N+1, b.Mean+c, b.Right+right
		r.Brier += (c - right) * (c - right)
		n++
	}
	if n == 0 {
		return r
	}
	for i := range r.Bins {
		b := &r.Bins[i]
		if b.N > 0 {
			r.ECE += math.Abs(b.Mean-b.Right) / float64(n)
			b.Mean, b.Right = b.Mean/float64(b.N), b.Right/float64(b.N)
		}
	}
	r.Brier /= float64(n)
	return r
}

// timing sums the readings of the files in wanted.
func timing(readings []Reading, wanted map[string][]Expected) Time {
	t := Time{Stages: map[string]float64{}}
	var ms []float64
	sum := 0.0
	for _, r := range readings {
		want, ok := wanted[r.File]
		if !ok || r.Err != nil {
			continue
		}
		t.Pages += pagesOf(r, want)
		ms = append(ms, r.MS)
		sum += r.MS
		for stage, v := range r.Result.TimingMS {
			t.Stages[stage] += v
		}
	}
	if t.Pages == 0 {
		return t
	}
	t.MSPerPage = sum / float64(t.Pages)
	for stage := range t.Stages {
		t.Stages[stage] /= float64(t.Pages)
	}
	slices.Sort(ms)
	t.Median, t.P95 = quantile(ms, 0.5), quantile(ms, 0.95)
	return t
}

// pagesOf is the number of pages of a file: as the truth says, or the highest
// that anything was found on.
func pagesOf(r Reading, want []Expected) int {
	n := 1
	for _, e := range want {
		n = max(n, e.Pages, e.Page)
	}
	for _, d := range r.Result.Documents {
		for _, p := range d.Pages {
			n = max(n, p)
		}
	}
	return n
}

// quantile of sorted, by nearest rank.
func quantile(sorted []float64, q float64) float64 {
	return sorted[max(int(math.Ceil(q*float64(len(sorted))))-1, 0)]
}

func sortedKeys[K cmp.Ordered, V any](m map[K]V) []K { return slices.Sorted(maps.Keys(m)) }
