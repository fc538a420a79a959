package main

import (
	"io"
	"math"
	"os"
	"testing"

	"github.com/askagain/askagain/server/reading/internal/encoder"
	"github.com/askagain/askagain/server/reading/train/network"
)

// checkedIn returns the numbers of the encoder beside the reader.
func checkedIn(t testing.TB) (encoder.Parameters, *encoder.Vocabulary) {
	t.Helper()
	file, err := os.ReadFile("../" + encoderFile)
	if err != nil {
		t.Fatal(err)
	}
	parameters, vocabulary, err := encoder.OpenParameters(string(file))
	if err != nil {
		t.Fatal(err)
	}
	return parameters, vocabulary
}

func TestTheEncoderSaysWhatItsNetworkSays(t *testing.T) {
	parameters, vocabulary := checkedIn(t)
	n := network.New(parameters, encoderRates, 1)
	e, err := encoder.Open(string(parameters.Append(nil, vocabulary)))
	if err != nil {
		t.Fatal(err)
	}
	turns, lines := loadCorpus(t)
	var scratch encoder.Scratch
	for _, one := range lessons(vocabulary, every(turns, 400), every(lines, 200)) {
		want := n.Score([]*encoder.Sequence{one.typed}, false, 0)
		scratch.Sequence = *one.typed
		e.Encode(&scratch)
		for l, got := range scratch.Scores {
			if math.Abs(float64(got-want[l])) > 0.05 {
				t.Fatalf("output %d: %v in whole numbers, %v in single precision", l, got, want[l])
			}
		}
	}
}

func TestTheSameLessonsMakeTheSameEncoder(t *testing.T) {
	parameters, vocabulary := checkedIn(t)
	turns, lines := loadCorpus(t)
	all := lessons(vocabulary, every(turns, 300), every(lines, 300))
	given := make([]int, len(all))
	for i := range given {
		given[i] = i
	}
	first := fitEncoder(io.Discard, parameters, all, given, 1).Parameters().Append(nil, vocabulary)
	second := fitEncoder(io.Discard, parameters, all, given, 1).Parameters().Append(nil, vocabulary)
	if string(first) != string(second) {
		t.Error("two runs over the same lessons made different encoders")
	}
}
