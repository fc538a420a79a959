package encoder

import (
	"github.com/askagain/askagain/server/reading/internal/features"
	"github.com/askagain/askagain/server/reading/internal/text"
)

// Role is what the read words are: a rep's turn or a client's line.
type Role uint8

// The roles.
const (
	Turn Role = iota
	Line
)

// The segments of a sequence, which tell its words apart by who says them.
const (
	ofTurn = iota
	ofBefore
	ofOutcome
	ofLine
	Segments // how many there are
)

// Marks is how many ways there are for a word to occur around it: in what is
// asked for (1), in what was said before (2), in both (3), in neither (0).
const Marks = 4

// The most pieces that are read of each segment.
const (
	mostText    = 120
	mostBefore  = 32
	mostOutcome = 24
)

// Places is how many places a segment has.
const Places = mostText

// MostPieces is the length of the longest sequence.
const MostPieces = mostText + mostBefore + mostOutcome

// Sequence is a text and its context in pieces, the text's own first.
type Sequence struct {
	IDs      []int32
	Segments []uint8
	Marks    []uint8
	Places   []int32 // within the segment
	Tokens   []int32 // of the text's pieces, the token that each is of
	Text     int     // how many pieces are the text's own, at least one
	Cut      bool    // the text has more
}

// Read fills the sequence with t in its context. before is what the other side
// said before, outcome what is asked for.
func (s *Sequence) Read(v *Vocabulary, t *text.Text, before, outcome string, role Role) {
	*s = Sequence{IDs: s.IDs[:0], Segments: s.Segments[:0], Marks: s.Marks[:0], Places: s.Places[:0], Tokens: s.Tokens[:0]}
	said, asked := text.Parse(before), text.Parse(outcome)
	saidStems, askedStems := features.ContentStems(said.Tokens), features.ContentStems(asked.Tokens)
	same := features.OfAskedLength(t, asked)
	segment := uint8(ofTurn)
	if role == Line {
		segment = ofLine
	}
	pieces := v.Cut(nil, t, mostText+1)
	s.Cut = len(pieces) > mostText
	for place, piece := range pieces[:min(mostText, len(pieces))] {
		token := &t.Tokens[piece.Token]
		mark := uint8(0)
		if features.IsContent(token) {
			stem := text.Stem(token.Word)
			if askedStems[stem] {
				mark |= 1
			}
			if saidStems[stem] {
				mark |= 2
			}
		}
		if same != nil && same[piece.Token] {
			mark |= 1
		}
		s.add(piece.ID, segment, mark, place)
		s.Tokens = append(s.Tokens, piece.Token)
	}
	if len(pieces) == 0 {
		s.add(0, segment, 0, 0)
		s.Tokens = append(s.Tokens, -1)
	}
	s.Text = len(s.IDs)
	for place, piece := range v.Cut(nil, said, mostBefore) {
		s.add(piece.ID, ofBefore, 0, place)
	}
	for place, piece := range v.Cut(nil, asked, mostOutcome) {
		s.add(piece.ID, ofOutcome, 0, place)
	}
}

func (s *Sequence) add(id int32, segment, mark uint8, place int) {
	s.IDs = append(s.IDs, id)
	s.Segments = append(s.Segments, segment)
	s.Marks = append(s.Marks, mark)
	s.Places = append(s.Places, int32(place))
}

// Join appends the text of b to that of a, in the context of b.
func Join(a, b *Sequence) *Sequence {
	j := &Sequence{}
	room := max(0, mostText-a.Text)
	j.take(a, 0, a.Text)
	j.take(b, 0, min(b.Text, room))
	j.Text = len(j.IDs)
	j.take(b, b.Text, len(b.IDs))
	for i := range j.Text {
		j.Places[i] = int32(i)
	}
	return j
}

func (s *Sequence) take(from *Sequence, first, end int) {
	s.IDs = append(s.IDs, from.IDs[first:end]...)
	s.Segments = append(s.Segments, from.Segments[first:end]...)
	s.Marks = append(s.Marks, from.Marks[first:end]...)
	s.Places = append(s.Places, from.Places[first:end]...)
}
