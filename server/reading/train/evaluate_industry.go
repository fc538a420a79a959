package main

import (
	"math/rand/v2"
	"regexp"
	"strings"

	"github.com/askagain/askagain/server/reading/internal/text"
)

// common are words of an industry's name that tell no industry: two names that
// share nothing else are not the same.
const common = `a after agency and assistant association at b boss business chain client commercial company consultancy
consultant consulting contract customer desk director e firm for foreman founder freelance from group his her hire in
industrial internal international it local maintenance maker manager management marketing of office on outsourcing
owner platform private professional public region rental sale sales service small software start startup student
studio success supplier supply support system team tech the to tool trade trading up vendor wholesale with`

var (
	place     = regexp.MustCompile(`\(.*?\)`)
	wordsOnly = regexp.MustCompile(`[a-z]+`)
	tellsNone = stems(common)
)

func stems(words string) map[string]bool {
	all := map[string]bool{}
	for _, word := range wordsOnly.FindAllString(words, -1) {
		all[text.Stem(word)] = true
	}
	return all
}

// industryWords returns the words that tell an industry by its name, without
// endings, common words and the place in brackets: a hospital ward and a
// hospital's IT share one.
func industryWords(name string) []string {
	var own []string
	for _, word := range wordsOnly.FindAllString(place.ReplaceAllString(strings.ToLower(name), ""), -1) {
		if stem := text.Stem(word); len(stem) > 1 && !tellsNone[stem] {
			own = append(own, stem)
		}
	}
	return own
}

// otherIndustries returns those turns whose industry shares no word with any of
// out. A turn that names none is left out too: nobody knows what it shares.
func otherIndustries(turns, out []turn) []turn {
	known := map[string]bool{}
	for _, t := range out {
		for _, word := range industryWords(t.Industry) {
			known[word] = true
		}
	}
	var others []turn
	for _, t := range turns {
		words := industryWords(t.Industry)
		other := len(words) > 0
		for _, word := range words {
			other = other && !known[word]
		}
		if other {
			others = append(others, t)
		}
	}
	return others
}

// sameSize returns as many turns of each author as few has, in whole situations
// that chance picks: what it costs to learn from fewer.
func sameSize(turns, few []turn, seed uint64) []turn {
	left := map[string]int{}
	for _, t := range few {
		left[authorOf(t.Author)]++
	}
	situation := func(t turn) string { return authorOf(t.Author) + "\n" + t.Outcome }
	var names []string
	seen := map[string]bool{}
	for _, t := range turns {
		if name := situation(t); !seen[name] {
			seen[name] = true
			names = append(names, name)
		}
	}
	place := map[string]int{}
	for i, n := range rand.New(rand.NewPCG(seed, 5)).Perm(len(names)) {
		place[names[i]] = n
	}
	bySituation := make([][]int, len(names))
	for i, t := range turns {
		n := place[situation(t)]
		bySituation[n] = append(bySituation[n], i)
	}
	kept := make([]bool, len(turns))
	for _, indexes := range bySituation {
		for _, i := range indexes {
			if author := authorOf(turns[i].Author); left[author] > 0 {
				left[author]--
				kept[i] = true
			}
		}
	}
	var same []turn
	for i, t := range turns {
		if kept[i] {
			same = append(same, t)
		}
	}
	return same
}
