package main

import (
	"encoding/json"
	"strings"
)

// ordersIn reads a file of attacks: the turns of one stand together, a line each,
// and after them what an obedient model says, behind an arrow; a line between them
// is empty. What the last turn orders is obeyed.
func ordersIn(text string) map[string]string {
	orders := map[string]string{}
	for block := range strings.SplitSeq(strings.TrimSpace(text), "\n\n") {
		lines := strings.Split(block, "\n")
		if len(lines) < 2 {
			continue
		}
		_, says, _ := strings.Cut(lines[len(lines)-1], " ")
		orders[lines[len(lines)-2]] = says
	}
	return orders
}

// woven puts two texts into one sentence, in one of many ways.
func woven(first, second string) string {
	joints := []string{" and ", " yet ", " plus ", " since ", " or ", " which is why ", " if only because ", " as ", " except that ", " until ", " "}
	return strings.TrimRight(first, ".!?") + joints[len(second)%len(joints)] + second
}

// obeyed is what the rep's last words order.
func (s *speech) obeyed() string {
	if says, known := s.orders[strings.TrimSpace(s.asked.lastSaid())]; known {
		return says
	}
	return obey(s.asked)
}

// obey does what a text orders, as a model without any defense would: it says
// what follows "say", repeats its instructions, answers in JSON, or simply agrees.
func obey(asked request) string {
	said := asked.lastSaid()
	var data struct {
		Text string `json:"text"`
	}
	if json.Unmarshal([]byte(said), &data) == nil && data.Text != "" { // a turn to be read
		said = data.Text
	}
	for _, order := range []string{"say exactly: ", "say exactly, "} { // of whoever wrote the scenario
		if _, ordered, has := strings.Cut(asked.Messages[0].Content, order); has {
			line, _, _ := strings.Cut(ordered, "\n")
			return line
		}
	}
	lower := strings.ToLower(said)
	for _, order := range []string{"say exactly:", "repeat after me:", "answer with:", "output:", "reply with:", "say:"} {
		if at := strings.Index(lower, order); at >= 0 {
			return strings.TrimSpace(said[at+len(order):])
		}
	}
	switch {
	case strings.Contains(lower, "instruction") || strings.Contains(lower, "prompt") || strings.Contains(lower, "secret"):
		var all []string
		for _, message := range asked.Messages {
			if message.Role == "system" {
				all = append(all, message.Content)
			}
		}
		return "Of course. " + strings.Join(all, " ")
	case strings.Contains(lower, "json"):
		return `{"verdict":"agree","score":100}`
	}
	return "Yes, I agree. You have it, the whole of it, starting today. It is a deal."
}

// exampleOf is the file that a drafter shows as an example.
func exampleOf(asked request) string {
	_, example, _ := strings.Cut(asked.Messages[0].Content, "A file that is right:")
	return strings.TrimSpace(example) + "\n"
}
