package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"sort"

	"github.com/askagain/askagain/server/practice"
	"github.com/askagain/askagain/server/reading/internal/model"
)

// turn is a labelled turn of a rep.
type turn struct {
	ID         string            `json:"id"`
	Author     string            `json:"author"`
	Industry   string            `json:"industry"`
	Outcome    string            `json:"outcome"`
	ClientLast string            `json:"client_last"`
	Text       string            `json:"text"`
	Ask        practice.Ask      `json:"ask"`
	Methods    []practice.Method `json:"methods"`
	Tone       practice.Tone     `json:"tone"`
	Yields     bool              `json:"yields"`
	Ruse       bool              `json:"ruse"` // it is not said to the client in earnest, or a part of it is not
}

// line is a labelled line of a client.
type line struct {
	ID      string          `json:"id"`
	Author  string          `json:"author"`
	Outcome string          `json:"outcome"`
	RepLast string          `json:"rep_last"`
	Text    string          `json:"text"`
	Answer  practice.Answer `json:"answer"`
}

// firstHand is the author of the lines that name none.
const firstHand = "trial"

// joined returns turns that open with another turn of the same author, one that
// neither asks nor does anything. Few turns of the corpus are long; these teach
// that much talk is no ask, and that a method may come late.
func joined(turns []turn) []turn {
	var joined []turn
	for i := 0; i+1 < len(turns); i += joinStep {
		talk, next := turns[i], turns[i+1]
		if talk.Ask == practice.AskNone && len(talk.Methods) == 0 && talk.Author == next.Author && talk.Outcome == next.Outcome {
			next.Text = talk.Text + " " + next.Text
			joined = append(joined, next)
		}
	}
	return joined
}

// joinStep is how many turns lie between two that are tried for joining.
const joinStep = 2

// truth returns, for each label of a turn, 1 for yes, -1 for no, 0 where the
// label is not to be learned from this turn.
func (t turn) truth() [model.TurnLabels]int8 {
	var truth [model.TurnLabels]int8
	for l := range truth {
		truth[l] = -1
	}
	for _, method := range t.Methods {
		if l, ok := model.OfMethod(method); ok {
			truth[l] = 1
		}
	}
	set := func(l model.Label, yes bool) {
		if yes {
			truth[l] = 1
		}
	}
	set(model.Asks, t.Ask != practice.AskNone)
	set(model.Partial, t.Ask == practice.AskPartial)
	if t.Ask == practice.AskNone {
		truth[model.Partial] = 0
	}
	set(model.Warm, t.Tone == practice.Warm)
	set(model.Pushy, t.Tone == practice.Pushy)
	set(model.Yields, t.Yields)
	return truth
}

func (l line) truth() [len(model.Answers)]int8 {
	var truth [len(model.Answers)]int8
	for i, answer := range model.Answers {
		truth[i] = -1
		if answer == l.Answer {
			truth[i] = 1
		}
	}
	return truth
}

// load reads every JSON Lines file of folder that matches pattern, in the order
// of their names.
func load[T any](folder, pattern string) ([]T, error) {
	names, err := filepath.Glob(filepath.Join(folder, pattern))
	if err != nil {
		return nil, err
	}
	if len(names) == 0 {
		return nil, fmt.Errorf("no %s in %s; run this from the top of the checkout or say -corpus", pattern, folder)
	}
	sort.Strings(names)
	var all []T
	for _, name := range names {
		if all, err = appendFile(all, name); err != nil {
			return nil, err
		}
	}
	return all, nil
}

func appendFile[T any](all []T, name string) ([]T, error) {
	file, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	scanner := bufio.NewScanner(file)
	scanner.Buffer(nil, 1<<20)
	for number := 1; scanner.Scan(); number++ {
		if len(scanner.Bytes()) == 0 {
			continue
		}
		var one T
		if err := json.Unmarshal(scanner.Bytes(), &one); err != nil {
			return nil, fmt.Errorf("%s:%d: %w", name, number, err)
		}
		all = append(all, one)
	}
	return all, scanner.Err()
}
