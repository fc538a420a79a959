package encoder

// MultiplyBoth returns a tile as this machine multiplies it and as every machine
// can.
func MultiplyBoth(pairs int, a, b []int16) (machine, portable [TileRows * TileColumns]int32) {
	multiply(pairs, a, b, &machine)
	multiplyPortable(pairs, a, b, &portable)
	return machine, portable
}

// The size of a tile.
const (
	TileRows    = tileRows
	TileColumns = tileColumns
)

// Exponential is e^x for x up to 0.
func Exponential(x float32) float32 { return exponential(x) }

// Pieces returns the pieces that t falls into.
func (v *Vocabulary) Pieces(ids []int32) (pieces []string) {
	for _, id := range ids {
		pieces = append(pieces, v.pieces[id])
	}
	return pieces
}
