package web

import (
	"context"
	"fmt"
	"net/http"
	"time"

	"github.com/askagain/askagain/server/own"
	"github.com/askagain/askagain/server/practice"
	"github.com/askagain/askagain/server/scenario"
)

// Drafter has a language model write a scenario from notes. Its errors are
// sentences for a person, and hold no words of the rep.
type Drafter interface {
	// Draft returns the file, at the cost of the rep; whether it compiles is for the
	// caller to see.
	Draft(ctx context.Context, rep, notes string) (yaml []byte, err error)
	// Name is the language model's.
	Name() string
}

// draftOwnWithin bounds a draft with its tries.
const draftOwnWithin = 100 * time.Second

var errNoDrafter = practice.Errorf(practice.CodeConflict, "There is no language model on this server. The person made by rules is there all the same.")

// draftOwn has a model draft the person of an own no. Whatever goes wrong, the
// person who was there stays.
func (s *Server) draftOwn(w http.ResponseWriter, r *http.Request, rep string) error {
	no, err := s.own.OwnNo(r.Context(), rep, r.PathValue("id"))
	if err != nil {
		return err
	}
	if s.drafter == nil {
		return errNoDrafter
	}
	if !s.byEmail.allow("own draft "+rep, s.now()) {
		return errTooManyTries
	}
	ctx, cancel := context.WithTimeout(r.Context(), draftOwnWithin)
	defer cancel()
	yaml, err := s.drafter.Draft(ctx, rep, own.Notes(no))
	if practice.CodeOf(err) == practice.CodeTooMany {
		return err
	}
	if err != nil { // what is wrong with the endpoint is for whoever runs the server, in the log
		return practice.Errorf(practice.CodeUnavailable, "The model gave no draft. The person made by rules stays. You can try again.").Because(err)
	}
	drafted, findings := scenario.Compile("draft.yaml", yaml)
	if drafted == nil {
		return practice.Errorf(practice.CodeUnavailable, "The model gave no draft that can be played. The person made by rules stays. You can try again.").
			Because(fmt.Errorf("%d findings", len(findings)))
	}
	// Adopted onto what is kept by now: a day that was picked meanwhile stays.
	return s.changeOwn(w, r, rep, func(no *practice.OwnNo) error {
		adopted, err := own.Adopt(*no, drafted, s.drafter.Name())
		if err == nil {
			*no = adopted
		}
		return err
	})
}

// undraftOwn goes back to the person made by rules.
func (s *Server) undraftOwn(w http.ResponseWriter, r *http.Request, rep string) error {
	return s.changeOwn(w, r, rep, func(no *practice.OwnNo) error {
		no.Drafted = nil
		return nil
	})
}

// shownOwn is an own no as its rep's pages see it: without what they are to find
// out in practice, and without the id that they are kept under. The fields of the
// same name cover those of the embedded no.
type shownOwn struct {
	practice.OwnNo
	Rep     *struct{} `json:"rep,omitempty"`
	Drafted string    `json:"drafted,omitempty"` // the model's name
}

func shownOwnOf(no practice.OwnNo) shownOwn {
	shown := shownOwn{OwnNo: no}
	if no.Drafted != nil {
		shown.Drafted = no.Drafted.By
	}
	return shown
}

// drafterName is the language model that may draft people; "" for none.
func (s *Server) drafterName() string {
	if s.drafter == nil {
		return ""
	}
	return s.drafter.Name()
}
