package pages_test

import (
	"bytes"
	"context"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
	"github.com/pdfcpu/pdfcpu/pkg/api"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/model"
)

// certified is a certificate that is filled in, with changes as pairs of name and
// value.
func certified(changes ...string) []string {
	return append([]string{
		"name", "样本甲", "id_number", "11010519491231002x", "job", "施工管理", "post", "项目经理", "years", "8年", "total_years", "9", "issued_date", "2021年12月6日", "phone", "0731-84907978",
		"row_1_start", "2012年7月", "row_1_end", "至今", "row_1_employer", firmName, "row_1_job", "施工管理",
	}, changes...)
}

func TestCertificate(t *testing.T) {
	h := open(t)
	path := h.handedIn(h.invite("c-1", "样本甲", firmName))
	b := h.as(firm)
	wants(t, b.get(path).Body, path+"/certificate")
	form := b.get(path+"/certificate").want(t, http.StatusOK).Body
	wants(t, form, `name="name" value="样本甲"`, `name="job" value="施工管理"`, `name="row_1_start" value="2012-07"`, `name="row_1_employer" value="`+firmName+`"`, "这一行识读存疑")

	sheet := b.post(path+"/certificate", certified()...).want(t, http.StatusOK).Body
	wants(t, sheet, "兹证明样本甲同志（身份证号码：11010519491231002X）系我单位职工，担任项目经理，累计从事施工管理工作满8年，工作总年限9年",
		"<td>2012-07 至 今</td>", "一级建造师资格考试考后人工核查", firmName+"（盖章）", "2021年12月6日")
	if strings.Contains(sheet, "少于所证明") {
		t.Error("the times of work are said to be too short")
	}
	wants(t, b.post(path+"/certificate", certified("years", "60")...).want(t, http.StatusOK).Body, "各段工作经历合计少于所证明的专业工作年限")
	again := b.post(path+"/certificate", certified("edit", "yes", "job", "监理")...).want(t, http.StatusOK).Body
	wants(t, again, `name="job" value="监理"`)
	for name, change := range map[string][]string{
		"name": {"name", ""}, "id_number": {"id_number", "110105194912310021"}, "years": {"years", "好几年"}, "issued_date": {"issued_date", "2021年12月"},
		"phone": {"phone", "打我"}, "job": {"job", strings.Repeat("长", 41)}, "contact": {"contact", strings.Repeat("长", 21)}, "row_1_start": {"row_1_start", ""}, "row_1_end": {"row_1_end", "2011-01"},
	} {
		refused := b.post(path+"/certificate", certified(change...)...).want(t, http.StatusUnprocessableEntity).Body
		at := strings.Index(refused, `id="`+name+`"`)
		if at < 0 || !strings.Contains(refused[at:at+strings.Index(refused[at:], ">")], `aria-invalid="true"`) {
			t.Errorf("%s is wrong and not marked", name)
		}
	}
	b.post(path+"/certificate", "name", "样本甲", "id_number", "11010519491231002X", "job", "施工管理", "years", "8", "phone", "0731-84907978").want(t, http.StatusUnprocessableEntity)
	if b.post(path+"/certificate", certified("issued_date", "")...).want(t, http.StatusOK); h.fold(path).State != "employer" {
		t.Error("a certificate changes the application")
	}
}

// TestCertificateIsOnePage prints what fills the sheet most, and what fills it
// least.
func TestCertificateIsOnePage(t *testing.T) {
	h := open(t)
	path := h.handedIn(h.invite("c-1", "样本甲", firmName))
	h.as(firm)
	w := openWindow(t)
	w.login(h, firm.Account)
	w.do(chromedp.Navigate(h.URL+path+"/certificate"), chromedp.WaitVisible("#certificate"))
	w.look("certificate-form")
	w.fill("name", "样本甲", "id_number", "11010519491231002X", "job", "施工管理", "years", "8", "phone", "0731-84907978")
	w.do(chromedp.SendKeys("#certificate button", "\r"), chromedp.WaitVisible(".sheet"))
	w.look("certificate")
	w.printed("certificate")

	w.do(chromedp.SendKeys(".screen button", "\r"), chromedp.WaitVisible("#certificate"))
	long := strings.Repeat("长", 40)
	w.fill("name", "阿卜杜热合曼·阿卜杜热合曼", "job", long, "post", long[:60], "contact", long[:60])
	for i := 1; i <= 6; i++ {
		row := fmt.Sprintf("row_%d_", i)
		w.fill(row+"start", fmt.Sprintf("20%02d-01", i), row+"end", fmt.Sprintf("20%02d-12", i), row+"employer", long, row+"job", long)
	}
	w.do(chromedp.SendKeys("#certificate button", "\r"), chromedp.WaitVisible(".sheet"))
	w.printed("certificate-full")
}

// fill puts values into inputs by their ids.
func (w *window) fill(pairs ...string) {
	w.t.Helper()
	for i := 0; i+1 < len(pairs); i += 2 {
		w.do(chromedp.SetValue("#"+pairs[i], pairs[i+1], chromedp.ByID))
	}
}

// printed prints the page and wants one sheet of A4.
func (w *window) printed(name string) {
	w.t.Helper()
	var pdf []byte
	w.do(chromedp.ActionFunc(func(ctx context.Context) (err error) {
		pdf, _, err = page.PrintToPDF().WithPreferCSSPageSize(true).Do(ctx)
		return err
	}))
	if w.shots != "" {
		if err := os.WriteFile(filepath.Join(w.shots, name+".pdf"), pdf, 0o600); err != nil {
			w.t.Fatal(err)
		}
	}
	model.ConfigPath = "disable"
	sizes, err := api.PageDims(bytes.NewReader(pdf), nil)
	if err != nil || len(sizes) != 1 {
		w.t.Fatalf("%s: %d pages, %v; want one", name, len(sizes), err)
	}
	const width, height = 595, 842 // A4 in points
	if s := sizes[0]; s.Width < width-1 || s.Width > width+1 || s.Height < height-1 || s.Height > height+1 {
		w.t.Errorf("%s: %v points, want A4", name, s)
	}
}
