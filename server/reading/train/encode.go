package main

import (
	"fmt"
	"io"
	"math"
	"math/rand/v2"
	"time"

	"github.com/askagain/askagain/server/reading/internal/encoder"
	"github.com/askagain/askagain/server/reading/internal/model"
	"github.com/askagain/askagain/server/reading/internal/text"
	"github.com/askagain/askagain/server/reading/train/network"
)

// lesson is a turn or a client's line as the encoder learns from it.
type lesson struct {
	typed  *encoder.Sequence
	sloppy *encoder.Sequence // without capitals and closing mark
	truth  [encoder.Outputs]int8
	hand   string
	line   bool
	others []int // lessons of the same hand and situation
	key    uint64
}

// The rates of the encoder's training, found on held-out hands.
var (
	encoderRates = network.Rates{Learning: 3e-4, Pieces: 0.5, Heads: 5, Decay: 0.01, Layers: 0.1, Last: 0.3}
	encoderFit   = fitting{rounds: 3, batch: 32, sloppy: 0.15, joined: 0.15, forgotten: 0.05, doubt: 0.02}
)

// fitting says how lessons are given.
type fitting struct {
	rounds, batch int
	sloppy        float64 // how often a lesson is given as if typed carelessly
	joined        float64 // how often two turns of a situation are given as one
	forgotten     float64 // how often a piece is hidden
	doubt         float64 // how far truths are from certain
}

const lineTruths = int(model.TurnLabels) // the answers' labels follow the turns'

func lessons(v *encoder.Vocabulary, turns []turn, lines []line) []lesson {
	all := make([]lesson, 0, len(turns)+len(lines))
	situations := map[string][]int{}
	for i, t := range turns {
		one := lesson{hand: authorOf(t.Author), key: t.key()}
		one.read(v, t.Text, t.ClientLast, t.Outcome, encoder.Turn)
		truth := t.truth()
		copy(one.truth[:], truth[:])
		all = append(all, one)
		situation := one.hand + "\n" + t.Outcome
		situations[situation] = append(situations[situation], i)
	}
	for i, t := range turns {
		all[i].others = situations[all[i].hand+"\n"+t.Outcome]
	}
	for _, l := range lines {
		one := lesson{hand: authorOf(l.Author), key: l.key(), line: true}
		one.read(v, l.Text, l.RepLast, l.Outcome, encoder.Line)
		truth := l.truth()
		copy(one.truth[lineTruths:], truth[:])
		all = append(all, one)
	}
	return all
}

func (l *lesson) read(v *encoder.Vocabulary, said, before, outcome string, role encoder.Role) {
	t := text.Parse(said)
	l.typed, l.sloppy = &encoder.Sequence{}, &encoder.Sequence{}
	l.typed.Read(v, t, before, outcome, role)
	for i := range t.Tokens {
		t.Tokens[i].Capital = false
	}
	if last := len(t.Tokens) - 1; last > 1 && t.Tokens[last].Kind == text.Punctuation {
		t.Tokens = t.Tokens[:last]
	}
	l.sloppy.Read(v, t, before, outcome, role)
}

// joinedTruth is the truth of two turns said as one. What cannot be told is left
// out.
func joinedTruth(a, b [encoder.Outputs]int8) [encoder.Outputs]int8 {
	truth := a
	lever := false
	for l := range model.Levers {
		truth[l] = max(a[l], b[l])
		lever = lever || truth[l] > 0
	}
	truth[model.Direct] = max(a[model.Direct], b[model.Direct])
	if lever {
		truth[model.Direct] = -1
	}
	truth[model.Asks] = max(a[model.Asks], b[model.Asks])
	switch partA, partB := a[model.Partial], b[model.Partial]; {
	case partA == 0:
		truth[model.Partial] = partB
	case partB != 0 && partA != partB:
		truth[model.Partial] = 0
	}
	truth[model.Yields] = min(a[model.Yields], b[model.Yields])
	truth[model.Pushy] = max(a[model.Pushy], b[model.Pushy])
	if a[model.Warm] != b[model.Warm] || truth[model.Pushy] > 0 {
		truth[model.Warm] = 0
	}
	return truth
}

// teacher gives lessons to a network.
type teacher struct {
	fitting
	lessons []lesson // all there are
	random  *rand.Rand
	hands   map[string]int
	network *network.Network
	offsets *network.Offsets
}

// fitEncoder trains an encoder from start on the lessons named by given.
func fitEncoder(progress io.Writer, start encoder.Parameters, all []lesson, given []int, seed uint64) *network.Network {
	own := encoder.Parameters{}
	for name, values := range start {
		own[name] = append([]float32(nil), values...)
	}
	network.Start(own, seed)
	t := teacher{fitting: encoderFit, lessons: all, random: rand.New(rand.NewPCG(seed, 97)), hands: map[string]int{}}
	for _, i := range given {
		if _, ok := t.hands[all[i].hand]; !ok {
			t.hands[all[i].hand] = len(t.hands)
		}
	}
	t.network = network.New(own, encoderRates, seed)
	t.offsets = t.network.AddOffsets(len(t.hands))
	order := append([]int(nil), given...)
	steps := (len(order) + t.batch - 1) / t.batch * t.rounds
	step, began := 0, time.Now()
	for round := range t.rounds {
		t.random.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		loss := 0.0
		for first := 0; first < len(order); first += t.batch {
			step++
			loss += t.give(order[first:min(len(order), first+t.batch)], share(step, steps))
		}
		fmt.Fprintf(progress, "encoder: round %d of %d, loss %.3f, %.0f s\n", round+1, t.rounds, loss/float64(steps/t.rounds), time.Since(began).Seconds())
	}
	return t.network
}

// share is how much of the learning rate a step takes: rising for a fifteenth of
// the steps, then falling.
func share(step, steps int) float64 {
	rising := max(1, steps/15)
	if step < rising {
		return float64(step) / float64(rising)
	}
	return float64(steps-step) / float64(steps-rising)
}

func (t *teacher) give(numbers []int, share float64) (loss float64) {
	var batch []*encoder.Sequence
	var given []lesson
	for _, i := range numbers {
		one := t.lessons[i]
		sequence := t.asTyped(&one)
		if len(one.others) > 1 && t.random.Float64() < t.joined {
			other := t.lessons[one.others[t.random.IntN(len(one.others))]]
			sequence = encoder.Join(sequence, t.asTyped(&other))
			one.truth = joinedTruth(one.truth, other.truth)
		}
		batch, given = append(batch, sequence), append(given, one)
	}
	scores := t.network.Score(batch, true, t.forgotten)
	for i, one := range given {
		own := scores[i*encoder.Outputs : (i+1)*encoder.Outputs]
		t.offsets.Add(t.hands[one.hand], own)
		loss += t.correct(&one, own, 1/float32(len(given)))
		t.offsets.Learn(t.hands[one.hand], own)
	}
	t.network.Learn(batch, scores)
	t.network.Step(share)
	return loss / float64(len(given))
}

func (t *teacher) asTyped(l *lesson) *encoder.Sequence {
	if t.random.Float64() < t.sloppy {
		return l.sloppy
	}
	return l.typed
}

// correct turns scores into the gradient of the loss, times weight, and returns
// the loss.
func (t *teacher) correct(l *lesson, scores []float32, weight float32) float64 {
	doubt := float32(t.doubt)
	if l.line {
		clear(scores[:lineTruths])
		return correctAnswer(scores[lineTruths:], l.truth[lineTruths:], doubt, weight)
	}
	clear(scores[lineTruths:])
	loss := 0.0
	for i, score := range scores[:lineTruths] {
		if l.truth[i] == 0 {
			scores[i] = 0
			continue
		}
		probability := 1 / (1 + math.Exp(-float64(score)))
		aim := doubt
		if l.truth[i] > 0 {
			aim = 1 - doubt
			loss -= math.Log(probability + 1e-9)
		} else {
			loss -= math.Log(1 - probability + 1e-9)
		}
		scores[i] = (float32(probability) - aim) * weight
	}
	return loss
}

// answerWeight is how much more a client's line weighs than a label of a turn.
const answerWeight = 2

func correctAnswer(scores []float32, truth []int8, doubt, weight float32) float64 {
	largest, sum, loss := scores[0], 0.0, 0.0
	for _, score := range scores {
		largest = max(largest, score)
	}
	for i, score := range scores {
		e := math.Exp(float64(score - largest))
		scores[i] = float32(e)
		sum += e
	}
	for i := range scores {
		probability := float64(scores[i]) / sum
		aim := doubt / float32(len(scores))
		if truth[i] > 0 {
			aim += 1 - doubt
			loss -= math.Log(probability + 1e-9)
		}
		scores[i] = (float32(probability) - aim) * weight * answerWeight
	}
	return loss
}
