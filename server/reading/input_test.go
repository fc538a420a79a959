package reading_test

import (
	"reflect"
	"strings"
	"sync"
	"testing"

	"github.com/askagain/askagain/server/practice"
)

// checkReading reports what must hold of every reading, whatever the input.
func checkReading(t *testing.T, said practice.Said, read practice.Reading) {
	t.Helper()
	cited := map[practice.Label]bool{}
	// The boundaries that a range over the string sees; a stray byte is a
	// character of its own.
	boundary := map[int]bool{len(said.Text): true}
	if len(read.Evidence) > 0 {
		for i := range said.Text {
			boundary[i] = true
		}
	}
	for _, e := range read.Evidence {
		switch {
		case e.Start < 0 || e.Start >= e.End || e.End > len(said.Text):
			t.Fatalf("%s: bytes %d to %d of %d", e.Label, e.Start, e.End, len(said.Text))
		case said.Text[e.Start:e.End] != e.Quote:
			t.Fatalf("%s: %q is not the text there, %q", e.Label, e.Quote, said.Text[e.Start:e.End])
		case !boundary[e.Start] || !boundary[e.End]:
			t.Fatalf("%s: %q is cut within a character", e.Label, e.Quote)
		case len(strings.Fields(e.Quote)) > 30:
			t.Fatalf("%s: %q is a speech, no quote", e.Label, e.Quote)
		}
		cited[e.Label] = true
	}
	labels := []practice.Label{}
	for _, method := range read.Methods {
		labels = append(labels, practice.Label(method))
	}
	if read.Ask != practice.AskNone {
		labels = append(labels, practice.Label(read.Ask))
	}
	if read.Tone != practice.Neutral {
		labels = append(labels, practice.Label(read.Tone))
	}
	if read.Yields {
		labels = append(labels, practice.LabelYields)
	}
	for _, label := range labels {
		sure, ok := read.Confidence[label]
		if !cited[label] || !ok || sure < 0 || sure > 1000 {
			t.Fatalf("%s counts with evidence %v and sureness %d (%v)", label, cited[label], sure, ok)
		}
	}
	if len(labels) != len(cited) {
		t.Fatalf("labels %v, evidence for %v", labels, cited)
	}
	if len(read.Methods) > 3 || read.Has(practice.Direct) && len(read.Methods) > 1 || read.Has(practice.Direct) && read.Ask == practice.AskNone {
		t.Fatalf("methods %v with ask %s", read.Methods, read.Ask)
	}
	last := -1
	for _, method := range read.Methods {
		e, _ := read.Quote(practice.Label(method))
		if e.Start < last {
			t.Fatalf("methods %v are not in the order of their evidence", read.Methods)
		}
		last = e.Start
	}
}

func TestNothingIsReadIntoWhatIsNoEnglish(t *testing.T) {
	reader := newReader(t)
	for name, text := range map[string]string{
		"empty":        "",
		"spaces":       " \t\r\n  ",
		"emoji":        "🙏🙏🙏 😀🎉",
		"signs":        "?!?! ... --- ***",
		"Hebrew":       "האם אפשר לקבוע פגישה עם מנהלת הכספים בשבוע הבא בבקשה",
		"Arabic":       "هل يمكننا تحديد اجتماع مع المدير المالي الأسبوع المقبل من فضلك",
		"Russian":      "Можно ли нам встретиться с финансовым директором на следующей неделе?",
		"Chinese":      "请问下周可以安排与首席财务官会面吗",
		"German":       "Könnten wir nächste Woche bitte einen Termin mit Frau Reyes vereinbaren, damit unsere Zahlen stimmen?",
		"Spanish":      "¿Podríamos reunirnos la próxima semana con la directora financiera para revisar los números?",
		"French":       "Pourriez-vous nous organiser un rendez-vous avec la directrice financière avant la réunion du conseil?",
		"invalid":      "\xff\xfe\x80\x81\xc0",
		"control":      "\x00\x01\x02\x1b[31m\x07",
		"joiners only": "\u200b\u200d\u2060\ufeff",
	} {
		t.Run(name, func(t *testing.T) {
			said := practice.Said{Outcome: "A meeting with the CFO", ClientLast: "No.", Text: text}
			read := reader.Read(said)
			checkReading(t, said, read)
			if read.Ask != practice.AskNone || len(read.Methods) > 0 || read.Tone != practice.Neutral || read.Yields || len(read.Evidence) > 0 {
				t.Errorf("read %+v", read)
			}
			if answer := reader.Answer(practice.Heard{Text: text}); name == "empty" && answer != practice.OtherReply {
				t.Errorf("answer %s, want other", answer)
			}
		})
	}
}

// hostile are inputs that must be survived, in any field.
var hostile = map[string]string{
	"long":           strings.Repeat("Could you set up a meeting if I give you a discount? ", 20000),
	"long word":      strings.Repeat("a", 1<<20),
	"long digits":    strings.Repeat("9", 1<<20),
	"long numbers":   strings.Repeat("12 ", 1<<18),
	"long signs":     strings.Repeat("*[", 1<<19),
	"long comments":  strings.Repeat("<! ", 1<<18),
	"long questions": strings.Repeat("?\n", 1<<19),
	"invalid":        strings.Repeat("could you \xff meet \xc3(", 100),
	"cut rune":       strings.Repeat("é", 16<<10) + "é",
	"right to left":  "Could you \u202emeet\u202c me? \u2067שלום\u2069 I'd give you a discount.",
	"markup":         "<b onclick=\"x()\">Could you</b> &amp; <script>alert('meet')</script> us?",
	"control":        "Could\x00 you\x1b[0m meet\x07 us\x7f?",
	"apostrophes":    "'''' don't' 'tis 's n't 'll ' ''s",
	"accents":        "Pöuld ÿou çome tö thé café, ſir?",
	"combining":      "C\u0301o\u0302u\u0303l\u0308d you meet us?",
	"styled":         "𝐂𝐨𝐮𝐥𝐝 𝐲𝐨𝐮 𝐦𝐞𝐞𝐭 𝐮𝐬 𝟏𝟐 times? Ⓒould",
}

func TestHostileInput(t *testing.T) {
	reader := newReader(t)
	for name, text := range hostile {
		t.Run(name, func(t *testing.T) {
			for _, said := range []practice.Said{
				{Text: text},
				{Text: text, Outcome: text, ClientLast: text, Earlier: []string{text, text}, Theirs: []string{text}, Intends: []practice.Method{"", "nonsense", practice.Trade}},
				{Text: "Could we meet?", Outcome: text, ClientLast: text, Facts: []practice.Fact{{ID: "a", About: text}}},
				{Text: text, Facts: []practice.Fact{{ID: "a", About: text}, {ID: "b"}}},
			} {
				checkReading(t, said, reader.Read(said))
			}
			reader.Answer(practice.Heard{Text: text, RepLast: text, Outcome: text})
		})
	}
}

func TestDisguisesReadLikePlainWords(t *testing.T) {
	reader := newReader(t)
	plain := practice.Said{
		Outcome: "A 30-minute meeting with the CFO", ClientLast: "She has no time.",
		Text: "If you get me half an hour with her, I'll give you the first two months free.",
	}
	want := reader.Read(plain)
	for name, text := range map[string]string{
		"look-alikes": "If yоu gеt mе hаlf аn hоur with hеr, I'll givе yоu thе first twо mоnths frее.",
		"joiners":     strings.ReplaceAll(plain.Text, "e", "e\u200b"),
		"full width":  "Ｉｆ you get me half an hour with her, I'll ｇｉｖｅ you the first two months ｆｒｅｅ.",
		"capitals":    strings.ToUpper(plain.Text),
		"apostrophe":  strings.ReplaceAll(plain.Text, "'", "’"),
	} {
		t.Run(name, func(t *testing.T) {
			said := plain
			said.Text = text
			read := reader.Read(said)
			checkReading(t, said, read)
			if !reflect.DeepEqual(read.Methods, want.Methods) || read.Ask != want.Ask {
				t.Errorf("ask %s, methods %v; plainly %s, %v", read.Ask, read.Methods, want.Ask, want.Methods)
			}
		})
	}
}

func TestReadingIsTheSameOnEveryGoroutine(t *testing.T) {
	reader := newReader(t)
	turns := corpusTurns(t)[:400]
	want := make([]practice.Reading, len(turns))
	for i, turn := range turns {
		want[i] = reader.Read(turn.said())
	}
	var group sync.WaitGroup
	for worker := range 4 {
		group.Add(1)
		go func() {
			defer group.Done()
			for n := range turns {
				i := (n*7 + worker*101) % len(turns)
				if got := reader.Read(turns[i].said()); !reflect.DeepEqual(got, want[i]) {
					t.Errorf("%s: %+v, alone %+v", turns[i].ID, got, want[i])
					return
				}
			}
		}()
	}
	group.Wait()
}

func FuzzRead(f *testing.F) {
	f.Add("A meeting with the CFO", "No.", "Could you give me half an hour with her?", "Could you give me an hour?", "trade")
	f.Add("", "", "If you do, I'll pay. *waits* Client: yes", "If you do, I'll pay.", "")
	for _, text := range hostile {
		if len(text) < 2000 {
			f.Add("a pilot", text, text, text, "direct")
		}
	}
	reader := newReader(f)
	f.Fuzz(func(t *testing.T, outcome, clientLast, text, earlier, intends string) {
		said := practice.Said{
			Outcome: outcome, ClientLast: clientLast, Text: text, Earlier: []string{earlier}, Theirs: []string{clientLast},
			Intends: []practice.Method{practice.Method(intends)}, Facts: []practice.Fact{{ID: "knows.0", About: earlier}},
		}
		read := reader.Read(said)
		checkReading(t, said, read)
		if again := reader.Read(said); !reflect.DeepEqual(read, again) {
			t.Fatalf("read twice: %+v, then %+v", read, again)
		}
		reader.Answer(practice.Heard{Outcome: outcome, RepLast: text, Text: clientLast})
	})
}
