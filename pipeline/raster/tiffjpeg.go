package raster

import (
	"bytes"
	"context"
	"image"
	"image/draw"
	"image/jpeg"

	"golang.org/x/image/tiff"
)

// Values of TIFF tags (TIFF 6.0; Technical Note 2 for JPEG).
const (
	compressionFax3  = 3
	compressionJPEG  = 7
	photometricRGB   = 2
	photometricYCbCr = 6
	planarSeparate   = 2
	maxBlocks        = 1 << 16 // strips or tiles of a page
)

// readJPEG decodes a page whose strips or tiles are JPEGs, as office scanners
// write them and golang.org/x/image/tiff does not read: the tables stand once
// in the directory, the blocks hold only the data.
func (p tiffPage) readJPEG(ctx context.Context, w, h int) (image.Image, error) {
	if p.uint(tagPlanar, 1) == planarSeparate {
		return nil, tiff.UnsupportedError("planar JPEG")
	}
	blocks, err := p.blocks(w, h)
	if err != nil {
		return nil, err
	}
	var page image.Image
	for _, b := range blocks {
		img, err := jpeg.Decode(reader(ctx, p.withTables(b.data)))
		if err != nil {
			return nil, err
		}
		if page == nil {
			page = newLike(img, w, h)
		}
		if err := p.paste(page, img, b.x, b.y); err != nil {
			return nil, err
		}
	}
	return page, nil
}

// block is one strip or tile with the place of its top left corner.
type block struct {
	x, y int
	data []byte
}

func (p tiffPage) blocks(w, h int) ([]block, error) {
	bw, bh := w, int(min(p.uint(tagRowsPerStrip, uint32(h)), uint32(h)))
	offsets, counts := p.uints(tagStripOffsets, maxBlocks), p.uints(tagStripByteCounts, maxBlocks)
	if p.has(tagTileOffsets) {
		bw, bh = int(p.uint(tagTileWidth, 0)), int(p.uint(tagTileLength, 0))
		offsets, counts = p.uints(tagTileOffsets, maxBlocks), p.uints(tagTileByteCounts, maxBlocks)
	}
	if bw < 8 || bh < 1 {
		return nil, tiff.FormatError("size of blocks")
	}
	across, down := (w+bw-1)/bw, (h+bh-1)/bh
	if n := across * down; len(offsets) < n || len(counts) < n || n == 0 {
		return nil, tiff.FormatError("number of blocks")
	}
	blocks := make([]block, across*down)
	for i := range blocks {
		from, n := uint64(offsets[i]), uint64(counts[i])
		if from+n > uint64(len(p.data)) {
			return nil, tiff.FormatError("block beyond the end")
		}
		blocks[i] = block{i % across * bw, i / across * bh, p.data[from : from+n]}
	}
	return blocks, nil
}

// withTables puts the shared tables, a JPEG without a picture, in front of a
// block's own data.
func (p tiffPage) withTables(data []byte) []byte {
	tables := bytes.TrimSuffix(p.bytes(tagJPEGTables), []byte{0xff, markerEOI})
	if len(tables) < 2 || len(data) < 2 {
		return data
	}
	return append(append(make([]byte, 0, len(tables)+len(data)), tables...), data[2:]...)
}

// newLike is an empty page for blocks such as img.
func newLike(img image.Image, w, h int) image.Image {
	if _, ok := img.(*image.Gray); ok {
		return image.NewGray(image.Rect(0, 0, w, h))
	}
	return image.NewRGBA(image.Rect(0, 0, w, h))
}

// paste copies a block onto the page.
func (p tiffPage) paste(page, img image.Image, x0, y0 int) error {
	b := img.Bounds().Intersect(page.Bounds().Sub(image.Pt(x0, y0)))
	switch page := page.(type) {
	case *image.Gray:
		img, ok := img.(*image.Gray)
		if !ok {
			return tiff.FormatError("mixed blocks")
		}
		for y := range b.Dy() {
			copy(page.Pix[page.PixOffset(x0, y0+y):], img.Pix[y*img.Stride:y*img.Stride+b.Dx()])
		}
	case *image.RGBA:
		return p.pasteColour(page, img, x0, y0, b)
	}
	return nil
}

// pasteColour copies the part b of a block. Go's decoder takes three components
// for YCbCr unless they are named R, G and B; the directory knows better.
func (p tiffPage) pasteColour(page *image.RGBA, img image.Image, x0, y0 int, b image.Rectangle) error {
	at := b.Add(image.Pt(x0, y0))
	ycbcr, ok := img.(*image.YCbCr)
	if _, four := img.(*image.CMYK); four {
		return tiff.UnsupportedError("colour of JPEG blocks")
	}
	if !ok || p.uint(tagPhotometric, photometricYCbCr) != photometricRGB {
		draw.Draw(page, at, img, b.Min, draw.Src)
		return nil
	}
	for y := range b.Dy() {
		row := page.Pix[page.PixOffset(x0, y0+y):]
		for x := range b.Dx() {
			c := ycbcr.YCbCrAt(x, y) // planes of R, G and B
			row[4*x], row[4*x+1], row[4*x+2], row[4*x+3] = c.Y, c.Cb, c.Cr, 255
		}
	}
	return nil
}
