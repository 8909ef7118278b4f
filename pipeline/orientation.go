package pipeline

import (
	"math"

	"hecha/document"
)

// quarterTurns is how many times a sheet must be turned clockwise by 90° so
// that its lines read from left to right: 0 to 3. Long lines have more to say
// than short ones.
func quarterTurns(lines []document.Line) int {
	var votes [4]float64
	for _, l := range lines {
		votes[lineTurns(l)] += l.Quad.Width() * l.Confidence
	}
	best := 0
	for turn, v := range votes {
		if v > votes[best] {
			best = turn
		}
	}
	return best
}

// readingAngle is the direction of reading in radians, clockwise from the
// x axis.
func readingAngle(q document.Quad) float64 {
	return math.Atan2(q[1].Y-q[0].Y+q[2].Y-q[3].Y, q[1].X-q[0].X+q[2].X-q[3].X)
}
