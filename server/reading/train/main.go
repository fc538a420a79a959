// Command train makes the reader's model from the corpus: the same bytes every
// time on linux/amd64.
//
//	go run ./server/reading/train            # writes server/reading/model.bin and model.json
//	go run ./server/reading/train -evaluate  # reads held-out authors and prints the tables
//	go run ./server/reading/train -read      # reads JSON Lines from the standard input
package main

import (
	"crypto/sha256"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/askagain/askagain/server/reading/internal/model"
)

func main() {
	corpus := flag.String("corpus", "server/reading/corpus", "folder of the labelled turns and lines")
	out := flag.String("out", "server/reading", "folder that the model is written to")
	evaluate := flag.Bool("evaluate", false, "print how held-out authors are read, and write nothing")
	folds := flag.Int("folds", standardFolds, "hold authors out in so many groups; 0: one by one")
	read := flag.Bool("read", false, "read turns as JSON Lines from the standard input, write readings, and train nothing")
	flag.Parse()
	var err error
	if *read {
		err = readTurns(os.Stdin, os.Stdout)
	} else {
		err = train(os.Stdout, *corpus, *out, *folds, *evaluate)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "train:", err)
		os.Exit(1)
	}
}

func train(report io.Writer, corpus, out string, folds int, evaluate bool) error {
	turns, err := load[turn](corpus, "train*.jsonl")
	if err != nil {
		return err
	}
	lines, err := load[line](corpus, "client-*.jsonl")
	if err != nil {
		return err
	}
	l := learn(turns, lines, folds)
	if evaluate {
		evaluateTurns(report, turns, l.turns, l.scores)
		evaluateAnswers(report, l.answers, l.answers.heldOut(folds))
		return nil
	}
	weights, numbers, err := l.files()
	if err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(out, "model.bin"), weights, 0o644); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(out, "model.json"), numbers, 0o644)
}

// standardFolds is in how many groups authors are held out for the checked-in
// model.
const standardFolds = 5

// version names the way of reading; a digest of the model follows it.
const version = "linear-2"

// learned is what held-out authors teach: how far scores can be trusted.
type learned struct {
	turns, answers material
	inputs         [][]float64 // of the second model, by first models that had not seen the author
	scores         [][]float64 // by a second model that had not seen the author
}

func learn(turns []turn, lines []line, folds int) learned {
	l := learned{turns: turnMaterial(turns), answers: answerMaterial(lines)}
	l.inputs = stackInputs(l.turns.heldOut(folds))
	l.scores = l.turns.stacked(l.inputs, folds)
	return l
}

// files returns the contents of model.bin and model.json.
func (l learned) files() (weights, numbers []byte, err error) {
	everybody := func(example) bool { return true }
	settings := &model.Settings{Turn: l.turns.calibrate(l.scores, everybody)}
	settings.CalibrateTone(l.scores[:l.turns.real], l.turns.truths[model.Warm], l.turns.truths[model.Pushy])
	weights = l.turns.table().Append(nil)
	weights = l.turns.stack(l.inputs, everybody).Append(weights)
	weights = l.answers.table().Append(weights)
	settings.Version = fmt.Sprintf("%s-%x", version, sha256.Sum256(weights))[:len(version)+9]
	numbers, err = json.MarshalIndent(settings, "", "  ")
	return weights, append(numbers, '\n'), err
}
