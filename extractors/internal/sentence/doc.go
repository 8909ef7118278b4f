// Package sentence takes a text apart by what its pieces can be: words of the
// papers' language, each with a sign for what it does, and values, which are open
// classes of text known by their form and by what they stand after and before.
//
// A Grammar gives every piece a cost; Parse finds the cheapest way to explain the
// whole text (a shortest path, as in the segmentation of Chinese by a word
// lattice). No wording is known as such: the order of clauses, lost punctuation
// and line breaks change the price of a reading, not whether there is one. What
// nothing explains is paid by the character.
//
// A value is only as sure as the next best reading of the text that has another
// value in its role: Piece.Margin tells how much dearer that is.
package sentence
