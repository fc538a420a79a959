package reading_test

import (
	"bufio"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"github.com/askagain/askagain/server/practice"
)

// turn is a labelled turn of the corpus.
type turn struct {
	ID         string            `json:"id"`
	Outcome    string            `json:"outcome"`
	ClientLast string            `json:"client_last"`
	Text       string            `json:"text"`
	Methods    []practice.Method `json:"methods"`
}

func (t turn) said() practice.Said {
	return practice.Said{Outcome: t.Outcome, ClientLast: t.ClientLast, Text: t.Text}
}

// corpusTurns returns every turn of the corpus.
func corpusTurns(t testing.TB) []turn {
	t.Helper()
	names, err := filepath.Glob("corpus/train*.jsonl")
	if err != nil || len(names) == 0 {
		t.Fatalf("no corpus: %v", err)
	}
	var turns []turn
	for _, name := range names {
		file, err := os.Open(name)
		if err != nil {
			t.Fatal(err)
		}
		scanner := bufio.NewScanner(file)
		for scanner.Scan() {
			var one turn
			if err := json.Unmarshal(scanner.Bytes(), &one); err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			turns = append(turns, one)
		}
		if err := scanner.Err(); err != nil {
			t.Fatal(err)
		}
		file.Close()
	}
	return turns
}

func TestEveryLabelOfTheCorpusQuotesItsEvidence(t *testing.T) {
	reader := newReader(t)
	turns := corpusTurns(t)
	if len(turns) < 10000 {
		t.Fatalf("only %d turns", len(turns))
	}
	right := 0
	for _, one := range turns {
		read := reader.Read(one.said())
		checkReading(t, one.said(), read)
		if len(read.Methods) == len(one.Methods) {
			right++
		}
	}
	// The model has seen these turns: far fewer would mean that it was built
	// from another corpus.
	if right < len(turns)*8/10 {
		t.Errorf("%d of %d turns have as many methods as labelled", right, len(turns))
	}
}

func TestIntendsNeedLessProofButSome(t *testing.T) {
	reader := newReader(t)
	more, refused, wrong := 0, 0, 0
	for n, one := range corpusTurns(t) {
		if n%9 != 0 { // enough to tell, and quick
			continue
		}
		plain := reader.Read(one.said())
		for _, method := range practice.Methods()[1:] {
			said := one.said()
			said.Intends = []practice.Method{method}
			read := reader.Read(said)
			checkReading(t, said, read)
			unborne := len(read.Unborne) == 1 && read.Unborne[0] == method
			if unborne == read.Has(method) {
				t.Fatalf("%s: %s intended, methods %v, unborne %v", one.ID, method, read.Methods, read.Unborne)
			}
			honest := false
			for _, m := range one.Methods {
				honest = honest || m == method
			}
			switch {
			case honest && plain.Has(method):
				if unborne {
					t.Errorf("%s: %s is seen, but not when intended", one.ID, method)
				}
			case honest && read.Has(method):
				more++
			case !honest:
				wrong++
				if unborne {
					refused++
				}
			}
		}
	}
	if more == 0 || refused*100 < wrong*80 {
		t.Errorf("%d gained by intending; %d of %d false ones refused", more, refused, wrong)
	}
}
