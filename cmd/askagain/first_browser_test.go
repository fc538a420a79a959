package main

import "testing"

// Somebody who has never been here takes their first no with hints, and hides them.
func TestBrowserFirstNo(t *testing.T) {
	t.Parallel()
	axe := axeCore(t)
	b := openTab(t, serve(t, t.TempDir()).url)
	b.visit("/")
	b.sees("New here?")
	b.picture("shelf-new")
	b.click(`a[href="/first"]`)
	b.until(`document.querySelector("#first-go") !== null`)
	b.audit("the first visit", axe)
	b.picture("first")
	b.click("#first-go")
	b.until(`location.pathname.startsWith("/attempt/") && document.querySelector("#guide-says").innerText.includes("has said no")`)
	b.audit("the talk with a hint", axe)
	b.picture("first-talk")
	b.say("Could you send me the usage data this week?")
	b.until(`document.querySelector("#guide-says").innerText.startsWith("Another no")`)
	b.say("Could you send me the usage data this week?")
	b.until(`document.querySelector("#guide-says").innerText.startsWith("That cost patience")`)

	b.visit(b.path()) // a reload keeps the hints
	b.until(`!document.querySelector("#guide").hidden && document.querySelector("#guide-says").innerText.startsWith("That cost patience")`)
	b.click("#guide-off")
	b.until(`document.querySelector("#guide").hidden && document.activeElement.id === "text"`)
	b.visit(b.path())
	b.until(`document.querySelectorAll("#log .turn").length > 2`)
	if !evaluate[bool](b, `document.querySelector("#guide").hidden`) {
		t.Error("hidden hints come back")
	}
	b.visit("/")
	b.sees("Go on where you stopped")
	if evaluate[bool](b, `document.body.innerText.includes("New here?")`) {
		t.Error("who has begun is still taken for new")
	}
}
