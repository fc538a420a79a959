package web

import "github.com/prometheus/client_golang/prometheus"

// ModelFigures is what became of the calls to a language model.
type ModelFigures struct {
	// Endpoints are by what is asked for, such as words or speech.
	Endpoints map[string]EndpointFigures
	Today     Usage            // of the whole server
	Teams     map[string]Usage // today, by team
}

// EndpointFigures are since the program started.
type EndpointFigures struct {
	Calls, Failures int64
	Resting         bool // it failed several times, and is left alone for a while
}

// modelCollector looks a model's figures up when somebody asks, and all at once.
type modelCollector struct{ figures func() ModelFigures }

var (
	modelCalls    = prometheus.NewDesc("askagain_model_calls_total", "Calls to the language model, by what was asked for.", []string{"for"}, nil)
	modelFailures = prometheus.NewDesc("askagain_model_failures_total", "Calls that brought no answer.", []string{"for"}, nil)
	modelResting  = prometheus.NewDesc("askagain_model_resting", "1 while the endpoint is left alone after several failures.", []string{"for"}, nil)
	modelTokens   = prometheus.NewDesc("askagain_model_tokens_today", "Tokens used since midnight UTC.", nil, nil)
	modelSpend    = prometheus.NewDesc("askagain_model_spend_today", "What was spent since midnight UTC, in the currency of the prices.", nil, nil)
	teamTokens    = prometheus.NewDesc("askagain_team_model_tokens_today", "Tokens that a team's attempts used since midnight UTC.", []string{"team"}, nil)
	teamSpend     = prometheus.NewDesc("askagain_team_model_spend_today", "What a team's attempts cost since midnight UTC.", []string{"team"}, nil)
)

// Describe names the metrics.
func (c modelCollector) Describe(into chan<- *prometheus.Desc) {
	for _, one := range []*prometheus.Desc{modelCalls, modelFailures, modelResting, modelTokens, modelSpend, teamTokens, teamSpend} {
		into <- one
	}
}

// Collect reports them.
func (c modelCollector) Collect(into chan<- prometheus.Metric) {
	figures := c.figures()
	gauge := func(of *prometheus.Desc, value float64, labels ...string) {
		into <- prometheus.MustNewConstMetric(of, prometheus.GaugeValue, value, labels...)
	}
	for name, endpoint := range figures.Endpoints {
		into <- prometheus.MustNewConstMetric(modelCalls, prometheus.CounterValue, float64(endpoint.Calls), name)
		into <- prometheus.MustNewConstMetric(modelFailures, prometheus.CounterValue, float64(endpoint.Failures), name)
		resting := 0.0
		if endpoint.Resting {
			resting = 1
		}
		gauge(modelResting, resting, name)
	}
	gauge(modelTokens, float64(figures.Today.Tokens))
	gauge(modelSpend, figures.Today.Spend)
	for team, used := range figures.Teams {
		gauge(teamTokens, float64(used.Tokens), team)
		gauge(teamSpend, used.Spend, team)
	}
}
