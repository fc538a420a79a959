// Package openidtest starts a real OpenID provider for tests, as a process of
// its own, and signs people in there as a browser would.
package openidtest

import (
	"bufio"
	"bytes"
	"io"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
)

// The client under which the provider knows Askagain, another one that it knows
// as well, and the passphrase of everybody there: ada (whose email is verified),
// sam (whose email is not) and lin (who has none).
const (
	ClientID     = "askagain"
	OtherClient  = "another"
	ClientSecret = "secret"
	Passphrase   = "correct horse"
)

// Start runs a provider until the test ends and returns its issuer. It sends
// browsers back to the given addresses alone. It is a module of its own: what it
// needs, the program does not. A machine on which it cannot be built skips the
// test, unless CI=true.
func Start(t testing.TB, redirects ...string) (issuer string) {
	t.Helper()
	folder, err := exec.Command("go", "list", "-f", "{{.Dir}}", "github.com/askagain/askagain/server/openid/openidtest").Output()
	if err != nil {
		t.Fatalf("where the provider's source is: %v", err)
	}
	command := exec.Command("go", append([]string{"run", "."}, redirects...)...) // which keeps what it built
	command.Dir = filepath.Join(strings.TrimSpace(string(folder)), "testdata", "provider")
	var said bytes.Buffer
	command.Stderr = &said
	stdin, err := command.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	stdout, err := command.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	var once sync.Once
	end := func() {
		once.Do(func() {
			_ = stdin.Close() // the provider ends with its input
			_ = command.Wait()
		})
	}
	t.Cleanup(end)
	issuer, err = bufio.NewReader(stdout).ReadString('\n')
	if err != nil {
		end()
		if os.Getenv("CI") == "true" {
			t.Fatalf("the provider cannot be built or started: %s", said.String())
		}
		t.Skipf("the provider cannot be built here, perhaps for want of its modules: %s", said.String())
	}
	return strings.TrimSpace(issuer)
}

var requestField = regexp.MustCompile(`name="id" value="([^"]+)"`)

// SignIn opens an address at the provider, signs in there with a client that
// keeps its own cookies, and returns the address of ours that the browser is
// sent back to. Redirects are followed here, not by the client.
func SignIn(t testing.TB, client *http.Client, there, name string) (back string) {
	t.Helper()
	provider, err := url.Parse(there)
	if err != nil {
		t.Fatal(err)
	}
	browser := *client
	browser.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	open := func(response *http.Response, err error) (next, body string) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		defer response.Body.Close()
		content, err := io.ReadAll(response.Body)
		if err != nil {
			t.Fatal(err)
		}
		if response.StatusCode >= http.StatusBadRequest {
			t.Fatalf("the provider answers %s: %s", response.Status, content)
		}
		location := response.Header.Get("Location")
		if location == "" {
			return "", string(content)
		}
		absolute, err := response.Request.URL.Parse(location)
		if err != nil {
			t.Fatal(err)
		}
		return absolute.String(), string(content)
	}
	at := there
	for range 10 {
		next, page := open(browser.Get(at))
		if next == "" {
			field := requestField.FindStringSubmatch(page)
			if field == nil {
				t.Fatalf("the provider shows no form: %s", page)
			}
			next, page = open(browser.PostForm(provider.Scheme+"://"+provider.Host+"/login/username", url.Values{"id": {field[1]}, "username": {name}, "password": {Passphrase}}))
			if next == "" {
				t.Fatalf("the provider does not let %s in: %s", name, page)
			}
		}
		if parsed, err := url.Parse(next); err != nil || parsed.Host != provider.Host {
			return next
		}
		at = next
	}
	t.Fatal("the provider sends the browser round in circles")
	return ""
}
