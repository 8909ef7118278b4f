package web

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"hecha/document"
	"hecha/pipeline/queue"
	"hecha/service"
)

// declaration is what a candidate declares. Few fields must be there; what is
// owed beyond them the rules say.
type declaration struct{ document.Application }

// TransformSchema implements huma.SchemaTransformer.
func (declaration) TransformSchema(_ huma.Registry, s *huma.Schema) *huma.Schema {
	s.Required = []string{"exam", "exam_year", "education_path"}
	return s
}

// applicationView is an application as its caller sees it.
type applicationView struct {
	ID        string               `json:"id"`
	Version   int                  `json:"version" doc:"Grows with every change; the ETag."`
	State     document.State       `json:"state" doc:"Where it stands between draft and archive."`
	Since     time.Time            `json:"since" doc:"When the state was entered."`
	Created   time.Time            `json:"created"`
	Updated   time.Time            `json:"updated"`
	Submitted time.Time            `json:"submitted,omitzero"`
	Committed time.Time            `json:"committed,omitzero" doc:"When the candidate signed the commitment last."`
	Outcome   document.Verb        `json:"outcome,omitempty" doc:"pass or fail, once decided."`
	Reason    string               `json:"reason,omitempty" doc:"What the candidate was told last."`
	Reviewer  string               `json:"reviewer,omitempty" doc:"Account of the reviewer who has it; not told to candidates and employers."`
	Claimed   time.Time            `json:"claimed_until,omitzero" doc:"When the reviewer's claim runs out, if it does."`
	Disputed  bool                 `json:"disputed,omitempty" doc:"Two people have decided differently, and somebody above them settles it; not told to candidates and employers."`
	Deadline  string               `json:"deadline,omitempty" doc:"Day by which the next step is due."`
	Declared  document.Application `json:"declared"`
	Uploads   []document.Upload    `json:"uploads"`
}

// viewOf leaves out who reviews where that does not concern the caller.
func viewOf(g document.Grant, a service.Application) applicationView {
	if !service.KnowsReviewers(g) {
		a.Reviewer, a.ClaimedUntil = "", time.Time{}
	}
	uploads := a.Uploads
	if uploads == nil {
		uploads = []document.Upload{}
	}
	return applicationView{
		ID: a.ID(), Version: a.Version, State: a.State, Since: a.Since, Created: a.Created, Updated: a.Updated,
		Submitted: a.Submitted, Committed: a.Committed, Outcome: a.Outcome, Reason: a.Reason, Reviewer: a.Reviewer, Claimed: a.ClaimedUntil, Disputed: a.Disputed() && service.KnowsReviewers(g), Deadline: a.Deadline,
		Declared: a.Case.Application, Uploads: uploads,
	}
}

// ApplicationOutput is an application with its version as ETag.
type ApplicationOutput struct {
	ETag string `header:"ETag" doc:"Version of the application, for If-Match."`
	Body applicationView
}

func outputOf(g document.Grant, a service.Application) *ApplicationOutput {
	return &ApplicationOutput{ETag: etag(a.Version), Body: viewOf(g, a)}
}

func etag(version int) string { return fmt.Sprintf("%q", strconv.Itoa(version)) }

// parseMatch reads an If-Match header: one ETag, * or nothing.
func parseMatch(header string) (service.Match, error) {
	if header == "" || header == "*" {
		return 0, nil
	}
	n, err := strconv.Atoi(strings.Trim(header, `"`))
	if err != nil || n <= 0 || header != etag(n) {
		return 0, fmt.Errorf("If-Match %.40q is no ETag of an application: %w", header, service.ErrStale)
	}
	return service.Match(n), nil
}

// readingView is how far the reading of an upload has come.
type readingView struct {
	State queue.State `json:"state" enum:"waiting,running,put_off,done" doc:"put_off: something failed, and it will be tried again."`
	Pages int         `json:"pages" doc:"Pages that were read so far, while it is running."`
}

func readingOf(r service.Reading) readingView { return readingView{State: r.State, Pages: r.Now.Page} }
