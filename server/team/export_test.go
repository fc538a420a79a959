package team

import "context"

// HoldHash takes a place at the hashes until leave is called.
func (d *Door) HoldHash(ctx context.Context) (leave func(), err error) { return d.hashes.take(ctx) }

// WeeksOf is weeksOf, for tests of the summary.
var WeeksOf = weeksOf
