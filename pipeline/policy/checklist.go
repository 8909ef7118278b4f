package policy

import (
	"slices"
	"strings"

	"hecha/document"
)

// Checklist is what the candidate owes, what is there for it, what is missing
// and what does not count and why. It is made with the eligibility, whose rule
// may rest on a title or a degree.
func (p *Policy) Checklist(app document.Application, papers []document.Paper, e document.Eligibility) []document.Requirement {
	claims := p.claims(app)
	s := p.studies(app, papers)[0]
	edu := p.educationOf(app, s)
	handedIn := func(kind document.Kind) bool {
		return slices.ContainsFunc(papers, func(paper document.Paper) bool { return paper.Kind == kind })
	}
	if handedIn(document.CHSIRegistration) {
		edu.registered = answerYes
	}
	if handedIn(document.PartySchoolQuery) {
		edu.onlineRecord = answerYes
	}
	all := []document.Requirement{}
	for _, r := range p.notice.Requirements {
		if !r.owed(claims, app.EducationPath) || !p.askedBy(r.ForRule, e) {
			continue
		}
		if r.Routed {
			all = append(all, p.educationProof(r, edu, papers))
			continue
		}
		if slices.Contains(r.OnlyClaims, document.ClaimExtraSpecialty) {
			r.fails = p.otherQualification(app)
		}
		all = append(all, r.against(r.Proofs, papers, nil))
	}
	return all
}

func (r requirement) owed(claims []document.Claim, path document.EducationPath) bool {
	claimed := func(c document.Claim) bool { return slices.Contains(claims, c) }
	if len(r.OnlyClaims) > 0 && !slices.ContainsFunc(r.OnlyClaims, claimed) {
		return false
	}
	return !slices.ContainsFunc(r.ExceptClaims, claimed) && among(r.OnlyPaths, path) && !slices.Contains(r.ExceptPaths, path)
}

// askedBy tells whether the rule that the outcome rests on asks for a title or a
// degree.
func (p *Policy) askedBy(what string, e document.Eligibility) bool {
	if what == "" {
		return true
	}
	for _, exam := range p.eligibility.Exams {
		for _, r := range exam.Rules {
			if exam.key(r.ID) == e.Rule && exam.Year == e.Year {
				return what == "title" && len(r.Titles) > 0 || what == "degree" && len(r.Degree) > 0
			}
		}
	}
	return false
}

// educationProof is the requirement of the route that the education takes.
func (p *Policy) educationProof(r requirement, edu education, papers []document.Paper) document.Requirement {
	i := slices.IndexFunc(p.notice.Routes, func(route route) bool { return route.When.holds(edu) })
	if i < 0 {
		out := r.against(nil, papers, p.notice.Never)
		out.Status = document.StatusPerson
		out.Reasons = append(out.Reasons, document.Reason{Code: "no_route", Args: edu.args()})
		return out
	}
	route := p.notice.Routes[i]
	r.ID, r.Gap, r.Origin = route.ID, route.Gap, route.Origin
	r.fails = func(paper document.Paper) (document.Reason, bool) { return p.failsToProve(paper, edu) }
	r.tolerated = route.Tolerated
	out := r.against(route.Proofs, papers, p.notice.Never)
	out.Args = edu.args()
	return out
}

// otherQualification tells that a certificate is of none of the qualifications
// that the claim of a further specialty rests on. A name that was not surely
// read refuses nothing.
func (p *Policy) otherQualification(app document.Application) func(document.Paper) (document.Reason, bool) {
	e, ok := p.exam(app.Exam, app.ExamYear)
	if !ok {
		return nil
	}
	claim, ok := p.claimRule(e, app)
	if !ok || len(claim.Holds) == 0 {
		return nil
	}
	return func(paper document.Paper) (document.Reason, bool) {
		held := read(paper, titleFields...)
		holds := func(want string) bool { return hasSigns(held.text, want) } // 建造师（一级）, 一级注册建造师
		if held.text == "" || held.doubt || slices.ContainsFunc(claim.Holds, holds) {
			return document.Reason{}, false
		}
		return document.Reason{Code: "other_qualification", Args: args{"held": held.text}, Fields: []string{"qualification"}}, true
	}
}

// hasSigns tells whether every sign of want is in s.
func hasSigns(s, want string) bool {
	return !strings.ContainsFunc(want, func(r rune) bool { return !strings.ContainsRune(s, r) })
}

// failsToProve tells why a paper of the right kind does not prove an education:
// it is about another level, or says that the diploma is not genuine.
func (p *Policy) failsToProve(paper document.Paper, edu education) (document.Reason, bool) {
	if level := p.studyOf(paper).level; level.text != "" && !level.doubt && edu.level != "" && level.text != edu.level {
		return document.Reason{Code: "proof_of_other_level", Args: args{"level": level.text}, Fields: []string{"level"}}, true
	}
	if v := read(paper, "verification_result"); !v.doubt && containsAny(v.text, "不属实", "不实", "不真实", "虚假", "查无", "不一致") {
		return document.Reason{Code: "verified_false", Args: args{}, Fields: []string{"verification_result"}}, true
	}
	return document.Reason{}, false
}

func (e education) args() args {
	return args{
		"path": string(e.path), "level": e.level, "place": string(e.place), "graduated": e.graduated, "registered": string(e.registered),
	}
}

// educationProofs are the kinds that are handed in as proofs of an education;
// one of another path does not count.
var educationProofs = []document.Kind{
	document.CHSIRegistration, document.CHSIAuthentication, document.CHSIEnrolment, document.CSCSECertificate, document.VocationalQuery,
	document.TechnicianQuery, document.PartySchoolQuery, document.SchoolStatusProof,
}

// against holds a requirement with its proofs against the papers.
func (r requirement) against(proofs []proof, papers []document.Paper, nevers []never) document.Requirement {
	out := document.Requirement{
		Code: r.Code, Args: args{}, Rule: r.ID, Source: r.Source, Proofs: []document.Proof{},
		Status: document.StatusMissing, Offers: []document.Offer{}, Reasons: []document.Reason{},
	}
	met, clean, byHand := false, false, len(proofs) > 0
	for _, pr := range proofs {
		out.Proofs = append(out.Proofs, document.Proof{Kinds: pr.Kinds, Site: pr.Site, Issuer: pr.Issuer})
		offers, accepted, undoubted := r.offers(pr, papers)
		out.Offers = append(out.Offers, offers...)
		met, clean = met || accepted, clean || undoubted
		byHand = byHand && slices.Contains(pr.Kinds, document.Other)
	}
	if r.Routed {
		instead := r.instead(papers)
		met = met || slices.ContainsFunc(instead, isAccepted)
		out.Offers = append(out.Offers, instead...)
		out.Offers = append(out.Offers, r.wrongProofs(proofs, papers, nevers)...)
	}
	out.Offers = bestOffers(out.Offers)
	switch {
	case byHand:
		out.Status = document.StatusPerson
		out.Reasons = append(out.Reasons, document.Reason{Code: "proof_by_hand", Args: args{}})
	case clean:
		out.Status = document.StatusPresent
	case met:
		out.Status = document.StatusPerson
	case slices.ContainsFunc(out.Offers, isRefused):
		out.Status = document.StatusUnacceptable
	}
	if r.Gap != "" {
		out.Reasons = append(out.Reasons, document.Reason{Code: r.Gap, Args: args{}})
	}
	if r.Confidence != ConfidenceA {
		out.Reasons = append(out.Reasons, document.Reason{Code: "rule_confidence", Args: args{"confidence": string(r.Confidence)}})
		if out.Status == document.StatusPresent || out.Status == document.StatusMissing {
			out.Status = document.StatusPerson
		}
	}
	return out
}

// offers are the papers for one proof; accepted tells whether there is one that
// counts of every kind that it needs, and clean whether nobody needs to look at
// those.
func (r requirement) offers(pr proof, papers []document.Paper) (all []document.Offer, accepted, clean bool) {
	accepted, clean = true, true
	for _, kind := range pr.Kinds {
		counts, plain := false, false
		for _, p := range papers {
			if p.Kind == kind && kind != document.Other {
				o := r.offer(pr, p)
				all = append(all, o)
				counts = counts || o.Accepted
				plain = plain || o.Accepted && len(o.Reasons) == 0
			}
		}
		accepted, clean = accepted && counts, clean && plain
	}
	return all, accepted, clean
}

// offer judges one paper of the right kind: by its own findings, by the site
// that it shows and by who made it.
func (r requirement) offer(pr proof, p document.Paper) document.Offer {
	o := document.Offer{Place: p.Place(""), Accepted: true, Reasons: []document.Reason{}}
	note := func(code string, a args, fields ...string) {
		o.Reasons = append(o.Reasons, document.Reason{Code: code, Args: a, Fields: fields})
	}
	for _, f := range p.Findings {
		doubted := slices.ContainsFunc(f.Fields, func(name string) bool { return read(p, name).doubt })
		switch {
		case slices.Contains(r.Refuse, f.Code) && !doubted && f.Severity != document.SeverityWarning:
			o.Accepted = false
			note("refused_by_finding", args{"finding": f.Code}, f.Fields...)
		case slices.Contains(r.Refuse, f.Code), slices.Contains(r.Look, f.Code):
			note("look_at_finding", args{"finding": f.Code}, f.Fields...)
		}
	}
	if r.fails != nil {
		if reason, fails := r.fails(p); fails {
			o.Accepted = false
			o.Reasons = append(o.Reasons, reason)
		}
	}
	if pr.Site != "" {
		switch shown := p.Fields["site"].Value; {
		case shown != "" && !sameSite(shown, pr.Site) && siteUnsure(p):
			note("site_unclear", args{"site": pr.Site}, "site")
		case shown != "" && !sameSite(shown, pr.Site):
			o.Accepted = false
			note("other_site", args{"site": pr.Site}, "site")
		case shown == "" && needsSite(p.Kind):
			note("site_unseen", args{"site": pr.Site}, "site")
		}
	}
	if pr.Issuer != "" && !bears(p, pr.Issuer) {
		note("issuer_unseen", args{"issuer": pr.Issuer})
	}
	for _, code := range copyLacks(p.Copy) {
		note(code, args{})
	}
	return o
}

// copyLacks are the marks that a copy needs and on which none was seen. Source:
// 公告五（三）1、3.
func copyLacks(c *document.Copy) []string {
	if c == nil {
		return nil
	}
	var all []string
	for _, m := range []struct {
		code string
		mark *document.Mark
	}{{"copy_text_unseen", c.AttestedText}, {"copy_signature_unseen", c.Signature}, {"copy_seal_unseen", c.Seal}} {
		if m.mark == nil {
			all = append(all, m.code)
		}
	}
	return all
}

// needsSite tells which papers are pages of a site and show it; the forms of
// chsi.com.cn are known by their form, and their code is checked by itself.
func needsSite(kind document.Kind) bool { return kind == document.TechnicianQuery }

func sameSite(shown, site string) bool {
	shown = strings.ToLower(shown)
	return strings.Contains(shown, strings.TrimPrefix(site, "www."))
}

// siteOther is the check of a paper that its address is none of the notice's.
const siteOther = "query.site_other"

// siteUnsure tells whether the address of another site may be a matter of reading: by
// the doubts about it, or because the paper's own check lets it be one.
func siteUnsure(p document.Paper) bool {
	return read(p, "site").doubt || slices.ContainsFunc(p.Findings, func(f document.Finding) bool {
		return f.Code == siteOther && f.Severity != document.SeverityError
	}) || slices.ContainsFunc(p.NotChecked, func(n document.NotChecked) bool { return n.Code == siteOther })
}

// bears tells whether a paper names its maker on a seal, in a field or anywhere.
func bears(p document.Paper, issuer string) bool {
	if slices.ContainsFunc(p.Seals, func(s document.Seal) bool { return strings.Contains(s.Text+s.Inner, issuer) }) {
		return true
	}
	for _, name := range []string{"issuing_authority", "issuer", "employer"} {
		if strings.Contains(p.Fields[name].Value, issuer) {
			return true
		}
	}
	return slices.ContainsFunc(p.Bodies, func(body string) bool { return strings.Contains(body, issuer) })
}

func isAccepted(o document.Offer) bool { return o.Accepted }
func isRefused(o document.Offer) bool  { return !o.Accepted }

// instead are the papers that the notice does not ask for and that may stand for
// what it asks, which a person must say.
func (r requirement) instead(papers []document.Paper) []document.Offer {
	var all []document.Offer
	for _, t := range r.tolerated {
		for _, p := range papers {
			if p.Kind == t.Kind {
				o := r.offer(proof{}, p)
				o.Reasons = append(o.Reasons, document.Reason{Code: t.Reason, Args: args{}})
				all = append(all, o)
			}
		}
	}
	return all
}

// wrongProofs are the papers that were handed in as proof of the education and
// are none for it.
func (r requirement) wrongProofs(proofs []proof, papers []document.Paper, nevers []never) []document.Offer {
	var all []document.Offer
	for _, p := range papers {
		asked := slices.ContainsFunc(proofs, func(pr proof) bool { return slices.Contains(pr.Kinds, p.Kind) }) ||
			slices.ContainsFunc(r.tolerated, func(t tolerated) bool { return t.Kind == p.Kind })
		if asked || !slices.Contains(educationProofs, p.Kind) {
			continue
		}
		reason := document.Reason{Code: "wrong_proof_for_path", Args: args{"kind": string(p.Kind)}}
		for _, n := range nevers {
			if n.Kind == p.Kind {
				reason.Code = n.Reason
			}
		}
		all = append(all, document.Offer{Place: p.Place(""), Reasons: []document.Reason{reason}})
	}
	return all
}

// bestOffers keeps every paper once: a paper that one proof refuses another may
// accept.
func bestOffers(all []document.Offer) []document.Offer {
	out := []document.Offer{}
	for _, o := range all {
		i := slices.IndexFunc(out, func(have document.Offer) bool { return have.Place == o.Place })
		switch {
		case i < 0:
			out = append(out, o)
		case o.Accepted && (!out[i].Accepted || len(o.Reasons) < len(out[i].Reasons)):
			out[i] = o
		}
	}
	return out
}
