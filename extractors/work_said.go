package extractors

import (
	"regexp"
	"slices"
	"strings"

	"hecha/document"
	"hecha/extractors/internal/layout"
	"hecha/extractors/internal/sentence"
)

// notWork are words after 从事 that only refer to work named elsewhere.
var notWork = regexp.MustCompile(`^(?:本|该|此|其|上述|以上|相关|有关|相应|一切|全部|何种|专业|工作|业务|单位|证明|人(?:[^力事防工才文]|$)|制(?:[^药造图冷剂]|$)|时间|年限|考试)|法律责|责任$`)

// notPost are words after 担任 that are no post.
var notPost = regexp.MustCompile(`^(?:何|其|该|相应|以下|上述)|简历|经历|情况|如下|职工|员工|从事`)

// readHolder takes what the sentences say of the person.
func (s spoken) readHolder() {
	s.takeWork("name", "name")
	s.takeWork("sex", "sex")
	s.takeWork("id_number", "id")
	s.takeWork("graduation_date", "graduated_on", "graduated")
	s.takeWork("school", "school")
	s.proveSchool()
	s.takeWork("education", "education")
	s.readTicked("education", s.paper.text().Without("\n"), workParsers["education"])
	s.takeWork("contact", "contact")
	s.takeWork("phone", "phone")
}

func (s spoken) takeWork(field string, signs ...string) {
	if f, ok := s.fields[field]; !ok || outOfForm(f) {
		s.take(field, workParsers[field], signs...)
	}
}

// readWorkDates takes the first day of the work and, where there is one, the end.
// A second beginning leaves the first in doubt.
func (s spoken) readWorkDates() {
	s.releaseFoot()
	s.takeWork("work_start", "start_date")
	if !s.has("work_start") {
		return
	}
	if s.doubtOther("work_start", "start_date") {
		defer s.doubt("work_end", document.DoubtConflict)
	}
	// 至今一直从事…，截至2021年10月满5年: the day of counting ends no work.
	if s.has("work_end") || len(s.words("present")) == 0 || len(s.words("end_date")) == 0 {
		s.takeWork("work_end", "end_date", "present")
		s.doubtOther("work_end", "end_date")
		return
	}
	s.take("work_end", workParsers["work_end"], "present")
	s.doubt("work_end", document.DoubtConflict)
}

// goesOn are the signs that follow a first day of work.
var goesOn = []string{"to", "end_date", "present", "since", "begin"}

// releaseFoot takes the day of the paper out of the sentence where the paper has no
// other: a date that stands alone and with which nothing goes on.
func (s spoken) releaseFoot() {
	if len(s.footDates()) > 0 {
		return
	}
	for i := range s.pieces {
		piece := &s.pieces[i]
		last := i+1 == len(s.pieces) || !slices.Contains(goesOn, s.pieces[i+1].Sign)
		if piece.Sign == "start_date" && last && s.standsAlone(s.run(*piece)) {
			piece.Sign = "issued"
		}
	}
}

// doubtOther doubts a day when a piece of its sign is another, and tells whether it did.
func (s spoken) doubtOther(field, sign string) bool {
	if !s.has(field) {
		return false
	}
	for _, other := range s.words(sign) {
		if f, ok := s.field(s.run(other), workParsers[field]); ok && f.Value != s.fields[field].Value {
			s.doubt(field, document.DoubtConflict)
			return true
		}
	}
	return false
}

// readPost takes what somebody is now before what they were.
func (s spoken) readPost() {
	labelled, has := s.fields["post"]
	for i, piece := range s.pieces {
		if piece.Sign == "post" && i > 0 && s.pieces[i-1].Sign == "post_now" {
			delete(s.fields, "post")
			s.set("post", s.run(piece), workParsers["post"])
			if has && labelled.Value != s.fields["post"].Value {
				s.doubt("post", document.DoubtConflict)
			}
			return
		}
	}
	if has {
		return
	}
	s.take("post", workParsers["post"], "post", "post_of", "post_at")
}

// readJob takes the work that the count of years is about, else the one that the
// sentence is surest of.
func (s spoken) readJob() {
	if f, ok := s.fields["job"]; ok && !outOfForm(f) {
		return
	}
	for i, piece := range s.pieces {
		if piece.Sign == "job" && s.counted(i) {
			s.set("job", s.run(piece), workParsers["job"])
		}
	}
	if !s.has("job") {
		s.take("job", workParsers["job"], "job")
	}
	for _, piece := range s.words("job") {
		if s.inTitle(piece) {
			continue
		}
		if f, ok := s.field(s.run(piece), workParsers["job"]); ok && f.Value != s.fields["job"].Value {
			s.doubt("job", document.DoubtConflict)
		}
	}
}

// namedWork is what stands behind 从事, and referred what only refers to work that is
// named elsewhere.
var (
	namedWork = regexp.MustCompile(`从事(?P<v>\p{Han}{2,8})`)
	referred  = regexp.MustCompile(`^(?:本|该|此|其|上述|以上|相关)|^(?:专业|技术|业务)*(?:工作)?(?:年限|时间|岗位|已|满|累计|共|达|至今|$)`)
)

// unreadWork tells whether the paper names work by words that led to no value.
func (s spoken) unreadWork() bool {
	return slices.ContainsFunc(s.text.Without("\n ").FindAll(namedWork), func(m map[string]layout.Run) bool {
		return !referred.MatchString(m["v"].String())
	})
}

// workTitle is a line that is a certificate's title.
var workTitle = regexp.MustCompile(`^[^,。;:]{0,30}证明(?:书|表|材料|信)?(?:\([^()]{0,12}\))?$`)

// inTitle tells whether a piece stands in the title.
func (s spoken) inTitle(piece sentence.Piece) bool {
	return slices.ContainsFunc(s.fragsOf(s.run(piece)), func(f layout.Frag) bool { return workTitle.MatchString(f.Text()) })
}

// counted tells whether the years of the job at i are counted right beside it.
func (s spoken) counted(i int) bool {
	for _, piece := range s.pieces[i+1 : min(i+6, len(s.pieces))] {
		switch piece.Sign {
		case "years":
			return true
		case "job_tail", "count", "special", "service":
		default:
			return false
		}
	}
	return false
}

// count is one count of years, and what the words before it say that they were.
type count struct {
	piece sentence.Piece
	// special tells of words of the named work, general of all work, service of
	// all work by a word that means nothing else: in the clause, and since the last
	// count.
	special, general, service, before bool
}

// counts are the counts of years in order. Each belongs to the words before it,
// back to the last one, those of its own clause first, and to the work that
// follows it at once.
func (s spoken) counts() []count {
	var out []count
	var c count
	for i, piece := range s.pieces {
		if i > 0 && s.parted(s.pieces[i-1], piece) {
			c = count{before: c.before || c.special}
		}
		switch piece.Sign {
		case "work_verb", "job", "special", "among":
			c.special = true
		case "begin":
			c.general = c.general || s.run(piece).String() == "参加工作" // 参加工作已满拾叁年
		case "service":
			c.general = true
			c.service = c.service || service.MatchString(s.run(piece).String()) && !s.ofCourse(piece)
			c.special = c.special || s.ofCourse(piece)
		case "years":
			if len(out) > 0 && s.restates(out[len(out)-1].piece, piece) {
				continue
			}
			c.piece = piece
			if next := i + 1; next < len(s.pieces) && s.pieces[next].Sign == "work_verb" && piece.To == s.pieces[next].From {
				c.special = true
			}
			out = append(out, c)
			c = count{}
		}
	}
	return out
}

// restates tells whether two counts are one, said once more in capitals: 11年（大写：拾壹年）.
func (s spoken) restates(a, b sentence.Piece) bool {
	return onceMore.MatchString(s.text.Between(a.To, b.From))
}

var onceMore = regexp.MustCompile(`^,?\((?:大写|小写|即)?:?$`)

// parted tells whether a mark stands between two pieces.
func (s spoken) parted(a, b sentence.Piece) bool {
	return strings.ContainsAny(s.text.Between(a.To, b.From), ",。;:\n")
}

// ofCourse tells whether the word before a piece makes it that of the named work:
// 专业工龄.
func (s spoken) ofCourse(piece sentence.Piece) bool {
	return strings.HasSuffix(s.text.Slice(max(piece.From-2, 0), piece.From).String(), "专业")
}

// service is the length of all work by its own word.
var service = regexp.MustCompile(`龄|总`)

// readYears sorts the counts of years: years is the time in the work that the
// certificate names, total_years all work. A single count belongs to the named
// work where the paper names any.
func (s spoken) readYears() {
	counts := s.counts()
	given := map[string]bool{"years": s.known("years"), "total_years": s.known("total_years")}
	for _, c := range counts {
		only := len(counts) == 1 && (s.has("job") || s.has("post"))
		field := "years"
		if c.service || !c.special && !only && (c.general || !c.before) {
			field = "total_years"
		}
		if !given[field] {
			s.set(field, s.run(c.piece), workParsers[field])
		}
	}
}

// readAllYears reads the counts of years, of labels before those of sentences.
func (s spoken) readAllYears() {
	s.readYearCells()
	s.readYears()
	s.dropDoubled()
}

// dropDoubled drops all years where a label gave it the very words that the
// sentence says of the named work: 从事会计工作年限：8年.
func (p *paper) dropDoubled() {
	years, total := p.fields["years"], p.fields["total_years"]
	if years.Value != "" && years.Quad == total.Quad {
		delete(p.fields, "total_years")
	}
}

// known tells whether a field has a value in form.
func (p *paper) known(name string) bool {
	f, ok := p.fields[name]
	return ok && !outOfForm(f)
}
