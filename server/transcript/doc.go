// Package transcript reads conversations that happened elsewhere: one JSON
// object
//
//	{"outcome":"A meeting with the CFO","turns":[
//	  {"who":"rep","name":"Ana","to":"Tom","channel":"email","day":0,"text":"..."},
//	  {"who":"client","name":"Tom","channel":"email","day":1,"text":"..."}]}
//
// spread over as many lines as it likes, or a JSON Lines file of such objects,
// each with a "file" name. Of a turn, who and text are needed; a missing channel
// or day earns nothing. Keys that are not known are ignored.
//
// A file is read as a stream: memory is bounded by one object, however many
// follow. A bad object is answered with a coded error, and the rest goes on.
// What that takes, lines and the members of broken objects, serves other JSON
// Lines too.
package transcript
