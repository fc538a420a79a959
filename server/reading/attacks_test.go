package reading_test

import (
	"bufio"
	"encoding/json"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/askagain/askagain/server/practice"
	"github.com/askagain/askagain/server/reading"
)

// example is a labelled turn of testdata.
type example struct {
	ID         string            `json:"id"`
	Kind       string            `json:"kind"`
	Outcome    string            `json:"outcome"`
	ClientLast string            `json:"client_last"`
	Earlier    []string          `json:"earlier"`
	Text       string            `json:"text"`
	Ask        practice.Ask      `json:"ask"`
	Methods    []practice.Method `json:"methods"`
	Tone       practice.Tone     `json:"tone"`
	Yields     bool              `json:"yields"`
}

func (e example) read(t *testing.T, reader *reading.Reader) practice.Reading {
	t.Helper()
	said := practice.Said{Outcome: e.Outcome, ClientLast: e.ClientLast, Earlier: e.Earlier, Text: e.Text}
	read := reader.Read(said)
	checkReading(t, said, read)
	return read
}

func examples(t *testing.T, name string) []example {
	t.Helper()
	file, err := os.Open("testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	var all []example
	for scanner := bufio.NewScanner(file); scanner.Scan(); {
		var one example
		if err := json.Unmarshal(scanner.Bytes(), &one); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		all = append(all, one)
	}
	if len(all) < 50 {
		t.Fatalf("%s holds %d turns", name, len(all))
	}
	return all
}

// floor fails when less than this share, in hundredths, holds, and names what
// does not.
func floor(t *testing.T, what string, failed []string, all, floor int) {
	t.Helper()
	held := all - len(failed)
	t.Logf("%s: %d of %d", what, held, all)
	if held*100 < all*floor {
		t.Errorf("%s: %d of %d, want %d in a hundred; not:\n%s", what, held, all, floor, strings.Join(failed, "\n"))
	}
}

// Rules were written with the first file of each pair in view, and the corpus holds
// most of it; nothing was learned from the second.

func TestAttacksAreCreditedNoMethod(t *testing.T) {
	for name, least := range map[string]int{"attacks.jsonl": 97, "attacks-unseen.jsonl": 95} {
		t.Run(name, func(t *testing.T) {
			reader, all := newReader(t), examples(t, name)
			var credited []string
			for _, e := range all {
				if read := e.read(t, reader); len(levers(read)) > 0 {
					credited = append(credited, e.ID+", "+e.Kind+": "+strings.Join(names(read.Methods), ", ")+" in "+e.Text)
				}
			}
			floor(t, "attacks without a method", credited, len(all), least)
		})
	}
}

func TestLookAlikesOfAttacksLoseNothing(t *testing.T) {
	for name, least := range map[string]struct{ ask, exact, kept int }{"lookalikes.jsonl": {95, 75, 97}, "lookalikes-unseen.jsonl": {88, 65, 93}} {
		t.Run(name, func(t *testing.T) {
			reader, all := newReader(t), examples(t, name)
			var asks, methods, lost []string
			for _, e := range all {
				read := e.read(t, reader)
				about := e.ID + ", " + e.Kind + ": " + string(read.Ask) + " by " + strings.Join(names(read.Methods), ", ") +
					" instead of " + string(e.Ask) + " by " + strings.Join(names(e.Methods), ", ") + " in " + e.Text
				if read.Ask != e.Ask {
					asks = append(asks, about)
				}
				if got, want := names(read.Methods), names(e.Methods); !slices.Equal(got, want) {
					methods = append(methods, about)
					if len(got) == 0 {
						lost = append(lost, about)
					}
				}
			}
			floor(t, "look-alikes with the right ask", asks, len(all), least.ask)
			floor(t, "look-alikes with exactly the right methods", methods, len(all), least.exact)
			floor(t, "look-alikes that keep a method", lost, len(all), least.kept)
		})
	}
}

// names returns the methods as sorted words.
func names(methods []practice.Method) []string {
	all := make([]string, len(methods))
	for i, method := range methods {
		all[i] = string(method)
	}
	slices.Sort(all)
	return all
}
