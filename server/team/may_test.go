package team_test

import (
	"slices"
	"testing"

	"github.com/askagain/askagain/server/practice"
	"github.com/askagain/askagain/server/team"
)

func TestCan(t *testing.T) {
	own, trainer, rep := []team.Action{}, []team.Action{}, []team.Action{}
	for _, action := range team.Actions() {
		switch {
		case team.Can(team.Rep, action):
			rep = append(rep, action)
		case team.Can(team.Trainer, action):
			trainer = append(trainer, action)
		case team.Can(team.Owner, action):
			own = append(own, action)
		default:
			t.Errorf("nobody may %s", action)
		}
		for _, role := range team.Roles() {
			if team.Can(team.Rep, action) && !team.Can(role, action) || team.Can(role, action) && !team.Can(team.Owner, action) {
				t.Errorf("a role that may do more may not %s", action)
			}
		}
	}
	for what, pair := range map[string][2][]team.Action{
		"rep":     {rep, {team.AnswerRoom, team.ChangeOneself, team.LeaveTeam, team.Practice, team.SeeTeam}},
		"trainer": {trainer, {team.Assign, team.CommentAttempts, team.CorrectAttempts, team.InviteReps, team.LeadRoom, team.ManageBoards, team.ReadAttempts, team.RemoveReps, team.ResetReps, team.RevokeInvitations, team.SeePeople}},
		"owner":   {own, {team.ArchiveTeam, team.ChangeRoles, team.ChangeTeam, team.InviteAnybody, team.RemoveAnybody, team.ResetAnybody}},
	} {
		if !slices.Equal(pair[0], pair[1]) {
			t.Errorf("only from %s on: %v, want %v", what, pair[0], pair[1])
		}
	}
	for _, role := range []team.Role{"", "king", "Owner"} {
		for _, action := range append(team.Actions(), "", "fly") {
			if team.Can(role, action) {
				t.Errorf("the role %q may %s", role, action)
			}
		}
	}
	if team.Can(team.Owner, "fly") {
		t.Error("an owner may do what does not exist")
	}
}

// acts are the methods that act for somebody in a team, and the least role that
// may. Whoever adds one adds it here.
func acts(h *house, of string) []struct {
	name     string
	least    team.Role
	archived practice.Code // what becomes of it in an archived team
	act      func(by string) error
} {
	rae := team.PersonPrefix + "rae"
	attempt := practice.Attempt{ID: "attempt", Rep: rae, Team: of, Turns: 3, Ending: practice.Won}
	return []struct {
		name     string
		least    team.Role
		archived practice.Code
		act      func(by string) error
	}{
		{"look", team.Rep, "", func(by string) error { _, err := h.desk.Look(h.ctx, by, of); return err }},
		{"members", team.Rep, "", func(by string) error { _, err := h.desk.Members(h.ctx, by, of); return err }},
		{"name", team.Rep, "", func(by string) error { _, err := h.desk.Me(h.ctx, by, of, "Name of "+by, false); return err }},
		{"practice", team.Rep, practice.CodeConflict, func(by string) error { return h.assigner.Practice(h.ctx, by, of) }},
		{"begin", team.Rep, practice.CodeConflict, func(by string) error {
			_, err := h.assigner.Begin(h.ctx, by, "assignment-1", func(ctx, team.Start) error { return nil })
			return err
		}},
		{"assignments", team.Rep, "", func(by string) error { _, err := h.assigner.List(h.ctx, by, of); return err }},
		{"boards", team.Rep, "", func(by string) error { _, err := h.boardroom.List(h.ctx, by, of); return err }},
		{"standings", team.Rep, "", func(by string) error {
			_, err := h.boardroom.Standings(h.ctx, by, of, "board-1", "", "", 0)
			return err
		}},
		{"rooms", team.Rep, "", func(by string) error { _, err := h.talks.Rooms(h.ctx, by, of); return err }},
		{"room", team.Rep, "", func(by string) error { _, err := h.talks.Room(h.ctx, by, "room-1"); return err }},
		{"answer", team.Rep, practice.CodeConflict, func(by string) error { return h.talks.Answer(h.ctx, by, "room-1", "Words") }},
		{"vote", team.Rep, practice.CodeConflict, func(by string) error { return h.talks.Vote(h.ctx, by, "room-2", "answer-1") }},

		{"invite a rep", team.Trainer, practice.CodeConflict, func(by string) error {
			_, _, err := h.desk.Invite(h.ctx, by, of, team.Offer{Role: team.Rep, MaxUses: 1, Days: 1})
			return err
		}},
		{"invitations", team.Trainer, "", func(by string) error { _, err := h.desk.Invitations(h.ctx, by, of); return err }},
		{"revoke", team.Trainer, "", func(by string) error { return h.desk.Revoke(h.ctx, by, of, "invitation-1") }},
		{"assign", team.Trainer, practice.CodeConflict, func(by string) error {
			_, err := h.assigner.Assign(h.ctx, by, of, team.Task{Scenario: "a", Title: "A", Attempts: 1})
			return err
		}},
		{"edit an assignment", team.Trainer, practice.CodeConflict, func(by string) error {
			_, err := h.assigner.Edit(h.ctx, by, of, "assignment-1", team.Change{Attempts: 2})
			return err
		}},
		{"make a board", team.Trainer, practice.CodeConflict, func(by string) error {
			_, err := h.boardroom.Create(h.ctx, by, of, "Board", []string{"a"})
			return err
		}},
		{"edit a board", team.Trainer, practice.CodeConflict, func(by string) error {
			_, err := h.boardroom.Edit(h.ctx, by, of, "board-1", "Board", []string{"a"})
			return err
		}},
		{"share a board", team.Trainer, practice.CodeConflict, func(by string) error { _, err := h.boardroom.Share(h.ctx, by, of, "board-1"); return err }},
		{"share a board no more", team.Trainer, practice.CodeConflict, func(by string) error { return h.boardroom.Unshare(h.ctx, by, of, "board-1") }},
		{"delete a board", team.Trainer, practice.CodeConflict, func(by string) error {
			err := h.boardroom.Delete(h.ctx, by, of, "board-1")
			h.fixtures(of)
			return err
		}},
		{"open a room", team.Trainer, practice.CodeConflict, func(by string) error {
			_, err := h.talks.OpenRoom(h.ctx, by, of, "A date", "No.", "Priya")
			h.fixtures(of)
			return err
		}},
		{"move a room", team.Trainer, practice.CodeConflict, func(by string) error {
			_, err := h.talks.Move(h.ctx, by, "room-1", team.RoomRevealed, true)
			h.fixtures(of)
			return err
		}},
		{"glance", team.Trainer, "", func(by string) error { _, err := h.coach.Glance(h.ctx, by, of); return err }},
		{"reset a rep", team.Trainer, practice.CodeConflict, func(by string) error {
			_, err := h.door.ResetLink(h.ctx, by, of, team.PersonPrefix+"other")
			return err
		}},

		{"invite a trainer", team.Owner, practice.CodeConflict, func(by string) error {
			_, _, err := h.desk.Invite(h.ctx, by, of, team.Offer{Role: team.Trainer, MaxUses: 1, Days: 1})
			return err
		}},
		{"change a role", team.Owner, "", func(by string) error { return h.desk.SetRole(h.ctx, by, of, team.PersonPrefix+"other", team.Rep) }},
		{"settings", team.Owner, practice.CodeConflict, func(by string) error {
			_, err := h.desk.Set(h.ctx, by, of, team.Settings{Name: "North", TimeZone: "UTC"})
			return err
		}},
		{"reset a trainer", team.Owner, practice.CodeConflict, func(by string) error {
			_, err := h.door.ResetLink(h.ctx, by, of, team.PersonPrefix+"second")
			return err
		}},

		// What a rep may do with their own attempt, and a trainer with everybody's, hides from others.
		{"read an attempt", team.Trainer, "", func(by string) error { _, err := h.desk.Reader(h.ctx, by, attempt); return err }},
		{"correct an attempt", team.Trainer, practice.CodeConflict, func(by string) error { _, err := h.desk.Corrector(h.ctx, by, attempt); return err }},
		{"comments", team.Trainer, "", func(by string) error { _, err := h.talks.Comments(h.ctx, by, attempt); return err }},
		{"comment", team.Trainer, practice.CodeConflict, func(by string) error { _, err := h.talks.Comment(h.ctx, by, attempt, 1, "Well asked"); return err }},
		{"see a person", team.Trainer, "", func(by string) error { _, err := h.coach.Person(h.ctx, by, of, rae); return err }},

		{"archive", team.Owner, "", func(by string) error {
			before := h.store.teams[of]
			_, err := h.desk.Archive(h.ctx, by, of, before.ArchivedAt == nil)
			h.store.teams[of] = before
			return err
		}},
		{"remove a rep", team.Trainer, "", func(by string) error {
			err := h.desk.Remove(h.ctx, by, of, team.PersonPrefix+"other")
			h.fixtures(of)
			return err
		}},
		{"remove a trainer", team.Owner, "", func(by string) error {
			err := h.desk.Remove(h.ctx, by, of, team.PersonPrefix+"second")
			h.fixtures(of)
			return err
		}},
		{"leave", team.Rep, "", func(by string) error {
			before, was := h.store.members[of][by]
			err := h.desk.Leave(h.ctx, by, of)
			if was {
				h.store.members[of][by] = before
			}
			return err
		}},
	}
}

// fixtures puts what acts are done with into the store, again.
func (h *house) fixtures(of string) {
	h.put(of, team.PersonPrefix+"other", "Other", team.Rep)
	h.put(of, team.PersonPrefix+"second", "Second", team.Trainer)
	h.store.invitations = map[string]team.Invitation{"invitation-1": {ID: "invitation-1", Team: of, Role: team.Rep, MaxUses: 1, ExpiresAt: h.clock.Add(day)}}
	h.store.assignments = map[string]team.Assignment{"assignment-1": {ID: "assignment-1", Team: of, Scenario: "a", Title: "A", Attempts: 1}}
	h.store.boards = map[string]team.Board{"board-1": {ID: "board-1", Team: of, Name: "Board", Scenarios: []string{"a"}}}
	h.store.rooms = map[string]team.LiveRoom{
		"room-1": {ID: "room-1", Team: of, State: team.RoomAnswering},
		"room-2": {ID: "room-2", Team: of, State: team.RoomVoting},
	}
	h.store.answers = map[string]map[string]team.RoomAnswer{"room-2": {team.PersonPrefix + "other": {ID: "answer-1", Room: "room-2", Person: team.PersonPrefix + "other", Text: "Words"}}}
}

func TestWhoMayAct(t *testing.T) {
	h := open(t)
	of := h.team("North", "Olga")
	h.person("Other")
	h.person("Second")
	h.fixtures(of)
	otto := h.member(of, "Otto", team.Owner) // a second one, so that the first may go
	tess, rae, max := h.member(of, "Tess", team.Trainer), h.member(of, "Rae", team.Rep), h.member(of, "Max", team.Rep)
	south := h.team("South", "Sina")
	theo := h.member(south, "Theo", team.Trainer)
	hidden := []string{"read an attempt", "correct an attempt", "comments", "comment"}
	for _, archived := range []bool{false, true} {
		if archived {
			must(h.desk.Archive(h.ctx, otto, of, true))(t)
		}
		for _, a := range acts(h, of) {
			for role, by := range map[team.Role]string{team.Owner: otto, team.Trainer: tess, team.Rep: max} {
				may := slices.Index(team.Roles(), role) <= slices.Index(team.Roles(), a.least)
				switch err := a.act(by); {
				case may && archived:
					h.code(a.name+" as "+string(role)+" in an archived team", err, a.archived)
				case may:
					h.code(a.name+" as "+string(role), err, "")
				case slices.Contains(hidden, a.name):
					h.code(a.name+" as "+string(role), err, practice.CodeNotFound)
				case archived && practice.CodeOf(err) == practice.CodeConflict: // the archive stops them first
				default:
					h.code(a.name+" as "+string(role), err, practice.CodeForbidden)
				}
			}
			for who, by := range map[string]string{"a trainer of another team": theo, "an owner of the server in no way in it": team.PersonPrefix + "sina", "nobody": "", "a guest": "guest-a"} {
				h.code(a.name+" as "+who, a.act(by), practice.CodeNotFound)
			}
			if slices.Contains(hidden, a.name) || a.name == "see a person" {
				want := practice.Code("")
				if archived && a.name == "comment" {
					want = practice.CodeConflict
				}
				h.code(a.name+" as the rep", a.act(rae), want)
			}
		}
	}
}
