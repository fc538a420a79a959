package main

import (
	"context"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// Every page says that it loads, stands in every window without moving sideways, and
// its header leads to all the others and says which one this is. ASKAGAIN_PICTURES keeps their pictures.
func TestBrowserEveryPageFits(t *testing.T) {
	t.Parallel()
	b, pages := everyPage(t)
	b.watchesLoading()
	for _, one := range pages {
		b.visit(one.path)
		b.until(drawn)
		if one.asks && !evaluate[bool](b, `window.saidLoading`) {
			t.Errorf("%s does not say that it loads", one.name)
		}
		for _, width := range []int64{360, 768, 1440} {
			b.appear("light", width, 900)
			if wide := b.number(`document.documentElement.scrollWidth`); wide > int(width) {
				t.Errorf("%s is %d pixels wide in a window of %d", one.name, wide, width)
			}
		}
		b.everySize("page-" + one.name)
		if one.name == "wall" {
			continue // nothing to press
		}
		if links := b.number(`document.querySelectorAll("#nav a").length`); links < 5 {
			t.Errorf("the header of %s has %d links", one.name, links)
		}
		if current := b.number(`document.querySelectorAll(".bar a[aria-current=page]").length`); current > 1 {
			t.Errorf("%s is %d places at once in the header", one.name, current)
		}
	}
}

// watchesLoading has every page that is opened note whether it said that it loads.
func (b *tab) watchesLoading() {
	b.t.Helper()
	b.do("watch", func(ctx context.Context, target *chromedp.Target) (chromedp.Void, error) {
		_, err := cdp.Call(ctx, target, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: `
			window.saidLoading = false;
			new MutationObserver((changes) => {
				for (const change of changes) for (const node of change.addedNodes) if (node.textContent.includes("Loading…")) window.saidLoading = true;
			}).observe(document, { childList: true, subtree: true });
		`})
		return chromedp.Void{}, err
	})
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
