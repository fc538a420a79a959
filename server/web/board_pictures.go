package web

import (
	"container/list"
	"context"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"sync"

	"github.com/askagain/askagain/server/practice"
)

// What the pictures that are kept may hold, and how many are drawn at once.
const (
	pictureBytes = 8 << 20
	drawnAtOnce  = 2
)

// pictures keeps what was drawn, by what it shows: one that is kept is never out
// of date, because standings that have moved are another picture.
type pictures struct {
	most    int
	drawing chan struct{} // holds a token for each that is being drawn

	mu      sync.Mutex
	bytes   int
	entries map[string]*list.Element // of keptPicture, by tag
	recent  *list.List               // latest first
}

type keptPicture struct {
	tag   string
	drawn []byte
}

func newPictures(most int) *pictures {
	return &pictures{most: most, drawing: make(chan struct{}, drawnAtOnce), entries: map[string]*list.Element{}, recent: list.New()}
}

// tag names the picture by its content, as an ETag is written.
func (b boardPicture) tag(format pictureFormat) string {
	shown, err := json.Marshal(b)
	if err != nil {
		panic(err) // texts and numbers can be marshaled
	}
	sum := sha256.Sum256(append([]byte("1 "+string(format)+" "), shown...)) // 1: how it is drawn
	return `"` + base64.RawURLEncoding.EncodeToString(sum[:15]) + `"`
}

// draw returns the picture, drawn before or now.
func (p *pictures) draw(ctx context.Context, shown boardPicture, format pictureFormat) ([]byte, error) {
	tag := shown.tag(format)
	if drawn := p.kept(tag); drawn != nil {
		return drawn, nil
	}
	select {
	case p.drawing <- struct{}{}:
		defer func() { <-p.drawing }()
	case <-ctx.Done():
		return nil, practice.Errorf(practice.CodeUnavailable, "The picture could not be drawn in time. Please try again in a moment.").Because(ctx.Err())
	}
	if drawn := p.kept(tag); drawn != nil {
		return drawn, nil
	}
	drawn, err := shown.draw(format)
	if err != nil {
		return nil, practice.Errorf(practice.CodeInternal, "The picture could not be drawn. The board itself is there as ever.").Because(err)
	}
	p.keep(tag, drawn)
	return drawn, nil
}

func (p *pictures) kept(tag string) []byte {
	p.mu.Lock()
	defer p.mu.Unlock()
	entry, found := p.entries[tag]
	if !found {
		return nil
	}
	p.recent.MoveToFront(entry)
	return entry.Value.(keptPicture).drawn
}

func (p *pictures) keep(tag string, drawn []byte) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if _, found := p.entries[tag]; found || len(drawn) > p.most {
		return
	}
	p.entries[tag] = p.recent.PushFront(keptPicture{tag, drawn})
	p.bytes += len(drawn)
	for p.bytes > p.most {
		oldest := p.recent.Back()
		gone := p.recent.Remove(oldest).(keptPicture)
		delete(p.entries, gone.tag)
		p.bytes -= len(gone.drawn)
	}
}
