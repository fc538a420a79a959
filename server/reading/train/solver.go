package main

import (
	"math"
	"math/rand/v2"
	"sync"

	"github.com/askagain/askagain/server/reading/internal/features"
	"github.com/askagain/askagain/server/reading/internal/model"
	"github.com/askagain/askagain/server/reading/internal/text"
)

// example is a text as a sparse vector: its features block by block, those of a
// block all with the block's value.
type example struct {
	indexes []uint32
	counts  [features.Blocks]int32 // how many of indexes belong to each block
	values  [features.Blocks]float32
	group   string // the author

	sentences []uint8 // of each index, the sentence that shows it; NoSentence for the context
	last      int     // the last sentence
	tokens    int
}

// vector returns the example of a text in its context.
func vector(e *features.Extractor, said, outcome, before, group string, bits int) example {
	t := text.Parse(said)
	e.Extract(t, features.Around{Outcome: outcome, Before: before})
	x := example{indexes: make([]uint32, len(e.Features)), group: group, sentences: make([]uint8, len(e.Features)), last: min(len(t.Sentences), features.MaxSentences) - 1, tokens: len(t.Tokens)}
	for i, f := range e.Features {
		x.sentences[i] = f.Sentence
		x.indexes[i] = f.Index >> (features.Bits - bits)
		x.counts[f.Block]++
	}
	for b, value := range model.BlockValues(e.Counts) {
		x.values[b] = float32(value)
	}
	return x
}

func (x *example) dot(weights []float32) float32 {
	total, rest := float32(0), x.indexes
	for b, n := range x.counts {
		sum := float32(0)
		for _, index := range rest[:n] {
			sum += weights[index]
		}
		total += sum * x.values[b]
		rest = rest[n:]
	}
	return total
}

// add moves the weights by step along x, each as far as it is trusted.
func (x *example) add(weights, trust []float32, step float32) {
	rest := x.indexes
	for b, n := range x.counts {
		part := step * x.values[b]
		for _, index := range rest[:n] {
			weights[index] += part * trust[index]
		}
		rest = rest[n:]
	}
}

// square is the length of x under trust, squared, the bias included.
func (x *example) square(trust []float32) float32 {
	total, rest := float32(1), x.indexes
	for b, n := range x.counts {
		sum := float32(0)
		for _, index := range rest[:n] {
			sum += trust[index]
		}
		total += sum * x.values[b] * x.values[b]
		rest = rest[n:]
	}
	return total
}

// parts returns what the sentences by themselves add to the score.
func (x *example) parts(weights []float32) []float32 {
	sums := make([]float32, x.last+1)
	at := 0
	for b, n := range x.counts {
		for range n {
			if s := x.sentences[at]; s != features.NoSentence {
				sums[s] += weights[x.indexes[at]] * x.values[b]
			}
			at++
		}
	}
	return sums
}

// prune returns the examples without the features that fewer than least of them
// show: what is seen once teaches nothing. The blocks' values stay.
func prune(examples []example, bits, least int) []example {
	seen := make([]int32, 1<<bits)
	for _, x := range examples {
		for _, index := range x.indexes {
			seen[index]++
		}
	}
	pruned := make([]example, len(examples))
	for i, x := range examples {
		kept := example{values: x.values, group: x.group, last: x.last, indexes: make([]uint32, 0, len(x.indexes))}
		at := 0
		for b, n := range x.counts {
			for range n {
				if index := x.indexes[at]; seen[index] >= int32(least) {
					kept.indexes = append(kept.indexes, index)
					kept.sentences = append(kept.sentences, x.sentences[at])
					kept.counts[b]++
				}
				at++
			}
		}
		pruned[i] = kept
	}
	return pruned
}

// linear is one label's weights.
type linear struct {
	weights []float32
	bias    float32
}

func (m linear) score(x *example) float64 { return float64(x.dot(m.weights) + m.bias) }

// solver fits one label: dual coordinate descent for the support vector machine
// with squared hinge loss (Hsieh et al., ICML 2008). One goroutine, one fixed
// order: the same bits every time.
type solver struct {
	cost   float32 // C, of a mistake
	rounds int
	bits   int
}

func (s solver) fit(examples []example, truth []int8, seed uint64) linear {
	m := linear{weights: make([]float32, 1<<s.bits)}
	alpha := make([]float32, len(examples))
	order := make([]int, 0, len(examples))
	positives := 0
	for i, y := range truth {
		if y != 0 {
			order = append(order, i)
		}
		if y > 0 {
			positives++
		}
	}
	// Rare labels weigh more, by the square root of how rare they are.
	rare := float32(1)
	for p := positives; p > 0 && p*2 < len(order) && rare < 2; p = p * 2 {
		rare *= 1.25
	}
	trust := trusts(examples, truth, s.bits)
	squares := make([]float32, len(examples))
	for _, i := range order {
		squares[i] = examples[i].square(trust)
	}
	random := rand.New(rand.NewPCG(seed, 1))
	for range s.rounds {
		random.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		for _, i := range order {
			y, cost := float32(truth[i]), s.cost
			if y > 0 {
				cost *= rare
			}
			diagonal := 1 / (2 * cost)
			x := &examples[i]
			gradient := y*(x.dot(m.weights)+m.bias) - 1 + diagonal*alpha[i]
			if alpha[i] == 0 && gradient >= 0 {
				continue
			}
			next := max(0, alpha[i]-gradient/(squares[i]+diagonal))
			step := (next - alpha[i]) * y
			alpha[i] = next
			x.add(m.weights, trust, step)
			m.bias += step
		}
	}
	return m
}

// fitAll fits every label, several at a time; each by itself, so that the order
// of finishing changes nothing.
func (s solver) fitAll(examples []example, truths [][]int8) []linear {
	models := make([]linear, len(truths))
	var group sync.WaitGroup
	slots := make(chan struct{}, 2)
	for l := range truths {
		group.Add(1)
		slots <- struct{}{}
		go func() {
			defer group.Done()
			models[l] = s.fit(examples, truths[l], uint64(l))
			<-slots
		}()
	}
	group.Wait()
	return models
}

// trusts returns how much freedom each feature has under a label: the log of how
// much more often it stands in the label's examples than in the others, the
// naive-Bayes ratio (Wang and Manning, ACL 2012), at least leastTrust. Words that
// tell nothing by themselves are held back, and fit no accident of one author.
func trusts(examples []example, truth []int8, bits int) []float32 {
	const leastTrust = 0.3
	yes, no := make([]float64, 1<<bits), make([]float64, 1<<bits)
	positives, negatives := 0.0, 0.0
	for i, x := range examples {
		counts := no
		switch {
		case truth[i] == 0:
			continue
		case truth[i] > 0:
			counts = yes
			positives++
		default:
			negatives++
		}
		for _, index := range x.indexes {
			counts[index]++
		}
	}
	// One occurrence in each half is supposed beforehand, dealt by size.
	one := 2 / (positives + negatives)
	trust := make([]float32, 1<<bits)
	for i := range trust {
		ratio := (yes[i] + one*positives) / (positives + 1) / ((no[i] + one*negatives) / (negatives + 1))
		trust[i] = float32(max(leastTrust, math.Abs(math.Log(ratio))))
	}
	return trust
}
