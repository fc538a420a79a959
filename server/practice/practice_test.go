package practice_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"testing"

	"pgregory.net/rapid"

	"github.com/askagain/askagain/server/practice"
)

func TestPointsAreDecimalNumbers(t *testing.T) {
	for points, want := range map[practice.Points]string{
		0: "0", 1: "0.001", 500: "0.5", 83_400: "83.4", 100_000: "100", -1_250: "-1.25",
	} {
		got, err := json.Marshal(points)
		if err != nil || string(got) != want {
			t.Errorf("%d thousandths are written %s, %v, want %s", int64(points), got, err, want)
		}
	}
}

func TestPointsSurviveJSON(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		points := practice.Points(rapid.Int64Range(-1_000_000, 1_000_000).Draw(t, "points"))
		written, err := json.Marshal(points)
		if err != nil {
			t.Fatal(err)
		}
		var read practice.Points
		if err := json.Unmarshal(written, &read); err != nil || read != points {
			t.Fatalf("%d became %d, %v", points, read, err)
		}
		if tenth := points.Tenth(); tenth%100 != 0 || tenth-points > 50 || points-tenth > 50 {
			t.Fatalf("%d rounds to %d", points, tenth)
		}
	})
}

func TestErrors(t *testing.T) {
	cause := errors.New("the disk is on fire")
	domain := practice.Errorf(practice.CodeBusy, "Priya is still answering; wait for her.").Because(cause)
	if domain.Error() != "Priya is still answering; wait for her." || !errors.Is(domain, cause) {
		t.Errorf("a cause must stay out of the sentence and inside the chain: %q", domain)
	}
	if got := practice.AsError(fmt.Errorf("say: %w", domain)); got != domain {
		t.Errorf("a wrapped domain error is found as %v", got)
	}
	foreign := practice.AsError(cause)
	if foreign.Code != practice.CodeInternal || foreign.Error() == cause.Error() || !errors.Is(foreign, cause) {
		t.Errorf("a foreign error is shown as %q with code %q", foreign, foreign.Code)
	}
	if practice.AsError(nil) != nil || practice.CodeOf(nil) != "" {
		t.Error("no error has a code")
	}
}

func TestChannelsGrowStronger(t *testing.T) {
	last := 0
	for _, channel := range practice.Channels() {
		if channel.Strength() < last || channel.Strength() == 0 {
			t.Errorf("%s has strength %d after %d", channel, channel.Strength(), last)
		}
		last = channel.Strength()
	}
	if practice.Channel("pigeon").Strength() != 0 {
		t.Error("a pigeon is no channel")
	}
}
