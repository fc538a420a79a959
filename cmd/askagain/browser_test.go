package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

func TestBrowserWin(t *testing.T) {
	t.Parallel()
	b := openTab(t, serve(t, t.TempDir()).url)
	b.start("Get to the CFO")
	b.byChannel("Call")
	for i, line := range winningLines {
		if b.over() {
			break
		}
		b.say(line)
		if i == 2 {
			b.picture("talk")
		}
	}
	b.sees("You got it")
	b.picture("talk-won")
	b.click(`#ended a[href$="/debrief"], #ended button`)
	b.until(`location.pathname.endsWith("/debrief")`)
	b.sees("Variety")
	b.until(`document.querySelectorAll("mark").length > 0`)
	b.picture("debrief-won")
	if total := b.number(`Math.round(Number(document.querySelector(".big").innerText))`); total < 60 {
		t.Errorf("a varied, warm win scores %d, want at least 60", total)
	}
}

func TestBrowserLose(t *testing.T) {
	t.Parallel()
	b := openTab(t, serve(t, t.TempDir()).url)
	b.start("An engineer for two weeks")
	for range 12 {
		if b.over() {
			break
		}
		b.say("This is ridiculous. You have to give me Mira now, or I will go over your head and you will regret it.")
	}
	b.sees("door is closed")
	b.picture("talk-lost")
	b.click(`#ended a[href$="/debrief"], #ended button`)
	b.until(`location.pathname.endsWith("/debrief")`)
	b.sees("Variety")
	b.picture("debrief-lost")
	if total := b.number(`Math.round(Number(document.querySelector(".big").innerText))`); total > 35 {
		t.Errorf("pushing until the door closes scores %d, want at most 35", total)
	}
}

func TestBrowserRewind(t *testing.T) {
	t.Parallel()
	b := openTab(t, serve(t, t.TempDir()).url)
	first := b.start("Get to the CFO")
	b.say("Could you set up thirty minutes with Dana?")
	b.say("I am asking again: could you set up thirty minutes with Dana?")
	b.end()
	b.until(`location.pathname.endsWith("/debrief")`)
	b.sees("You ended it here")
	b.picture("debrief-stopped")
	// The button of the second turn leads to a new attempt that remembers the first.
	evaluate[bool](b, `(document.querySelector("#turn-2 .rewind button").click(), true)`)
	b.until(fmt.Sprintf(`location.pathname !== %q && !location.pathname.endsWith("/debrief") && %s === 1`, first, myTurns))
	b.say("What would make this safe for you? I'd like to understand it first.")
	if turns := b.number(myTurns); turns != 2 {
		t.Errorf("the new attempt shows %d turns of the rep, want the first one and the new one", turns)
	}
}

func TestBrowserHealsAfterARestart(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	s := serve(t, dir)
	b := openTab(t, s.url)
	b.start("Get to the CFO")
	b.say("Could you set up thirty minutes with Dana?")
	if err := s.command.Process.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	if err := s.command.Wait(); err != nil {
		t.Fatal(err)
	}
	b.until(`document.querySelector("#connection").innerText.trim() !== ""`)
	b.picture("talk-offline")
	theirs := b.number(theirTurns)
	b.write("What happened the last time a vendor met her?")
	b.click("#send")
	b.until(myTurns + ` === 2`)
	serveAt(t, dir, s.host())
	b.until(fmt.Sprintf(`%s > %d && %s && document.querySelector("#connection").innerText.trim() === ""`, theirTurns, theirs, settled))
	if mine := b.number(myTurns); mine != 2 {
		t.Errorf("after the restart the talk shows %d turns of the rep, want 2", mine)
	}
}

// A server that dies in the middle of a turn has either not heard of it or will
// finish it; either way the rep sees it once, with one answer.
func TestBrowserResumesAfterKill(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	s := serve(t, dir)
	b := openTab(t, s.url)
	path := b.start("Get to the CFO")
	for turn := 1; turn <= 4; turn++ {
		theirs := b.number(theirTurns)
		b.write(fmt.Sprintf("Attempt number %d: could you set up thirty minutes with Dana?", turn))
		b.click("#send")
		s.kill()
		s = serveAt(t, dir, s.host())
		b.until(fmt.Sprintf("%s > %d && %s", theirTurns, theirs, settled))
		if mine := b.number(myTurns); mine != turn {
			t.Fatalf("after kill %d the talk shows %d turns of the rep", turn, mine)
		}
	}
	shown := b.text("#log")
	// A tab that comes later reads the same from the log.
	later := b.another()
	later.visit(path)
	later.until(fmt.Sprintf("%s === 4 && %s", myTurns, settled))
	if again := later.text("#log"); again != shown {
		t.Errorf("a new tab shows\n%s\nwant\n%s", again, shown)
	}
	s.command.Process.Signal(os.Interrupt)
	s.command.Wait()
	replay := program(b.ctx, dir, "replay", strings.TrimPrefix(path, "/attempt/"))
	if output, err := replay.CombinedOutput(); err != nil || !strings.Contains(string(output), "the same state") {
		t.Errorf("replay: %v\n%s", err, output)
	}
}

func TestBrowserTwoTabsStayInStep(t *testing.T) {
	t.Parallel()
	b := openTab(t, serve(t, t.TempDir()).url)
	path := b.start("Get to the CFO")
	other := b.another()
	other.visit(path)
	other.until(theirTurns + ` === 1`)
	b.say("Could you set up thirty minutes with Dana?")
	other.until(myTurns + ` === 1 && ` + theirTurns + ` >= 2`)
	other.say("What happened the last time a vendor met her?")
	b.until(myTurns + ` === 2 && ` + settled)
	if mine, theirs := b.text("#log"), other.text("#log"); mine != theirs {
		t.Errorf("the tabs differ:\n%s\n---\n%s", mine, theirs)
	}
}

// Somebody without a mouse finds every step with Tab, Enter and Space.
func TestBrowserKeyboardOnly(t *testing.T) {
	t.Parallel()
	b := openTab(t, serve(t, t.TempDir()).url)
	b.visit("/")
	b.sees("Get to the CFO")
	b.tabTo(`document.activeElement.matches('a[href="/scenario/get-to-the-cfo"]')`)
	b.press(kb.Enter)
	b.until(`location.pathname === "/scenario/get-to-the-cfo" && document.querySelector("#start") !== null`)
	b.tabTo(`document.activeElement.id === "start"`)
	b.press(kb.Enter)
	b.until(`location.pathname.startsWith("/attempt/") && document.querySelectorAll("#log .turn").length > 0`)
	for _, line := range []string{"Could you set up thirty minutes with Dana?", "Could you please set up thirty minutes with Dana?"} {
		theirs := b.number(theirTurns)
		b.tabTo(`document.activeElement.id === "text"`)
		b.do("type", chromedp.KeyEvent(line))
		b.do("send", chromedp.KeyEvent(kb.Enter, chromedp.KeyModifiers(chromedp.ModifierCtrl)))
		b.until(fmt.Sprintf("%s > %d && %s", theirTurns, theirs, settled))
	}
	b.until(`document.querySelectorAll("#palette button").length > 0`)
	b.tabTo(`document.activeElement.closest("#palette") !== null && /clear the way/i.test(document.activeElement.innerText)`)
	b.press(" ")
	b.until(`document.querySelector('#palette [aria-pressed="true"]') !== null`)
	b.picture("talk-palette")
	b.tabTo(`document.activeElement.id === "end"`)
	b.press(kb.Enter)
	b.tabTo(`document.activeElement.id === "end-now"`)
	b.press(kb.Enter)
	b.tabTo(`document.activeElement.matches('#ended a')`)
	b.press(kb.Enter)
	b.until(`location.pathname.endsWith("/debrief")`)
	b.sees("Variety")
}

// Somebody was read wrongly, says so without a mouse, and the card follows.
func TestBrowserContest(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	s := serve(t, dir)
	b := openTab(t, s.url)
	path := b.start("Get to the CFO")
	b.say("Grüße! Could you set up thirty minutes with Dana?")
	b.say("This is ridiculous. You have to give me Dana now, or I will go over your head and you will regret it.")
	b.end()
	b.until(`location.pathname.endsWith("/debrief")`)
	b.sees("Pressure spoils the whole")
	total := `Math.round(10 * Number(document.querySelector(".big").innerText))`
	before := b.number(total)

	// Take the pressure away, with the keyboard alone.
	evaluate[bool](b, `(document.querySelector("#turn-1").focus(), true)`)
	b.tabTo(`document.activeElement.id === "contest-2"`)
	b.press(kb.Enter)
	b.until(`document.querySelector("dialog.contest[open]") !== null`)
	b.tabTo(`document.activeElement.matches('.contest input[value="pushy"]')`)
	b.press(" ")
	b.tabTo(`document.activeElement.matches(".contest button.primary")`)
	b.press(kb.Enter)
	b.sees("Say in a sentence why")
	b.until(`document.activeElement.id === "contest-reason"`)
	b.do("say why", chromedp.KeyEvent("We always <joke> like this."))
	b.tabTo(`document.activeElement.matches(".contest button.primary")`)
	b.press(kb.Enter)
	b.until(`document.querySelector("dialog") === null && document.activeElement.id === "contest-2"`)
	b.sees("Corrected by you: We always <joke> like this. (not “pressure”)")
	b.sees("It rests on 1 correction of yours")
	after := b.number(total)
	if after <= before {
		t.Errorf("without the pressure the score is %d tenths, before it was %d", after, before)
	}
	if pushy := b.number(`document.querySelectorAll("#turn-2 mark.pressure").length`); pushy != 0 {
		t.Errorf("%d stretches of turn 2 are still marked as pressure", pushy)
	}
	b.picture("debrief-corrected")

	// Add what is missing, on words that are selected on the page.
	evaluate[bool](b, `(getSelection().selectAllChildren(document.querySelector("#turn-1 blockquote")), document.querySelector("#contest-1").click(), true)`)
	b.until(`document.querySelector("dialog.contest[open]") !== null`)
	evaluate[bool](b, `((added) => { added.value = "reduce"; added.dispatchEvent(new Event("change")); return true; })(document.querySelector("#contest-added"))`)
	b.until(`document.querySelector("#contest-chosen").innerText.includes("“Grüße! Could you set up thirty minutes with Dana?”")`)
	evaluate[bool](b, `((words) => { words.setSelectionRange(words.value.indexOf("thirty"), words.value.indexOf(" with")); return true; })(document.querySelector("#contest-words"))`)
	b.until(`document.querySelector("#contest-chosen").innerText === "“thirty minutes”"`)
	b.picture("debrief-contest")
	b.do("say why", chromedp.SendKeys(chromedp.CSS("#contest-reason"), "We spoke of an hour before."))
	b.click(".contest button.primary")
	b.until(`document.querySelector("#turn-1 .tag.corrected") !== null`)
	b.sees("(“makes it smaller”)")
	b.until(`[...document.querySelectorAll("#turn-1 mark")].some((mark) => mark.innerText === "thirty minutes")`)

	// It is in the log: another tab sees it, and the trainer's lines hold it.
	shown := b.text("#turn-1")
	later := b.another()
	later.visit(path + "/debrief")
	later.sees("It rests on 2 corrections of yours")
	if again := later.text("#turn-1"); again != shown {
		t.Errorf("a new tab shows\n%s\nwant\n%s", again, shown)
	}
	lines := output(t, dir, exitOK, "corrections")
	if !strings.Contains(lines, `"methods":["reduce"]`) || !strings.Contains(lines, `"reason":"We always <joke> like this."`) {
		t.Errorf("the corrections are exported as\n%s", lines)
	}
}

// tabTo presses Tab until the condition holds for what has the focus.
func (b *tab) tabTo(condition string) {
	b.t.Helper()
	for range 80 {
		if evaluate[bool](b, condition) {
			return
		}
		b.press(kb.Tab)
	}
	b.t.Fatalf("Tab does not lead to %s\nthe page says:\n%s", condition, b.text("body"))
}

// Every page passes axe-core's audit, wide and narrow, in light and dark.
func TestBrowserAccessibility(t *testing.T) {
	t.Parallel()
	axe := axeCore(t)
	b := openTab(t, serve(t, t.TempDir()).url)
	b.visit("/")
	b.sees("Get to the CFO")
	b.audit("the shelf", axe)
	b.visit("/scenario/get-to-the-cfo")
	b.until(`document.querySelector("#start") !== null`)
	b.audit("the briefing", axe)
	b.start("Get to the CFO")
	b.say("Could you set up thirty minutes with Dana?")
	b.say("Could you set up thirty minutes with Dana, please?")
	b.until(`document.querySelectorAll("#palette button").length > 0`)
	b.audit("the talk", axe)
	b.end()
	b.until(`location.pathname.endsWith("/debrief")`)
	b.sees("Variety")
	b.audit("the debrief", axe)
	b.click("#contest-1")
	b.until(`document.querySelector("dialog.contest[open]") !== null`)
	evaluate[bool](b, `((added) => { added.value = "trade"; added.dispatchEvent(new Event("change")); return true; })(document.querySelector("#contest-added"))`)
	b.audit("the form that contests a reading", axe)
	b.visit("/nowhere")
	b.audit("the page that is not there", axe)
}

// axeCore is the audit's script; without it the test is skipped.
func axeCore(t *testing.T) string {
	t.Helper()
	axe, err := os.ReadFile(filepath.Join("..", "..", "node_modules", "axe-core", "axe.min.js"))
	if err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatal(err)
		}
		t.Skip("axe-core is not installed; npm ci brings it")
	}
	return string(axe)
}

// end stops the attempt here and goes to the debrief.
func (b *tab) end() {
	b.t.Helper()
	b.click("#end")
	b.click("#end-now")
	b.click(`#ended a[href$="/debrief"]`)
}

// audit fails the test for every rule that axe-core finds broken.
func (b *tab) audit(page, axe string) {
	b.t.Helper()
	b.picture(strings.ReplaceAll(page, " ", "-"))
	for _, width := range []int64{1280, 360} {
		for _, scheme := range []string{"light", "dark"} {
			b.appear(scheme, width, 900)
			if wide := b.number(`document.documentElement.scrollWidth`); wide > int(width) {
				b.t.Errorf("%s is %d pixels wide in a window of %d", page, wide, width)
			}
			result, err := chromedp.Run(b.ctx, chromedp.Evaluate[string](axe+`;axe.run(document, {resultTypes: ["violations"]}).then((found) => JSON.stringify(
				found.violations.map((one) => one.id + ": " + one.help + " at " + one.nodes.map((node) => node.target.join(" ")).join(", "))))`, chromedp.EvalAwaitPromise))
			if err != nil {
				b.t.Fatalf("audit %s: %v", page, err)
			}
			var violations []string
			if err := json.Unmarshal([]byte(result), &violations); err != nil {
				b.t.Fatalf("audit %s answers %q: %v", page, result, err)
			}
			for _, violation := range violations {
				b.t.Errorf("%s, %d wide, %s: %s", page, width, scheme, violation)
			}
		}
	}
	b.appear("light", 1280, 900)
}
