package main

import (
	"strings"
	"testing"
)

// A list with nothing in it says so, and the page leads on.
func TestBrowserEmptyLists(t *testing.T) {
	t.Parallel()
	s := serve(t, t.TempDir())
	b := openTab(t, s.url)
	b.signUp(strings.Replace(s.ownerLink(t), "/owner#", "/sign-up#", 1), "Olga")
	b.until(`location.pathname === "/teams"`)
	b.empty("/teams", "You are in no team yet. Make one below")
	b.fill("team-name", "East")
	evaluate[bool](b, `(document.querySelector("#new-team-go").click(), true)`)
	b.until(`location.pathname.startsWith("/team/")`)
	team := b.path()
	b.empty(team, "Nothing is given", "No board yet.", "No link works right now.", "People (1)")
	b.empty(team+"/glance", "There are no reps in the team yet.", "Nothing right now.", "No finished attempts in these weeks.")
	person := evaluateLater(b, `fetch("/api/me").then((answer) => answer.json()).then((who) => who.person.id)`)
	b.empty(team+"/people/"+person, "Nothing has been practiced with this team yet.")
	b.empty("/", "Who will say no today?")
	b.empty("/own", "Nothing here yet.")
	b.empty("/progress", "Nothing to look back on yet")
	b.empty(b.room(team), "no answers yet")
	b.visit(team)
	b.empty(b.board(team), "Nobody is on this board yet.")
}

// empty looks at a page that has nothing to list.
func (b *tab) empty(path string, says ...string) {
	b.t.Helper()
	b.visit(path)
	b.until(drawn)
	for _, words := range says {
		b.sees(words)
	}
	if onward := b.number(`document.querySelectorAll("main a[href], main button").length`); onward == 0 {
		b.t.Errorf("%s says that there is nothing and leads nowhere", path)
	}
}
