package raster

import (
	"bytes"
	"context"

	"github.com/klippa-app/go-pdfium/enums"
	"github.com/klippa-app/go-pdfium/requests"
)

// Info is what a PDF says about how it was made and what is in it besides
// pages. None of it proves anything: it is for a person who already wonders.
type Info struct {
	Creator   string // the program that the document was written with
	Producer  string // the program that made the PDF of it
	Created   string // as the file has it: D:20260131101400+08'00'
	Modified  string
	Revisions int  // 1, or more when changes were appended to the file
	Encrypted bool // to restrict printing or copying; it opened without a password
	Form      bool // has form fields, which can be filled in afterwards
	// Signatures, Attachments and Scripts are counted, not looked into.
	Signatures, Attachments, Scripts int
	// Unsigned is how many bytes follow what signatures cover, 0 without any.
	Unsigned int
}

// Inspect looks into a PDF; a picture has a zero Info. The error is one of
// those of Pages.
func (r *Reader) Inspect(ctx context.Context, data []byte) (Info, error) {
	kind, refused := r.admit(data)
	if refused != nil {
		return Info{}, refused
	}
	if kind != formatPDF {
		return Info{}, nil
	}
	s := &pdfSession{pool: &r.pdfium, limits: r.limits, clock: &stopwatch{limits: r.limits}, data: data}
	defer s.close()
	if _, err := s.open(ctx); err != nil {
		return Info{}, err
	}
	var info Info
	signedTo := 0
	err := s.clock.step(ctx, func(ctx context.Context) error {
		err := s.file.do(ctx, func() (err error) {
			if err = s.file.inspect(&info); err == nil {
				signedTo, err = s.file.signedTo(info.Signatures)
			}
			return err
		})
		if err != nil {
			return problemBroken("PDF 文件")
		}
		return nil
	})
	if err != nil {
		return Info{}, err
	}
	if isLinearized(data) {
		info.Revisions--
	}
	info.Revisions = max(1, info.Revisions)
	info.Unsigned = unsigned(data, signedTo)
	return info, ctx.Err()
}

// unsigned counts the bytes behind the end of what signatures cover, white space
// apart.
func unsigned(data []byte, signedTo int) int {
	if signedTo <= 0 || signedTo > len(data) {
		return 0
	}
	return len(bytes.TrimSpace(data[signedTo:]))
}

// isLinearized tells whether a file was written for the web, with a trailer at
// either end (ISO 32000-1, annex F).
func isLinearized(data []byte) bool {
	return bytes.Contains(data[:min(len(data), sniffSize)], []byte("/Linearized"))
}

func (f *pdfFile) inspect(info *Info) error {
	for tag, value := range map[string]*string{
		"Creator": &info.Creator, "Producer": &info.Producer, "CreationDate": &info.Created, "ModDate": &info.Modified,
	} {
		// What is not given is an error to the library.
		if got, err := f.FPDF_GetMetaText(&requests.FPDF_GetMetaText{Document: f.doc, Tag: tag}); err == nil {
			*value = got.Value
		}
	}
	ends, err := f.FPDF_GetTrailerEnds(&requests.FPDF_GetTrailerEnds{Document: f.doc})
	if err == nil { // a file without a trailer was repaired, and has one revision
		info.Revisions = len(ends.TrailerEnds)
	}
	security, err := f.FPDF_GetSecurityHandlerRevision(&requests.FPDF_GetSecurityHandlerRevision{Document: f.doc})
	if err != nil {
		return err
	}
	info.Encrypted = security.SecurityHandlerRevision > 0
	form, err := f.FPDF_GetFormType(&requests.FPDF_GetFormType{Document: f.doc})
	if err != nil {
		return err
	}
	info.Form = form.FormType != enums.FPDF_FORMTYPE_NONE
	return f.count(info)
}

// count counts what a reader does not see.
func (f *pdfFile) count(info *Info) error {
	signatures, err := f.FPDF_GetSignatureCount(&requests.FPDF_GetSignatureCount{Document: f.doc})
	if err != nil {
		return err
	}
	attachments, err := f.FPDFDoc_GetAttachmentCount(&requests.FPDFDoc_GetAttachmentCount{Document: f.doc})
	if err != nil {
		return err
	}
	scripts, err := f.FPDFDoc_GetJavaScriptActionCount(&requests.FPDFDoc_GetJavaScriptActionCount{Document: f.doc})
	if err != nil {
		return err
	}
	info.Signatures, info.Attachments, info.Scripts = signatures.Count, attachments.AttachmentCount, scripts.JavaScriptActionCount
	return nil
}

// maxSignatures bounds how many signatures are asked what they cover.
const maxSignatures = 100

// signedTo is the end of the last byte that one of n signatures covers.
func (f *pdfFile) signedTo(n int) (end int, err error) {
	for i := range min(n, maxSignatures) {
		signature, err := f.FPDF_GetSignatureObject(&requests.FPDF_GetSignatureObject{Document: f.doc, Index: i})
		if err != nil {
			return 0, err
		}
		covered, err := f.FPDFSignatureObj_GetByteRange(&requests.FPDFSignatureObj_GetByteRange{Signature: signature.Signature})
		if err != nil {
			return 0, err
		}
		// Pairs of where a stretch begins and how long it is.
		for r := covered.ByteRange; len(r) >= 2; r = r[2:] {
			end = max(end, r[0]+r[1])
		}
	}
	return end, nil
}
