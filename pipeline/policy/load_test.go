package policy_test

import (
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"hecha/pipeline/policy"
)

// files are the embedded files with one text replaced by another in one of them.
func files(t *testing.T, name, old, replacement string) fstest.MapFS {
	t.Helper()
	all := fstest.MapFS{}
	for _, file := range []string{"notice.yaml", "eligibility.yaml", "majors.yaml", "risk.yaml", "commitment.yaml"} {
		data, err := os.ReadFile("data/" + file)
		if err != nil {
			t.Fatal(err)
		}
		text := string(data)
		if file == name {
			if !strings.Contains(text, old) {
				t.Fatalf("%s does not hold %q", file, old)
			}
			text = strings.Replace(text, old, replacement, 1)
		}
		all[file] = &fstest.MapFile{Data: []byte(text)}
	}
	return all
}

func TestLoadRefuses(t *testing.T) {
	for name, tc := range map[string]struct{ file, old, replacement, want string }{
		"a route without source":       {"notice.yaml", "  source: 公告五（一）3（1）②\n", "", "route secondary-hunan has no source"},
		"a requirement without source": {"notice.yaml", "  source: 公告五（一）2\n", "", "requirement identity has no source"},
		"an exam without source":       {"eligibility.yaml", "  source: 建人规〔2020〕3号\n", "", "jianli.2021.college has no source"},
		"a class without source":       {"majors.yaml", "  source: 建人规〔2020〕3号\n", "", "class college-engineering has no source"},
		"a weight without source":      {"risk.yaml", "source: 教学〔2002〕15号, ", "", "weight certificate-number has no source"},
		"an unknown mark":              {"majors.yaml", "  confidence: A\n", "  confidence: D\n", `confidence "D"`},
		"an unknown key":               {"eligibility.yaml", "special: 4}", "specials: 4}", "specials"},
		"a class that is not there":    {"eligibility.yaml", "majors: engineering\n", "majors: enginering\n", `the class of majors "enginering"`},
		"a level that is not there":    {"eligibility.yaml", "education: [中专], special: 2", "education: [大专], special: 2", `the level "大专"`},
		"no years":                     {"eligibility.yaml", "education: [本科], total: 4, special: 3}", "education: [本科]}", "yijian.2020.bachelor asks no years"},
		"special beyond total":         {"eligibility.yaml", "total: 6, special: 4", "total: 6, special: 7", "yijian.2020.college asks more years"},
		"a kind that is not there":     {"notice.yaml", "kinds: [cscse_certificate]", "kinds: [cscse]", `the kind "cscse"`},
		"a path that is not there":     {"notice.yaml", "paths: [military]", "paths: [army]", `the path "army"`},
		"a place that is not there":    {"notice.yaml", "places: [hk_macao_taiwan]", "places: [hongkong]", `the place "hongkong"`},
		"a date that is none":          {"notice.yaml", `until: "2001-12"`, `until: "2001"`, "route higher-before-2002"},
		"the same id twice":            {"notice.yaml", "- id: technician-2014", "- id: technician-2015", "route technician-2015 has no id of its own"},
		"an unknown severity":          {"risk.yaml", "severity: error", "severity: fatal", `the severity "fatal"`},
		"a text that promises nothing": {"commitment.yaml", "promised:", "promised: []\nunread:", "unread"},
		"a text without source":        {"commitment.yaml", "source: 公告一、四、六（一）；人考中心函〔2021〕1号", "source: ", "commitment.yaml: has no version, title or source"},
		"no version":                   {"majors.yaml", "version: majors-2021.1", "", "majors.yaml: has no version"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := policy.Load(files(t, tc.file, tc.old, tc.replacement))
			if err == nil || !strings.Contains(err.Error(), tc.want) {
				t.Errorf("error %v, want one with %q", err, tc.want)
			}
		})
	}
	if _, err := policy.Load(fstest.MapFS{}); err == nil {
		t.Error("loads without files")
	}
}

// TestLoadTakesChanges changes one number as an office would.
func TestLoadTakesChanges(t *testing.T) {
	p, err := policy.Load(files(t, "eligibility.yaml", "total: 6, special: 4", "total: 5, special: 3"))
	if err != nil {
		t.Fatal(err)
	}
	app := appFor("yijian", 2020, "专科", "建筑工程技术")
	e := p.Eligibility(app, papers(studyPapers(app)...))
	if e.Special.Required == nil || *e.Special.Required != 36 {
		t.Errorf("required %v, want 36", e.Special.Required)
	}
}

func TestEveryRuleHasItsSource(t *testing.T) {
	ids := map[string]bool{}
	for _, r := range rules(t).Rules() {
		if r.Source == "" || r.Confidence == "" {
			t.Errorf("%s: source %q, confidence %q", r.ID, r.Source, r.Confidence)
		}
		ids[r.ID] = true
	}
	if len(ids) < 200 {
		t.Errorf("%d rules", len(ids))
	}
}
