package main

import (
	"context"
	"crypto/rand"

	"github.com/askagain/askagain/server/openai"
)

// modelDrafter drafts the people of own nos, each draft at the cost of its rep.
type modelDrafter struct{ drafter openai.Drafter }

// ownDrafter returns who drafts the people of own nos, nil without a model.
func ownDrafter(values settings, budget *openai.Budget) (*modelDrafter, error) {
	if values[modelSetting].value == "" {
		return nil, nil
	}
	drafter, err := newDrafter(values, budget)
	if err != nil {
		return nil, err
	}
	return &modelDrafter{drafter}, nil
}

// Name is the model's.
func (d modelDrafter) Name() string { return d.drafter.Model.Name() }

// Draft writes a scenario from notes.
func (d modelDrafter) Draft(ctx context.Context, rep, notes string) ([]byte, error) {
	d.drafter.Account = openai.Account{Attempt: "draft " + rand.Text(), Rep: rep}
	draft, err := d.drafter.Draft(ctx, notes)
	return draft.YAML, err
}
