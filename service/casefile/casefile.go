// Package casefile writes everything about one application as one PDF: sheets of
// text in front, then a picture of every page that was handed in, and the
// originals, byte for byte, as attachments.
//
// Uploads are not parsed here: pages come as pictures that Hecha made.
package casefile

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"time"

	"github.com/pdfcpu/pdfcpu/pkg/api"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/model"
	"github.com/signintech/gopdf"
)

// File is what a case file holds.
type File struct {
	Title    string
	Sections []Section
	Pictures []Picture
	// Attachments are the originals.
	Attachments []Attachment
}

// Section is a part of the sheets in front.
type Section struct {
	Title string
	Rows  []Row
}

// Row is a line, or as many as it needs. Label may be empty.
type Row struct{ Label, Value string }

// Picture is one page that was handed in, with words above it.
type Picture struct {
	Caption string
	JPEG    []byte
}

// Attachment is an original.
type Attachment struct {
	Name  string
	Bytes []byte
	Added time.Time
}

// ErrFont tells that there is no font to write the sheets with.
var ErrFont = errors.New("no font for case files: install fonts-lxgw-wenkai, or name a TrueType font with Latin and Chinese characters with --font")

// The sheets, in points of 1/72 inch.
const (
	margin     = 48.0
	labelWidth = 108.0
	textSize   = 10
	titleSize  = 16
	lineHeight = 15.0
	face       = "text"
)

var a4 = *gopdf.PageSizeA4

// Write writes f with the TrueType font in fontFile.
func Write(w io.Writer, f File, fontFile string) error {
	font, err := os.ReadFile(fontFile)
	if err != nil {
		return fmt.Errorf("%w: %w", ErrFont, err)
	}
	s := &sheets{y: a4.H}
	s.pdf.Start(gopdf.Config{PageSize: a4})
	s.pdf.SetInfo(gopdf.PdfInfo{Title: f.Title, Creator: "Hecha"})
	if err := s.pdf.AddTTFFontByReaderWithOption(face, bytes.NewReader(font), gopdf.TtfOption{OnGlyphNotFoundSubstitute: substitute}); err != nil {
		return fmt.Errorf("%w: %s: %w", ErrFont, fontFile, err)
	}
	if err := s.write(f); err != nil {
		return fmt.Errorf("write case file: %w", err)
	}
	data, err := s.pdf.GetBytesPdfReturnErr()
	if err != nil {
		return fmt.Errorf("write case file: %w", err)
	}
	if len(f.Attachments) == 0 {
		_, err = w.Write(data)
		return err
	}
	return attach(w, data, f.Attachments)
}

// substitute stands for characters that the font does not have.
func substitute(rune) rune { return '□' }

// sheets are the pages in the making; y is where the next line goes.
type sheets struct {
	pdf gopdf.GoPdf
	y   float64
}

func (s *sheets) write(f File) error {
	if err := s.text(margin, f.Title, titleSize, a4.W-2*margin); err != nil {
		return err
	}
	for _, section := range f.Sections {
		s.y += lineHeight / 2
		if err := s.text(margin, section.Title, textSize+2, a4.W-2*margin); err != nil {
			return err
		}
		for _, r := range section.Rows {
			if err := s.row(r); err != nil {
				return err
			}
		}
	}
	for _, p := range f.Pictures {
		if err := s.picture(p); err != nil {
			return err
		}
	}
	return nil
}

// row writes label and value beside each other.
func (s *sheets) row(r Row) error {
	if r.Label == "" {
		return s.text(margin, r.Value, textSize, a4.W-2*margin)
	}
	s.room()
	if err := s.pdf.SetFont(face, "", textSize); err != nil {
		return err
	}
	label, err := s.pdf.SplitText(r.Label, labelWidth-6)
	if err != nil {
		return err
	}
	s.pdf.SetXY(margin, s.y)
	if err := s.pdf.Text(label[0]); err != nil {
		return err
	}
	return s.text(margin+labelWidth, r.Value, textSize, a4.W-2*margin-labelWidth)
}

// room begins a new sheet where no line fits.
func (s *sheets) room() {
	if s.y > a4.H-margin {
		s.pdf.AddPage()
		s.y = margin + lineHeight
	}
}

// text writes lines of a width, from x.
func (s *sheets) text(x float64, text string, size float64, width float64) error {
	if text == "" {
		s.y += lineHeight
		return nil
	}
	if err := s.pdf.SetFont(face, "", size); err != nil {
		return err
	}
	lines, err := s.pdf.SplitText(text, width)
	if err != nil {
		return err
	}
	for _, line := range lines {
		s.room()
		if err := s.pdf.SetFont(face, "", size); err != nil {
			return err
		}
		s.pdf.SetXY(x, s.y)
		if err := s.pdf.Text(line); err != nil {
			return err
		}
		s.y += lineHeight * max(1, size/12)
	}
	return nil
}

// picture fills a sheet below its caption.
func (s *sheets) picture(p Picture) error {
	s.y = a4.H
	if err := s.text(margin, p.Caption, textSize, a4.W-2*margin); err != nil {
		return err
	}
	holder, err := gopdf.ImageHolderByBytes(p.JPEG)
	if err != nil {
		return err
	}
	size, err := jpegSize(p.JPEG)
	if err != nil {
		return err
	}
	room := gopdf.Rect{W: a4.W - 2*margin, H: a4.H - s.y - margin}
	scale := min(room.W/size.W, room.H/size.H)
	return s.pdf.ImageByHolder(holder, margin, s.y, &gopdf.Rect{W: size.W * scale, H: size.H * scale})
}

// attach adds the originals to a PDF.
func attach(w io.Writer, data []byte, originals []Attachment) error {
	api.DisableConfigDir() // else pdfcpu writes to the user's home
	conf := model.NewDefaultConfiguration()
	ctx, err := api.ReadValidateAndOptimize(bytes.NewReader(data), conf)
	if err != nil {
		return fmt.Errorf("attach originals: %w", err)
	}
	for _, a := range originals {
		added := a.Added
		err := ctx.AddAttachment(model.Attachment{Reader: bytes.NewReader(a.Bytes), ID: a.Name, FileName: a.Name, ModTime: &added}, false)
		if err != nil {
			return fmt.Errorf("attach %s: %w", a.Name, err)
		}
	}
	if err := api.WriteContext(ctx, w); err != nil {
		return fmt.Errorf("attach originals: %w", err)
	}
	return nil
}
