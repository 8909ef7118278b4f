package ppocr

import (
	"image"
	"testing"

	"hecha/document"
)

// The two columns of a frame are no parts of one line, however high they are:
// everything between them would be lost as a scrap of it.
func TestColumnsOfAFrameStayApart(t *testing.T) {
	column := func(x float64) box { return box{quad: document.Rect(x, 50, x+26, 1200)} }
	line := box{quad: document.Rect(130, 600, 750, 634)}
	img := image.NewRGBA(image.Rect(0, 0, 910, 1279))
	if got := joinNeighbours([]box{column(40), line, column(845)}, img); len(got) != 3 {
		t.Errorf("%d quads %v, want the columns and the line", len(got), got)
	}
}
