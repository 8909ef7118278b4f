package policy_test

import (
	"fmt"
	"testing"
	"time"

	"hecha/document"
	"hecha/pipeline/policy"
)

func rules(t *testing.T) *policy.Policy {
	t.Helper()
	p, err := policy.Default()
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// fields are canonical values by name.
type fields map[string]string

// paper is a document of one kind with some fields, all well read.
func paper(kind document.Kind, f fields) document.Document {
	d := document.Document{Kind: kind, Pages: []int{1}, Fields: map[string]document.Field{}}
	for name, v := range f {
		d.Fields[name] = document.Field{Value: v, Text: v, Confidence: 0.99, Page: 1}
	}
	return d
}

// workFor is a certificate of months of work up to the end of a year.
func workFor(job string, months, untilYear int, issued string) document.Document {
	end := time.Date(untilYear, 12, 1, 0, 0, 0, 0, time.UTC)
	start := end.AddDate(0, 1-months, 0)
	return paper(document.WorkCertificate, fields{
		"job": job, "work_start": start.Format("2006-01"), "work_end": end.Format("2006-01"), "issued_date": issued,
	})
}

// periods are rows of a certificate: start, end, job.
func periods(d document.Document, rows ...[3]string) document.Document {
	for _, r := range rows {
		d.Periods = append(d.Periods, document.Period{
			Start: document.Field{Value: r[0], Page: 1}, End: document.Field{Value: r[1], Page: 1}, Job: document.Field{Value: r[2], Page: 1},
		})
	}
	return d
}

// papers are documents, each in an upload of its own.
func papers(docs ...document.Document) []document.Paper {
	var results []document.Result
	for i, d := range docs {
		results = append(results, document.Result{SHA256: fmt.Sprintf("%064d", i), Documents: []document.Document{d}})
	}
	return document.Papers(results)
}

func yes() *bool { b := true; return &b }

func no() *bool { b := false; return &b }
