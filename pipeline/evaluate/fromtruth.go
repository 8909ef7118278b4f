package evaluate

import (
	"encoding/hex"
	"hash/fnv"
	"maps"
	"math/rand/v2"
	"slices"
	"time"

	"hecha/document"
	"hecha/document/normalize"
	"hecha/pipeline/check"
)

// Noise is how a reader that is given the truth misreads it.
type Noise struct {
	// Misread is the share of values that come out wrong: with a look-alike or
	// without one of their characters. Four of five of these are doubted, and as
	// many right values are; half as many are not found at all.
	Misread float64
	Seed    uint64
}

// The confidences that a simulated reader gives.
const (
	sureReading     = 0.99
	doubtedReading  = 0.6
	doubtedMisreads = 0.8 // share
)

// ReadTruth gives what reading the files of entries comes to where the reader is
// perfect but for the noise, with the findings of every document by itself on the
// day today. It tells what the rules can find when reading is not the limit.
func ReadTruth(entries []Expected, noise Noise, today time.Time) []document.Result {
	r := truthReader{noise.Misread, rand.New(rand.NewPCG(noise.Seed, 0x7275746874))}
	var results []document.Result
	for _, file := range FileNames(entries) {
		result := document.Result{SHA256: nameHash(file), Documents: []document.Document{}}
		for _, e := range entries {
			if e.File != file {
				continue
			}
			d := r.document(e)
			report := check.Inspect(&d, today)
			report.Apply(&d)
			check.Relent(&d, today)
			for _, n := range report.NotChecked {
				d.NotChecked = append(d.NotChecked, document.NotChecked{Code: n.Code, Reason: string(n.Reason), Fields: n.Fields})
			}
			result.Documents = append(result.Documents, d)
		}
		results = append(results, result)
	}
	return results
}

// nameHash stands for the hash of a file that does not exist.
func nameHash(name string) string {
	h := fnv.New128a()
	h.Write([]byte(name))
	return hex.EncodeToString(h.Sum(nil))
}

type truthReader struct {
	misread float64
	rng     *rand.Rand
}

func (r truthReader) document(e Expected) document.Document {
	page := max(1, e.Page)
	d := document.Document{
		Kind: e.Kind, KindConfidence: 1, Pages: []int{page}, Region: e.Region, Fields: map[string]document.Field{},
		Seals: []document.Seal{}, Codes: []document.Code{}, Findings: []document.Finding{}, NotChecked: []document.NotChecked{},
	}
	for _, name := range slices.Sorted(maps.Keys(e.Truth.Fields)) {
		if f, ok := r.field(e.Truth.Fields[name], page); ok {
			d.Fields[name] = f
		}
	}
	for _, row := range e.Truth.Periods {
		var p document.Period
		for name, f := range map[string]*document.Field{"start": &p.Start, "end": &p.End, "employer": &p.Employer, "job": &p.Job} {
			*f = document.Field{Value: row[name], Text: row[name], Confidence: sureReading, Page: page}
			f.Evidence.Min = sureReading
		}
		d.Periods = append(d.Periods, p)
	}
	for i, s := range e.Seals {
		d.Seals = append(d.Seals, r.seal(s, page, i))
	}
	for _, c := range e.Codes {
		d.Codes = append(d.Codes, document.Code{Format: c.Format, Text: c.Text, Page: page})
	}
	return d
}

// field is a value as it was read; ok is false where it was not found.
func (r truthReader) field(truth string, page int) (f document.Field, ok bool) {
	if truth == "" || r.rng.Float64() < r.misread/2 {
		return f, false
	}
	f = document.Field{Value: truth, Text: truth, Confidence: sureReading, Page: page, Doubt: []document.Doubt{}}
	f.Evidence.Min = sureReading
	doubted := r.rng.Float64() < r.misread
	if r.rng.Float64() < r.misread {
		f.Value = r.spoil(truth)
		doubted = r.rng.Float64() < doubtedMisreads
	}
	if doubted {
		f.Confidence, f.Evidence.Min = doubtedReading, doubtedReading
		f.AddDoubt(document.DoubtLowConfidence)
	}
	return f, true
}

// spoil exchanges a character for one that looks like it, or loses one.
func (r truthReader) spoil(s string) string {
	chars := []rune(s)
	i := r.rng.IntN(len(chars))
	for k := range chars {
		at := (i + k) % len(chars)
		if like := normalize.LookAlikes(chars[at]); len(like) > 0 {
			chars[at] = like[r.rng.IntN(len(like))]
			return string(chars)
		}
	}
	return string(slices.Delete(chars, i, i+1))
}

func (r truthReader) seal(s ExpectedSeal, page, i int) document.Seal {
	out := document.Seal{
		Text: s.Text, Inner: s.Inner, Type: s.Type, Shape: s.Shape, Color: s.Color, Centre: s.Centre, Page: page, Confidence: sureReading,
		Quad: document.Rect(float64(100*i), 0, float64(100*i+80), 80), Doubt: []document.Doubt{},
	}
	if s.Text != "" && r.rng.Float64() < r.misread {
		out.Text = r.spoil(s.Text)
		out.Confidence, out.Doubt = doubtedReading, []document.Doubt{document.DoubtLowConfidence}
	}
	return out
}
