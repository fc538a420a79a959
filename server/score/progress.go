package score

import (
	"fmt"
	"slices"
	"time"

	"github.com/askagain/askagain/server/practice"
)

// maxKeptShown is how many of a rep's own words a progress page shows.
const maxKeptShown = 50

// Traced is an ended attempt with what it adds.
type Traced struct {
	Attempt practice.Attempt
	Trace   Trace
}

// Progress is how somebody's asking went over their attempts.
type Progress struct {
	Attempts   []ProgressAttempt `json:"attempts"` // oldest first
	Opens      []WayCount        `json:"opens"`    // ways of first asks, the most usual first
	Ways       []WayCount        `json:"ways"`     // every way but just asking, by use; 0 for never
	First      int               `json:"first"`    // attempts with a first ask
	Nos        int               `json:"nos"`
	AskedAgain int               `json:"asked_again"` // nos that an ask followed
	Sentences  []string          `json:"sentences"`   // the same, to the rep
	Kept       []KeptWords       `json:"kept"`        // newest first
}

// ProgressAttempt is one attempt in a rep's progress.
type ProgressAttempt struct {
	ID       string          `json:"id"`
	Scenario string          `json:"scenario"`
	Title    string          `json:"title"`
	Started  time.Time       `json:"started_at"`
	Ending   practice.Ending `json:"ending"`
	Total    practice.Points `json:"total"`
	Rewind   bool            `json:"rewind,omitempty"`
	Coached  bool            `json:"coached,omitempty"`
	Official bool            `json:"official,omitempty"`
}

// WayCount is how often a way was used.
type WayCount struct {
	NamedMethod
	Turns    int `json:"turns"`
	Attempts int `json:"attempts"`
}

// KeptWords is what a rep wrote down for themself about a turn.
type KeptWords struct {
	Attempt string    `json:"attempt"`
	Title   string    `json:"title"`
	Turn    int       `json:"turn"`
	Text    string    `json:"text"`
	At      time.Time `json:"at"`
}

// ProgressOf sums attempts up. Their order is that of their beginning.
func ProgressOf(traced []Traced) Progress {
	traced = slices.Clone(traced)
	slices.SortStableFunc(traced, func(a, b Traced) int { return a.Attempt.StartedAt.Compare(b.Attempt.StartedAt) })
	p := Progress{Attempts: []ProgressAttempt{}, Opens: []WayCount{}, Ways: []WayCount{}, Sentences: []string{}, Kept: []KeptWords{}}
	opens, turns, attempts := map[practice.Method]int{}, map[practice.Method]int{}, map[practice.Method]int{}
	for _, one := range traced {
		a, t := one.Attempt, one.Trace
		p.Attempts = append(p.Attempts, ProgressAttempt{a.ID, a.Scenario, a.Title, a.StartedAt, a.Ending, a.Total, a.Parent != "", a.Coached, a.Official})
		p.Nos, p.AskedAgain = p.Nos+t.Nos, p.AskedAgain+t.AskedAgain
		if len(t.First) > 0 {
			p.First++
		}
		for _, method := range t.First {
			opens[method]++
		}
		for method, n := range t.Uses {
			turns[method] += n
			attempts[method]++
		}
		for _, kept := range t.Kept {
			p.Kept = append(p.Kept, KeptWords{a.ID, a.Title, kept.Turn, kept.Text, kept.At})
		}
	}
	for _, method := range practice.Methods() {
		named := NamedMethod{method, MethodName(method)}
		if opens[method] > 0 {
			p.Opens = append(p.Opens, WayCount{named, opens[method], opens[method]})
		}
		if method != practice.Direct {
			p.Ways = append(p.Ways, WayCount{named, turns[method], attempts[method]})
		}
	}
	byUse := func(a, b WayCount) int { return b.Turns - a.Turns }
	slices.SortStableFunc(p.Opens, byUse)
	slices.SortStableFunc(p.Ways, byUse)
	slices.SortStableFunc(p.Kept, func(a, b KeptWords) int { return b.At.Compare(a.At) })
	p.Kept = p.Kept[:min(len(p.Kept), maxKeptShown)]
	for _, sentence := range []string{p.opening(), p.persistence(), p.change()} {
		if sentence != "" {
			p.Sentences = append(p.Sentences, sentence)
		}
	}
	return p
}

func (p *Progress) opening() string {
	if p.First < 2 {
		return ""
	}
	if first := p.Opens[0]; 2*first.Attempts > p.First {
		return fmt.Sprintf("You usually open like this: %s. It was the first ask of %d of %d attempts.", first.Name, first.Attempts, p.First)
	}
	if p.First < 3 {
		return "" // two attempts say nothing of what is usual
	}
	return fmt.Sprintf("You have no usual way to open: none begins more than half of your %d attempts.", p.First)
}

func (p *Progress) persistence() string {
	if p.Nos == 0 {
		return ""
	}
	return fmt.Sprintf("You asked again after %d of %s.", p.AskedAgain, plural(p.Nos, "no", "nos"))
}

// change compares the newest attempts with as many before them. Rewinds, which
// know what is coming, and coached attempts stay out of it.
func (p *Progress) change() string {
	var totals []practice.Points
	for _, a := range p.Attempts {
		if !a.Rewind && !a.Coached {
			totals = append(totals, a.Total)
		}
	}
	n := min(5, len(totals)/2)
	if n < 2 {
		return ""
	}
	newest, before := mean(totals[len(totals)-n:]), mean(totals[len(totals)-2*n:len(totals)-n])
	return fmt.Sprintf("Your last %d attempts scored %s on average, the %d before them %s.", n, figure(newest), n, figure(before))
}

func mean(totals []practice.Points) practice.Points {
	sum := practice.Points(0)
	for _, total := range totals {
		sum += total
	}
	return (sum / practice.Points(len(totals))).Tenth()
}
