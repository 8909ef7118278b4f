package check

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"time"

	"hecha/document"
	"hecha/document/normalize"
)

// workAcross are the rules about work: who attests it, when it was, and how many
// years are claimed for it.
var workAcross = []crossRule{
	{Rule{
		Code: "application.employer", Severity: document.SeverityError, Unclear: true, Renames: true,
		Meaning: "no certificate of work is from the employer that form or declaration name",
	}, employerAttests},
	{Rule{
		Code: "application.seal", Severity: document.SeverityError, Unclear: true, Renames: true,
		Meaning: "the seal on the form is not that of the employer, or another than on the certificate of work",
	}, formSealed},
	{Rule{
		Code: "application.work_start", Severity: document.SeverityWarning,
		Meaning: "a certificate attests work from before the start of work that was given",
	}, workStart},
	{Rule{
		Code: "application.work_in_study", Severity: document.SeverityWarning,
		Meaning: "work is attested for the time of a full-time study",
	}, workInStudy},
	{Rule{
		Code: "application.years_claimed", Severity: document.SeverityError, Unclear: true,
		Meaning: "more years are claimed than the certificates of work attest",
	}, yearsClaimed},
	{Rule{
		Code: "application.years_with_study", Severity: document.SeverityError, Unclear: true,
		Meaning: "the years are only reached with the time of a full-time study, which does not count",
	}, yearsWithStudy},
	{Rule{
		Code: "application.years_of_life", Severity: document.SeverityError, Unclear: true,
		Meaning: "more years of work are given than there were since the sixteenth birthday",
	}, yearsOfLife},
	{Rule{
		Code: "application.work_overlap", Severity: document.SeverityWarning,
		Meaning: "two certificates of different employers attest the same months",
	}, workTwice},
	{Rule{
		Code: "application.phone", Severity: document.SeverityWarning, Twice: true,
		Meaning: "the telephone on the certificate of work is that of the candidate",
	}, vouchedByTelephone},
	{Rule{
		Code: "application.work_young", Severity: document.SeverityWarning,
		Meaning: "the work started before the holder was 16",
	}, workYoung},
}

// employerAttests compares the employer of form and declaration with those of
// the certificates; one of them is enough, because people change employers.
func employerAttests(b *bundle) {
	named := facts("employer", b.app.Employer, b.of(document.ApplicationForm))
	attested := facts("employer", "", b.of(document.WorkCertificate))
	if len(named) == 0 || len(attested) == 0 {
		b.notChecked(ReasonMissing, "employer")
		return
	}
	for _, n := range named {
		best, of := contradicts, attested[0]
		for _, a := range attested {
			if v := tolerate(sameWords(n.value, a.value), n, a); v < best {
				best, of = v, a
			}
		}
		b.say(best, n, of)
	}
	b.agree(named, sameWords)
}

// say makes the finding of a verdict about two facts.
func (b *bundle) say(v verdict, first, second fact) {
	a := args{"first": source(first), "second": source(second)}
	switch v {
	case contradicts:
		b.find(a, first, second)
	case unclear:
		b.unclear(a, first, second)
	}
}

// sealFacts are the owners of the official seals of a paper that were read.
func sealFacts(p document.Paper) []fact {
	var all []fact
	for i, s := range p.Seals {
		if s.Text == "" || slices.Contains(voidSeals, s.Type) {
			continue
		}
		field := "seals." + strconv.Itoa(i)
		all = append(all, fact{
			value: sealOwner(s.Text), field: field, place: p.Place(field), kind: p.Kind, confidence: s.Confidence,
			doubted: len(s.Doubt) > 0 || s.Confidence < sureSeal,
		})
	}
	return all
}

// formSealed compares the seals of the form with the employer that it names and
// that the certificates of work are from. Offices seal the form, too: one seal of
// the employer is enough.
func formSealed(b *bundle) {
	forms := b.of(document.ApplicationForm)
	var seals []fact
	for _, f := range forms {
		seals = append(seals, sealFacts(f)...)
	}
	employers := facts("employer", b.app.Employer, append(forms, b.of(document.WorkCertificate)...))
	if len(seals) == 0 || len(employers) == 0 {
		b.notChecked(ReasonNoSeal, "employer")
		return
	}
	best, seal, of := contradicts+1, fact{}, fact{}
	for _, s := range seals {
		for _, e := range employers {
			if v := tolerate(sameWords(s.value, e.value), s, e); v < best {
				best, seal, of = v, s, e
			}
		}
	}
	b.say(best, seal, of)
}

// stretch is one attested span of work.
type stretch struct {
	months      normalize.MonthSpan
	first, last fact
}

// stretches are the spans that a certificate attests, by its rows or its text.
func (b *bundle) stretches(p document.Paper) []stretch {
	var all []stretch
	add := func(from, to string) {
		first, ok := read(p, from)
		start, okStart := first.month()
		if !ok || !okStart {
			return
		}
		last, _ := read(p, to)
		end, okEnd := last.month()
		if !okEnd {
			if end, okEnd = b.lasting(p, last); !okEnd {
				return
			}
		}
		all = append(all, stretch{normalize.MonthSpan{First: start, Last: end}, first, last})
	}
	for i := range p.Periods {
		add(periodField(i, "start"), periodField(i, "end"))
	}
	if len(all) == 0 {
		add("work_start", "work_end")
	}
	return all
}

// lasting is the month up to which a paper attests what lasts: that of its date.
func (b *bundle) lasting(p document.Paper, end fact) (int, bool) {
	if end.value != normalize.Present {
		return 0, false
	}
	if issued, ok := read(p, "issued_date"); ok {
		return issued.month()
	}
	return normalize.Month(b.today.Format(time.DateOnly))
}

// work is everything that the certificates attest.
func (b *bundle) work() []stretch {
	var all []stretch
	for _, p := range b.of(document.WorkCertificate) {
		all = append(all, b.stretches(p)...)
	}
	return all
}

func monthsWorked(all []stretch) normalize.Months {
	spans := make([]normalize.MonthSpan, len(all))
	for i, s := range all {
		spans[i] = s.months
	}
	return normalize.MonthsOf(spans...)
}

// workStart compares the earliest attested work with the start of work that form
// or declaration give, which is that of all work.
func workStart(b *bundle) {
	said := facts("work_start", b.app.WorkStart, b.of(document.ApplicationForm))
	work := b.work()
	if len(said) == 0 || len(work) == 0 {
		b.notChecked(ReasonMissing, "work_start")
		return
	}
	first := slices.MinFunc(work, func(x, y stretch) int { return cmp.Compare(x.months.First, y.months.First) })
	for _, s := range said {
		if month, ok := s.month(); ok && first.months.First < month-1 && !s.doubted && !first.first.doubted {
			b.find(args{"first": source(s), "second": source(first.first)}, s, first.first)
		}
	}
}

// fullTimeStudy is a study that took the whole day, and the facts about when.
type fullTimeStudy struct {
	months normalize.MonthSpan
	about  []fact
}

// fullTimeStudies are the studies whose papers say that they took the whole day:
// by the form of study, the category, or the type in the certificate number.
func (b *bundle) fullTimeStudies() []fullTimeStudy {
	var all []fullTimeStudy
	for i, group := range b.studies() {
		var enrolled, graduated fact
		whole := i == 0 && fullTime(b.app.StudyForm)
		part := false
		for _, p := range group {
			if p.Kind == document.ApplicationForm || p.Kind == document.WorkCertificate {
				continue
			}
			form, category := p.Fields["study_form"].Value, p.Fields["category"].Value
			whole = whole || fullTime(form) || form == "" && strings.HasPrefix(category, "普通")
			part = part || form != "" && !fullTime(form)
			if f, ok := read(p, "enrollment_date"); ok && enrolled.value == "" {
				enrolled = f
			}
			if f, ok := read(p, "graduation_date"); ok && graduated.value == "" {
				graduated = f
			}
		}
		first, okFirst := enrolled.month()
		last, okLast := graduated.month()
		if whole && !part && okFirst && okLast {
			all = append(all, fullTimeStudy{normalize.MonthSpan{First: first, Last: last - 1}, []fact{enrolled, graduated}})
		}
	}
	return all
}

// workInStudyMonths is how many months of work beside a study are left to
// holidays and to the last weeks before graduation.
const workInStudyMonths = 4

func workInStudy(b *bundle) {
	work, studies := b.work(), b.fullTimeStudies()
	if len(work) == 0 || len(studies) == 0 {
		b.notChecked(ReasonMissing, "work_start", "enrollment_date", "graduation_date")
		return
	}
	for _, w := range work {
		for _, s := range studies {
			both := normalize.MonthsOf(w.months).Clip(s.months.First, s.months.Last).Count()
			if both >= workInStudyMonths {
				b.find(args{"months": strconv.Itoa(both)}, append([]fact{w.first, w.last}, s.about...)...)
			}
		}
	}
}

// claims are the years that somebody claims, in form and declaration.
func (b *bundle) claims() []fact {
	forms := b.of(document.ApplicationForm)
	return append(facts("years", b.app.Years, forms), facts("total_years", b.app.TotalYears, forms)...)
}

// stated are the years that a fact gives.
func (f fact) years() (float64, bool) {
	n, err := strconv.ParseFloat(f.value, 64)
	return n, err == nil
}

// yearsClaimed compares the claimed years with those that the certificates attest,
// all together: what each states, or its spans where it states nothing.
func yearsClaimed(b *bundle) {
	claims, work := b.claims(), b.work()
	papers := b.of(document.WorkCertificate)
	for _, field := range []string{"years", "total_years"} {
		of := field
		if len(facts(field, "", papers)) == 0 {
			of = "years"
		}
		for _, c := range claims {
			if n, ok := c.years(); ok && c.field == field && !b.attested(n-b.yearsToCome(), of) {
				b.sayAbout(append(append([]fact{c}, facts(of, "", papers)...), ends(work)...))
			}
		}
	}
	if len(claims) == 0 || len(work) == 0 && len(facts("years", "", papers)) == 0 {
		b.notChecked(ReasonMissing, "years")
	}
}

// yearsToCome are those from the date of the papers to the end of the exam's
// year, up to which candidates rightly count work that goes on. Years without
// their span are taken to go on.
func (b *bundle) yearsToCome() float64 {
	_, end, ok := b.endOfYear()
	last := 0
	for _, p := range b.of(document.WorkCertificate) {
		work := b.stretches(p)
		if issued, okIssued := read(p, "issued_date"); okIssued && len(work) == 0 {
			month, _ := issued.month()
			last = max(last, month)
		}
		for _, w := range work {
			if w.last.value == normalize.Present {
				last = max(last, w.months.Last)
			}
		}
	}
	if !ok || last == 0 {
		return 0
	}
	return float64(max(0, end-last)) / 12
}

// attested tells whether so many years are stated in a field of the certificates, or
// have spans on those that state nothing. Stated years are full ones, so that what was
// begun may be missing. Where there is neither, nothing is known.
func (b *bundle) attested(years float64, field string) bool {
	sum, stated := 0.0, false
	var spans []stretch
	for _, p := range b.of(document.WorkCertificate) {
		f, _ := read(p, field)
		n, ok := f.years()
		if !ok {
			spans = append(spans, b.stretches(p)...)
			continue
		}
		sum, stated = sum+n, true
	}
	months := monthsWorked(spans).Count()
	switch {
	case stated:
		return sum+1+float64(months)/12 > years
	case len(spans) > 0:
		return float64(months+roundingMonths) >= 12*years
	}
	return true
}

func most(stated []fact) fact {
	return slices.MaxFunc(stated, func(x, y fact) int {
		a, _ := x.years()
		b, _ := y.years()
		return cmp.Compare(a, b)
	})
}

// ends are the facts that bound spans of work.
func ends(work []stretch) []fact {
	var all []fact
	for _, w := range work {
		for _, f := range []fact{w.first, w.last} {
			if f.value != "" {
				all = append(all, f)
			}
		}
	}
	return all
}

// sayAbout makes a finding about facts of which the first is the claim; it is
// unclear where one of them was not surely read.
func (b *bundle) sayAbout(about []fact) {
	doubted := slices.ContainsFunc(about, func(f fact) bool { return f.doubted })
	if doubted {
		b.unclear(nil, about...)
		return
	}
	b.find(nil, about...)
}

// yearsWithStudy holds the years, claimed or certified, against the spans without
// the time of full-time study. A year alone, without spans, cannot be asked.
func yearsWithStudy(b *bundle) {
	work, studies := b.work(), b.fullTimeStudies()
	years := append(b.claims(), facts("years", "", b.of(document.WorkCertificate))...)
	if len(work) == 0 || len(studies) == 0 || len(years) == 0 {
		b.notChecked(ReasonMissing, "years", "work_start", "enrollment_date", "graduation_date")
		return
	}
	all := monthsWorked(work)
	left := all
	var about []fact
	for _, s := range studies {
		without := left.Minus(normalize.MonthsOf(s.months))
		if without.Count() < left.Count() {
			about = append(about, s.about...)
		}
		left = without
	}
	for _, y := range years {
		n, ok := y.years()
		if !ok || all.Count()-left.Count() < workInStudyMonths {
			continue
		}
		if months := int(12 * n); months > left.Count()+roundingMonths && months <= all.Count()+roundingMonths {
			b.sayAbout(append([]fact{y}, append(about, ends(work)...)...))
		}
	}
}

// yearsOfLife compares the most years that anybody gives with the life since the
// sixteenth birthday.
func yearsOfLife(b *bundle) {
	id, facts16, ok := b.idNumber()
	if !ok {
		b.notChecked(ReasonMissing, "id_number")
		return
	}
	years := b.claims()
	for _, p := range b.of(document.WorkCertificate) {
		years = append(years, facts("years", "", []document.Paper{p})...)
		years = append(years, facts("total_years", "", []document.Paper{p})...)
	}
	if len(years) == 0 {
		b.notChecked(ReasonMissing, "years")
		return
	}
	age, ok := normalize.AgeOn(facts16.BirthDate, b.today.Format(time.DateOnly))
	y := most(years)
	if n, okYears := y.years(); ok && okYears && n > float64(age-workingAge)+1 {
		b.sayAbout([]fact{y, id})
	}
}

// workYoung asks the papers that bear no identity number themselves; the others
// were asked when they were read.
func workYoung(b *bundle) {
	id, parts, ok := b.idNumber()
	if !ok {
		b.notChecked(ReasonMissing, "id_number")
		return
	}
	birth, _ := normalize.Month(parts.BirthDate)
	for _, p := range b.of(document.WorkCertificate) {
		if _, has := read(p, "id_number"); has {
			continue
		}
		for _, s := range b.stretches(p) {
			if s.months.First < birth+12*workingAge && !s.first.doubted {
				b.find(args{"age": strconv.Itoa((s.months.First - birth) / 12)}, s.first, id)
			}
		}
	}
}

// sharedMonths is how many months two employers may have in common where somebody goes
// from one to the other.
const sharedMonths = 2

// workTwice compares the spans of different certificates; those of one were compared
// when it was read. Two jobs at once are no lie, but count once.
func workTwice(b *bundle) {
	papers := b.of(document.WorkCertificate)
	if len(papers) < 2 {
		b.notChecked(ReasonSingle, "work_start", "work_end")
		return
	}
	for i, p := range papers {
		for _, o := range papers[i+1:] {
			if sameWords(p.Fields["employer"].Value, o.Fields["employer"].Value) == contradicts {
				b.workOfBoth(p, o)
			}
		}
	}
}

// workOfBoth finds the spans of two papers that share more than sharedMonths.
func (b *bundle) workOfBoth(p, o document.Paper) {
	for _, x := range b.stretches(p) {
		for _, y := range b.stretches(o) {
			both := normalize.MonthsOf(x.months).Clip(y.months.First, y.months.Last).Count()
			if both > sharedMonths {
				b.find(args{"months": strconv.Itoa(both)}, ends([]stretch{x, y})...)
			}
		}
	}
}

// vouchedByTelephone compares the number under which a certificate can be asked about
// with that of the candidate.
func vouchedByTelephone(b *bundle) {
	own, employers := facts("phone", "", b.of(document.ApplicationForm)), facts("phone", "", b.of(document.WorkCertificate))
	if len(own) == 0 || len(employers) == 0 {
		b.notChecked(ReasonMissing, "phone")
		return
	}
	for _, o := range own {
		for _, e := range employers {
			if o.value == e.value {
				b.find(nil, e, o)
			}
		}
	}
}
