package transcript

import (
	"strings"

	"github.com/askagain/askagain/server/practice"
)

// media are the words that people use for the channels.
var media = map[string]practice.Channel{
	"email": practice.Email, "e mail": practice.Email, "mail": practice.Email, "letter": practice.Email,
	"chat": practice.Chat, "message": practice.Chat, "text": practice.Chat, "sms": practice.Chat, "messenger": practice.Chat,
	"phone": practice.Phone, "call": practice.Phone, "telephone": practice.Phone, "video": practice.Phone, "video call": practice.Phone,
	"in person": practice.InPerson, "face to face": practice.InPerson, "visit": practice.InPerson, "meeting": practice.InPerson,
}

// channelOf returns the channel that a word means. A word that is not known is
// like a missing one: it earns nothing, and made-up media can't be collected.
func channelOf(word string) practice.Channel {
	plain := strings.NewReplacer("_", " ", "-", " ").Replace(strings.ToLower(word))
	return media[strings.Join(strings.Fields(plain), " ")]
}
