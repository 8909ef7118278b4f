// Package normalize turns what was read into the canonical values of the
// contracts: names, dates, numbers, identity and certificate numbers, and the
// few closed vocabularies. Every parser has the form
//
//	func Thing(s string) (value string, ok bool)
//
// where ok means that s has the form of such a thing; an empty value comes with
// ok false. A parser drops spaces and full-width forms but never guesses: what
// only a check digit, a calendar or a register can prove is the business of
// RepairID and RepairUSCC, which return every solution that they find.
//
// The package owns form and arithmetic. Which regions, schools and surnames
// exist is package register's knowledge; whether two fields agree is package
// check's.
package normalize
