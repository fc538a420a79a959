package scenario_test

import (
	"flag"
	"fmt"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/askagain/askagain/server/practice"
	"github.com/askagain/askagain/server/scenario"
	"go.yaml.in/yaml/v4"
)

const guide = "../../scenarios/README.md"

var update = flag.Bool("update", false, "write the table of codes into the guide")

var yamlBlock = regexp.MustCompile("(?s)```yaml\n(.*?)```")

// Where the decoder lists the keys that it knows, and a key in such a list.
var (
	keyLists = regexp.MustCompile(`(?s)\w+Keys\s+= \[\]string\{(.*?)\}`)
	keyWords = regexp.MustCompile(`"([a-z_]+)"`)
)

func blocks(t *testing.T) []string {
	t.Helper()
	var blocks []string
	for _, match := range yamlBlock.FindAllStringSubmatch(string(read(t, guide)), -1) {
		blocks = append(blocks, match[1])
	}
	if len(blocks) < 10 {
		t.Fatalf("the guide has only %d examples", len(blocks))
	}
	return blocks
}

func TestGuideBeginsWithTenLinesThatPass(t *testing.T) {
	first := blocks(t)[0]
	if lines := strings.Count(first, "\n"); lines != 10 {
		t.Errorf("the first scenario has %d lines", lines)
	}
	compile(t, "coffee.yaml", []byte(first))
}

// TestGuideExamplesCompile puts each example into the first scenario, as the
// guide says: what it leaves out stays as it was.
func TestGuideExamplesCompile(t *testing.T) {
	all := blocks(t)
	for i, example := range all[1:] {
		t.Run(fmt.Sprintf("example %d", i+1), func(t *testing.T) {
			var whole, part yaml.Node
			if err := yaml.Load([]byte(all[0]), &whole); err != nil {
				t.Fatal(err)
			}
			if err := yaml.Load([]byte(example), &part); err != nil {
				t.Fatal(err)
			}
			overlay(whole.Content[0], part.Content[0])
			source, err := yaml.Dump(&whole)
			if err != nil {
				t.Fatal(err)
			}
			compile(t, "coffee.yaml", source)
			if t.Failed() {
				t.Logf("%s", source)
			}
		})
	}
}

// overlay puts the keys of one block into another, block by block.
func overlay(onto, from *yaml.Node) {
	for i := 0; i+1 < len(from.Content); i += 2 {
		key, value := from.Content[i], from.Content[i+1]
		found := false
		for j := 0; j+1 < len(onto.Content); j += 2 {
			if onto.Content[j].Value != key.Value {
				continue
			}
			found = true
			if old := onto.Content[j+1]; old.Kind == yaml.MappingNode && value.Kind == yaml.MappingNode && value.Style&yaml.FlowStyle == 0 {
				overlay(old, value)
			} else {
				onto.Content[j+1] = value
			}
		}
		if !found {
			onto.Content = append(onto.Content, key, value)
		}
	}
}

// TestGuideNamesEveryKey reads the keys out of the decoder, so that a new one
// cannot stay unexplained.
func TestGuideNamesEveryKey(t *testing.T) {
	source := string(read(t, "decode.go")) + string(read(t, "decode_person.go")) + string(read(t, "decode_tests.go"))
	lists := keyLists.FindAllStringSubmatch(source, -1)
	if len(lists) < 7 {
		t.Fatalf("found only %d lists of keys", len(lists))
	}
	examples := strings.Join(blocks(t), "\n")
	for _, list := range lists {
		for _, key := range keyWords.FindAllStringSubmatch(list[1], -1) {
			if !regexp.MustCompile(`\b` + key[1] + `:`).MatchString(examples) {
				t.Errorf("no example shows the key %s", key[1])
			}
		}
	}
}

func TestGuideNamesEveryMethodAndChannel(t *testing.T) {
	text := string(read(t, guide))
	for _, method := range practice.Methods() {
		if !strings.Contains(text, "| `"+string(method)+"` | ") {
			t.Errorf("the table of methods lacks %s", method)
		}
	}
	for _, channel := range practice.Channels() {
		if !strings.Contains(text, "`"+string(channel)+"`") {
			t.Errorf("the guide lacks the channel %s", channel)
		}
	}
}

// TestGuideExplainsEveryCode holds the guide's table to the codes that there
// are. -update writes it.
func TestGuideExplainsEveryCode(t *testing.T) {
	const begin, end = "<!-- codes -->\n", "<!-- /codes -->"
	text := string(read(t, guide))
	head, rest, found := strings.Cut(text, begin)
	got, tail, ended := strings.Cut(rest, end)
	if !found || !ended {
		t.Fatal("the guide has no place for the table of codes")
	}
	var want strings.Builder
	want.WriteString("| code | what it means | what to do |\n| --- | --- | --- |\n")
	for _, info := range scenario.Codes() {
		name := "`" + string(info.Code) + "`"
		if info.Severity == scenario.SeverityWarning {
			name += " (warning)"
		}
		fmt.Fprintf(&want, "| %s | %s | %s |\n", name, info.Meaning, info.Fix)
	}
	if got == want.String() {
		return
	}
	if !*update {
		t.Fatal("the table of codes is out of date; go test ./server/scenario -run Guide -update writes it")
	}
	if err := os.WriteFile(guide, []byte(head+begin+want.String()+end+tail), 0o644); err != nil {
		t.Fatal(err)
	}
}
