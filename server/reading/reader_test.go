package reading_test

import (
	"testing"

	"github.com/askagain/askagain/server/practice"
	"github.com/askagain/askagain/server/reading"
)

func newReader(t testing.TB) *reading.Reader {
	t.Helper()
	reader, err := reading.New()
	if err != nil {
		t.Fatal(err)
	}
	return reader
}

func TestReadsATrade(t *testing.T) {
	read := newReader(t).Read(practice.Said{
		Outcome: "A 30-minute meeting with the CFO", ClientLast: "Dana doesn't take vendor meetings.",
		Text: "If you get me half an hour with Dana, I'll give you the first two months free.",
	})
	if !read.Has(practice.Trade) || read.Ask != practice.AskOutcome {
		t.Errorf("read %+v", read)
	}
}
