package reading

import (
	"math"

	"github.com/askagain/askagain/server/practice"
	"github.com/askagain/askagain/server/reading/internal/features"
	"github.com/askagain/askagain/server/reading/internal/text"
)

// Doubts reports whether the encoder is heard about the turn.
func (r *Reader) Doubts(said practice.Said) bool {
	s := &scratch{}
	r.judge(s, text.Parse(said.Text), features.Around{Outcome: said.Outcome, Before: said.ClientLast})
	return s.deep
}

// Hears reports whether the encoder can be opened.
func (r *Reader) Hears() error {
	_, err := r.listener.open()
	return err
}

// Always returns a reader that hears the encoder about every turn.
func (r *Reader) Always() *Reader { return r.within(math.Inf(1)) }

// Never returns a reader that reads the words alone.
func (r *Reader) Never() *Reader { return r.within(0) }

// Wider returns a reader that doubts a little more.
func (r *Reader) Wider() *Reader { return r.within(r.settings.Doubt.Within * 1.2) }

// DoubtShare is how often the encoder is heard about turns of authors that the
// models never saw.
func (r *Reader) DoubtShare() float64 { return r.settings.Doubt.Share }

func (r *Reader) within(margin float64) *Reader {
	other := &Reader{
		turns: r.turns, answers: r.answers, ruses: r.ruses, stack: r.stack, deepStack: r.deepStack,
		settings: r.settings, listener: r.listener,
	}
	other.scratch.New = func() any { return &scratch{} }
	other.settings.Doubt.Within, other.settings.Blend.Within = margin, margin
	return other
}
