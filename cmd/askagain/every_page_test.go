package main

import (
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// openPage is a page of the program with something on it.
type openPage struct {
	name, path string
	asks       bool // whether it shows data that it asks the server for
}

// drawn is true once a page shows what it has to show.
const drawn = `document.readyState === "complete" && document.querySelector("main") !== null && document.querySelector("main").innerText.trim() !== "" && !document.body.innerText.includes("Loading…")`

// everyPage makes what the pages show, with an owner signed in, and lists them all.
func everyPage(t *testing.T) (*tab, []openPage) {
	t.Helper()
	s := serve(t, t.TempDir())
	b := openTab(t, s.url)
	team := b.found(s, "East")
	b.give("get-to-the-cfo")
	board := b.board(team)
	wall := b.wall(board)
	room := b.room(team)
	own := b.ownNo()
	played := b.start("Get to the CFO")
	b.byChannel("Call")
	b.say("Could you set up thirty minutes with Dana?")
	b.say("What happened the last time a vendor met Dana? I'd like to understand what makes you careful.")
	b.end()
	b.until(`location.pathname.endsWith("/debrief")`)
	talk := b.start("The usage data")
	b.say("Could you send me the usage data this week?")
	person := evaluateLater(b, `fetch("/api/me").then((answer) => answer.json()).then((who) => who.person.id)`)
	return b, []openPage{
		{"shelf", "/", true}, {"methods", "/methods", false}, {"first", "/first", true}, {"briefing", "/scenario/get-to-the-cfo", true},
		{"talk", talk, true}, {"debrief", played + "/debrief", true}, {"drill", "/drill", true},
		{"own", "/own", true}, {"own-new", "/own/new", true}, {"own-no", own, true}, {"progress", "/progress", true},
		{"account", "/account", true}, {"teams", "/teams", true}, {"team", team, true}, {"glance", team + "/glance", true},
		{"person", team + "/people/" + person, true}, {"board", board, true}, {"wall", wall, true}, {"room", room, true},
		{"sign-in", "/sign-in", true}, {"sign-up", "/sign-up", true}, {"join", "/join", true}, {"owner", "/owner", true}, {"reset", "/reset", false},
		{"nothing", "/static/notfound.html", false},
	}
}

// wall makes the link for a screen.
func (b *tab) wall(board string) string {
	b.t.Helper()
	b.visit(board)
	b.until(`document.getElementById("wall-go") !== null`)
	evaluate[bool](b, `(document.getElementById("wall-go").click(), true)`)
	b.until(`document.getElementById("wall-link") !== null`)
	link, err := url.Parse(evaluate[string](b, `document.getElementById("wall-link").value`))
	if err != nil {
		b.t.Fatal(err)
	}
	return link.Path
}

// room opens a live room of a team.
func (b *tab) room(team string) string {
	b.t.Helper()
	b.visit(team)
	b.push("Open a live room")
	b.fill("room-outcome", "An hour with the board")
	b.fill("room-who", "Their assistant")
	b.fill("room-no", "The board sees nobody before summer.")
	evaluate[bool](b, `(document.querySelector("#room-go").click(), true)`)
	b.until(`location.pathname.startsWith("/room/")`)
	return b.path()
}

// ownNo tells of an ask that is avoided.
func (b *tab) ownNo() string {
	b.t.Helper()
	b.visit("/own/new")
	b.fill("need", "Two days a week from home")
	b.fill("name", "Ines")
	b.fill("said", "We have a rule: everybody is in the office.")
	evaluate[bool](b, `(document.getElementById("reasons-rules").click(), document.getElementById("own-go").click(), true)`)
	b.until(`/^\/own\/(?!new)/.test(location.pathname)`)
	return b.path()
}

// evaluateLater is the value that a promise comes to.
func evaluateLater(b *tab, promise string) string {
	b.t.Helper()
	evaluate[bool](b, fmt.Sprintf(`(window.later = undefined, (%s).then((value) => { window.later = String(value); }), true)`, promise))
	b.until(`window.later !== undefined`)
	return strings.TrimSpace(evaluate[string](b, `window.later`))
}

// everySize keeps pictures of a page in each size and scheme, when
// ASKAGAIN_PICTURES names a folder.
func (b *tab) everySize(name string) {
	b.t.Helper()
	folder := os.Getenv("ASKAGAIN_PICTURES")
	if folder == "" {
		return
	}
	for _, scheme := range []string{"light", "dark"} {
		for _, width := range []int64{360, 768, 1440} {
			b.appear(scheme, width, 900)
			image, err := chromedp.Run(b.ctx, chromedp.FullScreenshot(100))
			if err != nil {
				b.t.Fatal(err)
			}
			if err := os.WriteFile(filepath.Join(folder, fmt.Sprintf("%s-%d-%s.png", name, width, scheme)), image, 0o644); err != nil {
				b.t.Fatal(err)
			}
		}
	}
	b.appear("light", 1280, 900)
}
