package ppocr

import "hecha/document"

// run is a row's stretch of neighbouring pixels over the threshold, [from,to).
type run struct{ y, from, to, parent int }

// regions are the connected sets (8 neighbours) of pixels over the threshold,
// each as the corners of its rows' ends, sorted by row: enough for its hull.
func (m probabilityMap) regions() [][]document.Point {
	runs := m.runs()
	joinRuns(runs)
	index := map[int]int{}
	var regions [][]document.Point
	for i, r := range runs {
		root := find(runs, i)
		at, ok := index[root]
		if !ok {
			at = len(regions)
			index[root] = at
			regions = append(regions, nil)
		}
		x0, x1, y := float64(r.from), float64(r.to), float64(r.y)
		regions[at] = append(regions[at],
			document.Point{X: x0, Y: y}, document.Point{X: x1, Y: y},
			document.Point{X: x0, Y: y + 1}, document.Point{X: x1, Y: y + 1})
	}
	return regions
}

func (m probabilityMap) runs() []run {
	var runs []run
	for y := range m.height {
		row := m.values[y*m.width : (y+1)*m.width]
		for x := 0; x < len(row); x++ {
			if row[x] <= textThreshold {
				continue
			}
			from := x
			for x < len(row) && row[x] > textThreshold {
				x++
			}
			runs = append(runs, run{y: y, from: from, to: x, parent: len(runs)})
		}
	}
	return runs
}

// joinRuns unites the runs of neighbouring rows that touch, also by a corner.
func joinRuns(runs []run) {
	above := 0
	for i, r := range runs {
		for above < i && runs[above].y < r.y-1 {
			above++
		}
		for above < i && runs[above].y == r.y-1 && runs[above].to < r.from {
			above++
		}
		for j := above; j < i && runs[j].y == r.y-1 && runs[j].from <= r.to; j++ {
			unite(runs, j, i)
		}
	}
}

func find(runs []run, i int) int {
	for runs[i].parent != i {
		runs[i].parent = runs[runs[i].parent].parent
		i = runs[i].parent
	}
	return i
}

func unite(runs []run, i, j int) {
	a, b := find(runs, i), find(runs, j)
	runs[max(a, b)].parent = min(a, b)
}
