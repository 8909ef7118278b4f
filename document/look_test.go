package document_test

import (
	"cmp"
	"slices"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

	"hecha/document"
)

// A word of those who review is a look, whether it changes the value or not; words
// about values that are no longer read, and those of others, are none.
func TestLooks(t *testing.T) {
	doubt := []document.Doubt{document.DoubtLowConfidence}
	results := []document.Result{{SHA256: "u", Fingerprint: "f", Documents: []document.Document{{
		Kind: document.WorkCertificate,
		Fields: map[string]document.Field{
			"name": {Value: "王伟"}, "employer": {Value: "某公司", Doubt: doubt}, "years": {Value: "9"}, "job": {Value: "施工"},
		},
		Periods: []document.Period{{}, {Start: document.Field{Value: "2012-07", Doubt: doubt}}},
		Seals:   []document.Seal{{Text: "某公司"}},
	}}}}
	c := document.Case{Words: map[document.WordKey]document.Word{}}
	say := func(role document.Role, fingerprint, field, value string) {
		c.Words[document.WordKey{Upload: "u", Field: field, Role: role}] = document.Word{
			Decision: document.Decision{Value: value, Field: &document.FieldRef{Upload: "u", Fingerprint: fingerprint, Name: field}},
		}
	}
	say(document.RoleReviewer, "f", "name", "王玮")
	say(document.RoleLead, "f", "employer", "某公司")
	say(document.RoleReviewer, "f", "periods.1.start", "2013-07")
	say(document.RoleReviewer, "f", "seals.0", "某公司")
	say(document.RoleReviewer, "older", "years", "8")
	say(document.RoleCandidate, "f", "job", "管理")
	want := []document.FieldLook{
		{Kind: document.WorkCertificate, Field: "employer"}, {Kind: document.WorkCertificate, Field: "name", Sure: true, Changed: true},
		{Kind: document.WorkCertificate, Field: "periods.start", Changed: true}, {Kind: document.WorkCertificate, Field: "seals", Sure: true},
	}
	got := c.Looks(results)
	slices.SortFunc(got, func(a, b document.FieldLook) int { return cmp.Compare(a.Field, b.Field) })
	if diff := gocmp.Diff(want, got); diff != "" {
		t.Errorf("looks (-want +got)\n%s", diff)
	}
}
