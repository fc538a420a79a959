package scenario

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/askagain/askagain/server/practice"
	"go.yaml.in/yaml/v4"
)

// Defaults of a file that does not say otherwise.
const (
	DefaultLevel    = 3
	DefaultMinutes  = 10
	DefaultWithin   = 30 // days
	DefaultPatience = 5
	DefaultStrength = 1
)

// DefaultCosts returns the simulated days that a turn takes on each channel: a
// mail is answered the next day, a visit has to be arranged.
func DefaultCosts() map[practice.Channel]int {
	return map[practice.Channel]int{practice.Email: 1, practice.Chat: 0, practice.Phone: 0, practice.InPerson: 2}
}

// DefaultWeights returns the points of each dimension of the score.
func DefaultWeights() Weights {
	return Weights{practice.Variety: 30, practice.Perseverance: 30, practice.Manner: 15, practice.Attachment: 10, practice.Result: 15}
}

var (
	topKeys     = []string{"format", "title", "level", "minutes", "you", "outcome", "starts", "people", "calendar", "channels", "score", "variants", "tests"}
	outcomeKeys = []string{"need", "why", "without", "less", "within", "starts", "from"}
	eventKeys   = []string{"day", "says", "moves"}
)

// draft is a scenario in the making: what has been read so far, where each part
// of it stands, and what could not be read well enough to judge by.
type draft struct {
	*reporter
	scenario *Scenario
	places   map[string]place // by path: "people.priya.opens", "calendar.0.day"
	// doubtful marks concerns that could not be read whole, and people, with an
	// empty concern; allDoubtful says that what moves whom could not be read.
	// None is judged again for what only follows from the first mistake.
	doubtful    map[Target]bool
	allDoubtful bool
}

func (d *draft) remember(path string, where place) { d.places[path] = where }

// personPath and concernPath keep the places of people and concerns apart from
// those of keys, whatever ids a trainer picks.
func personPath(id string, rest ...string) string {
	return strings.Join(append([]string{"people", id}, rest...), ".")
}

func concernPath(target Target, rest ...string) string {
	return personPath(target.Person, append([]string{"concerns", target.Concern}, rest...)...)
}

// place returns where a path stands, or where the nearest part above it does.
func (d *draft) place(paths ...string) place {
	for _, path := range paths {
		if where, ok := d.places[path]; ok {
			return where
		}
	}
	return place{1, 1}
}

// decode reads a document into a draft. References between its parts are
// recorded and not yet followed.
func decode(r *reporter, root *yaml.Node) *draft {
	d := &draft{
		reporter: r,
		scenario: &Scenario{Costs: DefaultCosts(), Weights: DefaultWeights()},
		places:   make(map[string]place),
		doubtful: make(map[Target]bool),
	}
	root = follow(root)
	if isNull(root) {
		d.report(place{1, 1}, CodeEmptyFile, "start from the ten lines at the top of the guide", "the file is empty")
		return d
	}
	top := d.block(root, place{1, 1}, "the scenario", topKeys)
	if len(top.fields) == 0 && root.Kind != yaml.MappingNode {
		return d
	}
	d.decodeTop(top)
	d.decodeOutcome(top)
	d.decodePeople(top)
	d.decodeCalendar(top)
	d.decodeCosts(top)
	d.decodeWeights(top)
	return d
}

func (d *draft) decodeTop(top block) {
	top.need("format", "add the line: format: 1")
	if node := top.value("format"); node != nil && (node.Value != "1" || node.Tag != "!!int") {
		d.report(at(node), CodeUnknownFormat, "write format: 1, or install a newer Askagain", "the format is %s; this program reads format 1", quote(clip(node.Value)))
	}
	top.need("title", "add a title, such as title: Get to the CFO")
	top.need("you", "say who the rep is and what they sell, such as you: You sell warehouse automation")
	d.scenario.Title = top.line("title")
	d.scenario.You = top.text("you")
	d.scenario.Level = top.integer("level", DefaultLevel, 1, 5)
	d.scenario.Minutes = top.integer("minutes", DefaultMinutes, 1, 240)
	top.value("variants") // read on their own, as tests are; here only an empty key is reported
	top.value("tests")
}

func (d *draft) decodeOutcome(top block) {
	outcome := &d.scenario.Outcome
	outcome.Within = DefaultWithin
	top.need("outcome", "add outcome: with need: below it, what the rep needs")
	d.decodeStarts(top)
	node := top.value("outcome")
	if node == nil {
		return
	}
	where := top.fields["outcome"].at
	d.remember("outcome", where)
	b := d.block(node, where, "the outcome", outcomeKeys)
	b.need("need", "say what the rep needs, such as need: A 30-minute meeting with the CFO")
	outcome.Need = b.line("need")
	outcome.Why = b.text("why")
	outcome.Without = b.text("without")
	outcome.Less = b.line("less")
	outcome.From = b.line("from")
	for _, key := range []string{"less", "from", "within"} {
		if node := b.value(key); node != nil {
			d.remember("outcome."+key, at(node))
		}
	}
	d.decodeStarts(b)
	if node := b.value("within"); node != nil {
		outcome.Within = d.duration(node)
	}
}

// decodeStarts reads the date of day 0, which may stand in the outcome or beside it.
func (d *draft) decodeStarts(b block) {
	node := b.value("starts")
	if node == nil {
		return
	}
	if _, twice := d.places["starts"]; twice {
		d.report(b.fields["starts"].at, CodeDuplicateKey, "keep one of them", "`starts` stands both in the outcome and beside it")
		return
	}
	d.remember("starts", at(node))
	date, err := time.Parse(time.DateOnly, node.Value)
	if node.Kind != yaml.ScalarNode || err != nil {
		d.report(at(node), CodeBadDate, "write year-month-day, such as 2026-03-02", "`starts` is %s, which is not a date", quote(clip(node.Value)))
		return
	}
	if date.Year() < 1900 || date.Year() > 2200 {
		d.report(at(node), CodeOutOfRange, "write a year from 1900 to 2200", "`starts` is in the year %d", date.Year())
		return
	}
	d.scenario.Outcome.Starts = date
}

var durationPattern = regexp.MustCompile(`^([0-9]{1,6})(?: *(?i:days?|(w)eeks?))?$`)

// duration reads a number of days or weeks, in days.
func (d *draft) duration(node *yaml.Node) int {
	const most = practice.MaxWaitDays
	parts := durationPattern.FindStringSubmatch(node.Value)
	if node.Kind != yaml.ScalarNode || parts == nil {
		d.report(at(node), CodeBadDuration, "write 21 days, 3 weeks or 21", "`within` is %s, which is not a number of days or weeks", quote(clip(node.Value)))
		return most // nothing is judged late by a deadline that could not be read
	}
	days, _ := strconv.Atoi(parts[1]) // at most six digits
	if parts[2] != "" {
		days *= 7
	}
	if days < 1 || days > most {
		d.report(at(node), CodeOutOfRange, fmt.Sprintf("write 1 to %d days", most), "`within` is %s, and can be 1 to %d days", clip(node.Value), most)
		return most
	}
	return days
}

func (d *draft) decodeCalendar(top block) {
	node := top.value("calendar")
	if node == nil {
		return
	}
	for _, item := range d.items(node, "`calendar`") {
		path := fmt.Sprintf("calendar.%d", len(d.scenario.Calendar))
		d.remember(path, at(item))
		b := d.block(item, at(item), "an event", eventKeys)
		if len(b.fields) == 0 && item.Kind != yaml.MappingNode {
			continue
		}
		b.need("day", "say on which day it happens, such as day: 10")
		b.need("says", "say what happens, such as says: The quarter closes")
		event := CalendarEvent{Day: b.integer("day", 1, 1, practice.MaxWaitDays), Says: b.text("says")}
		if node := b.value("day"); node != nil {
			d.remember(path+".day", at(node))
		}
		event.Moves = d.targets(b, "moves", path)
		d.scenario.Calendar = append(d.scenario.Calendar, event)
	}
}

// targets reads references to concerns. Where one cannot be read, nothing is
// known about what moves whom.
func (d *draft) targets(b block, key, path string) []Target {
	errorsBefore := d.errors
	defer func() { d.allDoubtful = d.allDoubtful || d.errors > errorsBefore }()
	node := b.value(key)
	if node == nil {
		return nil
	}
	var targets []Target
	for _, item := range d.items(node, quote(key)) {
		text := d.text(item, "an item of "+quote(key))
		if text == "" {
			continue
		}
		target, ok := splitTarget(text)
		if !ok {
			d.report(at(item), CodeBadReference, "write a person's id, a dot and a concern's id, such as priya.timing", "%s does not name a concern of a person", quote(clip(text)))
			continue
		}
		d.remember(fmt.Sprintf("%s.%s.%d", path, key, len(targets)), at(item))
		targets = append(targets, target)
	}
	return targets
}

var targetPattern = regexp.MustCompile(`^([^\s.]+)\.([^\s.]+)$`)

func splitTarget(text string) (Target, bool) {
	parts := targetPattern.FindStringSubmatch(text)
	if parts == nil {
		return Target{}, false
	}
	return Target{Person: parts[1], Concern: parts[2]}, true
}

func (d *draft) decodeCosts(top block) {
	node := top.value("channels")
	if node == nil {
		return
	}
	for _, field := range d.fields(node, "`channels`", CodeDuplicateKey) {
		if channel, ok := d.channel(field.key, field.at); ok {
			d.scenario.Costs[channel] = d.integer(field.value, quote(field.key), d.scenario.Costs[channel], 0, 30)
		}
	}
}

func (d *draft) decodeWeights(top block) {
	node := top.value("score")
	if node == nil {
		return
	}
	var names []string
	for _, dimension := range practice.Dimensions() {
		names = append(names, string(dimension))
	}
	b := d.block(node, top.fields["score"].at, "`score`", names)
	sum, errorsBefore := 0, d.errors
	for _, name := range names {
		weight := b.integer(name, d.scenario.Weights[practice.Dimension(name)], 0, 100)
		d.scenario.Weights[practice.Dimension(name)] = weight
		sum += weight
	}
	if sum != 100 && d.errors == errorsBefore {
		d.report(b.at, CodeBadWeights, "make them add up to 100", "the weights add up to %d (one that is not named keeps its usual value)", sum)
	}
}

func (d *draft) channel(word string, where place) (practice.Channel, bool) {
	channel := practice.Channel(word)
	if slices.Contains(practice.Channels(), channel) {
		return channel, true
	}
	if word != "" {
		d.report(where, CodeUnknownChannel, fixFor(word, wordsOf(practice.Channels())), "there is no channel %s", quote(clip(word)))
	}
	return "", false
}

func (d *draft) method(word string, where place) (practice.Method, bool) {
	method := practice.Method(word)
	if slices.Contains(practice.Methods(), method) {
		return method, true
	}
	if word != "" {
		d.report(where, CodeUnknownMethod, fixFor(word, wordsOf(practice.Methods())), "there is no method %s", quote(clip(word)))
	}
	return "", false
}

func wordsOf[T ~string](names []T) []string {
	words := make([]string, len(names))
	for i, name := range names {
		words[i] = string(name)
	}
	return words
}
