package main

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"strings"
)

type userCommand struct {
	Reset resetCommand `cmd:"" help:"Make a link by which somebody chooses a new passphrase."`
}

type resetCommand struct {
	recordedFlags
	Email string `arg:"" help:"The email of the account."`
}

func (resetCommand) Help() string {
	return `Prints a link for you to hand over. It works once, within a day, and ends every
session of the account when it is used. The server may be running.

  askagain user reset sam@example.com`
}

// Run makes the link.
func (c resetCommand) Run(ctx context.Context, world process) error {
	values, err := c.load(world)
	if err != nil {
		return err
	}
	entry, err := entryOf(values)
	if err != nil {
		return err
	}
	return c.inRecorded(ctx, world, func(rooms *house) error {
		door, _, err := entry.offices(rooms)
		if err != nil {
			return err
		}
		token, err := door.ResetLinkFor(ctx, c.Email)
		if err != nil {
			return err
		}
		printLink(world.stdout, cmp.Or(entry.public, "http://"+values[addrSetting].value), "/reset", token)
		return nil
	})
}

// printLink prints the address of a page with a token. The token stands in the
// fragment, which browsers keep to themselves.
func printLink(out io.Writer, at, page, token string) {
	fmt.Fprintf(out, "%s%s#%s\n", strings.TrimSuffix(at, "/"), page, token)
}
