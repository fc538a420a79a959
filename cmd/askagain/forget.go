package main

import (
	"context"
	"log/slog"
	"sync"
	"time"

	"github.com/askagain/askagain/server/store/sqlite"
)

// forgetEvery is how often words are looked for whose time is over. Teams count
// it in days.
const forgetEvery = 6 * time.Hour

// forgetWords takes away, now and from time to time, what teams do not want kept
// any longer. It runs until stop, which waits for it.
func forgetWords(ctx context.Context, store *sqlite.Store, log *slog.Logger) (stop func()) {
	ctx, cancel := context.WithCancel(ctx)
	var running sync.WaitGroup
	running.Go(func() {
		next := time.NewTicker(forgetEvery)
		defer next.Stop()
		for {
			if _, err := store.ForgetWords(ctx, time.Now()); err != nil && ctx.Err() == nil {
				log.Error("words whose time is over could not be taken away", slog.String("cause", err.Error()))
			}
			select {
			case <-next.C:
			case <-ctx.Done():
				return
			}
		}
	})
	return func() {
		cancel()
		running.Wait()
	}
}
