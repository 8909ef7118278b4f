package check

import (
	"slices"

	"hecha/document"
)

// copyRules are about copies. A copy is no fault: it counts when it says that it
// agrees with the original, is signed and bears the employer's seal. Source: the
// notice, 五（三）1 and 3.
var copyRules = []rule{
	{Rule{
		Code: "copy.text_missing", Severity: document.SeverityWarning,
		Meaning: "a copy does not say that it agrees with the original",
	}, func(p *paper) { p.lacks(func(c *document.Copy) *document.Mark { return c.AttestedText }) }},
	{Rule{
		Code: "copy.signature_missing", Severity: document.SeverityWarning,
		Meaning: "nobody was found to have signed a copy",
	}, func(p *paper) { p.lacks(func(c *document.Copy) *document.Mark { return c.Signature }) }},
	{Rule{
		Code: "copy.seal_missing", Severity: document.SeverityWarning,
		Meaning: "no seal was found on a copy beside those of the original",
	}, func(p *paper) { p.lacks(func(c *document.Copy) *document.Mark { return c.Seal }) }},
	{Rule{
		Code: "copy.seal_type", Severity: document.SeverityWarning,
		Meaning: "a seal for finance, contracts or invoices stands on a copy where the employer's official seal is asked for",
	}, copySealType},
}

func (p *paper) lacks(mark func(*document.Copy) *document.Mark) {
	if p.doc.Copy != nil && mark(p.doc.Copy) == nil {
		p.find(nil)
	}
}

func copySealType(p *paper) {
	if p.doc.Copy == nil || p.doc.Copy.Seal == nil {
		return
	}
	void := []document.SealType{document.SealFinance, document.SealContract, document.SealInvoice}
	for _, s := range p.doc.Seals {
		if s.Quad == p.doc.Copy.Seal.Quad && slices.Contains(void, s.Type) {
			p.find(args{"type": string(s.Type)})
		}
	}
}
