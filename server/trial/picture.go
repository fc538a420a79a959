package trial

import (
	"encoding/xml"
	"fmt"
	"strings"

	"github.com/go-analyze/charts"
)

const (
	pictureWidth = 760
	pictureRow   = 34
	pictureHead  = 72
)

// Picture draws how often each rep wins, as SVG with a title and a description
// for who does not see it.
func (r Report) Picture() ([]byte, error) {
	height := pictureHead + pictureRow*len(r.Reps) + 40
	painter := charts.NewPainter(charts.PainterOptions{OutputFormat: charts.ChartOutputSVG, Width: pictureWidth, Height: height})
	paper, ink := charts.ParseColor("#ffffff"), charts.ParseColor("#22201c")
	painter.FilledRect(0, 0, pictureWidth, height, paper, paper, 0)
	names, values := make([]string, len(r.Reps)), make([]float64, len(r.Reps))
	for i, rep := range r.Reps { // the library draws from the bottom up
		last := len(r.Reps) - 1 - i
		names[last], values[last] = rep.Name, 100*rep.WinRate(r.Plays)
	}
	option := charts.NewBarChartOptionWithData([][]float64{values})
	option.Horizontal = true
	option.Theme = charts.GetTheme(charts.ThemeLight).WithBackgroundColor(paper).WithTextColor(ink).
		WithYAxisColor(charts.ColorTransparent).WithSeriesColors([]charts.Color{charts.ParseColor("#0b6459")})
	option.Padding = charts.NewBox(24, pictureHead, 48, 24)
	option.Legend.Show = charts.Ptr(false)
	option.CategoryAxis.Labels = names
	option.BarSize = 0.6
	option.ValueAxis[0].Show = charts.Ptr(false)
	option.ValueAxis[0].SplitLineShow = charts.Ptr(false)
	option.ValueAxis[0].Min, option.ValueAxis[0].Max = charts.Ptr(0.0), charts.Ptr(100.0)
	option.SeriesList[0].Label.Show = charts.Ptr(true)
	option.SeriesList[0].Label.ValueFormatter = func(value float64) string { return fmt.Sprintf("%.0f %%", value) }
	if err := painter.BarChart(option); err != nil {
		return nil, fmt.Errorf("draw the picture: %w", err)
	}
	style := charts.FontStyle{FontSize: 14, FontColor: ink, Font: charts.GetDefaultFont()}
	painter.Text(r.Title, 24, 34, 0, style)
	style.FontSize = 10
	painter.Text(fmt.Sprintf("How often each simulated rep wins, %d plays each", r.Plays), 24, 56, 0, style)
	drawn, err := painter.Bytes()
	if err != nil {
		return nil, fmt.Errorf("draw the picture: %w", err)
	}
	return described(drawn, r)
}

// described puts a title and a description into the picture.
func described(drawn []byte, r Report) ([]byte, error) {
	var told []string
	for _, rep := range r.Reps {
		told = append(told, fmt.Sprintf("%s %.0f %%", rep.Name, 100*rep.WinRate(r.Plays)))
	}
	var title, description strings.Builder
	if err := xml.EscapeText(&title, []byte("How often each simulated rep wins "+r.Title)); err != nil {
		return nil, err
	}
	if err := xml.EscapeText(&description, []byte(strings.Join(told, ", ")+".")); err != nil {
		return nil, err
	}
	text := string(drawn)
	end := strings.Index(text, ">")
	if !strings.HasPrefix(text, "<svg") || end < 0 {
		return nil, fmt.Errorf("the picture is no SVG")
	}
	return []byte(text[:end] + ` role="img" aria-labelledby="t d"` + text[end:end+1] +
		"<title id=\"t\">" + title.String() + "</title><desc id=\"d\">" + description.String() + "</desc>" + text[end+1:]), nil
}
