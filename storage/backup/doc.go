// Package backup copies a bucket to a folder, again and again, and back from there
// into an empty bucket. It owns the list of what a backup holds and the order in
// which objects are copied; where they lie is the buckets' business.
//
// Objects are written once, so a backup only ever grows: Make copies what is new
// since the last one, beside a running service, and replaces the list when all of
// it is on disk. What is there without being in the list belongs to a backup that
// was interrupted; Restore does not look at it.
//
// The list is what sha256sum writes, so that a backup can be proven without Hecha:
//
//	(cd FOLDER && sha256sum --check --quiet SHA256SUMS)
//
// Uploads are listed last. What refers to an upload came after it, so a backup that
// is made while others write is never without it.
package backup
