package index_test

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	gocmp "github.com/google/go-cmp/cmp"

	"hecha/document"
	"hecha/storage/index"
)

// suite is what an index promises, wherever it lies. Each call of location names
// an empty place.
func suite(t *testing.T, driver string, location func(*testing.T) string) {
	for name, test := range map[string]func(*testing.T, string){
		"summary": testSummary, "lists": testLists, "cursors": testCursors, "invalid queries": testInvalidQueries, "search": testSearch, "search by keys": testSearchByKeys, "search one by one": testSearchOneByOne, "odd texts": testOddTexts,
		"replace": testReplace, "overtaken": testOvertaken, "overtaken among many": testOvertakenAmongMany, "overtaken by reindex": testOvertakenByReindex, "ahead": testAhead, "crowd": testCrowd, "skip": testSkip,
		"counts": testCounts, "overrides": testOverrides, "ages": testAges, "workload": testWorkload, "unread": testUnread, "complete": testComplete, "fill": testFill,
	} {
		t.Run(name, func(t *testing.T) { test(t, location(t)) })
	}
	t.Run("schema", func(t *testing.T) { testSchema(t, driver, location(t)) })
	t.Run("dump", func(t *testing.T) {
		b := random(50)
		one, other := open(t, location(t)), open(t, location(t))
		fill(t, one, b)
		for _, id := range slices.Backward(b.ids()) {
			if err := other.Update(t.Context(), b.load, id); err != nil {
				t.Fatal(err)
			}
		}
		if diff := gocmp.Diff(dump(t, one), dump(t, other)); diff != "" || strings.Count(dump(t, one), "\n") < 500 {
			t.Errorf("rows, written at once and one by one (-once +one)\n%s", diff)
		}
	})
}

func TestSQLite(t *testing.T) {
	suite(t, "sqlite", func(t *testing.T) string { return filepath.Join(t.TempDir(), "索引 #1?.db") })
}

// A file that the index makes is for its owner alone.
func TestSQLiteFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "new", "index.db")
	fill(t, open(t, path), random(1))
	for _, name := range []string{path, path + "-wal", filepath.Dir(path)} {
		info, err := os.Stat(name)
		if err != nil || info.Mode().Perm()&0o077 != 0 {
			t.Errorf("%s: %v, %v", name, info, err)
		}
	}
	if _, err := index.Open(t.Context(), filepath.Dir(path)); err == nil || !strings.Contains(err.Error(), "is a directory") {
		t.Errorf("a folder: error %v", err)
	}
}

// What a reviewer or an employer has is found in an index alone: rows of the table lie
// anywhere, and those of a reviewer are thousands.
func TestNarrowListsAreReadFromAnIndex(t *testing.T) {
	x := open(t, filepath.Join(t.TempDir(), "index.db"))
	fill(t, x, random(200))
	for name, f := range map[string]index.Filter{
		"list_reviewer": {Reviewer: "r1", City: "株洲", States: []document.State{document.StateReview}, Doubtful: true, MinRisk: 2, ClaimedBefore: start},
		"list_employer": {Employer: "湖南建工有限公司", Year: 2021, Exam: "erjian", Before: start},
	} {
		plan, err := x.Plan(t.Context(), f)
		if err != nil || !strings.Contains(plan, "USING COVERING INDEX "+name) {
			t.Errorf("%v: not read from %s alone, %v:\n%s", f, name, err, plan)
		}
	}
}

func testSummary(t *testing.T, location string) {
	x := open(t, location)
	b := bucket{}
	until := start.Add(2 * time.Hour)
	doubted := document.Field{Value: "x", Doubt: []document.Doubt{document.DoubtLowConfidence}}
	b.add(index.Record{
		Case: document.Case{
			Application: document.Application{ID: "a", Exam: "yijian", ExamYear: 2021, Level: "考全科", City: "长沙", Name: "王伟", IDNumber: "430102199001011234", Employer: "某公司"}, Owner: "c1",
			Sequence: 9, State: document.StateReview, Since: start, Created: start, Updated: until, Submitted: start, Deadline: "2021-12-24",
			Reviewer: "r1", ClaimedUntil: until, Outcome: document.VerbPass, First: spoken(true, "r2"), Second: spoken(true, "l1"),
			Uploads: []document.Upload{{SHA256: digest(1)}, {SHA256: digest(2)}},
		},
		Results: []document.Result{{SHA256: digest(1), Fingerprint: digest(9), Documents: []document.Document{{
			Fields:   map[string]document.Field{"name": doubted},
			Periods:  []document.Period{{Start: doubted}},
			Seals:    []document.Seal{{Doubt: []document.Doubt{document.DoubtPartial}}},
			Findings: []document.Finding{{Severity: document.SeverityError}, {Severity: document.SeverityWarning}},
		}}}},
		Assessment: document.Assessment{
			Findings:    []document.Finding{{Severity: document.SeverityError}},
			Checklist:   []document.Requirement{{Status: document.StatusMissing}, {Status: document.StatusUnacceptable}, {Status: document.StatusPresent}},
			Eligibility: document.Eligibility{Outcome: document.OutcomeClose}, Risk: document.Risk{Score: 2.5},
		},
	})
	fill(t, x, b)
	got, err := x.Get(t.Context(), "a")
	if err != nil {
		t.Fatal(err)
	}
	want := index.Summary{
		ID: "a", Sequence: 9, Exam: "yijian", Year: 2021, Level: "考全科", City: "长沙", Name: "王伟", IDNumber: "430102********1234", Employer: "某公司", Owner: "c1",
		State: document.StateReview, Progress: document.ProgressUnderReview, Since: start, Created: start, Updated: until, Submitted: start, Deadline: "2021-12-24",
		Reviewer: "r1", ClaimedUntil: until, Spoke: ",r2,l1,", Disputed: true, Outcome: document.VerbPass,
		Eligibility: document.OutcomeClose, Risk: 2.5, Doubts: 3, Errors: 2, Missing: 2, Uploads: 2, Unread: 1,
	}
	if diff := gocmp.Diff(want, got); diff != "" {
		t.Errorf("summary (-want +got)\n%s", diff)
	}
	if _, err := x.Get(t.Context(), "b"); !errors.Is(err, index.ErrNotFound) {
		t.Errorf("error %v, want %v", err, index.ErrNotFound)
	}
}

// leaves tells whether a filter leaves a record, by the words of its comments.
func leaves(f index.Filter, r index.Record) bool {
	c, app := r.Case, r.Case.Application
	return (f.City == "" || f.City == app.City) && (f.Exam == "" || f.Exam == app.Exam) && (f.Year == 0 || f.Year == app.ExamYear) &&
		(len(f.States) == 0 || slices.Contains(f.States, c.State)) && (f.Reviewer == "" || f.Reviewer == c.Reviewer) &&
		(f.Employer == "" || f.Employer == app.Employer) && (f.Owner == "" || f.Owner == c.Owner) && r.Assessment.Risk.Score >= f.MinRisk && (!f.Doubtful || c.Doubts(r.Results, r.Assessment) > 0) &&
		(f.Before.IsZero() || c.Since.Before(f.Before)) && (f.ClaimedBefore.IsZero() || c.ClaimedUntil.Before(f.ClaimedBefore)) &&
		(f.NotSpoken == "" || !slices.Contains(c.Speakers(), f.NotSpoken)) && (!f.Disputed || c.Disputed()) && (!f.Undisputed || !c.Disputed()) &&
		(f.DueBefore == "" || due(f, c) != "" && due(f, c) < f.DueBefore && due(f, c) >= f.DueFrom)
}

// due is the deadline of an application, its own or that of its sitting.
func due(f index.Filter, c document.Case) string {
	if c.Deadline != "" || !slices.Contains(document.OpenStates, c.State) {
		return c.Deadline
	}
	return document.Bulletin{Sittings: f.Sittings}.Sitting(c.Application.Exam, c.Application.ExamYear).Review
}

// listed is a list made without an index.
func listed(b bucket, q index.Query) []string {
	ids := []string{}
	for id, r := range b {
		if leaves(q.Filter, r) {
			ids = append(ids, id)
		}
	}
	slices.SortFunc(ids, func(i, j string) int {
		a, b := b[i], b[j]
		switch q.Order {
		case index.OrderOldest:
			return cmp.Or(a.Case.Since.Compare(b.Case.Since), cmp.Compare(i, j))
		case index.OrderNewest:
			return cmp.Or(b.Case.Since.Compare(a.Case.Since), cmp.Compare(j, i))
		}
		return cmp.Or(cmp.Compare(b.Assessment.Risk.Score, a.Assessment.Risk.Score), cmp.Compare(i, j))
	})
	return ids
}

// filters are every condition by itself and many combinations.
func filters() []index.Filter {
	all := []index.Filter{{}}
	for _, set := range []func(*index.Filter){
		func(f *index.Filter) { f.City = "株洲" },
		func(f *index.Filter) { f.Exam = "erjian" },
		func(f *index.Filter) { f.Year = 2021 },
		func(f *index.Filter) {
			f.States = []document.State{document.StateReview, document.StateWaiting, document.StateDraft}
		},
		func(f *index.Filter) { f.Reviewer = "r1" },
		func(f *index.Filter) { f.Employer = "湖南建工有限公司" },
		func(f *index.Filter) { f.Owner = "c1" },
		func(f *index.Filter) { f.MinRisk = 2 },
		func(f *index.Filter) { f.Doubtful = true },
		func(f *index.Filter) { f.Before = start.Add(9 * time.Hour) },
		func(f *index.Filter) { f.ClaimedBefore = start.Add(90 * time.Minute) },
		func(f *index.Filter) { f.DueBefore = "2022-01-01" },
		func(f *index.Filter) {
			f.DueBefore, f.DueFrom = "2022-01-10", "2021-12-20"
			f.Sittings = []document.Sitting{{Exam: "erjian", Year: 2020, Review: "2021-12-24"}, {Exam: "yijian", Year: 2020, Review: "2021-12-19"},
				{Exam: "yijian", Year: 2021, Review: "2022-01-09"}, {Exam: "erjian", Year: 2021, Review: "2022-01-10"}}
		},
		func(f *index.Filter) { f.NotSpoken = "r_" },
		func(f *index.Filter) { f.Disputed = true },
		func(f *index.Filter) { f.Undisputed, f.NotSpoken = true, "r1" },
	} {
		few := 1 + len(all)/16
		for i, f := range slices.Clone(all) {
			if set(&f); i%few == 0 { // by itself, and together with some of the others
				all = append(all, f)
			}
		}
	}
	return all
}

func testLists(t *testing.T, location string) {
	x, b := open(t, location), random(600)
	fill(t, x, b)
	filled := 0
	for _, f := range filters() {
		for _, order := range []index.Order{index.OrderRisk, index.OrderOldest, index.OrderNewest} {
			q := index.Query{Filter: f, Order: order, Limit: 100}
			want := listed(b, q)
			if diff := gocmp.Diff(want, all(t, x, q)); diff != "" {
				t.Fatalf("%+v (-want +got)\n%s", q, diff)
			}
			filled += min(1, len(want))
		}
	}
	if filled < 100 {
		t.Errorf("only %d lists hold anything", filled)
	}
}

// A cursor goes on at its place, of equals too, also when its application has
// gone.
func testCursors(t *testing.T, location string) {
	x, b := open(t, location), random(100)
	fill(t, x, b)
	for _, order := range []index.Order{index.OrderRisk, index.OrderOldest, index.OrderNewest} {
		q := index.Query{Order: order, Limit: 3}
		if diff := gocmp.Diff(listed(b, q), all(t, x, q)); diff != "" {
			t.Errorf("%s (-want +got)\n%s", order, diff)
		}
	}
	q := index.Query{Filter: index.Filter{States: []document.State{document.StateReview}}, Limit: 2}
	want := listed(b, q)
	page, err := x.List(t.Context(), q)
	if err != nil {
		t.Fatal(err)
	}
	gone := b[page.Applications[1].ID]
	gone.Case.State = document.StatePassed
	b.add(gone)
	fill(t, x, b)
	q.After = page.Next
	if diff := gocmp.Diff(want[2:], all(t, x, q)); diff != "" {
		t.Errorf("after the last one went (-want +got)\n%s", diff)
	}
}

func testInvalidQueries(t *testing.T, location string) {
	x, b := open(t, location), random(100)
	fill(t, x, b)
	page, err := x.List(t.Context(), index.Query{Limit: 1})
	if err != nil {
		t.Fatal(err)
	}
	for name, q := range map[string]index.Query{
		"a page too large":         {Limit: 501},
		"a negative page":          {Limit: -1},
		"no such order":            {Order: "name"},
		"no such state":            {Filter: index.Filter{States: []document.State{"lost"}}},
		"no such sort":             {Text: "王", Sorts: []index.Sort{"shoe"}},
		"blanks":                   {Text: " 　"},
		"no cursor":                {After: "%"},
		"no JSON":                  {After: "AAAA"},
		"another list's cursor":    {After: page.Next, Order: index.OrderOldest},
		"a list's cursor, search":  {After: page.Next, Text: "王"},
		"a zero byte":              {Filter: index.Filter{City: "\x00"}},
		"no UTF-8":                 {Filter: index.Filter{Employer: "\xff"}},
		"a state to inject at all": {Filter: index.Filter{States: []document.State{"x') OR ('1'='1"}}},
	} {
		if _, err := x.List(t.Context(), q); !errors.Is(err, index.ErrInvalidQuery) {
			t.Errorf("%s: error %v, want %v", name, err, index.ErrInvalidQuery)
		}
	}
}

// contains tells whether a record can be found by text, by the words of
// Query.Text. Texts of these tests are in the form that is searched.
func contains(r index.Record, text string) bool {
	app := r.Case.Application
	read := r.Results[0].Documents[0].Fields["employer"].Value
	for _, w := range r.Case.Words {
		read += " " + w.Decision.Value
	}
	brackets := strings.NewReplacer("（", "(", "）", ")")
	return strings.Contains(app.Name, text) || strings.Contains(brackets.Replace(app.Employer), text) || strings.Contains(read, text) ||
		strings.HasPrefix(app.IDNumber, text) || strings.HasPrefix(app.IDNumber[6:], text) || strings.HasPrefix(app.IDNumber[12:], text) || strings.HasPrefix(app.IDNumber[14:], text) ||
		strings.HasPrefix(app.CertificateNumber, text) || strings.HasPrefix(app.CertificateNumber[len(app.CertificateNumber)-6:], text)
}

// By whichever way, the answer is the same.
func testSearchByKeys(t *testing.T, location string) {
	defer index.SetPatience(1 << 20)()
	testSearch(t, location)
}

func testSearchOneByOne(t *testing.T, location string) {
	defer index.SetPatience(0)()
	testSearch(t, location)
}

func testSearch(t *testing.T, location string) {
	x, b := open(t, location), random(300)
	fill(t, x, b)
	for _, text := range []string{"王", "伟", "王伟", "欧阳", "欧阳建国", "路桥", "建", "湖南建工有限公司", "(湖南)", "公司", "印务", "430102", "19600101", "0007", "105321201000000013", "000013", "阳建", "没有"} {
		for _, f := range []index.Filter{{}, {City: "长沙"}, {City: "湘潭", States: []document.State{document.StateReview, document.StatePassed}}, {Exam: "yijian", Year: 2021}, {Reviewer: "r1", Doubtful: true}} {
			q := index.Query{Filter: f, Text: text, Limit: 10}
			want := []string{}
			for id, r := range b {
				if leaves(f, r) && contains(r, text) {
					want = append(want, id)
				}
			}
			slices.Sort(want)
			got := all(t, x, q)
			slices.Sort(got)
			if diff := gocmp.Diff(want, got); diff != "" {
				t.Fatalf("%q, %+v (-want +got)\n%s", text, f, diff)
			}
		}
	}
	// The form of the characters does not matter.
	wide := all(t, x, index.Query{Text: "集团（湖 南）有限公司", Limit: 10})
	if diff := gocmp.Diff(all(t, x, index.Query{Text: "集团(湖南)有限公司", Limit: 10}), wide); diff != "" || len(wide) == 0 {
		t.Errorf("full-width brackets and a blank (-without +with)\n%s", diff)
	}
	// Exact hits come first.
	page, err := x.List(t.Context(), index.Query{Text: "王伟", Sorts: []index.Sort{index.SortName}, Limit: 500})
	if err != nil {
		t.Fatal(err)
	}
	longer := slices.IndexFunc(page.Applications, func(s index.Summary) bool { return s.Name != "王伟" })
	if longer < 1 || slices.ContainsFunc(page.Applications[longer:], func(s index.Summary) bool { return s.Name == "王伟" }) {
		t.Errorf("the first other name than 王伟 is number %d of %d", longer, len(page.Applications))
	}
	if got := all(t, x, index.Query{Text: "王伟", Sorts: []index.Sort{index.SortIDNumber}, Limit: 10}); len(got) > 0 {
		t.Errorf("names among ID numbers: %v", got)
	}
}

// What a database cannot hold is no reason to leave an application out.
func testOddTexts(t *testing.T, location string) {
	x, b := open(t, location), bucket{}
	b.add(index.Record{Case: document.Case{
		Application: document.Application{ID: "a", Name: "王\x00伟'%_\\", Employer: "\xff", City: "\x00"}, State: document.StateDraft,
		Words: map[document.WordKey]document.Word{{Field: "employer"}: {Decision: document.Decision{Value: strings.Repeat("长", 500)}}},
	}})
	fill(t, x, b)
	for _, keys := range []int{0, 1 << 20} {
		restore := index.SetPatience(keys)
		for _, text := range []string{"王\x00伟", "'%_\\", "%_", strings.Repeat("长", 300)} {
			if got := all(t, x, index.Query{Text: text, Limit: 10}); len(got) != 1 {
				t.Errorf("%.20q finds %d", text, len(got))
			}
		}
		if got := all(t, x, index.Query{Text: "王_伟", Limit: 10}); len(got) != 0 {
			t.Error("_ stands for any character")
		}
		restore()
	}
}

// Whatever an application was before, its rows are as if it had never been so.
func testReplace(t *testing.T, location string) {
	x, before := open(t, location), random(40)
	fill(t, x, before)
	clean := dump(t, x)
	other := bucket{}
	for id, r := range before {
		r.Case.Application.City, r.Case.Application.Name, r.Case.State = "衡阳", "赵改", document.StateArchived
		r.Case.Uploads = append(slices.Clone(r.Case.Uploads), document.Upload{SHA256: digest(5000)})
		r.Case.Words = map[document.WordKey]document.Word{{Field: "employer"}: {Decision: document.Decision{Value: "改名公司"}}}
		other[id] = r
	}
	fill(t, x, other)
	if dump(t, x) == clean {
		t.Fatal("nothing was written")
	}
	fill(t, x, before)
	fill(t, x, before)
	if diff := gocmp.Diff(clean, dump(t, x)); diff != "" {
		t.Errorf("rows after there and back (-want +got)\n%s", diff)
	}
}

// What was loaded before somebody else wrote is loaded again.
func testOvertaken(t *testing.T, location string) {
	x, b := open(t, location), random(1)
	id := b.ids()[0]
	for _, round := range []string{"insert", "update"} {
		loads := 0
		err := x.Update(t.Context(), func(ctx context.Context, id string) (index.Record, error) {
			stale := b[id]
			if loads++; loads == 1 {
				fresh := stale
				fresh.Assessment.Risk.Score += 10
				b.add(fresh)
				if err := x.Update(ctx, b.load, id); err != nil {
					t.Error(err)
				}
			}
			return stale, nil
		}, id)
		if err != nil || loads != 2 {
			t.Errorf("%s: %d loads, %v", round, loads, err)
		}
		got, err := x.Get(t.Context(), id)
		if err != nil || got.Risk != b[id].Assessment.Risk.Score {
			t.Errorf("%s: risk %v, want %v; %v", round, got.Risk, b[id].Assessment.Risk.Score, err)
		}
	}
}

// An index is filled while somebody writes one of the applications all the time.
func testOvertakenAmongMany(t *testing.T, location string) {
	x, b := open(t, location), random(32)
	busy, writes := b.ids()[20], 0
	load := func(ctx context.Context, id string) (index.Record, error) {
		r, err := b.load(ctx, id)
		if id == busy && writes < 12 {
			writes++
			err = errors.Join(err, x.Update(ctx, b.load, id))
		}
		return r, err
	}
	if err := x.Update(t.Context(), load, b.ids()...); err != nil {
		t.Fatal(err)
	}
	for _, id := range b.ids() {
		if _, err := x.Get(t.Context(), id); err != nil {
			t.Error(err)
		}
	}
}

// The index is made anew by somebody who has seen more, after a writer looked at it
// and before it writes.
func testOvertakenByReindex(t *testing.T, location string) {
	x, b := open(t, location), random(1)
	id, loads := b.ids()[0], 0
	fill(t, x, b)
	err := x.Update(t.Context(), func(context.Context, string) (index.Record, error) {
		stale := b[id]
		if loads++; loads == 1 {
			fresh := stale
			fresh.Assessment.Risk.Score += 10
			b.add(fresh)
			anew, err := index.Recreate(t.Context(), location)
			if err != nil {
				return stale, err
			}
			defer anew.Close()
			fill(t, anew, b)
		}
		return stale, nil
	}, id)
	got, failed := x.Get(t.Context(), id)
	if err != nil || failed != nil || loads != 2 || got.Risk != b[id].Assessment.Risk.Score {
		t.Errorf("%d loads, risk %v, want %v; %v, %v", loads, got.Risk, b[id].Assessment.Risk.Score, err, failed)
	}
}

func testAhead(t *testing.T, location string) {
	x, b := open(t, location), random(1)
	fill(t, x, b)
	before := dump(t, x)
	r := b[b.ids()[0]]
	r.Case.Sequence, r.Case.State = 2, "older"
	b.add(r)
	if err := x.Update(t.Context(), b.load, b.ids()...); !errors.Is(err, index.ErrAhead) || !strings.Contains(err.Error(), "hecha reindex") {
		t.Errorf("error %v, want %v and what to do", err, index.ErrAhead)
	}
	if diff := gocmp.Diff(before, dump(t, x)); diff != "" {
		t.Errorf("rows (-want +got)\n%s", diff)
	}
}

// Many write the same applications at the same moment; what stands there in the
// end is what the truth was in the end.
func testCrowd(t *testing.T, location string) {
	x, b := open(t, location), random(6)
	var mu sync.Mutex
	load := func(_ context.Context, id string) (index.Record, error) {
		mu.Lock()
		defer mu.Unlock()
		return b[id], nil
	}
	var wg sync.WaitGroup
	for writer := range 6 {
		wg.Go(func() {
			for act := range 5 {
				mu.Lock()
				ids := b.ids()
				r := b[ids[(writer+act)%len(ids)]]
				r.Case.Sequence++
				r.Case.State = document.States[(r.Case.Sequence+writer)%len(document.States)]
				r.Case.Application.Name = fmt.Sprintf("王%d", r.Case.Sequence)
				b.add(r)
				mu.Unlock()
				if err := x.Update(t.Context(), load, ids[(writer+act)%len(ids)], ids[writer]); err != nil {
					t.Error(err)
				}
			}
		})
	}
	wg.Wait()
	crowd := dump(t, x)
	if err := x.Close(); err != nil {
		t.Fatal(err)
	}
	fresh, err := index.Recreate(t.Context(), location)
	if err != nil {
		t.Fatal(err)
	}
	defer fresh.Close()
	fill(t, fresh, b)
	if diff := gocmp.Diff(dump(t, fresh), crowd); diff != "" {
		t.Errorf("rows (-want +got)\n%s", diff)
	}
}

func testSkip(t *testing.T, location string) {
	x, b := open(t, location), random(3)
	ids := b.ids()
	broken := errors.New("broken")
	load := func(ctx context.Context, id string) (index.Record, error) {
		if id == ids[1] {
			return index.Record{}, index.ErrSkip
		}
		return b.load(ctx, id)
	}
	if err := x.Update(t.Context(), load, ids...); err != nil {
		t.Fatal(err)
	}
	got, err := x.Sequences(t.Context(), ids)
	if diff := gocmp.Diff(map[string]int{ids[0]: 3, ids[2]: 3}, got); err != nil || diff != "" {
		t.Errorf("sequences, %v (-want +got)\n%s", err, diff)
	}
	before := dump(t, x)
	err = x.Update(t.Context(), func(context.Context, string) (index.Record, error) { return index.Record{}, broken }, ids...)
	if !errors.Is(err, broken) || dump(t, x) != before {
		t.Errorf("error %v, want %v and nothing written", err, broken)
	}
	if err := x.Update(t.Context(), func(context.Context, string) (index.Record, error) { return b[ids[0]], nil }, ids[1]); err == nil {
		t.Error("an application was written in the place of another")
	}
}

func testCounts(t *testing.T, location string) {
	x, b := open(t, location), random(200)
	fill(t, x, b)
	for _, f := range []index.Filter{{}, {City: "长沙"}, {Exam: "yijian", Year: 2020}, {States: []document.State{document.StateReview}}} {
		want, sum := map[document.State]int{}, 0
		for _, r := range b {
			if leaves(f, r) {
				want[r.Case.State]++
				sum++
			}
		}
		got, err := x.CountStates(t.Context(), f)
		if diff := gocmp.Diff(want, got); err != nil || diff != "" {
			t.Errorf("%+v, %v (-want +got)\n%s", f, err, diff)
		}
		counts, err := x.Counts(t.Context(), f)
		for _, c := range counts {
			sum -= c.N
		}
		if err != nil || sum != 0 {
			t.Errorf("%+v: counts differ by %d, %v", f, sum, err)
		}
	}
}

func testAges(t *testing.T, location string) {
	x, b := open(t, location), random(300)
	fill(t, x, b)
	moments := []time.Time{start, start.Add(5 * time.Hour), start.Add(12 * time.Hour), start.Add(100 * time.Hour)}
	for _, f := range []index.Filter{{}, {City: "长沙", States: []document.State{document.StateReview, document.StateWaiting}}, {Exam: "yijian", Year: 2020}, {Reviewer: "r1"}, {City: "没有"}} {
		want := make([]int, len(moments))
		for _, r := range b {
			for i, m := range moments {
				if leaves(f, r) && r.Case.Since.Before(m) {
					want[i]++
				}
			}
		}
		got, err := x.Ages(t.Context(), f, moments...)
		if diff := gocmp.Diff(want, got); diff != "" || err != nil {
			t.Errorf("%+v, %v (-want +got)\n%s", f, err, diff)
		}
	}
}

// What people changed is counted for every filter, also after applications moved and
// words were taken back.
func testOverrides(t *testing.T, location string) {
	x, b := open(t, location), random(200)
	fill(t, x, b)
	moved := b["a-0003"]
	moved.Case.Application.City = "衡阳"
	b.add(moved)
	silent := b["a-0004"]
	silent.Case.Words = nil
	b.add(silent)
	fill(t, x, b)
	for _, f := range []index.Filter{{}, {City: "长沙"}, {City: "衡阳"}, {Exam: "yijian", Year: 2020}} {
		want := index.Override{Kind: document.WorkCertificate, Field: "employer"}
		for _, r := range b {
			field := r.Results[0].Documents[0].Fields["employer"]
			w, said := r.Case.Settled(document.Papers(r.Results)[0], "employer", field.Value)
			if !said || !leaves(f, r) {
				continue
			}
			sure, changed := len(field.Doubt) == 0, w.Decision.Value != field.Value
			for counter, counts := range map[*int]bool{&want.Looked: true, &want.Changed: changed, &want.SureLooked: sure, &want.SureChanged: sure && changed} {
				if counts {
					*counter++
				}
			}
		}
		got, err := x.Overrides(t.Context(), f)
		if want.Looked > 0 && (len(got) != 1 || got[0] != want) || want.Looked == 0 && len(got) > 0 || err != nil {
			t.Errorf("%+v: %+v, %v; want %+v", f, got, err, want)
		}
		if f.City == "" && f.Exam == "" && (want.Changed == 0 || want.Changed == want.Looked || want.SureChanged == 0) {
			t.Errorf("the test shows nothing: %+v", want)
		}
	}
}

func testUnread(t *testing.T, location string) {
	x, b := open(t, location), random(60)
	shared := b["a-0001"]
	shared.Case.Uploads = append(shared.Case.Uploads, document.Upload{SHA256: digest(0), Received: start.Add(time.Minute)})
	b.add(shared)
	fill(t, x, b)
	want := map[string]string{"a-0001 " + digest(0): ""}
	for id, r := range b {
		if got := r.Results[0]; got.Fingerprint != digest(1) {
			want[id+" "+got.SHA256] = got.Fingerprint
		}
	}
	got := map[string]string{}
	for u, err := range x.Unread(t.Context(), digest(1)) {
		if err != nil {
			t.Fatal(err)
		}
		if len(got) == 0 && (u.Application != "a-0001" || !u.Received.Equal(start.Add(time.Minute))) {
			t.Errorf("first is %+v, not what was never read", u)
		}
		got[u.Application+" "+u.SHA256] = u.Fingerprint
	}
	if diff := gocmp.Diff(want, got); diff != "" {
		t.Errorf("unread (-want +got)\n%s", diff)
	}
	ids, err := x.ApplicationsOf(t.Context(), digest(0))
	if diff := gocmp.Diff([]string{"a-0000", "a-0001"}, ids); err != nil || diff != "" {
		t.Errorf("applications, %v (-want +got)\n%s", err, diff)
	}
}

func testComplete(t *testing.T, location string) {
	x := open(t, location)
	for _, want := range []bool{false, true} {
		if got, err := x.Complete(t.Context()); err != nil || got != want {
			t.Errorf("complete %v, %v; want %v", got, err, want)
		}
		if err := x.Fill(t.Context(), bucket{}.heads, bucket{}.load, index.Everything, func(int) {}); err != nil {
			t.Fatal(err)
		}
	}
	x.Close()
	if got, err := open(t, location).Complete(t.Context()); err != nil || !got {
		t.Errorf("opened again: complete %v, %v", got, err)
	}
}

// heads yields the ends of all chains.
func (b bucket) heads(yield func(document.Head, error) bool) {
	for _, id := range b.ids() {
		if !yield(document.Head{Application: id, Sequence: b[id].Case.Sequence}, nil) {
			return
		}
	}
}

func testFill(t *testing.T, location string) {
	x, b := open(t, location), random(450)
	var mu sync.Mutex
	loaded, gone := 0, 0
	load := func(ctx context.Context, id string) (index.Record, error) {
		mu.Lock()
		defer mu.Unlock()
		loaded++
		return b.load(ctx, id)
	}
	done := func(n int) { gone += n }
	if err := x.Fill(t.Context(), b.heads, load, index.Behind, done); err != nil || loaded != 450 || gone != 450 {
		t.Fatalf("%d loaded, %d gone through, %v", loaded, gone, err)
	}
	if complete, err := x.Complete(t.Context()); !complete || err != nil {
		t.Errorf("complete %v, %v", complete, err)
	}
	want := dump(t, x)
	changed := b["a-0300"]
	changed.Case.Sequence++
	changed.Case.Reviewer = "r9"
	b.add(changed)
	loaded = 0
	if err := x.Fill(t.Context(), b.heads, load, index.Behind, done); err != nil || loaded != 1 || dump(t, x) == want {
		t.Errorf("%d loaded, %v", loaded, err)
	}
	want = dump(t, x)
	x.Close()
	x, err := index.Recreate(t.Context(), location)
	if err != nil {
		t.Fatal(err)
	}
	defer x.Close()
	if err := x.Fill(t.Context(), b.heads, load, index.Everything, done); err != nil {
		t.Fatal(err)
	}
	if diff := gocmp.Diff(want, dump(t, x)); diff != "" {
		t.Errorf("rows, made anew (-before +after)\n%s", diff)
	}
	broken := errors.New("broken")
	failing := func(yield func(document.Head, error) bool) { yield(document.Head{}, broken) }
	if err := x.Fill(t.Context(), failing, load, index.Everything, done); !errors.Is(err, broken) {
		t.Errorf("error %v, want %v", err, broken)
	}
}

func testSchema(t *testing.T, driver, location string) {
	x, b := open(t, location), random(3)
	fill(t, x, b)
	x.Close()
	for change, says := range map[string]string{
		"UPDATE schema_version SET version = 0":   "an older program",
		"UPDATE schema_version SET version = 999": "a newer program",
		"DROP TABLE schema_version":               "does not say which",
	} {
		raw(t, driver, location, change)
		if _, err := index.Open(t.Context(), location); !errors.Is(err, index.ErrSchema) || !strings.Contains(err.Error(), says) || !strings.Contains(err.Error(), "hecha reindex") {
			t.Errorf("%s: error %v, want %v, %s and what to do", change, err, index.ErrSchema, says)
		}
		fresh, err := index.Recreate(t.Context(), location)
		if err != nil {
			t.Fatal(err)
		}
		if page, err := fresh.List(t.Context(), index.Query{}); err != nil || len(page.Applications) > 0 {
			t.Errorf("made anew: %d applications, %v", len(page.Applications), err)
		}
		fresh.Close()
	}
}

// raw changes a database behind the index's back.
func raw(t *testing.T, driver, location, statement string) {
	t.Helper()
	if driver == "sqlite" {
		location = "file:" + strings.NewReplacer("?", "%3f", "#", "%23").Replace(location)
	}
	db, err := sql.Open(driver, location)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if _, err := db.ExecContext(t.Context(), statement); err != nil {
		t.Fatal(err)
	}
}

func testWorkload(t *testing.T, location string) {
	x, b := open(t, location), random(300)
	fill(t, x, b)
	for _, f := range filters() {
		want := map[index.ReviewerLoad]int{}
		for _, r := range b {
			c := r.Case
			asked := index.Filter{City: f.City, Exam: f.Exam, Year: f.Year, States: f.States}
			if c.Reviewer != "" && leaves(asked, r) {
				want[index.ReviewerLoad{Reviewer: c.Reviewer, State: c.State}]++
			}
		}
		got, err := x.Workload(t.Context(), f)
		if err != nil {
			t.Fatal(err)
		}
		for _, l := range got {
			n := l.N
			l.N = 0
			if want[l] != n {
				t.Fatalf("%+v: %s has %d that are %s, want %d", f, l.Reviewer, n, l.State, want[l])
			}
			delete(want, l)
		}
		if len(want) > 0 {
			t.Fatalf("%+v: not told: %v", f, want)
		}
	}
}
