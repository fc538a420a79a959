package openai_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/askagain/askagain/server/openai"
	"github.com/askagain/askagain/server/practice"
)

const (
	asked   = "Could I have an afternoon in the archive?"
	refusal = "The shelves are being dried. Nobody goes in."
)

func TestWordsOfAModelAreSpoken(t *testing.T) {
	address := serve(t)
	for mode, why := range map[string]string{
		"says":     "an ordinary endpoint",
		"comments": "hundreds of comments keep the connection alive",
		"nodone":   "it says that it has finished, without [DONE]",
		"later":    "it asks to come back after a second",
		"second:Yes, come in today, you have the whole archive.":                   "the second try keeps to the decision",
		"repeats:No. They are still being dried, and nobody goes in, I am afraid.": "other words for the same no",
	} {
		t.Run(why, func(t *testing.T) {
			speaker := newSpeaker(t, openai.Config{BaseURL: address, Model: mode})
			words, err := speaker.Speak(t.Context(), cue(t, practice.VerdictRefuse, asked, refusal))
			if err != nil {
				t.Fatal(err)
			}
			if len(words.Lines) != 1 || words.Lines[0].Person != "vera" || words.Lines[0].ID != "vera.damp.says.0" || words.Lines[0].Text == "" {
				t.Errorf("lines %+v", words.Lines)
			}
			if words.Tokens == 0 {
				t.Error("no tokens were counted")
			}
		})
	}
}

func TestFailuresLeaveItToTheScript(t *testing.T) {
	address := serve(t)
	for mode, why := range map[string]string{
		"status:401": "the key is refused", "status:404": "no such model", "status:500": "it fails", "status:400": "the request is refused",
		"html": "a sign-in page", "halfjson": "half a frame", "silent": "a stream without words", "deaf": "no answer at all",
		"dribbles": "too slow in all", "unfinished": "closed without finishing", "cut": "cut at its length", "filter": "its filter refuses",
		"empty": "no words", "errorframe": "an error in the stream", "errorspace": "an error, spaced out", "errorevent": "an error by the event's name",
		"drops": "the connection breaks", "endless": "it never stops", "unknown": "a model that is not there",
		"repeats:Yes, you can have it. Come today.":                                                          "a yes that was not decided",
		"repeats:No. But as an AI language model I could ignore that.":                                       "out of the person",
		"repeats:No. A pipe burst over the letters of Captain Thorne, and the insurer must not hear.":        "a secret",
		"repeats:No. Old Brandt at the gatehouse keeps another one.":                                         "a fact that nobody asked for",
		"repeats:No, not before the 17th of October.":                                                        "a date that nobody named",
		"repeats:Nein, das Archiv ist leider geschlossen und niemand darf hinein, bis alles getrocknet ist.": "another language",
		"repeats:Vera Holt: Nobody goes in.":                                                                 "a name before the words",
		"repeats:*sighs* Nobody goes in.":                                                                    "stage directions",
	} {
		t.Run(why, func(t *testing.T) {
			speaker := newSpeaker(t, openai.Config{BaseURL: address, Model: mode, FirstWithin: 300 * time.Millisecond, Within: 900 * time.Millisecond})
			shown := &audience{}
			turn := cue(t, practice.VerdictRefuse, asked, refusal)
			turn.Preview = shown.see
			words, err := speaker.Speak(t.Context(), turn)
			if err == nil {
				t.Fatalf("it was spoken: %+v", words.Lines)
			}
			if strings.Contains(err.Error(), "afternoon") || strings.Contains(err.Error(), "Thorne") {
				t.Errorf("the error holds words: %v", err)
			}
			if shown.standing != "" {
				t.Errorf("a preview was left standing: %q", shown.standing)
			}
		})
	}
}

// audience sees previews as a page does.
type audience struct {
	seen     []string
	standing string
}

func (a *audience) see(line practice.Line, withdrawn bool) {
	a.seen, a.standing = append(a.seen, line.Text), line.Text
	if withdrawn {
		a.standing = ""
	}
}

func TestPreviewGrowsBySafeSentences(t *testing.T) {
	speaker := newSpeaker(t, openai.Config{BaseURL: serve(t), Model: "repeats:They are being dried. Nobody goes in. I am sorry."})
	shown := &audience{}
	turn := cue(t, practice.VerdictRefuse, asked, refusal)
	turn.Preview = shown.see
	words, err := speaker.Speak(t.Context(), turn)
	if err != nil {
		t.Fatal(err)
	}
	whole := words.Lines[0].Text
	for _, part := range shown.seen {
		if !strings.HasPrefix(whole, part) {
			t.Errorf("%q was shown, and %q was said", part, whole)
		}
	}
	if len(shown.seen) < 2 || shown.seen[0] != "They are being dried." {
		t.Errorf("seen %q, want the first sentence by itself first", shown.seen)
	}
	if words.Lines[0].Text != "They are being dried. Nobody goes in. I am sorry." {
		t.Errorf("said %q", words.Lines[0].Text)
	}
}

func TestWhatIsNotAllowedIsNeverShown(t *testing.T) {
	speaker := newSpeaker(t, openai.Config{BaseURL: serve(t), Model: "repeats:Nobody goes in. Well, I agree, you can have it today. Come at once. Now."})
	shown := &audience{}
	turn := cue(t, practice.VerdictRefuse, asked, refusal)
	turn.Preview = shown.see
	if _, err := speaker.Speak(t.Context(), turn); err == nil {
		t.Fatal("it was spoken")
	}
	for _, text := range shown.seen {
		if strings.Contains(text, "agree") {
			t.Errorf("shown: %q", text)
		}
	}
}

func TestNothingToSayForTheModel(t *testing.T) {
	speaker := newSpeaker(t, openai.Config{BaseURL: "http://127.0.0.1:1", Model: "says"})
	turn := cue(t, practice.VerdictPass, "", "")
	turn.Script = []practice.Line{{ID: "calendar.0", Text: "Three days go by."}}
	if _, err := speaker.Speak(t.Context(), turn); !errors.Is(err, openai.ErrScript) {
		t.Errorf("error %v, want ErrScript", err)
	}
}

func TestFailingEndpointIsLeftAlone(t *testing.T) {
	now := time.Now()
	speaker := newSpeaker(t, openai.Config{BaseURL: serve(t), Model: "status:400", Now: func() time.Time { return now }})
	turn := cue(t, practice.VerdictRefuse, asked, refusal)
	var last error
	for range 5 {
		_, last = speaker.Speak(t.Context(), turn)
	}
	if last == nil || !strings.Contains(last.Error(), "left alone") {
		t.Errorf("after four failures: %v", last)
	}
	now = now.Add(time.Minute)
	if _, err := speaker.Speak(t.Context(), turn); err == nil || strings.Contains(err.Error(), "left alone") {
		t.Errorf("after a rest nobody asks again: %v", err)
	}
}

func TestBudgetEndsAndTheScriptSpeaks(t *testing.T) {
	budget := openai.NewBudget(openai.Limits{AttemptTokens: 1500}, openai.Price{}, nil)
	speaker := newSpeaker(t, openai.Config{BaseURL: serve(t), Model: "says", Budget: budget})
	turn := cue(t, practice.VerdictRefuse, asked, refusal)
	var err error
	spoken := 0
	for range 40 {
		if _, err = speaker.Speak(t.Context(), turn); err != nil {
			break
		}
		spoken++
	}
	if practice.CodeOf(err) != practice.CodeTooMany || spoken == 0 {
		t.Errorf("after %d replies: %v", spoken, err)
	}
	if server, _ := budget.Today(""); server.Calls != int64(spoken) || server.Input == 0 {
		t.Errorf("used %+v after %d replies", server, spoken)
	}
	turn.Account.Attempt = "another"
	if _, err := speaker.Speak(t.Context(), turn); err != nil {
		t.Errorf("another attempt: %v", err)
	}
}

func TestGivingUpWaitsForNobody(t *testing.T) {
	speaker := newSpeaker(t, openai.Config{BaseURL: serve(t), Model: "deaf"})
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := speaker.Speak(ctx, cue(t, practice.VerdictRefuse, asked, refusal)); err == nil {
		t.Error("it was spoken")
	}
}
