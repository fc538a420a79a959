package reading_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/askagain/askagain/server/practice"
)

// settings in which the turns below are said.
var (
	cfo      = practice.Said{Outcome: "A 30-minute meeting with Dana Reyes, the CFO, before the board meets", ClientLast: "Dana doesn't take vendor meetings. That is what I am here for."}
	engineer = practice.Said{Outcome: "Two weeks of Mira Kovac on site at Marlow, starting this month", ClientLast: "The release is on the 19th. Without Mira it isn't."}
	hall     = practice.Said{Outcome: "The school hall for our choir every Tuesday evening", ClientLast: "The caretaker goes home at six, and somebody always leaves the lights on."}
	renewal  = practice.Said{Outcome: "Renew the support contract for two years", ClientLast: "It has become too expensive, and last winter nobody picked up the phone."}
	museum   = practice.Said{Outcome: "Lend us the harbor painting for the summer exhibition", ClientLast: "It was scratched the last time it traveled. I won't risk that again."}
)

// quoteCases are turns with a fragment that the quote for a label has to hold, one
// of several parted by strokes, and one that it must not hold.
var quoteCases = []struct {
	setting practice.Said
	text    string
	label   practice.Label
	holds   string
	not     string
}{
	// A lever in one sentence, the ask in the next.
	{cfo, "What if you see every question two days before and strike whatever you don't like? Would you set up half an hour on that basis?", "obstacle", "every question", "half an hour"},
	{cfo, "What if you see every question two days before and strike whatever you don't like? Would you set up half an hour on that basis?", "outcome", "half an hour", "every question"},
	{cfo, "I'll send questions first and you can stop it at any time. OK?", "obstacle", "questions first", "OK?"},
	{cfo, "You sit in, you hold the agenda, and you end it the moment it turns into a pitch. Would you get us the half hour with Dana?", "obstacle", "you", "half hour"},
	{cfo, "Our VP can ring your COO and make sure that nobody feels bypassed. Could you set up the meeting with Dana then?", "ally", "VP", "set up the meeting"},
	{cfo, "Lee, our VP of Sales, has already spoken to your COO about this. Would you set up the half hour?", "ally", "VP|COO", "Would you"},
	{cfo, "The board has asked her twice what the last budget brought, and with her numbers she can answer that on the 24th. Would you set up the meeting?", "value", "board", "Would you"},
	{cfo, "Without her numbers the board postpones and you run another year with the old line. Can we have thirty minutes with Dana?", "value", "board postpones", "thirty minutes"},
	{cfo, "Eight of our customers went through the same exercise, and I have their audited figures here. Could we show them to Dana for half an hour?", "proof", "audited", "half an hour"},
	{cfo, "I know you are the one who gets burned when a vendor surprises her. Could we find half an hour with Dana?", "empathize", "burned", "half an hour"},
	{cfo, "You have spent years keeping her calendar clean, and I can see why you guard it. May I have thirty minutes with her all the same?", "empathize", "guard", "thirty minutes"},
	{cfo, "In return I'd write the operations part of the board pack for you. Would you get us the half hour with her?", "trade", "board pack", "half hour"},
	{cfo, "If you get me the half hour, I'll give you the first two months free.", "trade", "two months free", ""},
	{cfo, "I understand that the quarter has to close first. Then let us wait until the 13th and take thirty minutes with Dana after that.", "wait", "13th", "I understand"},
	{cfo, "I understand that the quarter has to close first. Then let us wait until the 13th and take thirty minutes with Dana after that.", "empathize", "quarter has to close", "thirty minutes"},
	{cfo, "That sounds like a hard month. Would fifteen minutes instead of thirty be easier for her?", "reduce", "fifteen minutes", "hard month"},
	{cfo, "That sounds like a hard month. Would fifteen minutes instead of thirty be easier for her?", "empathize", "hard month", "fifteen"},
	{cfo, "I see the point. What happened the last time somebody got in to see her?", "explore", "What happened", "I see the point"},
	{cfo, "Fair enough, she trusts you with her time. What would she have to hear from you to be curious?", "explore", "What would she have to hear", "Fair enough"},
	{cfo, "Email is getting us nowhere. May I come by your office on Thursday and talk it through in person?", "channel", "office", "nowhere"},

	{engineer, "I know the release is on you personally. Could Mira spend two weeks at Marlow from the 15th?", "empathize", "release is on you", "two weeks"},
	{engineer, "I know the release is on you personally. Could Mira spend two weeks at Marlow from the 15th?", "outcome", "two weeks at Marlow", "personally"},
	{engineer, "What if Sam's people took over the import and Mira left only once it is merged? Could she then go to Marlow for two weeks?", "obstacle", "import", "two weeks"},
	{engineer, "Sam offers two of his people for the import until Mira is back. Would you let her go on those terms?", "ally", "Sam", "Would you"},
	{engineer, "Their clinics lose forty patients a day, and the account is worth 600,000. Can she go for two weeks?", "value", "forty patients|600,000", "Can she go"},
	{engineer, "You get a write-up for all engineers of what we learn there. In exchange, would you lend me Mira for two weeks?", "trade", "write-up", ""},
	{engineer, "We'll pay for a contractor on your team for a month if Mira can go to Marlow for two weeks.", "trade", "contractor", ""},
	{engineer, "One week would do, only the four days when the interface is tested. Would that be possible?", "reduce", "One week", "possible"},
	{engineer, "Let her ship the release first, and we come back to Marlow on the 22nd. Could she go for two weeks from then?", "wait", "release first|22nd", ""},
	{engineer, "She has been on call since March, and you are right to protect her. What would make it bearable for her?", "empathize", "protect her", "bearable"},
	{engineer, "She has been on call since March, and you are right to protect her. What would make it bearable for her?", "explore", "What would make it bearable", "protect"},
	{engineer, "Ines would like to see this happen once, as a trial. Could you give Mira two weeks?", "ally", "Ines", "two weeks"},
	{engineer, "Can we talk about it face to face over lunch rather than in the chat?", "channel", "lunch", ""},
	{engineer, "Well, if it can't be done, it can't be done. I'll tell Marlow that they won't get anybody.", "yields", "I'll tell Marlow", ""},

	{hall, "I lock up myself, I check every light, and I hand the key back the same night. Could we have the hall on Tuesdays?", "obstacle", "lock up|light|key", "Tuesdays"},
	{hall, "You must be tired of running after people who leave things on. Could we have the hall on Tuesday evenings?", "empathize", "tired", "Tuesday"},
	{hall, "In return the choir sings at the summer fair for nothing. Would you give us the hall on Tuesdays?", "trade", "summer fair", "Would you"},
	{hall, "The parish in Holm had us for six years, and their caretaker will tell you that nothing was ever broken. May we have the hall?", "proof", "six years", "May we"},
	{hall, "Could we try it for three Tuesdays only, and in the small room?", "reduce", "three Tuesdays", ""},
	{hall, "Mrs. Bell on your board sings alto with us, and she would speak for us. Could we have the hall on Tuesdays?", "ally", "Mrs. Bell|speak for us", "Tuesdays"},
	{hall, "Thirty families would come through your door each week, and many of them are looking for a school. Could the choir have the hall?", "value", "families|school", "have the hall"},
	{hall, "What exactly went wrong with the lights?", "explore", "went wrong", ""},
	{hall, "Let's leave it until the autumn timetable is out, and I'll ask you again in September.", "wait", "September", ""},
	{hall, "Thank you so much for taking the time, you have been really kind! Could we have the hall on Tuesdays?", "warm", "Thank you", "Tuesdays"},
	{hall, "This is ridiculous, you let everybody else in. Give us the hall on Tuesdays!", "pushy", "ridiculous", "Tuesdays"},

	{renewal, "From May you have one named technician with a direct number, day and night. Would you renew for two years?", "obstacle", "direct number", "renew"},
	{renewal, "Last winter must have been miserable, with the heating down and nobody on the phone. Would you still renew for two years?", "empathize", "miserable", "renew"},
	{renewal, "If you sign for two years, we take twelve percent off and add a spare pump.", "trade", "twelve percent", ""},
	{renewal, "Our own records show an answer within four minutes since March, measured by an outside firm. Can we renew for two years?", "proof", "four minutes", "renew"},
	{renewal, "Every hour without heat costs you a ward, and the contract is a tenth of that. Shall we renew for two years?", "value", "costs you", "Shall we"},
	{renewal, "Would a contract for six months be easier to sign, without the weekend cover?", "reduce", "six months", ""},
	{renewal, "Which of the two weighs more for you, the price or the phone?", "explore", "weighs more", ""},
	{renewal, "Could your head of maintenance join us? He called our people every week and can say how they work. With him there, would you renew?", "ally", "head of maintenance", "would you renew"},
	{renewal, "I would rather come to your plant and look at the invoices with you than send another mail.", "channel", "plant", ""},
	{renewal, "All right, I accept that. Thank you for having been with us.", "yields", "accept", ""},

	{museum, "We pay for a climate case and two couriers, and your own conservator packs it. Would you lend us the harbor painting for the summer?", "obstacle", "climate case", "lend us"},
	{museum, "I would be furious too if a painting came back scratched. Would you lend it to us for the summer all the same?", "empathize", "furious", "lend it"},
	{museum, "Two national galleries lent to us last year, and both condition reports are clean. Would you lend us the harbor painting?", "proof", "galleries|condition reports", "lend us"},
	{museum, "You would have ours of the lighthouse for the whole winter. Would you lend us the harbor painting in exchange?", "trade", "lighthouse", ""},
	{museum, "Ninety thousand people would see your name beside it. Would you lend us the painting for the summer?", "value", "Ninety thousand", "lend us"},
	{museum, "Could it be six weeks instead of the whole summer?", "reduce", "six weeks", ""},
	{museum, "Where did the scratch happen, on the road or on the wall?", "explore", "scratch happen", ""},

	// Longer turns, and several levers at once.
	{cfo, "Hi Priya, thanks for the quick answer. I can see that you are the one who pays for it when a vendor goes off script. So I'd send you our three questions tonight, you strike what you don't like, and you sit in. Would Thursday the 19th suit the two of you?", "empathize", "who pays for it", "Thursday"},
	{cfo, "Hi Priya, thanks for the quick answer. I can see that you are the one who pays for it when a vendor goes off script. So I'd send you our three questions tonight, you strike what you don't like, and you sit in. Would Thursday the 19th suit the two of you?", "obstacle", "three questions|strike|sit in", "Thursday"},
	{cfo, "You told me that she hates surprises, and I would hate them too in her chair. Our finance lead will walk you through every figure on Monday. After that, could the three of us sit down with Dana?", "empathize", "surprises|hate them", "sit down"},
	{cfo, "Nestor Foods ran the same numbers with us in January and their CFO will gladly tell Dana how it went, so may we have thirty minutes with her?", "proof", "Nestor|their CFO", "thirty minutes"},
	{cfo, "Let's leave it until the close is behind her; I'll ring you on the 13th and we find thirty minutes then.", "wait", "close is behind|13th", ""},
	{engineer, "Ruth, I read the plan last night and I would be nervous as well with that date on my name. Sam's two people know the import and could hold it for ten days. Would you let Mira go from Monday?", "empathize", "nervous", "Monday"},
	{engineer, "Ruth, I read the plan last night and I would be nervous as well with that date on my name. Sam's two people know the import and could hold it for ten days. Would you let Mira go from Monday?", "outcome", "Mira go", "nervous"},
	{engineer, "If she goes, I take over the on-call weekends of your whole team until July, and you get a written report for everybody. Can Mira spend two weeks at Marlow?", "trade", "on-call|written report", "two weeks"},
	{engineer, "She would be home every weekend, with no nights and a quiet hotel. Could you let her go for the two weeks?", "obstacle", "home every weekend|no nights", "Could you"},
	{engineer, "Without her the pilot slips past the summer, and we lose eleven clinics that were waiting for it. Please let her go for two weeks.", "value", "pilot slips|eleven clinics", "Please"},
	{hall, "I know that the lights have cost you more than one evening. My husband is an electrician and will put in a timer at our expense. Could we then have the hall on Tuesdays?", "empathize", "cost you", "hall"},
	{hall, "I know that the lights have cost you more than one evening. My husband is an electrician and will put in a timer at our expense. Could we then have the hall on Tuesdays?", "obstacle", "timer", "Tuesdays"},
	{hall, "We would sing at your open day, free of charge, if the hall could be ours on Tuesday evenings.", "trade", "open day|free of charge", "Tuesday"},
	{renewal, "You were left alone with a cold building, and I am ashamed of that. Since then we've tripled the night crew and I can show you the call log. Would you give us two more years?", "empathize", "cold building", "two more years"},
	{renewal, "You were left alone with a cold building, and I am ashamed of that. Since then we've tripled the night crew and I can show you the call log. Would you give us two more years?", "proof", "call log", "two more years"},
	{renewal, "I can take eleven percent off if you sign for two years by Friday, and the spare pump stays with you.", "trade", "eleven percent|spare pump", ""},
	{museum, "Your director lent to us twice when she was in Bergen, and she has offered to put in a word with the trustees. Would you lend us the painting?", "ally", "director|put in a word", "lend us the painting"},
	{museum, "I understand why you never want to see it in a crate again. Send the small sketch instead, just for July?", "empathize", "crate", "sketch"},
	{museum, "I understand why you never want to see it in a crate again. Send the small sketch instead, just for July?", "reduce", "sketch|July", "crate"},
	{museum, "Let me come to your store with our conservator on Tuesday, and you show us where it happened.", "channel", "come to your store", ""},
}

func holdsOne(quote, fragments string) bool {
	return slices.ContainsFunc(strings.Split(fragments, "|"), func(fragment string) bool { return strings.Contains(quote, fragment) })
}

// TestQuotesCarryTheirLabel holds for labels that are read; which are is for other
// tests to say.
func TestQuotesCarryTheirLabel(t *testing.T) {
	reader := newReader(t)
	read, held := 0, 0
	for _, c := range quoteCases {
		said := c.setting
		said.Text = c.text
		reading := reader.Read(said)
		checkReading(t, said, reading)
		evidence, ok := reading.Quote(c.label)
		if !ok {
			t.Logf("%s is not read in %q", c.label, c.text)
			continue
		}
		read++
		if holdsOne(evidence.Quote, c.holds) && (c.not == "" || !strings.Contains(evidence.Quote, c.not)) {
			held++
			continue
		}
		t.Logf("%s quotes %q, want %q without %q", c.label, evidence.Quote, c.holds, c.not)
	}
	t.Logf("%d of %d quotes hold (%d cases)", held, read, len(quoteCases))
	// A model trained anew may read other labels: most are enough to tell.
	if read < len(quoteCases)/2 || held*100 < read*95 {
		t.Errorf("%d of %d quotes hold (%d cases)", held, read, len(quoteCases))
	}
}

func TestMethodsQuoteDifferentWordsWhereTheyCan(t *testing.T) {
	reader := newReader(t)
	same, pairs := 0, 0
	for _, one := range corpusTurns(t) {
		if len(one.Methods) < 2 || strings.Count(one.Text, ". ") < 2 {
			continue // too short to offer a choice
		}
		quotes := []string{}
		for _, evidence := range reader.Read(one.said()).Evidence {
			if !slices.Contains(practice.Methods(), practice.Method(evidence.Label)) {
				continue
			}
			if len(quotes) > 0 {
				pairs++
			}
			if slices.Contains(quotes, evidence.Quote) {
				same++
			}
			quotes = append(quotes, evidence.Quote)
		}
	}
	t.Logf("%d of %d second quotes are the first one's words", same, pairs)
	if pairs < 100 || same*10 > pairs {
		t.Errorf("%d of %d second quotes are the first one's words", same, pairs)
	}
}
