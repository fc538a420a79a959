// Package openai lets a language model find the words of a client, behind any
// endpoint that speaks OpenAI's chat protocol. The rules have decided before the
// model is asked: it is told what its person conveys and may choose how. What it
// says is checked against the decision, sentence by sentence, before anybody
// sees it; where it fails, is late or costs too much, the scenario's own lines
// are spoken.
//
// It is the only package that imports go-openai. Known traps of that library
// (v1.43) are mended here, each where it says so.
package openai
