package extractors

import (
	"strings"

	"hecha/document"
	"hecha/extractors/internal/sentence"
)

// stretch is one stretch of work that a sentence tells of: its two dates and what
// is said between it and the next.
type stretch struct {
	start, end, employer, job, post *sentence.Piece
	study                           bool
}

// stretches are the stretches of work of the sentences. Each lasts up to the next,
// or to the end of its sentence.
func (s spoken) stretches() []stretch {
	var out []stretch
	open := false
	for i := range s.pieces {
		piece := &s.pieces[i]
		if i > 0 && strings.Contains(s.text.Between(s.pieces[i-1].To, piece.From), "。") {
			open = false
		}
		if piece.Sign == "start_date" {
			out, open = append(out, stretch{start: piece}), true
		}
		if !open {
			continue
		}
		last := &out[len(out)-1]
		for sign, slot := range map[string]**sentence.Piece{
			"end_date": &last.end, "present": &last.end, "employer": &last.employer, "job": &last.job, "post": &last.post,
		} {
			if piece.Sign == sign && *slot == nil && (sign != "employer" || last.job == nil && last.post == nil) {
				*slot = piece
			}
		}
		last.study = last.study || piece.Sign == "study"
	}
	return out
}

// readStretches makes periods of the stretches of work that a sentence counts up,
// where there are several. The work as a whole then lasts from the first to the
// last of them; since the sentence itself does not say so, both ends are in doubt,
// and so is the work where it changed.
func (s spoken) readStretches() []document.Period {
	var all []document.Period
	works, posts := map[string]bool{}, map[string]bool{}
	var last document.Field // the post of the last stretch that has one
	for _, st := range s.stretches() {
		if st.end == nil || st.study && st.job == nil && st.post == nil || s.twoFeet(st) {
			continue
		}
		row := document.Period{
			Start: s.fieldOf(st.start, "work_start"), End: s.fieldOf(st.end, "work_end"), Job: s.fieldOf(st.job, "job"),
			Employer: s.fieldOf(st.employer, "employer"),
		}
		if st.job != nil {
			works[row.Job.Value] = true
		}
		if st.post != nil {
			post := s.fieldOf(st.post, "post")
			posts[post.Value] = true
			last = post
			if st.job == nil {
				row.Job = post
			}
		}
		all = append(all, row)
	}
	if len(all) < 2 {
		return nil
	}
	s.fields["work_start"], s.fields["work_end"] = all[0].Start, all[len(all)-1].End
	s.doubt("work_start", document.DoubtConflict)
	s.doubt("work_end", document.DoubtConflict)
	if len(works) > 1 {
		s.doubt("job", document.DoubtConflict)
	}
	if len(posts) > 1 {
		if len(s.words("post_now")) == 0 {
			s.fields["post"] = last
		}
		s.doubt("post", document.DoubtConflict)
	}
	return all
}

// twoFeet tells whether the dates of a stretch are those at the foot of two columns,
// which stand there by themselves, with nothing between them and nothing said of them.
func (s spoken) twoFeet(st stretch) bool {
	if st.employer != nil || st.job != nil || st.post != nil {
		return false
	}
	return strings.Trim(s.text.Between(st.start.To, st.end.From), " \n") == "" && s.standsAlone(s.run(*st.start)) && s.standsAlone(s.run(*st.end))
}

// fieldOf is a piece as a field; empty for none.
func (s spoken) fieldOf(piece *sentence.Piece, field string) document.Field {
	if piece == nil {
		return document.Field{}
	}
	f, _ := s.field(s.run(*piece), workParsers[field])
	return f
}
