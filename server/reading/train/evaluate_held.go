package main

import (
	"slices"

	"github.com/askagain/askagain/server/reading/internal/features"
	"github.com/askagain/askagain/server/reading/internal/model"
)

// student is a reader made from a part of the corpus as the checked-in one is
// made from all of it: weights, stacks, cuts and the blend of answers, each
// fitted on scores that are held out inside that part.
type student struct {
	turns, answers []linear
	words, deep    *model.Stack
	settings       *model.Settings
	extractor      features.Extractor
}

func taught(turns []turn, lines []line, held heldOut, folds int) *student {
	l := learn(turns, lines, held, folds)
	s := &student{
		turns:   l.turns.solver.fitAll(prune(l.turns.examples, l.turns.solver.bits, least), l.turns.truths),
		words:   l.turns.stack(l.inputs, model.WordInputs, everybody),
		deep:    l.deepStack(everybody),
		answers: l.answers.solver.fitAll(prune(l.answers.examples, l.answers.solver.bits, least), l.answers.truths),
	}
	s.settings = l.settings(everybody)
	return s
}

// sitting is a turn as a student that never saw its author read it.
type sitting struct {
	turn     turn
	scores   []float64
	words    []float64 // scores of the words alone
	outputs  []float64 // of the encoder; nil where none was held from the author
	tokens   int
	deep     bool // the encoder was heard because the words left a doubt
	settings *model.Settings
}

// verdict decides the turn, no method named beforehand.
func (s sitting) verdict() model.Verdict { return s.settings.Decide(s.scores, s.tokens, nil) }

// claim weighs a method named beforehand, as the reader does.
func (s sitting) claim(l model.Label) model.Claim {
	outputs := s.outputs
	if !s.deep && !s.settings.Undecided(l, s.words) {
		outputs = nil
	}
	return s.settings.Claim(l, s.words, outputs)
}

// accepts reports whether a method named beforehand counts.
func (s sitting) accepts(l model.Label) bool {
	return slices.Contains(s.settings.Decide(s.scores, s.tokens, []model.Claim{s.claim(l)}).Methods, l)
}

// read scores a turn. held says what an encoder that never saw its author makes
// of it.
func (s *student) read(t turn, held heldOut) sitting {
	x := vector(&s.extractor, t.Text, t.Outcome, t.ClientLast, t.Author, turnBits)
	inputs := model.StackInputs(nil, score(s.turns, &x))
	one := sitting{turn: t, words: make([]float64, model.TurnLabels), tokens: x.tokens, settings: s.settings}
	s.words.Score(inputs, one.words)
	one.scores = one.words
	if outputs, ok := held[t.key()]; ok {
		one.outputs = outputs[:]
	}
	if one.deep = one.outputs != nil && s.settings.Doubt.About(one.words); one.deep {
		one.scores = make([]float64, model.TurnLabels)
		s.deep.Score(model.HeardInputs(inputs, one.outputs), one.scores)
	}
	return one
}

// answered is a client's line as a student that never saw its author read it.
type answered struct {
	line   line
	scores *model.Scores
	deep   bool
}

func (s *student) answer(l line, held heldOut) answered {
	x := vector(&s.extractor, l.Text, l.Outcome, l.RepLast, l.Author, answerBits)
	one := answered{line: l, scores: score(s.answers, &x)}
	_, lead := model.BestAnswer(one.scores)
	outputs, ok := held[l.key()]
	if one.deep = ok && lead < s.settings.Blend.Within; one.deep {
		s.settings.Blend.Hear(one.scores, outputs[:])
	}
	return one
}

// exam is how the corpus is read by students that never saw the author, group of
// authors by group.
type exam struct {
	turns []sitting
	lines []answered
}

// examine holds authors out in so many groups, as the corpus's authors are
// ordered by name. Nothing of a held-out author reaches its student: weights,
// stacks, cuts and blend are all fitted on the others, on scores held out among
// them once more. teach says which of the others' turns the student learns from.
func examine(turns []turn, lines []line, held heldOut, folds int, teach func(others, out []turn) []turn) exam {
	var e exam
	folds, fold := authorsOf(turns).folds(folds)
	for f := range folds {
		out := func(author string) bool { return fold[authorOf(author)] == f }
		var others, examined []turn
		for _, t := range turns {
			if out(t.Author) {
				examined = append(examined, t)
			} else {
				others = append(others, t)
			}
		}
		var otherLines []line
		for _, l := range lines {
			if !out(l.Author) {
				otherLines = append(otherLines, l)
			}
		}
		s := taught(teach(others, examined), otherLines, held, standardFolds)
		for _, t := range examined {
			e.turns = append(e.turns, s.read(t, held))
		}
		for _, l := range lines {
			if out(l.Author) {
				e.lines = append(e.lines, s.answer(l, held))
			}
		}
	}
	return e
}

func authorsOf(turns []turn) material {
	m := material{}
	for _, t := range turns {
		m.examples = append(m.examples, example{group: authorOf(t.Author)})
	}
	return m
}
