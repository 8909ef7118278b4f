package seal

import (
	"image"
	"math"
	"slices"

	"hecha/document"
)

// The values of document.Seal's Shape.
const (
	Circle  = "circle"
	Oval    = "ellipse"
	Square  = "square"
	Red     = "red"
	Blue    = "blue"
	Gray    = "gray"
	Star    = "star"
	Emblem  = "emblem"
	Party   = "party"
	Blank   = "blank"
	Unknown = "unknown"
)

// Impression is where a seal lies on a sheet.
type Impression struct {
	Shape string // Circle, Oval or Square
	Color string // Red, Blue or Gray
	// Quad is around the impression, in pixels of the sheet. Before reading its
	// corner 0 is the top left one on the sheet.
	Quad   document.Quad
	Center document.Point
	// A and B are the semi-axes of the rim's outer edge in pixels, A along
	// Angle; for a square half the sides. A ≥ B except for a square.
	A, B  float64
	Angle float64 // of the axis A from the sheet's x axis, -90 to 90
	// Score is the share of the rim that was found, 0 to 1, counting only what
	// lies on the sheet.
	Score float64
	DPI   float64 // of the sheet; 0 when unknown
}

// DiameterMM is the longer axis in millimetres; 0 when the resolution is unknown.
func (imp Impression) DiameterMM() float64 {
	if imp.DPI <= 0 {
		return 0
	}
	return math.Round(2*math.Max(imp.A, imp.B)/imp.DPI*25.4*10) / 10
}

// Bounds is the smallest rectangle of pixels around the impression; it may
// reach beyond the sheet.
func (imp Impression) Bounds() image.Rectangle {
	x0, y0, x1, y1 := imp.Quad.Bounds()
	return image.Rect(int(math.Floor(x0)), int(math.Floor(y0)), int(math.Ceil(x1))+1, int(math.Ceil(y1))+1)
}

// Depth is the distance of p from the centre as a share of the outline in that
// direction: 0 in the centre, 1 on the rim's outer edge, more outside.
func (imp Impression) Depth(p document.Point) float64 {
	sin, cos := math.Sincos(imp.Angle * math.Pi / 180)
	dx, dy := p.X-imp.Center.X, p.Y-imp.Center.Y
	u, v := (dx*cos+dy*sin)/imp.A, (dy*cos-dx*sin)/imp.B
	if imp.Shape == Square {
		return math.Max(math.Abs(u), math.Abs(v))
	}
	return math.Hypot(u, v)
}

// Contains tells whether p lies on the impression.
func (imp Impression) Contains(p document.Point) bool { return imp.Depth(p) <= 1 }

// The rim's ink is looked for from the outline to rimDepth inwards; rimLight is the
// share of its places that are darker than what is taken for its level, since print
// crosses it.
const (
	rimDepth = 0.06
	rimLight = 0.6
)

// Level is how bright the ink of the rim is on img, of 255 in green; 255 when the rim
// does not lie on it.
func (imp Impression) Level(img *image.RGBA) uint8 {
	var found []uint8
	for i := range rays {
		sin, cos := math.Sincos(2 * math.Pi * float64(i) / rays)
		if imp.Shape == Square {
			side := math.Max(math.Abs(sin), math.Abs(cos))
			sin, cos = sin/side, cos/side
		}
		darkest := uint8(255)
		for f := 1.0; f > 1-rimDepth; f -= 0.01 {
			q := imp.outline(cos*f, sin*f)
			if p := image.Pt(int(q.X), int(q.Y)); p.In(img.Rect) {
				darkest = min(darkest, img.Pix[img.PixOffset(p.X, p.Y)+1])
			}
		}
		found = append(found, darkest)
	}
	slices.Sort(found)
	return found[int(rimLight*float64(len(found)))]
}

// outline maps a point of the unit circle, or of the square from -1 to 1, onto
// the sheet.
func (imp Impression) outline(u, v float64) document.Point {
	sin, cos := math.Sincos(imp.Angle * math.Pi / 180)
	x, y := u*imp.A, v*imp.B
	return document.Point{X: imp.Center.X + x*cos - y*sin, Y: imp.Center.Y + x*sin + y*cos}
}

// quadAt is the box around the impression that is turned by angle.
func (imp Impression) quadAt(angle float64) document.Quad {
	if imp.Shape == Square {
		return document.Quad{imp.outline(-1, -1), imp.outline(1, -1), imp.outline(1, 1), imp.outline(-1, 1)}
	}
	sin, cos := math.Sincos(angle * math.Pi / 180)
	// Half the extent of the ellipse along a direction turned by δ from axis A.
	extent := func(turn float64) float64 {
		s, c := math.Sincos((turn - imp.Angle) * math.Pi / 180)
		return math.Hypot(imp.A*c, imp.B*s)
	}
	w, h := extent(angle), extent(angle+90)
	at := func(x, y float64) document.Point {
		return document.Point{X: imp.Center.X + x*cos - y*sin, Y: imp.Center.Y + x*sin + y*cos}
	}
	return document.Quad{at(-w, -h), at(w, -h), at(w, h), at(-w, h)}
}
