package main

import (
	"html"
	"regexp"
	"testing"

	"github.com/askagain/askagain/server/practice"
	"github.com/askagain/askagain/server/reading"
	"github.com/askagain/askagain/static"
)

// The page of the ways holds each of them, and its examples are what it says of
// them: the strong one is read as that way, the weak one is not.
func TestTheWaysReadAsTheirPageSays(t *testing.T) {
	t.Parallel()
	page, err := static.Files.ReadFile("methods.html")
	if err != nil {
		t.Fatal(err)
	}
	reader, err := reading.New()
	if err != nil {
		t.Fatal(err)
	}
	for _, method := range practice.Methods() {
		section := regexp.MustCompile(`(?s)<section class="way sheet" id="` + string(method) + `".*?</section>`).FindString(string(page))
		if section == "" {
			t.Errorf("the page has no %s", method)
			continue
		}
		quoted := func(kind string) string {
			found := regexp.MustCompile(`<q data-` + kind + `>(.*?)</q>`).FindStringSubmatch(section)
			if found == nil {
				t.Fatalf("%s: the page quotes no %s", method, kind)
			}
			return html.UnescapeString(found[1])
		}
		for kind, want := range map[string]bool{"strong": true, "weak": false} {
			text := quoted(kind)
			read := reader.Read(practice.Said{Text: text, ClientLast: quoted("no")})
			if got := read.Has(method); got != want {
				t.Errorf("%s: the %s example %q reads as %v", method, kind, text, read.Methods)
			}
		}
	}
}
