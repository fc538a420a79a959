package scenario

import (
	"fmt"
	"slices"
	"strings"

	"github.com/askagain/askagain/server/practice"
	"go.yaml.in/yaml/v4"
)

var (
	personKeys = []string{"name", "role", "side", "manner", "likes", "patience", "asks_needed", "need", "opens", "concerns",
		"offers_less_after", "agrees_moves", "knows", "hesitates", "agrees", "closes", "offers"}
	concernKeys = []string{"says", "reveals", "gives_way_to", "strength", "hardens_on", "answers", "softens", "gave_way"}
	likesKeys   = []string{"channel"}
	opensKeys   = []string{"channel", "says"}
	knowsKeys   = []string{"about", "says"}
)

func (d *draft) decodePeople(top block) {
	top.need("people", "add people: with the id of somebody who says no below it")
	node := top.value("people")
	if node == nil {
		return
	}
	d.remember("people", top.fields["people"].at)
	for i, field := range d.fields(node, "`people`", CodeDuplicateID) {
		if i == MaxPeople {
			d.report(field.at, CodeTooMany, "leave some out", "there are more than %d people", MaxPeople)
			break
		}
		if !d.id(field, "a person") {
			d.allDoubtful = true
		}
		d.scenario.People = append(d.scenario.People, d.decodePerson(field))
	}
}

func (d *draft) decodePerson(field field) Person {
	path, errorsBefore := personPath(field.key), d.errors
	d.remember(path, field.at)
	b := d.block(field.value, field.at, "the person "+quote(clip(field.key)), personKeys)
	person := Person{
		ID: field.key, Name: nameOf(field.key), Role: b.line("role"), Side: ClientSide, Manner: b.line("manner"),
		Patience: b.integer("patience", DefaultPatience, 1, 20), AsksNeeded: b.integer("asks_needed", 0, 0, 10),
		Need: b.line("need"), OffersLessAfter: b.line("offers_less_after"),
		Hesitates: b.texts("hesitates"), Agrees: b.texts("agrees"), Closes: b.texts("closes"), Offers: b.texts("offers"),
	}
	if name := b.line("name"); name != "" {
		person.Name = name
	}
	if node := b.value("offers_less_after"); node != nil {
		d.remember(path+".offers_less_after", at(node))
	}
	if side := b.line("side"); side != "" {
		person.Side = d.side(side, at(b.value("side")))
	}
	if node := b.value("likes"); node != nil {
		likes := d.block(node, b.fields["likes"].at, "`likes`", likesKeys)
		likes.need("channel", "write likes: {channel: phone}")
		if node := likes.value("channel"); node != nil {
			channel, ok := d.channel(d.text(node, "`channel`"), at(node))
			person.Likes, d.allDoubtful = channel, d.allDoubtful || !ok
		}
	}
	person.Opens = d.decodeOpening(b, path)
	person.Concerns = d.decodeConcerns(b, field.key)
	person.AgreesMoves = d.targets(b, "agrees_moves", path)
	person.Knows = d.decodeKnowledge(b)
	d.doubtful[Target{Person: field.key}] = d.errors > errorsBefore
	return person
}

// nameOf makes a name out of an id, for somebody whose file names them no better.
func nameOf(id string) string {
	words := strings.Fields(strings.ReplaceAll(id, "_", " "))
	for i, word := range words {
		words[i] = strings.ToUpper(word[:1]) + word[1:]
	}
	return strings.Join(words, " ")
}

func (d *draft) side(word string, where place) Side {
	side := Side(word)
	if side != ClientSide && side != OwnSide {
		d.report(where, CodeUnknownSide, fixFor(word, []string{string(ClientSide), string(OwnSide)}), "there is no side %s", quote(clip(word)))
		return ClientSide
	}
	return side
}

func (d *draft) decodeOpening(b block, path string) *Opening {
	where := b.fields["opens"].at
	if _, ok := b.fields["opens"]; ok {
		d.remember(path+".opens", where)
	}
	node := b.value("opens")
	if node == nil {
		return nil
	}
	opens := d.block(node, where, "`opens`", opensKeys)
	opens.need("says", "write the first no, such as says: We have no time for this")
	opening := &Opening{Channel: practice.Email, Says: opens.text("says")}
	if node := opens.value("channel"); node != nil {
		if channel, ok := d.channel(d.text(node, "`channel`"), at(node)); ok {
			opening.Channel = channel
		}
	}
	return opening
}

func (d *draft) decodeConcerns(b block, person string) []Concern {
	node := b.value("concerns")
	if node == nil {
		return nil
	}
	var concerns []Concern
	for i, field := range d.fields(node, "the concerns of "+quote(clip(person)), CodeDuplicateID) {
		if i == MaxConcerns {
			d.report(field.at, CodeTooMany, "leave some out", "%s has more than %d concerns", quote(clip(person)), MaxConcerns)
			break
		}
		if !d.id(field, "a concern") {
			d.allDoubtful = true
		}
		concerns = append(concerns, d.decodeConcern(field, person))
	}
	return concerns
}

func (d *draft) decodeConcern(field field, person string) Concern {
	target, errorsBefore := Target{person, field.key}, d.errors
	d.remember(concernPath(target), field.at)
	b := d.block(field.value, field.at, "the concern "+quote(clip(target.String())), concernKeys)
	concern := Concern{
		ID: field.key, Strength: b.integer("strength", DefaultStrength, 1, 9),
		Says: b.texts("says"), Reveals: b.texts("reveals"), Softens: b.texts("softens"), GaveWay: b.texts("gave_way"),
	}
	for _, key := range []string{"strength", "gives_way_to"} {
		if field, ok := b.fields[key]; ok {
			d.remember(concernPath(target, key), at(field.value))
		}
	}
	if node := b.value("gives_way_to"); node != nil {
		concern.GivesWayTo = d.decodeGivesWayTo(node)
	}
	d.doubtful[target] = d.errors > errorsBefore
	d.decodeHardens(b, &concern)
	d.decodeAnswers(b, &concern)
	return concern
}

func (d *draft) decodeGivesWayTo(node *yaml.Node) []practice.Method {
	var methods []practice.Method
	for _, item := range d.items(node, "`gives_way_to`") {
		method, ok := d.method(d.text(item, "a method"), at(item))
		switch {
		case !ok:
		case method == practice.Direct:
			d.report(at(item), CodeDirect, "name another method, or use asks_needed for somebody who only wants to be asked again",
				"asking plainly moves nothing, so no concern can give way to `direct`")
		case !slices.Contains(methods, method):
			methods = append(methods, method)
		}
	}
	return methods
}

const pushyWord = string(practice.Pushy)

func (d *draft) decodeHardens(b block, concern *Concern) {
	node := b.value("hardens_on")
	if node == nil {
		return
	}
	known := append(wordsOf(practice.Methods()), pushyWord)
	for _, item := range d.items(node, "`hardens_on`") {
		word := d.text(item, "an item of `hardens_on`")
		method := practice.Method(word)
		switch {
		case word == "":
		case word == pushyWord:
			concern.HardensOnPushy = true
		case !slices.Contains(known, word):
			d.report(at(item), CodeUnknownMethod, fixFor(word, known), "there is no method %s", quote(clip(word)))
		case slices.Contains(concern.GivesWayTo, method):
			d.report(at(item), CodeBothWays, "keep it in one of the two lists", "%s gives way to %s and hardens on it too", quote(concern.ID), quote(word))
		case !slices.Contains(concern.HardensOn, method):
			concern.HardensOn = append(concern.HardensOn, method)
		}
	}
}

func (d *draft) decodeAnswers(b block, concern *Concern) {
	node := b.value("answers")
	if node == nil {
		return
	}
	concern.Answers = make(map[practice.Method][]string)
	for _, field := range d.fields(node, "`answers`", CodeDuplicateKey) {
		method, ok := d.method(field.key, field.at)
		if !ok {
			continue
		}
		if isNull(field.value) {
			d.report(field.at, CodeEmptyValue, "write the words, or delete the key", "%s has no value", quote(field.key))
			continue
		}
		if slices.Contains(concern.GivesWayTo, method) {
			d.report(field.at, CodeUnspoken, "move the words to softens or gave_way", "%s gives way to %s, so this answer is never spoken", quote(concern.ID), quote(field.key))
		}
		concern.Answers[method] = d.texts(field.value, quote(field.key))
	}
}

func (d *draft) decodeKnowledge(b block) []Knowledge {
	node := b.value("knows")
	if node == nil {
		return nil
	}
	var known []Knowledge
	for _, item := range d.items(node, "`knows`") {
		fact := d.block(item, at(item), "a fact", knowsKeys)
		if item.Kind != yaml.MappingNode {
			continue
		}
		fact.need("about", "write the question that it answers, such as about: when does the board meet")
		fact.need("says", "write the answer, such as says: On the 24th")
		known = append(known, Knowledge{ID: fmt.Sprintf("knows.%d", len(known)), About: fact.text("about"), Says: fact.text("says")})
	}
	return known
}
