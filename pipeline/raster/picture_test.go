package raster_test

import (
	"encoding/binary"
	"fmt"
	"image"
	"image/color"
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"

	"hecha/pipeline/raster"
)

// corners are the colours in the middle of the four quarters.
func corners(img image.Image) [4]color.RGBA {
	b := img.Bounds()
	var got [4]color.RGBA
	for i := range got {
		x, y := b.Dx()/4+i%2*b.Dx()/2, b.Dy()/4+i/2*b.Dy()/2
		got[i] = color.RGBAModel.Convert(img.At(x, y)).(color.RGBA)
	}
	return got
}

// near compares colours as far as lossy compression keeps them.
var near = cmp.Comparer(func(a, b color.RGBA) bool {
	off := func(x, y uint8) bool { return math.Abs(float64(x)-float64(y)) > 14 }
	return !off(a.R, b.R) && !off(a.G, b.G) && !off(a.B, b.B) && a.A == b.A
})

func gray(v uint8) color.RGBA { return color.RGBA{v, v, v, 255} }

func TestFormats(t *testing.T) {
	luma := [4]color.RGBA{gray(54), gray(182), gray(18), gray(0)} // Rec. 709, as the fixtures were made
	bilevel := [4]color.RGBA{white, white, black, black}
	cutout := [4]color.RGBA{red, lime, blue, white}
	// The data of ycck.jpg, taken for the inks themselves.
	inks := [4]color.RGBA{{179, 171, 0, 255}, {105, 212, 235, 255}, {226, 0, 149, 255}, {0, 0, 0, 255}}
	tests := []struct {
		file   string
		want   [4]color.RGBA
		layout image.Image
	}{
		{"baseline.jpg", rgbk, &image.YCbCr{}},
		{"progressive.jpg", rgbk, &image.YCbCr{}},
		{"s422.jpg", rgbk, &image.YCbCr{}},
		{"s440.jpg", rgbk, &image.YCbCr{}},
		{"s411.jpg", rgbk, &image.YCbCr{}},
		{"gray.jpg", luma, &image.Gray{}},
		{"cmyk.jpg", inks, &image.RGBA{}},
		{"ycck.jpg", rgbk, &image.RGBA{}},
		{"base.png", rgbk, &image.RGBA{}},
		{"palette.png", rgbk, &image.RGBA{}},
		{"rgb16.png", rgbk, &image.RGBA{}},
		{"gray16.png", luma, &image.Gray{}},
		{"alpha.png", cutout, &image.RGBA{}},
		{"alpha.webp", cutout, &image.RGBA{}},
		{"lossy.webp", rgbk, &image.YCbCr{}},
		{"lossless.webp", rgbk, &image.RGBA{}},
		{"plain.bmp", rgbk, &image.RGBA{}},
		{"palette.bmp", rgbk, &image.RGBA{}},
		{"plain.gif", rgbk, &image.RGBA{}},
		{"lzw.tif", rgbk, &image.RGBA{}},
		{"zip.tif", rgbk, &image.RGBA{}},
		{"jpeg.tif", rgbk, &image.RGBA{}},
		{"jpeg-gray.tif", luma, &image.Gray{}},
		{"g4.tif", bilevel, &image.Gray{}},
	}
	for _, test := range tests {
		t.Run(test.file, func(t *testing.T) {
			page := onePage(t, fixture(t, test.file))
			if got, want := page.Image.Bounds(), image.Rect(0, 0, 64, 48); got != want {
				t.Errorf("bounds %v, want %v", got, want)
			}
			if diff := cmp.Diff(test.want, corners(page.Image), near); diff != "" {
				t.Errorf("colours (-want +got):\n%s", diff)
			}
			if got, want := fmt.Sprintf("%T", page.Image), fmt.Sprintf("%T", test.layout); got != want {
				t.Errorf("layout %s, want %s", got, want)
			}
			if page.Number != 1 || page.Scale != 1 || page.Lost != 0 {
				t.Errorf("number %d, scale %v, lost %v", page.Number, page.Scale, page.Lost)
			}
		})
	}
}

func TestMultiPageTIFF(t *testing.T) {
	got := pages(t, reader, fixture(t, "two.tif"))
	if len(got) != 2 {
		t.Fatalf("%d pages, want 2", len(got))
	}
	for i, page := range got {
		if page.Number != i+1 {
			t.Errorf("page %d has number %d", i+1, page.Number)
		}
		if diff := cmp.Diff(rgbk, corners(page.Image), near); diff != "" {
			t.Errorf("page %d (-want +got):\n%s", i+1, diff)
		}
	}
}

// upright is what the stored quarters look like by each EXIF orientation.
var upright = map[int][4]color.RGBA{
	1: {red, lime, blue, black},
	2: {lime, red, black, blue},
	3: {black, blue, lime, red},
	4: {blue, black, red, lime},
	5: {red, blue, lime, black},
	6: {blue, red, black, lime},
	7: {black, lime, blue, red},
	8: {lime, black, red, blue},
}

func TestOrientation(t *testing.T) {
	// Odd sides: the last chroma sample covers a single pixel.
	odd := encodeJPEG(quarters(131, 97, rgbk), 95)
	stored := map[string][]byte{
		"4:2:0": odd, "4:2:2": fixture(t, "s422.jpg"), "4:1:1": fixture(t, "s411.jpg"),
		"4:4:0": fixture(t, "s440.jpg"), "cmyk": fixture(t, "ycck.jpg"),
	}
	orders := []binary.AppendByteOrder{binary.LittleEndian, binary.BigEndian}
	for name, jpg := range stored {
		size := onePage(t, jpg).Image.Bounds()
		for orientation, want := range upright {
			page := onePage(t, withEXIF(jpg, exif(orders[orientation%2], uint16(orientation), 72, false)))
			if diff := cmp.Diff(want, corners(page.Image), near); diff != "" {
				t.Errorf("%s, orientation %d (-want +got):\n%s", name, orientation, diff)
			}
			wantSize := size
			if orientation >= 5 {
				wantSize = image.Rect(0, 0, size.Dy(), size.Dx())
			}
			if got := page.Image.Bounds(); got != wantSize {
				t.Errorf("%s, orientation %d: %v, want %v", name, orientation, got, wantSize)
			}
		}
	}
}

func TestOrientationOfOtherFormats(t *testing.T) {
	block := exif(binary.BigEndian, 6, 72, false)
	page := onePage(t, withChunk(encodePNG(quarters(64, 48, rgbk)), "eXIf", block))
	if diff := cmp.Diff(upright[6], corners(page.Image), near); diff != "" {
		t.Errorf("PNG (-want +got):\n%s", diff)
	}
	bilevel := paper(64, 48)
	page = onePage(t, withEXIF(encodeJPEG(bilevel, 90), block))
	if got, want := page.Image.Bounds(), image.Rect(0, 0, 48, 64); got != want {
		t.Errorf("gray: %v, want %v", got, want)
	}
}

func TestResolution(t *testing.T) {
	jfif := func(unit byte, x, y uint16) []byte {
		body := append([]byte("JFIF\x00\x01\x02"), unit, byte(x>>8), byte(x), byte(y>>8), byte(y), 0, 0)
		return afterSOI(encodeJPEG(paper(1240, 1754), 50), 0xe0, body)
	}
	phys := func(perMetre uint32) []byte {
		body := binary.BigEndian.AppendUint32(nil, perMetre)
		return withChunk(encodePNG(paper(1240, 1754)), "pHYs", append(binary.BigEndian.AppendUint32(body, perMetre), 1))
	}
	with := func(dpi uint32, camera bool) []byte {
		return withEXIF(encodeJPEG(paper(1240, 1754), 50), exif(binary.LittleEndian, 1, dpi, camera))
	}
	tests := []struct {
		name string
		data []byte
		want float64
	}{
		{"none", encodeJPEG(paper(1240, 1754), 50), 0},
		{"JFIF inch", jfif(1, 150, 150), 150},
		{"JFIF centimetre", jfif(2, 59, 59), 149.86},
		{"JFIF without unit", jfif(0, 150, 150), 0},
		{"JFIF unknown unit", jfif(9, 150, 150), 0},
		{"a phone's 72", jfif(1, 72, 72), 0},
		{"a screen's 96", jfif(1, 96, 96), 0},
		{"axes differ", jfif(1, 300, 150), 0},
		{"not even a stamp", jfif(1, 3000, 3000), 0},
		{"EXIF of a scanner", with(150, false), 150},
		{"EXIF of a camera", with(150, true), 0},
		{"pHYs", phys(5906), 150},
		{"larger than any glass", withEXIF(encodeJPEG(paper(4000, 600), 30), exif(binary.LittleEndian, 1, 150, false)), 0},
		{"TIFF", fixture(t, "lzw.tif"), 0}, // a stamp of 0.2 inch
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := onePage(t, test.data).DPI; math.Abs(got-test.want) > 0.05 {
				t.Errorf("DPI %v, want %v", got, test.want)
			}
		})
	}
}

func TestLargePicturesAreScaledDown(t *testing.T) {
	r := limited(t, func(l *raster.Limits) { l.MaxSide = 500 })
	colours := quarters(1000, 603, rgbk)
	for name, data := range map[string][]byte{
		"YCbCr": withEXIF(encodeJPEG(colours, 90), exif(binary.LittleEndian, 6, 300, false)),
		"RGBA":  withChunk(encodePNG(colours), "eXIf", exif(binary.LittleEndian, 6, 300, false)),
	} {
		got := pages(t, r, data)[0]
		if got.Scale != 0.5 || got.Image.Bounds() != image.Rect(0, 0, 302, 500) {
			t.Errorf("%s: scale %v, bounds %v", name, got.Scale, got.Image.Bounds())
		}
		if diff := cmp.Diff(upright[6], corners(got.Image), near); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
	page := pages(t, r, withEXIF(encodeJPEG(paper(1500, 900), 90), exif(binary.LittleEndian, 1, 300, false)))[0]
	if math.Abs(page.DPI-100) > 0.01 {
		t.Errorf("DPI %v, want 300 scaled to 100", page.DPI)
	}
}

// A checkerboard averages to its mean, whatever the scale.
func TestScalingKeepsBrightness(t *testing.T) {
	board := image.NewGray(image.Rect(0, 0, 700, 700))
	for i := range board.Pix {
		board.Pix[i] = uint8((i + i/700) % 2 * 200)
	}
	r := limited(t, func(l *raster.Limits) { l.MaxSide = 233 })
	page := pages(t, r, encodePNG(marked(board)))[0]
	img := page.Image.(*image.Gray)
	sum := 0
	for _, v := range img.Pix {
		sum += int(v)
	}
	if mean := float64(sum) / float64(len(img.Pix)); math.Abs(mean-100) > 3 {
		t.Errorf("mean brightness %.1f, want 100", mean)
	}
}

// marked marks a corner, lest the result be blank.
func marked(img *image.Gray) *image.Gray {
	for y := range 20 {
		for x := range 20 {
			img.Pix[y*img.Stride+x] = 255
		}
	}
	return img
}
