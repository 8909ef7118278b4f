// Package pages is Hecha's face for people: pages made on the server, in Chinese
// with English as second catalogue, that work without scripts. It owns sessions,
// layout and words of its own; what may be done it asks package service, and the
// words for kinds, fields and findings are given to it.
//
// One file holds the handlers of one page; templates has its HTML under the same
// name. All handlers return errors, and one function turns them into a page.
package pages
