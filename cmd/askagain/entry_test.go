package main

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/cookiejar"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/askagain/askagain/server/openid/openidtest"
)

// opened is a served process and what it goes on to say.
type opened struct {
	*served
	says *bufio.Reader
	log  *bytes.Buffer // to be read once it has ended
}

// open starts the program in dir and reads its first line.
func open(t *testing.T, dir string) opened {
	t.Helper()
	command := program(context.Background(), dir, "serve", "--addr", "localhost:0")
	o := opened{&served{dir: dir, command: command}, nil, &bytes.Buffer{}}
	command.Stderr = o.log
	out, err := command.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(o.kill)
	o.says = bufio.NewReader(out)
	o.url = strings.TrimSuffix(address.FindString(o.line(t)), "/")
	return o
}

func (o opened) line(t *testing.T) string {
	t.Helper()
	line, err := o.says.ReadString('\n')
	if err != nil {
		t.Fatalf("the server said no more than %q: %v", line, err)
	}
	return line
}

// owner reads the link that makes an owner, and returns its token.
func (o opened) owner(t *testing.T) string {
	t.Helper()
	o.line(t) // what it is about
	found := ownerLink.FindStringSubmatch(o.line(t))
	if found == nil || found[1] != o.url {
		t.Fatalf("no owner's link to %s: %v", o.url, found)
	}
	return found[2]
}

var ownerLink = regexp.MustCompile(`(http://\S+)/owner#(\S+)`)

// browser keeps cookies and does not follow redirects.
func browser(t *testing.T) *http.Client {
	t.Helper()
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	return &http.Client{Jar: jar, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
}

func ask(t *testing.T, client *http.Client, method, address, body string) (int, string, http.Header) {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), method, address, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	response, err := client.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	content, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return response.StatusCode, string(content), response.Header
}

func TestTheOwnersLink(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	first := open(t, dir)
	before := first.owner(t)
	first.kill()
	second := open(t, dir)
	link := second.owner(t)
	if link == before {
		t.Fatal("the next start shows the same link")
	}
	client := browser(t)
	signUp := func(token string) (int, string, http.Header) {
		return ask(t, client, "POST", second.url+"/api/sign-up", fmt.Sprintf(`{"name":"Olga","email":"olga@example.com","passphrase":"a long walk by the river","token":%q}`, token))
	}
	if status, body, _ := signUp(before); status != http.StatusNotFound {
		t.Errorf("the link of the start before: %d %s", status, body)
	}
	if status, body, _ := signUp(link); status != http.StatusCreated || !strings.Contains(body, `"owner":true`) {
		t.Fatalf("the link: %d %s", status, body)
	}
	if status, body, _ := ask(t, client, "POST", second.url+"/api/teams", `{"name":"North","time_zone":"Pacific/Auckland"}`); status != http.StatusCreated {
		t.Errorf("the owner's team: %d %s", status, body)
	}
	t.Run("a passphrase that was forgotten", func(t *testing.T) {
		output, err := program(t.Context(), dir, "user", "reset", "Olga@Example.com").Output()
		address, token, found := strings.Cut(strings.TrimSpace(string(output)), "#")
		if err != nil || !found || address != "http://localhost:8080/reset" {
			t.Fatalf("%q %v", output, err)
		}
		if status, body, _ := ask(t, browser(t), "POST", second.url+"/api/reset", fmt.Sprintf(`{"token":%q,"passphrase":"a longer walk by the sea"}`, token)); status != http.StatusOK {
			t.Errorf("%d %s", status, body)
		}
		if output, err := program(t.Context(), dir, "user", "reset", "nobody@example.com").CombinedOutput(); err == nil || !strings.Contains(string(output), "Nobody here has this email") {
			t.Errorf("%s %v", output, err)
		}
	})
	second.kill()
	third := open(t, dir)
	if status, _, _ := ask(t, client, "GET", third.url+"/healthz", ""); status != http.StatusOK {
		t.Fatal(status)
	}
	if err := third.command.Process.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	rest, err := io.ReadAll(third.says)
	if err != nil || len(rest) > 0 {
		t.Errorf("although somebody is owner it says %q %v", rest, err)
	}
	_ = third.command.Wait()
	for token, log := range map[string]*bytes.Buffer{before: first.log, link: second.log} {
		if strings.Contains(log.String(), token) {
			t.Error("the link is in the log")
		}
	}
}

func TestWhoIsLetIn(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	settings := "ASKAGAIN_PUBLIC_URL=https://ask.example.com\nASKAGAIN_TRUSTED_PROXIES=127.0.0.1, ::1\n"
	if err := os.WriteFile(filepath.Join(dir, ".env"), []byte(settings), 0o600); err != nil {
		t.Fatal(err)
	}
	s := serve(t, dir)
	client := browser(t)
	if status, _, header := ask(t, client, "GET", s.url+"/", ""); status != http.StatusSeeOther || header.Get("Location") != "/sign-in?next=%2F" || header.Get("Set-Cookie") != "" {
		t.Errorf("a guest at a public address: %d %v", status, header)
	}
	if status, body, _ := ask(t, client, "GET", s.url+"/api/me", ""); status != http.StatusOK || !strings.Contains(body, `"guests_allowed":false,"sign_up":"invited"`) {
		t.Errorf("%d %s", status, body)
	}
	if status, body, _ := ask(t, client, "POST", s.url+"/api/sign-up", `{"name":"Max","email":"max@example.com","passphrase":"a long walk by the river"}`); status != http.StatusForbidden {
		t.Errorf("signing up without an invitation: %d %s", status, body)
	}
	request, err := http.NewRequestWithContext(t.Context(), "GET", s.url+"/healthz", nil)
	if err != nil {
		t.Fatal(err)
	}
	request.Host = "evil.example"
	response, err := client.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	_ = response.Body.Close()
	if response.StatusCode != http.StatusMisdirectedRequest {
		t.Errorf("under another name: %d", response.StatusCode)
	}
}

func TestAPublicAddressNeedsItsName(t *testing.T) {
	t.Parallel()
	if _, err := (serveCommand{}).listen(t.Context(), "0.0.0.0:0", ""); err == nil || !strings.Contains(err.Error(), publicURLSetting) {
		t.Errorf("without a public URL: %v", err)
	}
	for name, open := range map[string]struct {
		command serveCommand
		public  string
	}{"with one": {serveCommand{}, "https://ask.example.com"}, "insecure": {serveCommand{Insecure: true}, ""}} {
		listener, err := open.command.listen(t.Context(), "0.0.0.0:0", open.public)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		_ = listener.Close()
	}
}

func TestConnectionsAreBounded(t *testing.T) {
	server := newServer(http.NotFoundHandler(), slog.New(slog.DiscardHandler))
	if server.ReadHeaderTimeout <= 0 || server.ReadTimeout <= 0 || server.IdleTimeout <= 0 || server.MaxHeaderBytes <= 0 || server.MaxHeaderBytes > 64<<10 {
		t.Errorf("%+v", server)
	}
}

// TestSigningInElsewhereAsAProgram runs both programs: this one and a real
// provider, which knows it by its address.
func TestSigningInElsewhereAsAProgram(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	first := serve(t, dir) // to find an address that is free
	first.kill()
	issuer := openidtest.Start(t, first.url+"/sign-in/openid/back")
	settings := fmt.Sprintf("ASKAGAIN_OIDC_ISSUER=%s\nASKAGAIN_OIDC_CLIENT_ID=%s\nASKAGAIN_OIDC_CLIENT_SECRET=%s\nASKAGAIN_OIDC_NAME=Northbeam\n", issuer, openidtest.ClientID, openidtest.ClientSecret)
	if err := os.WriteFile(filepath.Join(dir, ".env"), []byte(settings), 0o600); err != nil {
		t.Fatal(err)
	}
	s := serveAt(t, dir, first.host())
	client := browser(t)
	status, body, header := ask(t, client, "GET", s.url+"/sign-in/openid?next=/account", "")
	if status != http.StatusSeeOther {
		t.Fatalf("%d %s", status, body)
	}
	if status, _, header = ask(t, client, "GET", openidtest.SignIn(t, client, header.Get("Location"), "ada"), ""); status != http.StatusSeeOther || header.Get("Location") != "/account" {
		t.Fatalf("%d %v", status, header)
	}
	if _, body, _ := ask(t, client, "GET", s.url+"/api/me", ""); !strings.Contains(body, `"name":"Ada Brandt"`) || !strings.Contains(body, `"oidc":"Northbeam"`) {
		t.Errorf("%s", body)
	}
}
