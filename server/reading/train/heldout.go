package main

import (
	"encoding/binary"
	"errors"
	"fmt"
	"hash/fnv"
	"io"
	"math"
	"os"
	"path/filepath"

	"github.com/askagain/askagain/server/reading/internal/encoder"
)

// The files of the encoder, beside the reader and beside this program.
const (
	encoderFile = "encoder.bin"
	heldOutFile = "train/heldout.bin"
)

// encoderGroups is in how many groups hands are held out from encoders.
const encoderGroups = 3

// outputs are what an encoder that had not seen the hand says of a text.
type outputs [encoder.Outputs]float64

// heldOut is what encoders say of texts by hands that they had not seen, by the
// texts' keys.
type heldOut map[uint64]outputs

// key tells a text in its context from others.
func key(role encoder.Role, said, before, outcome string) uint64 {
	h := fnv.New64a()
	fmt.Fprintf(h, "%d\x00%s\x00%s\x00%s", role, said, before, outcome)
	return h.Sum64()
}

func (t turn) key() uint64 { return key(encoder.Turn, t.Text, t.ClientLast, t.Outcome) }
func (l line) key() uint64 { return key(encoder.Line, l.Text, l.RepLast, l.Outcome) }

// trainEncoder writes encoder.bin, and heldout.bin by encoders of the same making
// that held hands out, each hand from one of them. After hearNewer heldout.bin stays:
// every hand in it was heard by an encoder that had not seen it.
func trainEncoder(progress io.Writer, o options, turns []turn, lines []line) error {
	start, vocabulary, err := readPretrained(o.encoder)
	if err != nil {
		return err
	}
	all := lessons(vocabulary, turns, lines)
	fit := func(use func(lesson) bool) []byte {
		var given []int
		for i, one := range all {
			if use(one) {
				given = append(given, i)
			}
		}
		return fitEncoder(progress, start, all, given, 1).Parameters().Append(nil, vocabulary)
	}
	encoderOfAll := func() error {
		return os.WriteFile(filepath.Join(o.out, encoderFile), fit(func(lesson) bool { return true }), 0o644)
	}
	if o.hear {
		return encoderOfAll()
	}
	group := groups(all)
	var file []byte
	for g := range encoderGroups {
		held, err := encoder.Open(string(fit(func(l lesson) bool { return group[l.hand] != g })))
		if err != nil {
			return err
		}
		var scratch encoder.Scratch
		for _, one := range all {
			if group[one.hand] == g {
				scratch.Sequence = *one.typed
				held.Encode(&scratch)
				file = appendOutputs(file, one.key, &scratch.Scores)
			}
		}
	}
	if err := os.WriteFile(filepath.Join(o.out, heldOutFile), file, 0o644); err != nil {
		return err
	}
	return encoderOfAll()
}

// hearNewer adds to heldout.bin what the encoder says of hands that came after it.
// As it never learned from them, they are as held out from it as those of its making
// were. A hand of which it knows any text is left alone.
func hearNewer(progress io.Writer, o options, turns []turn, lines []line) error {
	name := filepath.Join(o.out, heldOutFile)
	held, err := readHeldOut(name)
	if err != nil {
		return err
	}
	packed, err := os.ReadFile(filepath.Join(o.out, encoderFile))
	if err != nil {
		return err
	}
	hearer, err := encoder.Open(string(packed))
	if err != nil {
		return err
	}
	all := lessons(hearer.Vocabulary, turns, lines)
	known := map[string]bool{}
	for _, one := range all {
		if _, heard := held[one.key]; heard {
			known[one.hand] = true
		}
	}
	var file []byte
	var scratch encoder.Scratch
	for _, one := range all {
		if !known[one.hand] {
			scratch.Sequence = *one.typed
			hearer.Encode(&scratch)
			file = appendOutputs(file, one.key, &scratch.Scores)
		}
	}
	fmt.Fprintf(progress, "encoder: %d texts of hands that it never saw\n", len(file)/recordSize)
	kept, err := os.OpenFile(name, os.O_WRONLY|os.O_APPEND, 0)
	if err != nil {
		return err
	}
	_, err = kept.Write(file)
	return errors.Join(err, kept.Close())
}

// groups deals the hands into groups, in the order of their names.
func groups(all []lesson) map[string]int {
	m := material{}
	for _, one := range all {
		m.examples = append(m.examples, example{group: one.hand})
	}
	_, group := m.folds(encoderGroups)
	return group
}

// recordSize is the length of a kept record, in bytes.
const recordSize = 8 + 2*encoder.Outputs

// outputStep is what one step of a kept output is worth.
const outputStep = 1.0 / 1000

// appendOutputs writes a record: the key, then each output in steps, little-endian.
func appendOutputs(file []byte, key uint64, scores *[encoder.Outputs]float32) []byte {
	file = binary.LittleEndian.AppendUint64(file, key)
	for _, score := range scores {
		step := math.RoundToEven(float64(score) / outputStep)
		file = binary.LittleEndian.AppendUint16(file, uint16(int16(max(-32000, min(32000, step)))))
	}
	return file
}

func readHeldOut(name string) (heldOut, error) {
	file, err := os.ReadFile(name)
	if err != nil {
		return nil, err
	}
	if len(file)%recordSize != 0 {
		return nil, fmt.Errorf("%s: %d bytes are no whole number of records", name, len(file))
	}
	held := heldOut{}
	for ; len(file) > 0; file = file[recordSize:] {
		var one outputs
		for i := range one {
			one[i] = float64(int16(binary.LittleEndian.Uint16(file[8+2*i:]))) * outputStep
		}
		held[binary.LittleEndian.Uint64(file)] = one
	}
	return held, nil
}
