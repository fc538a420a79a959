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

	CodeOpensOnce     Code = "opens-once"
	CodeNoConcern     Code = "no-concern"
	CodeNobody        Code = "nobody-grants"
	CodeDirect        Code = "direct-moves-nothing"
	CodeBothWays      Code = "both-ways"
	CodeUnmovable     Code = "unmovable"
	CodeCircle        Code = "circle"
	CodeStrength      Code = "strength-unreachable"
	CodeAfterDeadline Code = "after-deadline"
	CodeOutOfReach    Code = "outcome-unreachable"
	CodeFewLines      Code = "few-lines"
	CodeLess          Code = "less-unused"
	CodeNoResistance  Code = "no-resistance"
	CodeUnspoken      Code = "answer-unspoken"
	CodeCutByComment  Code = "cut-by-comment"
	CodeMore          Code = "more"
	CodeNotPlainFile  Code = "not-a-plain-file"
	CodeUnreadable    Code = "unreadable"
	CodeTooManyFiles  Code = "too-many-files"
	CodeDuplicateName Code = "duplicate-name"
)

// CodeInfo explains a code to the person who meets it.
type CodeInfo struct {
	Code     Code
	Severity Severity
	Meaning  string
	Fix      string
	// Folder marks the codes that come from looking at a folder of files
	// rather than from reading one.
	Folder bool
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
	{CodeTooLarge, SeverityError, "The file is larger than 1 MiB.", "Split it into several scenarios.", false},
	{CodeNotUTF8, SeverityError, "The file is not saved as UTF-8 text.", "Save it again and choose UTF-8 as the encoding.", false},
	{CodeBadCharacter, SeverityError, "An invisible control character, or one that reverses the direction of text, stands in the file.", "Delete the character and type the text again.", false},
	{CodeEmptyFile, SeverityError, "The file says nothing.", "Start from the ten lines at the top of the guide.", false},
	{CodeSyntax, SeverityError, "The file is not well-formed YAML here, so reading stopped.", "Mostly: put the text in quotes, or line it up with the lines around it.", false},
	{CodeTooDeep, SeverityError, "Lists or blocks are nested deeper than any scenario needs.", "Flatten them.", false},
	{CodeTooComplex, SeverityError, "The file has more entries than any scenario needs.", "Split it into several scenarios.", false},
	{CodeSecond, SeverityError, "A line of three dashes starts a second document.", "Keep one scenario in a file.", false},
	{CodeAliases, SeverityError, "Aliases (`*name`) repeat each other so often that the file would become huge, or an alias contains itself.", "Write the repeated part out.", false},
	{CodeMergeKey, SeverityError, "The merge key `<<` is not part of YAML 1.2.", "Write the keys out, or use an alias for a whole value.", false},
	{CodeTag, SeverityError, "A tag such as `!name` stands before a value.", "Delete the tag; put text that starts with `!` in quotes.", false},
	{CodeDuplicateKey, SeverityError, "The same key stands twice in one block.", "Keep one, or make it a list.", false},
	{CodeDuplicateID, SeverityError, "Two people, or two concerns of one person, have the same id.", "Give each its own id.", false},
	{CodeUnknownKey, SeverityError, "No such key exists here.", "Correct the spelling, or move it to where it belongs.", false},
	{CodeMissingKey, SeverityError, "Something that every scenario needs is missing.", "Add the key.", false},
	{CodeWrongShape, SeverityError, "A list or a block of keys stands where something else belongs, or the other way round.", "Follow the example in the guide.", false},
	{CodeNotText, SeverityError, "A number, a date, true, false or a block of keys stands where text belongs.", "Put it in quotes.", false},
	{CodeNotNumber, SeverityError, "Text stands where a whole number belongs.", "Write a whole number, without quotes.", false},
	{CodeEmptyValue, SeverityError, "A key has no value.", "Write something after it, or delete the key.", false},
	{CodeTooLong, SeverityError, "A text is longer than anybody would say it.", "Shorten it.", false},
	{CodeTooMany, SeverityError, "More than 20 people, 50 concerns a person, or 50 of something else.", "Leave some out.", false},
	{CodeBadID, SeverityError, "An id is not a lower-case ASCII word.", "Use letters a to z, digits and underscores, starting with a letter.", false},
	{CodeOutOfRange, SeverityError, "A number is too small or too large.", "Stay within the range that the message names.", false},
	{CodeBadDuration, SeverityError, "`within` is not a number of days or weeks.", "Write `21 days`, `3 weeks` or `21`.", false},
	{CodeBadDate, SeverityError, "`starts` is not a date.", "Write year-month-day: `2026-03-02`.", false},
	{CodeUnknownFormat, SeverityError, "The file is written in a format that this program does not read.", "Write `format: 1`, or install a newer Askagain.", false},
	{CodeBadWeights, SeverityError, "The weights under `score` do not add up to 100.", "Make them add up to 100.", false},
	{CodeUnknownPerson, SeverityError, "A name refers to a person who is not in the file.", "Use the id of a person in `people`.", false},
	{CodeUnknownConcern, SeverityError, "A name refers to a concern that the person does not have.", "Use the id of one of the person's concerns.", false},
	{CodeUnknownMethod, SeverityError, "No such method exists.", "Use one of the methods in the guide.", false},
	{CodeUnknownChannel, SeverityError, "No such channel exists.", "Use email, chat, phone or in_person.", false},
	{CodeUnknownSide, SeverityError, "A person is on a side that does not exist.", "Use client or own.", false},
	{CodeBadReference, SeverityError, "A reference to a concern is not written as person.concern.", "Write the person's id, a dot, and the concern's id.", false},
	{CodeBadVariant, SeverityError, "A path in `variants` leads nowhere.", "Write person.key or person.concern.key.", false},
	{CodeOpensOnce, SeverityError, "Nobody opens the conversation with a no, or more than one person does.", "Give `opens` to exactly one person.", false},
	{CodeNoConcern, SeverityError, "Nobody has a concern, so there is nothing to overcome.", "Give a person a concern.", false},
	{CodeNobody, SeverityError, "Nobody is on the client's side, so it is unclear who can grant the outcome.", "Name the person in `outcome.from`.", false},
	{CodeDirect, SeverityError, "`direct` is listed as something that a concern gives way to. Asking plainly moves nothing.", "Name another method, or use `asks_needed` for somebody who only wants to be asked again.", false},
	{CodeBothWays, SeverityError, "One method both moves a concern and hardens it.", "Keep it in one of the two lists.", false},
	{CodeUnmovable, SeverityError, "Nothing can move this concern: no method, nobody's agreement, no event.", "Add `gives_way_to`, or let somebody's `agrees_moves` or the calendar move it.", false},
	{CodeCircle, SeverityError, "People's agreement would have to come before itself: each waits for the other.", "Let one concern in the circle give way to a method.", false},
	{CodeStrength, SeverityError, "All the methods of a concern together cannot bring its strength down to 0.", "Lower the strength, or add a method.", false},
	{CodeAfterDeadline, SeverityError, "Something happens after the last day.", "Move it to an earlier day, or give more time in `within`.", false},
	{CodeOutOfReach, SeverityError, "The outcome cannot be reached: somebody can never agree, or not in time.", "Remove what stands in the way, or give more time.", false},
	{CodeFewLines, SeverityWarning, "A person has so few lines of their own that stock lines will answer soon.", "Write more lines under `says`.", false},
	{CodeLess, SeverityWarning, "`outcome.less` and `offers_less_after` need each other, and one of them is missing.", "Add the other, or delete this one.", false},
	{CodeNoResistance, SeverityWarning, "The person who can grant the outcome says yes to the first ask.", "Give them a concern, or `asks_needed`.", false},
	{CodeUnspoken, SeverityWarning, "An answer is written for a method that moves the concern; `answers` is for those that do not.", "Move the words to `softens` or `gave_way`.", false},
	{CodeCutByComment, SeverityWarning, "A `#` after a space starts a comment, so the rest of the text is lost.", "Put the text in quotes.", false},
	{CodeMore, SeverityError, "There are more findings than are shown.", "Fix these and check again.", false},
	{CodeNotPlainFile, SeverityError, "A link, a device or another thing that is not a plain file has a scenario's name.", "Put a copy of the file there.", true},
	{CodeUnreadable, SeverityError, "The file or the folder cannot be read.", "Check that it exists and that you may read it.", true},
	{CodeTooManyFiles, SeverityError, "The folder holds more than 500 scenarios.", "Split it into several folders.", true},
	{CodeDuplicateName, SeverityError, "Two files have the same name but for their ending.", "Rename one of them.", true},
}
