package team

import "time"

// Role is what somebody may do in a team.
type Role string

// The roles, each of which may do what the later ones may.
const (
	Owner   Role = "owner"   // also names trainers, renames and archives the team
	Trainer Role = "trainer" // also assigns, sees the team's attempts, corrects and comments
	Rep     Role = "rep"
)

// Team is a group that practices together. Nothing of it shows outside of it.
type Team struct {
	ID   string `json:"id"`
	Name string `json:"name"`
	// TimeZone is an IANA name; weeks, months and due dates are the team's.
	TimeZone string `json:"time_zone"`
	// Season is the first day of the season that runs, such as 2026-09-01; "" for none.
	Season string `json:"season"`
	// KeepWords is for how many days after an attempt's end its words are kept; 0: for good.
	KeepWords int `json:"keep_words"`
	// ModelOff keeps everything of the team's attempts from language models: the script speaks.
	ModelOff   bool       `json:"model_off"`
	CreatedAt  time.Time  `json:"created_at"`
	ArchivedAt *time.Time `json:"archived_at"`
}

// Member is a person in a team.
type Member struct {
	Team     string    `json:"team"`
	Person   string    `json:"person"`
	Name     string    `json:"name"` // the display name in this team
	Role     Role      `json:"role"`
	Hidden   bool      `json:"hidden"` // from the boards, except one's own place
	JoinedAt time.Time `json:"joined_at"`
}

// Invitation lets people join a team by a link.
type Invitation struct {
	ID        string     `json:"id"`
	Team      string     `json:"team"`
	Role      Role       `json:"role"`
	Token     [32]byte   `json:"-"` // SHA-256 of the token
	Uses      int        `json:"uses"`
	MaxUses   int        `json:"max_uses"`
	By        string     `json:"by"`
	CreatedAt time.Time  `json:"created_at"`
	ExpiresAt time.Time  `json:"expires_at"`
	RevokedAt *time.Time `json:"revoked_at"`
}
