package main

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"syscall"
	"time"

	"github.com/askagain/askagain/server/live"
	"github.com/askagain/askagain/server/practice"
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
	Insecure bool `help:"Allow an address that other machines can reach. There are no accounts yet: everybody who reaches it is a guest."`
}

func (serveCommand) Help() string {
	return `Serves the practice room in the browser. Needs no key and no other program.

  askagain                               http://localhost:8080, askagain.db in this folder
  askagain --addr localhost:9000         another port
  askagain --scenarios my-scenarios      your own scenario files`
}

// Run serves until the context ends, then closes in order: no new turns, sockets
// told to come back, turns under way finished, the store last.
func (c serveCommand) Run(ctx context.Context, world process) error {
	values, err := c.load(world)
	if err != nil {
		return err
	}
	listener, err := c.listen(ctx, values[addrSetting].value)
	if err != nil {
		return err
	}
	defer listener.Close()
	log := slog.New(slog.NewTextHandler(world.stderr, &slog.HandlerOptions{Level: slog.LevelWarn}))
	broker := live.NewBroker(live.Limits{})
	defer broker.Close()
	rooms, err := openHouse(ctx, values, log, broker.Publish)
	if err != nil {
		return err
	}
	site, err := newSite(ctx, rooms, broker, values, log)
	if err != nil {
		return errors.Join(err, rooms.close())
	}
	server := &http.Server{
		Handler:           site,
		ReadHeaderTimeout: readHeaderTimeout,
		ReadTimeout:       readTimeout,
		IdleTimeout:       idleTimeout,
		MaxHeaderBytes:    maxHeaderBytes,
		ErrorLog:          slog.NewLogLogger(log.Handler(), slog.LevelDebug),
	}
	fmt.Fprintf(world.stdout, "Askagain is open at http://%s (stop it with Ctrl-C)\n", display(listener.Addr(), values[addrSetting].value))
	return serveUntilDone(ctx, server, listener, site, rooms)
}

func serveUntilDone(ctx context.Context, server *http.Server, listener net.Listener, site *web.Server, rooms *house) error {
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
	err := errors.Join(site.Shutdown(closing), server.Shutdown(closing), rooms.close())
	if serveErr != nil && !errors.Is(serveErr, http.ErrServerClosed) {
		err = errors.Join(serveErr, err)
	}
	return err
}

func newSite(ctx context.Context, rooms *house, broker *live.Broker, values settings, log *slog.Logger) (*web.Server, error) {
	key, err := rooms.store.Secret(ctx, "guest-cookie", []byte(rand.Text()+rand.Text()))
	if err != nil {
		return nil, err
	}
	return web.New(web.Config{
		Room: rooms.room, Catalogue: rooms.scenarios, Store: rooms.store, Broker: broker,
		Static: static.Files, Key: key, PublicURL: values[publicURLSetting].value, Log: log,
	})
}

// listen opens the address first of all, so that a taken port is said before
// anything is created.
func (c serveCommand) listen(ctx context.Context, addr string) (net.Listener, error) {
	if _, _, err := net.SplitHostPort(addr); err != nil {
		return nil, practice.Errorf(practice.CodeInvalid, "%q is no address to serve; write it as HOST:PORT, for example localhost:8080.", addr)
	}
	if !c.Insecure && !loopback(addr) {
		return nil, practice.Errorf(practice.CodeInvalid, "%s can be reached from other machines, and there are no accounts yet; serve localhost, or add --insecure if everybody on that network may practice here.", addr)
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
