package features

import "strings"

// Class is a family of words that do the same work in a turn. Names are one
// letter, because they stand in for words in n-grams.
type class byte

// wordClasses are families of content words. A word is in one family at most;
// where lines overlap the later one wins.
var wordClasses = map[class]string{
	'P': `boss manager director ceo cfo cto coo chief head chair chairman chairwoman chairperson president vp owner founder partner partners
		colleague colleagues team board committee council supervisor superintendent dean principal minister mayor chairs trustee trustees
		wife husband sister brother mother father mum mom dad son daughter friend neighbor neighbour captain foreman treasurer secretary
		assistant deputy lead sponsor champion counterpart lawyer counsel legal procurement finance hr doctor nurse vicar priest coach buyer
		controller auditor accountant engineer architect bosses managers directors executive executives leadership management everyone somebody someone
		headteacher matron registrar professor investor investors union rep steward landlord`,
	'T': `monday tuesday wednesday thursday friday saturday sunday january february march april june july august september october november
		december tomorrow today tonight yesterday week weeks month months year years quarter spring summer autumn fall winter christmas easter
		later soon next season semester term weekend morning afternoon evening noon q1 q2 q3 q4 holidays until till after before when once
		mon tue wed thu fri sat sun deadline date ramadan eid`,
	'U': `minute minutes hour hours day days second seconds fortnight half-hour min mins percent euros euro dollars dollar pounds pound quid
		grand k thousand hundred pages page seats seat units unit people places pieces copies bags boxes crates pallets tons kilos meters miles`,
	'M': `call phone ring zoom teams video meet meeting coffee lunch dinner breakfast beer pint visit face person office email mail message text
		whatsapp letter website chat conversation table drive come over drop pop stop screen line talk speak`,
	'$': `price discount fee fees free budget pay paid payment cost costs rate invoice refund deposit credit cash money charge cheaper cheap
		expensive commission bonus margin rent salary wage installments`,
	'G': `give gives offer offers throw add include cover waive swap trade exchange return commit guarantee sponsor donate promise match knock
		extend bring send lend loan match handle arrange take carry supply`,
	'S': `small smaller short shorter quick half fewer less part single pilot trial sample piece only just even little tiny partial bit few
		summary one-page draft version lighter light instead smallest least minimum couple slice corner`,
	'E': `case study data figures numbers report results reference references customer customers audit audits certificate certified guarantee
		demo proof evidence survey statistics test tests tested review reviews award published measured record records showed shows proved
		chart photos photo film logs testimonial independent accredited iso peer-reviewed experience reduced dropped`,
	'F': `understand appreciate frustrating frustrated worry worried worries worrying hard tough fair hear sorry sounds imagine tired exhausted
		stress stressful pressure difficult nervous scared afraid burned angry upset proud honest sense rough tricky awkward uncomfortable thankless
		brutal painful careful feel feeling felt sympathize sympathise patience kind lovely grateful`,
	'V': `save saves saving savings gain gains profit revenue lose loses losing loss losses risk risks fine fines penalty faster better
		increase grow growth cut cuts reduce benefit win worth earn earns waste wasted miss avoid prevent downtime shortage delay delays
		bigger cheaper safer sooner more sales traffic`,
	'R': `please thanks thank cheers appreciated grateful kindly pardon excuse obliged welcome glad happy love loved delighted`,
	'X': `ridiculous pathetic seriously honestly frankly obviously regret unless fault stupid lazy coward clueless embarrassing joke insane
		absurd unacceptable disappointed disappointing blame lawyer sue consequences complain excuses nonsense cowardly useless wasting shame
		idiot dumb hell damn bloody bother fool rude unprofessional selfish`,
	'Z': `forget leave drop bother stop quit enough bye goodbye farewell luck drop settled close closed accept fine respect`,
	'H': `handle install setup paperwork form forms insurance insured deliver delivery clean cleaning translate training train equipment
		contract clause nda compliance security privacy approval sign signature safety risk-free noise mess disruption`,
	'?': `what why how who which where whose whom wondering wonder curious`,
}

// functionWords carry the grammar of a turn; they stay themselves in skeletons.
const functionWords = `i you he she it we they me him her us them my your his its our their mine yours ours this that these those there here
	a an the some any no not n't never none nobody nothing all both each every another other else same such own
	am is are was were be been being do does did done doing have has had having will would shall should can could may might must
	'll 're 've 'd 'm 's ' let want need needs like going get got make makes made know think say says said tell ask asked see look
	and or but so if then because though although while unless as than too also either neither whether since
	in on at by for from to of with without about into onto over under between against through during off out up down back around within
	again yet still already always ever now maybe perhaps really very much many more most almost quite rather well yes no okay ok oh
	what why how who which where when whose after before until till once just only even instead first last next
	anyway alright right sure course`

// coarseFamilies join function words that mean much the same to a request.
var coarseFamilies = []string{
	"i we me us myself", "my our mine ours", "you", "your yours", "he she they him them it", "his its their",
	"could would can may might should shall", "'ll will", "is are was were be been being am 's 're 'm", "have has had 've having",
	"not n't no never none nobody nothing", "a an the this that these those", "in on at by for from to of with about into onto over",
	"and or but so", "if unless once when", "what why how who which where whose", "before after until till by", "maybe perhaps possibly",
	"do does did", "yes ok okay sure right alright course", "just only even still", "any some all both each every",
}

var (
	coarseOf   = buildCoarse()
	classOf    = buildClasses()
	isFunction = setOf(functionWords)
)

func setOf(words string) map[string]bool {
	set := map[string]bool{}
	for _, word := range strings.Fields(words) {
		set[word] = true
	}
	return set
}

// classOrder fixes which family wins where two name the same word.
const classOrder = "PTUM$GSEFVRXZH?"

func buildClasses() map[string]class {
	classes := map[string]class{}
	for _, c := range []byte(classOrder) {
		for _, word := range strings.Fields(wordClasses[class(c)]) {
			classes[word] = class(c)
		}
	}
	return classes
}

func buildCoarse() map[string]uint32 {
	coarse := map[string]uint32{}
	for n, family := range coarseFamilies {
		for _, word := range strings.Fields(family) {
			coarse[word] = mix(hashString("coarse"), uint32(n))
		}
	}
	return coarse
}
