package practice

import "strings"

// secondMark stands between the versions of two readers that read together.
const secondMark = "+second:"

// CombinedReader names two readers that read together.
func CombinedReader(first, second string) string { return first + secondMark + second }

// FirstReader returns the version of the embedded reader in the name of a reader
// or of two that read together.
func FirstReader(version string) string {
	first, _, _ := strings.Cut(version, secondMark)
	return first
}

// Combined returns what two readings of a turn come to. The first is the embedded
// reader's, which cannot be talked to; the second is a model's, which can. So the
// second adds nothing that helps a rep: a way of asking counts where both see it,
// and what either hears as pressure is pressure, the model's with its quote. Asks
// and giving up are the first one's alone. Differs names what only one of the two
// counts.
func Combined(first, second Reading, reader string) Reading {
	var changes []Change
	for _, method := range first.Methods {
		if method != Direct && !second.Has(method) {
			changes = append(changes, Change{Label: Label(method)})
		}
	}
	if evidence, quoted := second.Quote(LabelPushy); quoted && second.Tone == Pushy && first.Tone != Pushy {
		changes = append(changes, Change{Label: LabelPushy, Holds: true, Evidence: &evidence})
	}
	combined := first.Corrected(Correction{Changes: changes})
	combined.Reader, combined.Differs = reader, Disagreement(first, second)
	return combined
}

// Disagreement returns the labels that one reading counts and the other does not,
// for a trainer to look at.
func Disagreement(a, b Reading) []Label {
	var labels []Label
	for _, label := range Labels() {
		if a.Counts(label) != b.Counts(label) {
			labels = append(labels, label)
		}
	}
	return labels
}
