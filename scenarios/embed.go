// Package scenarios holds the scenario files that ship with the program.
package scenarios

import "embed"

// Files are the shipped scenario files, at the root.
//
//go:embed *.yaml
var Files embed.FS

// Guide is the authoring guide, README.md.
//
//go:embed README.md
var Guide embed.FS
