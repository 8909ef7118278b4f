package check_test

import (
	"slices"
	"testing"

	"hecha/document"
)

// A value in doubt needs no person where the same was read for sure elsewhere, or
// declared, and nothing else was.
func TestCorroboration(t *testing.T) {
	doubted := func(kind document.Kind, field, value string, doubts ...document.Doubt) application {
		a := truthful().with(kind, fields{field: value})
		f := a.docs[kind].Fields[field]
		f.Confidence, f.Doubt = 0.7, doubts
		a.docs[kind].Fields[field] = f
		return a
	}
	undeclared := func(a application) application {
		a.Name = ""
		return a
	}
	for name, c := range map[string]struct {
		a     application
		kind  document.Kind
		field string
		by    []document.Kind // empty: the declaration; nil: nothing
	}{
		"a name": {
			undeclared(doubted(document.Diploma, "name", "样本甲", document.DoubtLowConfidence)), document.Diploma, "name",
			[]document.Kind{document.IDCardPortrait, document.CHSIRegistration, document.ApplicationForm, document.WorkCertificate},
		},
		"a school by another paper of the study, and the declaration": {
			doubted(document.Diploma, "school", "湖南大学", document.DoubtEngines, document.DoubtUnderSeal), document.Diploma, "school",
			[]document.Kind{document.CHSIRegistration, document.ApplicationForm, ""},
		},
		"a look-alike that other papers repeat": {
			undeclared(doubted(document.Diploma, "name", "样本甲", document.DoubtLookAlike)), document.Diploma, "name", nil,
		},
		"a look-alike that was declared": {
			doubted(document.Diploma, "name", "样本甲", document.DoubtLookAlike), document.Diploma, "name",
			[]document.Kind{document.IDCardPortrait, document.CHSIRegistration, document.ApplicationForm, document.WorkCertificate, ""},
		},
		"a value that the candidate alone repeats": {
			func() application {
				a := doubted(document.Diploma, "school", "湖南大学", document.DoubtLowConfidence)
				return a.with(document.CHSIRegistration, fields{"school": ""}).with(document.ApplicationForm, fields{"school": ""})
			}(), document.Diploma, "school", nil,
		},
		"another name":                  {doubted(document.Diploma, "name", "样本申", document.DoubtLowConfidence), document.Diploma, "name", nil},
		"a value of another form":       {doubted(document.Diploma, "name", "样本甲", document.DoubtFormat), document.Diploma, "name", nil},
		"a value that lost a piece":     {doubted(document.Diploma, "name", "样本甲", document.DoubtPartial), document.Diploma, "name", nil},
		"a school that no register has": {doubted(document.Diploma, "school", "湖南大学", document.DoubtRegister), document.Diploma, "school", nil},
		"a name that one paper bears otherwise": {
			doubted(document.Diploma, "name", "样本甲", document.DoubtLowConfidence).with(document.WorkCertificate, fields{"name": "样本乙"}), document.Diploma, "name", nil,
		},
	} {
		t.Run(name, func(t *testing.T) {
			var by []document.Kind
			for _, seen := range c.a.report().Corroborated {
				if seen.Place.Kind == c.kind && seen.Place.Field == c.field {
					for _, at := range seen.By {
						by = append(by, at.Kind)
					}
				}
			}
			slices.Sort(by)
			slices.Sort(c.by)
			if !slices.Equal(by, c.by) {
				t.Errorf("borne out by %q, want %q", by, c.by)
			}
		})
	}
}
