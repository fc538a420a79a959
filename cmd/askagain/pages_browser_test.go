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
