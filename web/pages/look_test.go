package pages_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// judgePictures draws pictures of a paper with text in the browser: sharp, blurred, dark
// and both, and has look.js judge them.
const judgePictures = `(async () => {
  const { judge, look } = await import("/assets/look.js");
  const draw = (filter, paper, ink) => {
    const canvas = new OffscreenCanvas(800, 1000), context = canvas.getContext("2d");
    context.filter = filter;
    context.fillStyle = paper;
    context.fillRect(0, 0, 800, 1000);
    context.fillStyle = ink;
    context.font = "22px sans-serif";
    for (let y = 60; y < 960; y += 40) context.fillText("Certificate of work 2008-07-01 430102198503051234 ".repeat(2), 20, y);
    return canvas;
  };
  const said = {};
  for (const [name, filter, paper, ink] of [
    ["sharp", "none", "#f4f2ee", "#222"], ["slightly soft", "blur(0.6px)", "#f4f2ee", "#222"], ["gray paper", "none", "#999", "#111"],
    ["blurred", "blur(5px)", "#f4f2ee", "#222"], ["dark", "none", "#383838", "#0a0a0a"], ["dark and blurred", "blur(5px)", "#303030", "#080808"],
  ]) {
    const canvas = draw(filter, paper, ink);
    said[name] = judge(canvas.getContext("2d").getImageData(0, 0, 800, 1000)).warnings.join(" ");
  }
  const blob = await draw("blur(5px)", "#fff", "#222").convertToBlob({ type: "image/jpeg" });
  said["a blurred file"] = (await look(new File([blob], "a.jpg", { type: "image/jpeg" }), 1e9)).join(" ");
  said["a large file"] = (await look(new File([new Uint8Array(100)], "a.pdf", { type: "application/pdf" }), 99)).join(" ");
  said["a text"] = (await look(new File(["text"], "a.txt", { type: "text/plain" }), 99)).join(" ");
  said["nothing"] = (await look(new File([], "a.jpg", { type: "image/jpeg" }), 99)).join(" ");
  said["no picture"] = (await look(new File(["no picture"], "a.jpg", { type: "image/jpeg" }), 99)).join(" ");
  return Object.entries(said).map(([name, words]) => name + ": " + words);
})()`

// The browser says what is likely wrong with a picture, and nothing of good ones.
func TestLooksAtPictures(t *testing.T) {
	h := open(t)
	w := openWindow(t)
	var got []string
	w.do(chromedp.Navigate(h.URL+"/login"), chromedp.Evaluate(judgePictures, &got, awaited))
	want := []string{
		"sharp: ", "slightly soft: ", "gray paper: ", "blurred: blur", "dark: dark", "dark and blurred: dark blur",
		"a blurred file: blur", "a large file: size", "a text: type", "nothing: empty", "no picture: ",
	}
	if !slices.Equal(got, want) {
		t.Errorf("judged\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}
