// Command train makes the reader's models from the corpus: the same bytes every
// time on linux/amd64.
//
//	go run ./server/reading/train            # writes server/reading/model.bin and model.json
//	go run ./server/reading/train -evaluate  # reads held-out authors and prints the tables
//	go run ./server/reading/train -exam      # reliability, intentions, industries, a learning curve; many minutes
//	go run ./server/reading/train -read      # reads JSON Lines from the standard input
//	go run ./server/reading/train -hear      # first has the encoder say what it hears of hands that are newer than it
//	go run ./server/reading/train -encoder FILE.tgz  # trains encoder.bin first, some forty minutes
//	go run ./server/reading/train -hear -encoder FILE.tgz  # the same, and leaves what was held out from earlier ones; a third of the time
package main

import (
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
)

// options say what is asked of the program.
type options struct {
	corpus, out string
	encoder     string // the package of pretrained weights; empty to keep the encoder
	hear        bool   // adds what the encoder says of newer hands to what was held out
	folds       int
	evaluate    bool
	exam        bool
}

func main() {
	var o options
	flag.StringVar(&o.corpus, "corpus", "server/reading/corpus", "folder of the labelled turns and lines")
	flag.StringVar(&o.out, "out", "server/reading", "folder that the models are written to")
	flag.StringVar(&o.encoder, "encoder", "", "train the encoder first, from the pretrained weights in this file: "+pretrainedPackage)
	flag.BoolVar(&o.hear, "hear", false, "first add what the encoder says of hands that it never learned from to "+heldOutFile)
	flag.IntVar(&o.folds, "folds", standardFolds, "hold authors out in so many groups; 0: one by one")
	flag.BoolVar(&o.evaluate, "evaluate", false, "print how held-out authors are read, and write nothing")
	flag.BoolVar(&o.exam, "exam", false, "print tables on held-out authors that take many minutes, and write nothing")
	read := flag.Bool("read", false, "read turns as JSON Lines from the standard input, write readings, and train nothing")
	flag.Parse()
	var err error
	if *read {
		err = readTurns(os.Stdin, os.Stdout)
	} else {
		err = train(os.Stdout, o)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "train:", err)
		os.Exit(1)
	}
}

func train(report io.Writer, o options) error {
	turns, err := load[turn](o.corpus, "train*.jsonl")
	if err != nil {
		return err
	}
	lines, err := load[line](o.corpus, "client-*.jsonl")
	if err != nil {
		return err
	}
	if o.hear {
		if err := hearNewer(report, o, turns, lines); err != nil {
			return err
		}
	}
	if o.encoder != "" {
		if err := trainEncoder(report, o, turns, lines); err != nil {
			return err
		}
	}
	held, err := readHeldOut(filepath.Join(o.out, heldOutFile))
	if err != nil {
		return err
	}
	if o.exam {
		examineAll(report, turns, lines, held, o.folds)
		return nil
	}
	l := learn(turns, lines, held, o.folds)
	if o.evaluate {
		l.evaluate(report, turns)
		return nil
	}
	network, err := os.ReadFile(filepath.Join(o.out, encoderFile))
	if err != nil {
		return err
	}
	weights, numbers, err := l.files(network)
	if err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(o.out, "model.bin"), weights, 0o644); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(o.out, "model.json"), numbers, 0o644)
}
