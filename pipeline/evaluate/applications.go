package evaluate

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"hecha/document"
)

// ApplicationsFile lists the whole applications of a folder, each in a folder of
// its own with an application.yaml.
const ApplicationsFile = "applications.json"

// ExpectedApplication is one entry of it.
type ExpectedApplication struct {
	Dir         string       `json:"dir"`
	Degradation string       `json:"degradation"`
	Lie         *ExpectedLie `json:"lie"` // nil: everything in it is true
	Oddity      string       `json:"oddity"`
}

// ExpectedLie is found by a finding of one of the codes, or of one with _unclear
// behind it, that is at least a warning and names all the fields. Without codes,
// as somebody writes it who does not know them, any code will do. A field may
// be one of several, a|b, and end with a star.
type ExpectedLie struct {
	Sort   string   `json:"sort"`
	Codes  []string `json:"codes"`
	Fields []string `json:"fields"`
}

// LoadApplications reads the list; ok is false where the folder has none.
func LoadApplications(dir string) (all []ExpectedApplication, ok bool, err error) {
	data, err := os.ReadFile(filepath.Join(dir, ApplicationsFile))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, false, nil
	}
	if err == nil {
		err = json.Unmarshal(data, &all)
	}
	if err != nil {
		return nil, true, fmt.Errorf("load %s: %w", ApplicationsFile, err)
	}
	return all, true, nil
}

// TruthSuffix ends the name of the file beside an application's folder that says
// what stands on its papers, in the form of a truth.json.
const TruthSuffix = ".truth.json"

// LoadApplicationTruth reads what stands on the papers of the application in
// dir.
func LoadApplicationTruth(dir string) ([]Expected, error) {
	data, err := os.ReadFile(dir + TruthSuffix)
	if err != nil {
		return nil, fmt.Errorf("load truth of application: %w", err)
	}
	return Parse(data)
}

// AssessedApplication is what became of one application.
type AssessedApplication struct {
	Files      []string // of the results, as the truth beside the folder names them
	Results    []document.Result
	Assessment document.Assessment
	Err        error // it could not be assessed at all
}

// findings are those about the application and those of its papers.
func (a AssessedApplication) findings() []document.Finding {
	all := slices.Clone(a.Assessment.Findings)
	for _, p := range document.Papers(a.Results) {
		all = append(all, p.Findings...)
	}
	return all
}

// Found counts lies, or truthful applications that an error accuses.
type Found struct {
	Expected int `json:"expected"`
	Found    int `json:"found"`
}

// Rate is Found over Expected.
func (f Found) Rate() float64 { return ratio(f.Found, f.Expected) }

// ApplicationReport is how well lies were found and truth was left alone.
type ApplicationReport struct {
	Lies          Found            `json:"lies"`
	BySort        map[string]Found `json:"lies_by_sort"`
	ByDegradation map[string]Found `json:"lies_by_degradation"`
	// Truthful counts truthful applications; Found are those with a finding of
	// severity error, Accusations its codes by how often they occur.
	Truthful    Found          `json:"truthful_with_error"`
	Odd         Found          `json:"odd_with_error"` // of the truthful ones those that are unusual
	Accusations map[string]int `json:"accusations"`
	Accused     []string       `json:"accused"` // folder, degradation and codes of truthful ones with an error
	Missed      []string       `json:"missed"`  // folder and sort of lies that were not found
	Failed      []string       `json:"failed"`  // applications that could not be assessed
	Values      Count          `json:"values"`  // read on papers whose truth is known
	Doubts      Doubts         `json:"doubts"`  // of these values
}

// Doubts counts values in doubt, and those that need no person since others bear
// them out.
type Doubts struct {
	Doubted      int `json:"doubted"`
	Corroborated int `json:"corroborated"`
	Wrong        int `json:"wrong"` // of the corroborated ones
}

// MeasureApplications compares assessments with what is known, in the order of
// the list.
func MeasureApplications(list []ExpectedApplication, assessed []AssessedApplication) ApplicationReport {
	r := ApplicationReport{BySort: map[string]Found{}, ByDegradation: map[string]Found{}, Accusations: map[string]int{}, Accused: []string{}, Missed: []string{}, Failed: []string{}}
	for i, e := range list {
		switch a := assessed[i]; {
		case a.Err != nil:
			r.Failed = append(r.Failed, e.Dir)
		case e.Lie == nil:
			r.truthful(e, a)
		default:
			r.lie(e, a)
		}
	}
	return r
}

// MeasureValues adds what was read on the papers of an application whose truth is
// known.
func (r *ApplicationReport) MeasureValues(truth []Expected, a AssessedApplication) {
	readings := make([]Reading, len(a.Results))
	for i, result := range a.Results {
		readings[i] = Reading{File: a.Files[i], Result: result}
	}
	papers := document.Papers(a.Results)
	for _, o := range Measure(truth, readings).Outcomes {
		r.Values.add(o)
		at := slices.IndexFunc(papers, func(p document.Paper) bool { return p.Document == o.Document })
		if at < 0 || len(o.Field.Doubt) == 0 {
			continue
		}
		corroborated := one(a.Assessment.Corroborating(papers[at], o.Name) != nil)
		r.Doubts.Doubted++
		r.Doubts.Corroborated += corroborated
		r.Doubts.Wrong += corroborated * one(!o.Right)
	}
}

func (r *ApplicationReport) truthful(e ExpectedApplication, a AssessedApplication) {
	r.Truthful.Expected++
	var codes []string
	for _, f := range a.findings() {
		if f.Severity == document.SeverityError {
			codes = append(codes, f.Code)
			r.Accusations[f.Code]++
		}
	}
	r.Odd.Expected += one(e.Oddity != "")
	if len(codes) == 0 {
		return
	}
	r.Truthful.Found++
	r.Odd.Found += one(e.Oddity != "")
	about := append(strings.Fields(strings.Join([]string{e.Dir, e.Degradation, e.Oddity}, " ")), codes...)
	r.Accused = append(r.Accused, strings.Join(about, " "))
}

func (r *ApplicationReport) lie(e ExpectedApplication, a AssessedApplication) {
	found := slices.ContainsFunc(a.findings(), e.Lie.names)
	count := func(m map[string]Found, key string) {
		f := m[key]
		f.Expected++
		f.Found += one(found)
		m[key] = f
	}
	count(r.BySort, e.Lie.Sort)
	count(r.ByDegradation, e.Degradation)
	r.Lies.Expected++
	r.Lies.Found += one(found)
	if !found {
		r.Missed = append(r.Missed, e.Dir+" "+e.Lie.Sort+" "+e.Degradation)
	}
}

// names tells whether a finding is about the lie.
func (l ExpectedLie) names(f document.Finding) bool {
	if f.Severity == document.SeverityInfo || len(l.Codes) > 0 && !slices.Contains(l.Codes, strings.TrimSuffix(f.Code, "_unclear")) {
		return false
	}
	for _, want := range l.Fields {
		if !slices.ContainsFunc(f.Fields, func(field string) bool { return fits(want, field) }) {
			return false
		}
	}
	return true
}

func fits(want, field string) bool {
	return slices.ContainsFunc(strings.Split(want, "|"), func(w string) bool {
		head, star := strings.CutSuffix(w, "*")
		return w == field || star && strings.HasPrefix(field, head)
	})
}

// WriteText prints the report for a person.
func (r ApplicationReport) WriteText(w io.Writer) error {
	var b strings.Builder
	line := func(what string, f Found) {
		fmt.Fprintf(&b, "  %-32s %4d of %4d  %6.2f %%\n", what, f.Found, f.Expected, 100*f.Rate())
	}
	fmt.Fprintln(&b, "lies found by a finding that names the right fields")
	line("all", r.Lies)
	for _, group := range []map[string]Found{r.ByDegradation, r.BySort} {
		fmt.Fprintln(&b)
		for _, key := range slices.Sorted(maps.Keys(group)) {
			line(key, group[key])
		}
	}
	fmt.Fprintln(&b, "\ntruthful applications with a finding of severity error")
	line("all", r.Truthful)
	line("unusual ones of these", r.Odd)
	for _, code := range slices.Sorted(maps.Keys(r.Accusations)) {
		fmt.Fprintf(&b, "    %-40s %d\n", code, r.Accusations[code])
	}
	for _, list := range []struct {
		head string
		of   []string
	}{{"accused", r.Accused}, {"not found", r.Missed}} {
		if len(list.of) > 0 {
			fmt.Fprintf(&b, "\n%s\n  %s\n", list.head, strings.Join(list.of, "\n  "))
		}
	}
	if v := r.Values; v.Fields > 0 {
		fmt.Fprintf(&b, "\nvalues on the papers: %d, exact %.2f %%, silently wrong %.2f %%, doubted though right %.2f %%\n", v.Fields, 100*v.Exact(), 100*v.Silent(), 100*v.Doubt())
		fmt.Fprintf(&b, "in doubt: %d, of these borne out by other places: %d, of these wrong: %d\n", r.Doubts.Doubted, r.Doubts.Corroborated, r.Doubts.Wrong)
	}
	if len(r.Failed) > 0 {
		fmt.Fprintf(&b, "\ncould not be assessed: %s\n", strings.Join(r.Failed, " "))
	}
	_, err := io.WriteString(w, b.String())
	return err
}
