package main

import (
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"

	"hecha/document"
	"hecha/pipeline"
	"hecha/pipeline/check"
	"hecha/pipeline/policy"
	"hecha/pipeline/raster"
	"hecha/service"
	"hecha/web/pages"
)

func TestEveryCodeHasWords(t *testing.T) {
	codes := map[string][]string{
		"kind": {
			string(document.IDCardPortrait), string(document.IDCardEmblem), string(document.Diploma),
			string(document.CHSIRegistration), string(document.WorkCertificate), string(document.Other),
		},
		"doubt": {
			string(document.DoubtLowConfidence), string(document.DoubtEngines), string(document.DoubtCheckDigit),
			string(document.DoubtCorrected), string(document.DoubtLookAlike), string(document.DoubtRegister),
			string(document.DoubtRareChar), string(document.DoubtFormat), string(document.DoubtConflict),
			string(document.DoubtUnderSeal), string(document.DoubtPartial),
		},
		"field":   append(slices.Clone(order), "periods", "seal", "code"),
		"finding": append(pipeline.OriginCodes(), "copy.print_covered", "text_layer.differs", "text_layer.hidden"),
	}
	for _, r := range slices.Concat(check.Codes(), check.ApplicationCodes()) {
		codes["finding"] = append(codes["finding"], r.Code)
	}
	for _, r := range policy.Codes() {
		codes["finding"] = append(codes["finding"], r.Code)
	}
	for _, r := range check.Reasons {
		codes["not_checked"] = append(codes["not_checked"], string(r))
	}
	rules, err := policy.Default()
	if err != nil {
		t.Fatal(err)
	}
	maps.Copy(codes, rules.Vocabulary())
	for group, list := range codes {
		for _, code := range list {
			if messages()[group][code] == "" {
				t.Errorf("no words for the %s %s", group, code)
			}
		}
	}
	for code := range messages()["finding"] {
		if !slices.Contains(codes["finding"], code) {
			t.Errorf("words for the finding %s, which no rule makes", code)
		}
	}
}

// Fields are called as their papers call them; rows are counted from one.
func TestFieldWords(t *testing.T) {
	for _, tc := range []struct {
		kind        document.Kind
		field, want string
	}{
		{document.IDCardPortrait, "name", "姓名"},
		{document.WorkCertificate, "periods.0.start", "经历 1 工作起始"},
		{document.WorkCertificate, "periods.start", "经历 工作起始"},
		{document.WorkCertificate, "seals.1", "印章"},
		{document.WorkCertificate, "seals", "印章"},
	} {
		if got := messages().field(tc.kind, tc.field); got != tc.want {
			t.Errorf("%s of %s: %q, want %q", tc.field, tc.kind, got, tc.want)
		}
	}
}

// placeholder is the place of an argument in a text.
var placeholder = regexp.MustCompile(`\{[a-z_]+\}`)

func placeholders(text string) []string {
	found := placeholder.FindAllString(text, -1)
	slices.Sort(found)
	return slices.Compact(found)
}

// Every language says everything that Chinese says, with the same arguments.
func TestCataloguesAreAlike(t *testing.T) {
	if len(catalogues()) < 2 {
		t.Fatalf("%d catalogues", len(catalogues()))
	}
	for language, c := range catalogues() {
		for group, texts := range messages() {
			for code, text := range texts {
				if c[group][code] == "" {
					t.Errorf("%s has no words for the %s %s", language, group, code)
				} else if got, want := placeholders(c[group][code]), placeholders(text); !slices.Equal(got, want) {
					t.Errorf("%s puts %v into the %s %s, want %v", language, got, group, code, want)
				}
			}
		}
		for group, texts := range c {
			for code := range texts {
				if messages()[group][code] == "" && group != "problem" {
					t.Errorf("%s has words for the %s %s, which Chinese has not", language, group, code)
				}
			}
		}
	}
}

// What is wrong with a file is said in the reader's language, and in Chinese as the
// reading says it.
func TestProblemsHaveWords(t *testing.T) {
	codes := []string{
		raster.CodeEmpty, raster.CodeNotADocument, raster.CodeUnsupported, raster.CodeBroken, raster.CodeEncrypted, raster.CodeTooLarge, raster.CodeTooSmall,
		raster.CodeTooManyPixels, raster.CodeTooManyPages, raster.CodeBomb, raster.CodeTimeout, raster.CodeBlank, service.CodeSetAside,
	}
	for _, code := range codes {
		p := document.Problem{Code: code, Message: "读取的说明"}
		if got := words("en").Problem(p); got == p.Message || got == "" {
			t.Errorf("no English words for the problem %s", code)
		}
		if got := words(chinese).Problem(p); got != p.Message {
			t.Errorf("%s: %q in Chinese", code, got)
		}
	}
	for code := range catalogues()["en"]["problem"] {
		if !slices.Contains(codes, code) {
			t.Errorf("English words for the problem %s, which no file has", code)
		}
	}
}

// The arguments of a text are in its language, too.
func TestWordsInEnglish(t *testing.T) {
	for _, tc := range []struct {
		group, code string
		args        map[string]string
		want        string
	}{
		{"finding", "application.work_in_study", map[string]string{"months": "27"}, "2 yr 3 mo of full-time study are certified as work"},
		{"finding", "policy.missing", map[string]string{"requirement": "diploma"}, "A paper that is owed was not handed in: Diploma"},
		{"reason", "years_short", map[string]string{"which": "special", "required": "48", "least": "11", "most": "24"}, "Years of the specialty are too few: 4 yr asked, 11 mo to 2 yr proven"},
		{"step", "work_ongoing", map[string]string{"from": "2015-07", "to": "2020-12", "months": "66", "special": "yes"}, "Work since 2015-07 (certified to 2020-12), 5 yr 6 mo; of the specialty that is asked: yes"},
		{"finding", "no.such_code", nil, "no.such_code"},
	} {
		if got := words("en").With(tc.group, tc.code, tc.args); got != tc.want {
			t.Errorf("%s %s: %q, want %q", tc.group, tc.code, got, tc.want)
		}
	}
	proof := document.Proof{Kinds: []document.Kind{document.Diploma, document.CHSIRegistration}, Issuer: "the school", Site: "www.chsi.com.cn"}
	if got, want := words("en").Proof(proof), "Diploma and CHSI registration form (电子注册备案表), issued by the school, www.chsi.com.cn"; got != want {
		t.Errorf("proof %q, want %q", got, want)
	}
	if got, want := words("en").Field(document.WorkCertificate, "periods.0.start"), "Period of work 1 Work from"; got != want {
		t.Errorf("field %q, want %q", got, want)
	}
}

// Whatever a candidate is told has words, which name the exam and give nothing away.
func TestTelling(t *testing.T) {
	rules, err := policy.Default()
	if err != nil {
		t.Fatal(err)
	}
	args := map[string]string{"exam": "yijian", "year": "2020", "date": "2021-12-20"}
	for _, language := range pages.Languages {
		for _, code := range service.Told {
			text := telling(rules)(language, code, args)
			if catalogues()[language]["told"][code] == "" || strings.Contains(text, "{") || !strings.Contains(text, "一级建造师") || !strings.Contains(text, "2020") {
				t.Errorf("%s %s: %q", language, code, text)
			}
			dated := []string{string(document.EventDeadline), "due", "overdue"}
			if strings.Contains(text, "2021-12-20") != slices.Contains(dated, code) {
				t.Errorf("%s %s: %q", language, code, text)
			}
		}
		for _, code := range service.ToldStaff {
			text := telling(rules)(language, code, map[string]string{"date": "2021-12-20", "open": "17"})
			if strings.Contains(text, "{") || !strings.Contains(text, "2021-12-20") || !strings.Contains(text, "17") {
				t.Errorf("%s %s: %q", language, code, text)
			}
		}
	}
	for code := range messages()["told"] {
		if !slices.Contains(service.Told, code) {
			t.Errorf("words for %s, which nobody is told", code)
		}
	}
	if got, want := telling(rules)("zh-CN", "sent_back", args), "【考后核查】2020年一级建造师：您的材料需要补正，请登录查看原因并尽快处理。"; got != want {
		t.Errorf("told %q, want %q", got, want)
	}
}
