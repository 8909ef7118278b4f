package document

import (
	"slices"
	"time"
)

// Commitment is the candidate's signature under the text of a 告知承诺书.
type Commitment struct {
	Version string `json:"version"` // of the text
	Digest  string `json:"digest"`  // SHA-256 of the text, in hex
	Name    string `json:"name"`    // as typed by who signed
}

// Assignment gives an application to a reviewer; an empty one takes it back.
type Assignment struct {
	Reviewer string `json:"reviewer"` // the account's ID
	// Until is when a claim runs out and anybody may take the application; nil
	// for one that does not.
	Until *time.Time `json:"until,omitempty"`
}

// Attestation is an employer's word that copies agree with the originals
// (与原件核对一致).
type Attestation struct {
	By      Actor
	Time    time.Time
	Uploads []string // SHA-256 of the files that there were
}

// Covers tells whether the word is about an upload.
func (a *Attestation) Covers(sha256 string) bool {
	return a != nil && slices.Contains(a.Uploads, sha256)
}

// Note is what those who review tell each other of an application. Candidates and
// employers never see it.
type Note struct {
	Text string `json:"text"`
}

// Deadline is the day by which the next step is due.
type Deadline struct {
	Date string `json:"date"` // YYYY-MM-DD, in China; empty: that of the exam counts again, if there is one
}

// Objection is what somebody reported about a published result (举报).
type Objection struct {
	Reason string `json:"reason"`
}

// Settlement is what came of an objection. One that is upheld makes the result
// a failure.
type Settlement struct {
	Upheld bool   `json:"upheld"`
	Reason string `json:"reason"`
}

// Consequence is what follows from false material.
type Consequence struct {
	Void  Void   `json:"void"`
	Basis string `json:"basis"` // the legal basis, such as 人社部令第31号第十条
	// Record is how long it stands in the integrity file (诚信档案库); empty: not
	// at all.
	Record Record `json:"record,omitempty"`
}

// Record is how long something stands in the integrity file. The values are
// public.
type Record string

// The lengths that 人社部令第31号 knows.
const (
	RecordFiveYears Record = "five_years" // 第七条
	RecordPermanent Record = "permanent"  // 第八条: 长期记录
)

// Void is what a Consequence takes away. The values are public.
type Void string

// What can be taken away.
const (
	VoidResult      Void = "result"      // 成绩无效
	VoidCertificate Void = "certificate" // 证书无效
)

// State is where an application stands between what was declared and the
// archive. The values are public.
type State string

// The states, in the order of the way through them.
const (
	StateDraft     State = "draft"     // 待提交
	StateEmployer  State = "employer"  // 待初审: the employer has to check it
	StateReturned  State = "returned"  // 初审退回: the employer sent it back
	StateWaiting   State = "waiting"   // 待核查: no reviewer has it
	StateReview    State = "review"    // 核查中
	StateSentBack  State = "sent_back" // 补正材料
	StatePassed    State = "passed"    // 核查通过
	StateFailed    State = "failed"    // 核查不通过
	StateExpired   State = "expired"   // 逾期未核查
	StatePublished State = "published" // 公示中
	StateObjected  State = "objected"  // 举报待查
	StateCleared   State = "cleared"   // 公示无异议
	StateVoid      State = "void"      // 成绩无效、证书无效
	StateArchived  State = "archived"  // 已存档
)

// States are all of them.
var States = []State{
	StateDraft, StateEmployer, StateReturned, StateWaiting, StateReview, StateSentBack, StatePassed, StateFailed,
	StateExpired, StatePublished, StateObjected, StateCleared, StateVoid, StateArchived,
}

// OpenStates are those in which somebody is still to decide.
var OpenStates = []State{StateDraft, StateEmployer, StateReturned, StateWaiting, StateReview, StateSentBack}

// Progress is a State in a candidate's words. The values are public.
type Progress string

// The words of progress.
const (
	ProgressReceived    Progress = "received"     // papers are here and none was read yet
	ProgressReading     Progress = "reading"      // some were read
	ProgressAction      Progress = "needs_action" // the candidate has to do something
	ProgressEmployer    Progress = "at_employer"
	ProgressUnderReview Progress = "under_review"
	ProgressPassed      Progress = "passed"
	ProgressNotPassed   Progress = "not_passed"
	ProgressExpired     Progress = "expired"
	ProgressPublished   Progress = "published"
)

// plain are the states that mean the same whatever was read and decided.
var plain = map[State]Progress{
	StateEmployer: ProgressEmployer, StateWaiting: ProgressUnderReview, StateReview: ProgressUnderReview,
	StatePassed: ProgressPassed, StateFailed: ProgressNotPassed, StateVoid: ProgressNotPassed, StateExpired: ProgressExpired,
	StatePublished: ProgressPublished, StateObjected: ProgressPublished, StateCleared: ProgressPublished,
}

// Progress is where c stands in a candidate's words, when so many of its uploads
// were read.
func (c Case) Progress(read int) Progress {
	p, ok := plain[c.State]
	switch {
	case ok:
		return p
	case c.State == StateArchived && c.Outcome == VerbFail:
		return ProgressNotPassed
	case c.State == StateArchived:
		return ProgressPublished
	case read >= len(c.Uploads):
		return ProgressAction
	case read == 0:
		return ProgressReceived
	}
	return ProgressReading
}
