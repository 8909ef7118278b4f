package raster

import (
	"bytes"
	"unicode/utf8"

	"hecha/document"
)

// format is what a file is by its content. Its name and declared type are
// never asked.
type format int

const (
	formatUnknown format = iota
	formatPDF
	formatJPEG
	formatPNG
	formatTIFF
	formatWebP
	formatBMP
	formatGIF
)

// signature is one way to know a format by its bytes.
type signature struct {
	offset int
	magic  string
	format format            // set if it is read
	refuse *document.Problem // set if it is not
}

// The advice for files that are not read, by what people most often send.
var (
	adviceHEIC = problem(CodeUnsupported, "这是手机的 HEIC/HEIF 照片，暂不能读取。苹果手机请在“设置→相机→格式”中选“兼容性最佳”后重新拍照，或对照片截图后上传截图；也可另存为 JPG 后上传。")
	adviceAVIF = problem(CodeUnsupported, "这是 AVIF 图片，暂不能读取。请另存为 JPG 或 PNG 后上传。")
	adviceJPX  = problem(CodeUnsupported, "这是 JPEG 2000、JPEG XL 等特殊格式的图片，暂不能读取。请另存为普通 JPG 后上传。")
	advicePSD  = problem(CodeUnsupported, "这是 Photoshop 源文件，不能读取。请上传原始扫描件或照片（JPG 或 PDF），不要经过图片编辑软件处理。")
	adviceTIFF = problem(CodeUnsupported, "这是 BigTIFF 图片，暂不能读取。请另存为 JPG 或 PDF 后上传。")
	adviceCAD  = problem(CodeUnsupported, "这种矢量图形格式不能读取。请打印为 PDF，或上传扫描件、照片。")
	adviceOFD  = problem(CodeUnsupported, "这是 OFD 版式文件，暂不能读取。请用阅读软件打开后另存为或打印为 PDF 上传。")
	adviceWord = problem(CodeUnsupported, "这是 Word、Excel 或 WPS 文件，不能读取。若是需要盖章的材料，请上传盖章后的扫描件或照片；其他材料请另存为 PDF 后上传。")
	adviceCAJ  = problem(CodeUnsupported, "这种阅读器文件不能读取。请打开后打印为 PDF 上传。")
	adviceRTF  = problem(CodeUnsupported, "这是文字处理文件，不能读取。若是需要盖章的材料，请上传盖章后的扫描件或照片；其他材料请另存为 PDF 后上传。")
	adviceZip  = problem(CodeNotADocument, "这是压缩包，不能读取。请先解压，再逐个上传其中的图片或 PDF。")
	adviceHTML = problem(CodeNotADocument, "这是网页文件，不能读取。请在浏览器中打开该网页，选择“打印”→“另存为 PDF”，再上传得到的 PDF。")
	adviceText = problem(CodeNotADocument, "这是纯文本文件，不是扫描件。请上传材料的照片、扫描件或 PDF。")
	adviceFilm = problem(CodeNotADocument, "这是视频或音频文件，不能读取。请对材料拍照，上传 JPG 照片。")
	adviceCode = problem(CodeNotADocument, "这是程序文件，不是材料。请上传材料的照片、扫描件或 PDF。")
	adviceNone = problem(CodeNotADocument, "无法识别这个文件的格式。请上传 JPG、PNG 图片或 PDF。")
)

// signatures are tried in order. A file that is two things at once is what its
// first bytes say, as a viewer would have it.
var signatures = []signature{
	{0, "\xff\xd8\xff", formatJPEG, nil},
	{0, "\x89PNG\r\n\x1a\n", formatPNG, nil},
	{0, "%PDF-", formatPDF, nil},
	{0, "II*\x00", formatTIFF, nil},
	{0, "MM\x00*", formatTIFF, nil},
	{0, "GIF87a", formatGIF, nil},
	{0, "GIF89a", formatGIF, nil},
	{0, "II+\x00", 0, adviceTIFF},
	{0, "MM\x00+", 0, adviceTIFF},
	{0, "8BPS", 0, advicePSD},
	{0, "\x00\x00\x00\x0cjP  ", 0, adviceJPX},
	{0, "\xff\x4f\xff\x51", 0, adviceJPX},
	{0, "\x00\x00\x00\x0cJXL ", 0, adviceJPX},
	{0, "\xff\x0a", 0, adviceJPX},
	{0, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 0, adviceWord},
	{0, "{\\rtf", 0, adviceRTF},
	{0, "CAJ", 0, adviceCAJ},
	{0, "\xd7\xcd\xc6\x9a", 0, adviceCAD},
	{0, "AC10", 0, adviceCAD},
	{0, "%!PS", 0, adviceCAD},
	{0, "Rar!\x1a\x07", 0, adviceZip},
	{0, "7z\xbc\xaf\x27\x1c", 0, adviceZip},
	{0, "\x1f\x8b", 0, adviceZip},
	{0, "BZh", 0, adviceZip},
	{0, "\xfd7zXZ\x00", 0, adviceZip},
	{257, "ustar", 0, adviceZip},
	{0, "\x1aE\xdf\xa3", 0, adviceFilm},
	{0, "FLV\x01", 0, adviceFilm},
	{0, "\x00\x00\x01\xba", 0, adviceFilm},
	{0, "ID3", 0, adviceFilm},
	{0, "OggS", 0, adviceFilm},
	{0, "#!AMR", 0, adviceFilm},
	{0, "\x30\x26\xb2\x75\x8e\x66\xcf\x11", 0, adviceFilm},
	{0, "MZ", 0, adviceCode},
	{0, "\x7fELF", 0, adviceCode},
}

// sniffSize is how far into a file anything is searched for. PDF allows as much
// in front of its header (ISO 32000-1, annex H, note 13).
const sniffSize = 1024

// sniff tells what data is: a format that is read, or the problem.
func sniff(data []byte) (format, *document.Problem) {
	for _, s := range signatures {
		if len(data) >= s.offset && bytes.HasPrefix(data[s.offset:], []byte(s.magic)) {
			return s.format, s.refuse
		}
	}
	head := data[:min(len(data), sniffSize)]
	switch {
	case bytes.HasPrefix(head, []byte("RIFF")):
		return sniffRIFF(head)
	case bytes.HasPrefix(head, []byte("PK\x03\x04")), bytes.HasPrefix(head, []byte("PK\x05\x06")):
		return formatUnknown, sniffZip(data)
	case len(head) >= 12 && string(head[4:8]) == "ftyp":
		return formatUnknown, sniffISOMedia(head)
	case isBMP(head):
		return formatBMP, nil
	case bytes.Contains(head, []byte("%PDF-")):
		return formatPDF, nil
	}
	return formatUnknown, sniffText(head)
}

func sniffRIFF(head []byte) (format, *document.Problem) {
	if len(head) >= 12 && string(head[8:12]) == "WEBP" {
		return formatWebP, nil
	}
	return formatUnknown, adviceFilm
}

// sniffISOMedia tells pictures from films by the brands of the ftyp box
// (ISO/IEC 14496-12, 23008-12).
func sniffISOMedia(head []byte) *document.Problem {
	size := int(head[2])<<8 | int(head[3])
	brands := head[8:max(8, min(size, len(head)))]
	for _, b := range []string{"avif", "avis"} {
		if bytes.Contains(brands, []byte(b)) {
			return adviceAVIF
		}
	}
	for _, b := range []string{"heic", "heix", "hevc", "heim", "heis", "mif1", "msf1"} {
		if bytes.Contains(brands, []byte(b)) {
			return adviceHEIC
		}
	}
	return adviceFilm
}

// sniffZip tells office files from archives by the names of their entries,
// which a ZIP holds uncompressed.
func sniffZip(data []byte) *document.Problem {
	const reach = 64 << 10
	ends := [][]byte{data[:min(len(data), reach)], data[max(0, len(data)-reach):]}
	for _, end := range ends {
		switch {
		case bytes.Contains(end, []byte("OFD.xml")):
			return adviceOFD
		case bytes.Contains(end, []byte("[Content_Types].xml")),
			bytes.Contains(end, []byte("mimetypeapplication/vnd.oasis")):
			return adviceWord
		}
	}
	return adviceZip
}

// isBMP looks at the header's size besides the two letters, which begin many a
// text.
func isBMP(head []byte) bool {
	if len(head) < 26 || string(head[:2]) != "BM" {
		return false
	}
	switch size := int(head[14]) | int(head[15])<<8 | int(head[16])<<16 | int(head[17])<<24; size {
	case 12, 40, 52, 56, 64, 108, 124:
		return true
	}
	return false
}

// sniffText knows web pages and plain text, in UTF-8, UTF-16 with a byte order
// mark, or one of the Chinese encodings.
func sniffText(head []byte) *document.Problem {
	trimmed := bytes.ToLower(bytes.TrimLeft(bytes.TrimPrefix(head, []byte("\xef\xbb\xbf")), " \t\r\n"))
	for _, tag := range []string{"<svg", "<?xml"} {
		if bytes.HasPrefix(trimmed, []byte(tag)) && bytes.Contains(trimmed, []byte("<svg")) {
			return adviceCAD
		}
	}
	for _, tag := range []string{"<!doctype", "<html", "<head", "<body", "<script", "<?xml", "<!--", "mime-version:", "from: <saved by"} {
		if bytes.HasPrefix(trimmed, []byte(tag)) {
			return adviceHTML
		}
	}
	if bytes.HasPrefix(head, []byte("\xff\xfe")) || bytes.HasPrefix(head, []byte("\xfe\xff")) || isText(head) {
		return adviceText
	}
	return adviceNone
}

// isText tells whether head is printable in UTF-8 or in GB 18030, whose
// characters outside ASCII begin with a byte from 0x81 to 0xfe.
func isText(head []byte) bool {
	for _, b := range head {
		if b < ' ' && b != '\t' && b != '\n' && b != '\r' && b != '\f' || b == 0x7f || b == 0xff {
			return false
		}
	}
	if utf8.Valid(head) {
		return true
	}
	for i := 0; i < len(head); i++ {
		if head[i] < 0x80 {
			continue
		}
		if head[i] == 0x80 || i+1 < len(head) && head[i+1] < 0x30 {
			return false
		}
		i++
	}
	return true
}

// Refuses tells from the first bytes of an upload, sniffSize of them or more, why
// it cannot be read whatever follows; nil for one that Pages may read.
func Refuses(head []byte) *document.Problem {
	if len(head) == 0 {
		return problemEmpty()
	}
	_, problem := sniff(head)
	return problem
}
