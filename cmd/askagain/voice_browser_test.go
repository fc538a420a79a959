package main

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// before runs a script on every page of the tab, before the page's own.
func (b *tab) before(script string) {
	b.t.Helper()
	b.do("put a script before the page", func(ctx context.Context, target *chromedp.Target) (chromedp.Void, error) {
		_, err := cdp.Call(ctx, target, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: script})
		return chromedp.Void{}, err
	})
}

// What a browser may have, for a test to hear with and to listen to.
const (
	// ownRecognition is at window.ear once somebody speaks. Time passes by window.later.
	ownRecognition = `{
		window.later = 0;
		performance.now = () => 1000 + window.later;
		Object.defineProperty(Navigator.prototype, "languages", {get: () => ["de-DE", "en-IN", "en"]});
		class Ear {
			constructor() { window.ear = this; this.open = false; }
			start() { if (window.deaf) throw new Error("no"); this.open = true; this.onstart(); }
			stop() { if (this.open) { this.open = false; this.onend(); } }
			abort() { this.onerror({error: "aborted"}); this.stop(); }
			hears(text, isFinal) { this.onresult({resultIndex: 0, results: [Object.assign([{transcript: text}], {isFinal})]}); }
			fails(error) { this.onerror({error}); this.stop(); }
		}
		for (const name of ["SpeechRecognition", "webkitSpeechRecognition"]) Object.defineProperty(window, name, {value: Ear, configurable: true});
	}`
	// ownSynthesis notes what it is asked to say, and whether that could be read by then.
	ownSynthesis = `{
		window.said = [];
		class Utterance extends EventTarget { constructor(text) { super(); this.text = text; } }
		const voice = {
			speak(what) {
				const shown = [...document.querySelectorAll("#log .said")].some((one) => one.innerText.trim() === what.text.trim());
				window.said.push({text: what.text, lang: what.lang, shown});
				window.current = what;
			},
			cancel() {
				if (window.leaves) sessionStorage.setItem("left", "hushed");
				const what = window.current;
				window.current = undefined;
				what?.dispatchEvent(new Event("error"));
			},
		};
		window.ends = () => { const what = window.current; window.current = undefined; what.dispatchEvent(new Event("end")); };
		addEventListener("pagehide", () => { window.leaves = true; });
		Object.defineProperty(window, "SpeechSynthesisUtterance", {value: Utterance, configurable: true});
		Object.defineProperty(window, "speechSynthesis", {value: voice, configurable: true});
	}`
	noRecognition = `for (const name of ["SpeechRecognition", "webkitSpeechRecognition"]) Object.defineProperty(window, name, {value: undefined});`
	noSynthesis   = `for (const name of ["speechSynthesis", "SpeechSynthesisUtterance"]) Object.defineProperty(window, name, {value: undefined});`
	noRecorder    = `Object.defineProperty(window, "MediaRecorder", {value: undefined});`
)

const (
	speakButton   = `document.querySelector("#speak")`
	listenButtons = `[...document.querySelectorAll("#log button[data-line]")]`
	box           = `document.querySelector("#text").value`
)

// calls goes to a talk on the phone.
func (b *tab) calls() {
	b.t.Helper()
	b.start("Get to the CFO")
	if b.number(listenButtons+`.length`) > 0 || !evaluate[bool](b, `document.querySelector("#aloud-choice").hidden`) {
		b.t.Error("an email is listened to")
	}
	b.byChannel("Call")
	b.until(`document.querySelector("#channels input:checked").value === "phone"`)
}

// speaks presses the button and waits until it listens.
func (b *tab) speaks() {
	b.t.Helper()
	b.click("#speak")
	b.until(`document.querySelector("#hearing").innerText.startsWith("Listening") && ` + speakButton + `.innerText === "Stop"`)
}

// canSpeakAgain fails unless the button is back, with nothing lost that was written.
func (b *tab) canSpeakAgain(text string) {
	b.t.Helper()
	b.until(speakButton + `.innerText === "Speak" && !` + speakButton + `.hidden`)
	if got := evaluate[string](b, box); got != text {
		b.t.Errorf("the box holds %q, want %q", got, text)
	}
}

func TestBrowserHearsByItself(t *testing.T) {
	t.Parallel()
	b := openTab(t, serve(t, t.TempDir()).url)
	b.before(ownRecognition)
	b.calls()
	b.speaks()
	if lang := evaluate[string](b, `window.ear.lang`); lang != "en-IN" {
		t.Errorf("it listens for %q, want English in the region of the reader", lang)
	}
	evaluate[bool](b, `(window.ear.hears("could you set up", false), true)`)
	b.until(`document.querySelector("#so-far").innerText === "could you set up"`)
	if got := evaluate[string](b, box); got != "" {
		t.Errorf("what may change yet stands in the box: %q", got)
	}
	b.picture("talk-listens")
	evaluate[bool](b, `(window.later = 12000, window.ear.hears("Could you set up half an hour with Dana before the board meets,", true), true)`)
	evaluate[bool](b, `(window.later = 20000, window.ear.hears("and may I bring you the questions the day before it, in writing?", true), true)`)
	b.until(box + `.endsWith("in writing?") && document.querySelector("#so-far").hidden`)
	b.click("#speak")
	b.sees("Check the words, then say it.")
	const words = "Could you set up half an hour with Dana before the board meets, and may I bring you the questions the day before it, in writing?"
	b.canSpeakAgain(words)
	b.click("#send")
	b.until(theirTurns + ` > 1 && ` + settled)
	b.end()
	b.until(`location.pathname.endsWith("/debrief")`)
	b.sees("How you spoke")
	told := strings.Join(strings.Fields(b.text(".spoken")), " ")
	for _, want := range []string{"Talk time 0:20 min", "1 turn said aloud", "words a minute", "share of the talk about", "an estimate", "National Center for Voice and Speech", "None of this is scored"} {
		if !strings.Contains(told, want) {
			t.Errorf("the debrief says %q of what was said aloud, without %q", told, want)
		}
	}
	b.picture("debrief-spoken")
	b.audit("the debrief of what was said aloud", axeCore(t))
}

func TestBrowserHearingFails(t *testing.T) {
	t.Parallel()
	b := openTab(t, serve(t, t.TempDir()).url)
	b.before(ownRecognition)
	b.calls()
	for reason, says := range map[string]string{
		"not-allowed": "microphone is not allowed", "audio-capture": "No microphone was found", "no-speech": "Nothing could be heard",
		"network": "does not reach it", "something-new": "microphone stopped working",
	} {
		b.speaks()
		evaluate[bool](b, fmt.Sprintf(`(window.ear.fails(%q), true)`, reason))
		b.sees(says)
		b.canSpeakAgain("")
	}
	b.speaks()
	b.click("#speak") // with nothing said
	b.sees("Nothing could be heard")
	b.canSpeakAgain("")
	evaluate[bool](b, `(window.deaf = true)`)
	b.click("#speak")
	b.sees("could not begin to listen")
	b.canSpeakAgain("")
	b.say(fullAsk) // and one types
	b.end()
	b.until(`location.pathname.endsWith("/debrief")`)
	b.sees("The whole talk")
	if told := b.text(".spoken"); told != "" {
		t.Errorf("nothing was said aloud, and the debrief tells %q of it", told)
	}
}

func TestBrowserSpeaksByItself(t *testing.T) {
	t.Parallel()
	b := openTab(t, serve(t, t.TempDir()).url)
	b.before(ownRecognition)
	b.before(ownSynthesis)
	path := b.start("Two ovens for six weeks") // which begins with a call
	b.until(listenButtons + `.length === 1`)
	opening := evaluate[string](b, `document.querySelector("#log .said").innerText.trim()`)
	listen := func() {
		t.Helper()
		evaluate[bool](b, `(`+listenButtons+`[0].click(), true)`)
		b.until(listenButtons + `[0].innerText === "Stop" && window.current !== undefined`)
	}
	silent := func(why string) {
		t.Helper()
		b.until(listenButtons + `.every((one) => one.innerText === "Listen") && window.current === undefined`)
		if t.Failed() {
			t.Fatal(why)
		}
	}
	listen()
	if said := evaluate[[]struct {
		Text, Lang string
		Shown      bool
	}](b, `window.said`); len(said) != 1 || strings.TrimSpace(said[0].Text) != opening || said[0].Lang != "en-IN" || !said[0].Shown {
		t.Errorf("said %+v, want %q", said, opening)
	}
	b.picture("talk-listened-to")
	evaluate[bool](b, `(`+listenButtons+`[0].click(), true)`)
	silent("by a second press")
	listen()
	b.press(kb.Escape)
	silent("by Escape")
	listen()
	b.speaks()
	silent("when the rep begins to speak")
	b.click("#speak")
	b.canSpeakAgain("")
	listen()
	evaluate[bool](b, `(window.ends(), true)`)
	silent("at its end")

	// Nothing is read out that was not asked for.
	said := b.number(`window.said.length`)
	b.say("Could we have two ovens for six weeks?")
	if now := b.number(`window.said.length`); now != said {
		t.Errorf("an answer was read out unasked: %d things were said, then %d", said, now)
	}
	b.click("#aloud")
	b.say("What would make two ovens for six weeks possible for you?")
	b.until(fmt.Sprintf(`window.said.length === %d`, said+1))
	lines := b.number(`[...document.querySelectorAll("#log .entry")].at(-1).querySelectorAll("button[data-line]").length`)
	for range lines {
		b.until(`window.current !== undefined`)
		evaluate[bool](b, `(window.ends(), true)`)
	}
	if read := b.number(`window.said.length`) - said; read != lines || !evaluate[bool](b, `window.said.every((one) => one.shown)`) {
		t.Errorf("%d of %d lines were read out, each after it could be read", read, lines)
	}
	silent("after an answer")

	// The choice stays on the device; what was said before is not read out again.
	listen()
	b.visit(path)
	b.until(myTurns + ` === 2 && document.querySelector("#aloud").checked`)
	if !evaluate[bool](b, `sessionStorage.getItem("left") === "hushed" && window.said.length === 0`) {
		t.Error("a page that was left goes on to speak, or a page that comes back does")
	}
	b.audit("the talk on the phone", axeCore(t))
}

func TestBrowserWithoutAVoiceHasNoDeadButton(t *testing.T) {
	t.Parallel()
	b := openTab(t, serve(t, t.TempDir()).url)
	b.before(noRecognition + noSynthesis + noRecorder)
	b.calls()
	b.say(fullAsk)
	b.say("What would make it safe for you?")
	if shown := b.number(listenButtons+`.length`) + b.number(`[...document.querySelectorAll(".voice *, #speak")].filter((one) => one.offsetWidth > 0 && one.innerText !== "").length`); shown != 0 {
		t.Errorf("%d things of a voice are shown where there is none", shown)
	}
}

// A server that hears is of no use to a browser that cannot record.
func TestBrowserThatCannotRecordHearsByItself(t *testing.T) {
	t.Parallel()
	b := openTab(t, serveWithModel(t, "says", "ASKAGAIN_TRANSCRIBE_MODEL=words").url)
	b.before(ownRecognition + noRecorder)
	b.calls()
	b.speaks()
	evaluate[bool](b, `(window.ear.hears("Could we meet Dana?", true), window.ear.stop(), true)`)
	b.canSpeakAgain("Could we meet Dana?")
}

func TestBrowserMicrophones(t *testing.T) {
	t.Parallel()
	s := serveWithModel(t, "says", "ASKAGAIN_TRANSCRIBE_MODEL=silence")
	b := openTab(t, s.url)
	b.before(noRecognition)
	b.calls()
	evaluate[bool](b, `(window.real = MediaDevices.prototype.getUserMedia, true)`)
	for name, says := range map[string]string{"NotAllowedError": "microphone is not allowed", "NotFoundError": "No microphone was found", "AbortError": "microphone stopped working"} {
		evaluate[bool](b, fmt.Sprintf(`(MediaDevices.prototype.getUserMedia = () => Promise.reject(new DOMException("", %q)), true)`, name))
		b.click("#speak")
		b.sees(says)
		b.canSpeakAgain("")
		b.picture("talk-microphone-" + strings.ToLower(strings.TrimSuffix(name, "Error")))
	}
	// Silence is told as such, and what was typed before stays.
	evaluate[bool](b, `(MediaDevices.prototype.getUserMedia = window.real, true)`)
	b.write("May I ask")
	b.speaks()
	b.until(`!document.querySelector("#so-far").hidden`) // a second of it is there
	b.click("#speak")
	b.sees("Nothing could be heard")
	b.canSpeakAgain("May I ask")
}

// A recording once was as large as the server takes after two minutes and was lost.
func TestBrowserRecordingEndsBeforeItIsTooLarge(t *testing.T) {
	t.Parallel()
	b := openTab(t, serveWithModel(t, "says", "ASKAGAIN_TRANSCRIBE_MODEL=could-we-meet-dana").url)
	b.before(`{
		class Recorder extends EventTarget {
			constructor(stream, options) { super(); this.state = "inactive"; this.mimeType = "audio/webm"; window.recorder = this; window.bits = options.audioBitsPerSecond; }
			start() { this.state = "recording"; }
			gives(bytes) { this.dispatchEvent(Object.assign(new Event("dataavailable"), {data: new Blob([new Uint8Array(bytes)])})); }
			stop() { this.state = "inactive"; this.gives(100); this.dispatchEvent(new Event("stop")); }
		}
		Object.defineProperty(window, "MediaRecorder", {value: Recorder});
		const real = window.fetch;
		window.lost = 0;
		window.fetch = (path, options) => String(path).endsWith("/hear") && window.lost-- > 0 ? Promise.reject(new TypeError("lost")) : real(path, options);
	}`)
	b.calls()
	b.speaks()
	if bits := b.number(`window.bits`); bits != 32_000 {
		t.Errorf("it records %d bits a second", bits)
	}
	evaluate[bool](b, `(window.recorder.gives(1 << 20), true)`)
	if state := evaluate[string](b, `window.recorder.state`); state != "recording" {
		t.Errorf("half of what fits, and it is %s", state)
	}
	evaluate[bool](b, `(window.recorder.gives((1 << 20) - 60000), true)`)
	b.sees("as much as one turn holds")
	b.until(box + ` === "could we meet dana"`)
	b.canSpeakAgain("could we meet dana")

	// One that does not get through is kept and sent again.
	evaluate[bool](b, `(document.querySelector("#text").value = "", document.querySelector("#text").dispatchEvent(new Event("input", {bubbles: true})), window.lost = 1, true)`)
	b.speaks()
	evaluate[bool](b, `(window.recorder.gives(5000), true)`)
	b.click("#speak")
	b.sees("did not reach the server")
	b.canSpeakAgain("")
	b.picture("talk-recording-kept")
	b.click("#hear-again")
	b.until(box + ` === "could we meet dana" && document.querySelector("#hear-again").hidden`)
}
