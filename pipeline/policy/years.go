package policy

import (
	"fmt"

	"hecha/document"
	"hecha/document/normalize"
)

// work is what the papers attest about years of work up to the cutoff.
type work struct {
	// The months that surely count, and those that may. A month may count where
	// the work is not surely the named one, where it goes on after the paper was
	// made out, or where nobody said whether a study took the whole day.
	specialSure, specialMaybe normalize.Months
	totalSure, totalMaybe     normalize.Months
	steps                     []document.Step
	used                      []value
	papers                    int
	unread                    []value // spans of which an end was not read
	read                      int     // spans and numbers of years that were
}

// stretch is one span of work as a paper states it.
type stretch struct {
	sure, maybe normalize.MonthSpan // maybe goes on to the cutoff, or holds the year begun
	special     answer              // whether it is the work that the exam names
	onlyTotal   bool                // says nothing about the named work
	onlySpecial bool                // says nothing about all work
	code        string              // of the step
	from        []value
}

// work reads every certificate of work. Time in full-time study does not count,
// nor what lies after the cutoff or before first.
func (e *exam) work(papers []document.Paper, studies []study, first int) work {
	w := work{}
	for _, p := range papers {
		if p.Kind != document.WorkCertificate {
			continue
		}
		w.papers++
		stretches, unread := e.stretches(p)
		w.unread = append(w.unread, unread...)
		w.read += len(stretches)
		for _, s := range stretches {
			w.add(s)
		}
	}
	w.cutStudies(studies)
	w.clip(first, e.cutoffMonth())
	w.steps = append(w.steps, document.Step{Code: "cutoff", Args: args{"date": e.cutoffDate()}, Places: []document.Place{}})
	return w
}

func (w *work) add(s stretch) {
	sure, maybe := normalize.MonthsOf(s.sure), normalize.MonthsOf(s.sure, s.maybe)
	if !s.onlySpecial {
		w.totalSure, w.totalMaybe = w.totalSure.Union(sure), w.totalMaybe.Union(maybe)
	}
	if !s.onlyTotal {
		w.specialMaybe = w.specialMaybe.Union(maybe)
		if s.special == answerYes {
			w.specialSure = w.specialSure.Union(sure)
		}
	}
	w.used = append(w.used, s.from...)
	w.steps = append(w.steps, document.Step{
		Code: s.code, Places: places(s.from),
		Args: args{
			"from": normalize.FormatMonth(s.sure.First), "to": normalize.FormatMonth(s.sure.Last), "months": itoa(normalize.MonthsOf(s.sure).Count()),
			"special": string(s.special),
		},
	})
}

// cutStudies takes the time of full-time study out, and out of what is sure also
// that of studies of which nobody said how they were attended.
func (w *work) cutStudies(studies []study) {
	for _, s := range studies {
		how := s.attendance()
		if how == partTime {
			if s.graduated.text != "" {
				w.steps = append(w.steps, document.Step{Code: "study_part_time", Args: args{"level": s.level.text}, Places: places([]value{s.form, s.graduated})})
			}
			continue
		}
		span, ok := s.months()
		if !ok {
			span, ok = s.usualMonths()
			how = attendanceUnknown
		}
		if !ok {
			continue
		}
		cut := normalize.MonthsOf(span)
		lost := w.totalMaybe.Union(w.specialMaybe)
		lost = lost.Minus(lost.Minus(cut))
		w.totalSure, w.specialSure = w.totalSure.Minus(cut), w.specialSure.Minus(cut)
		code := "study_perhaps_full_time"
		if how == fullTime {
			w.totalMaybe, w.specialMaybe = w.totalMaybe.Minus(cut), w.specialMaybe.Minus(cut)
			code = "study_cut"
		}
		w.used = append(w.used, s.enrolled, s.graduated)
		w.steps = append(w.steps, document.Step{
			Code: code, Places: places([]value{s.form, s.enrolled, s.graduated}),
			Args: args{"from": normalize.FormatMonth(span.First), "to": normalize.FormatMonth(span.Last), "months": itoa(lost.Count()), "level": s.level.text},
		})
	}
}

// usualYears are the usual lengths of courses.
var usualYears = map[string]int{
	normalize.LevelSecondary: 3, normalize.LevelCollege: 3, normalize.LevelBachelor: 4, normalize.LevelSecondDegree: 2,
	normalize.LevelMaster: 3, normalize.LevelDoctor: 4, levelHighSchool: 3,
}

// usualMonths stand for the months of a study of which only the end is known.
func (s study) usualMonths() (span normalize.MonthSpan, ok bool) {
	last, ok := normalize.Month(s.graduated.text)
	return normalize.MonthSpan{First: last - 12*usualYears[s.level.text] + 1, Last: last - 1}, ok
}

func (w *work) clip(first, last int) {
	for _, m := range []*normalize.Months{&w.specialSure, &w.specialMaybe, &w.totalSure, &w.totalMaybe} {
		*m = m.Clip(first, last)
	}
}

// unknown tells whether there may be more work than was counted: no certificate
// was handed in, or something on it was not read.
func (w *work) unknown() bool { return w.read == 0 || len(w.unread) > 0 }

func (w *work) special() document.Years {
	return document.Years{Least: w.specialSure.Count(), Most: w.specialMaybe.Count()}
}

func (w *work) total() document.Years {
	return document.Years{Least: w.totalSure.Count(), Most: w.totalMaybe.Count()}
}

// stretches are the spans of a certificate: its rows, the span of its text, or
// what its stated years come to, counted back from its date. Rows of which an
// end was not read are told apart: they may hold any time.
func (e *exam) stretches(p document.Paper) (all []stretch, unread []value) {
	issued := read(p, "issued_date")
	named := e.names(read(p, "job").text)
	for i := range p.Periods {
		row := fmt.Sprintf("periods.%d.", i)
		start, end, job := read(p, row+"start"), read(p, row+"end"), read(p, row+"job")
		s, ok := e.stretch(start, end, issued)
		if !ok || end.text == "" {
			unread = append(unread, value{text: "?", place: p.Place(row + "start"), doubt: true})
			continue
		}
		s.special = e.names(job.text)
		if s.special != answerYes && named == answerYes {
			s.special = answerYes // the rows name posts, the text above them the work
		}
		s.from = append(s.from, job)
		all = append(all, s)
	}
	if len(all) > 0 {
		return all, unread
	}
	start := read(p, "work_start")
	if s, ok := e.stretch(start, endOf(p, start, issued), issued); ok {
		s.special = named
		s.from = append(s.from, read(p, "job"))
		return append(e.within(p, s, issued), e.before(p, s, issued)...), unread
	}
	if _, err := number(read(p, "years").text); err != nil && read(p, "total_years").text != "" {
		unread = append(unread, value{text: "?", place: p.Place("years"), doubt: true}) // all work may be the named one
	}
	return e.stated(p, issued, named), unread
}

// endOf is the end of the span of a paper's text. One that is left out is the present
// where the years that the paper states come to its own day: they say that the work
// lasted until then.
func endOf(p document.Paper, start, issued value) value {
	end := read(p, "work_end")
	first, started := normalize.Month(start.text)
	made, dated := normalize.Month(issued.text)
	if end.text != "" || !started || !dated {
		return end
	}
	for _, field := range []string{"years", "total_years"} {
		v := read(p, field)
		n, err := number(v.text)
		if err != nil {
			continue
		}
		if off := int(12*n) - (made - first + 1); -roundedMonths <= off && off <= roundedMonths {
			v.text = normalize.Present
			return v
		}
	}
	return end
}

// stretch reads one span. What lasts is attested up to the date of the paper,
// and may go on to the cutoff: exams count to the end of the year.
func (e *exam) stretch(start, end, issued value) (stretch, bool) {
	first, ok := normalize.Month(start.text)
	if !ok {
		return stretch{}, false
	}
	s := stretch{code: "work_span", from: []value{start, end}}
	s.sure.First, s.maybe.First = first, first
	last, ok := normalize.Month(end.text)
	switch {
	case ok:
		s.sure.Last, s.maybe.Last = last, last
	case end.text == normalize.Present || end.text == "":
		s.code = "work_ongoing"
		s.sure.Last, s.maybe.Last = e.cutoffMonth(), e.cutoffMonth()
		if made, ok := normalize.Month(issued.text); ok {
			s.sure.Last = made
			s.maybe.Last = max(made, e.cutoffMonth())
		}
		if end.text == "" {
			s.sure.Last = first // nobody said that it lasts
		}
	default:
		return stretch{}, false
	}
	return s, true
}

// within keeps the named work of a span to the years that the paper states for
// it: somebody may have done other work before.
func (e *exam) within(p document.Paper, s stretch, issued value) []stretch {
	years := read(p, "years")
	n, err := number(years.text)
	if err != nil || int(12*n)+roundedMonths >= s.sure.Last-s.sure.First+1 {
		return []stretch{s}
	}
	whole := s
	whole.onlyTotal = true
	named := s
	named.onlySpecial, named.code = true, "work_stated"
	named.sure.First = s.sure.Last - int(12*n) + 1
	named.maybe.First = named.sure.First - roundedMonths
	named.from = []value{years, issued}
	return []stretch{whole, named}
}

// before is the work that a paper states beyond the one span of its text, which
// is only that with this employer.
func (e *exam) before(p document.Paper, s stretch, issued value) []stretch {
	var out []stretch
	for _, field := range []string{"years", "total_years"} {
		v := read(p, field)
		n, err := number(v.text)
		if err != nil || int(12*n) <= s.sure.Last-s.sure.First+1+roundedMonths {
			continue
		}
		more := stretch{code: "work_stated", from: []value{v, issued}, special: s.special}
		more.sure = normalize.MonthSpan{First: s.sure.First, Last: s.sure.First - 1} // unproven by any span
		more.maybe = normalize.MonthSpan{First: s.sure.Last - int(12*n) - roundedMonths + 1, Last: s.sure.First - 1}
		more.onlySpecial, more.onlyTotal = field == "years", field == "total_years"
		out = append(out, more)
	}
	return out
}

// roundedMonths are what a number of full years may leave out.
const roundedMonths = 11

// stated turns years without dates into the span that ends on the day of the
// paper.
func (e *exam) stated(p document.Paper, issued value, named answer) []stretch {
	last, ok := normalize.Month(issued.text)
	if !ok {
		last = e.cutoffMonth()
	}
	var all []stretch
	for _, field := range []string{"years", "total_years"} {
		v := read(p, field)
		n, err := number(v.text)
		if err != nil {
			continue
		}
		s := stretch{code: "work_stated", special: named, from: []value{v, issued}}
		s.sure = normalize.MonthSpan{First: last - int(12*n) + 1, Last: last}
		s.maybe = normalize.MonthSpan{First: s.sure.First - roundedMonths, Last: max(last, e.cutoffMonth())}
		s.onlyTotal = field == "total_years"
		all = append(all, s)
	}
	return all
}

func places(values []value) []document.Place {
	all := []document.Place{}
	for _, v := range values {
		if v.text != "" {
			all = append(all, v.place)
		}
	}
	return all
}
