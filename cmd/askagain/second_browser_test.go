package main

import "testing"

// A trainer has one assignment read by a language model too; who begins it is told
// so, and the model is heard: the trainer sees where it differs from the embedded reader.
func TestBrowserAnAssignmentIsReadTwice(t *testing.T) {
	t.Parallel()
	const answer = `{"ask":"outcome","methods":[],"tone":"neutral","yields":false,"quotes":[{"label":"outcome","quote":"Could you"}]}`
	s := serveWithModel(t, "says", "ASKAGAIN_SECOND_READER=repeats:"+answer)
	trainer := openTab(t, s.url)
	trainer.found(s, "North")
	link := trainer.invite()
	trainer.push("Give a scenario")
	trainer.fill("assign-scenario", "get-to-the-cfo")
	trainer.until(`document.querySelector("#assign-combined") !== null && !document.querySelector("#assign-combined").checked`)
	trainer.click("#assign-combined")
	trainer.picture("assign-combined")
	evaluate[bool](trainer, `(document.querySelector("#assign-go").click(), true)`)
	trainer.until(`document.querySelector("dialog[open]") === null`)
	trainer.sees("read by a language model too")
	trainer.picture("team-combined")

	rep := openTab(t, s.url)
	rep.joins(link, "Rae")
	attempt := rep.begins()
	rep.sees("reads your turns too")
	rep.say("If Dana gives us the thirty minutes, I extend the pilot by a month for free. Could you set it up?")
	rep.end()

	trainer.visit(attempt + "/debrief")
	trainer.sees("The two readers differ on: ")
	trainer.picture("debrief-combined")
}
