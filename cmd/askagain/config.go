package main

import (
	"fmt"
	"text/tabwriter"
)

type configCommand struct {
	settingFlags
}

func (configCommand) Help() string {
	return `Shows every setting with its value, where it came from, and what it means.
A flag wins over the environment, which wins over the file .env in this folder.

  askagain config
  askagain config --addr localhost:9000`
}

// Run prints the settings table.
func (c configCommand) Run(world process) error {
	values, err := c.load(world)
	if err != nil {
		return err
	}
	table := tabwriter.NewWriter(world.stdout, 0, 0, 2, ' ', 0)
	for _, s := range settingsTable {
		value := values[s.name]
		fmt.Fprintf(table, "%s\t%s\t%s\t%s\n", value.name, value.masked(), value.source, value.meaning)
	}
	return table.Flush()
}
