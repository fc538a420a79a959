package web

import (
	"context"
	"errors"
	"io"
	"net/http"
	"strconv"
	"strings"

	"github.com/askagain/askagain/server/practice"
)

// Voice turns what a rep says into text, and what is said to them into speech.
// Its errors are sentences.
type Voice interface {
	Hears() bool
	Speaks() bool
	Hear(ctx context.Context, attempt practice.Attempt, audio []byte, mediaType string) (string, error)
	Speak(ctx context.Context, attempt practice.Attempt, text string) (audio []byte, mediaType string, err error)
}

// maxRecording bounds a recording, in bytes: some five minutes of speech.
const maxRecording = 2 << 20

// voiceAnswer is what a page can do by voice; without an endpoint it may still
// know a way of its own.
type voiceAnswer struct {
	Hear  bool `json:"hear"`
	Speak bool `json:"speak"`
}

func (s *Server) voiceOnOffer(ctx context.Context, attempt practice.Attempt) voiceAnswer {
	if s.voice == nil || !s.modelAllowed(ctx, attempt) {
		return voiceAnswer{}
	}
	return voiceAnswer{s.voice.Hears(), s.voice.Speaks()}
}

func (s *Server) modelAllowed(ctx context.Context, attempt practice.Attempt) bool {
	return s.mayUseModel == nil || s.mayUseModel(ctx, attempt)
}

var errNoVoice = practice.Errorf(practice.CodeNotFound, "There is no endpoint for speech here. Type instead; nothing else changes.")

// hear turns a recording into text, which the rep sees and mends before it counts.
// Nothing of it is kept.
func (s *Server) hear(w http.ResponseWriter, r *http.Request) {
	if !s.voiceOnOffer(r.Context(), callerOf(r.Context()).attempt).Hear {
		s.writeError(w, r, errNoVoice)
		return
	}
	kind := r.Header.Get("Content-Type")
	if !strings.HasPrefix(kind, "audio/") {
		s.writeError(w, r, practice.Errorf(practice.CodeInvalid, "A recording was expected. Reload the page and say it again."))
		return
	}
	audio, err := io.ReadAll(r.Body)
	var tooLarge *http.MaxBytesError
	switch {
	case errors.As(err, &tooLarge):
		s.writeError(w, r, practice.Errorf(practice.CodeTooLarge, "That recording is too long. Say it in under five minutes, or type it."))
		return
	case err != nil || len(audio) == 0:
		s.writeError(w, r, practice.Errorf(practice.CodeInvalid, "The recording did not arrive. Please say it again.").Because(err))
		return
	}
	text, err := s.voice.Hear(r.Context(), callerOf(r.Context()).attempt, audio, kind)
	if err != nil {
		s.logInternal("hear", err)
		s.writeError(w, r, err)
		return
	}
	writeJSON(w, http.StatusOK, map[string]string{"text": text})
}

// speech speaks a line that was really said in the attempt, and nothing else.
func (s *Server) speech(w http.ResponseWriter, r *http.Request) {
	attempt := callerOf(r.Context()).attempt
	if !s.voiceOnOffer(r.Context(), attempt).Speak {
		s.writeError(w, r, errNoVoice)
		return
	}
	seq, err := strconv.ParseInt(r.PathValue("seq"), 10, 64)
	number, err2 := strconv.Atoi(r.PathValue("line"))
	if err != nil || err2 != nil || seq < 1 {
		s.writeError(w, r, errNoLine)
		return
	}
	events, err := s.store.Events(r.Context(), attempt.ID, seq-1)
	if err != nil {
		s.writeError(w, r, err)
		return
	}
	if len(events) == 0 || events[0].Replied == nil || number < 0 || number >= len(events[0].Replied.Lines) {
		s.writeError(w, r, errNoLine)
		return
	}
	audio, kind, err := s.voice.Speak(r.Context(), attempt, events[0].Replied.Lines[number].Text)
	if err != nil {
		s.logInternal("speak", err)
		s.writeError(w, r, err)
		return
	}
	w.Header().Set("Content-Type", kind)
	w.Header().Set("Cache-Control", "private, max-age=3600")
	_, _ = w.Write(audio) // who left hears nothing
}

var errNoLine = practice.Errorf(practice.CodeNotFound, "Nothing was said there. Reload the page.")
