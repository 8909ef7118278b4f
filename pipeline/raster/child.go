package raster

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"runtime/debug"
	"strings"
	"time"

	"github.com/pdfcpu/pdfcpu/pkg/api"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/model"
	"golang.org/x/sys/unix"
)

// childArgument makes the program a child that validates one PDF. It is hidden:
// nobody has a reason to type it.
const childArgument = "__validate-pdf"

// What a child may use.
const (
	childAddressSpace = 2 << 30 // bytes, of which Go reserves much and uses little
	childHeap         = 512 << 20
	childSeconds      = 10 // of processor time
	childWait         = time.Minute
)

// Structure is what pdfcpu says about a PDF's structure.
type Structure string

// A file that does not conform is common and no offence; it may also be a sign
// that it was changed by hand.
const (
	StructureValid      Structure = "valid"
	StructureInvalid    Structure = "invalid"
	StructureNotChecked Structure = "not_checked" // pdfcpu crashed, or reached a limit
)

// MaybeChild ends the program if it was started as a child of a Reader, after
// doing the child's work, and returns at once otherwise. The main function
// calls it before anything else; tests call it from TestMain.
func MaybeChild() {
	if len(os.Args) == 2 && os.Args[1] == childArgument {
		os.Exit(runChild(os.Stdin, os.Stdout))
	}
}

// runChild validates the PDF on in and writes its Structure to out. A crash or
// a limit leaves out empty.
func runChild(in io.Reader, out io.Writer) int {
	if err := limitChild(); err != nil {
		fmt.Fprintln(os.Stderr, "limits:", err)
		return 1
	}
	data, err := io.ReadAll(in)
	if err != nil {
		return 1
	}
	verdict := StructureValid
	api.DisableConfigDir()
	config := model.NewDefaultConfiguration()
	config.ValidationMode = model.ValidationRelaxed
	config.Offline = true
	config.Optimize = false
	if api.Validate(bytes.NewReader(data), config) != nil {
		verdict = StructureInvalid
	}
	fmt.Fprintln(out, verdict)
	return 0
}

// limitChild takes from this process what a validation does not need. RLIMIT_FSIZE
// does not concern the pipe on which the answer leaves.
func limitChild() error {
	debug.SetMemoryLimit(childHeap)
	debug.SetMaxStack(64 << 20)
	for resource, limit := range map[int]uint64{
		unix.RLIMIT_AS:    childAddressSpace,
		unix.RLIMIT_CPU:   childSeconds,
		unix.RLIMIT_FSIZE: 0,
		unix.RLIMIT_CORE:  0,
	} {
		if err := unix.Setrlimit(resource, &unix.Rlimit{Cur: limit, Max: limit}); err != nil {
			return err
		}
	}
	return nil
}

// Validate asks a child for pdfcpu's verdict on a PDF. That costs a process of its
// own, some 0.2 s of processor time, whatever the file.
func (r *Reader) Validate(ctx context.Context, data []byte) Structure {
	ctx, cancel := context.WithTimeout(ctx, childWait)
	defer cancel()
	args := append(r.child[1:len(r.child):len(r.child)], childArgument)
	cmd := exec.CommandContext(ctx, r.child[0], args...)
	cmd.Env = childEnvironment()
	cmd.Stdin = bytes.NewReader(data)
	cmd.WaitDelay = time.Second
	out, err := cmd.Output()
	verdict := Structure(strings.TrimSpace(string(out)))
	if err != nil || verdict != StructureValid && verdict != StructureInvalid {
		return StructureNotChecked
	}
	return verdict
}

// childEnvironment holds no secrets: only where shared libraries are found.
func childEnvironment() []string {
	return []string{"LD_LIBRARY_PATH=" + os.Getenv("LD_LIBRARY_PATH"), "GOTRACEBACK=none"}
}
