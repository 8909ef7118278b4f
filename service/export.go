package service

import (
	"archive/zip"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"path"
	"slices"
	"strings"
	"time"

	"hecha/document"
)

// Export is everything about an application that is its candidate's to have.
type Export struct {
	service   *Service
	dossier   Dossier
	originals []document.Upload // those that were withdrawn too
}

// Export gathers what a candidate may have of the own application; Write sends
// it.
func (s *Service) Export(ctx context.Context, g document.Grant, id string) (Export, error) {
	app, err := s.find(ctx, id)
	if err == nil {
		err = MayOn(g, ActionHandIn, app)
	}
	if err != nil {
		return Export{}, err
	}
	d, err := s.Dossier(ctx, g, id)
	if err != nil {
		return Export{}, err
	}
	e := Export{service: s, dossier: d}
	for _, event := range d.events {
		var u document.Upload
		if event.Type != document.EventUpload || slices.Contains(d.Odd, event.Sequence) {
			continue
		}
		if err := event.Decode(&u); err != nil {
			return Export{}, err
		}
		if !slices.ContainsFunc(e.originals, func(have document.Upload) bool { return have.SHA256 == u.SHA256 }) {
			e.originals = append(e.originals, u)
		}
	}
	return e, nil
}

// exported is summary.json of an export.
type exported struct {
	ID         string               `json:"id"`
	State      document.State       `json:"state"`
	Since      time.Time            `json:"since"`
	Outcome    document.Verb        `json:"outcome,omitempty"`
	Reason     string               `json:"reason,omitempty"`
	Deadline   string               `json:"deadline,omitempty"`
	Declared   document.Application `json:"declared"`
	Commitment document.Commitment  `json:"commitment"`
	Committed  time.Time            `json:"committed,omitzero"`
	Uploads    []document.Upload    `json:"uploads"`
	Words      []document.Decision  `json:"words"` // the candidate's, on fields
}

// exportedAssessment is an assessment without what orders the reviewers' queue.
type exportedAssessment struct {
	Policy      string                 `json:"policy"`
	Checklist   []document.Requirement `json:"checklist"`
	Findings    []document.Finding     `json:"findings"`
	NotChecked  []document.NotChecked  `json:"not_checked"`
	Eligibility document.Eligibility   `json:"eligibility"`
}

// Write sends a ZIP file: summary.json, timeline.json, assessment.json, what was
// read of each upload below results/ and the uploads byte for byte below
// originals/. An upload is never held in memory as a whole.
func (e Export) Write(ctx context.Context, w io.Writer) error {
	archive := zip.NewWriter(w)
	for name, content := range e.records() {
		if err := writeJSON(archive, name, content); err != nil {
			return err
		}
	}
	for i, u := range e.originals {
		if err := e.writeOriginal(ctx, archive, i, u); err != nil {
			return err
		}
	}
	return archive.Close()
}

func (e Export) records() map[string]any {
	d := e.dossier
	own := exported{
		ID: d.ID(), State: d.State, Since: d.Since, Outcome: d.Outcome, Reason: d.Reason, Deadline: d.Deadline,
		Declared: d.Case.Application, Commitment: d.Commitment, Committed: d.Committed, Uploads: d.Uploads, Words: []document.Decision{},
	}
	for key, word := range d.Words {
		if key.Role == document.RoleCandidate {
			own.Words = append(own.Words, word.Decision)
		}
	}
	a := d.Assessment
	all := map[string]any{
		"summary.json": own, "timeline.json": d.Timeline(),
		"assessment.json": exportedAssessment{a.Policy, a.Checklist, a.Findings, a.NotChecked, a.Eligibility},
	}
	for _, r := range d.Results() {
		all["results/"+r.SHA256+".json"] = r
	}
	return all
}

func writeJSON(archive *zip.Writer, name string, content any) error {
	w, err := archive.Create(name)
	if err != nil {
		return err
	}
	out := json.NewEncoder(w)
	out.SetIndent("", "  ")
	return out.Encode(content)
}

// writeOriginal stores an upload as it is: pictures and PDFs do not shrink.
func (e Export) writeOriginal(ctx context.Context, archive *zip.Writer, i int, u document.Upload) error {
	w, err := archive.CreateHeader(&zip.FileHeader{Name: fmt.Sprintf("originals/%02d-%s", i+1, plainName(u)), Method: zip.Store, Modified: u.Received})
	if err != nil {
		return err
	}
	body, err := e.service.Repository.OpenUpload(ctx, u.SHA256)
	if err != nil {
		return err
	}
	defer body.Close()
	if _, err := io.Copy(w, body); err != nil {
		return fmt.Errorf("export %s: %w", u.SHA256, err)
	}
	return nil
}

// plainName is the name of an upload's file without folders and signs that mean
// something to a file system.
func plainName(u document.Upload) string {
	name := path.Base(strings.ReplaceAll(u.Name, `\`, "/"))
	name = strings.Map(func(r rune) rune {
		if r < ' ' || strings.ContainsRune(`<>:"/\|?*`, r) {
			return '_'
		}
		return r
	}, name)
	if strings.Trim(name, ". ") == "" {
		return u.SHA256
	}
	return name
}
