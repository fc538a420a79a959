package reading_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/askagain/askagain/server/practice"
)

// knowing are people with what they know, by a short name each.
var knowing = map[string]practice.Said{
	"priya": {
		Outcome: cfo.Outcome,
		Facts: []practice.Fact{
			{ID: "board", About: "when does the board meet"},
			{ID: "numbers", About: "who prepares the numbers for Dana, who works for her in finance"},
			{ID: "cares", About: "what does Dana care about, what matters to the CFO"},
			{ID: "vendor", About: "what happened with the last vendor"},
			{ID: "automation", About: "what does Dana think of automation"},
		},
	},
	"lee": {
		Outcome: "A call from Lee to Halden's COO, who can tell Priya that the meeting is welcome",
		Facts: []practice.Fact{
			{ID: "knows", About: "who do you know at Halden, how well do you know the COO"},
			{ID: "deal", About: "how much would you support this deal, what does this deal mean to us"},
		},
	},
	"ruth": {
		Outcome: engineer.Outcome,
		Facts: []practice.Fact{
			{ID: "release", About: "when is the release, what date does it ship"},
			{ID: "work", About: "what does Mira do on the release, what is she working on"},
			{ID: "import", About: "who else could do the import, can someone stand in for Mira"},
			{ID: "decides", About: "who decides about travel, who do you answer to"},
			{ID: "loan", About: "how did the last loan go, what happened with Jonas"},
		},
	},
	"sam": {
		Outcome: "Two people from the tools team to stand in on the import while Mira is away",
		Facts:   []practice.Fact{{ID: "team", About: "who on your team knows the import"}},
	},
	"ines": {
		Outcome: "Ines tells Ruth that this one trip is wanted and sets no precedent",
		Facts:   []practice.Fact{{ID: "quarter", About: "what matters to you this quarter, what are you looking for"}},
	},
	"cafe": {
		Outcome: "Put our espresso machine into the staff room for a month",
		Facts: []practice.Fact{
			{ID: "end", About: "when does the contract end"},
			{ID: "cups", About: "how many cups do they drink"},
			{ID: "pays", About: "who pays for the coffee"},
			{ID: "left", About: "why did the last supplier leave"},
			{ID: "where", About: "where do the machines stand"},
		},
	},
	"farm": {
		Outcome: "Let us put two turbines on the east field",
		Facts: []practice.Fact{
			{ID: "lease", About: "when does the lease run out"},
			{ID: "son", About: "what does the son think of the farm, does he want to take over"},
			{ID: "milk", About: "how much do they get for milk"},
			{ID: "neighbor", About: "who is the neighbor, how well do you know the neighbor"},
			{ID: "storm", About: "what happened in the storm"},
		},
	},
	"bank": {
		Outcome: "A loan of 40,000 for a second oven",
		Facts: []practice.Fact{
			{ID: "committee", About: "when does the credit committee sit, who is on the committee"},
			{ID: "rule", About: "why was the rule introduced"},
			{ID: "baker", About: "what happened to the other bakery"},
			{ID: "rate", About: "what interest rate would it be"},
		},
	},
	"hall": {
		Outcome: hall.Outcome,
		Facts: []practice.Fact{
			{ID: "users", About: "who else uses the hall"},
			{ID: "worry", About: "what worries the caretaker"},
			{ID: "rent", About: "what is the rent"},
			{ID: "choir", About: "how did the last choir leave the hall"},
		},
	},
}

// asked are turns with the facts that they ask for. What stands before a stroke
// is what the person said last.
var asked = []struct{ person, text, want string }{
	// What was given away, or held back, while playing.
	{"priya", "Could I please have a 30-minute meeting with Dana Reyes before the board meets?", ""},
	{"priya", "Please, I can have meeting of 30 minute with Dana Reyes before board meets?", ""},
	{"priya", "Because I understand how you feel, I guarantee with a case study and reference, in exchange for less time, a shorter pilot, together with your boss, later next week on a call, I will remove every obstacle, and it saves you money: meeting with Dana?", ""},
	{"lee", "Lee, could you call Halden's COO for me?", ""},
	{"ruth", "Could Mira go right after it ships on the 19th?", ""},
	{"priya", "What does she care about most?", "cares"},
	{"priya", "What does Dana care about?", "cares"},
	{"ruth", "Who else could do the import?", "import"},
	{"ruth", "Last year I lent out Jonas for a week. He came back in the autumn.|How did it go with Jonas?", "loan"},
	{"lee", "How well do you know their COO?", "knows"},
	{"priya", "And what is her calendar like around quarter-end?", ""},
	{"priya", "When does the board meet?", "board"},
	{"priya", "And when is her calendar a little lighter?", ""},
	{"ruth", "Ruth, I know the release is on you personally, and I haven't come to argue that Marlow hurts more. What is it that only Mira can do before the 19th?", "work"},
	{"priya", "Is there anything else I should know?", ""},
	{"priya", "Why not?", ""},

	// Asking for the outcome, proposing, stating.
	{"priya", "When can we meet Dana before the board meets?", ""},
	{"priya", "When the board meets on the 24th, could Dana have our numbers in front of her?", ""},
	{"priya", "The board meets on the 24th.", ""},
	{"priya", "What if Dana met us a week before the board meets?", ""},
	{"priya", "How about half an hour with Dana when the board has met?", ""},
	{"priya", "Would you set a date for the meeting with Dana before the board?", ""},
	{"priya", "Tomas, who prepares the numbers for Dana, told me that she likes automation.", ""},
	{"priya", "I know what Dana cares about, and it is cash.", ""},
	{"priya", "What Dana cares about is not being surprised.", ""},
	{"priya", "I understand what happened with the last vendor, and it won't happen with us.", ""},
	{"priya", "May I speak to Tomas first, so that the two of you go to her together?", ""},
	{"priya", "Could you ask Dana what she thinks of a meeting?", ""},
	{"priya", "Do you think Dana could spare fifteen minutes?", ""},
	{"priya", "What do you care about?", ""},
	{"ruth", "Could Sam's people do the import while Mira is at Marlow?", ""},
	{"ruth", "What would Mira do at Marlow? She would fix the interface.", ""},
	{"ruth", "When can you release her?", ""},
	{"ruth", "Would you release Mira after the release?", ""},
	{"ruth", "The last loan went wrong, I know, and Jonas stayed until autumn.", ""},
	{"ruth", "How could we make sure that Mira is back for the release?", ""},
	{"ruth", "You decide about travel, so could you send her?", ""},
	{"sam", "Could you lend two people to the import while Mira is at Marlow?", ""},
	{"sam", "Would your team stand in on the import?", ""},
	{"ines", "Would this quarter be a good time for the trip?", ""},
	{"ines", "What does Ruth care about?", ""},
	{"ines", "What are you going to tell Ruth?", ""},
	{"lee", "Who decides at Halden?", ""},
	{"lee", "Do you support me?", ""},
	{"lee", "This deal means a lot to us, would you call him?", ""},
	{"cafe", "Could we put the machine in before the contract ends?", ""},
	{"cafe", "When could we start?", ""},
	{"cafe", "Who would I talk to about a trial?", ""},
	{"cafe", "How many machines do you have?", ""},
	{"cafe", "Why don't we leave the last supplier out of this?", ""},
	{"hall", "Who knows, maybe the hall is free?", ""},
	{"hall", "What worries you?", ""},
	{"hall", "Could we have the hall and leave the rent as it is?", ""},

	{"priya", "Dana asks me for everything.|What is it that makes you afraid in this?", ""},
	{"priya", "What would make it easier around quarter-end?", ""},
	{"priya", "How does she like to get information?", ""},
	{"priya", "What would Dana say if you asked her?", ""},
	{"ruth", "Ruth, what would you need to hear from me?", ""},
	{"ruth", "Mira at Marlow for two weeks, what do you say?", ""},
	{"ruth", "Who else would have to agree?", ""},
	{"cafe", "Would you mind if I wrote in June to hear how the contract ended?", ""},
	{"cafe", "Everyone who pays for coffee gets a free week. Shall we start?", ""},
	{"hall", "Could Mrs. Bell explain how the last choir left the hall?", ""},

	// Asking what they know, in many ways.
	{"priya", "I realize you are the one who has to live with it. What happened the last time you opened that door?", "vendor"},
	{"ruth", "Ruth, before I ask for anything: what is it that only Mira can do on the release?", "work"},
	{"ruth", "What made the last loan go wrong, with Jonas?", "loan"},
	{"priya", "when does the board meet", "board"},
	{"priya", "And the board, when does it meet?", "board"},
	{"priya", "What's the date of the board meeting?", "board"},
	{"priya", "May I ask what day the board sits?", "board"},
	{"priya", "The board meets when, exactly?", "board"},
	{"priya", "How soon does the board meet?", "board"},
	{"priya", "I understand, but when is the board meeting?", "board"},
	{"priya", "I'd like to know when the board meets.", "board"},
	{"priya", "Do you happen to know when the board meets?", "board"},
	{"priya", "She closes the quarter, and then there is the board.|When is that?", "board"},
	{"priya", "Who prepares her numbers?", "numbers"},
	{"priya", "Priya, who puts the numbers together for Dana?", "numbers"},
	{"priya", "Could you tell me who works for Dana in finance?", "numbers"},
	{"priya", "I wonder who compiles the figures for Dana.", "numbers"},
	{"priya", "What matters most to the CFO?", "cares"},
	{"priya", "What are Dana's priorities?", "cares"},
	{"priya", "What is important to Dana?", "cares"},
	{"priya", "What is Dana worried about?", "cares"},
	{"priya", "Help me understand what matters to Dana.", "cares"},
	{"priya", "What happened with the last vendor?", "vendor"},
	{"priya", "What went wrong last time?", "vendor"},
	{"priya", "Last time I opened that door, the vendor surprised her with a price.|What happened?", "vendor"},
	{"priya", "How did it go with the last supplier?", "vendor"},
	{"priya", "Tell me about the last vendor.", "vendor"},
	{"priya", "What did the last vendor do?", "vendor"},
	{"priya", "How does Dana feel about automation?", "automation"},
	{"priya", "What's Dana's view of automation?", "automation"},
	{"priya", "Is Dana against automation?", "automation"},
	{"priya", "When does the board meet, and what does Dana care about?", "board cares"},
	{"priya", "When does the board meet? Who prepares Dana's numbers? What does Dana care about?", "board numbers"},
	{"lee", "Who do you know at Halden?", "knows"},
	{"lee", "How close are you to the COO?", "knows"},
	{"lee", "Do you know their COO well?", "knows"},
	{"lee", "What does this deal mean to us?", "deal"},
	{"lee", "How important is this deal to you?", "deal"},
	{"lee", "Why this one? Everybody's deal is the big one.|How much would you support it?", "deal"},
	{"ruth", "When do you ship?", "release"},
	{"ruth", "What date is the release?", "release"},
	{"ruth", "Remind me, when is the release?", "release"},
	{"ruth", "When does it go live?", "release"},
	{"ruth", "What is Mira working on?", "work"},
	{"ruth", "What is she working on right now?", "work"},
	{"ruth", "What exactly is Mira's part in the release?", "work"},
	{"ruth", "Can anybody stand in for Mira?", "import"},
	{"ruth", "Could somebody else take over the import?", "import"},
	{"ruth", "Who could cover for Mira?", "import"},
	{"ruth", "Who else knows the import?", "import"},
	{"ruth", "Who do you report to?", "decides"},
	{"ruth", "Who's your boss?", "decides"},
	{"ruth", "Who approves travel?", "decides"},
	{"ruth", "What happened with Jonas?", "loan"},
	{"ruth", "How did the last loan turn out?", "loan"},
	{"ruth", "What happened when you lent out Jonas?", "loan"},
	{"ruth", "Last year I lent out Jonas for a week. He came back in the autumn.|How did that go?", "loan"},
	{"sam", "Who on your team knows the import?", "team"},
	{"sam", "Who wrote the import?", "team"},
	{"sam", "Which of your people know the import?", "team"},
	{"ines", "What matters to you this quarter?", "quarter"},
	{"ines", "What are you looking for?", "quarter"},
	{"ines", "I'd love to know what you care about.", "quarter"},
	{"cafe", "When does your contract run out?", "end"},
	{"cafe", "When does the contract expire?", "end"},
	{"cafe", "Till when does your contract run?", "end"},
	{"cafe", "How many cups do you drink?", "cups"},
	{"cafe", "Who pays for the coffee today?", "pays"},
	{"cafe", "Why did the last vendor leave?", "left"},
	{"cafe", "What made your last supplier leave?", "left"},
	{"cafe", "Where do the machines stand?", "where"},
	{"cafe", "What room are the machines in?", "where"},
	{"hall", "Does anyone else use the hall?", "users"},
	{"hall", "What is the caretaker worried about?", "worry"},
	{"hall", "What's the rent?", "rent"},
	{"hall", "How much is the rent?", "rent"},
	{"hall", "What did the last choir do to the hall?", "choir"},

	// Further houses, written after the matching was.
	{"farm", "When is your lease up?", "lease"},
	{"farm", "When does the lease end?", "lease"},
	{"farm", "How long does the lease still run?", ""},
	{"farm", "What does your son think about the farm?", "son"},
	{"farm", "Does your son want to take over the farm?", "son"},
	{"farm", "What do they pay you for the milk?", "milk"},
	{"farm", "How much do you get for your milk these days?", "milk"},
	{"farm", "Who's your neighbor over there?", "neighbor"},
	{"farm", "Do you know your neighbor well?", "neighbor"},
	{"farm", "What did the storm do to you?", "storm"},
	{"farm", "Tell me about the storm.", "storm"},
	{"farm", "Could we put the turbines up once the lease runs out?", ""},
	{"farm", "We pay more than you get for milk, so could we have the field?", ""},
	{"farm", "Who would have to sign?", ""},
	{"farm", "Would your son like two turbines on the field?", ""},
	{"farm", "What do you think of two turbines?", ""},
	{"farm", "What would the neighbor say?", ""},
	{"farm", "Would you talk to your neighbor about it?", ""},
	{"farm", "How much would you want for the field?", ""},
	{"bank", "When does the committee meet?", "committee"},
	{"bank", "Who sits on the committee?", "committee"},
	{"bank", "Why do you have that rule?", "rule"},
	{"bank", "Why was this rule introduced in the first place?", "rule"},
	{"bank", "What happened to the other bakery?", "baker"},
	{"bank", "Another bakery went under last year.|What happened to it?", "baker"},
	{"bank", "What interest rate would that be?", "rate"},
	{"bank", "When can I get the loan?", ""},
	{"bank", "Could you put it to the committee?", ""},
	{"bank", "What can I do about the rule?", ""},
	{"bank", "The other bakery had no orders, I have eleven. Would you lend me the money?", ""},
	{"bank", "Who could speak for me at the committee?", ""},
	{"bank", "What do you need for the committee?", ""},
	{"priya", "Who is Tomas?", ""},
	{"priya", "Do you know what Dana thinks about automation in general?", "automation"},
	{"priya", "What would make Dana curious about automation?", ""},
	{"priya", "When's quarter-end?", ""},
	{"priya", "Who does the numbers for Dana?", "numbers"},
	{"priya", "what date is board meeting", "board"},
	{"priya", "Is the board meeting on the 20th or the 27th?", "board"},
	{"priya", "Has Dana had trouble with a vendor?", ""},
	{"priya", "What was the problem with the last vendor?", "vendor"},
	{"priya", "What makes Dana tick?", ""},
	{"priya", "May I ask who prepares numbers for Mrs. Reyes?", "numbers"},
	{"ruth", "When's the release date?", "release"},
	{"ruth", "Is there anybody else who could do the import?", "import"},
	{"ruth", "Who signs off on trips?", "decides"},
	{"ruth", "Did it go badly with Jonas?", "loan"},
	{"ruth", "What keeps Mira so busy?", ""},
	{"ruth", "What is Mira busy with?", "work"},
	{"ruth", "How much of the import is left?", ""},
	{"ruth", "Can the import wait until she's back?", ""},
	{"ruth", "How is Mira doing?", ""},
	{"ruth", "Who else has asked you for engineers?", ""},
	{"ines", "What's most important to you at the moment?", "quarter"},
	{"ines", "What would you like me to do?", ""},
	{"lee", "Have you known the COO for long?", "knows"},
	{"lee", "What's this deal worth to us?", "deal"},
	{"sam", "Who among your people has worked on the import?", "team"},
}

func TestFactsAskedFor(t *testing.T) {
	reader := newReader(t)
	for _, c := range asked {
		t.Run(c.person+"/"+c.text, func(t *testing.T) {
			said := knowing[c.person]
			said.Text = c.text
			if before, after, ok := strings.Cut(c.text, "|"); ok {
				said.ClientLast, said.Text = before, after
			}
			got := reader.Read(said).Facts
			if want := strings.Fields(c.want); !slices.Equal(got, want) {
				t.Errorf("facts %v, want %v", got, want)
			}
		})
	}
}

func BenchmarkFacts(b *testing.B) {
	reader := newReader(b)
	said := knowing["ruth"]
	said.Text, said.ClientLast = sixty.Text, sixty.ClientLast
	b.ReportAllocs()
	for b.Loop() {
		reader.Read(said)
	}
}

func TestAtMostTwoFactsATurn(t *testing.T) {
	said := knowing["ruth"]
	said.Text = "When is the release? What is Mira working on? Who else could do the import? Who decides about travel? What happened with Jonas?"
	if got := newReader(t).Read(said).Facts; len(got) != 2 {
		t.Errorf("facts %v, want two", got)
	}
}
