package team_test

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"sync"
	"time"

	"github.com/askagain/askagain/server/practice"
	"github.com/askagain/askagain/server/team"
)

// memory is a team.Store that keeps the contract in maps, for the rules alone:
// it knows nothing of attempts but what a test puts into it.
type memory struct {
	mu          sync.Mutex
	people      map[string]team.Person
	sessions    map[[32]byte]team.Session
	grants      map[[32]byte]team.Grant
	guests      map[string]int
	teams       map[string]team.Team
	members     map[string]map[string]team.Member
	invitations map[string]team.Invitation
	assignments map[string]team.Assignment
	progress    map[string]team.Progress // by assignment and person
	attempts    []practice.Attempt
	results     []team.Result
	events      map[string][]practice.Event
	boards      map[string]team.Board
	standings   team.Standings
	comments    []team.Comment
	rooms       map[string]team.LiveRoom
	answers     map[string]map[string]team.RoomAnswer
	votes       map[string]map[string]string
	broken      error // what every call returns, if set
	touched     int
}

var _ team.Store = (*memory)(nil)

func newMemory() *memory {
	return &memory{
		people: map[string]team.Person{}, sessions: map[[32]byte]team.Session{}, grants: map[[32]byte]team.Grant{},
		guests: map[string]int{}, teams: map[string]team.Team{}, members: map[string]map[string]team.Member{},
		invitations: map[string]team.Invitation{}, assignments: map[string]team.Assignment{},
		progress: map[string]team.Progress{}, events: map[string][]practice.Event{}, boards: map[string]team.Board{},
		rooms: map[string]team.LiveRoom{}, answers: map[string]map[string]team.RoomAnswer{}, votes: map[string]map[string]string{},
	}
}

func missing() error { return practice.Errorf(practice.CodeNotFound, "It is not there.") }
func clash() error   { return practice.Errorf(practice.CodeConflict, "It is taken.") }

func (m *memory) lock() func() { m.mu.Lock(); return m.mu.Unlock }

func find[K comparable, V any](m *memory, from map[K]V, key K) (V, error) {
	value, found := from[key]
	if m.broken != nil {
		return value, m.broken
	}
	if !found {
		return value, missing()
	}
	return value, nil
}

func sorted[V any](values []V, key func(V) string) []V {
	slices.SortFunc(values, func(a, b V) int { return cmp.Compare(key(a), key(b)) })
	return values
}

func (m *memory) CreatePerson(_ context.Context, person team.Person) error {
	defer m.lock()()
	return m.put(person)
}

func (m *memory) put(person team.Person) error {
	for _, other := range m.people {
		if other.ID != person.ID && (team.EmailKey(other.Email) == team.EmailKey(person.Email) || other.Subject != "" && other.Subject == person.Subject) {
			return clash()
		}
	}
	m.people[person.ID] = person
	return m.broken
}

func (m *memory) Person(_ context.Context, id string) (team.Person, error) {
	defer m.lock()()
	return find(m, m.people, id)
}

func (m *memory) PersonByEmail(_ context.Context, email string) (team.Person, error) {
	defer m.lock()()
	return m.personBy(func(p team.Person) bool { return team.EmailKey(p.Email) == team.EmailKey(email) })
}

func (m *memory) PersonBySubject(_ context.Context, subject string) (team.Person, error) {
	defer m.lock()()
	return m.personBy(func(p team.Person) bool { return subject != "" && p.Subject == subject })
}

func (m *memory) personBy(is func(team.Person) bool) (team.Person, error) {
	for _, person := range m.people {
		if is(person) {
			return person, m.broken
		}
	}
	return team.Person{}, cmp.Or(m.broken, missing())
}

func (m *memory) UpdatePerson(_ context.Context, person team.Person) error {
	defer m.lock()()
	if _, err := find(m, m.people, person.ID); err != nil {
		return err
	}
	return m.put(person)
}

func (m *memory) Owners(context.Context) (int, error) {
	defer m.lock()()
	count := 0
	for _, person := range m.people {
		if person.Owner {
			count++
		}
	}
	return count, m.broken
}

func (m *memory) Claim(_ context.Context, guest, _ string) (int, error) {
	defer m.lock()()
	count := m.guests[guest]
	delete(m.guests, guest)
	return count, m.broken
}

func (m *memory) CreateSession(_ context.Context, session team.Session) error {
	defer m.lock()()
	m.sessions[session.Token] = session
	return m.broken
}

func (m *memory) Session(_ context.Context, token [32]byte, now time.Time) (team.Session, team.Person, error) {
	defer m.lock()()
	session, err := find(m, m.sessions, token)
	if err == nil && !now.Before(session.ExpiresAt) {
		err = missing()
	}
	return session, m.people[session.Person], err
}

func (m *memory) TouchSession(_ context.Context, token [32]byte, seen time.Time) error {
	defer m.lock()()
	session, err := find(m, m.sessions, token)
	if err == nil {
		session.SeenAt = seen
		m.sessions[token] = session
		m.touched++
	}
	return err
}

func (m *memory) EndSession(_ context.Context, token [32]byte) error {
	defer m.lock()()
	_, err := find(m, m.sessions, token)
	delete(m.sessions, token)
	return err
}

func (m *memory) EndSessions(_ context.Context, person string, except *[32]byte) error {
	defer m.lock()()
	maps.DeleteFunc(m.sessions, func(token [32]byte, session team.Session) bool {
		return session.Person == person && (except == nil || token != *except)
	})
	return m.broken
}

func (m *memory) CreateGrant(_ context.Context, grant team.Grant) error {
	defer m.lock()()
	m.grants[grant.Token] = grant
	return m.broken
}

func (m *memory) Grant(_ context.Context, token [32]byte, now time.Time) (team.Grant, error) {
	defer m.lock()()
	grant, err := find(m, m.grants, token)
	if err == nil && !now.Before(grant.ExpiresAt) {
		err = missing()
	}
	return grant, err
}

func (m *memory) UseGrant(ctx context.Context, token [32]byte, now time.Time) (team.Grant, error) {
	grant, err := m.Grant(ctx, token, now)
	defer m.lock()()
	delete(m.grants, token)
	return grant, err
}

func (m *memory) EndGrants(_ context.Context, kind team.GrantKind, person string) error {
	defer m.lock()()
	maps.DeleteFunc(m.grants, func(_ [32]byte, grant team.Grant) bool { return grant.Kind == kind && grant.Person == person })
	return m.broken
}

func (m *memory) CreateTeam(_ context.Context, of team.Team, first team.Member) error {
	defer m.lock()()
	m.teams[of.ID] = of
	m.members[of.ID] = map[string]team.Member{first.Person: first}
	return m.broken
}

func (m *memory) Team(_ context.Context, id string) (team.Team, error) {
	defer m.lock()()
	return find(m, m.teams, id)
}

func (m *memory) UpdateTeam(_ context.Context, of team.Team) error {
	defer m.lock()()
	_, err := find(m, m.teams, of.ID)
	m.teams[of.ID] = of
	return err
}

func (m *memory) Memberships(_ context.Context, person string) ([]team.Membership, error) {
	defer m.lock()()
	var memberships []team.Membership
	for id, members := range m.members {
		if member, is := members[person]; is {
			memberships = append(memberships, team.Membership{Team: m.teams[id], Member: member})
		}
	}
	return sorted(memberships, func(x team.Membership) string { return x.Team.Name + x.Team.ID }), m.broken
}

func (m *memory) Members(_ context.Context, of string) ([]team.Member, error) {
	defer m.lock()()
	members := slices.Collect(maps.Values(m.members[of]))
	return sorted(members, func(x team.Member) string { return x.Name + x.Person }), m.broken
}

func (m *memory) Member(_ context.Context, of, person string) (team.Member, error) {
	defer m.lock()()
	return find(m, m.members[of], person)
}

func (m *memory) lastOwner(of, person string) bool {
	for _, member := range m.members[of] {
		if member.Person != person && member.Role == team.Owner {
			return false
		}
	}
	return m.members[of][person].Role == team.Owner
}

func (m *memory) UpdateMember(_ context.Context, member team.Member) error {
	defer m.lock()()
	if member.Role != team.Owner && m.lastOwner(member.Team, member.Person) {
		return clash()
	}
	m.members[member.Team][member.Person] = member
	return m.broken
}

func (m *memory) RemoveMember(_ context.Context, of, person string) error {
	defer m.lock()()
	if m.lastOwner(of, person) {
		return clash()
	}
	delete(m.members[of], person)
	return m.broken
}

func (m *memory) CreateInvitation(_ context.Context, invitation team.Invitation) error {
	defer m.lock()()
	m.invitations[invitation.ID] = invitation
	return m.broken
}

func (m *memory) Invitations(_ context.Context, of string) ([]team.Invitation, error) {
	defer m.lock()()
	var invitations []team.Invitation
	for _, invitation := range m.invitations {
		if invitation.Team == of {
			invitations = append(invitations, invitation)
		}
	}
	return sorted(invitations, func(x team.Invitation) string { return x.ID }), m.broken
}

func (m *memory) InvitationByToken(_ context.Context, token [32]byte) (team.Invitation, error) {
	defer m.lock()()
	for _, invitation := range m.invitations {
		if invitation.Token == token {
			return invitation, m.broken
		}
	}
	return team.Invitation{}, missing()
}

func (m *memory) RevokeInvitation(_ context.Context, of, id string, at time.Time) error {
	defer m.lock()()
	invitation, err := find(m, m.invitations, id)
	if err == nil && invitation.Team != of {
		return missing()
	}
	invitation.RevokedAt = &at
	m.invitations[id] = invitation
	return err
}

func (m *memory) Join(ctx context.Context, token [32]byte, member team.Member, now time.Time) (team.Team, error) {
	invitation, err := m.InvitationByToken(ctx, token)
	defer m.lock()()
	if err != nil || !invitation.Works(now) {
		return team.Team{}, missing()
	}
	invitation.Uses++
	m.invitations[invitation.ID] = invitation
	m.members[invitation.Team][member.Person] = member
	return m.teams[invitation.Team], m.broken
}

func (m *memory) CreateAssignment(_ context.Context, assignment team.Assignment) error {
	defer m.lock()()
	m.assignments[assignment.ID] = assignment
	return m.broken
}

func (m *memory) Assignment(_ context.Context, of, id string) (team.Assignment, error) {
	defer m.lock()()
	assignment, err := find(m, m.assignments, id)
	if err == nil && assignment.Team != of {
		return team.Assignment{}, missing()
	}
	return assignment, err
}

func (m *memory) Assignments(_ context.Context, of string) ([]team.Assignment, error) {
	defer m.lock()()
	var assignments []team.Assignment
	for _, assignment := range m.assignments {
		if assignment.Team == of {
			assignments = append(assignments, assignment)
		}
	}
	slices.SortFunc(assignments, func(a, b team.Assignment) int {
		return cmp.Or(b.CreatedAt.Compare(a.CreatedAt), cmp.Compare(a.ID, b.ID))
	})
	return assignments, m.broken
}

func (m *memory) UpdateAssignment(ctx context.Context, assignment team.Assignment) error {
	return m.CreateAssignment(ctx, assignment)
}

func (m *memory) Progress(_ context.Context, of, person string) ([]team.Progress, error) {
	defer m.lock()()
	var progress []team.Progress
	for _, one := range m.progress {
		if m.assignments[one.Assignment].Team == of && (person == "" || one.Person == person) {
			progress = append(progress, one)
		}
	}
	return progress, m.broken
}

func (m *memory) TeamAttempts(_ context.Context, of, person string, since time.Time, limit int) ([]practice.Attempt, error) {
	defer m.lock()()
	var attempts []practice.Attempt
	for _, attempt := range m.attempts {
		if attempt.Team == of && (person == "" || attempt.Rep == person) && !attempt.StartedAt.Before(since) {
			attempts = append(attempts, attempt)
		}
	}
	slices.SortStableFunc(attempts, func(a, b practice.Attempt) int { return b.StartedAt.Compare(a.StartedAt) })
	return attempts[:min(len(attempts), limit)], m.broken
}

func (m *memory) Results(_ context.Context, of, person string, since time.Time) ([]team.Result, error) {
	defer m.lock()()
	var results []team.Result
	for _, result := range m.results {
		if result.Team == of && (person == "" || result.Person == person) && !result.EndedAt.Before(since) {
			results = append(results, result)
		}
	}
	return results, m.broken
}

func (m *memory) Events(_ context.Context, attempt string, _ int64) ([]practice.Event, error) {
	defer m.lock()()
	return find(m, m.events, attempt)
}

func (m *memory) CreateBoard(_ context.Context, board team.Board) error {
	defer m.lock()()
	m.boards[board.ID] = board
	return m.broken
}

func (m *memory) Board(_ context.Context, of, id string) (team.Board, error) {
	defer m.lock()()
	board, err := find(m, m.boards, id)
	if err == nil && board.Team != of {
		return team.Board{}, missing()
	}
	return board, err
}

func (m *memory) BoardByWall(_ context.Context, token [32]byte) (team.Board, error) {
	defer m.lock()()
	for _, board := range m.boards {
		if board.Wall != nil && *board.Wall == token {
			return board, m.broken
		}
	}
	return team.Board{}, missing()
}

func (m *memory) Boards(_ context.Context, of string) ([]team.Board, error) {
	defer m.lock()()
	var boards []team.Board
	for _, board := range m.boards {
		if board.Team == of {
			boards = append(boards, board)
		}
	}
	return sorted(boards, func(x team.Board) string { return x.ID }), m.broken
}

func (m *memory) UpdateBoard(ctx context.Context, board team.Board) error {
	return m.CreateBoard(ctx, board)
}

func (m *memory) DeleteBoard(ctx context.Context, of, id string) error {
	_, err := m.Board(ctx, of, id)
	defer m.lock()()
	if err == nil {
		delete(m.boards, id)
	}
	return err
}

func (m *memory) Standings(_ context.Context, _ team.Board, _ team.Measure, _ team.Window, _ time.Time, person string, limit int) (team.Standings, error) {
	defer m.lock()()
	standings := m.standings
	standings.Rows = standings.Rows[:min(limit, len(standings.Rows))]
	for _, row := range m.standings.Rows {
		if row.Person == person {
			standings.Me = &row
		}
	}
	return standings, m.broken
}

func (m *memory) CreateComment(_ context.Context, comment team.Comment) error {
	defer m.lock()()
	m.comments = append(m.comments, comment)
	return m.broken
}

func (m *memory) Comments(_ context.Context, attempt string) ([]team.Comment, error) {
	defer m.lock()()
	return slices.DeleteFunc(slices.Clone(m.comments), func(c team.Comment) bool { return c.Attempt != attempt }), m.broken
}

func (m *memory) DeleteComment(_ context.Context, attempt, id string) error {
	defer m.lock()()
	m.comments = slices.DeleteFunc(m.comments, func(c team.Comment) bool { return c.Attempt == attempt && c.ID == id })
	return m.broken
}

func (m *memory) CreateRoom(_ context.Context, room team.LiveRoom) error {
	defer m.lock()()
	m.rooms[room.ID] = room
	return m.broken
}

func (m *memory) Room(_ context.Context, id string) (team.LiveRoom, error) {
	defer m.lock()()
	return find(m, m.rooms, id)
}

func (m *memory) OpenRooms(_ context.Context, of string) ([]team.LiveRoom, error) {
	defer m.lock()()
	var rooms []team.LiveRoom
	for _, room := range m.rooms {
		if room.Team == of && room.State != team.RoomClosed {
			rooms = append(rooms, room)
		}
	}
	return sorted(rooms, func(x team.LiveRoom) string { return x.ID }), m.broken
}

func (m *memory) UpdateRoom(ctx context.Context, room team.LiveRoom) error {
	return m.CreateRoom(ctx, room)
}

func (m *memory) Answer(_ context.Context, answer team.RoomAnswer) error {
	defer m.lock()()
	if m.rooms[answer.Room].State != team.RoomAnswering {
		return clash()
	}
	if m.answers[answer.Room] == nil {
		m.answers[answer.Room] = map[string]team.RoomAnswer{}
	}
	m.answers[answer.Room][answer.Person] = answer
	return m.broken
}

func (m *memory) Answers(_ context.Context, room string) ([]team.RoomAnswer, error) {
	defer m.lock()()
	var answers []team.RoomAnswer
	for _, answer := range m.answers[room] {
		for _, voted := range m.votes[room] {
			if voted == answer.ID {
				answer.Votes++
			}
		}
		answers = append(answers, answer)
	}
	return sorted(answers, func(x team.RoomAnswer) string { return x.Person }), m.broken
}

func (m *memory) Vote(_ context.Context, room, person, answer string) error {
	defer m.lock()()
	if m.rooms[room].State != team.RoomVoting {
		return clash()
	}
	if m.votes[room] == nil {
		m.votes[room] = map[string]string{}
	}
	m.votes[room][person] = answer
	return m.broken
}

func (m *memory) VoteOf(_ context.Context, room, person string) (string, error) {
	defer m.lock()()
	return m.votes[room][person], m.broken
}

func (m *memory) Everything(ctx context.Context, person string) (team.Everything, error) {
	who, err := m.Person(ctx, person)
	if err != nil {
		return team.Everything{}, err
	}
	memberships, err := m.Memberships(ctx, person)
	return team.Everything{Person: who, Teams: memberships}, err
}

func (m *memory) DeletePerson(_ context.Context, person string) error {
	defer m.lock()()
	delete(m.people, person)
	for _, members := range m.members {
		delete(members, person)
	}
	maps.DeleteFunc(m.sessions, func(_ [32]byte, session team.Session) bool { return session.Person == person })
	return m.broken
}

func (m *memory) ForgetWords(context.Context, time.Time) (int, error) { return 0, m.broken }
