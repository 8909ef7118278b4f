package specimen_test

import (
	"bytes"
	"flag"
	"fmt"
	"math"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"hecha/document"
	"hecha/specimen"
)

var seeds = flag.Uint64("seeds", 1, "papers to draw of every layout and split")

// eachPage draws every layout in both splits.
func eachPage(t *testing.T, check func(t *testing.T, p specimen.Page)) {
	t.Helper()
	for _, kind := range specimen.Kinds() {
		for _, split := range []specimen.Split{specimen.Tune, specimen.Unseen} {
			for _, name := range specimen.SplitLayouts(kind, split) {
				t.Run(fmt.Sprintf("%s/%s/%s", split, kind, name), func(t *testing.T) {
					for seed := range *seeds {
						for _, p := range specimen.DrawLayout(kind, name, split, seed) {
							check(t, p)
						}
					}
				})
			}
		}
	}
}

func TestFontsAreInstalled(t *testing.T) {
	if err := specimen.CheckFonts(); err != nil {
		t.Fatal(err)
	}
}

func TestPagesKeepTheirTruth(t *testing.T) {
	eachPage(t, func(t *testing.T, p specimen.Page) {
		for _, d := range p.Documents {
			checkPlaces(t, p, d)
			checkForms(t, d)
			checkNumber(t, d)
			checkCertificate(t, d)
			checkOrder(t, d, "birth_date", "enrollment_date", "graduation_date", "updated_date")
			checkOrder(t, d, "work_start", "work_end", "issued_date")
			checkCode(t, d)
		}
	})
}

// checkPlaces demands a place on the page, with ink in it, for every field and
// code.
func checkPlaces(t *testing.T, p specimen.Page, d specimen.Truth) {
	t.Helper()
	for field := range d.Fields {
		q, ok := d.Quads[field]
		if !ok {
			t.Errorf("%s: field %s has no quad", d.Layout, field)
			continue
		}
		checkQuad(t, p, d.Layout+" "+field, q)
	}
	for _, c := range d.Codes {
		checkQuad(t, p, d.Layout+" code", c.Quad)
	}
}

// checkQuad demands dark pixels inside a quad that lies on the page.
func checkQuad(t *testing.T, p specimen.Page, what string, q document.Quad) {
	t.Helper()
	x0, y0, x1, y1 := q.Bounds()
	b := p.Image.Rect
	if x0 < 0 || y0 < 0 || x1 > float64(b.Max.X) || y1 > float64(b.Max.Y) || x1-x0 < 3 || y1-y0 < 3 {
		t.Errorf("%s: quad %v is not on the page %v", what, q, b)
		return
	}
	lo, hi := 255, 0
	for y := int(y0); y < int(y1); y++ {
		for x := int(x0); x < int(x1); x++ {
			c := p.Image.RGBAAt(x, y)
			v := (int(c.R) + int(c.G) + int(c.B)) / 3
			if lo, hi = min(lo, v), max(hi, v); hi-lo >= 60 {
				return
			}
		}
	}
	t.Errorf("%s: quad %v holds no ink: brightness from %d to %d", what, q, lo, hi)
}

var canonical = map[string]*regexp.Regexp{
	"sex":               regexp.MustCompile(`^[男女]$`),
	"birth_date":        regexp.MustCompile(`^\d{4}-\d\d(-\d\d)?$`),
	"id_number":         regexp.MustCompile(`^\d{17}[\dX]$`),
	"valid_from":        regexp.MustCompile(`^\d{4}-\d\d-\d\d$`),
	"valid_until":       regexp.MustCompile(`^(\d{4}-\d\d-\d\d|长期)$`),
	"enrollment_date":   regexp.MustCompile(`^\d{4}-\d\d(-\d\d)?$`),
	"graduation_date":   regexp.MustCompile(`^\d{4}-\d\d(-\d\d)?$`),
	"updated_date":      regexp.MustCompile(`^\d{4}-\d\d-\d\d$`),
	"issued_date":       regexp.MustCompile(`^\d{4}-\d\d-\d\d$`),
	"work_start":        regexp.MustCompile(`^\d{4}-\d\d$`),
	"work_end":          regexp.MustCompile(`^(\d{4}-\d\d|至今)$`),
	"technician_class":  regexp.MustCompile(`^(中级工班|高级工班|预备技师（技师）班)$`),
	"site":              regexp.MustCompile(`^[a-z0-9.-]+$`),
	"level":             regexp.MustCompile(`^(中专|专科|本科|第二学士学位|硕士研究生|博士研究生)$`),
	"length_years":      regexp.MustCompile(`^\d(\.5)?$`),
	"years":             regexp.MustCompile(`^\d{1,2}$`),
	"total_years":       regexp.MustCompile(`^\d{1,2}$`),
	"verification_code": regexp.MustCompile(`^(\d{12}|[AX][A-Z0-9]{15})$`),
	"conclusion":        regexp.MustCompile(`^[毕结]业$`),
	"ethnicity":         regexp.MustCompile(`^[^族 ]+$`),
	"name":              regexp.MustCompile(`^[\p{Han}·]{2,20}$`),
}

// educations are the kinds whose level is one of education; that of the others is
// one of an exam or a rank.
var educations = map[document.Kind]bool{
	document.CHSIRegistration: true, document.Diploma: true, document.PartySchoolQuery: true, document.VocationalQuery: true,
}

// checkForms demands values in canonical form.
func checkForms(t *testing.T, d specimen.Truth) {
	t.Helper()
	for field, v := range d.Fields {
		if field == "level" && !educations[d.Kind] {
			continue
		}
		if re := canonical[field]; re != nil && !re.MatchString(v) {
			t.Errorf("%s: %s = %q is not in canonical form", d.Layout, field, v)
		}
		if v == "" || v != strings.TrimSpace(v) {
			t.Errorf("%s: %s = %q is empty or has blanks around it", d.Layout, field, v)
		}
	}
}

// checkNumber holds an identity number against GB 11643-1999 and the card.
func checkNumber(t *testing.T, d specimen.Truth) {
	t.Helper()
	id := d.Fields["id_number"]
	if id == "" {
		return
	}
	sum := 0
	for i, w := range []int{7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2} {
		sum += int(id[i]-'0') * w
	}
	if want := "10X98765432"[sum%11]; id[17] != want {
		t.Errorf("%s: %s ends with %c, want %c", d.Layout, id, id[17], want)
	}
	birth, err := time.Parse("20060102", id[6:14])
	if err != nil {
		t.Errorf("%s: %s: %v", d.Layout, id, err)
	}
	if b, ok := d.Fields["birth_date"]; ok && b != birth.Format("2006-01-02")[:len(b)] {
		t.Errorf("%s: born %s, but the number is %s", d.Layout, b, id)
	}
	if s, ok := d.Fields["sex"]; ok && (s == "男") != (id[16]%2 == 1) {
		t.Errorf("%s: sex %s, but the number is %s", d.Layout, s, id)
	}
}

// checkCertificate holds a number of 18 digits against year and level.
func checkCertificate(t *testing.T, d specimen.Truth) {
	t.Helper()
	n, date := d.Fields["certificate_number"], d.Fields["graduation_date"]
	if len(n) != 18 || n[0] == '6' || d.Fields["level"] == "中专" || date == "" {
		return
	}
	if n[6:10] != date[:4] {
		t.Errorf("%s: number %s for a graduation on %s", d.Layout, n, date)
	}
	want := map[string]string{"博士研究生": "01", "硕士研究生": "02", "本科": "05", "专科": "06"}[d.Fields["level"]]
	if got := n[10:12]; want != "" && got != want {
		t.Errorf("%s: level %s in number %s, want %s", d.Layout, got, n, want)
	}
}

// checkOrder demands that dates which stand on the paper follow each other.
func checkOrder(t *testing.T, d specimen.Truth, fields ...string) {
	t.Helper()
	last := ""
	for _, f := range fields {
		v := d.Fields[f]
		if v == "" || v == "至今" {
			continue
		}
		n := min(len(v), len(last))
		if v[:n] < last[:n] {
			t.Errorf("%s: %s is %s, before %s", d.Layout, f, v, last)
		}
		last = v
	}
}

func checkCode(t *testing.T, d specimen.Truth) {
	t.Helper()
	if d.Kind != document.CHSIRegistration {
		return
	}
	if len(d.Codes) != 1 || !strings.Contains(d.Codes[0].Text, d.Fields["verification_code"]) {
		t.Errorf("%s: QR code %v for %s", d.Layout, d.Codes, d.Fields["verification_code"])
	}
}

func TestSameSeedSamePage(t *testing.T) {
	for _, kind := range specimen.Kinds() {
		a, b := specimen.Draw(kind, specimen.Tune, 3), specimen.Draw(kind, specimen.Tune, 3)
		if len(a) != len(b) || !bytes.Equal(a[0].Image.Pix, b[0].Image.Pix) {
			t.Errorf("%s: two drawings of one seed differ", kind)
		}
		if diff := cmp.Diff(a[0].Documents, b[0].Documents); diff != "" {
			t.Errorf("%s: truths of one seed differ (-first +second):\n%s", kind, diff)
		}
	}
}

func TestSplitsDiffer(t *testing.T) {
	for _, kind := range specimen.Kinds() {
		tune, unseen := specimen.SplitLayouts(kind, specimen.Tune), specimen.SplitLayouts(kind, specimen.Unseen)
		if len(tune) < 4 || len(unseen) < 3 {
			t.Errorf("%s has %d layouts to tune with and %d unseen", kind, len(tune), len(unseen))
		}
		known := map[string]bool{}
		for _, n := range tune {
			known[n] = true
		}
		own := 0
		for _, n := range unseen {
			if !known[n] {
				own++
			}
		}
		if own == 0 {
			t.Errorf("%s: the unseen split has no layout of its own", kind)
		}
		a, b := specimen.Draw(kind, specimen.Tune, 1)[0], specimen.Draw(kind, specimen.Unseen, 1)[0]
		if bytes.Equal(a.Image.Pix, b.Image.Pix) {
			t.Errorf("%s: both splits drew the same page", kind)
		}
	}
}

func TestIDCardCopyHoldsBothSides(t *testing.T) {
	for _, split := range []specimen.Split{specimen.Tune, specimen.Unseen} {
		for seed := range uint64(5) {
			p := specimen.IDCardCopy(split, seed)
			kinds := map[document.Kind]int{}
			for _, d := range p.Documents {
				kinds[d.Kind]++
				checkNumber(t, d)
				for field, q := range d.Quads {
					checkQuad(t, p, field, q)
				}
			}
			want := map[document.Kind]int{document.IDCardPortrait: 1, document.IDCardEmblem: 1}
			if diff := cmp.Diff(want, kinds); diff != "" {
				t.Errorf("seed %d (-want +got):\n%s", seed, diff)
			}
			if overlap(p.Documents[0].Region, p.Documents[1].Region) {
				t.Errorf("seed %d: the sides overlap", seed)
			}
		}
	}
}

func TestMixedHoldsTwoDocuments(t *testing.T) {
	for seed := range uint64(4) {
		p := specimen.Mixed(specimen.Tune, seed)
		if len(p.Documents) != 2 || overlap(p.Documents[0].Region, p.Documents[1].Region) {
			t.Fatalf("seed %d: %d documents, or they overlap", seed, len(p.Documents))
		}
		for _, d := range p.Documents {
			for field, q := range d.Quads {
				checkQuad(t, p, field, q)
			}
		}
	}
}

func overlap(a, b document.Quad) bool {
	ax0, ay0, ax1, ay1 := a.Bounds()
	bx0, by0, bx1, by1 := b.Bounds()
	return math.Max(ax0, bx0) < math.Min(ax1, bx1)-4 && math.Max(ay0, by0) < math.Min(ay1, by1)-4
}

func BenchmarkDraw(b *testing.B) {
	for _, kind := range specimen.Kinds() {
		b.Run(string(kind), func(b *testing.B) {
			specimen.Draw(kind, specimen.Tune, 0)
			seed := uint64(0)
			for b.Loop() {
				specimen.Draw(kind, specimen.Tune, seed)
				seed++
			}
		})
	}
}
