package scenario_test

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/askagain/askagain/server/scenario"
	"github.com/santhosh-tekuri/jsonschema/v6"
	"go.yaml.in/yaml/v4"
)

const schemaFile = "../../scenarios/schema.json"

// TestSchemaIsInStep holds the schema that editors read to the one that the
// program prints. -update writes it.
func TestSchemaIsInStep(t *testing.T) {
	want, err := scenario.Schema()
	if err != nil {
		t.Fatal(err)
	}
	if *update {
		if err := os.WriteFile(schemaFile, want, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if got := read(t, schemaFile); !bytes.Equal(got, want) {
		t.Error("scenarios/schema.json is out of date; go test ./server/scenario -run Schema -update writes it")
	}
}

func compiledSchema(t *testing.T) *jsonschema.Schema {
	t.Helper()
	source, err := scenario.Schema()
	if err != nil {
		t.Fatal(err)
	}
	document, err := jsonschema.UnmarshalJSON(bytes.NewReader(source))
	if err != nil {
		t.Fatal(err)
	}
	compiler := jsonschema.NewCompiler()
	if err := compiler.AddResource("schema.json", document); err != nil {
		t.Fatal(err)
	}
	schema, err := compiler.Compile("schema.json")
	if err != nil {
		t.Fatal(err)
	}
	return schema
}

// value is a file as an editor's language server hands it to a schema; false
// where it is no plain YAML of one document without keys that stand twice, of
// which a schema hears nothing.
func value(source []byte) (any, bool) {
	var node yaml.Node
	if err := yaml.Load(bytes.Replace(source, []byte("%YAML"), []byte("#"), 1), &node); err != nil || len(node.Content) == 0 {
		return nil, false
	}
	return plainValue(node.Content[0])
}

func plainValue(node *yaml.Node) (any, bool) {
	switch node.Kind {
	case yaml.AliasNode:
		return plainValue(node.Alias)
	case yaml.SequenceNode:
		items := []any{}
		for _, child := range node.Content {
			item, ok := plainValue(child)
			if !ok {
				return nil, false
			}
			items = append(items, item)
		}
		return items, true
	case yaml.MappingNode:
		block := map[string]any{}
		for i := 0; i+1 < len(node.Content); i += 2 {
			item, ok := plainValue(node.Content[i+1])
			if _, twice := block[node.Content[i].Value]; !ok || twice {
				return nil, false
			}
			block[node.Content[i].Value] = item
		}
		return block, true
	}
	if node.Style != 0 {
		return node.Value, true
	}
	switch node.Tag {
	case "!!null":
		return nil, true
	case "!!bool":
		return node.Value == "true", true
	case "!!int", "!!float":
		return json.Number(node.Value), true
	}
	return node.Value, true
}

// The codes of which a schema can say every fault but those in tooSubtle. What
// it cannot say at all needs more than the value in one place: what a name
// refers to, what is played, how the bytes are written.
var ofShape = []scenario.Code{
	scenario.CodeUnknownKey, scenario.CodeMissingKey, scenario.CodeWrongShape, scenario.CodeNotText, scenario.CodeNotNumber,
	scenario.CodeEmptyValue, scenario.CodeEmptyFile, scenario.CodeTooLong, scenario.CodeTooMany, scenario.CodeBadID, scenario.CodeOutOfRange,
	scenario.CodeBadDuration, scenario.CodeBadDate, scenario.CodeUnknownFormat, scenario.CodeUnknownMethod, scenario.CodeUnknownChannel,
	scenario.CodeUnknownSide, scenario.CodeBadReference, scenario.CodeDirect, scenario.CodeUnknownWord, scenario.CodeUnclearStep,
}

// beside are codes whose faults a schema may refuse for another reason.
var beside = []scenario.Code{scenario.CodeMergeKey, scenario.CodeTooDeep}

// tooSubtle are the files whose fault has a code of shape and is beyond a schema.
var tooSubtle = map[string]string{
	"not-text-date.yaml":        "an unquoted date is a text to YAML 1.2",
	"tests-too-many-reads.yaml": "steps by words are counted over all tests",
}

func TestSchemaTellsRightFromWrong(t *testing.T) {
	schema := compiledSchema(t)
	var right []string
	for _, pattern := range []string{"testdata/valid/*.yaml", "../../scenarios/*.yaml"} {
		files, err := filepath.Glob(pattern)
		if err != nil || len(files) < 5 {
			t.Fatalf("%s: %v, %v", pattern, files, err)
		}
		right = append(right, files...)
	}
	for _, file := range right {
		plain, ok := value(read(t, file))
		if !ok {
			t.Errorf("%s is no plain YAML", file)
		} else if err := schema.Validate(plain); err != nil {
			t.Errorf("%s: %v", file, err)
		}
	}
	refused := map[scenario.Code]int{}
	for _, file := range invalidFiles(t) {
		source, wants := readInvalid(t, file)
		endless := func(w wanted) bool { return w.code == scenario.CodeAliases }
		if tooSubtle[filepath.Base(file)] != "" || len(source) > 100_000 || slices.ContainsFunc(wants, endless) {
			continue
		}
		plain, ok := value(source)
		if !ok {
			continue // a parser refuses it before a schema does
		}
		err := schema.Validate(plain)
		shape := slices.ContainsFunc(wants, func(w wanted) bool { return slices.Contains(ofShape, w.code) })
		switch {
		case shape && err == nil:
			t.Errorf("%s passes the schema, and has %v", file, wants)
		case !shape && err != nil && !slices.Contains(beside, wants[0].code):
			t.Errorf("%s is refused by the schema for a fault that it has not: %v", file, err)
		}
		for _, want := range wants {
			refused[want.code]++
		}
	}
	for _, code := range ofShape {
		if code != scenario.CodeEmptyFile && refused[code] == 0 {
			t.Errorf("no file shows the schema a fault of %s", code)
		}
	}
}

// TestSchemaExplainsEveryKey walks through all blocks: each key has a
// description, and no block takes keys that are not there.
func TestSchemaExplainsEveryKey(t *testing.T) {
	source, err := scenario.Schema()
	if err != nil {
		t.Fatal(err)
	}
	var root map[string]any
	if err := json.Unmarshal(source, &root); err != nil {
		t.Fatal(err)
	}
	keys := map[string]bool{}
	var walk func(path string, at any)
	walk = func(path string, at any) {
		switch at := at.(type) {
		case []any:
			for _, item := range at {
				walk(path, item)
			}
		case map[string]any:
			if properties, ok := at["properties"].(map[string]any); ok {
				if at["additionalProperties"] != false {
					t.Errorf("%s takes any key", path)
				}
				for key, property := range properties {
					keys[key] = true
					if words, _ := property.(map[string]any)["description"].(string); words == "" {
						t.Errorf("%s.%s has no description", path, key)
					}
				}
			}
			for key, item := range at {
				walk(path+"."+key, item)
			}
		}
	}
	walk("", root)
	decoded := string(read(t, "decode.go")) + string(read(t, "decode_person.go")) + string(read(t, "decode_tests.go"))
	for _, list := range keyLists.FindAllStringSubmatch(decoded, -1) {
		for _, key := range keyWords.FindAllStringSubmatch(list[1], -1) {
			if !keys[key[1]] {
				t.Errorf("the schema lacks the key %s", key[1])
			}
		}
	}
}

func TestShippedFilesNameTheirSchema(t *testing.T) {
	files, err := filepath.Glob("../../scenarios/*.yaml")
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	for _, file := range files {
		if !strings.HasPrefix(string(read(t, file)), "# yaml-language-server: $schema=./schema.json\n") {
			t.Errorf("%s does not begin with the line that names its schema", file)
		}
	}
}
