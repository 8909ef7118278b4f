package sentence

import (
	"math"
	"slices"
	"strings"
	"unicode"
)

// Piece is a word or a value of a text.
type Piece struct {
	Sign     string
	From, To int     // runes of the text
	Cost     float64 // of itself and of its place
	// Margin is how much dearer the cheapest reading of the whole text is in which
	// the text of this value is nowhere a value of its sign, but another is;
	// Never when there is none. 0 for words.
	Margin float64
	Value  bool
}

// state is what the pieces up to a position end with.
type state struct {
	sign int
	mark mark // behind the last piece
}

// edge is one piece, or one mark, between two positions.
type edge struct {
	from, to   int     // nodes
	start, end int     // runes
	cost       float64 // with what the piece before pays
	own, left  float64 // of the piece and its place; what the piece before pays
	piece      int     // index of the sign; -1 for a mark or an unknown character
	value      bool
}

// lattice is every reading of a text.
type lattice struct {
	*Grammar
	text  []Rune
	nodes []node
	at    []map[state]int // by position: the nodes there
	edges []edge
}

type node struct {
	state
	best float64 // from the start
	rest float64 // to the end
	back int     // edge that the best way comes by; -1 at the start
}

// maxText is the length of a text, in characters, that is looked at: the papers
// have a few hundred, hostile pages any number.
const maxText = 3000

// Parse is the cheapest reading of text: its pieces in order. What no piece
// covers is marks and what nothing explains. Text beyond 3000 characters is not
// looked at.
func (g *Grammar) Parse(text []Rune) []Piece {
	text = text[:min(len(text), maxText)]
	l := &lattice{Grammar: g, text: text, at: make([]map[state]int, len(text)+1)}
	for i := range l.at {
		l.at[i] = map[state]int{}
	}
	l.node(0, state{signStart, hardMark}).best = 0
	for i := range text {
		l.expand(i)
	}
	last := l.finish()
	if last < 0 {
		return nil
	}
	l.backward()
	return l.pieces(last)
}

func (l *lattice) node(position int, s state) *node {
	i, ok := l.at[position][s]
	if !ok {
		i = len(l.nodes)
		l.at[position][s] = i
		l.nodes = append(l.nodes, node{s, math.Inf(1), math.Inf(1), -1})
	}
	return &l.nodes[i]
}

// expand adds every edge that leaves position i.
func (l *lattice) expand(i int) {
	sources := make([]int, 0, len(l.at[i]))
	for _, n := range l.at[i] {
		sources = append(sources, n)
	}
	slices.Sort(sources)
	r := l.text[i].R
	for _, n := range sources {
		s := l.nodes[n].state
		if m := markOf(r); m != noMark {
			l.connect(n, i, i+1, state{s.sign, max(m, s.mark)}, 0, 0, -1, false)
			continue
		}
		cost := costUnknown
		if s == (state{signUnknown, noMark}) && unicode.Is(unicode.Han, r) && unicode.Is(unicode.Han, l.text[i-1].R) {
			cost = costMore
		}
		l.connect(n, i, i+1, state{signUnknown, noMark}, l.leave(s, signUnknown), cost, -1, false)
	}
	for _, w := range l.heads(l.text[i]) {
		cost, end := l.words[w].match(l.text, i)
		if cost == Never {
			continue
		}
		for _, n := range sources {
			sign := l.words[w].sign
			l.connect(n, i, end, state{sign, noMark}, l.leave(l.nodes[n].state, sign), cost, sign, false)
		}
	}
	for k := range l.values {
		l.expandValue(&l.values[k], i, sources)
	}
}

// leave is what the piece before pays for what comes behind it.
func (l *lattice) leave(s state, next int) float64 {
	if v := l.valueOf(s.sign); v != nil {
		return v.before.of(next, s.mark)
	}
	return 0
}

func (l *lattice) valueOf(sign int) *value {
	for i := range l.values {
		if l.values[i].sign == sign {
			return &l.values[i]
		}
	}
	return nil
}

// entry is one way into a value.
type entry struct {
	node       int
	cost, left float64
}

// expandValue adds the values of one class that begin at i.
func (l *lattice) expandValue(v *value, i int, sources []int) {
	if markOf(l.text[i].R) != noMark || i > 0 && isDigit(l.text[i-1].R) && isDigit(l.text[i].R) {
		return // nothing begins with a mark, or within a number
	}
	var entries []entry
	for _, n := range sources {
		s := l.nodes[n].state
		if cost, left := v.after.of(s.sign, s.mark), l.leave(s, v.sign); cost+left < Never {
			entries = append(entries, entry{n, cost, left})
		}
	}
	if len(entries) == 0 {
		return
	}
	var text strings.Builder
	extra := 0.0
	for j, n := i, 0; j < len(l.text) && n < v.Max; j++ {
		switch r := l.text[j].R; {
		case r == '\n':
			extra += v.Break
			continue
		case r == ' ':
			extra += v.Break / 4
			continue
		case strings.ContainsRune(",。;:", r):
			return
		default:
			text.WriteRune(r)
		}
		if n++; n < v.Min || within(l.text, j) {
			continue
		}
		own := v.Form(text.String())
		if own == Never {
			continue
		}
		for _, e := range entries {
			l.connect(e.node, i, j+1, state{v.sign, noMark}, e.left, e.cost+own+extra, v.sign, true)
		}
	}
}

func (l *lattice) connect(from, start, end int, to state, left, own float64, piece int, isValue bool) {
	cost := left + own
	if cost == Never {
		return
	}
	n := l.node(end, to)
	id := l.at[end][to]
	if c := l.nodes[from].best + cost; c < n.best {
		n.best, n.back = c, len(l.edges)
	}
	l.edges = append(l.edges, edge{from, id, start, end, cost, own, left, piece, isValue})
}

// finish closes the text and is the node that the best reading ends with.
func (l *lattice) finish() int {
	best, cost := -1, math.Inf(1)
	for s, n := range l.at[len(l.text)] {
		end := 0.0
		if v := l.valueOf(s.sign); v != nil {
			end = v.before.of(signStart, hardMark)
		}
		l.nodes[n].rest = end
		if c := l.nodes[n].best + end; c < cost || c == cost && n < best {
			best, cost = n, c
		}
	}
	return best
}

// backward computes what is left to pay from every node.
func (l *lattice) backward() {
	for i := len(l.edges) - 1; i >= 0; i-- {
		e := l.edges[i]
		if c := e.cost + l.nodes[e.to].rest; c < l.nodes[e.from].rest {
			l.nodes[e.from].rest = c
		}
	}
}

// pieces follows the best reading back from its last node.
func (l *lattice) pieces(last int) []Piece {
	total := l.nodes[last].best + l.nodes[last].rest
	var out []Piece
	left := l.nodes[last].rest
	for n := last; l.nodes[n].back >= 0; {
		e := l.edges[l.nodes[n].back]
		if e.piece >= 0 {
			p := Piece{Sign: l.signs[e.piece], From: e.start, To: e.end, Cost: e.own + left, Value: e.value}
			if e.value {
				p.Margin = l.rival(e) - total
			}
			out = append(out, p)
		}
		if l.nodes[e.to].state.mark == noMark {
			left = e.left
		}
		n = e.from
	}
	slices.Reverse(out)
	return out
}

// rival is the cost of the best reading in which a value of the sign of e lies
// across e with another text.
func (l *lattice) rival(e edge) float64 {
	best := math.Inf(1)
	for _, o := range l.edges {
		if !o.value || o.piece != e.piece || o.start == e.start && o.end == e.end || o.start >= e.end || o.end <= e.start {
			continue
		}
		best = math.Min(best, l.nodes[o.from].best+o.cost+l.nodes[o.to].rest)
	}
	return best
}

// isDigit tells whether r is a sign of a number.
func isDigit(r rune) bool {
	return strings.ContainsRune("0123456789〇零一二三四五六七八九十", r)
}

// within tells whether the characters at i and behind it are of one number or Latin
// word, so that nothing ends between them.
func within(text []Rune, i int) bool {
	return i+1 < len(text) && isLatin(text[i].R) && isLatin(text[i+1].R)
}

func isLatin(r rune) bool {
	return r >= '0' && r <= '9' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z'
}
