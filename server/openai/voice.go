package openai

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/http"
	"strings"
	"unicode/utf8"

	api "github.com/sashabaranov/go-openai"

	"github.com/askagain/askagain/server/practice"
)

// MaxAudioBytes bounds a recording and a spoken line: some eight minutes at the
// 32 kbit/s at which pages record.
const MaxAudioBytes = 2 << 20

// VoiceConfig names what hears and what speaks. Either model may be "": then that
// half is not on offer.
type VoiceConfig struct {
	Model         *Model // whose endpoint, deadlines and budget hold for both
	Transcription string // a model's name
	Speech        string // a model's name
	VoiceName     string // "": alloy
}

// Voice turns speech into text and text into speech. It is safe for any number of
// goroutines. Hearing and speaking rest each on its own breaker: an endpoint that
// has no speech goes on to find words, and the other way round.
type Voice struct {
	config           VoiceConfig
	hearing, talking *breaker
}

// NewVoice returns a voice over the model's endpoint.
func NewVoice(config VoiceConfig) *Voice {
	if config.VoiceName == "" {
		config.VoiceName = string(api.VoiceAlloy)
	}
	now := config.Model.config.Now
	return &Voice{config, newBreaker(now), newBreaker(now)}
}

// Hears reports whether speech can be turned into text.
func (v *Voice) Hears() bool { return v.config.Transcription != "" }

// Speaks reports whether lines can be spoken.
func (v *Voice) Speaks() bool { return v.config.Speech != "" }

// Health tells how hearing and speaking went so far.
func (v *Voice) Health() (hearing, speaking Health) { return v.hearing.state(), v.talking.state() }

// bytesPerAudioToken is how audio is booked: endpoints bill it by the minute,
// budgets count tokens. At 32 kbit/s that makes 10 tokens a second.
const bytesPerAudioToken = 400

// spokenLanguage is told to what transcribes, in ISO 639-1: turns are read in
// English alone, and a guess at the language of a few words is often wrong.
const spokenLanguage = "en"

// Transcribe returns what was said in a recording. mediaType is as the browser
// recorded it, such as audio/webm;codecs=opus. Codes: CodeTooLarge, CodeInvalid
// for silence and for what is no recording, CodeTooMany, CodeUnavailable.
func (v *Voice) Transcribe(ctx context.Context, account Account, audio []byte, mediaType string) (string, error) {
	if !v.Hears() {
		return "", errNoVoice
	}
	if len(audio) > MaxAudioBytes {
		return "", practice.Errorf(practice.CodeTooLarge, "That recording is too long. Say it in under five minutes, or type it.")
	}
	var heard string
	err := v.within(ctx, v.hearing, account, int64(len(audio)/bytesPerAudioToken), func(ctx context.Context) error {
		response, err := v.config.Model.client.CreateTranscription(ctx, api.AudioRequest{
			Model: v.config.Transcription, FilePath: "turn." + ending(mediaType), Reader: bytes.NewReader(audio),
			Language: spokenLanguage, Format: api.AudioResponseFormatJSON,
		})
		heard = strings.TrimSpace(response.Text)
		return err
	})
	if err != nil {
		return "", err
	}
	if heard == "" {
		return "", practice.Errorf(practice.CodeInvalid, "Nothing could be heard. Check the microphone and say it again, or type it.")
	}
	return heard, nil
}

// Speak returns a line as speech, and its media type. Codes: CodeTooLarge,
// CodeTooMany, CodeUnavailable.
func (v *Voice) Speak(ctx context.Context, account Account, text string) (audio []byte, mediaType string, err error) {
	if !v.Speaks() {
		return nil, "", errNoVoice
	}
	if utf8.RuneCountInString(text) > practice.MaxTurnRunes {
		return nil, "", practice.Errorf(practice.CodeTooLarge, "That line is too long to be spoken.")
	}
	err = v.within(ctx, v.talking, account, int64(len(text)/4), func(ctx context.Context) error {
		response, err := v.config.Model.client.CreateSpeech(ctx, api.CreateSpeechRequest{
			Model: api.SpeechModel(v.config.Speech), Input: text, Voice: api.SpeechVoice(v.config.VoiceName), ResponseFormat: api.SpeechResponseFormatMp3,
		})
		if err != nil {
			return err
		}
		defer response.Close()
		audio, err = io.ReadAll(io.LimitReader(response, MaxAudioBytes+1))
		if err == nil && (len(audio) == 0 || len(audio) > MaxAudioBytes) {
			err = errUnreadable
		}
		return err
	})
	if err != nil {
		return nil, "", err
	}
	return audio, "audio/mpeg", nil
}

var errNoVoice = practice.Errorf(practice.CodeUnavailable, "This server has no endpoint for speech. Type instead; nothing else changes.")

var errNoShare = practice.Errorf(practice.CodeTooMany, "The share of the speech service is used up for now. Type instead; nothing else changes.")

// within runs one call under the model's deadline and budget, and the breaker of
// its kind.
func (v *Voice) within(ctx context.Context, endpoint *breaker, account Account, tokens int64, run func(context.Context) error) error {
	ctx, cancel := context.WithTimeout(ctx, v.config.Model.config.Within)
	defer cancel()
	tell, err := endpoint.enter()
	if err != nil {
		return voiceError(err)
	}
	end := callFailed
	defer func() { tell(end) }()
	reserved, err := v.config.Model.config.Budget.admit(account, tokens, 0)
	if err != nil {
		end = callUnasked
		return errNoShare.Because(err)
	}
	defer func() { reserved.settle(Usage{Calls: 1, Input: tokens}) }()
	if err = run(ctx); err == nil {
		end = callAnswered
		return nil
	}
	// A recording that is none, or that nobody waits for any more, is no failure
	// of the endpoint: whoever sends such must not silence it for everybody.
	err = because(ctx, err)
	if endpoint == v.hearing && unusable(err) {
		end = callAnswered
		return practice.Errorf(practice.CodeInvalid, "That could not be understood as speech. Say it again, or type it.").Because(err)
	}
	if errors.Is(err, context.Canceled) {
		end = callAnswered
	}
	return voiceError(err)
}

// unusable reports whether an endpoint refused what it was sent, and not to work.
func unusable(err error) bool {
	var status statusError
	if !errors.As(err, &status) {
		return false
	}
	switch int(status) {
	case http.StatusBadRequest, http.StatusRequestEntityTooLarge, http.StatusUnsupportedMediaType, http.StatusUnprocessableEntity:
		return true
	}
	return false
}

func voiceError(cause error) error {
	return practice.Errorf(practice.CodeUnavailable, "The speech service does not answer just now. Type instead, or try again in a moment.").Because(cause)
}

// ending is the file name's ending by which endpoints tell a recording's form.
func ending(mediaType string) string {
	kind, _, _ := strings.Cut(strings.ToLower(mediaType), ";")
	switch strings.TrimSpace(kind) {
	case "audio/mp4", "audio/m4a", "video/mp4":
		return "mp4"
	case "audio/ogg":
		return "ogg"
	case "audio/mpeg":
		return "mp3"
	case "audio/wav", "audio/x-wav", "audio/wave":
		return "wav"
	}
	return "webm"
}
