package check

import (
	"strings"
	"time"

	"hecha/document"
	"hecha/document/normalize"
	"hecha/document/register"
)

var emblem = []document.Kind{document.IDCardEmblem}

// emblemRules are about the side with the national emblem. Source: 居民身份证法
// art. 5 and 6.
var emblemRules = []rule{
	{Rule{
		Code: "id_card.authority_form", Severity: document.SeverityWarning, Kinds: emblem, Needs: []string{"issuing_authority"},
		Meaning: "the issuing authority ends neither with 公安局 nor with 分局",
	}, authorityForm},
	{Rule{
		Code: "id_card.authority_unknown", Severity: document.SeverityWarning, Kinds: emblem, Needs: []string{"issuing_authority"},
		Meaning: "the register knows no region that the issuing authority is named after",
	}, authorityKnown},
	{Rule{
		Code: "id_card.validity_span", Severity: document.SeverityError, Kinds: emblem, Needs: []string{"valid_from", "valid_until"},
		Meaning: "the card is valid for neither 5, 10 or 20 years nor without end",
	}, validitySpan},
	{Rule{
		Code: "id_card.first_generation", Severity: document.SeverityWarning, Kinds: emblem, Needs: []string{"valid_from"},
		Meaning: "the card was issued before 2004, when cards of this form did not exist",
	}, secondGeneration},
	{Rule{
		Code: "id_card.expired", Severity: document.SeverityError, Kinds: emblem, Needs: []string{"valid_until"},
		Meaning: "the card ended before the day of the review",
	}, notExpired},
}

// sidesRules need both sides of one card.
var sidesRules = []rule{
	{Rule{
		Code: "id_card.validity_age", Severity: document.SeverityError, Needs: []string{"id_number", "valid_from", "valid_until"},
		Meaning: "the card is valid for another time than the law gives to the age at its issue",
	}, validityOfAge},
	{Rule{
		Code: "id_card.authority_elsewhere", Severity: document.SeverityInfo, Needs: []string{"address", "issuing_authority"},
		Meaning: "the address lies outside the region of the issuing authority",
	}, authorityOfAddress},
}

func authorityForm(p *paper) {
	a := p.value("issuing_authority")
	if strings.HasSuffix(a, "公安局") || strings.Contains(a, "公安局") && strings.HasSuffix(a, "分局") {
		return
	}
	p.find(nil, "issuing_authority")
	p.doubt(document.DoubtFormat, "issuing_authority")
}

// authorityKnown doubts an unknown region only where a known one is near: zones
// and farms with a police of their own are in no register.
func authorityKnown(p *paper) {
	a := p.value("issuing_authority")
	if len(register.RegionsOfAuthority(a)) > 0 {
		p.prove(ProofRegister, "issuing_authority")
		return
	}
	p.find(nil, "issuing_authority")
	if register.NearAuthority(a) {
		p.doubt(document.DoubtRegister, "issuing_authority")
	}
}

// validity is the span of the card in years; 0 stands for a card without end,
// -1 for a span of no whole years.
func (p *paper) validity() (years int, from time.Time, ok bool) {
	from, ok = p.date("valid_from")
	if !ok {
		return 0, from, false
	}
	if p.value("valid_until") == normalize.LongTerm {
		return 0, from, true
	}
	until, ok := p.date("valid_until")
	if !ok {
		return 0, from, false
	}
	years = until.Year() - from.Year()
	if years <= 0 || !anniversary(from, until) {
		return -1, from, true
	}
	return years, from, true
}

// anniversary tells whether both are the same day of the year. What begins on
// 29 February ends on 28 February or 1 March of a common year.
func anniversary(from, until time.Time) bool {
	if from.Month() == time.February && from.Day() == 29 {
		last := time.Date(until.Year(), time.March, 0, 0, 0, 0, 0, time.UTC)
		return until.Equal(last) || last.Day() == 28 && until.Equal(last.AddDate(0, 0, 1))
	}
	return from.Month() == until.Month() && from.Day() == until.Day()
}

func validitySpan(p *paper) {
	years, _, ok := p.validity()
	if !ok {
		return
	}
	switch years {
	case 5, 10, 20:
		p.prove(ProofArithmetic, "valid_from", "valid_until")
	case 0:
	default:
		p.conflict(nil, "valid_from", "valid_until")
	}
}

// firstCards is when the law on identity cards of the second generation came
// into force.
var firstCards = time.Date(2004, 1, 1, 0, 0, 0, 0, time.UTC)

func secondGeneration(p *paper) {
	if from, ok := p.date("valid_from"); ok && from.Before(firstCards) {
		p.conflict(nil, "valid_from")
	}
}

func notExpired(p *paper) {
	if p.value("valid_until") == normalize.LongTerm {
		return
	}
	if until, ok := p.date("valid_until"); ok && until.Before(p.today) {
		p.find(nil, "valid_until")
	}
}

// lawfulValidity is the span in years that an age at issue gives; 0 without end.
func lawfulValidity(age int) int {
	switch {
	case age < 16:
		return 5
	case age <= 25:
		return 10
	case age <= 45:
		return 20
	}
	return 0
}

// issuing is the time between the application for a card, which fixes the span,
// and its issue: 60 days by art. 12 of the law, 30 more in remote places.
const issuing = 90 * 24 * time.Hour

func validityOfAge(p *paper) {
	facts, ok := p.idFacts()
	if !ok {
		return
	}
	years, from, ok := p.validity()
	if !ok {
		return
	}
	for _, day := range []time.Time{from, from.Add(-issuing)} {
		if age, ok := normalize.AgeOn(facts.BirthDate, day.Format(time.DateOnly)); ok && lawfulValidity(age) == years {
			p.prove(ProofIDNumber, "valid_from", "valid_until")
			return
		}
	}
	p.conflict(nil, "valid_from", "valid_until")
}

func authorityOfAddress(p *paper) {
	home := register.RegionsOfAddress(p.value("address"))
	police := register.RegionsOfAuthority(p.value("issuing_authority"))
	if len(home) == 0 || len(police) == 0 {
		p.notChecked(ReasonRegister, "address", "issuing_authority")
		return
	}
	for _, h := range home {
		for _, a := range police {
			if strings.HasPrefix(h, strings.TrimSuffix(a, "00")) {
				p.prove(ProofRegister, "address", "issuing_authority")
				return
			}
		}
	}
	p.find(nil, "address", "issuing_authority")
}
