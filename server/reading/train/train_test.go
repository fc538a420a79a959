package main

import (
	"bytes"
	"errors"
	"io"
	"math"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/askagain/askagain/server/practice"
	"github.com/askagain/askagain/server/reading/internal/encoder"
	"github.com/askagain/askagain/server/reading/internal/model"
)

func loadCorpus(t *testing.T) ([]turn, []line) {
	t.Helper()
	turns, err := load[turn]("../corpus", "train*.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	lines, err := load[line]("../corpus", "client-*.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	return turns, lines
}

func files(t *testing.T, turns []turn, lines []line) (weights, numbers []byte) {
	t.Helper()
	network, err := os.ReadFile("../" + encoderFile)
	if err != nil {
		t.Fatal(err)
	}
	l := learn(turns, lines, held(t), standardFolds)
	weights, numbers, err = l.files(network)
	if err != nil {
		t.Fatal(err)
	}
	return weights, numbers
}

func held(t *testing.T) heldOut {
	t.Helper()
	held, err := readHeldOut("../" + heldOutFile)
	if err != nil {
		t.Fatal(err)
	}
	return held
}

func every[T any](all []T, step int) []T {
	var some []T
	for i := 0; i < len(all); i += step {
		some = append(some, all[i])
	}
	return some
}

func TestTrainingTwiceGivesTheSameBytes(t *testing.T) {
	turns, lines := loadCorpus(t)
	turns, lines = every(turns, 40), every(lines, 20)
	weights, numbers := files(t, turns, lines)
	again, numbersAgain := files(t, turns, lines)
	if !bytes.Equal(weights, again) || !bytes.Equal(numbers, numbersAgain) {
		t.Error("two runs over the same turns gave different models")
	}
}

func TestTheCheckedInModelIsWhatTheCorpusGives(t *testing.T) {
	if runtime.GOOS != "linux" || runtime.GOARCH != "amd64" {
		t.Skip("bytes are promised on linux/amd64 alone: other processors fuse floating-point steps")
	}
	if testing.Short() {
		t.Skip("trains for half a minute")
	}
	turns, lines := loadCorpus(t)
	weights, numbers := files(t, turns, lines)
	for name, want := range map[string][]byte{"../model.bin": weights, "../model.json": numbers} {
		have, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(have, want) {
			t.Errorf("%s is not what the corpus gives: run go run ./server/reading/train and check the result in", name)
		}
	}
}

// Texts that are newer than the encoder are read by their words alone when the
// cuts are fitted; too many of them, and the encoder's own cuts are guesses.
func TestNearlyEveryTextWasHeldOutFromAnEncoder(t *testing.T) {
	turns, lines := loadCorpus(t)
	held, without := held(t), 0
	for _, one := range turns {
		if _, ok := held[one.key()]; !ok {
			without++
		}
	}
	for _, one := range lines {
		if _, ok := held[one.key()]; !ok {
			without++
		}
	}
	if all := len(turns) + len(lines); without*10 > all {
		t.Errorf("no encoder was held from %d of %d texts: hear them with -hear", without, all)
	}
}

// Hands that no encoder was heard about are heard, once, and what is known of others
// stays.
func TestNewerHandsAreHeard(t *testing.T) {
	turns, _ := loadCorpus(t)
	turns = slices.DeleteFunc(turns, func(one turn) bool { return one.Author != "elm" && one.Author != "sable" })
	o := options{out: t.TempDir()}
	name := filepath.Join(o.out, heldOutFile)
	packed, err := os.ReadFile("../" + encoderFile)
	if err != nil {
		t.Fatal(err)
	}
	var known []byte // what no encoder would say
	for _, one := range turns {
		if one.Author == "elm" {
			known = appendOutputs(known, one.key(), &[encoder.Outputs]float32{30})
		}
	}
	if err := errors.Join(os.Mkdir(filepath.Dir(name), 0o755), os.WriteFile(name, known, 0o644), os.WriteFile(filepath.Join(o.out, encoderFile), packed, 0o644)); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		if err := hearNewer(io.Discard, o, turns, nil); err != nil {
			t.Fatal(err)
		}
		now, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.HasPrefix(now, known) || len(now) != recordSize*len(turns) || len(now) == len(known) {
			t.Fatalf("%d bytes for %d turns, or what was known is gone", len(now), len(turns))
		}
	}
}

func TestOtherWeightsThanThePretrainedOnesAreRefused(t *testing.T) {
	name := t.TempDir() + "/other.tgz"
	if err := os.WriteFile(name, []byte("other"), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, _, err := readPretrained(name); err == nil || !strings.Contains(err.Error(), pretrainedHash) {
		t.Errorf("error %v, want one that names the right hash", err)
	}
}

func TestHeldOutAuthorsTeachNothing(t *testing.T) {
	turns, _ := loadCorpus(t)
	m := turnMaterial(every(turns, 40))
	folds, fold := m.folds(0)
	if folds != len(m.authors()) {
		t.Fatalf("%d folds for %d authors", folds, len(m.authors()))
	}
	seen := map[int]bool{}
	for _, group := range fold {
		if seen[group] {
			t.Fatal("two authors in one fold")
		}
		seen[group] = true
	}
}

func TestKeptOutputsAreRead(t *testing.T) {
	name := t.TempDir() + "/heldout.bin"
	scores := [encoder.Outputs]float32{0: 1.2345, 3: -7, 20: 99}
	if err := os.WriteFile(name, appendOutputs(nil, 42, &scores), 0o644); err != nil {
		t.Fatal(err)
	}
	held, err := readHeldOut(name)
	if err != nil {
		t.Fatal(err)
	}
	if got := held[42]; math.Abs(got[0]-1.2345) > 0.001 || got[1] != 0 || got[3] != -7 || got[20] != 32 {
		t.Errorf("read %v", got)
	}
	if err := os.WriteFile(name, []byte("cut"), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := readHeldOut(name); err == nil {
		t.Error("a cut file is read")
	}
}

func TestEvaluationPrintsEveryLabel(t *testing.T) {
	turns, lines := loadCorpus(t)
	turns, lines = every(turns, 20), every(lines, 10)
	l := learn(turns, lines, held(t), 3)
	var report bytes.Buffer
	l.evaluate(&report, turns)
	for _, method := range practice.Methods() {
		if !strings.Contains(report.String(), string(method)) {
			t.Errorf("no line for %s", method)
		}
	}
	for _, answer := range model.Answers {
		if !strings.Contains(report.String(), string(answer)) {
			t.Errorf("no line for %s", answer)
		}
	}
}

func TestReadWritesALineForALine(t *testing.T) {
	in := `{"id":"a","outcome":"a meeting","client_last":"No.","text":"Could we meet on Thursday?","intends":["trade"],"more":1}` + "\n" +
		`{"id":"b","text":""}` + "\n"
	var out bytes.Buffer
	if err := readTurns(strings.NewReader(in), &out); err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSpace(out.String()), "\n")
	if len(lines) != 2 || !strings.Contains(lines[0], `"id":"a","ask":"outcome","methods":["direct"]`) || !strings.Contains(lines[1], `"ask":"none","methods":[]`) {
		t.Errorf("got %s", out.String())
	}
}

func TestABrokenLineIsNamed(t *testing.T) {
	folder := t.TempDir()
	if err := os.WriteFile(folder+"/train.jsonl", []byte("{\"id\":\"a\"}\n{broken\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := load[turn](folder, "train*.jsonl"); err == nil || !strings.Contains(err.Error(), "train.jsonl:2") {
		t.Errorf("error %v, want one that names line 2", err)
	}
	if _, err := load[turn](folder, "client-*.jsonl"); err == nil {
		t.Error("a missing corpus is no error")
	}
}
