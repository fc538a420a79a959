package scenario

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"reflect"
	"strings"

	"github.com/askagain/askagain/server/practice"
	"github.com/invopop/jsonschema"
)

// Schema returns the JSON Schema (draft 2020-12) of a scenario file, for editors:
// every key with what it means and what can stand there. What follows from
// several parts of a file together is left to Compile.
func Schema() ([]byte, error) {
	reflector := jsonschema.Reflector{
		Anonymous: true, ExpandedStruct: true, RequiredFromJSONSchemaTags: true,
		Namer: definitionName,
	}
	schema := reflector.Reflect(fileShape{})
	for _, shape := range listed() {
		part := reflector.Reflect(shape)
		maps.Copy(schema.Definitions, part.Definitions)
		part.Version, part.Definitions = "", nil
		schema.Definitions[definitionName(reflect.TypeOf(shape))] = part
	}
	schema.Title = "A scenario of Askagain"
	schema.Description = "Who says no, why, and what moves them."
	var out bytes.Buffer
	encoder := json.NewEncoder(&out)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	if err := encoder.Encode(schema); err != nil {
		return nil, fmt.Errorf("write the schema: %w", err)
	}
	return out.Bytes(), nil
}

// The types below are a file as a schema sees it; a test holds their keys to
// those that are decoded. A kind of value that Go has no type for writes its own
// schema.
type (
	shapeLine     string
	shapeText     string
	shapeID       string
	shapeLines    struct{}
	shapeMethods  struct{}
	shapeMoving   struct{}
	shapeHardens  struct{}
	shapeChannel  string
	shapeTargets  struct{}
	shapeDuration struct{}
	shapeDate     string
	shapeAnswers  struct{}
	shapeAnswer   string
	shapeAnyOf    struct{}
	shapeThen     struct{}
	shapeEnding   string
)

// stringSchema is a text of some length; most 0 has no bound.
func stringSchema(most uint64) *jsonschema.Schema {
	least := uint64(1)
	schema := &jsonschema.Schema{Type: "string", MinLength: &least, Pattern: `\S`}
	if most > 0 {
		schema.MaxLength = &most
	}
	return schema
}

func patternSchema(pattern string) *jsonschema.Schema {
	return &jsonschema.Schema{Type: "string", Pattern: pattern}
}

// word is one of a few words, with what each means.
type word struct{ word, means string }

func wordSchema(words []word) *jsonschema.Schema {
	schema := &jsonschema.Schema{Type: "string"}
	var means []string
	for _, w := range words {
		schema.Enum = append(schema.Enum, w.word)
		means = append(means, w.word+": "+w.means)
	}
	schema.Description = strings.Join(means, "\n")
	return schema
}

// oneOrList is a value or a list of such values.
func oneOrList(one *jsonschema.Schema, least uint64) *jsonschema.Schema {
	most := uint64(maxEntries)
	return &jsonschema.Schema{AnyOf: []*jsonschema.Schema{one, {Type: "array", Items: one, MinItems: &least, MaxItems: &most}}}
}

func definition(name string) *jsonschema.Schema { return &jsonschema.Schema{Ref: "#/$defs/" + name} }

// methodMeanings say what each method is, in the words of the guide.
var methodMeanings = map[practice.Method]string{
	practice.Direct:    "asks plainly; it moves nothing by itself",
	practice.Explore:   "asks what is behind the no",
	practice.Empathize: "names the person's position or feeling",
	practice.Value:     "says what the client gains, or what going without costs them",
	practice.Proof:     "brings evidence: a reference, data, a demonstration",
	practice.Trade:     "gives something to get something",
	practice.Reduce:    "asks for something smaller, or takes another route to the same outcome",
	practice.Obstacle:  "takes away the particular thing in the way",
	practice.Ally:      "works through people",
	practice.Wait:      "gives it time, with a return in mind",
	practice.Medium:    "proposes another medium: a call, a visit, lunch",
}

func methodWords(moving bool) []word {
	var words []word
	for _, method := range practice.Methods() {
		if moving && method == practice.Direct {
			continue
		}
		words = append(words, word{string(method), methodMeanings[method]})
	}
	return words
}

func (shapeLine) JSONSchema() *jsonschema.Schema { return stringSchema(maxLineRunes) }
func (shapeText) JSONSchema() *jsonschema.Schema { return stringSchema(maxTextRunes) }
func (shapeID) JSONSchema() *jsonschema.Schema   { return patternSchema(idPattern.String()) }
func (shapeLines) JSONSchema() *jsonschema.Schema {
	return oneOrList(stringSchema(maxTextRunes), 1)
}
func (shapeMethods) JSONSchema() *jsonschema.Schema {
	return oneOrList(wordSchema(methodWords(false)), 0)
}
func (shapeMoving) JSONSchema() *jsonschema.Schema {
	return oneOrList(wordSchema(methodWords(true)), 0)
}
func (shapeHardens) JSONSchema() *jsonschema.Schema {
	return oneOrList(wordSchema(append(methodWords(false), word{pushyWord, "pressure"})), 0)
}

func (shapeChannel) JSONSchema() *jsonschema.Schema {
	return wordSchema([]word{{string(practice.Email), "the weakest"}, {string(practice.Chat), "as weak"}, {string(practice.Phone), "stronger"}, {string(practice.InPerson), "the strongest"}})
}

func (shapeTargets) JSONSchema() *jsonschema.Schema {
	one := patternSchema(targetPattern.String())
	one.Examples = []any{"ann.budget"}
	return oneOrList(one, 0)
}

func (shapeDuration) JSONSchema() *jsonschema.Schema {
	return &jsonschema.Schema{
		AnyOf: []*jsonschema.Schema{
			{Type: "integer", Minimum: "1", Maximum: json.Number(fmt.Sprint(practice.MaxWaitDays))},
			patternSchema(`^0*([1-9][0-9]?|[12][0-9]{2}|3[0-5][0-9]|36[0-5]) *([Dd][Aa][Yy][Ss]?)?$|^0*([1-9]|[1-4][0-9]|5[0-2]) *[Ww][Ee][Ee][Kk][Ss]?$`),
		},
		Examples: []any{"21 days", "3 weeks"},
	}
}

func (shapeDate) JSONSchema() *jsonschema.Schema {
	schema := patternSchema(`^(19[0-9]{2}|2[01][0-9]{2}|2200)-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$`)
	schema.Examples = []any{"2026-03-02"}
	return schema
}

func (shapeAnswers) JSONSchema() *jsonschema.Schema {
	schema := &jsonschema.Schema{Type: "object", Properties: jsonschema.NewProperties(), AdditionalProperties: jsonschema.FalseSchema}
	for _, method := range methodWords(false) {
		lines := definition("lines")
		lines.Description = "What the person says to somebody who " + method.means + "."
		schema.Properties.Set(method.word, lines)
	}
	return schema
}

func (shapeAnswer) JSONSchema() *jsonschema.Schema {
	var words []word
	for _, answer := range AnswerWords() {
		words = append(words, word{answer.Word, answer.Means})
	}
	return wordSchema(words)
}

func (shapeAnyOf) JSONSchema() *jsonschema.Schema { return oneOrList(shapeAnswer("").JSONSchema(), 1) }

func (shapeThen) JSONSchema() *jsonschema.Schema {
	return &jsonschema.Schema{AnyOf: []*jsonschema.Schema{shapeAnyOf{}.JSONSchema(), definition("expected")}}
}

func (shapeEnding) JSONSchema() *jsonschema.Schema {
	var words []word
	for _, ending := range EndingWords() {
		words = append(words, word{ending.Word, ending.Means})
	}
	return wordSchema(words)
}

// definitionName is the name of a shape under $defs.
func definitionName(t reflect.Type) string {
	return strings.ToLower(strings.TrimSuffix(strings.TrimPrefix(t.Name(), "shape"), "Shape"))
}
