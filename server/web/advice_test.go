package web_test

import (
	"context"
	"errors"
	"net/http"
	"slices"
	"strconv"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"

	"github.com/askagain/askagain/server/practice"
	"github.com/askagain/askagain/server/score"
	"github.com/askagain/askagain/server/session"
	"github.com/askagain/askagain/server/web"
)

// coach words moments as it is told to.
type coach struct {
	calls atomic.Int64
	word  func(ctx context.Context, attempt practice.Attempt, need string, moment score.Moment) (line, question string, err error)
}

func (c *coach) Name() string { return "parrot-1" }

func (c *coach) Word(ctx context.Context, attempt practice.Attempt, need string, moment score.Moment) (line, question string, err error) {
	c.calls.Add(1)
	return c.word(ctx, attempt, need, moment)
}

// worded answers with the words that it was given, marked.
func worded(_ context.Context, attempt practice.Attempt, need string, moment score.Moment) (line, question string, err error) {
	return "In return: " + moment.Stronger.Line, attempt.Title + ", " + need + ": " + moment.Reflect, nil
}

type words struct{ Line, Question, By, Note string }

// What a model has worded is shown no longer once the team keeps its attempts from
// models.
func TestWordsOfAModelGoWithIt(t *testing.T) {
	var off atomic.Bool
	told := &coach{word: worded}
	k := newClub(t, func(config *web.Config, _ *session.Config) {
		config.Coach = told
		config.MayUseModel = func(context.Context, practice.Attempt) bool { return !off.Load() }
	})
	attempt := k.ann.begins(k.assignment("")).ID
	k.ann.quits(attempt)
	body := `{"turn":` + strconv.Itoa(k.moment(k.ann, attempt).Turn) + `}`
	for _, want := range []string{"parrot-1", "script", "parrot-1"} {
		off.Store(want == "script")
		var said words
		k.ann.ok(http.StatusOK, k.ann.post("/api/attempts/"+attempt+"/words", body), &said)
		if said.By != want {
			t.Errorf("worded by %s, want %s", said.By, want)
		}
	}
	if calls := told.calls.Load(); calls != 1 {
		t.Errorf("%d calls, want the one of the beginning", calls)
	}
}

// coached is a club with a coach, and an attempt of Ann's that her trainers read,
// with a turn that its debrief dwells on.
func coached(t *testing.T, told *coach) (k *club, attempt string, turn int) {
	t.Helper()
	k = newClub(t, func(config *web.Config, _ *session.Config) { config.Coach = told })
	attempt = k.ann.begins(k.assignment("")).ID
	k.ann.quits(attempt)
	return k, attempt, k.moment(k.ann, attempt).Turn
}

func (k *club) moment(p *person, attempt string) score.Moment {
	k.t.Helper()
	var seen struct {
		Coach   string
		Debrief struct{ Moments []score.Moment }
	}
	p.see("/api/attempts/"+attempt+"/debrief", &seen)
	if seen.Coach != "parrot-1" || len(seen.Debrief.Moments) == 0 {
		k.t.Fatalf("the debrief has no moment to word: %+v", seen)
	}
	return seen.Debrief.Moments[0]
}

func asksForWords(turn string) string { return `{"turn":` + turn + `}` }

func TestMomentsAreWordedOnceAndMarked(t *testing.T) {
	told := &coach{word: worded}
	k, attempt, turn := coached(t, told)
	moment := k.moment(k.ann, attempt)
	path := "/api/attempts/" + attempt + "/words"
	asked := asksForWords(number(turn))
	for _, p := range []*person{k.ann, k.ann, k.tom, k.olga} {
		var got words
		p.ok(http.StatusOK, p.post(path, asked), &got)
		want := words{"In return: " + moment.Stronger.Line, "Half a day with the machine, Half a day on the shop floor: " + moment.Reflect, "parrot-1", ""}
		if got != want {
			t.Errorf("worded %+v, want %+v", got, want)
		}
	}
	if calls := told.calls.Load(); calls != 1 {
		t.Errorf("four who ask cost %d calls, want 1", calls)
	}
	k.ben.refused(k.ben.post(path, asked), 404, "not_found")
	k.eve.refused(k.eve.post(path, asked), 404, "not_found")
	k.ann.refused(k.ann.post(path, asksForWords("59")), 404, "not_found")
	k.ann.refused(k.ann.post(path, asksForWords("-1")), 404, "not_found")
	k.ann.refused(k.ann.post(path, `{"turn":"one"}`), 400, "invalid")
	k.ann.refused(k.ann.post(path, `nonsense`), 400, "invalid")
	running := k.ann.begins(k.assignment("")).ID
	k.ann.refused(k.ann.post("/api/attempts/"+running+"/words", asksForWords("0")), 409, "not_ended")
	if calls := told.calls.Load(); calls != 1 {
		t.Errorf("what was refused cost calls: %d", calls)
	}
}

func TestOwnWordsStandWhereACoachFails(t *testing.T) {
	for name, test := range map[string]struct {
		err  error
		note string
	}{
		"it fails": {errors.New("SECRET of the endpoint"), ""},
		"it is at its limit": {
			practice.Errorf(practice.CodeTooMany, "This attempt has used up its share of the language model."),
			"This attempt has used up its share of the language model.",
		},
	} {
		t.Run(name, func(t *testing.T) {
			var fails atomic.Bool
			fails.Store(true)
			told := &coach{word: func(ctx context.Context, attempt practice.Attempt, need string, moment score.Moment) (string, string, error) {
				if fails.Load() {
					return "", "", test.err
				}
				return worded(ctx, attempt, need, moment)
			}}
			k, attempt, turn := coached(t, told)
			moment := k.moment(k.ann, attempt)
			path := "/api/attempts/" + attempt + "/words"
			var got words
			k.ann.ok(http.StatusOK, k.ann.post(path, asksForWords(number(turn))), &got)
			if want := (words{moment.Stronger.Line, moment.Reflect, "script", test.note}); got != want {
				t.Errorf("worded %+v, want %+v", got, want)
			}
			k.log.with(t, "own words stand")
			// A failure is not kept: asking again asks again.
			fails.Store(false)
			k.ann.ok(http.StatusOK, k.ann.post(path, asksForWords(number(turn))), &got)
			if got.By != "parrot-1" || told.calls.Load() != 2 {
				t.Errorf("after it healed: %+v, %d calls", got, told.calls.Load())
			}
		})
	}
}

// Two who asked for the same moment at once once cost two calls. Now all others
// wait for the first; when it goes away, one of them asks.
func TestWhoAsksAtOnceWaitsForOneAnswer(t *testing.T) {
	for name, test := range map[string]struct {
		firstLeaves bool
		calls       int64
	}{"the first stays": {false, 1}, "the first leaves": {true, 2}} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				release := make(chan struct{})
				told := &coach{}
				told.word = func(ctx context.Context, attempt practice.Attempt, need string, moment score.Moment) (string, string, error) {
					select {
					case <-release:
						return worded(ctx, attempt, need, moment)
					case <-ctx.Done():
						return "", "", ctx.Err()
					}
				}
				h := build(t, func(config *web.Config, _ *session.Config) { config.Coach = told })
				defer h.close(t)
				moment := score.Moment{Turn: 1, Stronger: score.Stronger{Line: "We would scan your maps."}}
				by := make([]string, 5)
				ask := func(ctx context.Context, i int) {
					_, by[i] = web.Word(ctx, h.server, practice.Attempt{ID: "one"}, moment)
				}
				first, leave := context.WithCancel(t.Context())
				defer leave()
				impatient, hangUp := context.WithCancel(t.Context())
				go ask(first, 0)
				synctest.Wait()
				for i := range 3 {
					go ask(t.Context(), i+1)
				}
				go ask(impatient, 4)
				synctest.Wait()
				if calls := told.calls.Load(); calls != 1 {
					t.Errorf("five at once cost %d calls, want 1", calls)
				}
				hangUp()
				synctest.Wait()
				if by[4] != "script" {
					t.Errorf("who waits no more is answered by %q", by[4])
				}
				if test.firstLeaves {
					leave()
					synctest.Wait()
					if by[0] != "script" {
						t.Errorf("who left is answered by %q", by[0])
					}
				}
				close(release)
				synctest.Wait()
				if got := by[1:4]; !slices.Equal(got, []string{"parrot-1", "parrot-1", "parrot-1"}) {
					t.Errorf("those who waited are answered by %q", got)
				}
				if calls := told.calls.Load(); calls != test.calls {
					t.Errorf("%d calls, want %d", calls, test.calls)
				}
			})
		})
	}
}

// What a coach said is remembered for a bounded number of moments.
func TestWordedMomentsAreBounded(t *testing.T) {
	told := &coach{word: worded}
	h := build(t, func(config *web.Config, _ *session.Config) { config.Coach = told })
	defer h.close(t)
	ask := func(turn int) {
		if _, by := web.Word(t.Context(), h.server, practice.Attempt{ID: "one"}, score.Moment{Turn: turn}); by != "parrot-1" {
			t.Fatalf("turn %d is worded by %q", turn, by)
		}
	}
	for turn := range web.KeptAdvice + 1 {
		ask(turn)
	}
	ask(web.KeptAdvice) // known
	ask(1)              // known
	if calls := told.calls.Load(); calls != web.KeptAdvice+1 {
		t.Errorf("%d calls, want %d", calls, web.KeptAdvice+1)
	}
	ask(0) // the oldest went
	if calls := told.calls.Load(); calls != web.KeptAdvice+2 {
		t.Errorf("the oldest moment was kept past the bound: %d calls", calls)
	}
}

// A coach that panics leaves nobody waiting, now or later.
func TestACoachThatPanicsLeavesNobodyWaiting(t *testing.T) {
	var once sync.Once
	told := &coach{}
	told.word = func(ctx context.Context, attempt practice.Attempt, need string, moment score.Moment) (string, string, error) {
		once.Do(func() { panic("a fault") })
		return worded(ctx, attempt, need, moment)
	}
	k, attempt, turn := coached(t, told)
	path := "/api/attempts/" + attempt + "/words"
	k.ann.refused(k.ann.post(path, asksForWords(number(turn))), 500, "internal")
	var got words
	k.ann.ok(http.StatusOK, k.ann.post(path, asksForWords(number(turn))), &got)
	if got.By != "parrot-1" {
		t.Errorf("afterwards: %+v", got)
	}
}

func TestWithoutACoachOwnWordsStand(t *testing.T) {
	k := newClub(t, nil)
	attempt := k.ann.begins(k.assignment("")).ID
	k.ann.quits(attempt)
	var seen struct {
		Coach   string
		Debrief struct{ Moments []score.Moment }
	}
	k.ann.see("/api/attempts/"+attempt+"/debrief", &seen)
	moment := seen.Debrief.Moments[0]
	var got words
	k.ann.ok(http.StatusOK, k.ann.post("/api/attempts/"+attempt+"/words", asksForWords(number(moment.Turn))), &got)
	if seen.Coach != "" || got != (words{moment.Stronger.Line, moment.Reflect, "script", ""}) {
		t.Errorf("coach %q, worded %+v", seen.Coach, got)
	}
}

// What a team used of a model stands in its trainers' glance, and in nobody else's.
func TestUsageStandsInTheGlance(t *testing.T) {
	used := map[string]web.Usage{}
	k := newClub(t, func(config *web.Config, _ *session.Config) {
		config.Usage = func(team string) web.Usage { return used[team] }
	})
	used[k.team] = web.Usage{Calls: 3, Tokens: 1200, Spend: 0.25}
	used[k.other] = web.Usage{Calls: 7, Tokens: 9000, Spend: 2}
	var seen struct{ Model *web.Usage }
	for _, p := range []*person{k.tom, k.olga} {
		p.see(k.path("/glance"), &seen)
		if seen.Model == nil || *seen.Model != used[k.team] {
			t.Errorf("used %+v", seen.Model)
		}
	}
	k.ann.refused(k.ann.get(k.path("/glance")), 403, "forbidden")
	k.eve.refused(k.eve.get(k.path("/glance")), 404, "not_found")
	k.eve.see("/api/teams/"+k.other+"/glance", &seen)
	if seen.Model == nil || *seen.Model != used[k.other] {
		t.Errorf("the other team used %+v", seen.Model)
	}

	without := newClub(t, nil)
	seen.Model = &web.Usage{}
	without.tom.see(without.path("/glance"), &seen)
	if seen.Model != nil {
		t.Errorf("without a model %+v was used", seen.Model)
	}
}

func number(turn int) string { return strconv.Itoa(turn) }
