package main

import "github.com/askagain/askagain/server/scenario"

type schemaCommand struct{}

func (schemaCommand) Help() string {
	return `Writes the JSON Schema (draft 2020-12) of a scenario file. An editor with a YAML
language server completes and checks every key by it:

  askagain schema > schema.json

Then begin your file, beside it, with this line:

  # yaml-language-server: $schema=./schema.json`
}

// Run prints the schema.
func (schemaCommand) Run(world process) error {
	schema, err := scenario.Schema()
	if err != nil {
		return err
	}
	_, err = world.stdout.Write(schema)
	return err
}
