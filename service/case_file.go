package service

import (
	"context"
	"errors"

	"hecha/document"
)

// CaseFile is everything about an application, for its case file.
type CaseFile struct {
	Application
	Record
	Uploads []CaseFileUpload
}

// CaseFileUpload is an upload of a CaseFile. What the bounds of a case file leave out
// is nil, and Whole is false.
type CaseFileUpload struct {
	document.Upload
	Result   *document.Result // nil: not read
	Pages    []Page
	Original []byte
	Whole    bool // every page and the original are here
}

// The bounds of a case file: it is held in memory as a whole.
const (
	maxCaseFilePages = 400
	maxCaseFileBytes = 100 << 20 // of originals
)

// CaseFile gathers everything about an application.
func (s *Service) CaseFile(ctx context.Context, g document.Grant, id string) (CaseFile, error) {
	app, err := s.look(ctx, g, ActionHistory, id)
	if err != nil {
		return CaseFile{}, err
	}
	d := CaseFile{Application: app, Record: app.record(g)}
	pages, bytes := maxCaseFilePages, int64(maxCaseFileBytes)
	for _, u := range app.Uploads {
		one, err := s.caseFileUpload(ctx, u, pages, bytes)
		if err != nil {
			return CaseFile{}, err
		}
		pages, bytes = pages-len(one.Pages), bytes-int64(len(one.Original))
		d.Uploads = append(d.Uploads, one)
	}
	return d, nil
}

// caseFileUpload gathers what there is of an upload, within bounds.
func (s *Service) caseFileUpload(ctx context.Context, u document.Upload, pages int, bytes int64) (CaseFileUpload, error) {
	out := CaseFileUpload{Upload: u, Whole: true}
	stored, _, err := s.Repository.CurrentResult(ctx, u.SHA256, s.Fingerprint)
	switch {
	case err == nil:
		out.Result = &stored.Result
	case !errors.Is(err, ErrNotFound):
		return out, err
	}
	original, err := s.Repository.ReadUpload(ctx, u.SHA256)
	if err != nil {
		return out, err
	}
	if int64(len(original)) > bytes {
		out.Whole = false
	} else {
		out.Original = original
	}
	for page, err := range s.Raster.Pages(ctx, original) {
		var problem *document.Problem
		switch {
		case errors.As(err, &problem): // said in the result
			continue
		case err != nil:
			return out, err
		case len(out.Pages) == pages:
			out.Whole = false
			return out, nil
		}
		drawn, err := encode(page)
		if err != nil {
			return out, err
		}
		out.Pages = append(out.Pages, drawn)
	}
	return out, nil
}
