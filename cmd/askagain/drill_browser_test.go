package main

import (
	"fmt"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// A guest does a round of five, by keyboard, read by the real reader.
func TestBrowserDrill(t *testing.T) {
	t.Parallel()
	axe := axeCore(t)
	b := openTab(t, serve(t, t.TempDir()).url)
	b.visit("/")
	b.click(`#nav a[href="/drill"]`)
	b.until(`document.querySelector("#text") !== null && location.search.includes("seed=")`)
	b.sees("A way to begin with")
	b.visit("/drill?method=trade&seed=11")
	b.sees("1 of 5 in this round")
	b.sees("Offer a trade")
	b.sees("3 minutes left")
	b.audit("the drill", axe)
	b.click(".drill-clock button")
	b.until(`document.querySelector(".drill-clock span").innerText === "" && document.querySelector(".drill-clock button").innerText === "Show the clock"`)

	// What has nothing of a trade in it is told so, and can be tried again.
	b.turn("Please, I would like to have it.")
	b.sees("It is not in your words yet")
	b.sees("You meant a trade, but nothing is offered yet.")
	b.until(`document.activeElement.id === "result-title"`)
	b.audit("the drill after a miss", axe)
	b.click("#again")
	b.until(`document.activeElement.id === "text" && document.querySelector("#text").value === "Please, I would like to have it."`)

	// Words outlive a reload until they are sent.
	b.clear()
	b.do("write", chromedp.SendKeys(chromedp.CSS("#text"), "If you say yes today"))
	b.visit("/drill?method=trade&seed=11")
	b.sees("2 of 5 in this round")
	for number := 2; number <= 5; number++ {
		b.sees(fmt.Sprintf("%d of 5 in this round", number))
		if number == 3 {
			b.do("write", chromedp.SendKeys(chromedp.CSS("#text"), "If you say yes today"))
			b.visit("/drill?method=trade&seed=11")
			b.until(`document.querySelector("#text")?.value === "If you say yes today"`)
		}
		b.clear()
		b.turn("If you agree to it this week, I will take the whole of the preparation off your desk in return. Would you do that?")
		b.sees("It is in your words")
		b.sees("You asked for it.")
		b.until(`document.querySelectorAll(".drill-said mark").length > 0 && document.querySelector(".drill-line").innerText !== ""`)
		if number == 2 {
			b.audit("the drill after a hit", axe)
		}
		b.tabTo(`document.activeElement.id === "next"`)
		b.press(kb.Enter)
		b.until(fmt.Sprintf(`document.activeElement.id === %q`, map[bool]string{true: "over-title", false: "way"}[number == 5]))
	}
	b.sees("A round of 5 is done")
	b.sees("4 of 5 times")
	b.sees("You asked every time")
	b.until(`document.activeElement.id === "over-title"`)
	b.audit("the round", axe)
	b.visit("/drill?method=trade&seed=11")
	b.sees("A round of 5 is done")
	b.click("#round")
	b.until(`document.querySelector("#text") !== null && !location.search.includes("method=trade")`)
	b.sees("1 of 5 in this round")
}

// Without the server nothing of a turn is lost, and sent again it happens once.
func TestBrowserDrillOffline(t *testing.T) {
	t.Parallel()
	b := openTab(t, serve(t, t.TempDir()).url)
	b.visit("/drill?method=explore&seed=3")
	b.sees("1 of 5 in this round")
	evaluate[bool](b, `(window.real = window.fetch, window.fetch = (path, options) => options?.method === "POST" ? window.real(path, options).then(() => Promise.reject(new TypeError("gone"))) : window.real(path, options), true)`)
	b.turn("What is it that worries you most about it?")
	b.sees("Your words are kept on this device.")
	b.picture("drill-offline")
	evaluate[bool](b, `(window.fetch = window.real, true)`)
	b.click("#send")
	b.sees("It is in your words")
	b.sees("first understand, then ask")
	if kept := evaluate[int](b, `fetch("/api/drill?method=explore&seed=3").then((answer) => answer.json()).then((drill) => { window.done = drill.round.done; }), 0`); kept != 0 {
		t.Fatal(kept)
	}
	b.until(`window.done === 1`)
	b.visit("/drill?method=bribe")
	b.sees("There is no drill for")
	b.picture("drill-error")
}

// turn writes one turn of a drill and sends it by Ctrl and Enter.
func (b *tab) turn(text string) {
	b.t.Helper()
	b.do("write", chromedp.SendKeys(chromedp.CSS("#text"), text))
	b.do("send", chromedp.KeyEvent(kb.Enter, chromedp.KeyModifiers(chromedp.ModifierCtrl)))
}

func (b *tab) clear() {
	b.t.Helper()
	evaluate[bool](b, `((box) => { box.value = ""; box.dispatchEvent(new Event("input")); box.focus(); return true; })(document.querySelector("#text"))`)
}
