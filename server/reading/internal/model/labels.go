package model

import "github.com/askagain/askagain/server/practice"

// Label numbers what the turn's table tells apart.
type Label int

// The labels of a turn. The methods come first, in the order of
// practice.Methods with Direct last.
const (
	Explore Label = iota
	Empathize
	Value
	Proof
	Trade
	Reduce
	Obstacle
	Ally
	Wait
	Medium
	Direct
	Asks    // asks for the outcome or a part of it
	Partial // among those that ask: for a part
	Warm
	Pushy
	Yields
	TurnLabels // how many there are
)

// Levers are the labels of the methods other than direct.
const Levers = Direct

// Method returns the method of a label up to Direct.
func (l Label) Method() practice.Method { return methods[l] }

var methods = [...]practice.Method{
	practice.Explore, practice.Empathize, practice.Value, practice.Proof, practice.Trade, practice.Reduce,
	practice.Obstacle, practice.Ally, practice.Wait, practice.Medium, practice.Direct,
}

// OfMethod returns the label of a method, and whether it is a method.
func OfMethod(method practice.Method) (Label, bool) {
	for l, m := range methods {
		if m == method {
			return Label(l), true
		}
	}
	return 0, false
}

// String names the label in tables and settings.
func (l Label) String() string {
	switch l {
	case Asks:
		return "asks"
	case Partial:
		return string(practice.LabelPartial)
	case Warm:
		return string(practice.LabelWarm)
	case Pushy:
		return string(practice.LabelPushy)
	case Yields:
		return string(practice.LabelYields)
	}
	if l < Asks {
		return string(methods[l])
	}
	return "unknown"
}

// Answers are the labels of a client's line, in the order of their table.
var Answers = [...]practice.Answer{
	practice.Agrees, practice.OffersLess, practice.Refuses, practice.PutsOff, practice.OtherReply,
}
