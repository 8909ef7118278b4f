package policy_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"hecha/document"
)

// TestYears counts the work of a bachelor of 2008-07 who sat 一级建造师 in 2020,
// which counts up to December 2020.
func TestYears(t *testing.T) {
	const job = "建设工程施工管理"
	cert := func(f fields) document.Document {
		if f["job"] == "" {
			f["job"] = job
		}
		return paper(document.WorkCertificate, f)
	}
	for name, tc := range map[string]struct {
		work           []document.Document
		study          fields // changes to the study
		special, total [2]int // least and most
		steps          string // codes of the steps about work and study
		outcome        document.Outcome
	}{
		"one span": {
			work:    []document.Document{cert(fields{"work_start": "2015-01", "work_end": "2018-12", "issued_date": "2021-11-20"})},
			special: [2]int{48, 48}, total: [2]int{48, 48}, steps: "work_span study_cut cutoff", outcome: document.OutcomeClose,
		},
		"to the present": {
			work:    []document.Document{cert(fields{"work_start": "2015-01", "work_end": "至今", "issued_date": "2021-11-20"})},
			special: [2]int{72, 72}, total: [2]int{72, 72}, steps: "work_ongoing study_cut cutoff", outcome: document.OutcomeMet,
		},
		"to the present of a paper made before the cutoff": {
			work:    []document.Document{cert(fields{"work_start": "2016-11", "work_end": "至今", "issued_date": "2020-08-20"})},
			special: [2]int{46, 50}, total: [2]int{46, 50}, steps: "work_ongoing study_cut cutoff", outcome: document.OutcomeClose,
		},
		"an end left out, and years that come to the day of the paper": {
			work:    []document.Document{cert(fields{"work_start": "2013-10", "years": "8", "total_years": "8", "issued_date": "2021-10-08"})},
			special: [2]int{87, 87}, total: [2]int{87, 87}, steps: "work_ongoing study_cut cutoff", outcome: document.OutcomeMet,
		},
		"an end left out, and years that come to less": {
			work:    []document.Document{cert(fields{"work_start": "2013-10", "years": "5", "issued_date": "2021-10-08"})},
			special: [2]int{1, 150}, total: [2]int{1, 87}, steps: "work_ongoing work_stated study_cut cutoff", outcome: document.OutcomePerson,
		},
		"overlaps count once": {
			work: []document.Document{
				periods(cert(fields{"issued_date": "2021-11-20"}), [3]string{"2010-01", "2012-12", job}, [3]string{"2012-06", "2013-12", job}),
				cert(fields{"work_start": "2013-01", "work_end": "2014-12", "issued_date": "2021-11-20"}),
			},
			special: [2]int{60, 60}, total: [2]int{60, 60}, steps: "work_span work_span work_span study_cut cutoff", outcome: document.OutcomeMet,
		},
		"full-time study is cut out": {
			work:    []document.Document{cert(fields{"work_start": "2006-07", "work_end": "2012-06", "issued_date": "2021-11-20"})},
			special: [2]int{48, 48}, total: [2]int{48, 48}, steps: "work_span study_cut cutoff", outcome: document.OutcomeClose,
		},
		"part-time study counts": {
			work:    []document.Document{cert(fields{"work_start": "2006-07", "work_end": "2012-06", "issued_date": "2021-11-20"})},
			study:   fields{"study_form": "函授"},
			special: [2]int{72, 72}, total: [2]int{72, 72}, steps: "work_span study_part_time cutoff", outcome: document.OutcomeMet,
		},
		"study of a form that nobody said": {
			work:    []document.Document{cert(fields{"work_start": "2006-07", "work_end": "2012-06", "issued_date": "2021-11-20"})},
			study:   fields{"study_form": "", "path": "adult"},
			special: [2]int{48, 72}, total: [2]int{48, 72}, steps: "work_span study_perhaps_full_time cutoff", outcome: document.OutcomeClose,
		},
		"other work counts in all only": {
			work: []document.Document{periods(cert(fields{"job": "后勤服务", "issued_date": "2021-11-20"}),
				[3]string{"2010-01", "2012-12", "后勤服务"}, [3]string{"2013-01", "2016-06", job})},
			special: [2]int{42, 78}, total: [2]int{78, 78}, steps: "work_span work_span study_cut cutoff", outcome: document.OutcomeMet,
		},
		"rows that name posts take the work from the text": {
			work:    []document.Document{periods(cert(fields{"issued_date": "2021-11-20"}), [3]string{"2010-01", "2016-12", "项目部施工员"}, [3]string{"2017-01", "2018-12", "技术负责人"})},
			special: [2]int{108, 108}, total: [2]int{108, 108}, steps: "work_span work_span study_cut cutoff", outcome: document.OutcomeMet,
		},
		"fewer years in the work than the span": {
			work:    []document.Document{cert(fields{"work_start": "2010-01", "work_end": "2019-12", "years": "4", "issued_date": "2021-11-20"})},
			special: [2]int{48, 59}, total: [2]int{120, 120}, steps: "work_span work_stated study_cut cutoff", outcome: document.OutcomeMet,
		},
		"more years than the span": {
			work:    []document.Document{cert(fields{"work_start": "2019-01", "work_end": "2019-12", "years": "6", "issued_date": "2021-11-20"})},
			special: [2]int{12, 83}, total: [2]int{12, 12}, steps: "work_span work_stated study_cut cutoff", outcome: document.OutcomeNotMet,
		},
		"years alone, counted back from the paper": {
			work:    []document.Document{cert(fields{"years": "6", "issued_date": "2021-11-20"})},
			special: [2]int{61, 72}, total: [2]int{61, 72}, steps: "work_stated study_cut cutoff", outcome: document.OutcomeMet,
		},
		"nothing": {steps: "study_cut cutoff", outcome: document.OutcomePerson},
		"a row that was not read": {
			work:    []document.Document{periods(cert(fields{"issued_date": "2021-11-20"}), [3]string{"2015-01", "2015-12", job}, [3]string{"2016-01", "", job})},
			special: [2]int{12, 12}, total: [2]int{12, 12}, steps: "work_span study_cut cutoff", outcome: document.OutcomePerson,
		},
	} {
		t.Run(name, func(t *testing.T) {
			app := appFor("yijian", 2020, "本科", "土木工程")
			app.GraduationDate = "2008-07-01"
			study := fields{"level": "本科", "major": "土木工程", "graduation_date": "2008-07-01", "enrollment_date": "2004-09-01", "study_form": "普通全日制", "school": "湖南大学"}
			if name == "full-time study is cut out" || strings.HasPrefix(name, "part-time") || strings.HasPrefix(name, "study of") {
				study["graduation_date"], study["enrollment_date"] = "2010-07-01", "2008-07-01"
			}
			for k, v := range tc.study {
				if k == "path" {
					app.EducationPath = document.EducationPath(v)
					continue
				}
				study[k] = v
			}
			docs := append([]document.Document{paper(document.CHSIRegistration, study)}, tc.work...)
			e := rules(t).Eligibility(app, papers(docs...))
			if got := [2]int{e.Special.Least, e.Special.Most}; got != tc.special {
				t.Errorf("named work %v months, want %v", got, tc.special)
			}
			if got := [2]int{e.Total.Least, e.Total.Most}; got != tc.total {
				t.Errorf("all work %v months, want %v", got, tc.total)
			}
			if e.Outcome != tc.outcome {
				t.Errorf("%s %v, want %s", e.Outcome, e.Reasons, tc.outcome)
			}
			if diff := cmp.Diff(tc.steps, strings.Join(workSteps(e), " ")); diff != "" {
				t.Errorf("steps (-want +got)\n%s", diff)
			}
		})
	}
}

// workSteps are the codes of the steps about work and study.
func workSteps(e document.Eligibility) []string {
	var codes []string
	for _, s := range e.Steps {
		if strings.HasPrefix(s.Code, "work") || strings.HasPrefix(s.Code, "study") || s.Code == "cutoff" {
			codes = append(codes, s.Code)
		}
	}
	return codes
}

func TestTechnicianLevels(t *testing.T) {
	for class, want := range map[string]string{"中级工班": "中专", "高级工班": "专科", "预备技师（技师）班": "本科"} {
		app := document.Application{
			Exam: "jiliang2", ExamYear: 2021, EducationPath: document.PathTechnician, TechnicianClass: document.TechnicianClass(class), GraduationDate: "2012-07-01",
		}
		e := rules(t).Eligibility(app, papers(paper(document.Diploma, fields{"level": class, "graduation_date": "2012-07-01"}), workFor("计量检定", 60, 2021, "2021-12-01")))
		i := slices.IndexFunc(e.Steps, func(s document.Step) bool { return s.Code == "technician_level" })
		if i < 0 || e.Steps[i].Args["level"] != want {
			t.Errorf("%s: steps %v, want the level %s", class, e.Steps, want)
		}
		if e.Rule != "jiliang2.2021.secondary" {
			t.Errorf("%s: rule %s", class, e.Rule)
		}
	}
}

// TestDoubtedValues makes the outcome provisional where a value that it rests on
// asks for a person.
func TestDoubtedValues(t *testing.T) {
	app := appFor("yijian", 2020, "本科", "土木工程")
	work := workFor("施工管理", 80, 2020, "2021-11-01")
	e := rules(t).Eligibility(app, papers(append(studyPapers(app), work)...))
	if e.Outcome != document.OutcomeMet || e.Provisional {
		t.Fatalf("undoubted: %s, provisional %v", e.Outcome, e.Provisional)
	}
	start := work.Fields["work_start"]
	start.Doubt = []document.Doubt{document.DoubtLowConfidence}
	work.Fields["work_start"] = start
	e = rules(t).Eligibility(app, papers(append(studyPapers(app), work)...))
	if !e.Provisional || len(e.Doubted) != 1 || e.Doubted[0].Field != "work_start" {
		t.Errorf("provisional %v, doubted %v", e.Provisional, e.Doubted)
	}
	e = rules(t).Eligibility(app, papers(work))
	if !e.Provisional || !slices.Contains(codesOf(e.Reasons), "education_unproven") {
		t.Errorf("without a proof of education: provisional %v, %v", e.Provisional, e.Reasons)
	}
	studying := paper(document.SchoolStatusProof, fields{"level": "本科", "school": "样本大学", "student_status": "在读"})
	e = rules(t).Eligibility(app, papers(work, studying))
	if !e.Provisional || !slices.Contains(codesOf(e.Reasons), "education_unproven") {
		t.Errorf("with a proof that somebody studies: provisional %v, %v", e.Provisional, e.Reasons)
	}
}

func TestNotEntitled(t *testing.T) {
	work := workFor("施工管理", 200, 2020, "2021-11-01")
	late := appFor("yijian", 2020, "本科", "土木工程")
	late.GraduationDate = "2021-06-30"
	unfinished := appFor("yijian", 2020, "本科", "土木工程")
	ended := studyPapers(unfinished)
	ended[1].Fields["conclusion"] = document.Field{Value: "结业"}
	untitled := appFor("shebei", 2020, "本科", "机械工程")
	lawyer := appFor("jianli", 2021, "本科", "法学")
	for name, tc := range map[string]struct {
		app     document.Application
		docs    []document.Document
		outcome document.Outcome
		reason  string
	}{
		"a level too low":        {appFor("yijian", 2020, "中专", "工业与民用建筑"), nil, document.OutcomeNotMet, "level_not_entitled"},
		"a level not named":      {appFor("jianli", 2021, "第二学士学位", "土木工程"), nil, document.OutcomePerson, "level_not_named"},
		"a major not entitled":   {lawyer, nil, document.OutcomeNotMet, "major_not_entitled"},
		"graduated too late":     {late, nil, document.OutcomeNotMet, "graduated_after_cutoff"},
		"not graduated":          {unfinished, ended, document.OutcomeNotMet, "not_graduated"},
		"no title seen":          {untitled, nil, document.OutcomePerson, "title_unknown"},
		"another title":          {untitled, append(studyPapers(untitled), paper(document.TitleCertificate, fields{"title": "助理经济师"})), document.OutcomeNotMet, "title_lacking"},
		"no level":               {document.Application{Exam: "yijian", ExamYear: 2020}, nil, document.OutcomePerson, "level_unknown"},
		"an exam nobody knows":   {appFor("法律", 2020, "本科", "法学"), nil, document.OutcomePerson, "exam_unknown"},
		"a year nobody wrote":    {appFor("yijian", 2022, "本科", "土木工程"), nil, document.OutcomePerson, "exam_unknown"},
		"a major in no table":    {appFor("yijian", 2020, "本科", "炼金术"), nil, document.OutcomePerson, "major_for_person"},
		"by the name it has":     {appFor("一级建造师", 2020, "本科", "炼金术"), nil, document.OutcomePerson, "major_for_person"},
		"by another name it has": {appFor("社会工作者资格考试", 2020, "中专", "护理"), nil, document.OutcomePerson, "title_unknown"},
	} {
		t.Run(name, func(t *testing.T) {
			docs := tc.docs
			if docs == nil && tc.app.EducationLevel != "" {
				docs = studyPapers(tc.app)
			}
			e := rules(t).Eligibility(tc.app, papers(append(docs, work)...))
			if e.Outcome != tc.outcome || !slices.Contains(codesOf(e.Reasons), tc.reason) {
				t.Errorf("%s %v, want %s because of %s", e.Outcome, e.Reasons, tc.outcome, tc.reason)
			}
		})
	}
}

// TestClaims exercises the rules about exemptions and further specialties.
func TestClaims(t *testing.T) {
	for _, tc := range []struct {
		exam, level, held string
		proven            bool
		rule              string
		outcome           document.Outcome
		reason            string
	}{
		{"yijian", "免二科", "高级工程师", true, "yijian.2020.exempt-two", document.OutcomePerson, "exemption_for_person"},
		{"erjian", "免一科", "工程师", true, "erjian.2021.exempt-one", document.OutcomePerson, "exemption_for_person"},
		{"erjian", "免二科", "工程师", true, "erjian.2021.exempt-two", document.OutcomePerson, "exemption_for_person"},
		{"shebei", "免二科", "高级工程师", true, "shebei.2020.exempt-two", document.OutcomePerson, "exemption_for_person"},
		{"yijian", "增项", "一级建造师", true, "yijian.2020.extra", document.OutcomeMet, ""},
		{"yijian", "增项", "一级建造师", false, "yijian.2020.extra", document.OutcomePerson, "title_unproven"},
		{"yijian", "增项", "二级建造师", true, "yijian.2020.extra", document.OutcomePerson, "first_qualification_unseen"},
		{"erjian", "增报专业", "二级建造师", true, "erjian.2021.extra", document.OutcomeMet, ""},
	} {
		year := 2020
		if y, ok := examYears[tc.exam]; ok {
			year = y
		}
		app := appFor(tc.exam, year, "本科", "土木工程")
		app.Level = tc.level
		var docs []document.Document
		if tc.proven {
			docs = append(docs, paper(document.QualificationCertificate, fields{"qualification": tc.held}))
		} else {
			app.Titles = []string{tc.held}
		}
		e := rules(t).Eligibility(app, papers(docs...))
		if e.Rule != tc.rule || e.Outcome != tc.outcome || tc.reason != "" && !slices.Contains(codesOf(e.Reasons), tc.reason) {
			t.Errorf("%s %s with %s: %s by %s, %v; want %s by %s, %s", tc.exam, tc.level, tc.held, e.Outcome, e.Rule, e.Reasons, tc.outcome, tc.rule, tc.reason)
		}
	}
}

// TestTitlesBelow tells a title from a lower one of nearly the same name.
func TestTitlesBelow(t *testing.T) {
	for held, want := range map[string]string{"机械工程师": "met", "助理工程师": "not_met", "高级工程师": "met", "工程帅": "unknown", "机械程师": "unknown", "工程员": "not_met"} {
		app := appFor("shebei", 2020, "本科", "机械工程")
		docs := append(studyPapers(app), workFor("设备监理", 200, 2020, "2021-01-01"), paper(document.TitleCertificate, fields{"title": held}))
		e := rules(t).Eligibility(app, papers(docs...))
		if got := slices.Contains(codesOf(e.Reasons), "title_unknown"); got != (want == "unknown") {
			t.Errorf("%s: %v", held, e.Reasons)
		}
		// The class of majors of this exam is below A, so what is met asks for a person.
		if got := e.Rule != ""; got != (want != "not_met") {
			t.Errorf("%s: rule %q, %s %v", held, e.Rule, e.Outcome, e.Reasons)
		}
	}
}
