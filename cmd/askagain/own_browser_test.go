package main

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

// Somebody types in an ask that they avoid, practices it, picks a day, is asked
// on that day, and takes it all away again.
func TestBrowserOwnNo(t *testing.T) {
	t.Parallel()
	axe := axeCore(t)
	b := openTab(t, serve(t, t.TempDir()).url)
	b.visit("/")
	b.click(`#nav a[href="/own"]`)
	b.sees("Nothing here yet")
	b.audit("own nos, none yet", axe)
	b.click(`#content a[href="/own/new"]`)

	// The words stay in the tab until they are sent.
	b.fill("need", "Two days a week from home, from June")
	b.fill("name", "Ines <Park>")
	b.fill("role", "my boss")
	b.fill("said", `"We have a rule: everybody is in the office." # - no`)
	b.sees("A rule is against it")
	b.visit("/own/new")
	b.until(`document.getElementById("need")?.value === "Two days a week from home, from June"`)
	b.audit("own no, the form", axe)
	evaluate[bool](b, `(document.getElementById("own-go").click(), true)`)
	b.sees("Pick one or two of what may be behind the no")
	evaluate[bool](b, `(document.getElementById("reasons-rules").click(), document.getElementById("tried-value").click(), true)`)
	b.until(`document.getElementById("guess").innerText === ""`)
	evaluate[bool](b, `(document.getElementById("own-go").click(), true)`)
	b.until(`/^\/own\/(?!new)/.test(location.pathname) && document.querySelector(".said") !== null`)
	own := b.path()
	b.sees("They are not Ines <Park>")
	b.audit("own no, made", axe)

	b.practicesOwn(own)
	b.commits(own, axe)
	b.isAsked(own, axe)

	b.visit(own)
	b.push("Delete this")
	b.until(`document.querySelector("#delete-sheet[open]") !== null`)
	b.audit("own no, about to be deleted", axe)
	evaluate[bool](b, `(document.getElementById("delete-go").click(), true)`)
	b.until(`location.pathname === "/own"`)
	b.sees("Nothing here yet")
	b.visit(own)
	b.sees("no such no of your own")
	b.visit("/")
	b.sees("Who will say no today?")
	if strings.Contains(b.text("main"), "Two days a week") {
		t.Errorf("the shelf still shows\n%s", b.text("main"))
	}
}

// practicesOwn plays it to its end and comes back by way of the debrief.
func (b *tab) practicesOwn(own string) {
	b.t.Helper()
	b.push("Practice, about five minutes")
	b.until(`location.pathname.startsWith("/attempt/") && document.querySelectorAll("#log .turn").length > 0`)
	b.sees(`"We have a rule: everybody is in the office." # - no`)
	for _, line := range []string{
		"What is behind the rule for you? I'd like to understand what worries you about it.",
		"Then let me take that worry away: nothing changes in the rule, I stay reachable all day and come in whenever you ask. May I have two days a week from home, from June?",
	} {
		b.say(line)
	}
	b.picture("own-no-talk")
	if !b.over() {
		b.end()
	} else {
		b.click(`#ended a[href$="/debrief"]`)
	}
	b.until(`location.pathname.endsWith("/debrief")`)
	b.sees("Variety")
	b.push("Pick a day to ask for real")
	b.until(fmt.Sprintf(`location.pathname === %q`, own))
	b.until(`document.querySelectorAll('#content a[href$="/debrief"]').length === 1`)
}

// commits picks a way and a day, and takes the calendar file.
func (b *tab) commits(own, axe string) {
	b.t.Helper()
	day := time.Now().AddDate(0, 0, 3).Format(time.DateOnly)
	b.fill("method", "trade")
	b.fill("date", day)
	b.fill("words", "If I take the late shift; would you let me?\\n")
	evaluate[bool](b, `(document.getElementById("commit-go").click(), true)`)
	b.sees("Put it into my calendar")
	b.sees("Offer a trade")
	b.until(`document.activeElement.id === "commit-title"`)
	b.audit("own no, committed", axe)
	evaluate[bool](b, `(window.taken = "", fetch(document.querySelector('a[href$="/reminder.ics"]').href).then(async (answer) => {
		window.taken = answer.headers.get("content-type") + "|" + answer.headers.get("content-disposition") + "|" + await answer.text() }), true)`)
	b.until(`window.taken !== ""`)
	file := evaluate[string](b, `window.taken`)
	unfolded := strings.ReplaceAll(file, "\r\n ", "")
	for _, part := range []string{
		"text/calendar; charset=utf-8|attachment; filename=", ".ics\"|BEGIN:VCALENDAR\r\n", "DTSTART;VALUE=DATE:" + strings.ReplaceAll(day, "-", ""),
		`SUMMARY:Ask Ines <Park>: Two days a week from home\, from June`, `If I take the late shift\; would you let me?\\n`, "END:VALARM\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
	} {
		if !strings.Contains(unfolded, part) {
			b.t.Errorf("the calendar file lacks %q:\n%s", part, file)
		}
	}
	b.visit("/")
	b.sees("Who will say no today?")
	if strings.Contains(b.text("main"), "Did you ask") {
		b.t.Errorf("before the day the shelf asks\n%s", b.text("main"))
	}
}

// isAsked has the day come, says "not yet" first and then how it went.
func (b *tab) isAsked(own, axe string) {
	b.t.Helper()
	evaluate[bool](b, fmt.Sprintf(`(window.taken = "", fetch("/api%s/commitment", {method: "POST", body: JSON.stringify({method: "trade", date: "2026-01-05"})}).then((answer) => window.taken = String(answer.status)), true)`, own))
	b.until(`window.taken === "200"`)
	b.visit("/")
	b.sees("Did you ask Ines <Park>?")
	b.picture("own-no-shelf")
	b.click(fmt.Sprintf(`.asked a[href=%q]`, own))
	b.until(`document.getElementById("told-form") !== null`)
	b.audit("own no, asked about", axe)
	evaluate[bool](b, `(document.getElementById("asked-not_yet").click(), document.getElementById("told-form-go").click(), true)`)
	b.until(`document.activeElement.id === "date"`)
	evaluate[bool](b, `(document.getElementById("asked-part").click(), true)`)
	b.fill("note", "One day, from July.")
	evaluate[bool](b, `(document.getElementById("told-form-go").click(), true)`)
	b.sees("You asked, and got a part of it")
	b.sees("One day, from July.")
	b.audit("own no, told", axe)
	b.visit("/own")
	b.sees("got a part of it")
	b.audit("own nos", axe)
}

// With a model the rep may have it draft the person, and go back. In practice the
// model speaks no line of a no of one's own.
func TestBrowserOwnNoDrafted(t *testing.T) {
	t.Parallel()
	axe := axeCore(t)
	const file = `{format: 1, title: t, you: y, outcome: {need: n, from: p}, people: {p: {opens: {says: o}, concerns: {` +
		`a: {says: [The line is full., I defend every line.], gives_way_to: [value, trade]}, b: {says: [And the others?], gives_way_to: [obstacle, reduce]}}}}}`
	b := openTab(t, serveWithModel(t, "repeats:"+file).url)
	b.visit("/own/new")
	b.fill("need", "A raise of five percent")
	b.fill("name", "Ines")
	b.fill("said", "There is no budget.")
	evaluate[bool](b, `(document.getElementById("reasons-no_money").click(), document.getElementById("own-go").click(), true)`)
	b.until(`document.getElementById("draft-go") !== null`)
	own := b.path()
	b.sees("What you typed about this no is then sent")
	b.audit("own no, with a model", axe)
	b.push("Let the model draft the person")
	b.sees("is drafted by a language model")
	b.audit("own no, drafted", axe)
	b.push("Practice, about five minutes")
	b.until(`location.pathname.startsWith("/attempt/") && document.querySelectorAll("#log .turn").length > 0`)
	b.sees("There is no budget.")
	b.say("May I have the raise of five percent?")
	b.sees("The line is full.")
	if log := b.text("#log"); strings.Contains(log, "format") {
		t.Errorf("the model spoke in a no of one's own:\n%s", log)
	}
	b.visit(own)
	b.push("Back to the person made by rules")
	b.sees("Let the model draft the person")
}
