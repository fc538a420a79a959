package scenario

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/askagain/askagain/server/practice"
	"go.yaml.in/yaml/v4"
)

var (
	testKeys      = []string{"name", "variant", "steps", "ends", "score", "day"}
	stepKeys      = []string{"say", "by", "asks", "tone", "wait", "do", "to", "channel", "then"}
	thenKeys      = []string{"answer", "gave_way", "says", "tells"}
	testScoreKeys = []string{"at_least", "at_most"}

	doWords   = []string{"take", "end"}
	askWords  = []string{string(practice.AskOutcome), string(practice.AskPartial), string(practice.AskNone)}
	toneWords = []string{string(practice.Warm), string(practice.Neutral), string(practice.Pushy)}
)

// testsDraft reads a file's own tests. circumstances are the compiled variants,
// nil where one of them failed: then no concern of a variant is known.
type testsDraft struct {
	*draft
	variants      int // that the file has
	circumstances []*Scenario
	reads         int // steps by words so far
}

// decodeTests reads the tests once, for the file and not for each variant: what
// a test may name is looked up where it is played.
func (d *draft) decodeTests(root *yaml.Node, circumstances []*Scenario) {
	node := lookUp(follow(root), "tests")
	if node == nil || isNull(node) {
		return // an empty key is reported with the others
	}
	t := &testsDraft{draft: d, circumstances: circumstances}
	if list := lookUp(follow(root), "variants"); list != nil && list.Kind == yaml.SequenceNode {
		t.variants = len(list.Content)
	}
	if len(circumstances) != t.variants {
		t.circumstances = nil
	}
	for _, item := range d.itemsUpTo(node, "`tests`", MaxTests) {
		b := d.block(item, at(item), "a test", testKeys)
		if b.shaped {
			d.scenario.Tests = append(d.scenario.Tests, t.decodeTest(b))
		}
	}
}

func (t *testsDraft) decodeTest(b block) Test {
	test := Test{Line: b.at.line, Column: b.at.column, Name: b.line("name"), Variant: b.integer("variant", 0, 0, t.variants)}
	b.need("name", "say what it shows, such as name: Two offers win it")
	b.need("steps", "add steps: with what the rep does, such as - {by: trade, then: softens}")
	if node := b.value("steps"); node != nil {
		test.Steps = t.decodeSteps(node, test.Variant)
	}
	if node := b.value("ends"); node != nil {
		test.Ends = t.ending(node)
	}
	t.decodeTestScore(b, &test)
	if node := b.value("day"); node != nil {
		day := t.integer(node, "`day`", 0, 0, practice.MaxWaitDays+1)
		test.Day = &day
	}
	_, ends := b.fields["ends"]
	_, score := b.fields["score"]
	_, day := b.fields["day"]
	_, steps := b.fields["steps"]
	awaited := slices.ContainsFunc(test.Steps, func(s TestStep) bool { return !s.Then.Empty() })
	if !ends && !score && !day && !awaited && steps {
		t.report(b.at, CodeExpectsNothing, "add then: to a step, or ends: to the test", "this test expects nothing, so it can't fail")
	}
	return test
}

func (t *testsDraft) decodeTestScore(b block, test *Test) {
	node := b.value("score")
	if node == nil {
		return
	}
	score := t.block(node, b.fields["score"].at, "the expected `score`", testScoreKeys)
	if node := score.value("at_least"); node != nil {
		least := t.integer(node, "`at_least`", 0, 0, 100)
		test.AtLeast = &least
	}
	if node := score.value("at_most"); node != nil {
		most := t.integer(node, "`at_most`", 100, 0, 100)
		test.AtMost = &most
	}
	if score.shaped && len(score.fields) == 0 {
		t.report(score.at, CodeMissingKey, "write score: {at_least: 60}", "the expected `score` has neither `at_least` nor `at_most`")
	}
}

// decodeSteps reads the steps. Who is spoken to and by which channel stays as it
// was until a step says otherwise; at first it is whoever said the first no.
func (t *testsDraft) decodeSteps(node *yaml.Node, variant int) []TestStep {
	to, channel := "", practice.Email
	if opener := t.scenario.Opener(); opener != nil {
		to, channel = opener.ID, opener.Opens.Channel
	}
	var steps []TestStep
	if node.Kind == yaml.SequenceNode && len(node.Content) == 0 {
		t.report(at(node), CodeEmptyValue, "write what the rep does, such as - {by: trade, then: softens}", "`steps` is an empty list")
	}
	for _, item := range t.itemsUpTo(node, "`steps`", MaxTestSteps) {
		b := t.block(item, at(item), "a step", stepKeys)
		if !b.shaped {
			continue
		}
		step := TestStep{Line: b.at.line, To: to, Channel: channel}
		t.decodeAction(b, &step)
		to, channel = step.To, step.Channel
		if node := b.value("then"); node != nil {
			step.Then = t.decodeThen(node, b.fields["then"].at, variant, step.To)
		}
		steps = append(steps, step)
	}
	return steps
}

// actions are the keys of which a step has exactly one.
var actions = []string{"say", "by", "wait", "do"}

func (t *testsDraft) decodeAction(b block, step *TestStep) {
	var does []string
	for _, key := range actions {
		if _, ok := b.fields[key]; ok {
			does = append(does, key)
		}
	}
	if len(does) != 1 {
		if len(does) == 0 {
			t.report(b.at, CodeUnclearStep, "add say, by, wait or do", "this step says nothing of what the rep does")
		} else {
			t.report(b.fields[does[1]].at, CodeUnclearStep, "make it two steps", "one step does two things, %s and %s", quote(does[0]), quote(does[1]))
		}
		return
	}
	belongs := map[string][]string{"say": {"to", "channel"}, "by": {"to", "channel", "asks", "tone"}}[does[0]]
	for _, key := range []string{"to", "channel", "asks", "tone"} {
		if field, ok := b.fields[key]; ok && !slices.Contains(belongs, key) {
			t.report(field.at, CodeUnclearStep, stray(does[0], key), "%s does not go with %s", quote(key), quote(does[0]))
		}
	}
	switch does[0] {
	case "say":
		step.Kind = practice.Say
		t.decodeReceiver(b, step)
		t.decodeWords(b, step)
	case "by":
		step.Kind, step.Asks, step.Tone = practice.Say, practice.AskOutcome, practice.Neutral
		t.decodeReceiver(b, step)
		t.decodeMethods(b, step)
	case "wait":
		step.Kind, step.Days = practice.WaitFor, b.integer("wait", 1, 1, practice.MaxWaitDays)
	case "do":
		if node := b.value("do"); node != nil {
			step.Kind = practice.TurnKind(t.oneOf(node, "thing to do", doWords))
		}
	}
}

func stray(action, key string) string {
	if action == "say" {
		return fmt.Sprintf("delete %s: it is read out of the words; or write by: instead of say:", key)
	}
	return fmt.Sprintf("delete %s", key)
}

func (t *testsDraft) decodeReceiver(b block, step *TestStep) {
	if to := b.line("to"); to != "" {
		step.To = to
		if t.scenario.Person(to) == nil {
			t.reportPerson(to, at(b.value("to")))
		}
	}
	if node := b.value("channel"); node != nil {
		if channel, ok := t.channel(t.text(node, "`channel`"), at(node)); ok {
			step.Channel = channel
		}
	}
}

func (t *testsDraft) decodeWords(b block, step *TestStep) {
	node := b.value("say")
	if node == nil {
		return
	}
	step.Words = t.text(node, "`say`")
	if length := utf8.RuneCountInString(step.Words); length > MaxTestWords {
		t.report(at(node), CodeTooLong, "shorten it", "`say` has %d characters; at most %d fit a test", length, MaxTestWords)
	}
	if t.reads++; t.reads == MaxTestReads+1 {
		t.report(at(node), CodeTooMany, "write some of them as by: with the methods", "there are more than %d steps by words in this file", MaxTestReads)
	}
}

func (t *testsDraft) decodeMethods(b block, step *TestStep) {
	if node := b.value("by"); node != nil {
		for _, item := range t.items(node, "`by`") {
			if method, ok := t.method(t.text(item, "a method"), at(item)); ok && !slices.Contains(step.By, method) {
				step.By = append(step.By, method)
			}
		}
	}
	if node := b.value("asks"); node != nil {
		step.Asks = practice.Ask(t.oneOf(node, "ask", askWords))
	}
	if node := b.value("tone"); node != nil {
		step.Tone = practice.Tone(t.oneOf(node, "tone", toneWords))
	}
}

// decodeThen reads what must come back: a word or some, of which one must be
// true, or a block that says more.
func (t *testsDraft) decodeThen(node *yaml.Node, where place, variant int, to string) Expectation {
	if node.Kind != yaml.MappingNode {
		return Expectation{Answers: t.answers(node, "`then`")}
	}
	var then Expectation
	b := t.block(node, where, "`then`", thenKeys)
	if len(node.Content) == 0 {
		t.report(at(node), CodeEmptyValue, "write what must come back, such as then: softens", "`then` expects nothing")
	}
	if node := b.value("answer"); node != nil {
		then.Answers = t.answers(node, "`answer`")
	}
	if node := b.value("gave_way"); node != nil {
		path := fmt.Sprintf("tests.%d.%d", where.line, where.column)
		then.GaveWay = t.targets(b, "gave_way", path)
		t.resolveExpected(then.GaveWay, path+".gave_way", variant)
	}
	then.Says = b.texts("says")
	if then.Tells = b.texts("tells"); len(then.Tells) > 0 {
		t.judgeTold(then.Tells, at(b.value("tells")), variant, to)
	}
	return then
}

func (t *testsDraft) answers(node *yaml.Node, what string) []practice.Verdict {
	var words []string
	for _, answer := range AnswerWords() {
		words = append(words, answer.Word)
	}
	var verdicts []practice.Verdict
	for _, item := range t.items(node, what) {
		word := t.oneOf(item, "answer", words)
		if i := slices.Index(words, word); i >= 0 {
			verdicts = append(verdicts, AnswerWords()[i].Verdict)
		}
	}
	return verdicts
}

func (t *testsDraft) ending(node *yaml.Node) *practice.Ending {
	var words []string
	for _, ending := range EndingWords() {
		words = append(words, ending.Word)
	}
	i := slices.Index(words, t.oneOf(node, "ending", words))
	if i < 0 {
		return nil
	}
	return &EndingWords()[i].Ending
}

// oneOf reads one of a few words. It returns "" after reporting another one.
func (d *draft) oneOf(node *yaml.Node, what string, words []string) string {
	word := d.text(node, "the "+what)
	if word == "" || slices.Contains(words, word) {
		return word
	}
	d.report(at(node), CodeUnknownWord, fixFor(word, words), "there is no %s %s", what, quote(clip(word)))
	return ""
}

// under returns the scenario as a test meets it, nil where that is not known.
func (t *testsDraft) under(variant int) *Scenario {
	switch {
	case variant == 0:
		return t.scenario
	case variant <= len(t.circumstances):
		return t.circumstances[variant-1]
	}
	return nil
}

func (t *testsDraft) resolveExpected(targets []Target, path string, variant int) {
	played := t.under(variant)
	if played == nil {
		return
	}
	for i, target := range targets {
		where := t.place(fmt.Sprintf("%s.%d", path, i))
		if person := played.Person(target.Person); person == nil {
			t.reportPerson(target.Person, where)
		} else if person.Concern(target.Concern) == nil {
			t.reportConcern(person, target.Concern, where)
		}
	}
}

// judgeTold reports words that nobody can ever tell, because no fact of the
// person holds them.
func (t *testsDraft) judgeTold(parts []string, where place, variant int, to string) {
	played := t.under(variant)
	if played == nil || played.Person(to) == nil || t.doubtful[Target{Person: to}] {
		return
	}
	person := played.Person(to)
	for _, part := range parts {
		if !slices.ContainsFunc(person.Knows, func(k Knowledge) bool { return Contains(k.Says, part) }) {
			t.report(where, CodeUnknownFact, "copy some words of a says: under knows:", "%s knows nothing that says %s", quote(to), quote(clip(part)))
		}
	}
}

// Contains reports whether the words of part stand in text, whatever the case of
// letters and the breaks between lines.
func Contains(text, part string) bool {
	plain := func(s string) string { return strings.ToLower(strings.Join(strings.Fields(s), " ")) }
	return strings.Contains(plain(text), plain(part))
}
