package pipeline

import (
	"context"
	"errors"
	"strconv"
	"strings"

	"hecha/document"
	"hecha/pipeline/raster"
)

// Inspector tells how a file was made, as far as it says so, and whether a PDF is
// built as it should be. *raster.Reader is one.
type Inspector interface {
	Inspect(ctx context.Context, upload []byte) (raster.Info, error)
	Validate(ctx context.Context, upload []byte) raster.Structure
}

// editors are words in the names with which programs for changing pictures and
// PDFs sign their files, lower case. Scanners and office programs are not among
// them.
var editors = []string{
	"photoshop", "illustrator", "indesign", "lightroom", "gimp", "inkscape", "coreldraw", "affinity", "canva",
	"pdfelement", "phantompdf", "pdf editor", "pdf-xchange editor", "nitro", "sejda", "ilovepdf", "smallpdf", "pdfescape",
	"美图", "福昕高级", "迅捷pdf", "pdf编辑",
}

// OriginCodes are the findings about how a file was made.
func OriginCodes() []string {
	return []string{
		"pdf.editor", "pdf.appended", "pdf.changed_after_signing", "pdf.scripts", "pdf.attachments", "pdf.form", "pdf.structure",
	}
}

// noteOrigin adds what the file says about itself to each of its documents. A
// file that PDFium draws and will not be questioned about says nothing.
func (p *Processor) noteOrigin(ctx context.Context, upload []byte, docs []document.Document) error {
	if p.Inspector == nil || len(docs) == 0 {
		return nil
	}
	info, err := p.Inspector.Inspect(ctx, upload)
	var problem *document.Problem
	if err != nil && !errors.As(err, &problem) {
		return err
	}
	findings := originFindings(info)
	var structure raster.Structure
	if problem != nil {
		structure = raster.StructureNotChecked
	}
	if len(findings) > 0 {
		// Only then: it costs a process, and says little about a file that
		// nothing else is noted of.
		structure = p.Inspector.Validate(ctx, upload)
	}
	if structure == raster.StructureInvalid {
		findings = append(findings, document.Finding{
			Code: "pdf.structure", Severity: document.SeverityInfo, Fields: []string{}, Args: map[string]string{},
		})
	}
	for i := range docs {
		docs[i].Findings = append(docs[i].Findings, findings...)
		if structure == raster.StructureNotChecked {
			docs[i].NotChecked = append(docs[i].NotChecked, document.NotChecked{Code: "pdf.structure", Reason: "limits", Fields: []string{}})
		}
	}
	return ctx.Err()
}

// originFindings says what a person may want to know of how a PDF was made. Most
// of it is common and harmless; only a signed file that was changed is not.
func originFindings(info raster.Info) []document.Finding {
	var found []document.Finding
	note := func(is bool, code string, severity document.Severity, args map[string]string) {
		if is {
			found = append(found, document.Finding{Code: code, Severity: severity, Fields: []string{}, Args: args})
		}
	}
	program := editor(info)
	note(program != "", "pdf.editor", document.SeverityInfo, map[string]string{"program": program})
	note(info.Revisions > 1 && info.Signatures == 0, "pdf.appended", document.SeverityInfo,
		map[string]string{"revisions": strconv.Itoa(info.Revisions)})
	note(info.Unsigned > 0, "pdf.changed_after_signing", document.SeverityWarning, map[string]string{"bytes": strconv.Itoa(info.Unsigned)})
	note(info.Scripts > 0, "pdf.scripts", document.SeverityInfo, map[string]string{"count": strconv.Itoa(info.Scripts)})
	note(info.Attachments > 0, "pdf.attachments", document.SeverityInfo, map[string]string{"count": strconv.Itoa(info.Attachments)})
	note(info.Form, "pdf.form", document.SeverityInfo, map[string]string{})
	return found
}

// maxProgram bounds, in characters, how much of a name that the file chose is
// passed on.
const maxProgram = 80

// editor is the editing program that info names; empty: none.
func editor(info raster.Info) string {
	for _, name := range []string{info.Producer, info.Creator} {
		for _, word := range editors {
			if strings.Contains(strings.ToLower(name), word) {
				runes := []rune(strings.ToValidUTF8(name, ""))
				return string(runes[:min(len(runes), maxProgram)])
			}
		}
	}
	return ""
}
