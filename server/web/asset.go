package web

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/base64"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// asset is a file as it goes out, whole and packed.
type asset struct {
	content     []byte
	packed      []byte // by gzip; nil where that is hardly smaller
	contentType string
	tag         string // by content, so that a browser asks again and is told "not changed"
}

// worthPacking is what packing has to save, in percent.
const worthPacking = 10

func newAsset(content []byte, contentType string) asset {
	sum := sha256.Sum256(content)
	made := asset{content: content, contentType: contentType, tag: base64.RawURLEncoding.EncodeToString(sum[:15])}
	var packed bytes.Buffer
	writer, err := gzip.NewWriterLevel(&packed, gzip.BestCompression)
	if err != nil {
		return made // only for a level that there is not
	}
	_, err = writer.Write(content)
	if err == nil && writer.Close() == nil && packed.Len()*100 <= len(content)*(100-worthPacking) {
		made.packed = packed.Bytes()
	}
	return made
}

// serve answers with the file, packed for who can unpack it, or with "not changed"
// and without its content.
func (a asset) serve(w http.ResponseWriter, r *http.Request) {
	content, tag := a.content, a.tag
	if a.packed != nil {
		w.Header().Add("Vary", "Accept-Encoding")
		if takesGzip(r) {
			content, tag = a.packed, a.tag+"-gzip"
			w.Header().Set("Content-Encoding", "gzip")
		}
	}
	w.Header().Set("ETag", `"`+tag+`"`)
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(content))
}

// describe says what the file is and how it may be kept.
func (a asset) describe(w http.ResponseWriter, keep string) {
	w.Header().Set("Content-Type", a.contentType)
	w.Header().Set("Cache-Control", keep)
}

// takesGzip reports whether the client names gzip and does not rule it out.
func takesGzip(r *http.Request) bool {
	for part := range strings.SplitSeq(r.Header.Get("Accept-Encoding"), ",") {
		coding, quality, weighed := strings.Cut(part, ";")
		if !strings.EqualFold(strings.TrimSpace(coding), "gzip") {
			continue
		}
		if !weighed {
			return true
		}
		_, value, _ := strings.Cut(quality, "=")
		weight, err := strconv.ParseFloat(strings.TrimSpace(value), 64)
		return err == nil && weight > 0
	}
	return false
}
