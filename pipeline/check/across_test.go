package check_test

import (
	"encoding/base64"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"hecha/document"
	"hecha/document/normalize"
	"hecha/pipeline/check"
)

// application is a truthful one with papers that agree.
type application struct {
	document.Application
	docs map[document.Kind]*document.Document
}

// otherID is another made-up number that proves itself: born on 5 March 1985 in
// 开福区, male.
const otherID = "430105198503050039"

// falseID is that of the candidate with another last digit.
const falseID = "430102198503050018"

// elderID is that of somebody born on 5 March 1972.
var elderID = func() string {
	v, _ := normalize.IDFrom15("430102720305001")
	return v
}()

// changeOfName is a paper that tells of one.
func changeOfName() *document.Document {
	d := paper(document.Other, nil)
	d.Lines = []document.Line{{Text: "准予变更登记通知书"}}
	check.Document(d, today)
	return d
}

func form() fields {
	return fields{
		"name": "样本甲", "sex": "男", "birth_date": "1985-03-05", "id_number": id, "exam": "一级建造师执业资格考试", "exam_year": "2020", "level": "考全科",
		"specialty": "建筑工程", "city": "长沙市", "employer": "湖南样本建设有限公司", "education": "本科", "school": "湖南大学", "major": "土木工程",
		"graduation_date": "2008-07", "certificate_number": "105321200805001234", "years": "10", "work_start": "2008-07",
	}
}

func truthful() application {
	a := application{document.Application{
		Exam: "一级建造师", ExamYear: 2020, Level: "考全科", Specialty: "建筑工程", City: "长沙", Employer: "湖南样本建设有限公司", Name: "样本甲", Sex: "男",
		BirthDate: "1985-03-05", IDNumber: id, EducationPath: document.PathRegular, EducationLevel: "本科", School: "湖南大学", Major: "土木工程",
		GraduationDate: "2008-07", CertificateNumber: "105321200805001234", Years: "10",
	}, map[document.Kind]*document.Document{}}
	a.docs[document.IDCardPortrait] = paper(document.IDCardPortrait, portrait())
	a.docs[document.IDCardEmblem] = paper(document.IDCardEmblem, emblem())
	a.docs[document.Diploma] = paper(document.Diploma, diploma())
	a.docs[document.CHSIRegistration] = paper(document.CHSIRegistration, registration().with(fields{"enrollment_date": "2004-09-01", "president": "样本乙"}))
	a.docs[document.WorkCertificate] = paper(document.WorkCertificate, work())
	a.docs[document.ApplicationForm] = paper(document.ApplicationForm, form(), seals(seal("湖南样本建设有限公司", document.SealOfficial)))
	for _, d := range a.docs {
		for name, f := range d.Fields {
			f.Confidence = 0.99
			d.Fields[name] = f
		}
	}
	return a
}

// with is a with changed fields of one paper.
func (a application) with(kind document.Kind, changes fields) application {
	d := *a.docs[kind]
	d.Fields = maps.Clone(d.Fields)
	for name, v := range changes {
		delete(d.Fields, name)
		if v != "" {
			d.Fields[name] = document.Field{Value: v, Text: v, Confidence: 0.99}
		}
	}
	a.docs = maps.Clone(a.docs)
	a.docs[kind] = &d
	return a
}

// plus is a with one more paper, or without one where it is nil.
func (a application) plus(kind document.Kind, d *document.Document) application {
	a.docs = maps.Clone(a.docs)
	a.docs[kind] = d
	if d == nil {
		delete(a.docs, kind)
		return a
	}
	for name, f := range d.Fields {
		f.Confidence = 0.99
		d.Fields[name] = f
	}
	return a
}

// doubted is a with a doubt about one field.
func (a application) doubted(kind document.Kind, field string, d document.Doubt) application {
	f := a.docs[kind].Fields[field]
	f.Doubt = append(f.Doubt, d)
	a.docs[kind].Fields[field] = f
	return a
}

func (a application) said(change func(*document.Application)) application {
	change(&a.Application)
	return a
}

// report checks the papers, each of which came in a file of its own.
func (a application) report() check.ApplicationReport {
	var results []document.Result
	for _, kind := range slices.Sorted(maps.Keys(a.docs)) {
		results = append(results, document.Result{SHA256: string(kind), Documents: []document.Document{*a.docs[kind]}})
	}
	return check.Application(a.Application, document.Papers(results), today)
}

// acrossCases are changes to a truthful application with the findings that they
// must give: code, severity's first letter, fields.
var acrossCases = []struct {
	name  string
	app   application
	finds []string
}{
	{"truthful", truthful(), nil},
	{"nothing", application{docs: map[document.Kind]*document.Document{}}, nil},

	{"another name on the diploma", truthful().with(document.Diploma, fields{"name": "王样张"}), []string{"application.name e name"}},
	{"a name that begins with no surname", truthful().with(document.Diploma, fields{"name": "你已张"}), []string{"application.name_unclear w name"}},
	{"one sign of the name, the same birth date", truthful().with(document.Diploma, fields{"name": "样本乙"}), []string{"application.name_unclear w name"}},
	{
		"a number that does not prove itself on card and declaration",
		truthful().with(document.IDCardPortrait, fields{"id_number": falseID}).with(document.ApplicationForm, fields{"id_number": falseID}).
			with(document.WorkCertificate, fields{"id_number": falseID}).said(func(a *document.Application) { a.IDNumber = falseID }),
		[]string{"application.id_number_false e id_number"},
	},
	{
		"one sign of the name, another birth date", truthful().with(document.Diploma, fields{"name": "样本乙", "birth_date": "1983-12-06"}),
		[]string{"application.birth_date e birth_date", "application.name e name"},
	},
	{"a look-alike in the name", truthful().with(document.Diploma, fields{"name": "样木甲"}), []string{"application.name_unclear w name"}},
	{"a character of the name lost", truthful().with(document.Diploma, fields{"name": "样本"}), []string{"application.name_unclear w name"}},
	{
		"another name, doubted", truthful().with(document.Diploma, fields{"name": "王样张"}).doubted(document.Diploma, "name", document.DoubtLowConfidence),
		[]string{"application.name_unclear w name"},
	},
	{
		"another name whose school is in no register",
		truthful().with(document.Diploma, fields{"name": "王样张"}).doubted(document.Diploma, "name", document.DoubtRegister),
		[]string{"application.name e name"},
	},
	{"another name declared", truthful().said(func(a *document.Application) { a.Name = "丁样张" }), []string{"application.name e name"}},
	{
		"a form for another number", truthful().with(document.ApplicationForm, fields{"id_number": otherID}),
		[]string{"application.id_number e id_number"},
	},
	{
		"a digit of the number misread", truthful().with(document.ApplicationForm, fields{"id_number": id[:16] + "3" + id[17:]}).doubted(document.ApplicationForm, "id_number", document.DoubtCheckDigit),
		[]string{"application.id_number_unclear w id_number"},
	},
	{"the old number of the same person", truthful().with(document.ApplicationForm, fields{"id_number": "430102850305001"}), nil},
	{
		"another birth date", truthful().with(document.CHSIRegistration, fields{"birth_date": "1984-03-05"}),
		[]string{"application.birth_date e birth_date"},
	},
	{
		"a birth date that may be misread", truthful().with(document.CHSIRegistration, fields{"birth_date": "1986-03-05"}),
		[]string{"application.birth_date_unclear w birth_date"},
	},
	{
		"two papers against the others, each by a digit that may be misread",
		truthful().with(document.CHSIRegistration, fields{"birth_date": "1986-03-05"}).with(document.Diploma, fields{"birth_date": "1986-03-05"}),
		[]string{"application.birth_date e birth_date", "application.birth_date e birth_date"},
	},
	{
		"a birth date against the number of the certificate",
		truthful().with(document.WorkCertificate, fields{"id_number": elderID}),
		[]string{"application.birth_date e birth_date id_number", "application.id_number e id_number"},
	},
	{"another sex", truthful().with(document.Diploma, fields{"sex": "女"}), []string{"application.sex e sex"}},
	{
		"a card for an age that its holder had not", truthful().with(document.IDCardEmblem, fields{"valid_until": "2025-03-02"}),
		[]string{"application.card_sides e id_number valid_from valid_until"},
	},

	{"another school", truthful().with(document.Diploma, fields{"school": "武汉理工大学"}), []string{"application.school e school"}},
	{"a school misread", truthful().with(document.Diploma, fields{"school": "湖南太学"}), []string{"application.school_unclear w school"}},
	{"another major", truthful().with(document.CHSIRegistration, fields{"major": "法学"}), []string{"application.major e major", "application.major e major", "application.major e major"}},
	{"a direction of the major", truthful().with(document.Diploma, fields{"major": "土木工程（建筑工程）"}), nil},
	{"another level", truthful().with(document.Diploma, fields{"level": "专科"}), []string{"application.level e level"}},
	{
		"another school on the certificate of work, which may speak of another education",
		truthful().with(document.WorkCertificate, fields{"school": "中南大学"}), []string{"application.school_unclear w school"},
	},
	{
		"a school that employs is not where its people studied",
		truthful().with(document.WorkCertificate, fields{"school": "中南大学", "employer": "中南大学"}),
		[]string{"application.employer e employer", "application.employer e employer"},
	},
	{"another level on the form", truthful().with(document.ApplicationForm, fields{"education": "大专"}), []string{"application.level e level education"}},
	{"another form of study", truthful().with(document.Diploma, fields{"study_form": "函授"}), []string{"application.study_form e study_form"}},
	{"another length", truthful().with(document.Diploma, fields{"length_years": "5"}), []string{"application.length_years e length_years"}},
	{"another enrolment", truthful().with(document.Diploma, fields{"enrollment_date": "2005-09"}), []string{"application.enrollment_date e enrollment_date"}},
	{"another graduation", truthful().with(document.Diploma, fields{"graduation_date": "2007-07-01"}), []string{"application.graduation_date e graduation_date"}},
	{"another day of the graduation", truthful().with(document.Diploma, fields{"graduation_date": "2008-07-11"}), []string{"application.graduation_date_unclear w graduation_date"}},
	{"a digit of the diploma's number changed", truthful().with(document.Diploma, fields{"certificate_number": "105321200805001274"}), []string{"application.certificate_number e certificate_number"}},
	{"a digit of the diploma's number that looks alike", truthful().with(document.Diploma, fields{"certificate_number": "105321200805007234"}), []string{"application.certificate_number_unclear w certificate_number"}},
	{"another president", truthful().with(document.CHSIRegistration, fields{"president": "样本丁"}), []string{"application.president w president"}},
	{
		"a college diploma beside a bachelor's", truthful().plus("another diploma", paper(document.Diploma, diploma().with(fields{
			"level": "专科", "school": "长沙民政职业技术学院", "graduation_date": "2004-07-01", "enrollment_date": "2001-09", "certificate_number": "130251200406001234", "major": "社会工作",
		}))),
		[]string{"application.diploma_unproven w certificate_number"},
	},
	{
		"a degree of another level",
		truthful().plus(document.DegreeCertificate, paper(document.DegreeCertificate, fields{"name": "样本甲", "degree": "工学硕士", "school": "湖南大学", "awarded_date": "2011-06-30"})),
		[]string{"application.degree e degree level"},
	},
	{
		"a degree from another school, before the graduation",
		truthful().plus(document.DegreeCertificate, paper(document.DegreeCertificate, fields{"degree": "工学学士", "school": "武汉理工大学", "awarded_date": "2006-06-30"})),
		[]string{"application.degree e awarded_date graduation_date", "application.degree e school"},
	},

	{"another employer", truthful().with(document.WorkCertificate, fields{"employer": "广东他人贸易股份公司"}), []string{"application.employer e employer", "application.employer e employer"}},
	{
		"an employer misread", truthful().with(document.ApplicationForm, fields{"employer": "湖南祥本建设有限公司"}),
		[]string{"application.employer_unclear w employer", "application.employer_unclear w employer"},
	},
	{
		"an earlier employer's certificate beside it",
		truthful().plus("another certificate", paper(document.WorkCertificate, work().with(fields{"employer": "广东他人贸易股份公司", "work_end": "2008-08", "years": "", "total_years": ""}))), nil,
	},
	{
		"another employer's certificate about the same years", truthful().plus("another certificate", paper(document.WorkCertificate, work().with(fields{"employer": "广东他人贸易股份公司"}))),
		[]string{"application.work_overlap w work_start work_end"},
	},
	{
		"another employer's certificate that states no years has its spans",
		truthful().plus("another certificate", paper(document.WorkCertificate, work().with(fields{
			"employer": "广东他人贸易股份公司", "work_start": "2003-07", "work_end": "2008-06", "years": "", "total_years": "",
		}))).said(func(a *document.Application) { a.Years = "15" }).with(document.ApplicationForm, fields{"years": "15", "work_start": "2003-07"}).
			with(document.Diploma, fields{"study_form": "函授"}).with(document.CHSIRegistration, fields{"study_form": "函授", "category": "成人高等教育"}), nil,
	},
	{
		"dots of another form in a name",
		truthful().with(document.IDCardPortrait, fields{"name": "买买提·艾山"}).with(document.Diploma, fields{"name": "买买提．艾山"}).
			with(document.CHSIRegistration, fields{"name": "买买提•艾山"}).with(document.WorkCertificate, fields{"name": "买买提艾山"}).
			with(document.ApplicationForm, fields{"name": "买买提·艾山"}).said(func(a *document.Application) { a.Name = "买买提·艾山" }), nil,
	},
	{"a month of birth on an old diploma", truthful().with(document.Diploma, fields{"birth_date": "1985-03"}), nil},
	{
		"the number of a permit on the certificate of work", truthful().with(document.WorkCertificate, fields{"id_number": "H12345678"}),
		[]string{"application.id_number_unclear w id_number"},
	},
	{
		"a branch that employs", truthful().with(document.WorkCertificate, fields{"employer": "湖南样本建设有限公司长沙分公司"}),
		[]string{"application.employer_unclear w employer", "application.employer_unclear w employer"},
	},
	{
		"the candidate's telephone on the certificate", truthful().with(document.WorkCertificate, fields{"phone": "13800000000"}).with(document.ApplicationForm, fields{"phone": "13800000000"}),
		[]string{"application.phone w phone"},
	},
	{"an employer's own telephone", truthful().with(document.WorkCertificate, fields{"phone": "0731-82345678"}).with(document.ApplicationForm, fields{"phone": "13800000000"}), nil},
	{
		"a number of another level than the form has", truthful().with(document.Diploma, fields{"level": "", "certificate_number": "105321200806001234"}).
			with(document.CHSIRegistration, fields{"certificate_number": "105321200806001234", "level": ""}).with(document.ApplicationForm, fields{"certificate_number": "105321200806001234"}).
			said(func(a *document.Application) { a.CertificateNumber = "105321200806001234" }),
		[]string{"application.number e certificate_number education", "application.number e certificate_number education"},
	},
	{
		"a graduate of fourteen, by the number of the card", truthful().with(document.Diploma, fields{"birth_date": ""}).with(document.Diploma, fields{"graduation_date": "1999-07-01"}).
			with(document.CHSIRegistration, fields{"graduation_date": "1999-07-01"}).with(document.ApplicationForm, fields{"graduation_date": "1999-07"}).with(document.WorkCertificate, fields{"graduation_date": ""}).
			said(func(a *document.Application) { a.GraduationDate = "1999-07-01" }),
		[]string{"application.graduated_young w graduation_date id_number"},
	},
	{
		"a technician of seventeen, whose class only counts as a level",
		truthful().with(document.Diploma, fields{"birth_date": "", "graduation_date": "2002-07-01", "technician_class": "高级工班"}).
			with(document.CHSIRegistration, fields{"graduation_date": "2002-07-01"}).with(document.ApplicationForm, fields{"graduation_date": "2002-07"}).
			with(document.WorkCertificate, fields{"graduation_date": ""}).said(func(a *document.Application) { a.GraduationDate = "2002-07-01" }), nil,
	},
	{
		"a certificate of work that tells of a study to come",
		truthful().with(document.WorkCertificate, fields{"school": "湖南大学", "education": "本科", "issued_date": "2007-03-01", "work_start": "", "years": "", "graduation_date": ""}),
		[]string{"application.attested_early e issued_date graduation_date"},
	},
	{
		"an employer of another name beside a paper about the change",
		truthful().with(document.WorkCertificate, fields{"employer": "株洲旧名工程公司"}).plus(document.Other, changeOfName()),
		[]string{"application.employer_unclear w employer", "application.employer_unclear w employer"},
	},
	{
		"a diploma of a former name beside a paper about the change",
		truthful().with(document.Diploma, fields{"name": "王二小"}).plus(document.Other, changeOfName()), []string{"application.name_unclear w name"},
	},
	{
		"another birth date is no change of a name",
		truthful().with(document.CHSIRegistration, fields{"birth_date": "1984-03-05"}).plus(document.Other, changeOfName()),
		[]string{"application.birth_date e birth_date"},
	},
	{
		"a school by its name of today and that of the diploma's time",
		truthful().with(document.Diploma, fields{"school": "长沙交通学院"}).with(document.CHSIRegistration, fields{"school": "长沙交通学院"}).
			with(document.ApplicationForm, fields{"school": "长沙理工大学"}).said(func(a *document.Application) { a.School = "长沙理工大学" }), nil,
	},
	{
		"a form sealed by another", truthful().plus(document.ApplicationForm, paper(document.ApplicationForm, form(), seals(seal("广东他人贸易股份公司", document.SealOfficial)))),
		[]string{"application.seal e seals.0 employer"},
	},
	{
		"a form sealed by an office, too", truthful().plus(document.ApplicationForm, paper(document.ApplicationForm, form(),
			seals(seal("长沙市人力资源和社会保障局", document.SealOfficial), seal("湖南样本建设有限公司", document.SealOfficial)))), nil,
	},
	{"work before work began", truthful().with(document.ApplicationForm, fields{"work_start": "2012-01"}), []string{"application.work_start w work_start"}},
	{
		"work in the years of study", truthful().with(document.WorkCertificate, fields{"work_start": "2006-03", "years": "15"}),
		[]string{
			"application.work_in_study w work_start work_end enrollment_date graduation_date", "application.work_start w work_start",
			"application.years_with_study e years enrollment_date graduation_date work_start work_end",
		},
	},
	{"more years than attested", truthful().with(document.ApplicationForm, fields{"years": "14"}), []string{"application.years_claimed e years work_start work_end"}},
	{
		"more years than attested, doubted", truthful().with(document.ApplicationForm, fields{"years": "14"}).doubted(document.ApplicationForm, "years", document.DoubtPartial),
		[]string{"application.years_claimed_unclear w years work_start work_end"},
	},
	{
		"a year that is full at the end of the exam's", truthful().with(document.ApplicationForm, fields{"exam_year": "2021", "years": "12"}).
			with(document.WorkCertificate, fields{"work_start": "2009-12"}).said(func(a *document.Application) { a.ExamYear = 2021 }), nil,
	},
	{
		"years that no end of the year makes full", truthful().with(document.ApplicationForm, fields{"exam_year": "2021", "years": "13"}).
			said(func(a *document.Application) { a.ExamYear = 2021 }), []string{"application.years_claimed e years work_start work_end"},
	},
	{
		"more years than a life holds", truthful().with(document.WorkCertificate, fields{"years": "30", "work_start": "", "work_end": ""}),
		[]string{"application.years_of_life e years id_number"},
	},
	{
		"a child at work", truthful().with(document.WorkCertificate, fields{"id_number": "", "work_start": "1999-03"}),
		[]string{
			"application.work_in_study w work_start work_end enrollment_date graduation_date", "application.work_start w work_start",
			"application.work_young w work_start id_number",
		},
	},

	{"another exam", truthful().with(document.ApplicationForm, fields{"exam": "二级建造师执业资格考试"}), []string{"application.exam e exam"}},
	{
		"what is no school", truthful().with(document.ApplicationForm, fields{"school": "土木工程"}),
		[]string{"application.school_unclear w school"},
	},
	{"the same exam in other words", truthful().with(document.ApplicationForm, fields{"exam": "注册建造师资格考试（一级）"}), nil},
	{"another grade in brackets", truthful().with(document.ApplicationForm, fields{"exam": "建造师（二级）"}), []string{"application.exam e exam"}},
	{"another year", truthful().with(document.ApplicationForm, fields{"exam_year": "2019"}), []string{"application.exam_year e exam_year"}},
	{"another level of the exam", truthful().with(document.ApplicationForm, fields{"level": "免二科"}), []string{"application.exam_level e level"}},
	{"another specialty", truthful().with(document.ApplicationForm, fields{"specialty": "市政公用"}), []string{"application.specialty e specialty"}},
	{"another city", truthful().with(document.ApplicationForm, fields{"city": "湘潭市"}), []string{"application.city e city"}},
	{
		"graduated after the exam", truthful().with(document.Diploma, fields{"graduation_date": "2021-07-01"}).with(document.CHSIRegistration, fields{"graduation_date": "2021-07-01"}).
			with(document.ApplicationForm, fields{"graduation_date": "2021-07"}).said(func(a *document.Application) { a.GraduationDate = "2021-07" }).
			with(document.WorkCertificate, fields{"graduation_date": "2021-07"}),
		[]string{
			"application.graduated_late e graduation_date exam_year", "application.graduated_late e graduation_date exam_year",
			"application.graduated_late e graduation_date exam_year", "application.graduated_late e graduation_date exam_year",
			"application.work_in_study w work_start work_end enrollment_date graduation_date",
			"application.years_with_study e years enrollment_date graduation_date work_start work_end",
			"application.years_with_study e years enrollment_date graduation_date work_start work_end",
			"application.years_with_study e years enrollment_date graduation_date work_start work_end",
		},
	},
	{
		"a degree from abroad after the exam", truthful().plus(document.Diploma, nil).plus(document.CHSIRegistration, nil).
			plus(document.CSCSECertificate, paper(document.CSCSECertificate, fields{"degree": "工学学士", "awarded_date": "2021-07"})),
		[]string{"application.graduated_late e awarded_date exam_year"},
	},
	{
		"a title gained after the exam", truthful().plus(document.TitleCertificate, paper(document.TitleCertificate, fields{"title": "工程师", "awarded_date": "2021-03-01"})),
		[]string{"application.gained_late e awarded_date exam_year"},
	},
	{
		"a title gained after signing up", truthful().said(func(a *document.Application) { a.AppliedDate = "2020-07-10" }).
			plus(document.TitleCertificate, paper(document.TitleCertificate, fields{"title": "工程师", "awarded_date": "2020-11-01"})),
		[]string{"application.gained_late e awarded_date applied_date"},
	},
	{
		"a title gained in time", truthful().plus(document.TitleCertificate, paper(document.TitleCertificate, fields{"title": "工程师", "awarded_date": "2019-11-01"})), nil,
	},
	{
		"proven before it ended", truthful().with(document.CHSIRegistration, fields{"updated_date": "2021-09-01", "graduation_date": "2021-07-01"}).
			with(document.Diploma, fields{"graduation_date": "2021-12-01"}),
		[]string{"application.attested_early e updated_date graduation_date"},
	},
	{"a code that ran out", truthful().with(document.CHSIRegistration, fields{"updated_date": "2021-02-20"}), []string{"application.code_expired w verification_code updated_date"}},
}

func TestApplication(t *testing.T) {
	for _, tc := range acrossCases {
		t.Run(tc.name, func(t *testing.T) {
			got := acrossFound(tc.app.report())
			if tc.name == "proven before it ended" {
				got = slices.DeleteFunc(got, func(s string) bool { return !strings.HasPrefix(s, "application.attested_early") })
			}
			if diff := cmp.Diff(tc.finds, got, cmpopts.EquateEmpty()); diff != "" {
				t.Errorf("findings (-want +got)\n%s", diff)
			}
		})
	}
}

func acrossFound(r check.ApplicationReport) []string {
	var all []string
	for _, f := range r.Findings {
		all = append(all, strings.Join(append([]string{f.Code, string(f.Severity[0])}, f.Fields...), " "))
	}
	slices.Sort(all)
	return all
}

// TestPlaces wants both places of a contradiction: where each value stands.
func TestPlaces(t *testing.T) {
	r := truthful().with(document.Diploma, fields{"name": "王样张"}).report()
	if len(r.Findings) != 1 {
		t.Fatalf("findings %v", r.Findings)
	}
	want := []document.Place{
		{Upload: "id_card_portrait", Kind: document.IDCardPortrait, Field: "name"}, {Upload: "diploma", Kind: document.Diploma, Field: "name"},
	}
	if diff := cmp.Diff(want, r.Findings[0].Places); diff != "" {
		t.Errorf("places (-want +got)\n%s", diff)
	}
	if diff := cmp.Diff(map[string]string{"first": "id_card_portrait", "second": "diploma"}, r.Findings[0].Args); diff != "" {
		t.Errorf("arguments (-want +got)\n%s", diff)
	}
}

// TestEveryCrossRuleIsProvoked fails for a rule that no case makes speak.
func TestEveryCrossRuleIsProvoked(t *testing.T) {
	provoked := map[string]bool{}
	for _, tc := range acrossCases {
		for _, f := range tc.app.report().Findings {
			provoked[f.Code] = true
		}
	}
	seen := map[string]bool{}
	for _, r := range check.ApplicationCodes() {
		elsewhere := strings.HasPrefix(r.Code, "archive.") || r.Code == "application.same_file" || strings.HasSuffix(r.Code, "_unclear")
		if !provoked[r.Code] && !elsewhere {
			t.Errorf("no case provokes %s", r.Code)
		}
		if r.Meaning == "" || r.Severity == "" || seen[r.Code] {
			t.Errorf("rule %+v is not fully described or not unique", r)
		}
		seen[r.Code] = true
	}
	for code := range provoked {
		if !seen[code] {
			t.Errorf("%s is not listed", code)
		}
	}
}

// TestAcrossNotChecked: what could not be asked is told, never passed.
func TestAcrossNotChecked(t *testing.T) {
	told := map[string]bool{}
	for _, n := range (application{docs: map[document.Kind]*document.Document{}}).report().NotChecked {
		told[n.Code] = true
	}
	for _, r := range check.ApplicationCodes() {
		asks := strings.HasPrefix(r.Code, "application.") && !strings.HasSuffix(r.Code, "_unclear")
		silent := slices.Contains([]string{"application.same_file", "application.attested_early", "application.gained_late", "application.graduated_late"}, r.Code)
		if asks && !silent && !told[r.Code] {
			t.Errorf("%s says nothing about an application without papers", r.Code)
		}
	}
}

func TestSameFile(t *testing.T) {
	d := *paper(document.Diploma, diploma())
	results := []document.Result{{SHA256: "a", Documents: []document.Document{d}}, {SHA256: "a", Documents: []document.Document{d}}}
	got := acrossFound(check.Application(document.Application{}, document.Papers(results), today))
	if diff := cmp.Diff([]string{"application.same_file i"}, got); diff != "" {
		t.Errorf("findings (-want +got)\n%s", diff)
	}
}

// face is a portrait's thumb: a bright oval on the ground, with a bar across.
func face(ground byte, middle, bar float64) string {
	var gray []byte
	for y := range document.PortraitHeight {
		for x := range document.PortraitWidth {
			u, v := float64(x)-middle, float64(y)-15
			v2 := ground
			if u*u/49+v*v/100 < 1 {
				v2 = 220
			}
			if float64(y) > bar && float64(y) < bar+3 && u*u < 25 {
				v2 = 20
			}
			gray = append(gray, v2)
		}
	}
	return base64.StdEncoding.EncodeToString(gray)
}

func TestSamePictures(t *testing.T) {
	pic := func(app string, sort document.PictureSort, hash string) document.Picture {
		return document.Picture{Application: app, Sort: sort, Hash: hash, Place: document.Place{Upload: app, Field: string(sort)}}
	}
	held := func(app, holder string) document.Picture {
		p := pic(app, document.PictureFile, "dd")
		p.Holder = holder
		return p
	}
	sketch := func(texts ...string) string {
		var lines []document.Line
		for _, text := range texts {
			lines = append(lines, document.Line{Text: text})
		}
		return check.Sketch(lines)
	}
	words := strings.Fields("工作证明 兹有我单位样本甲同志 身份证号码110105 自2010年3月起在我单位 从事施工管理工作 至今已满11年 特此证明 湖南样本建设有限公司 2021年11月25日 联系电话0731")
	others := []document.Picture{
		pic("a2", document.PictureFile, "ff"), pic("a2", document.PicturePage, sketch(words...)), pic("a3", document.PicturePortrait, face(60, 12, 10)),
		pic("a3", document.PictureSeal, "ab"), pic("a1", document.PictureFile, "aa"), pic("a4", document.PicturePage, ""),
		pic("a5", document.PictureNumber, "diploma 105321200805001234"), held("a6", "h"),
	}
	edited := slices.Clone(words)
	edited[1] = "兹有我单位样本乙同志"
	colleague := slices.Clone(edited)
	colleague[2], colleague[3] = "身份证号码430105", "自2012年5月起在我单位"
	for name, tc := range map[string]struct {
		own  document.Picture
		want []string
	}{
		"the same file":                 {pic("a1", document.PictureFile, "ff"), []string{"archive.same_file e a2"}},
		"another file":                  {pic("a1", document.PictureFile, "fe"), nil},
		"its own file":                  {pic("a1", document.PictureFile, "aa"), nil},
		"a file of the same person":     {held("a1", "h"), nil},
		"a file of another person":      {held("a1", "i"), []string{"archive.same_file e a6"}},
		"a page with another name":      {pic("a1", document.PicturePage, sketch(edited...)), []string{"archive.same_page w a2"}},
		"a colleague's page":            {pic("a1", document.PicturePage, sketch(colleague...)), nil},
		"a page of few lines":           {pic("a1", document.PicturePage, sketch(words[:5]...)), nil},
		"the same portrait":             {pic("a1", document.PicturePortrait, face(60, 12, 10)), []string{"archive.same_portrait w a3"}},
		"the portrait cut otherwise":    {pic("a1", document.PicturePortrait, face(80, 13, 10)), []string{"archive.same_portrait w a3"}},
		"another portrait":              {pic("a1", document.PicturePortrait, face(60, 12, 19)), nil},
		"a portrait that shows nothing": {pic("a1", document.PicturePortrait, face(220, 12, 40)), nil},
		"no portrait at all":            {pic("a1", document.PicturePortrait, "zz"), nil},
		"the same image of a seal":      {pic("a1", document.PictureSeal, "ab"), []string{"archive.same_seal w a3"}},
		"the same number":               {pic("a1", document.PictureNumber, "diploma 105321200805001234"), []string{"archive.same_number e a5"}},
		"a page without a hash at all":  {pic("a1", document.PicturePage, ""), nil},
	} {
		var got []string
		for _, f := range check.SamePictures([]document.Picture{tc.own}, others) {
			got = append(got, strings.Join([]string{f.Code, string(f.Severity[0]), f.Args["application"]}, " "))
			if len(f.Places) != 2 || f.Places[0] == f.Places[1] {
				t.Errorf("%s: places %v", name, f.Places)
			}
		}
		if diff := cmp.Diff(tc.want, got); diff != "" {
			t.Errorf("%s (-want +got)\n%s", name, diff)
		}
	}
}

// TestOneSignOfAName: a name that differs in one sign accuses only where both
// were read almost surely, and no birth date says that it is the same person.
func TestOneSignOfAName(t *testing.T) {
	for _, tc := range []struct {
		name       string
		confidence float64
		want       string
	}{
		{"样本乙", 0.99, "application.name"}, {"样本乙", 0.96, "application.name_unclear"}, {"张三丰", 0.96, "application.name"},
	} {
		a := truthful().with(document.Diploma, fields{"name": tc.name})
		f := a.docs[document.Diploma].Fields["name"]
		f.Confidence = tc.confidence
		a.docs[document.Diploma].Fields["name"] = f
		delete(a.docs[document.Diploma].Fields, "birth_date")
		var got []string
		for _, f := range a.report().Findings {
			got = append(got, f.Code)
		}
		if !slices.Equal(got, []string{tc.want}) {
			t.Errorf("%s at %g: %v, want %s", tc.name, tc.confidence, got, tc.want)
		}
	}
}
