package service

import (
	"context"
	"errors"
	"fmt"

	"golang.org/x/sync/errgroup"

	"hecha/document"
)

// Dossier is an application with its files, and what can be said about it as a
// whole. What it is made of is fetched once.
type Dossier struct {
	Application
	Files      []File // in the order of their arrival
	Assessment document.Assessment
}

// File is an upload of an application and what was read of it.
type File struct {
	document.Upload
	Reading Reading
	Result  *document.Result // nil: not read yet
	// Current is false while the upload is read anew; Result is then an older one.
	Current bool
}

// Dossier is everything about an application that somebody looks at.
func (s *Service) Dossier(ctx context.Context, g document.Grant, id string) (Dossier, error) {
	app, err := s.look(ctx, g, ActionView, id)
	if err != nil {
		return Dossier{}, err
	}
	files, err := s.files(ctx, app.Uploads)
	if err != nil {
		return Dossier{}, err
	}
	d := Dossier{Application: app, Files: files}
	d.Assessment = assess(s.Rules, app.Case, d.Results())
	return d, nil
}

// Results are those that count, as far as the files were read.
func (d Dossier) Results() []document.Result {
	var all []document.Result
	for _, f := range d.Files {
		if f.Result != nil {
			all = append(all, *f.Result)
		}
	}
	return all
}

// File is one upload of an application that somebody looks at.
func (s *Service) File(ctx context.Context, g document.Grant, id, sha256 string) (Application, File, error) {
	app, err := s.look(ctx, g, ActionView, id)
	if err != nil {
		return app, File{}, err
	}
	for _, u := range app.Uploads {
		if u.SHA256 == sha256 {
			f, err := s.file(ctx, u)
			return app, f, err
		}
	}
	return app, File{}, fmt.Errorf("upload %.64s: %w", sha256, ErrNotFound)
}

// resultReaders is how many results of an application are fetched at a time.
const resultReaders = 8

func (s *Service) files(ctx context.Context, uploads []document.Upload) ([]File, error) {
	files := make([]File, len(uploads))
	g, gctx := errgroup.WithContext(ctx)
	g.SetLimit(resultReaders)
	for i, u := range uploads {
		g.Go(func() (err error) {
			files[i], err = s.file(gctx, u)
			return err
		})
	}
	return files, g.Wait()
}

// file asks the queue only about what has no result that counts.
func (s *Service) file(ctx context.Context, u document.Upload) (File, error) {
	f := File{Upload: u, Reading: Reading{State: Done}}
	stored, current, err := s.Repository.CurrentResult(ctx, u.SHA256, s.Fingerprint)
	switch {
	case err == nil:
		f.Result, f.Current = &stored.Result, current
	case !errors.Is(err, ErrNotFound):
		return f, err
	}
	if !current {
		f.Reading = s.queued(ctx, u.SHA256)
	}
	return f, nil
}
