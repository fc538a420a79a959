package openai

import (
	"context"
	"errors"
	"io"
	"net/http"
	"strings"
	"time"
	"unicode/utf8"

	api "github.com/sashabaranov/go-openai"
)

// Why a call gave no words. None of them holds what anybody wrote.
var (
	errSlow       = errors.New("no first word in time")
	errUnfinished = errors.New("the stream ended without saying that it was finished")
	errCut        = errors.New("the reply was longer than allowed")
	errEmpty      = errors.New("the reply was empty")
	errFiltered   = errors.New("the endpoint's own filter refused")
)

// message is one entry of a chat.
type message struct {
	role string // system, user or assistant
	text string
}

// call is one question to the model.
type call struct {
	account  Account
	messages []message
	schema   *api.ChatCompletionResponseFormatJSONSchema // nil: plain words
	tokens   int                                         // at most, of the reply; 0: Config.MaxTokens
	// heard is told of all that has come so far, as it comes. Its error ends the call.
	heard func(soFar string) error
}

// ask streams one reply. It comes back soon after ctx ends.
func (m *Model) ask(ctx context.Context, question call) (text string, used Usage, err error) {
	if question.tokens == 0 {
		question.tokens = m.config.MaxTokens
	}
	tell, err := m.breaker.enter()
	if err != nil {
		return "", Usage{}, err
	}
	end := callFailed
	defer func() { tell(end) }()
	estimate := estimated(question.messages)
	reserved, err := m.config.Budget.admit(question.account, estimate, int64(question.tokens))
	if err != nil {
		end = callUnasked
		return "", Usage{}, err
	}
	defer func() { reserved.settle(used) }()
	text, used, err = m.stream(ctx, question, estimate)
	// A reply that our own checks broke off, or that nobody waits for any more, is
	// no failure of the endpoint.
	if err == nil || errors.As(err, new(*fault)) || errors.Is(context.Cause(ctx), context.Canceled) {
		end = callAnswered
	}
	return text, used, err
}

// stream reads one reply from the wire.
func (m *Model) stream(ctx context.Context, question call, estimate int64) (string, Usage, error) {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	impatience := time.AfterFunc(m.config.FirstWithin, func() { cancel(errSlow) })
	defer impatience.Stop()

	used := Usage{Calls: 1}
	stream, err := m.client.CreateChatCompletionStream(ctx, m.request(question))
	if err != nil {
		return "", used, because(ctx, err)
	}
	defer stream.Close()
	used.Input = estimate
	var words strings.Builder
	finish := api.FinishReason("")
	for {
		part, err := stream.Recv()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return "", used, because(ctx, err)
		}
		if part.Usage != nil {
			used.Input, used.Output = int64(part.Usage.PromptTokens), int64(part.Usage.CompletionTokens)
		}
		if len(part.Choices) == 0 {
			continue
		}
		choice := part.Choices[0]
		if choice.FinishReason != "" {
			finish = choice.FinishReason
		}
		if choice.Delta.Content == "" {
			continue
		}
		impatience.Stop()
		words.WriteString(choice.Delta.Content)
		if used.Output < int64(words.Len()/4) {
			used.Output = int64(words.Len() / 4)
		}
		if words.Len() > question.tokens*bytesPerToken {
			return "", used, errCut
		}
		if question.heard != nil && utf8.ValidString(words.String()) {
			if err := question.heard(words.String()); err != nil {
				return "", used, err
			}
		}
	}
	return settled(words.String(), finish, used)
}

// bytesPerToken bounds a reply whatever its limit in tokens was understood to
// mean: no tokenizer makes that few of so many.
const bytesPerToken = 40

// settled decides whether a stream that ended brought a whole reply. A clean
// close proves nothing: go-openai reads one without [DONE] as success.
func settled(text string, finish api.FinishReason, used Usage) (string, Usage, error) {
	switch finish {
	case api.FinishReasonStop:
	case "":
		return "", used, errUnfinished
	case api.FinishReasonContentFilter:
		return "", used, errFiltered
	default: // length, or tools that nobody offered
		return "", used, errCut
	}
	if strings.TrimSpace(text) == "" {
		return "", used, errEmpty
	}
	return text, used, nil
}

// request builds what go sends. go-openai omits a temperature of 0 and refuses
// by itself what its list of reasoning models does not take, so none is sent.
func (m *Model) request(question call) api.ChatCompletionRequest {
	request := api.ChatCompletionRequest{Model: m.config.Model, Stream: true, StreamOptions: &api.StreamOptions{IncludeUsage: true}}
	if takesCompletionTokens(m.config.Model) {
		request.MaxCompletionTokens = question.tokens * 4 // reasoning is counted too
	} else {
		//lint:ignore SA1019 servers of one's own, such as Ollama and llama.cpp, know this name alone
		request.MaxTokens = question.tokens
	}
	for _, each := range question.messages {
		request.Messages = append(request.Messages, api.ChatCompletionMessage{Role: each.role, Content: each.text})
	}
	if question.schema != nil {
		request.ResponseFormat = &api.ChatCompletionResponseFormat{Type: api.ChatCompletionResponseFormatTypeJSONSchema, JSONSchema: question.schema}
	}
	return request
}

// takesCompletionTokens reports whether a model of that name takes its bound
// under the newer name alone.
func takesCompletionTokens(model string) bool {
	for _, prefix := range []string{"gpt-5", "gpt-6", "o1", "o3", "o4"} {
		if strings.HasPrefix(model, prefix) {
			return true
		}
	}
	return false
}

// estimated is about how many tokens messages have: four bytes each.
func estimated(messages []message) int64 {
	bytes := 0
	for _, each := range messages {
		bytes += len(each.text) + 16
	}
	return int64(bytes / 4)
}

// because tells a deadline of ours from a fault of the endpoint, and leaves out
// what an endpoint says, which may repeat what a rep wrote.
func because(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return context.Cause(ctx)
	}
	var answered *api.APIError
	var refused *api.RequestError
	switch {
	case errors.Is(err, errStream):
		return errStream
	case errors.As(err, &answered) && answered.HTTPStatusCode > 0:
		return statusError(answered.HTTPStatusCode)
	case errors.As(err, &refused):
		return statusError(refused.HTTPStatusCode)
	}
	return errUnreadable
}

var errUnreadable = errors.New("the endpoint could not be reached or understood")

type statusError int

// Error names the status.
func (s statusError) Error() string {
	return "the endpoint answered " + http.StatusText(int(s))
}
