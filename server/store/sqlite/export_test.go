package sqlite

import "context"

// WriterPragma runs a pragma on the connection that writes.
func (s *Store) WriterPragma(ctx context.Context, text string) (answer string, err error) {
	err = s.writer.conn.QueryRowContext(ctx, "PRAGMA "+text).Scan(&answer)
	return answer, err
}

// ReaderPragma runs a pragma on one of the connections that read.
func (s *Store) ReaderPragma(ctx context.Context, text string) (answer string, err error) {
	err = s.reader.pool.QueryRowContext(ctx, "PRAGMA "+text).Scan(&answer)
	return answer, err
}
