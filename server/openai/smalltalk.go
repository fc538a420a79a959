package openai

import "strings"

// What a person may say of their own accord, as whole clauses: how their day is,
// that it is good to hear from somebody, what the other is like to talk to. Each
// says something of the moment and nothing of what is asked for, so that no row of
// them makes a yes, an offer, an end or a fact. A clause that can stand as an answer
// ("go on", "fine", "if you like") has no place here, however kind it is.
var smallTalk = slots.Replace(strings.Join([]string{
	`good <day>`,
	`(?:it is )?(?:good|nice|lovely|a pleasure) to <meet> you(?: again| too| at last)?`,
	`how (?:are you|are you doing|is your <day>|is your <day> going|was your (?:<day>|trip|journey|drive|flight))(?: today| so far)?`,
	`i hope you (?:are well|are keeping well|had a good (?:<day>|trip|journey|drive|flight))`,
	`i am (?:doing )?<very>(?:well|all right|tired|busy|stretched|worn out)(?: today| this <day>)?(?: myself)?`,
	`(?:it|this) (?:is|has been|is been) (?:a|an|another|quite a|one of those) <very>(?:<like> )?<day>s?(?: here| so far| for (?:me|us))?`,
	`(?:i|we) (?:have|had) (?:had )?(?:a|another|quite a) <very><like> <day>(?: here| so far)?`,
	`(?:what a|such a) (?:<like> )?<day>`,
	`you (?:caught|catch|find) me (?:at a (?:bad|busy) moment|in the middle of something|on my way out|over lunch|over my coffee|between two meetings)`,
	`the weather (?:is|has been|is been) <very>(?:awful|lovely|terrible|mild|cold|wet|dreadful|grey|gray)(?: here)?(?: lately| today| this <day>)?`,
	`that is a new one(?: to me| on me)?`, `(?:it is )?(?:nice|kind|good) of you to (?:come by|come|call|write|ask|say so)`, `i am on my (?:second|third|fourth|fifth) coffee(?: already)?`, `by the way`,
	`(?:that|you) made me (?:laugh|smile)`, `i had to (?:laugh|smile)(?: at that)?`, `that (?:is|was) (?:<very>funny|a good one)`,
	`you (?:are|do seem|really are) <very>(?:persistent|patient|stubborn|direct|frank|honest|kind|polite|thorough|well prepared|quick)`,
	`you do not give up(?: easily| so easily)?`, `you have (?:clearly )?done your homework`, `i can (?:tell|hear that)`,
	`(?:let me|i have to|i must|i will|i want to) (?:be (?:honest|frank|straight|plain|open)|think for a (?:second|moment)|put it plainly|say it plainly)(?: with you)?`,
	`to put it (?:plainly|simply|another way)`, `(?:as|like) i (?:said|told you|say)(?: before| earlier| already)?`, `as you know`, `in short`, `in all honesty`, `to tell you the truth`,
	`(?:the )?same to you`, `(?:you )?take care`, `(?:have|enjoy) (?:a good|a quiet|the rest of your) <day>`,
	`i do not mind (?:you |your )asking`, `there is no harm in asking`, `i would ask too(?: in your place| if i were you)?`, `i would (?:say|ask|do) the same in your place`,
	`(?:it is )?nothing personal`, `no hard feelings`, `do not take (?:it|that|this) (?:personally|the wrong way)`, `it is not (?:about you|you|your fault)`,
	`i wish i had better news(?: for you)?`, `i am listening`, `it is <very>(?:loud|noisy|quiet) (?:in )?here(?: today)?`,
	`(?:bear|be patient) with me(?: for a (?:second|moment))?`, `where (?:were|was) (?:we|i)`,
}, "|"))

// slots are what small talk says in many words.
var slots = strings.NewReplacer(
	"<day>", `(?:day|morning|afternoon|evening|week|month|weekend)`,
	"<like>", `(?:long|busy|full|hectic|quiet|slow|rough|good|strange|difficult|heavy|mad|tiring)`,
	"<very>", `(?:very |really |quite |rather |a bit |a little |awfully |pretty )?`,
	"<meet>", `(?:hear from|see|meet|talk to|speak to|talk with|speak with)`,
)
