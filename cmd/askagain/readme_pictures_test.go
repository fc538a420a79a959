package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

const (
	picturesFolder = ".github/screenshots"
	picturesWeigh  = 400_000 // bytes in all, so that a clone and the README stay quick
)

// What the README shows is there, is all that is there, is light, and says in words
// what is on it.
func TestReadmePictures(t *testing.T) {
	root := filepath.Join("..", "..")
	readme, err := os.ReadFile(filepath.Join(root, "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	shown := map[string]bool{}
	for _, picture := range regexp.MustCompile(`!\[([^\]]*)\]\(([^)]+)\)`).FindAllStringSubmatch(string(readme), -1) {
		if len(strings.Fields(picture[1])) < 4 {
			t.Errorf("%s is described by %q, which tells nobody what is on it", picture[2], picture[1])
		}
		shown[picture[2]] = true
	}
	for _, name := range []string{"shelf", "talk", "debrief", "drill", "board"} {
		if !shown[picturesFolder+"/"+name+".webp"] {
			t.Errorf("the README shows no %s", name)
		}
	}
	kept, err := os.ReadDir(filepath.Join(root, picturesFolder))
	if err != nil {
		t.Fatal(err)
	}
	var weigh int64
	for _, entry := range kept {
		info, err := entry.Info()
		if err != nil {
			t.Fatal(err)
		}
		weigh += info.Size()
		if path := picturesFolder + "/" + entry.Name(); !shown[path] {
			t.Errorf("%s is not in the README", path)
		} else {
			delete(shown, path)
		}
	}
	for path := range shown {
		t.Errorf("the README shows %s, which is not there", path)
	}
	if weigh > picturesWeigh {
		t.Errorf("the pictures are %d bytes, more than %d", weigh, picturesWeigh)
	}
}

// Takes the README's pictures from pages that people have used: make pictures.
func TestBrowserReadmePictures(t *testing.T) {
	folder := os.Getenv("ASKAGAIN_README_PICTURES")
	if folder == "" {
		t.Skip("make pictures runs it, and names the folder")
	}
	s := serve(t, t.TempDir())
	b := openTab(t, s.url)
	b.appear("light", 1200, 900) // as the talk's picture: it is scrolled to its end as it is played

	// Somebody alone: one attempt that ends with the door closed, one under way, one drill.
	b.start("An engineer for two weeks")
	b.byChannel("Call")
	b.say("What would have to be finished before you could spare her?")
	for range 12 {
		if b.over() {
			break
		}
		b.say("This is ridiculous. You have to give me Mira now, or I will go over your head and you will regret it.")
	}
	b.sees("door is closed")
	b.click(`#ended a[href$="/debrief"]`)
	b.sees("Variety")
	b.until(`document.querySelectorAll("mark").length > 0`)
	b.readmePicture(folder, "debrief", 1300, 0)
	b.start("Get to the CFO")
	b.byChannel("Call")
	for _, line := range winningLines[:3] {
		b.say(line)
	}
	b.until(`!document.querySelector("#offer").hidden`)
	b.readmePicture(folder, "talk", 900, 10_000)
	b.visit("/")
	b.sees("Go on where you stopped")
	b.readmePicture(folder, "shelf", 800, 0)
	b.visit("/drill?method=trade&seed=11")
	b.sees("1 of 5 in this round")
	b.turn("If you agree to it this week, I will take the whole of the preparation off your desk in return. Would you do that?")
	b.sees("It is in your words")
	b.readmePicture(folder, "drill", 900, 300)

	// A team: three people, each in their own way.
	b.forgotten()
	team := b.found(s, "North")
	link := b.invite()
	b.give("get-to-the-cfo")
	board := b.board(team)
	for _, rep := range []struct {
		name  string
		lines []string
	}{
		{"Jonas", []string{"Could you set up thirty minutes with Dana?", "Please, could you set up thirty minutes with Dana?"}},
		{"Maya", winningLines[:3]},
		{"Ravi", winningLines},
	} {
		b.forgotten()
		b.joins(link, rep.name)
		b.begins()
		b.plays(rep.lines)
	}
	b.visit(board)
	b.until(`document.querySelectorAll("td.value").length === 3`)
	b.readmePicture(folder, "board", 720, 0)
}

// readmePicture keeps what a window of this height shows, scrolled down this far at
// most, small enough for a repository.
func (b *tab) readmePicture(folder, name string, height int64, down int) {
	b.t.Helper()
	b.appear("light", 1200, height)
	evaluate[bool](b, fmt.Sprintf(`(scrollTo({ top: %d, behavior: "instant" }), true)`, down))
	quality := int64(80)
	image, err := chromedp.Run(b.ctx, func(ctx context.Context, target *chromedp.Target) ([]byte, error) {
		taken, err := cdp.Call(ctx, target, page.CaptureScreenshot, page.CaptureScreenshotParams{Format: page.CaptureScreenshotFormatWebp, Quality: &quality})
		return taken.Data, err
	})
	if err != nil {
		b.t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(folder, name+".webp"), image, 0o644); err != nil {
		b.t.Fatal(err)
	}
}

// forgotten makes the browser one that nobody has used yet.
func (b *tab) forgotten() {
	b.t.Helper()
	b.do("forget", func(ctx context.Context, target *chromedp.Target) (chromedp.Void, error) {
		_, err := cdp.Call(ctx, target, network.ClearBrowserCookies, cdp.Empty{})
		return chromedp.Void{}, err
	})
	evaluate[bool](b, `(localStorage.clear(), sessionStorage.clear(), true)`)
}
