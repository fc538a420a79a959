package main

import "testing"

// Every page stands in every window without moving sideways, and its header leads
// to all the others and says which one this is. ASKAGAIN_PICTURES keeps their pictures.
func TestBrowserEveryPageFits(t *testing.T) {
	t.Parallel()
	b, pages := everyPage(t)
	for _, page := range pages {
		b.visit(page.path)
		b.until(drawn)
		for _, width := range []int64{360, 768, 1440} {
			b.appear("light", width, 900)
			if wide := b.number(`document.documentElement.scrollWidth`); wide > int(width) {
				t.Errorf("%s is %d pixels wide in a window of %d", page.name, wide, width)
			}
		}
		b.everySize("page-" + page.name)
		if page.name == "wall" {
			continue // nothing to press
		}
		if links := b.number(`document.querySelectorAll("#nav a").length`); links < 5 {
			t.Errorf("the header of %s has %d links", page.name, links)
		}
		if current := b.number(`document.querySelectorAll(".bar a[aria-current=page]").length`); current > 1 {
			t.Errorf("%s is %d places at once in the header", page.name, current)
		}
	}
}

// Whatever grows below the talk with an answer, an offer or the ways of asking,
// leaves the answer in sight: who stands at the end of the talk stays there in every frame.
func TestBrowserTalkStaysAtItsEnd(t *testing.T) {
	t.Parallel()
	b := openTab(t, serve(t, t.TempDir()).url)
	for _, window := range []struct{ width, height int64 }{{1200, 960}, {360, 740}} {
		b.appear("light", window.width, window.height)
		b.start("Get to the CFO")
		b.byChannel("Call")
		b.say("Could you set up thirty minutes with Dana?")
		evaluate[bool](b, `(window.furthest = 0, (function look() {
			window.furthest = Math.max(window.furthest, document.documentElement.scrollHeight - window.innerHeight - window.scrollY);
			requestAnimationFrame(look);
		})(), true)`)
		for _, line := range winningLines[:3] {
			b.say(line)
		}
		if furthest := b.number(`Math.round(window.furthest)`); furthest > 1 {
			t.Errorf("%d by %d: %d pixels of the talk went out of sight", window.width, window.height, furthest)
		}
	}
}
