package scenario

import (
	"slices"
	"strings"

	"go.yaml.in/yaml/v4"
)

// MaxVariants is how many circumstances a file may add to its own.
const MaxVariants = 20

// compileVariants reads the file once more for each variant, with the variant's
// values put in place of the file's own. What is wrong only then is reported at
// the variant.
func compileVariants(r *reporter, root *yaml.Node) []*Scenario {
	list := lookUp(follow(root), "variants")
	if list == nil || isNull(list) {
		return nil
	}
	outer := &draft{reporter: r}
	if list.Kind != yaml.SequenceNode {
		outer.reportShape(list, "`variants`", "a list", "start each variant with a dash: - {priya.patience: 3}")
		return nil
	}
	if len(list.Content) > MaxVariants {
		r.report(at(list.Content[MaxVariants]), CodeTooMany, "leave some out", "there are %d variants; at most %d are read", len(list.Content), MaxVariants)
		return nil
	}
	people := lookUp(follow(root), "people")
	var compiled []*Scenario
	for _, item := range outer.items(list, "`variants`") {
		if one := compileVariant(outer, root, people, item); one != nil {
			compiled = append(compiled, one)
		}
	}
	return compiled
}

func compileVariant(outer *draft, root, people, variant *yaml.Node) *Scenario {
	patched, ok := root, true
	for _, field := range outer.fields(variant, "a variant", CodeDuplicateKey) {
		steps, problem := variantPath(people, field.key)
		switch {
		case problem != "":
			outer.report(field.at, CodeBadVariant, problem, "the path %s leads nowhere", quote(clip(field.key)))
			ok = false
		case isNull(field.value):
			outer.report(field.at, CodeEmptyValue, "write the value that it has in this variant", "%s has no value", quote(clip(field.key)))
			ok = false
		default:
			patched = withValue(patched, steps, field)
		}
	}
	if !ok || variant.Kind != yaml.MappingNode {
		return nil
	}
	inner := newReporter(outer.file)
	compiled := decode(inner, patched).finish()
	compiled.at = placeOfVariant(variant)
	outer.adopt(inner.diagnostics, variant)
	return compiled
}

// adopt takes over what a variant's own compilation found and the file's did
// not. An error that it blames on a line outside the variant is moved to the
// variant, because that is where the mistake was made; a warning there is
// dropped, because the line is right without the variant.
func (d *draft) adopt(found []Diagnostic, variant *yaml.Node) {
	inside := make(map[place]bool)
	collectPlaces(variant, inside)
	for _, diagnostic := range found {
		if d.seen[diagnostic] {
			continue
		}
		if !inside[place{diagnostic.Line, diagnostic.Column}] {
			if diagnostic.Severity == SeverityWarning {
				continue
			}
			where := placeOfVariant(variant)
			diagnostic.Line, diagnostic.Column = where.line, where.column
			diagnostic.Message = "in this variant, " + diagnostic.Message
		}
		d.add(diagnostic)
	}
}

// placeOfVariant is where a variant begins: at its brace, or its first key.
func placeOfVariant(variant *yaml.Node) place {
	if variant.Style&yaml.FlowStyle == 0 && len(variant.Content) > 0 {
		return at(variant.Content[0])
	}
	return at(variant)
}

func collectPlaces(node *yaml.Node, places map[place]bool) {
	places[at(node)] = true
	for _, child := range node.Content {
		collectPlaces(child, places)
	}
}

// variantPath turns person.key... or person.concern.key into the keys that lead
// there from the top of the file, or says what to do about a path that does not
// lead anywhere. A concern comes before a key of the same name.
func variantPath(people *yaml.Node, path string) (steps []string, problem string) {
	parts := strings.Split(path, ".")
	if len(parts) < 2 || len(parts) > 5 {
		return nil, "write person.key or person.concern.key, such as priya.timing.strength"
	}
	if people == nil {
		return nil, "add people first"
	}
	person := lookUp(people, parts[0])
	if person == nil {
		return nil, fixFor(parts[0], keysOf(people))
	}
	steps = []string{"people", parts[0]}
	concerns := lookUp(person, "concerns")
	if len(parts) > 2 && lookUp(concerns, parts[1]) != nil {
		if !slices.Contains(concernKeys, parts[2]) {
			return nil, fixFor(parts[2], concernKeys)
		}
		return append(append(steps, "concerns"), parts[1:]...), ""
	}
	if slices.Contains(personKeys, parts[1]) {
		return append(steps, parts[1:]...), ""
	}
	if len(parts) > 2 {
		return nil, fixFor(parts[1], append(keysOf(concerns), personKeys...))
	}
	return nil, fixFor(parts[1], personKeys)
}

// withValue returns the tree with another value at the end of the steps. Only
// the blocks on the way are copied; the rest is shared and left alone.
func withValue(node *yaml.Node, steps []string, field field) *yaml.Node {
	if len(steps) == 0 {
		return field.value
	}
	node = follow(node)
	changed := &yaml.Node{Kind: yaml.MappingNode, Tag: "!!map", Line: field.at.line, Column: field.at.column}
	if node.Kind == yaml.MappingNode {
		copied := *node
		changed = &copied
		changed.Content = slices.Clone(node.Content)
	}
	key := &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!str", Value: steps[0], Line: field.at.line, Column: field.at.column}
	for i := 0; i+1 < len(changed.Content); i += 2 {
		if follow(changed.Content[i]).Value == steps[0] {
			if len(steps) == 1 {
				changed.Content[i] = key
			}
			changed.Content[i+1] = withValue(changed.Content[i+1], steps[1:], field)
			return changed
		}
	}
	changed.Content = append(changed.Content, key, withValue(&yaml.Node{}, steps[1:], field))
	return changed
}

// lookUp returns what stands under a key of a block, its alias followed; nil if
// nothing does.
func lookUp(node *yaml.Node, key string) *yaml.Node {
	if node == nil || node.Kind != yaml.MappingNode {
		return nil
	}
	for i := 0; i+1 < len(node.Content); i += 2 {
		if follow(node.Content[i]).Value == key {
			return follow(node.Content[i+1])
		}
	}
	return nil
}

func keysOf(node *yaml.Node) []string {
	var keys []string
	if node != nil && node.Kind == yaml.MappingNode {
		for i := 0; i < len(node.Content) && len(keys) < MaxConcerns; i += 2 {
			keys = append(keys, follow(node.Content[i]).Value)
		}
	}
	return keys
}
