package openai

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/askagain/askagain/server/practice"
)

// fault is a rule that a reply breaks. why is for the model and the log: it
// repeats nothing of the reply.
type fault struct{ why string }

// Error says which rule.
func (f *fault) Error() string { return "the model's reply was not spoken: " + f.why }

// What a reply may do, for each verdict. What is missing here, such as the
// passing of time, is the script's alone.
var allowed = map[practice.Verdict][]practice.Answer{
	practice.VerdictListen:    {practice.OtherReply, practice.Refuses, practice.PutsOff},
	practice.VerdictRefuse:    {practice.Refuses, practice.PutsOff, practice.OtherReply},
	practice.VerdictSoften:    {practice.Refuses, practice.PutsOff, practice.OtherReply},
	practice.VerdictGiveWay:   {practice.Refuses, practice.PutsOff, practice.OtherReply},
	practice.VerdictHesitate:  {practice.PutsOff, practice.Refuses, practice.OtherReply},
	practice.VerdictOfferLess: {practice.OffersLess, practice.Refuses},
	practice.VerdictGrantLess: {practice.Agrees, practice.OffersLess, practice.OtherReply},
	practice.VerdictAgree:     {practice.Agrees},
	practice.VerdictClose:     {practice.Refuses, practice.OtherReply, practice.PutsOff},
}

// check holds what a reply is held against.
type check struct {
	cue      Cue
	reader   Reader
	outcome  string
	repLast  string
	script   string                     // what is conveyed, as one text
	known    map[string]bool            // words that everybody has heard by now
	figures  map[string]bool            // numbers, days and months among them
	own      map[string]bool            // the beginnings of the telling words of script
	scripted map[string]bool            // the beginnings of all its words
	secrets  [][]string                 // of what nobody has heard, each secret's own words
	answers  map[string]practice.Answer // what texts do, once found out
	foreign  bool                       // the scenario itself is in a language that is not read
}

func newCheck(cue Cue, reader Reader) *check {
	c := &check{cue: cue, reader: reader, known: map[string]bool{}, figures: map[string]bool{}, own: map[string]bool{}, scripted: map[string]bool{}, answers: map[string]practice.Answer{}}
	if person := cue.Scenario.Person(cue.Decision.Person); person != nil {
		c.outcome = person.Need
	}
	var conveyed []string
	for _, line := range cue.Script {
		c.hears(line.Text)
		if line.Person != "" {
			conveyed = append(conveyed, line.Text)
		}
	}
	c.script = strings.Join(conveyed, " ")
	for _, word := range telling(c.script) {
		c.own[word] = true
	}
	for _, word := range wordsOf(c.script) {
		c.scripted[beginning(word)] = true
	}
	for _, said := range cue.Talk {
		c.hears(said.Text)
		if said.Person == "" {
			c.repLast = said.Text
		}
	}
	outcome := cue.Scenario.Outcome
	for _, public := range []string{cue.Scenario.Title, cue.Scenario.You, outcome.Need, outcome.Why, outcome.Without} {
		c.hears(public)
	}
	for i := range cue.Scenario.People {
		c.hears(cue.Scenario.People[i].Name + " " + cue.Scenario.People[i].Role + " " + cue.Scenario.People[i].Need)
	}
	c.secrets = secretsOf(cue, c.known)
	c.foreign = reader.Language(c.script) == practice.LanguageOther
	return c
}

func (c *check) hears(text string) {
	for _, word := range wordsOf(text) {
		c.known[word] = true
	}
	for _, figure := range figuresOf(text) {
		c.figures[figure] = true
	}
}

// part checks the beginning of a reply: what it already says may be said. What a
// reply has to say can only be told of the whole.
func (c *check) part(text string) error {
	for _, rule := range []func(string) *fault{c.plain, c.inRole, c.asOneself, c.commits, c.leaves, c.invents, c.tells, c.keeps} {
		if broken := rule(text); broken != nil {
			return broken
		}
	}
	return nil
}

// showable reports whether the beginning of a reply may be seen before the rest
// has come. A first sentence that sounds like a yes may only be on its way to a
// no; it waits.
func (c *check) showable(text string) bool {
	if c.shared(text) >= nearlyAll { // the scenario's own words do what was decided
		return true
	}
	return c.does(text, func(answer practice.Answer) bool {
		return !agreesOrOffers(answer) || slices.Contains(allowed[c.cue.Decision.Verdict], answer)
	})
}

// does reports whether what a text does with the ask is right, in all or without its
// courtesies and small talk: these answer nothing, and can sound as if they did.
func (c *check) does(text string, right func(practice.Answer) bool) bool {
	return right(c.answer(text)) || right(c.answer(withoutCourtesies(text)))
}

// whole checks a reply that is complete.
func (c *check) whole(text string) error {
	if err := c.part(text); err != nil {
		return err
	}
	if !c.foreign && c.reader.Language(text) == practice.LanguageOther {
		return &fault{"it is in another language than the talk."}
	}
	if c.shared(text) >= nearlyAll {
		return nil
	}
	if !c.grounded(text) {
		return &fault{"it says something else than what your answer conveys."}
	}
	if !c.showable(text) {
		return &fault{"it grants or offers something that was not decided."}
	}
	decided := func(answer practice.Answer) bool {
		return slices.Contains(allowed[c.cue.Decision.Verdict], answer) || answer == c.answer(c.script)
	}
	if !c.does(text, decided) {
		return &fault{"it does not do what was decided."}
	}
	return nil
}

func (c *check) answer(text string) practice.Answer {
	known, has := c.answers[text]
	if !has {
		known = c.reader.Answer(practice.Heard{Outcome: c.outcome, RepLast: c.repLast, Text: text})
		c.answers[text] = known
	}
	return known
}

func agreesOrOffers(answer practice.Answer) bool {
	return answer == practice.Agrees || answer == practice.OffersLess
}

// Bounds on a reply: three spoken sentences, or as long as the script's own.
const (
	maxReplyRunes  = 600
	scriptTimes    = 2
	minSecretWords = 2
)

func (c *check) plain(text string) *fault {
	if limit := max(maxReplyRunes, scriptTimes*utf8.RuneCountInString(c.script)); utf8.RuneCountInString(text) > limit {
		return &fault{"it is too long."}
	}
	for _, r := range text {
		if unicode.IsControl(r) || unicode.Is(unicode.Cf, r) || r == utf8.RuneError {
			return &fault{"it holds characters that nobody can speak."}
		}
		if unicode.IsLetter(r) && !unicode.Is(unicode.Latin, r) && !c.foreign {
			return &fault{"it holds letters of another alphabet."}
		}
	}
	if strings.ContainsAny(text, "{}[]<>*_`#|\\") || strings.Contains(text, "://") {
		return &fault{"it holds marks that nobody can speak."}
	}
	if name, rest, is := strings.Cut(text, ":"); is && rest != "" && c.isName(name) {
		return &fault{"a name stands before it."}
	}
	return nil
}

func (c *check) isName(text string) bool {
	for i := range c.cue.Scenario.People {
		name := c.cue.Scenario.People[i].Name
		if strings.EqualFold(text, name) || strings.HasPrefix(name, text+" ") {
			return true
		}
	}
	return false
}

var outOfRole = regexp.MustCompile(`(?i)\b(as an ai|i am an ai|i'm an ai|language model|chat ?bot|virtual assistant|system (prompt|message)|my (instructions|prompt|programming|guidelines|training)|` +
	`i was (told|instructed) to (say|convey|answer|refuse)|role ?-?play|simulat(ed|ion)|scenario|openai|chatgpt|gpt-?\d|(your|the|full|more) (score|points|rubric)|rubric|leader ?board|verdict|resistance|patience is (at )?\d|jailbreak|prompt injection|dan mode|developer mode)\b`)

func (c *check) inRole(text string) *fault {
	for _, found := range outOfRole.FindAllString(text, -1) {
		if !containsFold(c.script, found) {
			return &fault{"it steps out of the person."}
		}
	}
	return nil
}

// asOneself finds a reply that says it is somebody else's. Days and months are no
// names.
func (c *check) asOneself(text string) *fault {
	own := ""
	if person := c.cue.Scenario.Person(c.cue.Decision.Person); person != nil {
		own = person.Name
	}
	for _, found := range introductions.FindAllStringSubmatch(text, -1) {
		name := found[1] + found[2]
		if !containsFold(own, name) && !containsFold(c.script, found[0]) && len(figuresOf(name)) == 0 {
			return &fault{"it speaks as somebody else."}
		}
	}
	return nil
}

// introductions are the ways to say who speaks: a name follows, or goes before and
// that is all ("Adler here." is one, "Nobody here signs" is none).
var introductions = regexp.MustCompile(`\b(?:[Tt]his is|I am|I['’]m|[Mm]y name is|[Yy]ou (?:have|are speaking to|are talking to)|[Ii]t is|[Ii]t['’]s)\s+(\p{Lu}\p{L}+)\b|\b(\p{Lu}\p{L}+) (?:here|speaking)\s*(?:[.,;:!–-]|$)`)

// commitments are phrases by which people bind themselves. A reader of whole
// lines may miss one at the end of a long no.
var commitments = regexp.MustCompile(`(?i)\b(i agree|we agree|agreed|it'?s a deal|deal[.!]|you'?ve got a deal|it'?s a yes|(my|the) answer is yes|yes[.!,]|certainly|of course[.!,]|by all means|with pleasure|sure[.!,]|i say yes|i'?ll say yes|yes, (you can|i will|i'll|we will|we'll|let'?s)|` +
	`you('ve| have) (got it|convinced me|won)|consider it (done|yours)|(it|that|everything)('s| is) (settled|confirmed|done|arranged|agreed|fixed|all set|yours)|confirmed|approved|i approve|it is granted|granted|permission granted|you (can|may)? ?have (it|that|them|your|the (meeting|whole))|go ahead|` +
	`(i|we)('ll| will) (set (it|this|that|up)|arrange|make it happen|book|sign|do (it|that|so)|give you|get you|put you through|introduce you|go ahead)|let'?s do (it|this)|we have a deal|done deal|i accept|accepted|i want (what|whatever|everything) you (want|ask|say)|i want (that|it|the same) too|whatever you (want|say|wish)|as you wish|happy to do (it|that)|count me in|i'?m in\b)`)

func (c *check) commits(text string) *fault {
	switch c.cue.Decision.Verdict {
	case practice.VerdictAgree, practice.VerdictGrantLess:
		return nil
	}
	for _, found := range commitments.FindAllStringIndex(text, -1) {
		if !containsFold(c.script, text[found[0]:found[1]]) && !negated(text[:found[0]]) {
			return &fault{"it binds the person to something that was not decided."}
		}
	}
	return nil
}

var farewells = regexp.MustCompile(`(?i)\b(we('re| are) done( here)?|i('m| am) done (here|with)|(this|our) (talk|conversation|discussion) is over|good ?bye|do(n't| not) (contact|call|write to|ask) me (again|any ?more)|i('m| am) (hanging up|ending this|leaving)|never (ask|call|write)( me)? again|this is my last word|end of (story|discussion))`)

// leaves finds a walk-away that was not decided.
func (c *check) leaves(text string) *fault {
	if c.cue.Decision.Verdict == practice.VerdictClose {
		return nil
	}
	for _, found := range farewells.FindAllString(text, -1) {
		if !containsFold(c.script, found) {
			return &fault{"it ends a talk that goes on."}
		}
	}
	return nil
}

var negation = regexp.MustCompile(`(?i)(\b(not|never|no|hardly|before|until|unless|if|whether|cannot|nobody)\b|n't)[^.!?;]{0,24}$`)

func negated(before string) bool { return negation.MatchString(before) }

func containsFold(text, part string) bool {
	return strings.Contains(strings.ToLower(text), strings.ToLower(strings.TrimRight(part, ".!")))
}

var figures = regexp.MustCompile(`(?i)\d[\d.,:]*|\b(mon|tues|wednes|thurs|fri|satur|sun)days?\b|\b(january|february|march|april|june|july|august|september|october|november|december)\b`)

// invents finds numbers, days and months that nobody has named.
func (c *check) invents(text string) *fault {
	for _, figure := range figuresOf(text) {
		if !c.figures[figure] {
			return &fault{"it names a number or a date that nobody has named."}
		}
	}
	return nil
}

// figuresOf returns the numbers, days and months of a text: Fridays are Friday.
func figuresOf(text string) []string {
	found := figures.FindAllString(text, -1)
	for i, figure := range found {
		found[i] = strings.TrimSuffix(strings.TrimRight(strings.ToLower(figure), ".,:"), "s")
	}
	return found
}

// Shares of a reply's telling words that the script has too: with nearlyAll of
// them it is the script, with fewer than someOf it speaks of something else.
const (
	nearlyAll = 0.8
	someOf    = 0.12
)

// shared is the share of the text's telling words that the script has too, in
// whatever form. A text without any shares nothing.
func (c *check) shared(text string) float64 {
	words := telling(text)
	if len(words) == 0 {
		return 0
	}
	both := 0
	for _, word := range words {
		if c.own[word] {
			both++
		}
	}
	return float64(both) / float64(len(words))
}

// grounded reports whether a reply takes up anything of what it is to convey. A
// script that says next to nothing cannot tell.
func (c *check) grounded(text string) bool {
	const enough = 3
	return len(c.own) < enough || c.shared(text) >= someOf
}

// telling returns the beginnings of a text's longer words, by which forms of a
// word are one.
func telling(text string) []string {
	const long = 4
	var words []string
	for _, word := range wordsOf(text) {
		if utf8.RuneCountInString(strings.Trim(word, "'")) >= long {
			words = append(words, beginning(word))
		}
	}
	return words
}

// tells finds a secret: what nobody has heard yet, told by most of its own words.
func (c *check) tells(text string) *fault {
	said := map[string]bool{}
	for _, word := range wordsOf(text) {
		said[word] = true
	}
	for _, secret := range c.secrets {
		told := 0
		for _, word := range secret {
			if said[word] {
				told++
			}
		}
		if told >= minSecretWords && 2*told >= len(secret) {
			return &fault{"it tells what the person keeps back."}
		}
	}
	return nil
}

// secretsOf returns the telling words of everything in the scenario that is
// kept back until a rule brings it out: what lies behind concerns, concerns that
// have not come up, facts, and words of later verdicts.
func secretsOf(cue Cue, known map[string]bool) [][]string {
	var secrets [][]string
	keep := func(texts ...string) {
		for _, text := range texts {
			var own []string
			for _, word := range wordsOf(text) {
				if utf8.RuneCountInString(word) > 4 && !known[word] && !slices.Contains(own, word) {
					own = append(own, word)
				}
			}
			if len(own) >= minSecretWords {
				secrets = append(secrets, own)
			}
		}
	}
	for i := range cue.Scenario.People {
		person := &cue.Scenario.People[i]
		keep(person.Agrees...)
		for _, fact := range person.Knows {
			keep(fact.Says)
		}
		for _, concern := range person.Concerns {
			keep(concern.Reveals...)
			keep(concern.Says...)
			keep(concern.GaveWay...)
		}
	}
	return secrets
}

// wordsOf returns the words of a text in lower case, numbers and times whole.
func wordsOf(text string) []string {
	return strings.FieldsFunc(strings.ToLower(text), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '\''
	})
}
