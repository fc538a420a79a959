package sqlite

import (
	"context"

	"github.com/askagain/askagain/server/practice"
)

// FinishedBy returns a rep's ended attempts whose cards are still kept. The card is
// among the last events of a log, so that few of them are read.
func (s *Store) FinishedBy(ctx context.Context, rep string, limit int) ([]practice.Finished, error) {
	finished, err := list(ctx, s.reader, scanFinished, `SELECT * FROM (SELECT `+attemptColumns+`, (SELECT body FROM events
			WHERE attempt = attempts.number AND body ->> '$.kind' = 'scored' ORDER BY events.seq DESC LIMIT 1) AS card
		FROM attempts WHERE rep = ? AND ending <> '' AND forgotten = 0 ORDER BY started_at DESC, number DESC LIMIT ?) WHERE card IS NOT NULL`,
		rep, max(limit, 0))
	return finished, s.readError(err)
}

func scanFinished(row scanner) (practice.Finished, error) {
	var body []byte
	attempt, err := scanAttempt(withColumn{row, &body})
	if err != nil {
		return practice.Finished{}, err
	}
	event, err := decode(body)
	if err != nil {
		return practice.Finished{}, err
	}
	finished := practice.Finished{Attempt: attempt}
	if event.Scored != nil {
		finished.Card = *event.Scored
	}
	return finished, nil
}

// withColumn scans one column more than what it is handed to reads.
type withColumn struct {
	scanner
	more any
}

func (b withColumn) Scan(into ...any) error { return b.scanner.Scan(append(into, b.more)...) }
