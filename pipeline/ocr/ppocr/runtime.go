package ppocr

import (
	"context"
	"fmt"
	"os"
	"runtime"
	"sync"
	"sync/atomic"

	ort "github.com/yalue/onnxruntime_go"
	"golang.org/x/sys/unix"

	"hecha/pipeline/ocr/ppocr/onnx"
)

// library is the ONNX Runtime of this process. It stays loaded: unloading and
// loading it again is not supported by the runtime.
var library struct {
	sync.Mutex
	path string
}

func loadLibrary(path string) error {
	library.Lock()
	defer library.Unlock()
	if library.path == path {
		return nil
	}
	if library.path != "" {
		return fmt.Errorf("ppocr: ONNX Runtime is already loaded from %s, cannot load %s", library.path, path)
	}
	ort.SetSharedLibraryPath(path)
	if err := ort.InitializeEnvironment(ort.WithLogLevelError()); err != nil {
		return fmt.Errorf("ppocr: load ONNX Runtime: %w", err)
	}
	library.path = path
	return nil
}

// release frees what ONNX Runtime has allocated; the errors are about what was
// freed before.
func release(x interface{ Destroy() error }) { _ = x.Destroy() }

// slots bounds the runs of all networks of an engine together and counts the
// processor time they take.
type slots struct {
	free  chan struct{}
	runs  atomic.Int64
	nanos atomic.Int64
}

func newSlots(n int) *slots { return &slots{free: make(chan struct{}, n)} }

// do runs f in a slot.
func (s *slots) do(ctx context.Context, f func() error) error {
	select {
	case s.free <- struct{}{}:
	case <-ctx.Done():
		return ctx.Err()
	}
	runtime.LockOSThread()
	start := threadTime()
	defer func() {
		s.nanos.Add(threadTime() - start)
		runtime.UnlockOSThread()
		s.runs.Add(1)
		<-s.free
	}()
	return f()
}

// threadTime is the processor time of the calling thread in nanoseconds, which,
// unlike the clock, does not count the time when other programs had the core.
func threadTime() int64 {
	var t unix.Timespec
	if err := unix.ClockGettime(unix.CLOCK_THREAD_CPUTIME_ID, &t); err != nil {
		return 0 // every Linux since 2.6.12 has this clock
	}
	return t.Nano()
}

// network is a loaded model with one image input and one float output.
type network struct {
	session *ort.DynamicAdvancedSession
	slots   *slots
	input   ort.Shape // as the file declares it, -1 where it is free
	output  ort.Shape
	// shapes are those of the outputs, by the shape of the input, that were seen:
	// where it is known ONNX Runtime writes into our memory.
	shapes sync.Map
}

// result is what a network returned. Whoever is done with it recycles it.
type result struct {
	values []float32
	dims   ort.Shape
}

func (r result) recycle() { putFloats(r.values) }

func loadNetwork(path string, threads int, s *slots) (*network, error) {
	opts, err := sessionOptions(threads)
	if err != nil {
		return nil, err
	}
	defer release(opts)
	in, out, err := describe(path)
	if err != nil {
		return nil, fmt.Errorf("ppocr: load %s: %w", path, err)
	}
	model, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("ppocr: load model: %w", err)
	}
	if folded, err := onnx.Fold(model); err == nil {
		model = folded
	}
	session, err := ort.NewDynamicAdvancedSessionWithONNXData(model, []string{in.Name}, []string{out.Name}, opts)
	if err != nil {
		return nil, fmt.Errorf("ppocr: load %s: %w", path, err)
	}
	return &network{session: session, slots: s, input: in.Dimensions, output: out.Dimensions}, nil
}

func (n *network) close() error {
	if n == nil {
		return nil
	}
	return n.session.Destroy()
}

// sessionOptions keeps the CPU arena, without which a third of detection's time
// goes into returning memory to the system and getting it back, and turns memory
// patterns off, which are kept for every shape of picture ever seen. So memory
// grows to what the largest picture takes, which MaxDetectSide bounds, and then
// stays: 520 MB after 100 and after 1,150 pictures of as many shapes.
func sessionOptions(threads int) (*ort.SessionOptions, error) {
	opts, err := ort.NewSessionOptions()
	if err != nil {
		return nil, err
	}
	for _, err := range []error{
		opts.SetIntraOpNumThreads(threads),
		opts.SetInterOpNumThreads(1),
		opts.SetCpuMemArena(true),
		opts.SetMemPattern(false),
		opts.SetGraphOptimizationLevel(ort.GraphOptimizationLevelEnableAll),
	} {
		if err != nil {
			release(opts)
			return nil, err
		}
	}
	return opts, nil
}

// describe finds the input and the output of a model.
func describe(path string) (in, out ort.InputOutputInfo, err error) {
	opts, err := ort.NewSessionOptions()
	if err != nil {
		return in, out, err
	}
	defer release(opts)
	// Only the shapes are wanted, so the graph need not be optimised.
	if err := opts.SetGraphOptimizationLevel(ort.GraphOptimizationLevelDisableAll); err != nil {
		return in, out, err
	}
	ins, outs, err := ort.GetInputOutputInfoWithOptions(path, opts)
	if err != nil {
		return in, out, err
	}
	if len(ins) != 1 || len(outs) == 0 {
		return in, out, fmt.Errorf("%d inputs and %d outputs, want one image in and one result out", len(ins), len(outs))
	}
	in, out = ins[0], outs[0]
	switch {
	case len(in.Dimensions) != 4 || in.DataType != ort.TensorElementDataTypeFloat:
		return in, out, fmt.Errorf("input %s is %v %v, want a float tensor of batch, channels, height and width", in.Name, in.DataType, in.Dimensions)
	case in.Dimensions[1] != 3 && in.Dimensions[1] != -1:
		return in, out, fmt.Errorf("input %s has %d channels, want 3", in.Name, in.Dimensions[1])
	case out.DataType != ort.TensorElementDataTypeFloat:
		return in, out, fmt.Errorf("output %s is %v, want float", out.Name, out.DataType)
	}
	return in, out, nil
}

// run feeds data, shaped as shape, through the network. Cancelling ctx stops the
// run.
func (n *network) run(ctx context.Context, shape ort.Shape, data []float32) (result, error) {
	in, err := ort.NewTensor(shape, data)
	if err != nil {
		return result{}, err
	}
	defer release(in)
	outs := []ort.Value{nil}
	if outs[0], err = n.expected(shape); err != nil {
		return result{}, err
	}
	defer func() {
		if outs[0] != nil {
			release(outs[0])
		}
	}()
	err = n.slots.do(ctx, func() error { return n.runCancellable(ctx, in, outs) })
	if err != nil {
		return result{}, err
	}
	t, ok := outs[0].(*ort.Tensor[float32])
	if !ok {
		return result{}, fmt.Errorf("ppocr: network returned %v, want floats", outs[0].GetONNXType())
	}
	n.shapes.Store(shape.String(), t.GetShape())
	return result{t.GetData(), t.GetShape()}, nil
}

// expected is a tensor for the output to an input of a shape; nil for one that was
// never seen.
func (n *network) expected(shape ort.Shape) (ort.Value, error) {
	dims, ok := n.shapes.Load(shape.String())
	if !ok {
		return nil, nil
	}
	out := dims.(ort.Shape)
	return ort.NewTensor(out, getFloats(int(out.FlattenedSize())))
}

func (n *network) runCancellable(ctx context.Context, in ort.Value, outs []ort.Value) error {
	opts, err := ort.NewRunOptions()
	if err != nil {
		return err
	}
	defer release(opts)
	terminated := make(chan struct{})
	stop := context.AfterFunc(ctx, func() {
		defer close(terminated)
		_ = opts.Terminate() // fails only for options that were freed
	})
	err = n.session.RunWithOptions([]ort.Value{in}, outs, opts)
	if !stop() {
		// opts must outlive the call that terminates it.
		<-terminated
		return ctx.Err()
	}
	return err
}

// metadata looks up what the model's file says about itself under key.
func (n *network) metadata(key string) (string, error) {
	m, err := n.session.GetModelMetadata()
	if err != nil {
		return "", err
	}
	defer release(m)
	value, _, err := m.LookupCustomMetadataMap(key)
	return value, err
}
