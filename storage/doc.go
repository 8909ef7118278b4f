// Package storage keeps what must never be lost: the bytes of uploads, the
// results of reading them, and the events of applications. All of it are
// objects in a Bucket that are written once and never changed, and every object
// proves its own content: an upload by its name, a result and a memo by the
// digest beside it, an event by its hash and by the next one.
//
// Bucket is the port to where the objects lie; packages dir and minio implement
// it, package storagetest holds the suite that both pass. Repository is what
// the rest of Hecha uses: it knows keys, digests and chains.
//
//	uploads/<sha256>                          the bytes as received
//	applications/<id>/events/<seq>.json       seq from 00000001
//	results/<sha256>/<fingerprint>.json       one result of reading an upload
//	tokens/<digest>/granted.json              what a machine may do, by the SHA-256
//	tokens/<digest>/revoked.json              of its secret; and that it no longer may
//	bulletin/<seq>.json                       which exams are reviewed, until when, where
//	reminders/<deadline>/<stage>/<role>/…     that somebody was reminded of a deadline
//	memo/<stage>/<key>                        may be deleted at any time
package storage
