package score_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/askagain/askagain/server/practice"
	"github.com/askagain/askagain/server/score"
)

// byTags reads words in which the labels are written out: "outcome value warm".
type byTags struct{ heard []practice.Heard }

func (byTags) Read(said practice.Said) practice.Reading {
	reading := practice.Reading{Ask: practice.AskNone, Tone: practice.Neutral, Reader: "tags"}
	for _, word := range strings.Fields(said.Text) {
		switch {
		case word == "outcome", word == "partial":
			reading.Ask = practice.Ask(word)
		case word == "warm", word == "pushy":
			reading.Tone = practice.Tone(word)
		case word == "yields":
			reading.Yields = true
		}
		for _, method := range practice.Methods() {
			if word == string(method) {
				reading.Methods = append(reading.Methods, method)
			}
		}
		start := strings.Index(said.Text, word)
		reading.Evidence = append(reading.Evidence, practice.Evidence{
			Label: practice.Label(word), Quote: word, Start: start, End: start + len(word),
		})
	}
	for _, earlier := range said.Earlier {
		if earlier == said.Text {
			reading.Repeat = practice.RepeatOwn
		}
	}
	return reading
}

func (b *byTags) Answer(heard practice.Heard) practice.Answer {
	b.heard = append(b.heard, heard)
	return practice.Answer(heard.Text)
}

// talk alternates: what the rep says, what the client does, and so on.
func talk(texts ...string) practice.Conversation {
	conversation := practice.Conversation{Outcome: "a meeting"}
	for i, text := range texts {
		who := practice.SpeakerRep
		if i%2 == 1 {
			who = practice.SpeakerClient
		}
		if text != "" {
			conversation.Turns = append(conversation.Turns, practice.ConversationTurn{Who: who, Text: text})
		}
	}
	return conversation
}

func TestWhatAConversationObtains(t *testing.T) {
	for _, test := range []struct {
		name  string
		texts []string
		want  score.Obtained
	}{
		{"nothing asked", []string{"explore", "other"}, score.Nothing},
		{"a yes to the outcome", []string{"outcome", "refuses", "outcome value", "agrees"}, score.Whole},
		{"a yes to a part", []string{"outcome", "refuses", "partial reduce", "agrees"}, score.Less},
		{"a yes after talk about it", []string{"outcome", "other", "value", "agrees"}, score.Whole},
		{"a yes taken back", []string{"outcome", "agrees", "warm", "refuses"}, score.Nothing},
		{"a yes put off again", []string{"outcome", "agrees", "warm", "puts_off"}, score.Nothing},
		{"less stays in hand", []string{"partial", "agrees", "outcome", "refuses"}, score.Less},
		{"less offered and taken", []string{"outcome", "offers_less", "yields"}, score.Less},
		{"less offered and not taken", []string{"outcome", "offers_less", "outcome value", "refuses"}, score.Nothing},
		{"less offered, then more won", []string{"outcome", "offers_less", "outcome trade", "agrees"}, score.Whole},
		{"no ask at all", []string{"explore", "agrees"}, score.Nothing},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, read := score.Conversation(&byTags{}, talk(test.texts...))
			if read.Session.Obtained != test.want {
				t.Errorf("obtained %d, want %d", read.Session.Obtained, test.want)
			}
		})
	}
}

func TestConversationCountsNosAndAsks(t *testing.T) {
	conversation := talk("outcome value warm", "refuses", "explore warm", "refuses", "outcome trade warm", "puts_off", "outcome trade warm", "offers_less")
	reader := &byTags{}
	card, read := score.Conversation(reader, conversation)
	if card.Nos != 3 || card.Asks != 3 || card.AsksAfterNo != 2 || card.FreshAsks != 1 || card.Reader != "tags" {
		t.Errorf("%+v", card)
	}
	if diff := cmp.Diff([]practice.Method{practice.Value, practice.Explore, practice.Trade}, card.Methods); diff != "" {
		t.Error(diff)
	}
	if len(read.Answers) != len(conversation.Turns) || read.Answers[0] != "" || read.Answers[1] != practice.Refuses {
		t.Errorf("answers %v", read.Answers)
	}
	want := practice.Heard{Outcome: "a meeting", RepLast: "explore warm", Text: "refuses"}
	if diff := cmp.Diff(want, reader.heard[1]); diff != "" {
		t.Error(diff)
	}
}

// TestTheContextOfATurn: what came before reaches the reader, and nothing else.
func TestTheContextOfATurn(t *testing.T) {
	var seen []practice.Said
	reader := spy{read: func(said practice.Said) { seen = append(seen, said) }}
	score.Conversation(reader, talk("one", "no", "two", "no again", "three"))
	want := practice.Said{Outcome: "a meeting", ClientLast: "no again", Text: "three", Earlier: []string{"one", "two"}, Theirs: []string{"no", "no again"}}
	if diff := cmp.Diff(want, seen[2]); diff != "" {
		t.Error(diff)
	}
	if len(seen[0].Earlier) != 0 || len(seen[1].Earlier) != 1 {
		t.Error("a turn was read with the future in it")
	}
}

type spy struct{ read func(practice.Said) }

func (s spy) Read(said practice.Said) practice.Reading { s.read(said); return practice.Reading{} }

func (spy) Answer(practice.Heard) practice.Answer { return practice.OtherReply }

func TestDaysAndChannelsOfAConversation(t *testing.T) {
	day := func(n int) *int { return &n }
	for _, test := range []struct {
		name     string
		channels [2]practice.Channel
		days     [2]*int
		fresh    int
	}{
		{"nothing known", [2]practice.Channel{}, [2]*int{}, 1},
		{"another channel", [2]practice.Channel{practice.Email, practice.Phone}, [2]*int{}, 2},
		{"three days", [2]practice.Channel{}, [2]*int{day(1), day(4)}, 2},
		{"two days", [2]practice.Channel{}, [2]*int{day(1), day(3)}, 1},
		{"a day missing", [2]practice.Channel{}, [2]*int{nil, day(9)}, 1},
	} {
		t.Run(test.name, func(t *testing.T) {
			conversation := talk("warm", "refuses", "outcome value", "refuses", "outcome value again", "refuses")
			for i, turn := range []int{2, 4} {
				conversation.Turns[turn].Channel, conversation.Turns[turn].Day = test.channels[i], test.days[i]
			}
			if card, _ := score.Conversation(&byTags{}, conversation); card.FreshAsks != test.fresh {
				t.Errorf("%d fresh asks, want %d", card.FreshAsks, test.fresh)
			}
		})
	}
}

func TestAnEmptyConversation(t *testing.T) {
	card, _ := score.Conversation(&byTags{}, practice.Conversation{})
	if card.Total != 0 || len(card.Dimensions) != 5 {
		t.Errorf("%+v", card)
	}
}

func TestSummary(t *testing.T) {
	card, _ := score.Conversation(&byTags{}, talk("outcome value warm", "refuses", "outcome trade warm", "agrees"))
	got, err := json.Marshal(score.Summarize("talk.json", card))
	if err != nil {
		t.Fatal(err)
	}
	var summary struct {
		File       string             `json:"file"`
		Total      float64            `json:"total"`
		Dimensions map[string]float64 `json:"dimensions"`
		Asks       int                `json:"asks"`
		After      int                `json:"asks_after_no"`
		Methods    []string           `json:"methods"`
		Evidence   []struct {
			Dimension, Label, Quote string
			Turn, Start, End        int
		} `json:"evidence"`
	}
	if err := json.Unmarshal(got, &summary); err != nil {
		t.Fatal(err)
	}
	if summary.File != "talk.json" || summary.Asks != 2 || summary.After != 1 || len(summary.Dimensions) != 5 ||
		fmt.Sprint(summary.Methods) != "[value trade]" || summary.Total != float64(card.Total)/1000 {
		t.Errorf("%s", got)
	}
	first := summary.Evidence[0]
	if first.Dimension != "variety" || first.Label != "value" || first.Quote != "value" || first.Turn != 0 || first.Start != 8 || first.End != 13 {
		t.Errorf("%+v", first)
	}
}

func TestASummaryOfNothingHasEmptyLists(t *testing.T) {
	got, _ := json.Marshal(score.Summarize("x", score.Labelled(score.Session{})))
	if strings.Contains(string(got), "null") {
		t.Errorf("%s", got)
	}
}
