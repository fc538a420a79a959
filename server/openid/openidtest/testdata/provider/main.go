// Command provider is an OpenID provider for tests: the example of a certified
// library, on a port of its own, with the people of users.json. Its arguments
// are the addresses that it may send browsers back to. It prints its own address
// and serves until its standard input ends.
package main

import (
	_ "embed"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"os"
	"path/filepath"

	"github.com/zitadel/oidc/v3/example/server/exampleop"
	"github.com/zitadel/oidc/v3/example/server/storage"
)

//go:embed users.json
var users []byte

func main() {
	if err := serve(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func serve() error {
	known, err := people()
	if err != nil {
		return err
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	issuer := fmt.Sprintf("http://%s/", listener.Addr())
	storage.RegisterClients(
		storage.WebClient("askagain", "secret", os.Args[1:]...),
		storage.WebClient("another", "secret", os.Args[1:]...),
	)
	fmt.Println(issuer)
	go func() {
		_, _ = io.Copy(io.Discard, os.Stdin)
		os.Exit(0)
	}()
	return http.Serve(listener, exampleop.SetupServer(issuer, storage.NewStorage(known), slog.New(slog.DiscardHandler), false))
}

// people reads users.json the way that the library wants it: from a file.
func people() (storage.UserStore, error) {
	folder, err := os.MkdirTemp("", "provider")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(folder)
	file := filepath.Join(folder, "users.json")
	if err := os.WriteFile(file, users, 0o600); err != nil {
		return nil, err
	}
	return storage.StoreFromFile(file)
}
