package main

import (
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/askagain/askagain/server/practice"
	"github.com/askagain/askagain/server/reading"
	"github.com/askagain/askagain/server/score"
	"github.com/askagain/askagain/server/transcript"
)

type scoreCommand struct {
	Files []string `arg:"" name:"file" help:"Conversations: a JSON object each, or JSON Lines; - for standard input."`
}

func (scoreCommand) Help() string {
	return `Scores any conversation, a real one too. In:

  {"outcome":"a call with the CFO","turns":[
    {"who":"rep","channel":"email","day":0,"text":"Could you set up a call?"},
    {"who":"client","channel":"email","day":1,"text":"She doesn't take calls."}]}

"who" is rep or client; "name", "to", "channel" and "day" are optional and earn
nothing when missing. A file may also hold one such object a line, each with a
"file" name. Out: one JSON object a conversation, with the words that the points
rest on. What cannot be read gives {"file","error"}; the rest goes on, exit code 1.`
}

// scoreFailure stands in place of a conversation that could not be read.
type scoreFailure struct {
	File  string `json:"file"`
	Error *coded `json:"error"`
}

// Run scores every file in turn.
func (c scoreCommand) Run(world process) error {
	reader, err := reading.New()
	if err != nil {
		return err
	}
	encoder := jsonLines(world.stdout)
	failed := false
	for _, path := range c.Files {
		found, err := scoreFile(reader, path, world.stdin, encoder)
		if err != nil {
			return err
		}
		failed = failed || found
	}
	if failed {
		return errFindings
	}
	return nil
}

// scoreFile scores the conversations of one file, and reports whether one of
// them could not be read.
func scoreFile(reader score.Reader, path string, stdin io.Reader, encoder *json.Encoder) (failed bool, err error) {
	stream, err := openConversations(path, stdin)
	if err != nil {
		return true, encoder.Encode(scoreFailure{filepath.Base(path), codedFrom(err)})
	}
	defer func() { err = errors.Join(err, stream.Close()) }()
	for named, readErr := range transcript.Read(stream, filepath.Base(path)) {
		var line any
		if readErr != nil {
			failed = true
			line = scoreFailure{named.File, codedFrom(readErr)}
		} else {
			card, _ := score.Conversation(reader, named.Conversation)
			line = score.Summarize(named.File, card)
		}
		if err := encoder.Encode(line); err != nil {
			return failed, err
		}
	}
	return failed, nil
}

func openConversations(path string, stdin io.Reader) (io.ReadCloser, error) {
	if path == "-" {
		return io.NopCloser(stdin), nil
	}
	file, err := os.Open(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, practice.Errorf(practice.CodeNotFound, "There is no file %s; check the path.", path).Because(err)
	case err != nil:
		return nil, practice.Errorf(practice.CodeInvalid, "The file %s cannot be read; check its permissions.", path).Because(err)
	}
	if info, err := file.Stat(); err == nil && info.IsDir() {
		return nil, errors.Join(practice.Errorf(practice.CodeInvalid, "%s is a folder; name the files in it.", path), file.Close())
	}
	return file, nil
}
