package main

import (
	"regexp"
	"strings"
)

// Words that mean about the same, in pairs. What is decided stays, with all of its
// facts; how it sounds changes.
var synonyms = pairsOf(`do not/don't don't/do not cannot/can't can't/cannot is not/isn't isn't/is not it's/it is i'm/I am i am/I'm i have/I've
	i've/I have that's/that is that is/that's i'll/I will answer/reply nobody/no one everything/all of it every/each keep/hold a bit/a little
	want/wish begin/start perhaps/maybe maybe/perhaps meeting/appointment people/folks vendors/suppliers vendor/supplier calendar/diary
	believe/accept helps/is useful know/understand tell/let know work/effort nearly/almost quite/rather decent/proper worst/hardest
	machine/device release/launch engineer/developer somebody/someone anybody/anyone also/too simply/just door/way worry/concern`)

type pair struct {
	old *regexp.Regexp
	new string
}

func pairsOf(list string) []pair {
	var pairs []pair
	for _, found := range regexp.MustCompile(`([a-z' ]+?)/([A-Za-z']+(?: (?:not|is|am|one|of it|little|have|will|useful|know)\b)*)`).FindAllStringSubmatch(list, -1) {
		pairs = append(pairs, pair{regexp.MustCompile(`(?i)\b` + strings.TrimSpace(found[1]) + `\b`), found[2]})
	}
	return pairs
}

// Ways to begin and to end, as models that take up what was said like to.
var (
	openings = []string{"", "Look, I hear you. ", "I appreciate you saying that. ", "Honestly? ", "I see where you are coming from. ", "Well. ", "That is a fair point. ", "Thank you for asking so openly. "}
	endings  = []string{"", " I hope you understand.", "", " That is where I stand.", " I am sorry, I know that is not what you hoped for.", "", " That is how it is for now."}
)

// reworded says a text in other words, in one of many ways.
func reworded(text string, way int) string {
	way += len(text)
	for i, pair := range synonyms {
		if (way+i)%2 == 0 { // and not back again
			text = pair.old.ReplaceAllString(text, pair.new)
		}
	}
	sentences := strings.SplitAfter(text, ". ")
	if way%3 == 0 && len(sentences) > 2 { // leaves one out
		sentences = sentences[:len(sentences)-1]
	}
	said := strings.TrimSpace(strings.Join(sentences, ""))
	if way%4 == 1 {
		said = strings.ReplaceAll(said, ", ", " and ")
	}
	return openings[way%len(openings)] + said + endings[way%len(endings)]
}

// Small talk as people put it before and after an answer. Most was written before the
// check's list was; some of the list's lines were added with these in view.
var (
	before = []string{"It's been one of those weeks, sorry. ", "Good to hear from you again. ", "You're persistent, I'll give you that. ", "Ha, that made me smile. ",
		"You caught me between two meetings. ", "Morning! Hectic day here. ", "I don't mind you asking. ", "You've clearly done your homework. ", "Oh, hello. How are you? ",
		"Let me be straight with you. ", "As I told you before: ", "I'm on my third coffee already, so bear with me. ", "Nice of you to come by. ", "Well, I'd ask too if I were you. ",
		"That's a new one. ", "Honestly, it's a mad month for us. "}
	after = []string{"", "", " Nothing personal.", "", " Have a good afternoon.", "", " I wish I had better news.", " Don't take it the wrong way.", "", " It's not about you.", "", " How was your trip, by the way?"}
)

// chatted says a text amid small talk of the model's own.
func chatted(text string, way int) string {
	way += len(text)
	return before[way%len(before)] + text + after[way%len(after)]
}
