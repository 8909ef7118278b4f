package check

import (
	"strconv"
	"time"

	"hecha/document"
	"hecha/document/normalize"
)

var work = []document.Kind{document.WorkCertificate}

var workRules = []rule{
	{Rule{
		Code: "work_certificate.dates_order", Severity: document.SeverityError, Kinds: work,
		Meaning: "a span of work ends before it starts",
	}, workOrder},
	{Rule{
		Code: "work_certificate.overlap", Severity: document.SeverityWarning, Kinds: work,
		Meaning: "two spans of work overlap",
	}, workOverlap},
	{Rule{
		Code: "work_certificate.after_issue", Severity: document.SeverityError, Kinds: work, Needs: []string{"issued_date"},
		Meaning: "work that the certificate attests lies after its date",
	}, workAfterIssue},
	{Rule{
		Code: "work_certificate.counted_ahead", Severity: document.SeverityInfo, Kinds: work, Needs: []string{"issued_date"},
		Meaning: "work is counted to the December of the certificate's year, after its date",
	}, workAhead},
	{Rule{
		Code: "work_certificate.started_young", Severity: document.SeverityWarning, Kinds: work, Needs: []string{"id_number"},
		Meaning: "the work started before the holder was 16",
	}, workAge},
	{Rule{
		Code: "work_certificate.years_exceed", Severity: document.SeverityError, Kinds: work,
		Meaning: "the stated years are more than the spans of work add up to",
	}, workYears},
	{Rule{
		Code: "work_certificate.years_beyond_text", Severity: document.SeverityWarning, Kinds: work,
		Meaning: "the stated years are more than the one span of work in the text, which need not be all work",
	}, workYearsOfText},
	{Rule{
		Code: "work_certificate.total_below_years", Severity: document.SeverityError, Kinds: work, Needs: []string{"years", "total_years"},
		Meaning: "the years in the named work are more than all years of work",
	}, workTotal},
	{Rule{
		Code: "work_certificate.graduation_after_issue", Severity: document.SeverityError, Kinds: work,
		Needs: []string{"graduation_date", "issued_date"}, Meaning: "the graduation lies after the date of the certificate",
	}, workGraduation},
	{Rule{
		Code: "work_certificate.vouched_by_holder", Severity: document.SeverityWarning, Kinds: work,
		Needs: []string{"name", "contact"}, Meaning: "whoever is to be asked about the certificate has the name of its holder",
	}, workVouched},
}

// span is one stretch of work and the names of the fields that it comes from.
type span struct {
	from, to           time.Time
	fromField, toField string
}

// spans are the periods of the paper, or the work in its text where it has no
// table. What has no start or no end is left out and reported.
func (p *paper) spans() []span {
	if len(p.doc.Periods) == 0 {
		if s, ok := p.span(p.value("work_start"), p.value("work_end"), "work_start", "work_end"); ok {
			return []span{s}
		}
		p.notChecked(ReasonMissing, p.missing([]string{"work_start", "work_end"})...)
		return nil
	}
	var all []span
	for i, row := range p.doc.Periods {
		from, to := periodField(i, "start"), periodField(i, "end")
		s, ok := p.span(row.Start.Value, row.End.Value, from, to)
		if !ok {
			p.notChecked(ReasonForm, from, to)
			continue
		}
		all = append(all, s)
	}
	return all
}

// span reads one stretch of work. What lasts is taken to end on the day of the
// certificate, or of the review where it has none.
func (p *paper) span(from, to, fromField, toField string) (span, bool) {
	start, _, okStart := normalize.ParseDate(from)
	end, _, okEnd := normalize.ParseDate(to)
	if to == normalize.Present {
		end, okEnd = p.today, true
		if issued, _, ok := normalize.ParseDate(p.value("issued_date")); ok {
			end = issued
		}
	}
	return span{start, end, fromField, toField}, okStart && okEnd
}

func workOrder(p *paper) {
	for _, s := range p.spans() {
		if s.to.Before(s.from) {
			p.conflict(nil, s.fromField, s.toField)
		}
	}
}

// workOverlap lets one span end in the month in which the next starts.
func workOverlap(p *paper) {
	all := p.spans()
	for i, a := range all {
		for _, b := range all[i+1:] {
			if monthsBetween(a.from, b.to) > 0 && monthsBetween(b.from, a.to) > 0 {
				p.conflict(nil, a.fromField, a.toField, b.fromField, b.toField)
			}
		}
	}
}

func workAfterIssue(p *paper) {
	issued, ok := p.date("issued_date")
	if !ok {
		return
	}
	for _, s := range p.spans() {
		if monthsBetween(issued, s.to) > 0 && !yearEnd(s.to, issued) {
			p.conflict(nil, s.toField, "issued_date")
		}
	}
}

// yearEnd tells whether a span ends with the year in which the certificate was
// made out: exams count years of work up to that day, so many papers do.
func yearEnd(end, issued time.Time) bool {
	return end.Year() == issued.Year() && end.Month() == time.December
}

func workAhead(p *paper) {
	issued, ok := p.date("issued_date")
	if !ok {
		return
	}
	for _, s := range p.spans() {
		if monthsBetween(issued, s.to) > 0 && yearEnd(s.to, issued) {
			p.find(nil, s.toField, "issued_date")
		}
	}
}

// workingAge is the least age of workers (劳动法 art. 15).
const workingAge = 16

func workAge(p *paper) {
	facts, ok := p.idFacts()
	if !ok {
		return
	}
	p.oldEnough(facts.BirthDate, p.value("work_start"), "work_start")
	for i, row := range p.doc.Periods {
		p.oldEnough(facts.BirthDate, row.Start.Value, periodField(i, "start"))
	}
}

// oldEnough asks for the age on the last day that start may mean.
func (p *paper) oldEnough(birth, start, field string) {
	day, precision, ok := normalize.ParseDate(start)
	if !ok {
		return
	}
	if precision == normalize.PrecisionMonth {
		day = day.AddDate(0, 1, -1)
	}
	if age, ok := normalize.AgeOn(birth, day.Format(time.DateOnly)); ok && age < workingAge {
		p.conflict(args{"age": strconv.Itoa(age)}, field)
	}
}

// Stated years are rounded up by half a year at most, and may be fewer than the
// spans where only part of the work was in the field.
const roundingMonths = 6

// workYears compares the years of the paper with its spans. Where both agree to
// the year they prove each other.
func workYears(p *paper) {
	if len(p.doc.Periods) > 0 {
		p.sumUpYears()
	}
}

// workYearsOfText is workYears for a paper without several spans: its text may
// give all years but only the time with this employer.
func workYearsOfText(p *paper) {
	if len(p.doc.Periods) == 0 {
		p.sumUpYears()
	}
}

func (p *paper) sumUpYears() {
	stated := p.missing([]string{"years", "total_years"})
	if len(stated) == 2 {
		p.notChecked(ReasonMissing, stated...)
		return
	}
	all := p.spans()
	if len(all) < len(p.doc.Periods) {
		return // rows that were not read may hold any time; spans has told so
	}
	if len(all) > 0 {
		p.compareYears("years", all)
		p.compareYears("total_years", all)
	}
}

func (p *paper) compareYears(field string, all []span) {
	stated, err := strconv.ParseFloat(p.value(field), 64)
	if err != nil {
		return
	}
	fields := []string{field}
	for _, s := range all {
		fields = append(fields, s.fromField, s.toField)
	}
	switch off := stated*12 - float64(workedMonths(all)); {
	case off > roundingMonths:
		p.conflict(args{"months": strconv.Itoa(workedMonths(all))}, fields...)
	case off > -12:
		p.prove(ProofArithmetic, fields...)
	}
}

// workedMonths are the months that the spans cover, each month once and the
// last of a span with it.
func workedMonths(all []span) int {
	var months []normalize.MonthSpan
	for _, s := range all {
		first := 12*s.from.Year() + int(s.from.Month())
		months = append(months, normalize.MonthSpan{First: first, Last: first + monthsBetween(s.from, s.to)})
	}
	return normalize.MonthsOf(months...).Count()
}

func workTotal(p *paper) {
	years, errYears := strconv.ParseFloat(p.value("years"), 64)
	total, errTotal := strconv.ParseFloat(p.value("total_years"), 64)
	if errYears != nil || errTotal != nil {
		p.notChecked(ReasonForm, "years", "total_years")
		return
	}
	if years > total {
		p.conflict(nil, "years", "total_years")
	}
}

func workVouched(p *paper) {
	if plain(p.value("contact")) == plain(p.value("name")) {
		p.find(nil, "contact", "name")
	}
}

func workGraduation(p *paper) {
	end, okEnd := p.date("graduation_date")
	issued, okIssued := p.date("issued_date")
	if okEnd && okIssued && monthsBetween(issued, end) > 0 {
		p.conflict(nil, "graduation_date", "issued_date")
	}
}
