package check_test

import "hecha/document"

func vocational() fields {
	return fields{
		"name": "样本甲", "sex": "男", "id_number": id, "school": "长沙市样本职业中等专业学校", "major": "财务会计", "level": "中专", "length_years": "3",
		"enrollment_date": "2002-09", "graduation_date": "2005-07", "certificate_number": "432005123456", "site": "zcc.hnedu.cn",
	}
}

func technician() fields {
	return fields{
		"name": "样本甲", "school": "湖南样本技师学院", "technician_class": "高级工班", "graduation_date": "2016-07-01",
		"certificate_number": "HJ2016123456", "site": "www.jxzs.mohrss.gov.cn",
	}
}

func titled() fields {
	return fields{
		"name": "样本甲", "birth_date": "1985-03", "title": "高级工程师", "level": "副高级", "awarded_date": "2018-12", "issued_date": "2019-01-20",
		"certificate_number": "B12345678", "issuing_authority": "湖南省人力资源和社会保障厅",
	}
}

func qualified() fields {
	return fields{
		"name": "样本甲", "id_number": id, "birth_date": "1985-03", "qualification": "一级建造师", "level": "一级", "approval_date": "2015-10-18",
		"issued_date": "2016-01-20", "management_number": "2015034430342015430199000123", "issuing_authority": "湖南省人力资源和社会保障厅",
	}
}

func appointed() fields {
	return fields{
		"name": "样本甲", "title": "工程师", "employer": "湖南样本建设有限公司", "appointed_from": "2019-01-01", "appointed_until": "2021-12-31", "issued_date": "2019-01-01",
	}
}

func applied() fields {
	return fields{
		"name": "样本甲", "sex": "男", "birth_date": "1985-03-05", "id_number": id, "exam": "一级建造师资格考试", "exam_year": "2020", "level": "考全科",
		"employer": "湖南样本建设有限公司", "work_start": "2008-07", "years": "12",
	}
}

// sure gives a field the engine's score of a clear reading.
func sure(name string) func(*document.Document) {
	return func(d *document.Document) {
		f := d.Fields[name]
		f.Confidence = 0.99
		d.Fields[name] = f
	}
}

// copied makes a paper a copy with the marks that are named.
func copied(text, signature, seal bool, seals ...document.Seal) func(*document.Document) {
	return func(d *document.Document) {
		mark := func(is bool) *document.Mark {
			if !is {
				return nil
			}
			return &document.Mark{Text: "样本", Page: 1}
		}
		d.Copy = &document.Copy{Signs: []string{"attested"}, AttestedText: mark(text), Signature: mark(signature), Seal: mark(seal)}
		d.Seals = append(d.Seals, seals...)
	}
}

func withSeal(s document.Seal) func(*document.Document) {
	return func(d *document.Document) { d.Seals = []document.Seal{s} }
}

var employerSeal = withSeal(seal("湖南样本建设有限公司", document.SealOfficial))

// holderCases are about query results, certificates of ranks and professions,
// letters of appointment, forms and copies.
var holderCases = []checkCase{
	{"a good page of results", paper(document.VocationalQuery, vocational()), nil, nil},
	{
		"a page that shows only its name", paper(document.VocationalQuery, vocational().with(fields{"site": ""}), lines("湖南省中等职业学校毕业证书查询")),
		[]string{"query.site_by_name"}, nil,
	},
	{"a page that shows nothing of where it came from", paper(document.PartySchoolQuery, fields{"name": "样本甲"}), []string{"query.site_unseen"}, nil},
	{
		"another site", paper(document.VocationalQuery, vocational().with(fields{"site": "zcc.hnedv.cn"}), sure("site")),
		[]string{"query.site_other"}, []string{"site:conflict"},
	},
	{
		"another site that was read unclearly", paper(document.VocationalQuery, vocational().with(fields{"site": "zcc.hnedv.cn"})),
		nil, []string{"site:conflict"},
	},
	{"the ministry's site", paper(document.TechnicianQuery, technician()), nil, nil},
	{
		"the ministry's site for a year that it does not hold", paper(document.TechnicianQuery, technician().with(fields{"graduation_date": "2010-07-01"})),
		[]string{"query.site_year"}, nil,
	},
	{
		"the province's site for a year that it does not hold", paper(document.TechnicianQuery, technician().with(fields{"site": "www.e91job.com"})),
		[]string{"query.site_year"}, nil,
	},
	{
		"the number of another person", paper(document.VocationalQuery, vocational().with(fields{"sex": "女"})),
		[]string{"holder.sex"}, []string{"id_number:conflict", "sex:conflict"},
	},
	{
		"graduated before the course began", paper(document.VocationalQuery, vocational().with(fields{"enrollment_date": "2006-09"})),
		[]string{"education.dates_order"}, []string{"enrollment_date:conflict", "graduation_date:conflict"},
	},
	{"a good rank", paper(document.TitleCertificate, titled(), employerSeal), nil, nil},
	{
		"a rank that a training company gave to somebody of twenty",
		paper(document.TitleCertificate, titled().with(fields{"issuing_authority": "某某教育培训有限公司", "birth_date": "1999-03"}), seals(seal("某某教育培训有限公司", document.SealOfficial))),
		[]string{"title_certificate.age", "title_certificate.authority"},
		[]string{"awarded_date:conflict", "birth_date:conflict"},
	},
	{
		"an engineer at twenty",
		paper(document.TitleCertificate, titled().with(fields{"title": "建筑工程师", "level": "中级", "birth_date": "1998-03-05"}), seals(seal("湖南省人力资源和社会保障厅", document.SealOfficial))),
		[]string{"title_certificate.age"}, []string{"awarded_date:conflict", "birth_date:conflict"},
	},
	{
		"a rank that a group of companies with the right to it gave",
		paper(document.TitleCertificate, titled().with(fields{"issuing_authority": "中国某某集团有限公司"}), seals(seal("中国某某集团有限公司", document.SealOfficial))),
		nil, nil,
	},
	{
		"a rank of another level, made out before it was awarded, without a seal",
		paper(document.TitleCertificate, titled().with(fields{"level": "中级", "issued_date": "2018-11-20"})),
		[]string{"title_certificate.dates_order", "title_certificate.level", "title_certificate.seal_missing"},
		[]string{"awarded_date:conflict", "issued_date:conflict", "level:conflict", "title:conflict"},
	},
	{"a good qualification", paper(document.QualificationCertificate, qualified(), employerSeal), nil, nil},
	{
		"a number of another year, made out before the approval, without a seal",
		paper(document.QualificationCertificate, qualified().with(fields{"approval_date": "2018-10-18"})),
		[]string{"qualification_certificate.dates_order", "qualification_certificate.number_year", "qualification_certificate.seal_missing"},
		[]string{"approval_date:conflict", "issued_date:conflict", "management_number:conflict"},
	},
	{"a good appointment", paper(document.AppointmentLetter, appointed(), employerSeal), nil, nil},
	{
		"an appointment that ended, without a seal", paper(document.AppointmentLetter, appointed().with(fields{"appointed_until": "2020-12-31"})),
		[]string{"appointment_letter.ended", "appointment_letter.seal_missing"}, nil,
	},
	{
		"an appointment that ends before it begins", paper(document.AppointmentLetter, appointed().with(fields{"appointed_until": "2018-12-31"}), employerSeal),
		[]string{"appointment_letter.dates_order", "appointment_letter.ended"}, []string{"appointed_from:conflict", "appointed_until:conflict"},
	},
	{
		"appointed by a seal for finance", paper(document.AppointmentLetter, appointed(), withSeal(seal("湖南样本建设有限公司", document.SealFinance))),
		[]string{"appointment_letter.seal_type"}, nil,
	},
	{
		"appointed by another's seal", paper(document.AppointmentLetter, appointed(), withSeal(seal("长沙华信科技有限公司", document.SealOfficial))),
		[]string{"appointment_letter.seal_name"}, nil,
	},
	{
		"appointed by a seal that differs by a character", paper(document.AppointmentLetter, appointed(), withSeal(seal("湖南样木建设有限公司", document.SealOfficial))),
		[]string{"appointment_letter.seal_name_near"}, []string{"employer:conflict", "seal 0:conflict"},
	},
	{"a good form", paper(document.ApplicationForm, applied()), nil, nil},
	{
		"more years than there were, begun as a child", paper(document.ApplicationForm, applied().with(fields{"work_start": "2000-01", "years": "22"})),
		[]string{"application_form.started_young", "application_form.years_exceed"}, []string{"exam_year:conflict", "work_start:conflict", "years:conflict"},
	},
	{"a whole copy", paper(document.Other, nil, copied(true, true, true)), nil, nil},
	{
		"a copy that nothing vouches for", paper(document.Other, nil, copied(false, false, false)),
		[]string{"copy.seal_missing", "copy.signature_missing", "copy.text_missing"}, nil,
	},
	{
		"a copy with a seal for contracts", paper(document.Other, nil, copied(true, true, true, seal("湖南样本建设有限公司", document.SealContract))),
		[]string{"copy.seal_type"}, nil,
	},
}
