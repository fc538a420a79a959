package main

import (
	"bufio"
	"context"
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"
)

// asProgram makes the test binary behave as the program itself, so that tests
// run real processes without building a second binary.
const asProgram = "ASKAGAIN_TEST_AS_PROGRAM"

func TestMain(m *testing.M) {
	if os.Getenv(asProgram) == "1" {
		main()
		return
	}
	os.Exit(m.Run())
}

// program returns a command that runs the program in dir with an environment
// that holds nothing of ours.
func program(ctx context.Context, dir string, arguments ...string) *exec.Cmd {
	command := exec.CommandContext(ctx, os.Args[0], arguments...)
	command.Dir = dir
	command.Env = append(cleanEnvironment(), asProgram+"=1")
	return command
}

func cleanEnvironment() []string {
	var kept []string
	for _, pair := range os.Environ() {
		if !strings.HasPrefix(pair, "ASKAGAIN_") && !strings.HasPrefix(pair, "OPENAI_") {
			kept = append(kept, pair)
		}
	}
	return kept
}

// served is a server process under test.
type served struct {
	url     string
	dir     string
	command *exec.Cmd
	said    *bufio.Reader // what it says after its address
}

var address = regexp.MustCompile(`http://\S+`)

// serve starts the program on a free port, with its database in dir, and waits
// until it answers.
func serve(t *testing.T, dir string, arguments ...string) *served {
	t.Helper()
	return serveAt(t, dir, "localhost:0", arguments...)
}

func serveAt(t *testing.T, dir, addr string, arguments ...string) *served {
	t.Helper()
	command := program(context.Background(), dir, append([]string{"serve", "--addr", addr}, arguments...)...)
	command.Stderr = os.Stderr
	out, err := command.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	s := &served{dir: dir, command: command}
	t.Cleanup(func() { s.kill() })
	s.said = bufio.NewReader(out)
	line, err := s.said.ReadString('\n')
	if err != nil {
		t.Fatalf("the server said nothing before it ended: %v", err)
	}
	s.url = strings.TrimSuffix(address.FindString(line), "/")
	if s.url == "" {
		t.Fatalf("no address in %q", line)
	}
	response, err := http.Get(s.url + "/healthz")
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	if response.StatusCode != http.StatusOK {
		t.Fatalf("/healthz answers %s", response.Status)
	}
	return s
}

// kill ends the process as a crash would: without a chance to tidy up.
func (s *served) kill() {
	if s.command.ProcessState == nil {
		_ = s.command.Process.Kill()
		_ = s.command.Wait()
	}
}

// host is the address without the scheme, to start again at the same place.
func (s *served) host() string { return strings.TrimPrefix(s.url, "http://") }

func TestServeStartsAndStopsInOrder(t *testing.T) {
	t.Parallel()
	s := serve(t, t.TempDir())
	if err := s.command.Process.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	done := make(chan error, 1)
	go func() { done <- s.command.Wait() }()
	select {
	case err := <-done:
		if err != nil {
			t.Fatalf("an interrupted server ends with %v", err)
		}
	case <-time.After(15 * time.Second):
		t.Fatal("the server did not stop")
	}
}

func TestServeRefusals(t *testing.T) {
	t.Parallel()
	taken := serve(t, t.TempDir())
	readOnly := filepath.Join(t.TempDir(), "folder.db")
	if err := os.Mkdir(readOnly, 0o755); err != nil {
		t.Fatal(err)
	}
	broken := t.TempDir()
	if err := os.WriteFile(filepath.Join(broken, "broken.yaml"), []byte("format: 1\ntitle: [\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	notADatabase := filepath.Join(t.TempDir(), "letter.db")
	if err := os.WriteFile(notADatabase, []byte(strings.Repeat("Dear Sir or Madam, this is no database. ", 300)), 0o644); err != nil {
		t.Fatal(err)
	}
	for name, test := range map[string]struct {
		arguments []string
		dotEnv    string
		wants     string
	}{
		"taken port":           {[]string{"--addr", taken.host()}, "", "taken by another program"},
		"no address":           {[]string{"--addr", "8080"}, "", "HOST:PORT"},
		"public address":       {[]string{"--addr", "0.0.0.0:0"}, "", "--insecure"},
		"database a folder":    {[]string{"--addr", "localhost:0", "--database", readOnly}, "", readOnly},
		"not a database":       {[]string{"--addr", "localhost:0", "--database", notADatabase}, "", notADatabase},
		"no such folder":       {[]string{"--addr", "localhost:0", "--scenarios", "nowhere"}, "", "nowhere"},
		"empty folder":         {[]string{"--addr", "localhost:0", "--scenarios", "."}, "", "no .yaml file"},
		"broken scenario":      {[]string{"--addr", "localhost:0", "--scenarios", broken}, "", "broken.yaml:"},
		"guests or not":        {[]string{"--addr", "localhost:0"}, "ASKAGAIN_GUESTS=perhaps\n", "on or off"},
		"a proxy by name":      {[]string{"--addr", "localhost:0"}, "ASKAGAIN_TRUSTED_PROXIES=10.0.0.1, proxy.local\n", "ASKAGAIN_TRUSTED_PROXIES"},
		"no provider":          {[]string{"--addr", "localhost:0"}, "ASKAGAIN_OIDC_CLIENT_SECRET=hunter2\n", "ASKAGAIN_OIDC_ISSUER"},
		"a provider by name":   {[]string{"--addr", "localhost:0"}, "ASKAGAIN_OIDC_ISSUER=accounts\nASKAGAIN_OIDC_CLIENT_ID=a\n", "OpenID provider"},
		"a public URL in part": {[]string{"--addr", "localhost:0"}, "ASKAGAIN_PUBLIC_URL=ask.example.com\n", "public URL"},
		"broken .env":          {[]string{"--addr", "localhost:0"}, "ASKAGAIN_ADDR=localhost:0\nhunter2 is no setting\n", ".env"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			if test.dotEnv != "" {
				if err := os.WriteFile(filepath.Join(dir, ".env"), []byte(test.dotEnv), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
			defer cancel()
			command := program(ctx, dir, test.arguments...)
			output, err := command.CombinedOutput()
			if code := command.ProcessState.ExitCode(); code != exitFindings {
				t.Errorf("exit code %d, %v, want %d", code, err, exitFindings)
			}
			said := strings.TrimSpace(string(output))
			if !strings.Contains(said, test.wants) || strings.Contains(said, "hunter2") {
				t.Errorf("it said %q, want a sentence with %q", said, test.wants)
			}
			if strings.Count(said, "\n") > 0 || !strings.HasSuffix(said, ".") {
				t.Errorf("it said %q, want one sentence", said)
			}
		})
	}
}

// needs finds a program that a test cannot do without. Where it is missing the
// test is skipped; in continuous integration that is a failure.
func needs(t *testing.T, names ...string) string {
	t.Helper()
	for _, name := range names {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	reason := fmt.Sprintf("none of %s is installed; see the README for how to get it", strings.Join(names, ", "))
	if os.Getenv("CI") == "true" {
		t.Fatal(reason)
	}
	t.Skip(reason)
	return ""
}
