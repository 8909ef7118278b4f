package policy

// InClass lets tests ask whether a major of a level belongs to a class: yes, no
// or unknown, and with which confidence.
func (p *Policy) InClass(id, major, level string) (in, confidence string) {
	class, ok := p.majors.class(id)
	if !ok {
		return "", ""
	}
	m := class.has(major, level)
	return string(m.in), string(m.confidence)
}

// MajorClasses lets tests see that every class is exercised.
func (p *Policy) MajorClasses() []string {
	var ids []string
	for _, c := range p.majors.Classes {
		ids = append(ids, c.ID)
	}
	return ids
}

// PlaceClass lets tests sort places.
func PlaceClass(place string) string { return string(classOfPlace(place)) }

// Routes lets tests see that every route is taken.
func (p *Policy) Routes() []string {
	var ids []string
	for _, r := range p.notice.Routes {
		ids = append(ids, r.ID)
	}
	return ids
}

// Weights lets tests see that every weight is exercised.
func (p *Policy) Weights() []string {
	var ids []string
	for _, w := range p.risk.Weights {
		ids = append(ids, w.ID)
	}
	return ids
}
