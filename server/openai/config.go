package openai

import (
	"log/slog"
	"net/http"
	"net/url"
	"strings"
	"time"

	api "github.com/sashabaranov/go-openai"

	"github.com/askagain/askagain/server/practice"
)

// Config is how a model is reached. Model is required, and BaseURL or Key.
type Config struct {
	BaseURL string // "": OpenAI's own; a local server such as http://localhost:11434/v1 needs no key
	Key     string // never logged
	Model   string
	// AzureVersion is the api-version of an Azure OpenAI resource; "": no Azure.
	AzureVersion string

	FirstWithin time.Duration // until the first word; 0: 5 s
	Within      time.Duration // for all of a reply; 0: 20 s
	MaxTokens   int           // of one reply; 0: 400
	Budget      *Budget       // nil: no limit
	Log         *slog.Logger  // nil: nothing is logged
	Now         func() time.Time
	Transport   http.RoundTripper // nil: a transport of its own
}

func (c Config) withDefaults() Config {
	if c.FirstWithin <= 0 {
		c.FirstWithin = 5 * time.Second
	}
	if c.Within <= 0 {
		c.Within = 20 * time.Second
	}
	if c.MaxTokens <= 0 {
		c.MaxTokens = 400
	}
	if c.Log == nil {
		c.Log = slog.New(slog.DiscardHandler)
	}
	if c.Now == nil {
		c.Now = time.Now
	}
	if c.Transport == nil {
		c.Transport = newTransport()
	}
	return c
}

// Model is a language model behind an endpoint. It is safe for any number of
// goroutines and has none of its own.
type Model struct {
	config  Config
	client  *api.Client
	breaker *breaker
}

// New returns a model. Its errors say what is wrong with the configuration; the
// endpoint is not asked before the first turn.
func New(config Config) (*Model, error) {
	config = config.withDefaults()
	if config.Model == "" {
		return nil, practice.Errorf(practice.CodeInvalid, "There is no model named for the endpoint; set ASKAGAIN_MODEL, for example to gpt-4.1-mini.")
	}
	base := strings.TrimRight(config.BaseURL, "/")
	if base != "" {
		parsed, err := url.Parse(base)
		if err != nil || parsed.Scheme != "http" && parsed.Scheme != "https" || parsed.Host == "" {
			return nil, practice.Errorf(practice.CodeInvalid, "The address of the model's endpoint is none; write OPENAI_BASE_URL like http://localhost:11434/v1.").Because(err)
		}
	}
	if base == "" && config.Key == "" {
		return nil, practice.Errorf(practice.CodeInvalid, "A model needs OPENAI_API_KEY, or OPENAI_BASE_URL for an endpoint of your own.")
	}
	settings := api.DefaultConfig(config.Key)
	if config.AzureVersion != "" {
		settings = api.DefaultAzureConfig(config.Key, base)
		settings.APIVersion = config.AzureVersion
	}
	if base != "" {
		settings.BaseURL = base
	}
	// No client-wide timeout: deadlines come with each call's context, and a
	// stream is allowed to go on while it speaks.
	settings.HTTPClient = &http.Client{Transport: &patient{next: config.Transport, now: config.Now}}
	return &Model{config: config, client: api.NewClientWithConfig(settings), breaker: newBreaker(config.Now)}, nil
}

// Name is the model's name, as the log of an attempt records who spoke.
func (m *Model) Name() string { return m.config.Model }

// Within is the longest that a reply takes; then the script speaks.
func (m *Model) Within() time.Duration { return m.config.Within }

// Health tells how the model's calls went so far.
func (m *Model) Health() Health { return m.breaker.state() }

func newTransport() *http.Transport {
	transport := http.DefaultTransport.(*http.Transport).Clone()
	transport.MaxIdleConnsPerHost = 32
	transport.MaxConnsPerHost = 256
	transport.ResponseHeaderTimeout = 30 * time.Second
	return transport
}
