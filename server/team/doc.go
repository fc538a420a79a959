// Package team is what a practice room becomes when several people share it:
// accounts and their sessions, teams and roles, invitations, assignments,
// leaderboards, comments and live rooms. It holds the rules and no SQL and no
// HTTP: whoever keeps the records implements Store.
package team
