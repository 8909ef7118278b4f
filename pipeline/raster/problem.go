package raster

import (
	"fmt"

	"hecha/document"
)

// The codes of the problems that an upload can have. The values are public.
const (
	CodeEmpty         = "empty"           // no bytes
	CodeNotADocument  = "not_a_document"  // not a picture of paper at all: text, archive, video…
	CodeUnsupported   = "unsupported"     // a picture or document in a format that is not read
	CodeBroken        = "broken"          // damaged or truncated
	CodeEncrypted     = "encrypted"       // a password is needed
	CodeTooLarge      = "too_large"       // in bytes
	CodeTooSmall      = "too_small"       // too few pixels for any text
	CodeTooManyPixels = "too_many_pixels" //
	CodeTooManyPages  = "too_many_pages"  //
	CodeBomb          = "bomb"            // declares far more than such a file can honestly hold
	CodeTimeout       = "timeout"         // takes longer than any honest file
	CodeBlank         = "blank"           // one colour from edge to edge
)

func problem(code, format string, args ...any) *document.Problem {
	return &document.Problem{Code: code, Message: fmt.Sprintf(format, args...)}
}

func problemEmpty() *document.Problem {
	return problem(CodeEmpty, "文件是空的，没有任何内容。请确认原文件能够打开，然后重新上传。")
}

func problemBroken(what string) *document.Problem {
	return problem(CodeBroken, "%s已损坏或不完整，无法读取。请确认原文件能够正常打开；若不能，请重新拍照或扫描后上传。", what)
}

func problemBrokenPage(n int) *document.Problem {
	return problem(CodeBroken, "PDF 第 %d 页已损坏，无法读取。请重新扫描这一页，或重新导出 PDF 后上传。", n)
}

func problemEncrypted() *document.Problem {
	return problem(CodeEncrypted, "PDF 设有打开密码，无法读取。请用密码打开后选择“打印”→“另存为 PDF”，得到不带密码的文件后重新上传。")
}

func problemTooLarge(limit int64) *document.Problem {
	return problem(CodeTooLarge, "文件超过 %d MB 的上限。请用 300 dpi 重新扫描或压缩后上传；页数多的材料请分成几个文件。", limit>>20)
}

func problemTooSmall(w, h int) *document.Problem {
	return problem(CodeTooSmall, "图片只有 %d×%d 像素，看不清文字。请上传原图，不要上传缩略图。", w, h)
}

func problemTooManyPixels(w, h int) *document.Problem {
	return problem(CodeTooManyPixels, "图片尺寸为 %d×%d 像素，超过上限。请用 300 dpi 重新扫描，或用手机普通模式（非高像素模式）重新拍照。", w, h)
}

func problemTooManyPages(n, limit int) *document.Problem {
	if n > limit+1 {
		return problem(CodeTooManyPages, "文件共 %d 页，超过 %d 页的上限。请只保留核查需要的材料，或分成几个文件上传。", n, limit)
	}
	return problem(CodeTooManyPages, "文件超过 %d 页的上限。请只保留核查需要的材料，或分成几个文件上传。", limit)
}

func problemBomb() *document.Problem {
	return problem(CodeBomb, "文件异常：声明的内容远大于文件本身，已停止读取。请重新拍照或扫描，另存为 JPG 或 PDF 后上传。")
}

func problemHeavyPage(n int) *document.Problem {
	return problem(CodeBomb, "PDF 第 %d 页展开后的内容过大，已停止读取。请用 300 dpi 重新扫描这一页，或另存为 JPG 图片后上传。", n)
}

func problemTimeout() *document.Problem {
	return problem(CodeTimeout, "文件内容过于复杂，长时间无法读取完毕，已停止读取。请打印后重新扫描，或另存为 JPG 图片后上传。")
}

func problemBlank() *document.Problem {
	return problem(CodeBlank, "页面是空白的，没有任何内容。请检查是否扫描了纸张的背面，或相机镜头被遮挡，然后重新上传。")
}
