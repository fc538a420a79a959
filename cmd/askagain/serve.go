package main

import (
	"cmp"
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"syscall"
	"time"

	"github.com/askagain/askagain/server/live"
	"github.com/askagain/askagain/server/openai"
	"github.com/askagain/askagain/server/practice"
	"github.com/askagain/askagain/server/team"
	"github.com/askagain/askagain/server/web"
	"github.com/askagain/askagain/static"
)

// Bounds on a connection. Sockets leave them behind when they upgrade and have their own.
const (
	readHeaderTimeout = 5 * time.Second
	readTimeout       = 15 * time.Second
	idleTimeout       = 2 * time.Minute
	maxHeaderBytes    = 32 << 10
)

type serveCommand struct {
	settingFlags
	Insecure bool `help:"Allow an address that other machines can reach although no ASKAGAIN_PUBLIC_URL is set: over plain http, and everybody who reaches it is let in as a guest."`
}

func (serveCommand) Help() string {
	return `Serves the practice room in the browser. Needs no key and no other program.

  askagain                               http://localhost:8080, askagain.db in this folder
  askagain --addr localhost:9000         another port
  askagain --scenarios my-scenarios      your own scenario files

Until somebody owns the server, each start shows a link that makes its opener the
owner, who makes teams and hands out invitations.

For a team, set ASKAGAIN_PUBLIC_URL to the address that people type: then they
sign in, guests stay outside, and cookies travel over https alone.`
}

// Run serves until the context ends, then closes in order: no new turns, sockets
// told to come back, turns under way finished, the store last.
func (c serveCommand) Run(ctx context.Context, world process) error {
	values, err := c.load(world)
	if err != nil {
		return err
	}
	entry, err := entryOf(values)
	if err != nil {
		return err
	}
	listener, err := c.listen(ctx, values[addrSetting].value, entry.public)
	if err != nil {
		return err
	}
	defer listener.Close()
	log := slog.New(slog.NewTextHandler(world.stderr, &slog.HandlerOptions{Level: slog.LevelWarn}))
	broker := live.NewBroker(live.Limits{})
	defer broker.Close()
	notices, metrics := live.NewNotices(live.NoticeLimits{}), web.NewMetrics()
	rooms, err := openHouse(ctx, values, log, audience{publish: broker.Publish, follow: both(web.Announce(notices), metrics.Follow), preview: previewTo(broker)})
	if err != nil {
		return err
	}
	door, desk, err := entry.offices(rooms)
	if err != nil {
		return errors.Join(err, rooms.close())
	}
	if rooms.drafter, err = ownDrafter(values, rooms.budget); err != nil {
		return errors.Join(err, rooms.close())
	}
	site, err := newSite(ctx, rooms, entry, web.Config{Door: door, Desk: desk, Broker: broker, Notices: notices, Metrics: metrics, Log: log})
	if err != nil {
		return errors.Join(err, rooms.close())
	}
	open := "http://" + display(listener.Addr(), values[addrSetting].value)
	fmt.Fprintf(world.stdout, "Askagain is open at %s (stop it with Ctrl-C)\n", open)
	if err := showOwnerLink(ctx, world.stdout, door, cmp.Or(entry.public, open)); err != nil {
		return errors.Join(err, rooms.close())
	}
	forgetting := forgetWords(ctx, rooms.store, log)
	return serveUntilDone(ctx, newServer(site, log), listener, site, func() error {
		forgetting()
		return rooms.close()
	})
}

func newServer(site http.Handler, log *slog.Logger) *http.Server {
	return &http.Server{
		Handler:           site,
		ReadHeaderTimeout: readHeaderTimeout,
		ReadTimeout:       readTimeout,
		IdleTimeout:       idleTimeout,
		MaxHeaderBytes:    maxHeaderBytes,
		ErrorLog:          slog.NewLogLogger(log.Handler(), slog.LevelDebug),
	}
}

// showOwnerLink prints, while nobody owns the server, the link that makes its
// opener the owner. It goes to whoever started the program, and to no log.
func showOwnerLink(ctx context.Context, out io.Writer, door *team.Door, at string) error {
	token, err := door.OwnerLink(ctx)
	if err != nil || token == "" {
		return err
	}
	fmt.Fprintln(out, "Nobody owns this server yet. Open this link within a day to become its owner; it works once:")
	printLink(out, at, "/owner", token)
	return nil
}

func serveUntilDone(ctx context.Context, server *http.Server, listener net.Listener, site *web.Server, last func() error) error {
	failed := make(chan error, 1)
	go func() { failed <- server.Serve(listener) }()
	var serveErr error
	select {
	case serveErr = <-failed:
	case <-ctx.Done():
	}
	closing, cancel := context.WithTimeout(context.Background(), closeWithin)
	defer cancel()
	// Shutdown of an http.Server does not wait for sockets, so they are closed by the site first.
	err := errors.Join(site.Shutdown(closing), server.Shutdown(closing), last())
	if serveErr != nil && !errors.Is(serveErr, http.ErrServerClosed) {
		err = errors.Join(serveErr, err)
	}
	return err
}

// newSite adds to a configuration what the house and the entry hold.
func newSite(ctx context.Context, rooms *house, entry entry, config web.Config) (*web.Server, error) {
	var err error
	if config.Key, err = secret(ctx, rooms, "guest-cookie"); err != nil {
		return nil, err
	}
	if config.Provider, config.ProviderName, err = entry.provider(ctx, rooms); err != nil {
		return nil, err
	}
	config.Room, config.Catalogue, config.Store, config.Static = rooms.room, rooms.scenarios, rooms.store, static.Files
	config.Teams, config.Drills, config.Own, config.Reader = rooms.store, rooms.store, rooms.store, rooms.reader
	if rooms.voice != nil {
		config.Voice = rooms.voice
	}
	if rooms.drafter != nil {
		config.Drafter = rooms.drafter
	}
	config.Combined = rooms.combined
	if rooms.budget != nil {
		config.Usage, config.ModelFigures = usageOf(rooms.budget), rooms.modelFigures
		config.MayUseModel = consent{rooms.store}.given
	}
	if rooms.second != nil {
		config.ReadBy = rooms.second.Name()
	}
	if rooms.model != nil {
		config.Model = rooms.model.Name()
		config.Coach = modelCoach{openai.Coach{Model: rooms.model, Reader: rooms.reader}, consent{rooms.store}}
	}
	config.MetricsToken = entry.monitor
	config.PublicURL, config.Guests, config.Hosts, config.TrustedProxies = entry.public, entry.guests, entry.hosts, entry.proxies
	return web.New(config)
}

func secret(ctx context.Context, rooms *house, name string) ([]byte, error) {
	return rooms.store.Secret(ctx, name, []byte(rand.Text()+rand.Text()))
}

// listen opens the address first of all, so that a taken port is said before
// anything is created.
func (c serveCommand) listen(ctx context.Context, addr, public string) (net.Listener, error) {
	if _, _, err := net.SplitHostPort(addr); err != nil {
		return nil, practice.Errorf(practice.CodeInvalid, "%q is no address to serve; write it as HOST:PORT, for example localhost:8080.", addr)
	}
	if !c.Insecure && public == "" && !loopback(addr) {
		return nil, practice.Errorf(practice.CodeInvalid, "%s can be reached from other machines: set ASKAGAIN_PUBLIC_URL to the address that people type, so that they sign in, or serve localhost; with --insecure everybody on that network is let in as a guest.", addr)
	}
	listener, err := (&net.ListenConfig{}).Listen(ctx, "tcp", addr)
	switch {
	case errors.Is(err, syscall.EADDRINUSE):
		return nil, practice.Errorf(practice.CodeUnavailable, "The address %s is taken by another program; stop that one, or choose another with --addr localhost:8081.", addr).Because(err)
	case errors.Is(err, syscall.EACCES):
		return nil, practice.Errorf(practice.CodeUnavailable, "The address %s needs more rights than this user has; choose a port above 1023 with --addr.", addr).Because(err)
	case err != nil:
		return nil, practice.Errorf(practice.CodeUnavailable, "The address %s cannot be served (%v); choose another with --addr.", addr, errors.Unwrap(err)).Because(err)
	}
	return listener, nil
}

// display is the address as people type it: the name they gave, the port that
// was opened.
func display(opened net.Addr, asked string) string {
	host, _, err := net.SplitHostPort(asked)
	if err != nil {
		return opened.String()
	}
	if host == "" {
		host = "localhost"
	}
	_, port, err := net.SplitHostPort(opened.String())
	if err != nil {
		return opened.String()
	}
	return net.JoinHostPort(host, port)
}
