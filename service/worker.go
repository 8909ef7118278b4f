package service

import (
	"context"
	"fmt"
	"log/slog"
	"time"

	"hecha/document"
	"hecha/pipeline/policy"
	"hecha/pipeline/queue"
	"hecha/pipeline/trace"
	"hecha/storage"
)

// Reader reads the bytes of an upload that is judged on a day.
type Reader interface {
	// Fingerprint names everything beside bytes and day that may change a result.
	Fingerprint() string
	// Read calls progress, from any goroutine, whenever one more page was read.
	Read(ctx context.Context, upload []byte, day time.Time, progress func(pages int)) (document.Result, error)
}

// Reporter tells whoever watches an upload how far its reading has come.
type Reporter interface {
	Report(ctx context.Context, upload string, p queue.Progress) error
}

// Worker reads uploads and stores what was read. It holds no state: any number of
// them may run on any number of machines.
type Worker struct {
	Repository *storage.Repository
	Reader     Reader
	Index      Index
	Rules      *policy.Policy
	Reporter   Reporter
	Notifier   Notifier // nil: nobody outside is told
	Metrics    *Metrics
	Log        *slog.Logger
}

var _ queue.Handler = (*Worker)(nil)

// The stages of a reading, as they are reported.
const (
	StageReading = "reading"
	StageDone    = "done"
)

// Process implements queue.Handler: it reads the upload, stores the result and
// brings the applications that hold the upload up to date, in this order, so that
// whoever dies on the way is followed by somebody who finds what is left to do.
func (w *Worker) Process(ctx context.Context, t queue.Task) error {
	ctx = trace.Resume(ctx, t.Trace)
	trace.Waited(ctx, "wait in queue", t.Asked, trace.Upload.String(t.Upload))
	ctx, end := trace.Start(ctx, "read upload", trace.Upload.String(t.Upload), trace.Fingerprint.String(t.Fingerprint),
		trace.Request.String(t.Correlation))
	err := w.process(ctx, t)
	end(err)
	if err != nil && ctx.Err() == nil {
		w.Metrics.failed.Inc()
	}
	return err
}

func (w *Worker) process(ctx context.Context, t queue.Task) error {
	if t.Fingerprint != w.Reader.Fingerprint() {
		// The sweeper asks again for what is still missing, under the fingerprint
		// that counts by then.
		w.Log.WarnContext(ctx, "task of another version dropped", "upload", t.Upload, "fingerprint", t.Fingerprint, "correlation", t.Correlation)
		return nil
	}
	read, err := w.Repository.HasResult(ctx, t.Upload, t.Fingerprint)
	if err != nil {
		return err
	}
	if !read {
		if err := w.read(ctx, t); err != nil {
			return err
		}
	}
	return w.finish(ctx, t)
}

func (w *Worker) read(ctx context.Context, t queue.Task) error {
	start := time.Now()
	w.report(ctx, t, queue.Progress{Stage: StageReading})
	u, err := w.Repository.Upload(ctx, t.Upload)
	if err != nil {
		return err
	}
	data, err := w.Repository.ReadUpload(ctx, t.Upload)
	if err != nil {
		return err
	}
	result, err := w.Reader.Read(ctx, data, u.Day(), func(pages int) {
		w.report(ctx, t, queue.Progress{Stage: StageReading, Page: pages})
	})
	if err != nil {
		return err
	}
	if result.SHA256 != t.Upload || result.Fingerprint != t.Fingerprint {
		return fmt.Errorf("read %s: the result is that of %s under %s", t.Upload, result.SHA256, result.Fingerprint)
	}
	if err := w.store(ctx, result); err != nil {
		return err
	}
	w.Metrics.result(result, time.Since(start))
	w.Log.InfoContext(ctx, "upload read", "upload", t.Upload, "fingerprint", t.Fingerprint, "correlation", t.Correlation,
		"outcome", outcome(result), "documents", len(result.Documents), "duration_ms", time.Since(start).Milliseconds())
	return nil
}

func (w *Worker) store(ctx context.Context, result document.Result) error {
	ctx, end := trace.Start(ctx, "store result")
	_, err := w.Repository.PutResult(ctx, result)
	end(err)
	return err
}

// report is heard by whoever listens; nothing depends on it.
func (w *Worker) report(ctx context.Context, t queue.Task, p queue.Progress) {
	if err := w.Reporter.Report(ctx, t.Upload, p); err != nil {
		w.Log.WarnContext(ctx, "progress not told", "upload", t.Upload, "error", err)
	}
}

// finish has the index follow, last of all: what it shows as read is stored.
func (w *Worker) finish(ctx context.Context, t queue.Task) error {
	holders, err := w.index(ctx, t)
	if err != nil {
		return err
	}
	for _, id := range holders {
		w.tell(ctx, t, id)
	}
	w.report(ctx, t, queue.Progress{Stage: StageDone})
	return nil
}

// index brings the applications that hold an upload up to date, and names them.
func (w *Worker) index(ctx context.Context, t queue.Task) (holders []string, err error) {
	ctx, end := trace.Start(ctx, "index")
	defer func() { end(err) }()
	if holders, err = w.Index.ApplicationsOf(ctx, t.Upload); err != nil {
		return nil, err
	}
	return holders, w.Index.Update(ctx, Load(w.Repository, w.Rules, t.Fingerprint), holders...)
}

// tell has the outside told that an upload was read.
func (w *Worker) tell(ctx context.Context, t queue.Task, application string) {
	if w.Notifier == nil {
		return
	}
	n := queue.Notice{Application: application, Upload: t.Upload, Fingerprint: t.Fingerprint}
	if err := w.Notifier.Notify(ctx, n); err != nil {
		w.Log.WarnContext(ctx, "nobody was notified", "application", application, "upload", t.Upload, "error", err)
	}
}

// CodeSetAside is the problem of an upload that killed the workers that read it.
const CodeSetAside = "set_aside"

const setAside = "这个文件多次使识别程序异常退出，已停止自动识别，将由人工查看。请用其他方式（例如重新拍照，或另存为 JPG、PDF）再上传一次。"

// SetAside implements queue.Handler.
func (w *Worker) SetAside(ctx context.Context, t queue.Task) error {
	if t.Fingerprint != w.Reader.Fingerprint() {
		return nil
	}
	result := document.Result{
		SHA256: t.Upload, Fingerprint: t.Fingerprint, Documents: []document.Document{},
		Problem: &document.Problem{Code: CodeSetAside, Message: setAside}, TimingMS: map[string]float64{},
	}
	if err := w.store(ctx, result); err != nil {
		return err
	}
	w.Metrics.result(result, 0)
	return w.finish(ctx, t)
}
