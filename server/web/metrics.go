package web

import (
	"crypto/sha256"
	"crypto/subtle"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"github.com/askagain/askagain/server/practice"
)

// Metrics counts what a server does, for Prometheus to read. Nothing in it names a
// person or repeats what anybody wrote: the only ids are those of teams. It is safe
// for any number of goroutines.
type Metrics struct {
	registry  *prometheus.Registry // its own, so that two servers in a process count apart
	requests  *prometheus.CounterVec
	durations *prometheus.HistogramVec
	turns     *prometheus.CounterVec
	replies   *prometheus.CounterVec
}

// durationBuckets are in seconds: from a file out of memory to a turn that waits
// for a language model.
var durationBuckets = []float64{.001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10, 30}

// NewMetrics returns metrics that have counted nothing.
func NewMetrics() *Metrics {
	m := &Metrics{
		registry: prometheus.NewRegistry(),
		requests: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "askagain_http_requests_total", Help: "Requests that were answered, by the pattern of the route and the status.",
		}, []string{"route", "status"}),
		durations: prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Name: "askagain_http_request_duration_seconds", Help: "How long answers took; sockets and streams, which stay open, are left out.", Buckets: durationBuckets,
		}, []string{"route"}),
		turns: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "askagain_turns_total", Help: "Turns that were decided, by verdict.",
		}, []string{"verdict"}),
		replies: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "askagain_replies_total", Help: "Replies to turns, by who found the words: script or model.",
		}, []string{"by"}),
	}
	m.registry.MustRegister(m.requests, m.durations, m.turns, m.replies,
		collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	return m
}

// Follow counts committed events; it is for session.Config.Follow.
func (m *Metrics) Follow(_ practice.Attempt, events []practice.Event) {
	for i := range events {
		switch event := &events[i]; {
		case event.Decided != nil:
			m.turns.WithLabelValues(string(event.Decided.Verdict)).Inc()
		case event.Replied != nil && event.Turn > 0:
			by := "model" // whatever its name
			if event.Replied.By == "script" {
				by = "script"
			}
			m.replies.WithLabelValues(by).Inc()
		}
	}
}

// answered counts a request. The route is a pattern of ours, never the address
// that was asked for, so that nobody can make it endless.
func (m *Metrics) answered(route string, status int, header http.Header, took time.Duration) {
	if route == "" {
		route = "none" // refused before there was one
	}
	if status == 0 {
		status = http.StatusOK // as net/http answers when nothing was written
	}
	m.requests.WithLabelValues(route, strconv.Itoa(status)).Inc()
	if status != http.StatusSwitchingProtocols && !strings.HasPrefix(header.Get("Content-Type"), "text/event-stream") {
		m.durations.WithLabelValues(route).Observe(took.Seconds())
	}
}

// watch adds what is looked up when somebody asks.
func (m *Metrics) watch(s *Server, model func() ModelFigures) error {
	gauges := []prometheus.Collector{
		prometheus.NewGaugeFunc(prometheus.GaugeOpts{Name: "askagain_sockets_open", Help: "Sockets that are open."},
			func() float64 { return float64(s.sockets.count()) }),
		prometheus.NewGaugeFunc(prometheus.GaugeOpts{Name: "askagain_attempts_live", Help: "Attempts in memory: those in use, and those used in the last minutes."},
			func() float64 { return float64(s.room.Live()) }),
	}
	if model != nil {
		gauges = append(gauges, modelCollector{model})
	}
	for _, gauge := range gauges {
		if err := m.registry.Register(gauge); err != nil {
			return practice.Errorf(practice.CodeInternal, "The server is put together wrongly: metrics serve one server.").Because(err)
		}
	}
	return nil
}

// monitor answers for whoever watches over the server: from this machine, or with
// the token. To everybody else there is nothing here.
func (s *Server) monitor(token string, metrics *Metrics) http.HandlerFunc {
	answer := promhttp.HandlerFor(metrics.registry, promhttp.HandlerOpts{})
	return func(w http.ResponseWriter, r *http.Request) {
		if !fromHere(r) && !bears(r, token) {
			s.unknownCall(w, r)
			return
		}
		w.Header().Set("Cache-Control", "no-store")
		answer.ServeHTTP(w, r)
	}
}

// proxyHeaders are what proxies add. A request with one of them comes from
// somewhere else, whoever handed it on.
var proxyHeaders = []string{"Forwarded", "Via", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Real-Ip", "True-Client-Ip", "Cf-Connecting-Ip"}

// fromHere reports whether a request comes from this machine itself.
func fromHere(r *http.Request) bool {
	for _, name := range proxyHeaders {
		if r.Header.Values(name) != nil {
			return false
		}
	}
	return parseAddress(r.RemoteAddr).IsLoopback()
}

// bears reports whether a request has the token; "" is no token. Hashes are of one
// length, so that comparing them tells nothing of how much was right.
func bears(r *http.Request, token string) bool {
	scheme, given, _ := strings.Cut(r.Header.Get("Authorization"), " ")
	if token == "" || !strings.EqualFold(scheme, "Bearer") {
		return false
	}
	want, got := sha256.Sum256([]byte(token)), sha256.Sum256([]byte(strings.TrimSpace(given)))
	return subtle.ConstantTimeCompare(want[:], got[:]) == 1
}
