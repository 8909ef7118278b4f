package check

import (
	"regexp"
	"slices"
	"strings"

	"hecha/document"
)

// queries are the pages of results of school authorities.
var queries = []document.Kind{document.PartySchoolQuery, document.TechnicianQuery, document.VocationalQuery}

// queryRules are about where such a page came from. Source: the notice, 五（一）3,
// which names a site for each.
var queryRules = []rule{
	{Rule{
		Code: "query.site_unseen", Severity: document.SeverityWarning, Kinds: queries,
		Meaning: "neither an address nor the name of the site is seen: nothing tells where the page came from",
	}, siteSeen},
	{Rule{
		Code: "query.site_by_name", Severity: document.SeverityInfo, Kinds: queries,
		Meaning: "the page names its site, but no address is seen that proves it",
	}, siteNamed},
	{Rule{
		Code: "query.site_other", Severity: document.SeverityError, Kinds: []document.Kind{document.TechnicianQuery, document.VocationalQuery},
		Needs: []string{"site"}, Meaning: "the address is none of the sites that the notice names",
	}, siteOfNotice},
	{Rule{
		Code: "query.site_year", Severity: document.SeverityWarning, Kinds: []document.Kind{document.TechnicianQuery},
		Needs:   []string{"site", "graduation_date"},
		Meaning: "the site does not hold the year of the graduation: that of the province has 2005 to 2013, that of the ministry 2015 and later",
	}, siteOfYear},
}

// siteNames are how the sites call themselves.
var siteNames = map[document.Kind]*regexp.Regexp{
	document.PartySchoolQuery: regexp.MustCompile(`党校.{0,16}查询`),
	document.TechnicianQuery:  regexp.MustCompile(`技工院校.{0,12}查询|公共服务网`),
	document.VocationalQuery:  regexp.MustCompile(`(?:中等职业|中职).{0,14}查询`),
}

// siteHosts are the hosts that the notice names; those of party schools are
// their own. What stands under one belongs to it.
var siteHosts = map[document.Kind][]string{
	document.TechnicianQuery: {"e91job.com", "jxzs.mohrss.gov.cn"},
	document.VocationalQuery: {"zcc.hnedu.cn"},
}

func siteSeen(p *paper) {
	if p.value("site") == "" && !p.namesSite() {
		p.find(nil, "site")
	}
}

func siteNamed(p *paper) {
	if p.value("site") == "" && p.namesSite() {
		p.find(nil, "site")
	}
}

func (p *paper) namesSite() bool {
	name := siteNames[p.doc.Kind]
	return slices.ContainsFunc(p.doc.Lines, func(l document.Line) bool { return name.MatchString(plain(l.Text)) })
}

// siteOfNotice accuses nobody on a host that was read with doubt.
func siteOfNotice(p *paper) {
	f := p.doc.Fields["site"]
	for _, host := range siteHosts[p.doc.Kind] {
		if under(f.Value, host) {
			return
		}
	}
	if f.Confidence < sureHost {
		p.notChecked(ReasonForm, "site")
		p.doubt(document.DoubtConflict, "site")
		return
	}
	p.conflict(nil, "site")
}

// sureHost is the score of a host's weakest sign from which on it is believed
// to be another one than those of the notice.
const sureHost = 0.9

func under(host, of string) bool { return host == of || strings.HasSuffix(host, "."+of) }

func siteOfYear(p *paper) {
	t, ok := p.date("graduation_date")
	if !ok {
		return
	}
	site, year := p.value("site"), t.Year()
	province := under(site, "e91job.com") && (year < 2005 || year > 2013)
	ministry := under(site, "jxzs.mohrss.gov.cn") && year < 2015
	if province || ministry {
		p.find(nil, "site", "graduation_date")
	}
}
