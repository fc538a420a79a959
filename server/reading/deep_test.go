package reading_test

import (
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/askagain/askagain/server/practice"
)

func TestTheEncoderOpens(t *testing.T) {
	if err := newReader(t).Hears(); err != nil {
		t.Fatal(err)
	}
}

func TestSomeTurnsLeaveADoubtAndSomeNone(t *testing.T) {
	// Turns that no weights were learned from: of the corpus fewer leave a doubt.
	reader, doubts, all := newReader(t), 0, 0
	for _, one := range examples(t, "lookalikes-unseen.jsonl") {
		all++
		if reader.Doubts(practice.Said{Outcome: one.Outcome, ClientLast: one.ClientLast, Text: one.Text}) {
			doubts++
		}
	}
	if doubts*10 < all || doubts*10 > all*9 {
		t.Errorf("%d of %d turns leave a doubt", doubts, all)
	}
}

func TestMoreThanTheEncoderTakesIsReadByItsWords(t *testing.T) {
	reader := newReader(t)
	var texts []string
	for _, one := range corpusTurns(t)[:20] {
		texts = append(texts, one.Text)
	}
	long := practice.Said{Outcome: "a meeting", ClientLast: "No.", Text: strings.Join(texts, " ")}
	if reader.Always().Doubts(long) {
		t.Error("the encoder is heard about more words than it learned from")
	}
	if diff := cmp.Diff(reader.Never().Read(long), reader.Always().Read(long)); diff != "" {
		t.Error(diff)
	}
}

// More goroutines than processors share the encoder's memory.
func TestManyReadAtOnceWhatOneReads(t *testing.T) {
	reader := newReader(t).Always()
	turns := corpusTurns(t)[:40]
	want := make([]practice.Reading, len(turns))
	for i, one := range turns {
		want[i] = reader.Read(one.said())
	}
	var group sync.WaitGroup
	for range 16 {
		group.Go(func() {
			for i, one := range turns {
				if diff := cmp.Diff(want[i], reader.Read(one.said())); diff != "" {
					t.Errorf("%s: %s", one.ID, diff)
				}
			}
		})
	}
	group.Wait()
}

func TestTheVersionNamesBothModels(t *testing.T) {
	linear, encoder, ok := strings.Cut(newReader(t).Version(), "+")
	if !ok || !strings.HasPrefix(linear, "linear-") || !strings.HasPrefix(encoder, "encoder-") {
		t.Errorf("version %q", newReader(t).Version())
	}
}
