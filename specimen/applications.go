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
	// Oddity is what is unusual about a truthful one; empty for most.
	Oddity string `json:"oddity,omitempty"`
}

// WriteApplications writes o.Count whole applications, each in a folder with an
// application.yaml and its papers, beside it the truth about the papers
// (0001.truth.json, in the form of a dataset's), and a list of them. Every second
// one is truthful; the others hold one lie each, the sorts in turn. Every third
// truthful one is odd, which no error may accuse. Kinds and formats of o are not
// asked. The same options give the same files.
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

// oddShare is that every so many truthful applications one is odd.
const oddShare = 3

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
		} else if n/2%oddShare == oddShare-1 {
			e.Oddity = oddities[n/2/oddShare%len(oddities)].sort
		}
		entries[i] = e
	}
	return entries
}

// writeApplication draws and stores the papers of one application.
func writeApplication(dir string, o Options, e ApplicationEntry, seed uint64) error {
	st, s, rng := newApplication(o.Split, e, seed)
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

// newApplication is a story, with a lie planted in it, an oddity or neither, and what
// its papers are drawn from.
func newApplication(split Split, e ApplicationEntry, seed uint64) (*story, *set, *rand.Rand) {
	rng := generator(split, "application", seed)
	own := *setOf(split)
	s := &own
	st := s.newStory(rng, anyWay(rng))
	on, plant := e.planted()
	for !on(st) {
		st = s.newStory(rng, anyWay(rng))
	}
	plant(st, s, rng)
	s.story = st
	return st, s, rng
}

// planted is what the entry has planted, and the stories that it is told in.
func (e ApplicationEntry) planted() (on func(*story) bool, plant func(*story, *set, *rand.Rand)) {
	if e.Lie != nil {
		i := slices.IndexFunc(liars, func(l liar) bool { return l.sort == e.Lie.Sort })
		return liars[i].on, liars[i].plant
	}
	if i := slices.IndexFunc(oddities, func(o oddity) bool { return o.sort == e.Oddity }); i >= 0 {
		return oddities[i].on, oddities[i].plant
	}
	return allWays, func(*story, *set, *rand.Rand) {}
}

// triesOfLayout is how often a layout is drawn before another is tried, because it
// may have no room for what must be shown.
const triesOfLayout = 12

// mostTries is how often a paper is drawn at most: a split may have no layout that
// shows everything.
const mostTries = 400

// draw draws one paper of the story.
func (st *story) draw(p storyPaper, s *set, rng *rand.Rand) []Page {
	if p.second {
		first := st.work
		st.work = *st.second
		defer func() { st.work = first }()
	}
	for try := 1; ; try++ {
		i := slices.IndexFunc(layouts, func(l layout) bool { return l.kind == p.kind && l.name == p.layout })
		pages := layouts[i].draw(p.layout, s, rng)
		if st.shown(p.kind, pages[0].Documents[0]) || try == mostTries {
			return pages
		}
		if try%triesOfLayout == 0 {
			p.layout = st.otherLayout(p, s, rng)
		}
	}
}

// shown tells whether a paper shows what it must.
func (st *story) shown(kind document.Kind, t Truth) bool {
	return !slices.ContainsFunc(strings.Fields(st.shows[kind]), func(field string) bool {
		return field == "seals" && len(t.Seals) == 0 || field != "seals" && t.Fields[field] == ""
	})
}

// otherLayout is any layout of the kind of p that the split has.
func (st *story) otherLayout(p storyPaper, s *set, rng *rand.Rand) string {
	var names []string
	for _, l := range layouts {
		if l.kind == p.kind && (l.only == "" || l.only == s.split) && (p.kind != document.WorkCertificate || st.fitsWork(l.name)) {
			names = append(names, l.name)
		}
	}
	return pick(rng, names)
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
