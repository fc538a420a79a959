package score

import "github.com/askagain/askagain/server/practice"

// gather finds the words that each dimension rests on.
func gather(session Session, t tally) map[practice.Dimension][]practice.ScoreEvidence {
	asks := askEvidence(session, t.asks, func(ask) bool { return true })
	found := map[practice.Dimension][]practice.ScoreEvidence{
		practice.Variety:      methodEvidence(session),
		practice.Perseverance: askEvidence(session, t.asks, func(a ask) bool { return a.afterNo }),
		practice.Manner:       toneEvidence(session),
		practice.Attachment:   asks,
		practice.Result:       {},
	}
	if t.nos == 0 || len(t.asks) == 0 {
		found[practice.Variety] = []practice.ScoreEvidence{}
	} else if len(found[practice.Variety]) == 0 {
		found[practice.Variety] = asks // no lever, but other channels or people
	}
	if len(found[practice.Manner]) == 0 {
		found[practice.Manner] = asks // the rep asked, and without pressure
	}
	if t.gaveUp(session) && t.yielded {
		found[practice.Attachment] = append(asks[:len(asks):len(asks)], yieldEvidence(session)...)
	}
	if session.Obtained != Nothing && t.freshAfterNo > 0 {
		found[practice.Result] = asks[len(asks)-1:]
	}
	return found
}

// methodEvidence quotes each way where it was first used in words of the rep's
// own. A method that was only repeated earned nothing and is not quoted.
func methodEvidence(session Session) []practice.ScoreEvidence {
	found := []practice.ScoreEvidence{}
	seen := map[practice.Method]bool{practice.Direct: true}
	for i := range session.Steps {
		step := &session.Steps[i]
		if step.Kind != StepSaid || step.Reading.Repeat != practice.RepeatNone {
			continue
		}
		for _, method := range step.Reading.Methods {
			if !seen[method] {
				seen[method] = true
				found = append(found, quote(step, practice.Label(method)))
			}
		}
	}
	return found
}

func askEvidence(session Session, asks []ask, counts func(ask) bool) []practice.ScoreEvidence {
	found := []practice.ScoreEvidence{}
	for _, a := range asks {
		if !counts(a) {
			continue
		}
		step := &session.Steps[a.step]
		label := practice.LabelPartial
		if step.Reading.Ask == practice.AskOutcome {
			label = practice.LabelOutcome
		}
		found = append(found, quote(step, label))
	}
	return found
}

// toneEvidence quotes every pushy and every warm turn, and the asks that listen.
func toneEvidence(session Session) []practice.ScoreEvidence {
	found := []practice.ScoreEvidence{}
	for i := range session.Steps {
		step := &session.Steps[i]
		switch {
		case step.Kind != StepSaid:
		case step.Reading.Tone == practice.Pushy:
			found = append(found, quote(step, practice.LabelPushy))
		case step.Reading.Tone == practice.Warm:
			found = append(found, quote(step, practice.LabelWarm))
		case step.Listens:
			found = append(found, quote(step, practice.Label(methodsOf(step)[0])))
		}
	}
	return found
}

func yieldEvidence(session Session) []practice.ScoreEvidence {
	for i := len(session.Steps) - 1; i >= 0; i-- {
		if step := &session.Steps[i]; step.Kind == StepSaid {
			return []practice.ScoreEvidence{quote(step, practice.LabelYields)}
		}
	}
	return nil
}

// quote returns a turn's first evidence for a label; the whole turn if the
// reading marks no stretch of it.
func quote(step *Step, label practice.Label) practice.ScoreEvidence {
	if evidence, ok := step.Reading.Quote(label); ok {
		return practice.ScoreEvidence{Turn: step.Turn, Evidence: evidence}
	}
	whole := practice.Evidence{Label: label, Quote: step.Text, Start: 0, End: len(step.Text)}
	return practice.ScoreEvidence{Turn: step.Turn, Evidence: whole}
}
