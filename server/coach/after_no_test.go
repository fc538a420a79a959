package coach_test

import (
	"testing"

	"github.com/askagain/askagain/server/coach"
	"github.com/askagain/askagain/server/practice"
)

func repeats(whose practice.Repeat) func(*practice.Turn, *practice.Reading) {
	return func(_ *practice.Turn, reading *practice.Reading) { reading.Repeat = whose }
}

func TestTheThirdAskByTheSameWayIsNudged(t *testing.T) {
	p := begin(t, compile(t, source))
	p.say("ada", "[outcome:Could we have the big room?]")
	p.want("plain", "Could we have the big room?")
	p.say("ada", "I ask again: [outcome:could we have the big room on Thursdays?]")
	p.want("stale unasked", "at turn 1", "behind this no")
	p.say("ada", "Once more. [outcome:May we have it?]")
	p.want("same_way unasked", "the third time you ask Ada by the same way: just ask", "May we have it?")
	p.say("ada", "[outcome:May we have it now?]")
	p.want("same_way unasked", "That makes 4 asks of Ada by the same way: just ask.")
	p.say("ada", "[outcome:May we have it, then?]", by(practice.Phone))
	p.want("unasked") // another medium is another way
	p.say("ben", "[outcome:Would you back us?]")
	p.want("plain")
}

func TestAWayThatIsNewIsPraised(t *testing.T) {
	p := begin(t, compile(t, source))
	p.say("ada", "[channel:Shall I come over?] [outcome:May we have it?]")
	p.want("new_way", "You changed the way: change the medium, for the first time with Ada.", "Shall I come over?")
	p.say("ada", "[value:You would fill the house.] [outcome:May we have it?]")
	p.want("new_way unasked", "show their gain")
	p.say("ada", "[value:You would fill it well.] [outcome:May we have it?]", by(practice.Phone))
	p.want("unasked")
}

func TestWhatWasLetSlipIsRecalled(t *testing.T) {
	const slipped = "The choir books it and often stays away without a word to anybody."
	tests := map[string]struct {
		say  []string
		want string
	}{
		"not taken up":               {[]string{"[outcome:May we have it?]"}, "slipped"},
		"once, and at the third":     {[]string{"[outcome:May we?]", "[value:It fills the house.] [outcome:May we?]", "[channel:Shall I call?] [outcome:May we?]"}, "slipped new_way"},
		"not at each":                {[]string{"[outcome:May we?]", "[value:It fills the house.] [outcome:May we?]"}, "new_way"},
		"taken up in their words":    {[]string{"[value:The choirs would like it.] [outcome:May we have it?]"}, "new_way"},
		"how they stand was named":   {[]string{"[empathize:You are left to guess.] [outcome:May we have it?]"}, "kept_asking"},
		"taken up, and it moved":     {[]string{"[obstacle:We ask them each week.] [outcome:May we have it?]"}, "took_up"},
		"what it lay behind is gone": {[]string{"[obstacle:We ask them.] [outcome:May we?]", "[trade:We clean up after.] [outcome:May we?]", "[outcome:May we?]"}, "stale"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			p := begin(t, compile(t, source))
			p.say("ada", "[explore:What is behind it?]")
			p.want("") // no ask, no no
			for _, words := range test.say {
				p.say("ada", words)
			}
			p.want(test.want)
			for _, point := range p.points {
				about := point.Kind == coach.Slipped || point.Kind == coach.TookUp
				if about && point.Quote != (coach.Quote{Turn: 1, By: practice.SpeakerClient, Name: "Ada", Text: slipped}) {
					t.Errorf("it quotes %+v", point.Quote)
				}
			}
		})
	}
}

func TestAFactThatWasAskedForIsRecalled(t *testing.T) {
	p := begin(t, compile(t, source))
	p.say("ada", "Who else uses it?", func(_ *practice.Turn, reading *practice.Reading) { reading.Facts = []string{"knows.0"} })
	p.say("ada", "[outcome:May we have it?]", by(practice.Phone))
	p.want("slipped", "Ada told you this at turn 1.", "The caretakers wax its floor on Mondays.")
}

func TestPointsAfterANo(t *testing.T) {
	tests := map[string]struct {
		play func(*play)
		want string
		says []string
	}{
		"pressure, and what it says twice": {func(p *play) {
			p.say("ada", "[outcome:Could we have it?]")
			p.say("ada", "[pushy:You have to], it is a joke. [outcome:Could we have it?]")
		}, "pushy stale", []string{"You have to", "presses"}},
		"their words handed back": {func(p *play) {
			p.say("ada", "[outcome:The big room is taken, is it not?]", repeats(practice.RepeatTheirs))
		}, "handed_back", []string{"Now add something of yours"}},
		"one's own words again": {func(p *play) {
			p.say("ada", "[value:Fourteen people would sit.] [outcome:May we have it?]")
			p.say("ada", "[trade:We would repaint the hallway ourselves.] [outcome:May we have it?]")
			p.say("ada", "[value:Fourteen people would sit.] [outcome:May we have it?]", repeats(practice.RepeatOwn))
		}, "repeat unasked", []string{"at turn 1 already", "May we have it?"}},
		"everything at once": {func(p *play) {
			p.say("ada", "[value:You gain.] [proof:Others did.] [reduce:Or once a month.] [outcome:May we?]")
		}, "shotgun new_way", []string{"Or once a month."}},
		"less than is needed": {func(p *play) {
			p.say("ada", "[value:You gain.] [partial:Could we have one Thursday?]")
		}, "part new_way", []string{"all of it: The big room on Thursdays from May. Ask", "Could we have one Thursday?"}},
		"something moved": {func(p *play) {
			p.say("ada", "[obstacle:We would move the chairs.] [outcome:May we?]")
		}, "moved", []string{"If the choir were asked, that would help a bit."}},
		"something moved that was not due": {func(p *play) {
			p.say("ada", "[proof:It worked next door.] [outcome:May we?]")
		}, "moved", nil},
		"a not yet": {func(p *play) {
			for _, words := range []string{"[obstacle:We move the chairs.]", "[trade:We clean up.]", "[proof:It worked next door.]", "[outcome:May we have it?]"} {
				p.say("ada", words)
			}
		}, "not_yet", []string{"a not yet"}},
		"a door that closed": {func(p *play) {
			for _, words := range []string{"[pushy:You must.]", "[pushy:Now.]", "[pushy:At once.]", "[pushy:Or else.]", "You leave us standing there.", "Well then."} {
				p.say("ada", words)
			}
		}, "door", []string{"Ada's door is closed now", "Please stop writing to me."}},
		"no ask, no no": {func(p *play) { p.say("ada", "Lovely weather.") }, "", nil},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			p := begin(t, compile(t, source))
			test.play(p)
			p.want(test.want, test.says...)
		})
	}
}

func TestWhatAModelSaysIsQuoted(t *testing.T) {
	p := begin(t, compile(t, source))
	p.say("ada", "[outcome:May we?]")
	reply := practice.Event{Kind: practice.EventReplied, Turn: 1, Replied: &practice.Reply{By: "a model", Lines: []practice.Line{{ID: "ada.taken.says.0", Person: "ada", Text: "I am afraid it is taken."}}}}
	_ = p.coach.Hear(reply)
	turn, reading := read("ada", "[outcome:May we, please?]")
	p.coach.Hear(practice.Event{Kind: practice.EventSaid, Turn: 2, Said: &practice.Spoken{Turn: turn}})
	p.coach.Hear(practice.Event{Kind: practice.EventRead, Turn: 2, Read: &reading})
	p.coach.Hear(practice.Event{Kind: practice.EventDecided, Turn: 2, Decided: &practice.Decision{Verdict: practice.VerdictRefuse, Person: "ada", Ask: practice.AskOutcome, No: true, New: true}})
	reply.Turn = 2
	wantPoints(t, p.coach.Hear(reply), "unasked", "I am afraid it is taken.")
}
