// Package static holds the pages: HTML, CSS and native ES modules, served as
// they stand here. There is no build step.
package static

import "embed"

// Files are the pages and what they load. Types, tests and tool settings stay
// out, because no browser asks for them.
//
//go:embed *.html *.css *.js *.svg
var Files embed.FS
