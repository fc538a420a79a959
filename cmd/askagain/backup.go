package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"

	"github.com/askagain/askagain/server/practice"
	"github.com/askagain/askagain/server/store/sqlite"
)

type backupCommand struct {
	File string `arg:"" name:"file" help:"Where to write the copy; it must not exist yet."`
	databaseFlag
}

func (backupCommand) Help() string {
	return `Writes a consistent copy of the database, also while a server uses it. The copy
holds everything that was acknowledged before the command began:

  askagain backup askagain-monday.db
  askagain backup /backups/askagain.db --database /srv/askagain.db`
}

// Run copies the database.
func (c backupCommand) Run(ctx context.Context, world process) error {
	values, err := c.load(world)
	if err != nil {
		return err
	}
	database := values[databaseSetting].value
	if _, err := os.Stat(database); errors.Is(err, fs.ErrNotExist) && !isPostgres(database) {
		return practice.Errorf(practice.CodeNotFound, "There is no database %s; name the one to copy with --database.", database).Because(err)
	}
	store, err := openStore(ctx, values, slog.New(slog.NewTextHandler(world.stderr, nil)))
	if err != nil {
		return err
	}
	if err := errors.Join(store.Backup(ctx, c.File), store.Close()); err != nil {
		return err
	}
	fmt.Fprintf(world.stdout, "%s holds a copy of %s. Put it back with: askagain restore %s\n", c.File, database, c.File)
	return nil
}

type restoreCommand struct {
	File string `arg:"" name:"file" help:"A copy that askagain backup wrote."`
	databaseFlag
}

func (restoreCommand) Help() string {
	return `Puts a copy in the place of the database, in one step. No server may use the
database meanwhile. What was there is kept beside it:

  askagain restore askagain-monday.db
  askagain restore /backups/askagain.db --database /srv/askagain.db`
}

// Run checks the copy and swaps it in.
func (c restoreCommand) Run(ctx context.Context, world process) error {
	values, err := c.load(world)
	if err != nil {
		return err
	}
	database := values[databaseSetting].value
	if isPostgres(database) {
		return practice.Errorf(practice.CodeInvalid, "PostgreSQL is not in this version yet; give --database the path of a file.")
	}
	kept, err := sqlite.Restore(ctx, c.File, database)
	if err != nil {
		return err
	}
	fmt.Fprintf(world.stdout, "%s is what %s holds.", database, c.File)
	if kept != "" {
		fmt.Fprintf(world.stdout, " What was there before is kept as %s.", kept)
	}
	fmt.Fprintln(world.stdout)
	return nil
}
