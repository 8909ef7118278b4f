package extractors_test

import (
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"hecha/document"
	"hecha/extractors"
)

func TestOtherPapers(t *testing.T) {
	tests := map[string][]written{
		"a notice that asks for an identity card and a diploma": {
			{300, 200, 48, "关于资格考试考后人工核查的通知"},
			{100, 400, 28, "请申请人携带身份证、毕业证书原件及复印件，核对姓名、性别、民族、"},
			{100, 450, 28, "出生日期、住址和公民身份号码。工作年限证明须加盖单位公章，"},
			{100, 500, 28, "学历以教育部学历证书电子注册备案表为准，未取得毕业证书的不予受理。"},
			{700, 700, 28, "湖南人事考试院"}, {760, 750, 28, "2021年11月5日"},
		},
		"a form with the labels of a card": {
			{450, 150, 48, "人员信息登记表"},
			{100, 300, 28, "姓名"}, {300, 300, 28, "张小明"}, {600, 300, 28, "性别"}, {800, 300, 28, "男"},
			{100, 380, 28, "民族"}, {300, 380, 28, "汉"}, {600, 380, 28, "出生日期"}, {800, 380, 28, "1949年12月31日"},
			{100, 460, 28, "住址"}, {300, 460, 28, "湖南省长沙市岳麓区"},
			{100, 540, 28, "身份证号"}, {300, 540, 28, "11010519491231002X"},
			{100, 620, 28, "联系电话"}, {300, 620, 28, "13812345678"},
		},
		"a certificate of income": {
			{450, 200, 48, "收入证明"},
			{100, 400, 28, "兹证明张小明同志系我单位职工，从事施工管理工作，年收入八万元。特此证明。"},
			{700, 700, 28, "湖南远大建设有限公司"}, {760, 750, 28, "2021年11月5日"},
		},
		"a report on a degree": {
			{330, 120, 48, "中国高等教育学位在线验证报告"}, {450, 200, 26, "更新日期：2021年11月5日"},
			{100, 300, 26, "姓名"}, {400, 300, 26, "张小明"}, {100, 360, 26, "学位授予单位"}, {400, 360, 26, "湖南大学"},
			{100, 420, 26, "所授学位"}, {400, 420, 26, "工学学士学位"}, {100, 480, 26, "获学位日期"}, {400, 480, 26, "2008年07月01日"},
			{100, 540, 26, "学位证书编号"}, {400, 540, 26, "1053242008000123"}, {100, 600, 26, "在线验证码"}, {400, 600, 26, "A3XK26HCJJKTC2SE"},
		},
	}
	for name, lines := range tests {
		t.Run(name, func(t *testing.T) {
			found := extractors.Documents(sheet(lines...))
			if len(found) != 1 || found[0].Kind != document.Other {
				t.Errorf("found %v", kinds(found))
			}
		})
	}
}

func TestTwoPapersOnOneSheet(t *testing.T) {
	var lines []written
	lines = append(lines, written{420, 60, 44, "普通高等学校毕业证书"})
	lines = append(lines, paragraph(120, 180, 26, 36, "学生张小明性别男，一九八五年三月五日生，于二〇〇四年九月至二〇〇八年七月在本校土木工程专业四年制本科学习，修完教学计划规定的全部课程，成绩合格，准予毕业。")...)
	lines = append(lines, written{600, 480, 26, "校名：湖南大学"}, written{700, 540, 26, "二〇〇八年七月一日"})
	lines = append(lines, written{440, 1000, 44, "工作年限证明"})
	lines = append(lines, paragraph(120, 1120, 26, 36, "兹有我单位职工张小明同志，自2008年7月起在我单位从事施工管理工作至今，累计满13年，特此证明。")...)
	lines = append(lines, written{700, 1400, 26, "湖南远大建设有限公司"}, written{760, 1450, 26, "2021年11月5日"})
	found := extractors.Documents(sheet(lines...))
	if len(found) != 2 || found[0].Kind != document.Diploma || found[1].Kind != document.WorkCertificate {
		t.Fatalf("found %v", kinds(found))
	}
	if got := found[0].Fields["graduation_date"].Value; got != "2008-07-01" {
		t.Errorf("graduation_date = %q", got)
	}
	if n := len(found[0].Lines) + len(found[1].Lines); n != len(lines) {
		t.Errorf("the papers hold %d lines of %d", n, len(lines))
	}
}

// TestAll holds the list against the source: an extractor that is written but
// not listed would never run.
func TestAll(t *testing.T) {
	listed := map[string]bool{}
	for _, e := range extractors.All() {
		if listed[e.Name()] || e.Version() < 1 || e.Kind() == "" {
			t.Errorf("extractor %q is listed twice or has no version or kind", e.Name())
		}
		listed[e.Name()] = true
	}
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	nameMethod := regexp.MustCompile(`\) Name\(\) string\s*\{ return "([a-z_]+)" \}`)
	written := 0
	for _, file := range files {
		src, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range nameMethod.FindAllSubmatch(src, -1) {
			written++
			if !listed[string(m[1])] {
				t.Errorf("%s: extractor %q is not in All", file, m[1])
			}
		}
	}
	if written != len(listed) {
		t.Errorf("%d extractors in the source, %d listed", written, len(listed))
	}
}

func TestNoLines(t *testing.T) {
	if found := extractors.Documents(extractors.Sheet{Width: 100, Height: 100}); len(found) != 0 {
		t.Errorf("found %v on an empty sheet", kinds(found))
	}
}

// fragments are what fuzzing makes lines of: labels, values and marks that lead
// into every branch.
var fragments = []string{
	"姓名", "性别", "男", "民族", "出生", "住址", "公民身份号码", "11010519491231002X", "中华人民共和国", "居民身份证", "签发机关", "有效期限",
	"2012.05.06-2032.05.06", "毕业证书", "学生", "准予毕业", "专业", "（", "）", "：", "，", "。", "于", "至", "2008年7月1日", "二〇〇八年", "工作年限证明",
	"兹证明", "从事", "累计", "满", "年", "起止年月", "单位名称", "职务", "有限公司", "教育部学历证书电子注册备案表", "学历类别", "学习形式", "证书编号",
	"毕(结)业日期", "A", "0", " ", "★", "\xff", "样本", "学院", "特此证明",
}

// worked is the processor time of the thread that calls it.
func worked(t *testing.T) time.Duration {
	var spent unix.Timespec
	if err := unix.ClockGettime(unix.CLOCK_THREAD_CPUTIME_ID, &spent); err != nil {
		t.Fatal(err)
	}
	return time.Duration(spent.Nano())
}

// FuzzDocuments puts random lines anywhere on a sheet, turned anyhow.
func FuzzDocuments(f *testing.F) {
	for seed := range uint64(20) {
		f.Add(seed, uint8(10+10*seed))
	}
	f.Fuzz(func(t *testing.T, seed uint64, n uint8) {
		rng := rand.New(rand.NewPCG(seed, 1))
		s := extractors.Sheet{Page: 1, Width: 1000, Height: 1400}
		for range n {
			s.Lines = append(s.Lines, randomLine(rng))
		}
		runtime.LockOSThread()
		defer runtime.UnlockOSThread()
		start := worked(t)
		for _, d := range extractors.Documents(s) {
			check(t, s, d)
		}
		extractors.Continue([]extractors.Sheet{s}, s)
		if spent := worked(t) - start; spent > 5*time.Second {
			t.Errorf("took %v of processor time", spent)
		}
	})
}

func check(t *testing.T, s extractors.Sheet, d extractors.Found) {
	for _, i := range d.Lines {
		if i < 0 || i >= len(s.Lines) {
			t.Errorf("%s: no line %d", d.Kind, i)
		}
	}
	for name, f := range d.Fields {
		if f.Value == "" || len(f.Sources) == 0 || f.Page != 1 || f.Doubt == nil {
			t.Errorf("%s.%s = %+v", d.Kind, name, f)
		}
	}
}

func randomLine(rng *rand.Rand) document.Line {
	text := ""
	for range 1 + rng.IntN(6) {
		text += fragments[rng.IntN(len(fragments))]
	}
	l := line(written{float64(rng.IntN(900)), float64(rng.IntN(60)) * 23, 20 + float64(rng.IntN(8)), text})
	switch rng.IntN(12) {
	case 0:
		l.Chars = nil
	case 1:
		for i := range l.Quad {
			l.Quad[i] = document.Point{X: rng.Float64() * 1000, Y: rng.Float64() * 1400}
		}
	case 2:
		l.Quad = document.Quad{}
	}
	return l
}
