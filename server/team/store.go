package team

import (
	"context"
	"time"

	"github.com/askagain/askagain/server/practice"
)

// Store keeps what teams are made of. Every method is one transaction; what it
// wrote survives the process when it returns without error.
//
// Errors carry a practice.Code: CodeNotFound for what is not there (also when
// it belongs to another team than the one that is named), CodeConflict for what
// is taken, CodeUnavailable when the store cannot serve now. The rules are not
// the store's: it checks only what two callers at once could break, and says so
// below.
type Store interface {
	Accounts
	Teams
	Assignments
	Boards
	Talk
	Custody
}

// Accounts keeps people, their sessions and one-time links.
type Accounts interface {
	// CreatePerson is CodeConflict when the email's key or the subject is taken.
	CreatePerson(ctx context.Context, person Person) error
	Person(ctx context.Context, id string) (Person, error)
	// PersonByEmail takes any spelling: see EmailKey.
	PersonByEmail(ctx context.Context, email string) (Person, error)
	PersonBySubject(ctx context.Context, subject string) (Person, error)
	// UpdatePerson writes name, email, passphrase, subject and owner.
	UpdatePerson(ctx context.Context, person Person) error
	// Owners counts the owners of the server.
	Owners(ctx context.Context) (int, error)
	// Claim makes the attempts of a guest the person's, and returns how many. What
	// belongs to an account is no guest's, and stays where it is.
	Claim(ctx context.Context, guest, person string) (int, error)

	CreateSession(ctx context.Context, session Session) error
	// Session is CodeNotFound once it has expired.
	Session(ctx context.Context, token [32]byte, now time.Time) (Session, Person, error)
	TouchSession(ctx context.Context, token [32]byte, seen time.Time) error
	EndSession(ctx context.Context, token [32]byte) error
	// EndSessions ends those of a person, except the one of the token (nil: all).
	EndSessions(ctx context.Context, person string, except *[32]byte) error

	CreateGrant(ctx context.Context, grant Grant) error
	// Grant looks at a link without using it; CodeNotFound once it has expired.
	Grant(ctx context.Context, token [32]byte, now time.Time) (Grant, error)
	// UseGrant takes the grant away and returns it: of two callers one gets it.
	UseGrant(ctx context.Context, token [32]byte, now time.Time) (Grant, error)
	// EndGrants takes away the unused grants of a kind and a person ("" for links
	// that belong to nobody).
	EndGrants(ctx context.Context, kind GrantKind, person string) error
}

// Membership is a team as one of its people sees it.
type Membership struct {
	Team   Team   `json:"team"`
	Member Member `json:"member"`
}

// Teams keeps teams, members and invitations.
type Teams interface {
	// CreateTeam writes a team with its first member.
	CreateTeam(ctx context.Context, team Team, first Member) error
	Team(ctx context.Context, id string) (Team, error)
	// UpdateTeam writes everything but the id and CreatedAt.
	UpdateTeam(ctx context.Context, team Team) error
	// Memberships returns a person's teams by name, archived ones last.
	Memberships(ctx context.Context, person string) ([]Membership, error)

	// Members returns them by display name.
	Members(ctx context.Context, team string) ([]Member, error)
	Member(ctx context.Context, team, person string) (Member, error)
	// UpdateMember writes name, role and hidden. Taking the role from the last
	// owner is CodeConflict.
	UpdateMember(ctx context.Context, member Member) error
	// RemoveMember takes somebody out of the team; removing the last owner is
	// CodeConflict. Their results in the team go with them.
	RemoveMember(ctx context.Context, team, person string) error

	CreateInvitation(ctx context.Context, invitation Invitation) error
	Invitations(ctx context.Context, team string) ([]Invitation, error)
	InvitationByToken(ctx context.Context, token [32]byte) (Invitation, error)
	RevokeInvitation(ctx context.Context, team, id string, at time.Time) error
	// Join uses the invitation once and adds the member, both or neither, to the
	// team and in the role that the invitation names. One that is used up, expired
	// or revoked is CodeNotFound. Who is a member already stays as they are and uses
	// nothing up.
	Join(ctx context.Context, token [32]byte, member Member, now time.Time) (Team, error)
}

// Assignments keeps assignments and what came of them. Results are written by
// the store itself, in the transaction that appends a scored event to an attempt
// that has a team. They belong to the membership in which the attempt was begun:
// with it they go, and nothing brings them back. An official attempt that would be
// one more than the assignment gives is CodeConflict when it is created, and one of
// an assignment that the team does not have CodeNotFound. What a rep says of their own turns moves none: a result follows
// a correction once a trainer has made one, or the turns were read again.
type Assignments interface {
	CreateAssignment(ctx context.Context, assignment Assignment) error
	Assignment(ctx context.Context, team, id string) (Assignment, error)
	// Assignments returns those of a team, newest first.
	Assignments(ctx context.Context, team string) ([]Assignment, error)
	// UpdateAssignment writes people, attempts, pass mark, note, due and closed.
	UpdateAssignment(ctx context.Context, assignment Assignment) error
	// Progress returns that of everybody who has begun, by assignment and person;
	// person "" for all.
	Progress(ctx context.Context, team, person string) ([]Progress, error)
	// TeamAttempts returns the attempts of a team since a moment, newest first;
	// person "" for all.
	TeamAttempts(ctx context.Context, team, person string, since time.Time, limit int) ([]practice.Attempt, error)
	// Results returns those of a team since a moment, oldest first; person "" for all.
	Results(ctx context.Context, team, person string, since time.Time) ([]Result, error)
}

// Boards keeps leaderboards. Their standings follow the results by themselves:
// whatever happens to results, members, boards and teams, they are as if they were
// worked out anew.
//
// Of each scenario of a board one group of attempts counts (see Group), in each
// span by itself: the one in which most people of the team have a counting result,
// of equals the one with the newest result, of equals the first by name. Somebody
// is on the board with a result of such a group. Record and Tally say what their
// results come to; for ByImprovement both the first and the latest total lie
// within the span. Values are rounded half up to thousandths of a point, and
// people of the same value share a place: 1, 2, 2, 4. They are listed by who
// reached the value first, then by id.
type Boards interface {
	CreateBoard(ctx context.Context, board Board) error
	Board(ctx context.Context, team, id string) (Board, error)
	BoardByWall(ctx context.Context, token [32]byte) (Board, error)
	Boards(ctx context.Context, team string) ([]Board, error)
	// UpdateBoard writes name, scenarios and wall.
	UpdateBoard(ctx context.Context, board Board) error
	DeleteBoard(ctx context.Context, team, id string) error
	// Standings returns the first rows of a board and the place of person ("" for
	// nobody) in the span that holds now (see Span). In the newest span that
	// somebody has played in, its cost grows with the rows, not with the attempts;
	// in an earlier one, with the attempts of that span. Hidden people are left out
	// of the rows and keep their place. An unknown measure or window is CodeInvalid.
	Standings(ctx context.Context, board Board, measure Measure, window Window, now time.Time, person string, limit int) (Standings, error)
}

// Talk keeps comments and live rooms.
type Talk interface {
	CreateComment(ctx context.Context, comment Comment) error
	Comments(ctx context.Context, attempt string) ([]Comment, error)
	DeleteComment(ctx context.Context, attempt, id string) error

	CreateRoom(ctx context.Context, room LiveRoom) error
	Room(ctx context.Context, id string) (LiveRoom, error)
	// OpenRooms returns those of a team that are not closed, newest first.
	OpenRooms(ctx context.Context, team string) ([]LiveRoom, error)
	// UpdateRoom writes state and names.
	UpdateRoom(ctx context.Context, room LiveRoom) error
	// Answer keeps the latest answer of each person. It is CodeConflict unless
	// the room is answering.
	Answer(ctx context.Context, answer RoomAnswer) error
	// Answers returns them by id, which tells nothing of who wrote when.
	Answers(ctx context.Context, room string) ([]RoomAnswer, error)
	// Vote keeps one vote of each person, the latest; nobody votes for their own
	// answer. It is CodeConflict unless the room is voting.
	Vote(ctx context.Context, room, person, answer string) error
	// VoteOf returns the answer that somebody voted for; "" for none.
	VoteOf(ctx context.Context, room, person string) (string, error)
}

// Everything is all that is kept about a person.
type Everything struct {
	Person   Person             `json:"person"`
	Teams    []Membership       `json:"teams"`
	Attempts []practice.Attempt `json:"attempts"`
	Events   []practice.Event   `json:"events"`
	Comments []Comment          `json:"comments"`
	Answers  []RoomAnswer       `json:"answers"`
	Drills   []practice.Drill   `json:"drills"`
	OwnNos   []practice.OwnNo   `json:"own_nos"`
	// ModelUsage is what they used of a language model, by day, as long as it is kept.
	ModelUsage []practice.ModelUsage `json:"model_usage"`
}

// Custody is what people may ask for about what is kept.
type Custody interface {
	// Everything returns all that is kept about a person, with what others wrote on
	// their attempts.
	Everything(ctx context.Context, person string) (Everything, error)
	// DeletePerson takes a person out of everything: account, sessions,
	// memberships, attempts with their logs, results, comments and answers. Boards
	// stand afterwards as if they had never played. The last owner of a team with
	// other members is CodeConflict.
	DeletePerson(ctx context.Context, person string) error
	// ForgetWords takes the logs away of attempts of teams whose KeepWords days
	// are over, with what the rep wrote before them. Attempts, results and boards
	// stay. It returns how many. It is a transaction for a few attempts at a time;
	// cut short, it goes on the next time.
	ForgetWords(ctx context.Context, now time.Time) (int, error)
}
