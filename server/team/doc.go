// Package team is what a practice room becomes when several people share it:
// accounts and their sessions, teams and roles, invitations, assignments,
// leaderboards, comments and live rooms. It holds the rules and no SQL and no
// HTTP: whoever keeps the records implements Store.
//
// Door lets people in, Desk keeps teams, Assigner hands out scenarios and
// official attempts, Boardroom shows leaderboards, Talks keeps comments and live
// rooms, Coach shows trainers their people. Each method checks by itself what
// whoever it acts for may do, by the table of Can; to who is not in a team,
// nothing of it is there.
package team
