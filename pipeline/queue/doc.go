// Package queue delivers the request to read an upload to a worker, at least
// once, over asynq and Redis.
//
// A caller opens a Redis (Open for a server, Embedded for one in this process)
// and makes a Client, which enqueues tasks and tells how long the queue is:
//
//	client := queue.NewClient(redis, queue.Limits{Interactive: 5000, Batch: 100000})
//	err := client.Enqueue(ctx, queue.Task{Upload: sha256, Fingerprint: fp}, queue.Interactive)
//
// A worker makes a Server with a Handler and runs it until its context ends:
//
//	err := queue.NewServer(redis, handler, queue.Options{Slots: 2}).Run(ctx)
//
// The queue is never trusted to remember. A Redis can be flushed, and asynq can
// leave a task active that nobody works on; so a Sweeper enqueues, at start and
// every minute, whatever has no current result. A task is therefore delivered
// once or more, and a Handler must do nothing when the result is there already.
//
// Payloads hold identifiers only, never personal data.
package queue
