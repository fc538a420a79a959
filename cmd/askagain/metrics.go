package main

import (
	"github.com/askagain/askagain/server/openai"
	"github.com/askagain/askagain/server/practice"
	"github.com/askagain/askagain/server/web"
)

// both tells two followers of committed events.
func both(one, other func(practice.Attempt, []practice.Event)) func(practice.Attempt, []practice.Event) {
	return func(attempt practice.Attempt, events []practice.Event) {
		one(attempt, events)
		other(attempt, events)
	}
}

// modelFigures tells the metrics what became of the calls to the model.
func (h *house) modelFigures() web.ModelFigures {
	server, _ := h.budget.Today("")
	figures := web.ModelFigures{
		Endpoints: map[string]web.EndpointFigures{},
		Today:     shownUsage(server),
		Teams:     map[string]web.Usage{},
	}
	if h.model != nil {
		figures.Endpoints["words"] = shownHealth(h.model.Health())
	}
	if h.second != nil {
		figures.Endpoints["reading"] = shownHealth(h.second.Health())
	}
	if h.drafter != nil {
		figures.Endpoints["draft"] = shownHealth(h.drafter.drafter.Model.Health())
	}
	if h.voice != nil {
		hearing, speaking := h.voice.voice.Health()
		figures.Endpoints["hearing"], figures.Endpoints["speech"] = shownHealth(hearing), shownHealth(speaking)
	}
	for team, used := range h.budget.TodayByTeam() {
		figures.Teams[team] = shownUsage(used)
	}
	return figures
}

func shownHealth(health openai.Health) web.EndpointFigures {
	return web.EndpointFigures{Calls: health.Calls, Failures: health.Failures, Resting: health.Resting}
}

func shownUsage(used openai.Usage) web.Usage {
	return web.Usage{Calls: used.Calls, Tokens: used.Input + used.Output, Spend: float64(used.Spend) / 1e6}
}
