package specimen

import (
	"encoding/binary"
	"fmt"
	"os"
	"strings"

	"github.com/signintech/gopdf"
)

// typesetter sets runs of text into a PDF in embedded subsets of their fonts.
type typesetter struct {
	pdf    *gopdf.GoPdf
	scale  float64 // points for a pixel of the page
	loaded map[string]bool
}

// Faces with quadratic outlines in a file of their own, the only sort that can
// be embedded: one for what a face that cannot be resembles, and last the one
// with the most characters.
var embeddable = map[string]string{
	"song": "gbsn", "song-medium": "gbsn", "song-bold": "gbsn", "song-black": "gbsn", "uming": "gbsn",
	"ukai": "gkai", "ocrb": "mono",
}

const widestFace = "droid"

// face loads the face that stands for name and returns its name.
func (t *typesetter) face(name string) (string, error) {
	path, err := FontFile(name)
	if err != nil {
		return "", err
	}
	if !quadratic(path) {
		if name = embeddable[name]; name == "" {
			name = widestFace
		}
		if path, err = FontFile(name); err != nil {
			return "", err
		}
	}
	if t.loaded[name] {
		return name, nil
	}
	if err := t.pdf.AddTTFFont(name, path); err != nil {
		return "", fmt.Errorf("embed font %s: %w", name, err)
	}
	t.loaded[name] = true
	return name, nil
}

// quadratic tells whether the file starts as a single TrueType font does.
func quadratic(path string) bool {
	f, err := os.Open(path)
	if err != nil {
		return false
	}
	defer f.Close()
	var head [4]byte
	_, err = f.Read(head[:])
	return err == nil && binary.BigEndian.Uint32(head[:]) == 0x00010000
}

// runs sets all of rs; a lie changes their digits.
func (t *typesetter) runs(rs []Run, lie bool) error {
	for _, r := range rs {
		if lie {
			r.Text = strings.Map(falseDigit, r.Text)
		}
		if err := t.run(r); err != nil {
			return fmt.Errorf("set %q: %w", r.Text, err)
		}
	}
	return nil
}

// falseDigit is another digit for a digit.
func falseDigit(r rune) rune {
	if r >= '0' && r <= '9' {
		return '0' + (r-'0'+3)%10
	}
	return r
}

// run sets one run at its place, spaced to its drawn length.
func (t *typesetter) run(r Run) error {
	x, y, size := r.Baseline.X*t.scale, r.Baseline.Y*t.scale, r.Size*t.scale
	if size <= 0 || strings.TrimSpace(r.Text) == "" {
		return nil
	}
	pieces, width, err := t.split(r.Text, r.Font, size)
	if err != nil {
		return err
	}
	spacing := 0.0
	if n := len([]rune(r.Text)); n > 1 && r.Width > 0 {
		spacing = (r.Width*t.scale - width) / float64(n-1)
	}
	t.pdf.SetTextColor(r.Color[0], r.Color[1], r.Color[2])
	if r.Angle != 0 {
		t.pdf.Rotate(-r.Angle, x, y)
		defer t.pdf.RotateReset()
	}
	for _, p := range pieces {
		if err := t.pdf.SetFont(p.face, "", size); err != nil {
			return err
		}
		if err := t.pdf.SetCharSpacing(spacing); err != nil {
			return err
		}
		t.pdf.SetXY(x, y)
		if err := t.pdf.Text(p.text); err != nil {
			return err
		}
		x += p.width + spacing*float64(len([]rune(p.text)))
	}
	return nil
}

// piece is a part of a run that one face can set.
type piece struct {
	face, text string
	width      float64 // in points, unspaced
}

// split cuts text where its face lacks characters and measures the pieces at
// size points.
func (t *typesetter) split(text, font string, size float64) (pieces []piece, width float64, err error) {
	for _, r := range text {
		name, err := t.faceOf(r, font, size)
		if err != nil {
			return nil, 0, err
		}
		if n := len(pieces); n > 0 && pieces[n-1].face == name {
			pieces[n-1].text += string(r)
			continue
		}
		pieces = append(pieces, piece{face: name, text: string(r)})
	}
	for i := range pieces {
		if err := t.pdf.SetFont(pieces[i].face, "", size); err != nil {
			return nil, 0, err
		}
		if err := t.pdf.SetCharSpacing(0); err != nil {
			return nil, 0, err
		}
		if pieces[i].width, err = t.pdf.MeasureTextWidth(pieces[i].text); err != nil {
			return nil, 0, err
		}
		width += pieces[i].width
	}
	return pieces, width, nil
}

// faceOf is the loaded face that sets r: that of font if it has the character.
func (t *typesetter) faceOf(r rune, font string, size float64) (string, error) {
	for _, name := range []string{font, widestFace, "wenkai"} {
		face, err := t.face(name)
		if err != nil {
			return "", err
		}
		if err := t.pdf.SetFont(face, "", size); err != nil {
			return "", err
		}
		if has, err := t.pdf.IsCurrFontContainGlyph(r); err == nil && has {
			return face, nil
		}
	}
	return t.face(font)
}
