package policy

import (
	"fmt"
	"slices"
	"strings"

	"hecha/document/normalize"
	"hecha/document/register"
)

// majorBook is majors.yaml.
type majorBook struct {
	Version string       `yaml:"version"`
	Classes []majorClass `yaml:"classes"`
}

// majorClass is a class of majors that an exam names.
type majorClass struct {
	ID            string   `yaml:"id"`
	Name          string   `yaml:"name"`
	Disciplines   []string `yaml:"disciplines"`
	Groups        []string `yaml:"groups"`
	College       []string `yaml:"college"`
	CollegeGroups []string `yaml:"college_groups"`
	Names         []string `yaml:"names"`
	// Complete names the registers whose other majors are surely outside.
	Complete          []string   `yaml:"complete"`
	CollegeConfidence Confidence `yaml:"college_confidence"`
	Origin            `yaml:",inline"`
}

const (
	registerUndergraduate = "undergraduate"
	registerCollege       = "college"
)

func (b majorBook) mistakes() []string {
	var out []string
	if b.Version == "" {
		out = append(out, "has no version")
	}
	seen := map[string]bool{}
	for _, c := range b.Classes {
		rule := "class " + c.ID
		if c.ID == "" || seen[c.ID] || c.ID == otherMajors {
			out = append(out, rule+" has no id of its own")
		}
		seen[c.ID] = true
		if c.Name == "" {
			out = append(out, rule+" has no name")
		}
		out = append(out, c.Origin.mistakes(rule)...)
		for _, r := range c.Complete {
			if r != registerUndergraduate && r != registerCollege {
				out = append(out, fmt.Sprintf("%s: complete names the register %q, which there is not", rule, r))
			}
		}
		if len(c.College)+len(c.CollegeGroups) > 0 {
			out = append(out, Origin{Source: c.Source, Confidence: c.CollegeConfidence}.mistakes(rule+": college_confidence")...)
		}
	}
	return out
}

func (b majorBook) class(id string) (majorClass, bool) {
	i := slices.IndexFunc(b.Classes, func(c majorClass) bool { return c.ID == id })
	if i < 0 {
		return majorClass{}, false
	}
	return b.Classes[i], true
}

// membership is whether a major belongs to a class, and how well that is
// founded.
type membership struct {
	in         answer
	confidence Confidence
}

// has looks the major up by name and in the register of its level, and in the
// other one where that does not know it.
func (c majorClass) has(major, level string) membership {
	name := plainMajor(major)
	if name == "" {
		return membership{answerUnknown, c.Confidence}
	}
	for _, n := range c.Names {
		if plainMajor(n) == name {
			return membership{answerYes, c.Confidence}
		}
	}
	undergraduate := c.among(register.Major, major, c.Disciplines, c.Groups, registerUndergraduate, c.Confidence)
	if ranks[level] > ranks[normalize.LevelCollege] {
		return undergraduate
	}
	college := c.among(register.CollegeMajor, major, c.College, c.CollegeGroups, registerCollege, c.CollegeConfidence)
	if college.in == answerUnknown && ranks[level] < ranks[normalize.LevelCollege] {
		return undergraduate
	}
	return college
}

func (c majorClass) among(find func(string) (register.MajorEntry, bool), major string, disciplines, groups []string, name string, confidence Confidence) membership {
	m, ok := find(major)
	switch {
	case !ok:
		return membership{answerUnknown, c.Confidence}
	case slices.Contains(disciplines, m.Discipline) || slices.Contains(groups, m.Class):
		return membership{answerYes, confidence}
	case slices.Contains(c.Complete, name):
		return membership{answerNo, c.Confidence}
	}
	return membership{answerUnknown, c.Confidence}
}

// plainMajor is a major without what stands in brackets and without 专业 behind
// it.
func plainMajor(major string) string {
	name, _, _ := strings.Cut(normalize.Fold(normalize.StripSpace(major)), "(")
	return strings.TrimSuffix(name, "专业")
}
