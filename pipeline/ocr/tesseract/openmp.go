package tesseract

// #cgo LDFLAGS: -ldl
// #define _GNU_SOURCE
// #include <dlfcn.h>
//
// // serialize makes the OpenMP regions that this thread enters run on it alone.
// // The function is looked up because Tesseract may be built without OpenMP.
// static void serialize(void) {
//     void (*set)(int) = (void (*)(int))dlsym(RTLD_DEFAULT, "omp_set_max_active_levels");
//     if (set) set(0);
// }
import "C"

import "runtime"

// onOneThread runs f, which calls Tesseract, without OpenMP's threads: four of
// them fight over every line and make a page six times as slow on two cores.
// OMP_THREAD_LIMIT would do the same, but libgomp reads it when it is loaded,
// before any Go code can set it; and Tesseract asks for its number of threads
// explicitly, which leaves only the limit on active parallel regions. That one
// belongs to the operating system's thread.
func onOneThread(f func() error) error {
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	C.serialize()
	return f()
}
