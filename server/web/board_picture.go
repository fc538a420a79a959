package web

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/go-analyze/charts"

	"github.com/askagain/askagain/server/practice"
)

// pictureFormat is in what a board is drawn.
type pictureFormat string

const (
	pictureSVG pictureFormat = charts.ChartOutputSVG
	picturePNG pictureFormat = charts.ChartOutputPNG
)

// The measures of a picture, in pixels.
const (
	pictureRows   = 10
	pictureWidth  = 720
	pictureHead   = 84 // title and subtitle
	pictureRow    = 36
	pictureMargin = 24
	pictureName   = 26 // characters of a name
	pictureTitle  = 60 // characters of a title
)

// boardPicture is all that a picture shows: pictures of the same are the same.
type boardPicture struct {
	Title string
	What  string // such as "Score, this week"
	Rows  []pictureBar
	Dark  bool
}

type pictureBar struct {
	Name  string // with the place
	Value practice.Points
}

// pictureColors are those of the pages.
type pictureColors struct{ paper, ink, bar string }

var (
	lightPicture = pictureColors{paper: "#ffffff", ink: "#22201c", bar: "#0b6459"}
	darkPicture  = pictureColors{paper: "#22211e", ink: "#f0ebe1", bar: "#6fc7b6"}
)

// draw returns the picture's bytes. It is pure.
func (b boardPicture) draw(format pictureFormat) ([]byte, error) {
	height := pictureHead + pictureRow*max(1, len(b.Rows)) + pictureMargin
	painter := charts.NewPainter(charts.PainterOptions{OutputFormat: string(format), Width: pictureWidth, Height: height})
	if err := b.paint(painter, height); err != nil {
		return nil, err
	}
	drawn, err := painter.Bytes()
	if err != nil || format != pictureSVG {
		return drawn, err
	}
	return describeSVG(drawn, height, b.Title, b.told())
}

func (b boardPicture) colors() (colors pictureColors, theme string) {
	if b.Dark {
		return darkPicture, charts.ThemeDark
	}
	return lightPicture, charts.ThemeLight
}

func (b boardPicture) paint(painter *charts.Painter, height int) error {
	colors, base := b.colors()
	paper, ink := charts.ParseColor(colors.paper), charts.ParseColor(colors.ink)
	painter.FilledRect(0, 0, pictureWidth, height, paper, paper, 0)
	if len(b.Rows) > 0 {
		theme := charts.GetTheme(base).WithBackgroundColor(paper).WithTextColor(ink).
			WithYAxisColor(charts.ColorTransparent).WithSeriesColors([]charts.Color{charts.ParseColor(colors.bar)})
		if err := painter.BarChart(b.chart(theme)); err != nil {
			return err
		}
	}
	text := func(text string, y int, size float64) {
		painter.Text(text, pictureMargin, y, 0, charts.FontStyle{FontSize: size, FontColor: ink, Font: charts.GetDefaultFont()})
	}
	text(shortened(b.Title, pictureTitle), 40, 15)
	text(b.What, 64, 10)
	if len(b.Rows) == 0 {
		text(nobodyYet, pictureHead+20, 11)
	}
	return nil
}

func (b boardPicture) chart(theme charts.ColorPalette) charts.BarChartOption {
	names, values := make([]string, len(b.Rows)), make([]float64, len(b.Rows))
	for i, row := range b.Rows { // the library draws from the bottom up
		last := len(b.Rows) - 1 - i
		names[last], values[last] = shortened(row.Name, pictureName), float64(row.Value)/1000
	}
	option := charts.NewBarChartOptionWithData([][]float64{values})
	option.Horizontal = true
	option.Theme = theme
	option.Padding = charts.NewBox(pictureMargin, pictureHead, 2*pictureMargin, pictureMargin)
	option.Legend.Show = charts.Ptr(false)
	option.CategoryAxis.Labels = names
	option.CategoryAxis.LabelFontStyle.FontSize = 11
	option.BarSize = 0.6
	option.ValueAxis[0].Show = charts.Ptr(false)
	option.ValueAxis[0].SplitLineShow = charts.Ptr(false)
	if b.lowest() >= 0 {
		option.ValueAxis[0].Min = charts.Ptr(0.0) // a bar twice as long is twice as much
	}
	option.SeriesList[0].Label.Show = charts.Ptr(true)
	option.SeriesList[0].Label.ValueFormatter = func(value float64) string { return strconv.FormatFloat(value, 'f', 1, 64) }
	return option
}

func (b boardPicture) lowest() practice.Points {
	lowest := practice.Points(0)
	for _, row := range b.Rows {
		lowest = min(lowest, row.Value)
	}
	return lowest
}

const nobodyYet = "Nobody is on this board yet."

// told is the picture in words, for who does not see it.
func (b boardPicture) told() string {
	if len(b.Rows) == 0 {
		return b.What + ". " + nobodyYet
	}
	rows := make([]string, 0, len(b.Rows))
	for _, row := range b.Rows {
		rows = append(rows, row.Name+": "+decimal(row.Value))
	}
	return b.What + ". " + strings.Join(rows, "; ") + "."
}

// decimal writes points with one decimal.
func decimal(points practice.Points) string {
	return strconv.FormatFloat(float64(points.Tenth())/1000, 'f', 1, 64)
}

// shortened returns at most so many characters of a text.
func shortened(text string, most int) string {
	runes := []rune(text)
	if len(runes) <= most {
		return text
	}
	return string(runes[:most-1]) + "…"
}

// describeSVG gives a drawn picture its size, a title and a description, and
// turns styles into attributes: pages that allow no inline style show it as it is.
func describeSVG(drawn []byte, height int, title, told string) ([]byte, error) {
	var out bytes.Buffer
	decoder := xml.NewDecoder(bytes.NewReader(drawn))
	for depth := 0; ; {
		token, err := decoder.RawToken()
		if errors.Is(err, io.EOF) {
			return out.Bytes(), nil
		}
		if err != nil {
			return nil, err
		}
		switch token := token.(type) {
		case xml.StartElement:
			if depth++; depth == 1 {
				token.Attr = append(token.Attr, attribute("width", strconv.Itoa(pictureWidth)), attribute("height", strconv.Itoa(height)),
					attribute("role", "img"), attribute("aria-labelledby", "title told"))
			}
			writeStart(&out, token)
			if depth == 1 {
				writeElement(&out, "title", title)
				writeElement(&out, "desc", told)
			}
		case xml.EndElement:
			depth--
			fmt.Fprintf(&out, "</%s>", qualified(token.Name))
		case xml.CharData:
			_ = xml.EscapeText(&out, token) // a buffer takes everything
		}
	}
}

func attribute(name, value string) xml.Attr {
	return xml.Attr{Name: xml.Name{Local: name}, Value: value}
}

func qualified(name xml.Name) string {
	if name.Space == "" {
		return name.Local
	}
	return name.Space + ":" + name.Local
}

func writeStart(out *bytes.Buffer, element xml.StartElement) {
	out.WriteString("<" + qualified(element.Name))
	for _, attr := range element.Attr {
		if attr.Name.Local != "style" {
			writeAttribute(out, qualified(attr.Name), attr.Value)
			continue
		}
		for declaration := range strings.SplitSeq(attr.Value, ";") {
			if name, value, found := strings.Cut(declaration, ":"); found {
				writeAttribute(out, strings.TrimSpace(name), strings.TrimSpace(value))
			}
		}
	}
	out.WriteString(">")
}

func writeAttribute(out *bytes.Buffer, name, value string) {
	out.WriteString(" " + name + `="`)
	_ = xml.EscapeText(out, []byte(value)) // a buffer takes everything
	out.WriteString(`"`)
}

func writeElement(out *bytes.Buffer, name, text string) {
	id := "title"
	if name == "desc" {
		id = "told"
	}
	fmt.Fprintf(out, "<%s id=%q>", name, id)
	_ = xml.EscapeText(out, []byte(text)) // a buffer takes everything
	fmt.Fprintf(out, "</%s>", name)
}
