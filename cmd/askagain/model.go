package main

import (
	"context"
	"errors"
	"log/slog"
	"strconv"
	"time"

	"github.com/askagain/askagain/server/live"
	"github.com/askagain/askagain/server/openai"
	"github.com/askagain/askagain/server/own"
	"github.com/askagain/askagain/server/practice"
	"github.com/askagain/askagain/server/reading"
	"github.com/askagain/askagain/server/score"
	"github.com/askagain/askagain/server/session"
	"github.com/askagain/askagain/server/team"
	"github.com/askagain/askagain/server/web"
)

// modelOf returns the language model that the settings name, nil for none: then
// the script speaks, and nothing else changes.
func modelOf(values settings, log *slog.Logger) (*openai.Model, *openai.Budget, error) {
	if values[modelSetting].value == "" {
		return nil, nil, nil
	}
	limits, price, err := spending(values)
	if err != nil {
		return nil, nil, err
	}
	budget := openai.NewBudget(limits, price, nil)
	model, err := modelWith(values, budget, log)
	return model, budget, err
}

// modelWith returns the model that the settings name, whose calls count in the budget.
func modelWith(values settings, budget *openai.Budget, log *slog.Logger) (*openai.Model, error) {
	firstWithin, err := seconds(values[modelFirstSetting])
	if err != nil {
		return nil, err
	}
	within, err := seconds(values[modelWithinSetting])
	if err != nil {
		return nil, err
	}
	return openai.New(openai.Config{
		BaseURL: values[baseURLSetting].value, Key: values[keySetting].value, Model: values[modelSetting].value,
		AzureVersion: values[azureSetting].value, FirstWithin: firstWithin, Within: within, Budget: budget, Log: log,
	})
}

// spending reads the limits on what a model may use.
func spending(values settings) (openai.Limits, openai.Price, error) {
	var limits openai.Limits
	var price openai.Price
	for _, each := range []struct {
		setting string
		into    *int64
		scale   float64
	}{
		{attemptTokensSetting, &limits.AttemptTokens, 1},
		{repTokensSetting, &limits.RepDayTokens, 1},
		{serverTokensSetting, &limits.ServerDayTokens, 1},
		{serverSpendSetting, &limits.ServerDaySpend, 1e6},
		{inputPriceSetting, &price.Input, 1e6},
		{outputPriceSetting, &price.Output, 1e6},
	} {
		value := values[each.setting]
		number, err := strconv.ParseFloat(value.value, 64)
		if err != nil || number < 0 || number > 1e9 {
			return limits, price, practice.Errorf(practice.CodeInvalid, "%s is %q, and takes a number from 0, which means no limit; write for example %s=%s.", value.name, value.value, value.name, value.preset)
		}
		*each.into = int64(number * each.scale)
	}
	return limits, price, nil
}

func seconds(value setValue) (time.Duration, error) {
	number, err := strconv.ParseFloat(value.value, 64)
	if err != nil || number <= 0 || number > 300 {
		return 0, practice.Errorf(practice.CodeInvalid, "%s is %q, and takes seconds from above 0 to 300; write for example %s=%s.", value.name, value.value, value.name, value.preset)
	}
	return time.Duration(number * float64(time.Second)), nil
}

// consent says whether something of an attempt may leave the machine for a model.
// It is asked at every call, so that what a team's owner decides holds at once.
type consent struct {
	teams interface {
		Team(ctx context.Context, id string) (team.Team, error)
	}
}

// given reports whether it may. A team that cannot be asked has not agreed.
func (c consent) given(ctx context.Context, attempt practice.Attempt) bool {
	if private(attempt) {
		return false
	}
	if attempt.Team == "" {
		return true
	}
	of, err := c.teams.Team(ctx, attempt.Team)
	return err == nil && !of.ModelOff
}

var errNoConsent = practice.Errorf(practice.CodeForbidden, "This team keeps its attempts from language models. Type instead; nothing else changes.")

// modelSpeaker hands a room's cue to the model, without what the model has no
// business to know.
type modelSpeaker struct {
	words   *openai.Speaker
	consent consent
}

func speakerOf(model *openai.Model, reader *reading.Reader, consent consent) modelSpeaker {
	return modelSpeaker{openai.NewSpeaker(model, reader), consent}
}

// private reports whether an attempt is at a rep's own no: nothing of it goes to a
// model but a draft that the rep asks for.
func private(attempt practice.Attempt) bool {
	_, is := own.ID(attempt.Scenario)
	return is
}

// Speak finds words for a decision.
func (s modelSpeaker) Speak(ctx context.Context, cue session.Cue) (session.Words, error) {
	if !s.consent.given(ctx, cue.Attempt) {
		return session.Words{Lines: cue.Script, By: "script"}, nil
	}
	words, err := s.words.Speak(ctx, openai.Cue{
		Account:  accountOf(cue.Attempt),
		Scenario: cue.Scenario,
		Decision: cue.Decision,
		Script:   cue.Script,
		Talk:     talkOf(cue.Events),
		Preview:  cue.Preview,
	})
	if errors.Is(err, openai.ErrScript) {
		return session.Words{Lines: cue.Script, By: "script"}, nil
	}
	return session.Words{Lines: words.Lines, By: s.words.Name(), Tokens: words.Tokens, Milliseconds: words.Milliseconds}, err
}

// talkOf is what was said in a log, oldest first.
func talkOf(events []practice.Event) []openai.Utterance {
	var talk []openai.Utterance
	for i := range events {
		switch event := &events[i]; {
		case event.Said != nil && event.Said.Kind == practice.Say:
			talk = append(talk, openai.Utterance{To: event.Said.To, Text: event.Said.Text})
		case event.Replied != nil:
			for _, line := range event.Replied.Lines {
				if line.Person != "" {
					talk = append(talk, openai.Utterance{Person: line.Person, Text: line.Text})
				}
			}
		}
	}
	return talk
}

// previewTo passes previews of a room on to whoever watches the attempt.
func previewTo(broker *live.Broker) func(session.Preview) {
	return func(p session.Preview) {
		if p.Withdrawn {
			p.Line.Text = ""
		}
		broker.Preview(p.Attempt, live.Preview{Turn: p.Turn, Line: p.Line})
	}
}

// usageOf tells what a team has used of the model today.
func usageOf(budget *openai.Budget) func(team string) web.Usage {
	return func(team string) web.Usage {
		_, used := budget.Today(team)
		return shownUsage(used)
	}
}

// modelCoach tells the model of a moment what the debrief shows of it anyhow.
type modelCoach struct {
	words   openai.Coach
	consent consent
}

// Name is the model's.
func (c modelCoach) Name() string { return c.words.Model.Name() }

// Word words a moment anew.
func (c modelCoach) Word(ctx context.Context, attempt practice.Attempt, need string, moment score.Moment) (line, question string, err error) {
	if len(moment.Stronger.Methods) == 0 || !c.consent.given(ctx, attempt) {
		return "", "", openai.ErrScript
	}
	return c.words.Word(ctx, accountOf(attempt), openai.Moment{
		Outcome: need, Person: moment.Name, Said: moment.Said, No: moment.No, Thought: moment.Thought,
		Method: moment.Stronger.Methods[0].Method, Line: moment.Stronger.Line, Question: moment.Reflect,
	})
}

// modelVoice hears and speaks by models at the endpoint.
type modelVoice struct {
	voice   *openai.Voice
	consent consent
}

// voiceOf returns the voice that the settings name, nil for none.
func voiceOf(values settings, model *openai.Model, consent consent) *modelVoice {
	hears, speaks := values[transcribeSetting].value, values[speechSetting].value
	if model == nil || hears == "" && speaks == "" {
		return nil
	}
	return &modelVoice{openai.NewVoice(openai.VoiceConfig{Model: model, Transcription: hears, Speech: speaks, VoiceName: values[voiceSetting].value}), consent}
}

// Hears reports whether speech can be turned into text.
func (v *modelVoice) Hears() bool { return v.voice.Hears() }

// Speaks reports whether lines can be spoken.
func (v *modelVoice) Speaks() bool { return v.voice.Speaks() }

// Hear returns what was said in a recording.
func (v *modelVoice) Hear(ctx context.Context, attempt practice.Attempt, audio []byte, mediaType string) (string, error) {
	if !v.consent.given(ctx, attempt) {
		return "", errNoConsent
	}
	return v.voice.Transcribe(ctx, accountOf(attempt), audio, mediaType)
}

// Speak returns a line as speech.
func (v *modelVoice) Speak(ctx context.Context, attempt practice.Attempt, text string) (audio []byte, mediaType string, err error) {
	if !v.consent.given(ctx, attempt) {
		return nil, "", errNoConsent
	}
	return v.voice.Speak(ctx, accountOf(attempt), text)
}

func accountOf(attempt practice.Attempt) openai.Account {
	return openai.Account{Attempt: attempt.ID, Rep: attempt.Rep, Team: attempt.Team}
}
