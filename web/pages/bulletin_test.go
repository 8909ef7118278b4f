package pages_test

import (
	"net/http"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"hecha/document"
	"hecha/document/register"
)

// soon is a day that is so many days away, in China.
func soon(days int) string {
	return time.Now().In(time.FixedZone("CST", 8*60*60)).AddDate(0, 0, days).Format(time.DateOnly)
}

// announce changes the bulletin as its administrator does; the fields are pairs of
// name and value.
func (b *browser) announce(what string, fields ...string) reply {
	b.t.Helper()
	m := versionField.FindStringSubmatch(b.get("/bulletin").want(b.t, http.StatusOK).Body)
	return b.post("/bulletin/"+what, append([]string{"version", m[1]}, fields...)...)
}

// What an administrator announces counts at once for deadlines, contacts and cities,
// and every version is kept.
func TestBulletin(t *testing.T) {
	h := open(t)
	admin := h.as(administrator)
	wants(t, admin.get("/bulletin").want(t, http.StatusOK).Body, "一级建造师", "2021-12-24", "0731-84907978", "还没有修改过")

	owner := h.as(candidate)
	path, _ := create(t, owner)
	wants(t, owner.get(path).Body, "截止日期：2021-12-24", "逾期")
	boss := h.as(lead)
	wants(t, boss.get("/office").Body, "已过期限未办结：<strong>1</strong>", "2021-12-24", "逾期")

	day, report := soon(27), soon(34)
	admin.announce("sittings", "exam", "一级建造师", "year", "2020", "review", day, "report", report).want(t, http.StatusSeeOther)
	wants(t, owner.get(path).Body, "截止日期："+day, "还有 27 天")
	wants(t, boss.get("/office").Body, "已过期限未办结：<strong>0</strong>", day, "还有 27 天", "还有 34 天")
	wants(t, boss.get("/office/list.csv").Body, day)
	if page := boss.get("/office/acts?act=expired&due_before="+soon(27)).want(t, http.StatusOK).Body; !strings.Contains(page, `name="counted" value="0"`) {
		t.Error("an application is due before its deadline")
	}
	wants(t, boss.get("/office/acts?act=expired&due_before="+soon(28)).Body, `name="counted" value="1"`)

	// The application's own deadline is the one that counts, until it is taken away.
	boss.post(path+"/acts", "version", boss.version(path+"/history"), "act", "deadline_set", "date", soon(3)).want(t, http.StatusSeeOther)
	wants(t, owner.get(path).Body, "截止日期："+soon(3))
	boss.post(path+"/acts", "version", boss.version(path+"/history"), "act", "deadline_set", "date", "").want(t, http.StatusSeeOther)
	wants(t, owner.get(path).Body, "截止日期："+day)

	admin.announce("offices", "city", "长沙市", "telephone", "0731-12345678", "exams", "", "site", "www.example.cn", "address", "样本路1号").want(t, http.StatusSeeOther)
	page := h.browser().get("/announced").want(t, http.StatusOK).Body
	wants(t, owner.get(path).Body, "核查咨询：长沙市 0731-12345678 · 样本路1号")
	wants(t, page, "0731-12345678", `href="http://www.example.cn"`, "样本路1号")
	if strings.Contains(page, "0731-84907978") {
		t.Error("the telephone of before is still announced")
	}
	other := strings.Replace(list, "长沙市,,", "武汉市,,", 1)
	admin.form("/people/list", "list", other).want(t, http.StatusUnprocessableEntity)
	admin.announce("offices", "city", "武汉市").want(t, http.StatusSeeOther)
	admin.form("/people/list", "list", other).want(t, http.StatusOK)
	admin.announce("offices", "city", "武汉市", "do", "drop").want(t, http.StatusSeeOther)
	admin.form("/people/list", "list", other).want(t, http.StatusUnprocessableEntity)
	admin.announce("sittings", "exam", "统计（高级）", "year", "2020", "do", "drop").want(t, http.StatusSeeOther)

	admin.announce("sittings", "exam", "一级建造师", "year", "2020", "review", soon(28), "report", report).want(t, http.StatusSeeOther)
	admin.announce("sittings", "exam", "执业药师", "year", "2020", "review", soon(29), "alike", "yes").want(t, http.StatusSeeOther)

	wants(t, admin.get("/bulletin").Body, "admin-1", "核查截止 2021-12-24 · 结果报送截止 2021-12-31", "核查截止 "+day+" · 结果报送截止 "+report, "2020 统计（高级）", "（已移除）", "（新增）", "2021 二级建造师、2021 监理工程师、2020 一级造价工程师")
	all, err := h.store.Bulletins(t.Context())
	if err != nil || len(all) != 8 {
		t.Fatalf("%d versions, %v", len(all), err)
	}
	for _, s := range all[7].Sittings {
		if s.Is("一级建造师", 2020) != (s.Review == soon(28)) || !s.Is("一级建造师", 2020) && s.Review != soon(29) {
			t.Errorf("%d %s is due on %s", s.Year, s.Exam, s.Review)
		}
	}
	if first := all[0]; len(first.Sittings) != len(register.Sittings()) || first.By.Role != document.RoleSystem {
		t.Errorf("the first version is not what people started from: by %+v", first.By)
	}
	if all[7].By != administrator.Actor() || all[7].Changed.IsZero() {
		t.Errorf("the last version does not say who and when: %+v", all[7].By)
	}
}

// Who saves what was made for an older version is told so, and loses nothing; what is
// no date, telephone or site is refused.
func TestBulletinRefuses(t *testing.T) {
	h := open(t)
	b := h.as(administrator)
	b.announce("offices", "city", "长沙市", "telephone", "0731-1").want(t, http.StatusSeeOther)
	page := b.post("/bulletin/offices", "version", "0", "city", "湘潭市", "telephone", "0731-55").want(t, http.StatusPreconditionFailed).Body
	wants(t, page, "别人刚刚修改过", `value="0731-55"`, `name="version" value="2"`)
	for name, form := range map[string][]string{
		"no exam":              {"sittings", "exam", " ", "year", "2020"},
		"no year":              {"sittings", "exam", "一级建造师", "year", "soon"},
		"no day":               {"sittings", "exam", "一级建造师", "year", "2020", "review", "2021-12-32"},
		"reported too early":   {"sittings", "exam", "一级建造师", "year", "2020", "review", "2021-12-24", "report", "2021-12-01"},
		"no city":              {"offices", "telephone", "0731"},
		"no telephone":         {"offices", "city", "长沙市", "telephone", "张三"},
		"a site with brackets": {"offices", "city", "长沙市", "site", "http://x/<b>"},
		"lines":                {"offices", "city", "长沙市", "address", "a\nb"},
	} {
		if page := b.announce(form[0], form[1:]...); page.Status != http.StatusUnprocessableEntity || !strings.Contains(page.Body, `role="alert"`) {
			t.Errorf("%s: status %d", name, page.Status)
		}
	}
	b.post("/bulletin/offices", "city", "长沙市").want(t, http.StatusUnprocessableEntity)
	b.announce("offices", "city", "长沙市", "telephone", "0731-1").want(t, http.StatusSeeOther) // as it is
	if all, err := h.store.Bulletins(t.Context()); err != nil || len(all) != 2 {
		t.Errorf("%d versions, %v", len(all), err)
	}
}

// The built-in exams are those of the rules, or no application would have a deadline.
func TestSittingsAreThoseOfTheRules(t *testing.T) {
	rules := open(t).service.Rules
	for _, s := range register.Sittings() {
		if e, ok := rules.Exam(s.Exam, s.Year); !ok || e.Name != s.Exam {
			t.Errorf("%d %s is not in the rules", s.Year, s.Exam)
		}
	}
}

// TestBulletinInABrowser changes a deadline and an office by keyboard.
func TestBulletinInABrowser(t *testing.T) {
	h := open(t)
	b := h.as(administrator)
	w := openWindow(t)
	w.login(h, administrator.Account)
	w.do(chromedp.SendKeys(`nav a[href="/bulletin"]`, "\r"), chromedp.WaitVisible("#sitting"))
	w.look("bulletin")
	w.do(
		chromedp.SendKeys("#sittings-title + .wide a", "\r"), chromedp.WaitVisible("#sitting button[value=drop]"),
		chromedp.SetValue("#review", "2022-01-14"), chromedp.SetValue("#report", "2022-01-07"), chromedp.SendKeys("#report", "\r"), chromedp.WaitVisible("[role=alert]"),
	)
	w.look("bulletin-refused")
	w.do(chromedp.SetValue("#report", "2022-01-21"), chromedp.SendKeys("#report", "\r"), chromedp.WaitVisible("#versions-title + .wide tbody tr"))
	w.do(chromedp.SendKeys("#city", "样本市"), chromedp.SendKeys("#telephone", "0731-12345678"), chromedp.SendKeys("#address", "样本路1号\r"), chromedp.WaitVisible("#versions-title + .wide tbody tr:nth-child(2)"))
	w.look("bulletin-changed")
	if got := regexp.MustCompile(`2022-01-\d\d`).FindAllString(b.get("/bulletin").Body, 2); len(got) != 2 || got[0] != "2022-01-14" || got[1] != "2022-01-21" {
		t.Errorf("deadlines that were set by keyboard: %q", got)
	}
}
