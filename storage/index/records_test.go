package index_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"hecha/document"
	"hecha/storage/index"
)

var start = time.Date(2021, 12, 1, 8, 0, 0, 0, time.UTC)

// digest is a SHA-256 that stands for n.
func digest(n int) string { return fmt.Sprintf("%064x", n) }

// bucket stands for the truth: what Load finds.
type bucket map[string]index.Record

func (b bucket) load(_ context.Context, id string) (index.Record, error) { return b[id], nil }

func (b bucket) ids() []string {
	var ids []string
	for id := range b {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	return ids
}

// random are n applications with few different values, so that much is equal.
func random(n int) bucket {
	rng := rand.New(rand.NewPCG(7, 7))
	pick := func(of ...string) string { return of[rng.IntN(len(of))] }
	b := bucket{}
	for i := range n {
		b.add(index.Record{
			Case: document.Case{
				Words: reviewed(digest(i), pick("湖南建工", "王伟印务厂", "")),
				First: spoken(i%5 == 0, pick("r1", "r_", "r_1")), Second: spoken(i%10 == 0, "l1"),
				Application: document.Application{
					ID: fmt.Sprintf("a-%04d", i), Exam: pick("yijian", "erjian", "jianli"), ExamYear: 2020 + rng.IntN(2), City: pick("长沙", "株洲", "湘潭"),
					Name:              pick("王", "李", "欧阳") + pick("伟", "建国", "伟建", "王"),
					IDNumber:          fmt.Sprintf("43010219%02d0101%04d", 60+rng.IntN(3), rng.IntN(30)),
					Employer:          pick("湖南", "长沙") + pick("建工", "路桥", "建工路桥") + pick("有限公司", "集团（湖南）有限公司"),
					CertificateNumber: fmt.Sprintf("1053212010%08d", rng.IntN(50)),
				},
				Sequence: 3, State: document.States[rng.IntN(len(document.States))], Since: start.Add(time.Duration(rng.IntN(20)) * time.Hour),
				Created: start, Updated: start.Add(time.Hour), Reviewer: pick("", "", "r1", "r2"), Owner: pick("c1", "c2"),
				ClaimedUntil: start.Add(time.Duration(rng.IntN(3)) * time.Hour),
				Deadline:     []string{"", "2021-12-24", "2022-04-30"}[i%3],
				Uploads:      []document.Upload{{SHA256: digest(i), Received: start}},
			},
			Results: []document.Result{{SHA256: digest(i), Fingerprint: digest(rng.IntN(3)), Documents: []document.Document{{
				Kind: document.WorkCertificate, Fields: map[string]document.Field{"employer": {Value: pick("湖南建工", "王伟印务厂"), Doubt: make([]document.Doubt, rng.IntN(2))}},
			}}}},
			Assessment: document.Assessment{Risk: document.Risk{Score: float64(rng.IntN(4))}},
		})
	}
	return b
}

// reviewed is what a reviewer said of an employer; nothing if the value is empty.
func reviewed(upload, value string) map[document.WordKey]document.Word {
	if value == "" {
		return nil
	}
	return map[document.WordKey]document.Word{{Upload: upload, Field: "employer", Role: document.RoleReviewer}: {Decision: document.Decision{
		Value: value, Field: &document.FieldRef{Upload: upload, Fingerprint: digest(1), Name: "employer"},
	}}}
}

// spoken is somebody's word; nil without it.
func spoken(there bool, by string) *document.Spoken {
	if !there {
		return nil
	}
	return &document.Spoken{By: document.Actor{ID: by}}
}

func (b bucket) add(r index.Record) { b[r.Case.Application.ID] = r }

// fill writes all of b.
func fill(t *testing.T, x *index.Index, b bucket) {
	t.Helper()
	if err := x.Update(t.Context(), b.load, b.ids()...); err != nil {
		t.Fatal(err)
	}
}

func open(t *testing.T, location string) *index.Index {
	t.Helper()
	x, err := index.Open(t.Context(), location)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { x.Close() })
	return x
}

func dump(t *testing.T, x *index.Index) string {
	t.Helper()
	var s strings.Builder
	if err := x.Dump(t.Context(), &s); err != nil {
		t.Fatal(err)
	}
	return s.String()
}

// all are the IDs of a list, page by page.
func all(t *testing.T, x *index.Index, q index.Query) []string {
	t.Helper()
	ids := []string{}
	for {
		page, err := x.List(t.Context(), q)
		if err != nil {
			t.Fatalf("%+v: %v", q, err)
		}
		if len(page.Applications) > q.Limit || page.Next != "" && len(page.Applications) != q.Limit {
			t.Fatalf("%+v: %d applications on a page, next %q", q, len(page.Applications), page.Next)
		}
		for _, s := range page.Applications {
			ids = append(ids, s.ID)
		}
		if page.Next == "" {
			return ids
		}
		q.After = page.Next
	}
}
