package pipeline

import (
	"slices"

	"hecha/document"
	"hecha/pipeline/check"
)

// evidence gathers what is known about the field f of d.
func (d draft) evidence(class document.Class, name string, f document.Field, layer document.Agreement, proofs []check.Proof) document.Evidence {
	e := document.Evidence{
		Class: class, Min: 1, Margin: 1, Length: len([]rune(f.Text)),
		Second: d.secondVerdict(name, f), Again: d.again[name].verdict, Layer: layer,
		UnderSeal: underSeal(f),
		Corrected: slices.Contains(f.Doubt, document.DoubtCorrected),
		Malformed: slices.Contains(f.Doubt, document.DoubtFormat),
		Gray:      d.quality.Grayscale, Sharpness: d.quality.Sharpness,
	}
	for _, objection := range []document.Doubt{document.DoubtCheckDigit, document.DoubtConflict, document.DoubtRegister, document.DoubtLookAlike} {
		if slices.Contains(f.Doubt, objection) {
			e.Objections++
		}
	}
	for _, proof := range proofs {
		switch proof {
		case check.ProofRegister, check.ProofArithmetic:
			e.Known = true
		default:
			e.Proofs++
		}
	}
	scores(&e, f)
	return e
}

// scores sums up what the engine said about the characters of f.
func scores(e *document.Evidence, f document.Field) {
	sum, n := 0.0, 0
	for i, l := range f.Sources {
		e.Min = min(e.Min, l.MinConfidence())
		if h := l.Quad.Height(); i == 0 || h < e.HeightPX {
			e.HeightPX = h
		}
		for _, c := range l.Chars {
			e.Margin = min(e.Margin, c.Confidence-c.SecondConfidence)
			sum += c.Confidence
			n++
		}
	}
	if n == 0 { // a value without characters of its own, such as an inferred one
		e.Min, e.Mean, e.Margin = f.Confidence, f.Confidence, 0
		return
	}
	e.Mean = sum / float64(n)
}

// secondVerdict is what another reader, or another channel of the picture, said
// about a field.
func (d draft) secondVerdict(name string, f document.Field) document.Agreement {
	if o, ok := d.opinions[name]; ok && o.verdict != document.NotAsked {
		return o.verdict
	}
	verdict := document.NotAsked
	for _, l := range f.Sources {
		for _, other := range l.Others {
			if folded(other.Text) != folded(l.Text) {
				return document.Differs
			}
			verdict = document.Agrees
		}
	}
	return verdict
}

// doubtTruncated doubts every field of a page that was received in part: what is
// missing may have been the rest of a value.
func doubtTruncated(d draft, doc *document.Document) {
	if !d.truncated {
		return
	}
	for name, f := range doc.Fields {
		f.AddDoubt(document.DoubtPartial)
		doc.Fields[name] = f
	}
}

// judge sets the confidence of f and says why it asks for a person, if it does.
func (p *Processor) judge(f *document.Field, e document.Evidence) {
	if slices.ContainsFunc(f.Sources, func(l document.Line) bool { return l.OpenStart || l.OpenEnd }) {
		f.AddDoubt(document.DoubtPartial)
	}
	f.Evidence = e
	f.Confidence = p.Confidence.Probability(e)
	if e.Layer == document.Differs {
		f.AddDoubt(document.DoubtEngines)
	}
	if !p.Confidence.Doubtful(f.Confidence) {
		return
	}
	f.AddDoubt(document.DoubtLowConfidence)
	if e.Second == document.Differs {
		f.AddDoubt(document.DoubtEngines)
	}
	if e.UnderSeal {
		f.AddDoubt(document.DoubtUnderSeal)
	}
}
