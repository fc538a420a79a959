package main

import (
	"fmt"
	"strings"
	"testing"
)

const passphraseOfAll = "seven quiet rivers"

// ownerLink reads the link that a server prints until somebody owns it.
func (s *served) ownerLink(t *testing.T) string {
	t.Helper()
	for range 3 {
		line, err := s.said.ReadString('\n')
		if err != nil {
			t.Fatal(err)
		}
		if found := address.FindString(line); strings.Contains(found, "/owner#") {
			return found
		}
	}
	t.Fatal("no link to own the server was printed")
	return ""
}

// fill writes into a field as a person does.
func (b *tab) fill(id, text string) {
	b.t.Helper()
	b.until(fmt.Sprintf(`document.getElementById(%q) !== null`, id))
	evaluate[bool](b, fmt.Sprintf(`((field) => { field.focus(); field.value = %q; field.dispatchEvent(new Event("input", {bubbles: true})); field.dispatchEvent(new Event("change", {bubbles: true})); return true })(document.getElementById(%q))`, text, id))
}

// push presses the button with these words.
func (b *tab) push(words string) {
	b.t.Helper()
	button := fmt.Sprintf(`[...document.querySelectorAll("button, a.button")].find((one) => one.innerText.trim().startsWith(%q) && one.offsetParent !== null)`, words)
	b.until(button + ` !== undefined`)
	evaluate[bool](b, `(`+button+`.click(), true)`)
}

// signUp makes an account at a link that carries a token, or at none.
func (b *tab) signUp(link, name string) {
	b.t.Helper()
	b.visit(strings.TrimPrefix(link, b.url))
	b.fill("name", name)
	b.fill("email", strings.ToLower(name)+"@example.com")
	b.fill("passphrase", passphraseOfAll)
	evaluate[bool](b, `(document.querySelector("#sign-up-go").click(), true)`)
}

// found makes a team with an owner signed in, and returns its path.
func (b *tab) found(s *served, name string) string {
	b.t.Helper()
	link := s.ownerLink(b.t)
	b.signUp(strings.Replace(link, "/owner#", "/sign-up#", 1), "Olga")
	b.until(`location.pathname === "/teams"`)
	b.fill("team-name", name)
	evaluate[bool](b, `(document.querySelector("#new-team-go").click(), true)`)
	b.until(`location.pathname.startsWith("/team/")`)
	return b.path()
}

// invite returns a link by which somebody joins the team that is open.
func (b *tab) invite() string {
	b.t.Helper()
	b.push("Invite people")
	evaluate[bool](b, `true`)
	b.fill("invite-uses", "5")
	evaluate[bool](b, `(document.querySelector("#invite-go").click(), true)`)
	b.until(`document.getElementById("invite-link") !== null`)
	link := evaluate[string](b, `document.getElementById("invite-link").value ?? document.getElementById("invite-link").innerText`)
	b.push("Done")
	return link
}

// joins makes an account by an invitation and lands in the team.
func (b *tab) joins(link, name string) {
	b.t.Helper()
	b.signUp(strings.Replace(link[strings.Index(link, "/join"):], "/join", "/sign-up", 1), name)
	b.until(`location.pathname.startsWith("/team/")`)
}

// give assigns a scenario to the whole team that is open.
func (b *tab) give(scenario string) {
	b.t.Helper()
	b.push("Give a scenario")
	b.fill("assign-scenario", scenario)
	b.fill("assign-attempts", "2")
	b.fill("assign-note", "Take your time.")
	evaluate[bool](b, `(document.querySelector("#assign-go").click(), true)`)
	b.until(`document.querySelector("dialog[open]") === null`)
}

// board makes a board over one scenario and opens it.
func (b *tab) board(team string) string {
	b.t.Helper()
	b.push("Make a board")
	b.fill("board-name", "Spring")
	evaluate[bool](b, `([...document.querySelectorAll("#board input[type=checkbox]")].forEach((one) => { if (!one.checked && one.value === "get-to-the-cfo") one.click(); }), true)`)
	evaluate[bool](b, `(document.querySelector("#board-go").click(), true)`)
	b.until(`document.querySelector("dialog[open]") === null && document.querySelector('a[href^="/board/"]') !== null`)
	return evaluate[string](b, `new URL(document.querySelector('a[href^="/board/"]').href).pathname`)
}

// signIn signs somebody in who has an account, and goes to a page.
func (b *tab) signIn(name, path string) {
	b.t.Helper()
	b.visit("/sign-in?next=" + path)
	b.fill("email", strings.ToLower(name)+"@example.com")
	b.fill("passphrase", passphraseOfAll)
	evaluate[bool](b, `(document.querySelector("#sign-in-go").click(), true)`)
	b.until(fmt.Sprintf(`location.pathname === %q`, path))
}

// begins begins the official attempt that is given.
func (b *tab) begins() string {
	b.t.Helper()
	b.visit("/")
	b.sees("Given to you")
	b.click(`.assigned a.cover`)
	b.until(`document.querySelector("#start") !== null`)
	b.sees("Official")
	b.click("#start")
	b.until(`location.pathname.startsWith("/attempt/") && document.querySelectorAll("#log .turn").length > 0`)
	return b.path()
}

// plays says the lines until the attempt is over.
func (b *tab) plays(lines []string) {
	b.t.Helper()
	b.byChannel("Call")
	for _, line := range lines {
		if b.over() {
			break
		}
		b.say(line)
	}
	if !b.over() {
		b.end()
	}
}

// stays marks the page that is open, to see later that it was not loaded anew.
func (b *tab) stays() { b.t.Helper(); evaluate[bool](b, `(window.stayed = true)`) }

func (b *tab) stayed() {
	b.t.Helper()
	if !evaluate[bool](b, `window.stayed === true`) {
		b.t.Errorf("%s was loaded anew", b.path())
	}
}

func TestBrowserTrainersWeek(t *testing.T) {
	t.Parallel()
	s := serve(t, t.TempDir())
	trainer, rep := openTab(t, s.url), openTab(t, s.url)
	team := trainer.found(s, "North")
	link := trainer.invite()
	trainer.give("get-to-the-cfo")
	board := trainer.board(team)
	trainer.picture("team-trainer")
	rep.joins(link, "Ravi")
	rep.sees("Given to you")
	rep.picture("team-rep")

	// The trainer watches team and board while the rep plays: both move by themselves.
	watching := openTab(t, s.url)
	watching.signIn("Olga", team)
	watching.sees("1 not begun")
	watching.stays()
	trainer.visit(board)
	trainer.until(`document.querySelector("h1").innerText.includes("Spring")`)
	trainer.stays()
	attempt := rep.begins()
	watching.sees("1 under way")
	rep.plays(winningLines)
	rep.sees("You got it")
	watching.sees("1 of 1 person")
	watching.until(`!document.body.innerText.includes("1 under way")`)
	watching.stayed()
	trainer.until(`document.querySelector("table") !== null && document.querySelector("table").innerText.includes("Ravi")`)
	trainer.stayed()
	before := trainer.text("td.value")
	trainer.picture("board")

	// The trainer reads the attempt and says a word; the rep sees it and answers.
	trainer.visit(attempt + "/debrief")
	trainer.sees("Variety")
	trainer.sees("What Ravi never tried")
	trainer.sees("How many times Ravi was prepared to ask")
	trainer.push("Comment")
	evaluate[bool](trainer, `(document.querySelector("textarea[id^=comment-]").value = "Well asked. <b>What</b> came before it?", true)`)
	trainer.push("Send")
	trainer.sees("Well asked. <b>What</b> came before it?")
	trainer.picture("debrief-trainer")
	total := trainer.text(".big")
	if total != before {
		t.Errorf("the board says %s and the debrief %s", before, total)
	}
	trainer.click("#contest-3")
	trainer.until(`document.querySelector("dialog.contest[open] input[type=checkbox]") !== null`)
	evaluate[bool](trainer, `(document.querySelector("dialog.contest[open] input[type=checkbox]").click(), true)`)
	trainer.fill("contest-reason", "That was no ask yet.")
	evaluate[bool](trainer, `(document.querySelector("dialog.contest[open] button.primary").click(), true)`)
	trainer.sees("Corrected by Olga: That was no ask yet.")
	corrected := trainer.text(".big")
	if corrected == total {
		t.Errorf("the correction left the score at %s", total)
	}
	rep.visit(attempt + "/debrief")
	rep.sees("Well asked. <b>What</b> came before it?")
	rep.sees("That was no ask yet.")
	rep.push("Answer")
	evaluate[bool](rep, `(document.querySelector("textarea[id^=comment-]").value = "I asked what she fears.", true)`)
	rep.push("Send")
	trainer.sees("I asked what she fears.")
	rep.picture("debrief-comments")

	// The correction has moved the board, and the rep leaves it and still sees their place.
	trainer.visit(board)
	trainer.until(`document.querySelector("td.value") !== null`)
	if after := trainer.text("td.value"); after != corrected {
		t.Errorf("after a correction to %s the board says %s", corrected, after)
	}
	trainer.stays()
	rep.visit(board)
	rep.until(`document.querySelector("#hide-me") !== null`)
	rep.click("#hide-me")
	rep.sees("Others do not see you here.")
	rep.picture("board-hidden")
	trainer.sees("Nobody is on this board yet.")
	trainer.stayed()

	trainer.visit(team + "/glance")
	trainer.sees("Ravi")
	trainer.picture("glance")
	trainer.until(`document.querySelector('a[href*="/people/"]') !== null`)
	trainer.click(`a[href*="/people/"]`)
	trainer.sees("Get to the CFO")
	trainer.picture("person")

	// Signing out everywhere ends the rep's other browser too.
	elsewhere := openTab(t, s.url)
	elsewhere.signIn("Ravi", team)
	elsewhere.sees("Given to you")
	rep.visit("/account")
	rep.until(`document.querySelector("#sign-out-everywhere-go") !== null`)
	rep.click("#sign-out-everywhere-go")
	rep.until(`location.pathname === "/sign-in"`)
	for _, out := range []*tab{rep, elsewhere} {
		out.visit(team)
		out.until(`location.pathname === "/sign-in"`)
	}

	// Nobody else gets in.
	stranger := openTab(t, s.url)
	for _, path := range []string{team, board, attempt + "/debrief"} {
		stranger.visit(path)
		stranger.until(`document.body.innerText.length > 40`)
		if text := stranger.text("body"); strings.Contains(text, "Ravi") || strings.Contains(text, "Variety") {
			t.Errorf("a stranger sees %s:\n%s", path, text)
		}
	}
}

func TestBrowserLiveRoom(t *testing.T) {
	t.Parallel()
	s := serve(t, t.TempDir())
	trainer, rep := openTab(t, s.url), openTab(t, s.url)
	trainer.found(s, "North")
	rep.joins(trainer.invite(), "Ravi")
	trainer.push("Open a live room")
	trainer.fill("room-outcome", "An hour with the board")
	trainer.fill("room-who", "Their assistant")
	trainer.fill("room-no", "The board sees nobody before summer.")
	evaluate[bool](trainer, `(document.querySelector("#room-go").click(), true)`)
	trainer.until(`location.pathname.startsWith("/room/")`)
	trainer.sees("The board sees nobody before summer.")
	rep.visit(trainer.path())
	rep.fill("answer", "What would have to happen for them to look at it in spring?")
	rep.push("Send")
	trainer.sees("1 answer")
	if strings.Contains(trainer.text("main"), "What would have to happen") {
		t.Error("an answer shows before it is revealed")
	}
	trainer.picture("room-lead")
	evaluate[bool](trainer, `(document.querySelector('[data-key="on"]').click(), true)`)
	trainer.sees("What would have to happen for them to look at it in spring?")
	rep.sees("What would have to happen")
	trainer.picture("room-revealed")
	rep.picture("room-device")
}

func TestBrowserTeamPagesAreAccessible(t *testing.T) {
	t.Parallel()
	axe := axeCore(t)
	s := serve(t, t.TempDir())
	b := openTab(t, s.url)
	team := b.found(s, "North")
	b.give("get-to-the-cfo")
	board := b.board(team)
	for name, path := range map[string]string{
		"teams": "/teams", "team": team, "glance empty": team + "/glance", "board empty": board, "account": "/account", "sign-in": "/sign-in",
		"sign-up": "/sign-up", "join": "/join", "reset": "/reset", "owner": "/owner", "shelf of a member": "/",
	} {
		b.visit(path)
		b.until(`document.readyState === "complete" && document.querySelector("main").innerText.trim() !== "" && !document.body.innerText.includes("Loading")`)
		b.audit(name, axe)
	}
}
