package queue

import (
	"encoding/json"
	"errors"
	"fmt"
	"regexp"
	"time"
)

// Task asks for one upload to be read by the program of one fingerprint.
type Task struct {
	// Upload is the SHA-256 of the file, in 64 lower-case hexadecimal digits.
	Upload string `json:"upload"`
	// Fingerprint names everything that may change the result.
	Fingerprint string `json:"fingerprint"`
	// Correlation follows a request from the upload to its result in the logs;
	// it may be empty.
	Correlation string `json:"correlation,omitempty"`
	// Trace is the step that asked for this, for trace.Resume; empty where nobody
	// follows it.
	Trace string `json:"trace,omitempty"`
	// Asked is when this was asked for; zero where nobody waits for it.
	Asked time.Time `json:"asked,omitzero"`
}

// Priority is one of the queues. Workers take interactive tasks first, but never
// starve the batch.
type Priority string

// The queues: somebody waits in front of a screen, or an archive is reprocessed.
const (
	Interactive Priority = "interactive"
	Batch       Priority = "batch"
)

// Priorities are all queues, most urgent first.
var Priorities = []Priority{Interactive, Batch}

// shares is how often each queue is asked first while both hold tasks.
var shares = map[string]int{string(Interactive): 9, string(Batch): 1}

// processType is the name of the only type of task.
const processType = "process"

// ErrInvalidTask tells that a task names no upload or no fingerprint.
var ErrInvalidTask = errors.New("invalid task")

var (
	digest      = regexp.MustCompile(`^[0-9a-f]{64}$`)
	fingerprint = regexp.MustCompile(`^[0-9a-f]{8,64}$`)
)

func (t Task) validate() error {
	if !digest.MatchString(t.Upload) || !fingerprint.MatchString(t.Fingerprint) {
		return fmt.Errorf("%w: upload %.80q, fingerprint %.80q", ErrInvalidTask, t.Upload, t.Fingerprint)
	}
	return nil
}

// id is the same for the same work, so that it waits in the queue once.
func (t Task) id() string { return t.Upload + "." + t.Fingerprint }

func (t Task) payload() ([]byte, error) { return json.Marshal(t) }

func parseTask(payload []byte) (Task, error) {
	var t Task
	if err := json.Unmarshal(payload, &t); err != nil {
		return t, fmt.Errorf("%w: %w", ErrInvalidTask, err)
	}
	return t, t.validate()
}
