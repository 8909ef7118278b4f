package index

import (
	"context"
	"fmt"
	"slices"
	"unicode/utf8"
)

// found is an application and the key by which it was found.
type found struct {
	hit
	place string // the application's city
	Summary
}

// search reads the keys that begin with the text, in their order, until a page
// is full. An application that has several of them is shown at its first one.
func (x *Index) search(ctx context.Context, q Query, at *cursor) (Page, error) {
	text := searchable(q.Text)
	var hits []found
	for {
		some, err := x.hits(ctx, q, text, at)
		if err != nil {
			return Page{}, err
		}
		firsts, err := x.firsts(ctx, q, text, some)
		if err != nil {
			return Page{}, err
		}
		hits = append(hits, firsts...)
		if len(some) <= q.Limit || len(hits) > q.Limit {
			return q.hitPage(hits), nil
		}
		last := some[len(some)-1]
		at = &cursor{ID: last.ID, Hit: &last.hit, Place: last.place}
	}
}

func (q Query) hitPage(hits []found) Page {
	summaries := make([]Summary, len(hits))
	for i, h := range hits {
		summaries[i] = h.Summary
	}
	return q.page(summaries, func(Summary) cursor {
		last := hits[q.Limit-1]
		return cursor{ID: last.ID, Hit: &last.hit, Place: last.place}
	})
}

// hits are the next keys that begin with text and lead to applications that the
// filter leaves, one more than a page.
func (x *Index) hits(ctx context.Context, q Query, text string, at *cursor) ([]found, error) {
	var w where
	w.and("s.suffix >= $ AND s.suffix < $", text, text+string(utf8.MaxRune))
	if len(q.Sorts) > 0 {
		w.and("s.sort IN (" + marks(len(w.args)+1, len(q.Sorts)) + ")")
		w.args = append(w.args, anys(q.Sorts)...)
	}
	if q.City != "" {
		w.and("t.place = $", q.City)
	}
	if at != nil && at.Hit != nil {
		w.and("(s.suffix, s.sort, s.text) >= ($, $, $)", at.Hit.Suffix, at.Hit.Sort, at.Hit.Text)
		w.and("(s.suffix, s.sort, s.text, t.place, t.application) > ($, $, $, $, $)", at.Hit.Suffix, at.Hit.Sort, at.Hit.Text, at.Place, at.ID)
	}
	w.facets(q.Filter)
	w.yearAndStates(q.Filter)
	w.rest(q.Filter)
	statement := "SELECT s.suffix, s.sort, s.text, t.place, " + summaryColumns + " FROM suffixes s" +
		" JOIN terms t ON t.sort = s.sort AND t.text = s.text JOIN applications a ON a.id = t.application" + w.text() +
		" ORDER BY s.suffix, s.sort, s.text, t.place, t.application" + fmt.Sprintf(" LIMIT %d", q.Limit+1)
	return query(ctx, x.db, statement, w.args, func(scan scanner) (f found, err error) {
		return f, scan(slices.Concat([]any{&f.Suffix, &f.Sort, &f.Text, &f.place}, f.columns())...)
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
		if len(q.Sorts) == 0 || slices.Contains(q.Sorts, t.Sort) {
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
