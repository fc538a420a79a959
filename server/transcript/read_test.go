package transcript_test

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"testing/iotest"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"github.com/askagain/askagain/server/practice"
	"github.com/askagain/askagain/server/transcript"
)

type answer struct {
	File string
	Line int
	Code practice.Code
}

func read(stream io.Reader) ([]transcript.Named, []answer, []error) {
	var named []transcript.Named
	var answers []answer
	var problems []error
	for n, err := range transcript.Read(stream, "talk.json") {
		named = append(named, n)
		answers = append(answers, answer{n.File, n.Line, practice.CodeOf(err)})
		problems = append(problems, err)
	}
	return named, answers, problems
}

const (
	one    = `{"outcome":"a meeting","turns":[{"who":"rep","text":"May I?"},{"who":"client","text":"No."}]}`
	pretty = "{\n \"outcome\": \"a meeting\",\n \"situation\": \"not read\",\n \"turns\": [\n  {\n   \"who\": \"rep\",\n   \"text\": \"May I?\"\n  }\n ]\n}"
)

func named(file string) string {
	return `{"file":"` + file + `",` + strings.TrimPrefix(one, "{")
}

func turns(list string) string { return `{"outcome":"a meeting","turns":[` + list + `]}` }

func TestForms(t *testing.T) {
	for _, test := range []struct {
		name, text string
		want       []answer
	}{
		{"one on a line", one, []answer{{"talk.json", 1, ""}}},
		{"one on a line, ended", one + "\n", []answer{{"talk.json", 1, ""}}},
		{"one over lines", pretty, []answer{{"talk.json", 1, ""}}},
		{"a turn a line", "{\"outcome\":\"x\",\"turns\":[\n{\"who\":\"rep\",\"text\":\"May I?\"}\n]}", []answer{{"talk.json", 1, ""}}},
		{"a turn a line, the comma first", "{\"outcome\":\"x\",\"turns\":[{\"who\":\"rep\",\"text\":\"May I?\"}\n,{\"who\":\"rep\",\"text\":\"And?\"}]}",
			[]answer{{"talk.json", 1, ""}}},
		{"a first line cut short", "{\"file\":\"a\",\"turns\":[\n" + named("b") + "\n" + named("c"),
			[]answer{{"a", 1, practice.CodeInvalid}, {"b", 2, ""}, {"c", 3, ""}}},
		{"byte-order mark and CRLF", "\ufeff" + strings.ReplaceAll(pretty, "\n", "\r\n"), []answer{{"talk.json", 1, ""}}},
		{"lines", named("a") + "\n" + named("b"), []answer{{"a", 1, ""}, {"b", 2, ""}}},
		{"lines without names", one + "\r\n\r\n" + one, []answer{{"talk.json:1", 1, ""}, {"talk.json:3", 3, ""}}},
		{"a bad first line", "nonsense\n" + named("b"), []answer{{"talk.json:1", 1, practice.CodeInvalid}, {"b", 2, ""}}},
		{"a bad line between", named("a") + "\n{\"file\":\"b\"}\n" + named("c"),
			[]answer{{"a", 1, ""}, {"b", 2, practice.CodeInvalid}, {"c", 3, ""}}},
		{"bytes that are no text", named("a") + "\n\xff\xfe\n" + named("c"),
			[]answer{{"a", 1, ""}, {"talk.json:2", 2, practice.CodeInvalid}, {"c", 3, ""}}},
		{"too long a line", named("a") + "\n" + strings.Repeat("x", transcript.MaxObjectBytes+1) + "\n" + named("c"),
			[]answer{{"a", 1, ""}, {"talk.json:2", 2, practice.CodeTooLarge}, {"c", 3, ""}}},
		{"too long an object", "{\n" + strings.Repeat("\"x\": 1,\n", transcript.MaxObjectBytes/7) + "}",
			[]answer{{"talk.json", 1, practice.CodeTooLarge}}},
		{"one object and more", pretty + "\n" + pretty, []answer{{"talk.json", 1, practice.CodeInvalid}}},
		{"one named and broken", named("a") + "\n{\"file\":\"b\",\"outcome\":\"x\",\"turns\":[\n" + named("c"),
			[]answer{{"a", 1, ""}, {"b", 2, practice.CodeInvalid}, {"c", 3, ""}}},
		{"one named and no text", named("a") + "\n{\"file\":\"b\",\"outcome\":\"\xff\"}\n" + named("c"),
			[]answer{{"a", 1, ""}, {"b", 2, practice.CodeInvalid}, {"c", 3, ""}}},
		{"a name that is no text", named("a") + "\n{\"file\":\"b\xff\"}", []answer{{"a", 1, ""}, {"talk.json:2", 2, practice.CodeInvalid}}},
		{"a list over lines", "[\n" + pretty + ",\n" + pretty + "\n]", []answer{{"talk.json", 1, practice.CodeInvalid}}},
		{"a list with one on a line", "[\n" + one + ",\n" + one + "\n]", []answer{{"talk.json", 1, practice.CodeInvalid}}},
		{"a list among lines", "[]\n" + named("b"), []answer{{"talk.json:1", 1, practice.CodeInvalid}, {"b", 2, ""}}},
		{"a list", "[" + one + "]", []answer{{"talk.json", 1, practice.CodeInvalid}}},
		{"empty", "", []answer{{"talk.json", 1, practice.CodeInvalid}}},
		{"blank", " \n\t\n", []answer{{"talk.json", 1, practice.CodeInvalid}}},
		{"null", "null", []answer{{"talk.json", 1, practice.CodeInvalid}}},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, got, _ := read(strings.NewReader(test.text))
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestFields(t *testing.T) {
	day := 3
	text := turns(`{"who":"rep","name":" Ana ","to":"Tom","channel":"In-Person","day":3,"text":"May I?","mood":"good","Text":"No.","WHO":"client","Day":9},
		{"who":"client","channel":"pigeon","day":null,"text":""}`)
	got, _, problems := read(strings.NewReader(text))
	if problems[0] != nil {
		t.Fatal(problems[0])
	}
	want := practice.Conversation{Outcome: "a meeting", Turns: []practice.ConversationTurn{
		{Who: practice.SpeakerRep, Name: "Ana", To: "Tom", Channel: practice.InPerson, Day: &day, Text: "May I?"},
		{Who: practice.SpeakerClient},
	}}
	if diff := cmp.Diff(want, got[0].Conversation); diff != "" {
		t.Error(diff)
	}
}

func TestOddFields(t *testing.T) {
	for _, test := range []struct {
		name, text, says string
		code             practice.Code
	}{
		{"no outcome", `{"turns":[]}`, `"outcome" is missing`, practice.CodeInvalid},
		{"outcome is a number", `{"outcome":1,"turns":[]}`, `"outcome" should be a text`, practice.CodeInvalid},
		{"file is a number", `{"file":1,"outcome":"x","turns":[]}`, `"file" should be a text`, practice.CodeInvalid},
		{"no turns", `{"outcome":"x"}`, `"turns" is missing`, practice.CodeInvalid},
		{"turns is a text", `{"outcome":"x","turns":"y"}`, `"turns" should be a list`, practice.CodeInvalid},
		{"turns is empty", turns(``), `"turns" is empty`, practice.CodeInvalid},
		{"a turn is a text", turns(`"x"`), `Turn 0: It should be an object`, practice.CodeInvalid},
		{"a turn is null", turns(`null`), `Turn 0: It should be an object`, practice.CodeInvalid},
		{"no who", turns(`{"text":"x"}`), `Turn 0: "who" should be`, practice.CodeInvalid},
		{"an odd who", turns(`{"who":"rep","text":"x"},{"who":"boss","text":"x"}`), `Turn 1: "who" should be`, practice.CodeInvalid},
		{"no text", turns(`{"who":"rep"}`), `"text" is missing`, practice.CodeInvalid},
		{"text is a list", turns(`{"who":"rep","text":[]}`), `"text" should be a text`, practice.CodeInvalid},
		{"day is a text", turns(`{"who":"rep","text":"x","day":"3"}`), `"day" should be a whole number`, practice.CodeInvalid},
		{"day is a fraction", turns(`{"who":"rep","text":"x","day":0.5}`), `"day" should be a whole number`, practice.CodeInvalid},
		{"day is before the start", turns(`{"who":"rep","text":"x","day":-1}`), `"day" should be a whole number`, practice.CodeInvalid},
		{"channel is a number", turns(`{"who":"rep","text":"x","channel":1}`), `"channel" should be a text`, practice.CodeInvalid},
		{"broken", `{"outcome":"x","turns":[}`, `not valid JSON`, practice.CodeInvalid},
		{"long words", turns(`{"who":"rep","text":"` + strings.Repeat("x", transcript.MaxTextBytes+1) + `"}`), `"text" is over 64 KiB`, practice.CodeTooLarge},
		{"long name", turns(`{"who":"rep","text":"x","to":"` + strings.Repeat("x", 201) + `"}`), `"to" is over 200 bytes`, practice.CodeTooLarge},
		{"many turns", turns(strings.Repeat(`{"who":"rep","text":"x"},`, transcript.MaxTurns) + `{"who":"rep","text":"x"}`),
			`more than 2000 turns`, practice.CodeTooLarge},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, answers, problems := read(strings.NewReader(test.text))
			if len(answers) != 1 || answers[0].Code != test.code || !strings.Contains(problems[0].Error(), test.says) {
				t.Errorf("got %v %v, want %s: …%s…", answers, problems, test.code, test.says)
			}
		})
	}
}

func TestAStreamThatFails(t *testing.T) {
	broken := errors.New("the disk is gone")
	stream := io.MultiReader(strings.NewReader(named("a")+"\n"+named("b")+"\n"), iotest.ErrReader(broken))
	_, answers, problems := read(stream)
	want := []answer{{"a", 1, ""}, {"b", 2, ""}, {"talk.json", 3, practice.CodeUnavailable}}
	if diff := cmp.Diff(want, answers); diff != "" {
		t.Error(diff)
	}
	if !errors.Is(problems[2], broken) || strings.Contains(problems[2].Error(), "disk") {
		t.Errorf("%v should wrap its cause and not show it", problems[2])
	}
}

func TestTheReaderMayStopEarly(t *testing.T) {
	seen := 0
	for range transcript.Read(strings.NewReader(strings.Repeat(one+"\n", 9)), "talk.json") {
		if seen++; seen == 3 {
			break
		}
	}
	if seen != 3 {
		t.Errorf("saw %d", seen)
	}
}

// endless is a JSON Lines file of so many objects that only a stream can hold it.
type endless struct{ left int }

func (e *endless) Read(p []byte) (int, error) {
	if e.left == 0 {
		return 0, io.EOF
	}
	e.left--
	return copy(p, one+"\n"), nil
}

func TestAStreamOfManyIsReadAsItComes(t *testing.T) {
	stream, seen := &endless{left: 20000}, 0
	for _, err := range transcript.Read(stream, "talk.jsonl") {
		if err != nil {
			t.Fatal(err)
		}
		if seen++; seen == 100 && stream.left < 19000 {
			t.Fatalf("read %d objects ahead", 20000-stream.left-seen)
		}
	}
	if seen != 20000 {
		t.Errorf("saw %d", seen)
	}
}

func FuzzRead(f *testing.F) {
	for _, seed := range []string{
		one, pretty, named("a") + "\n" + named("b"), "\ufeff" + one, "nonsense\n" + one, one + "\n\n\r\n" + one,
		turns(`{"who":"rep","text":"\ud800","day":1e9}`), turns(`null`), "[]", "{", "", "\xff", `{"outcome":null,"turns":null}`,
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		seen := 0
		for n, err := range transcript.Read(bytes.NewReader(data), "fuzz") {
			seen++
			if n.File == "" || n.Line < 1 {
				t.Fatalf("an answer without a place: %+v", n)
			}
			var coded *practice.Error
			if err != nil && (!errors.As(err, &coded) || coded.Message == "") {
				t.Fatalf("%T %v is no coded error", err, err)
			}
			if err == nil {
				check(t, n.Conversation)
			}
		}
		if seen == 0 {
			t.Fatal("a stream was answered with nothing")
		}
	})
}

func check(t *testing.T, conversation practice.Conversation) {
	if len(conversation.Turns) == 0 || len(conversation.Turns) > transcript.MaxTurns {
		t.Fatalf("%d turns", len(conversation.Turns))
	}
	for _, turn := range conversation.Turns {
		if turn.Who != practice.SpeakerRep && turn.Who != practice.SpeakerClient {
			t.Fatalf("who %q", turn.Who)
		}
		if len(turn.Text) > transcript.MaxTextBytes || !utf8.ValidString(turn.Text) {
			t.Fatal("text over the limit, or no text")
		}
	}
}

func BenchmarkRead(b *testing.B) {
	b.ReportAllocs()
	text := strings.Repeat(one+"\n", 100)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		for _, err := range transcript.Read(strings.NewReader(text), "talk.jsonl") {
			if err != nil {
				b.Fatal(fmt.Sprint(err))
			}
		}
	}
}
