// Package practice holds the words of the domain: what a rep does, how it is
// read, what is decided, what is kept, and the error that a person may see.
//
// It imports nothing of ours, so that every other package can speak these words
// without knowing the package that produced them.
package practice
