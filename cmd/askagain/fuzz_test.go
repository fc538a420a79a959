package main

import (
	"bytes"
	"encoding/json"
	"testing"
	"unicode/utf8"

	"github.com/askagain/askagain/server/practice"
)

// fuzzed runs a command on bytes from standard input and returns its lines.
func fuzzed(t *testing.T, input []byte, arguments ...string) (lines [][]byte, code int) {
	t.Helper()
	var out, failures bytes.Buffer
	code = run(arguments, process{
		stdin: bytes.NewReader(input), stdout: &out, stderr: &failures,
		lookup: func(string) (string, bool) { return "", false },
	})
	if code != exitOK && code != exitFindings {
		t.Fatalf("exit code %d: %s", code, failures.Bytes())
	}
	for line := range bytes.Lines(out.Bytes()) {
		if !json.Valid(line) || !utf8.Valid(line) {
			t.Fatalf("not a line of JSON: %q", line)
		}
		lines = append(lines, line)
	}
	return lines, code
}

// Whatever comes in, every line that is not blank is answered by one line, whose
// quotes are verbatim, and the exit code says whether one was bad.
func FuzzReadCommand(f *testing.F) {
	f.Add([]byte(`{"id":"1","outcome":"a call","client_last":"No.","text":"Twenty minutes, then?","intends":["reduce"]}`))
	f.Add([]byte("{\"text\":\"a\"}\r\n\r\n{\"text\":3}\nnonsense\n"))
	f.Add([]byte("\xef\xbb\xbf{\"text\":\"\xff\"}"))
	f.Add([]byte(`{"id":{"a":[1]},"text":"\u202e\u0000 *nods* please please"}`))
	f.Fuzz(func(t *testing.T, input []byte) {
		lines, code := fuzzed(t, input, "read")
		wanted := 0
		for line := range bytes.Lines(bytes.TrimPrefix(input, []byte("\ufeff"))) {
			if len(bytes.TrimSpace(line)) > 0 {
				wanted++
			}
		}
		if len(lines) != wanted {
			t.Fatalf("%d lines are answered by %d", wanted, len(lines))
		}
		failed := false
		for _, line := range lines {
			var answer struct {
				Error    *coded              `json:"error"`
				Evidence []practice.Evidence `json:"evidence"`
			}
			if err := json.Unmarshal(line, &answer); err != nil {
				t.Fatal(err)
			}
			failed = failed || answer.Error != nil
			for _, evidence := range answer.Evidence {
				if evidence.Start >= evidence.End || evidence.End-evidence.Start != len(evidence.Quote) {
					t.Fatalf("evidence %+v", evidence)
				}
			}
		}
		if failed != (code == exitFindings) {
			t.Fatalf("exit code %d, but failed is %t", code, failed)
		}
	})
}

// Whatever comes in, a score stays between 0 and 100 or is an error with a code.
func FuzzScoreCommand(f *testing.F) {
	f.Add([]byte(`{"outcome":"a call","turns":[{"who":"rep","channel":"email","day":0,"text":"Could you call me?"},{"who":"client","text":"No."}]}`))
	f.Add([]byte("{\"file\":\"a\",\"outcome\":\"x\",\"turns\":[{\"who\":\"rep\",\"day\":-5,\"text\":\"\"}]}\n{\"file\":\"b\"}\n"))
	f.Add([]byte(`[{"outcome":`))
	f.Fuzz(func(t *testing.T, input []byte) {
		lines, _ := fuzzed(t, input, "score", "-")
		for _, line := range lines {
			var answer struct {
				Total *float64 `json:"total"`
				Error *coded   `json:"error"`
			}
			if err := json.Unmarshal(line, &answer); err != nil {
				t.Fatal(err)
			}
			switch {
			case answer.Error != nil && answer.Error.Code != "" && answer.Error.Message != "":
			case answer.Total != nil && *answer.Total >= 0 && *answer.Total <= 100:
			default:
				t.Fatalf("neither a score nor an error: %s", line)
			}
		}
	})
}
