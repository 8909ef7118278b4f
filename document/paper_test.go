package document_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"hecha/document"
)

func TestPaperPlace(t *testing.T) {
	quad := func(n float64) document.Quad { return document.Rect(n, n, n+1, n+1) }
	results := []document.Result{{SHA256: "a"}, {SHA256: "b", Documents: []document.Document{
		{Kind: document.Other},
		{
			Kind: document.WorkCertificate, Pages: []int{2, 3}, Region: quad(1),
			Fields:  map[string]document.Field{"name": {Page: 2, Quad: quad(2)}},
			Periods: []document.Period{{Start: document.Field{Page: 3, Quad: quad(3)}}},
			Seals:   []document.Seal{{Page: 3, Quad: quad(4)}},
		},
	}}}
	papers := document.Papers(results)
	if len(papers) != 2 {
		t.Fatalf("%d papers, want 2", len(papers))
	}
	for field, want := range map[string]document.Place{
		"":                {Page: 2, Quad: quad(1)},
		"sex":             {Page: 2, Quad: quad(1)},
		"name":            {Page: 2, Quad: quad(2)},
		"periods.0.start": {Page: 3, Quad: quad(3)},
		"periods.7.start": {Page: 2, Quad: quad(1)},
		"periods.0.what":  {Page: 2, Quad: quad(1)},
		"seals.0":         {Page: 3, Quad: quad(4)},
		"seals.1":         {Page: 2, Quad: quad(1)},
	} {
		want.Upload, want.Document, want.Kind, want.Field = "b", 1, document.WorkCertificate, field
		if diff := cmp.Diff(want, papers[1].Place(field)); diff != "" {
			t.Errorf("%q (-want +got)\n%s", field, diff)
		}
	}
}
