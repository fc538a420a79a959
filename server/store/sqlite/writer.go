package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"sync/atomic"

	codes "modernc.org/sqlite/lib"

	"github.com/askagain/askagain/server/practice"
)

const (
	maxWaiting = 4096 // calls that may wait for the writer; beyond it they are refused
	maxBatch   = 256  // calls that share one transaction
)

// writer owns the connection that writes. Its one goroutine takes whatever
// calls wait, up to maxBatch, and commits them together. Nothing is queued: a
// call that waits is its caller, blocked in do. So a caller that gives up before
// it was taken has written nothing, and one that was taken hears the outcome.
type writer struct {
	conn       *sql.Conn
	statements *statements
	jobs       chan *job
	waiting    atomic.Int64
	stopping   chan struct{} // closed by stop
	stopped    chan struct{} // closed when the goroutine is gone
}

type job struct {
	work  func(context.Context, *tx) error
	whole bool // work that fails with a domain error has written nothing
	err   error
	done  chan error // of capacity 1, so that the writer never waits for a caller
}

// startWriter takes the connection and starts the goroutine, which ends with stop.
func startWriter(ctx context.Context, db *sql.DB) (*writer, error) {
	conn, err := db.Conn(ctx)
	if err != nil {
		return nil, err
	}
	w := &writer{
		conn:       conn,
		statements: newStatements(conn),
		jobs:       make(chan *job),
		stopping:   make(chan struct{}),
		stopped:    make(chan struct{}),
	}
	go w.run()
	return w, nil
}

// stop gives the connection back when the writes that were taken are done. It is
// called once.
func (w *writer) stop() error {
	close(w.stopping)
	<-w.stopped
	return errors.Join(w.statements.close(), w.conn.Close())
}

// closing reports whether stop was called.
func (w *writer) closing() bool {
	select {
	case <-w.stopping:
		return true
	default:
		return false
	}
}

// do runs work inside a transaction that others may share and returns once it
// is on the disk. An error of work undoes what work did and nothing else.
func (w *writer) do(ctx context.Context, work func(context.Context, *tx) error) error {
	return w.hand(ctx, &job{work: work, done: make(chan error, 1)})
}

// doWhole is do for work that undoes by itself what it did when it fails with a
// domain error. It saves the statements that would undo it.
func (w *writer) doWhole(ctx context.Context, work func(context.Context, *tx) error) error {
	return w.hand(ctx, &job{work: work, whole: true, done: make(chan error, 1)})
}

func (w *writer) hand(ctx context.Context, handed *job) error {
	defer w.waiting.Add(-1)
	if w.waiting.Add(1) > maxWaiting {
		return practice.Errorf(practice.CodeUnavailable, "Too much is being written just now. Please try again in a moment.")
	}
	if w.closing() {
		return closed()
	}
	if ctx.Err() != nil {
		return cancelled(context.Cause(ctx))
	}
	select {
	case w.jobs <- handed:
		return <-handed.done
	case <-ctx.Done():
		return cancelled(context.Cause(ctx))
	case <-w.stopping:
		return closed()
	}
}

func (w *writer) run() {
	defer close(w.stopped)
	batch := make([]*job, 0, maxBatch)
	for {
		select {
		case first := <-w.jobs:
			batch = w.gather(append(batch[:0], first))
			w.commit(batch)
			clear(batch)
		case <-w.stopping:
			return
		}
	}
}

// gather adds the calls that wait already; it waits for none.
func (w *writer) gather(batch []*job) []*job {
	for len(batch) < maxBatch {
		select {
		case next := <-w.jobs:
			batch = append(batch, next)
		default:
			return batch
		}
	}
	return batch
}

// commit gives every job its own outcome: its error, else that of the whole.
func (w *writer) commit(batch []*job) {
	// The batch is nobody's alone, so no caller's context may cut it short. The
	// wait for other processes is bounded by the busy timeout.
	failed := w.transact(context.Background(), batch)
	for _, each := range batch {
		if each.err == nil {
			each.err = failed
		}
		each.done <- queryError(each.err)
	}
}

func (w *writer) transact(ctx context.Context, batch []*job) error {
	tx := &tx{statements: w.statements}
	if _, err := tx.exec(ctx, `BEGIN IMMEDIATE`); err != nil {
		return err
	}
	for _, each := range batch {
		lost := false
		if each.whole {
			lost, each.err = tx.whole(ctx, each.work)
		} else {
			lost, each.err = tx.apart(ctx, each.work)
		}
		if lost {
			return errors.Join(each.err, rollBack(ctx, tx))
		}
	}
	if _, err := tx.exec(ctx, `COMMIT`); err != nil {
		return errors.Join(err, rollBack(ctx, tx))
	}
	return nil
}

// rollBack ends a transaction that failed, unless SQLite has ended it already.
func rollBack(ctx context.Context, tx *tx) error {
	_, err := tx.exec(ctx, `ROLLBACK`)
	if primary(err) == codes.SQLITE_ERROR { // there is none
		return nil
	}
	return err
}
