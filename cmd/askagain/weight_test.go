package main

import (
	"io"
	"net/http"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/askagain/askagain/static"
)

// mostWeight is what a first visit to a page may bring over the wire, in bytes, but
// for its data.
const mostWeight = 120_000

var (
	loads   = regexp.MustCompile(`(?:src|href)="(/static/[^"]+)"`)
	imports = regexp.MustCompile(`(?m)^(?:import|export)(?:\s[^"'();=@]*\bfrom)?\s*["'](\./[^"']+)["']`)
	dynamic = regexp.MustCompile(`\bawait import\(["'](\./[^"']+)["']\)`)
)

// Every page weighs less than it may, with all that it loads. make weight prints
// the table.
func TestPagesAreLight(t *testing.T) {
	t.Parallel()
	s := serve(t, t.TempDir())
	pages, err := static.Files.ReadDir(".")
	if err != nil {
		t.Fatal(err)
	}
	seen := 0
	for _, page := range pages {
		if path.Ext(page.Name()) != ".html" {
			continue
		}
		seen++
		files, bytes := weigh(t, s.url, "/static/"+page.Name(), map[string]int{})
		t.Logf("%-18s %3d files %7d bytes", page.Name(), files, bytes)
		if bytes > mostWeight {
			t.Errorf("%s weighs %d bytes, more than %d", page.Name(), bytes, mostWeight)
		}
	}
	if seen < 15 {
		t.Fatalf("only %d pages were weighed", seen)
	}
}

// weigh adds up what an address and all that it loads bring over the wire.
func weigh(t *testing.T, base, at string, weighed map[string]int) (files, bytes int) {
	t.Helper()
	if _, done := weighed[at]; done {
		return 0, 0
	}
	wire := fetched(t, base+at, "gzip")
	weighed[at] = len(wire)
	files, bytes = 1, len(wire)
	text := string(fetched(t, base+at, "identity"))
	var next []string
	for _, found := range loads.FindAllStringSubmatch(text, -1) {
		if path.Ext(at) == ".html" {
			next = append(next, found[1])
		}
	}
	for _, found := range slices.Concat(imports.FindAllStringSubmatch(text, -1), dynamic.FindAllStringSubmatch(text, -1)) {
		next = append(next, path.Join(path.Dir(at), found[1]))
	}
	for _, each := range next {
		f, b := weigh(t, base, each, weighed)
		files, bytes = files+f, bytes+b
	}
	return files, bytes
}

// fetched is the body as it comes over the wire.
func fetched(t *testing.T, address, encoding string) []byte {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, address, nil)
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("Accept-Encoding", encoding)
	answer, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	if err != nil || answer.StatusCode != http.StatusOK {
		t.Fatalf("%s: %d, %v", strings.TrimPrefix(address, "http://"), answer.StatusCode, err)
	}
	return body
}
