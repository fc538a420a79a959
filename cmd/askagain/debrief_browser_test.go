package main

import (
	"fmt"
	"strings"
	"testing"

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
