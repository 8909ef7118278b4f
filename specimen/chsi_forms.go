package specimen

// chsi2014 is the ruled table of about 2014 to 2018.
func (c *canvas) chsi2014(m chsiMedium, r chsiRecord) {
	k, b := m.scale, r.blanks(c.rng, false)
	song := pick(c.rng, c.set.song)
	left, width := (a4Width-168*k)/2, 168*k
	y := 34*k + m.top
	c.centred(a4Width/2, y, chsiTitle, style{font: pick(c.rng, []string{"hei-bold", "song-bold", c.set.hei[0]}), pt: 17 * k, ink: black})
	g := grid{
		x: left, y: y + 10*k, row: 9 * k, line: rgb(0x444444),
		label: style{font: song, pt: 10 * k, ink: rgb(0x333333)}, value: style{font: song, pt: 10 * k, ink: black},
	}
	g.widths = []float64{24 * k, 36 * k, 24 * k, 48 * k}
	photo := g.x + 134*k
	c.portrait(photo+2*k, g.y+2*k, 30*k, 40*k, r.person.sex == "女")
	c.box(photo, g.y, width-134*k, 45*k, 0.2, g.line)
	narrow := g
	narrow.widths = []float64{24 * k, 42 * k, 24 * k, 44 * k}
	yy := c.rows(narrow, b, [][][2]string{
		{{"姓名", "{name}"}, {"性别", "{sex}"}},
		{{"出生日期", "{birth}"}, {"学历层次", "{level}"}},
		{{"入学时间", "{enrol}"}, {"毕业时间", "{graduated}"}},
		{{"学历类型", "{category}"}, {"学习形式", "{form}"}},
		{{"毕业院校", "{school}"}},
	})
	g.y = yy
	g.widths = []float64{24 * k, 60 * k, 24 * k, 60 * k}
	yy = c.rows(g, b, [][][2]string{
		{{"院校所在地", "{place}"}, {"毕结业结论", "{result}"}},
		{{"专业名称", "{major}"}, {"证书编号", "{number}"}},
		{{"在线验证码", "{vcode}"}, {"制表日期", "{updated}"}},
	})
	c.text(g.x+2, yy+7*k, "二维验证码", g.label)
	c.qr(g.x+30*k, yy+4*k, 28*k, r.payload)
	c.text(g.x+70*k, yy+14*k, "验证期至："+b["expiry"].print, g.value)
	c.notes(g.x, yy+40*k, width, 8.5*k, song, []string{
		"1、本备案表依据《高等学校学生学籍学历电子注册办法》（教学[2014]11号）对学历证书进行电子注册备案。",
		"2、本备案表内容验证办法：登录学信网，点击在线验证，输入在线验证码。",
		"3、未经学历信息权属人同意，不得将本表用于违背权属人意愿之用途。",
		"4、在验证有效期内，可登录学信网查验。",
		"5、内容标注“＊”号，表示未知项。",
		"6、本表由学信网制作，仅作学历查询结果的证明。",
	})
}

// chsi2019 is the ruled table of about 2019 to 2022.
func (c *canvas) chsi2019(m chsiMedium, r chsiRecord) {
	k, b := m.scale, r.blanks(c.rng, true)
	body := pick(c.rng, append([]string{"hei", "hei-light"}, c.set.hei...))
	if c.set.unseen() {
		body = pick(c.rng, c.set.hei)
	}
	left, width := (a4Width-170*k)/2, 170*k
	y := 36*k + m.top
	c.centred(a4Width/2, y, chsiTitle, style{font: pick(c.rng, []string{"hei-bold", "hei-medium", c.set.hei[0]}), pt: 18 * k, ink: black})
	label := style{font: body, pt: 9.5 * k, ink: rgb(0x555555)}
	value := style{font: body, pt: 9.5 * k, ink: rgb(0x222222)}
	c.spaced(at{a4Width - left - 22*k, y + 11*k}, "更新日期：{updated}", b, value.sized(8.5*k))
	line := pick(c.rng, []uint32{0x888888, 0xbbbbbb, 0x333333})
	g := grid{x: left, y: y + 15*k, row: 9.5 * k, line: rgb(line), label: label, value: value}
	g.widths = []float64{26 * k, 42 * k, 26 * k, 42 * k}
	c.portrait(left+138*k, g.y+2*k, 30*k, 40*k, r.person.sex == "女")
	c.box(left+136*k, g.y, 34*k, 47.5*k, 0.2, g.line)
	g.y = c.rows(g, b, [][][2]string{
		{{"姓名", "{name}"}, {"性别", "{sex}"}},
		{{"出生日期", "{birth}"}, {"入学日期", "{enrol}"}},
		{{"毕(结)业日期", "{graduated}"}, {"学历类别", "{category}"}},
		{{"层次", "{level}"}, {"学制", "{length}"}},
		{{"学校名称", "{school}"}},
	})
	g.widths = []float64{26 * k, 59 * k, 26 * k, 59 * k}
	yy := c.rows(g, b, [][][2]string{
		{{"专业", "{major}"}, {"学习形式", "{form}"}},
		{{"证书编号", "{number}"}, {"毕(结)业", "{result}"}},
		{{"校(院)长姓名", "{president}"}},
	})
	c.box(left, yy, width, 36*k, 0.2, g.line)
	c.text(left+2, yy+19*k, "在线验证", label)
	c.rule(left+26*k, yy, left+26*k, yy+36*k, 0.2, g.line)
	c.fill(left+32*k, yy+14*k, "在线验证码", nil, label, label)
	c.fill(left+32*k, yy+22*k, "{vcode}", b, value, value.sized(13*k).in("hei-bold"))
	c.qr(left+100*k, yy+5*k, 26*k, r.payload)
	c.text(left+132*k, yy+16*k, "使用学信网报告", label.sized(8*k))
	c.text(left+132*k, yy+21*k, "在线验证小程序", label.sized(8*k))
	c.notes(left, yy+45*k, width, 8*k, body, []string{
		"1、本备案表是依据《高等学校学生学籍学历电子注册办法》（教学[2014]11号）对学历证书进行电子注册备案的证明文件。",
		"2、学历信息在线验证有三种方式：点击备案表中的在线验证链接；登录学信网输入在线验证码；使用微信小程序“学信网报告在线验证”扫描二维码。",
		"3、本备案表内容如有修改，请以最新在线验证的内容为准。",
		"4、未经学历信息权属人同意，不得将本备案表用于违背权属人意愿之用途。",
		"5、备案表在线验证有效期由学历信息权属人设置（1~6个月），其报告验证到期前可再次延长验证有效期。",
	})
}

// chsi2022 is the list without rules used from 2022.
func (c *canvas) chsi2022(m chsiMedium, r chsiRecord) {
	k, b := m.scale, r.blanks(c.rng, true)
	body := pick(c.rng, append([]string{"hei", "microhei"}[:cond(c.set.unseen(), 2, 1)], c.set.hei...))
	label := style{font: body, pt: 10.5 * k, ink: rgb(0x6b6b6b)}
	value := style{font: body, pt: 10.5 * k, ink: rgb(0x1f1f1f)}
	if chance(c.rng, 0.5) {
		c.tiled("学信网", body, 26, -30, 80, 70, rgb(0xf3f6f5))
	}
	margin := (a4Width - 182*k) / 2
	y := 30*k + m.top
	c.centred(a4Width/2, y, chsiTitle, style{font: pick(c.rng, []string{"hei-bold", "hei-medium", c.set.hei[0]}), pt: 17 * k, ink: black})
	c.spaced(at{a4Width / 2, y + 9*k}, "更新日期：{updated}", b, label.sized(9*k))
	c.portrait(margin+150*k, y+16*k, 24*k, 32*k, r.person.sex == "女")
	y += 22 * k
	for _, pair := range [][2]string{
		{"姓名", "{name}"}, {"性别", "{sex}"}, {"出生日期", "{birth}"}, {"入学日期", "{enrol}"}, {"毕（结）业日期", "{graduated}"},
		{"学校名称", "{school}"}, {"专业", "{major}"}, {"学制", "{length}"}, {"层次", "{level}"}, {"学历类别", "{category}"},
		{"学习形式", "{form}"}, {"毕（结）业", "{result}"}, {"证书编号", "{number}"}, {"校（院）长姓名", "{president}"},
	} {
		c.text(margin+6*k, y, pair[0], label)
		c.fitted(margin+42*k, y, 100*k, pair[1], b, value)
		y += 10.6 * k
	}
	green := rgb(0x3fae8a)
	c.box(margin+4*k, y, 172*k, 36*k, 0.4, green)
	c.qr(margin+9*k, y+4*k, 28*k, r.payload)
	c.text(margin+44*k, y+10*k, "在线验证码", label)
	c.fill(margin+66*k, y+10*k, "{vcode}", b, value, value.in("hei-bold").sized(14*k))
	hint := label.sized(8.5 * k)
	c.text(margin+44*k, y+20*k, "①验证报告在线查验网址：https://www.chsi.com.cn/xlcx/bgcx.jsp", hint)
	c.text(margin+44*k, y+28*k, "②使用学信网App扫描二维码验证", hint)
	c.notes(margin+4*k, y+44*k, 172*k, 8*k, body, []string{
		"1. 学籍学历信息在线验证的内容以最新在线验证的内容为准。",
		"2. 未经学历信息权属人同意，不得将本备案表用于违背权属人意愿之用途。",
		"3. 备案表在线验证有效期由学历信息权属人设置（1~6个月），其在验证有效期内可再次延长验证有效期。",
		"4. 本备案表依据《高等学校学生学籍学历电子注册办法》（教学[2014]11号）制作。",
	})
}

// notes sets numbered remarks in small type.
func (c *canvas) notes(x, y, width, pt float64, font string, notes []string) {
	st := style{font: font, pt: pt, ink: rgb(0x666666)}
	y = c.paragraph(column{x: x, y: y, width: width, leading: st.mm(1.6), ragged: true}, blanks{}.spans("注意事项：", st, st))
	for _, n := range notes {
		y = c.paragraph(column{x: x, y: y, width: width, leading: st.mm(1.6), ragged: true}, blanks{}.spans(n, st, st))
	}
}
