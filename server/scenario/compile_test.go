package scenario_test

import (
	"os"
	"testing"

	"github.com/askagain/askagain/server/scenario"
)

func read(t *testing.T, file string) []byte {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func TestCompileTheWholeLanguage(t *testing.T) {
	s, diagnostics := scenario.Compile("scenarios/get-to-the-cfo.yaml", read(t, "testdata/valid/get-to-the-cfo.yaml"))
	for _, d := range diagnostics {
		t.Log(d)
	}
	if s == nil {
		t.Fatal("does not compile")
	}
	t.Logf("%+v", s)
	t.Logf("%+v", s.Under(1).People[0])
}

func TestScratch(t *testing.T) {
	for _, f := range os.Args[len(os.Args)-1:] {
		_ = f
	}
	for _, f := range []string{"get-to-the-cfo", "an-engineer-for-two-weeks"} {
		s, ds := scenario.Compile(f+".yaml", read(t, "../../scenarios/"+f+".yaml"))
		for _, d := range ds {
			t.Log(d)
		}
		t.Log(s != nil)
	}
}
