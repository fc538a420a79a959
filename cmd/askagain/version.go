package main

import (
	"fmt"
	"runtime"
	"runtime/debug"

	"github.com/askagain/askagain/server/dialogue"
	"github.com/askagain/askagain/server/reading"
	"github.com/askagain/askagain/server/score"
)

type versionCommand struct{}

func (versionCommand) Help() string {
	return `Shows the versions that results depend on, for a report of what went wrong:

  askagain version`
}

// Run prints the program's version and those of the rules that results depend on.
func (versionCommand) Run(world process) error {
	reader, err := reading.New()
	if err != nil {
		return err
	}
	fmt.Fprintf(world.stdout, "askagain %s %s/%s\nengine %d\nrubric %d\nreader %s\n",
		programVersion(), runtime.GOOS, runtime.GOARCH, dialogue.Version, score.Rubric, reader.Version())
	return nil
}

// programVersion is the module's version for a released build, else "devel"
// with the commit where the build knows it.
func programVersion() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "devel"
	}
	if v := info.Main.Version; v != "" && v != "(devel)" {
		return v
	}
	for _, s := range info.Settings {
		if s.Key == "vcs.revision" && len(s.Value) >= 12 {
			return "devel-" + s.Value[:12]
		}
	}
	return "devel"
}
