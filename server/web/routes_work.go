package web

import (
	"errors"
	"net/http"
	"slices"
	"time"

	"github.com/askagain/askagain/server/live"
	"github.com/askagain/askagain/server/team"
)

// work is what practice in teams rests on, beside who somebody is.
type work struct {
	assigner  *team.Assigner
	boardroom *team.Boardroom
	coach     *team.Coach
	usage     func(team string) Usage // nil without a language model
	talks     *team.Talks
	notices   *live.Notices
	pictures  *pictures
	readings  *readings
	traces    *traces
}

// keptReadings is how many answers of live rooms stay read.
const keptReadings = 4096

func newWork(config Config, now func() time.Time) (work, error) {
	made := work{notices: config.Notices, usage: config.Usage, pictures: newPictures(pictureBytes), readings: newReadings(config.Reader, keptReadings), traces: newTraces(keptTraces)}
	if made.notices == nil {
		made.notices = live.NewNotices(live.NoticeLimits{})
	}
	if config.Teams == nil {
		return made, nil
	}
	var err [4]error
	made.assigner, err[0] = team.NewAssigner(team.AssignerConfig{Teams: config.Teams, Assignments: config.Teams, Now: now})
	made.boardroom, err[1] = team.NewBoardroom(team.BoardroomConfig{Teams: config.Teams, Boards: config.Teams, Now: now})
	made.coach, err[2] = team.NewCoach(team.CoachConfig{Teams: config.Teams, Assignments: config.Teams, Logs: config.Store, Now: now})
	made.talks, err[3] = team.NewTalks(team.TalksConfig{Teams: config.Teams, Talk: config.Teams, Now: now})
	return made, errors.Join(err[:]...)
}

// close ends every stream; what is told afterwards reaches nobody.
func (k work) close() { k.notices.Close() }

// practiceRoutes are those of practice, alone or in a team.
func (s *Server) practiceRoutes() []Route {
	const (
		attempt = "/api/attempts/{id}"
		ownNo   = "/api/own/{id}"
	)
	return []Route{
		{http.MethodGet, "/{$}", AccessPage, s.page("shelf.html")},
		{http.MethodGet, "/first", AccessPage, s.page("first.html")},
		{http.MethodGet, "/methods", AccessAnybody, s.page("methods.html")},
		{http.MethodGet, "/scenario/{name}", AccessPage, s.page("briefing.html")},
		{http.MethodGet, "/attempt/{id}", AccessPage, s.page("talk.html")},
		{http.MethodGet, "/attempt/{id}/debrief", AccessPage, s.page("debrief.html")},

		{http.MethodGet, "/drill", AccessPage, s.page("drill.html")},
		{http.MethodGet, "/api/drill", AccessGuest, s.nextDrill},
		{http.MethodPost, "/api/drill", AccessGuest, s.doDrill},

		{http.MethodGet, "/progress", AccessPage, s.page("my-progress.html")},

		{http.MethodGet, "/own", AccessPage, s.page("own.html")},
		{http.MethodGet, "/own/new", AccessPage, s.page("own-new.html")},
		{http.MethodGet, "/own/{id}", AccessPage, s.page("own-no.html")},
		{http.MethodGet, "/api/own", AccessGuest, s.withOwn(s.listOwn)},
		{http.MethodPost, "/api/own", AccessGuest, s.withOwn(s.createOwn)},
		{http.MethodGet, ownNo, AccessGuest, s.withOwn(s.showOwn)},
		{http.MethodDelete, ownNo, AccessGuest, s.withOwn(s.deleteOwn)},
		{http.MethodPost, ownNo + "/commitment", AccessGuest, s.withOwn(s.commitOwn)},
		{http.MethodPost, ownNo + "/told", AccessGuest, s.withOwn(s.tellOwn)},
		{http.MethodPost, ownNo + "/draft", AccessGuest, s.withOwn(s.draftOwn)},
		{http.MethodDelete, ownNo + "/draft", AccessGuest, s.withOwn(s.undraftOwn)},
		{http.MethodGet, ownNo + "/reminder.ics", AccessGuest, s.withOwn(s.remindOwn)},

		{http.MethodGet, "/api/shelf", AccessGuest, s.shelf},
		{http.MethodGet, "/api/me/progress", AccessGuest, s.progress},
		{http.MethodGet, "/api/scenarios/{name}", AccessGuest, s.briefing},
		{http.MethodPost, "/api/attempts", AccessGuest, s.begin},
		{http.MethodGet, attempt, AccessReader, s.attempt},
		{http.MethodPost, attempt + "/rewind", AccessRep, s.rewind},
		{http.MethodGet, attempt + "/debrief", AccessReader, s.debrief},
		{http.MethodGet, attempt + "/beside", AccessReader, s.beside},
		{http.MethodPost, attempt + "/words", AccessReader, s.advise},
		{http.MethodPost, attempt + "/coach", AccessRep, s.coach},
		{http.MethodPost, attempt + "/draft", AccessRep, s.draft},
		{http.MethodPost, attempt + "/hear", AccessRep, s.hear},
		{http.MethodGet, attempt + "/lines/{seq}/{line}", AccessRep, s.speech},
		{http.MethodPost, attempt + "/corrections", AccessReader, s.correct},
		{http.MethodPost, attempt + "/reflections", AccessRep, s.reflect},
		{http.MethodGet, attempt + "/socket", AccessSocket, s.socket},
	}
}

// workRoutes are those of what a team does together.
func (s *Server) workRoutes() []Route {
	const (
		comments    = "/api/attempts/{id}/comments"
		inTeam      = "/api/teams/{team}"
		assignments = inTeam + "/assignments"
		rooms       = inTeam + "/rooms"
		room        = "/api/rooms/{room}"
	)
	return slices.Concat([]Route{
		{http.MethodGet, "/team/{team}/glance", AccessPersonPage, s.page("glance.html")},
		{http.MethodGet, "/team/{team}/people/{person}", AccessPersonPage, s.page("person.html")},
		{http.MethodGet, "/room/{room}", AccessPersonPage, s.page("room.html")},

		{http.MethodGet, comments, AccessReader, s.comments},
		{http.MethodPost, comments, AccessReader, s.comment},
		{http.MethodDelete, comments + "/{comment}", AccessReader, s.deleteComment},

		{http.MethodGet, assignments, AccessMember, s.assignments},
		{http.MethodPost, assignments, AccessTrainer, s.assign},
		{http.MethodPost, assignments + "/{id}", AccessTrainer, s.editAssignment},

		{http.MethodGet, inTeam + "/live", AccessMember, s.teamLive},
		{http.MethodGet, inTeam + "/glance", AccessTrainer, s.glance},
		{http.MethodGet, inTeam + "/members/{person}", AccessOneself, s.history},

		{http.MethodGet, rooms, AccessMember, s.openRooms},
		{http.MethodPost, rooms, AccessTrainer, s.openRoom},
		{http.MethodGet, room, AccessRoom, s.lookAtRoom},
		{http.MethodPost, room, AccessRoomTrainer, s.moveRoom},
		{http.MethodPost, room + "/answer", AccessRoom, s.answerRoom},
		{http.MethodPost, room + "/vote", AccessRoom, s.voteRoom},
	}, s.boardRoutes())
}

// boardRoutes are those of boards: for members, and for walls.
func (s *Server) boardRoutes() []Route {
	const (
		boards = "/api/teams/{team}/boards"
		board  = boards + "/{board}"
		wall   = "/wall/{token}"
	)
	return []Route{
		{http.MethodGet, "/board/{team}/{board}", AccessPersonPage, s.page("board.html")},
		{http.MethodGet, boards, AccessMember, s.boards},
		{http.MethodPost, boards, AccessTrainer, s.createBoard},
		{http.MethodGet, board, AccessMember, s.standings},
		{http.MethodPost, board, AccessTrainer, s.editBoard},
		{http.MethodDelete, board, AccessTrainer, s.deleteBoard},
		{http.MethodGet, board + "/board.csv", AccessMember, s.boardCSV},
		{http.MethodGet, board + "/board.svg", AccessMember, s.boardFile(pictureSVG)},
		{http.MethodGet, board + "/board.png", AccessMember, s.boardFile(picturePNG)},
		{http.MethodPost, board + "/wall", AccessTrainer, s.shareBoard},
		{http.MethodDelete, board + "/wall", AccessTrainer, s.unshareBoard},

		{http.MethodGet, wall, AccessLink, s.wallPage},
		{http.MethodGet, wall + "/board.svg", AccessLink, s.wallFile(pictureSVG)},
		{http.MethodGet, wall + "/board.png", AccessLink, s.wallFile(picturePNG)},
		{http.MethodGet, "/api" + wall, AccessLink, s.wall},
		{http.MethodGet, "/api" + wall + "/live", AccessLink, s.wallLive},
	}
}
