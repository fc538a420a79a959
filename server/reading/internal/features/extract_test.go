package features_test

import (
	"reflect"
	"testing"

	"github.com/askagain/askagain/server/reading/internal/features"
	"github.com/askagain/askagain/server/reading/internal/text"
)

var around = features.Around{Outcome: "A meeting of 60 minutes with the CFO", Before: "She has no time for vendors."}

func extract(e *features.Extractor, raw string, around features.Around) []features.Feature {
	e.Extract(text.Parse(raw), around)
	return append([]features.Feature{}, e.Features...)
}

func TestFeaturesPointAtTheirTokens(t *testing.T) {
	raw := "No vendors, then. Would 20 minutes with her do, if I send the figures first?"
	parsed := text.Parse(raw)
	e := &features.Extractor{}
	e.Extract(parsed, around)
	seen, counts := map[uint32]bool{}, [features.Blocks]int{}
	for _, f := range e.Features {
		if f.Index >= 1<<features.Bits || seen[f.Index] {
			t.Fatalf("feature %+v is out of range or there twice", f)
		}
		seen[f.Index] = true
		counts[f.Block]++
		if f.First < 0 {
			if f.Sentence != features.NoSentence {
				t.Fatalf("feature %+v of no token has a sentence", f)
			}
			continue
		}
		if f.Last < f.First || int(f.Last) >= len(parsed.Tokens) || int(f.Sentence) != parsed.Tokens[f.First].Sentence {
			t.Fatalf("feature %+v points nowhere", f)
		}
	}
	if counts != e.Counts {
		t.Errorf("counts %v, counted %v", e.Counts, counts)
	}
	for block, n := range counts {
		if n == 0 {
			t.Errorf("block %d shows nothing", block)
		}
	}
}

func TestAnExtractorForgets(t *testing.T) {
	const raw = "Would twenty minutes do?"
	used := &features.Extractor{}
	extract(used, "Something else altogether, and much longer than what follows it.", features.Around{Outcome: "x"})
	if got, want := extract(used, raw, around), extract(&features.Extractor{}, raw, around); !reflect.DeepEqual(got, want) {
		t.Error("what was read before changes the features")
	}
}

func TestContextIsSeen(t *testing.T) {
	const raw = "Would twenty minutes do?"
	with, without := extract(&features.Extractor{}, raw, around), extract(&features.Extractor{}, raw, features.Around{Outcome: "A meeting of 10 minutes"})
	if reflect.DeepEqual(with, without) {
		t.Error("twenty minutes are the same whether sixty or ten were asked")
	}
}

func TestNothingIsExtractedFromNothingButContext(t *testing.T) {
	for _, f := range extract(&features.Extractor{}, "", features.Around{}) {
		if f.First >= 0 || f.Block < features.Cues {
			t.Fatalf("an empty text shows %+v", f)
		}
	}
}
