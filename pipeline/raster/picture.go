package raster

import (
	"bytes"
	"context"
	"errors"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"
	"io"

	"golang.org/x/image/bmp"
	"golang.org/x/image/webp"
)

// picture is one decoded image with what its file says about it.
type picture struct {
	image       image.Image // as the decoder returned it
	orientation int         // EXIF, 1 to 8; 0 when not given
	resolution  resolution
	lost        float64 // see Page.Lost
}

// codec is one of Go's decoders.
type codec struct {
	name   string // as the candidate knows it
	config func(io.Reader) (image.Config, error)
	decode func(io.Reader) (image.Image, error)
	// metadata finds the resolution and the orientation; nil: the format has
	// none worth believing.
	metadata func([]byte) (resolution, int)
}

var codecs = map[format]codec{
	formatPNG:  {"PNG 图片", png.DecodeConfig, png.Decode, pngMetadata},
	formatWebP: {"WebP 图片", webp.DecodeConfig, decodeWebP, webpMetadata},
	formatBMP:  {"BMP 图片", bmp.DecodeConfig, bmp.Decode, nil},
	formatGIF:  {"GIF 图片", gif.DecodeConfig, gif.Decode, nil},
}

// decode reads a picture of the formats that hold a single one. Of an animation
// it gives the first frame.
func (c codec) read(ctx context.Context, data []byte, limits Limits) (picture, error) {
	config, err := c.config(reader(ctx, data))
	if err != nil {
		return picture{}, c.problem(err)
	}
	if err := limits.size(config.Width, config.Height, len(data), bytesPerPixel(config.ColorModel)); err != nil {
		return picture{}, err
	}
	img, err := c.decode(reader(ctx, data))
	if err != nil {
		return picture{}, c.problem(err)
	}
	p := picture{image: img}
	if c.metadata != nil {
		p.resolution, p.orientation = c.metadata(data)
	}
	return p, nil
}

func (c codec) problem(err error) error {
	var p png.UnsupportedError
	if errors.As(err, &p) || errors.Is(err, bmp.ErrUnsupported) {
		return problem(CodeUnsupported, "这种 %s 的编码方式不能读取。请用看图软件打开后另存为普通 JPG 再上传。", c.name)
	}
	return problemBroken(c.name)
}

// decodeWebP widens the range of lossy pictures: WebP keeps luma in 16 to 235 and
// chroma in 16 to 240 (ITU-R BT.601), while the decoder hands them out as an
// image.YCbCr, which is to use all values (JFIF).
func decodeWebP(r io.Reader) (image.Image, error) {
	img, err := webp.Decode(r)
	switch img := img.(type) {
	case *image.YCbCr:
		widenRange(img)
	case *image.NYCbCrA:
		widenRange(&img.YCbCr)
	}
	return img, err
}

func widenRange(img *image.YCbCr) {
	var luma, chroma [256]uint8
	for i := range 256 {
		luma[i] = uint8(min(max((float64(i)-16)*255/219+0.5, 0), 255))
		chroma[i] = uint8(min(max((float64(i)-128)*255/224+128.5, 0), 255))
	}
	for i, v := range img.Y {
		img.Y[i] = luma[v]
	}
	for i := range img.Cb {
		img.Cb[i], img.Cr[i] = chroma[img.Cb[i]], chroma[img.Cr[i]]
	}
}

// bytesPerPixel estimates the memory that a decoder takes for pictures of model
// m and what their conversion to a Page adds.
func bytesPerPixel(m color.Model) float64 {
	if _, ok := m.(color.Palette); ok {
		return 1 + 4
	}
	switch m {
	case color.GrayModel:
		return 1
	case color.Gray16Model:
		return 2 + 1
	case color.RGBA64Model, color.NRGBA64Model:
		return 8 + 4
	case color.YCbCrModel:
		return 3
	case color.NYCbCrAModel:
		return 4 + 4
	}
	return 4
}

// jpegProblem tells damage from coding processes that Go's decoder lacks:
// arithmetic coding, 12 bits, lossless.
func jpegProblem(err error) error {
	var u jpeg.UnsupportedError
	if errors.As(err, &u) {
		return problem(CodeUnsupported, "这种 JPG 图片的编码方式不能读取。请用看图软件打开后另存为普通 JPG 再上传，或重新拍照。")
	}
	return problemBroken("JPG 图片")
}

// reader reads data until ctx is done: the only way to stop Go's decoders,
// which know no context.
func reader(ctx context.Context, data []byte) io.Reader {
	return contextReader{ctx, bytes.NewReader(data)}
}

type contextReader struct {
	ctx context.Context
	r   io.Reader
}

// readChunk bounds how much is read between two looks at the context.
const readChunk = 64 << 10

func (c contextReader) Read(p []byte) (int, error) {
	if err := c.ctx.Err(); err != nil {
		return 0, err
	}
	return c.r.Read(p[:min(len(p), readChunk)])
}
