package encoder

import (
	"encoding/binary"
	"fmt"
	"math"
)

// Shape is a matrix of the network: In rows of Out numbers.
type Shape struct {
	Name    string
	In, Out int
	Exact   bool // kept as single-precision numbers, the others in signed bytes
	ByRow   bool // one scale for each row, else one for each column
}

// Shapes are the matrices of the network over so many pieces, in the order of its
// file.
func Shapes(pieces int) []Shape {
	shapes := []Shape{
		{Name: "pieces", In: pieces, Out: narrow, ByRow: true},
		{Name: "segments", In: Segments, Out: narrow, Exact: true},
		{Name: "marks", In: Marks, Out: narrow, Exact: true},
		{Name: "places", In: Places, Out: narrow, Exact: true},
	}
	for i := range layers {
		width := wide
		if i == 0 {
			width = narrow
		}
		add := func(name string, in, out int, exact bool) {
			shapes = append(shapes, Shape{Name: fmt.Sprintf("%d/%s", i, name), In: in, Out: out, Exact: exact})
		}
		add("norm1/scales", 1, width, true)
		add("norm1/shifts", 1, width, true)
		add("queries", width, 3*width, false)
		add("queries/bias", 1, 3*width, true)
		add("attended", width, wide, false)
		add("attended/bias", 1, wide, true)
		if i == 0 {
			add("residual", width, wide, false)
			add("residual/bias", 1, wide, true)
		}
		add("norm2/scales", 1, wide, true)
		add("norm2/shifts", 1, wide, true)
		add("expand", wide, hidden, false)
		add("expand/bias", 1, hidden, true)
		add("shorten", hidden, wide, false)
		add("shorten/bias", 1, wide, true)
	}
	return append(shapes,
		Shape{Name: "norm/scales", In: 1, Out: wide, Exact: true},
		Shape{Name: "norm/shifts", In: 1, Out: wide, Exact: true},
		Shape{Name: "heed", In: wide, Out: Outputs},
		Shape{Name: "worth", In: wide, Out: Outputs},
		Shape{Name: "mean", In: wide, Out: Outputs},
		Shape{Name: "heads/bias", In: 1, Out: Outputs, Exact: true})
}

// Parameters are the network's numbers by the names of their shapes, row by row.
type Parameters map[string][]float32

// magic opens the file of a network; its last byte is the format.
const magic = "AskEnc\x00\x01"

// Append writes the network's file form to file: magic, the pieces, each with its
// length and score, then the matrices, those in signed bytes after their scales.
func (p Parameters) Append(file []byte, v *Vocabulary) []byte {
	file = append(file, magic...)
	file = binary.LittleEndian.AppendUint16(file, uint16(len(v.pieces)))
	for i, piece := range v.pieces {
		file = append(file, byte(len(piece)))
		file = append(file, piece...)
		file = appendNumber(file, v.scores[i])
	}
	for _, shape := range Shapes(len(v.pieces)) {
		values := p[shape.Name]
		if shape.Exact {
			for _, v := range values {
				file = appendNumber(file, v)
			}
			continue
		}
		scales := shape.scales(values)
		for _, scale := range scales {
			file = appendNumber(file, scale)
		}
		for i, v := range values {
			scale := scales[shape.scale(i)]
			if scale == 0 {
				scale = 1
			}
			file = append(file, byte(int8(nearest(v/scale))))
		}
	}
	return file
}

func appendNumber(file []byte, v float32) []byte {
	return binary.LittleEndian.AppendUint32(file, math.Float32bits(v))
}

// scale returns which scale the number at i has.
func (s Shape) scale(i int) int {
	if s.ByRow {
		return i / s.Out
	}
	return i % s.Out
}

func (s Shape) countScales() int {
	if s.ByRow {
		return s.In
	}
	return s.Out
}

func (s Shape) scales(values []float32) []float32 {
	scales := make([]float32, s.countScales())
	for i, v := range values {
		at := s.scale(i)
		scales[at] = max(scales[at], float32(math.Abs(float64(v))))
	}
	for i := range scales {
		scales[i] /= 127
	}
	return scales
}

// source reads a file from the front.
type source struct {
	rest string
	err  error
}

func (s *source) take(n int) string {
	if s.err != nil || len(s.rest) < n {
		if s.err == nil {
			s.err = fmt.Errorf("encoder: the file ends %d bytes early", n-len(s.rest))
		}
		return ""
	}
	taken := s.rest[:n]
	s.rest = s.rest[n:]
	return taken
}

func (s *source) numbers(n int) []float32 {
	raw := s.take(4 * n)
	numbers := make([]float32, n)
	for i := range len(raw) / 4 {
		b := raw[4*i : 4*i+4]
		numbers[i] = math.Float32frombits(uint32(b[0]) | uint32(b[1])<<8 | uint32(b[2])<<16 | uint32(b[3])<<24)
	}
	return numbers
}

func (s *source) vocabulary() *Vocabulary {
	if s.take(len(magic)) != magic && s.err == nil {
		s.err = fmt.Errorf("encoder: no network at the front of the file")
	}
	size := s.take(2)
	if s.err != nil {
		return nil
	}
	count := int(size[0]) | int(size[1])<<8
	pieces, scores := make([]string, 0, count), make([]float32, 0, count)
	for range count {
		length := s.take(1)
		if s.err != nil {
			return nil
		}
		pieces = append(pieces, s.take(int(length[0])))
		scores = append(scores, s.numbers(1)...)
	}
	return NewVocabulary(pieces, scores)
}

// matrix reads one matrix: numbers of an exact one, else scales and steps.
func (s *source) matrix(shape Shape) (numbers, scales []float32, steps string) {
	if shape.Exact {
		return s.numbers(shape.In * shape.Out), nil, ""
	}
	scales = s.numbers(shape.countScales())
	return nil, scales, s.take(shape.In * shape.Out)
}

// OpenParameters reads the numbers of a network, to train it further.
func OpenParameters(file string) (Parameters, *Vocabulary, error) {
	s := &source{rest: file}
	v := s.vocabulary()
	if s.err != nil {
		return nil, nil, s.err
	}
	p := Parameters{}
	for _, shape := range Shapes(len(v.pieces)) {
		numbers, scales, steps := s.matrix(shape)
		if numbers == nil {
			numbers = make([]float32, shape.In*shape.Out)
			for i := range len(steps) {
				numbers[i] = float32(int8(steps[i])) * scales[shape.scale(i)]
			}
		}
		p[shape.Name] = numbers
	}
	return p, v, s.err
}

// stored is a matrix in signed bytes as it stands in the file.
type stored struct {
	shape  Shape
	scales []float32
	steps  string
}

// Open reads a network to read with.
func Open(file string) (*Encoder, error) {
	s := &source{rest: file}
	v := s.vocabulary()
	if s.err != nil {
		return nil, s.err
	}
	exact, bytes := map[string][]float32{}, map[string]stored{}
	for _, shape := range Shapes(len(v.pieces)) {
		numbers, scales, steps := s.matrix(shape)
		if shape.Exact {
			exact[shape.Name] = numbers
		} else {
			bytes[shape.Name] = stored{shape, scales, steps}
		}
	}
	if s.err != nil {
		return nil, s.err
	}
	if s.rest != "" {
		return nil, fmt.Errorf("encoder: %d bytes after the network", len(s.rest))
	}
	return assemble(v, exact, bytes), nil
}

func assemble(v *Vocabulary, exact map[string][]float32, bytes map[string]stored) *Encoder {
	e := &Encoder{
		Vocabulary: v, pieces: bytes["pieces"].steps, steps: bytes["pieces"].scales,
		segments: exact["segments"], marks: exact["marks"], places: exact["places"],
		norm: norm{exact["norm/scales"], exact["norm/shifts"]}, biases: exact["heads/bias"],
	}
	for i := range e.layers {
		name := func(part string) string { return fmt.Sprintf("%d/%s", i, part) }
		lay := func(part string) table { return layTable(exact[name(part)+"/bias"], bytes[name(part)]) }
		l := &e.layers[i]
		l.width = len(exact[name("norm1/scales")])
		l.norm1 = norm{exact[name("norm1/scales")], exact[name("norm1/shifts")]}
		l.norm2 = norm{exact[name("norm2/scales")], exact[name("norm2/shifts")]}
		l.queries, l.attended, l.expand, l.shorten = lay("queries"), lay("attended"), lay("expand"), lay("shorten")
		if l.width != wide {
			residual := lay("residual")
			l.residual = &residual
		}
	}
	e.heads = layTable(nil, bytes["heed"], bytes["worth"], bytes["mean"])
	return e
}

// layTable lays matrices side by side.
func layTable(biases []float32, matrices ...stored) table {
	t, out := table{}, 0
	for _, m := range matrices {
		out += m.shape.Out
	}
	t.shape(matrices[0].shape.In, out)
	copy(t.biases, biases)
	column := 0
	for _, m := range matrices {
		copy(t.scales[column:], m.scales)
		for in := range m.shape.In {
			for out, step := range []byte(m.steps[in*m.shape.Out : (in+1)*m.shape.Out]) {
				t.panels[t.at(in, column+out)] = int16(int8(step))
			}
		}
		column += m.shape.Out
	}
	return t
}

// Place returns the numbers of a place in a segment: sines and cosines of it over
// lengths from one to ten thousand. They are kept in the file, since sines differ
// between processors in their last bit.
func Place(place int) []float32 {
	numbers := make([]float32, narrow)
	for i := range narrow / 2 {
		angle := float64(place) * math.Exp(-math.Log(10000)/(narrow/2-1)*float64(i))
		numbers[i], numbers[narrow/2+i] = float32(math.Sin(angle)), float32(math.Cos(angle))
	}
	return numbers
}
