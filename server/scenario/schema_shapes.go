package scenario

import "github.com/invopop/jsonschema"

type fileShape struct {
	Format   int            `json:"format" jsonschema:"required,enum=1" jsonschema_description:"The format of the file, always 1."`
	Title    shapeLine      `json:"title" jsonschema:"required" jsonschema_description:"What the scenario is called."`
	Level    int            `json:"level" jsonschema:"minimum=1,maximum=5,default=3" jsonschema_description:"How hard it is, from 1 (easy) to 5."`
	Minutes  int            `json:"minutes" jsonschema:"minimum=1,maximum=240,default=10" jsonschema_description:"About how long it takes, in minutes of real time."`
	You      shapeText      `json:"you" jsonschema:"required" jsonschema_description:"Who the rep is and what they sell."`
	Outcome  outcomeShape   `json:"outcome" jsonschema:"required" jsonschema_description:"The one thing that the rep needs."`
	Starts   shapeDate      `json:"starts" jsonschema_description:"The date of the first day, so that days have dates. It may stand in the outcome instead."`
	People   peopleShape    `json:"people" jsonschema:"required" jsonschema_description:"Who says no: people by their ids."`
	Calendar calendarShape  `json:"calendar" jsonschema_description:"What happens by itself, by simulated days."`
	Channels channelsShape  `json:"channels" jsonschema_description:"How many simulated days a turn on each channel takes."`
	Score    weightsShape   `json:"score" jsonschema_description:"How many points each dimension weighs. All five add up to 100."`
	Variants []variantShape `json:"variants" jsonschema:"maxItems=20" jsonschema_description:"The same people on another day: each item changes some values. Every attempt draws one of them, or the file as it stands."`
	Tests    testsShape     `json:"tests" jsonschema_description:"Talks that must come out as they are written here. The command askagain check plays them."`
}

type outcomeShape struct {
	Need    shapeLine     `json:"need" jsonschema:"required" jsonschema_description:"What the rep needs, worded so that somebody could say yes to it."`
	Why     shapeText     `json:"why" jsonschema_description:"Why it matters. The rep reads it before starting."`
	Without shapeText     `json:"without" jsonschema_description:"What happens without it. The rep reads it before starting."`
	Less    shapeLine     `json:"less" jsonschema_description:"A smaller result that somebody may offer along the way. It goes with a person's offers_less_after."`
	Within  shapeDuration `json:"within" jsonschema_description:"How many simulated days there are; the last day counts. 30 days if you don't say, 365 at most."`
	Starts  shapeDate     `json:"starts" jsonschema_description:"The date of the first day, so that days have dates."`
	From    shapeID       `json:"from" jsonschema_description:"The id of the person who can grant it; if you don't say, the first on the client's side."`
}

type peopleShape map[string]personShape

// JSONSchemaExtend holds the ids of people to their form.
func (peopleShape) JSONSchemaExtend(schema *jsonschema.Schema) { ids(schema, MaxPeople) }

type concernsShape map[string]concernShape

// JSONSchemaExtend holds the ids of concerns to their form.
func (concernsShape) JSONSchemaExtend(schema *jsonschema.Schema) { ids(schema, MaxConcerns) }

func ids(schema *jsonschema.Schema, most uint64) {
	length := uint64(maxIDLength)
	schema.PropertyNames = &jsonschema.Schema{Pattern: idPattern.String(), MaxLength: &length}
	schema.MaxProperties = &most
}

type personShape struct {
	Name            shapeLine     `json:"name" jsonschema_description:"The person's name; made out of the id if you don't say."`
	Role            shapeLine     `json:"role" jsonschema_description:"What the person does."`
	Side            string        `json:"side" jsonschema:"enum=client,enum=own,default=client" jsonschema_description:"Whose house they belong to: the client's or the rep's own."`
	Manner          shapeLine     `json:"manner" jsonschema_description:"How they are, in a few words."`
	Likes           likesShape    `json:"likes" jsonschema_description:"What they like. The rep has to find it out."`
	Patience        int           `json:"patience" jsonschema:"minimum=1,maximum=20,default=5" jsonschema_description:"How much they bear before the door closes."`
	AsksNeeded      int           `json:"asks_needed" jsonschema:"minimum=0,maximum=10,default=0" jsonschema_description:"Asks after their first no before they agree, however good they are."`
	Need            shapeLine     `json:"need" jsonschema_description:"What is asked of this person; by default their support."`
	Opens           opensShape    `json:"opens" jsonschema_description:"The first no, which starts the conversation. Exactly one person has it."`
	Concerns        concernsShape `json:"concerns" jsonschema_description:"The reasons behind the no, by their ids, in the order in which the person voices them."`
	OffersLessAfter shapeID       `json:"offers_less_after" jsonschema_description:"The concern after which the person offers the outcome's less."`
	AgreesMoves     shapeTargets  `json:"agrees_moves" jsonschema_description:"Whose concerns this person's agreement takes away, as person.concern."`
	Knows           knowsShape    `json:"knows" jsonschema_description:"Facts that the person gives when asked."`
	Hesitates       shapeLines    `json:"hesitates" jsonschema_description:"Nothing stands in the way any more, and it is still not a yes."`
	Agrees          shapeLines    `json:"agrees" jsonschema_description:"The yes."`
	Closes          shapeLines    `json:"closes" jsonschema_description:"The end of the conversation."`
	Offers          shapeLines    `json:"offers" jsonschema_description:"The words for offering the outcome's less."`
}

type likesShape struct {
	Channel shapeChannel `json:"channel" jsonschema:"required" jsonschema_description:"The channel on which a turn counts for more."`
}

type opensShape struct {
	Channel shapeChannel `json:"channel" jsonschema_description:"How the first no comes; by email if you don't say."`
	Says    shapeText    `json:"says" jsonschema:"required" jsonschema_description:"The first no."`
}

type concernShape struct {
	Says       shapeLines   `json:"says" jsonschema_description:"How the no sounds. Write three or more, each another way to say it."`
	Reveals    shapeLines   `json:"reveals" jsonschema_description:"What the rep finds out by asking what is behind it."`
	GivesWayTo shapeMoving  `json:"gives_way_to" jsonschema_description:"The methods that move it; two to four are good."`
	Strength   int          `json:"strength" jsonschema:"minimum=1,maximum=9,default=1" jsonschema_description:"How much it takes to move it."`
	HardensOn  shapeHardens `json:"hardens_on" jsonschema_description:"Methods that make it stronger, and pushy for pressure."`
	Answers    shapeAnswers `json:"answers" jsonschema_description:"What the person says to methods that do not move it."`
	Softens    shapeLines   `json:"softens" jsonschema_description:"What they say when it weakens."`
	GaveWay    shapeLines   `json:"gave_way" jsonschema_description:"What they say when it is gone."`
}

type factShape struct {
	About shapeText `json:"about" jsonschema:"required" jsonschema_description:"The question that it answers; matched by meaning."`
	Says  shapeText `json:"says" jsonschema:"required" jsonschema_description:"The answer."`
}

type eventShape struct {
	Day   int          `json:"day" jsonschema:"required,minimum=1,maximum=365" jsonschema_description:"The simulated day on which it happens."`
	Says  shapeText    `json:"says" jsonschema:"required" jsonschema_description:"What happens."`
	Moves shapeTargets `json:"moves" jsonschema_description:"The concerns that it takes away, as person.concern."`
}

type channelsShape struct {
	Email    int `json:"email" jsonschema:"minimum=0,maximum=30,default=1" jsonschema_description:"Days that an email takes."`
	Chat     int `json:"chat" jsonschema:"minimum=0,maximum=30,default=0" jsonschema_description:"Days that a chat takes."`
	Phone    int `json:"phone" jsonschema:"minimum=0,maximum=30,default=0" jsonschema_description:"Days that a call takes."`
	InPerson int `json:"in_person" jsonschema:"minimum=0,maximum=30,default=2" jsonschema_description:"Days that a visit takes."`
}

type weightsShape struct {
	Variety      int `json:"variety" jsonschema:"minimum=0,maximum=100,default=30" jsonschema_description:"Asking in different ways."`
	Perseverance int `json:"perseverance" jsonschema:"minimum=0,maximum=100,default=30" jsonschema_description:"Asking again after a no."`
	Manner       int `json:"manner" jsonschema:"minimum=0,maximum=100,default=15" jsonschema_description:"Staying warm, and listening."`
	Attachment   int `json:"attachment" jsonschema:"minimum=0,maximum=100,default=10" jsonschema_description:"Keeping the outcome in sight."`
	Result       int `json:"result" jsonschema:"minimum=0,maximum=100,default=15" jsonschema_description:"What was reached."`
}

type variantShape map[string]any

// JSONSchemaExtend holds the paths of a variant to their form: which of them
// lead somewhere depends on the file.
func (variantShape) JSONSchemaExtend(schema *jsonschema.Schema) {
	schema.PropertyNames = patternSchema(`^[^.]+(\.[^.]+){1,4}$`)
	schema.AdditionalProperties = &jsonschema.Schema{Not: &jsonschema.Schema{Type: "null"}}
	schema.Examples = []any{map[string]any{"ann.likes.channel": "in_person", "ann.habit.strength": 2}}
}

type testShape struct {
	Name    shapeLine     `json:"name" jsonschema:"required" jsonschema_description:"What the test shows."`
	Variant int           `json:"variant" jsonschema:"minimum=0,maximum=20,default=0" jsonschema_description:"Which of the variants is played; 0 is the file as it stands."`
	Steps   stepsShape    `json:"steps" jsonschema:"required" jsonschema_description:"What the rep does, turn by turn."`
	Ends    shapeEnding   `json:"ends" jsonschema_description:"How the talk must stand at the end."`
	Score   expectedScore `json:"score" jsonschema_description:"Bounds of the score at the end, 0 to 100."`
	Day     int           `json:"day" jsonschema:"minimum=0,maximum=366" jsonschema_description:"The day that it must be at the end."`
}

type expectedScore struct {
	AtLeast int `json:"at_least" jsonschema:"minimum=0,maximum=100" jsonschema_description:"The score must not be lower."`
	AtMost  int `json:"at_most" jsonschema:"minimum=0,maximum=100" jsonschema_description:"The score must not be higher."`
}

// JSONSchemaExtend asks for one of the two.
func (expectedScore) JSONSchemaExtend(schema *jsonschema.Schema) {
	least := uint64(1)
	schema.MinProperties = &least
}

type stepShape struct {
	Say     shapeWords   `json:"say" jsonschema_description:"The rep says these words. They are read as in the room."`
	By      shapeMethods `json:"by" jsonschema_description:"The rep asks by these methods, whatever the words."`
	Asks    string       `json:"asks" jsonschema:"enum=outcome,enum=partial,enum=none,default=outcome" jsonschema_description:"With by: whether the turn asks for the outcome, for part of it, or for nothing."`
	Tone    string       `json:"tone" jsonschema:"enum=warm,enum=neutral,enum=pushy,default=neutral" jsonschema_description:"With by: how the turn sounds."`
	Wait    int          `json:"wait" jsonschema:"minimum=1,maximum=365" jsonschema_description:"The rep lets so many days pass."`
	Do      string       `json:"do" jsonschema:"enum=take,enum=end" jsonschema_description:"take: the rep takes what was offered. end: the rep stops."`
	To      shapeID      `json:"to" jsonschema_description:"With say or by: the id of who is spoken to. It stays until a step changes it."`
	Channel shapeChannel `json:"channel" jsonschema_description:"With say or by: how. It stays until a step changes it."`
	Then    shapeThen    `json:"then" jsonschema_description:"What must come back: a word, several of which one must be true, or a block that says more."`
}

// JSONSchemaExtend holds a step to one thing, and to what goes with it.
func (stepShape) JSONSchemaExtend(schema *jsonschema.Schema) {
	for _, action := range actions {
		schema.OneOf = append(schema.OneOf, &jsonschema.Schema{Required: []string{action}})
	}
	spoken := &jsonschema.Schema{AnyOf: []*jsonschema.Schema{{Required: []string{"say"}}, {Required: []string{"by"}}}}
	schema.DependentRequired = map[string][]string{"asks": {"by"}, "tone": {"by"}}
	schema.DependentSchemas = map[string]*jsonschema.Schema{"to": spoken, "channel": spoken}
}

type expectedShape struct {
	Answer  shapeAnyOf   `json:"answer" jsonschema_description:"What came back, in a word; of several one must be true."`
	GaveWay shapeTargets `json:"gave_way" jsonschema_description:"The concerns that this step took away, as person.concern."`
	Says    shapeLines   `json:"says" jsonschema_description:"Words that stand in a line that came back."`
	Tells   shapeLines   `json:"tells" jsonschema_description:"Words that stand in a fact that was given."`
}

// JSONSchemaExtend asks for something to be expected.
func (expectedShape) JSONSchemaExtend(schema *jsonschema.Schema) {
	least := uint64(1)
	schema.MinProperties = &least
}

// Lists in which one item may stand without a list around it.
type (
	calendarShape struct{}
	knowsShape    struct{}
	testsShape    struct{}
	stepsShape    struct{}
	shapeWords    string
)

func listOf(name string, least, most uint64) *jsonschema.Schema {
	list := oneOrList(definition(name), least)
	list.AnyOf[1].MaxItems = &most
	return list
}

func (calendarShape) JSONSchema() *jsonschema.Schema { return listOf("event", 0, maxEntries) }
func (knowsShape) JSONSchema() *jsonschema.Schema    { return listOf("fact", 0, maxEntries) }
func (testsShape) JSONSchema() *jsonschema.Schema    { return listOf("test", 0, MaxTests) }
func (stepsShape) JSONSchema() *jsonschema.Schema    { return listOf("step", 1, MaxTestSteps) }
func (shapeWords) JSONSchema() *jsonschema.Schema    { return stringSchema(MaxTestWords) }

// listed are the shapes that stand in such lists, or in a choice.
func listed() []any {
	return []any{eventShape{}, factShape{}, testShape{}, stepShape{}, expectedShape{}}
}
