package raster

import (
	"bytes"
	"context"
	"errors"

	"golang.org/x/image/tiff"
)

// tiffPages lists the directories of a TIFF that hold pages, in their order. A
// thumbnail beside them is not a page.
func tiffPages(data []byte, limit int) ([]tiffPage, error) {
	order := byteOrder(data)
	var pages, thumbnails []tiffPage
	seen := map[uint32]bool{}
	for offset := order.Uint32(data[4:]); offset != 0 && !seen[offset]; {
		seen[offset] = true
		d, ok := readIFD(data, order, offset)
		if !ok {
			break // what came before may still be read
		}
		page := tiffPage{ifd: d, offset: offset}
		if d.uint(tagNewSubfileType, 0)&1 != 0 {
			thumbnails = append(thumbnails, page)
		} else {
			pages = append(pages, page)
		}
		if len(seen) > 2*limit || len(pages) > limit {
			return nil, problemTooManyPages(limit+1, limit)
		}
		offset = d.next
	}
	if len(pages) == 0 {
		pages = thumbnails
	}
	if len(pages) == 0 {
		return nil, problemBroken("TIFF 图片")
	}
	return pages, nil
}

// tiffPage is one directory of a TIFF.
type tiffPage struct {
	ifd
	offset uint32
}

// read decodes the page.
func (p tiffPage) read(ctx context.Context, limits Limits) (picture, error) {
	w, h := int(p.uint(tagImageWidth, 0)), int(p.uint(tagImageLength, 0))
	if err := limits.size(w, h, len(p.data), p.bytesPerPixel(w, h)); err != nil {
		return picture{}, err
	}
	pic := picture{orientation: int(p.uint(tagOrientation, 0)), resolution: p.resolution()}
	var err error
	if p.uint(tagCompression, 0) == compressionJPEG {
		pic.image, err = p.readJPEG(ctx, w, h)
	} else {
		pic.image, err = tiff.Decode(p.reader(ctx))
	}
	if err == nil {
		return pic, nil
	}
	if ctx.Err() != nil {
		return picture{}, ctx.Err()
	}
	var u tiff.UnsupportedError
	if errors.As(err, &u) || p.uint(tagCompression, 0) == compressionFax3 { // of Group 3 only the plainest form is read
		return picture{}, problem(CodeUnsupported, "这种 TIFF 图片的编码方式不能读取。请另存为 JPG 或 PDF 后上传。")
	}
	return picture{}, problemBroken("TIFF 图片")
}

// bytesPerPixel counts the decoded picture, its conversion, and a strip or
// tile, of which the decoder accepts eight bytes for each of its pixels.
func (p tiffPage) bytesPerPixel(w, h int) float64 {
	perPixel := float64(max(1, p.uint(tagSamples, 1)))
	if p.uint(tagBitsPerSample, 1) > 8 {
		perPixel *= 2
	}
	if perPixel > 1 {
		perPixel = max(perPixel, 4) + 4
	}
	block := float64(p.uint(tagTileWidth, uint32(w))) * float64(p.uint(tagTileLength, p.uint(tagRowsPerStrip, uint32(h))))
	return perPixel + 8*min(1, block/(float64(w)*float64(h)))
}

// reader presents the file as one whose first directory is this page, the only
// one that the decoder reads.
func (p tiffPage) reader(ctx context.Context) *tiffReader {
	r := &tiffReader{ctx: ctx, Reader: bytes.NewReader(p.data)}
	copy(r.header[:], p.data)
	p.order.PutUint32(r.header[4:], p.offset)
	return r
}

type tiffReader struct {
	*bytes.Reader
	ctx    context.Context
	header [8]byte
}

// ReadAt implements io.ReaderAt, which the decoder uses alone.
func (r *tiffReader) ReadAt(b []byte, offset int64) (int, error) {
	if err := r.ctx.Err(); err != nil {
		return 0, err
	}
	n, err := r.Reader.ReadAt(b, offset)
	if offset < int64(len(r.header)) && offset >= 0 {
		copy(b[:n], r.header[offset:])
	}
	return n, err
}
