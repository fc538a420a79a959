package main

import (
	"context"
	"net"
	"net/netip"
	"net/url"
	"strings"
	"unicode"

	"github.com/askagain/askagain/server/openid"
	"github.com/askagain/askagain/server/practice"
	"github.com/askagain/askagain/server/team"
	"github.com/askagain/askagain/server/web"
)

// entry is how people come in, as the settings say.
type entry struct {
	public  string // the address that people type; "" for the one that is served
	guests  web.Guests
	hosts   []string // on this machine alone; nil: other machines reach the server
	proxies []netip.Prefix
	monitor string // the token of the metrics; "" for none

	issuer, clientID, clientSecret, providerName string
}

// minMonitorBytes is the least that a token of the metrics has, since nothing slows
// down who guesses it.
const minMonitorBytes = 16

// entryOf reads the settings. Its errors are sentences about them.
func entryOf(values settings) (entry, error) {
	e := entry{
		public: values[publicURLSetting].value, monitor: values[metricsSetting].value,
		issuer: values[issuerSetting].value, clientID: values[clientIDSetting].value,
		clientSecret: values[clientSecretSetting].value, providerName: values[providerNameSetting].value,
	}
	switch guests := strings.ToLower(values[guestsSetting].value); guests {
	case "", "on", "off":
		e.guests = web.Guests(guests)
	default:
		return entry{}, practice.Errorf(practice.CodeInvalid, "%s is %q; write on or off, or leave it out.", guestsSetting, values[guestsSetting].value)
	}
	var err error
	if e.proxies, err = web.ParseProxies(values[proxiesSetting].value); err != nil {
		return entry{}, practice.Errorf(practice.CodeInvalid, "%s: %s", proxiesSetting, practice.AsError(err).Message)
	}
	if e.monitor != "" && (len(e.monitor) < minMonitorBytes || strings.ContainsFunc(e.monitor, unicode.IsSpace)) {
		return entry{}, practice.Errorf(practice.CodeInvalid, "%s is too easy to guess: give it at least %d characters without a space, for example what \"openssl rand -hex 16\" prints.", metricsSetting, minMonitorBytes)
	}
	if e.issuer == "" && (e.clientID != "" || e.clientSecret != "") {
		return entry{}, practice.Errorf(practice.CodeInvalid, "%s is missing: name the OpenID provider that knows the client, or leave the client out as well.", issuerSetting)
	}
	if host, _, err := net.SplitHostPort(values[addrSetting].value); err == nil && loopback(values[addrSetting].value) {
		e.hosts = []string{host}
	}
	return e, nil
}

// offices returns who lets people in and who keeps their teams. Where guests
// practice anybody may make an account; elsewhere it takes an invitation.
func (e entry) offices(rooms *house) (*team.Door, *team.Desk, error) {
	rule := team.SignUpInvited
	if e.guests.Allowed(e.public) {
		rule = team.SignUpOpen
	}
	desk, err := team.NewDesk(team.DeskConfig{Accounts: rooms.store, Teams: rooms.store})
	if err != nil {
		return nil, nil, err
	}
	door, err := team.NewDoor(team.DoorConfig{Accounts: rooms.store, Custody: rooms.store, Desk: desk, SignUp: rule})
	return door, desk, err
}

// provider returns who signs people in elsewhere, and under which name; nil for
// nobody. It is not asked anything yet.
func (e entry) provider(ctx context.Context, rooms *house) (web.Provider, string, error) {
	if e.issuer == "" {
		return nil, "", nil
	}
	key, err := secret(ctx, rooms, "openid-cookie")
	if err != nil {
		return nil, "", err
	}
	made, err := openid.New(openid.Config{
		Issuer: e.issuer, ClientID: e.clientID, ClientSecret: e.clientSecret, Key: key,
		Secure: strings.HasPrefix(strings.ToLower(e.public), "https:"),
	})
	if err != nil {
		return nil, "", err
	}
	name := e.providerName
	if issuer, err := url.Parse(e.issuer); err == nil && name == "" {
		name = issuer.Host
	}
	return made, name, nil
}
