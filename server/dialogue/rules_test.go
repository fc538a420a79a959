package dialogue_test

import (
	"slices"
	"testing"

	"github.com/askagain/askagain/server/dialogue"
	"github.com/askagain/askagain/server/practice"
	"github.com/askagain/askagain/server/scenario"
)

func TestRule1Credit(t *testing.T) {
	cases := []struct {
		name     string
		move     move
		want     []practice.Method
		patience int
	}{
		{"one counts", ask("priya", practice.Trade), []practice.Method{practice.Trade}, 6},
		{"two count", ask("priya", practice.Trade, practice.Reduce), []practice.Method{practice.Trade, practice.Reduce}, 6},
		{"three are a shotgun: the first counts, 1 patience", ask("priya", practice.Proof, practice.Trade, practice.Reduce), []practice.Method{practice.Proof}, 5},
		{"explore and empathize come on top", ask("priya", practice.Explore, practice.Trade, practice.Empathize, practice.Reduce),
			[]practice.Method{practice.Explore, practice.Trade, practice.Empathize, practice.Reduce}, 6},
		{"a shotgun keeps what comes on top", ask("priya", practice.Explore, practice.Trade, practice.Reduce, practice.Proof),
			[]practice.Method{practice.Explore, practice.Trade}, 5},
		{"the same method twice is one", ask("priya", practice.Trade, practice.Trade, practice.Trade), []practice.Method{practice.Trade}, 6},
		{"direct is tried and moves nothing", ask("priya", practice.Direct), []practice.Method{practice.Direct}, 6},
		{"words said before credit nothing", ask("priya", practice.Trade, practice.Proof, practice.Reduce).again(), nil, 5},
		{"an unknown method is nobody's", ask("priya", "charm"), nil, 6},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			_, decisions := play(cfo(), c.move)
			if got := decisions[0].Credited; !slices.Equal(got, c.want) {
				t.Errorf("credited %v, want %v", got, c.want)
			}
			if got := decisions[0].Patience; got != c.patience {
				t.Errorf("patience %d, want %d", got, c.patience)
			}
		})
	}
	t.Run("direct moves nothing even where a file says so", func(t *testing.T) {
		s := cfo()
		s.People[0].Concerns[0].GivesWayTo = []practice.Method{practice.Direct}
		_, decisions := play(s, ask("priya", practice.Direct))
		if got, want := show(decisions[0]), "refuse no gatekeeping new"; got != want {
			t.Errorf("\n got %s\nwant %s", got, want)
		}
	})
}

func TestRule2Harden(t *testing.T) {
	resents := func(s *scenario.Scenario) { s.People[0].Concerns[0].HardensOnPushy = true }
	check(t, []ruling{
		{"pressure costs 2 and hardens", nil, []move{ask("priya", practice.Direct).pushy()},
			"refuse no gatekeeping new; patience priya pushy 6>4; hardened priya gatekeeping pushy 4>5"},
		{"never more than 1 above the start", nil, []move{ask("priya", practice.Direct).pushy(), ask("priya", practice.Reduce).by(practice.Email).pushy()},
			"soften no gatekeeping new; patience priya pushy 4>2; weakened priya timing reduce 2>1 out of turn"},
		{"a concern that resents pressure by name costs 1 more", resents, []move{ask("priya", practice.Direct).pushy()},
			"refuse no gatekeeping new; patience priya pushy 6>4; hardened priya gatekeeping pushy 4>5; patience priya hardens 4>3"},
		{"a method that the concern resents", nil, []move{ask("priya", practice.Value)},
			"refuse no gatekeeping new; patience priya hardens 6>5; hardened priya gatekeeping value 4>5"},
		{"hardening comes before weakening", nil, []move{ask("priya", practice.Trade).pushy()},
			"soften no gatekeeping new; patience priya pushy 6>4; hardened priya gatekeeping pushy 4>5; weakened priya gatekeeping trade 5>4"},
		{"another's concern does not resent it", nil, []move{ask("lee", practice.Value)},
			"agree new; gave_way lee busy value 1>0 out of turn; moved priya gatekeeping lee 4>0"},
		{"with nothing standing pressure costs patience alone", bare, []move{to("priya").pushy()},
			"listen new; patience priya pushy 6>4"},
	})
}

func TestRule3Weaken(t *testing.T) {
	likesNothing := func(s *scenario.Scenario) { s.People[0].Likes = "" }
	check(t, []ruling{
		{"a method that fits takes 1", nil, []move{ask("priya", practice.Trade)},
			"soften no gatekeeping new; weakened priya gatekeeping trade 4>3"},
		{"by phone 1 too, where nobody likes it", likesNothing, []move{ask("priya", practice.Trade).by(practice.Phone)},
			"soften no gatekeeping new; weakened priya gatekeeping trade 4>3"},
		{"face to face 2", nil, []move{ask("priya", practice.Trade).by(practice.InPerson)},
			"soften no gatekeeping new; weakened priya gatekeeping trade 4>2"},
		{"1 more by the liked channel", nil, []move{ask("priya", practice.Trade).by(practice.Phone)},
			"soften no gatekeeping new; weakened priya gatekeeping trade 4>2"},
		{"face to face and liked 3", func(s *scenario.Scenario) { s.People[0].Likes = practice.InPerson }, []move{ask("priya", practice.Trade).by(practice.InPerson)},
			"soften no gatekeeping new; weakened priya gatekeeping trade 4>1"},
		{"one concern a turn, the first in the file", nil, []move{ask("priya", practice.Reduce, practice.Trade)},
			"soften no gatekeeping new; weakened priya gatekeeping trade 4>3"},
		{"two methods that fit work as one", nil, []move{ask("priya", practice.Obstacle, practice.Trade)},
			"soften no gatekeeping new; weakened priya gatekeeping obstacle 4>3"},
		{"the other one is not used up by it", nil, []move{ask("priya", practice.Obstacle, practice.Trade), ask("priya", practice.Obstacle, practice.Trade)},
			"soften no gatekeeping new; weakened priya gatekeeping trade 3>2"},
		{"a method works once", nil, []move{ask("priya", practice.Trade), ask("priya", practice.Trade)},
			"refuse no gatekeeping; patience priya stale 6>5"},
		{"once more by a stronger channel", likesNothing, []move{ask("priya", practice.Trade), ask("priya", practice.Trade).by(practice.InPerson)},
			"soften no gatekeeping new; weakened priya gatekeeping trade 3>1"},
		{"not by a weaker one", likesNothing, []move{ask("priya", practice.Trade).by(practice.Phone), ask("priya", practice.Trade)},
			"refuse no gatekeeping new"},
		{"but by a weaker one that is liked", func(s *scenario.Scenario) { s.People[0].Likes = practice.Chat }, []move{ask("priya", practice.Trade).by(practice.Phone), ask("priya", practice.Trade)},
			"soften no gatekeeping new; weakened priya gatekeeping trade 3>1"},
		{"and not a third time", strong, []move{ask("priya", practice.Trade), ask("priya", practice.Trade).by(practice.Phone), ask("priya", practice.Trade).by(practice.InPerson)},
			"refuse no gatekeeping new"},
		{"empathy works on what the person is voicing", func(s *scenario.Scenario) { s.People[0].Concerns[0].GivesWayTo = []practice.Method{practice.Empathize} },
			[]move{ask("priya", practice.Empathize)}, "soften no gatekeeping new; weakened priya gatekeeping empathize 4>3"},
		{"and on nothing that has not come up", func(s *scenario.Scenario) { s.People[0].Concerns[1].GivesWayTo = []practice.Method{practice.Empathize} },
			[]move{ask("priya", practice.Empathize)}, "refuse no gatekeeping new"},
		{"out of turn it works and is said so", nil, []move{ask("priya", practice.Reduce)},
			"soften no gatekeeping new; weakened priya timing reduce 2>1 out of turn"},
		{"and then it has come up", nil, []move{ask("priya", practice.Reduce), ask("priya", practice.Reduce).by(practice.InPerson)},
			"give_way no gatekeeping new; gave_way priya timing reduce 1>0"},
		{"a concern that was raised is in turn", nil, []move{ask("lee", practice.Direct), to("lee", practice.Value)},
			"give_way new; gave_way lee busy value 1>0"},
		{"an ally who has not agreed is no ally", nil, []move{ask("priya", practice.Ally)},
			"refuse no gatekeeping new; premise priya gatekeeping ally lee"},
		{"another method may do what the ally cannot", nil, []move{ask("priya", practice.Ally, practice.Trade)},
			"soften no gatekeeping new; weakened priya gatekeeping trade 4>3"},
		{"an ally works where nobody's agreement is needed", func(s *scenario.Scenario) { s.People[1].AgreesMoves = nil }, []move{ask("priya", practice.Ally)},
			"soften no gatekeeping new; weakened priya gatekeeping ally 4>3"},
		{"wait is booked by words", nil, []move{ask("priya", practice.Wait)},
			"refuse no gatekeeping new; booked priya timing wait"},
		{"where waiting helps nothing it is a method that does not fit", nil, []move{ask("lee", practice.Wait)},
			"refuse no busy new"},
		{"a booked wait keeps its day", nil, []move{to("priya", practice.Wait), wait(1), to("priya", practice.Wait), wait(2)},
			"pass; weakened priya timing wait 2>1 out of turn"},
		{"at 0 it has given way for good", nil, []move{ask("priya", practice.Trade).by(practice.InPerson), ask("priya", practice.Obstacle).by(practice.InPerson), ask("priya", practice.Obstacle)},
			"refuse no timing new"},
	})
}

func TestRule4Reveal(t *testing.T) {
	twice := func(s *scenario.Scenario) { s.People[0].Concerns[0].Reveals = []string{"First.", "Second."} }
	tired := to("priya").pushy()
	check(t, []ruling{
		{"exploring brings out what is behind the concern", nil, []move{to("priya", practice.Explore)},
			"listen new; revealed priya gatekeeping explore 0>1"},
		{"once", nil, []move{to("priya", practice.Explore), to("priya", practice.Explore)}, "listen new"},
		{"one an exploration", twice, []move{to("priya", practice.Explore), to("priya", practice.Explore)},
			"listen new; revealed priya gatekeeping explore 1>2"},
		{"only what stands first", nil, []move{to("lee", practice.Explore)}, "listen new"},
		{"the same question in the same words brings out nothing", twice, []move{to("priya", practice.Explore), to("priya", practice.Explore).again()}, "listen"},
		{"a fact is given when asked", nil, []move{to("priya").asking("knows.0")}, "listen new; told priya knows.0"},
		{"and whenever asked", nil, []move{to("priya").asking("knows.0"), to("priya").asking("knows.0").again()}, "listen; told priya knows.0"},
		{"a fact that the person does not have is nobody's", nil, []move{to("lee").asking("knows.0", "knows.7")}, "listen new"},
		{"empathy gives 1 back", nil, []move{tired, to("priya", practice.Empathize)}, "listen new; patience priya empathy 4>5"},
		{"once a concern", nil, []move{tired, to("priya", practice.Empathize), to("priya", practice.Empathize).by(practice.Phone)}, "listen new"},
		{"never above the start, and then it is not used up", nil, []move{to("priya", practice.Empathize), tired, to("priya", practice.Empathize).by(practice.Phone)},
			"listen new; patience priya empathy 4>5"},
	})
}

func TestRule5Patience(t *testing.T) {
	check(t, []ruling{
		{"the first ask is new", nil, []move{ask("priya", practice.Direct)}, "refuse no gatekeeping new"},
		{"a bare repetition costs 1", nil, []move{ask("priya", practice.Direct), ask("priya", practice.Direct)},
			"refuse no gatekeeping; patience priya stale 6>5"},
		{"another channel is new", nil, []move{ask("priya", practice.Direct), ask("priya", practice.Direct).by(practice.Phone)}, "refuse no gatekeeping new"},
		{"pasting is nothing new on any channel", nil, []move{ask("priya", practice.Direct), ask("priya", practice.Trade).by(practice.Phone).again()},
			"refuse no gatekeeping; patience priya stale 6>5"},
		{"another person is new", nil, []move{ask("priya", practice.Direct), ask("lee", practice.Direct)}, "refuse no busy new"},
		{"an untried method that does not fit costs nothing", nil, []move{ask("priya", practice.Direct), ask("priya", practice.Proof)}, "refuse no gatekeeping new"},
		{"something new without an ask counts for the next ask", nil, []move{ask("priya", practice.Direct), to("priya", practice.Proof), ask("priya", practice.Direct)},
			"refuse no gatekeeping new"},
		{"and for that one alone", nil, []move{ask("priya", practice.Direct), to("priya", practice.Proof), ask("priya", practice.Direct), ask("priya", practice.Direct)},
			"refuse no gatekeeping; patience priya stale 6>5"},
		{"a method is untried again on another concern", func(s *scenario.Scenario) { s.People[0].Concerns[0].Strength = 1 },
			[]move{ask("priya", practice.Trade), ask("priya", practice.Trade)}, "refuse no timing new"},
		{"once", func(s *scenario.Scenario) { s.People[0].Concerns[0].Strength = 1 },
			[]move{ask("priya", practice.Trade), ask("priya", practice.Trade), ask("priya", practice.Trade)},
			"refuse no timing; patience priya stale 6>5"},
		{"what somebody else agreed to is new where it moved something", nil,
			[]move{ask("priya", practice.Direct), ask("lee", practice.Value), ask("priya", practice.Direct)}, "refuse no timing new"},
		{"once, too", nil, []move{ask("priya", practice.Direct), ask("lee", practice.Value), ask("priya", practice.Direct), ask("priya", practice.Direct)},
			"refuse no timing; patience priya stale 6>5"},
		{"3 days are new", nil, []move{ask("priya", practice.Direct), wait(3), ask("priya", practice.Direct)}, "refuse no gatekeeping new"},
		{"2 are not", nil, []move{ask("priya", practice.Direct), wait(2), ask("priya", practice.Direct)}, "refuse no gatekeeping; patience priya stale 6>5"},
		{"an event of the calendar is", nil, []move{wait(9), ask("priya", practice.Direct), wait(1), ask("priya", practice.Direct)}, "refuse no gatekeeping new"},
		{"the same words after an event are not", nil, []move{wait(9), ask("priya", practice.Direct), wait(1), ask("priya", practice.Direct).again()},
			"refuse no gatekeeping; patience priya stale 6>5"},
		{"the first fruitless exploration is free", nil, []move{to("lee", practice.Explore)}, "listen new"},
		{"the second costs 1", nil, []move{to("lee", practice.Explore), to("lee", practice.Explore).by(practice.Phone)},
			"listen new; patience lee fruitless 5>4"},
		{"a fruitful one begins anew", nil, []move{to("priya", practice.Explore), to("priya", practice.Explore), to("priya", practice.Explore).asking("knows.0"), to("priya", practice.Explore)}, "listen new"},
		{"a turn that does nothing is free", nil, []move{ask("priya", practice.Direct), to("priya")}, "listen"},
		{"a second running costs 1", nil, []move{ask("priya", practice.Direct), to("priya"), to("priya")}, "listen; patience priya idle 6>5"},
		{"pressure that does nothing costs its own price alone", nil, []move{ask("lee", practice.Direct), to("lee"), to("lee").pushy()},
			"listen; patience lee pushy 5>3; hardened lee busy pushy 1>2"},
		{"between the two something was done", nil, []move{ask("priya", practice.Direct), to("priya"), to("priya", practice.Proof), to("priya")}, "listen new"},
		{"one cost a turn", nil, []move{ask("lee", practice.Explore), ask("lee", practice.Explore)}, "refuse no busy; patience lee stale 5>4"},
		{"an ask that is granted costs nothing however old", func(s *scenario.Scenario) { bare(s); s.People[0].AsksNeeded = 1 },
			[]move{ask("priya", practice.Direct), ask("priya", practice.Direct)}, "agree; ending won"},
	})
}

func TestRule6Decide(t *testing.T) {
	weak := func(s *scenario.Scenario) {
		s.People[0].Concerns[0].Strength, s.People[0].Concerns[1].Strength = 1, 1
	}
	offering := func(s *scenario.Scenario) { weak(s); s.People[0].OffersLessAfter = "gatekeeping" }
	needs := func(asks int) func(*scenario.Scenario) {
		return func(s *scenario.Scenario) { bare(s); s.People[0].AsksNeeded = asks }
	}
	gone := ask("priya", practice.Trade)
	check(t, []ruling{
		{"no concern stands and the outcome is asked for", bare, []move{ask("priya", practice.Direct)}, "agree new; ending won"},
		{"nothing is asked for", bare, []move{to("priya")}, "listen new"},
		{"hesitates while asks are needed", needs(2), []move{ask("priya", practice.Direct), ask("priya", practice.Value)}, "hesitate no new"},
		{"and agrees when there were as many", needs(2), []move{ask("priya", practice.Direct), ask("priya", practice.Value), ask("priya", practice.Proof)}, "agree new; ending won"},
		{"asks before the first no do not count", func(s *scenario.Scenario) { s.People[1].Concerns, s.People[1].AsksNeeded = nil, 1 },
			[]move{ask("lee", practice.Direct), ask("lee", practice.Value)}, "hesitate no new"},
		{"an ask for part counts as an ask", needs(2), []move{part("priya"), part("priya", practice.Proof), ask("priya", practice.Trade)}, "agree new; ending won"},
		{"part is granted where nothing stands", bare, []move{part("priya")}, "grant_less new"},
		{"once", bare, []move{part("priya"), part("priya", practice.Proof)}, "hesitate no new"},
		{"where there is no lesser thing: what exactly?", func(s *scenario.Scenario) { bare(s); s.Outcome.Less = "" }, []move{part("priya")}, "hesitate no new"},
		{"another cannot give it", func(s *scenario.Scenario) { s.People[1].Concerns = nil }, []move{part("lee")}, "hesitate no new"},
		{"part is refused while something stands", nil, []move{part("priya")}, "refuse no gatekeeping new"},
		{"an ask is refused in the words of the first standing concern", nil, []move{ask("priya", practice.Direct)}, "refuse no gatekeeping new"},
		{"softer when something weakened", nil, []move{ask("priya", practice.Trade)}, "soften no gatekeeping new; weakened priya gatekeeping trade 4>3"},
		{"a concern gives way, another says no", weak, []move{gone}, "give_way no timing new; gave_way priya gatekeeping trade 1>0"},
		{"a concern gives way and nothing was asked", weak, []move{to("priya", practice.Trade)}, "give_way new; gave_way priya gatekeeping trade 1>0"},
		{"the last gives way and the outcome is asked for", weak, []move{gone, ask("priya", practice.Reduce)}, "agree new; gave_way priya timing reduce 1>0; ending won"},
		{"the last gives way and nothing was asked", weak, []move{gone, to("priya", practice.Reduce)}, "give_way new; gave_way priya timing reduce 1>0"},
		{"less is offered after its concern gave way", offering, []move{gone}, "offer_less no timing new; gave_way priya gatekeeping trade 1>0"},
		{"unasked too", offering, []move{to("priya", practice.Trade)}, "offer_less new; gave_way priya gatekeeping trade 1>0"},
		{"once only", offering, []move{gone, ask("priya", practice.Proof)}, "refuse no timing new"},
		{"and when its concern was moved by another, at the next ask", offering, []move{ask("lee", practice.Value), ask("priya", practice.Direct)}, "offer_less no timing new"},
		{"not where the whole is near", func(s *scenario.Scenario) { offering(s); s.People[0].Concerns = s.People[0].Concerns[:1] }, []move{to("priya", practice.Trade)},
			"give_way new; gave_way priya gatekeeping trade 1>0"},
		{"taking it banks it, and play goes on", offering, []move{gone, take()}, "grant_less"},
		{"asking for what was offered takes it", offering, []move{gone, part("priya", practice.Direct)}, "grant_less"},
		{"so does making it smaller where that moves nothing", func(s *scenario.Scenario) {
			offering(s)
			s.People[0].Concerns[1].GivesWayTo = []practice.Method{practice.Wait}
		},
			[]move{gone, part("priya", practice.Reduce)}, "grant_less new"},
		{"but not where it moves something", func(s *scenario.Scenario) { offering(s); s.People[0].Concerns[1].Strength = 2 },
			[]move{gone, part("priya", practice.Reduce)}, "soften no timing new; weakened priya timing reduce 2>1"},
		{"asking for another part does not", offering, []move{gone, part("priya", practice.Proof)}, "refuse no timing new"},
		{"so does accepting it in words", offering, []move{gone, to("priya").yields()}, "grant_less"},
		{"after it the outcome can still be won", offering, []move{gone, take(), ask("priya", practice.Reduce)}, "agree new; gave_way priya timing reduce 1>0; ending won"},
		{"patience 0 closes the door", func(s *scenario.Scenario) { s.People[0].Patience = 2 }, []move{ask("priya", practice.Direct).pushy()},
			"close no new; patience priya pushy 2>0; hardened priya gatekeeping pushy 4>5; ending closed"},
		{"even over a yes: nobody is pushed into one", func(s *scenario.Scenario) { bare(s); s.People[0].Patience = 2 }, []move{ask("priya", practice.Direct).pushy()},
			"close no new; patience priya pushy 2>0; ending closed"},
		{"the door of another ends nothing", func(s *scenario.Scenario) { s.People[1].Patience = 2 }, []move{to("lee").pushy()},
			"close new; patience lee pushy 2>0; hardened lee busy pushy 1>2"},
		{"and stays closed", func(s *scenario.Scenario) { s.People[1].Patience = 2 }, []move{to("lee").pushy(), ask("lee", practice.Value)}, "close no"},
		{"another's yes moves what it moves", nil, []move{ask("lee", practice.Value)},
			"agree new; gave_way lee busy value 1>0 out of turn; moved priya gatekeeping lee 4>0"},
		{"a yes stays a yes", nil, []move{ask("lee", practice.Value), ask("lee", practice.Direct)}, "agree"},
		{"giving in with words ends nothing", nil, []move{to("priya").yields()}, "listen new"},
	})
}

func TestTime(t *testing.T) {
	check(t, []ruling{
		{"waiting passes", nil, []move{wait(2)}, "pass"},
		{"the calendar runs while the rep waits", nil, []move{wait(10)}, "pass; moved priya timing calendar 2>0"},
		{"and while words travel", nil, []move{wait(9), ask("priya", practice.Direct).by(practice.Email)}, "refuse no gatekeeping new; moved priya timing calendar 2>0"},
		{"a booked wait is borne out after 3 days", nil, []move{to("priya", practice.Wait), wait(3)}, "pass; weakened priya timing wait 2>1 out of turn"},
		{"not after 2", nil, []move{to("priya", practice.Wait), wait(2)}, "pass"},
		{"earlier by an event", func(s *scenario.Scenario) { s.Calendar[0] = scenario.CalendarEvent{Day: 1} }, []move{to("priya", practice.Wait), wait(1)},
			"pass; weakened priya timing wait 2>1 out of turn"},
		{"while words travel too", nil, []move{to("priya", practice.Wait), ask("priya", practice.Direct).by(practice.Email), ask("priya", practice.Proof).by(practice.InPerson)},
			"soften no gatekeeping new; weakened priya timing wait 2>1 out of turn"},
		{"promised face to face it weighs 2", nil, []move{to("priya", practice.Wait).by(practice.InPerson), wait(3)}, "pass; gave_way priya timing wait 2>0 out of turn"},
		{"once", strong, []move{to("priya", practice.Wait), wait(3), to("priya", practice.Wait), wait(3)}, "pass"},
		{"waiting without a word weakens nothing", nil, []move{wait(3)}, "pass"},
		{"3 days give 1 patience back", nil, []move{to("priya").pushy(), wait(3)}, "pass; patience priya rest 4>5"},
		{"so do three times one", nil, []move{to("priya").pushy(), wait(1), wait(1), wait(1)}, "pass; patience priya rest 4>5"},
		{"a closed door stays closed", func(s *scenario.Scenario) { s.People[1].Patience = 2 }, []move{to("lee").pushy(), wait(6)}, "pass"},
		{"the last day counts", bare, []move{wait(21), ask("priya", practice.Direct)}, "agree new; ending won"},
		{"the day after it does not", nil, []move{wait(22)}, "pass; moved priya timing calendar 2>0; ending out_of_time"},
		{"words that arrive after it are not heard", bare, []move{wait(21), ask("priya", practice.Direct).by(practice.Email)}, "pass; ending out_of_time"},
	})
	t.Run("days are counted", func(t *testing.T) {
		state, decisions := play(cfo(), ask("priya").by(practice.Email), ask("priya").by(practice.InPerson), to("priya"), wait(4), wait(365))
		want := []int{1, 3, 3, 7, 22}
		for i, d := range decisions {
			if d.Day != want[i] {
				t.Errorf("day %d after turn %d, want %d", d.Day, i, want[i])
			}
		}
		if state.Day != 22 || state.Ending != practice.OutOfTime {
			t.Errorf("ended on day %d with %q", state.Day, state.Ending)
		}
	})
	t.Run("events come in the order of their days", func(t *testing.T) {
		s := cfo()
		s.Calendar = []scenario.CalendarEvent{{Day: 5}, {Day: 2}, {Day: 5}, {Day: 9}}
		_, decisions := play(s, wait(6))
		if got, want := decisions[0].Events, []int{1, 0, 2}; !slices.Equal(got, want) {
			t.Errorf("events %v, want %v", got, want)
		}
	})
	t.Run("what the first day brings has happened at the start", func(t *testing.T) {
		s := cfo()
		s.Calendar[0].Day = 0
		priya, _ := dialogue.Start(s).Person("priya")
		if priya.Concerns[1].Standing() {
			t.Error("timing stands, though the calendar took it away on day 0")
		}
	})
}

func TestEndings(t *testing.T) {
	offering := func(s *scenario.Scenario) {
		s.People[0].Concerns[0].Strength, s.People[0].OffersLessAfter = 1, "gatekeeping"
	}
	sixty := slices.Repeat([]move{wait(1)}, practice.MaxTurns)
	check(t, []ruling{
		{"the rep stops with nothing", nil, []move{end()}, "end; ending gave_up"},
		{"the rep stops with the lesser thing", offering, []move{ask("priya", practice.Trade), take(), end()}, "end; ending took_less"},
		{"60 turns are enough", func(s *scenario.Scenario) { s.Outcome.Within = 100 }, sixty, "pass; ending out_of_turns"},
		{"nothing follows an ending", nil, []move{end(), ask("priya", practice.Trade)}, "pass; ending gave_up"},
	})
	t.Run("what was banked is kept", func(t *testing.T) {
		s := cfo()
		offering(s)
		state, decisions := play(s, ask("priya", practice.Trade), take(), wait(300))
		if last := decisions[2]; !last.Banked || !state.Banked || last.Ending != practice.OutOfTime {
			t.Errorf("banked %v, ending %q", last.Banked, last.Ending)
		}
	})
}
