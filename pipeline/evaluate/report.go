package evaluate

import (
	"encoding/json"

	"hecha/document"
)

// Reading is what reading one file gave.
type Reading struct {
	File   string // as in truth.json
	Result document.Result
	MS     float64 // wall clock for the file, in milliseconds
	Err    error   // the file could not be read at all
}

// Outcome is what became of one expected field.
type Outcome struct {
	Entry Expected
	Name  string // of the field; periods.start and so on for a row of periods
	Want  string
	Got   string
	// Field is as it was read; the zero Field when it is missing.
	Field document.Field
	// Document is the one that stands for the entry; nil when none does.
	Document *document.Document
	// Right: Got equals Want. Missing: a value is wanted and none was given.
	// What is neither is wrong.
	Right, Missing bool
	// Signed: a person is told to look. For a value that was given, the field
	// carries a doubt. For a missing one, the field carries a doubt, or a
	// finding names the field, or a warning or error is about the document as a
	// whole, or the file has a problem.
	Signed bool
}

// Count sums outcomes.
type Count struct {
	Fields       int `json:"fields"`         // expected: each once for each document
	Right        int `json:"right"`          // exactly the truth
	Wrong        int `json:"wrong"`          // another value
	Missing      int `json:"missing"`        // no value, or no such document
	SilentWrong  int `json:"silent_wrong"`   // wrong and not doubted
	SilentMiss   int `json:"silent_missing"` // missing and nothing says so
	RightDoubted int `json:"right_doubted"`  // right and doubted all the same
}

func (c *Count) add(o Outcome) {
	c.Fields++
	switch {
	case o.Right:
		c.Right++
		c.RightDoubted += one(o.Signed)
	case o.Missing:
		c.Missing++
		c.SilentMiss += one(!o.Signed)
	default:
		c.Wrong++
		c.SilentWrong += one(!o.Signed)
	}
}

func one(is bool) int {
	if is {
		return 1
	}
	return 0
}

// Exact is the share of expected fields that are exactly right.
func (c Count) Exact() float64 { return ratio(c.Right, c.Fields) }

// Silent is the silent error rate: wrong values given without doubt over all
// expected fields.
func (c Count) Silent() float64 { return ratio(c.SilentWrong, c.Fields) }

// SilentAll also counts what is missing without any sign.
func (c Count) SilentAll() float64 { return ratio(c.SilentWrong+c.SilentMiss, c.Fields) }

// Doubt is the share of right fields that are doubted all the same.
func (c Count) Doubt() float64 { return ratio(c.RightDoubted, c.Right) }

// MarshalJSON adds the rates to the counts.
func (c Count) MarshalJSON() ([]byte, error) {
	type counts Count
	return json.Marshal(struct {
		counts
		Exact     float64 `json:"exact"`
		Silent    float64 `json:"silent_rate"`
		SilentAll float64 `json:"silent_rate_with_missing"`
		Doubt     float64 `json:"doubt_rate"`
	}{counts(c), c.Exact(), c.Silent(), c.SilentAll(), c.Doubt()})
}

func ratio(n, of int) float64 {
	if of == 0 {
		return 0
	}
	return float64(n) / float64(of)
}

// Hits counts expected things and those that were found exactly.
type Hits struct {
	Expected int `json:"expected"`
	Exact    int `json:"exact"`
	// Silent are those read otherwise and not doubted.
	Silent int `json:"silent"`
	// Doubted are those of Exact that ask for a person all the same.
	Doubted int `json:"doubted"`
	// Unread are those of which nothing was found or read.
	Unread int `json:"unread"`
}

func (h Hits) plus(o Hits) Hits {
	return Hits{h.Expected + o.Expected, h.Exact + o.Exact, h.Silent + o.Silent, h.Doubted + o.Doubted, h.Unread + o.Unread}
}

// Rate is Exact over Expected.
func (h Hits) Rate() float64 { return ratio(h.Exact, h.Expected) }

// Kinds is how documents were classified.
type Kinds struct {
	Expected   int         `json:"expected"`
	Right      int         `json:"right"`
	Confusions []Confusion `json:"confusions"` // most frequent first
	// Spurious are found documents that stand for no expected one.
	Spurious int `json:"spurious"`
}

// Confusion is one way in which kinds were mistaken. Got is "none" for a
// document that was not found.
type Confusion struct {
	Want document.Kind `json:"want"`
	Got  document.Kind `json:"got"`
	N    int           `json:"n"`
}

// Bin is one tenth of the range of confidence.
type Bin struct {
	From  float64 `json:"from"` // up to From + 0.1; the last holds 1 itself
	N     int     `json:"n"`    // values given with such a confidence
	Mean  float64 `json:"mean_confidence"`
	Right float64 `json:"right"` // the share that is exactly right
}

// Reliability compares confidence with truth, over the values that were given.
type Reliability struct {
	Bins []Bin `json:"bins"`
	// ECE is the expected calibration error: the mean over all values of the
	// distance between a bin's mean confidence and its share of right values.
	ECE float64 `json:"ece"`
	// Brier is the mean squared distance of confidence from 1 for a right
	// value and from 0 for a wrong one.
	Brier float64 `json:"brier"`
}

// Time is how long the files took.
type Time struct {
	Pages     int                `json:"pages"`
	MSPerPage float64            `json:"ms_per_page"` // wall clock of the files over their pages
	Median    float64            `json:"median_ms"`   // of a file
	P95       float64            `json:"p95_ms"`      // of a file
	Stages    map[string]float64 `json:"stages_ms"`   // per page
}

// Mistake is a field that is not right.
type Mistake struct {
	File        string           `json:"file"`
	Kind        document.Kind    `json:"kind"`
	GotKind     document.Kind    `json:"got_kind"` // "none" when no document stands for it
	Degradation string           `json:"degradation"`
	Layout      string           `json:"layout,omitempty"`
	Field       string           `json:"field"`
	Want        string           `json:"want"`
	Got         string           `json:"got"`
	Text        string           `json:"text"` // raw, as read
	Confidence  float64          `json:"confidence"`
	Doubt       []document.Doubt `json:"doubt"`
	Silent      bool             `json:"silent"` // nothing asks a person to look
}

// SealMistake is an impression whose ring text is not right.
type SealMistake struct {
	File        string  `json:"file"`
	Degradation string  `json:"degradation"`
	Color       string  `json:"color"`
	Want        string  `json:"want"`
	Got         string  `json:"got"` // the text of the nearest seal left; empty for none
	Confidence  float64 `json:"confidence"`
	Silent      bool    `json:"silent"`
}

// Marked counts marks of copies.
type Marked struct {
	Found
	Spurious int `json:"spurious"` // found where there is none, or on what is no copy
}

// Report is everything that is measured. The keys of the maps are those of
// truth.json; a field's is its kind and name with a slash between.
type Report struct {
	Files         int              `json:"files"`
	Unread        int              `json:"unread"`   // files that could not be opened
	Problems      map[string]int   `json:"problems"` // files by the code of their problem
	All           Count            `json:"all"`
	ByKind        map[string]Count `json:"by_kind"`
	ByField       map[string]Count `json:"by_field"`
	ByDegradation map[string]Count `json:"by_degradation"`
	ByLayout      map[string]Count `json:"by_layout"` // kind and layout with a slash between
	// Extra are values given for fields that the truth does not list.
	Extra       int             `json:"extra_fields"`
	Kinds       Kinds           `json:"kinds"`
	Reliability Reliability     `json:"reliability"`
	Seals       map[string]Hits `json:"seals"` // ring text by "color" and "gray"
	SpareSeals  int             `json:"spurious_seals"`
	// Copies tells by mark (text, signature, seal) how many of those that are there
	// were found, whatever they were read as.
	Copies     map[string]Marked `json:"copies"`
	Codes      Hits              `json:"codes"`
	Time       Time              `json:"time"`
	Mistakes   []Mistake         `json:"mistakes"` // silent ones first, then the surest
	SealErrors []SealMistake     `json:"seal_mistakes"`
	// Outcomes are all expected fields, for calibration.
	Outcomes []Outcome `json:"-"`
}
