// Package service is what Hecha does for those who hand in, those who decide and
// the machines between them, and owns who may do what. It knows nothing of HTTP:
// package web speaks to it in JSON, pages will in HTML.
//
// Whatever it is asked to do ends in the bucket before it answers. The order is
// always the same: object, event, index, queue. The bucket alone is the truth:
// when the index or the queue do not answer, what was handed in is kept all the
// same and found again by the Sweeper.
//
// Service answers requests; Worker is the queue's handler, which reads uploads.
package service
