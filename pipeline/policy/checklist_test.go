package policy_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"hecha/document"
	"hecha/pipeline/policy"
)

// routeCases are educations with the route that they take, the papers that prove
// them and, where the notice leaves something open, what the list says of it.
var routeCases = []struct {
	name    string
	app     document.Application
	route   string
	kinds   []document.Kind // any one of them
	site    string
	issuer  string
	reasons []string
}{
	{
		"a registered diploma", edu(document.PathRegular, "本科", "湖南", "2008-07-01", yes()),
		"higher-registered", []document.Kind{document.CHSIRegistration}, "www.chsi.com.cn", "", nil,
	},
	{
		"an adult's diploma of January 2002", edu(document.PathAdult, "专科", "湖北", "2002-01", yes()),
		"higher-registered", []document.Kind{document.CHSIRegistration}, "www.chsi.com.cn", "", nil,
	},
	{
		"one that the register does not have", edu(document.PathSelfStudy, "专科", "湖南", "2004-06-30", no()),
		"higher-unregistered", []document.Kind{document.CHSIAuthentication}, "www.chsi.com.cn", "", []string{"free_reauthentication"},
	},
	{
		"one of which nobody said whether it is registered", edu(document.PathNetwork, "本科", "湖南", "2012-07-01", nil),
		"higher-unsaid", []document.Kind{document.CHSIRegistration, document.CHSIAuthentication}, "www.chsi.com.cn", "", nil,
	},
	{
		"the last one before 2002", edu(document.PathRegular, "专科", "湖南", "2001-12-31", nil),
		"higher-before-2002", []document.Kind{document.CHSIAuthentication}, "www.chsi.com.cn", "", []string{"free_reauthentication"},
	},
	{
		"a year that nobody said", edu(document.PathRegular, "硕士研究生", "湖南", "", nil),
		"higher-undated", []document.Kind{document.CHSIRegistration, document.CHSIAuthentication}, "www.chsi.com.cn", "",
		[]string{"graduation_undated", "rule_confidence"},
	},
	{
		"a secondary school in June 2005", edu(document.PathSecondary, "中专", "湖南", "2005-06-30", nil),
		"secondary-hunan", []document.Kind{document.VocationalQuery}, "zcc.hnedu.cn", "", nil,
	},
	{
		"a secondary school in May 2005", edu(document.PathSecondary, "中专", "湖南", "2005-05-31", nil),
		"secondary-hunan-before-2005-06", []document.Kind{document.CHSIAuthentication}, "", "教育厅", []string{"secondary_by_province"},
	},
	{
		"a secondary school in Hubei", edu(document.PathSecondary, "中专", "湖北", "2008-07-01", nil),
		"secondary-elsewhere", []document.Kind{document.Other}, "", "教育厅", []string{"proof_by_hand", "rule_confidence", "secondary_of_other_province"},
	},
	{
		"a secondary school nobody knows where", edu(document.PathSecondary, "中专", "", "2008-07-01", nil),
		"secondary-unsaid", []document.Kind{document.VocationalQuery, document.CHSIAuthentication}, "zcc.hnedu.cn", "教育厅",
		[]string{"rule_confidence", "secondary_unsaid"},
	},
	{
		"a high school", edu(document.PathHighSchool, "高中", "湖南", "2008-07-01", nil),
		"high-school", []document.Kind{document.Other}, "", "", []string{"high_school_not_named", "proof_by_hand", "rule_confidence"},
	},
	{
		"abroad", edu(document.PathAbroad, "硕士研究生", "英国", "2012-07-01", nil),
		"abroad", []document.Kind{document.CSCSECertificate}, "www.cscse.edu.cn", "", nil,
	},
	{
		"Hong Kong", edu(document.PathAbroad, "硕士研究生", "香港", "2012-07-01", nil),
		"abroad-region", []document.Kind{document.CSCSECertificate}, "www.cscse.edu.cn", "", []string{"by_analogy"},
	},
	{
		"abroad, nobody said where", edu(document.PathAbroad, "本科", "", "", nil),
		"abroad-unsaid", []document.Kind{document.CSCSECertificate}, "www.cscse.edu.cn", "", nil,
	},
	{
		"a party school with an online record", online(edu(document.PathPartySchool, "本科", "湖南", "2010-12-31", nil)),
		"party-school", []document.Kind{document.PartySchoolQuery}, "", "", nil,
	},
	{
		"a party school, nobody said whether with a record", edu(document.PathPartySchool, "本科", "湖南", "2010-12-31", nil),
		"party-school-unsaid", []document.Kind{document.PartySchoolQuery}, "", "", []string{"party_school_unsaid"},
	},
	{
		"a party school without one", offline(edu(document.PathPartySchool, "本科", "湖南", "1998-12-31", nil)),
		"party-school-offline", []document.Kind{document.CHSIAuthentication}, "", "党校", []string{"party_school_report"},
	},
	{
		"technicians of 2005", technician("2005-01", "湖南"),
		"technician-2005-2013", []document.Kind{document.TechnicianQuery}, "e91job.com", "", nil,
	},
	{
		"technicians of 2013", technician("2013-12-31", ""),
		"technician-2005-2013", []document.Kind{document.TechnicianQuery}, "e91job.com", "", nil,
	},
	{
		"technicians of another province", technician("2010-07-01", "广东"),
		"technician-2005-2013-elsewhere", []document.Kind{document.TechnicianQuery, document.SchoolStatusProof}, "e91job.com", "职业能力建设",
		[]string{"rule_confidence", "technician_of_other_province"},
	},
	{
		"technicians of 2014", technician("2014-07-01", "湖南"),
		"technician-2014", []document.Kind{document.SchoolStatusProof}, "", "职业能力建设", []string{"technician_2014"},
	},
	{
		"technicians of 2015", technician("2015-01-01", "广东"),
		"technician-2015", []document.Kind{document.TechnicianQuery}, "jxzs.mohrss.gov.cn", "", nil,
	},
	{
		"technicians of 2004", technician("2004-12-31", "湖南"),
		"technician-before-2005", []document.Kind{document.SchoolStatusProof}, "", "职业能力建设", nil,
	},
	{
		"technicians undated", technician("", "湖南"),
		"technician-undated", []document.Kind{document.TechnicianQuery, document.SchoolStatusProof}, "", "职业能力建设",
		[]string{"graduation_undated", "rule_confidence"},
	},
	{
		"an army school", edu(document.PathMilitary, "本科", "湖南", "2008-07-01", nil),
		"military", []document.Kind{document.CHSIRegistration, document.CHSIAuthentication}, "www.chsi.com.cn", "",
		[]string{"military_not_named", "rule_confidence"},
	},
}

func edu(path document.EducationPath, level, place, graduated string, registered *bool) document.Application {
	return document.Application{
		Exam: "jiliang2", ExamYear: 2021, EducationPath: path, EducationLevel: level, GraduationPlace: place, GraduationDate: graduated, Registered: registered,
	}
}

func online(app document.Application) document.Application {
	app.OnlineRecord = yes()
	return app
}

func offline(app document.Application) document.Application {
	app.OnlineRecord = no()
	return app
}

func technician(graduated, place string) document.Application {
	app := edu(document.PathTechnician, "", place, graduated, nil)
	app.TechnicianClass = document.ClassSenior
	return app
}

func requirementOf(t *testing.T, p *policy.Policy, app document.Application, code string, docs ...document.Document) document.Requirement {
	t.Helper()
	ps := papers(docs...)
	for _, r := range p.Checklist(app, ps, p.Eligibility(app, ps)) {
		if r.Code == code {
			return r
		}
	}
	t.Fatalf("%s is not owed", code)
	return document.Requirement{}
}

func codesOf(reasons []document.Reason) []string {
	var all []string
	for _, r := range reasons {
		all = append(all, r.Code)
	}
	slices.Sort(all)
	return all
}

func TestRoutes(t *testing.T) {
	p := rules(t)
	seen := map[string]bool{}
	for _, tc := range routeCases {
		t.Run(tc.name, func(t *testing.T) {
			r := requirementOf(t, p, tc.app, "education_proof")
			seen[r.Rule] = true
			if r.Rule != tc.route {
				t.Fatalf("takes the route %s, want %s", r.Rule, tc.route)
			}
			var kinds []document.Kind
			site, issuer := "", ""
			for _, proof := range r.Proofs {
				kinds = append(kinds, proof.Kinds...)
				site, issuer = max(site, proof.Site), max(issuer, proof.Issuer)
			}
			if diff := cmp.Diff(tc.kinds, kinds); diff != "" {
				t.Errorf("proofs (-want +got)\n%s", diff)
			}
			if site != tc.site || issuer != tc.issuer {
				t.Errorf("from %q, by %q; want %q and %q", site, issuer, tc.site, tc.issuer)
			}
			if diff := cmp.Diff(tc.reasons, codesOf(r.Reasons), cmpopts.EquateEmpty()); diff != "" {
				t.Errorf("reasons (-want +got)\n%s", diff)
			}
			if r.Status == document.StatusPresent || r.Source == "" {
				t.Errorf("without papers %s, source %q", r.Status, r.Source)
			}
		})
	}
	for _, r := range p.Routes() {
		if !seen[r] {
			t.Errorf("no case takes the route %s", r)
		}
	}
}

func TestNoRoute(t *testing.T) {
	r := requirementOf(t, rules(t), edu("", "本科", "湖南", "2008-07-01", nil), "education_proof")
	if r.Status != document.StatusPerson || !slices.Contains(codesOf(r.Reasons), "no_route") {
		t.Errorf("an education without path: %s %v", r.Status, r.Reasons)
	}
}

func TestEducationProofs(t *testing.T) {
	misread := paper(document.TechnicianQuery, fields{"site": "www.e9ljob.con"})
	misread.Findings = []document.Finding{{Code: "query.site_other", Severity: document.SeverityWarning}}
	regular := edu(document.PathRegular, "本科", "湖南", "2008-07-01", nil)
	registration := paper(document.CHSIRegistration, fields{"level": "本科", "graduation_date": "2008-07-01"})
	forged := registration
	forged.Findings = []document.Finding{{Code: "chsi.qr_code", Fields: []string{"verification_code"}}}
	party := edu(document.PathPartySchool, "本科", "湖南", "2003-07-01", nil)
	certified := paper(document.CHSIAuthentication, fields{"level": "本科", "issuer": "中共湖南省委党校", "verification_result": "属实"})
	sealed := paper(document.CHSIAuthentication, fields{"level": "中专"})
	sealed.Seals = []document.Seal{{Text: "湖南省教育厅学历认证专用章"}}
	naming := paper(document.CHSIAuthentication, fields{"level": "中专"})
	naming.Bodies = []string{"经湖南省教育厅学历认证中心"}
	for name, tc := range map[string]struct {
		app      document.Application
		docs     []document.Document
		want     document.RequirementStatus
		accepted []bool
		reasons  []string // of the offers
	}{
		"the form":               {regular, []document.Document{registration}, document.StatusPresent, []bool{true}, nil},
		"nothing":                {regular, nil, document.StatusMissing, nil, nil},
		"enrolment":              {regular, []document.Document{paper(document.CHSIEnrolment, nil)}, document.StatusUnacceptable, []bool{false}, []string{"enrolment_is_no_graduation"}},
		"enrolment and the form": {regular, []document.Document{paper(document.CHSIEnrolment, nil), registration}, document.StatusPresent, []bool{true, false}, []string{"enrolment_is_no_graduation"}},
		"a technician's page":    {regular, []document.Document{paper(document.TechnicianQuery, nil)}, document.StatusUnacceptable, []bool{false}, []string{"wrong_proof_for_path"}},
		"a forged code":          {regular, []document.Document{forged}, document.StatusUnacceptable, []bool{false}, []string{"refused_by_finding"}},
		"a form of another level": {
			regular, []document.Document{
				paper(document.CHSIRegistration, fields{"level": "专科", "graduation_date": "2005-07-01"}), paper(document.Diploma, fields{"level": "本科", "graduation_date": "2008-07-01"}),
			}, document.StatusUnacceptable, []bool{false}, []string{"proof_of_other_level"},
		},
		"an authentication that says no": {
			edu(document.PathRegular, "本科", "湖南", "2001-07-01", nil), []document.Document{paper(document.CHSIAuthentication, fields{"level": "本科", "verification_result": "不属实"})},
			document.StatusUnacceptable, []bool{false}, []string{"verified_false"},
		},
		"registered before 2002": {
			edu(document.PathRegular, "本科", "湖南", "2001-07-01", nil),
			[]document.Document{paper(document.CHSIRegistration, fields{"level": "本科", "graduation_date": "2001-07-01"})},
			document.StatusPerson, []bool{true}, []string{"registered_before_2002"},
		},
		"the other system": {
			technician("2010-07-01", "湖南"), []document.Document{paper(document.TechnicianQuery, fields{"site": "www.jxzs.mohrss.gov.cn"})},
			document.StatusUnacceptable, []bool{false}, []string{"other_site"},
		},
		"the right system": {
			technician("2010-07-01", "湖南"), []document.Document{paper(document.TechnicianQuery, fields{"site": "http://www.e91job.com/hunanweb"})},
			document.StatusPresent, []bool{true}, nil,
		},
		"a system whose address may be misread": {
			technician("2010-07-01", "湖南"), []document.Document{misread}, document.StatusPerson, []bool{true}, []string{"site_unclear"},
		},
		"a system that is not seen": {
			technician("2010-07-01", "湖南"), []document.Document{paper(document.TechnicianQuery, nil)},
			document.StatusPerson, []bool{true}, []string{"site_unseen"},
		},
		"an issuer that is not seen": {
			edu(document.PathSecondary, "中专", "湖南", "2001-07-01", nil), []document.Document{paper(document.CHSIAuthentication, fields{"level": "中专"})},
			document.StatusPerson, []bool{true}, []string{"issuer_unseen"},
		},
		"an issuer in the text": {
			edu(document.PathSecondary, "中专", "湖南", "2001-07-01", nil), []document.Document{naming}, document.StatusPresent, []bool{true}, nil,
		},
		"an issuer on the seal": {
			edu(document.PathSecondary, "中专", "湖南", "2001-07-01", nil), []document.Document{sealed}, document.StatusPresent, []bool{true}, nil,
		},
		"a party school's record": {
			party, []document.Document{paper(document.PartySchoolQuery, fields{"level": "本科"})}, document.StatusPresent, []bool{true}, nil,
		},
		"a party school's certification, nobody said why": {
			party, []document.Document{certified}, document.StatusPerson, []bool{true}, []string{"party_school_record_unsaid"},
		},
		"a party school's certification beside its record": {
			online(party), []document.Document{certified, paper(document.PartySchoolQuery, fields{"level": "本科"})}, document.StatusPresent,
			[]bool{true, true}, []string{"party_school_has_record"},
		},
		"a party school's certification where it has no record": {
			offline(party), []document.Document{certified}, document.StatusPresent, []bool{true}, nil,
		},
		"a certification by whom where a party school has no record": {
			offline(party), []document.Document{paper(document.CHSIAuthentication, fields{"level": "本科"})}, document.StatusPerson, []bool{true}, []string{"issuer_unseen"},
		},
		"a party school's record that the candidate did not know of": {
			offline(party), []document.Document{paper(document.PartySchoolQuery, fields{"level": "本科"})}, document.StatusPresent, []bool{true}, nil,
		},
		"a party school's certification that says no": {
			party, []document.Document{paper(document.CHSIAuthentication, fields{"level": "本科", "verification_result": "不属实"})},
			document.StatusUnacceptable, []bool{false}, []string{"party_school_record_unsaid", "verified_false"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			r := requirementOf(t, rules(t), tc.app, "education_proof", tc.docs...)
			var accepted []bool
			var reasons []string
			for _, o := range r.Offers {
				accepted = append(accepted, o.Accepted)
				reasons = append(reasons, codesOf(o.Reasons)...)
			}
			if r.Status != tc.want {
				t.Errorf("status %s, want %s (%v)", r.Status, tc.want, r.Reasons)
			}
			if diff := cmp.Diff(tc.accepted, accepted); diff != "" {
				t.Errorf("accepted (-want +got)\n%s", diff)
			}
			if diff := cmp.Diff(tc.reasons, reasons, cmpopts.EquateEmpty()); diff != "" {
				t.Errorf("reasons (-want +got)\n%s", diff)
			}
		})
	}
}

// What was only not seen refuses no paper: no finding says that it proves nothing.
func TestUnseenAccusesNobody(t *testing.T) {
	p, app := rules(t), appFor("yijian", 2020, "本科", "土木工程")
	work := workFor("施工管理", 80, 2020, "2021-11-01")
	work.Findings, work.Copy = []document.Finding{{Code: "work_certificate.seal_missing", Severity: document.SeverityWarning}}, &document.Copy{}
	all := papers(append(studyPapers(app), work)...)
	e := p.Eligibility(app, all)
	list := p.Checklist(app, all, e)
	i := slices.IndexFunc(list, func(r document.Requirement) bool { return r.Code == "work_years" })
	if list[i].Status != document.StatusPerson {
		t.Errorf("without a seal seen the certificate is %s", list[i].Status)
	}
	work.Findings = append(work.Findings, document.Finding{Code: "work_certificate.seal_type", Severity: document.SeverityError})
	all = papers(append(studyPapers(app), work)...)
	for _, f := range p.Findings(app, p.Checklist(app, all, e), e, all) {
		if f.Code == "policy.wrong_proof" {
			t.Errorf("a mark that was not seen accuses: %v", f)
		}
	}
	app = technician("2010-07-01", "湖南")
	query := paper(document.TechnicianQuery, fields{"site": "www.e9ljob.con"})
	query.NotChecked = []document.NotChecked{{Code: "query.site_other"}}
	all = papers(query)
	var severities []document.Severity
	for _, f := range p.Findings(app, p.Checklist(app, all, e), e, all) {
		if f.Code == "policy.wrong_proof" && slices.Contains(f.Fields, "site") {
			severities = append(severities, f.Severity)
		}
	}
	if !slices.Equal(severities, []document.Severity{document.SeverityWarning}) {
		t.Errorf("an address that may be misread: %v, want one warning", severities)
	}
}

// TestRequirements tells which requirements are owed by whom; together the cases
// hold every requirement of the notice.
func TestRequirements(t *testing.T) {
	p := rules(t)
	titled := edu(document.PathSecondary, "中专", "湖南", "2008-07-01", nil)
	titled.Exam, titled.ExamYear, titled.Titles = "shebei", 2020, []string{"工程师"}
	degree := edu(document.PathRegular, "本科", "湖南", "2008-07-01", nil)
	degree.Exam, degree.Major, degree.LengthYears = "jzs1", "建筑学", "5"
	exempt := edu(document.PathRegular, "专科", "湖南", "1998-07-01", nil)
	exempt.Exam, exempt.ExamYear, exempt.Level = "yijian", 2020, "免二科"
	extra := exempt
	extra.Level = "增项"
	ordinary := []string{"form", "identity", "diploma", "education", "work"}
	for name, tc := range map[string]struct {
		app  document.Application
		docs []document.Document
		want []string
	}{
		"ordinary":  {edu(document.PathRegular, "本科", "湖南", "2008-07-01", nil), nil, ordinary},
		"abroad":    {edu(document.PathAbroad, "本科", "英国", "2008-07-01", nil), nil, []string{"form", "identity", "diploma-elsewhere", "education", "work"}},
		"exemption": {exempt, nil, append(slices.Clone(ordinary), "exemption")},
		"extra":     {extra, nil, []string{"form", "identity", "extra"}},
		"a title":   {titled, []document.Document{workFor("设备监理", 260, 2020, "2021-01-01")}, append(slices.Clone(ordinary), "title")},
		"a degree": {degree, []document.Document{
			paper(document.Diploma, fields{"level": "本科", "graduation_date": "2008-07-01", "major": "建筑学"}),
			paper(document.DegreeCertificate, fields{"degree": "建筑学学士"}), workFor("建筑设计", 60, 2021, "2021-12-01"),
		}, append(slices.Clone(ordinary), "degree")},
	} {
		t.Run(name, func(t *testing.T) {
			ps := papers(tc.docs...)
			var got []string
			for _, r := range p.Checklist(tc.app, ps, p.Eligibility(tc.app, ps)) {
				id := r.Rule
				if r.Code == "education_proof" {
					id = "education"
				}
				got = append(got, id)
			}
			if diff := cmp.Diff(tc.want, got); diff != "" {
				t.Errorf("owed (-want +got)\n%s", diff)
			}
		})
	}
}

func TestBothSidesOfTheCard(t *testing.T) {
	p, app := rules(t), edu(document.PathRegular, "本科", "湖南", "2008-07-01", nil)
	portrait, emblem := paper(document.IDCardPortrait, nil), paper(document.IDCardEmblem, nil)
	if r := requirementOf(t, p, app, "identity", portrait); r.Status == document.StatusPresent {
		t.Error("one side is enough")
	}
	if r := requirementOf(t, p, app, "identity", portrait, emblem); r.Status != document.StatusPresent {
		t.Errorf("both sides: %s", r.Status)
	}
	emblem.Findings = []document.Finding{{Code: "id_card.expired"}}
	if r := requirementOf(t, p, app, "identity", portrait, emblem); r.Status != document.StatusPerson {
		t.Errorf("an expired card: %s, want a person to look", r.Status)
	}
}

// TestFirstQualification asks for the qualification that the further specialty
// goes with.
func TestFirstQualification(t *testing.T) {
	app := edu(document.PathRegular, "本科", "湖南", "2008-07-01", nil)
	app.Exam, app.ExamYear, app.Level = "yijian", 2020, "增项"
	doubted := paper(document.QualificationCertificate, fields{"qualification": "二级建造师"})
	f := doubted.Fields["qualification"]
	f.AddDoubt(document.DoubtLowConfidence)
	doubted.Fields["qualification"] = f
	for name, tc := range map[string]struct {
		doc  document.Document
		want document.RequirementStatus
	}{
		"the same":           {paper(document.QualificationCertificate, fields{"qualification": "一级建造师"}), document.StatusPresent},
		"in other words":     {paper(document.QualificationCertificate, fields{"qualification": "注册建造师（一级）"}), document.StatusPresent},
		"the lower one":      {paper(document.QualificationCertificate, fields{"qualification": "二级建造师"}), document.StatusUnacceptable},
		"perhaps misread":    {doubted, document.StatusPresent},
		"one without a name": {paper(document.QualificationCertificate, nil), document.StatusPresent},
	} {
		if r := requirementOf(t, rules(t), app, "first_qualification", tc.doc); r.Status != tc.want {
			t.Errorf("%s: %s, want %s", name, r.Status, tc.want)
		}
	}
}

// TestCopies lets a person look at a copy for which nobody vouches.
func TestCopies(t *testing.T) {
	app, emblem := edu(document.PathRegular, "本科", "湖南", "2008-07-01", nil), paper(document.IDCardEmblem, nil)
	card := paper(document.IDCardPortrait, nil)
	card.Copy = &document.Copy{AttestedText: &document.Mark{}, Seal: &document.Mark{}}
	r := requirementOf(t, rules(t), app, "identity", card, emblem)
	if r.Status != document.StatusPerson || !slices.Equal(codesOf(r.Offers[0].Reasons), []string{"copy_signature_unseen"}) {
		t.Errorf("a copy without a signature: %s %v", r.Status, r.Offers)
	}
	card.Copy.Signature = &document.Mark{}
	if r := requirementOf(t, rules(t), app, "identity", card, emblem); r.Status != document.StatusPresent {
		t.Errorf("a copy with everything: %s", r.Status)
	}
}

// TestDoubtedRefusal lets a person look where what refuses a paper may be
// misread.
func TestDoubtedRefusal(t *testing.T) {
	card := paper(document.IDCardPortrait, fields{"id_number": "11010519491231002X"})
	card.Findings = []document.Finding{{Code: "id_card.check_digit", Fields: []string{"id_number"}}}
	app, emblem := edu(document.PathRegular, "本科", "湖南", "2008-07-01", nil), paper(document.IDCardEmblem, nil)
	if r := requirementOf(t, rules(t), app, "identity", card, emblem); r.Status != document.StatusUnacceptable {
		t.Errorf("a number that proves itself wrong: %s", r.Status)
	}
	f := card.Fields["id_number"]
	f.AddDoubt(document.DoubtLowConfidence)
	card.Fields["id_number"] = f
	if r := requirementOf(t, rules(t), app, "identity", card, emblem); r.Status != document.StatusPerson {
		t.Errorf("one that may be misread: %s", r.Status)
	}
}

// TestPlaceOfTheSchool lets the school tell the province that nobody declared.
func TestPlaceOfTheSchool(t *testing.T) {
	for school, want := range map[string]string{
		"长沙市财经职业中等专业学校": "secondary-hunan", "武汉市财政学校": "secondary-elsewhere", "某某职业中专": "secondary-unsaid",
	} {
		app := edu(document.PathSecondary, "中专", "", "2008-07-01", nil)
		app.School = school
		if r := requirementOf(t, rules(t), app, "education_proof"); r.Rule != want {
			t.Errorf("%s takes the route %s, want %s", school, r.Rule, want)
		}
	}
}
