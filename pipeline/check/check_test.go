package check_test

import (
	"maps"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"hecha/document"
	"hecha/pipeline/check"
)

var today = time.Date(2021, 12, 1, 9, 0, 0, 0, time.UTC)

func TestInspect(t *testing.T) {
	for _, tt := range slices.Concat(cases, proofCases, holderCases) {
		t.Run(tt.name, func(t *testing.T) {
			r := check.Inspect(tt.doc, today)
			// The papers of the cases hold only what their rule is about.
			got := slices.DeleteFunc(found(r), func(code string) bool { return slices.Contains(ofReading, code) })
			if diff := cmp.Diff(tt.find, got, cmpopts.EquateEmpty()); diff != "" {
				t.Errorf("findings (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(tt.doubts, doubted(r), cmpopts.EquateEmpty()); diff != "" {
				t.Errorf("doubts (-want +got):\n%s", diff)
			}
		})
	}
}

const (
	fieldMissing = "document.field_missing"
	poorlyRead   = "document.poorly_read"
	kindUnknown  = "document.kind_unknown"
	kindUnsure   = "document.kind_unsure"
)

// ofReading are the findings about what was not read.
var ofReading = []string{fieldMissing, poorlyRead, kindUnknown, kindUnsure}

// ofKind is d with another confidence of its kind.
func ofKind(confidence float64, d *document.Document) *document.Document {
	d.KindConfidence = confidence
	return d
}

// What was hardly read, or not known at all, is told of the whole paper.
func TestHardlyRead(t *testing.T) {
	for name, tc := range map[string]struct {
		doc  *document.Document
		want []string
	}{
		"whole":                          {paper(document.WorkCertificate, work()), nil},
		"one of three":                   {paper(document.WorkCertificate, work().with(fields{"issued_date": ""})), []string{fieldMissing}},
		"two of three":                   {paper(document.WorkCertificate, work().with(fields{"employer": "", "issued_date": ""})), []string{fieldMissing, poorlyRead}},
		"of no known kind":               {paper(document.Other, nil), []string{kindUnknown}},
		"of a kind that its fields tell": {ofKind(0.4, paper(document.WorkCertificate, work())), []string{kindUnsure}},
		"of a kind that its words tell":  {ofKind(0.5, paper(document.WorkCertificate, work())), nil},
	} {
		t.Run(name, func(t *testing.T) {
			got := slices.DeleteFunc(found(check.Inspect(tc.doc, today)), func(code string) bool { return !slices.Contains(ofReading, code) })
			if diff := cmp.Diff(tc.want, got, cmpopts.EquateEmpty()); diff != "" {
				t.Errorf("findings (-want +got):\n%s", diff)
			}
		})
	}
}

// A field that every such paper has and nobody found is told.
func TestMissingFields(t *testing.T) {
	for name, tc := range map[string]struct {
		doc  *document.Document
		want []string
	}{
		"whole":         {paper(document.Diploma, diploma()), nil},
		"two not found": {paper(document.WorkCertificate, work().with(fields{"employer": "", "issued_date": ""})), []string{"employer", "issued_date"}},
		"other papers":  {paper(document.Other, nil), nil},
	} {
		t.Run(name, func(t *testing.T) {
			var got []string
			for _, f := range check.Inspect(tc.doc, today).Findings {
				if f.Code == fieldMissing {
					got = f.Fields
				}
			}
			if diff := cmp.Diff(tc.want, got); diff != "" {
				t.Errorf("missing fields (-want +got):\n%s", diff)
			}
		})
	}
}

func found(r check.Report) []string {
	var codes []string
	for _, f := range r.Findings {
		codes = append(codes, f.Code)
	}
	slices.Sort(codes)
	return codes
}

func doubted(r check.Report) []string {
	var all []string
	for name, doubts := range r.Doubts {
		for _, d := range doubts {
			all = append(all, name+":"+string(d))
		}
	}
	for i, doubts := range r.SealDoubts {
		for _, d := range doubts {
			all = append(all, "seal "+strconv.Itoa(i)+":"+string(d))
		}
	}
	slices.Sort(all)
	return all
}

// TestEveryRuleIsProvoked fails for a rule that no case above makes speak, and
// for one without a meaning.
func TestEveryRuleIsProvoked(t *testing.T) {
	provoked := map[string]bool{
		"id_card.validity_age": true, "id_card.authority_elsewhere": true, // TestSides
		"chsi.qr_host": true, // TestQRHost
	}
	for _, tt := range slices.Concat(cases, proofCases, holderCases) {
		for _, code := range found(check.Inspect(tt.doc, today)) {
			provoked[code] = true
		}
	}
	// The rules about the identity number are the same for every paper.
	for _, paper := range []string{"work_certificate", "application_form", "holder"} {
		for _, rule := range []string{"check_digit", "region_unknown", "birth_date", "sex", "age"} {
			provoked[paper+"."+rule] = provoked["id_card."+rule]
		}
	}
	seen := map[string]bool{}
	for _, r := range check.Codes() {
		if !provoked[r.Code] {
			t.Errorf("no case provokes %s", r.Code)
		}
		if r.Meaning == "" || r.Severity == "" || !strings.Contains(r.Code, ".") || seen[r.Code] {
			t.Errorf("rule %+v is not fully described or not unique", r)
		}
		seen[r.Code] = true
	}
}

func TestQRHost(t *testing.T) {
	tests := []struct {
		text string
		want bool
	}{
		{"https://www.chsi.com.cn/xlcx/bg.do?vcode=ABCDEFGH12345678", false},
		{"http://chsi.com.cn/x", false},
		{"www.chsi.com.cn/xlcx", false},
		{"HTTPS://WWW.CHSI.COM.CN/X", false},
		{"ABCDEFGH12345678", false},
		{"姓名：样本甲 105321200805001234", false},
		{"https://chsi.com.cn.example.org/x", true},
		{"https://notchsi.com.cn/x", true},
		{"https://chsi.com.cn@example.org/x", true},
		{`https://example.org\@chsi.com.cn/x`, true},
		{"https://example.github.io/?u=chsi.com.cn", true},
		{"example.github.io/xlcx", true},
		{"//example.org/chsi.com.cn", true},
		{"weixin://dl/business", true},
		{"https://%zz", true},
	}
	for _, tt := range tests {
		r := check.Inspect(paper(document.CHSIRegistration, nil, qr(tt.text)), today)
		if got := slices.Contains(found(r), "chsi.qr_host"); got != tt.want {
			t.Errorf("chsi.qr_host for %q: %v, want %v", tt.text, got, tt.want)
		}
	}
}

func TestSides(t *testing.T) {
	tests := []struct {
		name            string
		portrait, about fields
		want            []string
	}{
		{"twenty years at 29", portrait(), emblem(), nil},
		{"ten years at 29", portrait(), emblem().with(fields{"valid_until": "2025-03-02"}), []string{"id_card.validity_age"}},
		{"ten years just after 26", portrait(), emblem().with(fields{"valid_from": "2011-04-02", "valid_until": "2021-04-02"}), nil},
		{"without end at 29", portrait(), emblem().with(fields{"valid_until": "长期"}), []string{"id_card.validity_age"}},
		{
			"lives elsewhere", portrait().with(fields{"address": "湖南省湘潭市雨湖区某某路1号"}), emblem(),
			[]string{"id_card.authority_elsewhere"},
		},
	}
	for _, tt := range tests {
		r := check.Sides(paper(document.IDCardPortrait, tt.portrait), paper(document.IDCardEmblem, tt.about), today)
		if diff := cmp.Diff(tt.want, found(r), cmpopts.EquateEmpty()); diff != "" {
			t.Errorf("%s: findings (-want +got):\n%s", tt.name, diff)
		}
	}
}

func TestEvidence(t *testing.T) {
	tests := []struct {
		name string
		doc  *document.Document
		want check.Evidence
	}{
		{"portrait", paper(document.IDCardPortrait, portrait()), check.Evidence{
			"id_number":  {check.ProofCheckDigit, check.ProofRegister, check.ProofIDNumber},
			"birth_date": {check.ProofIDNumber}, "sex": {check.ProofIDNumber}, "ethnicity": {check.ProofRegister},
			"address": {check.ProofRegister, check.ProofIDNumber},
		}},
		{"a number that does not prove itself proves nothing", paper(document.IDCardPortrait, portrait().with(fields{
			"id_number": id[:14] + "9" + id[15:], "address": "", "ethnicity": "",
		})), check.Evidence{"id_number": {check.ProofRegister}}},
		{"emblem", paper(document.IDCardEmblem, emblem()), check.Evidence{
			"issuing_authority": {check.ProofRegister}, "valid_from": {check.ProofArithmetic}, "valid_until": {check.ProofArithmetic},
		}},
		{"diploma", paper(document.Diploma, diploma()), check.Evidence{
			"school": {check.ProofRegister, check.ProofCertificate, check.ProofSeal}, "major": {check.ProofRegister},
			"enrollment_date": {check.ProofArithmetic}, "graduation_date": {check.ProofArithmetic, check.ProofCertificate},
			"length_years": {check.ProofArithmetic}, "certificate_number": {check.ProofCertificate}, "level": {check.ProofCertificate},
			"study_form": {check.ProofCertificate},
		}},
		{"codes", paper(document.CHSIRegistration, fields{"verification_code": "123456789012", "name": "样本甲"}, qr("样本甲，123456789012")), check.Evidence{
			"verification_code": {check.ProofCode}, "name": {check.ProofCode},
		}},
		{"work", paper(document.WorkCertificate, work(), lines("姓名：样本甲", "兹有样本甲同志")), check.Evidence{
			"id_number": {check.ProofCheckDigit, check.ProofRegister, check.ProofIDNumber}, "sex": {check.ProofIDNumber},
			"years": {check.ProofArithmetic}, "work_start": {check.ProofArithmetic}, "work_end": {check.ProofArithmetic},
			"employer": {check.ProofSeal}, "name": {check.ProofRepeated},
		}},
	}
	for _, tt := range tests {
		if diff := cmp.Diff(tt.want, check.Inspect(tt.doc, today).Evidence); diff != "" {
			t.Errorf("%s: evidence (-want +got):\n%s", tt.name, diff)
		}
	}
}

// TestNotChecked makes sure that a rule which lacks what it needs says so and
// neither finds nor proves anything.
func TestNotChecked(t *testing.T) {
	for _, kind := range []document.Kind{document.IDCardPortrait, document.IDCardEmblem, document.CHSIRegistration} {
		r := check.Inspect(&document.Document{Kind: kind}, today)
		if !slices.Equal(found(r), []string{fieldMissing, poorlyRead}) || len(r.Evidence) > 0 {
			t.Errorf("%s without fields: findings %v, evidence %v", kind, r.Findings, r.Evidence)
		}
		asked := map[string]bool{fieldMissing: true, poorlyRead: true, kindUnsure: true, "document.value_form": true, "document.future_date": true, "seal.gray": true, "seal.code_form": true}
		for _, n := range r.NotChecked {
			asked[n.Code] = true
		}
		for _, rule := range check.Codes() {
			if slices.Contains(rule.Kinds, kind) && !asked[rule.Code] {
				t.Errorf("%s without fields: %s is neither checked nor reported", kind, rule.Code)
			}
		}
	}
	r := check.Inspect(paper(document.Diploma, diploma().with(fields{"school": ""})), today)
	want := check.NotChecked{Code: "education.certificate_school", Reason: check.ReasonMissing, Fields: []string{"school"}}
	if !slices.ContainsFunc(r.NotChecked, func(n check.NotChecked) bool { return cmp.Equal(n, want) }) {
		t.Errorf("not checked: %+v, want %+v among them", r.NotChecked, want)
	}
}

func TestDocumentApplies(t *testing.T) {
	d := paper(document.WorkCertificate, work(),
		periods([2]string{"2008-07", "2012-06"}, [2]string{"2012-01", "至今"}), seals(seal("湖南祥本建设有限公司", document.SealOfficial)))
	evidence := check.Document(d, today)
	if !evidence.Has("id_number", check.ProofCheckDigit) {
		t.Errorf("evidence %v", evidence)
	}
	conflict := []document.Doubt{document.DoubtConflict}
	for what, got := range map[string][]document.Doubt{
		"employer": d.Fields["employer"].Doubt, "row": d.Periods[1].Start.Doubt, "seal": d.Seals[0].Doubt,
	} {
		if diff := cmp.Diff(conflict, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", what, diff)
		}
	}
	if len(d.Findings) != 2 {
		t.Errorf("findings %+v", d.Findings)
	}
}

// TestInspectLeavesTheDocument fails when a rule writes to what it reads.
func TestInspectLeavesTheDocument(t *testing.T) {
	for _, tt := range slices.Concat(cases, proofCases, holderCases) {
		before := *tt.doc
		before.Fields = maps.Clone(tt.doc.Fields)
		check.Inspect(tt.doc, today)
		if diff := cmp.Diff(&before, tt.doc); diff != "" {
			t.Errorf("%s (-before +after):\n%s", tt.name, diff)
		}
	}
}

func BenchmarkInspect(b *testing.B) {
	d := paper(document.Diploma, diploma())
	for b.Loop() {
		check.Inspect(d, today)
	}
}

func FuzzInspect(f *testing.F) {
	f.Add("id_number", id, "湖南大学", "https://www.chsi.com.cn/?vcode=1")
	f.Add("valid_until", "2035-03-02", "", "")
	f.Add("years", "1e300", "样本", "http://[::1")
	f.Fuzz(func(_ *testing.T, name, value, seal, code string) {
		for _, kind := range []document.Kind{
			document.IDCardPortrait, document.IDCardEmblem, document.Diploma, document.CHSIRegistration, document.WorkCertificate,
			document.DegreeCertificate, document.CHSIAuthentication, document.CHSIEnrolment, document.CSCSECertificate, document.SchoolStatusProof,
		} {
			base := portrait().with(emblem()).with(registration()).with(work())
			d := paper(kind, base.with(fields{name: value}), qr(code), lines(value, seal), periods([2]string{value, value}))
			d.Seals = append(d.Seals, document.Seal{Text: seal, Code: value, Confidence: 1})
			check.Document(d, today)
		}
	})
}
