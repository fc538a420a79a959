package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

// Bounds on a browser test, and on one thing that it waits for.
const (
	browserWithin = 3 * time.Minute
	pageWithin    = 30 * time.Second
)

// tab is one real browser tab on a server under test.
type tab struct {
	t   *testing.T
	ctx context.Context
	url string
}

// openTab starts Chromium on an empty profile.
func openTab(t *testing.T, url string) *tab {
	t.Helper()
	path := needs(t, "chromium", "chromium-browser", "google-chrome")
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(path), chromedp.NoSandbox, chromedp.DisableGPU,
		chromedp.Flag("disable-quic", true), chromedp.Flag("disable-background-networking", true),
		chromedp.Flag("disable-component-update", true), chromedp.Flag("disable-sync", true),
		chromedp.Flag("disable-dev-shm-usage", true),
		chromedp.Flag("use-fake-ui-for-media-stream", true), chromedp.Flag("use-fake-device-for-media-stream", true), // a microphone that beeps
		chromedp.WindowSize(1280, 900),
		chromedp.WSURLReadTimeout(time.Minute),
	)
	ctx, cancel := context.WithTimeout(context.Background(), browserWithin)
	t.Cleanup(cancel)
	allocator, cancelAllocator := chromedp.NewExecAllocator(ctx, options...)
	t.Cleanup(cancelAllocator)
	ctx, cancelTab := chromedp.NewContext(allocator)
	t.Cleanup(cancelTab)
	opened := &tab{t: t, ctx: ctx, url: url}
	opened.do("start the browser", chromedp.Navigate("about:blank"))
	return opened
}

// another opens a second tab of the same visitor.
func (b *tab) another() *tab {
	b.t.Helper()
	ctx, cancel := chromedp.NewContext(b.ctx)
	b.t.Cleanup(cancel)
	opened := &tab{t: b.t, ctx: ctx, url: b.url}
	opened.do("open a second tab", chromedp.Navigate("about:blank"))
	return opened
}

func (b *tab) do(what string, steps ...chromedp.Action[chromedp.Void]) {
	b.t.Helper()
	if err := chromedp.Do(b.ctx, steps...); err != nil {
		b.t.Fatalf("%s: %v\nthe page says:\n%s", what, err, b.text("body"))
	}
}

// evaluate returns the value of a JavaScript expression.
func evaluate[T any](b *tab, expression string) T {
	b.t.Helper()
	value, err := chromedp.Run(b.ctx, chromedp.Evaluate[T](expression))
	if err != nil {
		b.t.Fatalf("%s: %v\nthe page says:\n%s", expression, err, b.text("body"))
	}
	return value
}

func (b *tab) visit(path string) {
	b.t.Helper()
	b.do("visit "+path, chromedp.Navigate(b.url+path))
}

// until waits for a JavaScript expression to become true. It asks again and
// again from outside, so that it outlives a change of page.
func (b *tab) until(expression string) {
	b.t.Helper()
	again := time.NewTicker(25 * time.Millisecond)
	defer again.Stop()
	timeout := time.NewTimer(pageWithin)
	defer timeout.Stop()
	for {
		held, err := chromedp.Run(b.ctx, chromedp.Evaluate[bool](expression))
		if err == nil && held {
			return
		}
		select {
		case <-again.C:
		case <-timeout.C:
			b.t.Fatalf("waited for %s: %v\nthe page says:\n%s", expression, err, b.text("body"))
		}
	}
}

// sees waits for text on the page.
func (b *tab) sees(text string) {
	b.t.Helper()
	b.until(fmt.Sprintf(`document.body.innerText.toLowerCase().includes(%q)`, strings.ToLower(text)))
}

func (b *tab) click(selector string) {
	b.t.Helper()
	b.do("click "+selector, chromedp.WaitVisible(chromedp.CSS(selector)), chromedp.Click(chromedp.CSS(selector)))
}

// text is what an element shows, "" where there is none.
func (b *tab) text(selector string) string {
	text, _ := chromedp.Run(b.ctx, chromedp.Evaluate[string](fmt.Sprintf(`document.querySelector(%q)?.innerText ?? ""`, selector)))
	return text
}

func (b *tab) number(expression string) int {
	b.t.Helper()
	return evaluate[int](b, expression)
}

func (b *tab) press(keys ...string) {
	b.t.Helper()
	for _, key := range keys {
		b.do(fmt.Sprintf("press %q", key), chromedp.KeyEvent(key))
	}
}

// start goes from the shelf through the briefing into the talk and returns the
// attempt's path.
func (b *tab) start(title string) string {
	b.t.Helper()
	b.visit("/")
	b.sees(title)
	b.click(fmt.Sprintf(`a[href="/scenario/%s"]`, strings.ReplaceAll(strings.ToLower(title), " ", "-")))
	b.click("#start")
	b.until(`location.pathname.startsWith("/attempt/") && document.querySelectorAll("#log .turn").length > 0`)
	return b.path()
}

func (b *tab) path() string {
	b.t.Helper()
	return evaluate[string](b, `location.pathname`)
}

// say says one turn and waits for the answer.
func (b *tab) say(text string) {
	b.t.Helper()
	before := b.number(theirTurns)
	b.write(text)
	b.click("#send")
	b.until(fmt.Sprintf("%s > %d && %s", theirTurns, before, settled))
}

func (b *tab) write(text string) {
	b.t.Helper()
	b.until(settled + ` && !document.querySelector("#say").hidden`)
	evaluate[bool](b, `(document.querySelector("#text").select(), true)`)
	b.do("write", chromedp.SendKeys(chromedp.CSS("#text"), text))
}

// byChannel picks the medium, as a rep does: by its label.
func (b *tab) byChannel(name string) {
	b.t.Helper()
	evaluate[bool](b, fmt.Sprintf(
		`([...document.querySelectorAll("#channels label, #channels button")].find((one) => one.innerText.includes(%q)).click(), true)`, name))
}

const (
	theirTurns = `document.querySelectorAll("#log .turn:not(.me)").length`
	myTurns    = `document.querySelectorAll("#log .turn.me").length`
	// settled: no turn is under way, or the attempt is over.
	settled = `(document.querySelector("#typing").innerText.trim() === "" && !document.querySelector("#log .pending"))`
)

// winningLines get the meeting with the CFO: explore, clear the way, bring what
// she can use, give it time.
var winningLines = []string{
	"What happened the last time a vendor met Dana? I'd like to understand what makes you careful.",
	"Then let me take that worry away: you get every question a day before, you strike what you don't like, and you sit in the room. Would you set up the half hour with Dana then?",
	"And in return we run the freight analysis for your team at no charge, whatever Dana decides. If we do that, will you arrange the thirty minutes with her?",
	"I know that March is brutal for you all. Twenty minutes at eight in the morning, before her day starts, would be enough. Could you put that in?",
	"Dana would save 240,000 a year, and the board will ask her exactly that on the 24th. She gains an answer instead of a surprise. Can we have the thirty minutes with her?",
	"Our customer at Oakley Foods measured a cut of 18 percent, audited, and I can bring their controller's report. Could you set up the meeting with Dana?",
	"May I have the half hour with Dana before the board meets?",
	"You have been fair with me the whole way, and I won't surprise you. Shall we fix the thirty minutes with Dana?",
	"Could you book the thirty minutes with Dana, please?",
}

func (b *tab) over() bool {
	b.t.Helper()
	return b.number(`document.querySelector("#ended").hidden ? 0 : 1`) == 1
}

// picture keeps screenshots, wide and as on a phone, in light and dark, and of the
// whole page, when ASKAGAIN_PICTURES names a folder.
func (b *tab) picture(name string) {
	b.t.Helper()
	folder := os.Getenv("ASKAGAIN_PICTURES")
	if folder == "" {
		return
	}
	visible, whole := chromedp.CaptureScreenshot(), chromedp.FullScreenshot(100)
	for _, look := range []struct {
		suffix, scheme string
		width, height  int64
		take           chromedp.Action[[]byte]
	}{
		{"wide", "light", 1280, 900, visible}, {"dark", "dark", 1280, 900, visible}, {"phone", "light", 360, 740, visible},
		{"tall", "light", 1280, 1500, visible}, {"whole", "light", 1280, 900, whole}, {"whole-phone", "light", 360, 740, whole},
	} {
		b.appear(look.scheme, look.width, look.height)
		image, err := chromedp.Run(b.ctx, look.take)
		if err != nil {
			b.t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(folder, name+"-"+look.suffix+".png"), image, 0o644); err != nil {
			b.t.Fatal(err)
		}
	}
	b.appear("light", 1280, 900)
}

// appear sets the color scheme and the size of the window.
func (b *tab) appear(scheme string, width, height int64) {
	b.t.Helper()
	b.do("appear", chromedp.EmulateViewport(width, height), func(ctx context.Context, target *chromedp.Target) (chromedp.Void, error) {
		_, err := cdp.Call(ctx, target, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
			Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}},
		})
		return chromedp.Void{}, err
	})
}
