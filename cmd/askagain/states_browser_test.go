package main

import (
	"context"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
)

// A page whose data does not come says so, and shows it once the server is back: by
// itself, and without being loaded anew.
func TestBrowserPagesComeBack(t *testing.T) {
	t.Parallel()
	b, pages := everyPage(t)
	for _, page := range pages {
		if !page.asks {
			continue
		}
		b.cut(true)
		b.visit(page.path)
		b.sees("cannot be reached")
		b.picture("offline-" + page.name)
		b.stays()
		if page.name != "wall" {
			b.push("Try again") // there is nothing to press on a wall
			b.sees("cannot be reached")
		}
		b.cut(false)
		if page.name == "wall" {
			evaluate[bool](b, `(window.dispatchEvent(new Event("online")), true)`) // it asks four times a minute
		}
		b.until(`!document.body.innerText.includes("cannot be reached")`)
		b.until(drawn)
		if page.name == "team" {
			b.until(`document.querySelector("#who a") !== null`) // the header comes back by itself
		}
		b.stayed()
	}
}

// Pages that are kept up to date say when nothing new can come, and stop saying
// so when the server has started again.
func TestBrowserLivePagesOutliveAKill(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	s := serve(t, dir)
	b := openTab(t, s.url)
	team := b.found(s, "East")
	board := b.board(team)
	for _, path := range []string{team, board} {
		b.visit(path)
		b.until(`document.querySelector(".quiet-line") !== null && document.querySelector(".loading") === null`)
		b.stays()
		s.kill()
		b.sees("Not connected right now")
		b.picture("lost-" + strings.Split(path, "/")[1])
		s = serveAt(t, dir, s.host())
		b.until(`document.querySelector(".quiet-line").innerText === ""`)
		b.stayed()
	}
}

// What somebody wrote into a form outlives a server that is gone when it is sent.
func TestBrowserFormsOutliveAKill(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	s := serve(t, dir)
	b := openTab(t, s.url)
	for _, one := range []struct{ path, send, done string }{
		{"/first", "#first-go", `location.pathname.startsWith("/attempt/")`},
		{"/scenario/get-to-the-cfo", "#start", `location.pathname.startsWith("/attempt/")`},
		{"/own/new", "#own-go", `/^\/own\/(?!new)/.test(location.pathname)`},
	} {
		b.visit(one.path)
		b.until(`document.querySelector("` + one.send + `") !== null`)
		if one.path == "/own/new" {
			b.fill("need", "Two days a week from home")
			b.fill("name", "Ines")
			b.fill("said", "We have a rule: everybody is in the office.")
			evaluate[bool](b, `(document.getElementById("reasons-rules").click(), true)`)
		}
		s.kill()
		b.click(one.send)
		b.sees("cannot be reached")
		if one.path == "/own/new" && evaluate[string](b, `document.getElementById("need").value`) == "" {
			t.Error("the words are gone with the server")
		}
		s = serveAt(t, dir, s.host())
		b.click(one.send)
		b.until(one.done)
	}
}

// cut takes the server's data away from the pages, or gives it back.
func (b *tab) cut(away bool) {
	b.t.Helper()
	patterns := []*network.BlockPattern{{URLPattern: "*://*:*/api/*", Block: away}}
	b.do("cut", func(ctx context.Context, target *chromedp.Target) (chromedp.Void, error) {
		if _, err := cdp.Call(ctx, target, network.Enable, network.EnableParams{}); err != nil {
			return chromedp.Void{}, err
		}
		_, err := cdp.Call(ctx, target, network.SetBlockedURLs, network.SetBlockedURLsParams{URLPatterns: patterns})
		return chromedp.Void{}, err
	})
}
