package specimen

import (
	"fmt"
	"math/rand/v2"
	"strings"

	"hecha/document"
)

// otherPaper is a paper that no kind may be forced on. It has no fields.
type otherPaper struct {
	name string
	only Split
	w, h float64
	draw func(c *canvas)
}

func otherLayouts() []layout {
	var all []layout
	for _, o := range otherPapers {
		all = append(all, layout{document.Other, o.name, o.only, func(name string, s *set, rng *rand.Rand) []Page {
			c := newCanvas(o.w, o.h, cond(o.w < 150, cardDPI(rng), pageDPIs(rng)), pick(rng, s.paper()), s, rng)
			c.begin(document.Other, name)
			o.draw(c)
			c.mark()
			return []Page{c.finish()}
		}})
	}
	return all
}

// otherPapers are what candidates upload by mistake.
var otherPapers = []otherPaper{
	{"receipt", Tune, 80, 150, (*canvas).receipt},
	{"invoice", Tune, 240, 140, (*canvas).invoice},
	{"notice", "", a4Width, a4Height, (*canvas).notice},
	{"payslip", "", 240, 110, (*canvas).payslip},
	{"marriage", Tune, 176, 125, (*canvas).marriage},
	{"driving-licence", Tune, 88, 60, (*canvas).drivingLicence},
	{"business-licence", "", 297, 210, (*canvas).businessLicence},
	{"contract", Tune, a4Width, a4Height, (*canvas).contract},
	{"degree-like", "", 265, 190, (*canvas).honour},
	{"blank", "", a4Width, a4Height, (*canvas).blankish},
	{"train-ticket", Unseen, 86, 54, (*canvas).trainTicket},
	{"letter", Unseen, a4Width, a4Height, (*canvas).letter},
	{"household", Unseen, 143, 105, (*canvas).household},
	{"bank-statement", Unseen, a4Width, a4Height, (*canvas).bankStatement},
	{"bank-card", Unseen, 85.6, 54, (*canvas).bankCard},
	{"admission-ticket", Unseen, a4Width, a4Height, (*canvas).admissionTicket},
}

func (c *canvas) plain(pt float64) style {
	return style{font: pick(c.rng, append(c.set.song, c.set.hei...)), pt: pt, ink: black}
}

func (c *canvas) heavy(pt float64) style {
	return style{font: pick(c.rng, c.set.titles), pt: pt, ink: black}
}

// lines sets texts under each other from (x, y).
func (c *canvas) lines(x, y, lead float64, st style, texts ...string) float64 {
	for _, s := range texts {
		c.text(x, y, s, st)
		y += lead
	}
	return y
}

// prose sets paragraphs with an indent of two characters.
func (c *canvas) prose(x, y, width float64, st style, paragraphs ...string) float64 {
	for _, p := range paragraphs {
		y = c.paragraph(column{x: x, y: y, width: width, leading: st.mm(1.75), indent: 2}, blanks{}.spans(p, st, st))
	}
	return y
}

func (c *canvas) receipt() {
	st := c.plain(9)
	c.centred(40, 14, c.set.newEmployer(c.rng).name[:12]+"超市", c.heavy(13))
	y := c.lines(6, 24, 5, st, "收银员："+digits(c, 4), "单号："+digits(c, 14), "日期："+today.Format("2006-01-02")+" 18:2"+digits(c, 1))
	c.rule(5, y-2, 75, y-2, 0.2, black)
	sum := 0.0
	for _, item := range strings.Fields("鲜鸡蛋 纯牛奶 五花肉 洗衣液 抽纸 菜籽油 苹果")[:3+c.rng.IntN(4)] {
		price := float64(c.rng.IntN(9000))/100 + 2
		sum += price
		c.text(6, y+4, item, st)
		c.right(74, y+4, fmt.Sprintf("%.2f", price), st)
		y += 6
	}
	c.rule(5, y+1, 75, y+1, 0.2, black)
	c.text(6, y+8, "合计", c.heavy(12))
	c.right(74, y+8, fmt.Sprintf("￥%.2f", sum), c.heavy(12))
	c.centred(40, y+18, "谢谢惠顾，欢迎再次光临！", st)
}

func (c *canvas) invoice() {
	ink := rgb(0x8a4a20)
	label := c.plain(9).coloured(ink)
	c.centred(120, 18, "湖南增值税普通发票", c.heavy(19).coloured(ink))
	c.rule(82, 21, 158, 21, 0.4, ink)
	c.rule(82, 22.2, 158, 22.2, 0.4, ink)
	c.text(168, 14, "No "+digits(c, 8), c.plain(14).coloured(rgb(0x1f3f8f)))
	c.text(168, 24, "开票日期："+padded(today), label)
	e := c.set.newEmployer(c.rng)
	c.box(12, 32, 216, 92, 0.3, ink)
	c.lines(16, 39, 6, label, "购买方　名　　称："+e.name, "　　　　纳税人识别号："+e.code, "　　　　地址、电话："+e.address+" "+e.phone)
	c.rule(12, 56, 228, 56, 0.3, ink)
	c.spread(16, 210, 62, "货物或应税劳务名称规格型号单位数量单价金额税率税额", label)
	c.text(16, 70, "*咨询服务*技术培训费", c.plain(9))
	c.right(200, 70, fmt.Sprintf("%d.00", 100+c.rng.IntN(9000)), c.plain(9))
	c.rule(12, 96, 228, 96, 0.3, ink)
	c.text(16, 103, "价税合计（大写）", label)
	c.text(60, 103, "⊗"+capitals(1+c.rng.IntN(90))+"仟"+capitals(1+c.rng.IntN(8))+"佰圆整", c.plain(10))
	c.text(16, 132, "收款人："+c.set.name(c.rng, "女")+"　　复核："+c.set.name(c.rng, "男")+"　　开票人：管理员", label)
	c.seal(190, 112, SealSpec{Text: e.name, Inner: "发票专用章", Code: e.code, Shape: "ellipse", Type: document.SealInvoice})
}

func (c *canvas) notice() {
	e := c.set.newEmployer(c.rng)
	c.centred(a4Width/2, 44, pick(c.rng, []string{"关于召开年度安全生产会议的通知", "关于2021年国庆节放假的通知", "关于组织职工体检的通知"}), c.heavy(20))
	st := c.plain(14)
	c.text(28, 64, "各部门、各项目部：", st)
	y := c.prose(28, 75, 154, st,
		"为进一步加强公司管理，落实主体责任，经研究决定，现将有关事项通知如下：",
		"一、时间：2021年"+fmt.Sprint(1+c.rng.IntN(12))+"月"+fmt.Sprint(1+c.rng.IntN(28))+"日上午9：00。",
		"二、地点：公司三楼会议室。",
		"三、参加人员：公司领导班子成员、各部门负责人。请提前安排好工作，准时参加，不得无故缺席。",
		"特此通知。")
	c.right(182, y+24, e.name, st)
	c.right(178, y+34, arabic(today.AddDate(0, 0, -c.rng.IntN(300))), st)
	c.seal(155, y+26, c.officialSeal(e.name, e.home.code))
}

func (c *canvas) payslip() {
	e := c.set.newEmployer(c.rng)
	c.centred(120, 16, e.name+"工资条", c.heavy(14))
	heads := strings.Fields("月份 姓名 部门 基本工资 岗位工资 绩效 加班费 社保 公积金 个税 实发")
	values := []string{"2021年10月", c.set.name(c.rng, "男"), "工程部"}
	for len(values) < len(heads) {
		values = append(values, fmt.Sprintf("%d.%02d", 100+c.rng.IntN(7000), c.rng.IntN(100)))
	}
	st := c.plain(9)
	w := 220 / float64(len(heads))
	for i := range heads {
		x := 10 + float64(i)*w
		c.box(x, 26, w, 9, 0.2, black)
		c.box(x, 35, w, 9, 0.2, black)
		c.centred(x+w/2, 32, heads[i], st)
		c.centred(x+w/2, 41, values[i], st)
	}
}

func (c *canvas) marriage() {
	c.area(0, 0, c.w, c.h, rgb(0xfdeef0))
	c.securityPrint(6)
	c.rule(c.w/2, 0, c.w/2, c.h, 0.2, rgb(0xc9a0a0))
	c.centred(c.w/4, 20, "结婚证", c.heavy(22).coloured(red))
	st := c.plain(11)
	c.lines(12, 34, 8, st, "持证人　"+c.set.name(c.rng, "男"), "登记日期　2015年05月20日", "结婚证字号　J430102-2015-"+digits(c, 6))
	y := 24.0
	for _, sex := range []string{"男", "女"} {
		p := c.set.newPerson(c.rng)
		y = c.lines(c.w/2+8, y, 7, st, "姓名　"+c.set.name(c.rng, sex)+"　性别　"+sex, "国籍　中国", "出生日期　"+padded(p.birth), "身份证件号　"+p.id) + 8
	}
	c.seal(c.w/4+8, 92, SealSpec{Text: "长沙市芙蓉区民政局", Inner: "婚姻登记专用章", Centre: "star", Type: document.SealUnknown})
}

func (c *canvas) drivingLicence() {
	c.waves(0, 0, c.w, c.h, 1.3, rgb(0xd9ead9))
	p := c.set.newPerson(c.rng)
	c.centred(c.w/2, 7.5, "中华人民共和国机动车驾驶证", c.heavy(10))
	st := c.plain(8)
	c.lines(5, 14, 6.6, st, "证号 "+p.id, "姓名 "+p.name+"　性别 "+p.sex+"　国籍 中国", "住址 "+p.address, "", "出生日期 "+iso(p.birth), "初次领证日期 2012-06-18", "准驾车型 C1", "有效期限 2018-06-18 至 2028-06-18")
	c.portrait(62, 27, 21, 27, p.sex == "女")
}

func (c *canvas) businessLicence() {
	margin := c.frame()
	c.securityPrint(margin)
	e := c.set.newEmployer(c.rng)
	c.emblem(c.w/2, 36, 22, rgb(0xc0392b))
	c.centred(c.w/2, 70, "营　业　执　照", c.heavy(40))
	st := c.plain(12)
	c.text(40, 62, "统一社会信用代码", st)
	c.text(40, 69, e.code, st.in("sans-bold"))
	for i, pair := range [][2]string{
		{"名　　称", e.name}, {"类　　型", "有限责任公司"}, {"法定代表人", c.set.name(c.rng, "男")}, {"经营范围", "建筑工程；市政工程；建筑材料销售"},
		{"注册资本", capitals(1+c.rng.IntN(90)) + "佰万元整"}, {"成立日期", padded(today.AddDate(-8, 0, 0))}, {"营业期限", "长期"}, {"住　　所", e.address},
	} {
		x, y := 40+cond(i >= 4, 115.0, 0.0), 92+float64(i%4)*14
		c.text(x, y, pair[0], st.coloured(gray))
		c.fitted(x+26, y, cond(i >= 4, 100.0, 84.0), pair[1], nil, st)
	}
	c.text(180, 166, "登记机关", st)
	c.text(200, 184, arabic(today.AddDate(-1, 0, 0)), st)
	c.seal(220, 168, SealSpec{Text: e.home.county + "市场监督管理局", Centre: "emblem", Type: document.SealOfficial})
}

func (c *canvas) contract() {
	e := c.set.newEmployer(c.rng)
	p := c.set.newPerson(c.rng)
	c.centred(a4Width/2, 38, "劳 动 合 同 书", c.heavy(22))
	st := c.plain(12)
	y := c.lines(26, 56, 9, st, "甲方（用人单位）："+e.name, "法定代表人："+c.set.name(c.rng, "男"), "乙方（劳动者）："+p.name, "居民身份证号码："+p.id, "住址："+p.address)
	y = c.prose(26, y+4, 158, st,
		"根据《中华人民共和国劳动法》《中华人民共和国劳动合同法》及有关规定，甲乙双方遵循合法、公平、平等自愿、协商一致、诚实信用的原则订立本合同。",
		"第一条　本合同为固定期限劳动合同，期限自2019年3月1日起至2022年2月28日止。",
		"第二条　乙方同意根据甲方工作需要，担任"+pick(c.rng, c.set.jobs)+"岗位工作。",
		"第三条　甲方每月15日前以货币形式支付乙方工资，月工资不低于当地最低工资标准。",
		"第四条　本合同一式两份，甲乙双方各执一份，自签字盖章之日起生效。")
	c.text(26, y+14, "甲方（盖章）：", st)
	c.text(120, y+14, "乙方（签字）：", st)
	c.signature(148, y+14, p.name, pick(c.rng, c.set.hand), 16, pick(c.rng, pens))
	c.seal(60, y+16, SealSpec{Text: e.name, Inner: "合同专用章", Centre: "star", Type: document.SealContract})
}

// honour looks like a certificate and is none of the kinds.
func (c *canvas) honour() {
	c.securityPrint(c.frame())
	e := c.set.newEmployer(c.rng)
	c.centred(c.w/2, 52, pick(c.rng, []string{"荣　誉　证　书", "培训结业证书", "奖　状"}), c.heavy(36).coloured(red))
	st := style{font: pick(c.rng, c.set.kai), pt: 19, ink: black}
	c.text(36, 82, c.set.newPerson(c.rng).name+" 同志：", st)
	y := c.prose(36, 98, 194, st, pick(c.rng, []string{
		"在2020年度工作中表现突出，成绩显著，被评为先进工作者，特发此证，以资鼓励。",
		"在第三届职工技能竞赛中荣获二等奖，特颁此证。",
		"参加企业安全管理人员培训班学习，修完规定课程，考核合格，准予结业。",
	}))
	c.right(c.w-40, max(y, 140)+8, e.name, st.sized(15))
	c.right(c.w-44, max(y, 140)+20, hanDate(today.AddDate(-1, 0, 0), "〇", false), st.sized(15))
	c.seal(c.w-75, max(y, 140)+8, c.officialSeal(e.name, e.home.code))
}

func (c *canvas) blankish() {
	if chance(c.rng, 0.5) {
		c.text(between(c.rng, 30, 150), between(c.rng, 40, 250), pick(c.rng, []string{"附件", "1", "（此页无正文）", "2021", "待补"}), c.plain(12))
	}
	if chance(c.rng, 0.3) {
		c.rule(20, 40, 190, 41, 0.2, gray)
	}
}

func (c *canvas) trainTicket() {
	c.area(0, 0, c.w, c.h, rgb(0xcfe6f2))
	st := c.plain(9)
	c.text(5, 8, "Z"+digits(c, 6), st.coloured(red))
	c.text(58, 8, "检票：A"+digits(c, 1), st)
	c.text(8, 18, "长沙南站", c.heavy(14))
	c.text(58, 18, "北京西站", c.heavy(14))
	c.centred(43, 17, "G"+digits(c, 3), c.heavy(12))
	c.lines(6, 26, 5.2, st, "2021年11月0"+digits(c, 1)+"日 08:15开　05车12A号", "￥649.0元　　　　　　二等座", "限乘当日当次车")
	c.text(6, 43, "430102"+"1990****"+digits(c, 4)+" "+c.set.name(c.rng, "男"), st)
	c.text(6, 50, digits(c, 21)+" 长沙售", st.sized(7))
	c.qr(66, 34, 16, digits(c, 40))

}

func (c *canvas) letter() {
	st := style{font: pick(c.rng, c.set.hand), pt: 16, ink: pick(c.rng, pens), wobble: 0.02}
	for y := 40.0; y < 260; y += 10 {
		c.rule(20, y+2, 190, y+2, 0.15, rgb(0xd08080))
	}
	c.lines(22, 40, 10, st, "亲爱的老同学：", "　　你好！好久没有联系，不知近况如何。我一切都好，", "工作也还顺利，上个月刚刚搬了新家，有空来坐坐。",
		"　　听说你今年参加考试，祝你顺利通过。家里老人身体", "硬朗，孩子也上小学了，请代问嫂子好。", "　　此致", "敬礼", "　　　　　　　　　　　　　　　"+c.set.name(c.rng, "男"), "　　　　　　　　　　　　　　十一月三日")
}

func (c *canvas) household() {
	c.securityPrint(5)
	p := c.set.newPerson(c.rng)
	c.centred(c.w/2, 12, "常住人口登记卡", c.heavy(15))
	st := c.plain(9)
	g := grid{x: 8, y: 18, row: 9, widths: []float64{26, 38, 26, 37}, line: rgb(0x555555), label: st, value: st}
	y := c.rows(g, nil, [][][2]string{
		{{"姓名", p.name}, {"户主或与户主关系", "长子"}}, {{"曾用名", "无"}, {"性别", p.sex}}, {{"出生地", p.home.county}, {"民族", p.ethnicity}},
		{{"籍贯", p.home.province}, {"出生日期", arabic(p.birth)}}, {{"公民身份证件编号", p.id}}, {{"文化程度", "大学本科"}, {"婚姻状况", "已婚"}}, {{"服务处所", "无"}, {"职业", "无"}},
	})
	c.text(8, y+8, "承办人签章：", st)
	c.seal(c.w-32, y-4, SealSpec{Text: p.home.county + "公安局", Inner: "户口专用章", Centre: "blank", Type: document.SealUnknown})
}

func (c *canvas) bankStatement() {
	c.centred(a4Width/2, 28, "个人活期账户交易明细", c.heavy(17))
	st := c.plain(8.5)
	c.text(18, 40, "户名："+c.set.name(c.rng, "女")+"　账号：6222"+digits(c, 15), st)
	y := 48.0
	heads := []string{"交易日期", "摘要", "交易金额", "账户余额", "对方户名"}
	for row := range 18 + c.rng.IntN(14) {
		cells := heads
		if row > 0 {
			cells = []string{today.AddDate(0, 0, -400+row*9).Format("2006-01-02"), pick(c.rng, []string{"工资", "转账", "消费", "利息"}),
				fmt.Sprintf("%d.%02d", c.rng.IntN(9000), c.rng.IntN(100)), fmt.Sprintf("%d.%02d", c.rng.IntN(90000), c.rng.IntN(100)), c.set.name(c.rng, "男")}
		}
		for i, s := range cells {
			c.text(18+float64(i)*35, y, s, st)
		}
		c.rule(16, y+2, 194, y+2, 0.12, gray)
		y += 6.6
	}
	c.seal(160, y+6, SealSpec{Text: "中国建设银行股份有限公司长沙分行", Inner: "业务专用章", Centre: "blank", Type: document.SealUnknown})
}

func (c *canvas) bankCard() {
	c.area(0, 0, c.w, c.h, rgb(0x1d3f72))
	c.waves(0, 0, c.w, c.h, 2, rgb(0x2d5590))
	light := rgb(0xf0f0f0)
	c.text(8, 12, "湘江银行", c.heavy(13).coloured(light))
	c.area(8, 20, 11, 8, rgb(0xd9c27a))
	c.text(8, 38, groups("6222"+digits(c, 15), " "), style{font: "ocrb", pt: 13, ink: light})
	c.text(8, 48, "VALID THRU 09/27", style{font: "sans", pt: 7, ink: light})
}

func (c *canvas) admissionTicket() {
	p := c.set.newPerson(c.rng)
	c.centred(a4Width/2, 36, "2021年度专业技术人员资格考试准考证", c.heavy(19))
	st := c.plain(11)
	c.portrait(150, 48, 30, 40, p.sex == "女")
	c.lines(28, 56, 9, st, "姓　　名："+p.name, "准考证号：43"+digits(c, 10), "证件号码："+p.id, "考试名称："+pick(c.rng, exams), "考　　点：长沙市第"+fmt.Sprint(1+c.rng.IntN(20))+"中学")
	y := c.prose(28, 120, 154, st, "一、考生须凭准考证和有效居民身份证原件参加考试。", "二、开考5分钟后不得进入考场，考试期间不得提前离开考场。", "三、请妥善保管准考证，考试结束后备查。")
	c.rule(28, y, 182, y, 0.2, black)
}
