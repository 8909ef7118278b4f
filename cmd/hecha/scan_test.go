package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"image/jpeg"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"hecha/document"
	"hecha/pipeline/evaluate"
	"hecha/pipeline/raster"
	"hecha/specimen"
)

// asCommand is set for a test's child that is to be the program itself.
const asCommand = "HECHA_TEST_AS_COMMAND"

func TestMain(m *testing.M) {
	raster.MaybeChild()
	if os.Getenv(asCommand) != "" {
		main()
		return
	}
	os.Exit(m.Run())
}

// testConfig is what a user has after make setup.
func testConfig() config {
	vars := defaults()
	return config{Models: vars["models"], Runtime: vars["runtime"], Cache: vars["cache"], Workers: 2, Second: true}
}

func openForTest(t *testing.T) *fileScanner {
	t.Helper()
	s, err := openScanner(testConfig())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

// Every kind goes through the whole program as a scan would, and comes back with
// what was drawn: nothing wrong without a doubt, and nearly nothing wrong.
func TestScanSpecimens(t *testing.T) {
	s := openForTest(t)
	dir := t.TempDir()
	err := specimen.WriteDataset(t.Context(), dir, specimen.Options{
		Split: specimen.Tune, Seed: 4711, Count: 12, Workers: 2,
		Degradations: []specimen.Degradation{specimen.Clean, specimen.Scan},
	})
	if err != nil {
		t.Fatal(err)
	}
	truth, err := evaluate.Load(dir)
	if err != nil {
		t.Fatal(err)
	}
	readings, err := readAll(t.Context(), s, dir, truth, 2)
	if err != nil {
		t.Fatal(err)
	}
	right, wrong := 0, 0
	for _, o := range evaluate.Measure(truth, readings).Outcomes {
		if o.Right {
			right++
			continue
		}
		wrong++
		t.Logf("%s %s: %q, want %q, doubt %v", o.Entry.File, o.Name, o.Got, o.Want, o.Field.Doubt)
		if !o.Signed {
			t.Errorf("%s %s is wrong and nobody is told", o.Entry.File, o.Name)
		}
	}
	if right < 60 || wrong > right/20 {
		t.Errorf("%d fields right, %d not; want at least 60, and 95 %% right", right, wrong)
	}
}

// The commonest upload of all: both sides of a card on one sheet.
func TestScanBothSidesOnOneSheet(t *testing.T) {
	s := openForTest(t)
	page := specimen.Degrade(specimen.IDCardCopy(specimen.Tune, 5), specimen.Scan, rand.New(rand.NewPCG(5, 5)))
	var buf bytes.Buffer
	if err := jpeg.Encode(&buf, page.Image, nil); err != nil {
		t.Fatal(err)
	}
	r, err := s.processor.Process(t.Context(), buf.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	got := map[document.Kind]document.Document{}
	for _, d := range r.Documents {
		got[d.Kind] = d
	}
	for _, want := range page.Documents {
		d, ok := got[want.Kind]
		if !ok {
			t.Errorf("no %s among %d documents", want.Kind, len(r.Documents))
			continue
		}
		for name, value := range want.Fields {
			if f := d.Fields[name]; f.Value != value {
				t.Errorf("%s %s: %q, want %q", want.Kind, name, f.Value, value)
			}
		}
		if iou := evaluate.IoU(d.Fields["name"].Quad, want.Quads["name"]); want.Kind == document.IDCardPortrait && iou < 0.3 {
			t.Errorf("the name is marked at %v, drawn at %v", d.Fields["name"].Quad, want.Quads["name"])
		}
	}
}

func TestScanProblems(t *testing.T) {
	s := openForTest(t)
	for name, tc := range map[string]struct{ content, code string }{
		"empty":      {"", raster.CodeEmpty},
		"plain text": {strings.Repeat("这不是图片。", 40), raster.CodeNotADocument},
		"cut off":    {"\xff\xd8\xff\xe0\x00\x10JFIF\x00", raster.CodeBroken},
	} {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "upload.jpg")
			if err := os.WriteFile(path, []byte(tc.content), 0o600); err != nil {
				t.Fatal(err)
			}
			r, err := s.Scan(t.Context(), path)
			if err != nil {
				t.Fatal(err)
			}
			if r.Problem == nil || r.Problem.Code != tc.code || r.Problem.Message == "" {
				t.Errorf("problem %+v, want %s with a message", r.Problem, tc.code)
			}
		})
	}
	if _, err := s.Scan(t.Context(), filepath.Join(t.TempDir(), "nowhere.jpg")); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("a file that is not there: %v", err)
	}
}

// The JSON is a contract: scripts and the evaluation data depend on its names.
func TestScanJSON(t *testing.T) {
	field := document.Field{Value: "样本", Text: "样 本", Confidence: 0.98, Page: 1, Quad: document.Rect(1, 2, 3, 4), Doubt: []document.Doubt{}}
	line := scanned{"a.jpg", document.Result{
		SHA256: "00", Fingerprint: "11", TimingMS: map[string]float64{"ocr": 410},
		Documents: []document.Document{{
			Kind: document.IDCardPortrait, KindConfidence: 0.99, Pages: []int{1}, Region: document.Rect(0, 0, 9, 9),
			Fields: map[string]document.Field{"name": field}, Seals: []document.Seal{}, Codes: []document.Code{},
			Findings: []document.Finding{}, NotChecked: []document.NotChecked{},
		}},
	}}
	var buf bytes.Buffer
	if err := (scanCmd{JSON: true}).print(&buf, line); err != nil {
		t.Fatal(err)
	}
	const want = `{"file":"a.jpg","sha256":"00","fingerprint":"11","problem":null,"documents":[{"kind":"id_card_portrait",` +
		`"kind_confidence":0.99,"pages":[1],"region":[[0,0],[9,0],[9,9],[0,9]],"fields":{"name":{"value":"样本","text":"样 本",` +
		`"confidence":0.98,"page":1,"quad":[[1,2],[3,2],[3,4],[1,4]],"doubt":[]}},"seals":[],"codes":[],"quality":{"sharpness":0,` +
		`"glare":0,"underexposed":0,"cut_off":false,"grayscale":false,"screen_photo":false,"skew_deg":0,"dpi":0,` +
		`"low_resolution":false},"findings":[],"not_checked":[]}],"timing_ms":{"ocr":410}}` + "\n"
	if buf.String() != want {
		t.Errorf("got\n%swant\n%s", buf.String(), want)
	}
	if !json.Valid(buf.Bytes()) {
		t.Error("not JSON")
	}
}

// The report shows every page with every field's outline, marks doubt by more
// than colour, and loads nothing from anywhere.
func TestReport(t *testing.T) {
	s := openForTest(t)
	dir := t.TempDir()
	files, err := demoCmd{Out: dir, Seed: 7}.draw()
	if err != nil {
		t.Fatal(err)
	}
	path := files[1]
	r, err := s.Scan(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	doc := &r.Documents[0]
	f := doc.Fields["issuing_authority"]
	f.Doubt = []document.Doubt{document.DoubtRegister}
	doc.Fields["issuing_authority"] = f
	var page bytes.Buffer
	if err := writeReport(t.Context(), &page, s, []scanned{{path, r}}); err != nil {
		t.Fatal(err)
	}
	html := page.String()
	for _, want := range []string{"data:image/jpeg;base64,", "？签发机关", "名录中查无", f.Value, `lang="zh-CN"`} {
		if !strings.Contains(html, want) {
			t.Errorf("the report lacks %q", want)
		}
	}
	for _, bad := range []string{"http://", "https://", "<script"} {
		if strings.Contains(html, bad) {
			t.Errorf("the report has %q: it must stand alone", bad)
		}
	}
	if got := strings.Count(html, "<polygon"); got < 1+len(doc.Fields) {
		t.Errorf("%d outlines for one document with %d fields", got, len(doc.Fields))
	}
}
