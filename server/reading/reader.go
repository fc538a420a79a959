// Package reading reads what a rep did in a turn, and what a client's line does
// with the ask before it: embedded, deterministic, in a tenth of a millisecond
// where the words are plain and in a few milliseconds where they leave a doubt.
package reading

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"sort"
	"sync"

	"github.com/askagain/askagain/server/practice"
	"github.com/askagain/askagain/server/reading/internal/features"
	"github.com/askagain/askagain/server/reading/internal/model"
	"github.com/askagain/askagain/server/reading/internal/text"
)

//go:embed model.bin
var weights string

//go:embed model.json
var numbers []byte

// Reader reads turns and client lines. It is safe for any number of goroutines
// and never changes: the same words in the same context are read the same way.
type Reader struct {
	turns, answers *model.Weights
	ruses          *model.Weights // one label: whether a turn is a ruse
	stack          *model.Stack
	deepStack      *model.Stack // once the encoder has been heard
	settings       model.Settings
	listener       listener
	scratch        sync.Pool // of *scratch
}

// scratch is the memory of one reading under way.
type scratch struct {
	extractor features.Extractor
	scores    model.Scores
	inputs    []float64
	words     [model.TurnLabels]float64 // scores of the words alone
	stacked   [model.TurnLabels]float64 // scores, with the encoder where the words leave a doubt
	weight    []float64                 // of each token, for the label whose evidence is sought
	deep      bool                      // the scores are with the encoder
	ruse      bool                      // the words are those of a ruse: they prove no lever
	listened  bool                      // heard is of the text that the scores are of
	heard     heard
}

// New opens the embedded model. It fails only if the program was built with a
// broken one.
func New() (*Reader, error) {
	r := &Reader{listener: newListener(), scratch: sync.Pool{New: func() any { return &scratch{} }}}
	if err := json.Unmarshal(numbers, &r.settings); err != nil {
		return nil, fmt.Errorf("reading: model.json: %w", err)
	}
	turns, rest, err := model.Open(weights)
	if err != nil {
		return nil, fmt.Errorf("reading: %w", err)
	}
	stack, rest, err := model.OpenStack(rest, model.WordInputs)
	if err != nil {
		return nil, fmt.Errorf("reading: %w", err)
	}
	deepStack, rest, err := model.OpenStack(rest, model.DeepInputs)
	if err != nil {
		return nil, fmt.Errorf("reading: %w", err)
	}
	answers, rest, err := model.Open(rest)
	if err != nil {
		return nil, fmt.Errorf("reading: %w", err)
	}
	ruses, _, err := model.Open(rest)
	if err != nil {
		return nil, fmt.Errorf("reading: %w", err)
	}
	if turns.Labels != int(model.TurnLabels) || answers.Labels != len(model.Answers) || ruses.Labels != 1 ||
		len(r.settings.Turn) != turns.Labels || len(r.settings.Doubt.Cuts) != turns.Labels {
		return nil, fmt.Errorf("reading: model.bin and model.json tell apart other labels than this program")
	}
	r.turns, r.stack, r.deepStack, r.answers, r.ruses = turns, stack, deepStack, answers, ruses
	return r, nil
}

// Version names the two models, as linear-2-… and encoder-1-… with their digests;
// a card is keyed by it.
func (r *Reader) Version() string { return r.settings.Version }

// Language says in a few microseconds whether words are in a language that Read
// knows.
func (r *Reader) Language(words string) practice.Language {
	if whole := text.Parse(words); whole.Letters > 0 && foreign(whole) {
		return practice.LanguageOther
	}
	return practice.LanguageKnown
}

// Read says what the turn was. It takes any bytes, reads the first 32 KiB, and
// credits nothing in words that are no English.
func (r *Reader) Read(said practice.Said) practice.Reading {
	s := r.scratch.Get().(*scratch)
	defer r.scratch.Put(s)
	p := r.prepare(said)
	reading := practice.Reading{
		Ask: practice.AskNone, Methods: []practice.Method{}, Tone: practice.Neutral, Repeat: p.repeat,
		Evidence: []practice.Evidence{}, Confidence: map[practice.Label]int{}, Reader: r.settings.Version,
	}
	reading.Facts = factsAsked(p.whole, said)
	intends := validIntends(said.Intends)
	if len(p.plain.Tokens) > 0 {
		around := features.Around{Outcome: said.Outcome, Before: said.ClientLast}
		r.ask(s, &reading, said.Text, p, around, intends)
		r.methods(s, &reading, said.Text, p, around, intends)
		r.settle(s, &reading, said, p)
	}
	if p.foreign && p.whole.Letters > 0 {
		reading.Language = practice.LanguageOther
	}
	for _, l := range intends {
		if !reading.Has(l.Method()) {
			reading.Unborne = append(reading.Unborne, l.Method())
		}
	}
	return reading
}

// validIntends returns the first two methods named beforehand that are methods,
// each once.
func validIntends(intends []practice.Method) []model.Label {
	var labels []model.Label
	for _, method := range intends {
		l, ok := model.OfMethod(method)
		if !ok || len(labels) > 0 && labels[0] == l {
			continue
		}
		if labels = append(labels, l); len(labels) == practice.MaxIntends {
			break
		}
	}
	return labels
}

// ask reads ask, tone and yields from everything that was said in earnest.
func (r *Reader) ask(s *scratch, reading *practice.Reading, raw string, p prepared, around features.Around, intends []model.Label) {
	scores := r.judge(s, p.plain, around)
	verdict := r.settings.Decide(scores, len(p.plain.Tokens), r.claims(s, p.plain, around, intends))
	cuts := r.settings.Turn
	if verdict.Asks {
		asks := cuts[model.Asks].Sureness(scores[model.Asks])
		part := cuts[model.Partial].Sureness(scores[model.Partial])
		if verdict.Partial {
			if r.cite(s, reading, raw, p.plain, practice.LabelPartial, asks*part/1000, model.Asks, model.Partial) {
				reading.Ask = practice.AskPartial
			}
		} else if r.cite(s, reading, raw, p.plain, practice.LabelOutcome, asks*(1000-part)/1000, model.Asks) {
			reading.Ask = practice.AskOutcome
		}
	}
	switch verdict.Tone {
	case model.Warm:
		if r.cite(s, reading, raw, p.plain, practice.LabelWarm, cuts[model.Warm].Sureness(scores[model.Warm]), model.Warm) {
			reading.Tone = practice.Warm
		}
	case model.Pushy:
		if r.cite(s, reading, raw, p.plain, practice.LabelPushy, cuts[model.Pushy].Sureness(scores[model.Pushy]), model.Pushy) {
			reading.Tone = practice.Pushy
		}
	}
	if verdict.Yields {
		reading.Yields = r.cite(s, reading, raw, p.plain, practice.LabelYields, cuts[model.Yields].Sureness(scores[model.Yields]), model.Yields)
	}
	if p.fresh == p.plain {
		r.levers(s, reading, raw, p.plain, verdict, scores)
	}
}

// methods reads the methods from what is new where a part of the turn was said
// before, and settles what no trade is and whether the ask was a direct one.
func (r *Reader) methods(s *scratch, reading *practice.Reading, raw string, p prepared, around features.Around, intends []model.Label) {
	if p.fresh != p.plain && len(p.fresh.Tokens) > 0 && p.repeat == practice.RepeatNone {
		ruse := s.ruse
		scores := r.judge(s, p.fresh, around)
		s.ruse = s.ruse || ruse
		claims := r.claims(s, p.fresh, around, intends)
		r.levers(s, reading, raw, p.fresh, r.settings.Decide(scores, len(p.fresh.Tokens), claims), scores)
	}
	threat(reading, raw, p.plain)
	if len(reading.Methods) == 0 && reading.Ask != practice.AskNone {
		r.direct(s, reading)
	}
	sort.SliceStable(reading.Evidence, func(i, j int) bool { return reading.Evidence[i].Start < reading.Evidence[j].Start })
	at := map[practice.Method]int{}
	for _, evidence := range reading.Evidence {
		at[practice.Method(evidence.Label)] = evidence.Start
	}
	sort.SliceStable(reading.Methods, func(i, j int) bool { return at[reading.Methods[i]] < at[reading.Methods[j]] })
}

// levers credits the methods other than direct that have evidence, in turns that are
// meant.
func (r *Reader) levers(s *scratch, reading *practice.Reading, raw string, t *text.Text, verdict model.Verdict, scores []float64) {
	if s.ruse {
		return
	}
	for _, l := range verdict.Methods {
		if l == model.Direct {
			continue
		}
		if r.cite(s, reading, raw, t, practice.Label(l.Method()), r.settings.Turn[l].Sureness(scores[l]), l) {
			reading.Methods = append(reading.Methods, l.Method())
		}
	}
	for _, l := range verdict.Maybe {
		reading.Maybe = append(reading.Maybe, l.Method())
	}
}

// direct credits a plain ask with the ask's own evidence.
func (r *Reader) direct(s *scratch, reading *practice.Reading) {
	for _, label := range []practice.Label{practice.LabelOutcome, practice.LabelPartial} {
		if evidence, ok := reading.Quote(label); ok {
			reading.Methods = append(reading.Methods, practice.Direct)
			evidence.Label = practice.Label(practice.Direct)
			reading.Evidence = append(reading.Evidence, evidence)
			reading.Confidence[practice.Label(practice.Direct)] = r.settings.Turn[model.Direct].Sureness(s.stacked[model.Direct])
			return
		}
	}
}

// Answer says what a client's line does with the ask before it.
func (r *Reader) Answer(heard practice.Heard) practice.Answer {
	t := text.Parse(heard.Text)
	if len(t.Words()) == 0 {
		return practice.OtherReply
	}
	s := r.scratch.Get().(*scratch)
	defer r.scratch.Put(s)
	return model.Answers[r.judgeAnswer(s, t, features.Around{Outcome: heard.Outcome, Before: heard.RepLast})]
}
