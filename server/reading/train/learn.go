package main

import (
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"io"
	"math"

	"github.com/askagain/askagain/server/reading/internal/model"
)

// standardFolds is in how many groups authors are held out for the checked-in
// model.
const standardFolds = 5

// The ways of reading; a digest of each model follows its name.
const linearVersion, encoderVersion = "linear-5", "encoder-1"

// doubtWithin is how near to a cut the words' score is before the encoder is
// heard, answerWithin how near to each other the two best answers of a line are:
// nearer costs figures, farther costs time.
const doubtWithin, answerWithin = 0.15, 0.5

// learned is what held-out authors teach: how far scores can be trusted. Every
// score is by models, stacks, cuts and encoders that had not seen the author.
type learned struct {
	turns, answers     material
	ruses              ruses
	inputs, deepInputs [][]float64 // of the stacks; deep ones are nil where no encoder was held from the text
	outputs            [][]float64 // of the encoder; nil where none was held from the text
	words, scores      [][]float64 // by the words alone; and as read, with the encoder where they leave a doubt
	answerWords        []*model.Scores
	answerScores       []*model.Scores
	answersHeard       []*outputs
	heard, answerHeard int // for how many turns and lines the encoder was heard
}

func everybody(example) bool { return true }

func learn(turns []turn, lines []line, held heldOut, folds int) learned {
	l := learned{turns: turnMaterial(turns), answers: answerMaterial(lines)}
	l.inputs = stackInputs(l.turns.heldOut(folds))
	l.deepInputs, l.outputs = make([][]float64, len(l.inputs)), make([][]float64, len(l.inputs))
	for i, t := range turns {
		if outputs, ok := held[t.key()]; ok {
			l.outputs[i] = outputs[:]
			l.deepInputs[i] = model.HeardInputs(append([]float64(nil), l.inputs[i]...), outputs[:])
		}
	}
	l.listen(folds)
	l.ruses = findRuses(turns, folds)
	l.answerWords = l.answers.heldOut(folds)
	l.answersHeard = make([]*outputs, len(lines))
	for i, one := range lines {
		if outputs, ok := held[one.key()]; ok {
			l.answersHeard[i] = &outputs
		}
	}
	l.listenToAnswers(folds)
	return l
}

// listen fills words and scores.
func (l *learned) listen(folds int) {
	l.words = l.turns.stacked(l.inputs, folds)
	l.scores = append([][]float64(nil), l.words...)
	folds, fold := l.turns.folds(folds)
	for f := range folds {
		others := func(x example) bool { return fold[x.group] != f }
		doubt, stack := l.doubt(others), l.deepStack(others)
		for i, x := range l.turns.examples {
			if fold[x.group] != f || l.deepInputs[i] == nil || !doubt.About(l.words[i]) {
				continue
			}
			l.scores[i] = make([]float64, model.TurnLabels)
			stack.Score(l.deepInputs[i], l.scores[i])
			l.heard++
		}
	}
}

// settings finds the cuts from held-out scores of the authors that use accepts.
func (l *learned) settings(use func(example) bool) *model.Settings {
	settings := l.turns.settings(l.scores, use)
	var scores, words, outputs [][]float64
	var tokens []int
	truths := make([][]int8, len(l.turns.truths))
	for i, x := range l.turns.examples[:l.turns.real] {
		if !use(x) {
			continue
		}
		scores, words, outputs = append(scores, l.scores[i]), append(words, l.words[i]), append(outputs, l.outputs[i])
		tokens = append(tokens, x.tokens)
		for label := range truths {
			truths[label] = append(truths[label], l.turns.truths[label][i])
		}
	}
	settings.CalibrateSureness(scores, tokens, truths)
	settings.CalibrateClaims(words, outputs, truths)
	settings.Doubt, settings.Blend, settings.Ruse = l.doubt(use), l.blend(use), l.ruses.cut(use)
	return settings
}

// doubt finds where the words' scores of the authors that use accepts leave a
// doubt.
func (l *learned) doubt(use func(example) bool) model.Doubt {
	doubt := model.Doubt{Within: doubtWithin}
	for _, cut := range l.turns.settings(l.words, use).Turn {
		doubt.Cuts = append(doubt.Cuts, cut.Seen)
	}
	return doubt
}

// deepStack fits the stack that weighs the words and the encoder. It is the mean
// of one fitted freely and of the words' own with a fixed share of each label's
// output: less true to the authors that it is fitted on, and truer to others.
func (l *learned) deepStack(use func(example) bool) *model.Stack {
	words, deep := l.turns.stack(l.inputs, model.WordInputs, use), l.turns.stack(l.deepInputs, model.DeepInputs, use)
	for label, weights := range deep.Weights {
		deep.Biases[label] = (deep.Biases[label] + words.Biases[label]) / 2
		for i := range weights {
			fixed := 0.0
			if i < model.WordInputs {
				fixed = words.Weights[label][i]
			} else if i-model.WordInputs == label {
				fixed = heardShare / model.HeardScale
			}
			weights[i] = (weights[i] + fixed) / 2
		}
	}
	return deep
}

// heardShare is the fixed share of an output; found on held-out authors.
const heardShare = 0.25

// listenToAnswers fills answerScores.
func (l *learned) listenToAnswers(folds int) {
	l.answerScores = append([]*model.Scores(nil), l.answerWords...)
	folds, fold := l.answers.folds(folds)
	for f := range folds {
		blend := l.blend(func(x example) bool { return fold[x.group] != f })
		for i, x := range l.answers.examples {
			_, lead := model.BestAnswer(l.answerWords[i])
			if fold[x.group] != f || l.answersHeard[i] == nil || lead >= blend.Within {
				continue
			}
			scores := *l.answerWords[i]
			blend.Hear(&scores, l.answersHeard[i][:])
			l.answerScores[i] = &scores
			l.answerHeard++
		}
	}
}

// blend finds what the encoder's outputs are worth beside the words' scores of a
// line: where most of the lines are read right.
func (l *learned) blend(use func(example) bool) model.Blend {
	most, best := -1, model.Blend{Within: answerWithin}
	for step := range 21 {
		blend, right := model.Blend{Worth: float64(step) * 0.02, Within: answerWithin}, 0
		for i, x := range l.answers.examples {
			if l.answersHeard[i] == nil || !use(x) {
				continue
			}
			scores := *l.answerWords[i]
			blend.Hear(&scores, l.answersHeard[i][:])
			if label, _ := model.BestAnswer(&scores); l.answers.truths[label][i] > 0 {
				right++
			}
		}
		if right > most {
			most, best = right, blend
		}
	}
	return best
}

// files returns the contents of model.bin and model.json. network is the encoder
// beside them.
func (l *learned) files(network []byte) (weights, numbers []byte, err error) {
	settings := l.settings(everybody)
	settings.Doubt.Share = math.Round(1000*ratio(l.heard, l.turns.real)) / 1000
	weights = l.turns.table().Append(nil)
	weights = l.turns.stack(l.inputs, model.WordInputs, everybody).Append(weights)
	weights = l.deepStack(everybody).Append(weights)
	weights = l.answers.table().Append(weights)
	weights = l.ruses.table().Append(weights)
	if numbers, err = json.Marshal(settings); err != nil {
		return nil, nil, err
	}
	// The cuts are part of how a turn is read: other cuts are another version.
	linear := sha256.Sum256(append(numbers, weights...))
	settings.Version = fmt.Sprintf("%s-%.4x+%s-%.4x", linearVersion, linear, encoderVersion, sha256.Sum256(network))
	numbers, err = json.MarshalIndent(settings, "", "  ")
	return weights, append(numbers, '\n'), err
}

// evaluate prints how held-out authors are read.
func (l *learned) evaluate(report io.Writer, turns []turn) {
	fmt.Fprintf(report, "the encoder is heard for %d of %d turns, %d of %d client lines\n\n",
		l.heard, l.turns.real, l.answerHeard, l.answers.real)
	evaluateTurns(report, turns, l.turns, l.scores)
	evaluateAnswers(report, l.answers, l.answerScores)
	l.ruses.tell(report)
}
