// Package model is the linear model: its labels, its file, its scores, and the
// decision that scores lead to.
package model

import (
	"encoding/binary"
	"fmt"
	"math"

	"github.com/askagain/askagain/server/reading/internal/features"
)

// Weights are the quantized weights of several labels, those of one feature
// side by side. They are immutable.
type Weights struct {
	Labels int       // how many labels
	Bits   int       // places are 1<<Bits; a feature's number is shifted to fit
	Scales []float64 // of each label: what one step of a weight is worth
	Biases []float64 // of each label
	table  string    // one signed byte a place and label
}

// blockWeights say how much each family of features counts; found by
// cross-validation.
var blockWeights = [features.Blocks]float64{1, 1, 0.5, 0.5, 0.6}

// BlockValues returns the value of each feature of a block, given how many the
// text shows: every block has the length of its weight, however long the text.
func BlockValues(counts [features.Blocks]int) [features.Blocks]float64 {
	var values [features.Blocks]float64
	for b, n := range counts {
		if n > 0 {
			values[b] = blockWeights[b] / math.Sqrt(float64(n))
		}
	}
	return values
}

// Place returns the place of a feature's weights.
func (w *Weights) Place(f features.Feature) int {
	return int(f.Index>>(features.Bits-w.Bits)) * w.Labels
}

// At returns the weight of label at a place, in steps of the label's scale.
func (w *Weights) At(place, label int) int32 { return int32(int8(w.table[place+label])) }

// Scores are what the features of a text say for each label: all together, and
// sentence by sentence. They are scratch memory, reused from text to text.
type Scores struct {
	Total             [MaxLabels]float64
	Best, First, Last [MaxLabels]float64 // what the best, first and last sentence add; Best is at least 0
	sums              [][features.Blocks][MaxLabels]int32
}

// Score fills scores. Sums are of whole numbers, and every product is rounded by
// itself, so that every machine reaches the same score.
func (w *Weights) Score(e *features.Extractor, scores *Scores) {
	last := w.sum(e, scores)
	values := BlockValues(e.Counts)
	for label := range w.Labels {
		whole := w.Biases[label]
		best, first, latest := 0.0, 0.0, 0.0
		for n := 0; n <= last+1; n++ {
			part := 0.0
			for b, value := range values {
				part += float64(float64(float64(scores.sums[n][b][label])*value) * w.Scales[label])
			}
			whole += part
			if n == last+1 { // of no sentence
				break
			}
			best = max(best, part)
			if n == 0 {
				first = part
			}
			latest = part
		}
		scores.Total[label], scores.Best[label], scores.First[label], scores.Last[label] = whole, best, first, latest
	}
}

// sum adds up the steps of weight by sentence, block and label. What no sentence
// shows is summed behind the last sentence, whose number is returned.
func (w *Weights) sum(e *features.Extractor, scores *Scores) (last int) {
	last = -1
	for _, f := range e.Features {
		if f.Sentence != features.NoSentence {
			last = max(last, int(f.Sentence))
		}
	}
	for len(scores.sums) < last+2 {
		scores.sums = append(scores.sums, [features.Blocks][MaxLabels]int32{})
	}
	clear(scores.sums[:last+2])
	for _, f := range e.Features {
		n := int(f.Sentence)
		if f.Sentence == features.NoSentence {
			n = last + 1
		}
		place := w.Place(f)
		row := w.table[place : place+w.Labels]
		sum := &scores.sums[n][f.Block]
		for label := 0; label < len(row); label++ {
			sum[label] += int32(int8(row[label]))
		}
	}
	return last
}

// MaxLabels bounds the labels of one table.
const MaxLabels = 16

// Quantize turns weights, label by label, into a table. Every label has its own
// scale; a weight beyond 127 steps is clipped.
func Quantize(bits int, labels [][]float32, biases []float64) *Weights {
	places := 1 << bits
	w := &Weights{Labels: len(labels), Bits: bits, Biases: biases}
	table := make([]byte, places*len(labels))
	for l, weights := range labels {
		largest := 0.0
		for _, v := range weights {
			largest = max(largest, math.Abs(float64(v)))
		}
		scale := largest / 127
		if scale == 0 {
			scale = 1
		}
		w.Scales = append(w.Scales, scale)
		for place, v := range weights {
			step := math.RoundToEven(float64(v) / scale)
			table[place*len(labels)+l] = byte(int8(max(-127, min(127, step))))
		}
	}
	w.table = string(table)
	return w
}

// magic opens the file of one table; its last byte is the format.
const magic = "AskLin\x00\x01"

// Append writes the table's file form to file: magic, labels, bits, scales,
// biases, then the weights.
func (w *Weights) Append(file []byte) []byte {
	file = append(file, magic...)
	file = append(file, byte(w.Labels), byte(w.Bits))
	for _, numbers := range [][]float64{w.Scales, w.Biases} {
		for _, number := range numbers {
			file = binary.LittleEndian.AppendUint64(file, math.Float64bits(number))
		}
	}
	return append(file, w.table...)
}

// Open reads a table from the front of file, without copying it, and returns
// what follows.
func Open(file string) (*Weights, string, error) {
	if len(file) < len(magic)+2 || file[:len(magic)] != magic {
		return nil, "", fmt.Errorf("model: no table at the front of %d bytes", len(file))
	}
	w := &Weights{Labels: int(file[len(magic)]), Bits: int(file[len(magic)+1])}
	if w.Labels == 0 || w.Labels > MaxLabels || w.Bits == 0 || w.Bits > features.Bits {
		return nil, "", fmt.Errorf("model: %d labels in %d bits", w.Labels, w.Bits)
	}
	file = file[len(magic)+2:]
	size := w.Labels << w.Bits
	if len(file) < 16*w.Labels+size {
		return nil, "", fmt.Errorf("model: table ends after %d of %d bytes", len(file), 16*w.Labels+size)
	}
	for i := range 2 * w.Labels {
		number := math.Float64frombits(binary.LittleEndian.Uint64([]byte(file[8*i : 8*i+8])))
		if i < w.Labels {
			w.Scales = append(w.Scales, number)
		} else {
			w.Biases = append(w.Biases, number)
		}
	}
	file = file[16*w.Labels:]
	w.table = file[:size]
	return w, file[size:], nil
}
