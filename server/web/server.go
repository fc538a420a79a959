// Package web speaks HTTP: the pages, the API behind them and the socket over
// which an attempt is played. It decides nothing: the room does, and the log is
// the truth. PROTOCOL.md documents the socket.
package web

import (
	"context"
	"io/fs"
	"log/slog"
	"net/http"
	"net/netip"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/gorilla/websocket"

	"github.com/askagain/askagain/server/live"
	"github.com/askagain/askagain/server/practice"
	"github.com/askagain/askagain/server/scenario"
	"github.com/askagain/askagain/server/session"
	"github.com/askagain/askagain/server/team"
)

// Room runs attempts. *session.Room is one.
type Room interface {
	Begin(ctx context.Context, begin session.Begin) (practice.Attempt, error)
	Rewind(ctx context.Context, rep, attempt string, turn int) (practice.Attempt, error)
	Do(ctx context.Context, rep, attempt string, turn practice.Turn) (*session.Running, error)
	Look(ctx context.Context, rep, attempt string) (session.View, error)
	Coach(ctx context.Context, rep, attempt string) error
	Draft(ctx context.Context, rep, attempt string, turn practice.Turn) (practice.Reading, session.View, error)
	Correct(ctx context.Context, rep, attempt string, correction practice.Correction) (practice.Scorecard, error)
	Live() int // attempts in memory
	Reflect(ctx context.Context, rep, attempt string, answer practice.Reflection, was *string) ([]practice.KeptReflection, error)
}

// Catalogue is the scenarios on offer.
type Catalogue interface {
	// List returns them in the order of the shelf.
	List() []*scenario.Scenario
	// Get returns the one of that name, and whether there is one.
	Get(name string) (*scenario.Scenario, bool)
}

// Store is what is asked of the store directly. practice.Store is one.
type Store interface {
	Attempt(ctx context.Context, id string) (practice.Attempt, error)
	Attempts(ctx context.Context, rep string, limit int) ([]practice.Attempt, error)
	Bests(ctx context.Context, rep string) (map[string]practice.Points, error)
	Events(ctx context.Context, attempt string, after int64) ([]practice.Event, error)
}

// Broker passes on committed events. *live.Broker is one.
type Broker interface {
	Subscribe(attempt string) (*live.Subscription, error)
}

// Config is what a server needs. Everything is required but the last group.
type Config struct {
	Room      Room
	Catalogue Catalogue
	Store     Store
	Broker    Broker // told of committed events
	Teams     team.Store
	Door      *team.Door // over Teams
	Desk      *team.Desk // over Teams
	Static    fs.FS      // the pages
	Key       []byte     // signs guests' cookies; at least 32 bytes, kept secret and kept for good

	// PublicURL is where people reach the server, such as https://ask.example.com.
	// With https cookies are Secure. "": plain http, at whatever host was asked for.
	PublicURL string
	// Guests says whether people practice without an account.
	Guests Guests
	// Hosts are the names under which a server on this machine alone is reached,
	// beside localhost and the public address. Requests for others are refused.
	// Nil: whatever is asked for is answered.
	Hosts []string
	// TrustedProxies are believed about the address of whom they speak for; nil:
	// nobody is.
	TrustedProxies []netip.Prefix
	// Provider signs people in elsewhere, under the name that they know it by; nil:
	// there is none.
	Provider     Provider
	ProviderName string

	// Notices are told of what changes in teams, here and by Announce; nil: the
	// server's own.
	Notices *live.Notices
	// Combined has new attempts read by the Room's second reader too.
	Combined bool
	// ReadBy is the language model that does so, there and in assignments that choose
	// it; "": none.
	ReadBy string
	// Reader reads the answers of live rooms; nil: nobody does.
	Reader Reader
	// Drills keeps what reps do in drills, which the Reader reads; nil: there are none.
	Drills Drills
	// Own keeps reps' own nos; nil: there are none.
	Own practice.OwnNos
	// Drafter drafts the people of own nos, when their reps wish it; nil: rules alone do.
	Drafter Drafter
	// Voice hears reps and speaks lines; nil: pages have what their browser has.
	Voice Voice
	// Coach words debriefs anew; nil: their own words stand.
	Coach Coach
	// Model is the language model that speaks; "": the script does.
	Model string
	// MayUseModel reports whether something of an attempt may go to a language model,
	// by which Model, Voice and Coach are on offer there; nil: it always may.
	MayUseModel func(ctx context.Context, attempt practice.Attempt) bool
	// Usage tells what a team's attempts have used of a language model today; nil:
	// there is none.
	Usage func(team string) Usage

	// Metrics count what the server does, for this one server; nil: its own.
	Metrics *Metrics
	// MetricsToken lets whoever has it read the metrics from another machine; "":
	// this machine alone does.
	MetricsToken string
	// ModelFigures tells the metrics of the language model; nil: there is none.
	ModelFigures func() ModelFigures

	Log    *slog.Logger     // nil: nothing is logged
	Now    func() time.Time // nil: time.Now
	Limits Limits
}

// Guests says whether people practice without an account.
type Guests string

// The rules about guests.
const (
	GuestsAtHome Guests = ""    // where there is no public address
	GuestsIn     Guests = "on"  // everywhere
	GuestsOut    Guests = "off" // nowhere
)

// Allowed reports whether guests are let in by a server with this public URL.
func (g Guests) Allowed(public string) bool {
	return g == GuestsIn || g == GuestsAtHome && public == ""
}

// Limits bound what one client can take. The zero value of each means its
// default.
type Limits struct {
	HelloWithin     time.Duration // until a socket has said hello; 0: 10 seconds
	PongWait        time.Duration // without a sign of life from a socket; 0: 60 seconds
	WriteWait       time.Duration // for one frame to go out; 0: 10 seconds
	TurnWithin      time.Duration // for a turn to be read, decided and committed; 0: 15 seconds
	QueueBytes      int           // queued for one socket; 0: 256 KiB
	BadFrames       int           // answered on one socket before it is closed; 0: 10
	SocketsPerGuest int           // open at once; 0: 8
	Sockets         int           // open at once, of everybody; 0: 10,000
	BodyBytes       int64         // of one request; 0: 32 KiB
	PerSecond       float64       // requests and frames of one guest; 0: 20
	Burst           int           // of them at once; 0: 100
	Guests          int           // whose rates are remembered; 0: 20,000
	DraftsPerMinute float64       // that the coach looks at for one person; 0: 30
	DraftsBurst     int           // of them at once; 0: 10
	DrillsPerMinute float64       // turns in drills of one person; 0: 30
	DrillsBurst     int           // of them at once; 0: 10

	// What somebody may try who does not know: passphrases and emails, and the
	// tokens of links, which a whole class opens at once.
	TriesPerMinute      float64 // of one address; 0: 60
	TriesBurst          int     // of them at once; 0: 60
	LinksPerMinute      float64 // of one address; 0: 300
	LinksBurst          int     // of them at once; 0: 300
	TriesPerMinuteEmail float64 // for one email, from wherever; 0: 6
	TriesBurstEmail     int     // of them at once; 0: 10
}

func (l Limits) withDefaults() Limits {
	orDefault(&l.HelloWithin, 10*time.Second)
	orDefault(&l.PongWait, time.Minute)
	orDefault(&l.WriteWait, 10*time.Second)
	orDefault(&l.TurnWithin, 15*time.Second)
	orDefault(&l.QueueBytes, 256<<10)
	orDefault(&l.BadFrames, 10)
	orDefault(&l.SocketsPerGuest, 8)
	orDefault(&l.Sockets, 10_000)
	orDefault(&l.BodyBytes, 32<<10)
	orDefault(&l.PerSecond, 20)
	orDefault(&l.Burst, 100)
	orDefault(&l.Guests, 20_000)
	orDefault(&l.DraftsPerMinute, 30)
	orDefault(&l.DraftsBurst, 10)
	orDefault(&l.DrillsPerMinute, 30)
	orDefault(&l.DrillsBurst, 10)
	orDefault(&l.TriesPerMinute, 60)
	orDefault(&l.TriesBurst, 60)
	orDefault(&l.LinksPerMinute, 300)
	orDefault(&l.LinksBurst, 300)
	orDefault(&l.TriesPerMinuteEmail, 6)
	orDefault(&l.TriesBurstEmail, 10)
	return l
}

func orDefault[T comparable](field *T, value T) {
	var zero T
	if *field == zero {
		*field = value
	}
}

// Server answers everything that is asked over HTTP. It is safe for any number
// of goroutines.
type Server struct {
	room      Room
	catalogue Catalogue
	store     Store
	broker    Broker
	log       *slog.Logger
	now       func() time.Time
	limits    Limits

	teams         team.Store
	door          *team.Door
	desk          *team.Desk
	origin        string // of the public URL; "" for none
	guestsAllowed bool
	provider      Provider // nil: none
	providerName  string

	addresses   addresses
	guests      guests
	rates       *rates
	tries       *rates          // by address
	links       *rates          // by address
	byEmail     *rates          // tries, and what else is dear, by account
	drafts      *rates          // by whose they are
	drills      *rates          // by whose they are
	drilling    Drills          // nil: none
	own         practice.OwnNos // nil: none
	combined    bool
	readBy      string
	drafter     Drafter // nil: none
	attendance  *attendance
	work        work
	advisor     *advisor
	voice       Voice // nil: none
	model       string
	mayUseModel func(context.Context, practice.Attempt) bool // nil: always
	pages       *pages
	crossOrigin *http.CrossOriginProtection
	upgrader    websocket.Upgrader
	sockets     *sockets
	metrics     *Metrics
	monitoring  http.HandlerFunc
	handler     http.Handler
}

// New returns a server, which is to be shut down. Its errors say what is wrong
// with the configuration.
func New(config Config) (*Server, error) {
	if config.Room == nil || config.Catalogue == nil || config.Store == nil || config.Broker == nil || config.Static == nil ||
		config.Teams == nil || config.Door == nil || config.Desk == nil {
		return nil, practice.Errorf(practice.CodeInternal, "The server is put together wrongly: it needs a room, a catalogue, stores, a broker, a door, a desk and pages.")
	}
	if len(config.Key) < minKeyBytes {
		return nil, practice.Errorf(practice.CodeInvalid, "The key that signs guests' cookies has %d bytes; it needs at least %d.", len(config.Key), minKeyBytes)
	}
	if !slices.Contains([]Guests{GuestsAtHome, GuestsIn, GuestsOut}, config.Guests) {
		return nil, practice.Errorf(practice.CodeInvalid, "Whether guests are let in is on or off, not %q.", config.Guests)
	}
	origin, err := originOf(config.PublicURL)
	if err != nil {
		return nil, err
	}
	loaded, err := loadPages(config.Static)
	if err != nil {
		return nil, err
	}
	limits := config.Limits.withDefaults()
	s := &Server{
		room: config.Room, catalogue: config.Catalogue, store: config.Store, broker: config.Broker,
		log: config.Log, now: config.Now, limits: limits,
		teams: config.Teams, door: config.Door, desk: config.Desk, origin: origin,
		guestsAllowed: config.Guests.Allowed(origin), provider: config.Provider, providerName: config.ProviderName,
		addresses:   addresses{config.TrustedProxies},
		guests:      guests{key: config.Key, secure: strings.HasPrefix(origin, "https:")},
		rates:       newRates(limits.PerSecond, limits.Burst, limits.Guests),
		tries:       newRates(limits.TriesPerMinute/60, limits.TriesBurst, limits.Guests),
		links:       newRates(limits.LinksPerMinute/60, limits.LinksBurst, limits.Guests),
		byEmail:     newRates(limits.TriesPerMinuteEmail/60, limits.TriesBurstEmail, limits.Guests),
		drafts:      newRates(limits.DraftsPerMinute/60, limits.DraftsBurst, limits.Guests),
		drills:      newRates(limits.DrillsPerMinute/60, limits.DrillsBurst, limits.Guests),
		drilling:    config.Drills,
		own:         config.Own,
		combined:    config.Combined,
		readBy:      config.ReadBy,
		drafter:     config.Drafter,
		attendance:  newAttendance(),
		voice:       config.Voice,
		model:       config.Model,
		mayUseModel: config.MayUseModel,
		advisor:     newAdvisor(config.Coach),
		pages:       loaded,
		crossOrigin: http.NewCrossOriginProtection(),
		sockets:     newSockets(limits.Sockets, limits.SocketsPerGuest),
		metrics:     config.Metrics,
	}
	if s.log == nil {
		s.log = slog.New(slog.DiscardHandler)
	}
	if s.now == nil {
		s.now = time.Now
	}
	if s.work, err = newWork(config, s.now); err != nil {
		return nil, err
	}
	if origin != "" {
		if err := s.crossOrigin.AddTrustedOrigin(origin); err != nil {
			return nil, badURL(config.PublicURL, err)
		}
	}
	s.upgrader = s.newUpgrader(origin)
	if s.metrics == nil {
		s.metrics = NewMetrics()
	}
	if err := s.metrics.watch(s, config.ModelFigures); err != nil {
		return nil, err
	}
	s.monitoring = s.monitor(config.MetricsToken, s.metrics)
	s.handler = withHeaders(s.guests.secure, s.withLog(s.withHost(knownHosts(config.Hosts, origin), s.withSameOrigin(withBodyLimit(limits.BodyBytes, s.mux())))))
	return s, nil
}

// ServeHTTP answers a request.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) { s.handler.ServeHTTP(w, r) }

// Shutdown takes no more sockets, closes the open ones with a code that tells
// them to come back, and waits until nobody serves them any more. When ctx ends
// first it drops their connections and returns an error.
func (s *Server) Shutdown(ctx context.Context) error {
	defer s.attendance.close()
	s.work.close()
	if err := s.sockets.shutdown(ctx); err != nil {
		return practice.Errorf(practice.CodeUnavailable, "Some connections did not close in time and were dropped.").Because(err)
	}
	return nil
}

// originOf returns the origin of a public URL, "" for none.
func originOf(public string) (string, error) {
	if public == "" {
		return "", nil
	}
	parsed, err := url.Parse(public)
	if err != nil {
		return "", badURL(public, err)
	}
	if parsed.Scheme != "http" && parsed.Scheme != "https" || parsed.Host == "" || strings.Trim(parsed.Path, "/") != "" || parsed.User != nil {
		return "", badURL(public, nil)
	}
	return parsed.Scheme + "://" + strings.ToLower(parsed.Host), nil
}

func badURL(public string, cause error) error {
	return practice.Errorf(practice.CodeInvalid, "The public URL %q is none that people can open here; write it like https://ask.example.com, without a path.", public).Because(cause)
}
