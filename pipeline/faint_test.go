package pipeline_test

import (
	"context"
	"image"
	"image/color"
	"image/draw"
	"testing"

	"hecha/document"
	"hecha/pipeline/ocr"
	"hecha/pipeline/raster"
)

// A page of a query of which the copier lost the gray labels.
var (
	keptPrint = []document.Line{
		line(400, 60, 40, "湖南省中等职业学校毕业证查询系统", 0.999), line(320, 160, 30, "样本甲", 0.999), line(320, 230, 30, "邵阳师范学校", 0.999),
		line(320, 300, 30, "2006-07", 0.999), line(320, 370, 30, "432006125190", 0.999),
	}
	lostPrint = []document.Line{
		line(100, 160, 30, "姓名", 0.99), line(100, 230, 30, "毕业学校", 0.99), line(100, 300, 30, "毕业时间", 0.99), line(100, 370, 30, "证书编号", 0.99),
	}
)

// eyes is an engine that reads a known line where it sees the middle of it black.
type eyes struct{ whole int }

func (e *eyes) Read(_ context.Context, req ocr.Request) (found []document.Line, err error) {
	if req.Lines != nil {
		return make([]document.Line, len(req.Lines)), nil
	}
	e.whole++
	for _, lines := range [][]document.Line{keptPrint, lostPrint} {
		for _, l := range lines {
			c := l.Quad.Center()
			if req.Image.RGBAAt(int(c.X), int(c.Y)).G < 80 {
				found = append(found, l)
			}
		}
	}
	return found, nil
}

// printed is a sheet on which lines stand as bars of a gray.
func printed(page raster.Page, lines []document.Line, gray uint8) raster.Page {
	img := page.Image.(*image.Gray)
	for _, l := range lines {
		x0, y0, x1, y1 := l.Quad.Bounds()
		draw.Draw(img, image.Rect(int(x0), int(y0), int(x1), int(y1)), image.NewUniform(color.Gray{Y: gray}), image.Point{}, draw.Src)
	}
	return page
}

func TestFaintLabelsAreRead(t *testing.T) {
	e := &eyes{}
	r, err := process(t, pages{printed(printed(sheet(), keptPrint, 20), lostPrint, 205)}, e)
	if err != nil || len(r.Documents) != 1 {
		t.Fatalf("%d documents, %v", len(r.Documents), err)
	}
	d := r.Documents[0]
	want := map[string]string{"name": "样本甲", "school": "邵阳师范学校", "graduation_date": "2006-07", "certificate_number": "432006125190"}
	for name, value := range want {
		if got := d.Fields[name].Value; d.Kind != document.VocationalQuery || got != value {
			t.Errorf("%s: %s = %q, want %q", d.Kind, name, got, value)
		}
	}
	if e.whole != 2 {
		t.Errorf("the sheet was read %d times", e.whole)
	}
}

// A paper that has everything is read once.
func TestNothingFaintIsLookedForInVain(t *testing.T) {
	e := &eyes{}
	if _, err := process(t, pages{printed(printed(sheet(), keptPrint, 20), lostPrint, 30)}, e); err != nil {
		t.Fatal(err)
	}
	if e.whole != 1 {
		t.Errorf("the sheet was read %d times", e.whole)
	}
}

// Print that the mean of the channels shows, where each by itself does not, is read
// before anything faint is looked for.
func TestColouredPagesAreReadInGray(t *testing.T) {
	page := printed(sheet(), keptPrint, 20)
	img := image.NewRGBA(page.Image.Bounds())
	draw.Draw(img, img.Rect, page.Image, image.Point{}, draw.Src)
	for _, l := range lostPrint {
		x0, y0, x1, y1 := l.Quad.Bounds()
		draw.Draw(img, image.Rect(int(x0), int(y0), int(x1), int(y1)), image.NewUniform(color.RGBA{10, 110, 10, 255}), image.Point{}, draw.Src)
	}
	page.Image = img
	e := &eyes{}
	r, err := process(t, pages{page}, e)
	if err != nil || len(r.Documents) != 1 {
		t.Fatalf("%d documents, %v", len(r.Documents), err)
	}
	if d := r.Documents[0]; d.Kind != document.VocationalQuery || d.Fields["name"].Value != "样本甲" {
		t.Errorf("%s, fields %v", d.Kind, d.Fields)
	}
	if e.whole != 2 {
		t.Errorf("the sheet was read %d times", e.whole)
	}
}
