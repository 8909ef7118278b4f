package main

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"time"

	"hecha/document"
	"hecha/storage/index"
)

// limit is what a page is to be answered in, in 95 of 100 cases.
const limit = 50 * time.Millisecond

// open are the states in which somebody has to do something.
var open = []document.State{document.StateEmployer, document.StateWaiting, document.StateReview, document.StateSentBack}

// filters are what lists are asked for.
var filters = []struct {
	name string
	make func(*rand.Rand) index.Filter
}{
	{"everything", func(*rand.Rand) index.Filter { return index.Filter{} }},
	{"year", func(rng *rand.Rand) index.Filter { return index.Filter{Year: years[rng.IntN(len(years))]} }},
	{"exam", func(rng *rand.Rand) index.Filter { return index.Filter{Exam: pick(rng, exams)} }},
	{"state", func(rng *rand.Rand) index.Filter { return index.Filter{States: []document.State{state(rng)}} }},
	{"city", func(rng *rand.Rand) index.Filter { return index.Filter{City: pick(rng, cities)} }},
	{"city, open states", func(rng *rand.Rand) index.Filter { return index.Filter{City: pick(rng, cities), States: open} }},
	{"city, exam, year, state", func(rng *rand.Rand) index.Filter {
		return index.Filter{City: pick(rng, cities), Exam: pick(rng, exams), Year: years[0], States: []document.State{state(rng)}}
	}},
	{"city, exam, rarest", func(*rand.Rand) index.Filter {
		return index.Filter{City: cities[len(cities)-1], Exam: exams[len(exams)-1]}
	}},
	{"city, waiting, risk 40 and more", func(rng *rand.Rand) index.Filter {
		return index.Filter{City: pick(rng, cities), States: []document.State{document.StateWaiting}, MinRisk: 40}
	}},
	{"open, doubtful, over 30 days", func(*rand.Rand) index.Filter {
		return index.Filter{States: open, Doubtful: true, Before: time.Date(years[0], 10, 10, 0, 0, 0, 0, time.UTC)}
	}},
	{"reviewer, under review", func(rng *rand.Rand) index.Filter {
		return index.Filter{Reviewer: reviewer(rng), States: []document.State{document.StateReview}}
	}},
	{"reviewer", func(rng *rand.Rand) index.Filter { return index.Filter{Reviewer: reviewer(rng)} }},
	{"queue of a reviewer", func(rng *rand.Rand) index.Filter {
		city := pick(rng, cities)
		return index.Filter{City: city, States: []document.State{document.StateWaiting}, NotSpoken: fmt.Sprintf("%s-%d", city, rng.IntN(20)), Undisputed: true}
	}},
	{"city, two differ", func(rng *rand.Rand) index.Filter {
		return index.Filter{City: pick(rng, cities), States: open, Disputed: true}
	}},
	{"employer", func(rng *rand.Rand) index.Filter { return index.Filter{Employer: employer(anEmployer(rng))} }},
	{"candidate", func(rng *rand.Rand) index.Filter { return index.Filter{Owner: "c" + identifier(rng.IntN(1000))} }},
}

func state(rng *rand.Rand) document.State { return document.States[rng.IntN(len(document.States))] }

func reviewer(rng *rand.Rand) string { return fmt.Sprintf("%s-%d", pick(rng, cities), rng.IntN(20)) }

// texts are what people search for.
var texts = []struct {
	name string
	make func(*rand.Rand, document.Application) string
}{
	{"name", func(_ *rand.Rand, a document.Application) string { return a.Name }},
	{"name of two characters", func(rng *rand.Rand, _ document.Application) string {
		return string(pick(rng, surnames)) + string(pick(rng, given))
	}},
	{"surname, one character", func(rng *rand.Rand, _ document.Application) string { return string(pick(rng, surnames)) }},
	{"given name", func(_ *rand.Rand, a document.Application) string { return string([]rune(a.Name)[1:]) }},
	{"ID number", func(_ *rand.Rand, a document.Application) string { return a.IDNumber }},
	{"ID number, region", func(_ *rand.Rand, a document.Application) string { return a.IDNumber[:6] }},
	{"ID number, birth date", func(_ *rand.Rand, a document.Application) string { return a.IDNumber[6:14] }},
	{"ID number, last four", func(_ *rand.Rand, a document.Application) string { return a.IDNumber[14:] }},
	{"certificate number", func(_ *rand.Rand, a document.Application) string { return a.CertificateNumber }},
	{"certificate number, last six", func(_ *rand.Rand, a document.Application) string {
		return a.CertificateNumber[len(a.CertificateNumber)-6:]
	}},
	{"employer", func(_ *rand.Rand, a document.Application) string { return a.Employer }},
	{"employer, two of its characters", func(rng *rand.Rand, a document.Application) string {
		r := []rune(a.Employer)
		i := rng.IntN(len(r) - 1)
		return string(r[i : i+2])
	}},
	{"employer, four of its characters", func(rng *rand.Rand, a document.Application) string {
		r := []rune(a.Employer)
		i := rng.IntN(len(r) - 3)
		return string(r[i : i+4])
	}},
	{"公司", func(*rand.Rand, document.Application) string { return "公司" }},
	{"nothing has it", func(*rand.Rand, document.Application) string { return "没有这个" }},
}

// scopes are where people search.
var scopes = []struct {
	name string
	make func(*rand.Rand) index.Filter
}{
	{"everywhere", func(*rand.Rand) index.Filter { return index.Filter{} }},
	{"in a city", func(rng *rand.Rand) index.Filter { return index.Filter{City: cities[rng.IntN(len(cities))]} }},
	{"in a city, one state", func(rng *rand.Rand) index.Filter {
		return index.Filter{City: cities[rng.IntN(len(cities))], Year: years[0], States: []document.State{document.StateReview}}
	}},
}

// measurement asks one kind of query again and again.
type measurement struct {
	x   *index.Index
	c   commands
	rng *rand.Rand
}

func measure(ctx context.Context, x *index.Index, c commands) error {
	m := measurement{x, c, rand.New(rand.NewPCG(3, 3))}
	fmt.Printf("%-52s %8s %8s %8s\n", "milliseconds of", "p50", "p95", "most")
	for _, order := range []index.Order{index.OrderRisk, index.OrderOldest} {
		for _, f := range filters {
			name := "list by " + string(order) + ": " + f.name
			if err := m.list(ctx, name, order, f.make); err != nil {
				return err
			}
		}
	}
	for _, scope := range scopes {
		for _, t := range texts {
			err := m.pages(ctx, "search "+scope.name+": "+t.name, func() (index.Query, bool, error) {
				r, err := load(ctx, identifier(m.rng.IntN(c.Applications)))
				return index.Query{Filter: scope.make(m.rng), Text: t.make(m.rng, r.Case.Application)}, true, err
			})
			if err != nil {
				return err
			}
		}
	}
	return m.rest(ctx)
}

// list measures first pages and such that are up to 10,000 applications deep.
func (m measurement) list(ctx context.Context, name string, order index.Order, filter func(*rand.Rand) index.Filter) error {
	err := m.pages(ctx, name, func() (index.Query, bool, error) {
		return index.Query{Filter: filter(m.rng), Order: order}, true, nil
	})
	if err != nil {
		return err
	}
	var deep []index.Query
	for range 5 {
		q := index.Query{Filter: filter(m.rng), Order: order, Limit: 500}
		for range 20 {
			page, err := m.x.List(ctx, q)
			if err != nil {
				return err
			}
			if q.After = page.Next; q.After == "" {
				break
			}
			deep = append(deep, q)
		}
	}
	return m.pages(ctx, name+", deep", func() (index.Query, bool, error) {
		if len(deep) == 0 {
			return index.Query{}, false, nil
		}
		q := deep[m.rng.IntN(len(deep))]
		q.Limit = 0
		return q, true, nil
	})
}

// pages measures queries; ok is false where there are none.
func (m measurement) pages(ctx context.Context, name string, next func() (q index.Query, ok bool, err error)) error {
	return m.times(name, func() (func() error, error) {
		q, ok, err := next()
		if !ok || err != nil {
			return nil, err
		}
		return func() error {
			began := time.Now()
			_, err := m.x.List(ctx, q)
			if took := time.Since(began); m.c.Slow && took > limit {
				fmt.Printf("  %v %+v\n", took.Round(time.Millisecond), q)
			}
			return err
		}, nil
	})
}

// times runs what next makes and prints how long it took.
func (m measurement) times(name string, next func() (func() error, error)) error {
	var took []time.Duration
	for range m.c.Runs {
		do, err := next()
		if err != nil {
			return err
		}
		if do == nil {
			return nil
		}
		began := time.Now()
		if err := do(); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		took = append(took, time.Since(began))
	}
	slices.Sort(took)
	mark := ""
	p95 := took[len(took)*95/100]
	if p95 > limit {
		mark = "  slow"
	}
	fmt.Printf("%-52s %8.1f %8.1f %8.1f%s\n", name, ms(took[len(took)/2]), ms(p95), ms(took[len(took)-1]), mark)
	return nil
}

func ms(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }

// rest measures what is no list.
func (m measurement) rest(ctx context.Context) error {
	some := func() string { return identifier(m.rng.IntN(m.c.Applications)) }
	for _, q := range []struct {
		name string
		do   func() error
	}{
		{"counts by state", func() error { _, err := m.x.CountStates(ctx, index.Filter{}); return err }},
		{"counts by state of a city", func() error {
			_, err := m.x.CountStates(ctx, index.Filter{City: pick(m.rng, cities)})
			return err
		}},
		{"one application", func() error { _, err := m.x.Get(ctx, some()); return err }},
		{"uploads to read, of which there are none", func() error {
			for _, err := range m.x.Unread(ctx, current) {
				return err
			}
			return nil
		}},
		{"update of an application", func() error { return m.x.Update(ctx, load, some()) }},
	} {
		if err := m.times(q.name, func() (func() error, error) { return q.do, nil }); err != nil {
			return err
		}
	}
	return nil
}
