package storetest

import (
	"context"
	"testing"
	"time"

	"github.com/askagain/askagain/server/practice"
	"github.com/askagain/askagain/server/team"
)

// Store keeps both attempts and teams, since results follow attempts.
type Store interface {
	practice.Store
	practice.Drills
	practice.OwnNos
	practice.Past
	team.Store
}

// RunTeams checks every sentence of the contracts of team.Store, practice.Drills and
// practice.Past. Open returns a
// new, empty store; RunTeams closes it.
func RunTeams(t *testing.T, open func(t *testing.T) Store) {
	parts := []struct {
		name  string
		check func(*testing.T, Store)
	}{
		{"an account comes back as it was written", testPerson},
		{"an email or a subject is taken once", testPersonConflicts},
		{"an account changes", testUpdatePerson},
		{"owners of the server are counted", testOwners},
		{"a guest's attempts are claimed", testClaim},
		{"a session lasts until it expires", testSession},
		{"sessions end", testEndSessions},
		{"a grant works once", testGrant},
		{"unused grants end", testEndGrants},
		{"a team begins with its first member", testTeam},
		{"a team changes", testUpdateTeam},
		{"a person's teams by name, archived ones last", testMemberships},
		{"members by display name", testMembers},
		{"a member changes", testUpdateMember},
		{"a team keeps an owner", testLastOwner},
		{"two last owners leave at once", testLastOwnerRace},
		{"an invitation is made and revoked", testInvitation},
		{"joining uses an invitation once", testJoin},
		{"what cannot be used is not found", testJoinRefused},
		{"an invitation is used by many at once", testJoinRace},
		{"an assignment comes back and changes", testAssignment},
		{"official attempts are as many as were assigned", testOfficial},
		{"the last official attempt begins once", testOfficialRace},
		{"progress of everybody who has begun", testProgress},
		{"the attempts of a team", testTeamAttempts},
		{"a result follows the latest card", testResults},
		{"results go with the member", testRemovedResults},
		{"a board comes back and changes", testBoard},
		{"a board's places", testPlaces},
		{"the attempts that can be compared", testComparable},
		{"a corrected reading moves the standing", testCorrectedStanding},
		{"an earlier span can be looked at", testEarlierSpan},
		{"a board that is not there", testNoStandings},
		{"standings are what the results come to", testStandingsProperty},
		{"finishing at once", testFinishRace},
		{"comments on a turn", testComments},
		{"live rooms", testRooms},
		{"answers, one a person", testAnswers},
		{"votes, one a person", testVotes},
		{"voting at once", testVoteRace},
		{"drills, newest first", testDrills},
		{"no more drills than are kept", testDrillsAreBounded},
		{"drills go with their rep", testDrillsGoWithTheirRep},
		{"own nos, newest first, and nobody else's", testOwnNos},
		{"no more own nos than are kept", testOwnNosAreBounded},
		{"own nos go with their rep", testOwnNosGoWithTheirRep},
		{"what is finished, with its latest card", testFinished},
		{"when somebody practiced", testPracticed},
		{"everything about a person", testEverything},
		{"a person is deleted", testDeletePerson},
		{"the last owner with others cannot be deleted", testDeleteLastOwner},
		{"words are kept for so long", testForgetWords},
		{"a team sees nothing of another", testApart},
		{"a cancelled context writes nothing to a team", testTeamsCancelled},
		{"a closed store of teams is unavailable", testTeamsClosed},
	}
	for _, part := range parts {
		t.Run(part.name, func(t *testing.T) {
			store := open(t)
			t.Cleanup(func() {
				if err := store.Close(); err != nil {
					t.Errorf("Close: %v", err)
				}
			})
			part.check(t, store)
		})
	}
}

// token returns the hash of a token, told apart by a number.
func token(number byte) [32]byte { return [32]byte{1: number, 31: 7} }

func person(id string) team.Person {
	return team.Person{ID: id, Name: "Name of " + id, Email: id + "@example.com", Passphrase: "hash of " + id, CreatedAt: began}
}

func addPeople(t testing.TB, store Store, ids ...string) {
	t.Helper()
	for _, id := range ids {
		must(t, store.CreatePerson(t.Context(), person(id)))
	}
}

func aTeam(id string) team.Team {
	return team.Team{ID: id, Name: "Team " + id, TimeZone: "Europe/Zurich", CreatedAt: began}
}

func member(of, person string, role team.Role) team.Member {
	return team.Member{Team: of, Person: person, Name: person, Role: role, JoinedAt: began}
}

// addTeam creates a team with its owner and reps, who must have accounts.
func addTeam(t testing.TB, store Store, id, owner string, reps ...string) {
	t.Helper()
	must(t, store.CreateTeam(t.Context(), aTeam(id), member(id, owner, team.Owner)))
	if len(reps) == 0 {
		return
	}
	open := invitation(id, "opening of "+id, token(255))
	open.Token[5], open.MaxUses = byte(len(id)), 1000
	copy(open.Token[6:30], id)
	must(t, store.CreateInvitation(t.Context(), open))
	for _, rep := range reps {
		_, err := store.Join(t.Context(), open.Token, member(id, rep, team.Rep), began)
		must(t, err)
	}
}

func invitation(of, id string, hash [32]byte) team.Invitation {
	return team.Invitation{ID: id, Team: of, Role: team.Rep, Token: hash, MaxUses: 2, By: "boss", CreatedAt: began, ExpiresAt: began.Add(time.Hour)}
}

func assignment(of, id string, attempts int) team.Assignment {
	return team.Assignment{ID: id, Team: of, Scenario: "cfo", Title: "Get to the CFO", Attempts: attempts, Seed: 1<<63 + 9, By: "boss", CreatedAt: began}
}

// played is a finished attempt, as far as boards care.
type played struct {
	id, rep, team, assignment, scenario, parent, rules, reader string
	seed                                                       uint64
	total, variety                                             practice.Points
	nos                                                        int
	coached                                                    bool
	at                                                         time.Time
}

// finish writes the attempt with its end and card. It is official if it has an
// assignment.
func finish(ctx context.Context, store practice.Store, p played) error {
	begun := attempt(p.id, p.rep)
	begun.Team, begun.Assignment, begun.Official, begun.Parent = p.team, p.assignment, p.assignment != "", p.parent
	begun.Coached = p.coached
	begun.Scenario, begun.Rules, begun.Seed, begun.StartedAt = p.scenario, p.rules, p.seed, p.at.Add(-time.Minute)
	if err := store.CreateAttempt(ctx, begun, source, opening(p.id)); err != nil {
		return err
	}
	end := ended(p.id, 3, 1, practice.GaveUp)
	end.At = p.at
	return store.Append(ctx, p.id, []practice.Event{end, carded(p, 4)})
}

// carded is the scored event of what was played.
func carded(p played, seq int64) practice.Event {
	event := scored(p.id, seq, 1, p.total)
	event.At = p.at.Add(time.Second)
	event.Scored.Reader, event.Scored.Nos, event.Scored.Asks = p.reader, p.nos, p.nos+1
	event.Scored.Methods = []practice.Method{practice.Trade, practice.Ally}
	event.Scored.Dimensions = []practice.DimensionScore{{Dimension: practice.Variety, Points: p.variety, Of: 30_000}}
	return event
}

// ids returns one field of each.
func ids[T any](of []T, id func(T) string) []string {
	var found []string
	for _, each := range of {
		found = append(found, id(each))
	}
	return found
}
