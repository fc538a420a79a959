package reading

import (
	_ "embed"
	"runtime"
	"sync"

	"github.com/askagain/askagain/server/reading/internal/encoder"
	"github.com/askagain/askagain/server/reading/internal/features"
	"github.com/askagain/askagain/server/reading/internal/model"
	"github.com/askagain/askagain/server/reading/internal/text"
)

//go:embed encoder.bin
var network string

// listener hears texts by the encoder. So many at once as there are processors;
// the others wait, and memory stays bounded however many are read.
type listener struct {
	open  func() (*encoder.Encoder, error) // made ready when it is first needed
	desks chan *encoder.Scratch            // nil until used
}

func newListener() listener {
	l := listener{
		open:  sync.OnceValues(func() (*encoder.Encoder, error) { return encoder.Open(network) }),
		desks: make(chan *encoder.Scratch, runtime.GOMAXPROCS(0)),
	}
	for range cap(l.desks) {
		l.desks <- nil
	}
	return l
}

// heard is what the encoder says of a text.
type heard struct {
	outputs [encoder.Outputs]float64
	tokens  []int32   // of each piece of the text, the token that it is of
	worths  []float64 // what each piece adds to each output, piece by piece
}

// hear fills result, and reports whether it could. A text longer than the encoder
// has learned from is left to the words.
func (l listener) hear(result *heard, t *text.Text, around features.Around, role encoder.Role) bool {
	e, err := l.open()
	if err != nil {
		return false // a broken build, which a test finds; the words are still read
	}
	desk := <-l.desks
	defer func() { l.desks <- desk }()
	if desk == nil {
		desk = &encoder.Scratch{}
	}
	desk.Sequence.Read(e.Vocabulary, t, around.Before, around.Outcome, role)
	if desk.Sequence.Cut {
		return false
	}
	e.Encode(desk)
	for output, score := range desk.Scores {
		result.outputs[output] = float64(score)
	}
	result.tokens, result.worths = append(result.tokens[:0], desk.Sequence.Tokens...), result.worths[:0]
	for piece := range result.tokens {
		for output := range encoder.Outputs {
			result.worths = append(result.worths, float64(desk.Worth(piece, output)))
		}
	}
	return true
}

// judge scores t by its words, and where these leave a doubt by the encoder too.
func (r *Reader) judge(s *scratch, t *text.Text, around features.Around) []float64 {
	s.extractor.Extract(t, around)
	r.turns.Score(&s.extractor, &s.scores)
	s.inputs = model.StackInputs(s.inputs[:0], &s.scores)
	r.stack.Score(s.inputs, s.words[:])
	r.ruses.Score(&s.extractor, &s.scores)
	s.ruse = s.scores.Total[0] >= r.settings.Ruse
	s.stacked = s.words
	s.deep = r.settings.Doubt.About(s.words[:]) && r.listener.hear(&s.heard, t, around, encoder.Turn)
	s.listened = s.deep
	if s.deep {
		s.inputs = model.HeardInputs(s.inputs, s.heard.outputs[:])
		r.deepStack.Score(s.inputs, s.stacked[:])
	}
	return s.stacked[:]
}

// claims weighs the methods named beforehand, after judge. The encoder is heard
// where it can still tell.
func (r *Reader) claims(s *scratch, t *text.Text, around features.Around, intends []model.Label) []model.Claim {
	var claims []model.Claim
	for _, l := range intends {
		if !s.listened && r.settings.Undecided(l, s.words[:]) {
			s.listened = r.listener.hear(&s.heard, t, around, encoder.Turn)
		}
		var outputs []float64
		if s.listened {
			outputs = s.heard.outputs[:]
		}
		claims = append(claims, r.settings.Claim(l, s.words[:], outputs))
	}
	return claims
}

// judgeAnswer returns the index in model.Answers of what a line does.
func (r *Reader) judgeAnswer(s *scratch, t *text.Text, around features.Around) int {
	s.extractor.Extract(t, around)
	r.answers.Score(&s.extractor, &s.scores)
	best, lead := model.BestAnswer(&s.scores)
	if lead < r.settings.Blend.Within && r.listener.hear(&s.heard, t, around, encoder.Line) {
		r.settings.Blend.Hear(&s.scores, s.heard.outputs[:])
		best, _ = model.BestAnswer(&s.scores)
	}
	return best
}

// heardWeight is what a step of the encoder's output is worth as evidence beside
// the words' own scores.
const heardWeight = 0.25

// weighHeard adds to each token what the encoder makes of it for the labels.
func (s *scratch) weighHeard(labels []model.Label) {
	if !s.listened {
		return
	}
	for piece, token := range s.heard.tokens {
		for _, l := range labels {
			s.weight[token] += float64(heardWeight * s.heard.worths[piece*encoder.Outputs+int(l)])
		}
	}
}
