package openai

import (
	"bytes"
	"context"
	"io"
	"strings"

	api "github.com/sashabaranov/go-openai"

	"github.com/askagain/askagain/server/practice"
)

// MaxAudioBytes bounds a recording and a spoken line: some five minutes of opus.
const MaxAudioBytes = 2 << 20

// Voice turns speech into text and text into speech, over the same kind of
// endpoint. Either model may be "": then that half is not on offer.
type Voice struct {
	Model         *Model
	Transcription string // a model's name
	Speech        string // a model's name
	VoiceName     string // "": alloy
}

// bytesPerAudioToken is how audio is booked: endpoints bill it by the minute,
// budgets count tokens. 16 kbit/s of opus make some 10 tokens a second.
const bytesPerAudioToken = 200

// Transcribe returns what was said in a recording. mediaType is as the browser
// recorded it, such as audio/webm;codecs=opus. Codes: CodeTooLarge, CodeInvalid
// for silence, CodeTooMany, CodeUnavailable.
func (v Voice) Transcribe(ctx context.Context, account Account, audio []byte, mediaType string) (string, error) {
	if v.Transcription == "" {
		return "", errNoVoice
	}
	if len(audio) > MaxAudioBytes {
		return "", practice.Errorf(practice.CodeTooLarge, "That recording is too long. Say it in under five minutes, or type it.")
	}
	var heard string
	err := v.within(ctx, account, int64(len(audio)/bytesPerAudioToken), func(ctx context.Context) error {
		response, err := v.Model.client.CreateTranscription(ctx, api.AudioRequest{
			Model: v.Transcription, FilePath: "turn." + ending(mediaType), Reader: bytes.NewReader(audio), Format: api.AudioResponseFormatJSON,
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
func (v Voice) Speak(ctx context.Context, account Account, text string) (audio []byte, mediaType string, err error) {
	if v.Speech == "" {
		return nil, "", errNoVoice
	}
	if len(text) > practice.MaxTurnRunes {
		return nil, "", practice.Errorf(practice.CodeTooLarge, "That line is too long to be spoken.")
	}
	name := v.VoiceName
	if name == "" {
		name = string(api.VoiceAlloy)
	}
	err = v.within(ctx, account, int64(len(text)/4), func(ctx context.Context) error {
		response, err := v.Model.client.CreateSpeech(ctx, api.CreateSpeechRequest{
			Model: api.SpeechModel(v.Speech), Input: text, Voice: api.SpeechVoice(name), ResponseFormat: api.SpeechResponseFormatMp3,
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
	return audio, "audio/mpeg", err
}

var errNoVoice = practice.Errorf(practice.CodeUnavailable, "This server has no endpoint for speech. Type instead; nothing else changes.")

// within runs one call under the model's deadline, budget and breaker.
func (v Voice) within(ctx context.Context, account Account, tokens int64, run func(context.Context) error) error {
	ctx, cancel := context.WithTimeout(ctx, v.Model.config.Within)
	defer cancel()
	tell, err := v.Model.breaker.enter()
	if err != nil {
		return voiceError(err)
	}
	reserved, err := v.Model.config.Budget.admit(account, tokens, 0)
	if err != nil {
		tell(false)
		return err
	}
	err = run(ctx)
	reserved.settle(Usage{Calls: 1, Input: tokens})
	if err != nil {
		err = because(ctx, err)
		tell(true)
		return voiceError(err)
	}
	tell(false)
	return nil
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
