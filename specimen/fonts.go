package specimen

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strings"
	"sync"

	"golang.org/x/image/font"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
)

// ErrFontMissing is in the error that names the Debian package to install.
var ErrFontMissing = errors.New("font not installed")

// fontFile tells where a face of the font table is found on Debian.
type fontFile struct {
	pkg  string // Debian package that holds it
	path string
	face string // part of the full name of the face wanted from a collection
}

const (
	notoDir = "/usr/share/fonts/opentype/noto/"
	ttfDir  = "/usr/share/fonts/truetype/"
)

// fontTable names every face that specimens are drawn with. The names are what
// Run.Font holds.
var fontTable = map[string]fontFile{
	"song":         {"fonts-noto-cjk", notoDir + "NotoSerifCJK-Regular.ttc", "CJK SC"},
	"song-bold":    {"fonts-noto-cjk", notoDir + "NotoSerifCJK-Bold.ttc", "CJK SC"},
	"song-medium":  {"fonts-noto-cjk-extra", notoDir + "NotoSerifCJK-Medium.ttc", "CJK SC"},
	"song-black":   {"fonts-noto-cjk-extra", notoDir + "NotoSerifCJK-Black.ttc", "CJK SC"},
	"hei":          {"fonts-noto-cjk", notoDir + "NotoSansCJK-Regular.ttc", "CJK SC"},
	"hei-bold":     {"fonts-noto-cjk", notoDir + "NotoSansCJK-Bold.ttc", "CJK SC"},
	"hei-medium":   {"fonts-noto-cjk-extra", notoDir + "NotoSansCJK-Medium.ttc", "CJK SC"},
	"hei-light":    {"fonts-noto-cjk-extra", notoDir + "NotoSansCJK-DemiLight.ttc", "CJK SC"},
	"zenhei":       {"fonts-wqy-zenhei", ttfDir + "wqy/wqy-zenhei.ttc", ""},
	"microhei":     {"fonts-wqy-microhei", ttfDir + "wqy/wqy-microhei.ttc", ""},
	"droid":        {"fonts-droid-fallback", ttfDir + "droid/DroidSansFallbackFull.ttf", ""},
	"uming":        {"fonts-arphic-uming", ttfDir + "arphic/uming.ttc", "UMing CN"},
	"gbsn":         {"fonts-arphic-gbsn00lp", ttfDir + "arphic-gbsn00lp/gbsn00lp.ttf", ""},
	"ukai":         {"fonts-arphic-ukai", ttfDir + "arphic/ukai.ttc", "UKai CN"},
	"gkai":         {"fonts-arphic-gkai00mp", ttfDir + "arphic-gkai00mp/gkai00mp.ttf", ""},
	"wenkai":       {"fonts-lxgw-wenkai", ttfDir + "lxgw-wenkai/LXGWWenKai-Regular.ttf", ""},
	"wenkai-light": {"fonts-lxgw-wenkai", ttfDir + "lxgw-wenkai/LXGWWenKai-Light.ttf", ""},
	"wenkai-bold":  {"fonts-lxgw-wenkai", ttfDir + "lxgw-wenkai/LXGWWenKai-Bold.ttf", ""},
	"ocrb":         {"fonts-ocr-b", "/usr/share/fonts/opentype/ocr-b/OCRBS.otf", ""}, // OCRB.otf flexes its 8 in a way that sfnt cannot read
	"sans":         {"fonts-liberation", ttfDir + "liberation/LiberationSans-Regular.ttf", ""},
	"sans-bold":    {"fonts-liberation", ttfDir + "liberation/LiberationSans-Bold.ttf", ""},
	"serif":        {"fonts-liberation", ttfDir + "liberation/LiberationSerif-Regular.ttf", ""},
	"mono":         {"fonts-liberation", ttfDir + "liberation/LiberationMono-Regular.ttf", ""},
	"dejavu":       {"fonts-dejavu-core", ttfDir + "dejavu/DejaVuSans.ttf", ""},
}

// fallbacks are asked in this order for a character that a font lacks.
var fallbacks = []string{"song", "uming", "wenkai", "droid", "dejavu"}

// FontFile is the file of a face in the font table, for embedding it in a PDF.
func FontFile(name string) (path string, err error) {
	f, ok := fontTable[name]
	if !ok {
		return "", fmt.Errorf("font %q is not in the font table", name)
	}
	if _, err := os.Stat(f.path); err != nil {
		return "", fontError(name, f, err)
	}
	return f.path, nil
}

// CheckFonts is an error that names every Debian package still to install.
func CheckFonts() error {
	var errs []error
	for name := range fontTable {
		if _, err := FontFile(name); err != nil {
			errs = append(errs, err)
		}
	}
	return errors.Join(errs...)
}

func fontError(name string, f fontFile, err error) error {
	if errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("%w: %s (%s): install the Debian package %s", ErrFontMissing, name, f.path, f.pkg)
	}
	return fmt.Errorf("open font %s: %w", name, err)
}

// face is one opened font. Its methods may be called by several goroutines.
type face struct {
	name string
	font *sfnt.Font
	upem fixed.Int26_6

	mu       sync.Mutex
	buf      sfnt.Buffer
	advances map[rune]float64 // in em; -1 for characters the font lacks
}

var (
	facesMu sync.Mutex
	faces   = map[string]*face{}
)

// loadFace opens a face of the font table once.
func loadFace(name string) (*face, error) {
	facesMu.Lock()
	defer facesMu.Unlock()
	if f, ok := faces[name]; ok {
		return f, nil
	}
	entry, ok := fontTable[name]
	if !ok {
		return nil, fmt.Errorf("font %q is not in the font table", name)
	}
	sf, err := openFont(entry)
	if err != nil {
		return nil, fontError(name, entry, err)
	}
	f := &face{name: name, font: sf, upem: fixed.I(int(sf.UnitsPerEm())), advances: map[rune]float64{}}
	faces[name] = f
	return f, nil
}

// openFont leaves the file open: glyphs are read from it when they are needed,
// since the CJK collections are 20 MB and more each.
func openFont(entry fontFile) (*sfnt.Font, error) {
	file, err := os.Open(entry.path)
	if err != nil {
		return nil, err
	}
	f, err := openFace(file, entry.face)
	if err != nil { // perhaps only for its alignment
		return openUnaligned(file)
	}
	return f, nil
}

// openFace opens the face of a file whose full name contains name.
func openFace(file *os.File, name string) (*sfnt.Font, error) {
	coll, err := sfnt.ParseCollectionReaderAt(file)
	if err != nil {
		return nil, err
	}
	for i := range coll.NumFonts() {
		f, err := coll.Font(i)
		if err != nil {
			return nil, err
		}
		full, _ := f.Name(nil, sfnt.NameIDFull)
		if strings.Contains(full, name) {
			return f, nil
		}
	}
	return nil, fmt.Errorf("%s has no face %q", file.Name(), name)
}

// openUnaligned opens the first face of a file that sfnt refuses as it is.
func openUnaligned(file *os.File) (*sfnt.Font, error) {
	defer file.Close()
	data, err := io.ReadAll(file)
	if err != nil {
		return nil, err
	}
	if data, err = alignFont(data); err != nil {
		return nil, fmt.Errorf("parse %s: %w", file.Name(), err)
	}
	return sfnt.Parse(data)
}

// mustFace is for drawing, where a missing font is a fault of the machine that
// CheckFonts has reported in words.
func mustFace(name string) *face {
	f, err := loadFace(name)
	if err != nil {
		panic(err)
	}
	return f
}

// faceFor is the face that draws r: the named one, or the first fallback that
// has the character.
func faceFor(name string, r rune) *face {
	f := mustFace(name)
	if f.advance(r) >= 0 {
		return f
	}
	if r < 0x80 { // of the Han fonts only droid lacks them, and it is a sans
		return mustFace("hei")
	}
	for _, alt := range fallbacks {
		if g := mustFace(alt); g.advance(r) >= 0 {
			return g
		}
	}
	return f
}

// advance is the width of r in em, or -1 when the font lacks it.
func (f *face) advance(r rune) float64 {
	f.mu.Lock()
	defer f.mu.Unlock()
	if a, ok := f.advances[r]; ok {
		return a
	}
	a := -1.0
	if gid, err := f.font.GlyphIndex(&f.buf, r); err == nil && gid != 0 {
		if w, err := f.font.GlyphAdvance(&f.buf, gid, f.upem, font.HintingNone); err == nil {
			a = float64(w) / float64(f.upem)
		}
	}
	f.advances[r] = a
	return a
}

// outline is the shape of r in units of upem, Y downwards from the baseline. It
// panics when the font cannot be read: a page must not lose characters quietly.
func (f *face) outline(r rune) []sfnt.Segment {
	f.mu.Lock()
	defer f.mu.Unlock()
	gid, err := f.font.GlyphIndex(&f.buf, r)
	if err != nil {
		panic(fmt.Sprintf("specimen: font %s: %q: %v", f.name, r, err))
	}
	segs, err := f.font.LoadGlyph(&f.buf, gid, f.upem, nil)
	if err != nil {
		panic(fmt.Sprintf("specimen: font %s: %q: %v", f.name, r, err))
	}
	return append([]sfnt.Segment(nil), segs...)
}
