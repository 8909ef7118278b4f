package ppocr

import "slices"

// A character that the dictionary does not hold may leave no trace in the
// scores: the network calls it blank with 0.95 and reads 张𬭚明 as 张明, sure of
// both characters. But its ink is there. What follows finds ink that no
// character accounts for and casts doubt on the characters beside it.

const (
	inkShare   = 0.4  // of the line's contrast, by which ink is darker than its column's paper
	inkRows    = 0.15 // share of a column that is dark where a glyph stands; a ruled line is thinner
	glyphReach = 0.45 // half of what a glyph may take up, in heights of the line
	unreadInk  = 0.3  // heights of the line: width of ink that cannot be an accident
	unreadCap  = 0.5  // score that the neighbours of unread ink keep at most
)

// inkColumns tells which of the first width columns of t a glyph may stand in.
// contrast is that of the whole line, of 255.
func (t tensor) inkColumns(width int, contrast float32) []bool {
	green := t.data[t.width*t.height : 2*t.width*t.height]
	dark := inkShare * contrast * t.norm.scale[1]
	paper := slices.Clone(green[:width]) // the brightest of each column
	for y := range t.height {
		for x, v := range green[y*t.width:][:width] {
			paper[x] = max(paper[x], v)
		}
	}
	rows := make([]int, width) // that are dark
	for y := range t.height {
		for x, v := range green[y*t.width:][:width] {
			if v < paper[x]-dark {
				rows[x]++
			}
		}
	}
	columns := make([]bool, width)
	for x, n := range rows {
		columns[x] = float64(n) >= inkRows*float64(t.height)
	}
	return columns
}

// doubtUnread lowers the scores of the peaks beside ink that was not read. ink
// has one entry for every column of the line.
func (c ctc) doubtUnread(peaks []peak, ink []bool) {
	height := float64(len(ink)) / c.aspect
	from := 0.
	for i := 0; i <= len(peaks); i++ {
		to := float64(len(ink))
		if i < len(peaks) {
			to = c.middle(peaks[i])*float64(len(ink)) - glyphReach*height
		}
		if inkBetween(ink, from, to) >= unreadInk*height {
			for _, j := range []int{i - 1, i} {
				if j >= 0 && j < len(peaks) {
					peaks[j].p = min(peaks[j].p, unreadCap)
				}
			}
		}
		if i < len(peaks) {
			from = c.middle(peaks[i])*float64(len(ink)) + glyphReach*height
		}
	}
}

// inkBetween counts the columns with ink in [from, to).
func inkBetween(ink []bool, from, to float64) float64 {
	n := 0.
	for x := max(int(from), 0); x < min(int(to), len(ink)); x++ {
		if ink[x] {
			n++
		}
	}
	return n
}
