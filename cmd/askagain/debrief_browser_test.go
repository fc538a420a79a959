package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

// The picture of an attempt says in words what it draws, and has a table behind
// it with a row for every turn.
func TestBrowserDebriefPicture(t *testing.T) {
	t.Parallel()
	b := openTab(t, serve(t, t.TempDir()).url)
	b.start("Get to the CFO")
	b.say("What makes you careful about this? I'd like to understand.")
	b.say("Could you set up thirty minutes with Dana?")
	b.say("Could you set up thirty minutes with Dana?")
	b.end()
	b.until(`location.pathname.endsWith("/debrief")`)
	b.sees("The attempt in a picture")
	if words := evaluate[string](b, `document.querySelector(".picture svg[role=img] desc").textContent`); !strings.Contains(words, "Priya Nair: ") {
		t.Error("the picture has no words for who does not see it")
	}
	if rows := b.number(`document.querySelectorAll(".picture tbody tr").length`); rows != 5 {
		t.Errorf("the table has %d rows, want the start, three turns and the end", rows)
	}
	if marks := b.number(`document.querySelectorAll(".picture div .mark.no").length`); marks < 3 {
		t.Errorf("the picture marks %d nos, want the first and two more", marks)
	}
	b.picture("debrief-picture")
}

// What the rep answers to a debrief's question is there again after a reload, and
// can be taken back.
func TestBrowserReflects(t *testing.T) {
	t.Parallel()
	b := openTab(t, serve(t, t.TempDir()).url)
	b.start("Get to the CFO")
	b.say("Could you set up thirty minutes with Dana?")
	b.end()
	b.until(`location.pathname.endsWith("/debrief")`)
	answer := func(text string) {
		t.Helper()
		evaluate[bool](b, fmt.Sprintf(`(document.querySelector(".reflect textarea").value = %q, document.querySelector(".reflect button").click(), true)`, text))
	}
	b.until(`document.querySelector(".reflect textarea") !== null`)
	answer("I wanted to be done with it.")
	b.sees("Kept. Only you can read it.")
	b.do("reload", chromedp.Reload())
	b.until(`document.querySelector(".reflect textarea")?.value === "I wanted to be done with it."`)
	b.sees("You wrote this.")
	b.picture("debrief-reflected")
	// Another tab writes in between: this one is told, shows it, and may replace it.
	evaluate[bool](b, `(import("/static/api.js").then(({post}) => post(location.pathname.replace("/attempt", "/api/attempts").replace("/debrief", "/reflections"), {turn: 1, text: "From the other tab."})).then(() => { window.written = true; }), true)`)
	b.until(`window.written === true`)
	answer("From this tab.")
	b.sees("Something else was written here in the meantime")
	b.sees("From the other tab.")
	answer("From this tab.")
	b.sees("Kept. Only you can read it.")
	answer("")
	b.sees("Taken back.")
	b.do("reload", chromedp.Reload())
	b.until(`document.querySelector(".reflect textarea")?.value === ""`)
}

// A rewind's debrief stands beside the attempt that it left, and that one lists
// the rewind.
func TestBrowserBeside(t *testing.T) {
	t.Parallel()
	b := openTab(t, serve(t, t.TempDir()).url)
	first := b.start("Get to the CFO")
	b.say("Could you set up thirty minutes with Dana?")
	b.say("I am asking again: could you set up thirty minutes with Dana?")
	b.end()
	b.until(`document.querySelector("#turn-2 .rewind button") !== null`)
	evaluate[bool](b, `(document.querySelector("#turn-2 .rewind button").click(), true)`)
	b.until(fmt.Sprintf(`location.pathname !== %q && !location.pathname.endsWith("/debrief") && %s === 1`, first, myTurns))
	b.say("What would make this safe for you? I'd like to understand it first.")
	b.end()
	b.sees("Beside the attempt you went back from")
	b.sees("at turn 2, where it had been to just ask")
	b.picture("debrief-beside")
	if pairs := b.number(`document.querySelectorAll(".pairs > li").length`); pairs != 2 {
		t.Errorf("%d turns stand side by side, want the second and the end", pairs)
	}
	b.visit(first + "/debrief")
	b.sees("Where you went back and tried again")
	b.sees("From turn 2")
}

// One's own progress begins empty, and then holds what was played, what was never
// used, and what one told oneself. Every state passes the audit.
func TestBrowserProgress(t *testing.T) {
	t.Parallel()
	axe := axeCore(t)
	b := openTab(t, serve(t, t.TempDir()).url)
	b.visit("/progress")
	b.sees("Nothing to look back on yet")
	b.audit("progress, empty", axe)
	for _, line := range []string{"Could you set up thirty minutes with Dana?", "What makes you careful? I'd like to understand. Could you set it up?"} {
		b.start("Get to the CFO")
		b.say(line)
		b.end()
		b.until(`document.querySelector(".reflect textarea") !== null`)
	}
	evaluate[bool](b, `(document.querySelector(".reflect textarea").value = "Ask once more.", document.querySelector(".reflect button").click(), true)`)
	b.sees("Kept. Only you can read it.")
	b.click(`#nav a[href="/progress"]`)
	b.sees("How your scores moved")
	b.sees("What you told yourself")
	b.sees("You asked again after 2 of 4 nos.")
	if marks := b.number(`document.querySelectorAll(".totals .dot").length`); marks != 2 {
		t.Errorf("%d marks, want one for each attempt", marks)
	}
	if links := b.number(`document.querySelectorAll('.never a[href="/drill?method=trade"], .never a[href="/methods#trade"]').length`); links != 2 {
		t.Errorf("%d links for a way that was never used, want the drill and the page of ways", links)
	}
	b.audit("progress", axe)
}

// A debrief goes on paper without what can be pressed and with what was folded, and
// into the clipboard as plain text.
func TestBrowserDebriefToTake(t *testing.T) {
	t.Parallel()
	b := openTab(t, serve(t, t.TempDir()).url)
	b.start("Get to the CFO")
	b.say("What makes you careful about this? I'd like to understand.")
	b.say("Could you set up thirty minutes with Dana?")
	b.end()
	b.until(`document.querySelector(".take button") !== null`)
	// Without a clipboard the text stands there to be copied by hand.
	evaluate[bool](b, `(Object.defineProperty(navigator, "clipboard", {value: undefined}), document.querySelector(".take button").click(), true)`)
	b.until(`document.querySelector(".take textarea") !== null`)
	text := evaluate[string](b, `document.querySelector(".take textarea").value`)
	for _, part := range []string{"Debrief: Get to the CFO\n\nThe outcome\n", "\nThe score\n", "You said: “Could you set up thirty minutes with Dana?”", "To think about: "} {
		if !strings.Contains(text, part) {
			t.Errorf("the text lacks %q:\n%s", part, text)
		}
	}
	folded := b.number(`document.querySelectorAll("details:not([open])").length`)
	evaluate[bool](b, `window.dispatchEvent(new Event("beforeprint"))`)
	if left := b.number(`document.querySelectorAll("details:not([open])").length`); folded == 0 || left != 0 {
		t.Errorf("%d parts are folded on the screen, %d of them on paper", folded, left)
	}
	b.do("emulate paper", func(ctx context.Context, target *chromedp.Target) (chromedp.Void, error) {
		_, err := cdp.Call(ctx, target, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: "print"})
		return chromedp.Void{}, err
	})
	if shown := evaluate[string](b, `[...document.querySelectorAll("button, nav, textarea, .skip, a.button")].filter((one) => one.offsetParent !== null).map((one) => one.outerHTML).join("\n")`); shown != "" {
		t.Errorf("on paper there is still:\n%s", shown)
	}
	for _, part := range []string{"The attempt in a picture", "The whole talk", "What stood between you"} {
		b.sees(part)
	}
	if folder := os.Getenv("ASKAGAIN_PICTURES"); folder != "" {
		b.do("paper's width", chromedp.EmulateViewport(720, 1000))
		image, err := chromedp.Run(b.ctx, chromedp.FullScreenshot(100))
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(folder, "debrief-paper.png"), image, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	evaluate[bool](b, `window.dispatchEvent(new Event("afterprint"))`)
	if again := b.number(`document.querySelectorAll("details:not([open])").length`); again != folded {
		t.Errorf("%d parts are folded after printing, were %d", again, folded)
	}
}
