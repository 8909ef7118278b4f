package check_test

import "hecha/document"

// checkCase is a paper with the findings and doubts that it must give, written
// "code" and "field:doubt".
type checkCase struct {
	name   string
	doc    *document.Document
	find   []string
	doubts []string
}

var cases = []checkCase{
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
		"a date of graduation that is none", paper(document.Diploma, diploma().with(fields{"graduation_date": "0八年七月"})),
		[]string{"document.value_form"}, []string{"graduation_date:format"},
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
		[]string{"work_certificate.total_below_years", "work_certificate.years_beyond_text", "work_certificate.years_beyond_text"},
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
		"counted to the end of the year", paper(document.WorkCertificate, work().with(fields{"work_end": "2020-12", "issued_date": "2020-09-01"})),
		[]string{"work_certificate.counted_ahead"}, nil,
	},
	{
		"more years than the rows hold", paper(document.WorkCertificate, work().with(fields{"years": "12", "total_years": ""}), periods([2]string{"2008-07", "2012-06"})),
		[]string{"work_certificate.years_exceed"},
		[]string{"periods.0.end:conflict", "periods.0.start:conflict", "years:conflict"},
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
		"sealed for a purpose that was not read",
		paper(document.WorkCertificate, work(), seals(seal("湖南样本建设有限公司联务专用章", document.SealUnknown))),
		[]string{"work_certificate.seal_name_near", "work_certificate.seal_special"}, []string{"employer:conflict", "seal 0:conflict"},
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
		"sealed by the employer and nearly the same",
		paper(document.WorkCertificate, work(), seals(seal("湖南样本建设有限公司", document.SealOfficial), seal("湖南祥本建设有限公司", document.SealOfficial))),
		nil, []string{"seal 1:conflict"},
	},
	{
		"a seal that could not be read", paper(document.WorkCertificate, work(), seals(document.Seal{Text: "湖", Color: "red", Confidence: 0.3})), nil, nil,
	},

	{
		"a school before it had its name",
		paper(document.Diploma, diploma().with(fields{
			"school": "中南大学", "graduation_date": "1998-07-01", "enrollment_date": "1994-09", "certificate_number": "980123", "birth_date": "1976-03-05",
		}), seals(seal("中南大学", document.SealOfficial))),
		[]string{"education.school_name_year"}, []string{"graduation_date:conflict", "school:conflict"},
	},
	{
		"a school long after it had its name",
		paper(document.Diploma, diploma().with(fields{"school": "长沙交通学院", "certificate_number": "105361200805001234"}), seals(seal("长沙交通学院", document.SealOfficial))),
		[]string{"education.school_name_year"}, []string{"graduation_date:conflict", "school:conflict"},
	},
	{
		"a school by its name of the time, whose number has the code of today",
		paper(document.Diploma, diploma().with(fields{
			"school": "长沙交通学院", "graduation_date": "2003-07-01", "enrollment_date": "1999-09", "certificate_number": "105361200305001234", "birth_date": "1981-03-05",
		}), seals(seal("长沙交通学院", document.SealOfficial))),
		nil, nil,
	},
	{
		"a school by its name of the time, whose number has a code of its own",
		paper(document.Diploma, diploma().with(fields{
			"school": "长沙铁道学院", "graduation_date": "2001-07-01", "enrollment_date": "1997-09", "certificate_number": "105391200105001234", "birth_date": "1979-03-05",
		}), seals(seal("长沙铁道学院", document.SealOfficial))),
		[]string{"education.school_code_unknown"}, nil,
	},
	{
		"a certificate that its holder vouches for",
		paper(document.WorkCertificate, work().with(fields{"contact": "样本甲"})), []string{"work_certificate.vouched_by_holder"}, nil,
	},
	{
		"a seal of a branch",
		paper(document.WorkCertificate, work(), seals(seal("湖南样本建设有限公司长沙分公司", document.SealOfficial))),
		[]string{"work_certificate.seal_branch"}, nil,
	},
	{
		"the seal of the company whose branch employs",
		paper(document.WorkCertificate, work().with(fields{"employer": "湖南样本建设有限公司第三分公司"}), seals(seal("湖南样本建设有限公司", document.SealOfficial))),
		[]string{"work_certificate.seal_branch"}, nil,
	},
	{
		"the seal of another company whose name goes on",
		paper(document.WorkCertificate, work(), seals(seal("湖南样本建设有限公司劳务输出有限公司", document.SealOfficial))),
		[]string{"work_certificate.seal_name"}, nil,
	},
	{"a paper of a kind that its fields tell", ofKind(0.4, paper(document.IDCardEmblem, emblem())), nil, nil},
	{"a paper about a change of a name", paper(document.Other, nil, lines("曾用名：样本乙")), []string{"document.name_change"}, nil},
	{"a paper about something else", paper(document.Other, nil, lines("变更联系电话的说明")), nil, nil},
	{
		"a bachelor at sixteen",
		paper(document.Diploma, diploma().with(fields{"birth_date": "1992-03-05"})),
		[]string{"education.age"}, []string{"birth_date:conflict", "graduation_date:conflict"},
	},
	{
		"a seal of another name that was read with doubt",
		paper(document.WorkCertificate, work(), seals(document.Seal{Text: "长沙某某贸易有限公司", Color: "red", Confidence: 0.6})),
		[]string{"work_certificate.seal_name"}, nil,
	},
	{
		"a conclusion that is none, and one that was not confirmed in other words",
		paper(document.CHSIRegistration, registration().with(fields{"conclusion": "业"})),
		[]string{"chsi.not_graduated", "document.value_form"}, []string{"conclusion:format"},
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
		"names that lost their first or last characters",
		paper(document.Other, fields{
			"employer": "西省金鑫建设工程股份有限公司", "school": "湖南工业大", "issuing_authority": "湖南省人力资源和社会保", "address": "南省长沙市芙蓉区样本路1号",
			"major": "建筑装饰工程技",
		}),
		[]string{"value.cut"},
		[]string{"address:partial", "employer:partial", "issuing_authority:partial", "major:partial", "school:partial"},
	},
	{
		"ranks that lost their grade", paper(document.Other, fields{"title": "级教师", "exam": "级建造师", "qualification": "一级建造师"}),
		[]string{"value.cut"}, []string{"exam:partial", "title:partial"},
	},
	{
		"a name with the sex behind it", paper(document.Other, fields{"name": "张明男"}),
		[]string{"value.cut"}, []string{"name:partial"},
	},
	{
		"a label for a name", paper(document.Other, fields{"name": "日期"}),
		[]string{"value.cut"}, []string{"name:partial"},
	},
	{
		"names that begin with a word", paper(document.Other, fields{"name": "那小红"}), nil, nil,
	},
	{
		"names that are whole",
		paper(document.Other, fields{
			"employer": "沙市区样本商贸行", "school": "湖南大学（岳麓校区）", "issuing_authority": "University of Sample", "address": "长沙市芙蓉区样本路1号",
			"major": "建筑装饰工程技术",
		}), nil, nil,
	},
	{
		"an employer of a table that lost its end",
		func() *document.Document {
			d := paper(document.WorkCertificate, nil)
			d.Periods = []document.Period{{Employer: document.Field{Value: "样本工程造价咨询有限公"}}, {Employer: document.Field{Value: "样本建设有限公司"}}}
			return d
		}(),
		[]string{"value.cut"}, []string{"periods.0.employer:partial"},
	},
	{
		"another place says a look-alike", paper(document.Other, fields{"name": "张己"}, lines("姓名张己", "兹证明张已同志")),
		[]string{"name.look_alike"},
		[]string{"name:look_alike"},
	},
}
