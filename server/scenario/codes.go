package scenario

// Code names a kind of diagnostic for programs and for looking it up. A
// released code keeps its meaning.
type Code string

// The codes of a single file. See Codes for what each means.
const (
	CodeTooLarge      Code = "too-large"
	CodeNotUTF8       Code = "not-utf8"
	CodeBadCharacter  Code = "bad-character"
	CodeEmptyFile     Code = "empty-file"
	CodeSyntax        Code = "yaml-syntax"
	CodeTooDeep       Code = "too-deep"
	CodeTooComplex    Code = "too-complex"
	CodeSecond        Code = "second-document"
	CodeAliases       Code = "too-many-aliases"
	CodeMergeKey      Code = "merge-key"
	CodeTag           Code = "tag"
	CodeDuplicateKey  Code = "duplicate-key"
	CodeDuplicateID   Code = "duplicate-id"
	CodeUnknownKey    Code = "unknown-key"
	CodeMissingKey    Code = "missing-key"
	CodeWrongShape    Code = "wrong-shape"
	CodeNotText       Code = "not-text"
	CodeNotNumber     Code = "not-a-number"
	CodeEmptyValue    Code = "empty-value"
	CodeTooLong       Code = "too-long"
	CodeTooMany       Code = "too-many"
	CodeBadID         Code = "bad-id"
	CodeOutOfRange    Code = "out-of-range"
	CodeBadDuration   Code = "bad-duration"
	CodeBadDate       Code = "bad-date"
	CodeUnknownFormat Code = "unknown-format"
	CodeBadWeights    Code = "bad-weights"

	CodeUnknownPerson  Code = "unknown-person"
	CodeUnknownConcern Code = "unknown-concern"
	CodeUnknownMethod  Code = "unknown-method"
	CodeUnknownChannel Code = "unknown-channel"
	CodeUnknownSide    Code = "unknown-side"
	CodeBadReference   Code = "bad-reference"
	CodeBadVariant     Code = "bad-variant"

	CodeOpensOnce      Code = "opens-once"
	CodeNoConcern      Code = "no-concern"
	CodeNobody         Code = "nobody-grants"
	CodeDirect         Code = "direct-moves-nothing"
	CodeBothWays       Code = "both-ways"
	CodeUnmovable      Code = "unmovable"
	CodeCircle         Code = "circle"
	CodeStrength       Code = "strength-unreachable"
	CodeAfterDeadline  Code = "after-deadline"
	CodeOutOfReach     Code = "outcome-unreachable"
	CodeFewLines       Code = "few-lines"
	CodeLess           Code = "less-unused"
	CodeNoResistance   Code = "no-resistance"
	CodeUnspoken       Code = "answer-unspoken"
	CodeCutByComment   Code = "cut-by-comment"
	CodeUnknownWord    Code = "unknown-word"
	CodeUnclearStep    Code = "unclear-step"
	CodeExpectsNothing Code = "expects-nothing"
	CodeUnknownFact    Code = "unknown-fact"
	CodeTestFailed     Code = "test-failed"
	CodeNoWayFound     Code = "no-way-found"
	CodeMore           Code = "more"
	CodeNotPlainFile   Code = "not-a-plain-file"
	CodeUnreadable     Code = "unreadable"
	CodeTooManyFiles   Code = "too-many-files"
	CodeDuplicateName  Code = "duplicate-name"
)

// Found is what has to be looked at to find something.
type Found string

// What is looked at.
const (
	InFile   Found = "file"   // reading one file
	InFolder Found = "folder" // looking at a folder of files
	InPlay   Found = "play"   // playing what was read
)

// CodeInfo explains a code to the person who meets it.
type CodeInfo struct {
	Code     Code
	Severity Severity
	Meaning  string
	Fix      string
	// Found says what has to be looked at to find it.
	Found Found
}

// Codes returns every code with its meaning and its fix, in the order of the
// authoring guide.
func Codes() []CodeInfo {
	infos := make([]CodeInfo, len(codeTable))
	copy(infos, codeTable)
	return infos
}

func (c Code) severity() Severity {
	for _, info := range codeTable {
		if info.Code == c {
			return info.Severity
		}
	}
	return SeverityError
}

// codeTable is what the guide and the tests are held against.
var codeTable = []CodeInfo{
	{CodeTooLarge, SeverityError, "The file is larger than 1 MiB.", "Split it into several scenarios.", InFile},
	{CodeNotUTF8, SeverityError, "The file is not saved as UTF-8 text.", "Save it again and choose UTF-8 as the encoding.", InFile},
	{CodeBadCharacter, SeverityError, "An invisible control character, or one that reverses the direction of text, stands in the file.", "Delete the character and type the text again.", InFile},
	{CodeEmptyFile, SeverityError, "The file says nothing.", "Start from the ten lines at the top of the guide.", InFile},
	{CodeSyntax, SeverityError, "The file is not well-formed YAML here, so reading stopped.", "Mostly: put the text in quotes, or line it up with the lines around it.", InFile},
	{CodeTooDeep, SeverityError, "Lists or blocks are nested deeper than any scenario needs.", "Flatten them.", InFile},
	{CodeTooComplex, SeverityError, "The file has more entries than any scenario needs.", "Split it into several scenarios.", InFile},
	{CodeSecond, SeverityError, "A line of three dashes starts a second document.", "Keep one scenario in a file.", InFile},
	{CodeAliases, SeverityError, "Aliases (`*name`) repeat each other so often that the file would become huge, or an alias contains itself.", "Write the repeated part out.", InFile},
	{CodeMergeKey, SeverityError, "The merge key `<<` is not part of YAML 1.2.", "Write the keys out, or use an alias for a whole value.", InFile},
	{CodeTag, SeverityError, "A tag such as `!name` stands before a value.", "Delete the tag; put text that starts with `!` in quotes.", InFile},
	{CodeDuplicateKey, SeverityError, "The same key stands twice in one block.", "Keep one, or make it a list.", InFile},
	{CodeDuplicateID, SeverityError, "Two people, or two concerns of one person, have the same id.", "Give each its own id.", InFile},
	{CodeUnknownKey, SeverityError, "No such key exists here.", "Correct the spelling, or move it to where it belongs.", InFile},
	{CodeMissingKey, SeverityError, "Something that every scenario needs is missing.", "Add the key.", InFile},
	{CodeWrongShape, SeverityError, "A list or a block of keys stands where something else belongs, or the other way round.", "Follow the example in the guide.", InFile},
	{CodeNotText, SeverityError, "A number, a date, true, false or a block of keys stands where text belongs.", "Put it in quotes.", InFile},
	{CodeNotNumber, SeverityError, "Text stands where a whole number belongs.", "Write a whole number, without quotes.", InFile},
	{CodeEmptyValue, SeverityError, "A key has no value.", "Write something after it, or delete the key.", InFile},
	{CodeTooLong, SeverityError, "A text is longer than anybody would say it.", "Shorten it.", InFile},
	{CodeTooMany, SeverityError, "More than 20 people, 50 concerns a person, or 50 of something else.", "Leave some out.", InFile},
	{CodeBadID, SeverityError, "An id is not a lower-case ASCII word.", "Use letters a to z, digits and underscores, starting with a letter.", InFile},
	{CodeOutOfRange, SeverityError, "A number is too small or too large.", "Stay within the range that the message names.", InFile},
	{CodeBadDuration, SeverityError, "`within` is not a number of days or weeks.", "Write `21 days`, `3 weeks` or `21`.", InFile},
	{CodeBadDate, SeverityError, "`starts` is not a date.", "Write year-month-day: `2026-03-02`.", InFile},
	{CodeUnknownFormat, SeverityError, "The file is written in a format that this program does not read.", "Write `format: 1`, or install a newer Askagain.", InFile},
	{CodeBadWeights, SeverityError, "The weights under `score` do not add up to 100.", "Make them add up to 100.", InFile},
	{CodeUnknownPerson, SeverityError, "A name refers to a person who is not in the file.", "Use the id of a person in `people`.", InFile},
	{CodeUnknownConcern, SeverityError, "A name refers to a concern that the person does not have.", "Use the id of one of the person's concerns.", InFile},
	{CodeUnknownMethod, SeverityError, "No such method exists.", "Use one of the methods in the guide.", InFile},
	{CodeUnknownChannel, SeverityError, "No such channel exists.", "Use email, chat, phone or in_person.", InFile},
	{CodeUnknownSide, SeverityError, "A person is on a side that does not exist.", "Use client or own.", InFile},
	{CodeBadReference, SeverityError, "A reference to a concern is not written as person.concern.", "Write the person's id, a dot, and the concern's id.", InFile},
	{CodeBadVariant, SeverityError, "A path in `variants` leads nowhere.", "Write person.key or person.concern.key.", InFile},
	{CodeOpensOnce, SeverityError, "Nobody opens the conversation with a no, or more than one person does.", "Give `opens` to exactly one person.", InFile},
	{CodeNoConcern, SeverityError, "Nobody has a concern, so there is nothing to overcome.", "Give a person a concern.", InFile},
	{CodeNobody, SeverityError, "Nobody is on the client's side, so it is unclear who can grant the outcome.", "Name the person in `outcome.from`.", InFile},
	{CodeDirect, SeverityError, "`direct` is listed as something that a concern gives way to. Asking plainly moves nothing.", "Name another method, or use `asks_needed` for somebody who only wants to be asked again.", InFile},
	{CodeBothWays, SeverityError, "One method both moves a concern and hardens it.", "Keep it in one of the two lists.", InFile},
	{CodeUnmovable, SeverityError, "Nothing can move this concern: no method, nobody's agreement, no event.", "Add `gives_way_to`, or let somebody's `agrees_moves` or the calendar move it.", InFile},
	{CodeCircle, SeverityError, "People's agreement would have to come before itself: each waits for the other.", "Let one concern in the circle give way to a method.", InFile},
	{CodeStrength, SeverityError, "All the methods of a concern together cannot bring its strength down to 0.", "Lower the strength, or add a method.", InFile},
	{CodeAfterDeadline, SeverityError, "Something happens after the last day.", "Move it to an earlier day, or give more time in `within`.", InFile},
	{CodeOutOfReach, SeverityError, "The outcome cannot be reached: somebody can never agree, or not in time.", "Remove what stands in the way, or give more time.", InFile},
	{CodeFewLines, SeverityWarning, "A person has so few lines of their own that stock lines will answer soon.", "Write more lines under `says`.", InFile},
	{CodeLess, SeverityWarning, "`outcome.less` and `offers_less_after` need each other, and one of them is missing.", "Add the other, or delete this one.", InFile},
	{CodeNoResistance, SeverityWarning, "The person who can grant the outcome says yes to the first ask.", "Give them a concern, or `asks_needed`.", InFile},
	{CodeUnspoken, SeverityWarning, "An answer is written for a method that moves the concern; `answers` is for those that do not.", "Move the words to `softens` or `gave_way`.", InFile},
	{CodeCutByComment, SeverityWarning, "A `#` after a space starts a comment, so the rest of the text is lost.", "Put the text in quotes.", InFile},
	{CodeUnknownWord, SeverityError, "A word in a test is none of those that can stand there.", "Use one of the words in the guide.", InFile},
	{CodeUnclearStep, SeverityError, "A step of a test does nothing or several things, or says something that does not go with what it does.", "Write one of `say`, `by`, `wait` and `do`, and what belongs to it.", InFile},
	{CodeExpectsNothing, SeverityError, "A test expects nothing, so it cannot fail.", "Add `then` to a step, or `ends` to the test.", InFile},
	{CodeUnknownFact, SeverityError, "A test expects a fact that the person does not know.", "Copy some words of a `says` under the person's `knows`.", InFile},
	{CodeTestFailed, SeverityError, "One of the scenario's own tests came out otherwise than it says.", "Read the talk that is shown, then change the scenario or the test.", InPlay},
	{CodeNoWayFound, SeverityWarning, "In the file's own circumstances, or in a variant's, no play that wins was found, though none is ruled out.", "Play it yourself; mostly patience or time is too short, or a method that one concern needs hardens another.", InPlay},
	{CodeMore, SeverityError, "There are more findings than are shown.", "Fix these and check again.", InFile},
	{CodeNotPlainFile, SeverityError, "A link, a device or another thing that is not a plain file has a scenario's name.", "Put a copy of the file there.", InFolder},
	{CodeUnreadable, SeverityError, "The file or the folder cannot be read.", "Check that it exists and that you may read it.", InFolder},
	{CodeTooManyFiles, SeverityError, "The folder holds more than 500 scenarios.", "Split it into several folders.", InFolder},
	{CodeDuplicateName, SeverityError, "Two files have the same name but for their ending.", "Rename one of them.", InFolder},
}
