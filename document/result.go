package document

import "slices"

// Doubt is a reason why a person should look at a field.
type Doubt string

// The reasons for doubt. The values are public.
const (
	DoubtLowConfidence Doubt = "low_confidence"   // the calibrated probability is below the limit
	DoubtEngines       Doubt = "engines_disagree" // two readers, or picture and text layer, differ
	DoubtCheckDigit    Doubt = "check_digit"      // the number does not prove itself
	DoubtCorrected     Doubt = "corrected"        // the value differs from what was read; see the raw text
	DoubtLookAlike     Doubt = "look_alike"       // a character has look-alikes that nothing here can settle
	DoubtRegister      Doubt = "not_in_register"  // school, region, major… is in no register
	DoubtRareChar      Doubt = "rare_character"   // a character that the engine's dictionary may not hold
	DoubtFormat        Doubt = "format"           // not of the form that such a value has
	DoubtConflict      Doubt = "conflict"         // another place on the same document says otherwise
	DoubtUnderSeal     Doubt = "under_seal"       // read from under a seal
	DoubtPartial       Doubt = "partial"          // cut off, covered or blurred
	DoubtExtent        Doubt = "extent"           // the sentence can be read so that the value is longer, shorter or another
)

// Field is one value read from a document.
type Field struct {
	Value      string  `json:"value"`      // in canonical form, see package normalize
	Text       string  `json:"text"`       // raw, as read
	Confidence float64 `json:"confidence"` // calibrated probability that Value is exactly right
	Page       int     `json:"page"`       // from 1
	Quad       Quad    `json:"quad"`       // around Text
	Doubt      []Doubt `json:"doubt"`      // empty: no person needs to look
	// Sources are the lines, or parts of lines, that Text came from, in reading
	// order. Checks and calibration read them; they are not part of the result.
	Sources []Line `json:"-"`
	// Evidence is what Confidence was made of; not part of the result.
	Evidence Evidence `json:"-"`
}

// AddDoubt records d once.
func (f *Field) AddDoubt(d Doubt) {
	for _, have := range f.Doubt {
		if have == d {
			return
		}
	}
	f.Doubt = append(f.Doubt, d)
}

// Period is one row of a work certificate's table: a span of work.
type Period struct {
	Start    Field `json:"start"`
	End      Field `json:"end"` // YYYY-MM, or 至今
	Employer Field `json:"employer"`
	Job      Field `json:"job"`
}

// Seal is an impression found on a page.
type Seal struct {
	Text       string   `json:"text"`                 // along the ring, in reading order
	Raw        string   `json:"raw,omitempty"`        // what was read, where a printed name corrected Text
	Inner      string   `json:"inner,omitempty"`      // straight text inside the ring, such as 财务专用章
	Code       string   `json:"code"`                 // 13 digits, or empty
	Type       SealType `json:"type"`                 // what the seal is for
	Centre     string   `json:"centre"`               // star, emblem, party, blank or unknown
	Shape      string   `json:"shape"`                // circle, ellipse or square
	Color      string   `json:"color"`                // red, blue or gray
	DiameterMM float64  `json:"diameter_mm"`          // along the longer axis; 0 when the resolution is unknown
	Page       int      `json:"page"`                 // from 1
	Quad       Quad     `json:"quad"`                 // around the impression
	Confidence float64  `json:"confidence"`           // calibrated probability that Text is exactly right
	Doubt      []Doubt  `json:"doubt"`                //
	Signs      []string `json:"signs,omitempty"`      // for a person to look at, never a verdict
	ImageHash  string   `json:"image_hash,omitempty"` // of the aligned impression: equal hashes, equal pixels
}

// SealType tells what a seal is for.
type SealType string

// The seals that the notice tells apart.
const (
	SealOfficial   SealType = "official"   // 公章
	SealPersonnel  SealType = "personnel"  // 人事专用章
	SealFinance    SealType = "finance"    // 财务专用章
	SealContract   SealType = "contract"   // 合同专用章
	SealInvoice    SealType = "invoice"    // 发票专用章
	SealDepartment SealType = "department" // 部门章、项目部章
	SealEducation  SealType = "education"  // 学历、学籍、毕业证书专用章
	SealPersonal   SealType = "personal"   // 私章
	SealUnknown    SealType = "unknown"
)

// Code is a machine-readable code found on a page.
type Code struct {
	Format string `json:"format"` // as ZXing names it: QR_CODE, PDF_417…
	Text   string `json:"text"`
	Page   int    `json:"page"`
	Quad   Quad   `json:"quad"`
}

// Quality measures the picture that a document was read from.
type Quality struct {
	Sharpness     float64 `json:"sharpness"`      // 0 unreadable to 1 crisp
	Glare         float64 `json:"glare"`          // share of the sheet that is burnt out
	Underexposed  float64 `json:"underexposed"`   // share of the sheet lost in the dark
	CutOff        bool    `json:"cut_off"`        // the sheet's border leaves the picture
	Grayscale     bool    `json:"grayscale"`      // a copy without colour
	ScreenPhoto   bool    `json:"screen_photo"`   // moiré: photographed from a screen
	SkewDeg       float64 `json:"skew_deg"`       // before straightening, clockwise
	DPI           float64 `json:"dpi"`            // 0 when unknown
	LowResolution bool    `json:"low_resolution"` // text too small to be read surely
}

// Severity orders findings.
type Severity string

// The severities. A finding never decides anything; error means that the
// document cannot stand as it is unless a person says so.
const (
	SeverityInfo    Severity = "info"
	SeverityWarning Severity = "warning"
	SeverityError   Severity = "error"
)

// Finding is one result of a check: a code with arguments, never prose.
type Finding struct {
	Code     string            `json:"code"` // such as id_card.expired
	Severity Severity          `json:"severity"`
	Fields   []string          `json:"fields"` // names of the fields it is about
	Args     map[string]string `json:"args"`
	// Places are where the values stand that a finding about several papers
	// compares; nil for one about a single paper.
	Places []Place `json:"places,omitempty"`
}

// Same tells whether o is the same finding about the same fields in the same
// places.
func (f Finding) Same(o Finding) bool {
	return f.Code == o.Code && slices.Equal(f.Fields, o.Fields) && slices.Equal(f.Places, o.Places)
}

// NotChecked is a rule that could not be asked.
type NotChecked struct {
	Code   string   `json:"code"`   // the code that a finding of the rule would have
	Reason string   `json:"reason"` // such as missing_field
	Fields []string `json:"fields"` // what was missing, where the reason is that
}

// Document is one logical paper.
type Document struct {
	Kind           Kind             `json:"kind"`
	KindConfidence float64          `json:"kind_confidence"`
	Pages          []int            `json:"pages"`  // from 1
	Region         Quad             `json:"region"` // on the first of Pages
	Fields         map[string]Field `json:"fields"`
	Periods        []Period         `json:"periods,omitempty"`
	Seals          []Seal           `json:"seals"`
	Codes          []Code           `json:"codes"`
	Quality        Quality          `json:"quality"`
	Portrait       *Portrait        `json:"portrait,omitempty"` // nil where none was found
	// Sketch holds a hash of every line that was read, by which a paper is known
	// again that says nearly the same: four hexadecimal digits each, sorted.
	Sketch string `json:"sketch,omitempty"`
	// Bodies are the authorities and schools that the paper names anywhere, with
	// whatever stands before a name in its sentence.
	Bodies []string `json:"bodies,omitempty"`
	// Copy is what vouches for the paper as a copy; nil where nothing says that it
	// is one.
	Copy     *Copy     `json:"copy,omitempty"`
	Findings []Finding `json:"findings"`
	// NotChecked are the rules that apply to the kind and could not be asked: a
	// check that did not run has not passed.
	NotChecked []NotChecked `json:"not_checked"`
	// Lines is everything that was read, for the checks of this very reading; not
	// part of the result.
	Lines []Line `json:"-"`
}

// Portrait is a photograph of the holder on a paper.
type Portrait struct {
	// Thumb is the photograph as PortraitWidth by PortraitHeight gray pixels, row by
	// row, in base64: enough to know the same photograph again, and no more.
	Thumb string `json:"thumb"`
	Page  int    `json:"page"` // from 1
	Quad  Quad   `json:"quad"`
}

// The size of a portrait's thumb in pixels.
const (
	PortraitWidth  = 24
	PortraitHeight = 30
)

// Copy is what a copy of a paper bears beside it, and why it is taken for one.
// That it is a copy is no fault.
type Copy struct {
	Signs        []string `json:"signs"`         // attested, gray_seal, two_colors, grayscale
	AttestedText *Mark    `json:"attested_text"` // 与原件核对一致 in any wording; null: not found
	Signature    *Mark    `json:"signature"`     // of who compared; Text is empty where only ink was seen
	Seal         *Mark    `json:"seal"`          // the employer's; Text is its ring text
}

// Mark is something that was found at a place.
type Mark struct {
	Text       string  `json:"text"`
	Confidence float64 `json:"confidence"` // of the reading, not calibrated
	Page       int     `json:"page"`       // from 1
	Quad       Quad    `json:"quad"`
}

// Problem tells why an upload could not be read. It is a result, not a failure:
// trying again with the same bytes gives the same problem.
type Problem struct {
	Code    string `json:"code"`
	Message string `json:"message"` // in Chinese, for the candidate: what is wrong and what to do
}

// PageProblem is a Problem of one page.
type PageProblem struct {
	Page int `json:"page"` // from 1
	Problem
}

// PageSize is how large a page is, in the pixels that quads on it are in.
type PageSize struct {
	Page   int `json:"page"` // from 1
	Width  int `json:"width"`
	Height int `json:"height"`
}

// Error makes a Problem usable as an error inside the pipeline.
func (p *Problem) Error() string { return p.Code + ": " + p.Message }

// Result is what one upload holds.
type Result struct {
	SHA256      string   `json:"sha256"`
	Fingerprint string   `json:"fingerprint"`
	Problem     *Problem `json:"problem"`
	// PageProblems are pages that could not be read of an upload that has others.
	PageProblems []PageProblem `json:"page_problems,omitempty"`
	// PageSizes are those of the pages that were read; results of older versions
	// have none.
	PageSizes []PageSize         `json:"page_sizes,omitempty"`
	Documents []Document         `json:"documents"`
	TimingMS  map[string]float64 `json:"timing_ms"` // by stage
}
