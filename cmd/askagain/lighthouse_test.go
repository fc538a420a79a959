package main

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
)

// leastScore is what every page reaches in each of Lighthouse's categories, of 100,
// on the slow phone that it pretends to be.
const leastScore = 95

var categories = []string{"performance", "accessibility", "best-practices"}

// Lighthouse on every page. It takes minutes, and its figures are partly timings:
// make lighthouse runs it, make test does not.
func TestLighthouse(t *testing.T) {
	only := os.Getenv("ASKAGAIN_LIGHTHOUSE")
	if only == "" {
		t.Skip("it takes minutes; make lighthouse runs it")
	}
	program, err := filepath.Abs(filepath.Join("..", "..", "node_modules", ".bin", "lighthouse"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(program); err != nil {
		t.Fatal("lighthouse is not installed; npm ci brings it") // it was asked for
	}
	b, pages := everyPage(t)
	cookie := b.cookies()
	t.Logf("%-10s %5s %5s %5s", "page", "perf", "a11y", "best")
	for _, page := range pages {
		if only != "all" && !strings.Contains(","+only+",", ","+page.name+",") {
			continue
		}
		report := audited(t, program, b.url+page.path, cookie)
		scores := make([]any, len(categories))
		for i, category := range categories {
			score := int(100*report.Categories[category].Score + 0.5)
			scores[i] = score
			if score < leastScore {
				t.Errorf("%s: %s is %d, less than %d: %s", page.name, category, score, leastScore, strings.Join(report.faults(category), "; "))
			}
		}
		t.Logf("%-10s %5d %5d %5d", append([]any{page.name}, scores...)...)
	}
}

// lighthouseReport is what is read of Lighthouse's answer.
type lighthouseReport struct {
	RuntimeError *struct{ Message string }
	Categories   map[string]struct {
		Score     float64
		AuditRefs []struct {
			ID     string
			Weight float64
		}
	}
	Audits map[string]struct {
		Title string
		Score *float64
	}
}

// faults are the audits that cost points.
func (r lighthouseReport) faults(category string) []string {
	var found []string
	for _, ref := range r.Categories[category].AuditRefs {
		if audit := r.Audits[ref.ID]; ref.Weight > 0 && audit.Score != nil && *audit.Score < 0.9 {
			found = append(found, audit.Title)
		}
	}
	return found
}

// tries is how often a page is looked at when Lighthouse itself fails, which
// happens on a busy machine: its trace then lacks the start. A low score is no failure.
const tries = 3

func audited(t *testing.T, program, address, cookie string) lighthouseReport {
	t.Helper()
	headers, err := json.Marshal(map[string]string{"Cookie": cookie})
	if err != nil {
		t.Fatal(err)
	}
	for try := 1; ; try++ {
		command := exec.CommandContext(t.Context(), program, address, "--quiet", "--output=json", "--output-path=stdout",
			"--only-categories="+strings.Join(categories, ","), "--extra-headers="+string(headers), "--no-enable-error-reporting",
			"--chrome-flags=--headless=new --no-sandbox --disable-gpu --disable-dev-shm-usage --disable-quic")
		command.Env = append(os.Environ(), "CHROME_PATH="+needs(t, "chromium", "chromium-browser", "google-chrome"))
		command.WaitDelay = 5 * time.Second
		var said, wrong bytes.Buffer
		command.Stdout, command.Stderr = &said, &wrong
		failed := command.Run()
		var report lighthouseReport
		if failed == nil {
			failed = json.Unmarshal(said.Bytes(), &report)
		}
		if failed == nil && report.RuntimeError == nil {
			return report
		}
		if try == tries {
			t.Fatalf("%s, tried %d times: %v\n%s", address, tries, failed, wrong.String())
		}
	}
}

// cookies are those of the tab, as a header.
func (b *tab) cookies() string {
	b.t.Helper()
	kept, err := chromedp.Run(b.ctx, func(ctx context.Context, target *chromedp.Target) (network.GetCookiesResult, error) {
		return cdp.Call(ctx, target, network.GetCookies, network.GetCookiesParams{})
	})
	if err != nil {
		b.t.Fatal(err)
	}
	var pairs []string
	for _, cookie := range kept.Cookies {
		pairs = append(pairs, cookie.Name+"="+cookie.Value)
	}
	return strings.Join(pairs, "; ")
}
