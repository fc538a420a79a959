package encoder_test

import (
	"math"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/askagain/askagain/server/reading/internal/encoder"
	"github.com/askagain/askagain/server/reading/internal/text"
)

func file(t testing.TB) string {
	t.Helper()
	raw, err := os.ReadFile("../../encoder.bin")
	if err != nil {
		t.Fatal(err)
	}
	return string(raw)
}

func open(t testing.TB) *encoder.Encoder {
	t.Helper()
	e, err := encoder.Open(file(t))
	if err != nil {
		t.Fatal(err)
	}
	return e
}

const (
	outcome = "a 30-minute meeting with the CFO"
	before  = "She doesn't take vendor meetings."
)

func TestWordsFallIntoPieces(t *testing.T) {
	e := open(t)
	for said, want := range map[string]string{
		"Could we meet?": "▁Could ▁we ▁meet ?",
		"i can't":        "▁I ▁can ' t",
		"won't":          "▁will n ' t",
		"don’t":          "▁don ' t",
		"dont":           "▁don ' t",
		"":               "",
		"ＨＥＬＬＯ, hello":   "▁H ello , ▁hell o",
	} {
		var s encoder.Sequence
		s.Read(e.Vocabulary, text.Parse(said), "", "", encoder.Turn)
		got := strings.Join(e.Vocabulary.Pieces(s.IDs), " ")
		if said == "" {
			if s.Text != 1 || s.Tokens[0] != -1 {
				t.Errorf("nothing is %d pieces of token %d", s.Text, s.Tokens[0])
			}
			continue
		}
		if got != want {
			t.Errorf("%q falls into %q, want %q", said, got, want)
		}
	}
}

func TestWordsAreMarkedByWhatIsAroundThem(t *testing.T) {
	e := open(t)
	var s encoder.Sequence
	s.Read(e.Vocabulary, text.Parse("Is half an hour with the CFO vendor talk?"), before, outcome, encoder.Turn)
	marks := map[string]uint8{}
	for i, piece := range e.Vocabulary.Pieces(s.IDs[:s.Text]) {
		marks[piece] |= s.Marks[i]
	}
	for piece, want := range map[string]uint8{"▁half": 1, "▁an": 1, "▁hour": 1, "▁with": 0, "▁vendor": 2, "▁talk": 0} {
		if got, ok := marks[piece]; !ok || got != want {
			t.Errorf("%s is marked %d (%v), want %d", piece, got, ok, want)
		}
	}
}

func TestLongTextsAreCut(t *testing.T) {
	e := open(t)
	var s encoder.Sequence
	long := strings.Repeat("Would you meet us again? ", 200)
	s.Read(e.Vocabulary, text.Parse(long), long, long, encoder.Line)
	if !s.Cut || len(s.IDs) != encoder.MostPieces {
		t.Errorf("%d pieces, cut %v", len(s.IDs), s.Cut)
	}
}

func TestScratchMemoryLeavesNoTrace(t *testing.T) {
	e := open(t)
	texts := []string{"Twenty minutes, then?", "", "If you sit in, I bring her three questions and nothing else. Would Thursday work?", "Ok."}
	var used encoder.Scratch
	for range 2 {
		for _, said := range texts {
			var fresh encoder.Scratch
			for _, s := range []*encoder.Scratch{&fresh, &used} {
				s.Sequence.Read(e.Vocabulary, text.Parse(said), before, outcome, encoder.Turn)
				e.Encode(s)
			}
			if fresh.Scores != used.Scores {
				t.Errorf("%q: %v with used memory, %v with fresh", said, used.Scores, fresh.Scores)
			}
		}
	}
}

func TestPiecesAddUpToTheScore(t *testing.T) {
	e := open(t)
	parameters, _, err := encoder.OpenParameters(file(t))
	if err != nil {
		t.Fatal(err)
	}
	var s encoder.Scratch
	s.Sequence.Read(e.Vocabulary, text.Parse("Could you ask her for half an hour?"), before, outcome, encoder.Turn)
	e.Encode(&s)
	for output, score := range s.Scores {
		sum := parameters["heads/bias"][output]
		for piece := range s.Sequence.Text {
			sum += s.Worth(piece, output)
		}
		if math.Abs(float64(sum-score)) > 1e-3 {
			t.Errorf("output %d: the pieces come to %v, the score is %v", output, sum, score)
		}
	}
}

func TestEveryMachineReachesTheSameSums(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for _, pairs := range []int{1, 7, 768} {
		a, b := make([]int16, pairs*2*encoder.TileRows), make([]int16, pairs*2*encoder.TileColumns)
		for i := range a {
			a[i] = int16(random.IntN(2*8191+1) - 8191)
		}
		for i := range b {
			b[i] = int16(random.IntN(2*127+1) - 127)
		}
		if machine, portable := encoder.MultiplyBoth(pairs, a, b); machine != portable {
			t.Errorf("%d pairs: this machine reaches other sums", pairs)
		}
	}
}

func TestExponential(t *testing.T) {
	for x := float32(-85); x <= 0; x += 0.37 {
		if got, want := float64(encoder.Exponential(x)), math.Exp(float64(x)); math.Abs(got-want) > 3e-6*want+1e-30 {
			t.Errorf("e^%v is %v, want %v", x, got, want)
		}
	}
}

func TestABrokenFileIsRefused(t *testing.T) {
	whole := file(t)
	for _, size := range []int{0, 5, 9, 1000, len(whole) / 2, len(whole) - 1} {
		if _, err := encoder.Open(whole[:size]); err == nil {
			t.Errorf("a file cut at byte %d opens", size)
		}
		if _, _, err := encoder.OpenParameters(whole[:size]); err == nil {
			t.Errorf("the numbers of a file cut at byte %d open", size)
		}
	}
	if _, err := encoder.Open(whole + "more"); err == nil {
		t.Error("a file with more behind it opens")
	}
}

func TestAFileSurvivesReadingAndWriting(t *testing.T) {
	whole := file(t)
	parameters, vocabulary, err := encoder.OpenParameters(whole)
	if err != nil {
		t.Fatal(err)
	}
	if again := string(parameters.Append(nil, vocabulary)); again != whole {
		t.Error("the file is written otherwise than it was read")
	}
}

func TestJoinedTurnsFollowEachOther(t *testing.T) {
	e := open(t)
	var a, b encoder.Sequence
	a.Read(e.Vocabulary, text.Parse("Thanks for the time."), "Fine.", outcome, encoder.Turn)
	b.Read(e.Vocabulary, text.Parse("Could we meet?"), before, outcome, encoder.Turn)
	j := encoder.Join(&a, &b)
	if j.Text != a.Text+b.Text || !slices.Equal(j.IDs[a.Text:], b.IDs) || j.Places[j.Text-1] != int32(j.Text-1) {
		t.Errorf("joined %+v", j)
	}
}

func FuzzEncode(f *testing.F) {
	for _, seed := range []string{"", "Could we meet?", "\xff\xfe 日本語 don't", strings.Repeat("x", 300)} {
		f.Add(seed, seed)
	}
	e := open(f)
	f.Fuzz(func(t *testing.T, said, around string) {
		var s encoder.Scratch
		s.Sequence.Read(e.Vocabulary, text.Parse(said), around, around, encoder.Turn)
		e.Encode(&s)
		for output, score := range s.Scores {
			if math.IsNaN(float64(score)) || math.IsInf(float64(score), 0) {
				t.Errorf("output %d is %v", output, score)
			}
		}
	})
}

func BenchmarkEncode(b *testing.B) {
	e := open(b)
	parsed := text.Parse("That makes sense, and after what happened last time I would be careful too. Here is a thought: I send you her three " +
		"questions and our figures tonight, you cut whatever looks like a pitch, and you sit in. If it goes wrong after ten minutes, you " +
		"end it. Would half an hour on Thursday the 12th work for the two of you?")
	var s encoder.Scratch
	b.ReportAllocs()
	for b.Loop() {
		s.Sequence.Read(e.Vocabulary, parsed, before, outcome, encoder.Turn)
		e.Encode(&s)
	}
}

func BenchmarkOpen(b *testing.B) {
	whole := file(b)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := encoder.Open(whole); err != nil {
			b.Fatal(err)
		}
	}
}
