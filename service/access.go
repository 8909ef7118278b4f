package service

import (
	"context"
	"fmt"
	"slices"

	"hecha/document"
)

// Action is something that can be asked of the service.
type Action string

// The actions.
const (
	ActionList     Action = "list"     // applications, as far as one may see them
	ActionCreate   Action = "create"   // an application
	ActionView     Action = "view"     // an application, its results and pages
	ActionHandIn   Action = "hand_in"  // upload, withdraw, submit
	ActionCheck    Action = "check"    // the employer's word
	ActionDecide   Action = "decide"   // the reviewer's word
	ActionAssign   Action = "assign"   // give an application to a reviewer
	ActionNote     Action = "note"     // tell others who review something
	ActionNotes    Action = "notes"    // read that
	ActionConclude Action = "conclude" // deadlines, publication, objections, consequences, archive
	ActionHistory  Action = "history"  // every event and every look
	ActionAnnounce Action = "announce" // the exams, deadlines and offices of the bulletin
	ActionOperate  Action = "operate"  // queues and workers
)

// Actions are all of them.
var Actions = []Action{
	ActionList, ActionCreate, ActionView, ActionHandIn, ActionCheck, ActionDecide, ActionAssign, ActionNote, ActionNotes,
	ActionConclude, ActionHistory, ActionAnnounce, ActionOperate,
}

// roles say what each role may do at most.
var roles = map[document.Role][]Action{
	document.RoleCandidate: {ActionList, ActionCreate, ActionView, ActionHandIn},
	document.RoleEmployer:  {ActionList, ActionView, ActionCheck},
	document.RoleReviewer:  {ActionList, ActionView, ActionDecide, ActionNote, ActionNotes},
	document.RoleLead:      {ActionList, ActionView, ActionDecide, ActionAssign, ActionNote, ActionNotes, ActionConclude, ActionHistory},
	document.RoleProvince:  {ActionList, ActionView, ActionDecide, ActionAssign, ActionNote, ActionNotes, ActionConclude, ActionHistory},
	document.RoleAuditor:   {ActionList, ActionView, ActionNotes, ActionHistory},
	document.RoleAdmin:     {ActionAnnounce, ActionOperate},
}

// scopes say which scope of a grant an action needs.
var scopes = map[Action]document.Scope{
	ActionList: document.ScopeRead, ActionView: document.ScopeRead, ActionHistory: document.ScopeRead,
	ActionCreate: document.ScopeHandIn, ActionHandIn: document.ScopeHandIn,
	ActionCheck: document.ScopeDecide, ActionDecide: document.ScopeDecide, ActionAssign: document.ScopeDecide,
	ActionConclude: document.ScopeDecide, ActionNote: document.ScopeDecide, ActionNotes: document.ScopeRead,
	ActionAnnounce: document.ScopeOperate, ActionOperate: document.ScopeOperate,
}

// Roles are the roles that a grant can have.
func Roles() []document.Role {
	return []document.Role{
		document.RoleCandidate, document.RoleEmployer, document.RoleReviewer, document.RoleLead,
		document.RoleProvince, document.RoleAuditor, document.RoleAdmin,
	}
}

// May tells by an error why a grant does not allow an action that is about no
// application: ErrForbidden.
func May(g document.Grant, a Action) error {
	if !slices.Contains(roles[g.Role], a) {
		return fmt.Errorf("%w: a %s may not %s", ErrForbidden, g.Role, a)
	}
	if !g.Has(scopes[a]) {
		return fmt.Errorf("%w: the token lacks the scope %s", ErrForbidden, scopes[a])
	}
	return nil
}

// MayOn is May for an action on an application. One that the grant's role does
// not see does not exist for it: ErrNotFound.
func MayOn(g document.Grant, a Action, app Application) error {
	if !sees(g, app) {
		return fmt.Errorf("application %s: %w", app.ID(), ErrNotFound)
	}
	return May(g, a)
}

// MayAny is MayOn for the application of an identifier and any of some actions.
func (s *Service) MayAny(ctx context.Context, g document.Grant, id string, actions ...Action) error {
	app, err := s.find(ctx, id)
	if err != nil {
		return err
	}
	for _, a := range actions {
		if err = MayOn(g, a, app); err == nil {
			return nil
		}
	}
	return err
}

// sees tells whether an application lies within what a grant is bounded to.
func sees(g document.Grant, app Application) bool {
	if !slices.Contains(roles[g.Role], ActionView) {
		return false
	}
	switch g.Role {
	case document.RoleCandidate:
		return g.Account != "" && app.Owner == g.Account
	case document.RoleEmployer:
		return g.Employer != "" && app.Case.Application.Employer == g.Employer
	case document.RoleReviewer, document.RoleLead:
		return g.City != "" && app.Case.Application.City == g.City
	}
	return true
}
