package main

import (
	"fmt"
	"strconv"
	"strings"

	"hecha/document"
)

// field is the word for a field of such a paper, a row's part, that of all rows,
// or a seal.
func (c catalogue) field(kind document.Kind, field string) string {
	head, rest, _ := strings.Cut(field, ".")
	switch head {
	case "periods":
		row, part, numbered := strings.Cut(rest, ".")
		if !numbered {
			row, part = "", row
		}
		if n, err := strconv.Atoi(row); err == nil {
			row = strconv.Itoa(n+1) + " "
		}
		switch part {
		case "start", "end":
			part = "work_" + part
		}
		return c.say("field", "periods") + " " + row + c.say("field", part)
	case "seals":
		return c.say("field", "seal")
	}
	if own := c["field"][string(kind)+"."+field]; own != "" {
		return own
	}
	return c.say("field", field)
}

// proof is the papers that meet a requirement, who issues them and where.
func (c catalogue) proof(proof document.Proof) string {
	var kinds []string
	for _, k := range proof.Kinds {
		kinds = append(kinds, c.say("kind", string(k)))
	}
	text := strings.Join(kinds, c.say("phrase", "and"))
	if proof.Issuer != "" {
		text += c.fill("phrase", "issued_by", map[string]string{"issuer": proof.Issuer})
	}
	if proof.Site != "" {
		text += c.fill("phrase", "at_site", map[string]string{"site": proof.Site})
	}
	return text
}

// args puts words in the place of codes among the arguments of a step, and years
// and months in the place of months.
func (c catalogue) args(args map[string]string) map[string]string {
	out := map[string]string{}
	for name, v := range args {
		switch name {
		case "months", "required", "least", "most":
			v = c.months(v)
		case "finding":
			v = c.say(name, v)
		case "outcome":
			v = c.say("outcome", v)
		case "which":
			v = c.say("which", v)
		case "special", "total":
			v = c.asked(v)
		case "in":
			v = c.say("answer", v)
		case "claim", "requirement":
			v = c.say(name, v)
		case "reason":
			v = c.fill(name, v, args)
		}
		out[name] = v
	}
	return out
}

// asked is a number of years that a rule asks, or whether a span is of the named
// work.
func (c catalogue) asked(v string) string {
	if v == "" {
		return c.say("phrase", "not_asked")
	}
	if w := c["named_work"][v]; w != "" {
		return w
	}
	return c.fill("phrase", "years", map[string]string{"years": v})
}

// months are years and months.
func (c catalogue) months(v string) string {
	var n int
	if _, err := fmt.Sscan(v, &n); err != nil {
		return v
	}
	args := map[string]string{"years": strconv.Itoa(n / 12), "months": strconv.Itoa(n % 12)}
	switch {
	case n < 12:
		return c.fill("phrase", "months", args)
	case n%12 == 0:
		return c.fill("phrase", "years", args)
	}
	return c.fill("phrase", "years_months", args)
}
