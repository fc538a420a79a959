package team_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/askagain/askagain/server/practice"
	"github.com/askagain/askagain/server/team"
)

func TestComments(t *testing.T) {
	h := open(t)
	of := h.team("North", "Olga")
	tess, theo, rae := h.member(of, "Tess", team.Trainer), h.member(of, "Theo", team.Trainer), h.member(of, "Rae", team.Rep)
	attempt := practice.Attempt{ID: "attempt", Rep: rae, Team: of, Turns: 4}
	asked := must(h.talks.Comment(h.ctx, tess, attempt, 2, " Why <b>not</b>\r\na lunch? "))(t)
	if asked.Text != "Why <b>not</b>\na lunch?" || !asked.By.Trainer || asked.By.Name != "Tess" || !asked.Mine {
		t.Errorf("wrote %+v", asked)
	}
	answered := must(h.talks.Comment(h.ctx, rae, attempt, 2, "Next time \U0001f468\u200d\U0001f373"))(t)
	if answered.By.Trainer {
		t.Error("the rep answers as a trainer")
	}
	must(h.talks.Comment(h.ctx, theo, attempt, 4, "Warm."))(t)
	h.code("somebody else's", h.talks.DeleteComment(h.ctx, tess, attempt, answered.ID), practice.CodeForbidden)
	h.ok(h.desk.Leave(h.ctx, theo, of))
	text := ""
	for _, remark := range must(h.talks.Comments(h.ctx, rae, attempt))(t) {
		text += fmt.Sprintf("%d %s %t %t|", remark.Turn, remark.By.Name, remark.By.Trainer, remark.Mine)
	}
	if want := "2 Tess true false|2 Rae false true|4 Somebody who has left false false|"; text != want {
		t.Errorf("the rep sees %s, want %s", text, want)
	}
	h.ok(h.talks.DeleteComment(h.ctx, rae, attempt, answered.ID))
	h.code("deleted twice", h.talks.DeleteComment(h.ctx, rae, attempt, answered.ID), practice.CodeNotFound)
	for name, c := range map[string]struct {
		attempt practice.Attempt
		turn    int
		text    string
		want    practice.Code
	}{
		"turn 0":           {attempt, 0, "Hm", practice.CodeInvalid},
		"no such turn":     {attempt, 5, "Hm", practice.CodeInvalid},
		"nothing":          {attempt, 1, " \n ", practice.CodeInvalid},
		"orders":           {attempt, 1, "a\x00b", practice.CodeInvalid},
		"turned around":    {attempt, 1, "\u202eevil", practice.CodeInvalid},
		"broken":           {attempt, 1, "\xff", practice.CodeInvalid},
		"as long as can":   {attempt, 1, strings.Repeat("\u00e4", team.MaxCommentRunes), ""},
		"too long":         {attempt, 1, strings.Repeat("a", team.MaxCommentRunes+1), practice.CodeTooLarge},
		"read by nobody":   {practice.Attempt{ID: "own", Rep: rae, Turns: 4}, 1, "Hm", practice.CodeInvalid},
		"of somebody else": {practice.Attempt{ID: "other", Rep: tess, Turns: 4}, 1, "Hm", practice.CodeNotFound},
	} {
		_, err := h.talks.Comment(h.ctx, rae, c.attempt, c.turn, c.text)
		h.code(name, err, c.want)
	}
	for len(h.store.comments) < team.MaxComments {
		h.store.comments = append(h.store.comments, team.Comment{Attempt: "attempt"})
	}
	_, err := h.talks.Comment(h.ctx, tess, attempt, 1, "One too many")
	h.code("one too many", err, practice.CodeConflict)
	h.ok(h.desk.Leave(h.ctx, rae, of))
	must(h.talks.Comments(h.ctx, rae, attempt))(t) // what was said to them stays readable
	_, err = h.talks.Comment(h.ctx, rae, attempt, 1, "Hm")
	h.code("who has left", err, practice.CodeInvalid)
}

func TestLiveRoom(t *testing.T) {
	h := open(t)
	of := h.team("North", "Olga")
	tess, rae, max := h.member(of, "Tess", team.Trainer), h.member(of, "Rae", team.Rep), h.member(of, "Max", team.Rep)
	room := must(h.talks.OpenRoom(h.ctx, tess, of, "A meeting with the CFO", "She takes no vendor meetings.", "Priya"))(t)
	h.ok(h.talks.Answer(h.ctx, rae, room.ID, "First thought"))
	h.ok(h.talks.Answer(h.ctx, rae, room.ID, "Second thought"))
	h.ok(h.talks.Answer(h.ctx, max, room.ID, "What would she need to see?"))
	for name, c := range map[string]struct {
		text string
		want practice.Code
	}{"nothing": {"", practice.CodeInvalid}, "too long": {strings.Repeat("a", team.MaxAnswerRunes+1), practice.CodeTooLarge}} {
		h.code(name, h.talks.Answer(h.ctx, rae, room.ID, c.text), c.want)
	}
	look := func(by string) team.RoomView { t.Helper(); return must(h.talks.Room(h.ctx, by, room.ID))(t) }
	if view := look(rae); view.Answered != 2 || view.People != 4 || len(view.Answers) != 0 || view.Mine == nil || view.Mine.Text != "Second thought" || view.Trainer {
		t.Errorf("while answering a rep sees %+v", view)
	}
	if view := look(tess); len(view.Answers) != 0 || view.Mine != nil || !view.Trainer {
		t.Errorf("while answering the trainer sees %+v", view)
	}
	h.code("vote while answering", h.talks.Vote(h.ctx, rae, room.ID, "answer-x"), practice.CodeNotFound)
	move := func(state team.RoomState, names bool) {
		t.Helper()
		must(h.talks.Move(h.ctx, tess, room.ID, state, names))(t)
	}
	for _, far := range []team.RoomState{team.RoomVoting, team.RoomClosed, "", "asleep"} {
		_, err := h.talks.Move(h.ctx, tess, room.ID, far, false)
		h.code("from answering to "+string(far), err, practice.CodeInvalid)
	}
	move(team.RoomRevealed, false)
	h.code("answer when revealed", h.talks.Answer(h.ctx, rae, room.ID, "Late"), practice.CodeConflict)
	answers := map[string]string{}
	for _, answer := range look(rae).Answers {
		if answer.Name != "" || answer.Votes != nil || answer.Mine != (answer.Text == "Second thought") {
			t.Errorf("without names a rep sees %+v", answer)
		}
		answers[answer.Text] = answer.ID
	}
	move(team.RoomRevealed, true)
	for _, answer := range look(max).Answers {
		if want := map[bool]string{true: "Rae", false: "Max"}[answer.Text == "Second thought"]; answer.Name != want {
			t.Errorf("with names %q is %q's", answer.Text, answer.Name)
		}
	}
	h.code("vote too early", h.talks.Vote(h.ctx, max, room.ID, answers["Second thought"]), practice.CodeConflict)
	move(team.RoomAnswering, true)
	h.ok(h.talks.Answer(h.ctx, max, room.ID, "What would she need to see?"))
	move(team.RoomRevealed, true)
	for _, answer := range look(rae).Answers {
		answers[answer.Text] = answer.ID
	}
	move(team.RoomVoting, false)
	mine, theirs := answers["Second thought"], answers["What would she need to see?"]
	h.code("one's own", h.talks.Vote(h.ctx, rae, room.ID, mine), practice.CodeInvalid)
	h.ok(h.talks.Vote(h.ctx, rae, room.ID, theirs))
	h.ok(h.talks.Vote(h.ctx, tess, room.ID, theirs))
	if view := look(rae); view.Voted != theirs || view.Answers[0].Votes != nil {
		t.Errorf("while voting a rep sees %+v", view)
	}
	if view := look(tess); view.Answers[0].Votes == nil {
		t.Errorf("while voting the trainer sees %+v", view)
	}
	move(team.RoomClosed, false)
	if view := look(max); view.Answers[0].ID != theirs || *view.Answers[0].Votes != 2 || *view.Answers[1].Votes != 0 || view.Mine.Votes != 0 {
		t.Errorf("closed it shows %+v", view)
	}
	h.code("vote when closed", h.talks.Vote(h.ctx, rae, room.ID, theirs), practice.CodeConflict)
}

func TestRoomsAreBounded(t *testing.T) {
	h := open(t)
	of, olga := h.team("North", "Olga"), team.PersonPrefix+"olga"
	first := must(h.talks.OpenRoom(h.ctx, olga, of, "A date", "No.", "Priya"))(t)
	for name, c := range map[string]struct {
		outcome, no, who string
		want             practice.Code
	}{
		"no outcome": {"", "No.", "Priya", practice.CodeInvalid},
		"no no":      {"A date", " ", "Priya", practice.CodeInvalid},
		"nobody":     {"A date", "No.", "", practice.CodeInvalid},
		"a novel":    {"A date", strings.Repeat("No. ", 1000), "Priya", practice.CodeTooLarge},
	} {
		_, err := h.talks.OpenRoom(h.ctx, olga, of, c.outcome, c.no, c.who)
		h.code(name, err, c.want)
	}
	closed := first
	closed.State = team.RoomClosed
	h.ok(h.store.UpdateRoom(h.ctx, closed))
	for range team.MaxOpenRooms {
		must(h.talks.OpenRoom(h.ctx, olga, of, "A date", "No.", "Priya"))(t)
	}
	_, err := h.talks.OpenRoom(h.ctx, olga, of, "A date", "No.", "Priya")
	h.code("one too many", err, practice.CodeConflict)
	_, err = h.talks.Move(h.ctx, olga, first.ID, team.RoomVoting, false)
	h.code("reopened one too many", err, practice.CodeConflict)
	if rooms := must(h.talks.Rooms(h.ctx, olga, of))(t); len(rooms) != team.MaxOpenRooms {
		t.Errorf("%d rooms are open", len(rooms))
	}
}
