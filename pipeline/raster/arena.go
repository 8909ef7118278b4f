package raster

import (
	"context"

	"github.com/tetratelabs/wazero/experimental"
	"golang.org/x/sys/unix"
)

// arena is the memory of one WebAssembly instance, outside Go's heap: growing
// it copies nothing, and what PDFium took for one file goes back to the system
// with the instance instead of waiting for the garbage collector.
type arena struct{ memory []byte }

// Reallocate implements experimental.LinearMemory.
func (a *arena) Reallocate(size uint64) []byte {
	if size > uint64(len(a.memory)) {
		return nil
	}
	return a.memory[:size]
}

// Free implements experimental.LinearMemory. It does nothing: an instance is
// killed while its code may still run on the memory. See release.
func (a *arena) Free() {}

// release returns the memory to the system. No code runs on it any more.
func (a *arena) release() {
	if a.memory != nil {
		// Unmapping what was mapped cannot fail.
		_ = unix.Munmap(a.memory)
		a.memory = nil
	}
}

// arenas makes the memory of instances and remembers the last one made.
type arenas struct{ last *arena }

// Allocate implements experimental.MemoryAllocator. The pages of the mapping
// cost nothing until they are used.
func (m *arenas) Allocate(_, limit uint64) experimental.LinearMemory {
	m.last = &arena{}
	memory, err := unix.Mmap(-1, 0, int(limit), unix.PROT_READ|unix.PROT_WRITE, unix.MAP_PRIVATE|unix.MAP_ANON|unix.MAP_NORESERVE)
	if err == nil { // else PDFium gets no memory, and no instance
		m.last.memory = memory
	}
	return m.last
}

// context makes WebAssembly instances use m.
func (m *arenas) context() context.Context {
	return experimental.WithMemoryAllocator(context.Background(), m)
}
