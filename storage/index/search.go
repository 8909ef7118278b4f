package index

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"
)

// found is an application and the key by which it was found.
type found struct {
	hit
	place string // the application's city
	Summary
}

// search is a page of what has a text, in the order of the keys by which it is
// found. An application that has several of them is shown at its first one.
func (x *Index) search(ctx context.Context, q Query, at *cursor) (Page, error) {
	text := searchable(q.Text)
	if q.isNarrow() {
		left, err := x.left(ctx, q.Filter, "id", func(*where) {}, "")
		if err != nil {
			return Page{}, err
		}
		return x.searchLeft(ctx, q, text, left, at)
	}
	return x.searchKeys(ctx, q, text, at)
}

// searchLeft looks at everything that the filter leaves.
func (x *Index) searchLeft(ctx context.Context, q Query, text string, left left, at *cursor) (Page, error) {
	if left.text == "" {
		return x.hitPage(ctx, q, nil)
	}
	w := where{args: left.args}
	w.and("t.application = chosen.id AND t.text LIKE $ ESCAPE '\\'", "%"+strings.NewReplacer(`\`, `\\`, "%", `\%`, "_", `\_`).Replace(text)+"%")
	statement := "SELECT t.application, t.place, t.sort, t.text FROM (" + left.text + ") AS chosen CROSS JOIN terms t" + w.text()
	terms, places := map[string][]term{}, map[string]string{}
	_, err := query(ctx, x.db, statement, w.args, func(scan scanner) (t term, err error) {
		var id, place string
		err = scan(&id, &place, &t.Sort, &t.Text)
		if q.looksAt(t.Sort) {
			terms[id], places[id] = append(terms[id], t), place
		}
		return t, err
	})
	if err != nil {
		return Page{}, err
	}
	var hits []found
	for id := range terms {
		h, ok := first(text, terms[id])
		f := found{hit: h, place: places[id], Summary: Summary{ID: id}}
		if ok && (at == nil || compareFound(f, found{*at.Hit, at.Place, Summary{ID: at.ID}}) > 0) {
			hits = append(hits, f)
		}
	}
	slices.SortFunc(hits, compareFound)
	return x.hitPage(ctx, q, hits)
}

// summarize reads the rows of what was found. Those that are gone since keep
// their ID alone.
func (x *Index) summarize(ctx context.Context, hits []found) error {
	if len(hits) == 0 {
		return nil
	}
	at := map[string]int{}
	ids := make([]any, len(hits))
	for i, h := range hits {
		at[h.ID], ids[i] = i, h.ID
	}
	_, err := query(ctx, x.db, "SELECT "+summaryColumns+" FROM applications WHERE id IN ("+marks(1, len(ids))+")", ids, func(scan scanner) (Summary, error) {
		s, err := scanSummary(scan)
		if err == nil {
			hits[at[s.ID]].Summary = s
		}
		return s, err
	})
	return err
}

// looksAt tells whether texts of a sort are searched.
func (q Query) looksAt(s Sort) bool { return len(q.Sorts) == 0 || slices.Contains(q.Sorts, s) }

func compareFound(a, b found) int {
	return cmp.Or(compareHits(a.hit, b.hit), strings.Compare(a.place, b.place), strings.Compare(a.ID, b.ID))
}

// Keys are read in chunks, each twice as large as the one before: most searches
// end in the first, and those that have to go far take few steps.
const (
	firstChunk = 64
	lastChunk  = 4096
)

// patience is the number of keys after which a text is frequent that has led to
// no full page.
var patience = firstChunk + 2*firstChunk

// searchKeys reads the keys that begin with the text, in their order, until a
// page is full.
func (x *Index) searchKeys(ctx context.Context, q Query, text string, start *cursor) (Page, error) {
	var hits []found
	at := &cursor{Hit: &hit{Suffix: text}}
	if start != nil {
		at = start
	}
	patient := true
	for chunk, read := firstChunk, 0; ; {
		if patient && read >= patience && q.isSelective() {
			patient = false
			left, err := x.left(ctx, q.Filter, "id", func(*where) {}, "")
			if err != nil {
				return Page{}, err
			}
			few, err := x.few(ctx, q, left, progress{keys: read, hits: len(hits)})
			if err != nil {
				return Page{}, err
			}
			if few {
				return x.searchLeft(ctx, q, text, left, start)
			}
		}
		statement, args := q.keys(text, *at.Hit, chunk)
		keys, err := query(ctx, x.db, statement, args, scanHit)
		if err != nil {
			return Page{}, err
		}
		if len(keys) == 0 {
			return x.hitPage(ctx, q, hits)
		}
		some, err := x.hits(ctx, q, at, statement, args)
		if err != nil {
			return Page{}, err
		}
		firsts, err := x.firsts(ctx, q, text, some)
		if err != nil {
			return Page{}, err
		}
		hits = append(hits, firsts...)
		switch {
		case len(hits) > q.Limit:
			return x.hitPage(ctx, q, hits)
		case len(some) > q.Limit: // there are more of these keys
			last := some[len(some)-1]
			at = &cursor{ID: last.ID, Hit: &last.hit, Place: last.place}
		case len(keys) < chunk:
			return x.hitPage(ctx, q, hits)
		default:
			at = &cursor{Hit: &keys[len(keys)-1], Place: string(utf8.MaxRune)}
			read += len(keys)
			chunk = min(2*chunk, lastChunk)
		}
	}
}

// progress is how many keys were read, and to how many applications they led that the
// filter leaves.
type progress struct{ keys, hits int }

// few tells whether it takes less to look at each application that is left than
// to follow the keys of a frequent text until a page of them lead to those. Either
// the keys so far say how many more it takes, of which one costs two thirds of an
// application; or the numbers do: the fewer of the city's applications are left,
// the more that a key leads to are others.
func (x *Index) few(ctx context.Context, q Query, left left, p progress) (bool, error) {
	if ahead := (q.Limit + 1 - p.hits) * p.keys / max(p.hits, 1); 3*left.count <= 2*ahead {
		return true, nil
	}
	runs, err := x.runs(ctx, Filter{City: q.City})
	total := 0
	for _, r := range runs {
		total += r.n
	}
	return left.count*left.count <= (q.Limit+1)*total, err
}

// keys is a query for the next keys that begin with text, from one on.
func (q Query) keys(text string, from hit, chunk int) (statement string, args []any) {
	var w where
	w.and("suffix < $ AND (suffix, sort, text) >= ($, $, $)", text+string(utf8.MaxRune), from.Suffix, from.Sort, from.Text)
	if len(q.Sorts) > 0 {
		w.and("sort IN ("+strings.Repeat("$, ", len(q.Sorts)-1)+"$)", anys(q.Sorts)...)
	}
	return "SELECT suffix, sort, text FROM suffixes" + w.text() + " ORDER BY suffix, sort, text" + fmt.Sprintf(" LIMIT %d", chunk), w.args
}

func scanHit(scan scanner) (h hit, err error) {
	return h, scan(&h.Suffix, &h.Sort, &h.Text)
}

// hitPage cuts what was found to a page and reads its rows.
func (x *Index) hitPage(ctx context.Context, q Query, hits []found) (Page, error) {
	shown := hits[:min(len(hits), q.Limit)]
	if err := x.summarize(ctx, shown); err != nil {
		return Page{}, err
	}
	summaries := make([]Summary, len(hits))
	for i, h := range hits {
		summaries[i] = h.Summary
	}
	return q.page(summaries, func(Summary) cursor {
		last := hits[q.Limit-1]
		return cursor{ID: last.ID, Hit: &last.hit, Place: last.place}
	}), nil
}

// hits are the next applications behind at that keys, given as a query, lead to
// and that the filter leaves, one more than a page. That the keys are few is said
// by their own query: a database that guessed how many begin with a text might
// sort all that they lead to. Where nothing is asked of the applications but
// their city, only those of the page are looked at.
func (x *Index) hits(ctx context.Context, q Query, at *cursor, keys string, args []any) ([]found, error) {
	w := where{args: slices.Clone(args)}
	w.and("t.sort = s.sort AND t.text = s.text")
	w.and("(s.suffix, s.sort, s.text, t.place, t.application) > ($, $, $, $, $)", at.Hit.Suffix, at.Hit.Sort, at.Hit.Text, at.Place, at.ID)
	if q.City != "" {
		w.and("t.place = $", q.City)
	}
	const columns = "s.suffix, s.sort, s.text, t.place, t.application"
	from := " FROM (" + keys + ") AS s CROSS JOIN terms t"
	tail := " ORDER BY " + columns + fmt.Sprintf(" LIMIT %d", q.Limit+1)
	before := len(w.terms)
	w.exam(q.Filter)
	w.yearAndStates(q.Filter)
	w.rest(q.Filter)
	if len(w.terms) > before {
		w.and("a.id = t.application")
		from += " CROSS JOIN applications a"
	}
	statement := "SELECT " + columns + from + w.text() + tail
	return query(ctx, x.db, statement, w.args, func(scan scanner) (f found, err error) {
		return f, scan(&f.Suffix, &f.Sort, &f.Text, &f.place, &f.ID)
	})
}

// firsts leaves of hits those that are the first of their application.
func (x *Index) firsts(ctx context.Context, q Query, text string, hits []found) ([]found, error) {
	if len(hits) == 0 {
		return nil, nil
	}
	ids := make([]string, len(hits))
	for i, h := range hits {
		ids[i] = h.ID
	}
	terms := map[string][]term{}
	_, err := query(ctx, x.db, "SELECT application, sort, text FROM terms WHERE application IN ("+marks(1, len(ids))+")", anys(ids), func(scan scanner) (t term, err error) {
		var id string
		err = scan(&id, &t.Sort, &t.Text)
		if q.looksAt(t.Sort) {
			terms[id] = append(terms[id], t)
		}
		return t, err
	})
	var firsts []found
	for _, h := range hits {
		if best, _ := first(text, terms[h.ID]); best == h.hit {
			firsts = append(firsts, h)
		}
	}
	return firsts, err
}
