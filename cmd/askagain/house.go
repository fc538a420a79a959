package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"strings"
	"time"

	"github.com/askagain/askagain/scenarios"
	"github.com/askagain/askagain/server/catalogue"
	"github.com/askagain/askagain/server/openai"
	"github.com/askagain/askagain/server/practice"
	"github.com/askagain/askagain/server/reading"
	"github.com/askagain/askagain/server/scenario"
	"github.com/askagain/askagain/server/session"
	"github.com/askagain/askagain/server/store/sqlite"
)

// closeWithin bounds an orderly end: turns under way get their words, then the store closes.
const closeWithin = 10 * time.Second

// speakSlack is what a room waits beyond a model's own deadline.
const speakSlack = time.Second

// house is everything that plays attempts, wired: the store, the scenarios on
// offer and the room. Serving, playing in the terminal and replaying share it.
type house struct {
	store     *sqlite.Store
	scenarios *catalogue.Catalogue // nil where only recorded attempts are looked at
	reader    *reading.Reader
	room      *session.Room
	combined  bool           // all new attempts are read twice
	budget    *openai.Budget // nil without a model
	model     *openai.Model  // nil: the script speaks
	voice     *modelVoice    // nil: none
	drafter   *modelDrafter  // of own nos; nil: none
	second    *openai.Model  // that reads too; nil: none
}

// audience is told of committed events, and must not block; the zero value is
// nobody.
type audience struct {
	publish func([]practice.Event)
	follow  func(practice.Attempt, []practice.Event)
	preview func(session.Preview)
}

// openHouse wires a house.
func openHouse(ctx context.Context, values settings, log *slog.Logger, told audience) (*house, error) {
	offered, err := loadCatalogue(values)
	if err != nil {
		return nil, err
	}
	return furnish(ctx, values, offered, log, told)
}

func furnish(ctx context.Context, values settings, offered *catalogue.Catalogue, log *slog.Logger, told audience) (*house, error) {
	model, budget, err := modelOf(values, log)
	if err != nil {
		return nil, err
	}
	twice, err := readsTwice(values)
	if err != nil {
		return nil, err
	}
	reads := values[secondSetting].value != ""
	if reads && budget == nil {
		limits, price, err := spending(values)
		if err != nil {
			return nil, err
		}
		budget = openai.NewBudget(limits, price, nil)
	}
	store, err := openStore(ctx, values, log)
	if err != nil {
		return nil, err
	}
	if err := budget.Keep(ctx, store, log); err != nil {
		return nil, errors.Join(err, store.Close())
	}
	reader, err := reading.New()
	if err != nil {
		return nil, errors.Join(err, store.Close())
	}
	config := session.Config{Store: store, Reader: reader, Publish: told.publish, Follow: told.follow, Preview: told.preview, Log: log}
	if model != nil {
		config.Speaker, config.SpeakWithin = speakerOf(model, reader, consent{store}), model.Within()+speakSlack
	}
	var second *openai.Model
	if reads {
		if second, err = secondModel(values, budget, log); err != nil {
			return nil, errors.Join(err, store.Close())
		}
		config.Second = modelSecond{openai.NewSecondReader(second), consent{store}}
	}
	return &house{combined: twice, second: second, store: store, scenarios: offered, reader: reader, room: session.NewRoom(config), budget: budget, model: model, voice: voiceOf(values, model, consent{store})}, nil
}

// inRecorded calls use with a house around the attempts that a database already
// holds, and closes it. Without a database there is nothing to look at, and none
// is created. The store keeps the scenario of every attempt, so nothing is on offer
// there, and a mistake in a scenario file keeps nobody from what was played.
func (flags recordedFlags) inRecorded(ctx context.Context, world process, use func(rooms *house) error) error {
	values, err := flags.load(world)
	if err != nil {
		return err
	}
	database := values[databaseSetting].value
	if _, err := os.Stat(database); errors.Is(err, fs.ErrNotExist) && !isPostgres(database) {
		return practice.Errorf(practice.CodeNotFound, "There is no database %s; name the one to look at with --database.", database).Because(err)
	}
	rooms, err := furnish(ctx, values, nil, slog.New(slog.DiscardHandler), audience{})
	if err != nil {
		return err
	}
	return errors.Join(use(rooms), rooms.close())
}

func isPostgres(database string) bool {
	return strings.HasPrefix(database, "postgres://") || strings.HasPrefix(database, "postgresql://")
}

func openStore(ctx context.Context, values settings, log *slog.Logger) (*sqlite.Store, error) {
	database := values[databaseSetting].value
	if isPostgres(database) {
		return nil, practice.Errorf(practice.CodeInvalid, "PostgreSQL is not in this version yet; give --database the path of a file.")
	}
	return sqlite.Open(ctx, database, sqlite.Log(log))
}

// loadCatalogue returns the scenarios on offer. A folder with errors is refused
// as a whole: a trainer who mends one file must not lose the others unnoticed.
func loadCatalogue(values settings) (*catalogue.Catalogue, error) {
	dir := values[scenariosSetting].value
	if dir == "" {
		offered, findings := catalogue.Shipped(scenarios.Files)
		return offered, refuse("the shipped scenarios", findings)
	}
	if info, err := os.Stat(dir); err != nil || !info.IsDir() {
		return nil, practice.Errorf(practice.CodeNotFound, "There is no scenario folder %s; create it, or leave --scenarios out to use the shipped ones.", dir).Because(err)
	}
	offered, findings := catalogue.Folder(dir)
	if err := refuse(dir, findings); err != nil {
		return nil, err
	}
	if len(offered.List()) == 0 {
		return nil, practice.Errorf(practice.CodeNotFound, "The scenario folder %s holds no .yaml file; add one, or leave --scenarios out to use the shipped ones.", dir)
	}
	return offered, nil
}

// refuse turns the first error among the findings into a sentence.
func refuse(where string, findings []scenario.Diagnostic) error {
	errorCount := 0
	var first scenario.Diagnostic
	for _, finding := range findings {
		if finding.Severity != scenario.SeverityError {
			continue
		}
		if errorCount == 0 {
			first = finding
		}
		errorCount++
	}
	if errorCount == 0 {
		return nil
	}
	return practice.Errorf(practice.CodeInvalid, "%s has %s, the first: %s. Run \"askagain check\" on it, mend what it lists, and start again.",
		where, count(errorCount, "error"), first)
}

// close lets turns under way finish and closes the store.
func (h *house) close() error {
	ctx, cancel := context.WithTimeout(context.Background(), closeWithin)
	defer cancel()
	return errors.Join(h.room.Close(ctx), h.budget.Close(ctx), h.store.Close())
}

// count writes a number with its noun.
func count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
