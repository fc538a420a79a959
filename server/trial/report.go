package trial

import (
	"maps"
	"slices"
	"strings"

	"github.com/askagain/askagain/server/practice"
	"github.com/askagain/askagain/server/scenario"
)

// Report is what a trial found.
type Report struct {
	Scenario string     `json:"scenario"`
	Title    string     `json:"title"`
	Level    int        `json:"level"`
	Plays    int        `json:"plays"` // of each rep
	Seed     uint64     `json:"seed"`
	Reps     []RepStats `json:"reps"`
	Ways     int        `json:"ways"`     // different ways in which it was won
	Unsaid   []string   `json:"unsaid"`   // lists of lines of which nobody heard one
	Unvoiced []string   `json:"unvoiced"` // concerns that never came up
	Findings []Finding  `json:"findings"`
}

// RepStats is how a simulated rep fared.
type RepStats struct {
	Name    string                  `json:"name"`
	Does    string                  `json:"does"`
	Good    bool                    `json:"good"`
	Bad     bool                    `json:"bad"`
	Wins    int                     `json:"wins"`
	Endings map[practice.Ending]int `json:"endings"`
	Score   practice.Points         `json:"score"` // the mean
	Low     practice.Points         `json:"low"`   // a tenth scores less
	High    practice.Points         `json:"high"`  // a tenth scores more
	Turns   float64                 `json:"turns"` // the mean
	Days    float64                 `json:"days"`  // the mean
}

// WinRate is the share of plays that were won, 0 to 1.
func (r RepStats) WinRate(plays int) float64 { return float64(r.Wins) / float64(max(1, plays)) }

// tally counts plays. Everything in it is a sum or a set, so that the order in
// which plays are counted changes nothing.
type tally struct {
	reps []repTally
	ways map[string]int
	said map[string]bool
}

type repTally struct {
	endings map[practice.Ending]int
	totals  []practice.Points
	turns   int
	days    int
}

func newTally(reps int) *tally {
	t := &tally{reps: make([]repTally, reps), ways: map[string]int{}, said: map[string]bool{}}
	for i := range t.reps {
		t.reps[i].endings = map[practice.Ending]int{}
	}
	return t
}

func (t *tally) add(rep int, o outcome) {
	r := &t.reps[rep]
	r.endings[o.ending]++
	r.totals = append(r.totals, o.total)
	r.turns += o.turns
	r.days += o.days
	if o.way != "" {
		t.ways[o.way]++
	}
	for _, line := range o.lines {
		t.said[line.ID] = true
	}
}

func (t *tally) merge(other *tally) {
	for i, r := range other.reps {
		for ending, count := range r.endings {
			t.reps[i].endings[ending] += count
		}
		t.reps[i].totals = append(t.reps[i].totals, r.totals...)
		t.reps[i].turns += r.turns
		t.reps[i].days += r.days
	}
	for way, count := range other.ways {
		t.ways[way] += count
	}
	maps.Copy(t.said, other.said)
}

func (t *tally) report(s *scenario.Scenario, reps []Rep, options Options) Report {
	report := Report{
		Scenario: s.Name, Title: s.Title, Level: s.Level, Plays: options.Plays, Seed: options.Seed,
		Ways: len(t.ways), Unsaid: []string{}, Unvoiced: []string{}, Findings: []Finding{},
	}
	for i, rep := range reps {
		report.Reps = append(report.Reps, t.reps[i].stats(rep))
	}
	for _, pool := range pools(s) {
		if !t.heard(pool + ".") {
			report.Unsaid = append(report.Unsaid, pool)
		}
	}
	for i := range s.People {
		for _, concern := range s.People[i].Concerns {
			if !t.heard(s.People[i].ID + "." + concern.ID + ".") {
				report.Unvoiced = append(report.Unvoiced, s.People[i].ID+"."+concern.ID)
			}
		}
	}
	report.Findings = judge(report)
	return report
}

func (r *repTally) stats(rep Rep) RepStats {
	slices.Sort(r.totals)
	plays := len(r.totals)
	stats := RepStats{Name: rep.Name, Does: rep.Does, Good: rep.Good, Bad: rep.Bad, Wins: r.endings[practice.Won], Endings: r.endings}
	if plays == 0 {
		return stats
	}
	sum := practice.Points(0)
	for _, total := range r.totals {
		sum += total
	}
	stats.Score = (sum / practice.Points(plays)).Tenth()
	stats.Low, stats.High = r.totals[plays/10], r.totals[plays-1-plays/10]
	stats.Turns, stats.Days = float64(r.turns)/float64(plays), float64(r.days)/float64(plays)
	return stats
}

// heard reports whether any line was said whose id begins with the prefix.
func (t *tally) heard(prefix string) bool {
	for id := range t.said {
		if strings.HasPrefix(id, prefix) {
			return true
		}
	}
	return false
}

// pools lists what the file has lines for, in its order, as the script names
// it. Within a pool the later lines are for those who ask often.
func pools(s *scenario.Scenario) []string {
	var names []string
	add := func(place string, words []string) {
		if len(words) > 0 {
			names = append(names, place)
		}
	}
	for i := range s.People {
		p := &s.People[i]
		for _, c := range p.Concerns {
			place := p.ID + "." + c.ID
			add(place+".says", c.Says)
			add(place+".reveals", c.Reveals)
			add(place+".softens", c.Softens)
			add(place+".gave_way", c.GaveWay)
			for _, method := range slices.Sorted(maps.Keys(c.Answers)) {
				add(place+".answers."+string(method), c.Answers[method])
			}
		}
		add(p.ID+".hesitates", p.Hesitates)
		add(p.ID+".agrees", p.Agrees)
		add(p.ID+".closes", p.Closes)
		add(p.ID+".offers", p.Offers)
	}
	return names
}
