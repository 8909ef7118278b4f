package index

import (
	"database/sql/driver"
	"fmt"
	"strings"
	"time"

	"hecha/document"
)

// Record is everything that the index is told of one application.
type Record struct {
	Case document.Case
	// Results are those that count for the case's uploads; an upload that was
	// never read has none.
	Results    []document.Result
	Assessment document.Assessment
}

// Summary is an application as lists show it.
type Summary struct {
	ID       string
	Sequence int // of the last event that the index knows
	Exam     string
	Year     int // of the sitting
	Level    string
	City     string
	Name     string
	IDNumber string // masked, see MaskIDNumber
	Employer string
	Owner    string // account of the candidate

	State     document.State
	Progress  document.Progress
	Since     time.Time // of State
	Created   time.Time
	Updated   time.Time // by an event other than a look
	Submitted time.Time // zero: never
	Deadline  string    // YYYY-MM-DD in China; empty: none

	Reviewer     string    // who has it, or had it last
	ClaimedUntil time.Time // zero: the claim does not run out
	// Spoke are the accounts whose word about it does not count yet, each between
	// commas; Disputed tells that two of them differ.
	Spoke    string
	Disputed bool
	Outcome  document.Verb

	Eligibility document.Outcome
	Risk        float64
	Doubts      int // fields, rows and seals that ask for a person
	Errors      int // findings of that severity, of papers and application
	Missing     int // requirements that nothing was handed in for, or nothing that counts
	Uploads     int
	Unread      int // uploads without any result
}

// summary is what lists show of a record.
func (r Record) summary() Summary {
	c, app := r.Case, r.Case.Application
	s := Summary{
		ID: app.ID, Sequence: c.Sequence, Exam: app.Exam, Year: app.ExamYear, Level: app.Level, City: app.City,
		Name: app.Name, IDNumber: MaskIDNumber(app.IDNumber), Employer: app.Employer, Owner: c.Owner,
		State: c.State, Progress: c.Progress(len(r.Results)), Since: c.Since, Created: c.Created, Updated: c.Updated,
		Submitted: c.Submitted, Deadline: c.Deadline,
		Reviewer: c.Reviewer, ClaimedUntil: c.ClaimedUntil, Spoke: between(c.Speakers()), Disputed: c.Disputed(), Outcome: c.Outcome,
		Eligibility: r.Assessment.Eligibility.Outcome, Risk: r.Assessment.Risk.Score,
		Doubts: c.Doubts(r.Results, r.Assessment), Errors: r.errors(), Missing: r.missing(),
		Uploads: len(c.Uploads), Unread: len(c.Uploads) - len(r.Results),
	}
	for _, text := range []*string{&s.Exam, &s.Level, &s.City, &s.Name, &s.IDNumber, &s.Employer, &s.Owner, &s.Deadline, &s.Reviewer, &s.Spoke} {
		*text = storable(*text)
	}
	return s
}

// storable is s as a database takes it: PostgreSQL has no text with a zero byte,
// and somebody's odd name must not keep the application out of the lists.
func storable(s string) string {
	return strings.ReplaceAll(strings.ToValidUTF8(s, "\uFFFD"), "\x00", "\uFFFD")
}

func (r Record) errors() int {
	n := countErrors(r.Assessment.Findings)
	for _, p := range document.Papers(r.Results) {
		n += countErrors(p.Findings)
	}
	return n
}

func countErrors(findings []document.Finding) int {
	n := 0
	for _, f := range findings {
		if f.Severity == document.SeverityError {
			n++
		}
	}
	return n
}

func (r Record) missing() int {
	n := 0
	for _, q := range r.Assessment.Checklist {
		if q.Status == document.StatusMissing || q.Status == document.StatusUnacceptable {
			n++
		}
	}
	return n
}

// fingerprint is that of the result of an upload; empty if it was never read.
func (r Record) fingerprint(sha256 string) string {
	for _, result := range r.Results {
		if result.SHA256 == sha256 {
			return result.Fingerprint
		}
	}
	return ""
}

// check tells by an error what the index cannot hold.
func (r Record) check(application string) error {
	if r.Case.Application.ID != application {
		return fmt.Errorf("index %s: the record is that of %q", application, r.Case.Application.ID)
	}
	if len(r.Results) > len(r.Case.Uploads) {
		return fmt.Errorf("index %s: %d results of %d uploads", application, len(r.Results), len(r.Case.Uploads))
	}
	return nil
}

// MaskIDNumber hides all but the region and the last four characters of an ID
// number; of anything shorter, all.
func MaskIDNumber(number string) string {
	const head, tail = 6, 4
	if len(number) < head+tail+4 {
		return strings.Repeat("*", len(number))
	}
	return number[:head] + strings.Repeat("*", len(number)-head-tail) + number[len(number)-tail:]
}

// summaryColumns are the columns of a Summary, in the order of its fields.
const summaryColumns = "id, sequence, exam, year, level, city, name, id_number, employer, owner, " +
	"state, progress, since, created, updated, submitted, deadline, reviewer, claimed_until, spoke, disputed, outcome, " +
	"eligibility, rank, doubts, errors, missing, uploads, unread"

// columns are the values for summaryColumns, and where to read them into.
func (s *Summary) columns() []any {
	return []any{
		&s.ID, &s.Sequence, &s.Exam, &s.Year, &s.Level, &s.City, &s.Name, &s.IDNumber, &s.Employer, &s.Owner,
		&s.State, &s.Progress, &millis{&s.Since}, &millis{&s.Created}, &millis{&s.Updated}, &millis{&s.Submitted}, &s.Deadline,
		&s.Reviewer, &millis{&s.ClaimedUntil}, &s.Spoke, &flag{&s.Disputed}, &s.Outcome,
		&s.Eligibility, &negative{&s.Risk}, &s.Doubts, &s.Errors, &s.Missing, &s.Uploads, &s.Unread,
	}
}

func scanSummary(scan scanner) (s Summary, err error) {
	err = scan(s.columns()...)
	return s, err
}

// between are accounts as one text, in which each stands between commas.
func between(accounts []string) string {
	if len(accounts) == 0 {
		return ""
	}
	return "," + strings.Join(accounts, ",") + ","
}

// flag keeps a bool as 0 or 1.
type flag struct{ *bool }

func (f flag) Value() (driver.Value, error) {
	if *f.bool {
		return int64(1), nil
	}
	return int64(0), nil
}

func (f *flag) Scan(v any) error {
	n, ok := v.(int64)
	if !ok {
		return fmt.Errorf("flag is a %T", v)
	}
	*f.bool = n != 0
	return nil
}

// millis keeps a time as milliseconds since 1970, UTC; 0 is the zero time.
type millis struct{ *time.Time }

func (m millis) Value() (driver.Value, error) { return toMillis(*m.Time), nil }

func (m *millis) Scan(v any) error {
	n, ok := v.(int64)
	if !ok {
		return fmt.Errorf("time is a %T", v)
	}
	if *m.Time = (time.Time{}); n != 0 {
		*m.Time = time.UnixMilli(n).UTC()
	}
	return nil
}

func toMillis(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	return t.UnixMilli()
}

// negative keeps a number as its negative.
type negative struct{ *float64 }

func (n negative) Value() (driver.Value, error) { return 0 - *n.float64, nil }

func (n *negative) Scan(v any) error {
	f, ok := v.(float64)
	if !ok {
		return fmt.Errorf("rank is a %T", v)
	}
	*n.float64 = 0 - f
	return nil
}
