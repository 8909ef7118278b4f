package specimen

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/sync/errgroup"

	"hecha/document"
)

// ApplicationsFile lists the applications of a folder and what must be found in
// each.
const ApplicationsFile = "applications.json"

// ApplicationEntry is one application in a folder of its own.
type ApplicationEntry struct {
	Dir         string      `json:"dir"`
	Degradation Degradation `json:"degradation"`
	Lie         *Lie        `json:"lie"` // null for a truthful one
}

// WriteApplications writes o.Count whole applications, each in a folder with an
// application.yaml and its papers, beside it the truth about the papers
// (0001.truth.json, in the form of a dataset's), and a list of them. Every second
// one is truthful; the others hold one lie each, the sorts in turn. Kinds and
// formats of o are not asked. The same options give the same files.
func WriteApplications(ctx context.Context, dir string, o Options) error {
	if len(o.Kinds) > 0 {
		return errors.New("write applications: an application has all of its kinds")
	}
	if err := o.Check(); err != nil {
		return fmt.Errorf("write applications: %w", err)
	}
	entries := o.applications()
	g, ctx := errgroup.WithContext(ctx)
	g.SetLimit(o.workers())
	for i, e := range entries {
		g.Go(func() error {
			if err := ctx.Err(); err != nil {
				return err
			}
			if err := writeApplication(filepath.Join(dir, e.Dir), o, e, o.Seed*100003+uint64(i)); err != nil {
				return fmt.Errorf("write application %s: %w", e.Dir, err)
			}
			if o.Progress != nil {
				o.Progress()
			}
			return nil
		})
	}
	if err := g.Wait(); err != nil {
		return err
	}
	data, err := json.MarshalIndent(entries, "", " ")
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(dir, ApplicationsFile), append(data, '\n'), 0o644)
}

// applications deals lies and degradations out in equal shares, in an order that
// does not show which is which.
func (o Options) applications() []ApplicationEntry {
	degradations := o.Degradations
	if len(degradations) == 0 {
		degradations = Degradations[1:]
	}
	rng := rand.New(rand.NewPCG(o.Seed, 0x6c696573))
	order, sorts := rng.Perm(o.Count), rng.Perm(len(liars))
	entries := make([]ApplicationEntry, o.Count)
	for n, i := range order {
		e := ApplicationEntry{Dir: fmt.Sprintf("%04d", i+1), Degradation: degradations[n/2%len(degradations)]}
		if n%2 == 1 {
			lie := liars[sorts[n/2%len(liars)]].lie()
			e.Lie = &lie
		}
		entries[i] = e
	}
	return entries
}

// writeApplication draws and stores the papers of one application.
func writeApplication(dir string, o Options, e ApplicationEntry, seed uint64) error {
	st, s, rng := newApplication(o.Split, e.Lie, seed)
	s.coarse = o.TruthOnly
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	var truth []entry
	for _, p := range st.papers(s, rng) {
		more, err := st.write(dir, p, s, e.Degradation, rng)
		if err != nil {
			return err
		}
		truth = append(truth, more...)
	}
	if err := writeTruth(dir+".truth.json", truth); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(dir, "application.yaml"), st.yaml(), 0o644)
}

// newApplication is a story, with a lie planted in it or none, and what its
// papers are drawn from.
func newApplication(split Split, lie *Lie, seed uint64) (*story, *set, *rand.Rand) {
	rng := generator(split, "application", seed)
	own := *setOf(split)
	s := &own
	st := s.newStory(rng, anyWay(rng))
	if lie != nil {
		i := slices.IndexFunc(liars, func(l liar) bool { return l.sort == lie.Sort })
		for !liars[i].on(st) {
			st = s.newStory(rng, anyWay(rng))
		}
		liars[i].plant(st, s, rng)
	}
	s.story = st
	return st, s, rng
}

// draw draws one paper of the story.
func (st *story) draw(p storyPaper, s *set, rng *rand.Rand) []Page {
	i := slices.IndexFunc(layouts, func(l layout) bool { return l.kind == p.kind && l.name == p.layout })
	for {
		pages := layouts[i].draw(p.layout, s, rng)
		if field := st.shows[p.kind]; field == "" || pages[0].Documents[0].Fields[field] != "" {
			return pages
		}
	}
}

// write draws, degrades and stores one paper, and is what it says. The one whose
// text layer tells another name is a scan with recognised text behind it. Of
// coarse pages nothing is stored.
func (st *story) write(dir string, p storyPaper, s *set, d Degradation, rng *rand.Rand) ([]entry, error) {
	pages := st.draw(p, s, rng)
	told := planned{degradation: d}
	var shots []shot
	for _, page := range pages {
		if s.coarse {
			shots = append(shots, shot{page: page})
		} else {
			shots = append(shots, expose(s.split, page, d, rng))
		}
	}
	if s.coarse {
		return told.entries(p.file, shots), nil
	}
	format := DefaultFormats[rng.IntN(len(DefaultFormats))]
	if len(shots) > 1 {
		format = FormatPDF
	}
	if st.layer != "" && p.kind == document.Diploma {
		name := p.file + ".pdf"
		return told.entries(name, shots), st.writeLayered(filepath.Join(dir, name), shots)
	}
	data, err := format.encodeTruthful(shots)
	if err != nil {
		return nil, err
	}
	name := p.file + "." + string(format)
	return told.entries(name, shots), os.WriteFile(filepath.Join(dir, name), data, 0o644)
}

// encodeTruthful is encode without text layers that lie by themselves: in an
// application only the planted lie may.
func (f Format) encodeTruthful(shots []shot) ([]byte, error) {
	if f != FormatPDF {
		return f.encode(shots, false, nil)
	}
	return encodeLayer(shots, NoText)
}

func encodeLayer(shots []shot, layer TextLayer) ([]byte, error) {
	o := PDFOptions{Mode: PDFScanned, Hidden: layer}
	pages := make([]Page, len(shots))
	for i, s := range shots {
		pages[i], o.Quality = s.page, s.quality
	}
	var b strings.Builder
	if err := WritePDF(&b, pages, o); err != nil {
		return nil, err
	}
	return []byte(b.String()), nil
}

// writeLayered stores a picture whose text layer still tells the name that stood
// there before the picture was edited.
func (st *story) writeLayered(path string, shots []shot) error {
	for i := range shots {
		runs := make([]Run, len(shots[i].page.Runs))
		for j, r := range shots[i].page.Runs {
			r.Text = strings.ReplaceAll(r.Text, st.diploma.person.name, st.layer)
			runs[j] = r
		}
		shots[i].page.Runs = runs
	}
	data, err := encodeLayer(shots, TrueText)
	if err != nil {
		return err
	}
	return os.WriteFile(path, data, 0o644)
}
