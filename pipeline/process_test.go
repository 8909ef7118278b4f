package pipeline_test

import (
	"context"
	"errors"
	"image"
	"image/color"
	"image/draw"
	"iter"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"hecha/document"
	"hecha/pipeline"
	"hecha/pipeline/confidence"
	"hecha/pipeline/ocr"
	"hecha/pipeline/raster"
)

// pages yields what a test wants read; an error stands for its page.
type pages []any

func (p pages) Pages(ctx context.Context, _ []byte) iter.Seq2[raster.Page, error] {
	return func(yield func(raster.Page, error) bool) {
		for i, page := range p {
			if ctx.Err() != nil {
				yield(raster.Page{}, ctx.Err())
				return
			}
			problem, bad := page.(*document.Problem)
			if bad {
				if !yield(raster.Page{Number: i + 1}, problem) {
					return
				}
				continue
			}
			p := page.(raster.Page)
			p.Number, p.Scale = i+1, 1
			if !yield(p, nil) {
				return
			}
		}
	}
}

// sheet is a white page; the engine of the test knows what stands on it.
func sheet() raster.Page {
	img := image.NewGray(image.Rect(0, 0, 1200, 800))
	for i := range img.Pix {
		img.Pix[i] = 255
	}
	return raster.Page{Image: img, DPI: 200}
}

// script is an engine that reads the same lines from every picture.
type script struct {
	lines []document.Line
	err   error
	calls atomic.Int32
}

func (s *script) Read(ctx context.Context, req ocr.Request) ([]document.Line, error) {
	s.calls.Add(1)
	if s.err != nil {
		return nil, s.err
	}
	if req.Lines == nil {
		return slices.Clone(s.lines), ctx.Err()
	}
	out := make([]document.Line, len(req.Lines))
	for i, q := range req.Lines {
		out[i].Quad = q
	}
	return out, ctx.Err()
}

// line is one run of text at the given place, all characters equally sure.
func line(x, y, height float64, text string, score float64) document.Line {
	runes := []rune(text)
	l := document.Line{Text: text, Confidence: score, Quad: document.Rect(x, y, x+height*float64(len(runes)), y+height)}
	for i, r := range runes {
		n := float64(len(runes))
		l.Chars = append(l.Chars, document.Char{Rune: r, Confidence: score, From: float64(i) / n, To: float64(i+1) / n})
	}
	return l
}

// emblem is the emblem side of an identity card.
func emblem(score float64) []document.Line {
	return []document.Line{
		line(400, 120, 60, "中华人民共和国", 0.999), line(380, 220, 90, "居民身份证", 0.999),
		line(200, 520, 40, "签发机关", 0.999), line(420, 520, 40, "长沙市公安局岳麓分局", score),
		line(200, 620, 40, "有效期限", 0.999), line(420, 620, 40, "2015.03.02-2035.03.02", 0.999),
	}
}

func process(t *testing.T, p pages, e ocr.Engine) (document.Result, error) {
	t.Helper()
	model, err := confidence.Default()
	if err != nil {
		t.Fatal(err)
	}
	proc := pipeline.New(pipeline.Config{
		Raster: p, Engine: e, Confidence: model, Slots: 2, Today: time.Date(2021, 12, 1, 0, 0, 0, 0, time.UTC),
	})
	return proc.Process(t.Context(), []byte("upload"))
}

func TestProcessReadsADocument(t *testing.T) {
	r, err := process(t, pages{sheet()}, &script{lines: emblem(0.999)})
	if err != nil {
		t.Fatal(err)
	}
	if want := "ff4085ad157354dc8ea67a848e7c2270b4a19282713cf3a7ecf8e0ffbb159ed1"; r.SHA256 != want {
		t.Errorf("SHA-256 %s, want %s", r.SHA256, want)
	}
	if r.Problem != nil || len(r.Documents) != 1 {
		t.Fatalf("problem %v, %d documents; want one document", r.Problem, len(r.Documents))
	}
	if want := []document.PageSize{{Page: 1, Width: 1200, Height: 800}}; !slices.Equal(r.PageSizes, want) {
		t.Errorf("sizes %v, want %v", r.PageSizes, want)
	}
	d := r.Documents[0]
	if d.Kind != document.IDCardEmblem || !slices.Equal(d.Pages, []int{1}) {
		t.Errorf("kind %s on pages %v", d.Kind, d.Pages)
	}
	for field, want := range map[string]string{
		"issuing_authority": "长沙市公安局岳麓分局", "valid_from": "2015-03-02", "valid_until": "2035-03-02",
	} {
		f := d.Fields[field]
		if f.Value != want || f.Page != 1 || f.Confidence <= 0.5 || len(f.Doubt) > 0 {
			t.Errorf("%s: %q on page %d, confidence %.2f, doubt %v; want %q without doubt", field, f.Value, f.Page, f.Confidence, f.Doubt, want)
		}
	}
	if got := d.Fields["issuing_authority"].Quad; got != document.Rect(420, 520, 820, 560) {
		t.Errorf("the authority lies at %v", got)
	}
}

// What rests on a value that may be misread is a warning, not an error.
func TestProcessAccusesNobodyOnAWeakReading(t *testing.T) {
	for score, want := range map[float64]document.Severity{0.999: document.SeverityError, 0.5: document.SeverityWarning} {
		lines := emblem(0.999)
		lines[5] = line(420, 620, 40, "2010.03.02-2020.03.02", score)
		r, err := process(t, pages{sheet()}, &script{lines: lines})
		if err != nil {
			t.Fatal(err)
		}
		found := false
		for _, f := range r.Documents[0].Findings {
			if f.Code == "id_card.expired" {
				found = true
				if f.Severity != want {
					t.Errorf("score %.3f: severity %s, want %s", score, f.Severity, want)
				}
			}
		}
		if !found {
			t.Errorf("score %.3f: nothing says that the card expired", score)
		}
	}
}

// inTurn is an engine that reads one picture after the other.
type inTurn struct{ pictures [][]document.Line }

func (e *inTurn) Read(_ context.Context, req ocr.Request) ([]document.Line, error) {
	if req.Lines != nil {
		return make([]document.Line, len(req.Lines)), nil
	}
	if len(e.pictures) == 0 {
		return nil, errors.New("one picture more than expected")
	}
	lines := e.pictures[0]
	e.pictures = e.pictures[1:]
	return lines, nil
}

// halfLit is a page whose lower half lies in the light, with writing in both
// halves: the edge of the light looks like that of a paper.
func halfLit() raster.Page {
	img := image.NewRGBA(image.Rect(0, 0, 1200, 1600))
	fill := func(r image.Rectangle, v uint8) {
		draw.Draw(img, r, image.NewUniform(color.Gray{Y: v}), image.Point{}, draw.Src)
	}
	fill(img.Rect, 190)
	fill(image.Rect(150, 820, 1050, 1500), 240)
	for _, y := range []int{200, 300, 400, 1000, 1100} {
		for x := 300; x < 900; x += 36 {
			fill(image.Rect(x, y, x+20, y+4), 10)
			fill(image.Rect(x+8, y, x+12, y+26), 10)
		}
	}
	return raster.Page{Image: img, DPI: 200}
}

// A paper that was cut through is read whole.
func TestProcessReadsACutPaperWhole(t *testing.T) {
	all := emblem(0.999)
	e := &inTurn{pictures: [][]document.Line{all[4:], all[:4], nil /* nothing faint on the first */, all}}
	r, err := process(t, pages{halfLit()}, e)
	if err != nil {
		t.Fatal(err)
	}
	if len(r.Documents) != 1 || len(e.pictures) != 0 {
		t.Fatalf("%d documents, %d pictures left unread", len(r.Documents), len(e.pictures))
	}
	if got := r.Documents[0].Fields["valid_until"].Value; got != "2035-03-02" {
		t.Errorf("valid_until = %q", got)
	}
}

func TestProcessDoubtsWeakCharacters(t *testing.T) {
	r, err := process(t, pages{sheet()}, &script{lines: emblem(0.3)})
	if err != nil {
		t.Fatal(err)
	}
	f := r.Documents[0].Fields["issuing_authority"]
	if !slices.Contains(f.Doubt, document.DoubtLowConfidence) {
		t.Errorf("confidence %.2f, doubt %v; want %s", f.Confidence, f.Doubt, document.DoubtLowConfidence)
	}
}

// A page that lies upside down is turned by the direction of its lines, and the
// coordinates of the result are those of the page as it was handed in.
func TestProcessTurnsThePage(t *testing.T) {
	upright := emblem(0.999)
	var turned []document.Line
	for _, l := range upright {
		for i := range l.Quad {
			l.Quad[i] = document.Point{X: 1200 - l.Quad[i].X, Y: 800 - l.Quad[i].Y}
		}
		turned = append(turned, l)
	}
	r, err := process(t, pages{sheet()}, &script{lines: turned})
	if err != nil {
		t.Fatal(err)
	}
	if len(r.Documents) != 1 || r.Documents[0].Kind != document.IDCardEmblem {
		t.Fatalf("read as %+v", r.Documents)
	}
	q := r.Documents[0].Fields["issuing_authority"].Quad
	if want := turned[3].Quad; q[0].Dist(want[0]) > 1 || q[2].Dist(want[2]) > 1 {
		t.Errorf("the authority lies at %v, want %v", q, want)
	}
}

func TestProcessProblems(t *testing.T) {
	broken := &document.Problem{Code: "broken", Message: "PDF 第 1 页已损坏"}
	for name, tc := range map[string]struct {
		pages   pages
		lines   []document.Line
		problem string
		unread  []int
		docs    int
	}{
		"the only page is broken":   {pages{broken}, emblem(0.999), "broken", nil, 0},
		"one page of two is broken": {pages{broken, sheet()}, emblem(0.999), "", []int{1}, 1},
		"nothing to read":           {pages{sheet()}, nil, "blank", nil, 0},
	} {
		t.Run(name, func(t *testing.T) {
			r, err := process(t, tc.pages, &script{lines: tc.lines})
			if err != nil {
				t.Fatal(err)
			}
			code := ""
			if r.Problem != nil {
				code = r.Problem.Code
				if r.Problem.Message == "" {
					t.Error("the problem has no message")
				}
			}
			var unread []int
			for _, p := range r.PageProblems {
				unread = append(unread, p.Page)
			}
			if code != tc.problem || !slices.Equal(unread, tc.unread) || len(r.Documents) != tc.docs {
				t.Errorf("problem %q, unread pages %v, %d documents; want %q, %v, %d", code, unread, len(r.Documents), tc.problem, tc.unread, tc.docs)
			}
		})
	}
}

// An engine that fails is an error, never a result: trying again may help.
func TestProcessEngineFailure(t *testing.T) {
	lost := errors.New("out of memory")
	_, err := process(t, pages{sheet(), sheet(), sheet()}, &script{err: lost})
	if !errors.Is(err, lost) {
		t.Errorf("error %v, want %v", err, lost)
	}
}

// brittle is an engine that panics.
type brittle struct{}

func (*brittle) Read(context.Context, ocr.Request) ([]document.Line, error) {
	panic("index out of range")
}

// A panic is the failure of one upload, and names the page.
func TestProcessPanic(t *testing.T) {
	_, err := process(t, pages{sheet()}, &brittle{})
	if err == nil || !strings.Contains(err.Error(), "page 1: panic: index out of range") {
		t.Errorf("error %v", err)
	}
}

func TestProcessCancelled(t *testing.T) {
	model, err := confidence.Default()
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	proc := pipeline.New(pipeline.Config{Raster: pages{sheet()}, Engine: &script{lines: emblem(1)}, Confidence: model})
	if _, err := proc.Process(ctx, nil); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v, want %v", err, context.Canceled)
	}
}

// A text layer that says something else than the picture is told, and the
// picture's value stays.
func TestProcessTextLayer(t *testing.T) {
	page := sheet()
	page.Text = []document.Line{
		{Text: "签发机关 长沙市公安局天心分局", Quad: document.Rect(200, 520, 820, 560), Confidence: 1},
		{Text: "有效期限 2015.03.02-2035.03.02", Quad: document.Rect(200, 620, 840, 660), Confidence: 1},
	}
	r, err := process(t, pages{page}, &script{lines: emblem(0.999)})
	if err != nil {
		t.Fatal(err)
	}
	d := r.Documents[0]
	f := d.Fields["issuing_authority"]
	if f.Value != "长沙市公安局岳麓分局" || !slices.Contains(f.Doubt, document.DoubtEngines) {
		t.Errorf("authority %q, doubt %v", f.Value, f.Doubt)
	}
	if f := d.Fields["valid_from"]; len(f.Doubt) > 0 {
		t.Errorf("valid_from agrees with the layer, yet: %v", f.Doubt)
	}
	if !slices.ContainsFunc(d.Findings, func(f document.Finding) bool {
		return f.Code == "text_layer.differs" && slices.Equal(f.Fields, []string{"issuing_authority"}) &&
			strings.Contains(f.Args["layer"], "天心")
	}) {
		t.Errorf("findings %v lack text_layer.differs", d.Findings)
	}
}

func TestFingerprint(t *testing.T) {
	model, err := confidence.Default()
	if err != nil {
		t.Fatal(err)
	}
	base := pipeline.Config{Confidence: model, Today: time.Date(2021, 12, 1, 0, 0, 0, 0, time.UTC), EngineDigest: "a"}
	same := pipeline.New(base).Fingerprint()
	later, other := base, base
	later.Today = later.Today.AddDate(0, 0, 1)
	other.EngineDigest = "b"
	if pipeline.New(base).Fingerprint() != same {
		t.Error("the same settings have another fingerprint")
	}
	if pipeline.New(other).Fingerprint() == same {
		t.Error("another model has the same fingerprint")
	}
	if pipeline.New(later).Fingerprint() != same {
		t.Error("another day has another fingerprint: an archive would be read anew every day")
	}
}

// An upload is judged on the day it is given, by the processor that reads others
// on another day.
func TestProcessOnAnotherDay(t *testing.T) {
	model, err := confidence.Default()
	if err != nil {
		t.Fatal(err)
	}
	base := pipeline.New(pipeline.Config{
		Raster: pages{sheet(), sheet()}, Engine: &script{lines: emblem(0.999)}, Confidence: model, Slots: 1,
		Today: time.Date(2021, 12, 1, 0, 0, 0, 0, time.UTC),
	})
	var read []int // one slot: one page at a time
	expired := func(p *pipeline.Processor) bool {
		r, err := p.Process(t.Context(), []byte("upload"))
		if err != nil || len(r.Documents) == 0 {
			t.Fatalf("result %+v, error %v", r, err)
		}
		return slices.ContainsFunc(r.Documents[0].Findings, func(f document.Finding) bool { return f.Code == "id_card.expired" })
	}
	if expired(base) {
		t.Error("expired on a day when it was valid")
	}
	later := base.On(time.Date(2036, 1, 1, 0, 0, 0, 0, time.UTC), func(pages int) { read = append(read, pages) })
	if !expired(later) {
		t.Error("valid on a day when it had expired")
	}
	if later.Fingerprint() != base.Fingerprint() || !slices.Equal(read, []int{1, 2}) {
		t.Errorf("fingerprints %s and %s, pages told: %v", base.Fingerprint(), later.Fingerprint(), read)
	}
}

// unschooled is an engine that does not know a character.
type unschooled struct {
	script
	unknown rune
}

func (u *unschooled) Knows(r rune) bool { return r != u.unknown }

// What looks like a character that the engine does not know is doubted when the
// engine wavered, and only then.
func TestProcessDoubtsRareCharacters(t *testing.T) {
	for name, tc := range map[string]struct {
		score   float64
		unknown rune
		want    bool
	}{
		"wavered":             {0.5, '䶮', true},
		"sure enough":         {0.95, '䶮', false},
		"the engine knows it": {0.5, '一', false},
	} {
		t.Run(name, func(t *testing.T) {
			lines := emblem(0.999)
			lines[3] = line(420, 520, 40, "龚县公安局", tc.score)
			e := &unschooled{script: script{lines: lines}, unknown: tc.unknown}
			r, err := process(t, pages{sheet()}, e)
			if err != nil {
				t.Fatal(err)
			}
			f := r.Documents[0].Fields["issuing_authority"]
			if got := slices.Contains(f.Doubt, document.DoubtRareChar); got != tc.want {
				t.Errorf("%q: doubt %v, want %s: %t", f.Value, f.Doubt, document.DoubtRareChar, tc.want)
			}
		})
	}
}

// origin is what a file says about itself, or how it refuses to.
type origin struct {
	info      raster.Info
	structure raster.Structure
	err       error
}

func (o origin) Validate(context.Context, []byte) raster.Structure { return o.structure }

func (o origin) Inspect(context.Context, []byte) (raster.Info, error) { return o.info, o.err }

func TestProcessNotesTheOrigin(t *testing.T) {
	inspected := func(o origin) (document.Document, error) {
		model, err := confidence.Default()
		if err != nil {
			t.Fatal(err)
		}
		r, err := pipeline.New(pipeline.Config{
			Raster: pages{sheet()}, Inspector: o, Engine: &script{lines: emblem(0.999)}, Confidence: model,
			Today: time.Date(2021, 12, 1, 0, 0, 0, 0, time.UTC),
		}).Process(t.Context(), []byte("upload"))
		if err != nil || len(r.Documents) != 1 {
			return document.Document{}, err
		}
		return r.Documents[0], nil
	}
	tests := []struct {
		name      string
		info      raster.Info
		structure raster.Structure
		want      []string
	}{
		{"a picture", raster.Info{}, "", nil},
		{"a scanner's", raster.Info{Producer: "Canon iR-ADV", Revisions: 1}, raster.StructureInvalid, nil},
		{"edited", raster.Info{Creator: "Adobe Photoshop 2024", Revisions: 3}, raster.StructureInvalid, []string{"pdf.editor", "pdf.appended", "pdf.structure"}},
		{"signed, then changed", raster.Info{Revisions: 3, Signatures: 1, Unsigned: 900}, raster.StructureValid, []string{"pdf.changed_after_signing"}},
		{"signed", raster.Info{Revisions: 2, Signatures: 1}, "", nil},
		{"stuffed", raster.Info{Scripts: 1, Attachments: 2, Form: true}, raster.StructureValid, []string{"pdf.scripts", "pdf.attachments", "pdf.form"}},
	}
	for _, test := range tests {
		d, err := inspected(origin{info: test.info, structure: test.structure})
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, f := range d.Findings {
			if strings.HasPrefix(f.Code, "pdf.") {
				got = append(got, f.Code)
			}
		}
		if !slices.Equal(got, test.want) {
			t.Errorf("%s: findings %v, want %v", test.name, got, test.want)
		}
	}
	unchecked := func(d document.Document) bool {
		return slices.ContainsFunc(d.NotChecked, func(n document.NotChecked) bool { return n.Code == "pdf.structure" })
	}
	for name, o := range map[string]origin{
		"out of limits": {info: raster.Info{Form: true}, structure: raster.StructureNotChecked},
		"refused":       {err: &document.Problem{Code: raster.CodeBroken}},
	} {
		if d, err := inspected(o); err != nil || !unchecked(d) {
			t.Errorf("%s: not said to be unchecked (%v)", name, err)
		}
	}
	if _, err := inspected(origin{err: context.Canceled}); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
}
