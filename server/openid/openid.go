// Package openid signs people in at an OpenID provider: it sends a browser
// there and finds out who came back. It knows no accounts and no routes of ours.
package openid

import (
	"context"
	"crypto/rand"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"time"

	"github.com/coreos/go-oidc/v3/oidc"
	"golang.org/x/oauth2"

	"github.com/askagain/askagain/server/practice"
)

const (
	// Within is how long somebody may take at the provider.
	Within = 10 * time.Minute

	answerWithin  = 10 * time.Second // of the provider, to one request
	answerMost    = 1 << 20          // bytes of one answer
	remembered    = 10_000           // states that were used
	minKeyBytes   = 32
	randomBytes   = 32
	maxCarryBytes = 1500 // so that a browser keeps the cookie
	maxParamBytes = 4 << 10
	maxClaimBytes = 1000
)

// Config says which provider, and as whom we ask it.
type Config struct {
	Issuer       string // its address, such as https://accounts.example.com
	ClientID     string
	ClientSecret string // "" for a client without one
	Key          []byte // signs the cookie of a sign-in under way; at least 32 bytes
	Secure       bool   // the cookie travels over https alone

	Transport http.RoundTripper // nil: http.DefaultTransport
	Now       func() time.Time  // nil: time.Now
}

// Identity is who came back.
type Identity struct {
	Issuer   string // whose word it is
	Subject  string // at the issuer: the same for ever, and nobody else's
	Name     string // as the provider has it; may be ""
	Email    string // may be ""
	Verified bool   // the provider says that the email is theirs
}

// Provider is an OpenID provider. It is safe for any number of goroutines. The
// provider is first asked when somebody signs in, so one that is down keeps
// nothing else from working.
type Provider struct {
	config Config
	client *http.Client
	used   *once

	mu         sync.Mutex
	discovered *oidc.Provider // nil until the provider has answered
}

// New returns a provider. Its errors say what is wrong with the configuration.
func New(config Config) (*Provider, error) {
	issuer, err := url.Parse(config.Issuer)
	switch {
	case err != nil || issuer.Scheme != "https" && issuer.Scheme != "http" || issuer.Host == "" || issuer.User != nil:
		return nil, practice.Errorf(practice.CodeInvalid, "%q is no address of an OpenID provider; write it like https://accounts.example.com, as the provider names its issuer.", config.Issuer)
	case config.ClientID == "":
		return nil, practice.Errorf(practice.CodeInvalid, "The OpenID provider needs to know who asks; register Askagain there and set the client's ID.")
	case len(config.Key) < minKeyBytes:
		return nil, practice.Errorf(practice.CodeInternal, "The key of the sign-in cookie is too short.")
	}
	if config.Now == nil {
		config.Now = time.Now
	}
	transport := config.Transport
	if transport == nil {
		transport = http.DefaultTransport
	}
	return &Provider{
		config: config,
		client: &http.Client{Transport: bounded{transport}, Timeout: answerWithin},
		used:   newOnce(remembered),
	}, nil
}

// Begin starts a sign-in: it returns the address at the provider to send the
// browser to, and the cookie that it has to come back with. The provider sends it
// back to redirect, an address of ours. What is carried comes out of Finish again;
// the browser can read it and not change it.
func (p *Provider) Begin(r *http.Request, redirect, carry string) (there string, cookie *http.Cookie, err error) {
	if len(carry) > maxCarryBytes {
		return "", nil, practice.Errorf(practice.CodeTooLarge, "The address to go to afterwards is too long. Please sign in again from the sign-in page.")
	}
	discovered, err := p.discover(r.Context())
	if err != nil {
		return "", nil, err
	}
	pending := underway{
		State: random(), Nonce: random(), Verifier: oauth2.GenerateVerifier(),
		Redirect: redirect, Carry: carry, Until: p.config.Now().Add(Within).Unix(),
	}
	there = p.exchange(discovered, redirect).AuthCodeURL(pending.State, oidc.Nonce(pending.Nonce), oauth2.S256ChallengeOption(pending.Verifier))
	return there, p.cookie(p.seal(pending), int(Within/time.Second)), nil
}

// Finish takes the browser back: it returns who signed in and what was carried.
// The cookie that it returns, on errors too, takes the one of Begin away. A
// sign-in counts once: the same address opened again is refused. Codes:
// CodeInvalid when it has to be begun again, CodeUnavailable when the provider
// does not answer.
func (p *Provider) Finish(r *http.Request) (who Identity, carry string, over *http.Cookie, err error) {
	over = p.cookie("", -1)
	pending, found := p.underway(r)
	if !found {
		return Identity{}, "", over, errStartAgain(errors.New("no sign-in is under way in this browser, or it took too long"))
	}
	query := r.URL.Query()
	switch issuer := query.Get("iss"); {
	case !same(query.Get("state"), pending.State):
		return Identity{}, "", over, errStartAgain(errors.New("the state is another browser's"))
	case issuer != "" && issuer != p.config.Issuer:
		return Identity{}, "", over, errStartAgain(errors.New("the answer is another provider's"))
	case !p.used.first(pending.State, p.config.Now()):
		return Identity{}, "", over, errStartAgain(errors.New("the state was used before"))
	case query.Get("error") != "":
		return Identity{}, pending.Carry, over, errRefused(fmt.Errorf("the provider answered %q", clipped(query.Get("error"))))
	case query.Get("code") == "" || len(query.Get("code")) > maxParamBytes:
		return Identity{}, "", over, errStartAgain(errors.New("the answer has no code"))
	}
	ctx, cancel := context.WithTimeout(r.Context(), 2*answerWithin)
	defer cancel()
	who, err = p.redeem(ctx, query.Get("code"), pending)
	return who, pending.Carry, over, err
}

// redeem turns the code into who it stands for.
func (p *Provider) redeem(ctx context.Context, code string, pending underway) (Identity, error) {
	discovered, err := p.discover(ctx)
	if err != nil {
		return Identity{}, err
	}
	ctx = oidc.ClientContext(ctx, p.client)
	token, err := p.exchange(discovered, pending.Redirect).Exchange(ctx, code, oauth2.VerifierOption(pending.Verifier))
	if err != nil {
		return Identity{}, errExchange(err)
	}
	raw, _ := token.Extra("id_token").(string)
	if raw == "" {
		return Identity{}, errStartAgain(errors.New("the provider sent no ID token"))
	}
	proof, err := discovered.Verifier(&oidc.Config{ClientID: p.config.ClientID, Now: p.config.Now}).Verify(ctx, raw)
	switch {
	case err != nil:
		return Identity{}, errStartAgain(err)
	case !same(proof.Nonce, pending.Nonce):
		return Identity{}, errStartAgain(errors.New("the ID token was made for another sign-in"))
	}
	var told claims
	if err := proof.Claims(&told); err != nil {
		return Identity{}, errStartAgain(err)
	}
	if told.Email == "" && discovered.UserInfoEndpoint() != "" {
		if told, err = p.ask(ctx, discovered, token, proof.Subject); err != nil {
			return Identity{}, err
		}
	}
	return told.identity(proof.Issuer, proof.Subject), nil
}

// ask fetches what a provider keeps out of its ID token.
func (p *Provider) ask(ctx context.Context, discovered *oidc.Provider, token *oauth2.Token, subject string) (claims, error) {
	info, err := discovered.UserInfo(ctx, oauth2.StaticTokenSource(token))
	if err != nil {
		return claims{}, errDown(reason(err))
	}
	var told claims
	if err := info.Claims(&told); err != nil {
		return claims{}, errStartAgain(err)
	}
	if info.Subject != subject { // the standard leaves this check to us
		return claims{}, errStartAgain(errors.New("the provider told about somebody else"))
	}
	return told, nil
}

// discover asks the provider for its addresses, until it has once answered.
func (p *Provider) discover(ctx context.Context) (*oidc.Provider, error) {
	p.mu.Lock()
	discovered := p.discovered
	p.mu.Unlock()
	if discovered != nil {
		return discovered, nil
	}
	ctx, cancel := context.WithTimeout(oidc.ClientContext(ctx, p.client), answerWithin)
	defer cancel()
	discovered, err := oidc.NewProvider(ctx, p.config.Issuer)
	if err != nil {
		return nil, errDown(reason(err))
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.discovered = discovered
	return discovered, nil
}

func (p *Provider) exchange(discovered *oidc.Provider, redirect string) *oauth2.Config {
	return &oauth2.Config{
		ClientID: p.config.ClientID, ClientSecret: p.config.ClientSecret, RedirectURL: redirect,
		Endpoint: discovered.Endpoint(), Scopes: []string{oidc.ScopeOpenID, "profile", "email"},
	}
}

// claims are what is asked about a person.
type claims struct {
	Name      string `json:"name"`
	Preferred string `json:"preferred_username"`
	Email     string `json:"email"`
	Verified  truth  `json:"email_verified"`
}

func (c claims) identity(issuer, subject string) Identity {
	name := c.Name
	if name == "" {
		name = c.Preferred
	}
	return Identity{Issuer: issuer, Subject: subject, Name: clipped(name), Email: clipped(c.Email), Verified: bool(c.Verified)}
}

// truth is a boolean that some providers write as a string.
type truth bool

// UnmarshalJSON takes true and "true"; everything else is false.
func (t *truth) UnmarshalJSON(data []byte) error {
	*t = truth(strings.Trim(string(data), `"`) == "true")
	return nil
}

// clipped bounds what a stranger wrote.
func clipped(text string) string {
	if len(text) <= maxClaimBytes {
		return text
	}
	return strings.ToValidUTF8(text[:maxClaimBytes], "")
}

func random() string {
	bytes := make([]byte, randomBytes)
	_, _ = rand.Read(bytes) // never fails: crypto/rand ends the program instead
	return base64.RawURLEncoding.EncodeToString(bytes)
}

// bounded cuts an answer off that is longer than any provider's need be.
type bounded struct{ next http.RoundTripper }

// RoundTrip asks and bounds what comes back.
func (b bounded) RoundTrip(r *http.Request) (*http.Response, error) {
	response, err := b.next.RoundTrip(r)
	if err == nil {
		response.Body = struct {
			io.Reader
			io.Closer
		}{io.LimitReader(response.Body, answerMost), response.Body}
	}
	return response, err
}
