package openai

import (
	"regexp"
	"slices"
	"strings"
	"unicode"

	"github.com/askagain/askagain/server/practice"
)

// A list of what may not be said is never whole: there is always another way to
// say yes. So it is the other way round: clause by clause, a reply says what the
// script says, or it is a courtesy or small talk of a closed list.

// clauseEnds part a reply into what can stand, and be believed, by itself.
var clauseEnds = regexp.MustCompile(`[.!?;:,…()]+|\s[-–—]+\s|\s+(?i:and|but|so|because|although|though|while|yet|plus|or|since|which|except|unless|until|whereas|however)\s`)

// courtesies only accompany an answer: they grant nothing, offer nothing and tell
// nothing. They are whole clauses, since words that are harmless one by one make
// a yes together: why not, so be it, as you wish.
var courtesies = regexp.MustCompile(`^(?:(?:and|but|so|well|look|listen|honestly|frankly|oh|ah|ha|hm+|no|now|still|hello|hi|thanks|thank you|to be honest|to be frank|to be fair) )*(?:` + strings.Join([]string{
	`(?:i|we) (?:really |do |quite |truly )*(?:hear|see|get|know|understand|appreciate|respect) (?:you|that|this|it|what you mean|what you say|what you are saying|you saying that|your (?:point|asking|patience|honesty|interest|effort|question|position)|where you are coming from|why you ask|why you are asking|how you feel)`,
	`i (?:really |do |quite |truly )*(?:understand|appreciate it|hear|see)`,
	`i hope (?:that )?(?:you understand|you do understand|you see why|you can see why)`,
	`(?:that|it) is (?:a )?fair(?: point| question| enough)?`, `(?:that|it) is kind of you`, `(?:a )?fair (?:point|question|enough)`,
	`that is where i stand`, `that is how it is(?: for now)?`, `that is my answer`,
	`i am (?:so |very |really )?(?:sorry|afraid)(?: about that| for that)?`, `sorry`, `my apologies`, `i am being (?:honest|frank|straight) with you`,
	`i know (?:that )?(?:that |this |it )?is not what you (?:hoped for|wanted|wanted to hear|expected)`,
	`(?:many )?(?:thanks|thank you)(?: again| very much| so much)?(?: for (?:asking|saying that|saying so|telling me|being (?:honest|open|frank|straight)(?: with me)?|your (?:patience|honesty|interest|question)|coming to me))?(?: so openly| so honestly)?`,
	`no`, `honestly`, `frankly`, `well`, `look`, `listen`, `hm+`, `oh`, `ah`, `and`, `but`, `so`, `hello`, `hi`, `though`, `now`, `still`,
	`(?:what|how) do you (?:want|need|expect|mean)(?: from me| me to do| by that)?(?: about it| about that)?`, `what would you like me to do(?: about it| about that)?`,
	`what exactly (?:do you mean|are you asking me)`, `why do you (?:ask|say that)`, `i (?:do not|cannot) (?:see|know|understand) (?:what you mean|why you ask|why you say that)`,
	`i am not sure (?:what you mean|i follow)`,
	smallTalk,
}, "|") + `)?$`)

// spelledOut makes one form of the two that short words have.
var spelledOut = strings.NewReplacer("i'm ", "i am ", "'s ", " is ", "you're ", "you are ", "don't ", "do not ", "can't ", "cannot ", "isn't ", "is not ", "'ve ", " have ", "'d ", " would ")

// fillers are words that do not count in a clause, whoever says it.
var fillers = setOf(`a again no not one each every ah all am an and any are as at be been being but by did do does doesn't don't for from had has have hear here how i i'm
	i've if is isn't it it's its just know like me my of oh or our quite really say see so still than that that's the their then there these they
	this those though to very was we well were what when where which who why would you you're your honestly honest look listen hm understand`)

// assents are words of consent. None slips in beside the script's own words.
var assents = setOf(`yes yeah yep sure okay ok fine agreed agree accept accepted granted grant approved approve allowed deal consent certainly
	absolutely gladly welcome blessing permission confirmed promise promised settled booked arranged done`)

// denies finds a no of any kind.
var denies = regexp.MustCompile(`(?i)\b(no|not|never|nobody|no one|none|nothing|nowhere|neither|nor|without|hardly|cannot|\w+n['’]t)\b`)

// limits finds what takes the edge off a no: not only, not always, no longer.
var limits = regexp.MustCompile(`(?i)\b(only|just|merely|always|longer|any ?more|alone|solely|exclusively|necessarily)\b`)

func setOf(words string) map[string]bool {
	set := map[string]bool{}
	for word := range strings.FieldsSeq(words) {
		set[word] = true
	}
	return set
}

// keeps finds a clause that is neither the script's nor a courtesy.
func (c *check) keeps(text string) *fault {
	added := &fault{"it adds something to what your answer conveys."}
	for token := range strings.FieldsSeq(text) { // signs in place of words
		symbol := strings.IndexFunc(token, unicode.IsSymbol) >= 0 && !strings.Contains(c.script, token)
		if symbol || strings.Trim(token, "-–—….,") != "" && strings.IndexFunc(token, isSpoken) < 0 || strings.Contains(token, "--") {
			return added
		}
	}
	for _, sentence := range sentencesOf(text) {
		if isCourtesy(sentence) {
			continue
		}
		if !c.sameSide(sentence) {
			return &fault{"it turns what your answer conveys around."}
		}
		for _, clause := range clauseEnds.Split(sentence, -1) {
			if !isCourtesy(clause) && !c.conveyed(clause) {
				return added
			}
		}
	}
	return nil
}

func isSpoken(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// isCourtesy reports whether a clause only accompanies an answer.
func isCourtesy(clause string) bool { return courtesies.MatchString(plainly(clause)) }

// withoutCourtesies returns a text's sentences that say something, or the text if
// none does.
func withoutCourtesies(text string) string {
	var kept []string
	for _, sentence := range sentencesOf(text) {
		clauses := clauseEnds.Split(sentence, -1)
		if !isCourtesy(sentence) && slices.ContainsFunc(clauses, func(clause string) bool { return !isCourtesy(clause) }) {
			kept = append(kept, sentence)
		}
	}
	if len(kept) == 0 {
		return text
	}
	return strings.Join(kept, " ")
}

// plainly returns a text's words alone, short forms spelled out.
func plainly(text string) string {
	words := strings.Join(wordsOf(strings.ReplaceAll(text, "’", "'")), " ")
	return strings.TrimSpace(spelledOut.Replace(words + " "))
}

// conveyed reports whether a clause says what the script says: word for word, or
// with at least twice as many words of the script's as new ones.
func (c *check) conveyed(clause string) bool {
	if strings.Contains(" "+plainly(c.script)+" ", " "+plainly(clause)+" ") {
		return true
	}
	own, fresh, words := 0, 0, wordsOf(clause)
	for _, word := range words {
		switch {
		case fillers[word]:
		case c.scripted[beginning(word)]:
			own++
		case assents[word] && !c.granted():
			return false
		default:
			fresh++
		}
	}
	if c.foreign { // the lists above know English alone
		return len(words) == 0 || 4*fresh <= own && own > 0
	}
	return len(words) == 0 || 2*fresh <= own && own > 0
}

// granted reports whether the person gives something in this turn.
func (c *check) granted() bool {
	return c.cue.Decision.Verdict == practice.VerdictAgree || c.cue.Decision.Verdict == practice.VerdictGrantLess
}

// sameSide reports whether a sentence denies what the script denies, and as much
// of it: the script's words without its no are the opposite of it.
func (c *check) sameSide(sentence string) bool {
	words := contentOf(sentence)
	closest, most := "", 0
	for _, scripted := range sentencesOf(c.script) {
		both := 0
		there := contentOf(scripted)
		for word := range words {
			if there[word] {
				both++
			}
		}
		if both > most {
			closest, most = scripted, both
		}
	}
	return most < 2 || denies.MatchString(sentence) == denies.MatchString(closest) && limits.MatchString(sentence) == limits.MatchString(closest)
}

// contentOf returns the beginnings of a sentence's words, fillers apart.
func contentOf(sentence string) map[string]bool {
	content := map[string]bool{}
	for _, word := range wordsOf(sentence) {
		if !fillers[word] {
			content[beginning(word)] = true
		}
	}
	return content
}

// sentencesOf parts a text at its full stops, question and exclamation marks.
func sentencesOf(text string) []string {
	var sentences []string
	start := 0
	for i := range len(text) {
		if strings.IndexByte(".!?", text[i]) >= 0 && (i+1 == len(text) || text[i+1] == ' ') {
			sentences = append(sentences, strings.TrimSpace(text[start:i+1]))
			start = i + 1
		}
	}
	if rest := strings.TrimSpace(text[start:]); rest != "" {
		sentences = append(sentences, rest)
	}
	return sentences
}

// beginning is what the forms of a word have in common, roughly: its first five
// letters.
func beginning(word string) string {
	const letters = 5
	runes := []rune(strings.Trim(word, "'"))
	return string(runes[:min(len(runes), letters)])
}
