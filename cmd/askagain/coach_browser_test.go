package main

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// A rep who asks the same way three times is nudged, has a draft looked at, and
// the board stays as it was.
func TestBrowserCoach(t *testing.T) {
	t.Parallel()
	axe := axeCore(t)
	s := serve(t, t.TempDir())
	trainer, b := openTab(t, s.url), openTab(t, s.url)
	team := trainer.found(s, "North")
	link := trainer.invite()
	trainer.give("get-to-the-cfo")
	board := trainer.board(team)
	b.joins(link, "Ravi")
	official := b.begins()
	b.say("Could you set up thirty minutes with Dana?")
	if shown := b.number(`[...document.querySelectorAll("#coach, #look")].filter((one) => !one.hidden).length`); shown != 0 {
		t.Error("an official attempt offers the coach")
	}
	b.end()
	trainer.visit(board)
	trainer.until(`document.querySelector("td.value") !== null`)
	before := trainer.text("tbody")

	// The briefing offers the coach for practice alone.
	b.visit("/scenario/get-to-the-cfo")
	b.until(`document.querySelector("#with-coach") !== null`)
	offered := `!document.querySelector("#with-coach").closest(".switch").hidden`
	if evaluate[bool](b, `document.querySelector("#with-coach").checked`) {
		t.Error("the coach is on by itself")
	}
	evaluate[bool](b, `(document.querySelectorAll("input[name=purpose]")[0].click(), true)`)
	if evaluate[bool](b, offered) {
		t.Error("the coach is offered for an official attempt")
	}
	evaluate[bool](b, `(document.querySelectorAll("input[name=purpose]")[1].click(), true)`)
	if !evaluate[bool](b, offered) {
		t.Error("the coach is not offered for practice with the team")
	}
	b.click("#with-coach")
	b.picture("briefing-coach")
	b.click("#start")
	b.until(`location.pathname.startsWith("/attempt/") && document.querySelectorAll("#log .turn").length > 0`)
	attempt := b.path()

	remarks := `document.querySelectorAll("#log .coach").length`
	for turn, line := range []string{"Could you set up thirty minutes with Dana?", "I ask again: could you set up thirty minutes with Dana?", "Please, could you set up thirty minutes with Dana?"} {
		b.say(line)
		b.until(fmt.Sprintf("%s === %d", remarks, turn+1))
	}
	b.sees("That is the third time you ask Priya by the same way: just ask.")
	shown := b.text("#log")

	// A draft is looked at by keyboard, stays in the box, and is sent by Ctrl and Enter.
	draft := "If you sit in the room and see every question before, could you set up thirty minutes with Dana?"
	b.write(draft)
	b.tabTo(`document.activeElement.id === "look"`)
	b.press(kb.Enter)
	b.until(`document.querySelector("#looked").classList.contains("open")`)
	b.sees("How it would read")
	if kept := evaluate[string](b, `document.querySelector("#text").value`); kept != draft {
		t.Errorf("the box holds %q", kept)
	}
	if points := b.number(`document.querySelectorAll("#looked .points li").length`); points < 1 || points > 2 {
		t.Errorf("a draft has %d points: %s", points, b.text("#looked"))
	}
	if strings.Contains(b.text("#log"), "If you sit") {
		t.Error("a draft was said")
	}
	b.audit("the talk with a coach", axe)
	b.do("change the draft", chromedp.SendKeys(chromedp.CSS("#text"), " Please."))
	b.sees("How it read before your last change")
	theirs := b.number(theirTurns)
	b.do("send", chromedp.KeyEvent(kb.Enter, chromedp.KeyModifiers(chromedp.ModifierCtrl)))
	b.until(fmt.Sprintf("%s > %d && %s", theirTurns, theirs, settled))
	b.until(`!document.querySelector("#looked").classList.contains("open")`)

	// Whoever comes back sees the same; off is off, and on again.
	later := b.another()
	later.visit(attempt)
	later.until(fmt.Sprintf("%s === 4", myTurns))
	later.sees("That is the third time")
	if again := later.text("#log"); !strings.HasPrefix(again, shown) {
		t.Errorf("a new tab shows\n%s\nwant\n%s", again, shown)
	}
	b.click("#coach")
	b.until(`document.querySelector("#coach").innerText === "Coach: off" && document.querySelector("#look").hidden`)
	if strings.Contains(b.text("#log"), "third time") {
		t.Error("the coach is seen though it is off")
	}
	b.click("#coach")
	b.sees("That is the third time")
	b.byChannel("Call")
	for _, line := range winningLines {
		if b.over() {
			break
		}
		b.say(line)
	}
	b.sees("You got it")
	b.click(`#ended a[href$="/debrief"]`)
	b.until(`location.pathname.endsWith("/debrief")`)
	b.sees("You played this with the coach. It counts on no board.")
	b.picture("debrief-coached")
	trainer.visit(board)
	trainer.until(`document.querySelector("td.value") !== null`)
	if after := trainer.text("tbody"); after != before {
		t.Errorf("a coached attempt moved the board from %q to %q", before, after)
	}
	trainer.visit(team + "/glance")
	trainer.until(`document.querySelector('a[href*="/people/"]') !== null`)
	trainer.click(`a[href*="/people/"]`)
	trainer.sees("practice, with the coach")
	if official == attempt {
		t.Error("both attempts are one")
	}
}

// The coach can be asked for in the middle of a talk, which is marked from then on.
func TestBrowserCoachLater(t *testing.T) {
	t.Parallel()
	axe := axeCore(t)
	dir := t.TempDir()
	s := serve(t, dir)
	b := openTab(t, s.url)
	attempt := b.start("Get to the CFO")
	b.say("Could you set up thirty minutes with Dana?")
	b.until(`document.querySelector("#coach").innerText === "Coach: off" && document.querySelector("#look").hidden`)
	b.click("#coach")
	b.until(`document.querySelector("#coach-sheet[open]") !== null`)
	b.audit("the question about the coach", axe)
	b.press(kb.Escape)
	b.until(`document.querySelector("#coach-sheet") === null && document.querySelector("#coach").innerText === "Coach: off"`)
	b.click("#coach")
	b.click("#coach-on")
	b.until(`document.querySelector("#coach").innerText === "Coach: on" && !document.querySelector("#look").hidden`)
	b.say("I ask again: could you set up thirty minutes with Dana?")
	b.until(`document.querySelectorAll("#log .coach").length === 1`)
	b.visit("/")
	b.sees("with the coach")
	b.visit(attempt)
	b.until(`document.querySelectorAll("#log .coach").length === 1 && document.querySelector("#coach").innerText === "Coach: on"`)

	s.command.Process.Signal(os.Interrupt)
	s.command.Wait()
	replayed := output(t, dir, exitOK, "replay", strings.TrimPrefix(attempt, "/attempt/"))
	for _, want := range []string{"[with a coach from here on]", "Coach, on turn 2, “I ask again: could you set up thirty minutes with Dana?”: You said this at turn 1 already."} {
		if !strings.Contains(replayed, want) {
			t.Errorf("the replay lacks %q:\n%s", want, replayed)
		}
	}
}
