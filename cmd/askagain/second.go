package main

import (
	"context"
	"log/slog"

	"github.com/askagain/askagain/server/openai"
	"github.com/askagain/askagain/server/practice"
)

// The ways in which a server reads attempts.
const (
	readEmbedded = "embedded"
	readCombined = "combined"
)

// readsTwice reports whether attempts are read by a language model beside the
// embedded reader.
func readsTwice(values settings) (bool, error) {
	value := values[readingSetting]
	switch value.value {
	case readEmbedded:
		return false, nil
	case readCombined:
		if values[secondSetting].value == "" {
			return false, practice.Errorf(practice.CodeInvalid, "%s=%s needs a second reader: set %s to a language model's name, and OPENAI_API_KEY or OPENAI_BASE_URL.", value.name, readCombined, secondSetting)
		}
		return true, nil
	}
	return false, practice.Errorf(practice.CodeInvalid, "%s is %q, and takes %s or %s.", value.name, value.value, readEmbedded, readCombined)
}

// secondModel returns the model that reads beside the embedded reader. Its calls
// count in the budget.
func secondModel(values settings, budget *openai.Budget, log *slog.Logger) (*openai.Model, error) {
	named := settings{}
	for name, value := range values {
		named[name] = value
	}
	model := named[modelSetting]
	model.value = values[secondSetting].value
	named[modelSetting] = model
	return modelWith(named, budget, log)
}

// modelSecond reads turns by a model, as far as an attempt may leave the machine.
type modelSecond struct {
	reader  *openai.SecondReader
	consent consent
}

// Version names the reader on cards.
func (s modelSecond) Version() string { return s.reader.Version() }

// Read returns how the model reads a turn.
func (s modelSecond) Read(ctx context.Context, attempt practice.Attempt, said practice.Said) (practice.Reading, error) {
	if !s.consent.given(ctx, attempt) {
		return practice.Reading{}, errNoConsent
	}
	return s.reader.Read(ctx, accountOf(attempt), said)
}
