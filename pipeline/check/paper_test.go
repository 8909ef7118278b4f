package check_test

import (
	"maps"

	"hecha/document"
	"hecha/document/normalize"
)

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
