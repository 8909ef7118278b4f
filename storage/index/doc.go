// Package index answers lists and searches of applications, and tells which
// uploads wait to be read. It is derived: everything in it follows from the
// events and results in the bucket, which stay the truth. It can be deleted at
// any time: Fill makes it again.
//
// An index lies in a SQLite file of one process, or in a PostgreSQL database that
// many share:
//
//	x, err := index.Open(ctx, "data/index.db")
//	x, err := index.Open(ctx, "postgres://hecha@db/hecha")
//
// Whoever appended an event or stored a result then has the application's rows
// made anew, all in one transaction:
//
//	err := x.Update(ctx, load, application)
//
// load reads the bucket. It is asked again when somebody else wrote meanwhile, so
// that what stands in the index was read after everything that stood there
// before.
package index
