package main

import (
	"maps"
	"slices"
	"testing"

	"hecha/document"
	"hecha/pipeline"
	"hecha/pipeline/check"
	"hecha/pipeline/policy"
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
		"finding": append(pipeline.OriginCodes(), "text_layer.differs", "text_layer.hidden"),
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
func TestSayField(t *testing.T) {
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
		if got := sayField(tc.kind, tc.field); got != tc.want {
			t.Errorf("%s of %s: %q, want %q", tc.field, tc.kind, got, tc.want)
		}
	}
}
