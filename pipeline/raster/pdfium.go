package raster

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"sync"

	"github.com/klippa-app/go-pdfium"
	pdfiumerrors "github.com/klippa-app/go-pdfium/errors"
	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"
	"github.com/klippa-app/go-pdfium/webassembly"
	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
	"github.com/tetratelabs/wazero/experimental"
)

// pdfiumMemory is the limit of an instance in WebAssembly pages of 64 KiB: the
// file, PDFium's own structures, decoded images and the raster share 256 MiB.
const pdfiumMemory = 4096

// pdfiumPool owns the WebAssembly runtime. Every file gets an instance of its
// own, which is thrown away afterwards: making one takes some milliseconds, and
// nothing of one person's file, nor the damage that a hostile one may have
// done, meets the next.
type pdfiumPool struct {
	cacheDir, fontDir string
	slots             chan struct{} // one for each instance at a time

	mu     sync.Mutex // also held while an instance is made
	arenas arenas
	pool   pdfium.Pool
	closed bool
	cache  wazero.CompilationCache
	fonts  *os.Root
}

var errClosed = errors.New("raster: reader is closed")

// start compiles PDFium at the first call. The caller holds the mutex.
func (p *pdfiumPool) start() (pdfium.Pool, error) {
	if p.closed {
		return nil, errClosed
	}
	if p.pool != nil {
		return p.pool, nil
	}
	config, err := p.runtimeConfig()
	if err != nil {
		return nil, err
	}
	files, err := p.files()
	if err != nil {
		return nil, err
	}
	p.pool, err = webassembly.Init(webassembly.Config{
		Context:       p.arenas.context(),
		MaxTotal:      cap(p.slots),
		FSConfig:      files,
		RuntimeConfig: config,
		Stdout:        io.Discard,
		Stderr:        io.Discard,
	})
	if err != nil {
		return nil, fmt.Errorf("start pdfium: %w", err)
	}
	return p.pool, nil
}

// runtimeConfig limits the memory and lets a cancelled context stop PDFium in
// the middle of its work.
func (p *pdfiumPool) runtimeConfig() (wazero.RuntimeConfig, error) {
	config := wazero.NewRuntimeConfig().
		WithCoreFeatures(api.CoreFeaturesV2 | experimental.CoreFeaturesExceptionHandling).
		WithMemoryLimitPages(pdfiumMemory).
		WithCloseOnContextDone(true)
	if p.cacheDir == "" {
		return config, nil
	}
	cache, err := wazero.NewCompilationCacheWithDir(p.cacheDir)
	if err != nil {
		return nil, fmt.Errorf("compilation cache: %w", err)
	}
	p.cache = cache
	return config.WithCompilationCache(cache), nil
}

// files is all that PDFium sees of the file system: fonts, if there are any. No
// link leads out of the directory.
func (p *pdfiumPool) files() (wazero.FSConfig, error) {
	files := wazero.NewFSConfig()
	if p.fontDir == "" {
		return files, nil
	}
	root, err := os.OpenRoot(p.fontDir)
	if err != nil {
		return nil, fmt.Errorf("fonts: %w", err)
	}
	p.fonts = root
	return files.WithFSMount(fontFS{root.FS()}, "/"), nil
}

func (p *pdfiumPool) close() error {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.closed = true
	var errs []error
	if p.pool != nil {
		errs = append(errs, p.pool.Close())
	}
	if p.cache != nil {
		errs = append(errs, p.cache.Close(context.Background()))
	}
	if p.fonts != nil {
		errs = append(errs, p.fonts.Close())
	}
	p.pool, p.cache, p.fonts = nil, nil, nil
	return errors.Join(errs...)
}

// pdfFile is a PDF opened in an instance of its own.
type pdfFile struct {
	pdfium.Pdfium
	doc   references.FPDF_DOCUMENT
	arena *arena
	slots chan struct{}
	dead  bool // the instance was killed, after an error or by close
}

// instance waits for a free slot and makes an instance.
func (p *pdfiumPool) instance(ctx context.Context) (*pdfFile, error) {
	select {
	case p.slots <- struct{}{}:
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	f, err := p.make(ctx)
	if err != nil {
		<-p.slots
		return nil, fmt.Errorf("pdfium instance: %w", err)
	}
	return f, nil
}

func (p *pdfiumPool) make(ctx context.Context) (*pdfFile, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	pool, err := p.start()
	if err != nil {
		return nil, err
	}
	instance, err := pool.GetInstanceWithContext(ctx)
	if err != nil {
		return nil, err
	}
	return &pdfFile{Pdfium: instance, arena: p.arenas.last, slots: p.slots}, nil
}

// open loads data. An empty password opens what is encrypted only to restrict
// printing or copying.
func (f *pdfFile) open(ctx context.Context, data []byte) error {
	err := f.do(ctx, func() error {
		opened, err := f.OpenDocument(&requests.OpenDocument{File: &data})
		if err == nil {
			f.doc = opened.Document
		}
		return err
	})
	if err != nil {
		return openProblem(ctx, err)
	}
	return nil
}

// openProblem tells what is wrong with a file that PDFium does not open.
func openProblem(ctx context.Context, err error) error {
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case errors.Is(err, pdfiumerrors.ErrPassword), errors.Is(err, pdfiumerrors.ErrSecurity):
		return problemEncrypted()
	}
	return problemBroken("PDF 文件")
}

// do runs calls into PDFium, and kills the instance when ctx is done. After an
// error the instance cannot be trusted and is killed too.
func (f *pdfFile) do(ctx context.Context, calls func() error) error {
	if f.dead {
		return errDead
	}
	killed := make(chan struct{})
	stop := context.AfterFunc(ctx, func() {
		defer close(killed)
		_ = f.Kill() // says only that the instance was busy
	})
	err := calls()
	if !stop() {
		<-killed
		f.dead = true
		return ctx.Err()
	}
	if err != nil && !isAnswer(err) {
		f.kill()
	}
	return err
}

var errDead = errors.New("pdfium instance was killed")

// kill ends the instance if it is alive. Killing reports what is of no use: that
// the instance was busy, or broken.
func (f *pdfFile) kill() {
	if !f.dead {
		f.dead = true
		_ = f.Kill()
	}
}

// close kills the instance and gives back what it held.
func (f *pdfFile) close() {
	f.kill()
	f.arena.release()
	<-f.slots
}

// isAnswer tells an error that PDFium gave as its answer, being well itself.
func isAnswer(err error) bool {
	return asProblem(err) != nil || errors.Is(err, pdfiumerrors.ErrPassword) || errors.Is(err, pdfiumerrors.ErrSecurity) ||
		errors.Is(err, pdfiumerrors.ErrFormat) || errors.Is(err, pdfiumerrors.ErrFile) || errors.Is(err, pdfiumerrors.ErrPage)
}

// page refers to a page by its index.
func (f *pdfFile) page(index int) requests.Page {
	return requests.Page{ByIndex: &requests.PageByIndex{Document: f.doc, Index: index}}
}

// pages counts the pages, as the file has it.
func (f *pdfFile) pages(ctx context.Context) (n int, err error) {
	err = f.do(ctx, func() error {
		counted, err := f.FPDF_GetPageCount(&requests.FPDF_GetPageCount{Document: f.doc})
		if err == nil {
			n = counted.PageCount
		}
		return err
	})
	if err != nil {
		return 0, openProblem(ctx, err)
	}
	return n, nil
}
