package specimen

import (
	"image/color"
	"math/rand/v2"
	"strings"

	"hecha/document"
)

// webSite is a page of the web as a browser shows it.
type webSite struct {
	host, path string // http://host/path
	title      string // of the page
}

// device is what a candidate opened the page on. Its canvas counts lengths in
// millimetres of 96 to the inch, so that a point is a CSS point.
type device struct {
	name   string
	w, h   float64   // in CSS pixels, or in millimetres when it prints
	ratios []float64 // pixels for one of CSS
	pt     [2]float64
	prints bool
	narrow bool // one column at most
	// chrome draws what surrounds the page and returns where it begins.
	chrome func(*canvas, webSite) float64
}

// css is the length of so many CSS pixels in millimetres.
func css(px float64) float64 { return px * mmPerInch / 96 }

var (
	desktop  = device{name: "desktop", w: 1366, h: 768, ratios: []float64{1, 1.25, 1.5, 2}, pt: [2]float64{10.5, 13}, chrome: (*canvas).browserBar}
	laptop   = device{name: "laptop", w: 1280, h: 800, ratios: []float64{1, 1.5}, pt: [2]float64{10.5, 13}, chrome: (*canvas).darkBar}
	handset  = device{name: "phone", w: 390, h: 844, ratios: []float64{2, 2.75, 3}, pt: [2]float64{10.5, 12.5}, narrow: true, chrome: (*canvas).phoneBar}
	chatView = device{name: "chat", w: 360, h: 780, ratios: []float64{2, 3}, pt: [2]float64{10.5, 12.5}, narrow: true, chrome: (*canvas).chatBar}
	printer  = device{name: "print", w: a4Width, h: a4Height, pt: [2]float64{10, 12}, prints: true, chrome: (*canvas).printedEdge}
)

// newScreen starts a page as d shows it, and returns where its content begins.
func newScreen(d device, site webSite, kind document.Kind, layout string, s *set, rng *rand.Rand) (*canvas, float64) {
	var c *canvas
	if d.prints {
		c = newCanvas(d.w, d.h, pageDPIs(rng), white, s, rng)
	} else {
		c = newCanvas(css(d.w), css(d.h), 96*pick(rng, d.ratios), white, s, rng)
		c.page.Screen, c.page.DPI = true, 0
	}
	c.begin(kind, layout)
	return c, d.chrome(c, site)
}

// address prints what of the page's address a browser shows, and registers its
// host.
func (c *canvas) address(x, y float64, shown, host string, st style) {
	at := strings.Index(shown, host)
	before, after := shown[:at], shown[at+len(host):]
	c.fill(x, y, before+"{host}"+after, blanks{"host": {"site", host, host}}, st, st)
}

// browserBar is the window of a browser on a desk: tabs, address and bookmarks.
func (c *canvas) browserBar(site webSite) float64 {
	sans := style{font: pick(c.rng, []string{"hei", c.set.hei[0]}), pt: 9, ink: rgb(0x333333)}
	tabs := pick(c.rng, []color.NRGBA{rgb(0xdee1e6), rgb(0xe8eaed), rgb(0xcfe0f5)})
	c.area(0, 0, c.w, css(36), tabs)
	c.area(css(8), css(6), css(250), css(30), white)
	c.text(css(22), css(26), clipped(site.title, 15), sans)
	c.text(css(236), css(26), "×", sans)
	c.area(0, css(36), c.w, css(38), white)
	c.text(css(14), css(61), "←   →   C", sans.in("dejavu").sized(10))
	c.area(css(110), css(41), c.w-css(220), css(28), rgb(0xf1f3f4))
	shown := site.host + site.path
	switch c.rng.IntN(3) {
	case 0:
		shown = "不安全 | " + shown
	case 1:
		shown = "http://" + shown
	}
	c.address(css(124), css(60), clipped(shown, 90), site.host, sans.in("sans").sized(10))
	c.rule(0, css(74), c.w, css(74), 0.2, rgb(0xdadce0))
	return css(74)
}

// darkBar is another browser's window, its address in a dark field.
func (c *canvas) darkBar(site webSite) float64 {
	dark, light := rgb(0x2b2b33), rgb(0xe8e8ee)
	c.area(0, 0, c.w, css(70), dark)
	st := style{font: pick(c.rng, c.set.hei), pt: 9, ink: light}
	c.text(css(90), css(21), clipped(site.title, 24), st)
	c.area(css(70), css(34), c.w-css(300), css(28), rgb(0x43434e))
	c.address(css(84), css(53), clipped("http://"+site.host+site.path, 80), site.host, st.in("sans").sized(9.5))
	return css(70)
}

// phoneBar is a phone's status line with a browser's address in the middle.
func (c *canvas) phoneBar(site webSite) float64 {
	y := c.statusLine()
	st := style{font: pick(c.rng, []string{"hei", c.set.hei[0]}), pt: 11, ink: black}
	c.area(css(12), y+css(4), c.w-css(24), css(36), rgb(0xefeff2))
	shown := site.host
	if chance(c.rng, 0.4) {
		shown += clipped(site.path, 14)
	}
	lat := st.in("sans")
	c.address((c.w-lat.width(shown))/2, y+css(27), shown, site.host, lat)
	return y + css(48)
}

// chatBar is a page opened inside a chat program: a title, no address.
func (c *canvas) chatBar(site webSite) float64 {
	y := c.statusLine()
	st := style{font: pick(c.rng, c.set.hei), pt: 12.5, ink: black}
	c.text(css(12), y+css(28), "×", st)
	c.centred(c.w/2, y+css(28), clipped(site.title, 14), st)
	c.text(c.w-css(34), y+css(28), "···", st)
	c.rule(0, y+css(44), c.w, y+css(44), 0.15, rgb(0xdddddd))
	return y + css(44)
}

// statusLine is the top of a phone's screen: time, network and battery.
func (c *canvas) statusLine() float64 {
	st := style{font: "sans-bold", pt: 9.5, ink: black}
	c.text(css(26), css(28), pick(c.rng, []string{"9:41", "14:05", "20:33", "11:27"}), st)
	c.right(c.w-css(22), css(28), pick(c.rng, []string{"5G  87%", "4G  63", "Wi-Fi  52%"}), st.in("sans"))
	return css(42)
}

// printedEdge is what a browser prints above and below a page.
func (c *canvas) printedEdge(site webSite) float64 {
	st := style{font: pick(c.rng, []string{"sans", "hei", c.set.hei[0]}), pt: 7.5, ink: rgb(0x222222)}
	c.text(9, 8, today.AddDate(0, 0, -c.rng.IntN(40)).Format("2006/1/2"), st)
	c.centred(a4Width/2+10, 8, site.title, st)
	c.address(9, a4Height-6, clipped("http://"+site.host+site.path, 90), site.host, st)
	c.right(a4Width-9, a4Height-6, "1/1", st)
	return 14
}

// clipped is s cut to n characters.
func clipped(s string, n int) string {
	rs := []rune(s)
	return string(rs[:min(n, len(rs))])
}
