package team

import (
	"cmp"
	"context"
	"slices"

	"github.com/askagain/askagain/server/practice"
)

// states are those of a live room in order.
var states = []RoomState{RoomAnswering, RoomRevealed, RoomVoting, RoomClosed}

// Shown is an answer in a live room, as everybody sees it.
type Shown struct {
	ID    string `json:"id"`
	Text  string `json:"text"`
	Name  string `json:"name,omitempty"`  // "" in a room without names
	Votes *int   `json:"votes,omitempty"` // nil while they are not shown
	Mine  bool   `json:"mine"`
}

// RoomView is a live room as somebody in the team sees it.
type RoomView struct {
	Room     LiveRoom
	Trainer  bool        // who may lead it
	Answered int         // people who have answered
	People   int         // members of the team
	Mine     *RoomAnswer // nil: not answered yet
	Answers  []Shown     // empty until they are revealed
	Voted    string      // the id of the answer voted for; "" for none
}

// OpenRoom opens a live room that is answering. Codes: CodeNotFound,
// CodeForbidden, CodeInvalid, CodeTooLarge, CodeConflict for one too many or an
// archived team.
func (t *Talks) OpenRoom(ctx context.Context, by, team, outcome, no, who string) (LiveRoom, error) {
	_, err := t.enter(ctx, by, team, LeadRoom)
	if err != nil {
		return LiveRoom{}, err
	}
	room := LiveRoom{ID: t.id("room-"), Team: team, State: RoomAnswering, By: by, CreatedAt: t.now()}
	if room.Outcome, err = cleanText("What is needed", outcome, maxOutcomeRunes); err != nil {
		return LiveRoom{}, err
	}
	if room.No, err = cleanText("The no", no, maxNoRunes); err != nil {
		return LiveRoom{}, err
	}
	if room.Who, err = CleanName("Who says it", who); err != nil {
		return LiveRoom{}, err
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	if err := t.roomForRoom(ctx, team); err != nil {
		return LiveRoom{}, err
	}
	return room, t.talk.CreateRoom(ctx, room)
}

func (t *Talks) roomForRoom(ctx context.Context, team string) error {
	open, err := t.talk.OpenRooms(ctx, team)
	if err != nil {
		return err
	}
	if len(open) >= MaxOpenRooms {
		return practice.Errorf(practice.CodeConflict, "A team has at most %d live rooms open. Close one first.", MaxOpenRooms)
	}
	return nil
}

// Rooms returns the team's live rooms that are open, newest first. Code: CodeNotFound.
func (t *Talks) Rooms(ctx context.Context, by, team string) ([]LiveRoom, error) {
	if _, err := t.enter(ctx, by, team, SeeTeam); err != nil {
		return nil, err
	}
	return t.talk.OpenRooms(ctx, team)
}

// room returns a live room for who may do something in it. To who is not in its
// team there is no such room.
func (t *Talks) room(ctx context.Context, by, id string, action Action) (LiveRoom, Membership, error) {
	room, err := t.talk.Room(ctx, id)
	if practice.CodeOf(err) == practice.CodeNotFound {
		return LiveRoom{}, Membership{}, errNoRoom()
	}
	if err != nil {
		return LiveRoom{}, Membership{}, err
	}
	here, err := t.enter(ctx, by, room.Team, action)
	if practice.CodeOf(err) == practice.CodeNotFound {
		return LiveRoom{}, Membership{}, errNoRoom()
	}
	return room, here, err
}

func errNoRoom() error {
	return practice.Errorf(practice.CodeNotFound, "There is no such room, or it is not your team's. The team's page lists the rooms that are open.")
}

// Room returns a live room as by sees it. Code: CodeNotFound.
func (t *Talks) Room(ctx context.Context, by, id string) (RoomView, error) {
	room, here, err := t.room(ctx, by, id, SeeTeam)
	if err != nil {
		return RoomView{}, err
	}
	members, err := t.teams.Members(ctx, room.Team)
	if err != nil {
		return RoomView{}, err
	}
	answers, err := t.talk.Answers(ctx, id)
	if err != nil {
		return RoomView{}, err
	}
	view := RoomView{
		Room: room, Trainer: Can(here.Member.Role, LeadRoom),
		Answered: len(answers), People: len(members), Answers: []Shown{},
	}
	for _, answer := range answers {
		if answer.Person == by {
			answer.Votes = 0 // they are shown among the answers, when it is time
			view.Mine = &answer
		}
	}
	if room.State != RoomAnswering {
		view.Answers = shown(view, members, answers, by)
	}
	if room.State == RoomVoting || room.State == RoomClosed {
		if view.Voted, err = t.talk.VoteOf(ctx, id, by); err != nil {
			return RoomView{}, err
		}
	}
	return view, nil
}

// shown puts the answers side by side: in an order that gives nobody away, or by
// votes once the room is closed.
func shown(view RoomView, members []Member, answers []RoomAnswer, by string) []Shown {
	names := map[string]string{}
	for _, member := range members {
		names[member.Person] = member.Name
	}
	votes := view.Room.State == RoomClosed || view.Room.State == RoomVoting && view.Trainer
	side := make([]Shown, 0, len(answers))
	for _, answer := range answers {
		one := Shown{ID: answer.ID, Text: answer.Text, Mine: answer.Person == by}
		if view.Room.Names {
			one.Name = cmp.Or(names[answer.Person], leftTeam)
		}
		if votes {
			count := answer.Votes
			one.Votes = &count
		}
		side = append(side, one)
	}
	slices.SortFunc(side, func(a, b Shown) int {
		if view.Room.State == RoomClosed {
			if order := cmp.Compare(*b.Votes, *a.Votes); order != 0 {
				return order
			}
		}
		return cmp.Compare(a.ID, b.ID) // random, so neither time nor name shows through
	})
	return side
}

// Move takes a live room one state on or back, and shows names or not. The state
// that it is in already changes the names alone. Codes: CodeNotFound,
// CodeForbidden, CodeInvalid for a state further away, CodeConflict for an
// archived team or for reopening one room too many.
func (t *Talks) Move(ctx context.Context, by, id string, state RoomState, names bool) (LiveRoom, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	room, _, err := t.room(ctx, by, id, LeadRoom)
	if err != nil {
		return LiveRoom{}, err
	}
	from, to := slices.Index(states, room.State), slices.Index(states, state)
	if to < 0 || to-from > 1 || from-to > 1 {
		return LiveRoom{}, practice.Errorf(practice.CodeInvalid, "A room goes from answering to side by side, to voting, to closed, one step at a time. Reload the page to see where it is.")
	}
	if room.State == RoomClosed && state != RoomClosed {
		if err := t.roomForRoom(ctx, room.Team); err != nil {
			return LiveRoom{}, err
		}
	}
	room.State, room.Names = state, names
	return room, t.talk.UpdateRoom(ctx, room)
}

// Answer keeps what somebody would say to the no, in place of an earlier answer.
// Codes: CodeNotFound, CodeInvalid, CodeTooLarge, CodeConflict unless the room is
// answering.
func (t *Talks) Answer(ctx context.Context, by, id, text string) error {
	room, _, err := t.room(ctx, by, id, AnswerRoom)
	if err != nil {
		return err
	}
	if text, err = cleanText("Your answer", text, MaxAnswerRunes); err != nil {
		return err
	}
	err = t.talk.Answer(ctx, RoomAnswer{ID: t.id("answer-"), Room: room.ID, Person: by, Text: text, At: t.now()})
	if practice.CodeOf(err) == practice.CodeConflict {
		return practice.Errorf(practice.CodeConflict, "This room takes no answers now. Wait for your trainer to go on.").Because(err)
	}
	return err
}

// Vote keeps whose answer somebody finds best, in place of an earlier vote.
// Codes: CodeNotFound, CodeInvalid for one's own answer, CodeConflict unless the
// room is voting.
func (t *Talks) Vote(ctx context.Context, by, id, answer string) error {
	room, _, err := t.room(ctx, by, id, AnswerRoom)
	if err != nil {
		return err
	}
	answers, err := t.talk.Answers(ctx, room.ID)
	if err != nil {
		return err
	}
	of := slices.IndexFunc(answers, func(one RoomAnswer) bool { return one.ID == answer })
	switch {
	case of < 0:
		return practice.Errorf(practice.CodeNotFound, "There is no such answer in this room. Reload the page to see those that there are.")
	case answers[of].Person == by:
		return practice.Errorf(practice.CodeInvalid, "Nobody votes for their own answer. Pick another one.")
	}
	err = t.talk.Vote(ctx, room.ID, by, answer)
	if practice.CodeOf(err) == practice.CodeConflict {
		return practice.Errorf(practice.CodeConflict, "This room takes no votes now. Wait for your trainer to go on.").Because(err)
	}
	return err
}
