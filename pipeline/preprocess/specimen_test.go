package preprocess_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"hecha/document"
	"hecha/pipeline/preprocess"
	"hecha/specimen"
)

// TestSheetsOfSpecimens cuts photographed papers, and copies that hold several
// or none that stands out. Whatever is cut, no field may be lost.
func TestSheetsOfSpecimens(t *testing.T) {
	tests := []struct {
		kind   document.Kind
		damage specimen.Degradation
		paper  bool // the document's region is a paper that must be found
	}{
		{document.Diploma, specimen.Photo, true},
		{document.WorkCertificate, specimen.Photo, true},
		{document.CHSIRegistration, specimen.Crumple, false},
		{document.IDCardPortrait, specimen.CopyA4, false},
		{document.IDCardEmblem, specimen.BWCopy, false},
	}
	for i, tt := range tests {
		t.Run(fmt.Sprint(tt.kind, "/", tt.damage), func(t *testing.T) {
			p := specimen.Draw(tt.kind, specimen.Tune, uint64(i))[0]
			p = specimen.Degrade(p, tt.damage, rand.New(rand.NewPCG(uint64(i), 8)))
			sheets := preprocess.Sheets(throughJPEG(t, p.Image, 90), p.DPI)
			for _, d := range p.Documents {
				best := 0.0
				for _, s := range sheets {
					best = math.Max(best, iou(s.Region, d.Region))
				}
				if tt.paper && best < 0.95 {
					t.Errorf("the paper's region is shared to %.3f only", best)
				}
				for name, q := range d.Quads {
					if q != (document.Quad{}) && !showsAll(sheets, q) {
						t.Errorf("no sheet shows %s", name)
					}
				}
			}
		})
	}
}

// showsAll tells whether one of the sheets shows all of q.
func showsAll(sheets []preprocess.Sheet, q document.Quad) bool {
	for _, s := range sheets {
		all := true
		for _, p := range q {
			all = all && shows(s, p)
		}
		if all {
			return true
		}
	}
	return false
}
