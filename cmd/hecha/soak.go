package main

import (
	"context"
	"fmt"
	"os"
	"runtime/metrics"
	"slices"
	"strconv"
	"strings"

	"hecha/document"
	"hecha/pipeline/evaluate"
)

type soakCmd struct {
	Pages int    `help:"Pages to read in all." default:"2000"`
	Every int    `help:"Print the memory after this many pages." default:"200"`
	Dir   string `arg:"" help:"Folder with a truth.json; its files are read again and again." type:"existingdir"`
}

// Run reads files round and round and prints the resident size on the way, and
// what Go's runtime has of it; the rest is that of the C libraries. Both are the
// median over the pages since the last figure, for what one moment shows depends
// on how large the pages are that are being read just then. The last line is the
// ratio of the last resident size to the first.
func (c soakCmd) Run(ctx context.Context, cfg config) error {
	files, err := evaluate.Files(c.Dir)
	if err != nil {
		return err
	}
	s, err := openScanner(cfg)
	if err != nil {
		return err
	}
	defer s.Close()
	list := make([]string, 0, c.Pages)
	for i := range c.Pages {
		list = append(list, files[i%len(files)])
	}
	var first, last, pages int
	var resident, runtime []int // KiB
	fmt.Println("pages  resident MiB  of it Go's")
	err = inOrder(ctx, cfg.slots(), list, s.Scan, func(_ string, _ document.Result, err error) error {
		if err != nil {
			return err
		}
		now, err := residentKiB()
		if err != nil {
			return err
		}
		resident, runtime = append(resident, now), append(runtime, goKiB())
		if pages++; pages%c.Every != 0 {
			return nil
		}
		last = median(resident)
		if first == 0 {
			first = last
		}
		fmt.Printf("%5d  %12.1f  %10.1f\n", pages, float64(last)/1024, float64(median(runtime))/1024)
		resident, runtime = resident[:0], runtime[:0]
		return nil
	})
	if err == nil && first > 0 {
		fmt.Printf("last/first %.3f\n", float64(last)/float64(first))
	}
	return err
}

// median sorts a list that is not empty.
func median(list []int) int {
	slices.Sort(list)
	return list[len(list)/2]
}

// goKiB is what Go's runtime holds and has not returned to the system.
func goKiB() int {
	held := []metrics.Sample{{Name: "/memory/classes/total:bytes"}, {Name: "/memory/classes/heap/released:bytes"}}
	metrics.Read(held)
	return int((held[0].Value.Uint64() - held[1].Value.Uint64()) / 1024)
}

// residentKiB is VmRSS of this process, as Linux tells it.
func residentKiB() (int, error) {
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return 0, err
	}
	for line := range strings.Lines(string(status)) {
		if rest, ok := strings.CutPrefix(line, "VmRSS:"); ok {
			return strconv.Atoi(strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(rest), "kB")))
		}
	}
	return 0, fmt.Errorf("no VmRSS in /proc/self/status")
}
