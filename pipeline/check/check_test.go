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
	"hecha/document/normalize"
	"hecha/pipeline/check"
)

var today = time.Date(2021, 12, 1, 9, 0, 0, 0, time.UTC)

// id is a made-up number that proves itself: born on 5 March 1985 in 芙蓉区, male.
var id = func() string {
	v, _ := normalize.IDFrom15("430102850305001")
	return v
}()

// fields are canonical values by name; an empty value takes a field away.
type fields map[string]string

func portrait() fields {
	return fields{
		"name": "样本甲", "sex": "男", "ethnicity": "汉", "birth_date": "1985-03-05", "address": "湖南省长沙市芙蓉区某某路1号", "id_number": id,
	}
}

func emblem() fields {
	return fields{"issuing_authority": "长沙市公安局芙蓉分局", "valid_from": "2015-03-02", "valid_until": "2035-03-02"}
}

func diploma() fields {
	return fields{
		"name": "样本甲", "sex": "男", "birth_date": "1985-03-05", "school": "湖南大学", "major": "土木工程", "level": "本科", "study_form": "全日制",
		"length_years": "4", "enrollment_date": "2004-09", "graduation_date": "2008-07-01", "certificate_number": "105321200805001234",
		"president": "样本乙",
	}
}

func registration() fields {
	f := diploma()
	delete(f, "president")
	f["category"], f["study_form"], f["conclusion"] = "普通高等教育", "普通全日制", "毕业"
	f["verification_code"], f["updated_date"] = "ABCDEFGH12345678", "2021-11-20"
	return f
}

func work() fields {
	return fields{
		"name": "样本甲", "sex": "男", "id_number": id, "employer": "湖南样本建设有限公司", "job": "施工管理", "work_start": "2010-03", "work_end": "至今",
		"years": "11", "issued_date": "2021-11-25", "graduation_date": "2008-07",
	}
}

// with is f with some values changed.
func (f fields) with(changes fields) fields {
	f = maps.Clone(f)
	maps.Copy(f, changes)
	return f
}

// paper is a document of kind with f and what edits add.
func paper(kind document.Kind, f fields, edits ...func(*document.Document)) *document.Document {
	d := &document.Document{Kind: kind, Fields: map[string]document.Field{}}
	for name, v := range f {
		if v != "" {
			d.Fields[name] = document.Field{Value: v, Text: v, Sources: []document.Line{{Text: v}}}
		}
	}
	switch kind {
	case document.WorkCertificate:
		d.Seals = []document.Seal{seal("湖南样本建设有限公司", document.SealOfficial)}
	case document.Diploma:
		d.Seals = []document.Seal{seal("湖南大学", document.SealOfficial)}
	}
	for _, edit := range edits {
		edit(d)
	}
	return d
}

func seal(text string, t document.SealType) document.Seal {
	return document.Seal{Text: text, Type: t, Color: "red", Confidence: 0.95}
}

func seals(s ...document.Seal) func(*document.Document) {
	return func(d *document.Document) { d.Seals = s }
}

func qr(text string) func(*document.Document) {
	return func(d *document.Document) { d.Codes = append(d.Codes, document.Code{Format: "QR_CODE", Text: text}) }
}

func lines(texts ...string) func(*document.Document) {
	return func(d *document.Document) {
		for _, t := range texts {
			d.Lines = append(d.Lines, document.Line{Text: t})
		}
	}
}

func periods(rows ...[2]string) func(*document.Document) {
	return func(d *document.Document) {
		delete(d.Fields, "work_start")
		delete(d.Fields, "work_end")
		for _, r := range rows {
			d.Periods = append(d.Periods, document.Period{Start: document.Field{Value: r[0]}, End: document.Field{Value: r[1]}})
		}
	}
}

// source replaces where a field was read.
func source(field string, l document.Line) func(*document.Document) {
	return func(d *document.Document) {
		f := d.Fields[field]
		f.Sources = []document.Line{l}
		d.Fields[field] = f
	}
}

// cases are papers with the findings and doubts that they must give, written
// "code" and "field:doubt".
var cases = []struct {
	name   string
	doc    *document.Document
	find   []string
	doubts []string
}{
	{"a good portrait", paper(document.IDCardPortrait, portrait()), nil, nil},
	{"a good emblem", paper(document.IDCardEmblem, emblem()), nil, nil},
	{"a good diploma", paper(document.Diploma, diploma()), nil, nil},
	{"a good registration form", paper(document.CHSIRegistration, registration(), qr("https://www.chsi.com.cn/xlcx/bg.do?vcode=ABCDEFGH12345678&srcid=bgcx")), nil, nil},
	{"a good certificate of work", paper(document.WorkCertificate, work()), nil, nil},
	{"nothing at all", paper(document.Other, nil), nil, nil},

	{
		"one digit of the number is wrong",
		paper(document.IDCardPortrait, portrait().with(fields{"id_number": id[:16] + "3" + id[17:]})),
		[]string{"id_card.check_digit"},
		[]string{"id_number:check_digit"},
	},
	{
		"a short number",
		paper(document.IDCardPortrait, portrait().with(fields{"id_number": "4301"})),
		[]string{"document.value_form", "id_card.check_digit"},
		[]string{"id_number:check_digit", "id_number:format"},
	},
	{
		"a number of fifteen digits on a card of today",
		paper(document.IDCardPortrait, fields{"id_number": "430102850305001"}),
		[]string{"id_card.check_digit"},
		[]string{"id_number:check_digit"},
	},
	{"a number of fifteen digits elsewhere", paper(document.WorkCertificate, work().with(fields{"id_number": "430102850305001"})), nil, nil},
	{
		"another birth date and sex",
		paper(document.IDCardPortrait, portrait().with(fields{"birth_date": "1985-03-06", "sex": "女"})),
		[]string{"id_card.birth_date", "id_card.sex"},
		[]string{"birth_date:conflict", "id_number:conflict", "sex:conflict"},
	},
	{
		"a region that never was, and a holder too old",
		paper(document.IDCardPortrait, fields{"id_number": "999999190003050011"}),
		[]string{"id_card.age", "id_card.check_digit", "id_card.region_unknown"},
		[]string{"id_number:check_digit", "id_number:conflict"},
	},
	{
		"words that no register knows",
		paper(document.IDCardPortrait, portrait().with(fields{"ethnicity": "火星", "address": "某处"})),
		[]string{"id_card.address_unknown", "id_card.ethnicity_unknown"},
		[]string{"ethnicity:not_in_register"},
	},
	{
		"values out of form",
		paper(document.IDCardPortrait, fields{"name": "样", "sex": "里", "birth_date": "1985-02-30"}),
		[]string{"document.value_form", "document.value_form", "document.value_form"},
		[]string{"birth_date:format", "name:format", "sex:format"},
	},
	{
		"a district misread in the address",
		paper(document.IDCardPortrait, portrait().with(fields{"address": "湖南省长沙市美蓉区某某路1号"})),
		nil,
		[]string{"address:conflict"},
	},
	{
		"a birth date to come",
		paper(document.IDCardPortrait, fields{"birth_date": "2031-03-05"}),
		[]string{"document.future_date"},
		[]string{"birth_date:conflict"},
	},

	{"valid without end", paper(document.IDCardEmblem, emblem().with(fields{"valid_until": "长期"})), nil, nil},
	{"from a leap day", paper(document.IDCardEmblem, emblem().with(fields{"valid_from": "2016-02-29", "valid_until": "2026-02-28"})), nil, nil},
	{"from a leap day to March", paper(document.IDCardEmblem, emblem().with(fields{"valid_from": "2016-02-29", "valid_until": "2026-03-01"})), nil, nil},
	{
		"from no leap day to the day before",
		paper(document.IDCardEmblem, emblem().with(fields{"valid_from": "2016-03-01", "valid_until": "2026-02-28"})),
		[]string{"id_card.validity_span"},
		[]string{"valid_from:conflict", "valid_until:conflict"},
	},
	{
		"a span of 15 years",
		paper(document.IDCardEmblem, emblem().with(fields{"valid_until": "2030-03-02"})),
		[]string{"id_card.validity_span"},
		[]string{"valid_from:conflict", "valid_until:conflict"},
	},
	{
		"expired yesterday", paper(document.IDCardEmblem, emblem().with(fields{"valid_from": "2011-11-30", "valid_until": "2021-11-30"})),
		[]string{"id_card.expired"}, nil,
	},
	{"expires today", paper(document.IDCardEmblem, emblem().with(fields{"valid_from": "2011-12-01", "valid_until": "2021-12-01"})), nil, nil},
	{
		"older than its kind",
		paper(document.IDCardEmblem, emblem().with(fields{"valid_from": "2003-03-02", "valid_until": "2023-03-02"})),
		[]string{"id_card.first_generation"},
		[]string{"valid_from:conflict"},
	},
	{
		"not the police", paper(document.IDCardEmblem, emblem().with(fields{"issuing_authority": "长沙市人民政府"})),
		[]string{"id_card.authority_form", "id_card.authority_unknown"},
		[]string{"issuing_authority:format"},
	},
	{
		"a district misread", paper(document.IDCardEmblem, emblem().with(fields{"issuing_authority": "长沙市公安局天必分局"})),
		[]string{"id_card.authority_unknown"},
		[]string{"issuing_authority:not_in_register"},
	},

	{
		"another school's number", paper(document.Diploma, diploma().with(fields{"certificate_number": "105331200805001234"})),
		[]string{"education.certificate_school"},
		[]string{"certificate_number:conflict", "school:conflict"},
	},
	{
		"another year and level", paper(document.Diploma, diploma().with(fields{"certificate_number": "105321200906001234"})),
		[]string{"education.certificate_level", "education.certificate_year"},
		[]string{"certificate_number:conflict", "graduation_date:conflict", "level:conflict"},
	},
	{
		"another form of study", paper(document.Diploma, diploma().with(fields{"study_form": "函授"})),
		[]string{"education.certificate_study_form"},
		[]string{"certificate_number:conflict", "study_form:conflict"},
	},
	{
		"a number of no form", paper(document.Diploma, diploma().with(fields{"certificate_number": "1053212008050"})),
		[]string{"education.certificate_form"},
		[]string{"certificate_number:format"},
	},
	{
		"a school's name misread", paper(document.Diploma, diploma().with(fields{"school": "湖南太学"}), seals(seal("湖南大学", document.SealOfficial))),
		[]string{"diploma.seal_name_near", "education.certificate_school", "education.school_unknown"},
		[]string{"school:conflict", "school:not_in_register", "seal 0:conflict"},
	},
	{"a self-study number of a province's own", paper(document.Diploma, diploma().with(fields{"certificate_number": "6642000415010686033", "study_form": "自学考试"})), nil, nil},
	{
		"a digit of the number lost", paper(document.Diploma, diploma().with(fields{"certificate_number": "10532120080501234"})),
		[]string{"education.certificate_form"},
		[]string{"certificate_number:format"},
	},
	{
		"a school of another name, whose code is known",
		paper(document.Diploma, diploma().with(fields{"school": "样本职工大学"}), seals(seal("样本职工大学", document.SealOfficial))),
		[]string{"education.certificate_school_name", "education.school_unknown"}, nil,
	},
	{
		"a code that no school has", paper(document.Diploma, diploma().with(fields{"certificate_number": "999991200805001234"})),
		[]string{"education.certificate_school", "education.school_code_unknown"},
		[]string{"certificate_number:conflict", "school:conflict"},
	},
	{
		"a school of which nothing is known",
		paper(document.Diploma, diploma().with(fields{"school": "样本职工大学", "certificate_number": ""}), seals(seal("样本职工大学", document.SealOfficial))),
		[]string{"education.school_unknown"}, nil,
	},
	{
		"a college's bachelor of an unknown major",
		paper(document.Diploma, diploma().with(fields{"school": "长沙民政职业技术学院", "major": "炼金术", "certificate_number": ""}),
			seals(seal("长沙民政职业技术学院", document.SealEducation))),
		[]string{"education.major_unknown", "education.school_level"}, nil,
	},
	{
		"a major misread", paper(document.Diploma, diploma().with(fields{"major": "士木工程"})),
		[]string{"education.major_unknown"},
		[]string{"major:not_in_register"},
	},
	{
		"graduated before enrolment", paper(document.Diploma, diploma().with(fields{"enrollment_date": "2009-09"})),
		[]string{"education.dates_order"},
		[]string{"enrollment_date:conflict", "graduation_date:conflict"},
	},
	{
		"four years in two", paper(document.Diploma, diploma().with(fields{"enrollment_date": "2006-09"})),
		[]string{"education.length"},
		[]string{"enrollment_date:conflict", "graduation_date:conflict", "length_years:conflict"},
	},
	{"half a year late", paper(document.Diploma, diploma().with(fields{"enrollment_date": "2004-02"})), nil, nil},
	{
		"a child graduates", paper(document.Diploma, diploma().with(fields{"birth_date": "1995-03-05"})),
		[]string{"education.age"},
		[]string{"birth_date:conflict", "graduation_date:conflict"},
	},
	{"no seal", paper(document.Diploma, diploma(), seals()), []string{"diploma.seal_missing"}, nil},
	{
		"another school's seal in gray",
		paper(document.Diploma, diploma(), seals(document.Seal{Text: "长沙理工大学某某学院", Color: "gray", Confidence: 0.9, Code: "430102"})),
		[]string{"diploma.seal_name", "seal.code_form", "seal.gray"}, nil,
	},

	{
		"a code of no form", paper(document.CHSIRegistration, registration().with(fields{"verification_code": "BBCDEFGH12345678"})),
		[]string{"chsi.code_form", "document.value_form"},
		[]string{"verification_code:format"},
	},
	{
		"a code for another form", paper(document.CHSIRegistration, registration(), qr("https://www.chsi.com.cn/xlcx/bg.do?vcode=ABCDEFGH12345679")),
		[]string{"chsi.qr_code"},
		[]string{"verification_code:conflict"},
	},
	{
		"a record for somebody else", paper(document.CHSIRegistration, registration(), qr("姓名：样本丙 证书编号：105321200805009999")),
		[]string{"chsi.qr_record"}, nil,
	},
	{
		"not graduated, attested too early, of another category",
		paper(document.CHSIRegistration, registration().with(fields{"conclusion": "结业", "updated_date": "2007-11-20", "category": "成人高等教育"})),
		[]string{"chsi.not_graduated", "chsi.updated_before_graduation", "education.certificate_category"},
		[]string{"category:conflict", "certificate_number:conflict", "graduation_date:conflict", "updated_date:conflict"},
	},

	{
		"more years than there were", paper(document.WorkCertificate, work().with(fields{"years": "15", "total_years": "13"})),
		[]string{"work_certificate.total_below_years", "work_certificate.years_exceed", "work_certificate.years_exceed"},
		[]string{
			"total_years:conflict", "work_end:conflict", "work_start:conflict", "years:conflict",
		},
	},
	{
		"work that ends before it starts", paper(document.WorkCertificate, work().with(fields{"work_end": "2009-01", "years": ""})),
		[]string{"work_certificate.dates_order"},
		[]string{"work_end:conflict", "work_start:conflict"},
	},
	{
		"overlapping rows", paper(document.WorkCertificate, work(), periods([2]string{"2008-07", "2012-06"}, [2]string{"2012-01", "至今"})),
		[]string{"work_certificate.overlap"},
		[]string{"periods.0.end:conflict", "periods.0.start:conflict", "periods.1.end:conflict", "periods.1.start:conflict"},
	},
	{"rows that meet", paper(document.WorkCertificate, work(), periods([2]string{"2008-07", "2012-06"}, [2]string{"2012-06", "至今"})), nil, nil},
	{
		"a child at work, and a row to come",
		paper(document.WorkCertificate, work(), periods([2]string{"2000-07", "2012-06"}, [2]string{"2022-06", "2023-01"})),
		[]string{"document.future_date", "work_certificate.after_issue", "work_certificate.started_young"},
		[]string{"issued_date:conflict", "periods.0.start:conflict", "periods.1.end:conflict", "periods.1.start:conflict"},
	},
	{
		"dated before what it attests", paper(document.WorkCertificate, work().with(fields{"work_end": "2021-10", "issued_date": "2008-03-01", "years": ""})),
		[]string{"work_certificate.after_issue", "work_certificate.graduation_after_issue"},
		[]string{"graduation_date:conflict", "issued_date:conflict", "work_end:conflict"},
	},
	{
		"dated tomorrow", paper(document.WorkCertificate, work().with(fields{"issued_date": "2021-12-02"})),
		[]string{"document.future_date"},
		[]string{"issued_date:conflict"},
	},
	{"not sealed", paper(document.WorkCertificate, work(), seals()), []string{"work_certificate.seal_missing"}, nil},
	{
		"sealed by the cashier", paper(document.WorkCertificate, work(), seals(seal("湖南样本建设有限公司", document.SealFinance))),
		[]string{"work_certificate.seal_type"}, nil,
	},
	{
		"sealed by the personnel office",
		paper(document.WorkCertificate, work(), seals(seal("湖南样本建设有限公司人事专用章", document.SealPersonnel))),
		[]string{"work_certificate.seal_personnel"}, nil,
	},
	{
		"sealed by another", paper(document.WorkCertificate, work(), seals(seal("广东他人贸易股份公司", document.SealOfficial))),
		[]string{"work_certificate.seal_name"}, nil,
	},
	{
		"sealed by nearly the same", paper(document.WorkCertificate, work(), seals(seal("湖南祥本建设有限公司", document.SealOfficial))),
		[]string{"work_certificate.seal_name_near"},
		[]string{"employer:conflict", "seal 0:conflict"},
	},
	{
		"a seal that could not be read", paper(document.WorkCertificate, work(), seals(document.Seal{Text: "湖", Color: "red", Confidence: 0.3})), nil, nil,
	},

	{
		"the runner-up looks alike",
		paper(document.Other, fields{"name": "张己"}, source("name", document.Line{
			Text: "张己", Chars: []document.Char{{Rune: '张'}, {Rune: '己', Second: '已', SecondConfidence: 0.2}},
		})),
		[]string{"name.look_alike"},
		[]string{"name:look_alike"},
	},
	{
		"a runner-up without a share, and one that does not look alike",
		paper(document.Other, fields{"name": "张己"}, source("name", document.Line{
			Text: "张己", Chars: []document.Char{{Rune: '张', Second: '李', SecondConfidence: 0.3}, {Rune: '己', Second: '已', SecondConfidence: 0.01}},
		})), nil, nil,
	},
	{
		"another engine reads a look-alike",
		paper(document.Other, fields{"name": "张己"}, source("name", document.Line{Text: "张己", Others: []document.Reading{{Text: "张已"}}})),
		[]string{"name.look_alike"},
		[]string{"name:look_alike"},
	},
	{
		"another place says a look-alike", paper(document.Other, fields{"name": "张己"}, lines("姓名张己", "兹证明张已同志")),
		[]string{"name.look_alike"},
		[]string{"name:look_alike"},
	},
}

func TestInspect(t *testing.T) {
	for _, tt := range cases {
		t.Run(tt.name, func(t *testing.T) {
			r := check.Inspect(tt.doc, today)
			if diff := cmp.Diff(tt.find, found(r), cmpopts.EquateEmpty()); diff != "" {
				t.Errorf("findings (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(tt.doubts, doubted(r), cmpopts.EquateEmpty()); diff != "" {
				t.Errorf("doubts (-want +got):\n%s", diff)
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
	for _, tt := range cases {
		for _, code := range found(check.Inspect(tt.doc, today)) {
			provoked[code] = true
		}
	}
	// The rules about the identity number are the same for every paper.
	for _, paper := range []string{"work_certificate", "application_form"} {
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
		if len(r.Findings) > 0 || len(r.Evidence) > 0 {
			t.Errorf("%s without fields: findings %v, evidence %v", kind, r.Findings, r.Evidence)
		}
		asked := map[string]bool{"document.value_form": true, "document.future_date": true, "seal.gray": true, "seal.code_form": true}
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
	for _, tt := range cases {
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
	f.Fuzz(func(t *testing.T, name, value, seal, code string) {
		for _, kind := range []document.Kind{
			document.IDCardPortrait, document.IDCardEmblem, document.Diploma, document.CHSIRegistration, document.WorkCertificate,
		} {
			base := portrait().with(emblem()).with(registration()).with(work())
			d := paper(kind, base.with(fields{name: value}), qr(code), lines(value, seal), periods([2]string{value, value}))
			d.Seals = append(d.Seals, document.Seal{Text: seal, Code: value, Confidence: 1})
			check.Document(d, today)
		}
	})
}
