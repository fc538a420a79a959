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
	turnSet, answerSet := turnMaterial(turns), answerMaterial(lines)
	everybody := func(example) bool { return true }
	inputs := stackInputs(turnSet.heldOut(folds))
	turnScores := turnSet.stacked(inputs, folds)
	settings := &model.Settings{Version: version, Turn: turnSet.calibrate(turnScores, everybody)}
	settings.CalibrateTone(turnScores, turnSet.truths[model.Warm], turnSet.truths[model.Pushy])
	if evaluate {
		evaluateTurns(report, turns, turnSet, turnScores)
		evaluateAnswers(report, answerSet, answerSet.heldOut(folds))
		return nil
	}
	file := turnSet.stack(inputs, everybody).Append(turnSet.table().Append(nil))
	return write(out, answerSet.table().Append(file), settings)
}

// standardFolds is in how many groups authors are held out for the checked-in
// model.
const standardFolds = 5

// version names the way of reading; the reader adds a digest of the model.
const version = "linear-1"

func write(folder string, file []byte, settings *model.Settings) error {
	settings.Version = fmt.Sprintf("%s-%x", version, sha256.Sum256(file))[:len(version)+9]
	if err := os.WriteFile(filepath.Join(folder, "model.bin"), file, 0o644); err != nil {
		return err
	}
	numbers, err := json.MarshalIndent(settings, "", "  ")
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(folder, "model.json"), append(numbers, '\n'), 0o644)
}
