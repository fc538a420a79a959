package main

import (
	"fmt"
	"io"
	"sort"

	"github.com/askagain/askagain/server/practice"
)

// confusion says what a method is read as where it is missed.
type confusion struct {
	method practice.Method
	missed int
	taken  map[practice.Method]int // by what was read without being done
	none   int                     // missed, and nothing else was read in its place
}

// confusions counts, for each method that a turn does and the reader misses, the
// methods that it reads there and the turn does not do.
func (e exam) confusions() []confusion {
	all := map[practice.Method]*confusion{}
	for _, method := range practice.Methods() {
		all[method] = &confusion{method: method, taken: map[practice.Method]int{}}
	}
	for _, s := range e.turns {
		read, done := map[practice.Method]bool{}, map[practice.Method]bool{}
		for _, l := range s.verdict().Methods {
			read[l.Method()] = true
		}
		for _, method := range s.turn.Methods {
			done[method] = true
		}
		for method := range done {
			if read[method] {
				continue
			}
			c, other := all[method], false
			c.missed++
			for taken := range read {
				if !done[taken] {
					c.taken[taken]++
					other = true
				}
			}
			if !other {
				c.none++
			}
		}
	}
	var sorted []confusion
	for _, method := range practice.Methods() {
		sorted = append(sorted, *all[method])
	}
	return sorted
}

// top returns the methods that it is most often taken for.
func (c confusion) top(n int) []practice.Method {
	methods := practice.Methods()
	sort.SliceStable(methods, func(i, j int) bool { return c.taken[methods[i]] > c.taken[methods[j]] })
	return methods[:n]
}

func printConfusions(out io.Writer, all []confusion) {
	for _, c := range all {
		fmt.Fprintf(out, "%-10s missed %4d:", c.method, c.missed)
		for _, method := range c.top(3) {
			fmt.Fprintf(out, "  %s %.0f%%", method, 100*ratio(c.taken[method], c.missed))
		}
		fmt.Fprintf(out, "  nothing %.0f%%\n", 100*ratio(c.none, c.missed))
	}
}
